"""A columnar value: the values of one expression for every row of a space, in one block.

Yes-no values are `bool`, False where not given; numbers `int64` millionths; dates, durations, working
days and periods `int32`; choices and texts `int32` or narrower codes, negative where not given. Other
values mean nothing where they are not given.

Whole numbers and days may be narrow: held in as few bytes as hold them, so that one instruction does
many at once. A narrow column counts in its `unit` (a million, for whole numbers, which are millionths
elsewhere) and holds its values as `int8`, `int16` or `int32`. `plain` makes it what every other column
is; only nodes that know of narrow columns are given them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from advisor import ir

Array: TypeAlias = npt.NDArray[Any]
Bounds: TypeAlias = tuple[int, int] | tuple[None, None]  # the least and the greatest value; unknown
Values: TypeAlias = Any  # an array, or a NumPy scalar that stands for every row

DTYPES: dict[ir.Kind, Any] = {
    ir.Kind.YES_NO: np.bool_,
    ir.Kind.NUMBER: np.int64,
    ir.Kind.DATE: np.int32,
    ir.Kind.DURATION: np.int32,
    ir.Kind.WORKING_DAYS: np.int32,
    ir.Kind.PERIOD: np.int32,
    ir.Kind.CHOICE: np.int32,
    ir.Kind.TEXT: np.int32,
}


def code_dtype(type_: ir.Type) -> Any:
    """How the codes of a choice are held."""
    return np.int8 if len(type_.choices) < 127 else np.int32


TRUE = np.bool_(True)
FALSE = np.bool_(False)


class ColumnarValue:
    """Values with their masks; each of them an array with a row each, or a scalar for all rows.

    `given` is None where every value is given (and for codes, whose sign says it). `err` marks rows
    whose value is out of range; None where there are none. `low` and `high` bound the values, where
    they are known. `unit` is what the values count in; it is 1, but for some narrow columns.
    """

    # The numbers 4, none and 2, in millionths:
    #
    #   values   4000000  0  2000000      narrow, with the unit 1000000:  4 0 2 as int8
    #   given       1     0     1
    __slots__ = ("coded", "err", "given", "high", "low", "unit", "values")

    def __init__(
        self,
        values: Values,
        given: Values | None = None,
        err: Values | None = None,
        *,
        coded: bool = False,
        low: int | None = None,
        high: int | None = None,
        unit: int = 1,
    ) -> None:
        self.values, self.given, self.err = values, given, err
        self.coded, self.low, self.high, self.unit = coded, low, high, unit
        if low is None and not coded and not isinstance(values, np.ndarray):
            self.low = self.high = int(values) * unit

    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value; those that are not given may count too."""
        if self.low is None or self.high is None:
            if isinstance(self.values, np.ndarray):
                if self.values.size == 0:
                    return 0, 0
                self.low = int(self.values.min()) * self.unit
                self.high = int(self.values.max()) * self.unit
            else:
                self.low = self.high = int(self.values) * self.unit
        return self.low, self.high

    def mask(self) -> Values | None:
        """Where a value is given; None for everywhere."""
        if self.coded:
            found: Values = self.values >= 0
            return found
        return self.given

    @property
    def is_scalar(self) -> bool:
        """Whether one value stands for every row."""
        return not (
            isinstance(self.values, np.ndarray)
            or isinstance(self.given, np.ndarray)
            or isinstance(self.err, np.ndarray)
        )


def and_(one: Values | None, other: Values | None) -> Values | None:
    """The rows of both masks; None means all rows."""
    if one is None:
        return other
    if other is None:
        return one
    return one & other


def or_(one: Values | None, other: Values | None) -> Values | None:
    """The rows of either mask, one of them itself where the other has none; None means no row."""
    if one is None:
        return other
    if other is None:
        return one
    if not isinstance(one, np.ndarray):
        return TRUE if one else other
    if not isinstance(other, np.ndarray):
        return TRUE if other else one
    return one | other


def restrict(err: Values | None, to: Values | None) -> Values | None:
    """The erring rows among those of a mask."""
    return err if err is None or to is None else err & to


def where(mask: Any, one: Values, other: Values) -> Values:
    """One value where the mask holds, else the other; a scalar where all three are."""
    if not isinstance(mask, np.ndarray):
        return one if mask else other
    return select(mask, one, other)


def select(mask: Array, one: Values, other: Values) -> Array:
    """One value where the mask holds, else the other, for each row of the mask.

    Cost: a tenth of `np.where`, which stumbles over masks without a pattern.
    """
    if one.dtype == np.bool_:
        found: Array = (mask & one) | (~mask & other)
        return found
    # mask    1  0  1
    # one     5  5  5     gap = one - other    3  2 -4
    # other   2  3  9     gap * mask           3  0 -4
    #                     + other              5  3  5
    with np.errstate(over="ignore"):  # what leaves the range on the way comes back to it
        gap = np.subtract(one, other)
        kept = mask.astype(gap.dtype)
        if isinstance(gap, np.ndarray):
            np.multiply(gap, kept, out=kept)
        else:
            kept *= gap
        kept += other
    return kept


