"""What facts may become: no stretch of days between two turning points is left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor import api
from advisor.analysis import build_program
from advisor.counterfactual.columns import CandidateColumns, Single
from advisor.counterfactual.domains import Domains
from advisor.counterfactual.relevance import relevant_for
from advisor.counterfactual.thresholds import DayTerm, Step, Turning
from advisor.ir import LAST_DATE, Builtin, Calendar, Instance, Kind, Program
from advisor.loading.declarations.packs import load_pack_texts
from tests.counterfactual.exhaustive import EXAMPLES
from tests.counterfactual.made import FILES, make_case, make_program
from tests.rendering.made import day

D, W, P = Kind.DURATION, Kind.WORKING_DAYS, Kind.PERIOD
START, END = Builtin.START_OF_MONTH, Builtin.END_OF_MONTH
# Thursday, Friday and the Monday after are closed: behind Wed 25 Nov comes Tue 1 Dec.
SHUT = Calendar(
    "shut",
    closed=tuple(map(day, ("2026-11-26", "2026-11-27", "2026-11-30"))),
    first=day("2026-01-01"),
    last=day("2030-12-31"),
)

# Steps from the left fact, steps from the right one, the day of the right one; the first day of the left fact on which
# it is no longer before, and the first on which it is after.
TURNINGS = {
    "as they stand": ((), (), "2026-11-25", ("2026-11-25", "2026-11-26")),
    "a week later": (((D, 7),), (), "2026-11-25", ("2026-11-18", "2026-11-19")),
    "a week before": ((), ((D, -7),), "2026-11-25", ("2026-11-18", "2026-11-19")),
    "a working day or the Monday after": (
        ((W, 0),),
        (),
        "2026-11-23",
        ("2026-11-21", "2026-11-24"),
    ),
    "two working days later": (((W, 2),), (), "2026-11-24", ("2026-11-20", "2026-11-23")),
    "a Sunday, seen from working days": (((W, 0),), (), "2026-11-22", ("2026-11-21", "2026-11-21")),
    "two working days later, with closed days": (
        ((W, 2, SHUT),),
        (),
        "2026-12-02",
        ("2026-11-25", "2026-12-01"),
    ),
    "a closed day, seen from working days": (
        ((W, 0, SHUT),),
        (),
        "2026-11-26",
        ("2026-11-26", "2026-11-26"),
    ),
    "a month later": (((P, 1),), (), "2026-11-25", ("2026-10-25", "2026-10-26")),
    "three days that become the last of February": (
        ((P, 1),),
        (),
        "2026-02-28",
        ("2026-01-28", "2026-02-01"),
    ),
    "18 years before": ((), ((P, -216),), "1999-03-01", ("1981-03-01", "1981-03-02")),
    "the end of the month": (((END, 0),), (), "2026-11-25", ("2026-11-01", "2026-11-01")),
    "the end of the month, on that day": (
        ((END, 0),),
        (),
        "2026-11-30",
        ("2026-11-01", "2026-12-01"),
    ),
    "the start of the month": (((START, 0),), (), "2026-11-25", ("2026-12-01", "2026-12-01")),
    "days and working days": (
        ((D, 7), (W, 0)),
        ((D, 1),),
        "2026-11-26",
        ("2026-11-20", "2026-11-21"),
    ),
}


@pytest.mark.parametrize(("left", "right", "value", "days"), TURNINGS.values(), ids=TURNINGS)
def test_a_comparison_turns_on_these_days(
    left: tuple[tuple[Any, ...], ...],
    right: tuple[tuple[Any, ...], ...],
    value: str,
    days: tuple[str, str],
) -> None:
    terms = [DayTerm("a", "x", _steps(left)), DayTerm("a", "y", _steps(right))]
    turning = Turning(*terms)
    assert tuple(turning.days(day(value))) == tuple(map(day, days))


def _steps(short: tuple[tuple[Any, ...], ...]) -> tuple[Step, ...]:
    return tuple((kind, count, *(by or (None,))) for kind, count, *by in short)


def test_where_a_calendar_does_not_know_the_day_nothing_turns() -> None:
    turning = Turning(DayTerm("a", "x", ((W, 1, SHUT),)), DayTerm("a", "y", ()))
    assert list(turning.days(day("2031-11-24"))) == []


def test_at_the_ends_of_the_calendar_nothing_turns() -> None:
    turning = Turning(DayTerm("a", "x", ()), DayTerm("a", "y", ()))
    assert list(turning.days(3)) == []
    months = Turning(DayTerm("a", "x", ((P, 1),)), DayTerm("a", "y", ((P, -1),)))
    assert list(months.days(3)) == []
    assert list(months.days(LAST_DATE)) == []


EXAMPLES_TRIED = ("first-chase", "three-employers-two-deadlines", "on-hold", "an-agreed-day")


def assert_nothing_is_left_out(
    program: Program, root: Instance, today: int, action: str, kinds: tuple[Kind, ...]
) -> int:
    """The values that are tried together give all advice that any near value gives; how many facts there are."""
    relevant = relevant_for(program, action, is_for_order=False)
    domains = Domains(program, root, today, relevant, frozenset())
    columns = CandidateColumns(program, root, today)
    compared = 0
    for key in domains.keys:
        if domains.fact(key).type.kind not in kinds:
            continue
        tried, every = domains.values(key), domains.every_value(key)
        singles: list[Single] = [(key, value) for value in every]
        pieces = columns.decide(singles, np.arange(len(singles)).reshape(-1, 1))
        outcome: dict[int, list[str]] = {number: [] for number in range(len(singles))}
        hits = pieces.hits(action, None)
        for candidate, place, is_hit in zip(pieces.candidate, pieces.place, hits, strict=True):
            if is_hit:
                outcome[int(candidate)].append(pieces.places[place])
        found = {tuple(sorted(outcome[n])) for n, value in enumerate(every) if value in tried}
        assert found == {tuple(sorted(places)) for places in outcome.values()}, key
        compared += 1
    return compared


@pytest.mark.beside_coverage
@pytest.mark.parametrize("name", EXAMPLES_TRIED)
def test_the_days_that_are_tried_together_give_all_advice_that_any_day_gives(name: str) -> None:
    program = api.load_pack(with_tests=False)
    case = api.load_cases(EXAMPLES / f"{name}.yaml", program).cases[0]
    root, today = case.situation.root, case.situation.today
    assert today is not None
    assert assert_nothing_is_left_out(program, root, today, "chase", (Kind.DATE,)) >= 8


# Each is a condition of the one rule; the days in it are turned to and fro.
CONDITIONS = {
    "a difference of days": "today - heard_on > 5 days",
    "a difference on the right": "6 days <= today - heard_on",
    "a length that was said": "heard_on + takes is before today",
    "a length or another": "heard_on + first(takes, 1 week) is on or before today",
    "the longer of two lengths": "today is after heard_on + max(takes, patience)",
    "a length and working days": "heard_on + takes + 2 working days <= today",
    "the later of two days": "latest(heard_on + patience, asked_on + 3 days) < today",
    "a day before another": "asked_on - 2 working days is after heard_on",
    "the same day": "heard_on is asked_on",
    "a number of times": "2 * times > limit",
    "a concluded day": "due_on is today",
    "a month later": "heard_on + 1 month is before today",
    "a period that was said": "heard_on + notice <= today",
    "a period that was said, and a day": "heard_on + notice + 1 day is before today",
    "months between": "months(heard_on, asked_on) >= 1",
    "months till today": "months(heard_on, today) > 1",
    "months on the right": "2 > months(heard_on, today)",
    "a number of days": "days(today - heard_on) > 6",
    "the end of a month": "end_of_month(heard_on) is before today",
    "the start of a month": "start_of_month(asked_on) is on or after heard_on",
    "a day of the week": "weekday(heard_on) is saturday",
    "a period": "notice > 3 months",
    "the last of a list": "latest(talks, held_on) + patience is before today",
    "the last by another": "last_by(talks, held_on, promised_on) is on or before today",
}
PACK = """\
entities:
  situation:
    facts:
      heard_on: {type: date, ask: A?}
      asked_on: {type: date, ask: B?}
      takes: {type: duration, min: 0 days, max: 8 weeks, ask: C?}
      notice: {type: period, min: 0 months, max: 2 years, ask: N?}
      times: {type: number, min: 0, max: 9, ask: D?}
      due_on: {type: date, concluded: yes, default: "earliest(heard_on + patience, asked_on)"}
  talk:
    list: talks
    facts:
      held_on: {type: date, ask: E?}
      promised_on: {type: date, ask: F?}
