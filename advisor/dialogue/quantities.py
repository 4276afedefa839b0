"""Numbers, durations and periods as people say them: `3`, `twice`, `1.5`, `5 days`, `a week`, `a year`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor import ir
from advisor.dialogue.text_normalization import spelt_out

if TYPE_CHECKING:  # it reads days, which are asked back
    from advisor.dialogue.answers import Named

_FROM_ZERO = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_FROM_ZERO)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "a": 1,
    "an": 1,
    "a couple": 2,
}
_TENS_AND_ONES = re.compile(rf"\b({'|'.join(_TENS)})[- ]({'|'.join(_FROM_ZERO[1:10])})\b")

_TIMES = {"never": 0, "none": 0, "not once": 0, "not yet": 0, "once": 1, "twice": 2, "thrice": 3}
_NUMBER = re.compile(r"([+-]?)([0-9]{1,12})(?:\.([0-9]{1,6}))?(?: times?)?")
_MONEY = re.compile(r"(?:[£$€]|(?:gbp|usd|eur) ) ?([0-9].*)")
_MONEY_BEHIND = re.compile(
    r"^([0-9][0-9.,]*k?) ?(?:[£$€]|gbp|usd|eur|pounds?|quid|euros?|dollars?)$"
)
_COUNTED_THOUSANDS = re.compile(
    rf"^({'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})( (?:thousand|grand))$"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_SHORT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,3}))? ?(?:k|thousand|thou|grand)")
_PIECE = re.compile(
    r"([0-9]{1,7}|[a-z]+)(\.5)? ?"
    r"(working days?|business days?|workdays?|days?|d|weeks?|wks?|w|fortnights?|months?|hours?|hrs?|h)\b"
)
_PERIOD = re.compile(r"([0-9]{1,7}|[a-z]+)(\.5)? ?(months?|mths?|mos?|years?|yrs?|y|quarters?)\b")
_UNITS = r"(?=(?:working |business )?(?:workday|day|week|wk|fortnight|month|mth|year|yr|hour))"
_FEW = (
    (re.compile(rf"\b(?:a )?couple (?:of )?{_UNITS}"), "2 "),
    (re.compile(rf"\b(?:a )?few {_UNITS}"), "3 "),
)
_RANGE = re.compile(rf"\b([0-9]{{1,7}}|[a-z]+) ?(?:-|–|to|or) ?([0-9]{{1,7}}|[a-z]+) ?{_UNITS}")
_ONE_OR_SO = re.compile(r"\b(?<!a )(?<!one )(?<!1 )(day|week|fortnight|month)(?= or (?:so|two)$)")
_OR_MORE = re.compile(r"^(an?|[0-9]+|[a-z]+) ([a-z]+) or ([0-9]+|[a-z]+)$")
_HALVES = (  # each with what is read in its place
    (re.compile(r"\bhalf a year\b"), "6 months"),
    (re.compile(r"\bhalf a (?=month|fortnight|week)"), "0.5 "),
    (re.compile(r"(\w+) (?:and a half|1/2) (?=year|month|fortnight|week)"), r"\1.5 "),
    (re.compile(r"(\w+) ((?:year|month|fortnight|week)s?) and a half\b"), r"\1.5 \2"),
)
_ROUGHLY = re.compile(
    r"^(?:(?:about|around|roughly|approximately|circa|ca\.?|some|up to|probably|maybe|perhaps|i think"
    r"|just|only|exactly|the(?= once)|at (?:the )?most|(?:no|not) more than|within|in|(?:in )?the next) |~ ?)+"
    r"|(?: (?:or so|at (?:the )?most|max(?:imum)?|tops|i think|i guess|probably|maybe|roughly|about"
    r"|in total|altogether|at (?:the )?(?:very )?(?:latest|longest)|they said|i was told))+$"
)

NOT_FIXED = "a year is not a fixed number of days: say it in days or weeks, such as `4 weeks`"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not taken, in a sentence or two for the person who typed it."""

    message: str


