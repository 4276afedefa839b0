"""One column of single values, brought to the type that the pack declares for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor.backends.columnar import column_type
from advisor.batch.plain_rows import as_text
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import FactDeclaration
from advisor.ir.types import LAST_DATE, MILLION, NUMBER, Kind, Type, Value
from advisor.loading.declarations.scalars import Misfit, convert

Array = Any  # pa.Array of any type; its stubs want one type argument each, which is not known here
NUMBER_TYPE = column_type(NUMBER)
EPOCH = date(1970, 1, 1).toordinal()
_LARGEST_EXACT = 2**53 // MILLION - 1  # a float below this holds its millionths exactly enough


@dataclass(frozen=True, slots=True)
class Cast:
    """The values as declared. `refused` maps places in the array to why the value there is none."""

    values: Array
    refused: Mapping[int, Misfit]


def fits(type: pa.DataType, kind: Kind) -> bool:
    """Whether a column of that type can hold values of the kind at all."""
    if kinds.is_dictionary(type):
        type = type.value_type
    if kinds.is_null(type) or _is_string(type):
        return True
    match kind:
        case Kind.TEXT | Kind.CHOICE:
            return bool(kinds.is_integer(type))
        case Kind.YES_NO:
            return bool(kinds.is_boolean(type))
        case Kind.NUMBER:
            return _is_number(type)
        case Kind.DATE:
            return bool(kinds.is_date(type) or kinds.is_timestamp(type))
        case Kind.DURATION | Kind.WORKING_DAYS:
            return _is_number(type) or bool(kinds.is_duration(type))


def _is_string(type: pa.DataType) -> bool:
    return bool(kinds.is_string(type) or kinds.is_large_string(type) or kinds.is_string_view(type))


def _is_number(type: pa.DataType) -> bool:
    return bool(kinds.is_integer(type) or kinds.is_floating(type) or kinds.is_decimal(type))


def cast_leaf(array: Array, fact: FactDeclaration) -> Cast:
    """The array in the type of the fact. Strings that are already text are left as they are encoded.

    Shape: `array` is one whose type `fits`. Values that cannot be such become null and are refused.
    """
    target: Any = column_type(fact.type)
    kind, type = fact.type.kind, array.type
    if kinds.is_null(type):
        return Cast(pa.nulls(len(array), target), {})
    if kind in (Kind.TEXT, Kind.CHOICE):
        return Cast(_as_strings(array), {})
    if kinds.is_dictionary(type):
        array = array.dictionary_decode()
        type = array.type
    quick = None if _is_string(type) else _quick(array, kind)
    if quick is not None:
        return Cast(quick, {})
    return _by_distinct_values(array, fact.type, fact.words)


def _as_strings(array: Array) -> Array:
    type = array.type
    if kinds.is_dictionary(type):
        if kinds.is_string(type.value_type) or kinds.is_large_string(type.value_type):
            return array
        return _as_strings(array.dictionary_decode())
    if kinds.is_string(type) or kinds.is_large_string(type):
        return array
    return array.cast(pa.string())


def _quick(array: Array, kind: Kind) -> Array | None:
    """The array cast whole; None where some value may not fit, or where there is no quick way."""
    type = array.type
    try:
        match kind:
            case Kind.YES_NO:
                return array
            case Kind.DATE:
                return _dates(array)
            case Kind.NUMBER if kinds.is_integer(type):
                return _whole_numbers(array)
            case Kind.NUMBER if kinds.is_floating(type):
                return _floats(array)
            case Kind.NUMBER:
                return array if type == NUMBER_TYPE else array.cast(NUMBER_TYPE)
            case _:
                # INVARIANT: only durations are left; text and choices have gone another way
                return array.cast(pa.int32()) if kinds.is_integer(type) else None
    except pa.ArrowInvalid:
        return None


def _dates(array: Array) -> Array | None:
    days = array if kinds.is_date32(array.type) else array.cast(pa.date32())
    if kinds.is_timestamp(array.type) and not days.cast(array.type).equals(array):
        return None  # some have a time of day
    ends = pc.min_max(days.cast(pa.int32()))
    low, high = ends["min"].as_py(), ends["max"].as_py()
    if low is not None and not (low + EPOCH >= 1 and high + EPOCH <= LAST_DATE):
        return None
    return days


def _whole_numbers(array: Array) -> Array:
    """Whole numbers stay what they are: the engine takes them, and refuses those out of range."""
    return array if kinds.is_signed_integer(array.type) else array.cast(pa.int64())


def _floats(array: Array) -> Array | None:
    values = pc.fill_null(array, 0.0).to_numpy(zero_copy_only=False).astype(np.float64)
    if not bool(np.all(np.abs(values) < _LARGEST_EXACT)):  # also false for NaN
        return None
    millionths = np.rint(values * MILLION)
    if not np.array_equal(millionths / MILLION, values):
        return None  # digits beyond the sixth
    return _from_millionths(millionths.astype(np.int64), array)


def _from_millionths(millionths: Any, like: Array) -> Array:
    """Decimals from millionths: the low word, and a high word that repeats the sign."""
    words: Any = np.empty((len(millionths), 2), np.int64)
    words[:, 0] = millionths
    np.right_shift(millionths, 63, out=words[:, 1])
    validity: Any = None
    if like.null_count:
        bits: Any = np.packbits(like.is_valid().to_numpy(zero_copy_only=False), bitorder="little")
        validity = pa.py_buffer(bits)
    return pa.Array.from_buffers(
        NUMBER_TYPE, len(millionths), [validity, pa.py_buffer(words)], like.null_count
    )


def _by_distinct_values(array: Array, type: Type, words: Mapping[str, str]) -> Cast:
    """Exactly as situation files are read, once for each distinct value."""
    encoded = array.dictionary_encode()
    values: list[object] = []
    refusals: dict[int, Misfit] = {}
    for number, value in enumerate(encoded.dictionary.to_pylist()):
        text = as_text(value, type.kind)
        found = (
            Misfit(f"`{value}` is no value", "write one value") if text is None
            else convert(text, type, words)
        )  # fmt: skip
        if isinstance(found, Misfit):
            refusals[number] = found
            values.append(None)
        else:
            values.append(_as_arrow(found, type.kind))
    taken = pa.array(values, column_type(type)).take(encoded.indices)
    if not refusals:
        return Cast(taken, {})
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(np.isin(codes, list(refusals)))
    return Cast(taken, {int(at): refusals[int(codes[at])] for at in places})


def _as_arrow(value: Value, kind: Kind) -> object:
    match kind:
        case Kind.NUMBER:
            return Decimal(value).scaleb(-6)
        case Kind.DATE:
            return date.fromordinal(int(value))
        case _:
            return value
