"""A table goes to a spreadsheet and comes back: what was edited changes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.tables import RawTable, written_tables
from advisor.loading.syntax.files import read_pack_files
from advisor.recording.tables import TablePutBackError, put_back, table_csv, write_workbook
from tests.strategies.table_packs import random_table_pack

HEAD = "pack: fees\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fees\n"
YAML = """\
# Above the table.
tables:
  - table: fees   # of all kinds
    hit: first
    source: [guide, book]
    when: [kind, age]
    then: {conclude: fee}
    rows:
      - [repair,                "< 14 days",  1]   # kept
      - [one of (refund, swap), -,            2]
    otherwise: [9]
    because: So, and so.
# Below it.
"""
CSV = """\
# Above the table.
# table: fees
# hit: first
# source: guide, book
# because: So, and so.
kind,age,|,fee
repair,< 14 days,,1
# between
"one of (refund, swap)",-,,2
otherwise,,,9
"""


def _folder(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "pack.yaml").write_text(HEAD)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _table(folder: Path) -> tuple[RawTable, dict[str, str]]:
    texts, problems = read_pack_files(folder)
    assert not problems
    [table] = written_tables(texts).values()
    return table, texts


def _put_back(folder: Path, edited: str) -> str:
    table, texts = _table(folder)
    [other] = written_tables({"edited.csv": edited}).values()
    path = table.name.span.path.partition(", sheet ")[0]
    return put_back(table, other, texts[path]).words()


HOMES = {"t.yaml": YAML, "tables/t.csv": CSV}


@pytest.mark.parametrize("home", HOMES)
def test_a_table_that_was_not_edited_changes_nothing(tmp_path: Path, home: str) -> None:
    path = _folder(tmp_path, home, HOMES[home])
    table, _ = _table(tmp_path)
    assert _put_back(tmp_path, table_csv(table)) == ""
    assert path.read_text() == HOMES[home]


@pytest.mark.parametrize("home", HOMES)
def test_only_edited_cells_change(tmp_path: Path, home: str) -> None:
    path = _folder(tmp_path, home, HOMES[home])
    table, _ = _table(tmp_path)
    edited = table_csv(table).replace("< 14 days", '"one of (1 day, 2 days)"')
    edited = edited.replace("otherwise,,,9", "otherwise,,,8")
    assert _put_back(tmp_path, edited) == "2 cells changed"
    quoted = "'one of (1 day, 2 days)'" if home == "t.yaml" else '"one of (1 day, 2 days)"'
    old = '"< 14 days"' if home == "t.yaml" else "< 14 days"
    wanted = HOMES[home].replace(old, quoted)
    wanted = wanted.replace("otherwise: [9]", "otherwise: [8]").replace(",,,9", ",,,8")
    assert path.read_text() == wanted


@pytest.mark.parametrize("home", HOMES)
def test_rows_come_and_go_at_the_end(tmp_path: Path, home: str) -> None:
    path = _folder(tmp_path, home, HOMES[home])
    table, _ = _table(tmp_path)
    whole = table_csv(table)
    longer = whole.replace("otherwise", "swap,> 3 days,,4\notherwise")
    assert _put_back(tmp_path, longer) == "1 row added"
    added = "      - [swap, '> 3 days', 4]\n" if home == "t.yaml" else "swap,> 3 days,,4\n"
    assert added in path.read_text()
    assert _put_back(tmp_path, whole) == "1 row removed"
    assert path.read_text() == HOMES[home]


def test_a_workbook_keeps_its_comments_widths_and_formulas(tmp_path: Path) -> None:
    _folder(tmp_path, "t.yaml", YAML)
    table, _ = _table(tmp_path)
    (tmp_path / "t.yaml").unlink()
    book_path = tmp_path / "tables" / "any.xlsx"
    book_path.parent.mkdir()
    write_workbook(table, book_path)
    book = openpyxl.load_workbook(book_path)
    sheet: Any = book.active
    sheet["A6"].comment = Comment("mind this", "somebody")
    sheet.column_dimensions["B"].width = 33
    sheet["Z1"] = "=1+1"
    book.save(book_path)
    before = book_path.read_bytes()
    assert _put_back(tmp_path, table_csv(table)) == ""
    assert book_path.read_bytes() == before
    edited = (
        table_csv(table).replace(",,1\n", ",,7.5\n").replace("otherwise", "swap,-,,4\notherwise")
    )
    assert _put_back(tmp_path, edited) == "1 row added, 1 cell changed"
    again: Any = openpyxl.load_workbook(book_path).active
    rows = [[cell.value for cell in row[:4]] for row in again.iter_rows()]
    assert rows[5] == ["repair", "< 14 days", None, 7.5]
    assert rows[7] == ["swap", "-", None, 4] and rows[8][0] == "otherwise"
    assert again["A6"].comment.text == "mind this" and again["Z1"].value == "=1+1"
    assert again.column_dimensions["B"].width == 33
    assert (
        _put_back(tmp_path, table_csv(table)) == "1 row removed, 1 cell changed"
    )  # and back again
    assert [row[0].value for row in openpyxl.load_workbook(book_path).active.iter_rows()][
        7
    ] == "otherwise"


REFUSED: dict[str, tuple[Callable[[str], str], str]] = {
    "other columns": (
        lambda text: text.replace("kind,age", "kind,years"),
        "its columns are not those",
    ),
    "no otherwise": (lambda text: text.replace("otherwise,,,9\n", ""), "`otherwise` came or went"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_put_back_is_refused(tmp_path: Path, name: str) -> None:
    path = _folder(tmp_path, "t.yaml", YAML)
    table, _ = _table(tmp_path)
    change, words = REFUSED[name]
    with pytest.raises(TablePutBackError, match=words):
        _put_back(tmp_path, change(table_csv(table)))
    assert path.read_text() == YAML


def test_rows_that_are_no_lines_are_not_added_to(tmp_path: Path) -> None:
    text = YAML.replace(
        '      - [repair,                "< 14 days",  1]   # kept\n      - [one of (refund, swap), -,            2]\n',
        "      [[repair, a, 1], [swap, b, 2]]\n",
    )
    _folder(tmp_path, "t.yaml", text)
    table, _ = _table(tmp_path)
    with pytest.raises(TablePutBackError, match="here a row is not a line"):
        _put_back(tmp_path, table_csv(table).replace("otherwise", "x,-,,1\notherwise"))


def test_a_line_of_csv_that_ends_early_is_not_guessed_at(tmp_path: Path) -> None:
    text = "kind,age,|,fee,more\nrepair,-,,1\nswap,-,,2,3\n"
    _folder(tmp_path, "tables/t.csv", text)
    table, _ = _table(tmp_path)
    with pytest.raises(TablePutBackError, match="line 2 ends before its last cell"):
        _put_back(tmp_path, table_csv(table).replace("repair,-,,1,", "repair,-,,1,5"))


@pytest.mark.parametrize("seed", range(40))
def test_random_tables_are_the_same_after_a_round_through_csv_and_workbook(
    tmp_path: Path, seed: int
) -> None:
    texts = dict(random_table_pack(seed).texts)
    pack = load_pack_texts(texts, "p").pack
    assert pack is not None
    through = {path: text for path, text in texts.items() if path in ("pack.yaml", "facts.yaml")}
    for name, table in written_tables(texts).items():
        if seed % 2:
            through[f"tables/{name}.csv"] = table_csv(table)
            continue
        path = tmp_path / "tables" / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_workbook(table, path)
    (tmp_path / "pack.yaml").write_text(HEAD)
    through |= {p: t for p, t in read_pack_files(tmp_path)[0].items() if p.endswith(".xlsx")}
    again = load_pack_texts(through, "p").pack
    assert again is not None
    assert dict(again.tables) == dict(pack.tables)
    assert dict(again.rules) == dict(pack.rules)
