"""Between Arrow and NumPy: values, masks and codes of Arrow arrays, and Arrow arrays of values.

pyarrow ships no types of its own: what it gives is Any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow
import pyarrow.compute

from advisor import ir
from advisor.backends.columnar.kernels.values import DTYPES, Array, code_dtype, select

EPOCH = 719_163  # the ordinal of 1970-01-01, day 0 of date32

pa: Any = pyarrow
pc: Any = pyarrow.compute


def column_type(type_: ir.Type) -> Any:
    """The Arrow type of a fact's column."""
    match type_.kind:
        case ir.Kind.YES_NO:
            return pa.bool_()
        case ir.Kind.NUMBER:
            return pa.decimal128(18, 6)
        case ir.Kind.DATE:
            return pa.date32()
        case ir.Kind.DURATION | ir.Kind.WORKING_DAYS | ir.Kind.PERIOD:
            return pa.int32()
        case ir.Kind.CHOICE | ir.Kind.TEXT:
            return pa.string()


def array_of(values: npt.NDArray[Any], type_: Any, is_given: npt.NDArray[Any] | None = None) -> Any:
    """An Arrow array on these very values; null where `is_given` says so.

    Shape: `values` are held as `type_` holds them; bools are packed.
    """
    given = None if is_given is None else pa.py_buffer(np.packbits(is_given, bitorder="little"))
    held = np.packbits(values, bitorder="little") if values.dtype == np.bool_ else values
    return pa.Array.from_buffers(type_, len(values), [given, pa.py_buffer(held)])


def strings(words: Iterable[str]) -> Any:
    """An Arrow array of strings.

    Cost: `pyarrow.array` of a list looks for pandas, and where that is there, loads it.
    """
    encoded = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def from_millionths(millionths: npt.NDArray[np.int64], is_given: Array | None = None) -> Any:
    """Decimals from millionths: the low word, and a high word that repeats the sign.

    Shape: `is_given` has a bool for each, or is None, where all are given.
    """
    # 2.5 and -1 are 2500000 and -1000000 millionths, each 128 bits long:
    #
    #   low    2500000   -1000000
    #   high         0         -1   (all bits set, as in the sign)
    words = np.empty((len(millionths), 2), np.int64)
    words[:, 0] = millionths
    np.right_shift(millionths, 63, out=words[:, 1])
    return array_of(words, column_type(ir.NUMBER), is_given)


def fact_values(values: Sequence[ir.Value | None], type_: ir.Type) -> Any:
    """The values of a fact as an Arrow array in its column's type; None is null.

    Cost: as for `strings`, `pyarrow.array` would look for pandas.
    """
    arrow = column_type(type_)
    is_given = np.array([value is not None for value in values], np.bool_)
    if arrow == pa.string():
        words = strings("" if value is None else str(value) for value in values)
        return words.take(array_of(np.arange(len(words)), pa.int64(), is_given))
    whole = np.array([0 if value is None else value for value in values], np.int64)
    match type_.kind:
        case ir.Kind.YES_NO:
            return array_of(whole.astype(np.bool_), arrow, is_given)
        case ir.Kind.NUMBER:
            return from_millionths(whole, is_given)
        case ir.Kind.DATE:
            return array_of((whole - EPOCH).astype(np.int32), arrow, is_given)
        case _:
            return array_of(whole.astype(np.int32), arrow, is_given)


def repeated(word: str, count: int) -> Any:
    """An Arrow array with the same string in every place."""
    return strings([word]).take(array_of(np.zeros(count, np.int64), pa.int64()))


def integers(array: Any) -> npt.NDArray[Any]:
    """The values of an Arrow array or column of integers or days, those under nulls included; not to be written.

    Cost: as for `strings`, `to_numpy` would look for pandas.
    """
    if isinstance(array, pa.ChunkedArray):
        return np.concatenate([integers(pa.nulls(0, array.type)), *map(integers, array.chunks)])
    sign = "u" if pa.types.is_unsigned_integer(array.type) else "i"
    dtype = np.dtype(f"{sign}{array.type.bit_width // 8}")
    buffer = array.buffers()[1]
    if buffer is None or len(array) == 0:
        return np.zeros(len(array), dtype)
    return np.frombuffer(buffer, dtype, len(array), dtype.itemsize * array.offset)


def given_mask(array: Any) -> Array | None:
    """Where a value is given; None for everywhere."""
    if array.null_count == 0:
        return None
    bitmap = array.buffers()[0]
    return np.zeros(len(array), np.bool_) if bitmap is None else _bits(bitmap, array)


def whole_numbers(array: Any, kind: ir.Kind) -> tuple[Array, int]:
    """The numbers as they stand in an array, those under nulls included, and the unit they count in.

    Shape: a value in memory is such a number times the unit, for a date the number plus EPOCH.
    """
    if not pa.types.is_decimal(array.type):
        return integers(array), ir.MILLION if kind is ir.Kind.NUMBER else 1
    size, buffer = len(array), array.buffers()[1]
    if size == 0 or buffer is None:
        return np.zeros(size, np.int64), 1
    # The lower half of each: numbers stay below 10^18 millionths. 2.5 and -1 are held as
    #
    #   halves   2500000  0  -1000000  -1
    #   [::2]    2500000     -1000000
    halves = np.frombuffer(buffer, np.int64, 2 * size, 16 * array.offset)
    return np.ascontiguousarray(halves[::2]), 1


