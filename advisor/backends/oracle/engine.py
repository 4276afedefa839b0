"""Stratum by stratum: which rules fire, what they conclude, and on which facts that rests."""

from __future__ import annotations

from functools import partial

from advisor import ir
from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.memory import UNKNOWN, Memory, remember, remember_conclusions
from advisor.backends.oracle.semantics import Frames, Meaning, Meanings, meanings_of
from advisor.diagnostics import Diagnostic


class _Stop(Exception):  # carries the error of the situation out of the strata
    def __init__(self, error: ir.DecisionError) -> None:
        self.error = error


class OracleBackend:
    """See `Backend`. It runs every program."""

    name = "oracle"

    def check_support(self, program: ir.Program) -> tuple[Diagnostic, ...]:
        """Nothing is beyond it."""
        return ()

    def compile_program(self, program: ir.Program) -> OracleEngine:
        """An engine for the program."""
        return OracleEngine(program)


class OracleEngine:
    """A program with the meanings of its expressions."""

    def __init__(self, program: ir.Program) -> None:
        self.program, self.meanings = program, meanings_of(program)

    def derive(self, root: ir.Instance, today: int) -> ir.Derivations:
        """See `Engine.derive`."""
        memory = remember(self.program.pack, root, today)
        try:
            return _Run(self, memory).settle()
        except _Stop as stop:
            return ir.Derivations(error=stop.error)


class _Run:
    """One situation on its way through the strata."""

    def __init__(self, engine: OracleEngine, memory: Memory) -> None:
        self.program, self.memory = engine.program, memory
        self.meanings = engine.meanings
        self.fired: dict[str, set[int]] = {}  # rule -> indices of the instances it fired for
        self.conclusions: dict[tuple[int, str], ir.Conclusion] = {}

    def settle(self) -> ir.Derivations:
        for stratum in self.program.strata:
            for name in stratum.firings:
                self._fire(self.program.pack.rules[name])
            for entity, fact in stratum.facts:
                for index in self.memory.of_entity[entity]:
                    self._conclude(entity, fact, index)
        firings = tuple(
            self._firing(rule, index)
            for rule in self.program.pack.rules.values()
            for index in sorted(self.fired[rule.name])
        )
        ordered = (
            self.conclusions.get((here.index, fact))
            for here in self.memory.placed
            for fact in self.program.pack.entities[here.instance.entity].facts
        )
        return ir.Derivations(firings, tuple(c for c in ordered if c is not None))

    def _fire(self, rule: ir.Rule) -> None:
        holds = self.meanings.of(self.meanings.conditions[rule.name])
        overriders = [
            self.program.pack.rules[name] for name in self.program.overridden_by[rule.name]
        ]
        fired = self.fired[rule.name] = set()
        for index in self.memory.of_entity[rule.entity]:
            if not self._value(holds, index, (rule.name,), None):
                continue
            around = self.memory.placed[index].around
            if not any(around[o.entity] in self.fired[o.name] for o in overriders):
                fired.add(index)

    def _conclude(self, entity: str, fact: str, index: int) -> None:
        found: list[tuple[str, ir.Value, ir.Expression]] = []
        for name in self.program.concluded_by[entity, fact]:
            if index in self.fired[name]:
                rule = self.program.pack.rules[name]
                expression = rule.value_of(fact)
                value = self._value(self.meanings.of(expression), index, (name,), fact)
                if value is not None:
                    found.append((name, value, expression))
        place = self.memory.placed[index].place
        rules = tuple(name for name, _, _ in found)
        if len({value for _, value, _ in found}) > 1:
            raise _Stop(ir.DecisionError("conflict", place, entity, rules, fact))
        if found:
            _, value, expression = found[0]
            grounds = self._grounds(expression, index)
        else:
            default = self.program.pack.entities[entity].facts[fact].computed_default
            if default is None:
                return
            by_default = self._value(self.meanings.of(default), index, (), fact)
            if by_default is None:
                return
            value, grounds = by_default, self._grounds(default, index)
        self.memory.rows[index][fact] = value
        self.conclusions[index, fact] = ir.Conclusion(place, entity, fact, value, rules, grounds)

    def _firing(self, rule: ir.Rule, index: int) -> ir.Firing:
        start = due = None
        if rule.advises is not None:
            start, due = (
                self._value(self.meanings.of(e), index, (rule.name,), None) if e else None
                for e in (rule.advises.start, rule.advises.due)
            )
        grounds = self._grounds(self.meanings.conditions[rule.name], index, holds=True)
        assert not isinstance(start, str) and not isinstance(due, str)  # the loader typed them
        return ir.Firing(rule.name, self.memory.placed[index].place, start, due, grounds)

    def _grounds(
        self, expression: ir.Expression, index: int, holds: bool | None = None
    ) -> ir.Grounds:
        return partial(premises_of, expression, self.meanings, self.memory, (index,), holds)

    def _value(
        self, meaning: Meaning, index: int, rules: tuple[str, ...], fact: str | None
    ) -> ir.Value | None:
        try:
            value: ir.Value | None = meaning(self.memory, (index,))
        except OutOfRange:
            here = self.memory.placed[index]
            raise _Stop(
                ir.DecisionError("range", here.place, here.instance.entity, rules, fact)
            ) from None
        return value


