"""Sheets as LibreOffice saves them: read to the advice of the same people in plain values, or refused in a line.

It is skipped where LibreOffice is missing (Debian: `apt-get install libreoffice-calc --no-install-recommends`).
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import advisor
from advisor.batch.sources.plain_values import as_text
from advisor.cli.main import cli
from advisor.ir import Kind

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice (soffice) is not installed here"
)

TODAY = "2026-11-20"
HEAD = ("situation", "employed_now", "company", "stage", "held_on", "thanked", "thanked_on")
DAY = date(2026, 11, 18)
# Yes and no, days, gaps, and signs that CSV quotes.
ROWS: list[tuple[Any, ...]] = [
    ("ann", True, "Ann & Co", "interviewed", DAY, False, None),
    ("ben", None, "Ben; Co", "interviewed", DAY, True, date(2026, 11, 19)),
    ("cem", False, 'Cem, "Co"', "interviewed", None, None, None),
]
# Of its filter for CSV: the separator, and the number by which Windows knows the language.
ENGLISH, GERMAN = (44, 1033), (59, 1031)
LANGUAGES = (
    *("407", "40C", "C0A", "410", "416"),  # German, French, Spanish, Italian, Portuguese
    *("413", "415", "41D", "406", "414"),  # Dutch, Polish, Swedish, Danish, Norwegian
    *("40B", "405", "40E"),  # Finnish, Czech, Hungarian
)


def sheet(path: Path, days: str = "YYYY-MM-DD", truth: str = "General") -> Path:
    """The rows in a workbook whose cells are shown as these formats say."""
    book = openpyxl.Workbook()
    table: Any = book.active
    for row in (HEAD, *ROWS):
        table.append(row)
    for cell in (cell for row in table.iter_rows(min_row=2) for cell in row):
        if isinstance(cell.value, bool):
            cell.number_format = truth
        elif isinstance(cell.value, date):
            cell.number_format = days
    book.save(path)
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its settings, for all of these tests."""
    return tmp_path_factory.mktemp("office")


def saved(path: Path, profile: Path, *, csv_for: tuple[int, int] | None = None) -> Path:
    """The file as LibreOffice saves it: as .xlsx, or as CSV with cells as they are shown."""
    kind = "xlsx"
    if csv_for is not None:
        separator, language = csv_for
        kind = f"csv:Text - txt - csv (StarCalc):{separator},34,76,1,,{language},false,true,false"
    out = path.parent / "saved"
    settings = f"-env:UserInstallation={profile.as_uri()}"
    command = [str(OFFICE), settings, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return out / f"{path.stem}.{kind[:4].rstrip(':')}"


def advised(path: Path, *more: str) -> Result:
    words = ["batch", str(path), "--today", TODAY, "--rows", "application", *more]
    return CliRunner().invoke(cli, [*words, "-o", str(path.with_name("advice.csv"))])


def advice_in(path: Path) -> list[tuple[str, ...]]:
    with path.with_name("advice.csv").open(newline="") as file:
        return [(r["situation"], r["action"], r["due"]) for r in csv.DictReader(file)]


def wanted() -> list[tuple[str, ...]]:
    """By the engine that says what is right, from plain values."""
    people = []
    for id, employed, company, stage, held, thanked, thanked_on in ROWS:
        interview = {"held_on": held, "thanked": thanked, "thanked_on": thanked_on}
        interviews = [interview] if held else []
        one = {"company": company, "stage": stage, "interviews": interviews}
        people.append({"situation": id, "employed_now": employed, "applications": [one]})
    found = advisor.decide(people, today=TODAY, engine="oracle")
    assert len(found.advice) > len(people)
    return [(r["situation"], r["action"], str(r["due"] or "")) for r in found.advice]


@pytest.mark.parametrize(
    ("csv_for", "said"),
    [
        (None, []),
        (ENGLISH, ["yes and no were written as `FALSE`, `TRUE`"]),
        (GERMAN, ["x.csv is read as separated by semicolons", "written as `FALSE`, `TRUE`"]),
    ],
    ids=["xlsx", "English CSV", "German CSV"],
)
def test_what_it_saves_is_read(
    csv_for: tuple[int, int] | None, said: list[str], profile: Path, tmp_path: Path
) -> None:
    path = saved(sheet(tmp_path / "x.xlsx"), profile, csv_for=csv_for)
    done = advised(path)
    assert done.exit_code == 0, done.output
    assert advice_in(path) == wanted()
    assert all(words in done.stderr for words in said)


def test_yes_and_no_are_read_as_a_german_sheet_has_them(profile: Path, tmp_path: Path) -> None:
    path = saved(sheet(tmp_path / "x.xlsx", truth="[$-407]BOOLEAN"), profile, csv_for=GERMAN)
    done = advised(path)
    assert done.exit_code == 0, done.output
    assert advice_in(path) == wanted()
    assert "written as `FALSCH`, `WAHR`" in done.stderr


def test_yes_and_no_are_known_in_the_languages_of_its_sheets(profile: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    table: Any = book.active
    for language in LANGUAGES:
        table.append((True, False))
        for cell in table[table.max_row]:
            cell.number_format = f"[$-{language}]BOOLEAN"
    book.save(tmp_path / "x.xlsx")
    path = saved(tmp_path / "x.xlsx", profile, csv_for=ENGLISH)
    with path.open(newline="", encoding="utf-8") as file:
        rows = [*csv.reader(file)]
    assert len({yes for yes, _ in rows}) == len(LANGUAGES)
    assert [[as_text(word, Kind.YES_NO) for word in row] for row in rows] == [["yes", "no"]] * 13


def test_days_as_their_country_writes_them_are_read(profile: Path, tmp_path: Path) -> None:
    path = saved(sheet(tmp_path / "x.xlsx", days="[$-407]DD.MM.YYYY"), profile, csv_for=GERMAN)
    assert "18.11.2026" in path.read_text()
    done = advised(path)
    assert done.exit_code == 0, done.output
    assert advice_in(path) == wanted()


def test_sheets_of_its_own_are_to_be_saved_otherwise(tmp_path: Path) -> None:
    (tmp_path / "x.ods").write_bytes(b"PK")
    done = advised(tmp_path / "x.ods")
    assert done.exit_code == 2
    assert "x.ods cannot be read: save it as .xlsx or .csv, and name that file" in done.stderr
