"""Where the grammar gives up: what the author probably meant, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.diagnostics.amounts import without_unit
from advisor.diagnostics.suggestions import did_you_mean, one_line, quoted
from advisor.loading.language.commas import comma, options_without_parentheses
from advisor.loading.language.cursor import BETWEEN, ENDS, STARTS, Cursor
from advisor.loading.language.sentences import sentence_at
from advisor.loading.language.tokens import PERIOD_UNITS, SyntaxMistake, Token
from advisor.loading.language.worded_operators import phrase_at

_AFTER_IS = frozenset({"GIVEN", "BEFORE", "AFTER", "ON", "BETTER", "WORSE", "ONE"})
_CONTINUES = {  # word -> what must follow it
    "WORKING": "days",
    "BETTER": "than",
    "WORSE": "than",
    "ONE": "of",
}


def broken_off(cursor: Cursor) -> SyntaxMistake | None:
    """Words that only stand in front of another: `own`, `other`, `better`, `working`."""
    before = cursor.before
    if before is None:
        return None
    if before.kind in ("OWN", "OTHER"):
        what, example = "a fact", "«fact»"
        if before.kind == "OTHER":
            what, example = "a list", "«list around»"
        message = f"`{before.text}` stands before the name of {what}"
        help = f"write for example `{before.text} {example}`"
        return SyntaxMistake("ADV213", message, before.start, before.end, help)
    here = "" if cursor.here is None else cursor.here.kind
    if before.kind == "ON" and cursor.kind(-2) == "NAME" and here != "OR":
        message = "behind `on` stands a day"
        name = cursor.tokens[cursor.index - 2].text
        help = f"write for example `{name} on today`; what is worked out stands in parentheses"
        return SyntaxMistake("ADV213", message, before.start, before.end, help)
    if before.kind in _CONTINUES:
        following = _CONTINUES[before.kind]
        message = f"after `{before.text}` stands `{following}`"
        help = f"write `{before.text} {following}`"
        return SyntaxMistake("ADV213", message, before.start, before.end, help)
    return None


def missing_is(cursor: Cursor) -> SyntaxMistake | None:
    """`answer_by before today`."""
    here = cursor.here
    if here is not None and here.kind == "OR" and cursor.kind(-1) == "ON":
        # `base_rate on d` is a value, so what cannot follow is the `or` of `answer_by on or before d`.
        cursor = Cursor(cursor.text, cursor.tokens, cursor.index - 1)
        here = cursor.here
    if here is None or here.kind not in _AFTER_IS:
        return None
    if cursor.kind(-1) not in ENDS:
        return None
    said = here.text
    if here.kind == "ON" and cursor.kind(1) == "OR" and cursor.kind(2) in ("BEFORE", "AFTER"):
        said = f"on or {cursor.tokens[cursor.index + 2].text}"
    elif here.kind in _CONTINUES and cursor.kind(1) == _CONTINUES[here.kind].upper():
        said = f"{here.text} {_CONTINUES[here.kind]}"
    message = f"`is` is missing before `{said}`"
    return SyntaxMistake("ADV201", message, here.start, here.end, f"write `is {said}`")


def misplaced_not(cursor: Cursor) -> SyntaxMistake | None:
    """`a not given`, `a + not b`."""
    here = cursor.here
    if here is None or here.kind != "NOT":
        return None
    if cursor.kind(-1) in ENDS:
        following = cursor.tokens[cursor.index + 1].text if cursor.kind(1) else "…"
        help = f"write `is not {one_line(following)}`"
        message = "`not` stands before a whole condition, or behind `is`"
        return SyntaxMistake("ADV201", message, here.start, here.end, help)
    message = "`not` stands before a whole condition, and only in parentheses inside another"
    return SyntaxMistake("ADV201", message, here.start, here.end, "write `(not …)`")


def side_by_side(cursor: Cursor) -> SyntaxMistake | None:
    """Two values and nothing that joins them."""
    here, before = cursor.here, cursor.before
    if here is None or before is None or before.kind not in ENDS or here.kind not in STARTS:
        return None
    first = cursor.index - 1
    negated = cursor.kind(-2) == "NOT" and cursor.kind(-3) == "IS"
    if before.kind == "NAME" and (cursor.kind(-2) == "IS" or negated):
        behind = cursor.index
        while behind < len(cursor.tokens) and cursor.tokens[behind].kind in ("NAME", "NUMBER"):
            behind += 1
        end = cursor.tokens[behind - 1].end
        said = cursor.written(before.start, end)
        message = f"{quoted(said)} is several words, and names are one word"
        help = f'text stands in double quotation marks: `"{said}"`'
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ]*", said):
            name = "_".join(said.lower().split())
            help = f'a choice is written `{name}`, text in double quotation marks: `"{said}"`'
        return SyntaxMistake("ADV210", message, before.start, end, help)
    if before.kind == here.kind == "NUMBER":
        together = f"`{before.text}{here.text}`"
        message = "two numbers stand side by side"
        help = f"write {together} if it is one number, without a space"
        return SyntaxMistake("ADV214", message, before.start, here.end, help)
    shown = f"{quoted(before.text)} and {quoted(here.text)}"
    help = (
        "join values with a comparison such as `is`, conditions with `and` or `or`; text stands in "
        "double quotation marks"
    )
    amount = cursor.written(before.start, here.end)
    if {before.kind, here.kind} == {"NUMBER", "NAME"} and (plain := without_unit(amount)):
        help = f"{plain}; between two values stands a sign, such as `*`"
    return SyntaxMistake(
        "ADV214",
        f"something is missing between {shown}",
        cursor.tokens[first].start,
        here.end,
        help,
    )


def nothing_between(cursor: Cursor) -> SyntaxMistake | None:
    """An operator without its left or right side."""
    here, before = cursor.here, cursor.before
    if here is not None and here.kind == "NONE":
        message = "`none` is not a value"
        help = "write `is given` or `is not given`"
        return SyntaxMistake("ADV201", message, here.start, here.end, help)
    if before is None:
        if here is not None and here.kind in BETWEEN | {"COMMA", "RPAR"}:
            message = f"an expression cannot begin with {quoted(here.text)}"
            help = "write what stands before it, or leave it out"
            if here.kind == "AND":
                help = "leave it out: the conditions of a list have to hold all together"
            elif here.kind == "PLUS":
                help = "write before it what it is added to"
            elif here.kind == "OR":
                help = "put the two conditions on one line with `or` between them, or each on a line of its own below `any:`"
            return SyntaxMistake("ADV213", message, here.start, here.end, help)
        return None
    if before.kind in BETWEEN | {"NOT", "LPAR", "COMMA", "THAN", "BEFORE", "AFTER", "OF"}:
        end = before.end
        behind = "" if here is None else f", before {quoted(here.text)}"
        help = "write a value there, or leave the sign out"
        if before.kind == "IS":
            help = "write what it is, such as `is given`"
        elif before.kind == "NOT" and cursor.kind(-2) == "IS":
            help = "write what it is not, such as `is not given`"
        elif before.kind in ("AND", "OR", "NOT"):
            help = "write a condition there, or leave the word out"
        message = f"something is missing after {quoted(before.text)}{behind}"
        return SyntaxMistake("ADV213", message, before.start, end, help)
    return None


def _is_unit(cursor: Cursor) -> bool:
    here, before = cursor.here, cursor.before
    if here is None or here.kind in ("UNIT", "WORKING"):
        return here is not None
    # `n months`: a name of its own elsewhere, but nothing else can be meant behind a value.
    return here.text in PERIOD_UNITS and before is not None and before.kind in ("NAME", "RPAR")


IN_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def unit(cursor: Cursor) -> SyntaxMistake | None:
    """A unit behind something that is not a number."""
    here, before = cursor.here, cursor.before
    if here is None or not _is_unit(cursor):
        return None
    if before is None or before.kind not in ("NAME", "RPAR"):
        message = f"{quoted(here.text)} needs a number before it"
        return SyntaxMistake("ADV209", message, here.start, here.end, "write for example `5 days`")
    end = here
    unit = f"1 {here.text.rstrip('s')}"
    if here.kind == "WORKING":
        unit = "1 working day"
        end = cursor.tokens[cursor.index + 1] if cursor.kind(1) == "UNIT" else here
    start = before.start
    if before.kind == "RPAR":
        start = _opening(cursor, cursor.index - 1)
    value = cursor.written(start, before.end)
    if value.lower() in ("a", "an", "one"):
        said = cursor.written(here.start, end.end)
        message = f"numbers are written with digits, and {quoted(value)} is a word"
        return SyntaxMistake("ADV209", message, start, end.end, f"write `1 {said}`")
    if value.lower() in IN_WORDS:
        number = IN_WORDS.index(value.lower())
        message = f"numbers are written with digits, and {quoted(value)} is a word"
        help = f"write `{number} {cursor.written(here.start, end.end)}`"
        return SyntaxMistake("ADV209", message, start, end.end, help)
    return SyntaxMistake(
        "ADV209",
        f"a unit stands only behind a number that is written out, and {quoted(value)} is none",
        start,
        end.end,
        f"write `{value} * {unit}`, or `{value}` alone if it is "
        f"a {'period' if here.text in PERIOD_UNITS else 'duration'} already",
    )


def parenthesis(cursor: Cursor) -> SyntaxMistake | None:
    """One that is never closed, closes nothing, or holds nothing."""
    here, before = cursor.here, cursor.before
    opened = _open(cursor)
    if here is None and opened and cursor.kind(-1) in ENDS:
        at = opened[-1]
        opening = cursor.tokens[at]
        start = opening.start
        if at and cursor.tokens[at - 1].kind in ("FUNCTION", "NAME"):
            start = cursor.tokens[at - 1].start
        missing = ")" * len(opened)
        return SyntaxMistake(
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
        help = "leave it out, or open one with `(`"
        return SyntaxMistake("ADV206", message, here.start, here.end, help)
    if before is not None and before.kind == "LPAR":
        message = "there is nothing in these parentheses"
        help = "write something between them, or leave them out"
        return SyntaxMistake("ADV213", message, before.start, here.end, help)
    return None


def point(cursor: Cursor) -> SyntaxMistake | None:
    """A point that does not join two names."""
    here, before = cursor.here, cursor.before
    if before is not None and before.kind == "DOT":
        if here is not None and here.text.isidentifier():
            message = f"{quoted(here.text)} is a reserved word, so nothing has this name"
            help = "facts, lists and choices have other names"
            return SyntaxMistake("ADV201", message, here.start, here.end, help)
        message = "a name is missing after this point"
        help = "write for example `«entity.fact»`; a sentence's full stop is left out"
        return SyntaxMistake("ADV213", message, before.start, before.end, help)
    if here is None or here.kind != "DOT":
        return None
    if cursor.kind(1) == "NUMBER" and cursor.kind(-1) not in ENDS:
        number = cursor.tokens[cursor.index + 1]
        message = f"a number does not begin with a point: {quoted('.' + number.text)}"
        return SyntaxMistake("ADV207", message, here.start, number.end, f"write `0.{number.text}`")
    help = "leave it out: decimals follow a digit, names follow a name"
    if before is not None and before.kind == "NUMBER":
        message = "a number does not end with a point"
        return SyntaxMistake("ADV207", message, before.start, here.end, f"write `{before.text}`")
    if not cursor.kind(1):
        help = "a sentence's full stop is left out"
    message = "a point stands only between two names, such as `«entity.fact»`"
    return SyntaxMistake("ADV201", message, here.start, here.end, help)


def minus(cursor: Cursor) -> SyntaxMistake | None:
    """`-x`: the sign is taken for that of a number."""
    before, here = cursor.before, cursor.here
    if before is None or here is None or before.kind != "MINUS" or here.kind not in STARTS:
        return None
    if cursor.index == 1 and before.end == here.start:  # `-stage is offered` on a line of its own
        message = "a space is missing behind the dash of a list"
        # The next one of the list may be run together with this one.
        ends = re.search(r"\s-\w", cursor.text)
        end = len(cursor.text) if ends is None else ends.start()
        help = f"write `- {cursor.written(here.start, end)}`"
        return SyntaxMistake("ADV201", message, before.start, before.end, help)
    return SyntaxMistake(
        "ADV201",
        "a minus stands before a number that is written out, or between two values",
        before.start,
        before.end,
        f"write `{one_line(here.text)} * -1`" if here.kind == "NAME" else "multiply by `-1`",
    )


def _opening(cursor: Cursor, closing: int) -> int:
    """Where the parenthesis opens that token `closing` closes."""
    depth = 0
    at = closing + 1
    while at == closing + 1 or depth:  # it is balanced: the grammar has taken all of it
        at -= 1
        depth += {"RPAR": 1, "LPAR": -1}.get(cursor.tokens[at].kind, 0)
    return cursor.tokens[at].start


def _open(cursor: Cursor) -> list[int]:
    """The indexes of the parentheses that are open before the cursor."""
    found: list[int] = []
    for index, token in enumerate(cursor.tokens[: cursor.index]):
        if token.kind == "LPAR":
            found.append(index)
        elif token.kind == "RPAR" and found:
            found.pop()
    return found


_PLACES = {  # kind of a word -> where it does stand
    "THAN": "it stands in `is better than` and `is worse than`",
    "OF": "it stands in `is one of (…)`",
    "GIVEN": "it stands behind a value, in `is given`",
    **dict.fromkeys(
        ("BEFORE", "AFTER", "ON"), "it stands behind a value, in `is before` and its like"
    ),
}


def explain(text: str, tokens: Sequence[Token], index: int) -> SyntaxMistake:
    """Why token `index` cannot stand there; `len(tokens)` means that the text ends too early."""
    # The grammar has taken all tokens before the cursor, and could not take the one under it:
    #
    #     stage  is  interviewed  ,      offered        index 3
    #     NAME   IS  NAME         COMMA  NAME
    #     -3     -2  -1           0      1              what `cursor.kind` takes
    #
    # Each explanation looks at these kinds and says something or None, and the first that says
    # something is taken. Here it is `comma`: "write `is one of (interviewed, offered)`". What knows
    # the very words that were meant comes first, what only sees that something is missing last.
    cursor = Cursor(text, tokens, index)
    for explanation in (
        options_without_parentheses,
        _conditional,
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
        if (found := explanation(cursor)) is not None:
            return found
    token = tokens[min(index, len(tokens) - 1)]
    if token.kind == "THAN" and cursor.before is not None:
        word = cursor.before
        if (help := did_you_mean(word.text, ("better", "worse"))) is not None:
            message = f"{quoted(word.text)} stands nowhere before `than`"
            return SyntaxMistake("ADV201", message, word.start, word.end, help)
    message = f"{quoted(token.text)} cannot stand here"
    return SyntaxMistake("ADV201", message, token.start, token.end, _PLACES.get(token.kind))


def _conditional(cursor: Cursor) -> SyntaxMistake | None:
    """`if happy then …`, `… if happy else …`."""
    for token in (cursor.before, cursor.here):
        if token is not None and token.kind == "NAME" and token.text in ("if", "then", "else"):
            message = f"`{token.text}` does not stand in an expression: a rule is the `if`"
            help = "write one rule for each case; what stands behind `if` is its `when`"
            return SyntaxMistake("ADV215", message, token.start, token.end, help)
    return None


def _in_words(cursor: Cursor) -> SyntaxMistake | None:
    for token in (cursor.here, cursor.before):
        if token is None or token.kind in ("TEXT", "RPAR"):
            continue
        sentence = sentence_at(cursor.text, token.start, token.end)
        if sentence is not None:
            return sentence
        found = phrase_at(cursor.text, token.start, token.end)
        if found is not None:
            start, end, help = found
            message = f"{quoted(cursor.text[start:end])} is not how this is said here"
            return SyntaxMistake("ADV215", message, start, end, help)
    return None


def _function(cursor: Cursor) -> SyntaxMistake | None:
    if cursor.before is None or cursor.before.kind != "FUNCTION":
        return None
    name = cursor.before.text
    return SyntaxMistake(
        "ADV201",
        f"`{name}` is a function, and what it works on stands in parentheses",
        cursor.before.start,
        cursor.before.end,
        f"write `{name}(…)`; no fact can have this name",
    )
