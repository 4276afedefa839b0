"""The neighbours of the tests: their situations with one fact changed, all of them at once as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from advisor import ir
from advisor.backends.columnar.changed_copies import OtherValue
from advisor.backends.columnar.variant_planner import Fact
from advisor.backends.columnar.variants import SituationColumns
from advisor.mutation.mutants import Mutant
from advisor.mutation.test_columns import TestColumns
from advisor.recording.changed_tests import change_texts

_MOST_FACTS = 12  # that are changed, the nearest to the mutant first
_DAYS = 35  # to both sides of today that a day may become
_LONGEST = 400  # days of a length in the rules that a day may lie off, too
_NUMBERS = (0, ir.MILLION, 2 * ir.MILLION, 3 * ir.MILLION)
_LENGTHS = (0, 1, 5, 7, 14, 21, 28)
_PERIODS = (0, 1, 2, 3, 6, 12)
DAY: Fact = (ir.SITUATION, ir.TODAY)


@dataclass(frozen=True)
class Neighbour:
    """A test's situation in which one fact of one instance (or the day, `today`) has another value."""

    case: ir.Case
    key: Fact
    place: str
    value: ir.Value | None

    @property
    def situation(self) -> ir.Situation:
        """The situation with the change."""
        own = self.case.situation
        if self.key == DAY:
            assert isinstance(self.value, int)  # INVARIANT: there is always a day
            return replace(own, today=self.value)
        return replace(own, root=ir.with_fact(own.root, self.place, self.key[1], self.value))

    def change_words(self, pack: ir.Pack) -> str:
        """The change as a test says it below another one: `held_on of Acme: 2026-11-24`."""
        change = (self.place, self.key[1], self.value)
        [words] = change_texts(pack, self.case.situation.root, [change])
        return words


