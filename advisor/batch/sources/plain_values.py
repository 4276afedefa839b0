"""Plain values as programs and people write them, brought to what a situation file would have in their place."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase

from advisor import ir

# Spreadsheets write them in the language of their country, from German to Hungarian.
# Databases write one letter, what shows boxes to tick writes these, and Access writes -1.
_TRUE = (
    "t y on checked ✓ ✔ ☑ wahr vrai verdadero vero verdadeiro waar prawda sant sand sann tosi pravda igaz"
    " ✅ [x] истина істина doğru adevărat tõene"
)
_FALSE = (
    "f n off unchecked ✗ ✘ ☐ falsch faux falso onwaar fałsz falskt falsk usann epätosi nepravda hamis"
    " ❌ ложь хибність yanliş yanlış fals väär"
)
_YES_NO = {
    **dict.fromkeys(("yes", "true", "1", "1.0", "-1", "-1.0", *_TRUE.split()), "yes"),
    **dict.fromkeys(("no", "false", "0", "0.0", "[ ]", *_FALSE.split()), "no"),
}
_MIDNIGHT = re.compile(  # `2026-11-28T00:00Z`, `2026-11-28 12:00:00 AM`, `2026-11-28 0:00`
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T|\s+)(?:00?:00(?::00(?:[.,]0+)?)?|12:00(?::00(?:[.,]0+)?)?\s*AM)\s*"
    r"(?:Z|UTC|GMT|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?(?:\s*\([^)]*\))?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*-?[0-9]+(?:\.[0-9]+)?\s*")
_WHOLE = re.compile(r"^(-?[0-9])\.0+$")  # `1.00`
# `'3`, `+3`, `3.`, `3E+00`, as spreadsheets and libraries of numbers write some.
_LOOSE_NUMBER = re.compile(
    r"(?=['+]|[-0-9.]*(?:\.$|[eE]))'?(?:\+(?=[0-9]))?(-?[0-9]+(?:\.[0-9]+)?)\.?([eE][+-]?[0-9]{1,2})?"
)
_MOST_DIGITS = 400  # a float may have 309 before its point
# What programs and people write where there is nothing: R, pandas, databases, spreadsheets, hurried people.
_NOTHING = frozenset(
    {
        *(
            "none",
            "nothing",
            "nil",
            "null",
            "(null)",
            "<null>",
            "[null]",
            "\\n",
            "nan",
            "nat",
            "na",
            "<na>",
            "n/a",
            "n.a.",
        ),
        *(
            "#n/a",
            "#nv",
            "#n/d",
            "#null!",
            "(blank)",
            "undefined",
            "missing",
            "-",
            "--",
            "\u2013",
            "\u2014",
        ),
        *(".", *(f".{letter}" for letter in ascii_lowercase)),  # of SAS and Stata
    }
)
_SPACES = " \t\r\n"
_BLANKS = _SPACES + "\u00a0\u2007\u202f\u3000"  # as also stand alone in a cell


def is_nothing(value: object, type: ir.Type) -> bool:
    """Whether a text stands for no value: one without any sign, or `NA` and the like where no text belongs.

    >>> is_nothing("n/a", DATE), is_nothing("n/a", TEXT), is_nothing(" ", DATE)
    (True, False, True)
    """
    if type.kind is ir.Kind.TEXT or not isinstance(value, str):
        return False
    bare = value.strip(_BLANKS)
    return not bare or (bare.lower() in _NOTHING and bare not in spellings_of(type))


def is_word_for_nothing(value: object) -> bool:
    """Whether a text that stands for no value has signs, and so is told of."""
    return isinstance(value, str) and bool(value.strip(_BLANKS))


def spellings_of(type: ir.Type) -> tuple[str, ...]:
    """The choices of a type, and what else stands for them."""
    return (*type.choices, *(spelling for spelling, _ in type.also))


def is_blank(value: object) -> bool:
    """Whether a text says nothing: of a required fact that is as good as none."""
    return isinstance(value, str) and not value.strip()


UNITS = {ir.Kind.DURATION: "days", ir.Kind.PERIOD: "months"}  # that a bare number counts


def as_text(value: object, kind: ir.Kind) -> str | None:
    """A plain value as a situation file would write it; None for a list or a mapping.

    Units: a whole number stands for days where a duration belongs, for months where a period does. Spreadsheets and libraries write
    yes and no as TRUE, False, 1 or 0.0, and dates with a midnight behind them. Spaces around what is no text say nothing.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str() if kind is not ir.Kind.TEXT and value != value.strip(_SPACES):
            return as_text(value.strip(_SPACES), kind)
        case str() | int() | float() | Decimal() if (
            kind is ir.Kind.YES_NO
            and (word := _WHOLE.sub(r"\1", str(value).strip().lower())) in _YES_NO
        ):
            return _YES_NO[word]
        case str() if kind is ir.Kind.DATE:
            return without_midnight(value)
        case str() if kind in UNITS and _NUMBER.fullmatch(value):
            return f"{_plain_number(Decimal(value.strip()))} {UNITS[kind]}"  # as CSV has it
        case str() if kind is ir.Kind.NUMBER and (found := _LOOSE_NUMBER.fullmatch(value)):
            return _plain_number(Decimal(found[1] + (found[2] or "")))
        case str():
            return value
        case int() if kind in UNITS:
            return f"{value} {UNITS[kind]}"
        case int():
            return str(value)
        case float() | Decimal():
            text = _plain_number(value)
            return f"{text} {UNITS[kind]}" if kind in UNITS else text
        case timedelta():
            return f"{value // timedelta(days=1)} days" if not value % timedelta(days=1) else None
        case datetime():
            return value.isoformat().removesuffix("T00:00:00")
        case date():
            return value.isoformat()
        case _:
            return None


