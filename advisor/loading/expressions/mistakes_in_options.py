"""Several values where the grammar knows one: what wants to be `is one of (a, b)`."""

from __future__ import annotations

from advisor.loading.expressions.places import BETWEEN, ENDS, STARTS, Place
from advisor.loading.expressions.raw import Mistake


def options_without_parentheses(place: Place) -> Mistake | None:
    """`is one of a, b`."""
    if place.kind(-1) != "OF" or place.here is None or place.kind(-2) != "ONE":
        return None
    behind = _run_of_options(place, place.index)
    if behind <= place.index:
        return None
    end = place.tokens[behind - 1].end
    return Mistake(
        "ADV205",
        "what follows `is one of` stands in parentheses",
        place.here.start,
        end,
        f"write `is one of ({_options(place, place.index, behind)})`",
    )


def comma(place: Place) -> Mistake | None:
    """A comma outside parentheses."""
    here = place.here
    if here is None or here.kind != "COMMA" or place.kind(-1) not in ENDS:
        return None
    first = place.index - 1
    if place.kind(-1) == "NUMBER" and place.kind(1) == "NUMBER":
        number = f"{place.tokens[first].text}{place.tokens[place.index + 1].text}"
        end = place.tokens[place.index + 1].end
        message = "a number is written without commas"
        return Mistake("ADV207", message, place.tokens[first].start, end, f"write `{number}`")
    if place.kind(-2) == "IS" or (place.kind(-2) == "NOT" and place.kind(-3) == "IS"):
        behind = _run_of_options(place, first)
        negated = "not " if place.kind(-2) == "NOT" else ""
        return Mistake(
            "ADV205",
            "several values stand in parentheses behind `is one of`",
            place.tokens[first].start,
            place.tokens[behind - 1].end,
            f"write `is {negated}one of ({_options(place, first, behind)})`",
        )
    return Mistake(
        "ADV201",
        "a comma stands only in the parentheses of a function or of `is one of`",
        here.start,
        here.end,
        "join conditions with `and` or `or`",
    )


def _run_of_options(place: Place, first: int) -> int:
    """The index behind `a, b, c`, values with commas between them, from token `first` on."""
    at = first
    while at < len(place.tokens) and place.tokens[at].kind not in (*BETWEEN, "RPAR", "NOT"):
        at += 1
    # the last one may be joined by a word: `a, b or c`
    if (
        at + 1 < len(place.tokens)
        and place.tokens[at].kind == "OR"
        and place.tokens[at + 1].kind in STARTS
        and (at + 2 == len(place.tokens) or place.tokens[at + 2].kind in ("AND", "RPAR"))
    ):
        return at + 2
    return at - 1 if at > first and place.tokens[at - 1].kind == "COMMA" else at


def _options(place: Place, first: int, behind: int) -> str:
    """The options of a list in words, with commas between them."""
    tokens = place.tokens[first:behind]
    return "".join(
        ", " if token.kind in ("COMMA", "OR") else place.written(token.start, token.end)
        for number, token in enumerate(tokens)
        if not (token.kind == "OR" and tokens[number - 1].kind == "COMMA")
    )
