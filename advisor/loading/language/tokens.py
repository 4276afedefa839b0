"""Text → tokens. What is written in another language's way is named and read as what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from advisor import ir
from advisor.diagnostics.amounts import is_currency, without_unit
from advisor.diagnostics.suggestions import quoted
from advisor.loading.language.functions import FUNCTIONS

KEYWORDS: dict[str, str] = {  # word -> its terminal in the grammar
    "and": "AND",
    "or": "OR",
    "not": "NOT",
    "is": "IS",
    "given": "GIVEN",
    "one": "ONE",
    "of": "OF",
    "own": "OWN",
    "other": "OTHER",
    "yes": "YES",
    "no": "NO",
    "none": "NONE",
    "better": "BETTER",
    "worse": "WORSE",
    "than": "THAN",
    "before": "BEFORE",
    "after": "AFTER",
    "on": "ON",
    "working": "WORKING",
    "day": "UNIT",
    "days": "UNIT",
    "week": "UNIT",
    "weeks": "UNIT",
}

PERIOD_UNITS = ("month", "months", "year", "years")  # units only behind a number, names elsewhere

RESERVED = frozenset(
    (*KEYWORDS, *FUNCTIONS)
)  # no fact, list, parameter or choice bears one of these

SIGNS: dict[str, str] = {  # sign -> its terminal in the grammar
    "<": "COMPARE",
    "<=": "COMPARE",
    ">": "COMPARE",
    ">=": "COMPARE",
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "/": "OVER",
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ".": "DOT",
}
FOREIGN_SIGNS: dict[str, str] = {  # sign -> what to write instead
    "=": "is",
    "==": "is",
    "===": "is",
    "!=": "is not",
    "<>": "is not",
    "≠": "is not",
    "=<": "<=",
    "≤": "<=",
    "=>": ">=",
    "≥": ">=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "–": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
    "//": "/",
    "[": "(",
    "]": ")",
}
MEANINGLESS: dict[str, str] = {  # character -> the help
    **dict.fromkeys(("**", "^"), "there are no powers: multiply instead"),
    "%": "write a share as a number, for example `0.1` for 10%",
    "{": "an expression holds bare names; braces belong to sentences such as titles",
    "}": "an expression holds bare names; braces belong to sentences such as titles",
    ":": "write `is` to compare, as in `«test»`; a key with its colon begins a line of its own",
    ";": "write one expression here; several conditions are a list, or joined by `and`",
    "`": "names stand as they are, without marks around them",
    "'": "text stands in double quotation marks, `isn't` is written `is not`, and a fact is named alone, as in `«fact»`",
    "?": "an expression is a statement, without a question mark; for one value or another write two rules",
    "\\": "a backslash stands only inside text, before a quotation mark",
}
FOREIGN_UNITS: dict[
    str, tuple[str, str, int]
] = {  # word -> (what is wrong, the unit to write instead, how many of it are one)
    **dict.fromkeys(("quarter", "quarters"), ("a quarter is three months", "month", 3)),
    **dict.fromkeys(("fortnight", "fortnights"), ("a fortnight is two weeks", "week", 2)),
    **dict.fromkeys(
        ("hour", "hours", "minute", "minutes", "second", "seconds"),
        ("time is counted in whole days", "", 0),
    ),
    **dict.fromkeys(
        ("workday", "workdays", "weekday", "weekdays"),
        ("days from Monday to Friday are called `working days`", "working day", 1),
    ),
    "d": ("units are written out", "day", 1),
    **dict.fromkeys(("w", "wk", "wks"), ("units are written out", "week", 1)),
    **dict.fromkeys(("mo", "mos", "mth", "mths"), ("units are written out", "month", 1)),
    **dict.fromkeys(("y", "yr", "yrs"), ("units are written out", "year", 1)),
}


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """A diagnostic before its place in a file is known.

    `«test»`, `«fact»`, `«list»` and `«entity.fact»` stand for examples from the pack; see `names.examples`.
    """

    code: str
    message: str
    start: int
    end: int
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `kind` is its terminal in the grammar."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens. `is_readable` is no where some characters mean nothing at all."""

    tokens: tuple[Token, ...]
    mistakes: tuple[SyntaxMistake, ...]
    is_readable: bool


