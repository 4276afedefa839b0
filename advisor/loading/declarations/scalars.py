"""Text to typed values, exactly, with a plain sentence about what cannot be one.

The same conversions serve packs, situations, answers to questions and values set on the command line.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from advisor import ir
from advisor.diagnostics.amounts import meant_numbers, without_unit
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import meant_choice, without_odd_signs
from advisor.loading.declarations.lengths import length_help, period_help
from advisor.loading.syntax.nodes import shown

_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_LENGTH = re.compile(r"(-?[0-9]+) +(working +days?|days?|weeks?)\Z")
_PERIOD = re.compile(r"(-?[0-9]+) +(month|year)s?\Z")
# Compiled when a value is wrong, not at every start.
_LOOSE_DATE = r"(?i)([0-9]{1,4})[-./ ]+([0-9]{1,2}|[a-z]{3,9})[-./, ]+([0-9]{1,4})\Z"
TICKS_BY_DIGITS = {
    10: 1,
    13: 10**3,
    16: 10**6,
    19: 10**9,
}  # of a second, by the digits of a time of our days
_FIRST_DAY = date(1970, 1, 1).toordinal()
_SHEET_DAY = date(1899, 12, 30).toordinal()  # the day 0 of spreadsheets
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
NO_WORDS: Mapping[str, str] = {}
_WORDS_FOR_NONE = frozenset({"none", "n/a", "na", "null", "nil", "nothing", "-", "nan", "nat"})
_SAID_YES = frozenset({"y", "on", "si", "ja", "oui", "t", "1", "yep", "yeah"})
_SAID_NO = frozenset({"n", "off", "nein", "non", "f", "0", "nope"})


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a text is not a value: one line for the message, one for what to write instead.

    `about` is the message without the value, to tell of many at once: "is not a date".
    """

    message: str
    help: str
    about: str = field(default="", compare=False)
    value: str | None = field(default=None, compare=False)  # as it is shown

    def __str__(self) -> str:
        return f"{self.message}; {self.help}"


def misfit(text: str, about: str, help: str) -> Misfit:
    """Why this text is not a value: "`soon` is not a date", with `about` "is not a date"."""
    return Misfit(f"`{shown(text)}` {about}", help, about, shown(text))


def read_value(text: str, type: ir.Type) -> tuple[ir.Value | None, str | None]:
    """The value that a text stands for, or what is wrong with it in one plain line."""
    value = convert(text, type)
    return (None, str(value)) if isinstance(value, Misfit) else (value, None)


def convert(text: str, type: ir.Type, words: Mapping[str, str] | None = None) -> ir.Value | Misfit:
    """The value that a text stands for; `words` are those of the choices, for better suggestions.

    Units: as in `ir.types`: numbers in millionths, dates as ordinals, durations in days, periods in
    months.
    """
    found = _converted(text, type, words or {})
    if not isinstance(found, Misfit):
        return found
    odd = without_odd_signs(text)
    if odd is not None and not isinstance(_converted(odd[0], type, {}), Misfit):
        return replace(found, help=f"it holds {odd[1]}; write `{odd[0]}`")
    if text.strip(" '\"").lower() in _WORDS_FOR_NONE:
        return replace(found, help=f"{found.help}; write `none` alone where there is none")
    return found


def _converted(text: str, type: ir.Type, words: Mapping[str, str]) -> ir.Value | Misfit:
    match type.kind:
        case ir.Kind.TEXT:
            return text
        case ir.Kind.YES_NO:
            return _yes_no(text)
        case ir.Kind.CHOICE:
            return _choice(text, type, words)
        case ir.Kind.NUMBER:
            return _number(text)
        case ir.Kind.DATE:
            return _date(text)
        case ir.Kind.DURATION:
            return _duration(text)
        case ir.Kind.WORKING_DAYS:
            return _working_days(text)
        case ir.Kind.PERIOD:
            return _period(text)


def _yes_no(text: str) -> bool | Misfit:
    value = _YES_NO.get(text)
    if value is not None:
        return value
    lower = text.strip().lower()
    about = "is neither `yes` nor `no`"
    if lower in _SAID_YES or _YES_NO.get(lower) is True:
        return misfit(text, about, "did you mean `yes`?")
    if lower in _SAID_NO or _YES_NO.get(lower) is False:
        return misfit(text, about, "did you mean `no`?")
    return misfit(text, about, "write `yes` or `no`")


