"""Division and rounding on columns of numbers in millionths: exact, and without leaving 64 bits."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.kernels.values import ColumnarValue, Values
from advisor.ir.expressions import Builtin
from advisor.ir.types import MILLION, NUMBER_LIMIT

_SAFE = 2**62
_TEN, _DIGITS = np.uint64(10), 6


def over_number(
    left: ColumnarValue, right: ColumnarValue
) -> tuple[Values, int, int, Values | None]:
    """Numbers by numbers, rounded to a millionth, half to even; 1 takes the place of a divisor of 0.

    As `kernels.arithmetic` wants it: the values, bounds for them, and rows that are far out of range.
    """
    (low, high), (least, greatest) = left.bounds(), right.bounds()
    most = max(-low, high)
    smallest = min(abs(least), abs(greatest)) if least > 0 or greatest < 0 else 1
    end = most * MILLION // smallest + 1
    a, b = np.abs(left.values), np.abs(right.values)
    b = np.where(b == 0, 1, b)[()]
    if most * MILLION < _SAFE:
        whole = a * np.int64(MILLION)
        quotient = whole // b
        rest = whole - quotient * b
        far = None
    else:
        quotient, rest, far = _long_division(a, b)
    # A half goes to the even neighbour, so the sign may wait: -2.5 and 2.5 become -2 and 2.
    twice = rest * rest.dtype.type(2)
    quotient = quotient + ((twice > b) | ((twice == b) & (quotient % 2 == 1)))
    is_negative = (left.values < 0) != (right.values < 0)
    return np.where(is_negative, -quotient, quotient)[()], -end, end, far


def _long_division(a: Values, b: Values) -> tuple[Values, Values, Values]:
    """As on paper, digit by digit behind the point: what is left over stays below ten divisors."""
    # 7 / 3: 2, and 1 is left; 10 / 3: 3, and 1 is left; … 2.333333, and 1 is left.
    a, b = a.astype(np.uint64), b.astype(np.uint64)
    quotient = a // b
    rest = a - quotient * b
    far = quotient >= NUMBER_LIMIT // MILLION
    quotient = np.where(far, np.uint64(0), quotient)
    for _ in range(_DIGITS):
        rest = rest * _TEN
        digit = rest // b
        rest = rest - digit * b
        quotient = quotient * _TEN + digit
    return quotient.astype(np.int64)[()], rest.astype(np.int64)[()], far


def rounded(how: Builtin, column: ColumnarValue, digits: int) -> tuple[Values, int, int]:
    """Numbers rounded to so many digits behind the point, with bounds for them."""
    step = 10 ** (_DIGITS - digits)
    unit, (low, high) = np.int64(step), column.bounds()
    numbers = column.values
    match how:
        case Builtin.ROUND_DOWN:
            found = numbers // unit * unit
        case Builtin.ROUND_UP:
            found = -(-numbers // unit) * unit
        case _:  # 2.5 to 3, and -2.5 to -3: halves away from zero
            size = (np.abs(numbers) * np.int64(2) + unit) // (2 * unit) * unit
            found = np.where(numbers < 0, -size, size)[()]
    return found, low - step, high + step
