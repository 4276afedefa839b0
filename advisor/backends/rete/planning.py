"""Makes the plan of a program: pure, and all that a program costs before the first situation."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.backends.rete.conjunctions import Alternatives
from advisor.backends.rete.network import NetworkBuilder
from advisor.backends.rete.normal_form import (
    Formula,
    Free,
    NetworkTest,
    Reading,
    Side,
    Translator,
    join,
)
from advisor.backends.rete.plan import Advised, ConcludedFact, Plan, SectionPlan, StratumPlan
from advisor.backends.rete.working_memory import shape_of
from advisor.ir.expressions import And, Expression, Not
from advisor.ir.packs import Program, Rule, Stratum


def make_plan(program: Program) -> Plan:
    """The plan of a program.

    Raises: TooLargeError, where the network is not safe for it.
    """
    return _Planner(program).plan()


def _condition_of(rule: Rule) -> Expression:
    if rule.unless is None:
        return rule.when
    return And((rule.when, Not(rule.unless, rule.span)), rule.span)


class _Planner:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.pack = program.pack
        self.translator = Translator(program.parameters)
        self.marks = 0
        self.network = NetworkBuilder(self.pack.around)
        self.settled_terms: set[int] = set()

    def plan(self) -> Plan:
        sections = tuple(self.sections())
        return Plan(
            shape=shape_of(self.program),
            entities={
                name: tuple(fact.name for fact in entity.facts.values() if fact.is_concluded)
                for name, entity in self.pack.entities.items()
            },
            rules={rule.name: rule.entity for rule in self.pack.rules.values()},
            terms=tuple(expression for _, expression in self.translator.terms),
            codes=dict(self.translator.codes),
            parameters=dict(self.program.parameters),
            sections=sections,
            network_rules=tuple(self.network.rules),
            mark_kinds=tuple(self.network.mark_kind(n) for n in range(self.marks)),
            advised=tuple(
                Advised(rule.name, rule.advises.start, rule.advises.due)
                for rule in self.pack.rules.values()
                if rule.advises is not None
            ),
        )

    def sections(self) -> Iterator[SectionPlan]:
        strata: list[StratumPlan] = []
        for stratum in self.program.strata:
            strata.append(self.stratum(stratum))
            if self.network.is_section_full:
                yield SectionPlan(self.network.close_section(), tuple(strata))
                strata = []
        if strata:
            yield SectionPlan(self.network.close_section(), tuple(strata))

    def stratum(self, stratum: Stratum) -> StratumPlan:
        terms: list[tuple[str, str, tuple[int, ...]]] = []
        frees: list[tuple[str, str, tuple[str, ...]]] = []
        for name in stratum.firings:
            rule = self.pack.rules[name]
            formula, numbers = self.translator.condition(rule.entity, _condition_of(rule))
            new = tuple(n for n in numbers if n not in self.settled_terms)
            self.settled_terms.update(new)
            if new:
                terms.append((name, rule.entity, new))
            overriding = self.program.overridden_by[name]
            if overriding:
                frees.append((name, rule.entity, overriding))
                free = Reading(rule.entity, Free(name), Side.LOW)
                formula = join((NetworkTest(free, "==", 1), formula))
            self.add(rule, formula)
        return StratumPlan(
            terms=tuple(terms),
            frees=tuple(frees),
            cards=self.network.close_stratum(),
            facts=tuple(self.concluded(entity, fact) for entity, fact in stratum.facts),
        )

    def add(self, rule: Rule, formula: Formula) -> None:
        alternatives = Alternatives(self.marks)
        for conjunction in alternatives.of(formula):
            self.network.add(rule.entity, rule.name, None, conjunction)
        for number, defined in alternatives.defined.items():
            for conjunction in defined:
                self.network.add(rule.entity, None, number, conjunction)
        self.marks += len(alternatives.defined)

    def concluded(self, entity: str, fact: str) -> ConcludedFact:
        concluders = tuple(
            (name, conclusion.value)
            for name in self.program.concluded_by[entity, fact]
            for conclusion in self.pack.rules[name].concludes
            if conclusion.fact == fact
        )
        default = self.pack.entities[entity].facts[fact].computed_default
        return ConcludedFact(entity, fact, concluders, default)
