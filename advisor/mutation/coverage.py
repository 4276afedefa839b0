"""What the tests of a pack reach: rules, their conditions both ways, and whether each decides by itself.

Measured is modified condition/decision coverage with masking (Chilenski and Miller, 1994): for each
condition of a rule there is an instance in a test where it holds and one where it does not, such that in
both the rule would have gone the other way, had this condition alone been otherwise. What stands inside
a list function counts as one condition with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.columnar import kernels
from advisor.backends.columnar.variants import SituationColumns
from advisor.diagnostics import Span
from advisor.mutation.neighbours import Neighbours
from advisor.mutation.test_columns import TestColumns

_ASKED = 4  # changed tests of one fact of which it is asked whether they are errors


@dataclass(frozen=True)
class Shown:
    """One way in which a condition can be: in how many tests it is so, in how many of them that decides,
    and the first of these. `hidden_by` is another condition that most often decides instead. `nearest`, where it
    was looked for and found, is a change of one fact with which it would decide so, and the name of the test.
    """

    tests: int
    deciding: int
    first: str | None
    hidden_by: Span | None
    nearest: tuple[str, str] | None = None
    is_searched: bool = False


@dataclass(frozen=True)
class ConditionCoverage:
    """A condition of a rule: where it holds, and where it does not."""

    rule: str
    span: Span
    holds: Shown
    fails: Shown

    @property
    def is_covered(self) -> bool:
        """Whether tests show that it decides, both ways."""
        return bool(self.holds.deciding and self.fails.deciding)


@dataclass(frozen=True)
class FiringCoverage:
    """A rule: in how many tests it fires, and in how many its conditions hold and it is overridden."""

    rule: str
    span: Span
    fired: int
    overridden: int


@dataclass(frozen=True)
class Coverage:
    """All rules of a pack and all their conditions, in listing order."""

    rules: tuple[FiringCoverage, ...]
    conditions: tuple[ConditionCoverage, ...]

    @property
    def share(self) -> float:
        """The share of conditions that are covered. Units: 0 to 1; 1 where there is none."""
        covered = sum(one.is_covered for one in self.conditions)
        return covered / len(self.conditions) if self.conditions else 1.0


def measure(program: ir.Program, cases: Sequence[ir.Case], as_of: ir.AsOf) -> Coverage:
    """What these tests reach. Those whose situation is an error count for nothing."""
    tests = TestColumns(program, cases, as_of)
    meter = _Meter(tests.columns, ~tests.columns.failed, cases)
    rules: list[FiringCoverage] = []
    conditions: list[ConditionCoverage] = []
    for rule in program.pack.rules.values():
        fired = meter.tests(rule.entity, tests.columns.fired(rule.name))
        decision = _Decision(meter, rule)
        held = meter.tests(rule.entity, decision.values)
        over = int(np.count_nonzero(held & ~fired))
        rules.append(FiringCoverage(rule.name, rule.span, int(np.count_nonzero(fired)), over))
        conditions += decision.parts()
    return Coverage(tuple(rules), tuple(conditions))


class _Meter:
    """Where conditions hold, and in which of the valid situations that is."""

    def __init__(
        self, columns: SituationColumns, valid: kernels.Array, cases: Sequence[ir.Case]
    ) -> None:
        self._columns, self._valid, self._cases = columns, valid, cases

    def values(self, expression: ir.Expression, entity: str) -> kernels.Array:
        """Where it holds, a row for each instance."""
        return self._columns.holds(expression, entity)

    def tests(self, entity: str, rows: kernels.Array) -> kernels.Array:
        """The situations that have one of these rows, as a mask."""
        return self._columns.situations_of(entity, np.flatnonzero(rows)) & self._valid

    def name(self, mask: kernels.Array) -> str | None:
        """The first of these tests."""
        found = np.flatnonzero(mask)
        return self._cases[int(found[0])].name if len(found) else None


@dataclass
class _Part:
    """A condition, where it holds, where it decides, and what else decides where it does not."""

    expression: ir.Expression
    values: kernels.Array
    decides: kernels.Array
    hiding: tuple[tuple[ir.Expression, kernels.Array], ...]


class _Decision:
    """Whether one rule's conditions hold, taken apart."""

    def __init__(self, meter: _Meter, rule: ir.Rule) -> None:
        self._meter, self._rule = meter, rule
        self._known: dict[int, kernels.Array] = {}
        self._whole = rule.when
        if rule.unless is not None:
            self._whole = ir.And((rule.when, ir.Not(rule.unless, rule.unless.span)), rule.span)
        self.values = self._values(self._whole)

    def _values(self, expression: ir.Expression) -> kernels.Array:
        known = self._known.get(id(expression))
        if known is None:
            match expression:
                case ir.And(operands=operands) if operands:
                    known = np.logical_and.reduce([self._values(o) for o in operands])
                case ir.Or(operands=operands) if operands:
                    known = np.logical_or.reduce([self._values(o) for o in operands])
                case ir.Not(operand=operand):
                    known = ~self._values(operand)
                case _:
                    known = self._meter.values(expression, self._rule.entity)
            self._known[id(expression)] = known
        return known

    def parts(self) -> Iterator[ConditionCoverage]:
        """All conditions of the rule, in the order written; one that always holds is none."""
        for part in self.walk():
            yield ConditionCoverage(
                self._rule.name,
                part.expression.span,
                self._shown(part, part.values),
                self._shown(part, ~part.values),
            )

    def walk(self) -> Iterator[_Part]:
        """Likewise, each with where it holds and where it decides."""
        return self._walk(self._whole, np.ones(len(self.values), np.bool_), ())

    def _walk(
        self,
        expression: ir.Expression,
        decides: kernels.Array,
        hiding: tuple[tuple[ir.Expression, kernels.Array], ...],
    ) -> Iterator[_Part]:
        # In `a and (b or c)`, `b` decides where `a` holds and `c` does not: what stands beside it must not
        # settle the group already.
        match expression:
            case ir.And(operands=operands) | ir.Or(operands=operands) if operands:
                settles = isinstance(expression, ir.Or)
                for operand in operands:
                    others = [o for o in operands if o is not operand]
                    free = decides.copy()
                    for other in others:
                        free &= self._values(other) != settles
                    hides = (one for other in others for one in self._hiding(other, settles))
                    yield from self._walk(operand, free, (*hiding, *hides))
            case ir.Not(operand=operand):
                yield from self._walk(operand, decides, hiding)
            case ir.Literal() if expression.type == ir.YES_NO:
                return
            case _:
                yield _Part(expression, self._values(expression), decides, hiding)

    def _hiding(
        self, expression: ir.Expression, settles: bool
    ) -> Iterator[tuple[ir.Expression, kernels.Array]]:
        """The conditions of a group by which it can be so, and where they are."""
        match expression:
            case ir.And(operands=operands) if operands and not settles:
                yield from (one for o in operands for one in self._hiding(o, settles))
            case ir.Or(operands=operands) if settles:
                yield from (one for o in operands for one in self._hiding(o, settles))
            case ir.Not(operand=operand):
                yield from self._hiding(operand, not settles)
            case _:
                yield expression, self._values(expression) == settles

    def _shown(self, part: _Part, so: kernels.Array) -> Shown:
        entity = self._rule.entity
        tests = self._meter.tests(entity, so)
        deciding = self._meter.tests(entity, so & part.decides)
        hidden_by: Span | None = None
        if not deciding.any() and tests.any():
            counts = [(int(np.count_nonzero(hides & so)), other) for other, hides in part.hiding]
            most = max((count for count, _ in counts), default=0)
            hidden_by = next((o.span for count, o in counts if count == most and most), None)
        return Shown(
            int(np.count_nonzero(tests)),
            int(np.count_nonzero(deciding)),
            self._meter.name(deciding),
            hidden_by,
        )