def _choice(text: str, type: ir.Type, words: Mapping[str, str]) -> str | Misfit:
    if text in type.choices or type is ir.ERROR:
        return text
    for spelling, choice in type.also:
        if text == spelling:
            return choice
    return misfit(text, "is not one of the choices", meant_choice(text, type.choices, words))


def _number(text: str) -> int | Misfit:
    found = _NUMBER.match(text)
    if found is None:
        return misfit(text, "is not a number", _number_help(text))
    sign, whole, fraction = found[1], found[2], found[3] or ""
    if len(fraction.rstrip("0")) > 6:
        return misfit(text, "has more than 6 digits after the point", "round it to 6 digits")
    if len(whole.lstrip("0")) > 12:
        return misfit(text, "is too large", "numbers stay below 1000000000000")
    value = int(whole) * ir.MILLION + int(fraction[:6].ljust(6, "0"))
    return -value if sign else value


def _number_help(text: str) -> str:
    meant = [number for number in meant_numbers(text) if _NUMBER.match(number) and len(number) < 24]
    if not meant or meant == [text]:
        return without_unit(text) or "write digits, such as `3` or `1.5`"
    return f"did you mean {' or '.join(f'`{number}`' for number in meant)}?"


def _date(text: str) -> int | Misfit:
    found = _DATE.match(text)
    if found is None:
        return misfit(text, "is not a date", _date_help(text))
    year, month, day = int(found[1]), int(found[2]), int(found[3])

    def is_no_day(help: str) -> Misfit:
        return Misfit(f"there is no day `{shown(text)}`", help, "is no day there is", shown(text))

    if year < 1:
        return is_no_day("dates run from 0001-01-01 to 9999-12-31")
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and 1 <= month <= 31:
            return is_no_day(f"did you mean `{year:04}-{day:02}-{month:02}`?")
        return is_no_day("the months are `01` to `12`: write year-month-day")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return is_no_day(f"the last day of that month is `{year:04}-{month:02}-{last:02}`")
    return date(year, month, day).toordinal()


