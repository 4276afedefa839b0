"""Days as people mention them in passing: `monday week`, `within 10 working days`, `end of next week`.

What such words leave open is read as a person would who must not be late: of a week that is to come, its
Friday; of two lengths of time, the longer.
"""

from __future__ import annotations

import re
from datetime import date

from advisor.dialogue.counting import UNIT, WEEKDAYS, WorkingDays, in_calendar, moved, named
from advisor.dialogue.quantities import Problem, longer_of, shown, spoken_count
from advisor.ir.packs import Looks

_TIME = re.compile(
    r" (?:(?:at |by |around |from )?(?:[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2}"
    r"|noon|midday|midnight|lunchtime)|at [0-9]{1,2}(?: o'clock)?"
    r"|(?<!this )(?<!last )(?:morning|afternoon|evening|night|lunchtime)"
    r"|at the latest|latest|or so|i think|i guess|probably|please|end of day|eod|cob"
    r"|(?:at |by )?(?:the )?(?:close|end) of business|first thing)$"
)
_BEFORE = re.compile(
    r"^(?:about|around|roughly|approximately|probably|maybe|perhaps|i think|some ?time|hopefully"
    r"|(?:no|not) later than|due|(?:the )?(?:close|end) of business|cob|eod|end of day|first thing"
    r"|in the course of|at some point|up to|this is) (?:on |in |by )?"
)
_ROUGH_COUNT = re.compile(
    r"\b(in|within|over|after) (?:about|around|roughly|approximately|maybe|up to) "
)
_RANGE = re.compile(rf"\b([0-9]+|[a-z]+) ?(?:-|–|to|or) ?([0-9]+|[a-z]+) ?(?={UNIT}\b)")
_TURNED = re.compile(r"([a-z]+) (next|coming|last|past|gone|just gone|just past)")
_DISTANCE = re.compile(
    rf"(in|within|inside|over|during|after|)(?: ?the)? ?(next|coming|)? ?([0-9]{{1,7}}|[a-z]+) ?{UNIT}(?: time)?"
)
_WEEKS_ON = re.compile(
    r"(?:in )?([0-9]{1,4}|[a-z]+) (weeks?|fortnights?)(?: on| from| this| next| after|) ([a-z]+)"
)
_DAY_WEEK = re.compile(r"([a-z]+) (?:in a )?(week|fortnight)")
_AFTER_NEXT = re.compile(r"([a-z]+) after next")
_BEFORE_LAST = re.compile(
    r"(?:([a-z]+) before last|a week (?:ago )?(?:on )?last ([a-z]+)|a week ago (?:on )?([a-z]+))"
)
_PART_OF_WEEK = re.compile(
    r"(?:(early|earlier|beginning of|beginning|start of|mid|middle of|late|later|end of|end)(?: in)? )?"
    r"(?:the )?(this |next |last |coming |following |)week( after next|)"
)
_DAYS = {"early": 0, "earlier": 0, "beginning": 0, "start": 0, "mid": 2, "middle": 2}
_FRIDAY = 4


def without_what_is_loose(said: str) -> str:
    """The words without times of the day and what makes them vague: `around 4 dec 5pm` is `4 dec`."""
    said = said.replace("mid-", "mid ").replace("a couple of ", "2 ").replace("a couple ", "2 ")
    said = re.sub(r"\ba few (?=days|weeks|months)", "3 ", said)
    said = {"eow": "end of the week", "eom": "end of the month", "eod": "today"}.get(said, said)
    said = re.sub(r"^(?:over|within|in|during) the (?:next|coming) (week|month)$", r"in 1 \1", said)
    before = ""
    while before != said:
        before = said
        said = _BEFORE.sub("", _TIME.sub("", said))
    said = _ROUGH_COUNT.sub(r"\1 ", said)
    return said if "ago" in said.split() else _RANGE.sub(longer_of, said)


def turned_weekday(said: str, today: int, _looks: Looks | None) -> int | Problem | None:
    """`friday last`, `friday just gone`, `this past friday`."""
    found = _TURNED.fullmatch(said) or re.fullmatch(r"(?:this|the) (?:past|last) ([a-z]+)", said)
    day = named(found[1], WEEKDAYS) if found else None
    if found is None or day is None or said.endswith((" next", " coming")):
        return None
    return in_calendar(_ahead(day, today) - 7)


def distance_without_side(
    said: str, today: int, looks: Looks | None
) -> int | Problem | WorkingDays | None:
    """`a week`, `within 10 working days`, `the next 2 weeks`."""
    found = _DISTANCE.fullmatch(said)
    count = spoken_count(found[3]) if found else None
    if found is None or count is None:
        return None
    if found[1] or found[2] or looks is Looks.AHEAD:
        return moved(today, count, found[4])
    if looks is Looks.BACK:
        return moved(today, -count, found[4])
    if not re.match(r"[0-9]|an? ", said) and spoken_count(said.split(" ")[0]) is None:
        return None
    return Problem(f"`{shown(said)}` from now, or ago? Say `in {said}` or `{said} ago`")


def weeks_from_a_day(said: str, today: int, _looks: Looks | None) -> int | Problem | None:
    """`monday week`, `a week on monday`, `a week tomorrow`, `friday after next`."""
    if found := _WEEKS_ON.fullmatch(said):
        count, unit, day = spoken_count(found[1]), found[2], found[3]
    elif found := _DAY_WEEK.fullmatch(said):
        count, unit, day = 1, found[2], found[1]
    elif found := _AFTER_NEXT.fullmatch(said):
        count, unit, day = 1, "week", found[1]
    else:
        return None
    base = {"today": today, "tomorrow": today + 1}.get(day)
    at = named(day, WEEKDAYS)
    if at is not None:
        base = _ahead(at, today)
    if base is None or count is None:
        return None
    return in_calendar(base + count * (14 if unit.startswith("f") else 7))


def weekday_before_last(said: str, today: int, _looks: Looks | None) -> int | Problem | None:
    """`friday before last`, `a week ago friday`."""
    found = _BEFORE_LAST.fullmatch(said)
    day = named(found[1] or found[2] or found[3], WEEKDAYS) if found else None
    return None if day is None else in_calendar(_ahead(day, today) - 14)


def part_of_week(said: str, today: int, looks: Looks | None) -> int | Problem | None:
    """`end of next week`, `early this week`; of a whole week to come, the last working day."""
    found = _PART_OF_WEEK.fullmatch(said)
    if found is None:
        return None
    part, which = found[1], found[2].strip()
    is_named = bool(which or found[3])
    if (part is None and (looks is not Looks.AHEAD or not is_named)) or not (looks or is_named):
        return None
    weeks = {"next": 1, "following": 1, "coming": 1, "last": -1}.get(which, 0)
    weeks += 2 if found[3] else 0
    day = _FRIDAY if part is None else _DAYS.get(part.split(" ")[0], _FRIDAY)
    monday = today - date.fromordinal(today).weekday()
    if looks is Looks.AHEAD and not weeks and day == _FRIDAY and today > monday + _FRIDAY:
        day = 6  # the week that is meant on a Saturday ends on Sunday
    return in_calendar(monday + 7 * weeks + day)


def _ahead(day: int, today: int) -> int:
    """The first such day of the week from today on."""
    return today + (day - date.fromordinal(today).weekday()) % 7


LOOSE_READINGS = (
    turned_weekday,
    weeks_from_a_day,
    weekday_before_last,
    part_of_week,
    distance_without_side,
)