def with_nearest(
    program: ir.Program,
    measured: Coverage,
    cases: Sequence[ir.Case],
    as_of: ir.AsOf,
    most: int,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> Coverage:
    """The coverage in which the first conditions that are not covered, at most so many, come with what would do it."""
    search = _Nearest(TestColumns(program, cases, as_of))
    missing = [n for n, one in enumerate(measured.conditions) if not one.is_covered][:most]
    conditions = list(measured.conditions)
    for done, number in enumerate(missing):
        advance(done, len(missing))
        one = conditions[number]
        own = [other.span for other in measured.conditions if other.rule == one.rule]
        rule, at = program.pack.rules[one.rule], own.index(one.span)
        holds, fails = (
            shown
            if shown.deciding
            else replace(shown, nearest=search.find(rule, at, is_so), is_searched=True)
            for shown, is_so in ((one.holds, True), (one.fails, False))
        )
        conditions[number] = replace(one, holds=holds, fails=fails)
    return replace(measured, conditions=tuple(conditions))


class _Nearest:
    """Finds tests in which a condition would decide, were one fact another."""

    def __init__(self, tests: TestColumns) -> None:
        self._program, self._neighbours = tests.program, Neighbours(tests)
        self._advisor = Advisor(tests.program, "oracle", tests.as_of)

    def find(self, rule: ir.Rule, at: int, is_so: bool) -> tuple[str, str] | None:
        """The change, and the test; None where no single change does it. `at` numbers the rule's conditions."""
        tests = self._neighbours.tests
        own = _Meter(tests.columns, ~tests.columns.failed, tests.cases)
        expression = list(_Decision(own, rule).walk())[at].expression
        for key in self._neighbours.facts_near([expression], rule.expressions):
            columns, changes = self._neighbours.changed(key)
            if not changes:
                continue
            there = _Meter(columns, np.ones(len(changes), np.bool_), ())
            part = list(_Decision(there, rule).walk())[at]
            deciding = there.tests(rule.entity, part.decides & (part.values == is_so))
            hits = [changes[int(row)] for row in np.flatnonzero(deciding)]
            for near in self._neighbours.smallest(key, hits, _ASKED):
                if self._advisor.advise(near.situation, questions=False).error is None:
                    return near.change_words(self._program.pack), near.case.name
        return None
