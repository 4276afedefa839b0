"""Arrow arrays of stated facts as columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import pa, pc
from advisor.backends.columnar.columns import DTYPES, Array, Column
from advisor.backends.columnar.schema import EPOCH
from advisor.backends.columnar.texts import Texts
from advisor.ir.packs import FactDeclaration
from advisor.ir.types import Kind, Type


def read_column(array: Any, fact: FactDeclaration, texts: Texts) -> Column:
    """The column of a stated fact; its default where it is missing."""
    kind = fact.type.kind
    if kind is Kind.TEXT:
        codes = texts.codes(array)
        if fact.default is not None and array.null_count:
            codes[codes < 0] = texts.codes(pa.array([str(fact.default)]))[0]
        return Column(codes, coded=True)
    if kind is Kind.CHOICE:
        codes = choice_codes(array, fact.type)
        if fact.default is not None and array.null_count:
            codes[given_mask(array) == 0] = fact.type.choices.index(str(fact.default))
        return Column(codes, coded=True)
    values = numbers(array, kind)
    given = given_mask(array)
    if given is not None and fact.default is not None:
        values = np.where(given, values, DTYPES[kind](fact.default))
        given = None
    elif given is not None and kind is Kind.YES_NO:
        values &= given
    return Column(values, given)


def given_mask(array: Any) -> Array | None:
    """Where a value is given; None for everywhere."""
    if array.null_count == 0:
        return None
    if array.type == pa.null():
        return np.zeros(len(array), np.bool_)
    bitmap = array.buffers()[0]
    return np.ones(len(array), np.bool_) if bitmap is None else _bits(bitmap, array)


def numbers(array: Any, kind: Kind) -> Array:
    """The values of an array, those under nulls included: no choices and no texts."""
    start, size = array.offset, len(array)
    buffer = array.buffers()[1]
    if size == 0 or buffer is None:
        return np.zeros(size, DTYPES[kind])
    match kind:
        case Kind.YES_NO:
            return _bits(buffer, array)
        case Kind.NUMBER:
            # The lower half of each decimal: numbers stay below 10^18 millionths.
            halves = np.frombuffer(buffer, np.int64, 2 * size, 16 * start)
            return np.ascontiguousarray(halves[::2])
        case Kind.DATE:
            days = np.frombuffer(buffer, np.int32, size, 4 * start)
            return days + np.int32(EPOCH)
        case _:
            return np.frombuffer(buffer, np.int32, size, 4 * start)


def choice_codes(array: Any, type_: Type) -> Array:
    """The place of each choice among those of its type; -1 for none of them."""
    names = pa.array(type_.choices, pa.string())
    if not pa.types.is_dictionary(array.type):
        return _found(array, names)
    of_words = np.append(_found(array.dictionary, names), -1).astype(DTYPES[Kind.CHOICE])
    places = array.indices.fill_null(len(of_words) - 1).to_numpy(zero_copy_only=False)
    codes: Array = of_words.take(places)
    return codes


def _found(array: Any, names: Any) -> Array:
    if array.type != names.type:
        array = array.cast(names.type)
    places = pc.index_in(array, value_set=names).fill_null(-1)
    found: Array = places.to_numpy(zero_copy_only=False)
    return found.copy() if not found.flags.writeable else found


def _bits(bitmap: Any, array: Any) -> Array:
    first = array.offset // 8
    ahead = array.offset - 8 * first
    packed = np.frombuffer(bitmap, np.uint8, offset=first)[: (ahead + len(array) + 7) // 8]
    bits = np.unpackbits(packed, count=ahead + len(array), bitorder="little")
    return bits[ahead:].view(np.bool_)
