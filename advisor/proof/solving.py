"""Asks the solver whether a situation is possible, for so many seconds, and learns until an answer holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import z3

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.proof.agenda import Agenda
from advisor.proof.all_situations import NEAR, World
from advisor.proof.arithmetic import Learning
from advisor.proof.constraints import Constraints
from advisor.proof.reading import SymbolicProgram
from advisor.proof.terms import Amount, Formula, conj, disj, neg

# How far from it, or from nothing, what is stated lies then; first, and where there is nothing.
_NEAR_BY = (
    {ir.Kind.DATE: 60, ir.Kind.NUMBER: 20 * ir.MILLION, ir.Kind.DURATION: 60, ir.Kind.PERIOD: 24},
    {
        ir.Kind.DATE: 1500,
        ir.Kind.NUMBER: 10_000 * ir.MILLION,
        ir.Kind.DURATION: 1500,
        ir.Kind.PERIOD: 120,
    },
)


class Outcome(Enum):
    """What came of a question."""

    NEVER = "never"  # there is no such situation: proved
    FOUND = "found"  # there is one, and the engines say so too
    OPEN = "not decided"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: a situation, where one was found; `why` tells what was tried, where it is open."""

    outcome: Outcome
    root: ir.Instance | None = None
    today: int = NEAR
    why: str = ""

    @property
    def situation(self) -> tuple[ir.Instance, int]:
        """The situation that was found."""
        assert self.root is not None  # INVARIANT: of an answer that is FOUND
        return self.root, self.today


Confirm = Callable[
    [ir.Instance, int, ir.Derivations], bool
]  # whether it is so when the engine runs it
Advance = Callable[[int, int | None, str], None]  # told how many questions were asked
Meant = Callable[[ir.DecisionError], bool]  # whether a question is about such an error


class Prover:
    """One program in one world, `most` items in each list, and `seconds` for a question."""

    def __init__(
        self,
        program: ir.Program,
        most: int = 2,
        seconds: float = 5.0,
        advance: Advance = lambda done, total, words: None,
    ) -> None:
        self.program, self.most, self.seconds = program, most, seconds
        self.constraints = Constraints()
        self.world = World(program.pack, most, self.constraints)
        self.learning = Learning(self.constraints)
        self.reading = SymbolicProgram(program, self.world, self.learning)
        self.agenda = Agenda(self.reading)
        self.engine = Advisor(program, "oracle", ir.AsOf(default=NEAR))
        self.questions, self._advance = 0, advance
        self.model: z3.ModelRef | None = None  # the last one that was looked at
        self._readings = 0
        self._sound: dict[object, Formula] = {}  # what rules out errors that were met

    def ask(
        self,
        formula: Formula,
        confirm: Confirm,
        *,
        is_plausible: bool = False,
        is_meant: Meant | None = None,
    ) -> Answer:
        """Whether there is a situation with this, and one: with near dates and small numbers where that will do.

        `confirm` says whether it is so when the engine runs the situation. Where it is not, the solver is told what it
        could not know, and asked again. With `is_plausible`, facts are only stated where they are asked for. Situations that get
        an error instead of advice are left out, but for errors that are meant.
        """
        self.questions += 1
        self._advance(self.questions, None, f"{self.questions} questions")
        if formula is False:
            return Answer(Outcome.NEVER)
        end = time.monotonic() + self.seconds
        asking = _Asking(self, formula, confirm, is_plausible, is_meant, end)
        for close in (*_NEAR_BY, None):
            answer = asking.run(close)
            if answer.outcome is Outcome.FOUND:
                break
        return answer

    def next_name(self) -> str:
        """A name that no reading has had so far."""
        self._readings += 1
        return f"reading {self._readings}"

    def near(self, variables: set[int], close: Mapping[ir.Kind, int]) -> Iterable[Formula]:
        """That the day is the usual one, and the other days near it, as far as these variables go."""
        if self.world.today.value.get_id() in variables:
            yield self.world.today.value == NEAR
        for (index, name), one in self.world.stated.items():
            value = one.value
            if isinstance(value, Amount) and value.value.get_id() in variables:
                kind = self.program.pack.fact(
                    self.world.placed[index].instance.entity, name
                ).type.kind
                middle = NEAR if kind is ir.Kind.DATE else 0
                away = close.get(kind)
                if away and middle - away <= value.high and value.low <= middle + away:
                    yield z3.And(value.value >= middle - away, value.value <= middle + away)

    def plausible(self, variables: set[int]) -> Iterable[tuple[object, Formula]]:
        """That a fact or an item is only stated where it is asked for; each with a name of its own."""
        pack, world = self.program.pack, self.world
        for here in world.placed:
            exists = world.exists[here.index]
            ask_if = pack.entities[here.instance.entity].ask_if
            if ask_if is not None and here.parent is not None and exists.get_id() in variables:
                asked = self.reading.value(ask_if, here.parent).holds
                yield here.index, disj(neg(exists), asked)
        for (index, name), one in list(world.stated.items()):
            fact = pack.fact(world.placed[index].instance.entity, name)
            given = one.is_stated
            if fact.ask_if is None or isinstance(given, bool):
                continue
            if given.get_id() in variables:
                asked = self.reading.value(fact.ask_if, index).holds
                yield (index, name), disj(neg(conj(world.exists[index], given)), asked)

    def what_rules_out(self, error: ir.DecisionError) -> Formula:
        """What is so in all situations without such an error."""
        key = error.kind, error.entity, error.rules, error.fact
        if key not in self._sound:
            every = self.world.of_entity[error.entity]
            if error.kind == "conflict" and error.fact is not None:
                wrong = [c.holds for i in every for c in self.reading.clashes(i, error.fact)]
            else:
                rules, fact = error.rules, error.fact
                wrong = [self.reading.out_of_range_in(rules, fact, i) for i in every]
            self._sound[key] = neg(disj(*wrong))
        return self._sound[key]

    def sound(self, variables: set[int]) -> list[Formula]:
        """What leaves out errors, as far as it is about these variables alone."""
        return [
            formula
            for formula in self._sound.values()
            if not isinstance(formula, bool)
            and variables.issuperset(self.constraints.variables(formula))
        ]


