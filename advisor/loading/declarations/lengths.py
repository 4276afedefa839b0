"""Lengths of time that are written wrongly: what to write instead."""

from __future__ import annotations

import re
from fractions import Fraction

from advisor import ir
from advisor.diagnostics.suggestions import closest

# Compiled when a value is wrong, not at every start.
_LOOSE_LENGTH = r"(?i)([-+]?[0-9]+(?:[.,][0-9]+)?) *([a-z][a-z -]*)\.?\Z"
_ABOUT = (
    "about",
    "around",
    "approximately",
    "roughly",
    "circa",
    "ca",
    "some",
    "of",
    "and",
    "to",
    "or",
)
_NUMBERS = {
    **{
        word: number
        for number, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
    },
    **{word: number for number, word in enumerate(("seven", "eight", "nine", "ten", "eleven"), 7)},
    "a": 1,
    "an": 1,
    "twelve": 12,
    "couple": 2,
    "few": 3,
    "half": None,
}
_UNITS = r"(?:days?|weeks?|months?|years?|fortnights?)"
_PLAIN = rf"[-+]?[0-9]+ *(?:working )?{_UNITS.replace('|fortnights?', '')}"  # but for its capitals
_KINDS_OF_DAYS = ("working", "business", "bank", "office")


def unit_in_words(text: str) -> str | None:
    """The unit of what is meant as a length of time and written as none; None where it is nothing such.

    `about a week` and `1-2 weeks` are weeks, `5 business days` business days.
    """
    words = [word.rstrip(".") for word in re.split(r"[\s*–-]+", text.lower().strip())]
    if len(words) > 8 or not re.fullmatch(_UNITS, words[-1]):
        return None
    rest = words[:-1]
    kind = rest.pop() if rest and rest[-1] in _KINDS_OF_DAYS else ""
    known = (*_ABOUT, *_NUMBERS)
    if all(word.isdigit() or word in known or re.fullmatch(_UNITS, word) for word in rest):
        return f"{kind} {words[-1]}".strip()
    return None


def _meant(text: str) -> list[str]:
    """The lengths that are meant in words, as they are written: `1-2 weeks` are `1 week` and `2 weeks`."""
    if unit_in_words(text) is None or re.fullmatch(_PLAIN, text.lower()):
        return []
    words = [word.rstrip(".") for word in re.split(r"[\s*–-]+", text.lower().strip())]
    numbers = [
        int(w) if w.isdigit() else _NUMBERS[w] for w in words if w.isdigit() or w in _NUMBERS
    ]
    units = [word.rstrip("s") for word in words if re.fullmatch(_UNITS, word)]
    counts = [number for number in numbers if number is not None]
    if len(units) > 1:  # `1 week 2 days`
        days = {"day": 1, "week": 7, "fortnight": 14}
        if len(units) != len(counts) or any(one not in days for one in units):
            return []
        return [ir.counted(sum(n * days[u] for n, u in zip(counts, units, strict=True)), "day")]
    [one] = units
    if None in numbers:  # `half a year`
        return ["6 months"] if one == "year" else []
    if "*" in text:
        product = 1
        for count in counts:
            product *= count
        counts = [product]
    if one == "fortnight":
        counts, one = [2 * count for count in counts], "week"
    if any(kind in words for kind in _KINDS_OF_DAYS):
        one = "working day"
    return [ir.counted(count, one) for count in counts or [1]]


def period_help(text: str) -> str:
    """What to write instead of a text that is no period."""
    plain = "write months or years, such as `6 months` or `18 years`"
    bare = text.strip()
    if (meant := _meant(bare)) and not any("day" in one or "week" in one for one in meant):
        return f"write {' or '.join(f'`{one}`' for one in meant)}"
    if re.fullmatch(r"[-+]?[0-9]{1,5}", bare):
        ways = " or ".join(f"`{ir.counted(int(bare), unit)}`" for unit in ("month", "year"))
        return f"did you mean {ways}?"
    found = re.match(_LOOSE_LENGTH, bare)
    if found is None:
        return plain
    count, word = found[1].lstrip("+").replace(",", "."), found[2].lower()
    if word.startswith("mo"):
        size, unit = 1, "month"
    elif word.startswith("y"):
        size, unit = ir.YEAR, "year"
    elif word.startswith("quarter") and "." not in count:
        return f"did you mean `{ir.counted(int(count) * 3, 'month')}`?"
    elif word.startswith(("d", "w")):
        return "months and years differ in length: write it in months or years"
    else:
        return plain
    if "." not in count:
        return f"did you mean `{ir.counted(int(count), unit)}`?"
    months = Fraction(count) * size
    if months.denominator > 1:
        return "write a whole number of months"
    return f"did you mean `{ir.counted(int(months), 'month')}`?"


def _counts_in(length: str, unit: str) -> bool:
    """Whether a length is one in days or weeks, or in working days if these are the unit."""
    is_in_days = "day" in length or "week" in length
    return is_in_days and ("working" in length) is ("working" in unit)


def length_help(text: str, unit: str) -> str:
    """What to write instead of a text that is no length in `unit`: days or working days."""
    bare = text.strip()
    if (meant := _meant(bare)) and all(_counts_in(one, unit) for one in meant):
        return f"write {' or '.join(f'`{one}`' for one in meant)}"
    if re.fullmatch(r"[-+]?[0-9]{1,7}", bare):
        one = unit.removesuffix("s") if bare.lstrip("+") in ("1", "-1") else unit
        return f"did you mean `{bare.lstrip('+')} {one}`?"
    found = re.match(_LOOSE_LENGTH, bare)
    if found is None:
        return f"write a number and its unit, such as `5 {unit}`"
    count, word = found[1].lstrip("+"), found[2].lower().strip()
    if "." in count or "," in count:
        return f"write a whole number of {unit}"
    if word.startswith(("mo", "year", "yr")) or word == "y":
        return "months and years differ in length: write it in days or weeks"
    if word.startswith(("h", "min", "sec")):
        days = max(1, -(-int(count) // 24)) if word.startswith("h") else 1
        return f"the shortest duration is a day: write `{ir.counted(days, 'day')}`"
    if word.startswith("w") and "d" in word:
        if unit == "days":
            return "a duration counts calendar days: write it in `days` or `weeks`"
        return f"did you mean `{count} working days`?"
    if word.startswith("w") and unit == "days":
        return f"did you mean `{count} {'week' if count == '1' else 'weeks'}`?"
    if closest(word, ("day", "days", "d", "calendar_days")) is not None:
        one = unit.removesuffix("s") if count == "1" else unit
        return f"did you mean `{count} {one}`?"
    return f"write a number and its unit, such as `5 {unit}`"
