"""Whoever waits is told how far the reading, the joining and the writing are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from advisor.batch.outputs import workbooks
from advisor.batch.sources import sheets
from advisor.batch.sources.reading import Notices, Reading
from advisor.batch.sources.slices import open_source
from tests.batch.tables import program

PACK = program().pack
CELLS = [["who", "company", "stage"], *(["a", f"Acme {n}", "offered"] for n in range(100))]


def as_csv(folder: Path) -> Path:
    path = folder / "t.csv"
    path.write_text("".join(",".join(row) + "\n" for row in CELLS))
    return path


def as_sheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in CELLS:
        book.worksheets[0].append(row)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def as_folder(folder: Path) -> Path:
    (folder / "t").mkdir()
    (folder / "t" / "situation.csv").write_text("situation\na\n")
    rows = "".join(f"a,{number},Acme,offered\n" for number in range(100))
    (folder / "t" / "application.csv").write_text(f"situation,applications,company,stage\n{rows}")
    return folder / "t"


BY_WHO = Reading(rows="application", by="who")
WAYS: dict[str, tuple[Callable[[Path], Path], str, Reading, list[str]]] = {
    "csv": (as_csv, "csv", BY_WHO, ["100 rows looked at", "100 rows read"]),
    "sheet": (as_sheet, "xlsx", BY_WHO, ["20 rows of the sheet Sheet read", "40 rows of the sheet Sheet read", "60 rows of the sheet Sheet read", *(f"{n} rows {way}" for way in ("looked at", "read") for n in (20, 40, 60, 100))]),
    "folder": (as_folder, "tables", Reading(), ["100 rows of application.csv joined"]),
}  # fmt: skip


@pytest.mark.parametrize(("write", "form", "reading", "wanted"), WAYS.values(), ids=WAYS)
def test_how_far_the_reading_is_is_told(
    write: Callable[[Path], Path],
    form: str,
    reading: Reading,
    wanted: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "_ROWS_AT_ONCE", 60)
    notices, said = Notices(), list[str]()
    notices.at_work = said.append
    source = open_source([str(write(tmp_path))], PACK, form, reading=reading, notices=notices)
    assert sum(piece.read().situations for piece in source.slices()) == 1
    assert said == wanted


def test_how_far_the_writing_of_a_workbook_is_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_AT_ONCE", 2)
    lines = "".join(json.dumps({"n": number}) + "\n" for number in range(5))
    (tmp_path / "rows").write_text(lines)
    said: list[tuple[int, int]] = []
    target = tmp_path / "out.xlsx"
    workbooks.write_workbook(
        tmp_path / "rows", len(lines), target, ["n"], frozenset(), lambda *far: said.append(far)
    )
    assert said == [(0, 5), (2, 5), (4, 5)]
    assert openpyxl.load_workbook(target).worksheets[0].max_row == 6
