"""`advisor sweep` on inputs of any form that are read slice by slice."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.sweep.swept import PACK

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

ROWS: list[dict[str, Any]] = [
    {
        "situation": f"s{n}",
        "today": "2026-11-22",
        "factor": 999_999_999_999 if n % 7 == 3 else 1,
        "applications": [
            {"company": f"C{a}", "asked_on": f"2026-11-{10 + (n + a) % 12}", "asked": a}
            for a in range(n % 3)
        ],
    }
    for n in range(40)
]


def run(*words: str | Path) -> Result:
    ranged = ("--pack", "pack", "--set", "wait=1 day..9 days", "--step", "2 days")
    args = ["sweep", *map(str, words), *ranged]
    return CliRunner().invoke(cli, args, prog_name="advisor")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from advisor.batch.run import row_at_a_time
    from advisor.batch.sources import json_lines, parquet_files, tables

    # Progress is told by the clock: a slow machine would tell some.
    monkeypatch.setattr("advisor.cli.terminal.SECONDS_BETWEEN_LINES", 1e9)
    monkeypatch.setattr(row_at_a_time, "FEW", 5)  # lines; a longer file is read in slices
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 900)
    monkeypatch.setattr(parquet_files, "SLICE_ROWS", 7)
    monkeypatch.setattr(tables, "SLICE_ROWS", 7)
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)
    Path("pack").mkdir()
    for name, text in PACK.items():
        Path("pack", name).write_text(text, encoding="utf-8")
    write("lines.jsonl", ROWS)
    write_tables("tables", ROWS)


def write(name: str, rows: Iterable[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(list(rows)), name, row_group_size=5)
    else:
        Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_tables(name: str, rows: Iterable[dict[str, Any]]) -> None:
    Path(name).mkdir()
    inner = [
        {"situation": row["situation"], "applications": n, **application}
        for row in rows
        for n, application in enumerate(row["applications"])
    ]
    flat = [{k: v for k, v in row.items() if k != "applications"} for row in rows]
    for table, found in (("situation", flat), ("application", inner)):
        with Path(name, f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(found[0]))
            writer.writeheader()
            writer.writerows(found)


@pytest.fixture
def wanted() -> dict[str, Any]:
    """What the situations come to in one file each, one by one."""
    Path("one-by-one").mkdir()
    for n, row in enumerate(ROWS):
        Path("one-by-one", f"{n}.json").write_text(json.dumps(row), encoding="utf-8")
    done = run("one-by-one", "-f", "json", "--engine", "oracle")
    assert done.exit_code == 1, done.output  # some leave the range
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("engine", ["auto", "oracle", "columnar"])
def test_every_form_gives_the_same_counts(engine: str, wanted: dict[str, Any]) -> None:
    write("rows.parquet", ROWS)
    for source in ("lines.jsonl", "rows.parquet", "tables"):
        done = run(source, "-f", "json", "--engine", engine)
        assert (done.exit_code, done.stderr) == (1, ""), source
        assert json.loads(done.stdout) == wanted, source


def test_forms_may_be_put_together(wanted: dict[str, Any]) -> None:
    Path("some").mkdir()
    write("some/lines.jsonl", ROWS[:20])
    Path("some/one.yaml").write_text(json.dumps(ROWS[20]), encoding="utf-8")
    write("rest.parquet", ROWS[21:])
    done = run("some", "rest.parquet", "-f", "json")
    assert json.loads(done.stdout) == wanted


def test_what_cannot_be_used_is_told_once_and_does_not_count() -> None:
    bad = [{**row, "factor": "many"} if n in (2, 30) else row for n, row in enumerate(ROWS)]
    bad[11] = {**ROWS[11], "applications": [{"asked": 1}]}
    write("bad.jsonl", bad)
    done = run("bad.jsonl")
    assert done.exit_code == 1
    assert "for 37 situations" in done.stdout
    told = done.stderr.splitlines()
    assert told == [
        "bad.jsonl: 2 × `factor` is not a number [ADV403]",
        "  row 3 (s2): `many` (write digits, such as `3` or `1.5`), row 31 (s30): `many`",
        "bad.jsonl: row 12 (s11): `applications[0].company` is required and missing [ADV402]",
        "`advisor batch` with --errors FILE lists every row",
        "3 situations could not be used and did not count.",
    ]


def test_rows_of_nobody_are_told() -> None:
    with Path("tables/application.csv").open("a", encoding="utf-8") as file:
        file.write("x,0,C,2026-11-11,0\n" * 9)
    done = run("tables")
    assert done.exit_code == 1
    assert "for 40 situations" in done.stdout
    told = done.stderr.splitlines()
    assert told[0].startswith("tables: 9 × application.csv: there is no such situation")
    assert told[1].startswith("  row 40 (x), row 41 (x), row 42 (x), …")
    assert told[2:] == [
        "`advisor batch` with --errors FILE lists every row",
        "9 rows could not be used.",
    ]


def test_an_input_that_changes_between_two_values_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from advisor.cli.batch import sweep_streams

    decide_slice, calls = sweep_streams.decide_slice, iter(range(1_000))

    def changing(*words: Any) -> Any:
        if next(calls) == 12:
            os.utime("lines.jsonl", ns=(1, 1))
        return decide_slice(*words)

    monkeypatch.setattr(sweep_streams, "decide_slice", changing)
    done = run("lines.jsonl", "-o", "out.csv")
    assert done.exit_code == 2
    assert "lines.jsonl was changed while it was read; nothing is written" in done.stderr
    assert not Path("out.csv").exists()


def test_nothing_that_could_be_used_is_said() -> None:
    write("bad.jsonl", [{"fcator": 1}] * 9)
    done = run("bad.jsonl")
    assert done.exit_code == 2
    assert "did you mean `factor`?" in done.stderr
    assert "Error: there are no situations in what was given that could be used" in done.stderr
