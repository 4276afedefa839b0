"""Whatever is wrong, and in whatever form tables come: the table is named, and the row there and the column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from tests.batch.tables import batch, workbook
from tests.results_pack import FILES

Tables = Mapping[str, list[list[str | None]]]
TABLES: Tables = {
    "situation": [
        ["situation", "searched_on"],
        ["a", None],
        ["b", "2026-11-01"],
        ["c", "2026-11-02"],
    ],
    "application": [
        ["situation", "applications", "company", "stage", "chases_sent"],
        ["b", "0", "Stark", "offered", "0"],
        ["a", "0", "Acme", "interviewed", "0"],
        ["c", "0", "Umbrella", "offered", "0"],
        ["b", "1", "Globex", "interviewed", None],
    ],
    "interview": [
        ["situation", "applications", "interviews", "held_on", "thanked"],
        ["b", "1", "0", "2026-11-10", "yes"],
        ["c", "0", "0", "2026-11-11", None],
        ["b", "1", "1", "2026-11-12", None],
        ["a", "0", "0", "2026-11-12", "yes"],
    ],
}
# Where another value is put: table, row, column, value. What is told: table, row, whose it is, column, how it begins.
VALUES = {
    "no date": (
        ("interview", 3, "held_on", "soon"),
        [("interview", 3, "b", "applications[].interviews[].held_on", "`applications[1].interviews[1].held_on`: `soon` is not a date")],
    ),
    "neither yes nor no": (
        ("interview", 2, "thanked", "perhaps"),
        [("interview", 2, "c", "applications[].interviews[].thanked", "`applications[0].interviews[0].thanked`: `perhaps` is neither")],
    ),
    "no choice": (
        ("application", 4, "stage", "asleep"),
        [("application", 4, "b", "applications[].stage", "`applications[1].stage`: `asleep` is not one of the choices")],
    ),
    "no number": (
        ("application", 1, "chases_sent", "two"),
        [("application", 1, "b", "applications[].chases_sent", "`applications[0].chases_sent`: `two` is not a number")],
    ),
    "out of bounds": (
        ("application", 2, "chases_sent", "-1"),
        [("application", 2, "a", "applications[].chases_sent", "`applications[0].chases_sent`: `-1` is less than the least")],
    ),
    "required": (
        ("application", 3, "company", None),
        [("application", 3, "c", "applications[].company", "`applications[0].company` is required and missing")],
    ),
    "of the situation": (
        ("situation", 2, "searched_on", "once"),
        [("situation", 2, "b", "searched_on", "`searched_on`: `once` is not a date")],
    ),
}  # fmt: skip
PLACES = {
    "no position": (
        ("interview", 3, "interviews", "first"),
        [("interview", 3, "b", "interviews", "`interviews` holds `first`, where a position belongs")],
    ),
    "no outer position": (
        ("interview", 1, "applications", None),
        [("interview", 1, "b", "applications", "`applications` holds nothing, where a position belongs")],
    ),
    "a position twice": (
        ("interview", 3, "interviews", "0"),
        [("interview", 3, "b", "interviews", "the positions in `interviews` do not run 0, 1, 2")],
    ),
    "a gap": (
        ("application", 1, "applications", "4"),
        [("application", 1, "b", "applications", "the positions in `applications` do not run 0, 1, 2")],
    ),
    "no such row around it": (
        ("interview", 4, "applications", "5"),
        [("interview", 4, "a", "applications", "there is no applications[5]")],
    ),
    "of nobody": (
        ("interview", 4, "situation", "x"),
        [("interview", 4, "x", "situation", "there is no situation `x` in {situation}")],
    ),
    "without an id": (
        ("interview", 4, "situation", None),
        [("interview", 4, "", "situation", "`situation` is missing, so that the row belongs to nothing")],
    ),
    "a situation without an id": (
        ("situation", 3, "situation", None),
        [
            ("situation", 3, "", "situation", "`situation` is missing"),
            ("application", 3, "c", "situation", "there is no situation `c` in {situation}"),
            ("interview", 2, "c", "situation", "there is no situation `c` in {situation}"),
        ],
    ),
    "an id twice": (
        ("situation", 3, "situation", "a"),
        [
            ("situation", 1, "a", "situation", "several situations have this id"),
            ("situation", 3, "a", "situation", "several situations have this id"),
            ("application", 3, "c", "situation", "there is no situation `c` in {situation}"),
            ("interview", 2, "c", "situation", "there is no situation `c` in {situation}"),
        ],
    ),
}  # fmt: skip
FAULTS = {**VALUES, **PLACES}


def changed(table: str, row: int, column: str, value: str | None) -> Tables:
    tables = {name: [list(one) for one in rows] for name, rows in TABLES.items()}
    tables[table][row][tables[table][0].index(column)] = value
    return tables


def csv_folder(path: Path, tables: Tables) -> tuple[Path, str]:
    path.mkdir()
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return path, "{}.csv"


def parquet_folder(path: Path, tables: Tables) -> tuple[Path, str]:
    path.mkdir()
    for name, (names, *rows) in tables.items():
        cells = zip(*rows, strict=True)
        columns = {str(n): pa.array(c, pa.string()) for n, c in zip(names, cells, strict=True)}
        pq.write_table(pa.table(columns), path / f"{name}.parquet", row_group_size=2)
    return path, "{}.parquet"


def sheets(path: Path, tables: Tables) -> tuple[Path, str]:
    return workbook(path.with_suffix(".xlsx"), tables), "sheet {}"


FORMS = {"CSV": csv_folder, "Parquet": parquet_folder, "sheets": sheets}


def listed(path: Path) -> list[tuple[int, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (int(r["row"]), r["situation"], r["column"], r["message"]) for r in csv.DictReader(file)
        ]


def begin_as_wanted(found: list[Any], wanted: list[Any]) -> bool:
    pairs = list(zip(found, wanted, strict=False))
    same = all(f[:-1] == w[:-1] and f[-1].startswith(w[-1]) for f, w in pairs)
    return same and len(found) == len(wanted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_table_is_named_and_the_row_there_and_the_column(
    fault: str, form: str, tmp_path: Path
) -> None:
    change, told = FAULTS[fault]
    path, called = FORMS[form](tmp_path / "in", changed(*change))
    bad = tmp_path / "bad.csv"
    done = batch(path, "--today", "2026-11-22", "--errors", bad, "-o", tmp_path / "out.csv")
    assert done.exit_code == 1, done.stderr
    root = called.format("situation")
    wanted = [
        (row, id, column, f"{called.format(table)}, row {row}: {message.format(situation=root)}")
        for table, row, id, column, message in told
    ]
    assert begin_as_wanted(listed(bad), wanted), listed(bad)
    table, row, id, *_ = told[0]
    if len(told) == 1:  # by itself, and not counted by its cause
        whose = f" ({id})" if id else ""
        assert f"{called.format(table)}, row {row}{whose}: " in done.stderr


@pytest.mark.parametrize("engine", ["oracle", "rete"])
@pytest.mark.parametrize("fault", VALUES)
def test_every_engine_tells_the_same(fault: str, engine: str, tmp_path: Path) -> None:
    path, _ = csv_folder(tmp_path / "in", changed(*VALUES[fault][0]))
    said = ["--today", "2026-11-22", "--summary", "--errors"]
    batch(path, *said, tmp_path / "one.csv", "--engine", engine)
    batch(path, *said, tmp_path / "other.csv", "--engine", "columnar")
    assert listed(tmp_path / "one.csv") == listed(tmp_path / "other.csv") != []


def nested(tables: Tables) -> list[dict[str, Any]]:
    """The same situations with lists inside."""
    found: list[dict[str, Any]] = []
    for one in as_rows(tables["situation"]):
        own = [r for r in as_rows(tables["application"]) if r["situation"] == one["situation"]]
        for application in own:
            seen = [
                r
                for r in as_rows(tables["interview"])
                if (r["situation"], r["applications"]) == (one["situation"], application["applications"])
            ]  # fmt: skip
            application["interviews"] = [
                {k: v for k, v in r.items() if k in ("held_on", "thanked")} for r in seen
            ]
        for application in own:
            del application["situation"], application["applications"]
        found.append({**one, "applications": own})
    return found


def as_rows(table: list[list[str | None]]) -> list[dict[str, Any]]:
    names, *rows = table
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def lines_file(path: Path, rows: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".jsonl")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def document(path: Path, rows: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".json")
    path.write_text(json.dumps({"data": rows}, indent=1))
    return path


def nested_parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".parquet")
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    return path


NESTED: dict[str, Callable[[Path, list[dict[str, Any]]], Path]] = {
    "lines": lines_file,
    "a document": document,
    "Parquet": nested_parquet,
}


@pytest.mark.parametrize("form", NESTED)
@pytest.mark.parametrize("fault", VALUES)
def test_where_rows_hold_lists_the_row_is_that_of_the_situation(
    fault: str, form: str, tmp_path: Path
) -> None:
    change, told = VALUES[fault]
    path = NESTED[form](tmp_path / "in", nested(changed(*change)))
    bad = tmp_path / "bad.csv"
    said = ["--today", "2026-11-22", "--errors", bad, "--summary", "--engine", "columnar"]
    assert batch(path, *said).exit_code == 1
    wanted = [("abc".index(id) + 1, id, column, message) for _, _, id, column, message in told]
    assert begin_as_wanted(listed(bad), wanted), listed(bad)


def test_columns_that_are_called_otherwise_are_told_by_their_names_positions_and_ids_too(
    tmp_path: Path,
) -> None:
    names = {"situation": "Person", "applications": "No", "interviews": "Talk", "held_on": "When"}
    tables = changed("interview", 3, "interviews", "first")
    tables["interview"][2][3] = "soon"
    tables["interview"][4][0] = None
    for rows in tables.values():
        rows[0] = [names.get(str(name), name) for name in rows[0]]
    path, _ = csv_folder(tmp_path / "in", tables)
    maps = [word for new, old in names.items() for word in ("--map", f"{old}={new}")]
    bad = tmp_path / "bad.csv"
    assert batch(path, *maps, "--errors", bad, "--summary").exit_code == 1
    wanted = [
        (3, "b", "Talk", "interview.csv, row 3: `Talk` holds `first`, where a position belongs"),
        (2, "c", "When", "interview.csv, row 2: `When` (`applications[0].interviews[0].held_on`): `soon` is"),
        (4, "", "Person", "interview.csv, row 4: `Person` is missing, so that the row belongs to nothing"),
    ]  # fmt: skip
    assert begin_as_wanted(listed(bad), wanted), listed(bad)


def test_of_several_workbooks_each_row_is_named_with_its_own(tmp_path: Path) -> None:
    late = changed("application", 4, "stage", "asleep")
    late["interview"][4][0] = "x"
    late["interview"][2][2] = "first"
    first, _ = sheets(tmp_path / "jan", changed("interview", 3, "held_on", "soon"))
    other, _ = sheets(tmp_path / "feb", late)
    bad = tmp_path / "bad.csv"
    done = batch(first, other, "--errors", bad, "--summary")
    assert done.exit_code == 1
    wanted = [
        (3, "b", "applications[].interviews[].held_on", f"{first}, sheet interview, row 3: `applications[1].interviews[1].held_on`: `soon`"),
        (4, "b", "applications[].stage", f"{other}, sheet application, row 4: `applications[1].stage`: `asleep`"),
        (2, "c", "interviews", f"{other}, sheet interview, row 2: `interviews` holds `first`"),
        (4, "x", "situation", f"{other}, sheet interview, row 4: there is no situation `x`"),
    ]  # fmt: skip
    assert begin_as_wanted(listed(bad), wanted), listed(bad)
    assert f"{other}, sheet interview, row 4 (x): there is no situation" in done.stderr


def test_what_rules_come_to_is_told_at_the_row_that_it_is_worked_out_for(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    for name, text in FILES.items():
        (pack / name).write_text(text)
    tables: Tables = {
        "situation": [["situation"], ["a"], ["b"]],
        "claim": [["situation", "claims", "who"], ["b", "1", "Bob"], ["a", "0", "Ann"], ["b", "0", "Cy"]],
        "item": [["situation", "claims", "items", "price"], ["a", "0", "0", "1"], ["b", "1", "0", "900000000000"]],
    }  # fmt: skip
    path, _ = csv_folder(tmp_path / "in", tables)
    for engine in ("columnar", "oracle"):
        bad = tmp_path / f"{engine}.csv"
        words = ["batch", path, "--pack", pack, "--engine", engine, "--errors", bad, "--summary"]
        CliRunner().invoke(cli, [*map(str, words)])
        message = "item.csv, row 2: the default of `total` of claims[1].items[0] comes to a value out of range"
        wanted = [(2, "b", "claims[].items[].total", message)]
        assert begin_as_wanted(listed(bad), wanted), listed(bad)


def test_one_that_is_asked_for_and_wrong_in_several_tables_is_told_with_each(
    tmp_path: Path,
) -> None:
    tables = changed("application", 4, "chases_sent", "two")
    tables["interview"][3][3] = "soon"
    path, _ = csv_folder(tmp_path / "in", tables)
    done = batch(path, "--extract", "b")
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: b cannot be used:\n")
    for said in ("application.csv, row 4: `applications[1].chases_sent`: `two`", "interview.csv, row 3: `applications[1].interviews[1].held_on`: `soon`"):  # fmt: skip
        assert f"\n  {said}" in done.stderr


def test_parquet_that_broke_off_is_told_as_that(tmp_path: Path) -> None:
    path = nested_parquet(tmp_path / "in", nested(TABLES))
    folder, _ = parquet_folder(tmp_path / "tables", TABLES)
    for input, broken in ((path, path), (folder, folder / "interview.parquet")):
        broken.write_bytes(broken.read_bytes()[:-20])
        done = batch(input, "--summary")
        said = f"Error: cannot read {broken}: its end is missing: copy it again, or write it anew\n"
        assert (done.exit_code, done.stderr) == (2, said)
