"""A situation put to the formulas: what they say of it, to be held against what the oracle does."""

from __future__ import annotations

from typing import Any

import z3

from advisor.backends import oracle
from advisor.backends.agenda import advise_from
from advisor.ir import FIRST_DATE, LAST_DATE, Kind, Program, Status
from advisor.proof.agenda import Agenda
from advisor.proof.all_situations import World
from advisor.proof.arithmetic import Learning
from advisor.proof.constraints import Constraints
from advisor.proof.reading import SymbolicProgram
from advisor.proof.terms import Amount, OneHot, Truth, conj, disj
from tests.strategies.situations import Posed

MOST_ROUNDS = 40


class Formulas:
    """A program in formulas, whole: every firing, every fact, every piece of advice."""

    def __init__(self, program: Program, most: int) -> None:
        self.program, constraints = program, Constraints()
        self.world = World(program.pack, most, constraints, days=(FIRST_DATE, LAST_DATE))
        self.learning = Learning(constraints)
        self.reading = SymbolicProgram(program, self.world, self.learning)
        agenda = Agenda(self.reading)
        pack, placed = program.pack, self.world.placed
        self.firings = {
            (rule.name, i): self.reading.fires(rule.name, i)
            for rule in pack.rules.values()
            for i in self.world.of_entity[rule.entity]
        }
        self.facts = {
            (i, fact.name): self.reading.fact(i, fact.name)
            for i, here in enumerate(placed)
            for fact in pack.entities[here.instance.entity].facts.values()
        }
        self.pieces = {
            (action, i): agenda.piece(action, i)
            for action in pack.actions
            for i in agenda.places_of(action)
        }
        clashes = [c.holds for i, name in self.facts for c in self.reading.clashes(i, name)]
        self.is_wrong = disj(*clashes, *self.reading.out_of_range)

    def differences(self, posed: Posed) -> list[str]:
        """What the formulas say otherwise than the oracle. Raises: ValueError, where it is not of this world."""
        settled = [*self.world.settled(posed.root, posed.today), *self._elsewhere()]
        told = self.world.constraints
        asked = [self.is_wrong, *self.firings.values(), *settled]
        for value in self.facts.values():
            asked += list(_parts(value))
        for piece in self.pieces.values():
            asked += [piece.is_given, *_parts(piece.start), *_parts(piece.due), piece.is_later]
        wanted = [part for part in asked if isinstance(part, z3.ExprRef)]
        for _ in range(MOST_ROUNDS):
            solver = z3.Solver()
            said = told.of(wanted)
            solver.add(*said, *settled)
            if solver.check() != z3.sat:
                return [f"the solver says {solver.check()}"]
            model = solver.model()
            every = {v for formula in (*said, *wanted) for v in told.variables(formula)}
            if not self.learning.learn(model, every):
                return list(self._compared(posed, model))
        return ["it never stops to learn"]

    def _elsewhere(self) -> list[Any]:
        """Something for all that stands in instances that are not there."""
        return [
            z3.Implies(z3.Not(self.world.exists[i]), value.value.value == value.value.low)
            for (i, _), value in self.world.stated.items()
            if i and isinstance(value.value, Amount)
        ]

    def _compared(self, posed: Posed, model: z3.ModelRef) -> Any:
        derivations = oracle.BACKEND.compile_program(self.program).derive(posed.root, posed.today)
        index = {here.place: here.index for here in self.world.placed}
        if (derivations.error is not None) != _value(self.is_wrong, model):
            yield f"error: {derivations.error}"
        if derivations.error is not None:
            return
        fired = {(f.rule, index[f.place]) for f in derivations.firings}
        for key, formula in self.firings.items():
            if (key in fired) != _value(formula, model):
                yield f"{key} fires: {key in fired}"
        concluded = {(index[c.place], c.fact): c.value for c in derivations.conclusions}
        for (at, name), value in self.facts.items():
            entity = self.world.placed[at].instance.entity
            declared = self.program.pack.fact(entity, name)
            if declared.is_concluded and _value(self.world.exists[at], model):
                found = self._plain(value, declared.type.kind, model)
                if found != concluded.get((at, name)):
                    yield f"{name} at {at}: {concluded.get((at, name))}, not {found}"
        advice = advise_from(self.program, posed.root, posed.today, derivations)
        given = {(p.action, index[p.place]): (p.start, p.due, p.status) for p in advice}
        for key, piece in self.pieces.items():
            found = None
            if _value(piece.is_given, model):
                state = Status.LATER if _value(piece.is_later, model) else Status.NOW
                state = Status.OVERDUE if _value(piece.is_overdue, model) else state
                found = (
                    self._plain(piece.start, Kind.DATE, model),
                    self._plain(piece.due, Kind.DATE, model),
                    state,
                )
            if found != given.get(key):
                yield f"advice {key}: {given.get(key)}, not {found}"

    def _plain(self, value: Any, kind: Kind, model: z3.ModelRef) -> Any:
        if not _value(value.given, model):
            return None
        match value:
            case Truth(_, holds):
                return _value(holds, model)
            case OneHot(cases):
                return next(name for name, case in cases.items() if _value(case, model))
            case _:
                number = _value(value.value, model)
                if kind is Kind.TEXT:
                    texts = {number: text for text, number in self.world.texts.items()}
                    return texts.get(number)
                return number


def _parts(value: Any) -> tuple[Any, ...]:
    match value:
        case Truth(given, holds):
            return given, holds
        case OneHot(cases):
            return tuple(cases.values())
        case Amount(given, number):
            return given, number
    return ()


def _value(part: Any, model: z3.ModelRef) -> Any:
    if isinstance(part, bool | int):
        return part
    found = model.eval(part, True)
    return z3.is_true(found) if z3.is_bool(found) else found.as_long()


__all__ = ["Formulas", "conj"]
