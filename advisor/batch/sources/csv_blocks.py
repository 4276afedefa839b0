"""A CSV file in blocks of rows that any thread may read, numbers and truth values as such where that is exact.

Choices come as dictionaries: a few words, and for each cell the number of its word.

A parser that turns `007`, ` 7` and `7` into the same number is quick, and forgets what was written. Whether all cells
of a block were written in the shortest way can be seen from how long it is: the cells as they would be written
shortest, and what stands between them, have as many bytes as the block. Where they do not, its cells stay texts,
to be read as those of a situation file are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BufferedIOBase
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.sources.line_blocks import LineBlock, NoLinesError, line_blocks
from advisor.diagnostics.fast_dataclass import dataclass

Array = Any  # of Arrow, or of NumPy
BLOCK_BYTES = 4_000_000
# The others are written by databases (the last one by Snowflake), and no text of anybody's.
NOTHING_IN_CELLS = ["", "\\N", "\\\\N"]
_MOST = 1_000_000  # whole numbers below it are never shorter in another way, such as `0xF4240`
_TRUE, _FALSE = ("true",), ("false",)  # other words are told at the end
_EXACT = (
    ir.Kind.YES_NO,
    ir.Kind.NUMBER,
    ir.Kind.DURATION,
    ir.Kind.PERIOD,
)  # what may be parsed as other than text
_SAMPLE = 200  # rows
_WORDS = pa.dictionary(pa.int32(), pa.string())
_NEVER = -(2**62)  # of no block


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """Some rows. `load` reads them, in any thread; `digest` gives that of the bytes they stand in.

    `fullness` is their part of what a block may hold.
    """

    count: int
    load: Callable[[], pa.Table]
    digest: Callable[[], str]
    fullness: float


class CsvCells:
    """How the cells of a file are separated, and the columns they stand in.

    Shape: `kinds` has those of the facts by the names of their columns; of others the cells stay texts.
    """

    def __init__(self, names: list[str], delimiter: str, kinds: Mapping[str, ir.Kind]) -> None:
        self._names, self._delimiter, self._kinds = names, delimiter, kinds
        self._exact: dict[str, Any] | None = None  # seen in the first rows

    def blocks(self, file: BufferedIOBase) -> Iterator[CsvBlock | int]:
        """Blocks of rows from where the file stands, below the names.

        Where lines are blank or end in another way, or quotes stand elsewhere than around whole cells of a line, rows are
        not lines: then the place in the file up to which was read comes last, and the rest is for another reader.
        """
        place = file.tell()
        try:
            for block in line_blocks(file, BLOCK_BYTES, is_from_start=False):
                lines = _lines_that_are_rows(block, self._delimiter)
                if lines is None:
                    yield place
                    return
                if self._exact is None:
                    self._exact = self._sampled(block, lines)
                load = partial(self._load, block, lines, self._exact)
                yield CsvBlock(lines.count, load, block.digest, block.size / BLOCK_BYTES)
                place += block.size
        except NoLinesError:
            yield place

    def _sampled(self, block: LineBlock, lines: _Lines) -> dict[str, Any]:
        """The columns whose cells are all whole numbers, or all truth values, in the first rows; and choices."""
        cells = self._parse(block.first(_SAMPLE), lines, {})
        exact: dict[str, Any] = {}
        for name in self._names:
            kind = self._kinds.get(name)
            if kind is ir.Kind.CHOICE:
                exact[name] = _WORDS
                continue
            words = set(cells.column(name).to_pylist()) - {None} if kind in _EXACT else set()
            if words and kind is ir.Kind.YES_NO and words <= {*_TRUE, *_FALSE}:
                exact[name] = pa.bool_()
            elif words and all(word.lstrip("-").isdecimal() for word in words):
                exact[name] = pa.int32()  # holds more than `_MOST`
        return exact

    def _parse(self, text: Any, lines: _Lines, exact: Mapping[str, Any]) -> pa.Table:
        return pcsv.read_csv(
            pa.BufferReader(text),
            read_options=pcsv.ReadOptions(
                use_threads=False, block_size=len(text) + 1, column_names=self._names
            ),
            parse_options=pcsv.ParseOptions(
                delimiter=self._delimiter, quote_char='"' if lines.quotes else False
            ),
            convert_options=pcsv.ConvertOptions(
                check_utf8=False,  # each row is judged alone, later
                column_types={name: exact.get(name, pa.string()) for name in self._names},
                null_values=NOTHING_IN_CELLS,
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                true_values=_TRUE,
                false_values=_FALSE,
            ),
        )

    def _load(self, block: LineBlock, lines: _Lines, exact: Mapping[str, Any]) -> pa.Table:
        text = pa.py_buffer(block.data[: block.size])
        if exact:
            try:
                table = self._parse(text, lines, exact)
            except pa.ArrowInvalid:
                return self._parse(text, lines, {})
            written = lines.size - lines.quotes - lines.count * (len(self._names) - 1)
            if written == sum(map(_shortest, table.columns)):
                return table
        return self._parse(text, lines, {})


@dataclass(frozen=True, slots=True)
class _Lines:
    """How many lines a block has, how many bytes without their ends, and how many of these are quotes."""

    count: int
    size: int
    quotes: int = 0


def _lines_that_are_rows(block: LineBlock, delimiter: str) -> _Lines | None:
    """The lines of a block; None, where one of them is not a row."""
    text = block.text(0, block.size)
    quotes = 0
    if b'"' in text:
        places = block.places_of('"')
        if not _are_around_cells(block, places, delimiter):
            return None
        quotes = len(places)
    if b"\r" not in text:
        # Where each line ends need not be known.
        if text.startswith(b"\n") or block.has_twice("\n"):
            return None
        count = block.count_of("\n")
        return _Lines(count, block.size - count, quotes)
    size = int((block.ends - block.starts).sum())
    returns = block.size - size - block.count  # that stand before the end of a line, as they should
    if np.all(block.ends > block.starts) and text.count(b"\r") == returns:
        return _Lines(block.count, size, quotes)
    return None


def _are_around_cells(block: LineBlock, quotes: Array, delimiter: str) -> bool:
    """Whether each quote stands at an end of a cell or beside another one, and no end of a line between two.

    So of `a,"b ""c"", d"`; not of `5" pipe,a`. Shape: `quotes` are their places in the block.
    """
    opening, closing = quotes[0::2], quotes[1::2]
    if len(opening) != len(closing) or ord(delimiter) > 0x7F:
        return False
    may_be_before = np.zeros(256, np.bool_)
    may_be_before[[ord('"'), ord("\n"), ord(delimiter)]] = True
    may_be_behind = may_be_before.copy()
    may_be_behind[ord("\r")] = True
    before = block.bytes_at(opening[1:] - 1 if opening[0] == 0 else opening - 1)
    if not may_be_before[before].all() or not may_be_behind[block.bytes_at(closing + 1)].all():
        return False
    return not np.any(quotes.searchsorted(block.places_of("\n")) % 2)


def _shortest(column: Array) -> int:
    """How many bytes the cells of a column have where each is written in the shortest way."""
    type = column.type
    if kinds.is_string(type):
        return int(pc.sum(pc.binary_length(column)).as_py() or 0)
    if kinds.is_dictionary(type):
        return sum(
            int(pc.sum(pc.binary_length(piece.dictionary).take(piece.indices)).as_py() or 0)
            for piece in column.chunks
        )
    if kinds.is_boolean(type):
        true = pc.sum(column).as_py() or 0
        return 5 * (len(column) - int(column.null_count)) - int(true)
    return sum(map(_digits_in, column.chunks))


def _digits_in(numbers: Array) -> int:
    """How many digits and signs whole numbers have."""
    values = _values_of(numbers)
    most, least = int(values.max(initial=0)), int(values.min(initial=0))
    if max(most, -least) >= _MOST:
        return _NEVER
    sizes: Any = np.abs(values) if least < 0 else values
    digits = len(numbers) - numbers.null_count
    digits += int(np.count_nonzero(values < 0)) if least < 0 else 0
    power = 10
    while power <= max(most, -least):
        digits += int(np.count_nonzero(sizes >= power))
        power *= 10
    return int(digits)


def _values_of(numbers: Array) -> Array:
    """Whole numbers of 32 bits as they lie in memory, 0 for null."""
    assert not numbers.offset  # INVARIANT: they come from the parser
    values: Any = np.frombuffer(numbers.buffers()[1], np.int32, len(numbers))
    if not numbers.null_count:
        return values
    is_given = np.frombuffer(numbers.buffers()[0], np.uint8)
    return values * np.unpackbits(is_given, count=len(numbers), bitorder="little")
