"""Where the grammar gives up: what the author probably meant, in plain words.

Each explanation looks at the token that cannot stand where it does and at its neighbours, and
returns None where it is not about them; the first that speaks is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.loading.expressions.phrases import phrase_at
from advisor.loading.expressions.raw import Mistake
from advisor.loading.expressions.tokens import Token
from advisor.loading.expressions.words import one_line, quoted

_ENDS = frozenset({"NUMBER", "DATE", "TEXT", "YES", "NO", "NAME", "RPAR", "UNIT", "KEBAB", "GIVEN"})
_STARTS = frozenset(
    {"NUMBER", "DATE", "TEXT", "YES", "NO", "NAME", "LPAR", "FUNCTION", "OWN", "OTHER", "KEBAB"}
)
_AFTER_IS = frozenset({"GIVEN", "BEFORE", "AFTER", "ON", "BETTER", "WORSE", "ONE"})
_BETWEEN = frozenset({"AND", "OR", "IS", "COMPARE", "PLUS", "TIMES", "MINUS"})
_CONTINUES = {  # word -> what must follow it
    "WORKING": "days",
    "BETTER": "than",
    "WORSE": "than",
    "ONE": "of",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """The token that does not fit (None: the end of the text) and what stands around it."""

    text: str
    tokens: Sequence[Token]
    index: int

    @property
    def here(self) -> Token | None:
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    @property
    def before(self) -> Token | None:
        return self.tokens[self.index - 1] if self.index else None

    def kind(self, offset: int) -> str:
        """The kind of the token so many places further on; empty beyond the ends."""
        at = self.index + offset
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def written(self, start: int, end: int) -> str:
        return one_line(self.text[start:end])


def explain(text: str, tokens: Sequence[Token], index: int) -> Mistake:
    """Why token `index` cannot stand there; `len(tokens)` means that the text ends too early."""
    place = _Place(text, tokens, index)
    for explanation in (
        _one_of,
        _in_words,
        _function,
        _broken_off,
        _unit,
        _parenthesis,
        _comma,
        _dot,
        _minus,
        _missing_is,
        _misplaced_not,
        _side_by_side,
        _nothing_between,
    ):
        if (found := explanation(place)) is not None:
            return found
    token = tokens[min(index, len(tokens) - 1)]
    if index == len(tokens):
        return Mistake(
            "ADV213", f"something is missing after {quoted(token.text)}", token.start, token.end
        )
    return Mistake("ADV201", f"{quoted(token.text)} cannot stand here", token.start, token.end)


def _run_of_options(place: _Place, first: int) -> int:
    """The index behind `a, b, c`, values with commas between them, from token `first` on."""
    at = first
    while at < len(place.tokens) and place.tokens[at].kind not in (*_BETWEEN, "RPAR", "NOT"):
        at += 1
    if place.tokens[at - 1].kind == "COMMA":
        at -= 1
    # the last one may be joined by a word: `a, b or c`
    if (
        at + 1 < len(place.tokens)
        and place.tokens[at].kind == "OR"
        and place.tokens[at + 1].kind in _STARTS
        and (at + 2 == len(place.tokens) or place.tokens[at + 2].kind in ("AND", "RPAR"))
    ):
        at += 2
    return at


def _options(place: _Place, first: int, behind: int) -> str:
    """The options of a list in words, with commas between them."""
    tokens = place.tokens[first:behind]
    return "".join(
        ", " if token.kind in ("COMMA", "OR") else place.written(token.start, token.end)
        for number, token in enumerate(tokens)
        if not (token.kind == "OR" and tokens[number - 1].kind == "COMMA")
    )


def _one_of(place: _Place) -> Mistake | None:
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


def _in_words(place: _Place) -> Mistake | None:
    for token in (place.here, place.before):
        if token is None or token.kind in ("TEXT", "RPAR"):
            continue
        found = phrase_at(place.text, token.start, token.end)
        if found is not None:
            start, end, remedy = found
            message = f"{quoted(place.text[start:end])} is not how this is said here"
            return Mistake("ADV215", message, start, end, remedy)
    return None


def _function(place: _Place) -> Mistake | None:
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


def _broken_off(place: _Place) -> Mistake | None:
    """Words that only stand in front of another: `own`, `other`, `better`, `working`."""
    before = place.before
    if before is None:
        return None
    if before.kind in ("OWN", "OTHER"):
        what = "a fact, such as `own answer_by`"
        if before.kind == "OTHER":
            what = "a list, such as `other applications`"
        message = f"`{before.text}` stands before the name of {what}"
        return Mistake("ADV213", message, before.start, before.end)
    if before.kind in _CONTINUES:
        following = _CONTINUES[before.kind]
        message = f"after `{before.text}` stands `{following}`"
        remedy = f"write `{before.text} {following}`"
        return Mistake("ADV213", message, before.start, before.end, remedy)
    return None


def _unit(place: _Place) -> Mistake | None:
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


def _opening(place: _Place, closing: int) -> int:
    """Where the parenthesis opens that token `closing` closes."""
    depth = 0
    for token in reversed(place.tokens[: closing + 1]):
        depth += {"RPAR": 1, "LPAR": -1}.get(token.kind, 0)
        if depth == 0:
            return token.start
    return place.tokens[closing].start


def _open(place: _Place) -> list[int]:
    """The indexes of the parentheses that are open before the place."""
    found: list[int] = []
    for index, token in enumerate(place.tokens[: place.index]):
        if token.kind == "LPAR":
            found.append(index)
        elif token.kind == "RPAR" and found:
            found.pop()
    return found


def _parenthesis(place: _Place) -> Mistake | None:
    here, before = place.here, place.before
    opened = _open(place)
    if here is None and opened and place.kind(-1) in _ENDS:
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


def _comma(place: _Place) -> Mistake | None:
    here = place.here
    if here is None or here.kind != "COMMA" or place.kind(-1) not in _ENDS:
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


def _dot(place: _Place) -> Mistake | None:
    here, before = place.here, place.before
    if before is not None and before.kind == "DOT":
        if here is not None and here.kind == "NUMBER" and place.kind(-2) not in _ENDS:
            message = f"a number does not begin with a point: {quoted('.' + here.text)}"
            return Mistake("ADV207", message, before.start, here.end, f"write `0.{here.text}`")
        if here is not None and here.text.isidentifier():
            message = f"{quoted(here.text)} is a reserved word, so nothing has this name"
            return Mistake("ADV201", message, here.start, here.end)
        message = "a name is missing after this point"
        remedy = "write for example `application.stage`; a sentence's full stop is left out"
        return Mistake("ADV213", message, before.start, before.end, remedy)
    if here is None or here.kind != "DOT":
        return None
    if place.kind(1) == "NUMBER" and place.kind(-1) not in _ENDS:
        number = place.tokens[place.index + 1]
        message = f"a number does not begin with a point: {quoted('.' + number.text)}"
        return Mistake("ADV207", message, here.start, number.end, f"write `0.{number.text}`")
    remedy = "leave it out: decimals follow a digit, names follow a name"
    if not place.kind(1):
        remedy = "a sentence's full stop is left out"
    message = "a point stands only between two names, such as `application.stage`"
    return Mistake("ADV201", message, here.start, here.end, remedy)


def _minus(place: _Place) -> Mistake | None:
    """`-x`: the sign is taken for that of a number."""
    before, here = place.before, place.here
    if before is None or here is None or before.kind != "MINUS" or here.kind not in _STARTS:
        return None
    return Mistake(
        "ADV201",
        "a minus stands before a number that is written out, or between two values",
        before.start,
        before.end,
        f"write `{one_line(here.text)} * -1`" if here.kind == "NAME" else "multiply by `-1`",
    )


def _missing_is(place: _Place) -> Mistake | None:
    here = place.here
    if here is None or here.kind not in _AFTER_IS:
        return None
    if place.kind(-1) == "NOT" and place.kind(-2) in _ENDS:
        start = place.tokens[place.index - 1].start
        said = f"not {here.text}"
    elif place.kind(-1) in _ENDS:
        start, said = here.start, here.text
    else:
        return None
    return Mistake("ADV201", f"before `{said}` stands `is`", start, here.end, f"write `is {said}`")


def _misplaced_not(place: _Place) -> Mistake | None:
    here = place.here
    if here is None or here.kind != "NOT":
        return None
    if place.kind(-1) in _ENDS:
        following = place.tokens[place.index + 1].text if place.kind(1) else "…"
        if following in ("is",):
            following = "…"
        remedy = f"write `is not {one_line(following)}`"
        if place.kind(1) == "IS":
            remedy = "write `is not`"
        message = "`not` stands before a whole condition, or behind `is`"
        return Mistake("ADV201", message, here.start, here.end, remedy)
    message = "`not` stands before a whole condition, and only in parentheses inside another"
    return Mistake("ADV201", message, here.start, here.end, "write `(not …)`")


def _side_by_side(place: _Place) -> Mistake | None:
    here, before = place.here, place.before
    if here is None or before is None or before.kind not in _ENDS or here.kind not in _STARTS:
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


def _nothing_between(place: _Place) -> Mistake | None:
    """An operator without its left or right side."""
    here, before = place.here, place.before
    if here is not None and here.kind == "NONE":
        message = "`none` is not a value"
        remedy = "write `is given` or `is not given`"
        return Mistake("ADV201", message, here.start, here.end, remedy)
    if before is None:
        if here is not None and here.kind in _BETWEEN | {"COMMA", "RPAR"}:
            message = f"an expression cannot begin with {quoted(here.text)}"
            remedy = "write what stands before it, or leave it out"
            return Mistake("ADV213", message, here.start, here.end, remedy)
        return None
    if before.kind in _BETWEEN | {"NOT", "LPAR", "COMMA", "THAN", "BEFORE", "AFTER", "OF"}:
        end = before.end
        behind = "" if here is None else f", before {quoted(here.text)}"
        remedy = "write a value there, or leave the sign out"
        if before.kind == "IS":
            remedy = "write what it is, such as `is given`"
        elif before.kind in ("AND", "OR", "NOT"):
            remedy = "write a condition there, or leave the word out"
        message = f"something is missing after {quoted(before.text)}{behind}"
        return Mistake("ADV213", message, before.start, end, remedy)
    return None
