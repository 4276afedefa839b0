"""The forms in which people write a day: in figures, by the day of the week, or counted from another day.

Each reads one form, and gives None for any other; seen from `today`, an ordinal.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from datetime import date

from advisor import ir
from advisor.dialogue.day_arithmetic import (
    MONTHS,
    UNIT,
    WEEKDAYS,
    WorkingDays,
    in_calendar,
    moved,
    named,
)
from advisor.dialogue.quantities import (
    Ambiguous,
    Problem,
    shown,
    spoken_count,
)
from advisor.dialogue.underspecified_days import (
    LEADING,
    LOOSE_READINGS,
    next_weekdays,
)
from advisor.rendering.words import weekday_words

_EDGE = re.compile(
    r"(end|beginning|start|first day|last day|first|last) of (?:the )?"
    r"(month|this month|next month|last month|year|this year|next year|last year|[a-z]+)( [0-9]{4})?"
)
_MIDDLE = re.compile(
    r"(?:mid|middle of|midway through) (?:the )?(month|this month|next month|last month|[a-z]+)"
    r"(?: ([0-9]{4}))?"
)
_ISO = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[t ][0-9:.z]+)?")
_NUMERIC = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})(?:\2 ?([0-9]{4}|[0-9]{2})?)?")
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?([a-z]+)\.? ?([0-9]{4}|'?[0-9]{2})?"
)
_MONTH_DAY = re.compile(
    r"([a-z]+)\.? ?(?:the )?([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: ([0-9]{4}|'[0-9]{2}))?"
)
_WEEKDAY_OF_MONTH = re.compile(
    r"(first|1st|2nd|3rd|4th|last) ([a-z]+) (?:of|in) (?:the )?(month|this month|next month|last month|[a-z]+)"
    r"(?: ([0-9]{4}))?"
)
_DAY_ONLY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)(?: of (this|next|last|the) month)?")


def edge_of_period(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    found = _EDGE.fullmatch(said.replace("end of month", "end of the month"))
    if found is None:
        return None
    is_end = found[1] in {"end", "last day", "last"}
    now, what = date.fromordinal(today), found[2]
    step = {"next": 1, "last": -1}.get(what.split(" ")[0], 0)
    if what.endswith("month"):
        year, month = divmod(now.year * 12 + now.month - 1 + step, 12)
        month += 1
    elif what.endswith("year"):
        year, month = now.year + step, 12 if is_end else 1
    else:
        at = named(what, MONTHS)
        if at is None or (found[1] == "last" and step):
            return None
        month = at + 1
        if found[3] is None:
            return _nearest((_edge_of(y, month, is_end) for y in _years(now.year)), today, looks)
        year = int(found[3])
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    return _edge_of(year, month, is_end)


def weekday_of_month(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    """`first monday in december`, `last friday of the month`."""
    found = _WEEKDAY_OF_MONTH.fullmatch(said)
    day = named(found[2], WEEKDAYS) if found else None
    if found is None or day is None:
        return None
    number = -1 if found[1] == "last" else int(found[1].replace("first", "1")[0]) - 1
    now, what = date.fromordinal(today), found[3].split(" ")
    if what[-1] == "month":
        step = {"next": 1, "last": -1}.get(what[0], 0)
        year, month = divmod(now.year * 12 + now.month - 1 + step, 12)
        return _counted_weekday(day, number, year, month + 1)
    at = named(found[3], MONTHS)
    if at is None:
        return None
    if found[4] is not None:
        return _counted_weekday(day, number, int(found[4]), at + 1)
    days = (_counted_weekday(day, number, year, at + 1) for year in _years(now.year))
    return _nearest((d for d in days if isinstance(d, int)), today, looks)


def _counted_weekday(day: int, number: int, year: int, month: int) -> int | Problem:
    """Of such days of the week in a month the one with this number, from 0; -1 for the last."""
    if not 1 <= year <= 9999:
        return in_calendar(-1)
    first, length = date(year, month, 1).toordinal(), monthrange(year, month)[1]
    ahead = (day - date.fromordinal(first).weekday()) % 7
    return list(range(first + ahead, first + length, 7))[number]


def _edge_of(year: int, month: int, is_end: bool) -> int:
    return date(year, month, monthrange(year, month)[1] if is_end else 1).toordinal()


def iso_day(said: str, _today: int, _looks: ir.Looks | None) -> int | Problem | None:
    found = _ISO.fullmatch(said)
    if found is None:
        return None
    return _day_of(int(found[4]), int(found[3]), int(found[1]))


def numeric_day(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    found = _NUMERIC.fullmatch(said)
    if found is None:
        return None
    one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
    if mark != "." and one <= 12 and two <= 12 and one != two and one and two:
        return Problem(
            f"`{shown(said)}` may mean {one} {ir.MONTHS[two - 1]} or "
            f"{two} {ir.MONTHS[one - 1]}: say the month by its name"
        )
    day, month = (two, one) if mark != "." and one <= 12 < two else (one, two)
    if month > 12 or month < 1:
        return Problem(f"there is no month {month} in `{shown(said)}`")
    return _dated(day, month, year, today, looks)


def day_of_month(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    for pattern, day_group, month_group in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        found = pattern.fullmatch(said)
        month = named(found[month_group], MONTHS) if found else None
        if found is not None and month is not None:
            return _dated(int(found[day_group]), month + 1, found[3], today, looks)
    return None


def day_only(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    found = _DAY_ONLY.fullmatch(said)
    if found is None:
        return None
    day = int(found[1])
    if not 1 <= day <= 31:
        return Problem(f"no month has {day} days" if day else "the days of a month begin with 1")
    now, which = date.fromordinal(today), found[2]
    one = {"next": 1, "last": -1}.get(which, 0)
    steps = range(one, one + 1) if which else range(-3, 4)
    months = [divmod(now.year * 12 + now.month - 1 + step, 12) for step in steps]
    if which:
        return _day_of(day, months[0][1] + 1, months[0][0])
    days = (
        date(year, month + 1, day).toordinal()
        for year, month in months
        if 1 <= year <= 9999 and day <= monthrange(year, month + 1)[1]
    )
    return _nearest(days, today, looks, _WHOLE_MONTHS)


_FEASTS = {
    "christmas eve": (24, 12),
    "christmas": (25, 12),
    "christmas day": (25, 12),
    "xmas": (25, 12),
    "boxing day": (26, 12),
    "new year's eve": (31, 12),
    "new years eve": (31, 12),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
}


def feast(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    found = _FEASTS.get(said)
    return None if found is None else _dated(*found, None, today, looks)


def middle_of_month(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    found = _MIDDLE.fullmatch(said)
    if found is None:
        return None
    now, what = date.fromordinal(today), found[1].split(" ")
    if what[-1] == "month":
        step = {"next": 1, "last": -1}.get(what[0], 0)
        year, month = divmod(now.year * 12 + now.month - 1 + step, 12)
        return _day_of(15, month + 1, year)
    at = named(found[1], MONTHS)
    return None if at is None else _dated(15, at + 1, found[2], today, looks)


def _dated(
    day: int, month: int, year: str | None, today: int, looks: ir.Looks | None
) -> int | Problem:
    """A day of a month in the year that was said, or in the nearest one that has the day."""
    now = date.fromordinal(today)
    if year is not None and len(year) == 4:
        return _day_of(day, month, int(year))
    if year is not None:
        short = int(year.lstrip("'"))
        years: Iterator[int] = (y for y in range(now.year - 60, now.year + 61) if y % 100 == short)
    else:
        years = _years(now.year)
    days = (_day_of(day, month, y) for y in years if 1 <= y <= 9999)
    return _nearest((d for d in days if isinstance(d, int)), today, looks) or _no_such_day(
        day, month
    )


def _years(around: int) -> Iterator[int]:
    """Far enough for a 29 February."""
    return (year for year in range(around - 8, around + 9) if 1 <= year <= 9999)


_FAR = 274  # days: further off, a day without its year rather lies on the other side
_WHOLE_MONTHS = 100  # days: a day without its month is never so far off


def _nearest(
    days: Iterator[int], today: int, looks: ir.Looks | None, far: int = _FAR
) -> int | None:
    """The nearest day on the side that is meant, if it is not too far off, else the nearest of all."""
    known = list(days)
    right = [day for day in known if is_on_side(day, today, looks) and abs(day - today) <= far]
    return min(right or known, key=lambda day: (abs(day - today), -day), default=None)


def _day_of(day: int, month: int, year: int) -> int | Problem:
    if not 1 <= year <= 9999:
        return Problem("years run from 1 to 9999")
    if not 1 <= month <= 12:
        return Problem(f"there is no month {month}")
    if not 1 <= day <= monthrange(year, month)[1]:
        return _no_such_day(day, month, year)
    return date(year, month, day).toordinal()


def _no_such_day(day: int, month: int, year: int | None = None) -> Problem:
    name = ir.MONTHS[month - 1]
    if month == 2 and day == 29 and year is not None and not isleap(year):
        return Problem(f"there is no 29 February in {year}: it has 28 days then")
    most = monthrange(2024, month)[1]
    at_most = "at most " if month == 2 else ""
    return Problem(f"there is no {day} {name}: it has {at_most}{most} days")


_SINGLE_DAYS = {
    "today": 0,
    "now": 0,
    "just now": 0,
    "right now": 0,
    "earlier today": 0,
    "later today": 0,
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
_AGO = re.compile(rf"([0-9]{{1,7}}|[a-z]+) ?{UNIT} (ago|before today|back)")
_AHEAD = re.compile(rf"in ([0-9]{{1,7}}|[a-z]+) ?{UNIT}(?: time)?")
_FROM_NOW = re.compile(rf"([0-9]{{1,7}}|[a-z]+) ?{UNIT} (?:from now|from today|ahead|after today)")
_BESIDE = re.compile(
    rf"([0-9]{{1,7}}|[a-z]+) ?{UNIT} (after|from|before) (yesterday|today|tomorrow)"
)
_IN_WEEK = re.compile(
    r"(?:([a-z]+) (?:of |in )?(?:the )?(last|this|next) week|(last|this|next) week (?:on )?([a-z]+))"
)
_SAY = "Say for example `3 days ago` or `in 2 weeks`"


def single_day(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    distance = _SINGLE_DAYS.get(said)
    return None if distance is None else in_calendar(today + distance)


def distance(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | WorkingDays | None:
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1), (_FROM_NOW, 1)):
        found = pattern.fullmatch(said.replace("a couple of ", "2 "))
        if found is None:
            continue
        count = spoken_count(found[1])
        if count is None:
            return Problem(f"how many {_several(found[2])} is `{shown(found[1])}`? {_SAY}")
        return moved(today, sign * count, found[2])
    return None


def distance_from_a_day(
    said: str, today: int, _looks: ir.Looks | None
) -> int | Problem | WorkingDays | None:
    """`2 days after tomorrow`, `a week before yesterday`."""
    found = _BESIDE.fullmatch(said)
    count = spoken_count(found[1]) if found else None
    if found is None or count is None:
        return None
    start = in_calendar(today + _SINGLE_DAYS[found[4]])
    if isinstance(start, Problem):
        return start
    return moved(start, -count if found[3] == "before" else count, found[2])


def _several(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def weekday(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    words = said.split(" ")
    day = named(words[-1], WEEKDAYS)
    if day is None or len(words) > 2:
        return None
    ahead = today + (day - date.fromordinal(today).weekday()) % 7  # today counts
    match words[:-1]:
        case [] if looks is None:
            return in_calendar(ahead if ahead - today <= 3 else ahead - 7)
        case [] if ahead == today:
            return _today_or(today, looks)
        case []:
            return in_calendar(ahead if looks is ir.Looks.AHEAD else ahead - 7)
        case ["this"]:
            return in_calendar(ahead)
        case ["coming" | "upcoming"]:
            return in_calendar(ahead if ahead > today else ahead + 7)
        case ["last" | "past" | "previous"]:
            return in_calendar(ahead - 7)
        case ["next"] if looks is ir.Looks.BACK:  # whichever it is, it is asked back
            return in_calendar(ahead if ahead > today else ahead + 7)
        case ["next"]:
            return _next_weekday(said, day, today)
        case _:
            return None


def _today_or(today: int, looks: ir.Looks | None) -> Problem:
    """`friday` on a Friday: today, or a week from or before it."""
    is_ahead = looks is ir.Looks.AHEAD
    other = today + 7 if is_ahead else today - 7
    name = ir.WEEKDAYS[date.fromordinal(today).weekday()]
    return Ambiguous(
        f"today is a {name}: do you mean today or {weekday_words(other, today)}? "
        f"Say `today` or `{'next' if is_ahead else 'last'} {name}`",
        (today, other),
    )


def _next_weekday(said: str, day: int, today: int) -> int | Problem:
    """Two readings, the first one to come or the one of next week: taken where they are one day."""
    first, of_next_week = next_weekdays(day, today)
    if first == of_next_week:
        return in_calendar(first)
    name = ir.WEEKDAYS[day]
    return Ambiguous(
        f"`{shown(said)}` may mean {weekday_words(first)} or {weekday_words(of_next_week)}: "
        f"say `this {name}` or `{name} next week`",
        (first, of_next_week),
    )


def weekday_of_week(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    found = _IN_WEEK.fullmatch(said)
    if found is None:
        return None
    day = named(found[1] or found[4], WEEKDAYS)
    if day is None:
        return None
    weeks = {"last": -1, "this": 0, "next": 1}[found[2] or found[3]]
    return in_calendar(today - date.fromordinal(today).weekday() + 7 * weeks + day)


def is_on_side(day: int, today: int, looks: ir.Looks | None) -> bool:
    """Whether a day lies where such days lie; today lies on both sides."""
    match looks:
        case ir.Looks.AHEAD:
            return day >= today
        case ir.Looks.BACK:
            return day <= today
        case None:
            return True


_WHICH = re.compile(r"^(?:last|this|next|coming) (?=[a-z]+ .*[0-9])")
_WEEKDAY_BEHIND = re.compile(r"(.*[0-9].*) ([a-z]+)")


def with_weekday(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    """`Fri 20 Nov 2026`, `20 Nov, Friday`, `last friday, the 20th`: the day of the week has to be right."""
    said = _WHICH.sub("", said)
    if (turned := _WEEKDAY_BEHIND.fullmatch(said)) and named(turned[2], WEEKDAYS) is not None:
        said = f"{turned[2]} {turned[1]}"
    first, _, rest = said.partition(" ")
    day = named(first.rstrip("."), WEEKDAYS)
    rest = LEADING.sub("", rest)
    if day is None or not rest:
        return None
    for reading in (iso_day, numeric_day, day_of_month, day_only):
        found = reading(rest, today, looks)
        if isinstance(found, int) and date.fromordinal(found).weekday() != day:
            right = ir.WEEKDAYS[date.fromordinal(found).weekday()]
            return Problem(f"{weekday_words(found)} is a {right}, not a {ir.WEEKDAYS[day]}")
        if found is not None:
            return found
    return None


FORMS: tuple[Callable[[str, int, ir.Looks | None], int | Problem | WorkingDays | None], ...] = (
    *LOOSE_READINGS,
    single_day,
    distance_from_a_day,
    distance,
    weekday,
    weekday_of_week,
    weekday_of_month,
    edge_of_period,
    middle_of_month,
    iso_day,
    numeric_day,
    day_of_month,
    day_only,
    with_weekday,
    feast,
)
