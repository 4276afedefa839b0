"""The same situations as each library writes them in each form: read to the same advice, or refused in a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import advisor
from advisor.cli.main import cli

TODAY = "2026-11-20"


def person(id: str, *interviews: dict[str, Any], **facts: Any) -> dict[str, Any]:
    held = [{"held_on": None, "thanked": None, "thanked_on": None, **one} for one in interviews]
    application = {"company": f"{id} & Co", "stage": "interviewed", "interviews": held}
    return {"situation": id, "employed_now": None, "applications": [application], **facts}


DAY = date(2026, 11, 18)
# Yes and no, days, gaps among them, lists of none, one and two.
PEOPLE: list[dict[str, Any]] = [
    person("ann", {"held_on": DAY, "thanked": False}, employed_now=True),
    person("ben", {"held_on": DAY, "thanked": True, "thanked_on": date(2026, 11, 19)}),
    person("cem", {"held_on": date(2026, 11, 10)}, {"held_on": DAY, "thanked": True}),
    person("dov", employed_now=False),
    person("eva", {"held_on": DAY}, applications=[]),
    person("fay", {"held_on": date(2026, 11, 2), "thanked": False}, employed_now=False),
]
LISTS = {"application": "applications", "interview": "interviews"}
APPLICATION = {"company": pa.string(), "stage": pa.string()}
DATE = pa.date32()
INTERVIEW = {"held_on": DATE, "thanked": pa.bool_(), "thanked_on": DATE}


def nested(days: Any = None) -> pa.Table:
    """One row a person, lists inside; `days` is another type for days."""
    kinds = {k: days if days is not None and v == DATE else v for k, v in INTERVIEW.items()}
    interviews: Any = pa.list_(pa.struct([*kinds.items()]))
    applications: Any = pa.list_(pa.struct([*APPLICATION.items(), ("interviews", interviews)]))
    columns: list[Any] = [
        ("situation", pa.string()),
        ("employed_now", pa.bool_()),
        ("applications", applications),
    ]
    return pa.Table.from_pylist(with_days(PEOPLE, days), pa.schema(columns))


def with_days(value: Any, type: Any) -> Any:
    """The same with each day as a value of that type."""
    if isinstance(value, list):
        return [with_days(item, type) for item in value]
    if isinstance(value, dict):
        return {key: with_days(item, type) for key, item in value.items()}
    if not isinstance(value, date) or type is None:
        return value
    return str(value) if type == pa.string() else datetime.combine(value, time())


def flat() -> dict[str, pa.Table]:
    """A table an entity."""
    applications: list[dict[str, Any]] = []
    interviews: list[dict[str, Any]] = []
    for row in PEOPLE:
        for n, one in enumerate(row["applications"]):
            place = {"situation": row["situation"], "applications": n}
            facts = {name: one[name] for name in APPLICATION}
            applications.append({**place, **facts})
            interviews += [
                {**place, "interviews": m, **inner} for m, inner in enumerate(one["interviews"])
            ]
    ids: Any = [("situation", pa.string())]
    places: Any = [*ids, ("applications", pa.int64())]
    schemas: dict[str, Any] = {
        "situation": pa.schema([*ids, ("employed_now", pa.bool_())]),
        "application": pa.schema([*places, *APPLICATION.items()]),
        "interview": pa.schema([*places, ("interviews", pa.int64()), *INTERVIEW.items()]),
    }
    found = {"situation": PEOPLE, "application": applications, "interview": interviews}
    return {
        name: pa.Table.from_pylist(
            [{k: row.get(k) for k in schemas[name].names} for row in rows], schemas[name]
        )
        for name, rows in found.items()
    }


@dataclass(frozen=True)
class Writer:
    """How a library gets a table, and how it writes one in each form."""

    frame: Callable[[pa.Table], Any]
    csv: Callable[[Any, Path], object]
    parquet: Callable[[Any, Path], object]
    lines: Callable[[Any, Path], object]


def in_pandas(**options: Any) -> Callable[[pa.Table], Any]:
    def frame(table: pa.Table) -> Any:
        pytest.importorskip("pandas")
        return table.to_pandas(**options)

    return frame


def with_own_types(table: pa.Table) -> Any:
    """A frame whose columns know gaps, by the types of pandas' own."""
    return in_pandas()(table).convert_dtypes()


