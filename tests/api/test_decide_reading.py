"""`decide` reads tables under other names, with dates as their country writes them, as `advisor batch` does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import advisor
from advisor import AdvisorError

TODAY = "2026-11-22"
ROWS: list[dict[str, Any]] = [
    {
        "who": "a",
        "mood": "good",
        "jobs": [{"firm": "Acme", "stage": "applied", "sent": "05/11/2026"}],
    },
    {
        "who": "b",
        "mood": "bad",
        "jobs": [{"firm": "Beta", "stage": "applied", "sent": "13/11/2026"}],
    },
]
PLAIN = [
    {
        "situation": one["who"],
        "applications": [
            {"company": "Acme", "stage": "applied", "applied_on": "2026-11-05"}
            if one["who"] == "a"
            else {"company": "Beta", "stage": "applied", "applied_on": "2026-11-13"}
        ],
    }
    for one in ROWS
]
SAID: dict[str, Any] = {
    "rename": {"who": "situation", "jobs": "applications", "firm": "company", "sent": "applied_on"},
    "ignore": ["mood"],
    "dates": "dmy",
}
KINDS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "a list": list,
    "pyarrow": pa.Table.from_pylist,
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame,
}


def as_rows(table: Any) -> list[dict[str, Any]]:
    if isinstance(table, list):
        return table
    found: list[dict[str, Any]] = (
        table.to_pylist()
        if isinstance(table, pa.Table)
        else table.to_dicts()
        if isinstance(table, pl.DataFrame)
        else table.astype(object).where(table.notna(), None).to_dict("records")
    )
    return found


@pytest.mark.parametrize("engine", ["columnar", "oracle"])
@pytest.mark.parametrize("kind", KINDS)
def test_foreign_names_and_dates_are_read_in_every_kind_of_table(kind: str, engine: str) -> None:
    wanted = advisor.decide(PLAIN, today=TODAY, engine=engine)
    assert (len(wanted.advice) > 0, wanted.errors) == (True, [])
    found = advisor.decide(KINDS[kind](ROWS), today=TODAY, engine=engine, **SAID)
    assert [(row["situation"], row["action"], row["for"]) for row in as_rows(found.advice)] == [
        (row["situation"], row["action"], row["for"]) for row in wanted.advice
    ]
    assert len(found.errors) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_moment_is_a_day_in_the_zone_that_is_said(kind: str) -> None:
    rows: list[dict[str, Any]] = [
        {
            "applications": [
                {"company": "A", "stage": "applied", "applied_on": "2026-11-04T23:30:00Z"}
            ]
        }
    ]
    table = KINDS[kind](rows)
    refused = advisor.decide(table, today=TODAY, engine="columnar")
    assert [row["code"] for row in as_rows(refused.errors)] == ["ADV403"]
    read = advisor.decide(table, today=TODAY, engine="columnar", zone="Europe/Berlin")
    assert len(read.errors) == 0
    rows[0]["applications"][0]["applied_on"] = "2026-11-05"
    wanted = advisor.decide(rows, today=TODAY)
    assert [(row["action"], row["for"]) for row in as_rows(read.advice)] == [
        (row["action"], row["for"]) for row in wanted.advice
    ]
    days = advisor.decide(pa.Table.from_pylist(rows), today=TODAY)
    if isinstance(read.advice, pa.Table):
        assert read.advice.equals(days.advice)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"dates": "ddmm"}, "no order of dates 'ddmm'; there are dmy, mdy, ymd"),
        ({"zone": "Mars/Base"}, "no time zone 'Mars/Base'; write one such as Europe/Berlin"),
        ({"ignore": "mood"}, "`ignore` takes names of columns, such as ['notes']"),
        (
            {"rename": {"firm": "compny"}},
            "rename: `firm` is to be `compny`, but there is no such fact; did you mean",
        ),
        (
            {"rename": {"frim": "company"}},
            "rename: the table has no column `frim`; did you mean `firm`?",
        ),
    ],
)
def test_what_is_said_wrongly_is_an_error_in_words(said: dict[str, Any], why: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        advisor.decide(pa.Table.from_pylist(ROWS), today=TODAY, **said)
    assert why in str(caught.value)
