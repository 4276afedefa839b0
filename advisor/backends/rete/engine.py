"""The engine: settles a program stratum by stratum, with the network deciding which rules fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial
from typing import TypeAlias

from advisor.backends.rete.arithmetic import OutOfRangeError
from advisor.backends.rete.driver import Network, Session
from advisor.backends.rete.evaluation import Evaluated, evaluator
from advisor.backends.rete.messages import SENTINEL, Messages, mark_message, shape_of
from advisor.backends.rete.plan import ConcludedFact, Plan, StratumPlan
from advisor.backends.rete.reasons import Reasons, facts_read
from advisor.backends.rete.working_memory import WorkingMemory, fill
from advisor.diagnostics.values import dataclass
from advisor.ir.derivations import Conclusion, DecisionError, Derivations, Firing
from advisor.ir.expressions import Expression
from advisor.ir.situations import Instance, Placed
from advisor.ir.types import Value


class _SituationError(Exception):
    """Ends the run of a situation that gets no advice."""

    def __init__(self, error: DecisionError) -> None:
        super().__init__(error.message)
        self.error = error


_Values: TypeAlias = tuple[list[tuple[str, Evaluated]], Evaluated | None]


class ReteEngine:
    """A plan with its networks. Pickled, it is its plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sections = [
            (Network(section.network, SENTINEL), section.strata) for section in plan.sections
        ]
        self.terms = tuple(evaluator(term, plan.parameters) for term in plan.terms)
        self.reasons = Reasons(plan, self.terms)
        # Of each concluded fact, what its rules conclude, in listing order, and its default.
        self.values: Mapping[tuple[str, str], _Values] = {
            (found.entity, found.fact): (
                [(rule, evaluator(value, plan.parameters)) for rule, value in found.concluders],
                self._optional(found.default),
            )
            for stratum in plan.strata
            for found in stratum.facts
        }
        self.shapes = {
            card.kind: shape_of(card) for stratum in plan.strata for card in stratum.cards
        }
        self.dates = tuple(
            (each.rule, self._optional(each.start), self._optional(each.due))
            for each in plan.advised
        )

    def __reduce__(self) -> tuple[type[ReteEngine], tuple[Plan]]:
        return ReteEngine, (self.plan,)

    def _optional(self, expression: Expression | None) -> Evaluated | None:
        return None if expression is None else evaluator(expression, self.plan.parameters)

    def derive(self, root: Instance, today: int) -> Derivations:
        """Settle every stratum for one situation; the protocol says what comes out."""
        run = _Run(self, fill(self.plan.shape, root, today))
        try:
            for network, strata in self.sections:
                with network.session() as session:
                    for stratum in strata:
                        run.settle(stratum, session)
            return run.derivations()
        except _SituationError as stopped:
            return Derivations(error=stopped.error)


