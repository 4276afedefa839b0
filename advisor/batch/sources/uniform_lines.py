"""JSON lines that are all written alike, read into columns straight from their bytes.

Programs write each line with the same keys in the same order and the same spaces. Of such a line everything is
known but the values: a cursor in each line goes from key to key, and all lines take each step together. A line
that is not as expected, in whatever way, is left to a reader that knows all of JSON; what is read here, is read as
that reader would.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.backends.columnar import from_millionths
from advisor.batch.sources.line_blocks import LineBlock
from advisor.batch.sources.plain_rows import MAX_LINE_BYTES
from advisor.diagnostics.fast_dataclass import dataclass

Array = Any  # a NumPy array
_AT_ONCE = 6_000_000  # bytes: so many stay in the processor's cache from key to key
_GAPS = re.compile(rb'\{"[^"\\]*":( ?)(?:"[^"\\]*"|[^",}{\[\] ]+)(?:,( ?)"|\}$)')
_FORMS = {str: "text", bool: "truth", int: "number", float: "number"}
_FORMS_OF = {  # in which values of a kind may stand in a line, the likeliest first
    ir.Kind.TEXT: ("text", "number"),
    ir.Kind.CHOICE: ("text", "number"),
    ir.Kind.YES_NO: ("truth", "text", "number"),
    ir.Kind.NUMBER: ("number", "text"),
    ir.Kind.DURATION: ("number", "text"),
    ir.Kind.PERIOD: ("number", "text"),
    ir.Kind.DATE: ("text",),
}


@dataclass(frozen=True, slots=True)
class UniformLines:
    """The lines that were as expected, as a table. Shape: `is_read` has a bool for each line of the block."""

    table: pa.Table
    is_read: Array


def read_uniform_lines(block: LineBlock, types: Mapping[str, ir.Type]) -> UniformLines | None:
    """The lines of a block, as far as they are flat objects that are all written alike.

    Shape: `types` has those of the facts by their keys. None, where there are other keys, or not UTF-8.
    """
    if block.data[: block.size].max() >= 0x80:
        try:
            block.text(0, block.size).decode()
        except UnicodeDecodeError:
            return None
    count = block.count
    fields = _fields_of(block.samples(), types, count)
    if fields is None:
        return None
    is_read = block.ends - block.starts <= MAX_LINE_BYTES
    step = max(1, _AT_ONCE * count // block.size)
    for first in range(0, count, step):
        rows = slice(first, first + step)
        is_read[rows] &= _read(block, rows, fields)
    table = pa.table({field.name: field.column.array(block) for field in fields})
    return UniformLines(table if is_read.all() else table.filter(pa.array(is_read)), is_read)


@dataclass(frozen=True, slots=True)
class _Field:
    """A key as it stands in each line, with what is before and behind it: `,"stage":`."""

    name: str
    key: bytes
    column: _Column


def _fields_of(
    samples: Iterable[bytes], types: Mapping[str, ir.Type], count: int
) -> list[_Field] | None:
    """The keys in their order; None, where lines have others, or are written in another way."""
    gaps: tuple[bytes, bytes] | None = None
    names: list[str] = []
    forms: dict[str, str] = {}
    for line in samples:
        try:
            pairs = json.loads(line, object_pairs_hook=list)
        except (ValueError, RecursionError):
            continue
        found = _GAPS.match(line)
        if not isinstance(pairs, list) or found is None or not _are_facts(pairs, types):
            continue
        gaps = gaps or (found[1], found[2] or b"")
        before = 0
        for name, value in pairs:
            if name not in names:
                names.insert(before, name)
            before = names.index(name) + 1
            if value is not None:
                forms.setdefault(name, _FORMS[type(value)])
    if gaps is None:
        return None
    fields: list[_Field] = []
    for name in names:
        kind = types[name].kind
        known = _FORMS_OF.get(kind, ())
        form = forms.get(name, known[0] if known else "")
        if form not in known:
            return None
        lead = b"," + gaps[1] if fields else b"{"
        key = lead + json.dumps(name).encode() + b":" + gaps[0]
        fields.append(_Field(name, key, _COLUMNS[form](kind, count)))
    return fields or None


def _are_facts(pairs: list[Any], types: Mapping[str, ir.Type]) -> bool:
    """Whether these are keys and single values, and no others; an empty object says nothing."""
    return bool(pairs) and all(
        isinstance(pair, tuple) and pair[0] in types and not isinstance(pair[1], list)
        for pair in pairs
    )


def _read(block: LineBlock, rows: slice, fields: list[_Field]) -> Array:
    """Read all fields of some lines; which of these were as expected."""
    # {"stage":"offer","days":12}        {"stage":"applied"}
    # ↑                                  ↑                      both go on behind the first value,
    #                 ↑                                    ↑    only the first behind the second,
    #                          ↑                           ↑    and both are where a line has to end
    cursor = block.starts[rows]
    for number, field in enumerate(fields):
        width = len(field.key)
        pieces = block.pieces_at(cursor, width // 8 + 2)
        is_next = _begins_with(pieces, field.key)
        words = _word_from(pieces, width)
        length = field.column.read(block, rows, cursor + width, words, is_next)
        length += ((words & _FOUR) == _NULL) * 4
        is_next &= length > 0
        length += width
        length *= is_next
        cursor = cursor + length
        if not number:
            is_begun = is_next
    return is_begun & (cursor + 1 == block.ends[rows]) & (block.bytes_at(cursor) == ord("}"))


# Eight bytes of text are one number, its first character the lowest byte. What is asked of all eight at once:
#
#   which are digits: `12,"offe` against `00000000`: 1 and 2 are below ten, the comma is not
#   which is a quote: exclusive or with eight quotes leaves a zero where there is one
#
# In both cases the answer sets the highest bit of a byte; the lowest of them that is set is the first place.
_WORD = np.dtype("<u8")
_ONES = np.uint64(0x0101010101010101)
_HIGHEST = np.uint64(0x8080808080808080)
_ZEROS = _ONES * np.uint64(ord("0"))
_UP_FROM_TEN = _ONES * np.uint64(0x80 - 10)
_QUOTES = _ONES * np.uint64(ord('"'))
_BACKSLASHES = _ONES * np.uint64(ord("\\"))
_SPACES = _ONES * np.uint64(ord(" "))
_BYTE = np.uint64(0xFF)
_TOGETHER = [
    (np.uint64(10), np.uint64(8), np.uint64(0x00FF00FF00FF00FF)),
    (np.uint64(100), np.uint64(16), np.uint64(0x0000FFFF0000FFFF)),
    (np.uint64(10_000), np.uint64(32), np.uint64(0x00000000FFFFFFFF)),
]
_FIRST = np.array([(1 << 8 * n) - 1 for n in range(8)] + [2**64 - 1], np.uint64)  # so many bytes
_POWERS = 10 ** np.arange(9, dtype=np.int64)
_MOST = 10**12  # that numbers stay below


def _word(text: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(text, "little"))


_FOUR, _FIVE = _FIRST[4], _FIRST[5]
_TRUE, _FALSE, _NULL = _word(b"true"), _word(b"false"), _word(b"null")


def _begins_with(pieces: Array, text: bytes) -> Array:
    """Which rows of words begin with a text."""
    if len(text) < 8:
        return (pieces[:, 0] & _FIRST[len(text)]) == _word(text)
    is_alike = pieces[:, 0] == _word(text[:8])
    for start in range(8, len(text), 8):
        start = min(start, len(text) - 8)  # the last word ends with the text
        is_alike &= _word_from(pieces, start) == _word(text[start : start + 8])
    return is_alike


def _word_from(pieces: Array, start: int) -> Array:
    """The word from some byte of each row on."""
    words: Array = np.ndarray(len(pieces), _WORD, pieces, start, pieces.strides[:1])
    return words.copy()


def _zeros_in(words: Array) -> Array:
    """Words with the highest bit set in the first byte that is zero; later bytes may be wrong."""
    return (words - _ONES) & ~words & _HIGHEST


def _bits_before(marks: Array) -> Array:
    """How many bits stand before the first byte that has its highest bit set; 64 where none has."""
    lowest = marks & -marks
    return np.bitwise_count(lowest - np.uint64(1)) & np.uint8(0xF8)


def _digits(words: Array) -> tuple[Array, Array]:
    """How many bits of a word are digits, and the number that they are."""
    digits = words ^ _ZEROS
    bits = _bits_before(((digits + _UP_FROM_TEN) | digits) & _HIGHEST)
    # `12,"offe` has two: moved to the end, with zeros before them, they are the eight digits 00000012. Then
    # neighbours are put together: digits to pairs, pairs to fours, fours to eight.
    digits <<= (np.uint8(64) - bits).astype(np.uint64)  # by 64 it is 0
    for factor, shift, mask in _TOGETHER:
        neighbours = digits >> shift
        digits *= factor
        digits += neighbours
        digits &= mask
    return bits, digits.view(np.int64)


class _Column(Protocol):
    """Takes up the values of one field, piece by piece."""

    def __init__(self, kind: ir.Kind, count: int) -> None: ...

    def read(
        self, block: LineBlock, rows: slice, places: Array, words: Array, is_given: Array
    ) -> Array:
        """How long the values are; 0 where it is none, or one that is left to the other reader.

        Shape: `places` are those where the values of the `rows` begin, `words` their first eight bytes.
        """
        ...

    def array(self, block: LineBlock) -> pa.Array[Any]:
        """All values. Shape: one for each line; those of lines that were not read are any."""
        ...


class _Truths:
    """`true` and `false`."""

    def __init__(self, kind: ir.Kind, count: int) -> None:
        self._is_true, self._is_given = np.zeros(count, np.bool_), np.zeros(count, np.bool_)

    def read(
        self, block: LineBlock, rows: slice, places: Array, words: Array, is_given: Array
    ) -> Array:
        """See `_Column`."""
        is_true, is_false = (words & _FOUR) == _TRUE, (words & _FIVE) == _FALSE
        self._is_true[rows] = is_true
        self._is_given[rows] = is_given & (is_true | is_false)
        length = is_true * 4
        length += is_false * 5
        return length

    def array(self, block: LineBlock) -> pa.Array[Any]:
        """See `_Column`."""
        return pa.array(self._is_true, mask=~self._is_given)


class _Numbers:
    """Numbers of up to fifteen digits and six more behind the point, where one may be there."""

    def __init__(self, kind: ir.Kind, count: int) -> None:
        self._kind = kind
        self._whole, self._is_given = np.zeros(count, np.int64), np.zeros(count, np.bool_)
        self._millionths: Array = None  # made where the first fraction is

    def read(
        self, block: LineBlock, rows: slice, places: Array, words: Array, is_given: Array
    ) -> Array:
        """See `_Column`. Left to the other reader are exponents, too many digits, negative zeros."""
        is_negative = (words & _BYTE) == ord("-")
        negative = np.flatnonzero(is_negative)
        words = words.copy() if len(negative) else words
        words[negative] = block.words_at(places[negative] + 1)
        bits, values = _digits(words)
        is_fine = (bits == 8) | ((bits > 0) & ((words & _BYTE) != ord("0")))
        length = (bits >> 3).astype(np.int64)
        length[negative] += 1
        after = words >> np.minimum(bits, 56).astype(np.uint64)
        is_point = (after & _BYTE) == ord(".")
        at = np.flatnonzero(bits == 64)
        if len(at):
            more, rest = _digits(block.words_at(places[at] + length[at]))
            values[at] = values[at] * _POWERS[more >> 3] + rest
            length[at] += more >> 3
            is_fine[at] &= more < 64
            is_point[at] = block.bytes_at(places[at] + length[at]) == ord(".")
        is_zero = values == 0
        at = np.flatnonzero(is_point & is_fine)
        if len(at):
            bits, fraction = _digits(block.words_at(places[at] + length[at] + 1))
            digits = bits >> 3
            length[at] += 1 + digits.astype(np.int64)
            fraction *= _POWERS[6 - np.minimum(digits, 6)]
            is_fine[at] &= (digits > 0) & (digits < 7) & self._may_have(fraction)
            is_zero[at] &= fraction == 0
            if self._kind is ir.Kind.NUMBER:
                self._keep_fractions(
                    at + rows.start, np.where(is_negative[at], -fraction, fraction)
                )
        is_fine[negative] &= ~is_zero[negative]
        if self._kind is ir.Kind.YES_NO:
            is_fine &= (values < 2) & ~is_negative
        elif self._kind is ir.Kind.NUMBER:
            is_fine &= values < _MOST
        values[negative] = -values[negative]
        self._whole[rows] = values
        self._is_given[rows] = is_given & is_fine
        length *= is_fine
        return length

    def _may_have(self, fraction: Array) -> Array:
        """A text is not the same with `.0` behind it; what is counted may have that and no more."""
        if self._kind is ir.Kind.NUMBER:
            return True
        return (fraction == 0) & (self._kind not in (ir.Kind.TEXT, ir.Kind.CHOICE))

    def _keep_fractions(self, at: Array, millionths: Array) -> None:
        if self._millionths is None:
            self._millionths = np.zeros(len(self._whole), np.int64)
        self._millionths[at] = millionths

    def array(self, block: LineBlock) -> pa.Array[Any]:
        """See `_Column`."""
        if self._kind is ir.Kind.YES_NO:
            return pa.array(self._whole == 1, mask=~self._is_given)
        if self._millionths is None:
            return pa.array(self._whole, mask=~self._is_given)
        whole = np.where(self._is_given, self._whole, 0)
        return from_millionths(whole * ir.MILLION + self._millionths, self._is_given)


_SLOT_BITS = 12
_MIXED = np.uint64(
    0x9E3779B97F4A7C15
)  # a number whose bits look random: 2^64 through the golden ratio
_INLINE = 12  # bytes of a text that stand in its view itself
_KEPT = np.array([[0xFF] * n + [0] * (_INLINE - n) for n in range(_INLINE + 1)], np.uint8)


class _Texts:
    """Texts without escapes and control characters."""

    def __init__(self, kind: ir.Kind, count: int) -> None:
        self._kind = kind
        self._starts, self._lengths = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self._is_given = np.zeros(count, np.bool_)

    def read(
        self, block: LineBlock, rows: slice, places: Array, words: Array, is_given: Array
    ) -> Array:
        """See `_Column`. The length counts the quotes."""
        is_given = is_given & ((words & _BYTE) == ord('"'))
        starts, length = places + 1, np.zeros(len(places), np.int64)
        at = np.flatnonzero(is_given)
        words, size = words[at] >> np.uint64(8), 7  # seven characters, and a zero behind them
        while len(at):
            count = np.minimum(_bits_before(_zeros_in(words ^ _QUOTES)) >> 3, np.uint8(size))
            is_below_space = (words - _SPACES) & ~words & _HIGHEST
            odd = (_zeros_in(words ^ _BACKSLASHES) | is_below_space) & _FIRST[count]
            is_given[at[odd != 0]] = False
            length[at] += count
            at = at[(count == size) & (odd == 0)]  # what has not come to its end
            is_over = starts[at] + length[at] >= block.size
            is_given[at[is_over]] = False
            at = at[~is_over]
            words, size = block.words_at(starts[at] + length[at]), 8
        length = np.where(is_given, length, 0)
        self._starts[rows], self._lengths[rows], self._is_given[rows] = starts, length, is_given
        return np.where(is_given, length + 2, 0)

    def array(self, block: LineBlock) -> pa.Array[Any]:
        """See `_Column`."""
        if self._kind is ir.Kind.TEXT:
            return self._texts(block)
        words = self._few_words(block)
        return self._texts(block).dictionary_encode() if words is None else words

    def _few_words(self, block: LineBlock) -> pa.Array[Any] | None:
        """Short texts of which there are few, as a dictionary; None, where they are not so, or by bad luck.

        Cost: a third of the time that it takes to make texts and to look each of them up.
        """
        # Each text has a slot by its letters; what came last to a slot stands for all that are there, if they
        # are all alike:
        #
        #   texts    applied  offered  applied  told_no
        #   slots       31       7       31       90        holders  31: 2   7: 1   90: 3
        #   codes        1       0        1        2        words    offered applied told_no
        at = np.flatnonzero(self._is_given)
        lengths = self._lengths[at]
        if not len(at) or lengths.max() > 16:
            return None
        pieces = block.pieces_at(self._starts[at], 2)
        first = pieces[:, 0] & _FIRST[np.minimum(lengths, 8)]
        second = pieces[:, 1] & _FIRST[np.maximum(lengths - 8, 0)]
        slots = (((second * _MIXED) ^ first) * _MIXED >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)
        holders = np.full(1 << _SLOT_BITS, -1, np.intp)
        holders[slots] = np.arange(len(at))
        chosen = holders[slots]
        if np.any(first[chosen] != first) or np.any(second[chosen] != second):
            return None
        is_used = holders >= 0
        codes = np.zeros(len(self._is_given), np.int32)
        codes[at] = (np.cumsum(is_used, dtype=np.int32) - 1)[slots]
        words = [
            block.text(start, start + length).decode()
            for start, length in zip(
                self._starts[at[holders[is_used]]], lengths[holders[is_used]], strict=True
            )
        ]
        numbers = pa.array(codes, mask=~self._is_given)
        return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string()))

    def _texts(self, block: LineBlock) -> pa.Array[Any]:
        # A view is 16 bytes: the length of the text, and the text itself; or, where that is longer, its first
        # four bytes, the number of a buffer and the place in it.
        lengths, count = self._lengths, len(self._lengths)
        views = np.zeros((count, 16), np.uint8)
        numbers = views.view(np.int32)
        numbers[:, 0] = lengths
        short = block.pieces_at(self._starts, 2).view(np.uint8)[:, :_INLINE]
        np.bitwise_and(short, _KEPT.take(np.minimum(lengths, _INLINE), axis=0), out=views[:, 4:])
        at = np.flatnonzero(lengths > _INLINE)
        numbers[at, 2], numbers[at, 3] = 0, self._starts[at]
        is_given = pa.py_buffer(np.packbits(self._is_given, bitorder="little"))
        buffers = [is_given, pa.py_buffer(views), pa.py_buffer(block.data)]
        texts: Any = pa.Array.from_buffers(pa.string_view(), count, buffers)
        return texts.cast(pa.string())


_COLUMNS: dict[str, type[_Column]] = {"truth": _Truths, "number": _Numbers, "text": _Texts}
