"""Division and rounding on columns of numbers in millionths: exact, and without leaving 64 bits.

Floating-point numbers say what a quotient is about; whole numbers say what is left over, and so what it is.
"""

from __future__ import annotations

import numpy as np

from advisor import ir
from advisor.backends.columnar.kernels.values import Array, ColumnarValue, Values

_DIGITS = 6
_FAR = 1.1 * ir.NUMBER_LIMIT


def over_number(
    left: ColumnarValue, right: ColumnarValue
) -> tuple[Values, int, int, Values | None]:
    """Numbers by numbers, rounded to a millionth, half to even; 1 takes the place of a divisor of 0.

    As `kernels.arithmetic` wants it: the values, bounds for them, and rows that are far out of range.
    """
    (low, high), (least, greatest) = left.bounds(), right.bounds()
    has_zero = least <= 0 <= greatest
    smallest = 1 if has_zero else min(abs(least), abs(greatest))
    end = max(-low, high) * ir.MILLION // smallest + 1
    a, b = left.values, right.values
    if has_zero:
        b = np.where(b == 0, 1, b)[()]
    with np.errstate(all="ignore"):
        values, far = _nearest(a * float(ir.MILLION) / b, a * np.int64(ir.MILLION), b, end)
    return values, -end, end, far


def times_number(
    left: ColumnarValue, right: ColumnarValue, low: int, high: int
) -> tuple[Values, Values | None]:
    """Numbers by numbers, rounded likewise, and rows that are far out of range.

    `low` and `high` bound what comes out.
    """

    a, b = left.values, right.values
    with np.errstate(all="ignore"):
        return _nearest(a * (b * (1 / ir.MILLION)), a * b, np.int64(ir.MILLION), max(-low, high))


def _nearest(
    estimate: Values, dividend: Values, divisor: Values, end: int
) -> tuple[Values, Values | None]:
    """The quotients that were estimated, half to even, and rows that are far out of range, where 0 stands.

    `end` bounds the quotients. What they leave of the dividend is small, since an estimate is off by some hundreds at
    most; so it is right, also where dividend and product left 64 bits, both by as many times 2^64.
    """
    far = None
    if end > ir.NUMBER_LIMIT and np.any(far_out := np.abs(estimate) > _FAR):
        far = far_out
        estimate, dividend = np.where(far, 0.0, estimate)[()], np.where(far, 0, dividend)[()]
    quotient = np.rint(estimate).astype(np.int64)
    rest = dividend  # an array of our own, so it may be changed in place
    rest -= quotient * divisor
    twice = np.abs(rest)
    twice *= 2
    at = np.flatnonzero(twice >= np.abs(divisor))
    return (_corrected(quotient, rest, divisor, at) if at.size else quotient), far


def _corrected(quotient: Values, rest: Values, divisor: Values, at: Array) -> Values:
    """The quotients with those in the rows `at` made right by what is left over there."""
    # 7 / 2, estimated as 4: -1 is left; -1 // 2 = -1, so it is 3, and 1 is left, a half; 3 is odd, so 4.
    found = np.atleast_1d(quotient)
    left_over, by = (np.broadcast_to(values, found.shape)[at] for values in (rest, divisor))
    left_over, by = np.where(by < 0, -left_over, left_over), np.abs(by)
    more = left_over // by
    twice = (left_over - more * by) * 2
    whole = found[at] + more
    found[at] = whole + ((twice > by) | ((twice == by) & (whole % 2 == 1)))
    return found.reshape(np.shape(quotient))[()]


def rounded(how: ir.Builtin, column: ColumnarValue, digits: int) -> tuple[Values, int, int]:
    """Numbers rounded to so many digits behind the point, with bounds for them."""
    step = 10 ** (_DIGITS - digits)
    if step == 1:
        return column.values, *column.bounds()
    unit, half, (low, high) = np.int64(step), np.int64(step // 2), column.bounds()
    numbers = column.values
    match how:
        case ir.Builtin.ROUND_DOWN:
            found = numbers // unit * unit
        case ir.Builtin.ROUND_UP:
            found = -(-numbers // unit) * unit
        case _:  # 2.5 to 3, and -2.5 to -3: halves away from zero
            found = (numbers + (half if low >= 0 else half - (numbers < 0))) // unit * unit
    return found, low - step, high + step
