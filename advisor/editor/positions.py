"""Places in a text as an editor counts them, and as our spans do."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from advisor.diagnostics import Span

_LINE_END = re.compile("\r\n|\n|\r")
_MARK = "\ufeff"


class Position(NamedTuple):
    """A line from 0, and on it a number of UTF-16 code units, as editors count them."""

    line: int
    character: int


class Range(NamedTuple):
    """From one position up to another one."""

    start: Position
    end: Position


class Lines:
    """One text, in which characters are counted in three ways.

    - from its beginning: an `offset`;
    - as our spans do: lines and columns from 1, a column for each code point, and a new line at every
      sign that YAML takes for the end of one;
    - as editors do: see `Position`; the end of a line is `\\n`, `\\r\\n` or `\\r`.

    Whatever lies outside the text is moved back to its nearest place.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _ours(self) -> list[int]:
        """Where each of our lines begins; a byte order mark is no part of the first one."""
        starts = [len(_MARK) if self.text.startswith(_MARK) else 0]
        at = 0
        for line in self.text.splitlines(keepends=True):
            at += len(line)
            starts.append(at)
        return starts

    @cached_property
    def _theirs(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of one of our places."""
        number = min(max(line, 1), len(self._ours)) - 1
        start = self._ours[number]
        last = self._ours[number + 1] if number + 1 < len(self._ours) else len(self.text)
        return min(start + max(column, 1) - 1, last)

    def position(self, offset: int) -> Position:
        """An offset as an editor counts it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._theirs, offset) - 1
        return Position(line, _units(self.text[self._theirs[line] : offset]))

    def offset_of(self, position: Position) -> int:
        """The offset of an editor's place; behind the end of a line, its end."""
        if position.line >= len(self._theirs):
            return len(self.text)
        start = self._theirs[max(position.line, 0)]
        end = _LINE_END.search(self.text, start)
        at, units = start, position.character
        while units > 0 and at < (end.start() if end else len(self.text)):
            units -= _units(self.text[at])
            at += 1
        return at

    def range(self, span: Span) -> Range:
        """A span as an editor counts it."""
        start, end = self.slice(span)
        return Range(self.position(start), self.position(end))

    def slice(self, span: Span) -> tuple[int, int]:
        """The offsets between which a span lies."""
        start = self.offset(span.line, span.column)
        return start, max(start, self.offset(span.end_line, span.end_column))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
