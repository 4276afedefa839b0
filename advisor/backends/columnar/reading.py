"""Arrow arrays of stated facts as arrays of values, and their masks."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import pa, pc
from advisor.backends.columnar.columns import DTYPES, Array, code_dtype
from advisor.backends.columnar.schema import EPOCH
from advisor.ir.types import MILLION, Kind, Type


def given_mask(array: Any) -> Array | None:
    """Where a value is given; None for everywhere."""
    if array.null_count == 0:
        return None
    bitmap = array.buffers()[0]
    return np.zeros(len(array), np.bool_) if bitmap is None else _bits(bitmap, array)


def whole_numbers(array: Any, kind: Kind) -> tuple[Array, int]:
    """The numbers as they stand in an array, those under nulls included, and the unit they count in.

    Shape: a value in memory is such a number times the unit, for a date the number plus EPOCH.
    """
    start, size = array.offset, len(array)
    buffer = array.buffers()[1]
    is_decimal = pa.types.is_decimal(array.type)
    unit = MILLION if kind is Kind.NUMBER and not is_decimal else 1
    if size == 0 or buffer is None:
        return np.zeros(size, DTYPES[kind]), unit
    if is_decimal:
        # The lower half of each: numbers stay below 10^18 millionths.
        halves = np.frombuffer(buffer, np.int64, 2 * size, 16 * start)
        return np.ascontiguousarray(halves[::2]), unit
    dtype = np.dtype(f"i{array.type.bit_width // 8}")
    return np.frombuffer(buffer, dtype, size, dtype.itemsize * start), unit


def in_memory(numbers: Array, unit: int, kind: Kind) -> Array:
    """What `whole_numbers` gave, as values in memory."""
    if kind is Kind.DATE:
        return numbers + np.int32(EPOCH)
    if unit != 1:
        return numbers * np.int64(unit)
    return numbers.astype(DTYPES[kind], copy=False)


def yes_or_no(array: Any) -> Array:
    """The values of a yes-no array, those under nulls included."""
    buffer = array.buffers()[1]
    return np.zeros(len(array), np.bool_) if buffer is None else _bits(buffer, array)


def choice_codes(array: Any, type_: Type) -> Array:
    """The place of each choice among those of its type; -1 for none of them."""
    names = pa.array(type_.choices, pa.string())
    dtype = code_dtype(type_)
    if not pa.types.is_dictionary(array.type):
        return _found(array, names).astype(dtype)
    of_words = np.append(_found(array.dictionary, names), -1).astype(dtype)
    return of_words.take(_places(array.indices, len(of_words) - 1))


def _places(indices: Any, otherwise: int) -> Array:
    """The indices of a dictionary array as they stand, `otherwise` for null."""
    dtype = np.dtype(
        f"{'u' if pa.types.is_unsigned_integer(indices.type) else 'i'}{indices.type.bit_width // 8}"
    )
    places: Array = np.frombuffer(
        indices.buffers()[1], dtype, len(indices), dtype.itemsize * indices.offset
    )
    given = given_mask(indices)
    if given is None:
        return places
    places = places.astype(np.int64)
    places[~given] = otherwise
    return places


def _found(array: Any, names: Any) -> Array:
    if array.type != names.type:
        array = array.cast(names.type)
    places: Array = pc.index_in(array, value_set=names).fill_null(-1).to_numpy(zero_copy_only=False)
    return places


def _bits(bitmap: Any, array: Any) -> Array:
    first = array.offset // 8
    ahead = array.offset - 8 * first
    packed = np.frombuffer(bitmap, np.uint8, offset=first)[: (ahead + len(array) + 7) // 8]
    bits = np.unpackbits(packed, count=ahead + len(array), bitorder="little")
    return bits[ahead:].view(np.bool_)
