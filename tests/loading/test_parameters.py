"""Parameters: typed by their values, with every mistake explained."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.ir import DATE, DURATION, NUMBER, PERIOD, TEXT, WORKING_DAYS, YES_NO, Type, Value
from tests.loading.reporting import Bad, files_with, load, reported

BAD = {
    "a value where a mapping belongs": Bad(
        "a: 5 days",
        "ADV103",
        "5 days",
        "the parameter `a` is `5 days` here, where `key: value` lines belong",
        "write `{value: 5 days}`",
    ),
    "no value": Bad(
        "a: {min: 3}", "ADV102", "min", "the parameter `a` lacks `value`", "add `value: …`"
    ),
    "a year and a half": Bad(
        "a: {value: 1.5 years}",
        "ADV109",
        "1.5 years",
        "`1.5 years` is not a period",
        "did you mean `18 months`?",
    ),
    "quarters": Bad(
        "a: {value: 2 quarters}",
        "ADV109",
        "2 quarters",
        "`2 quarters` is not a period",
        "did you mean `6 months`?",
    ),
    "a period without its unit": Bad(
        "a: {value: 18, min: 16 years, max: 21 years}",
        "ADV109",
        "18",
        "`18` is not a period",
        "write `18 months`",
    ),
    "a period below its bound": Bad(
        "a: {value: 15 years, min: 16 years}",
        "ADV110",
        "15 years",
        "`15 years` is less than the least that is allowed",
        "the least is `16 years`",
    ),
    "hours": Bad(
        "a: {value: 3 hours}",
        "ADV109",
        "3 hours",
        "`3 hours` is not a duration",
        "the shortest duration is a day: write `1 day`",
    ),
    "half a day": Bad(
        "a: {value: 1.5 days}",
        "ADV109",
        "1.5 days",
        "`1.5 days` is not a duration",
        "write a whole number of days",
    ),
    "a bound of another type": Bad(
        "a: {value: 2 working days, min: 3 days}",
        "ADV109",
        "3 days",
        "`3 days` is not a number of working days",
        "did you mean `3 working days`?",
    ),
    "a value above its bound": Bad(
        "a: {value: 5, max: 3}",
        "ADV110",
        "5",
        "`5` is more than the most that is allowed",
        "the most is `3`",
    ),
    "a value above its bound in weeks": Bad(
        "a: {value: 6 weeks, max: 4 weeks}",
        "ADV110",
        "6 weeks",
        "`6 weeks` is more than the most that is allowed",
        "the most is `4 weeks`",
    ),
    "a value without its unit": Bad(
        "a: {value: 7, min: 3 days, max: 4 weeks}",
        "ADV109",
        "7",
        "`7` is not a duration",
        "write `7 days`",
    ),
    "one working day without its unit": Bad(
        "a: {value: 1, min: 1 working day}",
        "ADV109",
        "1",
        "`1` is not a number of working days",
        "write `1 working day`",
    ),
    "a value in quotes between bounds": Bad(
        "a: {value: '7 days', min: 3 days, max: 4 weeks}",
        "ADV109",
        "'7 days'",
        "`7 days` is not a duration",
        "write `7 days` without quotes",
    ),
    "a day that is none": Bad(
        "a: {value: 2026-02-30}",
        "ADV109",
        "2026-02-30",
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    "a value beside values by date": Bad(
        "a: {value: 1, values: {2026-01-01: 2}}",
        "ADV111",
        "value",
        "`value` holds on all days, `values` by date",
        "leave out one of the two",
    ),
    "no values by date": Bad(
        "a: {values: {}}",
        "ADV104",
        "values",
        "nothing stands under `values`",
        "write `2026-01-01: …` for each day from which on a value holds",
    ),
    "values in a list": Bad(
        "a: {values: [1, 2]}",
        "ADV103",
        "1",
        "`values` is a list here, where `key: value` lines belong",
        "write `2026-01-01: …` lines under it",
    ),
    "a value from no day on": Bad(
        "a: {values: {2026-01-01: 2, 2026-02-30: 3}}",
        "ADV109",
        "2026-02-30",
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    "no value from a day on": Bad(
        "a: {values: {2026-01-01: 2, 2026-02-01: none}}",
        "ADV104",
        "none",
        "the value from 2026-02-01 on is none (`none`) here, where a value belongs",
        "write it behind the colon, in quotes if it holds braces or colons",
    ),
    "values of two types": Bad(
        "a: {values: {2026-01-01: 2, 2026-02-01: 2 days}}",
        "ADV109",
        "2 days",
        "`2 days` is not a number, as the first value is",
        "write all values in the same way",
    ),
    "a later value above its bound": Bad(
        "a: {values: {2026-01-01: 2, 2026-02-01: 9}, max: 3}",
        "ADV110",
        "9",
        "`9` is more than the most that is allowed",
        "the most is `3`",
    ),
    "a later value that is none of its type": Bad(
        "a: {values: {2026-01-01: 1 day, 2026-02-01: 1.5 days}}",
        "ADV109",
        "1.5 days",
        "`1.5 days` is not a duration",
        "write a whole number of days",
    ),
    "none as a value": Bad(
        "a: {value: none}", "ADV104", "value", "nothing stands under `value`", "write `value: …`"
    ),
    "today as a parameter": Bad(
        "today: {value: 3}",
        "ADV106",
        "today",
        "`today` is a fact of every situation and cannot be a parameter",
        "choose another name",
    ),
    "a reserved word as a parameter": Bad(
        "week: {value: 3}",
        "ADV106",
        "week",
        "`week` is a word of the language and cannot be the name of a parameter",
        "choose another name, such as `week_parameter`",
    ),
    "a misspelt unit": Bad(
        "a: {value: 5 dayz}",
        "ADV109",
        "5 dayz",
        "`5 dayz` is not a duration",
        "did you mean `5 days`?",
    ),
    "a comma in a number": Bad(
        "a:\n    value: 1,000", "ADV109", "1,000", "`1,000` is not a number", "did you mean `1000`?"
    ),
    "an unknown source": Bad(
        "a: {value: 3, source: gide#thank}",
        "ADV117",
        "gide#thank",
        "there is no source `gide`",
        "did you mean `guide`?",
    ),
    "a source without its section": Bad(
        "a: {value: 3, source: guide}",
        "ADV117",
        "guide",
        "`guide` names no section of the source",
        "write `guide#…`; its sections are `thank`, `chase`",
    ),
    "an unknown section": Bad(
        "a: {value: 3, source: guide#chse}",
        "ADV117",
        "guide#chse",
        "`guide` has no section `chse`",
        "did you mean `chase`?",
    ),
    "a section of a source without any": Bad(
        "a: {value: 3, source: leaflet#x}",
        "ADV117",
        "leaflet#x",
        "the source `leaflet` has no sections",
        "write `leaflet`",
    ),
    "a section without its source": Bad(
        "a: {value: 3, source: thank}",
        "ADV117",
        "thank",
        "there is no source `thank`",
        "did you mean `guide#thank`?",
    ),
    "a source twice": Bad(
        "a: {value: 3, source: [leaflet, leaflet]}",
        "ADV107",
        "leaflet",
        "`leaflet` stands twice in `source`",
        "leave one of the two out",
    ),
    "bounds of a text": Bad(
        "a: {value: text, min: 3}",
        "ADV111",
        "min",
        "`min` makes no sense for values of the kind `text`",
        "leave out `min`",
    ),
    "a capital": Bad(
        "A: {value: yes}",
        "ADV105",
        "A",
        "`A` cannot be the name of a parameter: names are words in small letters with `_` between them",
        "write `a`",
    ),
    "a misspelt key": Bad(
        "a: {value: 1, valu: 2}",
        "ADV101",
        "valu",
        "the parameter `a` has no key `valu`",
        "did you mean `value`?",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_parameter_is_explained(bad: Bad) -> None:
    changed = {"parameters": f"parameters:\n  {bad.text}\n", "rules": RULE, "actions": None}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


def test_what_uses_a_value_without_its_unit_is_not_blamed() -> None:
    parameters = "parameters:\n  wait: {value: 7, min: 3 days, max: 4 weeks}\n"
    rules = """
        rules:
          - rule: late
            for: application
            when: today is after reply_by + wait
            advise: {action: chase, due: reply_by + wait}
            because: They are late by more than that.
        """
    [problem] = load(parameters=parameters, rules=rules).diagnostics
    assert (problem.message, problem.help) == ("`7` is not a duration", "write `7 days`")


TYPES = {
    "1 week": (DURATION, 7),
    "2 working days": (WORKING_DAYS, 2),
    "6 months": (PERIOD, 6),
    "1 month": (PERIOD, 1),
    "18 years": (PERIOD, 216),
    "3": (NUMBER, 3_000_000),
    "-1.5": (NUMBER, -1_500_000),
    "yes": (YES_NO, True),
    "2026-11-22": (DATE, 739942),
    "some words": (TEXT, "some words"),
    "'3'": (TEXT, "3"),
}


@pytest.mark.parametrize(("text", "meant"), TYPES.items(), ids=TYPES)
def test_the_type_of_a_parameter_follows_from_its_value(
    text: str, meant: tuple[Type, Value]
) -> None:
    pack = load(parameters=f"parameters:\n  a: {{value: {text}}}\n").pack
    assert pack is not None
    parameter = pack.parameters["a"]
    assert (parameter.type, parameter.value) == meant


def test_a_parameter_keeps_its_bounds_and_sources() -> None:
    pack = load().pack
    assert pack is not None
    interval = pack.parameters["chase_interval"]
    assert (interval.value, interval.minimum, interval.maximum) == (7, 3, 28)
    assert interval.sources == ("guide#chase",)


def test_a_parameter_is_declared_once() -> None:
    text = "parameters: {a: {value: 1}}\n---\nparameters: {a: {value: 2}}\n"
    [problem] = load(parameters=text, rules=RULE, actions=None).diagnostics
    assert (problem.code, problem.span.line) == ("ADV107", 3)
    assert [span.line for span, _ in problem.related] == [1]


RULE = "rules:\n  - {rule: r, silences: all}\n"


def test_a_parameter_with_a_mistake_is_declared_all_the_same() -> None:
    text = "parameters: {a: {value: 1 hour}}\n---\nparameters: {a: {value: 2}}\n"
    found = load(parameters=text, rules=RULE, actions=None).diagnostics
    assert [(d.code, d.span.line) for d in found] == [("ADV109", 1), ("ADV107", 3)]


def test_values_by_date_are_kept_in_the_order_of_their_days() -> None:
    loaded = load(
        more="parameters:\n  a: {values: {2026-02-01: 2 days, 2026-01-01: 1 week}, max: 9 days}\n"
    )
    assert loaded.pack is not None
    read = loaded.pack.parameters["a"]
    jan, feb = (date(2026, month, 1).toordinal() for month in (1, 2))
    assert (read.type, read.steps, read.value, read.maximum) == (
        DURATION,
        ((jan, 7), (feb, 2)),
        2,
        9,
    )
