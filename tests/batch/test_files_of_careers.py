"""Files as careers services have them: each is read as it is meant, or told in one line with what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from advisor.batch.sources.dates import DateReading
from tests.batch.tables import as_strict, batch, workbook

DAYS = {
    "20. November 2026": "2026-11-20",
    "5. Dezember 2026": "2026-12-05",
    "2. März 2026": "2026-03-02",
    "20 novembre 2026": "2026-11-20",
    "1er déc. 2026": "2026-12-01",
    "3 août 2026": "2026-08-03",
    "20 de noviembre 2026": "2026-11-20",
    "7 mei 2026": "2026-05-07",
    "4 gennaio 2026": "2026-01-04",
    "20th November 2026": "2026-11-20",
    "the 20th": "the 20th",
    "Nov 2nd, 2026": "2026-11-02",
    "2nd of May 2026": "2026-05-02",
    "20-NOV-26 12.00.00.000000 AM": "2026-11-20",
    "20-NOV-26 02.30.00.000000 PM": "2026-11-20 02:30:00.000000 PM",
    "2026.11.20.": "2026-11-20",
    "2026. 1. 5.": "2026-01-05",
    "2026年11月20日": "2026-11-20",
    "2026년 11월 5일": "2026-11-05",
    "20 Foo 2026": "20 Foo 2026",
    "20 Nov": "20 Nov",
}


@pytest.mark.parametrize(("written", "day"), DAYS.items())
def test_days_are_read_with_the_names_of_months_that_people_write(written: str, day: str) -> None:
    assert DateReading().text(written, None) == day


Sheets = dict[str, Sequence[Sequence[object]]]
NAMES = ["person", "company", "stage"]


BOOKS: dict[str, tuple[Sheets, int, str]] = {
    "a page of words first": (
        {"Read me": [["This workbook"]], "Jobs": [NAMES, ["a", "Acme", "offered"]]}, 0,
        "of 2 sheets, `Jobs` is read; --sheet NAME names another",
    ),
    "two tables": (
        {"May": [NAMES, ["a", "Acme", "offered"]], "June": [NAMES]}, 0, "of 2 sheets, `May` is read",
    ),
    "cells that were merged": (
        {"S": [NAMES, ["a", "Acme", "offered"], [None, "Stark", "offered"]]}, 1,
        "`person` is missing: nothing says whose row it is; fill it in each row, also where cells are merged",
    ),
    "formulas that nobody worked out": (
        {"S": [NAMES, ["a", '=UPPER("Acme")', "offered"]]}, 1,
        "formulas in the sheet S have no values, and are read as nothing: open it in a spreadsheet and save it",
    ),
    "nothing odd": ({"S": [NAMES, ["a", "Acme", "offered"]]}, 0, ""),
}  # fmt: skip
FLAT = ("--rows", "application", "--by", "person", "--summary")


@pytest.mark.parametrize(("sheets", "status", "said"), BOOKS.values(), ids=BOOKS)
def test_workbooks(sheets: Sheets, status: int, said: str, tmp_path: Path) -> None:
    done = batch(workbook(tmp_path / "t.xlsx", sheets), *FLAT)
    assert (done.exit_code, said in done.stderr) == (status, True), done.stderr
    assert bool(said) or "formulas" not in done.stderr


def test_a_book_without_a_sheet_of_cells_is_told_in_our_words(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet()
    book.save(tmp_path / "t.xlsx")
    done = batch(tmp_path / "t.xlsx", *FLAT)
    assert done.exit_code == 2
    assert "t.xlsx: it has no sheet of cells that can be read; save the table" in done.stderr


def test_a_book_of_the_strict_form_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"S": [NAMES, ["a", "Acme", "offered"]]})
    as_strict(path)
    done = batch(path, *FLAT)
    said = "is of the strict form of Open XML, which is not read: save it as an ordinary Excel workbook (.xlsx), or as CSV"
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


ROW = {"person": "a", "company": "Acme", "stage": "offered"}
FILES: dict[str, tuple[str, Any, int, str]] = {
    "an answer with its result": ("t.json", {"status": "ok", "result": {"jobs": [ROW]}}, 0, "is read as the rows in `result.jobs`"),
    "an object in a cell": ("t.json", {"data": [{**ROW, "stage": {"id": 1, "text": "offered"}}]}, 2, "single values only, and `stage` is none"),
    "fixed width, with an empty cell": ("t.txt", "person    company   stage\na         Acme Ltd  offered\nb                   offered\n", 2, "has columns of fixed width, with cells that are empty: save it as CSV"),
    "cards": ("t.vcf", "BEGIN:VCARD\n", 2, "t.vcf cannot be read: it holds mail, days or people, and no table"),
    "mail": ("t.mbox", "From a@b.org\n", 2, "it holds mail, days or people, and no table"),
    "a table under another name": ("t.dat", "person,company,stage\n", 2, "t.dat cannot be read: if it is a table in text, add --from csv"),
    "a name with the end of a line in it": ("t.csv", '"a\rb,company"\n1\n', 2, "has no column `person`"),
    "zero bytes": ("t.csv", "\0" * 20, 2, "t.csv is nothing but zero bytes, as where it was not saved whole"),
    "several side by side": ("t.csv", "person,company_1,stage_1,company_2,stage_2\na,Acme,offered,B,offered\n", 2, "\n  `company_1`, `company_2` stand side by side: give each a row of its own"),
    "two rows of names": ("t.csv", "Respondent ID,person,company,stage,\n,,Open-Ended Response,Response,\n1,a,Acme,offered,\n", 2, "the application has no fact or list `Respondent ID`"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "status", "said"), FILES.values(), ids=FILES)
def test_files(name: str, data: Any, status: int, said: str, tmp_path: Path) -> None:
    text = data if isinstance(data, str) else json.dumps(data)
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = batch(tmp_path / name, *FLAT)
    assert (done.exit_code, said in done.stderr) == (status, True), done.stderr