def extreme(end: ir.End, one: Values, other: Values) -> Values:
    """The smaller or larger of two values of one dtype.

    Cost: against one value for all rows, clipping takes a tenth of what `np.maximum` does.
    """
    if isinstance(other, np.ndarray):
        one, other = other, one
    if isinstance(one, np.ndarray) and not isinstance(other, np.ndarray):
        limits = np.iinfo(one.dtype)
        if end is ir.End.LOW:
            return one.clip(one.dtype.type(limits.min), other)
        return one.clip(other, one.dtype.type(limits.max))
    return np.minimum(one, other) if end is ir.End.LOW else np.maximum(one, other)


def rows_of(values: Values, count: int) -> Array:
    """The values as an array with a row each."""
    if isinstance(values, np.ndarray):
        return values
    return np.full(count, values)


def take(column: ColumnarValue, index: Array) -> ColumnarValue:
    """The column with its rows picked by number."""
    if column.is_scalar:
        return column

    def pick(values: Values | None) -> Values | None:
        return values.take(index) if isinstance(values, np.ndarray) else values

    return ColumnarValue(
        pick(column.values),
        pick(column.given),
        pick(column.err),
        coded=column.coded,
        low=column.low,
        high=column.high,
        unit=column.unit,
    )


def flatnonzero(mask: Array) -> Array:
    """The numbers of the rows where a mask holds.

    Cost: of sparse masks, `np.flatnonzero` follows every single row that holds, which costs three times
    as much as going through all rows; behind a tail of rows that hold, no mask looks sparse.
    """
    count = int(np.count_nonzero(mask))
    size = len(mask)
    if count * 50 < size or count * 10 > size:
        return np.flatnonzero(mask)
    # mask     0 0 1 0 0 … 1 0 0                  some rows in a hundred hold: sparse
    # padded   0 0 1 0 0 … 1 0 0 1 1 1 1 1 1      dense; what is found behind the mask is cut off
    padded = np.empty(size + size // 8 + 1, np.bool_)
    padded[:size] = mask
    padded[size:] = True
    return np.flatnonzero(padded)[:count]


def joint_bounds(columns: Sequence[ColumnarValue]) -> Bounds:
    """Bounds for the values of several columns, where all are known without looking at the values."""
    lows = [column.low for column in columns if column.low is not None]
    highs = [column.high for column in columns if column.high is not None]
    if len(lows) < len(columns) or len(highs) < len(columns):
        return None, None
    return min(lows), max(highs)


_DTYPES = tuple(np.dtype(name) for name in ("int8", "int16", "int32"))
_NARROW = frozenset(_DTYPES[:2])  # of columns that count in ones
WIDE = np.dtype(np.int64)
_ENDS = tuple((np.iinfo(dtype).min, np.iinfo(dtype).max) for dtype in _DTYPES)


def dtype_for(low: int, high: int) -> Any:
    """The narrowest dtype that holds all values between two."""
    for dtype, (least, greatest) in zip(_DTYPES, _ENDS, strict=True):
        if least <= low and high <= greatest:
            return dtype
    return WIDE


def is_narrow(column: ColumnarValue) -> bool:
    """Whether a column is held otherwise than its kind's columns are."""
    return column.unit != 1 or (column.values.dtype in _NARROW and not column.coded)


def plain(column: ColumnarValue) -> ColumnarValue:
    """The column as its kind's columns are held: millionths as int64, days as int32."""
    if not is_narrow(column):
        return column
    if column.unit == 1:
        values = column.values.astype(np.int32)
    else:
        values = column.values.astype(np.int64) * np.int64(column.unit)
    return ColumnarValue(values, column.given, column.err, low=column.low, high=column.high)


def narrowed(numbers: Array, low: int, high: int) -> Array:
    """The numbers, which lie between two, in the narrowest dtype."""
    return numbers.astype(dtype_for(low, high), copy=False)


def alike(columns: Sequence[ColumnarValue]) -> tuple[list[Values], int]:
    """The values of columns of one kind, in one dtype and counted in one unit, and that unit."""
    first = columns[0]
    if all(c.unit == first.unit and c.values.dtype == first.values.dtype for c in columns[1:]):
        return [column.values for column in columns], first.unit
    # [3, 200] as int16 in millions, and 5000000 for all rows, counted in ones: 5 is a whole number
    # too, the values go from 3 to 200, so both are held as int16 in millions.
    unit = max(column.unit for column in columns)
    if any(column.unit != unit and not counts_in(column, unit) for column in columns):
        return [plain(column).values for column in columns], 1
    bounds = [column.bounds() for column in columns]
    dtype = dtype_for(
        min(low for low, _ in bounds) // unit, max(high for _, high in bounds) // unit
    )
    return [_held(column, unit, dtype) for column in columns], unit


def counts_in(column: ColumnarValue, unit: int) -> bool:
    """Whether one value for all rows is a multiple of the unit."""
    return not isinstance(column.values, np.ndarray) and int(column.values) % unit == 0


def _held(column: ColumnarValue, unit: int, dtype: Any) -> Values:
    if column.unit == unit:
        return column.values.astype(dtype, copy=False)
    return dtype.type(int(column.values) // unit)