def _date_help(text: str) -> str:
    plain = "write year-month-day, such as `2026-11-22`"
    bare = text.strip()
    if _DATE.match(bare[:10]) and re.match(r"[Tt ] *[0-9]{1,2}(?::|$)", bare[10:]):
        return f"leave out the time: `{bare[:10]}`"
    if _DATE.match(bare[:10]) and bare[10:]:
        return f"write one day alone, such as `{bare[:10]}`"
    if bare.isascii() and bare.isdigit() and len(bare) in TICKS_BY_DIGITS:
        counted = date.fromordinal(_FIRST_DAY + int(bare) // (86_400 * TICKS_BY_DIGITS[len(bare)]))
        return f"counted from 1970, it is `{counted}`: write that"
    if re.fullmatch("[2-6][0-9]{4}", bare):
        counted = date.fromordinal(_SHEET_DAY + int(bare))
        return f"counted as spreadsheets do, it is `{counted}`: write that"
    if re.fullmatch(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?", bare):
        return f"write the day, too, such as `{bare[:4]}-{bare[5:] or '01'}-01`"
    found = re.match(_LOOSE_DATE, bare) or re.match(r"([12][0-9]{3})([0-9]{2})([0-9]{2})\Z", bare)
    if found is None:
        return plain
    one, middle, three = found[1], found[2], found[3]
    if middle[0].isalpha():
        months = [name[:3].lower() for name in ir.MONTHS]
        if middle[:3].lower() not in months:
            return plain
        middle = str(months.index(middle[:3].lower()) + 1)
    elif len(one) != 4 and "." not in bare and int(one) <= 12 and int(middle) <= 12:
        return plain  # day or month first? we cannot know
    year, day = (one, three) if len(one) == 4 else (three, one)
    if len(year) != 4 or len(day) > 2:
        return plain
    month = int(middle)
    if month > 12 and int(day) <= 12 and len(one) != 4:
        month, day = int(day), str(month)
    guess = f"{int(year):04}-{month:02}-{int(day):02}"
    return plain if isinstance(_date(guess), Misfit) else f"did you mean `{guess}`?"


def _duration(text: str) -> int | Misfit:
    found = _LENGTH.match(text)
    if found is None:
        return misfit(text, "is not a duration", length_help(text, "days"))
    if found[2].startswith("working"):
        return misfit(
            text,
            "counts working days, a duration counts calendar days",
            "write it in `days` or `weeks`",
        )
    return _length(text, found[1], 7 if found[2].startswith("week") else 1)


def _working_days(text: str) -> int | Misfit:
    found = _LENGTH.match(text)
    if found is None or not found[2].startswith("working"):
        return misfit(
            text,
            "is not a number of working days",
            length_help(text, "working days"),
        )
    return _length(text, found[1], 1)


def _length(text: str, count: str, days: int) -> int | Misfit:
    if len(count) > 8 or abs(int(count)) * days > ir.LONGEST:
        return misfit(text, "is too long", f"the most is `{ir.LONGEST} days`")
    return int(count) * days


def _period(text: str) -> int | Misfit:
    found = _PERIOD.match(text)
    if found is None:
        return misfit(text, "is not a period", period_help(text))
    size = ir.YEAR if found[2] == "year" else 1
    if len(found[1]) > 8 or abs(int(found[1])) * size > ir.LONGEST_PERIOD:
        return misfit(text, "is too long", f"the most is `{ir.LONGEST_PERIOD} months`")
    return int(found[1]) * size


def bounds_refusal(
    value: ir.Value,
    type: ir.Type,
    minimum: int | None,
    maximum: int | None,
    words: Mapping[str, str] = NO_WORDS,
) -> Misfit | None:
    """Why a value is out of the bounds that were declared for it, if it is.

    Shape: `words` has the author's own words for `value`, `min` and `max`, where they are at hand.
    """
    if isinstance(value, str):
        return None
    said = words.get("value") or shown_value(value, type)
    if minimum is not None and value < minimum:
        least = words.get("min") or shown_value(minimum, type)
        about = "is less than the least that is allowed"
        return Misfit(f"`{said}` {about}", f"the least is `{least}`", about, said)
    if maximum is not None and value > maximum:
        most = words.get("max") or shown_value(maximum, type)
        about = "is more than the most that is allowed"
        return Misfit(f"`{said}` {about}", f"the most is `{most}`", about, said)
    return None


def refusal_by(
    fact: ir.FactDeclaration, value: ir.Value, words: Mapping[str, str] = NO_WORDS
) -> Misfit | None:
    """Why a stated fact cannot have a value of its type: it is out of its bounds, or no whole number.

    Shape: `words` as for `bounds_refusal`.
    """
    out = bounds_refusal(value, fact.type, fact.minimum, fact.maximum, words)
    if out is not None or not fact.is_whole or not isinstance(value, int):
        return out
    return None if value % ir.MILLION == 0 else fraction_refusal(value)


def fraction_refusal(value: int) -> Misfit:
    """Why a number of millionths that is no whole number cannot be the value of a fact that is `whole`."""
    low = value // ir.MILLION
    near = f"write `{low}` or `{low + 1}`"
    said = ir.number_words(value)
    about = "is a fraction, where a whole number belongs"
    return Misfit(f"`{said}` {about}", near, about, said)


def shown_value(value: ir.Value, type: ir.Type) -> str:
    """A value as files write it."""
    if isinstance(value, str):
        return value
    match type.kind:
        case ir.Kind.YES_NO:
            return "yes" if value else "no"
        case ir.Kind.NUMBER:
            return ir.number_words(value)
        case ir.Kind.DATE:
            return ir.iso_date(value)
        case ir.Kind.DURATION:
            return ir.counted(value, "day")
        case ir.Kind.PERIOD:
            return ir.period_words(value)
        case _:
            return ir.counted(value, "working day")


def has_bounds(type: ir.Type) -> bool:
    """Whether `min` and `max` make sense for values of this type."""
    return type.kind in ir.BOUNDS
