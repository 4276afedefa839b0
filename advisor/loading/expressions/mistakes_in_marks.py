"""Units, parentheses, points and minus signs in the wrong place."""

from __future__ import annotations

from advisor.loading.expressions.places import ENDS, STARTS, Place
from advisor.loading.expressions.raw import Mistake
from advisor.loading.expressions.words import one_line, quoted


def unit(place: Place) -> Mistake | None:
    """A unit behind something that is not a number."""
    here, before = place.here, place.before
    if here is None or here.kind not in ("UNIT", "WORKING"):
        return None
    if before is None or before.kind not in ("NAME", "RPAR"):
        message = f"{quoted(here.text)} needs a number before it"
        return Mistake("ADV209", message, here.start, here.end, "write for example `5 days`")
    end = here
    unit = f"1 {here.text.rstrip('s')}"
    if here.kind == "WORKING":
        unit = "1 working day"
        end = place.tokens[place.index + 1] if place.kind(1) == "UNIT" else here
    start = before.start
    if before.kind == "RPAR":
        start = _opening(place, place.index - 1)
    value = place.written(start, before.end)
    return Mistake(
        "ADV209",
        f"a unit stands only behind a number that is written out, and {quoted(value)} is none",
        start,
        end.end,
        f"write `{value} * {unit}`, or `{value}` alone if it is a duration already",
    )


def parenthesis(place: Place) -> Mistake | None:
    """One that is never closed, closes nothing, or holds nothing."""
    here, before = place.here, place.before
    opened = _open(place)
    if here is None and opened and place.kind(-1) in ENDS:
        at = opened[-1]
        opening = place.tokens[at]
        start = opening.start
        if at and place.tokens[at - 1].kind in ("FUNCTION", "NAME"):
            start = place.tokens[at - 1].start
        missing = ")" * len(opened)
        return Mistake(
            "ADV206",
            "this parenthesis is never closed",
            start,
            opening.end,
            f"write `{missing}` where it should end"
            if len(opened) == 1
            else f"`{missing}` are missing",
        )
    if here is None or here.kind != "RPAR":
        return None
    if not opened:
        message = "this parenthesis closes nothing"
        remedy = "leave it out, or open one with `(`"
        return Mistake("ADV206", message, here.start, here.end, remedy)
    if before is not None and before.kind == "LPAR":
        message = "there is nothing in these parentheses"
        remedy = "write something between them, or leave them out"
        return Mistake("ADV213", message, before.start, here.end, remedy)
    return None


def point(place: Place) -> Mistake | None:
    """A point that does not join two names."""
    here, before = place.here, place.before
    if before is not None and before.kind == "DOT":
        if here is not None and here.text.isidentifier():
            message = f"{quoted(here.text)} is a reserved word, so nothing has this name"
            remedy = "facts, lists and choices have other names"
            return Mistake("ADV201", message, here.start, here.end, remedy)
        message = "a name is missing after this point"
        remedy = "write for example `application.stage`; a sentence's full stop is left out"
        return Mistake("ADV213", message, before.start, before.end, remedy)
    if here is None or here.kind != "DOT":
        return None
    if place.kind(1) == "NUMBER" and place.kind(-1) not in ENDS:
        number = place.tokens[place.index + 1]
        message = f"a number does not begin with a point: {quoted('.' + number.text)}"
        return Mistake("ADV207", message, here.start, number.end, f"write `0.{number.text}`")
    remedy = "leave it out: decimals follow a digit, names follow a name"
    if before is not None and before.kind == "NUMBER":
        message = "a number does not end with a point"
        return Mistake("ADV207", message, before.start, here.end, f"write `{before.text}`")
    if not place.kind(1):
        remedy = "a sentence's full stop is left out"
    message = "a point stands only between two names, such as `application.stage`"
    return Mistake("ADV201", message, here.start, here.end, remedy)


def minus(place: Place) -> Mistake | None:
    """`-x`: the sign is taken for that of a number."""
    before, here = place.before, place.here
    if before is None or here is None or before.kind != "MINUS" or here.kind not in STARTS:
        return None
    return Mistake(
        "ADV201",
        "a minus stands before a number that is written out, or between two values",
        before.start,
        before.end,
        f"write `{one_line(here.text)} * -1`" if here.kind == "NAME" else "multiply by `-1`",
    )


def _opening(place: Place, closing: int) -> int:
    """Where the parenthesis opens that token `closing` closes."""
    depth = 0
    at = closing + 1
    while at == closing + 1 or depth:  # it is balanced: the grammar has taken all of it
        at -= 1
        depth += {"RPAR": 1, "LPAR": -1}.get(place.tokens[at].kind, 0)
    return place.tokens[at].start


def _open(place: Place) -> list[int]:
    """The indexes of the parentheses that are open before the place."""
    found: list[int] = []
    for index, token in enumerate(place.tokens[: place.index]):
        if token.kind == "LPAR":
            found.append(index)
        elif token.kind == "RPAR" and found:
            found.pop()
    return found
