"""Calendars: closed days as they are listed or filled by the library, and what counts by them."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from advisor.ir import (
    Arithmetic,
    Calendar,
    FactRef,
    Kind,
    Literal,
    Pack,
    ParameterRef,
    Type,
    is_worked,
    iso_date,
    next_worked,
)
from advisor.loading.declarations import public_holidays
from tests.loading.reporting import HEADER, Bad, files_with, load, reported

RULE = """\
rules:
  - rule: chase-late
    for: application
    when: reply_by is given
    advise: {action: chase, due: reply_by + 2 working days}
    because: It is late.
"""
HOME = "home: {years: 2026, closed: {2026-12-25: Christmas Day}}"


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def files_of(calendars: str, calendar: str | None = None, parameter: str | None = None) -> Any:
    head = HEADER if calendar is None else f"{HEADER}calendar: {calendar}\n"
    found: dict[str, str | None] = {"pack": head, "rules": RULE}
    if calendars:
        found["calendars"] = f"calendars:\n{indent(dedent(calendars), '  ')}\n"
    if parameter is not None:
        found["parameters"] = f"parameters:\n  office: {{value: {parameter}}}\n"
    return found


def read(calendars: str, calendar: str | None = None, parameter: str | None = None) -> Pack:
    loaded = load(**files_of(calendars, calendar, parameter))
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def due(pack: Pack) -> Arithmetic:
    advises = pack.rules["chase-late"].advises
    assert advises is not None and isinstance(advises.due, Arithmetic)
    return advises.due


YEAR_2026 = {"first": day("2026-01-01"), "last": day("2026-12-31")}
GOOD = {
    "nothing at all is Monday to Friday": ("home:", Calendar("home")),
    "listed days": (HOME, Calendar("home", closed=(day("2026-12-25"),), **YEAR_2026)),
    "several years": (
        "home: {years: 2025 to 2027, closed: {2026-12-25: x}}",
        Calendar(
            "home", closed=(day("2026-12-25"),), first=day("2025-01-01"), last=day("2027-12-31")
        ),
    ),
    "days from and to, without those of weekends": (
        "home: {years: 2026, closed: {2026-12-24 to 2026-12-28: x}}",
        Calendar(
            "home", closed=tuple(map(day, ("2026-12-24", "2026-12-25", "2026-12-28"))), **YEAR_2026
        ),
    ),
    "a weekend that is worked, without other days": (
        "home: {years: 2026, open: {2026-12-18 to 2026-12-20: x}}",
        Calendar("home", open=(day("2026-12-19"), day("2026-12-20")), **YEAR_2026),
    ),
    "another weekend": ("home: {weekend: [friday, Saturday]}", Calendar("home", (4, 5))),
    "a weekend of one day": ("home: {weekend: sunday}", Calendar("home", (6,))),
    "no weekend": ("home: {weekend: []}", Calendar("home", ())),
}


@pytest.mark.parametrize(("text", "calendar"), GOOD.values(), ids=GOOD)
def test_a_calendar_is_read(text: str, calendar: Calendar) -> None:
    assert read(text).calendars == {"home": calendar}


def test_what_is_on_a_day_is_kept_in_words() -> None:
    names = read(HOME).calendars["home"].names
    assert names == {day("2026-12-25"): "Christmas Day"}


HOLIDAYS = {
    "Boxing Day 2026 is made up for on the Monday": ("GB", "ENG", "2026-12-28", False),
    "New Year of 2022 is made up for in the year before": ("US", None, "2021-12-31", False),
    "a holiday of Scotland": ("GB", "SCT", "2026-11-30", False),
    "none in England": ("GB", "ENG", "2026-11-30", True),
    "a region by its name": ("GB", "Scotland", "2026-11-30", False),
    "a Friday in Saudi Arabia": ("SA", None, "2026-11-27", False),
    "a Sunday there": ("SA", None, "2026-11-29", True),
    "a Sunday in China that makes up for a holiday": ("CN", None, "2025-01-26", True),
}


@pytest.mark.parametrize(("country", "region", "text", "is_open"), HOLIDAYS.values(), ids=HOLIDAYS)
def test_holidays_of_a_country_are_filled_in(
    country: str, region: str | None, text: str, is_open: bool
) -> None:
    part = "" if region is None else f", subdivision: {region}"
    calendar = read(f"home: {{from: {{country: {country}{part}}}, years: 2021 to 2026}}").calendars[
        "home"
    ]
    assert is_worked(calendar, day(text)) is is_open
    assert calendar.filled_by == f"holidays {public_holidays.version()}"
    assert calendar.filled_from == (country if region is None else f"{country}, {region}")


def test_days_of_the_author_count_more_than_those_of_the_library() -> None:
    calendar = read(
        """\
        home:
          from: {country: GB, subdivision: ENG}
          years: 2026
          closed: {2026-12-24: We close early}
          open: {2026-12-28: We are there}
        """
    ).calendars["home"]
    days = ("2026-12-24", "2026-12-25", "2026-12-28", "2026-12-29")
    assert [is_worked(calendar, day(text)) for text in days] == [False, False, True, True]
    assert calendar.names[day("2026-12-24")] == "We close early"


def test_a_weekend_of_the_author_counts_more_than_that_of_the_country() -> None:
    calendar = read("home: {from: {country: SA}, years: 2026, weekend: [sunday]}").calendars["home"]
    assert is_worked(calendar, day("2026-11-27"))
    assert not is_worked(calendar, day("2026-11-29"))


def test_the_next_day_of_work_is_found_as_far_as_the_calendar_knows() -> None:
    calendar = read(HOME).calendars["home"]
    found = [next_worked(calendar, day(text)) for text in ("2026-12-24", "2026-12-25")]
    assert found == [day("2026-12-24"), day("2026-12-28")]
    assert next_worked(calendar, day("2027-01-01")) is None


CHOICE = Type(Kind.CHOICE, ("home", "away"))
MOOD = Type(Kind.CHOICE, ("calm", "angry"))


def test_working_days_are_counted_by_the_calendar_of_the_pack() -> None:
    by = due(read(f"{HOME}\naway:", "away")).counted_by
    assert by is not None and by.chosen == Literal("away", CHOICE, by.chosen.span)


def test_working_days_are_counted_by_a_fact_of_the_situation() -> None:
    by = due(read("calm:\nangry:", "by mood")).counted_by
    assert by is not None and by.chosen == FactRef(0, "situation", "mood", MOOD, by.chosen.span)


def test_working_days_are_counted_by_a_parameter_which_becomes_a_choice() -> None:
    pack = read(f"{HOME}\naway:", "by office", "away")
    by = due(pack).counted_by
    assert by is not None and by.chosen == ParameterRef("office", CHOICE, by.chosen.span)
    assert pack.parameters["office"].type == CHOICE


def test_without_a_calendar_of_the_pack_nothing_is_counted_by_one() -> None:
    pack = read(HOME)
    assert due(pack).counted_by is None
    assert pack.counted_by is None


BAD = {
    "a list where a calendar belongs": Bad(
        "home: [2026-12-25]",
        "ADV103",
        "2026-12-25",
        "the calendar `home` is a list here, where `key: value` lines belong",
        "write `closed:` or `from:` under it",
    ),
    "days without `closed`": Bad(
        "home: {2026-12-25: Christmas Day}",
        "ADV101",
        "2026-12-25",
        "the calendar `home` has no key `2026-12-25`",
        "write such days under `closed:`",
    ),
    "no years": Bad(
        "home: {closed: {2026-12-25: x, 2027-12-25: x}}",
        "ADV102",
        "home",
        "the calendar `home` does not say for which years it is complete",
        "add `years: 2026 to 2030`; days outside are an error, not a guess",
    ),
    "no years, with days far apart": Bad(
        "home: {closed: {2026-12-25: x, 2033-12-25: x}}",
        "ADV102",
        "home",
        "the calendar `home` does not say for which years it is complete",
        "add `years: 2026 to 2033`; days outside are an error, not a guess",
    ),
    "no years, with a country": Bad(
        "home: {from: {country: GB}}",
        "ADV102",
        "home",
        "the calendar `home` does not say for which years it is complete",
        "add `years: 2020 to 2035`; days outside are an error, not a guess",
    ),
    "years with a dash": Bad(
        "home: {years: 2020-2035}",
        "ADV109",
        "2020-2035",
        "`2020-2035` are no years",
        "write the first and the last: `2020 to 2035`",
    ),
    "the later year first": Bad(
        "home: {years: 2035 to 2020}",
        "ADV110",
        "2035 to 2020",
        "`2035 to 2020` are no years to count",
        "write the earlier year first, and no more than 200",
    ),
    "a weekend of no day": Bad(
        "home: {weekend: [frieday]}",
        "ADV108",
        "frieday",
        "`frieday` is no day of the week",
        "did you mean `friday`?",
    ),
    "a week of weekend": Bad(
        "home: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}",
        "ADV110",
        "weekend",
        "a week of weekend has no working day",
        "leave some out",
    ),
    "a closed day that is no date": Bad(
        "home: {years: 2026, closed: {2026-02-30: x}}",
        "ADV109",
        "2026-02-30",
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    "days that end before they begin": Bad(
        "home: {years: 2026, closed: {2026-12-28 to 2026-12-24: x}}",
        "ADV110",
        "2026-12-28 to 2026-12-24",
        "`2026-12-28 to 2026-12-24` ends before it begins",
        "write the earlier day first",
    ),
    "a day outside the years": Bad(
        "home: {years: 2026, closed: {2027-01-01: x}}",
        "ADV110",
        "2027-01-01",
        "`2027-01-01` lies outside the years of this calendar",
        "widen `years`, which go from 2026 to 2026, or leave the day out",
    ),
    "a day both closed and open": Bad(
        "home: {years: 2026, closed: {2026-12-25: x}, open: {2026-12-25: x}}",
        "ADV111",
        "2026-12-25",
        "`2026-12-25` is both closed and open",
        "leave it out in one of the two",
    ),
    "closed for ever": Bad(
        "home: {years: 2026, closed: {2026-01-01 to 2026-12-31: x}}",
        "ADV110",
        "home",
        "by this calendar nobody ever works",
        "leave days open, or leave the calendar out",
    ),
    "a country in small letters": Bad(
        "home: {from: {country: gb}, years: 2026}",
        "ADV151",
        "gb",
        "the holidays of a country `gb` are not known",
        "did you mean `GB`? `advisor check --countries` lists them",
    ),
    "a country by its name": Bad(
        "home: {from: {country: Germny}, years: 2026}",
        "ADV151",
        "Germny",
        "the holidays of a country `Germny` are not known",
        "did you mean `DE`? `advisor check --countries` lists them",
    ),
    "a part of a country": Bad(
        "home: {from: {country: England}, years: 2026}",
        "ADV151",
        "England",
        "the holidays of a country `England` are not known",
        "that is a part of a country: `{country: GB, subdivision: ENG}`",
    ),
    "no country at all": Bad(
        "home: {from: {country: Narnia1}, years: 2026}",
        "ADV151",
        "Narnia1",
        "the holidays of a country `Narnia1` are not known",
        "write the two letters of a country, such as `GB`; `advisor check --countries` lists them",
    ),
    "a region that is near": Bad(
        "home: {from: {country: GB, subdivision: Scotlnd}, years: 2026}",
        "ADV151",
        "Scotlnd",
        "`GB` has no region `Scotlnd`",
        "did you mean `Scotland`? `advisor check --countries` lists them",
    ),
    "a region of another country": Bad(
        "home: {from: {country: GB, subdivision: BY}, years: 2026}",
        "ADV151",
        "BY",
        "`GB` has no region `BY`",
        "its regions are `ENG`, `NIR`, `SCT`, `WLS`, `England`, `Northern Ireland`, `Scotland`,"
        " `Wales`; `advisor check --countries` lists them",
    ),
    "years that nobody knows the holidays of": Bad(
        "home: {from: {country: GB}, years: 2090 to 2110}",
        "ADV151",
        "2090 to 2110",
        "the holidays of `GB` are known from 1872 to 2100 only",
        "write years between 1872 and 2100",
    ),
    "no country under `from`": Bad(
        "home: {from: GB, years: 2026}",
        "ADV103",
        "GB",
        "`from` is `GB` here, where `key: value` lines belong",
        "write `from: {country: GB}`",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_calendar_is_explained(bad: Bad) -> None:
    changed = files_of(bad.text)
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


# The calendars, what `calendar:` says, and the parameter `office`.
CHOOSING = {
    "a calendar that is not there": (
        (HOME, "hom", None),
        ("hom", "there is no calendar `hom`", "did you mean `home`?"),
    ),
    "no calendar at all": (
        ("", "home", None),
        (
            "home",
            "there is no calendar `home`",
            "name one under `calendars` in another file of the pack",
        ),
    ),
    "a fact without `by`": (
        (HOME, "mood", None),
        ("mood", "there is no calendar `mood`", "did you mean `by mood`?"),
    ),
    "a choice without a calendar": (
        ("calm:", "by mood", None),
        (
            "by mood",
            "there is no calendar for `angry` of `mood`",
            "add `angry:` under `calendars`; with nothing under it, it is Monday to Friday",
        ),
    ),
    "a fact that is no choice": (
        (HOME, "by employed", None),
        (
            "by employed",
            "`employed` is no stated choice of the situation",
            "its choices have to be names of calendars",
        ),
    ),
    "a name that is near": (
        (HOME, "by moood", None),
        (
            "by moood",
            "there is no choice of the situation and no parameter `moood`",
            "did you mean `mood`?",
        ),
    ),
    "a name that is nowhere near": (
        (HOME, "by country", None),
        (
            "by country",
            "there is no choice of the situation and no parameter `country`",
            "write `by` and a choice of the situation or a parameter, or the name of a calendar",
        ),
    ),
    "a parameter that names none": (
        (HOME, "by office", "hone"),
        ("office", "the parameter `office` names no calendar", "did you mean `home`?"),
    ),
    "a parameter that is no name": (
        (HOME, "by office", "5 days"),
        ("office", "the parameter `office` names no calendar", "the calendars are `home`"),
    ),
}


@pytest.mark.parametrize(("written", "problem"), CHOOSING.values(), ids=CHOOSING)
def test_a_mistake_in_what_chooses_a_calendar_is_explained(
    written: tuple[str, str, str | None], problem: tuple[str, str, str]
) -> None:
    changed = files_of(*written)
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [("ADV150", *problem)]


def test_a_calendar_that_is_declared_twice_is_reported() -> None:
    changed = files_of(HOME) | {"more": f"# once more\ncalendars:\n  {HOME}\n"}
    [problem] = load(**changed).diagnostics
    assert (problem.code, problem.message) == (
        "ADV107",
        "the calendar `home` is declared twice",
    )


def test_without_the_library_it_is_said_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    really: Callable[..., Any] = builtins.__import__

    def without_it(name: str, *others: Any) -> Any:
        if name.split(".")[0] == "holidays":
            raise ImportError(name)
        return really(name, *others)

    monkeypatch.setattr(builtins, "__import__", without_it)
    loaded = load(**files_of("home: {from: {country: GB}, years: 2026}"))
    assert loaded.pack is None
    assert [(d.code, d.message, d.help) for d in loaded.diagnostics] == [
        (
            "ADV152",
            "the library `holidays`, which knows public holidays, is not installed",
            "run `pip install holidays`, or list the days under `closed`",
        )
    ]
    assert list(public_holidays.countries()) == []


def test_the_countries_are_listed_with_their_regions() -> None:
    found = {country.code: country for country in public_holidays.countries()}
    assert found["GB"].name == "United Kingdom"
    assert found["GB"].regions == ("ENG", "NIR", "SCT", "WLS")
    assert {"DE", "US", "JP", "NG"} < found.keys()


def test_the_calendars_of_the_reference_mean_what_it_says() -> None:
    text = (Path(__file__).parents[2] / "rules" / "LANGUAGE.md").read_text(encoding="utf-8")
    [written] = re.findall(r"```yaml\n(calendars:.*?)```", text, re.DOTALL)
    pack = load(calendars=written).pack
    assert pack is not None
    found = pack.calendars
    assert list(found) == ["england", "emirates", "shifts", "elsewhere"]
    days = range(day("2026-12-24"), day("2027-01-06"))
    worked = [iso_date(at) for at in days if is_worked(found["england"], at)]
    assert worked == ["2027-01-04", "2027-01-05"]
    assert is_worked(found["england"], day("2026-08-31"))
    assert not is_worked(found["shifts"], day("2026-12-25"))  # a Friday
    assert found["elsewhere"] == Calendar("elsewhere")
