"""The tests of a pack as columns, and what they say of a program with a change in it.

Which rules fire is worked out for all tests at once; only the tests in which something is different
are decided anew, from what the columns hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from advisor.backends.agenda import advise_from
from advisor.backends.columnar.kernels.values import Array, ColumnarValue
from advisor.backends.columnar.variant_planner import Fact, Reading
from advisor.backends.columnar.variants import Days, Difference, SituationColumns
from advisor.casetest import check_case
from advisor.ir.advice import Decision
from advisor.ir.derivations import Conclusion, DecisionError, Derivations, Firing
from advisor.ir.packs import Pack, Program, Slot
from advisor.ir.situations import AsOf, Case, Expectation, Placed
from advisor.rendering.words import place_all

_BROKEN = DecisionError("range", "", "", (), None)


@dataclass(frozen=True)
class Compared:
    """A variant beside the program, in all tests: those that differ, by number."""

    tests: TestColumns
    variant: Program
    difference: Difference

    @cached_property
    def touched(self) -> list[int]:
        """The tests in which anything differs."""
        return self._numbers(np.bool_(False), lambda what: np.bool_(True))

    @cached_property
    def telling(self) -> list[int]:
        """Those of them in which an expectation could see it."""
        return self._numbers(self.tests.look_at_everything, self._seen_in)

    def _numbers(self, always: Any, seen: Callable[[Reading], Any]) -> list[int]:
        found = self.difference.failed != self.tests.columns.failed
        for what, mask in self.difference.touched.items():
            found = found | (mask & (seen(what) | always))
        return [int(n) for n in found.nonzero()[0]]

    def _seen_in(self, what: Reading) -> Any:
        """The tests that would see other firings of a rule, or another value of a fact."""
        if not isinstance(what, str):
            return np.bool_(what in self.tests.named_by)
        rules = (self.tests.program.pack.rules[what], self.variant.pack.rules[what])
        if any(rule.advises or rule.silences or rule.silences_all for rule in rules):
            return np.bool_(True)
        return self.tests.asked_about.get(what, np.bool_(False))

    def decision(self, number: int) -> Decision:
        """What a test gets from the variant."""
        return self.tests.decide(number, self.variant, self.difference)

    def is_met(self, number: int) -> bool:
        """Whether a test passes with the variant."""
        case = self.tests.cases[number]
        own = self.variant.with_values(case.parameters)
        return not check_case(case, self.decision(number), own)


class TestColumns:
    """The tests of a pack, held as columns."""

    __test__ = False  # no test of ours, whatever it is called

    def __init__(self, program: Program, cases: Sequence[Case], as_of: AsOf) -> None:
        self.program, self.cases, self.as_of = program, cases, as_of
        self.columns = SituationColumns(
            program,
            [case.situation for case in cases],
            as_of,
            [case.parameters for case in cases],
        )
        pack = program.pack
        self.named_by = frozenset(_in_labels(pack))  # facts by which instances are called
        self.asked_about: dict[str, Any] = {}  # rules that tests name, with these tests
        for number, case in enumerate(cases):
            for name in (*case.expectation.because, *case.expectation.not_because):
                mask = self.asked_about.setdefault(name, np.zeros(len(cases), np.bool_))
                mask[number] = True
        self.look_at_everything = np.array(
            [_has_more(case.expectation) for case in cases], np.bool_
        )
        self._order = {name: number for number, name in enumerate(program.pack.rules)}
        self._facts = {
            (entity.name, fact.name): (number, fact.type)
            for entity in program.pack.entities.values()
            for number, fact in enumerate(entity.facts.values())
            if fact.is_concluded
        }
        self._derived: dict[int, tuple[dict[str, list[Firing]], dict[Fact, list[_Concluded]]]] = {}
        self._placed: dict[int, Mapping[str, list[Placed]]] = {}

    def compare(
        self, variant: Program, rules: Iterable[str], facts: Iterable[Fact] = ()
    ) -> Compared:
        """What a variant does otherwise; its rules and facts of these names are others."""
        return Compared(self, variant, self.columns.compare(variant, rules, facts))

    def decide(
        self, number: int, program: Program | None = None, difference: Difference | None = None
    ) -> Decision:
        """What a test gets from the program, or from one that differs so much from it."""
        program = self.program if program is None else program
        situation = self.cases[number].situation
        day = self.as_of.day(situation.today)
        failed = self.columns.failed if difference is None else difference.failed
        if failed[number]:
            broken = Derivations(error=_BROKEN)
            return Decision(situation.title, day, (), (), (), _BROKEN, broken)
        derivations = self._derivations(number, program, difference)
        advice = advise_from(program, situation.root, day, derivations)
        return Decision(situation.title, day, advice, (), (), None, derivations)

    def _derivations(
        self, number: int, program: Program, difference: Difference | None
    ) -> Derivations:
        if number not in self._derived:
            self._derived[number] = self._own(number)
        fired, facts = self._derived[number]
        if difference is not None:
            others = set(difference.fired) | set(difference.days)
            if others:
                fired = {
                    **fired,
                    **{name: list(self._firings(number, name, difference)) for name in others},
                }
            if difference.facts:
                changed = {
                    k: list(self._conclusions(number, k, c)) for k, c in difference.facts.items()
                }
                facts = {**facts, **changed}
        firings = (f for name in sorted(fired, key=self._order.__getitem__) for f in fired[name])
        concluded = sorted((c for found in facts.values() for c in found), key=lambda c: c[0])
        return Derivations(tuple(firings), tuple(c for _, c in concluded))

    def _own(self, number: int) -> tuple[dict[str, list[Firing]], dict[Fact, list[_Concluded]]]:
        fired = {}
        for name in self._order:
            found = list(self._firings(number, name, None))
            if found:
                fired[name] = found
        facts = {}
        for key in self._facts:
            concluded = list(self._conclusions(number, key, self.columns.fact(key)))
            if concluded:
                facts[key] = concluded
        return fired, facts

    def _firings(self, number: int, name: str, difference: Difference | None) -> Iterator[Firing]:
        entity = self.program.pack.rules[name].entity
        own = self._fired[name]
        fires = own if difference is None else difference.fired.get(name, own)
        rows = self.columns.rows(entity, number)
        if not fires[rows.start : rows.stop].any():
            return
        days = self._days[name]
        if difference is not None:
            days = difference.days.get(name, days)
        for here, row in zip(self.places(number)[entity], rows, strict=True):
            if fires[row]:
                start, due = (None if c is None else self.columns.day(c, row) for c in days)
                yield Firing(name, here.place, start, due)

    def _conclusions(self, number: int, key: Fact, column: ColumnarValue) -> Iterator[_Concluded]:
        entity, fact = key
        order, type_ = self._facts[key]
        rows = self.columns.rows(entity, number)
        for here, row in zip(self.places(number)[entity], rows, strict=True):
            value = self.columns.value(column, row, type_)
            if value is not None:
                yield (here.index, order), Conclusion(here.place, entity, fact, value, ())

    @cached_property
    def _fired(self) -> Mapping[str, Array]:
        return {name: self.columns.fired(name) for name in self._order}

    @cached_property
    def _days(self) -> Mapping[str, Days]:
        return {name: self.columns.days(name) for name in self._order}

    def places(self, number: int) -> Mapping[str, list[Placed]]:
        """The instances of a test by entity, in the order of their rows."""
        if number not in self._placed:
            situation = self.cases[number].situation
            day = self.as_of.day(situation.today)
            found: dict[str, list[Placed]] = {name: [] for name in self.program.pack.entities}
            for here in place_all(self.program.pack, situation.root, day):
                found[here.instance.entity].append(here)
            self._placed[number] = found
        return self._placed[number]


def _in_labels(pack: Pack) -> Iterator[Fact]:
    for entity in pack.entities.values():
        for template in (entity.label, entity.apart):
            for part in () if template is None else template.parts:
                if isinstance(part, Slot):
                    yield part.entity, part.fact


def _has_more(expectation: Expectation) -> bool:
    """Whether something is expected besides advice and rules that decided or did not."""
    known = ("whole", "some", "none", "because", "not_because")
    return any(getattr(expectation, f.name) for f in fields(expectation) if f.name not in known)


_Concluded: TypeAlias = tuple[tuple[int, int], Conclusion]  # its place in the order
