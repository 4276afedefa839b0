"""Something is missing between two words, before one, or after one."""

from __future__ import annotations

from advisor.loading.expressions.places import BETWEEN, ENDS, STARTS, Place
from advisor.loading.expressions.raw import Mistake
from advisor.loading.expressions.words import one_line, quoted

_AFTER_IS = frozenset({"GIVEN", "BEFORE", "AFTER", "ON", "BETTER", "WORSE", "ONE"})
_CONTINUES = {  # word -> what must follow it
    "WORKING": "days",
    "BETTER": "than",
    "WORSE": "than",
    "ONE": "of",
}


def broken_off(place: Place) -> Mistake | None:
    """Words that only stand in front of another: `own`, `other`, `better`, `working`."""
    before = place.before
    if before is None:
        return None
    if before.kind in ("OWN", "OTHER"):
        what, example = "a fact", "answer_by"
        if before.kind == "OTHER":
            what, example = "a list", "applications"
        message = f"`{before.text}` stands before the name of {what}"
        remedy = f"write for example `{before.text} {example}`"
        return Mistake("ADV213", message, before.start, before.end, remedy)
    if before.kind in _CONTINUES:
        following = _CONTINUES[before.kind]
        message = f"after `{before.text}` stands `{following}`"
        remedy = f"write `{before.text} {following}`"
        return Mistake("ADV213", message, before.start, before.end, remedy)
    return None


def missing_is(place: Place) -> Mistake | None:
    """`answer_by before today`."""
    here = place.here
    if here is None or here.kind not in _AFTER_IS:
        return None
    if place.kind(-1) not in ENDS:
        return None
    said = here.text
    if here.kind == "ON" and place.kind(1) == "OR" and place.kind(2) in ("BEFORE", "AFTER"):
        said = f"on or {place.tokens[place.index + 2].text}"
    elif here.kind in _CONTINUES and place.kind(1) == _CONTINUES[here.kind].upper():
        said = f"{here.text} {_CONTINUES[here.kind]}"
    message = f"`is` is missing before `{said}`"
    return Mistake("ADV201", message, here.start, here.end, f"write `is {said}`")


def misplaced_not(place: Place) -> Mistake | None:
    """`a not given`, `a + not b`."""
    here = place.here
    if here is None or here.kind != "NOT":
        return None
    if place.kind(-1) in ENDS:
        following = place.tokens[place.index + 1].text if place.kind(1) else "…"
        remedy = f"write `is not {one_line(following)}`"
        message = "`not` stands before a whole condition, or behind `is`"
        return Mistake("ADV201", message, here.start, here.end, remedy)
    message = "`not` stands before a whole condition, and only in parentheses inside another"
    return Mistake("ADV201", message, here.start, here.end, "write `(not …)`")


def side_by_side(place: Place) -> Mistake | None:
    """Two values and nothing that joins them."""
    here, before = place.here, place.before
    if here is None or before is None or before.kind not in ENDS or here.kind not in STARTS:
        return None
    first = place.index - 1
    negated = place.kind(-2) == "NOT" and place.kind(-3) == "IS"
    if before.kind == "NAME" and (place.kind(-2) == "IS" or negated):
        behind = place.index
        while behind < len(place.tokens) and place.tokens[behind].kind in ("NAME", "NUMBER"):
            behind += 1
        end = place.tokens[behind - 1].end
        said = place.written(before.start, end)
        message = f"{quoted(said)} is several words, and names are one word"
        remedy = f'text stands in double quotation marks: `"{said}"`'
        return Mistake("ADV210", message, before.start, end, remedy)
    if before.kind == here.kind == "NUMBER":
        together = f"`{before.text}{here.text}`"
        message = "two numbers stand side by side"
        remedy = f"write {together} if it is one number, without a space"
        return Mistake("ADV214", message, before.start, here.end, remedy)
    shown = f"{quoted(before.text)} and {quoted(here.text)}"
    return Mistake(
        "ADV214",
        f"something is missing between {shown}",
        place.tokens[first].start,
        here.end,
        "join values with a comparison such as `is`, conditions with `and` or `or`; text stands in "
        "double quotation marks",
    )


def nothing_between(place: Place) -> Mistake | None:
    """An operator without its left or right side."""
    here, before = place.here, place.before
    if here is not None and here.kind == "NONE":
        message = "`none` is not a value"
        remedy = "write `is given` or `is not given`"
        return Mistake("ADV201", message, here.start, here.end, remedy)
    if before is None:
        if here is not None and here.kind in BETWEEN | {"COMMA", "RPAR"}:
            message = f"an expression cannot begin with {quoted(here.text)}"
            remedy = "write what stands before it, or leave it out"
            return Mistake("ADV213", message, here.start, here.end, remedy)
        return None
    if before.kind in BETWEEN | {"NOT", "LPAR", "COMMA", "THAN", "BEFORE", "AFTER", "OF"}:
        end = before.end
        behind = "" if here is None else f", before {quoted(here.text)}"
        remedy = "write a value there, or leave the sign out"
        if before.kind == "IS":
            remedy = "write what it is, such as `is given`"
        elif before.kind == "NOT" and place.kind(-2) == "IS":
            remedy = "write what it is not, such as `is not given`"
        elif before.kind in ("AND", "OR", "NOT"):
            remedy = "write a condition there, or leave the word out"
        message = f"something is missing after {quoted(before.text)}{behind}"
        return Mistake("ADV213", message, before.start, end, remedy)
    return None
