"""Where the grammar gives up: what the author probably meant, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.loading.expressions.raw import Mistake
from advisor.loading.expressions.tokens import Token
from advisor.loading.expressions.words import quoted


def explain(text: str, tokens: Sequence[Token], index: int) -> Mistake:
    """Why token `index` cannot stand there; `len(tokens)` means that the text ends too early."""
    if index == len(tokens):
        last = tokens[-1]
        return Mistake(
            "ADV213",
            f"something is missing after {quoted(last.text)}",
            last.start,
            last.end,
        )
    token = tokens[index]
    return Mistake("ADV201", f"{quoted(token.text)} cannot stand here", token.start, token.end)