parameters:
  patience: {value: 10 days, title: G}
  limit: {value: 5, title: H}
actions:
  act: {title: Act, kind: wait}
rules:
  - {rule: r, when: "%s", advise: act, because: I., source: book}
"""


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
def test_no_stretch_between_two_turning_points_is_left_out(condition: str) -> None:
    files = {"pack.yaml": FILES["pack.yaml"], "rules.yaml": PACK % condition}
    loaded = load_pack_texts(files, "p")
    assert loaded.pack is not None, loaded.diagnostics
    program = build_program(loaded.pack)
    text = (
        "today: 2026-11-25\nheard_on: 2026-11-13\nasked_on: 2026-11-17\ntakes: 9 days\nnotice: 1 month\ntimes: 1\n"
        "talks: [{held_on: 2026-11-09, promised_on: 2026-11-27}, {held_on: 2026-11-16, promised_on: 2026-11-30}]\n"
    )
    [case] = api.load_cases_text(text, "me.yaml", program).cases
    kinds = (Kind.DATE, Kind.DURATION, Kind.PERIOD, Kind.NUMBER)
    root, today = case.situation.root, day("2026-11-25")
    assert assert_nothing_is_left_out(program, root, today, "act", kinds) >= 1


def test_a_domain_has_what_a_fact_can_be_and_is_not() -> None:
    root = make_case(
        "country: here\nquiet: yes\n"
        "applications: [{company: A, stage: waiting, heard_on: 2026-11-20, told: yes, chases: 2}]"
    ).situation.root
    everything = relevant_for(make_program(), "chase", is_for_order=True)
    domains = Domains(
        make_program(), root, day("2026-11-22"), everything, frozenset({("", "today")})
    )
    values = {fact: domains.values((place, fact)) for place, fact in domains.keys}
    assert "country" not in values  # nobody can change it
    assert "told" not in values  # it was done
    assert "today" not in values  # it is fixed
    assert values["quiet"] == (False, None)
    assert values["stage"] == ("offered", "over", None)
    assert values["heard_on"] == (day("2026-11-22"),)  # the 21st would be no different
    assert values["chases"] == (0, 1_000_000, 3_000_000)
