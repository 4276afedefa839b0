"""The head of a page of advice: one line a piece, under when it is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from advisor.rendering.advice_page import Page, with_tail
from advisor.rendering.advice_when import is_late, late_words, when_label
from advisor.rendering.layout import cells, padded, wrap

NARROWEST_COLUMNS = 60  # below this, when it is to be done stands on a line of its own


def head(page: Page) -> Iterator[str]:
    """`Today:  1. Thank Acme …`: also good to hear, read out from left to right.

    Pieces that are to be done at the same time stand together only where they follow each other, so
    that the numbers always rise.
    """
    today = page.decision.today
    groups = [
        (f"{label}:", list(pieces))
        for label, pieces in groupby(page.decision.advice, lambda piece: when_label(piece, today))
    ]
    column = max(cells(label) for label, _ in groups) + 2
    is_narrow = page.width < NARROWEST_COLUMNS
    if is_narrow:
        column = 2
    for label, pieces in groups:
        if is_narrow:
            yield page.style.bold(label)
        for n, piece in enumerate(pieces):
            beside = "" if is_narrow or n else label
            first = padded(beside, column)
            rest = " " * column + page.indent
            lines = wrap(piece.title, page.width, first + page.mark(piece), rest)
            late = f"({late_words(piece, today)})" if is_late(piece, today) else ""
            shown = with_tail(lines, str, late, page.style.dim, page.width, rest)
            yield page.style.bold(beside) + shown[0].removeprefix(beside)
            yield from shown[1:]
