"""Commas where the grammar gives up: lists without parentheses, numbers in groups, conditions in a row."""

from __future__ import annotations

from advisor.diagnostics.amounts import meant_numbers
from advisor.loading.language.cursor import BETWEEN, ENDS, STARTS, Cursor
from advisor.loading.language.tokens import SyntaxMistake, Token


def options_without_parentheses(cursor: Cursor) -> SyntaxMistake | None:
    """`is one of a, b`."""
    if cursor.kind(-1) != "OF" or cursor.here is None or cursor.kind(-2) != "ONE":
        return None
    behind = _run_of_options(cursor, cursor.index)
    if behind <= cursor.index:
        return None
    end = cursor.tokens[behind - 1].end
    return SyntaxMistake(
        "ADV205",
        "what follows `is one of` stands in parentheses",
        cursor.here.start,
        end,
        f"write `is one of ({_options(cursor, cursor.index, behind)})`",
    )


def comma(cursor: Cursor) -> SyntaxMistake | None:
    """A comma outside parentheses."""
    here = cursor.here
    if here is None or here.kind != "COMMA" or cursor.kind(-1) not in ENDS:
        return None
    if not cursor.kind(1):
        message = "nothing follows behind this comma"
        return SyntaxMistake("ADV213", message, here.start, here.end, "leave it out")
    first = cursor.index - 1
    if cursor.kind(-1) == "NUMBER" and cursor.kind(1) == "NUMBER":
        last = cursor.index + 1
        while cursor.kind(last + 1 - cursor.index) == "COMMA" and (
            cursor.kind(last + 2 - cursor.index) == "NUMBER"
        ):
            last += 2
        written = "".join(token.text for token in cursor.tokens[first : last + 1])
        meant = meant_numbers(written) or (written.replace(",", ""),)
        message = "a number is written without commas"
        help = f"write {' or '.join(f'`{number}`' for number in meant)}"
        start, end = cursor.tokens[first].start, cursor.tokens[last].end
        return SyntaxMistake("ADV207", message, start, end, help)
    if cursor.kind(-2) == "IS" or (cursor.kind(-2) == "NOT" and cursor.kind(-3) == "IS"):
        behind = _run_of_options(cursor, first)
        negated = "not " if cursor.kind(-2) == "NOT" else ""
        is_next = behind == cursor.index + 2 and cursor.kind(2) in ("IS", "COMPARE")
        if is_next:  # `stage is offered, answer_by is given`
            return _comma_between_conditions(here)
        return SyntaxMistake(
            "ADV205",
            "several values stand in parentheses behind `is one of`",
            cursor.tokens[first].start,
            cursor.tokens[behind - 1].end,
            f"write `is {negated}one of ({_options(cursor, first, behind)})`",
        )
    return _comma_between_conditions(here)


def _comma_between_conditions(here: Token) -> SyntaxMistake:
    return SyntaxMistake(
        "ADV201",
        "a comma stands only in the parentheses of a function or of `is one of`",
        here.start,
        here.end,
        "join conditions with `and` or `or`",
    )


def _run_of_options(cursor: Cursor, first: int) -> int:
    """The index behind `a, b, c`, values with commas between them, from token `first` on."""
    at = first
    while at < len(cursor.tokens) and cursor.tokens[at].kind not in (*BETWEEN, "RPAR", "NOT"):
        at += 1
    # `is interviewed, offered or rejected`: the `or` joins one more value if a condition cannot follow,
    # so at the end, before `)` and before `and`. `is interviewed, offered or answer_by is given` goes on
    # with a condition, and its options end before the `or`.
    if (
        at + 1 < len(cursor.tokens)
        and cursor.tokens[at].kind == "OR"
        and cursor.tokens[at + 1].kind in STARTS
        and (at + 2 == len(cursor.tokens) or cursor.tokens[at + 2].kind in ("AND", "RPAR"))
    ):
        return at + 2
    return at - 1 if at > first and cursor.tokens[at - 1].kind == "COMMA" else at


def _options(cursor: Cursor, first: int, behind: int) -> str:
    """The options of a list in words, with commas between them."""
    tokens = cursor.tokens[first:behind]
    words: list[list[str]] = [[]]
    for token in tokens:
        if token.kind not in ("COMMA", "OR"):
            words[-1].append(cursor.written(token.start, token.end))
        elif words[-1]:
            words.append([])
    return ", ".join(" ".join(option) for option in words if option)
