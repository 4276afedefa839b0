"""Working days by a calendar: what each engine makes of them, and the same walked day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.analysis import build_program
from advisor.backends.columnar.kernels.calendars import add_working_days, table_of
from advisor.backends.oracle import open_questions, verdicts
from advisor.backends.oracle.arithmetic import OutOfRange, add_days_of
from advisor.backends.rete.arithmetic import DaysOfWork, OutOfRangeError
from advisor.ir import LAST_DATE, Calendar, Instance
from advisor.loading.declarations.packs import load_pack_texts
from tests.agreement.comparing import Rivals
from tests.agreement.engines import ORACLE
from tests.strategies.situations import Posed


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# 2026: Thu 24 and Fri 25 Dec and Mon 28 Dec are closed, Sat 19 Dec is worked.
WINTER = Calendar(
    "winter",
    closed=tuple(map(day, ("2026-12-24", "2026-12-25", "2026-12-28"))),
    open=(day("2026-12-19"),),
    first=day("2026-01-01"),
    last=day("2026-12-31"),
)
GULF = Calendar("gulf", weekend=(4, 5))

BY_HAND = {
    "over Christmas": (WINTER, "2026-12-23", 1, "2026-12-29"),
    "from a closed day, as from the day before": (WINTER, "2026-12-25", 1, "2026-12-29"),
    "to a Saturday that is worked": (WINTER, "2026-12-18", 1, "2026-12-19"),
    "no days from a day of work": (WINTER, "2026-12-23", 0, "2026-12-23"),
    "no days from a Saturday that is worked": (WINTER, "2026-12-19", 0, "2026-12-19"),
    "no days from a closed day": (WINTER, "2026-12-24", 0, "2026-12-29"),
    "back over Christmas": (WINTER, "2026-12-29", -1, "2026-12-23"),
    "back from a closed day": (WINTER, "2026-12-26", -2, "2026-12-22"),
    "the last day of the year": (WINTER, "2026-12-30", 1, "2026-12-31"),
    "beyond the year": (WINTER, "2026-12-31", 1, None),
    "from beyond the year": (WINTER, "2027-01-04", -1, None),
    "from beyond the year by no days": (WINTER, "2027-01-04", 0, None),
    "from the first day beyond the year": (WINTER, "2027-01-01", -1, None),
    "from the last day before the year": (WINTER, "2025-12-31", 1, None),
    "before the year": (WINTER, "2026-01-01", -1, None),
    "the first day of the year": (WINTER, "2026-01-02", -1, "2026-01-01"),
    "another weekend": (GULF, "2026-12-24", 1, "2026-12-27"),
    "another weekend, a week on": (GULF, "2026-12-24", 5, "2026-12-31"),
    "another weekend, back": (GULF, "2026-12-27", -1, "2026-12-24"),
    "another weekend, from inside": (GULF, "2026-12-25", 0, "2026-12-27"),
    "the first of all days": (GULF, "0001-01-01", -1, None),
    "the last of all days": (GULF, "9999-12-31", 1, None),
}

Adding = Callable[[Calendar, int, int], "int | None"]


def by_the_oracle(calendar: Calendar, start: int, count: int) -> int | None:
    try:
        found = add_days_of(calendar, start, count)
    except OutOfRange:
        return None
    return found


def by_the_network(calendar: Calendar, start: int, count: int) -> int | None:
    try:
        return DaysOfWork(calendar).add(start, count)
    except OutOfRangeError:
        return None


def by_columns(calendar: Calendar, start: int, count: int) -> int | None:
    """Among other rows, by other calendars."""
    table = table_of((WINTER, calendar))
    days = np.array([start, day("2026-06-01"), day("2026-06-01")], np.int32)
    counts, codes = np.array([count, 1, 1], np.int32), np.array([1, -1, 0], np.int8)
    found, bad = add_working_days(days, counts, codes, None, table)
    assert found[1:].tolist() == [day("2026-06-02")] * 2
    is_bad = (bad is not None and bool(bad[0])) or not 1 <= int(found[0]) <= LAST_DATE
    return None if is_bad else int(found[0])


def by_columns_alone(calendar: Calendar, start: int, count: int) -> int | None:
    """All rows by one calendar, and so far."""
    table = table_of((calendar,))
    found, bad = add_working_days(
        np.array([start], np.int32), np.int32(count), np.int8(0), None, table
    )
    is_bad = (bad is not None and bool(bad[0])) or not 1 <= int(found[0]) <= LAST_DATE
    return None if is_bad else int(found[0])


def walked(calendar: Calendar, start: int, count: int) -> int | None:
    """One day after the other, with the words of the reference."""

    def is_worked(at: date) -> bool:
        is_weekend = at.weekday() in calendar.weekend
        ordinal = at.toordinal()
        return ordinal in calendar.open if is_weekend else ordinal not in calendar.closed

    first, last = date.fromordinal(calendar.first), date.fromordinal(calendar.last)
    at = date.fromordinal(start)
    if not first <= at <= last:
        return None
    if count == 0 and is_worked(at):
        return at.toordinal()
    step = -1 if count < 0 else 1
    for _ in range(max(abs(count), 1)):
        while True:
            try:
                at += timedelta(days=step)
            except OverflowError:
                return None
            if not first <= at <= last:
                return None
            if is_worked(at):
                break
    return at.toordinal()


ENGINES: dict[str, Adding] = {
    "oracle": by_the_oracle,
    "rete": by_the_network,
    "columns": by_columns,
    "columns, alone": by_columns_alone,
}


@pytest.mark.parametrize("add", [*ENGINES.values(), walked], ids=[*ENGINES, "walked"])
@pytest.mark.parametrize(("calendar", "start", "count", "end"), BY_HAND.values(), ids=BY_HAND)
def test_working_days_are_counted_by_the_calendar(
    add: Adding, calendar: Calendar, start: str, count: int, end: str | None
) -> None:
    assert add(calendar, day(start), count) == (None if end is None else day(end))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    weekend = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=5))))
    if draw(st.booleans()):
        return Calendar("any", weekend)
    first, last = day("2025-01-01"), day("2026-12-31")
    days = draw(st.sets(st.integers(day("2025-11-01"), day("2026-02-28")), max_size=60))
    return Calendar(
        "any",
        weekend,
        tuple(sorted(d for d in days if (d - 1) % 7 not in weekend)),
        tuple(sorted(d for d in days if (d - 1) % 7 in weekend)),
        first,
        last,
    )


@given(
    calendar=calendars(),
    start=st.one_of(st.integers(day("2025-10-01"), day("2026-04-01")), st.integers(1, LAST_DATE)),
    count=st.integers(-80, 80),
)
@settings(max_examples=300, deadline=None)
def test_every_engine_comes_to_the_day_that_is_walked_to(
    calendar: Calendar, start: int, count: int
) -> None:
    wanted = walked(calendar, start, count)
    assert {name: add(calendar, start, count) for name, add in ENGINES.items()} == dict.fromkeys(
        ENGINES, wanted
    )


@given(start=st.integers(1, LAST_DATE), count=st.integers(-3_652_058, 3_652_058))
@settings(max_examples=100, deadline=None)
def test_however_far_it_goes_the_engines_agree(start: int, count: int) -> None:
    found = {name: add(GULF, start, count) for name, add in ENGINES.items()}
    assert len(set(found.values())) == 1, found


FILES = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\ncalendar: by office\n",
    "rules.yaml": """\
