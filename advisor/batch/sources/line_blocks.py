"""A file in blocks of whole lines, of which pieces can be taken from many places at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cached_property
from io import BufferedIOBase
from typing import Any

import numpy as np

from advisor.batch.sources.plain_rows import BOM, MAX_LINE_BYTES

Array = Any  # a NumPy array
PADDING = 256  # bytes behind the last line, so that a key and a word can be taken from anywhere
_AT_ONCE = 1 << 18  # bytes: the answers for so many stay in the cache until they are read
_SAMPLES = 48  # lines of a block
_WORD = np.dtype("<u8")


class NoLinesError(Exception):
    """So much came without the end of a line that it is no file of lines."""


class LineBlock:
    """Lines of a file, of which pieces are taken from many places at once.

    Shape: the lines are the first `size` bytes of `data`, with `PADDING` more behind them. `starts` and `ends` give the
    place of each line, without its end of line; they are looked for when they are asked for.
    """

    def __init__(self, data: Array, size: int) -> None:
        self.data, self.size = data, size

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._ends)

    @cached_property
    def starts(self) -> Array:
        """Where each line begins."""
        return np.concatenate(([0], self._ends[:-1] + 1))

    @cached_property
    def ends(self) -> Array:
        """Where the end of each line begins."""
        has_return = (self._ends > self.starts) & (self.data.take(self._ends - 1) == ord("\r"))
        return self._ends - has_return if has_return.any() else self._ends

    @cached_property
    def _ends(self) -> Array:
        return self.places_of("\n")

    def places_of(self, sign: str) -> Array:
        """Where a sign of one byte stands."""
        return np.concatenate(
            [np.flatnonzero(is_one) + first for first, is_one in self._each(sign)]
        )

    def _each(self, sign: str) -> Iterator[tuple[int, Array]]:
        """Which bytes are a sign, piece by piece: from which place on, and the answers, until the next ones come."""
        answers = np.empty(_AT_ONCE, np.bool_)
        for first in range(0, self.size, _AT_ONCE):
            piece = self.data[first : min(first + _AT_ONCE, self.size)]
            yield first, np.equal(piece, ord(sign), out=answers[: len(piece)])

    def count_of(self, sign: str) -> int:
        """How often a sign of one byte is there."""
        return sum(int(np.count_nonzero(is_one)) for _, is_one in self._each(sign))

    def has_twice(self, sign: str) -> bool:
        """Whether a sign of one byte stands somewhere right behind itself."""
        was_one = False
        both = np.empty(_AT_ONCE, np.bool_)
        for _, is_one in self._each(sign):
            pairs = np.logical_and(is_one[1:], is_one[:-1], out=both[: len(is_one) - 1])
            if (was_one and is_one[0]) or pairs.any():
                return True
            was_one = bool(is_one[-1])
        return False

    def text(self, start: int, end: int) -> bytes:
        """The bytes between two places."""
        return bytes(self.data[start:end])

    def first(self, count: int) -> bytes:
        """So many lines, or all, with their ends."""
        end = 0
        lines = self.text(0, self.size)
        for _ in range(count):
            end = lines.find(b"\n", end) + 1 or self.size
        return lines[:end]

    def digest(self) -> str:
        """Of all lines."""
        return f"{zlib.crc32(self.data[: self.size]):08x}{self.size:x}"

    def line(self, number: int) -> bytes:
        """One of the lines, counted from 0."""
        return self.text(self.starts[number], self.ends[number])

    def samples(self) -> Iterator[bytes]:
        """Some lines from everywhere, that say how the others are written."""
        at = np.linspace(0, self.count - 1, min(_SAMPLES, self.count)).astype(int)
        return map(self.line, at.tolist())

    def bytes_at(self, places: Array) -> Array:
        """The byte at each place."""
        return self.data.take(places)

    def pieces_at(self, places: Array, words: int) -> Array:
        """Some words of eight bytes from each place on. Shape: numbers, a row for each place."""
        # At every byte a piece begins, which overlaps those around it: none is copied before it is asked for.
        count = len(self.data) - 8 * words + 1
        pieces: Array = np.ndarray(count, f"V{8 * words}", self.data, strides=(1,))
        return pieces[places].view(_WORD).reshape(len(places), words)

    def words_at(self, places: Array) -> Array:
        """Eight bytes from each place on, as one number."""
        return self.pieces_at(places, 1)[:, 0]


def line_blocks(
    file: BufferedIOBase, block_bytes: int, *, is_from_start: bool
) -> Iterator[LineBlock]:
    """Blocks of about so many bytes, from where the file stands. The last line may lack its end.

    From its start, a byte order mark is passed over.

    Raises: NoLinesError.
    """
    # Blocks end with a line: of `{1}⏎{2}⏎{3` the first two lines go, and `{3` waits for what follows it.
    rest: Any = np.empty(0, np.uint8)
    may_have_mark = is_from_start
    while True:
        held = len(rest)
        data = np.empty(held + block_bytes + PADDING, np.uint8)  # is not cleared first
        data[:held] = rest
        held += file.readinto(data[held:-PADDING].data)
        if may_have_mark and data[: len(BOM)].tobytes() == BOM:
            data, held = data[len(BOM) :], held - len(BOM)
        if held == len(rest):
            break
        may_have_mark = False
        end = _last_end(data[:held])
        rest = data[end:held]
        if end:
            yield _block(data, end)
        elif held > 4 * MAX_LINE_BYTES + block_bytes:
            raise NoLinesError
    if held:
        data[held] = ord("\n")
        yield _block(data, held + 1)


def _block(data: Array, size: int) -> LineBlock:
    """The first lines of `data`: a short file needs no room for a long one."""
    is_short = 2 * size < len(data)
    return LineBlock(data[: size + PADDING].copy() if is_short else data, size)


def _last_end(data: Any) -> int:
    """Where the last line that is whole ends; 0 where none is."""
    size = 1 << 16
    while True:
        start = max(0, len(data) - size)
        found = data[start:].tobytes().rfind(b"\n")
        if found >= 0 or not start:
            return int(start + found + 1) if found >= 0 else 0
        size *= 16
