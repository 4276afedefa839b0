"""A problem names the row of the file in which the value stands, and its column as it is called there."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import advisor
from tests.batch.tables import PACK, batch

NAMES = ["person", "Searched", "Firm", "Status", "Chases", "Seen"]
ROWS = [
    ["a", None, "Acme", "offered", "1", "soon"],
    ["b", "2026-11-01", "Stark", "applying", "two", None],
    ["a", "once", "Hooli", "offered", "9", "2026-11-12"],
    ["b", "2026-11-01", None, "offered", None, "2026-11-10"],
    ["c", None, "Initech", "offered", None, None],
    ["b", "2026-11-01", "Globex", "asleep", None, None],
]
MAPS = {"Searched": "searched_on", "Firm": "company", "Status": "stage", "Chases": "chases_sent", "Seen": "interviews.held_on"}  # fmt: skip
# Row of the file, whose it is, column, and how the message begins.
WANTED = [
    (3, "a", "Searched", "`Searched` (`searched_on`): `once` is not a date; "),
    (1, "a", "Seen", "`Seen` (`applications[0].interviews[0].held_on`): `soon` is not a date; "),
    (2, "b", "Chases", "`Chases` (`applications[0].chases_sent`): `two` is not a number"),
    (2, "b", "Status", "`Status` (`applications[0].stage`): `applying` is not one of the choices; "),
    (6, "b", "Status", "`Status` (`applications[1].stage`): `asleep` is not one of the choices; "),
    (4, "b", "Firm", "`Firm` (`applications[].company`) is required and missing: the row is left out"),
]  # fmt: skip


def as_csv(folder: Path) -> Path:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([NAMES, *ROWS])
    return path


def as_lines(folder: Path) -> Path:
    path = folder / "rows.jsonl"
    rows = (dict(zip(NAMES, row, strict=True)) for row in ROWS)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def as_parquet(folder: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / "rows.parquet"
    pq.write_table(
        pa.Table.from_pylist([dict(zip(NAMES, r, strict=True)) for r in ROWS]),
        path,
        row_group_size=2,
    )
    return path


def as_sheet(folder: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [NAMES, *ROWS]:
        book.active.append(row)
    book.save(path := folder / "rows.xlsx")
    return path


FORMS = {"csv": as_csv, "lines": as_lines, "parquet": as_parquet, "sheet": as_sheet}
SAID = ["--rows", "application", "--by", "person"] + [
    word for old, new in MAPS.items() for word in ("--map", f"{old}={new}")
]


def listed(path: Path) -> list[tuple[int, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (int(r["row"]), r["situation"], r["column"], r["message"]) for r in csv.DictReader(file)
        ]


def begin_as_wanted(found: list[Any], wanted: list[Any]) -> bool:
    pairs = zip(sorted(found), sorted(wanted), strict=True)
    return all(f[:-1] == w[:-1] and f[-1].startswith(w[-1]) for f, w in pairs)


@pytest.mark.parametrize("engine", ["columnar", "oracle", "rete"])
@pytest.mark.parametrize("form", FORMS)
def test_the_row_is_that_of_the_value_and_the_column_that_of_the_file(
    form: str, engine: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    done = batch(FORMS[form](tmp_path), *SAID, "--engine", engine, "--errors", bad, "-o", tmp_path / "o.csv")  # fmt: skip
    assert done.exit_code == 1, done.stderr
    assert begin_as_wanted(listed(bad), WANTED), listed(bad)
    assert "row 3 (a): `Searched` (`searched_on`): `once` is not a date" in done.stderr
    assert ", row 6 (b): `asleep`" in done.stderr


def test_from_python_rows_are_counted_from_0() -> None:
    rows = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    found = advisor.decide(rows, PACK, rows="application", by="person", rename=MAPS)
    told = [(e["row"] + 1, e["situation"], e["column"], e["message"]) for e in found.errors]
    assert begin_as_wanted(told, WANTED), told


def test_of_several_files_each_row_is_named_with_its_own(tmp_path: Path) -> None:
    for name, rows in (("a.csv", ROWS[:2]), ("b.csv", ROWS[2:])):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([NAMES, *rows])
    bad, out = tmp_path / "bad.csv", tmp_path / "o.csv"
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    assert batch(*files, *SAID, "--errors", bad, "-o", out).exit_code == 1
    wanted = [
        (row, id, column, f"{files[row > 2]}, row {row - 2 * (row > 2)}: {message}")
        for row, id, column, message in WANTED
    ]
    assert begin_as_wanted(listed(bad), wanted), listed(bad)


def test_what_is_blank_or_left_out_above_does_not_move_the_rows(tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("columns:\n  Status: {to: stage, leave_out: [Wish list]}\n")
    path = tmp_path / "rows.csv"
    path.write_text(
        "person,company,Status\na,Acme,Wish list\n,,\nb,Stark,offered\na,Hooli,asleep\n"
    )
    bad = tmp_path / "bad.csv"
    said = ["--rows", "application", "--by", "person", "--map", names, "--errors", bad, "--summary"]
    assert batch(path, *said).exit_code == 1
    assert [row for row, *_ in listed(bad)] == [4]


def test_rows_that_differ_are_named_with_their_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("person,searched_on,company,stage\na,2026-11-01,Acme,offered\n")
    (tmp_path / "b.csv").write_text(
        "person,searched_on,company,stage\na,2026-11-02,Hooli,offered\n"
    )
    done = batch(
        tmp_path / "a.csv",
        tmp_path / "b.csv",
        "--rows",
        "application",
        "--by",
        "person",
        "--summary",
    )
    assert f"`2026-11-01` in {tmp_path / 'a.csv'}, row 1, `2026-11-02` in {tmp_path / 'b.csv'}, row 1" in done.stderr  # fmt: skip


def nested(path: Path) -> Path:
    rows = [{"Search": "once", "jobs": [{"Firm": "Acme", "stage": "offered"}, {"stage": "asleep"}]}]
    if path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_columns_in_renamed_lists_are_named_as_they_stand_there(
    ending: str, tmp_path: Path
) -> None:
    path, bad = nested(tmp_path / f"in.{ending}"), tmp_path / "bad.csv"
    maps = [
        "--map",
        "Search=searched_on",
        "--map",
        "jobs=applications",
        "--map",
        "jobs.Firm=company",
    ]
    assert batch(path, *maps, "--errors", bad, "--summary").exit_code == 1
    wanted = [
        (1, "", "Search", "`Search` (`searched_on`): `once` is not a date"),
        (1, "", "jobs[].stage", "`jobs[].stage` (`applications[1].stage`): `asleep` is not one"),
        (1, "", "jobs[].Firm", "`jobs[].Firm` (`applications[1].company`) is required and missing"),
    ]
    assert begin_as_wanted(listed(bad), wanted), listed(bad)


def test_tables_of_a_folder_say_their_columns_too(tmp_path: Path) -> None:
    folder, bad = tmp_path / "tables", tmp_path / "bad.csv"
    folder.mkdir()
    (folder / "situation.csv").write_text("situation\na\n")
    (folder / "application.csv").write_text("situation,applications,Firm,stage\na,0,Acme,offered\na,1,,offered\n")  # fmt: skip
    assert batch(folder, "--map", "Firm=company", "--errors", bad, "--summary").exit_code == 1
    message = "application.csv, row 2: `Firm` (`applications[1].company`) is required and missing"
    wanted = [(2, "a", "Firm", message)]
    assert begin_as_wanted(listed(bad), wanted), listed(bad)