def evaluate(
    program: ir.Program,
    root: ir.Instance,
    today: int,
    place: str,
    expression: ir.Expression,
    derivations: ir.Derivations | None = None,
    evaluation_day: int | None = None,
) -> ir.Value | None:
    """The value of `expression` for the instance at `place`; None: not given, or out of range.

    Units: `today` is what the expression takes for today; days that have come by `evaluation_day` count,
    where what was done on an earlier day is worked out.
    """
    memory = remember(program.pack, root, today, evaluation_day=evaluation_day)
    if derivations is not None:
        remember_conclusions(memory, derivations)
    [index] = [here.index for here in memory.placed if here.place == place]
    try:
        value: ir.Value | None = meanings_of(program).of(expression)(memory, (index,))
    except OutOfRange:
        return None
    return value


def premises_of(
    expression: ir.Expression,
    meanings: Meanings,
    memory: Memory,
    frames: Frames,
    holds: bool | None = None,
) -> tuple[ir.Premise, ...]:
    """The facts behind the value, each once, in the order in which they are read.

    Of an `or` that holds only the parts that hold, of an `and` that fails only those that fail, of an
    `any` that holds only the items that satisfy it; of everything else all that it reads.
    Cost: `holds`, where the caller knows whether the condition holds, saves working it out again.
    """
    found: dict[tuple[int, str], ir.Premise] = {}
    _collect(expression, meanings, memory, frames, holds, found)
    return tuple(found.values())


def _collect(
    expression: ir.Expression,
    meanings: Meanings,
    memory: Memory,
    frames: Frames,
    holds: bool | None,
    found: dict[tuple[int, str], ir.Premise],
) -> None:
    match expression:
        case ir.FactRef(frame=frame, entity=entity, fact=fact):
            index = memory.around[frames[frame]][entity]
            value = memory.rows[index][fact]
            if value is not UNKNOWN and (index, fact) not in found:
                known = value if isinstance(value, (bool, int, str)) else None
                found[index, fact] = ir.Premise(memory.placed[index].place, entity, fact, known)
        case ir.Not(operand=operand):
            inside = None if holds is None else not holds
            _collect(operand, meanings, memory, frames, inside, found)
        case ir.And(operands=operands) | ir.Or(operands=operands):
            if holds is None:
                holds = bool(meanings.of(expression)(memory, frames))
            # Every part of an `and` that holds holds, and of an `or` that fails fails.
            is_shared = holds is isinstance(expression, ir.And)
            for operand in operands:
                if is_shared or bool(meanings.of(operand)(memory, frames)) is holds:
                    _collect(operand, meanings, memory, frames, holds, found)
        case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
            if holds is None:
                holds = bool(meanings.of(expression)(memory, frames))
            for inner, _ in meanings.kept(expression.over, expression.filter)(memory, frames):
                if isinstance(expression, ir.Any_ | ir.Every) and holds is isinstance(
                    expression, ir.Any_
                ):
                    settles = bool(meanings.of(expression.condition)(memory, inner))
                    if settles is not holds:
                        continue
                for part in ir.children(expression):
                    _collect(part, meanings, memory, inner, None, found)
        case _:
            for part in ir.children(expression):
                _collect(part, meanings, memory, frames, None, found)
