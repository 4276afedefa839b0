"""Network rules in the notation of durable-rules, and the kinds of messages that they match.

A deck holds as many rules of one stratum as may match the same message; it has one kind of message for
each entity that its rules test. Attribute names are ours: `g` and `t` the kind, `i` the instance's
number, `p0`, `p1` … those of the instances around it, `a0`, `a1` … readings, `z` always 0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.backends.rete import limits
from advisor.backends.rete.conjunctions import Conjunction
from advisor.backends.rete.normal_form import FLIPPED, Mark, NetworkTest, Reading
from advisor.backends.rete.plan import Card, NetworkRule

OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}


class TooLargeError(Exception):
    """A program for which the network is not safe; says in plain words what there is too much of."""


@dataclass(slots=True)
class _Draft:
    """One kind of message while its deck is being filled."""

    kind: int
    entity: str
    readings: dict[Reading, int] = field(default_factory=dict)
    patterns: int = 0


class NetworkBuilder:
    """Collects network rules, deck by deck; `around` maps each entity to itself and those around."""

    def __init__(self, around: Mapping[str, tuple[str, ...]]) -> None:
        self._around = around
        self._kinds = limits.SENTINEL_KIND + 1
        self._deck: dict[str, _Draft] = {}
        self._finished: list[Card] = []
        self._mark_kinds: dict[int, int] = {}
        self._definition: dict[str, Any] = {}  # of the section
        self.rules: list[NetworkRule] = []

    def add(self, entity: str, rule: str | None, mark: int | None, tests: Conjunction) -> None:
        """Add the network rule for one conjunction about the instances of an entity."""
        own = self._around[entity]
        if len(own) > limits.NESTING:
            raise TooLargeError(f"entities nested more than {limits.NESTING} deep")
        if len(self._definition) == limits.NETWORK_RULES:
            raise TooLargeError(f"more than {limits.NETWORK_RULES} alternatives of conditions")
        readings: dict[str, dict[Reading, None]] = {entity: {}}
        for test in tests:
            if isinstance(test, NetworkTest):
                for side in (test.left, test.right):
                    if isinstance(side, Reading):
                        readings.setdefault(side.entity, {})[side] = None
        if any(self._is_full(name, read) for name, read in readings.items()):
            self._close_deck()
        for name, read in readings.items():
            if name not in self._deck:
                self._deck[name] = _Draft(self._next_kind(), name)
            draft = self._deck[name]
            draft.patterns += 1
            for reading in read:
                draft.readings.setdefault(reading, len(draft.readings))
        # The rule's own instance comes first, then those around it from the inside out.
        named = [name for name in own if name in readings]
        patterns = [
            {f"m{at}": {"$and": self._pattern(tests, named, at)}} for at in range(len(named))
        ]
        marks = [part for part in tests if isinstance(part, Mark)]
        for each in marks:
            joined = [{"i": {"m0": "i"}}]
            patterns.append(
                {
                    f"m{len(patterns)}": {
                        "$and": [*_kind_tests(self.mark_kind(each.number)), *joined]
                    }
                }
            )
        self._definition[f"r{len(self.rules)}"] = {"all": patterns}
        sources = {r.source: None for read in readings.values() for r in read}
        self.rules.append(
            NetworkRule(entity, rule, mark, tuple(sources), tuple(m.number for m in marks))
        )

    def close_stratum(self) -> tuple[Card, ...]:
        """The messages that the rules added since the last stratum match."""
        self._close_deck()
        found, self._finished = tuple(self._finished), []
        return found

    def mark_kind(self, number: int) -> int:
        """The kind of message for a mark."""
        if number not in self._mark_kinds:
            self._mark_kinds[number] = self._next_kind()
        return self._mark_kinds[number]

    @property
    def is_section_full(self) -> bool:
        """Whether the strata since the last section have as many rules as a network is to have."""
        return len(self._definition) >= limits.RULES_IN_SECTION

    def close_section(self) -> str:
        """The network of the strata since the last section, as JSON. Its strata must be closed."""
        sentinel = {"s": {"all": [{"m0": _kind_test(limits.SENTINEL_KIND)}]}}
        definition, self._definition = sentinel | self._definition, {}
        return json.dumps(definition, separators=(",", ":"))

    def _next_kind(self) -> int:
        if self._kinds == limits.CARD_KINDS:
            raise TooLargeError(
                f"conditions that need more than {limits.CARD_KINDS} kinds of facts"
            )
        self._kinds += 1
        return self._kinds - 1

    def _is_full(self, entity: str, new: Mapping[Reading, None]) -> bool:
        draft = self._deck.get(entity)
        return draft is not None and (
            draft.patterns == limits.PATTERNS_ON_CARD
            or len({*draft.readings, *new}) > limits.READINGS_ON_CARD
        )

    def _close_deck(self) -> None:
        for draft in self._deck.values():
            around = self._around[draft.entity][1:]
            self._finished.append(Card(draft.kind, draft.entity, around, tuple(draft.readings)))
        self._deck = {}

    def _pattern(self, tests: Conjunction, named: list[str], at: int) -> list[dict[str, Any]]:
        """The tests of the pattern for `named[at]`, joined to the patterns before it."""
        entity = named[at]
        constant: list[dict[str, Any]] = []
        across: list[dict[str, Any]] = []
        for test in tests:
            if not isinstance(test, NetworkTest):
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
                left, op, right, left_at, right_at = right, FLIPPED[op], left, right_at, left_at
            across.append(_test(self._name(left), op, {f"m{right_at}": self._name(right)}))
        if at == 0:
            return [*_kind_tests(self._deck[entity].kind), *constant]
        number = self._around[named[0]].index(entity) - 1
        joined = _test("i", "==", {"m0": f"p{number}"})
        always = _test("z", "==", {"m0": "z"})  # an inequality must never be the last join test
        return [*_kind_tests(self._deck[entity].kind), *constant, joined, *across, always]

    def _name(self, reading: Reading) -> str:
        return f"a{self._deck[reading.entity].readings[reading]}"


def _kind_tests(kind: int) -> list[dict[str, Any]]:
    return [{"g": kind // limits.CARDS_IN_GROUP}, {"t": kind}]


def _kind_test(kind: int) -> dict[str, Any]:
    return {"$and": _kind_tests(kind)}


def _test(name: str, op: str, right: int | dict[str, str]) -> dict[str, Any]:
    return {name: right} if op == "==" else {OPERATORS[op]: {name: right}}