@dataclass(frozen=True, slots=True)
class Unknown(Problem):
    """The words say nothing of the kind that is asked for."""


@dataclass(frozen=True, slots=True)
class Ambiguous(Problem):
    """The words name one of these days: `next friday`. Units: ordinals."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskedBack(Problem):
    """What was typed has a meaning that may be a slip: `yes` takes `meant` instead, a value or names.

    `again` is what the same words mean if they are typed once more; None where that cannot be right.
    """

    typed: str
    meant: int | str | Named
    again: int | str | Named | None


def shown(text: str, longest: int = 40) -> str:
    """What was typed, short enough to be repeated in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def spoken_count(word: str) -> int | None:
    """`3`, `three` or `a` as a whole number."""
    if re.fullmatch(r"[0-9]{1,7}", word):
        return int(word)
    return NUMBER_WORDS.get(word)


def with_figures(said: str) -> str:
    """`in twenty-one days` as `in 21 days`, which is no range from twenty to one; `twenty one` likewise."""
    return _TENS_AND_ONES.sub(
        lambda found: str(NUMBER_WORDS[found[1]] + NUMBER_WORDS[found[2]]), said
    )


def read_number(text: str) -> int | Problem:
    """A number in millionths."""
    said = with_figures(_ROUGHLY.sub("", " ".join(text.lower().split())))
    said = _COUNTED_THOUSANDS.sub(lambda found: f"{NUMBER_WORDS[found[1]]}{found[2]}", said)
    said = _MONEY_BEHIND.sub(r"£\1", said)
    if said in _TIMES:
        return _TIMES[said] * ir.MILLION
    money = _MONEY.fullmatch(said)
    if money is not None:
        said = money[1].replace(",", "") if _THOUSANDS.fullmatch(money[1]) else money[1]
        if re.fullmatch(r"[0-9]+\.[0-9]{3}", said):  # €50.000
            return Problem(f"write `{shown(text.strip())}` without the point if it is in thousands")
    if short := _SHORT.fullmatch(said):
        said = short[1] + (short[2] or "").ljust(3, "0")
    word = said.removesuffix(" times").removesuffix(" time")
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word] * ir.MILLION
    found = _NUMBER.fullmatch(said)
    if found is None:
        return Problem(_why_no_number(text, said))
    sign, whole, rest = found.groups()
    value = int(whole) * ir.MILLION + int((rest or "").ljust(6, "0"))
    low, high = ir.BOUNDS[ir.Kind.NUMBER]
    value = -value if sign == "-" else value
    return value if low <= value <= high else Problem("that number is too large")


def _why_no_number(typed: str, said: str) -> str:
    if re.fullmatch(r"[+-]?[0-9]*,[0-9]+", said):
        return "write a decimal with a point, `1.5`, and thousands without a comma, `1000`"
    if re.fullmatch(r"[+-]?[0-9]{13,}(\.[0-9]*)?", said):
        return "that number is too large"
    if re.fullmatch(r"[+-]?[0-9]+\.[0-9]{7,}", said):
        return "a number has at most 6 digits after the point"
    if re.search(r"[0-9]k? ?(?:-|–|to|or) ?[^ ]*[0-9]", said):
        return "say one number: for example `2`"
    return f"`{shown(typed.strip())}` is not a number: type for example `2`"


def _plainly(text: str) -> str:
    """What was typed about a length of time, with one length and its counts as numbers."""
    said = spelt_out(" ".join(text.lower().replace(",", " ").split()))
    said = with_figures(_ROUGHLY.sub("", _ONE_OR_SO.sub(r"a \1", said)))
    for half, instead in _HALVES:
        said = half.sub(instead, said)
    for few, count_of_few in _FEW:
        said = few.sub(count_of_few, said)
    return _OR_MORE.sub(longer_with_unit, _RANGE.sub(longer_of, said))