calendars:
  winter:
    years: 2026
    closed:
      2026-12-24 to 2026-12-25: Christmas
      2026-12-28: Boxing Day
  gulf: {weekend: [friday, saturday]}
entities:
  situation:
    facts:
      office: {type: choice, choices: {winter: Here, gulf: There}}
      sent_on: {type: date}
      back_by: {type: date, concluded: yes, default: sent_on + 1 working day}
actions:
  ask: {title: Ask, kind: do, done: {sent_on: today + 1 working day}}
  chase: {title: Chase, kind: wait}
rules:
  - {rule: ask, when: sent_on is given, advise: {action: ask, due: back_by}, because: It is time.}
  - {rule: chase, when: today is after back_by, advise: chase, because: It is late.}
""",
}
CHOSEN = {
    "by the one calendar": ("winter", "2026-12-29"),
    "by the other": ("gulf", "2026-12-24"),
    "by none, where nobody said": (None, "2026-12-24"),
}


@pytest.mark.parametrize(("office", "due"), CHOSEN.values(), ids=CHOSEN)
def test_a_fact_of_the_situation_chooses_the_calendar(office: str | None, due: str) -> None:
    loaded = load_pack_texts(FILES, "p")
    assert loaded.pack is not None, loaded.diagnostics
    program = build_program(loaded.pack)
    facts = {"sent_on": day("2026-12-23")} | ({} if office is None else {"office": office})
    root = Instance("situation", facts, {})
    today = day("2026-12-23")
    assert ORACLE.compile_program(program).derive(root, today).firings[0].due == day(due)
    assert not list(Rivals.of(program).differences(Posed(root, today)))


def test_a_day_that_the_calendar_does_not_know_is_an_error_in_every_engine() -> None:
    loaded = load_pack_texts(FILES, "p")
    assert loaded.pack is not None
    program = build_program(loaded.pack)
    root = Instance("situation", {"sent_on": day("2026-12-31"), "office": "winter"}, {})
    error = ORACLE.compile_program(program).derive(root, day("2026-12-31")).error
    assert error is not None
    assert (error.kind, error.fact) == ("range", "back_by")
    assert not list(Rivals.of(program).differences(Posed(root, day("2026-12-31"))))


# Sent on Wed 23 Dec, back by Thu 24 or Tue 29 Dec: on Sat 26 Dec that is late by the one calendar and not by the other.
OPEN = {
    "nobody said yet where the office is": ({}, "possible"),
    "it is where nobody works": ({"office": "winter"}, None),
    "it is where they do": ({"office": "gulf"}, "certain"),
    "there is none": ({"office": None}, "certain"),
}


@pytest.mark.parametrize(("said", "verdict"), OPEN.values(), ids=OPEN)
def test_while_the_calendar_is_open_so_is_what_hangs_on_it(
    said: dict[str, str | None], verdict: str | None
) -> None:
    loaded = load_pack_texts(FILES, "p")
    assert loaded.pack is not None
    program = build_program(loaded.pack)
    root = Instance("situation", {"sent_on": day("2026-12-23"), **said}, {})
    today = day("2026-12-26")
    assert verdicts(program, root, today).get(("chase", "")) == verdict
    asked = [point.fact for point in open_questions(program, root, today)[0]]
    assert asked == ([] if said else ["office"])