@dataclass(slots=True)
class _Run:
    """One situation on its way through the strata."""

    engine: ReteEngine
    memory: WorkingMemory
    terms: list[dict[int, Value | None]] = field(init=False)
    free: dict[str, dict[int, bool]] = field(default_factory=dict)
    fired: dict[str, dict[int, int]] = field(init=False)  # rule -> instance -> network rule
    marked: dict[int, dict[int, int]] = field(default_factory=dict)  # mark -> instance -> likewise
    concluded: dict[tuple[int, str], Conclusion] = field(default_factory=dict)
    messages: Messages = field(init=False)

    def __post_init__(self) -> None:
        self.terms = [{} for _ in self.engine.terms]
        self.fired = {rule: {} for rule in self.engine.plan.rules}
        codes, shapes = self.engine.plan.codes, self.engine.shapes
        self.messages = Messages(self.memory, self.terms, self.free, codes, shapes)

    def settle(self, stratum: StratumPlan, session: Session) -> None:
        for rule, entity, numbers in stratum.terms:
            self.settle_terms(rule, entity, numbers)
        for rule, entity, overriding in stratum.frees:
            self.free[rule] = {
                placed.index: not any(self.has_fired_around(name, placed) for name in overriding)
                for placed in self.memory.of_entity[entity]
            }
        for card in stratum.cards:
            for message in self.messages.of(card):
                session.tell(message)
        self.fire(session)
        for concluded in stratum.facts:
            values = self.engine.values[concluded.entity, concluded.fact]
            for placed in self.memory.of_entity[concluded.entity]:
                self.settle_fact(concluded, placed, *values)

    def settle_terms(self, rule: str, entity: str, numbers: tuple[int, ...]) -> None:
        evaluators = [(self.terms[n], self.engine.terms[n]) for n in numbers]
        for placed in self.memory.of_entity[entity]:
            for settled, evaluate in evaluators:
                settled[placed.index] = self.value(evaluate, placed, (rule,), None)

    def has_fired_around(self, rule: str, placed: Placed) -> bool:
        at = placed.around.get(self.engine.plan.rules[rule])
        return at is not None and at in self.fired[rule]

    def fire(self, session: Session) -> None:
        plan = self.engine.plan
        bound = len(plan.network_rules) * len(self.memory.placed)
        for name, index in session.firings(bound):
            number = int(name[1:])
            fired = plan.network_rules[number]
            if fired.rule is not None:
                found = self.fired[fired.rule]
                found[index] = min(number, found.get(index, number))
            elif fired.mark is not None:
                marked = self.marked.setdefault(fired.mark, {})
                if index not in marked:
                    session.tell(mark_message(plan.mark_kinds[fired.mark], index))
                marked.setdefault(index, number)

    def settle_fact(
        self,
        concluded: ConcludedFact,
        placed: Placed,
        concluders: list[tuple[str, Evaluated]],
        default: Evaluated | None,
    ) -> None:
        """Conclude a fact of one instance, from the rules that fired or by its default."""
        fact, result = concluded.fact, None
        given: dict[str, Value] = {}
        reasons: list[Evaluated] = []
        for rule, evaluate in concluders:
            if placed.index in self.fired[rule]:
                value = self.value(evaluate, placed, (rule,), fact)
                if value is not None:
                    given[rule] = result = value
                    reasons.append(evaluate)
        if given:
            self.refuse_conflict(concluded, placed, given)
        elif default is not None:
            result = self.value(default, placed, (), fact)
            reasons.append(default)
        self.memory.known[placed.index][fact] = result
        if result is not None:
            self.concluded[placed.index, fact] = Conclusion(
                placed.place,
                concluded.entity,
                fact,
                result,
                tuple(given),
                partial(facts_read, reasons, self.memory, placed),
            )

    def refuse_conflict(
        self, concluded: ConcludedFact, placed: Placed, given: Mapping[str, Value]
    ) -> None:
        """End the run where the rules of a fact do not agree on its value."""
        if len(set(given.values())) == 1:
            return
        names = " and ".join(f"`{rule}`" for rule in given)
        where = placed.place or "the situation"
        raise _SituationError(
            DecisionError(
                "conflict",
                placed.place,
                concluded.entity,
                tuple(given),
                concluded.fact,
                f"{names} conclude different values for `{concluded.fact}` of {where}",
            )
        )

    def value(
        self, evaluate: Evaluated, placed: Placed, rules: tuple[str, ...], fact: str | None
    ) -> Value | None:
        """The value of an expression of a rule, or of a fact's default, for one instance."""
        try:
            return evaluate(self.memory, (placed,))
        except OutOfRangeError as error:
            subject = f"`{rules[0]}`" if rules else f"the default of `{fact}`"
            where = placed.place or "the situation"
            raise _SituationError(
                DecisionError(
                    "range",
                    placed.place,
                    placed.instance.entity,
                    rules,
                    fact,
                    f"{subject} comes to {error.what} for {where}",
                )
            ) from None

    def derivations(self) -> Derivations:
        """What came out, once every stratum is settled."""
        dates: dict[tuple[str, int], tuple[int | None, int | None]] = {}
        for rule, start_of, due_of in self.engine.dates:
            for index in sorted(self.fired[rule]):
                dates[rule, index] = (
                    self.date(start_of, index, rule),
                    self.date(due_of, index, rule),
                )
        firings = [
            Firing(
                rule,
                self.memory.placed[index].place,
                *dates.get((rule, index), (None, None)),
                grounds=partial(
                    self.engine.reasons.of_firing, self.memory, network_rule, index, self.marked
                ),
            )
            for rule, fired in self.fired.items()
            for index, network_rule in sorted(fired.items())
        ]
        conclusions = [
            self.concluded[placed.index, fact]
            for placed in self.memory.placed
            for fact in self.engine.plan.entities[placed.instance.entity]
            if (placed.index, fact) in self.concluded
        ]
        return Derivations(tuple(firings), tuple(conclusions))

    def date(self, evaluate: Evaluated | None, index: int, rule: str) -> int | None:
        if evaluate is None:
            return None
        value = self.value(evaluate, self.memory.placed[index], (rule,), None)
        return None if value is None else int(value)
