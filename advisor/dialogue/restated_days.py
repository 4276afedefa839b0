"""A day that is said twice in a breath, said once: `next thursday, that's the 10th` is `10 december 2026`."""

from __future__ import annotations

import re
from datetime import date

from advisor import ir
from advisor.dialogue.day_arithmetic import MONTHS, WEEKDAYS, named
from advisor.dialogue.days_in_sentences import days_meant
from advisor.dialogue.quantities import Problem, shown
from advisor.dialogue.underspecified_days import is_length

_LONGEST = 6  # words of the day that stands before
# The second day goes on to the end of the sentence, or to the next comma.
_AGAIN = re.compile(
    r"\s*(?:[,(–-]\s*(?P<link>(?:so|that['’]?s|that (?:is|was|would be|will be)|which is|i\.?e\.?|meaning)\s+)?"
    r"|\s(?:that['’]?s|that (?:is|was)|which is|i\.?e\.?)\s+)"
    r"(?:on |(?P<a>a ))?(?P<day>[^,;()]{2,30}?)(?=\s*(?:[,;)]|[.!]?\s*$|[.!]\s))\)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")


def said_once(text: str, today: int) -> str | Problem:
    """The text with each day that is said again said once, in full; or that the two are not one day.

    `friday, that's the 5th` says two, where the 5th is a Saturday. Units: `today` is an ordinal.
    """
    for again in reversed(list(_AGAIN.finditer(text))):
        day, start = again["day"], again.start()
        is_short = _weekday(day) is not None or _NUMBERED.fullmatch(day)
        before = _day_at_the_end(text[:start], today)
        if not (again["link"] or is_short) or not before or not _days(day, today):
            continue
        if not again["link"] and None not in (_weekday(before), _weekday(day)):
            continue  # `friday, monday` are two
        meant = _agreed(before, day, today)
        is_again = (
            again["link"] or again["a"] or any(_weekday(w) is not None for w in before.split())
        )
        is_counted = is_length(before) and not before.lower().startswith("in ")
        if len(meant) == 1:
            said = date.fromordinal(*meant)
            once = f"{said.day} {MONTHS[said.month - 1]} {said.year}"
            text = text[: start - len(before)] + once + text[again.end() :]
        elif not meant and is_counted and again["link"]:
            # `two weeks, so the 12th` may count from another day than today.
            text = text[: start - len(before)] + text[again.start("day") :]
        elif not meant and is_again:  # `20 nov, the 24th` are two
            return Problem(
                f"`{shown(before)}` and `{shown(day)}` are not the same day: say one of them only"
            )
    return text


def _day_at_the_end(text: str, today: int) -> str | None:
    """The longest words at the end of a text that say a day: `next thursday` of `the interview is next thursday`."""
    words = text.split(" ")
    ends = (" ".join(words[-count:]) for count in range(min(_LONGEST, len(words)), 0, -1))
    return next(
        (end for end in ends if not end.lower().startswith(_LEADS) and _days(end, today)), None
    )


_LEADS = ("by ", "on ", "until ", "till ", "for ", "to ")


def _agreed(first: str, second: str, today: int) -> set[int]:
    """The days that both may mean; a day of the week alone may be any such day."""
    one, other = _days(first, today), _days(second, today)
    if (weekday := _weekday(second)) is not None:
        agreed = {day for day in one if date.fromordinal(day).weekday() == weekday}
        is_slashed = _SLASHED.fullmatch(first) is not None
        return set(sorted(agreed, key=lambda day: abs(day - today))[:1]) if is_slashed else agreed
    if (weekday := _weekday(first)) is not None:
        return {day for day in other if date.fromordinal(day).weekday() == weekday}
    return one & other


def _days(said: str, today: int) -> set[int]:
    """The days that words may mean, on either side: those of `7/12` too, a day in December or in July."""
    spellings = [said]
    if slashed := _SLASHED.fullmatch(said):
        orders = ((1, 2), (2, 1))
        months = [(slashed[day], int(slashed[month])) for day, month in orders]
        spellings = [f"{day} {MONTHS[month - 1]}" for day, month in months if 1 <= month <= 12]
    return {
        day
        for spelling in spellings
        for looks in ir.Looks
        for day in days_meant(spelling, today, looks, None)
    }


def _weekday(said: str) -> int | None:
    return named(said.strip().lower(), WEEKDAYS)