class Neighbours:
    """The neighbours of those tests that have no parameters of their own."""

    def __init__(self, tests: TestColumns) -> None:
        self._program = tests.program
        plain = [case for case in tests.cases if not case.parameters]
        is_same = len(plain) == len(tests.cases)
        self.tests = tests if is_same else TestColumns(tests.program, plain, tests.as_of)
        self._known: dict[Fact, tuple[SituationColumns, list[OtherValue]]] = {}

    def telling(self, mutant: Mutant, key: Fact, most: int) -> list[Neighbour]:
        """Those with another value of that fact in which a mutant does anything else, the smallest tests first.

        Shape: at most so many, no test twice before all have come once.
        """
        columns, changes = self.changed(key)
        if not changes:
            return []
        program = self._program
        found = columns.compare(mutant.of(program), mutant.rules(program), mutant.facts(program))
        differs = found.failed != columns.failed
        for mask in found.touched.values():
            differs = differs | mask
        return self.smallest(key, [changes[int(row)] for row in np.flatnonzero(differs)], most)

    def smallest(self, key: Fact, hits: Sequence[OtherValue], most: int) -> list[Neighbour]:
        """So many of these neighbours, as `telling` has them."""
        again: Counter[int] = Counter()
        ranked: list[tuple[int, int, int]] = []
        for number, hit in enumerate(hits):
            ranked.append((again[hit.situation], self._sizes[hit.situation], number))
            again[hit.situation] += 1
        return [self._neighbour(key, hits[number]) for _, _, number in sorted(ranked)[:most]]

    def near(self, mutant: Mutant) -> list[Fact]:
        """The stated facts that the change may hang on, those that stand in it first, then the day."""
        first = [] if isinstance(mutant.old, str) else [mutant.old]
        return self.facts_near(first, _around(self._program, mutant))

    def facts_near(
        self, first: Sequence[ir.Expression], around: Sequence[ir.Expression]
    ) -> list[Fact]:
        """The stated facts that some expressions rest on, those of the first of them first, then the day."""
        found: dict[Fact, None] = {}
        for expressions in (first, around):
            found |= dict.fromkeys(_stated(self._program, expressions))
        listed = list(found)[:_MOST_FACTS]
        return listed if DAY in listed else [*listed, DAY]

    def _neighbour(self, key: Fact, hit: OtherValue) -> Neighbour:
        place = self.tests.places(hit.situation)[key[0]][hit.instance].place
        return Neighbour(self.tests.cases[hit.situation], key, place, hit.value)

    @cached_property
    def _sizes(self) -> list[int]:
        return [size(case) for case in self.tests.cases]

    def changed(self, key: Fact) -> tuple[SituationColumns, list[OtherValue]]:
        """All neighbours in which that fact is another, as columns, and what it is in each."""
        known = self._known.get(key)
        if known is None:
            changes = list(self._changes(key))
            known = self._known[key] = (self.tests.columns.copies(key, changes), changes)
        return known

    def _changes(self, key: Fact) -> Iterator[OtherValue]:
        """All tests with all that the fact may become in one of them."""
        entity, name = key
        fact = None if key == DAY else self._program.pack.fact(entity, name)
        for number, case in enumerate(self.tests.cases):
            if any(of == key[1] for _, of, _ in case.changes):
                continue  # changed already
            today = self.tests.as_of.day(case.situation.today)
            first = self._last_past(case) if fact is None else 0
            for instance, here in enumerate(self.tests.places(number)[entity]):
                values = self._values(fact, today)
                own = today if fact is None else here.instance.facts.get(name)
                yield from (
                    OtherValue(number, instance, value)
                    for value in values
                    if value != own and (fact is not None or int(value or 0) >= first)
                )

    def _last_past(self, case: ir.Case) -> int:
        """The last day of which a case says that something happened on it: today cannot be before."""
        return max(
            (
                day
                for instance in ir.walk_instances(case.situation.root)
                for name, day in instance.facts.items()
                if (instance.entity, name) in self._past and isinstance(day, int)
            ),
            default=0,
        )

    @cached_property
    def _past(self) -> frozenset[Fact]:
        """The dates that cannot lie ahead."""
        looking_back = self._program.pack.looking_back
        return frozenset((e, name) for e, them in looking_back.items() for name, _ in them)

    def _values(self, fact: ir.FactDeclaration | None, today: int) -> list[ir.Value | None]:
        """What a fact may become (None: the day that counts)."""
        type_: ir.Type = ir.DATE if fact is None else fact.type
        found: list[ir.Value | None]
        match type_.kind:
            case ir.Kind.YES_NO:
                found = [True, False]
            case ir.Kind.CHOICE:
                found = list(type_.choices)
            case ir.Kind.DATE:
                is_past = fact is not None and (fact.entity, fact.name) in self._past
                found = [today + days for days in self._offsets if days <= 0 or not is_past]
            case ir.Kind.NUMBER:
                found = list(_NUMBERS)
            case ir.Kind.DURATION | ir.Kind.WORKING_DAYS:
                found = list(_LENGTHS)
            case ir.Kind.PERIOD:
                found = list(_PERIODS)
            case ir.Kind.TEXT:
                found = []
        if fact is None:
            return found
        low, high = fact.minimum, fact.maximum
        found = [
            value
            for value in found
            if not isinstance(value, int)
            or isinstance(value, bool)
            or (
                (low is None or value >= low)
                and (high is None or value <= high)
                and not (fact.is_whole and value % ir.MILLION)
            )
        ]
        return [*found, None] if fact.can_be_none else found

    @cached_property
    def _offsets(self) -> list[int]:
        """How many days off a day is put: all of some weeks, and about the lengths that rules name."""
        pack = self._program.pack
        lengths = {
            part.value
            for rule in pack.rules.values()
            for expression in rule.expressions
            for part in ir.walk(expression)
            if isinstance(part, ir.Literal) and part.type.kind is ir.Kind.DURATION
        }
        lengths |= {
            parameter.value
            for parameter in pack.parameters.values()
            if parameter.type.kind is ir.Kind.DURATION
        }
        about = {
            sign * (length + more)
            for length in lengths
            if isinstance(length, int) and _DAYS <= length <= _LONGEST
            for sign in (1, -1)
            for more in (-1, 0, 1)
        }
        return sorted({*range(-_DAYS, _DAYS + 1), *about}, key=lambda days: (abs(days), days))


def size(case: ir.Case) -> int:
    """How many facts a case states."""
    return sum(len(instance.facts) for instance in ir.walk_instances(case.situation.root))


def _around(program: ir.Program, mutant: Mutant) -> list[ir.Expression]:
    """The conditions of what is changed, or of all that reads it."""
    if mutant.rule is not None:
        return list(program.pack.rules[mutant.rule.name].expressions)
    if mutant.fact is not None:
        default = program.pack.fact(mutant.fact.entity, mutant.fact.name).computed_default
        return [] if default is None else [default]
    return [
        expression
        for rule in program.pack.rules.values()
        if any(
            isinstance(part, ir.ParameterRef) and part.name == mutant.owner
            for expression in rule.expressions
            for part in ir.walk(expression)
        )
        for expression in rule.expressions
    ]


def _stated(program: ir.Program, expressions: Iterable[ir.Expression]) -> Iterator[Fact]:
    """The stated facts that expressions rest on, those that they read themselves first."""
    waiting, seen = list(expressions), set()
    while waiting:
        deeper: list[ir.Expression] = []
        for ref in (ref for expression in waiting for ref in ir.facts_read(expression)):
            key = ref.entity, ref.fact
            if key in seen:
                continue
            seen.add(key)
            fact = program.pack.fact(*key)
            if not fact.is_concluded:
                yield key
                continue
            if fact.computed_default is not None:
                deeper.append(fact.computed_default)
            for name in program.concluded_by[key]:
                deeper += program.pack.rules[name].expressions
        waiting = deeper
