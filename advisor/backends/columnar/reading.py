"""Arrow arrays of stated facts as arrays of values, and their masks."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import integers, pa, pc, strings
from advisor.backends.columnar.columns import DTYPES, Array, blended, code_dtype
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
    if not pa.types.is_decimal(array.type):
        return integers(array), MILLION if kind is Kind.NUMBER else 1
    size, buffer = len(array), array.buffers()[1]
    if size == 0 or buffer is None:
        return np.zeros(size, np.int64), 1
    # The lower half of each: numbers stay below 10^18 millionths.
    halves = np.frombuffer(buffer, np.int64, 2 * size, 16 * array.offset)
    return np.ascontiguousarray(halves[::2]), 1


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
    names = _names(type_.choices)
    dtype = code_dtype(type_)
    if not pa.types.is_dictionary(array.type):
        return _found(array, names).astype(dtype)
    of_words = _found(array.dictionary, names).astype(dtype)
    if len(of_words) > 256 or dtype != np.int8:
        return np.append(of_words, dtype(-1)).take(filled(array.indices, len(of_words)))
    codes = _by_bytes(of_words, integers(array.indices))
    given = given_mask(array.indices)
    return codes if given is None else blended(given, codes, np.int8(-1))


@cache
def _names(choices: tuple[str, ...]) -> Any:
    return strings(choices)


def _by_bytes(table: Array, places: Array) -> Array:
    """The entries of a short table of bytes by place; `take` needs wide places, and twice the time."""
    which = bytearray(places.astype(np.uint8, copy=False))
    return np.frombuffer(which.translate(table.tobytes().ljust(256, b"\0")), np.int8)


def filled(indices: Any, otherwise: int) -> Array:
    """The values of an array of integers, `otherwise` for null."""
    places = integers(indices)
    given = given_mask(indices)
    if given is None:
        return places
    places = places.astype(np.int64)
    places[~given] = otherwise
    return places


def _found(array: Any, names: Any) -> Array:
    if array.type != names.type:
        array = array.cast(names.type)
    return filled(pc.index_in(array, value_set=names), -1)


def _bits(bitmap: Any, array: Any) -> Array:
    first = array.offset // 8
    ahead = array.offset - 8 * first
    packed = np.frombuffer(bitmap, np.uint8, offset=first)[: (ahead + len(array) + 7) // 8]
    bits = np.unpackbits(packed, count=ahead + len(array), bitorder="little")
    return bits[ahead:].view(np.bool_)
