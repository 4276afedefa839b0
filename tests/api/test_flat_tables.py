"""Tables whose rows are items of a list: the same advice as of a file, whatever holds them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

import advisor
from advisor.cli.main import cli
from advisor.diagnostics import AdvisorError

TODAY = "2026-11-30"
ROWS: list[dict[str, Any]] = [
    {"student": "s1", "firm": "Acme", "stage": "interviewed", "seen": "2026-11-28", "faculty": "Law"},
    {"student": "s2", "firm": "Stark", "stage": "rejected", "seen": "2026-11-20", "faculty": "Law"},
    {"student": "s1", "firm": "Hooli", "stage": "offered", "seen": None, "faculty": "Law"},
]  # fmt: skip
SAID: dict[str, Any] = {
    "rows": "application",
    "by": "student",
    "rename": {"firm": "company", "seen": "interviews.held_on"},
    "ignore": ["faculty"],
    "today": TODAY,
}


def pandas_frame() -> Any:
    return pytest.importorskip("pandas").DataFrame(ROWS)


KINDS: dict[str, Any] = {
    "mappings": lambda: ROWS,
    "pandas": pandas_frame,
    "pandas, whose index says whose": lambda: pandas_frame().set_index("student"),
    "polars": lambda: pl.DataFrame(ROWS),
    "polars, lazy": lambda: pl.LazyFrame(ROWS),
    "arrow": lambda: pa.Table.from_pylist(ROWS),
    "a dataset": lambda: ds.dataset(pa.Table.from_pylist(ROWS)),
    "duckdb": lambda: duckdb.from_arrow(pa.Table.from_pylist(ROWS)),
}


def told(table: Any) -> list[tuple[Any, ...]]:
    """Row, situation, place, action and rules of each piece of advice."""
    if hasattr(table, "to_pylist"):
        table = table.to_pylist()
    elif hasattr(table, "to_dicts"):
        table = table.to_dicts()
    elif hasattr(table, "to_dict"):
        table = table.to_dict("records")
    return [(int(r["row"]), r["situation"], r["place"], r["action"], r["rules"]) for r in table]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """What `advisor batch` says of the same rows in a file, which it counts from 1."""
    folder = tmp_path_factory.mktemp("flat")
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    words = ["batch", str(folder / "rows.csv"), "--rows", "application", "--by", "student"]
    words += ["--map", "firm=company", "--map", "seen=interviews.held_on"]
    words += ["--ignore-columns", "faculty", "--today", TODAY, "-o", str(folder / "out.csv")]
    assert CliRunner().invoke(cli, words).exit_code == 0
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return told([{**r, "row": int(r["row"]) - 1} for r in csv.DictReader(file)])


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_one_are_taken_together(kind: str, expected: list[tuple[Any, ...]]) -> None:
    found = advisor.decide(KINDS[kind](), **SAID)
    assert found.situations == 2
    assert told(found.advice) == expected
    assert {row[:2] for row in expected} == {(0, "s1"), (1, "s2")}


def test_without_a_column_that_says_whose_each_row_is_a_situation() -> None:
    said = {**SAID, "by": None, "ignore": ["faculty", "student"]}
    found = advisor.decide(ROWS, **said)
    assert found.situations == 3
    assert {row["row"] for row in found.advice} == {0, 1, 2}


def test_a_column_of_several_kinds_of_values_is_read_as_texts() -> None:
    rows = [{**ROWS[0], "chases_sent": 1}, {**ROWS[1], "chases_sent": "two"}]
    found = advisor.decide(rows, **SAID)
    assert [(e["row"], e["column"]) for e in found.errors] == [(1, "applications[].chases_sent")]
    assert [row["situation"] for row in found.advice][:1] == ["s1"]


def test_a_column_that_holds_nothing_may_be_of_any_type() -> None:
    table = pa.Table.from_pylist(ROWS).append_column("answer_by", pa.nulls(3, pa.float64()))
    assert advisor.decide(table, **SAID).situations == 2


WRONG: dict[str, tuple[Any, dict[str, Any], str]] = {
    "no rows named": (pl.DataFrame(ROWS).rename({"firm": "company"}), {}, "say rows='application', by='student' (the column that says whose it is)"),
    "another column": (ROWS, {**SAID, "by": "studnt"}, "by: the table has no column `studnt`; did you mean `student`?"),
    "another list": (ROWS, {**SAID, "rows": "aplication"}, "rows: a row is no `aplication`; did you mean `application`?"),
    "a column left over": (ROWS, {**SAID, "ignore": []}, "ignore=['faculty'] passes over it; rename={'faculty': '…'} says what"),
    "whose, but not what": (ROWS, {"by": "student"}, "by needs rows: say of what a row is, such as rows='application'"),
    "a path": ("rows.csv", SAID, "no path: read the file first"),
    "no mapping": ([1], SAID, "row 0 is the number 1, where a mapping of facts belongs"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "said", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_of_arguments(table: Any, said: dict[str, Any], words: str) -> None:
    with pytest.raises(AdvisorError) as raised:
        advisor.decide(table, **said)
    assert words in str(raised.value)


def test_advice_for_one_says_who_takes_tables(tmp_path: Path) -> None:
    for table in (pandas_frame(), ROWS):
        with pytest.raises(AdvisorError, match="`decide` takes many"):
            advisor.advise(table)
