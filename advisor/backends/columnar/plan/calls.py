"""Nodes for functions of single values, such as `round` and `years`."""

from __future__ import annotations

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Inputs, Node
from advisor.backends.columnar.plan.elementwise import ElementwiseNode
from advisor.diagnostics.fast_dataclass import dataclass

_SHORTEST = {ir.Builtin.YEARS: 365, ir.Builtin.MONTHS: 28}  # days
_BETWEEN = {ir.Builtin.YEARS: kernels.years_between, ir.Builtin.MONTHS: kernels.months_between}
_ENDS_OF_MONTH = {
    ir.Builtin.START_OF_MONTH: kernels.start_of_month,
    ir.Builtin.END_OF_MONTH: kernels.end_of_month,
}


@dataclass(frozen=True, slots=True)
class CallNode(ElementwiseNode):
    """A function of one or two values; not given where one of them is not."""

    slot: int
    children: tuple[Node, ...]
    function: ir.Builtin

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        first, *others = map(inputs.narrow, self.children)
        given, err = first.given, first.err
        for other in others:
            given, err = kernels.and_(given, other.given), kernels.or_(err, other.err)
        match self.function:
            case ir.Builtin.ROUND | ir.Builtin.ROUND_UP | ir.Builtin.ROUND_DOWN as how:
                digits = int(kernels.plain(others[0]).values) // ir.MILLION if others else 0
                return _rounded(how, first, digits)
            case ir.Builtin.ABS:
                return _abs(first)
            case ir.Builtin.DAYS:
                low, high = (end * ir.MILLION for end in first.bounds())
                return kernels.ColumnarValue(
                    first.values, given, err, low=low, high=high, unit=ir.MILLION
                )
            case ir.Builtin.WEEKDAY:
                codes = kernels.weekday(first.values)
                if given is not None:
                    codes = kernels.where(given, codes, np.int8(-1))
                return kernels.ColumnarValue(codes, None, err, coded=True)
            case ir.Builtin.START_OF_MONTH | ir.Builtin.END_OF_MONTH as end:
                days = _ENDS_OF_MONTH[end](kernels.in_calendar(first)[0])
                return kernels.ColumnarValue(days, given, err, low=1, high=ir.LAST_DATE)
            case ir.Builtin.YEARS | ir.Builtin.MONTHS as unit:
                (other,) = others
                since, until = kernels.in_calendar(first)[0], kernels.in_calendar(other)[0]
                values = _BETWEEN[unit](since, until)
                least, most = _bounds_between(first, other, _SHORTEST[unit])
                return kernels.ColumnarValue(
                    values, given, err, low=least, high=most, unit=ir.MILLION
                )


def _bounds_between(
    first: kernels.ColumnarValue, last: kernels.ColumnarValue, shortest: int
) -> tuple[int, int]:
    (a, b), (c, d) = first.bounds(), last.bounds()
    least, most = (c - b) // shortest - 1, (d - a) // shortest + 1
    reach = ir.LAST_DATE // shortest + 1  # bounds of what is not given may lie beyond the calendar
    return max(least, -reach) * ir.MILLION, min(most, reach) * ir.MILLION


def _abs(column: kernels.ColumnarValue) -> kernels.ColumnarValue:
    column = kernels.plain(column)
    low, high = column.bounds()
    least = max(low, -high, 0)
    values = np.abs(column.values)
    return kernels.ColumnarValue(values, column.given, column.err, low=least, high=max(-low, high))


def _rounded(how: ir.Builtin, column: kernels.ColumnarValue, digits: int) -> kernels.ColumnarValue:
    if column.unit == ir.MILLION:
        return column  # whole numbers are round
    values, low, high = kernels.rounded(how, kernels.plain(column), digits)
    err = column.err
    lowest, highest = ir.BOUNDS[ir.Kind.NUMBER]
    if low < lowest or high > highest:
        bad: kernels.Values = (values < lowest) | (values > highest)
        bad = kernels.restrict(bad, column.given)
        if np.any(bad):
            err = kernels.or_(err, bad)
        values = np.clip(values, lowest, highest)[()]
        low, high = max(low, lowest), min(high, highest)
    return kernels.ColumnarValue(values, column.given, err, low=low, high=high)
