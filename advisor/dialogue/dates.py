"""Dates as people type them, read in whatever form: on the side that is asked for, with mistakes asked back."""

from __future__ import annotations

import re
from datetime import date

from advisor import ir
from advisor.diagnostics.suggestions import closest
from advisor.dialogue.carrier_phrases import read_in_carrier_phrase
from advisor.dialogue.date_forms import FORMS, is_on_side
from advisor.dialogue.day_arithmetic import (
    MONTHS,
    WEEKDAYS,
    WorkingDays,
    named,
    working_days_away,
)
from advisor.dialogue.quantities import (
    NUMBER_WORDS,
    AskedBack,
    Problem,
    Unknown,
    shown,
    with_figures,
)
from advisor.dialogue.text_normalization import spelt_out
from advisor.dialogue.underspecified_days import (
    without_vagueness,
)
from advisor.rendering.words import distance_words, weekday_words


def examples(looks: ir.Looks | None = None) -> str:
    """Days as one may type them, of the side that is asked for."""
    match looks:
        case ir.Looks.AHEAD:
            return "`20 nov`, `friday`, `in 3 days`, `tomorrow` or `2026-11-20`"
        case ir.Looks.BACK:
            return "`20 nov`, `last friday`, `3 days ago`, `yesterday` or `2026-11-20`"
        case None:
            return "`20 nov`, `last friday`, `in 3 days`, `tomorrow` or `2026-11-20`"


def read_date(
    text: str, today: int, looks: ir.Looks | None = None, calendar: ir.Calendar | None = None
) -> int | Problem:
    """The ordinal of the day that the words name, seen from `today` (an ordinal).

    Working days are counted by the calendar, if there is one.

    With `looks`, words that could mean a day on either side mean one on that side: on a Monday, `friday` is
    in four days or three days ago. A day on the other side is asked back, unless it is written out with its
    year and may be right.
    """
    return read_in_carrier_phrase(text, lambda words: read_day_alone(words, today, looks, calendar))


def read_day_alone(
    text: str, today: int, looks: ir.Looks | None = None, calendar: ir.Calendar | None = None
) -> int | Problem:
    """The same of words that say a day and nothing else; `by friday` is none on which something happened."""
    limit = _LIMIT.fullmatch(text.strip()) if looks is ir.Looks.BACK else None
    if limit is not None and isinstance(read_day(limit[1], today, looks, calendar), int):
        return Problem(
            f"`{shown(text.strip())}` tells of a day to come, and this is about something that has happened"
        )
    return read_day(text, today, looks, calendar)


_LIMIT = re.compile(r"(?:by|until|till) (.+)", re.IGNORECASE)


def read_day(
    text: str, today: int, looks: ir.Looks | None = None, calendar: ir.Calendar | None = None
) -> int | Problem:
    """The same of the days in a sentence, whatever they are days of."""
    said = _plain(text)
    if not said:
        return Problem(f"type a day, for example {examples(looks)}")
    if said.startswith("before "):
        return _before(said.removeprefix("before "), today, looks, calendar)
    for reading in FORMS:
        found = reading(said, today, looks)
        if isinstance(found, WorkingDays):
            found = working_days_away(today, found.count, calendar)
        if found is not None:
            if isinstance(found, Problem) or is_on_side(found, today, looks):
                return found
            return _asked_back(text, said, found, today, looks)
    meant = _without_mistakes(said)
    if meant != said and isinstance(day := read_day(meant, today, looks, calendar), int):
        which = f"did you mean `{shown(meant)}`, {weekday_words(day, today)}?"
        return AskedBack(
            f"`{shown(text.strip())}` is not a day that I know: {which}", text, day, None
        )
    return Unknown(_why_not(text, said, looks))


def _before(
    said: str, today: int, looks: ir.Looks | None, calendar: ir.Calendar | None
) -> int | Problem:
    """`before friday`: of what is to come, the last day before it; else it may be any day."""
    if looks is ir.Looks.AHEAD and said in ("the weekend", "this weekend"):
        return today + (4 - date.fromordinal(today).weekday()) % 7  # the Friday
    day = read_date(said, today, looks, calendar)
    is_one_day = not _PERIOD.search(said)
    if looks is ir.Looks.AHEAD and is_one_day and isinstance(day, int) and day > today:
        return day - 1
    if isinstance(day, Problem) and is_one_day and not isinstance(day, AskedBack):
        return day
    return Problem(f"`before {shown(said)}` is not one day: say for example {examples(looks)}")


