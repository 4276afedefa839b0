"""Dates as people say them, read against the date of today.

What leaves something out is taken as the day nearest to today: `20 nov` in the nearest year, `the
20th` in the nearest month, `friday` the nearest Friday. What could well mean two days, or none, is not
guessed but answered with a sentence that says so. Dates with points are read day first (`3.4.2026`),
dates with strokes only where they can mean one day (`20/11/2026`, not `03/04/2026`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from advisor.dialogue.calendar_days import (
    day_of_month,
    day_only,
    edge_of_period,
    iso_day,
    numeric_day,
)
from advisor.dialogue.day_names import MONTHS, WEEKDAYS, named
from advisor.dialogue.problems import Problem, shown, suggestion
from advisor.dialogue.quantities import NUMBER_WORDS
from advisor.dialogue.relative_days import distance, single_day, weekday, weekday_of_week
from advisor.rendering.words import distance_words, weekday_words

EXAMPLES = "`20 nov`, `last friday`, `in 3 days`, `tomorrow` or `2026-11-20`"
_LEADING = re.compile(r"^(?:(?:on|by|until|till|since|at|the|it was|it is|from|before) )+")


def read_date(text: str, today: int) -> int | Problem:
    """The ordinal of the day that the words name, seen from `today` (an ordinal)."""
    said = _plain(text)
    if not said:
        return Problem(f"type a day, for example {EXAMPLES}")
    for reading in _READINGS:
        found = reading(said, today)
        if found is not None:
            return found
    return Problem(_why_not(said))


def date_echo(ordinal: int, today: int) -> str:
    """How an understood date is repeated: `Fri 20 Nov 2026, 2 days ago`."""
    return f"{weekday_words(ordinal)}, {distance_words(ordinal, today)}"


def _plain(text: str) -> str:
    said = " ".join(text.lower().replace(",", " ").replace("’", "'").split())
    said = re.sub(r"(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", said)  # 20-nov-2026
    said = re.sub(r"(?<=[a-z])\.$|(?<=s)'(?= )", "", said)  # Today. two weeks' time
    return _LEADING.sub("", said).strip(" !;:")


def _after_weekday(said: str, today: int) -> int | Problem | None:
    """`Fri 20 Nov 2026`: the day of the week has to be right."""
    first, _, rest = said.partition(" ")
    day = named(first.rstrip("."), WEEKDAYS)
    rest = _LEADING.sub("", rest)
    if day is None or not rest:
        return None
    for reading in (iso_day, numeric_day, day_of_month, day_only):
        found = reading(rest, today)
        if isinstance(found, int) and date.fromordinal(found).weekday() != day:
            right = WEEKDAYS[date.fromordinal(found).weekday()].capitalize()
            return Problem(
                f"{weekday_words(found)} is a {right}, not a {WEEKDAYS[day].capitalize()}"
            )
        if found is not None:
            return found
    return None


_READINGS: tuple[Callable[[str, int], int | Problem | None], ...] = (
    single_day,
    distance,
    weekday,
    weekday_of_week,
    edge_of_period,
    iso_day,
    numeric_day,
    day_of_month,
    day_only,
    _after_weekday,
)


def _why_not(said: str) -> str:
    words = re.findall(r"[a-z]+", said)
    if "week" in said.split() and not re.search(r"[0-9]", said):
        return f"`{shown(said)}` is a whole week: name a day of it, for example `friday next week`"
    if any(named(w, MONTHS) is not None for w in words) and not re.fullmatch(
        r".*\b[0-9]{1,2}\b.*", said
    ):
        return f"which day of the month do you mean by `{shown(said)}`? Say for example `20 nov`"
    if re.fullmatch(r"[0-9]{1,2}\.?", said):
        return f"`{said}` of which month? Say for example `20 nov`"
    if said in {
        "month",
        "next month",
        "last month",
        "this month",
        "year",
        "next year",
        "last year",
    }:
        return f"`{said}` is not one day: say for example {EXAMPLES}"
    known = [
        *MONTHS,
        *WEEKDAYS,
        "today",
        "yesterday",
        "tomorrow",
        "days",
        "weeks",
        "ago",
        "next",
        "last",
    ]
    for word in words:
        meant = suggestion(word, known) if word not in known and word not in NUMBER_WORDS else None
        if meant is not None and named(word, [*MONTHS, *WEEKDAYS]) is None:
            return f"`{shown(said)}` is not a day that I know: did you mean `{meant}`?"
    return f"`{shown(said)}` is not a day that I know: say for example {EXAMPLES}"
