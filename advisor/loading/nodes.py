"""Marked nodes: what a YAML or JSON text says, every part with the place where it stands.

The same three shapes come out of YAML and of JSON, so that everything above reads both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.values import dataclass

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
        last = len(self.offsets) - 1
        start, end = min(start, last), min(end, last)
        line, column = self.offsets[start]
        if end <= start:
            return Span(self.span.path, line, column, line, column + 1)
        end_line, end_column = self.offsets[end - 1]
        return Span(self.span.path, line, column, end_line, end_column + 1)


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
