"""The engine: settles a program stratum by stratum, with the network deciding which rules fire.

It also finds the premises: which facts a firing or a conclusion rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial

from advisor import ir
from advisor.backends.rete import evaluation, working_memory
from advisor.backends.rete import plan as plans
from advisor.backends.rete.arithmetic import OutOfRangeError
from advisor.backends.rete.driver import Network, Session
from advisor.diagnostics.fast_dataclass import dataclass


class Reasons:
    """Finds premises in what the network matched and in what was worked out beside it."""

    def __init__(self, plan: plans.Plan, evaluators: evaluation.Evaluators) -> None:
        self._plan = plan
        self._evaluators = evaluators
        self._quantified: dict[
            int, evaluation.Quantified
        ] = {}  # of the terms that needed it so far

    def of_firing(
        self,
        memory: working_memory.WorkingMemory,
        network_rule: int,
        index: int,
        auxiliary: Mapping[int, Mapping[int, int]],
    ) -> tuple[ir.Premise, ...]:
        """The facts that a network rule matched for an instance, also through auxiliary facts and terms.

        Shape: `auxiliary` says by which network rule each auxiliary fact was concluded for each instance.
        """
        placed = memory.placed[index]
        found: dict[tuple[int, str], None] = {}
        waiting = [network_rule]
        while waiting:
            rule = self._plan.network_rules[waiting.pop()]
            for source in rule.sources:
                found.update(dict.fromkeys(self._behind(source, memory, placed)))
            waiting += [auxiliary[number][index] for number in rule.auxiliary]
        return tuple(memory.premise(at, fact) for at, fact in found)

    def of_values(
        self,
        expressions: Iterable[ir.Expression],
        memory: working_memory.WorkingMemory,
        placed: ir.Placed,
    ) -> tuple[ir.Premise, ...]:
        """The facts that expressions read for an instance, in the order of first reading."""
        watched, seen = memory.watched()
        for expression in expressions:
            self._evaluators.of(expression)(watched, (placed,))
        return tuple(memory.premise(at, fact) for at, fact in seen)

    def _behind(
        self, source: plans.Source, memory: working_memory.WorkingMemory, placed: ir.Placed
    ) -> Iterable[tuple[int, str]]:
        match source:
            case plans.Fact(entity=entity, fact=fact):
                return [(placed.around[entity], fact)]
            case plans.Term(number=number):
                return self._behind_term(number, memory, (placed,))
            case plans.NotOverridden():
                return []

    def _behind_term(
        self, number: int, memory: working_memory.WorkingMemory, frames: evaluation.Frames
    ) -> Iterable[tuple[int, str]]:
        expression = self._plan.terms[number]
        watched, seen = memory.watched()
        value = self._evaluators.of(expression)(watched, frames)
        if isinstance(expression, ir.Any_ | ir.Every) and value is isinstance(expression, ir.Any_):
            # One item settles it: that `any` holds, or that `every` does not.
            if number not in self._quantified:
                self._quantified[number] = evaluation.quantified(expression, self._plan.parameters)
            parts = self._quantified[number]
            settling = _settling(parts, memory, frames, isinstance(expression, ir.Any_))
            return next(settling, seen)
        return seen


def _settling(
    parts: evaluation.Quantified,
    memory: working_memory.WorkingMemory,
    frames: evaluation.Frames,
    wanted: bool,
) -> Iterator[dict[tuple[int, str], None]]:
    """For each item that settles a quantifier alone, the facts that make it do so."""
    for inner in parts.items(memory, frames):
        watched, seen = memory.watched()
        is_kept = parts.is_kept is None or parts.is_kept(watched, inner) is True
        settles = is_kept and (parts.is_so(watched, inner) is True) is wanted
        if settles:
            yield seen


class _SituationError(Exception):
    """Ends the run of a situation that gets no advice."""

    def __init__(self, error: ir.DecisionError) -> None:
        super().__init__(error.kind)
        self.error = error


class ReteEngine:
    """A plan with its networks. Pickled, it is its plan."""

    def __init__(self, plan: plans.Plan) -> None:
        self.plan = plan
        self.sections = [
            (Network(section.network, working_memory.SENTINEL), section.strata)
            for section in plan.sections
        ]
        self.evaluators = evaluation.Evaluators(plan.parameters)
        self.reasons = Reasons(plan, self.evaluators)
        self.formats = {
            template.kind: working_memory.message_format(template)
            for stratum in plan.strata
            for template in stratum.templates
        }

    def __reduce__(self) -> tuple[type[ReteEngine], tuple[plans.Plan]]:
        return ReteEngine, (self.plan,)

    def derive(self, root: ir.Instance, today: int) -> ir.Derivations:
        """Settle every stratum for one situation; the protocol says what comes out."""
        run = _Run(self, working_memory.fill(self.plan.shape, root, today))
        try:
            for network, strata in self.sections:
                with network.session() as session:
                    for stratum in strata:
                        run.settle(stratum, session)
            return run.derivations()
        except _SituationError as stopped:
            return ir.Derivations(error=stopped.error)


@dataclass(slots=True)
class _Run:
    """One situation on its way through the strata."""

    engine: ReteEngine
    memory: working_memory.WorkingMemory
    terms: list[dict[int, ir.Value | None]] = field(init=False)
    not_overridden: dict[str, dict[int, bool]] = field(default_factory=dict)
    fired: dict[str, dict[int, int]] = field(init=False)  # rule -> instance -> network rule
    auxiliary: dict[int, dict[int, int]] = field(default_factory=dict)  # by number, likewise
    concluded: dict[tuple[int, str], ir.Conclusion] = field(default_factory=dict)
    messages: working_memory.Messages = field(init=False)

    def __post_init__(self) -> None:
        self.terms = [{} for _ in self.engine.plan.terms]
        self.fired = {rule: {} for rule in self.engine.plan.rules}
        codes, formats = self.engine.plan.codes, self.engine.formats
        self.messages = working_memory.Messages(
            self.memory, self.terms, self.not_overridden, codes, formats
        )

    def settle(self, stratum: plans.StratumPlan, session: Session) -> None:
        for rule, entity, numbers in stratum.terms:
            self.settle_terms(rule, entity, numbers)
        for rule, entity, overriding in stratum.not_overridden:
            self.not_overridden[rule] = {
                placed.index: not any(self.has_fired_around(name, placed) for name in overriding)
                for placed in self.memory.of_entity[entity]
            }
        for template in stratum.templates:
            for message in self.messages.of(template):
                session.tell(message)
        self.fire(session)
        for concluded in stratum.facts:
            for placed in self.memory.of_entity[concluded.entity]:
                self.settle_fact(concluded, placed)

    def settle_terms(self, rule: str, entity: str, numbers: tuple[int, ...]) -> None:
        terms = self.engine.plan.terms
        evaluators = [(self.terms[n], self.engine.evaluators.of(terms[n])) for n in numbers]
        for placed in self.memory.of_entity[entity]:
            for settled, evaluate in evaluators:
                settled[placed.index] = self.value(evaluate, placed, (rule,), None)

    def has_fired_around(self, rule: str, placed: ir.Placed) -> bool:
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
            elif fired.concludes is not None:
                concluded = self.auxiliary.setdefault(fired.concludes, {})
                if index not in concluded:
                    session.tell(
                        working_memory.auxiliary_message(
                            plan.auxiliary_kinds[fired.concludes], index
                        )
                    )
                    concluded[index] = number

    def settle_fact(self, concluded: plans.ConcludedFact, placed: ir.Placed) -> None:
        """Conclude a fact of one instance, from the rules that fired or by its default."""
        fact, result = concluded.fact, None
        given: dict[str, ir.Value] = {}
        reasons: list[ir.Expression] = []
        for rule, expression in concluded.concluders:
            if placed.index in self.fired[rule]:
                evaluate = self.engine.evaluators.of(expression)
                value = self.value(evaluate, placed, (rule,), fact)
                if value is not None:
                    given[rule] = result = value
                    reasons.append(expression)
        if given:
            self.refuse_conflict(concluded, placed, given)
        elif concluded.default is not None:
            evaluate = self.engine.evaluators.of(concluded.default)
            result = self.value(evaluate, placed, (), fact)
            reasons.append(concluded.default)
        self.memory.known[placed.index][fact] = result
        if result is not None:
            self.concluded[placed.index, fact] = ir.Conclusion(
                placed.place,
                concluded.entity,
                fact,
                result,
                tuple(given),
                partial(self.engine.reasons.of_values, reasons, self.memory, placed),
            )

    def refuse_conflict(
        self, concluded: plans.ConcludedFact, placed: ir.Placed, given: Mapping[str, ir.Value]
    ) -> None:
        """End the run where the rules of a fact do not agree on its value."""
        if len(set(given.values())) == 1:
            return
        raise _SituationError(
            ir.DecisionError(
                "conflict", placed.place, concluded.entity, tuple(given), concluded.fact
            )
        )

    def value(
        self,
        evaluate: evaluation.Evaluated,
        placed: ir.Placed,
        rules: tuple[str, ...],
        fact: str | None,
    ) -> ir.Value | None:
        """The value of an expression of a rule, or of a fact's default, for one instance."""
        try:
            return evaluate(self.memory, (placed,))
        except OutOfRangeError:
            raise _SituationError(
                ir.DecisionError("range", placed.place, placed.instance.entity, rules, fact)
            ) from None

    def derivations(self) -> ir.Derivations:
        """What came out, once every stratum is settled."""
        dates: dict[tuple[str, int], tuple[int | None, int | None]] = {}
        for advised in self.engine.plan.advised:
            rule = advised.rule
            for index in sorted(self.fired[rule]):
                start = self.date(advised.start, index, rule)
                dates[rule, index] = start, self.date(advised.due, index, rule)
        firings = [
            ir.Firing(
                rule,
                self.memory.placed[index].place,
                *dates.get((rule, index), (None, None)),
                grounds=partial(
                    self.engine.reasons.of_firing, self.memory, network_rule, index, self.auxiliary
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
        return ir.Derivations(tuple(firings), tuple(conclusions))

    def date(self, expression: ir.Expression | None, index: int, rule: str) -> int | None:
        if expression is None:
            return None
        evaluate = self.engine.evaluators.of(expression)
        value = self.value(evaluate, self.memory.placed[index], (rule,), None)
        return None if value is None else int(value)