class _Asking:
    """One question on its way to an answer."""

    def __init__(
        self,
        prover: Prover,
        formula: Formula,
        confirm: Confirm,
        is_plausible: bool,
        is_meant: Meant | None,
        end: float,
    ) -> None:
        self.prover, self.confirm, self.end = prover, confirm, end
        self.is_plausible, self.is_meant = is_plausible, is_meant
        self.wanted: list[Formula] = [part for part in (formula,) if part is not True]
        self.named: dict[object, Formula] = {}
        self.rounds = 0
        self.why_narrowed = ""  # where errors that are meant are left out, so that nothing is proved by finding none

    def run(self, close: Mapping[ir.Kind, int] | None) -> Answer:
        """The answer, or what was tried."""
        prover = self.prover
        while True:
            left = self.end - time.monotonic()
            if left <= 0:
                return Answer(Outcome.OPEN, why=self._tried())
            told, variables = self._told()
            solver = z3.Solver()
            solver.set("timeout", max(int(left * 1000), 1))
            solver.add(*told)
            if self.is_meant is None:
                solver.add(*prover.sound(variables))
            if close is not None:
                solver.add(*prover.near(variables, close))
            verdict = solver.check()
            if verdict == z3.unsat:
                narrowed = self.why_narrowed
                return Answer(Outcome.OPEN, why=narrowed) if narrowed else Answer(Outcome.NEVER)
            if verdict != z3.sat:
                return Answer(Outcome.OPEN, why=self._tried())
            self.rounds += 1
            model = solver.model()
            found = self._look_at(model, variables)
            if found is not None:
                return found

    def _look_at(self, model: z3.ModelRef, variables: set[int]) -> Answer | None:
        """The answer that a model of the solver comes to; None: it has learnt something, ask again."""
        prover = self.prover
        prover.model = model
        root, today = prover.world.situation_of(model)
        derivations = prover.engine.derive(root, today)
        error = derivations.error
        if (error is None or self.is_meant is not None) and self.confirm(root, today, derivations):
            return Answer(Outcome.FOUND, root, today)
        learns = prover.learning.learn(model, variables)
        if error is not None and (self.is_meant is None or not self.is_meant(error)):
            learns = self._rule_out(error) or learns
        if learns:
            return None
        why = "the solver's example did not hold when the engine ran it"
        if error is not None and self._rule_out(error):
            # Where both of two readings end in an error, the same is shown: look where the first does not.
            self.why_narrowed = why
            return None
        return Answer(Outcome.OPEN, root, today, why)

    def _rule_out(self, error: ir.DecisionError) -> bool:
        """Leave out what leads to this error; whether that is new to this question."""
        formula = self.prover.what_rules_out(error)
        if isinstance(formula, bool) or any(formula.eq(one) for one in self.wanted):
            return False
        self.wanted.append(formula)
        return True

    def _told(self) -> tuple[list[Any], set[int]]:
        """All that is said of what is asked, and the variables in it."""
        prover = self.prover
        while True:
            wanted = [*self.wanted, *self.named.values()]
            told = [*prover.constraints.of(wanted), *wanted]
            variables = {v for formula in told for v in prover.constraints.variables(formula)}
            if not self.is_plausible:
                return told, variables
            more = {
                key: formula
                for key, formula in prover.plausible(variables)
                if key not in self.named and formula is not True
            }
            if not more:
                return told, variables
            self.named |= {
                key: z3.BoolVal(formula) if isinstance(formula, bool) else formula
                for key, formula in more.items()
            }

    def _tried(self) -> str:
        tries = ir.counted(self.rounds, "example")
        examples = f", after {tries} that did not hold" if self.rounds else ""
        return f"no answer within {self.prover.seconds:g} seconds{examples}"
