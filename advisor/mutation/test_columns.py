"""The tests of a pack as columns, and what they say of a program with a change in it.

Which rules fire is worked out for all tests at once; only the tests in which something is different
are decided anew, from what the columns hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar.variant_planner import Fact, Reading
from advisor.backends.columnar.variants import Difference
from advisor.casetest import check_case
from advisor.casetest.columns import CaseColumns


@dataclass(frozen=True)
class Compared:
    """A variant beside the program, in all tests: those that differ, by number."""

    tests: TestColumns
    variant: ir.Program
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

    def decision(self, number: int) -> ir.Decision:
        """What a test gets from the variant."""
        return self.tests.decide(number, self.variant, self.difference)

    def is_met(self, number: int) -> bool:
        """Whether a test passes with the variant."""
        case = self.tests.cases[number]
        own = self.variant.with_values(case.parameters)
        return not check_case(case, self.decision(number), own)


class TestColumns(CaseColumns):
    """The tests of a pack, held as columns, and what of them their expectations look at."""

    __test__ = False  # no test of ours, whatever it is called

    def __init__(self, program: ir.Program, cases: Sequence[ir.Case], as_of: ir.AsOf) -> None:
        super().__init__(program, cases, as_of)
        self.named_by = frozenset(_in_labels(program.pack))  # facts by which instances are called
        self.asked_about: dict[str, Any] = {}  # rules that tests name, with these tests
        for number, case in enumerate(cases):
            for name in (*case.expectation.because, *case.expectation.not_because):
                for rule in program.pack.rules_named(name):
                    mask = self.asked_about.setdefault(rule, np.zeros(len(cases), np.bool_))
                    mask[number] = True
        self.look_at_everything = np.array(
            [_has_more(case.expectation) for case in cases], np.bool_
        )

    def compare(
        self, variant: ir.Program, rules: Iterable[str], facts: Iterable[Fact] = ()
    ) -> Compared:
        """What a variant does otherwise; its rules and facts of these names are others."""
        return Compared(self, variant, self.columns.compare(variant, rules, facts))


def _in_labels(pack: ir.Pack) -> Iterator[Fact]:
    for entity in pack.entities.values():
        for template in (entity.label, entity.apart):
            for part in () if template is None else template.parts:
                if isinstance(part, ir.Slot):
                    yield part.entity, part.fact


def _has_more(expectation: ir.Expectation) -> bool:
    """Whether something is expected besides advice and rules that decided or did not."""
    known = ("whole", "some", "none", "because", "not_because")
    return any(getattr(expectation, f.name) for f in fields(expectation) if f.name not in known)
