"""Nodes for functions of single values, such as `round` and `years`."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.kernels import months
from advisor.backends.columnar.kernels.division import rounded
from advisor.backends.columnar.kernels.values import (
    ColumnarValue,
    Values,
    and_,
    or_,
    plain,
    restrict,
    where,
)
from advisor.backends.columnar.plan.block import Inputs, Node
from advisor.backends.columnar.plan.elementwise import ElementwiseNode
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.expressions import Builtin
from advisor.ir.types import BOUNDS, LAST_DATE, MILLION, Kind

_SHORTEST = {Builtin.YEARS: 365, Builtin.MONTHS: 28}  # days
_BETWEEN = {Builtin.YEARS: months.years_between, Builtin.MONTHS: months.months_between}
_ENDS_OF_MONTH = {
    Builtin.START_OF_MONTH: months.start_of_month,
    Builtin.END_OF_MONTH: months.end_of_month,
}


@dataclass(frozen=True, slots=True)
class CallNode(ElementwiseNode):
    """A function of one or two values; not given where one of them is not."""

    slot: int
    children: tuple[Node, ...]
    function: Builtin

    def evaluate(self, inputs: Inputs) -> ColumnarValue:
        first, *others = map(inputs.narrow, self.children)
        given, err = first.given, first.err
        for other in others:
            given, err = and_(given, other.given), or_(err, other.err)
        match self.function:
            case Builtin.ROUND | Builtin.ROUND_UP | Builtin.ROUND_DOWN as how:
                digits = int(plain(others[0]).values) // MILLION if others else 0
                return _rounded(how, first, digits)
            case Builtin.ABS:
                return _abs(first)
            case Builtin.DAYS:
                low, high = (end * MILLION for end in first.bounds())
                return ColumnarValue(first.values, given, err, low=low, high=high, unit=MILLION)
            case Builtin.WEEKDAY:
                codes = months.weekday(first.values)
                if given is not None:
                    codes = where(given, codes, np.int8(-1))
                return ColumnarValue(codes, None, err, coded=True)
            case Builtin.START_OF_MONTH | Builtin.END_OF_MONTH as end:
                days = _ENDS_OF_MONTH[end](months.in_calendar(first)[0])
                return ColumnarValue(days, given, err, low=1, high=LAST_DATE)
            case Builtin.YEARS | Builtin.MONTHS as unit:
                (other,) = others
                since, until = months.in_calendar(first)[0], months.in_calendar(other)[0]
                values = _BETWEEN[unit](since, until)
                least, most = _bounds_between(first, other, _SHORTEST[unit])
                return ColumnarValue(values, given, err, low=least, high=most, unit=MILLION)


def _bounds_between(first: ColumnarValue, last: ColumnarValue, shortest: int) -> tuple[int, int]:
    (a, b), (c, d) = first.bounds(), last.bounds()
    least, most = (c - b) // shortest - 1, (d - a) // shortest + 1
    reach = LAST_DATE // shortest + 1  # bounds of what is not given may lie beyond the calendar
    return max(least, -reach) * MILLION, min(most, reach) * MILLION


def _abs(column: ColumnarValue) -> ColumnarValue:
    column = plain(column)
    low, high = column.bounds()
    least = max(low, -high, 0)
    values = np.abs(column.values)
    return ColumnarValue(values, column.given, column.err, low=least, high=max(-low, high))


def _rounded(how: Builtin, column: ColumnarValue, digits: int) -> ColumnarValue:
    if column.unit == MILLION:
        return column  # whole numbers are round
    values, low, high = rounded(how, plain(column), digits)
    err = column.err
    lowest, highest = BOUNDS[Kind.NUMBER]
    if low < lowest or high > highest:
        bad: Values = (values < lowest) | (values > highest)
        bad = restrict(bad, column.given)
        if np.any(bad):
            err = or_(err, bad)
        values = np.clip(values, lowest, highest)[()]
        low, high = max(low, lowest), min(high, highest)
    return ColumnarValue(values, column.given, err, low=low, high=high)
