"""Advice as a workbook, and as CSV that Excel opens: the same rows as in every other form."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from advisor.batch.outputs import workbooks
from tests.batch.tables import batch, lines, row

openpyxl = pytest.importorskip("openpyxl")
ROWS = [row(n) for n in range(40)]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(lines(ROWS), encoding="utf-8")
    return path


def sheet(path: Path) -> list[dict[str, Any]]:
    names, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    found = []
    for cells in rows:
        days = [c.date() if isinstance(c, datetime) else c for c in cells]
        found.append(dict(zip(names, days, strict=True)))
    return found


def test_a_workbook_has_the_rows_of_lines_with_days_as_days(people: Path, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.xlsx"):
        assert batch(people, "-o", tmp_path / name).exit_code == 0
    wanted = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    for one in wanted:
        for day in ("start", "due"):
            one[day] = date.fromisoformat(one[day]) if one[day] else None
    # A cell without a text is an empty one.
    wanted = [{k: v if v != "" else None for k, v in one.items()} for one in wanted]
    assert sheet(tmp_path / "a.xlsx") == wanted
    assert any(str(one["for"]).startswith("=Sum") for one in wanted)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {cell.data_type for line in book.active.iter_rows() for cell in line} <= {
        "s",
        "inlineStr",
        "n",
        "d",
    }
    assert book.active.freeze_panes == "A2"


def test_a_sheet_holds_no_more_rows_than_it_has(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 30)
    done = batch(people, "-o", tmp_path / "a.xlsx")
    assert done.exit_code == 2
    assert "a sheet holds 30 rows, and this is more: write .csv or .parquet" in done.stderr
    assert not (tmp_path / "a.xlsx").exists()
    assert [*tmp_path.iterdir()] == [people]


def test_results_and_an_input_without_rows_are_workbooks_too(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    assert batch(tmp_path / "none.jsonl", "-o", tmp_path / "a.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [[c.value for c in line][:3] for line in book.active.iter_rows()] == [
        ["row", "situation", "place"]
    ]


REFUSED = {
    "lists": (["--nested", "-o", "a.xlsx"], "a sheet cannot hold lists: leave out --nested"),
    "the terminal": (["--to", "xlsx"], "A workbook does not go to the terminal: name a file"),
    "a mark without CSV": (["--bom", "-o", "a.jsonl"], "--bom is for CSV"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_no_sheet_and_no_csv_is_for_is_refused(
    words: list[str], said: str, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(people.parent)
    done = batch(people, *words)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_without_the_library_one_line_says_how_to_get_it(
    people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.cli.batch import request

    monkeypatch.setattr(request, "how_to_install", lambda _: "pip install it")
    done = batch(people, "-o", people.parent / "a.xlsx")
    assert done.exit_code == 2
    assert "needs openpyxl, which is not installed: pip install it; or write .csv" in done.stderr


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_mark_begins_all_csv(engine: str, people: Path, tmp_path: Path) -> None:
    people.write_text(people.read_text("utf-8") + '{"situation": 1, "x": 2}\n', "utf-8")
    plain: list[str | Path] = [
        people,
        "-o",
        tmp_path / "a.csv",
        "--errors",
        tmp_path / "e.csv",
        "--engine",
        engine,
    ]
    assert batch(*plain).exit_code == 1
    before = [(tmp_path / name).read_bytes() for name in ("a.csv", "e.csv")]
    assert batch(*plain, "--bom").exit_code == 1
    after = [(tmp_path / name).read_bytes() for name in ("a.csv", "e.csv")]
    assert after == [b"\xef\xbb\xbf" + raw for raw in before]
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[0] == "row"


def test_situation_files_have_the_mark_too(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("today: 2026-11-22\napplications:\n  - company: Acme\n    stage: offered\n")  # fmt: skip
    assert batch(tmp_path / "a.yaml", "-f", "csv", "--bom", "-o", tmp_path / "a.csv").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