def with_arrow_types(table: pa.Table) -> Any:
    pd = pytest.importorskip("pandas")
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def by_duckdb(options: str) -> Callable[[Any, Path], None]:
    def write(table: Any, path: Path) -> None:
        with duckdb.connect() as connection:
            connection.register("written", table)
            connection.sql(f"copy written to '{path}' ({options})")

    return write


def pandas_writer(frame: Callable[[pa.Table], Any], **lines: Any) -> Writer:
    return Writer(
        frame,
        lambda frame, path: frame.to_csv(path, index=False),
        lambda frame, path: frame.to_parquet(path),
        lambda frame, path: frame.to_json(path, orient="records", lines=True, **lines),
    )


def as_json(rows: list[dict[str, Any]], path: Path) -> None:
    path.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows))


WRITERS = {
    "pandas": pandas_writer(in_pandas(), date_format="iso"),
    "pandas with midnights": pandas_writer(in_pandas(date_as_object=False), date_format="iso"),
    "pandas with gaps of its own": pandas_writer(with_own_types, date_format="iso"),
    "pandas on Arrow": pandas_writer(with_arrow_types, date_format="iso"),
    "Polars": Writer(
        pl.from_arrow,
        lambda frame, path: frame.write_csv(path),
        lambda frame, path: frame.write_parquet(path),
        lambda frame, path: frame.write_ndjson(path),
    ),
    "DuckDB": Writer(
        lambda table: table,
        by_duckdb("format csv, header"),
        by_duckdb("format parquet"),
        by_duckdb("format json"),
    ),
    "pyarrow": Writer(
        lambda table: table,
        pcsv.write_csv,
        pq.write_table,
        lambda table, path: as_json(table.to_pylist(), path),
    ),
}
DAYS: dict[str, Any] = {
    "days": None,
    "midnights": pa.timestamp("us"),
    "midnights in nanoseconds": pa.timestamp("ns"),
    "texts": pa.string(),
}


@cache
def wanted() -> list[tuple[str, str, str, str]]:
    """The advice for the people as they stand above, by the engine that says what is right."""
    found = advisor.decide(PEOPLE, today=TODAY, engine="oracle")
    assert found.errors == []
    assert {row["situation"] for row in found.advice} == {row["situation"] for row in PEOPLE}
    return [
        (row["situation"], row["place"], row["action"], str(row["due"] or ""))
        for row in found.advice
    ]


def advised(path: Path, folder: Path, *more: str) -> list[tuple[str, ...]]:
    """The advice that the command gives for a file or folder, all of whose rows are good."""
    out = folder / "out.jsonl"
    words = ["batch", str(path), "--today", TODAY, "-o", str(out), *more]
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, done.exception) == (0, None), done.output
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    return [(r["situation"], r["place"], r["action"], r["due"] or "") for r in rows]


def is_counted(writer: str, days: str, form: str) -> bool:
    """Whether pandas makes numbers of days: of nanoseconds inside lists, but for what stays Arrow's."""
    stays = writer == "pandas on Arrow" and form != "jsonl"
    return days == "midnights in nanoseconds" and writer.startswith("pandas") and not stays


