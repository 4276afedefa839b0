"""Where things stand in a text, and edits to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from advisor.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` up to `end` become `new`. Of edits at one place the first comes first."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class DocumentText:
    """A text whose spans count lines and columns from 1."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts

    @cached_property
    def newline(self) -> str:
        """How this text ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def index(self, line: int, column: int) -> int:
        """The character at a line and column."""
        return min(self._starts[min(line, len(self._starts)) - 1] + column - 1, len(self.text))

    def start(self, span: Span) -> int:
        """The first character of a span."""
        return self.index(span.line, span.column)

    def end(self, span: Span) -> int:
        """The character behind a span."""
        return self.index(span.end_line, span.end_column)

    def line_end(self, line: int) -> int:
        """The end of a line, before what breaks it."""
        begin = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return begin + len(self.text[begin:end].rstrip("\r\n\x85\u2028\u2029"))

    def before_on_line(self, index: int) -> str:
        """What stands on the same line before a character."""
        begin = max(start for start in self._starts if start <= index)
        return self.text[begin:index]


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with all edits made; they must not overlap."""
    made: list[str] = []
    at = 0
    for edit in sorted(
        edits, key=lambda e: (e.start, e.end)
    ):  # stable: equal places keep their order
        made.append(text[at : edit.start])
        made.append(edit.new)
        at = max(at, edit.end)
    made.append(text[at:])
    return "".join(made)