def read_period(text: str) -> int | Problem:
    """A period in months: `3 months`, `a year`, `two and a half years`, `1 year and 6 months`."""
    said = _plainly(text)
    rest = said.lstrip("-").strip()
    total, taken = 0, 0
    while rest:
        found = _PERIOD.match(rest)
        count = spoken_count(found[1]) if found else None
        if found is None or count is None or taken > 1:
            return Unknown(_why_no_period(text, said))
        months, is_broken = divmod((2 * count + bool(found[2])) * _MONTHS_OF[found[3][0]], 2)
        if is_broken:
            return Problem("say it in whole months: for example `6 months`")
        total += months
        taken += 1
        rest = rest[found.end() :].strip().removeprefix("and ").strip()
    if not taken:
        return Unknown(_why_no_period(text, said))
    if total > ir.LONGEST_PERIOD:
        return Problem("that is longer than a calendar reaches")
    return -total if said.startswith("-") else total


_MONTHS_OF = {"m": 1, "q": 3, "y": ir.YEAR}


def _why_no_period(typed: str, said: str) -> str:
    if spoken_count(said) is not None:
        return f"`{said}` of what? Say `{said} months` or `{said} years`"
    if re.search(r"\b(day|week|fortnight)s?\b", said):
        return "this one is asked for in months or years: type for example `6 months`"
    return f"`{shown(typed.strip())}` is not a number of months or years: type for example `6 months` or `a year`"


def read_duration(text: str) -> int | Problem:
    """A duration in days."""
    said = _plainly(text)
    sign = -1 if said.startswith("-") else 1
    rest = said.lstrip("-").strip()
    total, taken = 0, 0
    while rest:
        found = _PIECE.match(rest)
        count = spoken_count(found[1]) if found else None
        if found is None or count is None:
            return Unknown(_why_no_duration(text, said))
        if found[3].startswith("h") and (count % 24 or found[2]):
            return Problem("say it in whole days: for example `2 days`")
        total += _days_of(2 * count + bool(found[2]), found[3])
        taken += 1
        rest = rest[found.end() :].strip().removeprefix("and ").strip()
        if taken > 3 or (rest and not said[: -len(rest)].endswith(" ")):
            return Unknown(_why_no_duration(text, said))
    if not taken:
        return Unknown(_why_no_duration(text, said))
    return (
        sign * total if total <= ir.LONGEST else Problem("that is longer than a calendar reaches")
    )


def longer_of(found: re.Match[str]) -> str:
    """`2 to 3 ` before weeks is `3 `: people who name two lengths of time reckon with the longer."""
    counts = [spoken_count(found[1]), spoken_count(found[2])]
    known = [count for count in counts if count is not None]
    return f"{max(known)} " if len(known) == len(counts) else found[0]


def longer_with_unit(found: re.Match[str]) -> str:
    """`a week or two` is `2 week`: likewise where only the first count has the unit behind it."""
    counts = [spoken_count(found[1]), spoken_count(found[3])]
    known = [count for count in counts if count is not None]
    return f"{max(known)} {found[2]}" if len(known) == len(counts) else found[0]


def _days_of(halves: int, unit: str) -> int:
    """Days of the calendar: five working days are a week, and a month has thirty days; what is begun counts whole."""
    if unit.startswith(("working", "business", "workday")):
        return -(-halves * 7 // 10)
    if unit.startswith("h"):
        return halves // 48
    days = {"w": 7, "f": 14, "m": 30}
    return -(-halves * days.get(unit[0], 1) // 2)


def _why_no_duration(typed: str, said: str) -> str:
    if "year" in said:
        return NOT_FIXED
    if spoken_count(said) is not None:
        return f"`{said}` of what? Say `{said} days` or `{said} weeks`"
    if re.search(r"[0-9] ?(-|to|or|–) ?[0-9]", said) or " or " in said or " to " in said:
        return "say one length of time, the longest that you reckon with: for example `3 weeks`"
    return (
        f"`{shown(typed.strip())}` is not a length of time: type for example `5 days` or `2 weeks`"
    )
