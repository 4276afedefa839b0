"""What a reader of YAML or JSON gives back, and the text it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.values import dataclass
from advisor.loading.nodes import Node

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


@dataclass(frozen=True)
class Source:
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


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by where they stand; what repeats word for word (through a repetition) once."""
    return tuple(dict.fromkeys(sorted(diagnostics, key=lambda d: (d.span, d.code, d.message))))


def shown(text: str) -> str:
    """The author's words as they fit into a message: one line, not too long, no backticks."""
    line = " ".join(text.split()).replace("`", "'")
    return line if len(line) <= 60 else f"{line[:57]}…"
