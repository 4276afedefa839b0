"""The place in a row of tokens at which the grammar gives up, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.diagnostics.suggestions import one_line
from advisor.loading.language.tokens import Token

ENDS = frozenset({"NUMBER", "DATE", "TEXT", "YES", "NO", "NAME", "RPAR", "UNIT", "KEBAB", "GIVEN"})
STARTS = frozenset(
    {"NUMBER", "DATE", "TEXT", "YES", "NO", "NAME", "LPAR", "FUNCTION", "OWN", "OTHER", "KEBAB"}
)
BETWEEN = frozenset({"AND", "OR", "IS", "COMPARE", "PLUS", "TIMES", "OVER", "MINUS"})


@dataclass(frozen=True, slots=True)
class Cursor:
    """The token that does not fit (None: the end of the text) and what stands around it."""

    text: str
    tokens: Sequence[Token]
    index: int

    @property
    def here(self) -> Token | None:
        """The token that does not fit."""
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    @property
    def before(self) -> Token | None:
        """The token before it."""
        return self.tokens[self.index - 1] if self.index else None

    def kind(self, offset: int) -> str:
        """The kind of the token so many places further on; empty beyond the ends."""
        at = self.index + offset
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def written(self, start: int, end: int) -> str:
        """A part of the text, on one line."""
        return one_line(self.text[start:end])
