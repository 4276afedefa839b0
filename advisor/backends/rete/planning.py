"""Makes the plan of a program: pure, and all that a program costs before the first situation.

Network rules are written in the notation of durable-rules. A rule group holds as many rules of one
stratum as may match the same message; it has one template of messages for each entity that its rules
test. Attribute names are ours: `g` and `t` the kind of message, `i` the instance's number, `p0`, `p1` …
those of the instances around it, `a0`, `a1` … values, `z` always 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from advisor import ir
from advisor.backends.rete import limits, normal_form
from advisor.backends.rete import plan as plans
from advisor.diagnostics.fast_dataclass import dataclass

OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}


class TooLargeError(Exception):
    """A program for which the network is not safe; says in plain words what there is too much of."""


@dataclass(slots=True)
class _Draft:
    """One kind of message while its group is being filled."""

    kind: int
    entity: str
    attributes: dict[plans.Attribute, int] = field(default_factory=dict)
    patterns: int = 0


class NetworkBuilder:
    """Collects network rules, group by group; `around` maps each entity to itself and those around."""

    def __init__(self, around: Mapping[str, tuple[str, ...]]) -> None:
        self._around = around
        self._kinds = limits.SENTINEL_KIND + 1
        self._group: dict[str, _Draft] = {}
        self._finished: list[plans.FactTemplate] = []
        self._auxiliary_kinds: dict[int, int] = {}
        self._definition: dict[str, Any] = {}  # of the section
        self.rules: list[plans.NetworkRule] = []

    def add(
        self, entity: str, rule: str | None, concludes: int | None, tests: normal_form.Conjunction
    ) -> None:
        """Add the network rule for one conjunction about the instances of an entity.

        Raises: TooLargeError, where it is beyond what `limits` says.
        """
        own = self._around[entity]
        if len(own) > limits.NESTING:
            raise TooLargeError(f"entities nested more than {limits.NESTING} deep")
        if len(self._definition) == limits.NETWORK_RULES:
            raise TooLargeError(f"more than {limits.NETWORK_RULES} alternatives of conditions")
        attributes: dict[str, dict[plans.Attribute, None]] = {entity: {}}
        for test in tests:
            if isinstance(test, normal_form.NetworkTest):
                for side in (test.left, test.right):
                    if isinstance(side, plans.Attribute):
                        attributes.setdefault(side.entity, {})[side] = None
        if any(self._is_full(name, read) for name, read in attributes.items()):
            self._close_group()
        for name, read in attributes.items():
            if name not in self._group:
                self._group[name] = _Draft(self._next_kind(), name)
            draft = self._group[name]
            draft.patterns += 1
            for attribute in read:
                draft.attributes.setdefault(attribute, len(draft.attributes))
        # The rule's own instance comes first, then those around it from the inside out.
        named = [name for name in own if name in attributes]
        patterns = [
            {f"m{at}": {"$and": self._pattern(tests, named, at)}} for at in range(len(named))
        ]
        auxiliary = [part for part in tests if isinstance(part, normal_form.AuxiliaryFact)]
        for each in auxiliary:
            tests_of_it = [*_kind_tests(self.auxiliary_kind(each.number)), {"i": {"m0": "i"}}]
            patterns.append({f"m{len(patterns)}": {"$and": tests_of_it}})
        self._definition[f"r{len(self.rules)}"] = {"all": patterns}
        sources = {r.source: None for read in attributes.values() for r in read}
        self.rules.append(
            plans.NetworkRule(
                entity, rule, concludes, tuple(sources), tuple(f.number for f in auxiliary)
            )
        )

    def close_stratum(self) -> tuple[plans.FactTemplate, ...]:
        """The messages that the rules added since the last stratum match."""
        self._close_group()
        found, self._finished = tuple(self._finished), []
        return found

    def auxiliary_kind(self, number: int) -> int:
        """The kind of message for an auxiliary fact."""
        if number not in self._auxiliary_kinds:
            self._auxiliary_kinds[number] = self._next_kind()
        return self._auxiliary_kinds[number]

    @property
    def is_section_full(self) -> bool:
        """Whether the strata since the last section have as many rules as a network is to have."""
        return len(self._definition) >= limits.RULES_IN_SECTION

    def close_section(self) -> str:
        """The network of the strata since the last section, as JSON. Its strata must be closed."""
        sentinel = {"s": {"all": [{"m0": {"$and": _kind_tests(limits.SENTINEL_KIND)}}]}}
        definition, self._definition = sentinel | self._definition, {}
        return json.dumps(definition, separators=(",", ":"))

    def _next_kind(self) -> int:
        if self._kinds == limits.KINDS:
            raise TooLargeError(f"conditions that need more than {limits.KINDS} kinds of facts")
        self._kinds += 1
        return self._kinds - 1

    def _is_full(self, entity: str, new: Mapping[plans.Attribute, None]) -> bool:
        draft = self._group.get(entity)
        return draft is not None and (
            draft.patterns == limits.PATTERNS_ON_TEMPLATE
            or len({*draft.attributes, *new}) > limits.ATTRIBUTES_OF_TEMPLATE
        )

    def _close_group(self) -> None:
        for draft in self._group.values():
            around = self._around[draft.entity][1:]
            self._finished.append(
                plans.FactTemplate(draft.kind, draft.entity, around, tuple(draft.attributes))
            )
        self._group = {}

    def _pattern(
        self, tests: normal_form.Conjunction, named: list[str], at: int
    ) -> list[dict[str, Any]]:
        """The tests of the pattern for `named[at]`, joined to the patterns before it."""
        # An application whose stage is 3 and that is to be answered before today, which is a fact of the
        # situation around it (number 0 of those around):
        #
        #   m0  g=0 t=1  a0=3
        #   m1  g=0 t=2  i=m0.p0  a0>m0.a1  z=m0.z
        entity = named[at]
        constant: list[dict[str, Any]] = []
        across: list[dict[str, Any]] = []
        for test in tests:
            if not isinstance(test, normal_form.NetworkTest):
                continue
            left, op, right = test.left, test.op, test.right
            if isinstance(right, int):
                if left.entity == entity:
                    constant.append(_test(self._name(left), op, right))
                continue
            left_at, right_at = named.index(left.entity), named.index(right.entity)
            if max(left_at, right_at) != at:
                continue
            if left_at == right_at:
                constant.append(_test(self._name(left), op, {"$m": self._name(right)}))
                continue
            if right_at == at:  # the attribute of the later pattern stands on the left
                left, op, right, left_at, right_at = (
                    right,
                    normal_form.FLIPPED[op],
                    left,
                    right_at,
                    left_at,
                )
            across.append(_test(self._name(left), op, {f"m{right_at}": self._name(right)}))
        if at == 0:
            return [*_kind_tests(self._group[entity].kind), *constant]
        number = self._around[named[0]].index(entity) - 1
        joined = _test("i", "==", {"m0": f"p{number}"})
        always = _test("z", "==", {"m0": "z"})  # an inequality must never be the last join test
        return [*_kind_tests(self._group[entity].kind), *constant, joined, *across, always]

    def _name(self, attribute: plans.Attribute) -> str:
        return f"a{self._group[attribute.entity].attributes[attribute]}"


def _kind_tests(kind: int) -> list[dict[str, Any]]:
    return [{"g": kind // limits.KINDS_UNDER_NODE}, {"t": kind}]


def _test(name: str, op: str, right: int | dict[str, str]) -> dict[str, Any]:
    return {name: right} if op == "==" else {OPERATORS[op]: {name: right}}


def make_plan(program: ir.Program) -> plans.Plan:
    """The plan of a program.

    Raises: TooLargeError, where the network is not safe for it.
    """
    return _Planner(program).plan()


def _condition_of(rule: ir.Rule) -> ir.Expression:
    if rule.unless is None:
        return rule.when
    return ir.And((rule.when, ir.Not(rule.unless, rule.span)), rule.span)


class _Planner:
    def __init__(self, program: ir.Program) -> None:
        self.program = program
        self.pack = program.pack
        self.translator = normal_form.Translator(program.parameters)
        self.auxiliary = 0  # how many auxiliary facts there are so far
        self.network = NetworkBuilder(self.pack.around)
        self.settled_terms: set[int] = set()

    def plan(self) -> plans.Plan:
        most = limits.NETWORK_RULES
        if any(len(stratum.firings) > most for stratum in self.program.strata):
            raise TooLargeError(f"more than {most} rules that do not build on each other")
        sections = tuple(self.sections())
        return plans.Plan(
            shape=situation_shape(self.program),
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
            auxiliary_kinds=tuple(self.network.auxiliary_kind(n) for n in range(self.auxiliary)),
            advised=tuple(
                plans.Advised(rule.name, rule.advises.start, rule.advises.due)
                for rule in self.pack.rules.values()
                if rule.advises is not None
            ),
        )

    def sections(self) -> Iterator[plans.SectionPlan]:
        strata: list[plans.StratumPlan] = []
        for stratum in self.program.strata:
            strata.append(self.stratum(stratum))
            if self.network.is_section_full:
                yield plans.SectionPlan(self.network.close_section(), tuple(strata))
                strata = []
        if strata:
            yield plans.SectionPlan(self.network.close_section(), tuple(strata))

    def stratum(self, stratum: ir.Stratum) -> plans.StratumPlan:
        terms: list[tuple[str, str, tuple[int, ...]]] = []
        not_overridden: list[tuple[str, str, tuple[str, ...]]] = []
        for name in stratum.firings:
            rule = self.pack.rules[name]
            formula, numbers = self.translator.condition(rule.entity, _condition_of(rule))
            new = tuple(n for n in numbers if n not in self.settled_terms)
            self.settled_terms.update(new)
            if new:
                terms.append((name, rule.entity, new))
            overriding = self.program.overridden_by[name]
            if overriding:
                not_overridden.append((name, rule.entity, overriding))
                attribute = plans.Attribute(rule.entity, plans.NotOverridden(name), plans.Side.LOW)
                formula = normal_form.join((normal_form.NetworkTest(attribute, "==", 1), formula))
            self.add(rule, formula)
        return plans.StratumPlan(
            terms=tuple(terms),
            not_overridden=tuple(not_overridden),
            templates=self.network.close_stratum(),
            facts=tuple(self.concluded(entity, fact) for entity, fact in stratum.facts),
        )

    def add(self, rule: ir.Rule, formula: normal_form.Formula) -> None:
        alternatives = normal_form.Alternatives(self.auxiliary)
        for conjunction in alternatives.of(formula):
            self.network.add(rule.entity, rule.name, None, conjunction)
        for number, defined in alternatives.defined.items():
            for conjunction in defined:
                self.network.add(rule.entity, None, number, conjunction)
        self.auxiliary += len(alternatives.defined)

    def concluded(self, entity: str, fact: str) -> plans.ConcludedFact:
        concluders = tuple(
            (name, self.pack.rules[name].value_of(fact))
            for name in self.program.concluded_by[entity, fact]
        )
        default = self.pack.entities[entity].facts[fact].computed_default
        return plans.ConcludedFact(entity, fact, concluders, default)


def situation_shape(program: ir.Program) -> plans.SituationShape:
    """The shape of a program's situations."""
    pack = program.pack
    return plans.SituationShape(
        lists={
            name: tuple(e.list for e in inside if e.list is not None)
            for name, inside in pack.lists.items()
        },
        defaults={
            entity.name: {
                fact.name: fact.default
                for fact in entity.facts.values()
                if fact.default is not None and not fact.is_concluded
            }
            for entity in pack.entities.values()
        },
        looking_back=pack.looking_back,
    )