_PERIOD = re.compile(r"week|month|year|weekend")


def _asked_back(
    text: str, said: str, day: int, today: int, looks: ir.Looks | None
) -> int | Problem:
    """What is said about a day on the wrong side; a passed day may be right, one to come cannot be."""
    is_ahead = looks is ir.Looks.AHEAD
    if is_ahead and _YEAR.search(said):
        return day
    side = "past" if is_ahead else "future"
    message = f"that would be in the {side}: {weekday_words(day, today)}"
    other = _same_weekday(said, day, today, is_ahead)
    if other is None and is_ahead:
        return AskedBack(f"{message}. Is that right?", text, day, day)
    if other is None:
        return Problem(f"{message}, and this is about something that has happened")
    message = f"{message}. Did you mean {weekday_words(other, today)}?"
    return AskedBack(message, text, other, day if is_ahead else None)


_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])|[0-9]{8}")


def _same_weekday(said: str, day: int, today: int, is_ahead: bool) -> int | None:
    """The nearest same day of the week on the right side, where the words name a day of the week."""
    if not any(named(word, WEEKDAYS) is not None for word in said.split(" ")):
        return None
    ahead = today + (day - today) % 7
    other = (ahead if ahead > today else ahead + 7) if is_ahead else ahead - 7
    return other if 1 <= other <= ir.LAST_DATE else None


def date_echo(ordinal: int, today: int) -> str:
    """How an understood date is repeated: `Fri 20 Nov 2026, 2 days ago`."""
    return f"{weekday_words(ordinal)}, {distance_words(ordinal, today)}"


def _plain(text: str) -> str:
    said = spelt_out(" ".join(text.lower().replace(",", " ").replace("’", "'").split()))
    said = re.sub(r"(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", said)  # 20-nov-2026
    said = re.sub(r"(?<=[a-z])\.$|(?<=s)'(?= )", "", said)  # Today. two weeks' time
    return without_vagueness(with_figures(said.strip(" !;:")))


_DAY = f"(?:{'|'.join((*WEEKDAYS, *(day[:3] for day in WEEKDAYS), 'today', 'tomorrow'))})"
_TWO = re.compile(rf"(?:either |between )?(?:on )?{_DAY} (?:or|and) (?:on )?{_DAY}")
_OTHERS = "today yesterday tomorrow days weeks ago next last"
_KNOWN = (*_OTHERS.split(), *MONTHS, *WEEKDAYS)


def _without_mistakes(said: str) -> str:
    """`yestrday` as `yesterday`: what was typed, with the nearest words that days are made of."""
    return re.sub(r"[a-z]+", lambda found: _meant(found[0]), said)


def _meant(word: str) -> str:
    is_known = (
        word in _KNOWN or word in NUMBER_WORDS or named(word, [*MONTHS, *WEEKDAYS]) is not None
    )
    near = None if is_known or len(word) <= 3 else closest(word, _KNOWN)
    return near or word


def _why_not(typed: str, said: str, looks: ir.Looks | None) -> str:
    words = re.findall(r"[a-z]+", said)
    if "week" in said.split() and not re.search(r"[0-9]", said):
        which = "last" if "last" in words else "this" if "this" in words else "next"
        return (
            f"`{shown(said)}` is a whole week: name a day of it, for example `friday {which} week`"
        )
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
        return f"`{said}` is not one day: say for example {examples(looks)}"
    if _TWO.fullmatch(said):
        return f"`{shown(said)}` are two days: say one, of a deadline the later one"
    if re.match(r"(after|not before|not until|not on|not) ", said):
        return f"`{shown(said)}` is not one day: say for example {examples(looks)}"
    for word in words:
        if (meant := _meant(word)) != word:
            return f"`{shown(typed.strip())}` is not a day that I know: did you mean `{meant}`?"
    return f"`{shown(typed.strip())}` is not a day that I know: say for example {examples(looks)}"
