"""Where the grammar gives up: what the author probably meant, in plain words.

Each explanation looks at the token that cannot stand where it does and at its neighbours, and
returns None where it is not about them; the first that speaks is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.loading.expressions.mistakes_in_gaps import (
    broken_off,
    misplaced_not,
    missing_is,
    nothing_between,
    side_by_side,
)
from advisor.loading.expressions.mistakes_in_marks import minus, parenthesis, point, unit
from advisor.loading.expressions.mistakes_in_options import comma, options_without_parentheses
from advisor.loading.expressions.phrases import phrase_at
from advisor.loading.expressions.places import Place
from advisor.loading.expressions.raw import Mistake
from advisor.loading.expressions.tokens import Token
from advisor.loading.expressions.words import quoted

_PLACES = {  # kind of a word -> where it does stand
    "THAN": "it stands in `is better than` and `is worse than`",
    "OF": "it stands in `is one of (…)`",
    "GIVEN": "it stands behind a value, in `is given`",
    **dict.fromkeys(
        ("BEFORE", "AFTER", "ON"), "it stands behind a value, in `is before` and its like"
    ),
}


def explain(text: str, tokens: Sequence[Token], index: int) -> Mistake:
    """Why token `index` cannot stand there; `len(tokens)` means that the text ends too early."""
    place = Place(text, tokens, index)
    for explanation in (
        options_without_parentheses,
        _in_words,
        _function,
        broken_off,
        unit,
        parenthesis,
        comma,
        point,
        minus,
        missing_is,
        misplaced_not,
        side_by_side,
        nothing_between,
    ):
        if (found := explanation(place)) is not None:
            return found
    token = tokens[min(index, len(tokens) - 1)]
    message = f"{quoted(token.text)} cannot stand here"
    return Mistake("ADV201", message, token.start, token.end, _PLACES.get(token.kind))


def _in_words(place: Place) -> Mistake | None:
    for token in (place.here, place.before):
        if token is None or token.kind in ("TEXT", "RPAR"):
            continue
        found = phrase_at(place.text, token.start, token.end)
        if found is not None:
            start, end, remedy = found
            message = f"{quoted(place.text[start:end])} is not how this is said here"
            return Mistake("ADV215", message, start, end, remedy)
    return None


def _function(place: Place) -> Mistake | None:
    if place.before is None or place.before.kind != "FUNCTION":
        return None
    name = place.before.text
    return Mistake(
        "ADV201",
        f"`{name}` is a function, and what it works on stands in parentheses",
        place.before.start,
        place.before.end,
        f"write `{name}(…)`; no fact can have this name",
    )