def in_memory(numbers: Array, unit: int, kind: ir.Kind) -> Array:
    """What `whole_numbers` gave, as values in memory."""
    if kind is ir.Kind.DATE:
        return numbers + np.int32(EPOCH)
    if unit != 1:
        return numbers * np.int64(unit)
    return numbers.astype(DTYPES[kind], copy=False)


def yes_or_no(array: Any) -> Array:
    """The values of a yes-no array, those under nulls included."""
    buffer = array.buffers()[1]
    return np.zeros(len(array), np.bool_) if buffer is None else _bits(buffer, array)


def codes_of(column: Any) -> tuple[npt.NDArray[np.int64], list[str]]:
    """The code of each row of a column of texts without nulls, and the words that the codes stand for."""
    # Chunks [now, later], [later, now]: codes 0 1 1 0, words [now, later].
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # some releases keep it in chunks where there are none
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.nulls(0, encoded.type)
    return integers(encoded.indices).astype(np.int64), encoded.dictionary.to_pylist()


def choice_codes(array: Any, type_: ir.Type) -> Array:
    """The place of each choice among those of its type; -1 for none of them."""
    dtype = code_dtype(type_)
    if not pa.types.is_dictionary(array.type):
        return _choices_found(array, type_).astype(dtype)
    # Choices (good, bad), dictionary [bad, good, odd]: its codes are 1 0 -1, then each row looks
    # its own up.
    of_words = _choices_found(array.dictionary, type_).astype(dtype)
    if len(of_words) > 256 or dtype != np.int8:
        return np.append(of_words, dtype(-1)).take(filled(array.indices, len(of_words)))
    codes = _by_bytes(of_words, integers(array.indices))
    given = given_mask(array.indices)
    return codes if given is None else select(given, codes, np.int8(-1))


def _choices_found(array: Any, type_: ir.Type) -> Array:
    if not type_.also:
        return _found(array, _names(type_.choices))
    # Choices (good, bad), `fine` for good: the words good, bad, fine stand for 0 1 0, and -1 for none.
    spellings = tuple(spelling for spelling, _ in type_.also)
    meant = [type_.choices.index(choice) for _, choice in type_.also]
    codes = np.array([*range(len(type_.choices)), *meant, -1])
    return codes[_found(array, _names((*type_.choices, *spellings)))]


@cache
def _names(choices: tuple[str, ...]) -> Any:
    return strings(choices)


def by_code(table: Array, codes: Array) -> Array:
    """The entries of a table of bytes by code. Shape: no code is negative."""
    if len(table) == 1:
        return np.full(len(codes), table[0])
    return _by_bytes(table, codes) if len(table) <= 256 else table.take(codes)


def _by_bytes(table: Array, places: Array) -> Array:
    """The entries of a short table of bytes by place; `take` needs wide places, and twice the time."""
    # Table 1 0 -1, places 1 1 2 0: `translate` looks every byte up at once, which gives 0 0 -1 1.
    which = bytearray(places.astype(np.uint8, copy=False))
    return np.frombuffer(which.translate(table.tobytes().ljust(256, b"\0")), np.int8)


def filled(indices: Any, otherwise: int) -> Array:
    """The values of an array of integers or days, `otherwise` for null."""
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
    # A slice from row 11 begins in byte 1: the bits of rows 8 to 10 are unpacked too, and cut off.
    first = array.offset // 8
    ahead = array.offset - 8 * first
    packed = np.frombuffer(bitmap, np.uint8, offset=first)[: (ahead + len(array) + 7) // 8]
    bits = np.unpackbits(packed, count=ahead + len(array), bitorder="little")
    return bits[ahead:].view(np.bool_)


class Dictionary:
    """The codes of the texts that a block compares. Equal texts have equal codes; -1 is not given."""

    def __init__(self, literals: Sequence[str]) -> None:
        self._words: Any = strings(literals)

    def codes(self, texts: Any) -> Array:
        """The codes of a column of strings, or of one encoded as a dictionary."""
        if pa.types.is_dictionary(texts.type):
            of_words = np.append(self._known(texts.dictionary), -1).astype(np.int32)
            places = filled(texts.indices, len(of_words) - 1)
            codes: Array = of_words.take(places)
            return codes
        encoded = texts.dictionary_encode()
        return self.codes(encoded)

    def code(self, text: str) -> int:
        """The code of one text."""
        return int(self._known(strings([text]))[0])

    def words(self, codes: Array) -> Any:
        """The texts of codes, null where the code is negative."""
        return self._words.take(array_of(np.ascontiguousarray(codes), pa.int32(), codes >= 0))

    def _known(self, words: Any) -> Array:
        # Known are "a" and "b". Of the words [b, c, null] "c" is new and put behind them: their
        # codes are 1 2 -1.
        words = words.cast(pa.string())
        found = pc.index_in(words, value_set=self._words)
        if found.null_count > words.null_count:
            new = words.filter(pc.and_(found.is_null(), words.is_valid()))
            self._words = pa.concat_arrays([self._words, pc.unique(new)])
            found = pc.index_in(words, value_set=self._words)
        return filled(found, -1)
