"""Rows of a table that is put back are matched: each keeps its line and its comment, wherever it goes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from advisor.loading.declarations.tables import RawTable, written_tables
from advisor.loading.syntax.files import read_pack_files
from advisor.loading.syntax.workbooks import workbook_text
from advisor.recording.tables import TablePutBackError, put_back, table_csv, write_workbook

HEAD = "pack: fines\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fines\n"
Cells = list[str]
ROWS: list[Cells] = [
    ["book", "< 7", "0.50"],
    ["book", ">= 7", "2"],
    ["film", "< 7", "1"],
    ["film", ">= 7", "4"],
]
YAML_LINES = [
    '  - [book, "< 7",   0.50]   # cheap',
    '  - [book, ">= 7",  2]',
    "  - [film, '< 7',   1]  # short films",
    "  - [film, '>= 7',  4]    # long films",
]
CSV_LINES = ['book,"< 7",,0.50', "book, >= 7,,2", '"film",< 7,,1', "film,>= 7,, 4"]
YAML_HEAD = """\
tables:
- table: fines   # of all kinds
  hit: first
  when: [kind, days_late]
  then: {conclude: fine}
  rows:   # in order
  # the first of them
"""
CSV_HEAD = "# hit: first\nkind,days_late,|,fine\n# the first of them\n"

# What becomes of the rows in a sheet, what is told, and the lines then: the number of an old line that is as it
# was; (number, old, new) for one of which a part has changed; the cells of a new one.
Line = int | tuple[int, str, str] | Cells
EDITS: dict[str, tuple[list[Cells], str, list[Line]]] = {
    "nothing": (ROWS, "", [0, 1, 2, 3]),
    "the same numbers, as a spreadsheet writes them": (
        [["book", "< 7", "0.5"], ["book", ">= 7", "2.00"], *ROWS[2:]],
        "",
        [0, 1, 2, 3],
    ),
    "one cell": (
        [*ROWS[:2], ["film", "< 7", "3"], ROWS[3]],
        "1 cell changed",
        [0, 1, (2, "1", "3"), 3],
    ),
    "the first row goes": (ROWS[1:], "1 row removed", [1, 2, 3]),
    "a row inside goes": ([*ROWS[:2], ROWS[3]], "1 row removed", [0, 1, 3]),
    "the last row goes": (ROWS[:3], "1 row removed", [0, 1, 2]),
    "all but one go": ([ROWS[2]], "3 rows removed", [2]),
    "a row comes first": (
        [["game", "-", "5"], *ROWS],
        "1 row added",
        [["game", "-", "5"], 0, 1, 2, 3],
    ),
    "a row comes inside": (
        [*ROWS[:2], ["game", "-", "5"], *ROWS[2:]],
        "1 row added",
        [0, 1, ["game", "-", "5"], 2, 3],
    ),
    "two rows come last": (
        [*ROWS, ["game", "-", "5"], ["map", "-", "6"]],
        "2 rows added",
        [0, 1, 2, 3, ["game", "-", "5"], ["map", "-", "6"]],
    ),
    "a row goes, and the one below it is edited": (
        [*ROWS[:2], ["film", ">= 7", "9"]],
        "1 row removed, 1 cell changed",
        [0, 1, (3, "4", "9")],
    ),
    "a row goes, another comes elsewhere, and a cell changes": (
        [["game", "-", "5"], ["book", "< 7", "0.75"], *ROWS[2:]],
        "1 row added, 1 row removed, 1 cell changed",
        [["game", "-", "5"], (0, "0.50", "0.75"), 2, 3],
    ),
    "another row stands in its place": (
        [ROWS[0], ["game", "-", "5"], *ROWS[2:]],
        "1 row added, 1 row removed",
        [0, ["game", "-", "5"], 2, 3],
    ),
    "a row moves up": ([ROWS[3], *ROWS[:3]], "1 row moved", [3, 0, 1, 2]),
    "a row moves down": ([*ROWS[1:], ROWS[0]], "1 row moved", [1, 2, 3, 0]),
    "a row stands twice": ([*ROWS, ROWS[3]], "1 row added", [0, 1, 2, 3, ROWS[3]]),
}


def _yaml(cells: Cells) -> str:
    kind, days, fine = cells
    return f"  - [{kind}, {days if days == '-' else repr(days)}, {fine}]"


def _csv(cells: Cells) -> str:
    return "{},{},,{}".format(*cells)


def _lines(wanted: list[Line], lines: list[str], home: str) -> list[str]:
    found = []
    for one in wanted:
        if isinstance(one, int):
            found.append(lines[one])
        elif isinstance(one, tuple):
            at, old, new = one
            found.append(new.join(lines[at].rsplit(old, 1)))
            if home == "yaml" and "#" in lines[at]:  # not in the comment
                body, sign, comment = lines[at].partition("#")
                found[-1] = new.join(body.rsplit(old, 1)) + sign + comment
        else:
            found.append(_yaml(one) if home == "yaml" else _csv(one))
    return found


def _text(lines: list[str], home: str) -> str:
    head = YAML_HEAD if home == "yaml" else CSV_HEAD
    return head + "".join(f"{line}\n" for line in lines)


def _table(folder: Path) -> tuple[RawTable, dict[str, str]]:
    texts, problems = read_pack_files(folder)
    assert not problems
    [table] = written_tables(texts).values()
    return table, texts


def _sheet(rows: list[Cells], form: str, folder: Path) -> RawTable:
    """The edited table, as it comes back from a spreadsheet."""
    text = "# hit: first\nkind,days_late,|,fine\n" + "".join(f"{_csv(row)}\n" for row in rows)
    [table] = written_tables({"fines.csv": text}).values()
    if form == "csv":
        return table
    write_workbook(table, folder / "edited.xlsx")
    book, problems = workbook_text(folder / "edited.xlsx")
    assert book is not None and not problems
    [table] = written_tables({"edited.xlsx": book}).values()
    return table


def _home(folder: Path, home: str) -> Path:
    (folder / "pack.yaml").write_text(HEAD)
    path = folder / "t.yaml"
    if home != "yaml":
        path = folder / "tables" / f"fines.{home}"
        path.parent.mkdir()
    if home != "xlsx":
        path.write_text(_text(YAML_LINES if home == "yaml" else CSV_LINES, home))
        return path
    write_workbook(_sheet(ROWS, "csv", folder), path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    first = sheet.max_row - len(ROWS) + 1
    for at in range(len(ROWS)):
        sheet.cell(first + at, 1).comment = Comment(f"of row {at}", "author")
        sheet.row_dimensions[first + at].height = 20 + at
    sheet.column_dimensions["B"].width = 33
    book.save(path)
    return path


def _put_back(folder: Path, path: Path, rows: list[Cells], form: str) -> str:
    table, texts = _table(folder)
    with TemporaryDirectory() as other:
        return put_back(table, _sheet(rows, form, Path(other)), texts[str(path)]).words()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("home", ["yaml", "csv"])
@pytest.mark.parametrize("name", EDITS)
def test_lines_stay_with_their_rows(tmp_path: Path, name: str, home: str, form: str) -> None:
    rows, told, wanted = EDITS[name]
    path = _home(tmp_path, home)
    assert _put_back(tmp_path, path, rows, form) == told
    lines = _lines(wanted, YAML_LINES if home == "yaml" else CSV_LINES, home)
    above = "  # the first of them\n" if home == "yaml" else "# the first of them\n"
    text = _text(lines, home)
    # What comes before the first row stands above the comment of that.
    before = next((at for at, one in enumerate(wanted) if not isinstance(one, list)), 0)
    if name == "a row moves up":
        before = 1
    if before:
        first = "".join(f"{line}\n" for line in lines[:before])
        text = text.replace(above + first, first + above)
    assert path.read_text() == text
    assert _put_back(tmp_path, path, rows, form) == ""


@pytest.mark.parametrize("name", EDITS)
def test_comments_and_heights_in_a_workbook_stay_with_their_rows(tmp_path: Path, name: str) -> None:
    rows, told, wanted = EDITS[name]
    path = _home(tmp_path, "xlsx")
    before = path.read_bytes()
    assert _put_back(tmp_path, path, rows, "xlsx") == told
    if not told:
        assert path.read_bytes() == before
    sheet: Any = openpyxl.load_workbook(path).active
    first = sheet.max_row - len(rows) + 1
    for at, one in enumerate(wanted, first):
        old = one if isinstance(one, int) else one[0] if isinstance(one, tuple) else None
        comment = sheet.cell(at, 1).comment
        assert (comment and comment.text) == (None if old is None else f"of row {old}")
        assert sheet.row_dimensions[at].height == (None if old is None else 20 + old)
        assert not sheet.cell(at, 1).font.bold
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.cell(first - 1, 1).value == "kind" and sheet.cell(first - 1, 1).font.bold
    assert _put_back(tmp_path, path, rows, "xlsx") == ""


_CELLS = st.tuples(
    st.sampled_from(["book", "film", "game"]),
    st.sampled_from(["< 7", ">= 7", "-", "1 .. 3"]),
    st.sampled_from(["0", "0.5", "2", "10"]),
).map(list)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(_CELLS, min_size=1, max_size=6), st.lists(_CELLS, min_size=1, max_size=6), st.data()
)
def test_any_rows_come_back_as_they_are_in_the_sheet(
    was: list[Cells], new: list[Cells], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.sampled_from([*was, *new]), min_size=1, max_size=8))
    home = data.draw(st.sampled_from(["yaml", "csv"]))
    write = _yaml if home == "yaml" else _csv
    lines = [write(row) + ("   # mine" if home == "yaml" else "") for row in was]
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = _home(folder, home)
        path.write_text(_text(lines, home))
        told = _put_back(folder, path, rows, "csv")
        table, _ = _table(folder)
        assert [[cell.text or "-" for cell in row] for row in table.rows] == rows
        assert bool(told) is (rows != was)
        after = path.read_text().splitlines()
    # Of each row that stayed, the line is there, byte for byte, as often as it can be.
    for row, line in zip(was, lines, strict=True):
        if was.count(row) == rows.count(row) == 1:
            assert line in after


REFUSED: dict[str, tuple[str, str, str, str]] = {
    "a row with a cell too many": (
        "csv",
        _text(CSV_LINES, "csv"),
        "book,-,,1,2\n",
        "too many or too few",
    ),
    "no rows": ("csv", _text(CSV_LINES, "csv"), "", "it has no rows left"),
    "several rows on a line": (
        "yaml",
        YAML_HEAD + "    [[a, -, 1], [b, -, 2]]\n",
        "a,-,,1\n",
        "here a row is not a line",
    ),
    "a row alone on the line of its key": (
        "yaml",
        YAML_HEAD.replace("rows:   # in order", "rows: [[a, -, 1]]"),
        "a,-,,1\nb,-,,1\n",
        "here a row is not a line",
    ),
    "rows that are lists of lines": (
        "yaml",
        YAML_HEAD + "  - - a\n    - b\n    - 1\n  - - a\n    - b\n    - 2\n",
        "a,b,,1\n",
        "here a row is not a line",
    ),
    "a cell over two lines": (
        "csv",
        CSV_HEAD + '"one of (a,\nb)",-,,1\n',
        "a,-,,1\n",
        "a cell goes over several lines",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_lose_something_is_refused(tmp_path: Path, name: str) -> None:
    home, text, rows, words = REFUSED[name]
    path = _home(tmp_path, home)
    path.write_text(text)
    table, texts = _table(tmp_path)
    edited = written_tables({"fines.csv": f"kind,days_late,|,fine\n{rows}"})
    with pytest.raises(TablePutBackError, match=words):
        put_back(table, edited["fines"], texts[str(path)])
    assert path.read_text() == text


def test_a_row_of_several_lines_goes_and_moves_as_a_whole(tmp_path: Path) -> None:
    path = _home(tmp_path, "yaml")
    long = "  - [book,   # of paper\n     '< 7', 1]\n"
    short = "  - [film, '< 7', 2]\n"
    path.write_text(YAML_HEAD + long + short)
    assert (
        _put_back(tmp_path, path, [["film", "< 7", "2"], ["book", "< 7", "1"]], "csv")
        == "1 row moved"
    )
    moved = path.read_text()
    assert moved.endswith(short + long) or moved.replace("  # the first of them\n", "").endswith(
        short + long
    )
    assert _put_back(tmp_path, path, [["film", "< 7", "2"]], "csv") == "1 row removed"
    assert "paper" not in path.read_text() and short in path.read_text()


def test_a_file_with_the_line_ends_of_windows_keeps_them(tmp_path: Path) -> None:
    path = _home(tmp_path, "csv")
    path.write_bytes(_text(CSV_LINES, "csv").replace("\n", "\r\n").encode())
    assert (
        _put_back(tmp_path, path, [*ROWS[1:], ["game", "-", "5"]], "csv")
        == "1 row added, 1 row removed"
    )
    wanted = _text([*CSV_LINES[1:], "game,-,,5"], "csv").replace("\n", "\r\n")
    assert path.read_bytes().decode() == wanted


def test_a_table_of_many_edited_rows_is_put_back_in_order(tmp_path: Path) -> None:
    path = _home(tmp_path, "csv")
    path.write_text(CSV_HEAD + "".join(f"book,{n},,{n}\n" for n in range(600)))
    rows = [["book", str(n), str(n + 1)] for n in range(599)]
    assert _put_back(tmp_path, path, rows, "csv") == "1 row removed, 599 cells changed"
    table, _ = _table(tmp_path)
    assert table_csv(table).splitlines()[-1] == "book,598,,599"