def without_midnight(text: str) -> str:
    """The date alone, where a text is one with a midnight behind it.

    >>> without_midnight("2026-11-28 12:00:00 AM"), without_midnight("2026-11-28 12:00:00 PM")
    ('2026-11-28', '2026-11-28 12:00:00 PM')
    """
    found = _MIDNIGHT.fullmatch(text)
    return text if found is None else found[1]


def plain_of_typed(name: str, value: object) -> object:
    """A value beside its type, as MongoDB, DynamoDB and Firestore write it; what is none, as the mapping that it is.

    >>> plain_of_typed("$date", "2026-11-28T00:00:00Z"), plain_of_typed("N", "3"), plain_of_typed("booleanValue", True)
    ('2026-11-28T00:00:00Z', 3, True)
    """
    match name, value:
        case ("S" | "stringValue" | "timestampValue" | "referenceValue", str()):
            return value
        case ("N" | "integerValue", str()) if re.fullmatch(r"-?[0-9]{1,38}", value):
            return int(value)
        case ("N", str()) if _NUMBER.fullmatch(value):
            return Decimal(value)
        case ("doubleValue", int() | float() | Decimal()):
            return value
        case ("BOOL" | "booleanValue", bool()):
            return value
        case ("NULL", True) | ("nullValue", None):
            return None
        case ("L" | "SS", list()) | ("M" | "Item", dict()):  # `Item` is a whole row
            return value
        case ("arrayValue", dict()) if value.keys() <= {"values"}:
            return value.get("values", [])
        case ("mapValue", dict()) if value.keys() <= {"fields"}:
            return value.get("fields", {})
        case ("$oid" | "$uuid" | "$symbol", str()):
            return value
        case ("$date", str()):
            return value
        case ("$date", int()):  # since 1970, in thousandths of a second
            with suppress(OverflowError):
                moment = datetime(1970, 1, 1) + timedelta(milliseconds=value)
                return f"{moment.isoformat(sep=' ', timespec='milliseconds')}Z"
        case ("$numberInt" | "$numberLong", str()) if re.fullmatch(r"-?[0-9]{1,19}", value):
            return int(value)
        case ("$numberDouble" | "$numberDecimal", str()) if _NUMBER.fullmatch(value):
            return Decimal(value)
        case ("$numberDouble" | "$numberDecimal", "NaN"):
            return None
        case ("$undefined", True):
            return None
        case _:
            pass
    return {name: value}


def _plain_number(value: float | Decimal) -> str:
    """Without an exponent, as long as nobody needs many zeros for it, and without zeros at the end."""
    try:
        number = Decimal(str(value))
        if abs(number.adjusted()) > _MOST_DIGITS:
            return str(value)
        text = f"{number:f}"
    except (InvalidOperation, ValueError):
        return str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
