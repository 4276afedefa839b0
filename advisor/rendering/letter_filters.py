"""What fits into a sentence of a letter: days as told on the day it is sent, and answers in somebody's own words.

`on Friday`, `ten days`; `your new platform` fits behind `I enjoyed hearing about`, `we use Rust` does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from advisor import ir

_RELATIVE = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_NEAR = 6  # days; a week from now, the name of the day would be that of today


@dataclass(frozen=True, slots=True, order=True)
class LetterDay:
    """A day in a letter that is sent on the day `sent`; both are ordinals.

    Written, it is the shortest name that cannot be mistaken: `yesterday`, `Friday`, `4 December`,
    `12 January 2027`.
    """

    ordinal: int
    sent: int = field(compare=False)

    def __str__(self) -> str:
        away = self.ordinal - self.sent
        if away in _RELATIVE:
            return _RELATIVE[away]
        if abs(away) <= _NEAR:
            return ir.WEEKDAYS[date.fromordinal(self.ordinal).weekday()]
        return self._date()

    def on(self) -> str:
        """`on Friday`, `on 4 December`; but `yesterday`, which takes no `on`."""
        return str(self) if self.ordinal - self.sent in _RELATIVE else f"on {self}"

    def in_full(self) -> str:
        """`Friday 4 December`, for a day that somebody has to keep to or to look up."""
        return f"{ir.WEEKDAYS[date.fromordinal(self.ordinal).weekday()]} {self._date()}"

    def days_ago(self) -> int:
        """How many days before the letter it is; less than 0 where it is still to come."""
        return self.sent - self.ordinal

    def _date(self) -> str:
        day = date.fromordinal(self.ordinal)
        words = f"{day.day} {ir.MONTHS[day.month - 1]}"
        is_this_year = day.year == date.fromordinal(self.sent).year
        return words if is_this_year else f"{words} {day.year}"


def letter_length(count: int, kind: ir.Kind) -> str:
    """A length of time: `a week`, `ten days`, `two weeks`, `three working days`, `six months`, `20 days`.

    Units: days, working days, or months for a period.
    """
    if kind is ir.Kind.PERIOD:
        is_years = count and count % ir.YEAR == 0
        return _counted(count // ir.YEAR, "year") if is_years else _counted(count, "month")
    if kind is ir.Kind.WORKING_DAYS:
        return _counted(count, "working day")
    if count and count % 7 == 0:
        return _counted(count // 7, "week")
    return _counted(count, "day")


def _counted(count: int, unit: str) -> str:
    if count == 1:
        return f"a {unit}"
    words = _NUMBERS[count - 1] if 1 < count <= len(_NUMBERS) else str(count)
    return f"{words} {unit}s"


_UNKNOWN = re.compile(
    r"\b(?:(?:do not|don't|did not|didn't|cannot|can't|could not|couldn't|not) "
    r"(?:(?:really|quite|even) )?(?:know|remember|recall|sure|certain|say)|i forg[eo]t|no (?:idea|clue)|dunno|idk)\b"
)
_NOTHING = re.compile(
    r"(?:(?:none|nothing|nobody|no one|no|nope|nil|n/?a|not (?:much|really|known|applicable)|unknown|unsure|forgot)"
    r"(?: (?:much|special|really|in particular|particular|of note|new|yet|at all|else|so far|to say))*|\W*)"
)
# A clause with a subject of its own: `we talked about tests`, `python, i learn fast`; not `how you test`.
_CLAUSE = re.compile(
    r"(?:^|[,;:] ?|[-–—] | (?:and|but|so|because) )"
    r"(?:i|i'm|i've|i'd|we|we're|you|he|she|it (?:is|was|has|had|went)|it's|they|they're|there (?:is|are|was|were)"
    r"|there's|nothing|nobody)(?= )"
)
_STOP = re.compile(r"[.!?;]\s|[!?;]$|\n")
_ABBREVIATED = re.compile(
    r"\b(?:\w|Prof|Dr|Mrs?|Ms|Mx|St|No|Rev)\.(?= )"
)  # `Dr. Hill`, `e. g. tests`
# What stands in no name, however it is written; a capital letter may begin a surname: `Ms No`, `Mr An`.
_NO_NAME = re.compile(
    r"\b(?:a|an|the|one|two|three|four|five|some|several|many|my|our|their|his|her|i|we|they|it|is|was|were|with|"
    r"who|whose|which|from|about|not|no|name|names|man|woman|men|women|guy|guys|lady|people|person)\b|\d|[?@:]"
)
_MOST_WORDS = 14


def is_answer(text: str) -> bool:
    """Whether it says something: not `nothing special`, `n/a`, `dont know`, `-`."""
    plain = _plain(text)
    return _NOTHING.fullmatch(plain) is None and not any(
        _UNKNOWN.match(one) for one in (plain, plain.removeprefix("i "))
    )


def is_phrase(text: str) -> bool:
    """Whether it fits where a noun does, as in `I enjoyed hearing about …`: `your new platform`, not `we use Rust`."""
    plain = _plain(text)
    return (
        is_answer(text)
        and len(plain.split()) <= _MOST_WORDS
        and not _UNKNOWN.search(plain)
        and not _CLAUSE.search(plain)
        and not _STOP.search(_ABBREVIATED.sub("", text.strip()))
    )


def is_name(text: str) -> bool:
    """Whether it fits behind `Dear`: `Ms Hill and Mr Okafor`, not `a man and a woman, dont know names`."""
    words = text.split()
    begun = (
        " ".join([words[0].lower() if words[0].lower() in _ARTICLES else words[0], *words[1:]])
        if words
        else ""
    )
    return is_phrase(text) and not _NO_NAME.search(begun)


_ARTICLES = {
    "a",
    "an",
    "the",
    "two",
    "three",
    "some",
    "my",
    "our",
    "their",
    "i",
    "we",
    "they",
    "not",
}


def _plain(text: str) -> str:
    """In small letters, with the apostrophes that people leave out: `Dont know.` is `don't know`."""
    plain = " ".join(text.lower().replace("’", "'").split()).rstrip(".!")
    return re.sub(r"\b(do|did|ca|could)nt\b", r"\1n't", plain)
