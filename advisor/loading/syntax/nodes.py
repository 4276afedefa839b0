"""Marked nodes: what a YAML or JSON text says, every part with the place where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import TypeAlias, overload

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.fast_dataclass import dataclass, replace

NONE_WORDS = frozenset({"", "none", "null", "~"})


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text. `is_plain`: written without quotes (only then can it mean none).

    `offsets` maps each character of `text` to its (line, column), plus one entry for the end; None
    where the characters do not stand in the file one by one (escapes), so only the whole has a place.
    """

    text: str
    span: Span
    is_plain: bool = True
    offsets: Sequence[tuple[int, int]] | None = field(default=None, repr=False)

    @property
    def is_none(self) -> bool:
        """Whether it says that there is none."""
        return self.is_plain and self.text in NONE_WORDS

    def span_of(self, start: int, end: int) -> Span:
        """Where the characters from `start` up to `end` stand; the whole scalar where that is unknown."""
        if self.offsets is None:
            return self.span
        if isinstance(self.offsets, Offsets) and len(self.offsets.starts) == 1:  # all in one line
            [(line, column)] = self.offsets.places
            first, end = (
                column + min(start, self.offsets.length),
                column + min(end, self.offsets.length),
            )
            return Span(self.span.path, line, first, line, max(end, first + 1))
        last = len(self.offsets) - 1
        start, end = min(start, last), min(end, last)
        line, column = self.offsets[start]
        if end <= start:
            return Span(self.span.path, line, column, line, column + 1)
        end_line, end_column = self.offsets[end - 1]
        return Span(self.span.path, line, column, end_line, end_column + 1)

    def part(self, start: int, end: int) -> ScalarNode:
        """The characters from `start` up to `end` alone, as if nothing stood beside them."""
        offsets = self.offsets
        if isinstance(offsets, Offsets) and len(offsets.starts) == 1:
            [(line, column)] = offsets.places
            offsets = on_one_line(line, column + start, end - start)
        elif offsets is not None:
            offsets = offsets[start : end + 1]
        return ScalarNode(self.text[start:end], self.span_of(start, end), self.is_plain, offsets)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    items: tuple[Node, ...]
    span: Span
    is_flow: bool = False


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping with text keys, in the order written; no key twice (that is reported and dropped)."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    span: Span
    is_flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its span."""
        for name, _ in self.entries:
            if name.text == key:
                return name
        return None


Node: TypeAlias = ScalarNode | ListNode | MapNode
Entries: TypeAlias = dict[str, tuple[ScalarNode, Node]]  # by key, in the order written


def with_parts_of(earlier: Node, node: Node) -> Node:
    """The same node, made of the very parts of an earlier one wherever these are equal, places included.

    Cost: grows with the node; comparing the two is quick from then on.
    """
    match earlier, node:
        case ListNode(), ListNode():
            items = [with_parts_of(*pair) for pair in zip(earlier.items, node.items, strict=False)]
            node = ListNode((*items, *node.items[len(items) :]), node.span, node.is_flow)
        case MapNode(), MapNode():
            pairs = zip(earlier.entries, node.entries, strict=False)
            entries = [(_with(k, key), with_parts_of(v, value)) for (k, v), (key, value) in pairs]
            every = (*entries, *node.entries[len(entries) :])
            node = MapNode(every, node.span, node.is_flow)
        case _:
            pass
    return earlier if earlier == node else node


def _with(earlier: ScalarNode, key: ScalarNode) -> ScalarNode:
    return earlier if earlier == key else key


_WRITTEN = "first written here"


def add_entry(
    entries: Entries,
    key: ScalarNode,
    value: Node,
    found: list[Diagnostic],
    is_block: bool = False,
) -> None:
    """Add what a mapping says, or report that the key stands there already.

    Where the first key of a block comes again and others after it, a dash is missing, and that is said once:

        - rule: one
          for: x
          rule: two
          for: y
    """
    if key.text not in entries:
        entries[key.text] = key, value
        return
    written = ((entries[key.text][0].span, _WRITTEN),)
    first, _ = next(iter(entries.values()))
    last = found[-1] if found else None
    is_behind_the_first = last is not None and last.related == ((first.span, _WRITTEN),)
    if is_block and last is not None and is_behind_the_first and key.text != first.text:
        begin = f"begin this line with `- {shown(first.text)}: …` if another one begins here"
        found[-1] = replace(last, help=f"{begin}; else keep one of the two")
        return
    message = f"`{shown(key.text)}` stands here twice"
    found.append(
        Diagnostic("ADV015", message, key.span, help="keep one of the two", related=written)
    )


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
    # The text `Say thanks now`, written on line 4 from column 12 and on line 5 from column 7:
    #
    #     say: Say           starts  0       4       11      where each word begins in the text
    #           thanks now   places  (4,12)  (5,7)   (5,14)  and in the file
    #
    # A character lies as far behind its word's place as behind its start: `h` of `thanks`, character 5,
    # is (5, 8). The space before a word belongs to the run of the word before it.
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


# What no text may hold: control characters, lone surrogates, byte order marks, non-characters.
NOT_TEXT = (
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WHITE = str.maketrans("", "", "\t\n\r")


def find_not_text(text: str) -> re.Match[str] | None:
    """The first character that no text may hold.

    Cost: plain ASCII is settled without the pattern, whose compilation costs more than most readings.
    """
    if text.isascii() and text.translate(_WHITE).isprintable():
        return None
    return re.search(NOT_TEXT, text)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one text in their order; None for one that could not be read to its end."""

    documents: tuple[Node | None, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every document could be read: nothing can be called missing otherwise."""
        return None not in self.documents

    def with_parts_of(self, earlier: Documents) -> Documents:
        """The same, made of the very nodes of earlier ones wherever these are equal, places included."""
        pairs = zip(earlier.documents, self.documents, strict=False)
        found = [
            new if old is None or new is None else with_parts_of(old, new) for old, new in pairs
        ]
        return replace(self, documents=(*found, *self.documents[len(found) :]))


@dataclass(frozen=True)
class SourceText:
    """One text with its path. Lines and columns given to it count from 0, as those of YAML's marks."""

    text: str
    path: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; at least one."""
        return self.text.splitlines() or [""]

    def line(self, number: int) -> str:
        """One line, or nothing where there is none."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """The span between two places, both moved back into the text where they lie beyond it."""
        is_there = 0 <= line == end_line < len(self.lines) and 0 <= column < end_column
        if is_there and end_column <= len(self.lines[line]):  # as nearly all are, within one line
            return Span(self.path, line + 1, column + 1, line + 1, end_column + 1)
        line, column = self._within(line, column)
        end_line, end_column = self._within(end_line, end_column)
        if (end_line, end_column) <= (line, column):
            end_line, end_column = line, column + 1
        return Span(self.path, line + 1, column + 1, end_line + 1, end_column + 1)

    def word_at(self, line: int, column: int) -> Span:
        """The span of the word that begins there, or of the last character before the end."""
        line, column = self._within(line, column)
        rest = self.line(line)[column:].split(maxsplit=1)
        length = len(rest[0]) if rest and not self.line(line)[column].isspace() else 1
        return self.span(line, column, line, column + length)

    def _within(self, line: int, column: int) -> tuple[int, int]:
        last = len(self.lines) - 1
        if line > last:
            return last, len(self.lines[last])
        return max(line, 0), max(0, min(column, len(self.lines[max(line, 0)])))


def control_character(source: SourceText, index: int, help: str) -> Diagnostic:
    """What to say of the character at an index that no text may hold."""
    lines = (source.text[:index] + "x").splitlines()
    line, column = len(lines) - 1, len(lines[-1]) - 1
    return Diagnostic(
        "ADV004",
        f"the character U+{ord(source.text[index]):04X} does not belong in a text",
        source.span(line, column, line, column + 1),
        help=help,
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by where they stand; what repeats word for word (through a repetition) once."""
    return tuple(dict.fromkeys(sorted(diagnostics, key=lambda d: (d.span, d.code, d.message))))


def shown(text: str) -> str:
    """The author's words as they fit into a message: one line, not too long, no backticks."""
    line = " ".join(text.split()).replace("`", "'")
    return line if len(line) <= 60 else f"{line[:57]}…"