NO_DATE = "`1794960000000000000` (counted from 1970, it is `2026-11-18`: write that)"


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("writer", WRITERS)
def test_lists_inside_rows_are_read_as_every_library_writes_them(
    writer: str, days: str, form: str, tmp_path: Path
) -> None:
    how = WRITERS[writer]
    frame = how.frame(nested(DAYS[days]))
    path = tmp_path / f"people.{form}"
    (how.parquet if form == "parquet" else how.lines)(frame, path)
    if is_counted(writer, days, form):
        assert NO_DATE in refusal(path, tmp_path)
        assert advised(path, tmp_path, "--zone", "Europe/Berlin") == wanted()
    else:
        assert advised(path, tmp_path) == wanted()


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_table_an_entity_is_read_as_every_library_writes_it(
    writer: str, form: str, tmp_path: Path
) -> None:
    how = WRITERS[writer]
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, table in flat().items():
        (how.csv if form == "csv" else how.parquet)(how.frame(table), folder / f"{name}.{form}")
    assert advised(folder, tmp_path) == wanted()


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_table_is_taken_as_every_library_holds_it(writer: str, days: str) -> None:
    frame = WRITERS[writer].frame(nested(DAYS[days]))
    if is_counted(writer, days, "frame"):
        [why, *_] = advisor.decide(frame, today=TODAY).errors["message"]
        assert "`1794960000000000000` is not a date; counted from 1970, it is `2026-11-18`" in why
    zone = "Europe/Berlin" if is_counted(writer, days, "frame") else None
    found = advisor.decide(frame, today=TODAY, zone=zone)
    assert len(found.errors) == 0
    table = found.advice if isinstance(found.advice, pa.Table) else pa.table(found.advice)
    rows = table.select(["situation", "place", "action", "due"]).to_pylist()
    for row in rows:
        day = row["due"]
        row["due"] = str(day.date() if isinstance(day, datetime) else day or "")
    assert [tuple(row.values()) for row in rows] == wanted()


def test_one_list_of_rows_is_read_under_the_name_of_lines(tmp_path: Path) -> None:
    frame = in_pandas()(nested())
    frame.to_json(tmp_path / "x.jsonl", orient="records", date_format="iso")
    assert advised(tmp_path / "x.jsonl", tmp_path) == wanted()


# Lists that became text, and days that became numbers: nobody can tell what was meant.
UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "lists of pandas in CSV": (
        lambda folder: in_pandas()(nested()).to_csv(folder / "situation.csv", index=False),
        "the column `applications` is string, where a list of structs belongs",
    ),
    "lists of DuckDB in CSV": (
        lambda folder: by_duckdb("format csv, header")(nested(), folder / "situation.csv"),
        "the column `applications` is string, where a list of structs belongs",
    ),
    "lists as text in Parquet": (
        lambda folder: pq.write_table(
            pa.table({"applications": [json.dumps(PEOPLE[0]["applications"], default=str)]}),
            folder / "x.parquet",
        ),
        "the column `applications` is string, where a list of structs belongs",
    ),
    "days of pandas as numbers": (
        lambda folder: in_pandas()(pa.table({"today": [datetime(2026, 11, 20)]})).to_json(
            folder / "x.jsonl", orient="records", lines=True
        ),
        "`today`: `1795132800000` is not a date; counted from 1970, it is `2026-11-20`: write that",
    ),
    "days as numbers in Parquet": (
        lambda folder: pq.write_table(
            pa.table({"today": [1_794_960_000_000]}), folder / "x.parquet"
        ),
        "`today`: `1794960000000` is not a date; counted from 1970, it is `2026-11-18`: write that",
    ),
    "a time of day": (
        lambda folder: pl.DataFrame({"today": [datetime(2026, 11, 20, 9, 30)]}).write_ndjson(
            folder / "x.jsonl"
        ),
        "`today`: `2026-11-20 09:30:00` is not a date; leave out the time: `2026-11-20`",
    ),
    "NaN in lines": (
        lambda folder: (folder / "x.jsonl").write_text('{"employed_now": NaN}\n'),
        "`NaN` is not a JSON value",
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:The default formatting of datetime")  # of pandas: it is meant
@pytest.mark.parametrize(("write", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_nobody_can_read_is_refused_in_one_clear_line(
    write: Callable[[Path], object], why: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder)
    [path] = folder.iterdir()
    line = refusal(folder if path.suffix == ".csv" else path, tmp_path)
    assert why in line
    assert len(line) < 250


def refusal(path: Path, folder: Path) -> str:
    """The first thing that the command says is wrong, with its first examples."""
    words = ["batch", str(path), "--today", TODAY, "-o", str(folder / "out.jsonl")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("Error: ")]
    return " ".join(lines[:2])
