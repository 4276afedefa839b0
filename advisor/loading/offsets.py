"""Where the characters of a scalar stand in its file, also when it runs over several lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from advisor.diagnostics.values import dataclass

_WORD = re.compile(r"\S+")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Offsets(Sequence[tuple[int, int]]):
    """The (line, column) of each character of a text, and one entry for its end; kept as few runs.

    Shape: run n begins at character `starts[n]`, which stands at `places[n]`; `starts[0]` is 0.
    """

    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    length: int  # of the text

    def __len__(self) -> int:
        return self.length + 1

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, int]]: ...

    def __getitem__(self, index: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index <= self.length:
            raise IndexError(index)
        run = bisect_right(self.starts, index) - 1
        line, column = self.places[run]
        return line, column + index - self.starts[run]


def on_one_line(line: int, column: int, length: int) -> Offsets:
    """The offsets of a text that stands in the file as it is, from this place on."""
    return Offsets((0,), ((line, column),), length)


def over_lines(text: str, raw: str, line: int, column: int) -> Offsets | None:
    """The offsets of a text that YAML folded from `raw`, which begins at this place.

    Folding only changes the space between words, so the words of both are the same. None where they
    are not, because the text was written with escapes.
    """
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    written = _places_of_words(raw, line, column)
    for word in _WORD.finditer(text):
        found = next(written, None)
        if found is None or found[0] != word.group():
            return None
        starts.append(word.start())
        places.append(found[1])
    if not starts:
        return on_one_line(line, column, len(text))
    first_line, first_column = places[0]
    places[0] = (first_line, max(1, first_column - starts[0]))
    starts[0] = 0
    return Offsets(tuple(starts), tuple(places), len(text))


def _places_of_words(raw: str, line: int, column: int) -> Iterator[tuple[str, tuple[int, int]]]:
    begin = 0
    while True:
        end = _LINE_END.search(raw, begin)
        stop = end.start() if end else len(raw)
        for word in _WORD.finditer(raw, begin, stop):
            yield word.group(), (line, column + word.start() - begin)
        if end is None:
            return
        begin, line, column = end.end(), line + 1, 1
