"""Signs and units: ours, and those of other languages with what to write instead."""

from __future__ import annotations

SIGNS: dict[str, str] = {  # sign -> its terminal in the grammar
    "<": "COMPARE",
    "<=": "COMPARE",
    ">": "COMPARE",
    ">=": "COMPARE",
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
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
    "[": "(",
    "]": ")",
}
MEANINGLESS: dict[str, str] = {  # character -> the remedy
    "/": "there is no division: multiply instead, for example by `0.5`",
    "**": "there are no powers: multiply instead",
    "%": "write a share as a number, for example `0.1` for 10%",
    "{": "an expression holds bare names; braces belong to sentences such as titles",
    "}": "an expression holds bare names; braces belong to sentences such as titles",
    ":": "write `is` to compare, as in `stage is offered`; a key with its colon begins a line of its own",
    ";": "write one expression here; several conditions are a list, or joined by `and`",
    "`": "names stand as they are, without marks around them",
    "'": "text stands in double quotation marks, and `isn't` is written `is not`",
    "?": "an expression is a statement, without a question mark",
    "\\": "a backslash stands only inside text, before a quotation mark",
}
FOREIGN_UNITS: dict[
    str, tuple[str, str, int]
] = {  # word -> (what is wrong, what to write instead of the number N)
    **dict.fromkeys(("month", "months"), ("a month has no fixed length", "`{days} days`", 30)),
    **dict.fromkeys(("year", "years"), ("a year has no fixed length", "`{days} days`", 365)),
    **dict.fromkeys(
        ("quarter", "quarters"), ("a quarter has no fixed length", "`{days} days`", 91)
    ),
    **dict.fromkeys(
        ("hour", "hours", "minute", "minutes", "second", "seconds"),
        ("time is counted in whole days", "whole `days` or `weeks`", 0),
    ),
    **dict.fromkeys(
        ("workday", "workdays", "weekday", "weekdays"),
        ("days from Monday to Friday are called `working days`", "`{days} working days`", 1),
    ),
}
