"""Days told by how far they are from today: `yesterday`, `3 days ago`, `next friday`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from advisor.dialogue.day_names import WEEKDAYS, in_calendar, named
from advisor.dialogue.problems import Problem, shown
from advisor.dialogue.quantities import spoken_count
from advisor.ir.types import LAST_DATE
from advisor.rendering.words import weekday_words

_SINGLE_DAYS = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "yesterday evening": -1,
    "tomorrow": 1,
    "tomorrow morning": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
_UNIT = r"(working days?|business days?|workdays?|days?|d|weeks?|wks?|w|fortnights?|months?|years?)"
_AGO = re.compile(rf"([0-9]{{1,7}}|[a-z]+) ?{_UNIT} (ago|before today|back)")
_AHEAD = re.compile(rf"in ([0-9]{{1,7}}|[a-z]+) ?{_UNIT}(?: time)?")
_FROM_NOW = re.compile(rf"([0-9]{{1,7}}|[a-z]+) ?{_UNIT} (?:from now|from today|ahead|after today)")
_IN_WEEK = re.compile(
    r"(?:([a-z]+) (?:of |in )?(?:the )?(last|this|next) week|(last|this|next) week (?:on )?([a-z]+))"
)
_SAY = "Say for example `3 days ago` or `in 2 weeks`"


def single_day(said: str, today: int) -> int | Problem | None:
    distance = _SINGLE_DAYS.get(said)
    return None if distance is None else in_calendar(today + distance)


def distance(said: str, today: int) -> int | Problem | None:
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1), (_FROM_NOW, 1)):
        found = pattern.fullmatch(said.replace("a couple of ", "2 "))
        if found is None:
            continue
        count = spoken_count(found[1])
        if count is None:
            return Problem(f"how many {_several(found[2])} is `{shown(found[1])}`? {_SAY}")
        return _moved(today, sign * count, found[2])
    return None


def _several(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _moved(today: int, count: int, unit: str) -> int | Problem:
    if unit.startswith(("working", "business", "workday")):
        if abs(count) > LAST_DATE:
            return in_calendar(-1)
        return in_calendar(_working_days_away(today, count))
    match unit[0]:
        case "d":
            return in_calendar(today + count)
        case "w":
            return in_calendar(today + 7 * count)
        case "f":
            return in_calendar(today + 14 * count)
        case "m":
            return _months_away(today, count)
        case _:
            return _months_away(today, 12 * count)


def _working_days_away(today: int, count: int) -> int:
    weeks, rest = divmod(abs(count), 5)
    step = 1 if count >= 0 else -1
    day = today
    while (day + 6) % 7 > 4 and count:  # from a weekend: start from the working day behind us
        day -= step
    day += 7 * weeks * step
    while rest:
        day += step
        rest -= (day + 6) % 7 <= 4  # ordinal 1 is a Monday
    return day


def _months_away(today: int, months: int) -> int | Problem:
    """The same day of another month, or its last day where it is shorter."""
    start = date.fromordinal(today)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


def weekday(said: str, today: int) -> int | Problem | None:
    words = said.split(" ")
    day = named(words[-1], WEEKDAYS)
    if day is None or len(words) > 2:
        return None
    ahead = today + (day - date.fromordinal(today).weekday()) % 7  # today counts
    match words[:-1]:
        case []:
            return in_calendar(ahead if ahead - today <= 3 else ahead - 7)
        case ["this" | "coming" | "upcoming"]:
            return in_calendar(ahead)
        case ["last" | "past" | "previous"]:
            return in_calendar(ahead - 7)
        case ["next"]:
            return _next_weekday(said, ahead, day, today)
        case _:
            return None


def _next_weekday(said: str, ahead: int, day: int, today: int) -> int | Problem:
    """Two readings, the first one to come or the one of next week: taken where they are one day."""
    first = ahead if ahead > today else ahead + 7
    of_next_week = today - date.fromordinal(today).weekday() + 7 + day
    if first == of_next_week:
        return in_calendar(first)
    name = WEEKDAYS[day].capitalize()
    return Problem(
        f"`{shown(said)}` may mean {weekday_words(first)} or {weekday_words(of_next_week)}: "
        f"say `this {name}` or `{name} next week`"
    )


def weekday_of_week(said: str, today: int) -> int | Problem | None:
    found = _IN_WEEK.fullmatch(said)
    if found is None:
        return None
    day = named(found[1] or found[4], WEEKDAYS)
    if day is None:
        return None
    weeks = {"last": -1, "this": 0, "next": 1}[found[2] or found[3]]
    return in_calendar(today - date.fromordinal(today).weekday() + 7 * weeks + day)