_PIECES = re.compile(
    r"""
      (?P<SPACE>\s+)
    | (?P<DATE>[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\w))
    | (?P<DATELIKE>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[0-9T:]*
        |[0-9]{1,4}[./][0-9]{1,2}[./][0-9]{2,4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4})
    | (?P<NUMBER>[0-9]+(?:\.[0-9]+)?)
    | (?P<KEBAB>[A-Za-z]\w*(?:-\w+)+)
    | (?P<ISNT>isn['’]t\b)
    | (?P<NAME>[^\W\d]\w*)
    | (?P<TEXT>"(?:[^"\\]|\\.)*")
    | (?P<UNCLOSED>["'“„‘‚].*)
    | (?P<SIGN>===|==|!=|<>|=<|=>|<=|>=|&&|\|\||\*\*|//|[=<>!&|+\-*/(),.≤≥≠–−×÷\[\]])
    | (?P<OTHER>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OTHER_QUOTES = re.compile(r"'[^']*'|[“„][^“”„]*[“”]|[‘‚][^‘’]*[‘’]", re.DOTALL)

_KEYWORD_OF = {**KEYWORDS, **dict.fromkeys(FUNCTIONS, "FUNCTION")}


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens. Never raises; every character is in a token, a mistake, or space."""
    tokens: list[Token] = []
    mistakes: list[SyntaxMistake] = []
    is_readable = True
    at = 0
    while at < len(text):
        piece = _PIECES.match(text, at)
        assert piece is not None  # the last alternative takes any character
        kind, found = str(piece.lastgroup), piece.group()
        start, at = at, piece.end()
        match kind:
            case "SPACE":
                continue
            case "KEBAB" if _is_subtraction(found, text[at : at + 1]):
                at = start + found.index("-")  # `a-b` without spaces: read the rest again
                tokens.append(_word(found[: at - start], start, mistakes))
            case "ISNT":
                mistakes.append(_instead(found, "is not", start))
                tokens += [Token("IS", "is", start, at), Token("NOT", "not", start, at)]
            case "NAME":
                at = _name(found, start, text, tokens, mistakes)
            case "SIGN" if found == "[" and (place := _place(text, start, tokens)) is not None:
                mistakes.append(place)
                is_readable, at = False, place.end
            case "SIGN" if found == "]" and _is_open(mistakes, text):
                tokens.append(Token("RPAR", ")", start, at))
            case "SIGN":
                _sign(found, start, tokens, mistakes, "]" in text[at:])
            case "DATELIKE":
                mistakes.append(_not_a_date(found, start))
                tokens.append(Token("DATE", "0001-01-01", start, at))
            case "UNCLOSED":
                closed = _OTHER_QUOTES.match(text, start)
                at = start + 1 if closed is None else closed.end()
                if closed is None and found[0] != '"':
                    mistakes.append(_meaningless(found[0], start))
                    is_readable = False
                elif closed is None:
                    mistakes.append(_never_closed(found, start))
                    is_readable, at = False, len(text)
                else:
                    mistakes.append(_other_quotes(closed, start))
                    inner = found[1 : at - start - 1].replace("\\", "\\\\").replace('"', '\\"')
                    tokens.append(Token("TEXT", f'"{inner}"', start, at))
            case "TEXT":
                tokens.append(Token(kind, found, start, at))
                if strange := re.search(r"\\[^\"\\]", re.sub(r"\\[\"\\]", "  ", found), re.DOTALL):
                    mistakes.append(_strange_escape(strange, start))
            case "OTHER" if is_currency(found):
                mistakes.append(_money(text, start))
                is_readable, at = False, mistakes[-1].end
            case "OTHER" if found == "}" and any(text[one.start] == "{" for one in mistakes):
                is_readable = False  # a pair is one mistake
            case "OTHER":
                mistakes.append(_meaningless(found, start))
                is_readable = False
            case _:
                tokens.append(Token(kind, found, start, at))
    return Tokens(_with_has(tokens), tuple(mistakes), is_readable)


def _with_has(tokens: list[Token]) -> tuple[Token, ...]:
    """`has` between two names is a word of the language; elsewhere a fact may be called so."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        before, here, after = tokens[at - 1 : at + 2]
        is_list = after.kind == "FUNCTION" and after.text == "any"
        is_between = here.kind == before.kind == "NAME" and (after.kind == "NAME" or is_list)
        if here.text == "has" and is_between:
            found[at] = replace(here, kind="HAS")
    return tuple(found)


def _is_subtraction(found: str, following: str) -> bool:
    """Whether `a-b` means a minus b: every part could be a name or a number."""
    # `answer_by-today` is a subtraction, `advise-or-not` and `days-left` are names with hyphens: a reserved
    # word is no value. It may still begin the last operand, in `today-own answer_by` and `3-count(…)`.
    first, *parts = found.split("-")
    last = len(parts) - 1
    return first not in RESERVED and not any(
        part in RESERVED
        and not (index == last and (part == "own" or (part in FUNCTIONS and following == "(")))
        for index, part in enumerate(parts)
    )


def _word(found: str, start: int, mistakes: list[SyntaxMistake]) -> Token:
    """A name or a reserved word; reserved words in capitals are read as what they mean."""
    end = start + len(found)
    kind = _KEYWORD_OF.get(found)
    if kind is None and found.lower() in RESERVED:
        small = found.lower()
        kind = _KEYWORD_OF[small]
        mistakes.append(
            SyntaxMistake(
                "ADV202",
                f"{quoted(found)} is written in small letters",
                start,
                end,
                f"write `{small}`",
            )
        )
        found = small
    return Token(kind or "NAME", found, start, end)


def _name(
    found: str, start: int, text: str, tokens: list[Token], mistakes: list[SyntaxMistake]
) -> int:
    """A word; returns where to read on. Behind a number it may be a unit that we do not have."""
    end = start + len(found)
    before = tokens[-1] if tokens else None
    if before is not None and before.kind == "WORKING" and found in _NEVER_WORKING:
        unit = found.rstrip("s")
        message = f"a {unit} counts all its days: there are no working {unit}s"
        mistakes.append(
            SyntaxMistake("ADV209", message, before.start, end, "write `5 working days`")
        )
    if found == "days" and _OPENING.match(text, end) and not _counts(before):
        tokens.append(Token("FUNCTION", found, start, end))
        return end
    if before is None or before.kind != "NUMBER":
        tokens.append(_word(found, start, mistakes))
        return end
    if found in PERIOD_UNITS:
        tokens.append(Token("UNIT", found, start, end))
        return end
    if found in ("business", "bank", "office") and (day := re.match(r"\s+days?\b", text[end:])):
        found, end = "workdays", end + day.end()
    if (foreign := FOREIGN_UNITS.get(found)) is not None:
        what, unit, days = foreign
        written = text[before.start : end]
        count = int(before.text) * days if before.text.isdigit() and len(before.text) < 5 else days
        mistakes.append(
            SyntaxMistake(
                "ADV209",
                f"{quoted(written)} is not a duration: {what}",
                before.start,
                end,
                f"write `{ir.counted(count, unit)}`" if unit else "write whole `days` or `weeks`",
            )
        )
        tokens.append(Token("UNIT", "days", start, end))
    elif before.end == start and found not in RESERVED:
        mistakes.append(
            SyntaxMistake(
                "ADV207",
                f"{quoted(before.text + found)} is not a number",
                before.start,
                end,
                without_unit(before.text + found)
                or "write digits only, with a point before decimals, such as `1000` or `2.5`",
            )
        )
    else:
        tokens.append(_word(found, start, mistakes))
    return end


_NEVER_WORKING = ("week", "weeks", *PERIOD_UNITS)
_OPENING = re.compile(r"\s*\(")


def _counts(before: Token | None) -> bool:
    """Whether a unit may follow: `5 days`, `5 working days`, but `days(notice)` is a function."""
    return before is not None and before.kind in ("NUMBER", "WORKING")


def _is_open(mistakes: list[SyntaxMistake], text: str) -> bool:
    """Whether the partner of a `]` has been told of: a pair is one mistake."""
    return any(text[one.start : one.end] == "[" for one in mistakes)


def _sign(
    found: str, start: int, tokens: list[Token], mistakes: list[SyntaxMistake], is_pair: bool
) -> None:
    end = start + len(found)
    if found in SIGNS:
        tokens.append(Token(SIGNS[found], found, start, end))
        return
    if found == "**":
        mistakes.append(_meaningless(found, start))
        tokens.append(Token("TIMES", "*", start, end))
        return
    instead = FOREIGN_SIGNS[found]
    mistakes.append(_instead(found, instead, start))
    if found == "[" and is_pair:
        mistakes[-1] = replace(mistakes[-1], help="write `(` and `)`")
    tokens.extend(
        Token(SIGNS.get(word) or KEYWORDS[word], word, start, end) for word in instead.split()
    )


_PLACE = re.compile(r"\[\s*-?[0-9]+\s*\](?:\s*\.\s*(?P<fact>\w+))?")


def _place(text: str, start: int, tokens: list[Token]) -> SyntaxMistake | None:
    """`items[0].price`: an item of a list by its number."""
    found = _PLACE.match(text, start)
    if found is None or not tokens or tokens[-1].kind != "NAME" or tokens[-1].end != start:
        return None
    items, fact = tokens[-1].text, found["fact"] or "value"
    return SyntaxMistake(
        "ADV202",
        f"{quoted(items + found.group())} takes an item by its number, and rules do not see numbers",
        tokens[-1].start,
        found.end(),
        f"say by what it comes first, such as `first_by({items}, key, {fact})`, or go over all of them",
    )


def _instead(found: str, instead: str, start: int) -> SyntaxMistake:
    message = f"{quoted(found)} is not used in expressions"
    return SyntaxMistake("ADV202", message, start, start + len(found), f"write `{instead}`")


def _not_a_date(found: str, start: int) -> SyntaxMistake:
    has_time = "T" in found
    return SyntaxMistake(
        "ADV208",
        f"{quoted(found)} {'has a time of day' if has_time else 'is not how a date is written'}",
        start,
        start + len(found),
        "write year, month and day, such as `2026-11-22`",
    )


def _other_quotes(closed: re.Match[str], start: int) -> SyntaxMistake:
    inner = closed.group()[1:-1]
    return SyntaxMistake(
        "ADV210",
        f"{quoted(closed.group())} is not in straight double quotation marks",
        start,
        closed.end(),
        f"text is written {quoted(chr(34) + inner + chr(34))}; a choice without any marks",
    )


def _never_closed(found: str, start: int) -> SyntaxMistake:
    return SyntaxMistake(
        "ADV210",
        "this quotation mark is never closed",
        start,
        start + len(found.rstrip()),
        'text stands between two of them: `"…"`',
    )


def _strange_escape(strange: re.Match[str], start: int) -> SyntaxMistake:
    return SyntaxMistake(
        "ADV210",
        f"{quoted(strange.group())} means nothing in text",
        start + strange.start(),
        start + strange.end(),
        'a backslash stands only before a quotation mark or a backslash: `\\"` or `\\\\`',
    )


_MONEY = re.compile(r"\s*[0-9](?:[0-9.,]*[0-9])?")


def _money(text: str, start: int) -> SyntaxMistake:
    """`£0.60`, or `5 €`, whose number has been read before."""
    amount = _MONEY.match(text, start + 1)
    end = start + 1 if amount is None else amount.end()
    help = without_unit(text[start:end]) or "a number has no unit: leave the sign out"
    message = f"{quoted(text[start])} means nothing in an expression"
    return SyntaxMistake("ADV202", message, start, end, help)


def _meaningless(found: str, start: int) -> SyntaxMistake:
    shown = quoted(found) if found.isprintable() else "this invisible character"
    if found == "`":
        shown = "a backtick"
    return SyntaxMistake(
        "ADV202",
        f"{shown} means nothing in an expression",
        start,
        start + len(found),
        MEANINGLESS.get(found) if found.isprintable() else "delete it, and write the word anew",
    )
