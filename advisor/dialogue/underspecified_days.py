"""Days as people mention them in passing: `monday week`, `within 10 working days`, `end of next week`.

What such words leave open is read as a person would who must not be late: of a week that is to come, its
Friday; of two lengths of time, the longer.
"""

from __future__ import annotations

import re
from datetime import date

from advisor import ir
from advisor.dialogue.day_arithmetic import UNIT, WEEKDAYS, WorkingDays, in_calendar, moved, named
from advisor.dialogue.quantities import (
    Ambiguous,
    Problem,
    longer_of,
    longer_with_unit,
    shown,
    spoken_count,
)
from advisor.rendering.words import weekday_words

LEADING = re.compile(r"^(?:(?:on|by|until|till|since|at|the|it was|it is|it's|that was|from) )+")
_CLOCK = r"(?:[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2}|noon|midday|midnight|lunch(?:time)?)"
_TIME = re.compile(
    rf" (?:(?:at |by |around |from |before )?{_CLOCK}|(?:at|around) [0-9]{{1,2}}(?:[:.][0-9]{{2}}| o'clock)?"
    r"|(?<!this )(?<!last )(?:morning|afternoon|evening|night)|[ap]m"
    r"|(?:at )?(?:the )?(?:very )?latest|or so|i (?:think|guess|believe|reckon)|probably|maybe|perhaps|please"
    r"|(?:at )(?:half past |quarter (?:past|to) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'clock)?"
    r"|(?:so )?(?:they|he|she) (?:said|say|says|told me)|i was told|as (?:promised|agreed)|apparently"
    r"|end of day|eod|cob|(?:at |by )?(?:the )?(?:close|end) of (?:business|play)|first thing)$"
)
_BEFORE = re.compile(
    r"^(?:about|around|roughly|approximately|probably|maybe|perhaps|i (?:think|guess|believe|reckon)"
    r"|some ?time|hopefully|like(?= [0-9])|(?:no|not) later than|(?:very )?latest|due|eod|end of day|first thing"
    r"|(?:the )?(?:close|end) of (?:business|play)|cob|in the course of|at some point|up to|this is"
    rf"|(?:at |by |around |before )?{_CLOCK}) (?:on |in |by )?"
)
_ROUGH_COUNT = re.compile(
    r"\b(in|within|over|after) (?:about|around|roughly|approximately|maybe|up to) "
)
_RANGE = re.compile(rf"\b([0-9]+|[a-z]+) ?(?:-|–|to|or) ?([0-9]+|[a-z]+) ?(?={UNIT}\b)")
_OR_MORE = re.compile(rf"\b(an?|[0-9]+|[a-z]+) {UNIT} or ([0-9]+|[a-z]+)$")
_TURNED = re.compile(
    r"([a-z]+) (last|past|gone|just gone|just past)|(?:this|the) (?:past|last) ([a-z]+)"
)
_COMING = re.compile(r"([a-z]+) coming|(?:this |the )?(?:coming|upcoming) ([a-z]+)")
_SO_MANY = re.compile(r"([0-9]{1,3}|[a-z]+) ([a-z]+)s (ago|back|from now)")
_DISTANCE = re.compile(
    rf"(in|within|inside|over|during|after|)(?: ?the)? ?(next|coming|)? ?([0-9]{{1,7}}|[a-z]+) ?{UNIT}(?: time)?"
)
_WEEKS_ON = re.compile(
    r"(?:in )?(?:([0-9]{1,4}|[a-z]+) )?(weeks?|fortnights?)(?: on| from| this| next| after|) ([a-z]+)"
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

_TENS = {"": 0, "twenty": 20, "thirty": 30}
_ORDINALS = (
    *(
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_ORDINAL = re.compile(rf"\b(?:(twenty|thirty)[- ])?({'|'.join(_ORDINALS)}|thirtieth)\b")
_ONE_MORE = r"(?:another|an? (?:further|extra|additional))"
_MORE = (
    (re.compile(rf"\b{_ONE_MORE}(?= {UNIT}\b)"), "1"),
    (re.compile(rf"\b{_ONE_MORE}(?= [0-9a-z]+ {UNIT}\b)"), ""),
    (re.compile(rf"(?<=[0-9a-z] )(?:more|extra|further|additional) (?={UNIT}\b)"), ""),
    (re.compile(rf"(?<=[0-9a-z] )({UNIT}) (?:more|longer)$"), r"\1"),
)
_SPELT = (  # each with what is read in its place
    *_MORE,
    (re.compile(r"[()]|\?+$"), " "),
    (re.compile(r"\bmid-"), "mid "),
    (
        re.compile(
            r"^(?:(?:the )?week (?:commencing|beginning|starting|of)|w/c|wc)(?: on)? (?=.*[0-9])"
        ),
        "",
    ),
    (re.compile(r"(?<=[a-z])'s time\b"), " time"),
    (re.compile(rf"\b(?:a )?couple (?:of )?(?={UNIT}\b)"), "2 "),
    (re.compile(rf"\b(?:a )?few (?={UNIT}\b)"), "3 "),
    (re.compile(r"(?<=[a-z]) or so (?=ago|back|from now)"), " "),
    (re.compile(r"\b(year|month|week)[- ]end\b(?<!weekend)"), r"end of the \1"),
    (re.compile(r"\b(?:the )?end of (?:the day|today)\b"), "eod"),
    (re.compile(r"^(?:a|1) week ago today$"), "7 days ago"),
    (re.compile(r"^(?:a|1) week ago yesterday$"), "8 days ago"),
    (re.compile(r"^fortnight$"), "1 fortnight"),
    (re.compile(r"^(?:over|within|in|during) the (?:next|coming) (week|month)$"), r"in 1 \1"),
)
_SHORT = {"eow": "end of the week", "eom": "end of the month", "eod": "today"}


def without_vagueness(said: str) -> str:
    """The words without times of the day and what makes them vague: `around the 4th of dec 5pm` is `4th of dec`."""
    for spelt, instead in _SPELT:
        said = spelt.sub(instead, said)
    said = LEADING.sub("", " ".join(said.split()))
    said = _ORDINAL.sub(_in_figures, _SHORT.get(said, said))
    before = ""
    while before != said:
        before = said
        said = LEADING.sub("", _BEFORE.sub("", _TIME.sub("", said)))
    said = _ROUGH_COUNT.sub(r"\1 ", said)
    if "ago" in said.split():
        return said
    return _RANGE.sub(longer_of, _OR_MORE.sub(longer_with_unit, said))


def added_length(said: str) -> str | None:
    """The length that is added to a day that stands: `a week` of `by a week`, `2 weeks` of `two more weeks`.

    None, where nothing is added: `in a week`.
    """
    bare = re.sub(r"^(?:by|for|to) ", "", said)
    spelt = re.sub(r" later$", " longer", bare)
    for pattern, instead in _MORE:
        spelt = pattern.sub(instead, spelt)
    if spelt == bare and not said.startswith("by "):
        return None
    for pattern, instead in _SPELT:
        spelt = pattern.sub(instead, spelt)
    spelt = " ".join(spelt.split())
    found = _DISTANCE.fullmatch(spelt)
    is_length = found and not found[1] and not found[2] and spoken_count(found[3]) is not None
    return spelt if is_length else None


def is_length(said: str) -> bool:
    """Whether a day is told by how long it takes, from the day on which that was said: `within ten days`, `2 weeks`."""
    spelt = LEADING.sub("", said)
    for pattern, instead in _SPELT:
        spelt = pattern.sub(instead, spelt)
    found = _DISTANCE.fullmatch(" ".join(spelt.split()))
    return found is not None and spoken_count(found[3]) is not None


def _in_figures(found: re.Match[str]) -> str:
    """`twenty first` is `21st`; `first` alone, which is also that of a week or a year, stays."""
    tens, ones = found[1], found[2]
    if ones == "first" and not tens:
        return ones
    number = 30 if ones == "thirtieth" else _TENS[tens or ""] + _ORDINALS.index(ones) + 1
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') if number not in (11, 12, 13) else 'th' }"


def turned_weekday(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    """`friday last`, `friday just gone`, `this past friday`; `friday coming`, `the coming friday`."""
    for pattern, days in ((_TURNED, -7), (_COMING, 0)):
        found = pattern.fullmatch(said)
        day = named(found[1] or found[found.re.groups], WEEKDAYS) if found else None
        if day is not None:
            ahead = _ahead(day, today)
            is_a_week_on = pattern is _COMING and ahead == today  # today does not come any more
            return in_calendar(ahead + (7 if is_a_week_on else days))
    return None


def so_many_weekdays(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    """`two fridays ago`: last Friday is one."""
    found = _SO_MANY.fullmatch(said)
    count = spoken_count(found[1]) if found else None
    day = named(found[2], WEEKDAYS) if found else None
    if found is None or count is None or day is None:
        return None
    ahead = _ahead(day, today)
    if found[3] != "from now":
        return in_calendar(ahead - 7 * count)
    return in_calendar((ahead if ahead > today else ahead + 7) + 7 * (count - 1))


def distance_without_side(
    said: str, today: int, looks: ir.Looks | None
) -> int | Problem | WorkingDays | None:
    """`a week`, `within 10 working days`, `the next 2 weeks`."""
    found = _DISTANCE.fullmatch(said)
    count = spoken_count(found[3]) if found else None
    if found is None or count is None:
        return None
    if found[1] or found[2] or looks is ir.Looks.AHEAD:
        return moved(today, count, found[4])
    if looks is ir.Looks.BACK:
        return moved(today, -count, found[4])
    if not re.match(r"[0-9]|an? ", said) and spoken_count(said.split(" ")[0]) is None:
        return None
    return Problem(f"`{shown(said)}` from now, or ago? Say `in {said}` or `{said} ago`")


def weeks_from_a_day(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    """`monday week`, `a week on monday`, `a week tomorrow`, `fortnight tomorrow`."""
    if found := _WEEKS_ON.fullmatch(said):
        if not found[1] and " after " in said:  # `the week after, friday`: after which?
            return None
        count, unit, day = spoken_count(found[1] or "a"), found[2], found[3]
    elif found := _DAY_WEEK.fullmatch(said):
        count, unit, day = 1, found[2], found[1]
    else:
        return None
    base = {"today": today, "tomorrow": today + 1}.get(day)
    at = named(day, WEEKDAYS)
    if at is not None:
        base = _ahead(at, today)
    if base is None or count is None:
        return None
    return in_calendar(base + count * (14 if unit.startswith("f") else 7))


def weekday_after_next(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    """`friday after next`: a week behind next Friday, of which there may be two."""
    found = _AFTER_NEXT.fullmatch(said)
    day = named(found[1], WEEKDAYS) if found else None
    if day is None:
        return None
    first, other = (in_calendar(one + 7) for one in next_weekdays(day, today))
    if isinstance(first, Problem) or isinstance(other, Problem) or first == other:
        return first
    return Ambiguous(
        f"`{shown(said)}` may mean {weekday_words(first)} or {weekday_words(other)}: say the date",
        (first, other),
    )


def next_weekdays(day: int, today: int) -> tuple[int, int]:
    """The two readings of `next friday`: the first one to come, and the one of next week."""
    ahead = _ahead(day, today)
    first = ahead if ahead > today else ahead + 7
    return first, today - date.fromordinal(today).weekday() + 7 + day


def weekday_before_last(said: str, today: int, _looks: ir.Looks | None) -> int | Problem | None:
    """`friday before last`, `a week ago friday`."""
    found = _BEFORE_LAST.fullmatch(said)
    day = named(found[1] or found[2] or found[3], WEEKDAYS) if found else None
    return None if day is None else in_calendar(_ahead(day, today) - 14)


def part_of_week(said: str, today: int, looks: ir.Looks | None) -> int | Problem | None:
    """`end of next week`, `early this week`; of a whole week to come, the last working day."""
    found = _PART_OF_WEEK.fullmatch(said)
    if found is None:
        return None
    part, which = found[1], found[2].strip()
    is_named = bool(which or found[3])
    if (part is None and (looks is not ir.Looks.AHEAD or not is_named)) or not (looks or is_named):
        return None
    weeks = {"next": 1, "following": 1, "coming": 1, "last": -1}.get(which, 0)
    weeks += 2 if found[3] else 0
    day = _FRIDAY if part is None else _DAYS.get(part.split(" ")[0], _FRIDAY)
    monday = today - date.fromordinal(today).weekday()
    if looks is ir.Looks.AHEAD and not weeks and day == _FRIDAY and today > monday + _FRIDAY:
        day = 6  # the week that is meant on a Saturday ends on Sunday
    return in_calendar(monday + 7 * weeks + day)


def _ahead(day: int, today: int) -> int:
    """The first such day of the week from today on."""
    return today + (day - date.fromordinal(today).weekday()) % 7


LOOSE_READINGS = (
    turned_weekday,
    so_many_weekdays,
    weeks_from_a_day,
    weekday_after_next,
    weekday_before_last,
    part_of_week,
    distance_without_side,
)
