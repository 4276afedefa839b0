"""Tables in CSV files and in workbooks: the same as in YAML, with every mistake at its cell."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from advisor import api
from advisor.ir import Pack
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.syntax import workbooks
from advisor.loading.syntax.files import read_pack_files
from tests.batch.tables import as_strict

HEAD = "pack: fees\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fees\nsources: {guide: {title: A guide}, book: {title: A book}}\n"
FACTS = """
entities:
  claim:
    list: claims
    facts:
      kind: {type: choice, ask: Which?, choices: {repair: Repair, refund: Refund, swap: Swap}}
      age: {type: duration, ask: How old?}
      bought: {type: date, ask: When?}
      urgent: {type: yes-no, ask: Urgent?}
      fee: {type: number, concluded: yes}
actions:
  pay: {title: Pay, kind: wait}
"""
YAML = """
tables:
  - table: fees
    for: claim
    hit: first
    source: [guide, book]
    because: Small things, {kind|as they are}, are quick.
    when: [kind, age]
    then: [fee, advise, due]
    rows:
      - [one of (refund, swap), -, 1.5, -, -]
      - [repair, < 14 days, 2, pay, today + 2 days]
    otherwise: [9, -, -]
"""
CSV = """\
# A comment, with commas, and the keys below it.
# for: claim
# hit: first
# source: guide, book
# because: Small things, {kind|as they are}, are quick.
kind,age,|,fee,advise,due
"one of (refund, swap)",-,,1.5

# between
 repair , < 14 days,|,2,pay,today + 2 days
otherwise,,,9,,
"""


def _pack(texts: dict[str, str]) -> Pack:
    loaded = load_pack_texts({"pack.yaml": HEAD, "facts.yaml": FACTS, **texts}, "p")
    assert loaded.pack is not None, [(d.message, d.span) for d in loaded.diagnostics]
    return loaded.pack


def _found(csv: str, **more: str) -> list[tuple[int, int, int, str]]:
    texts = {"pack.yaml": HEAD, "facts.yaml": FACTS, "tables/fees.csv": csv, **more}
    found = load_pack_texts(texts, "p").diagnostics
    return [
        (d.span.line, d.span.column, d.span.end_column, d.message)
        for d in found
        if d.severity.value == "error"
    ]


WAYS = {
    "commas": CSV,
    "semicolons": "\n".join(
        line if line.startswith("#") else line.replace(",", ";").replace("refund;", "refund,")
        for line in CSV.splitlines()
    ),
    "lines of Windows": CSV.replace("\n", "\r\n"),
    "without a last line end": CSV.rstrip("\n"),
    "as LibreOffice saves it": "\n".join(
        f'"{line}",,,,,'
        if "," in line and line.startswith("#")
        else f"{line},,,,,"
        if line.startswith("#")
        else line
        for line in CSV.splitlines()
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_means_the_same_in_csv_as_in_yaml(way: str) -> None:
    assert _pack({"tables/fees.csv": WAYS[way]}) == _pack({"fees.yaml": YAML})


def test_quotes_in_quotes_and_lines_in_cells_are_read() -> None:
    csv = '# for: claim\n"first(kind,\n  kind)",|,fee\n"repair",,1\n"one of (refund,\nswap)",,2\n'
    pack = _pack({"tables/fees.csv": csv})
    assert [rule.name for rule in pack.rules.values()] == ["fees/1", "fees/2"]


PLACES = {  # CSV -> (line, column, end, message)
    "kind,age,|,fee\nrepair,< 14 dayz,,1\n": (
        2,
        10,
        17,
        "something is missing between `14` and `dayz`",
    ),
    'kind,age,|,fee\n"one of (repair, swop)",,,1\n': (
        2,
        18,
        22,
        "`swop` is not one of the choices here",
    ),
    "kind,|,fee\nrepair, ,  x\n": (2, 12, 13, "`x` is not known here"),
    "kind,|,fee\nrepair,oh,1\n": (2, 8, 10, "`oh` stands under the bar, where nothing belongs"),
    "kind,|,fee\nrepair,,1,2\n": (2, 1, 7, "this row has 3 cells, where 2 belong"),
    "kind,fee\nrepair,1\n": (1, 1, 5, "this file has no column `|` in its first row"),
    "# only a comment\n": (1, 1, 2, "this file holds no table"),
    "kind,|,fees\nrepair,,1\n": (1, 8, 12, "`claim` has no fact `fees` of its own"),
    "# hitt: first\nkind,|,fee\nrepair,,1\n": (1, 1, 14, "a table has no key `hitt`"),
    "# hit: frist\nkind,|,fee\nrepair,,1\n": (1, 8, 13, "`hit` cannot be `frist`"),
    "# source: guide, bock\nkind,|,fee\nrepair,,1\n": (1, 18, 22, "there is no source `bock`"),
}


@pytest.mark.parametrize("csv", PLACES)
def test_a_mistake_is_shown_at_its_cell(csv: str) -> None:
    line, column, end, message = PLACES[csv]
    first = "" if csv == "# only a comment\n" else "# for: claim\n"
    assert _found(first + csv) == [(line + first.count("\n"), column, end, message)]


def test_a_word_with_a_colon_may_begin_a_comment() -> None:
    csv = "# Note: not a key\n# hits another: x\n# for: claim\nkind,|,fee\nrepair,,1\n"
    assert _found(csv) == []


def _book(path: Path, rows: list[list[object]], title: str = "fees") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    sheet["A1"].comment = Comment("kept", "somebody")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text(HEAD)
    (tmp_path / "facts.yaml").write_text(FACTS)
    return tmp_path


def test_a_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    rows: list[list[object]] = [
        ["# for: claim"],
        ["kind", "bought", "urgent", "|", "fee"],
        ["repair", date(2026, 1, 2), True, None, 3],
        ["swap", datetime(2026, 1, 2), False, "|", 2.5],
        [],
        ["otherwise", None, None, None, 1],
    ]
    _book(folder / "tables" / "any.xlsx", rows)
    texts, problems = read_pack_files(folder)
    assert not problems
    pack = load_pack_texts(texts, str(folder)).pack
    yaml = """
tables:
  - table: fees
    for: claim
    when: [kind, bought, urgent]
    then: {conclude: fee}
    rows: [[repair, 2026-01-02, yes, 3], [swap, 2026-01-02, no, 2.5]]
    otherwise: [1]
"""
    assert pack == _pack({"fees.yaml": yaml})


def test_lines_of_a_cell_may_end_as_those_of_windows_do(tmp_path: Path) -> None:
    path = tmp_path / "any.xlsx"
    rows: list[list[object]] = [
        ["# for: claim"],
        ["kind_x000D_", "|", "fee"],
        ["repair_x000D_\n", None, 1],
        ["_x000D_swap", None, 2],
        ["_x000D_", None, None],
    ]
    _book(path, rows)
    text, problems = workbooks.workbook_text(path)
    [[_, found]] = json.loads(text or "")
    assert [[cell for _, cell in row] for row in found] == [
        ["# for: claim", "", ""],
        ["kind", "|", "fee"],
        ["repair", "", "1"],
        ["swap", "", "2"],
    ]
    assert problems == ()


def test_a_mistake_in_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    _book(
        folder / "tables" / "any.xlsx",
        [["# for: claim"], ["kind", "|", "fee"], ["repare", None, 1]],
    )
    [problem] = api.check_pack(folder).diagnostics
    assert problem.span.path == f"{folder / 'tables' / 'any.xlsx'}, sheet fees, cell A3"
    assert problem.message == "`repare` is not one of the choices here"


def test_formulas_count_by_what_they_came_to_and_errors_are_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    rows: list[list[object]] = [["# for: claim"], ["kind", "|", "fee"], ["repair", None, "=1+1"]]
    _book(folder / "tables" / "any.xlsx", rows)
    found = api.check_pack(folder).diagnostics  # nothing has calculated it yet
    assert [d.span.path.rpartition(", ")[2] for d in found] == ["cell C3"]


def test_joined_cells_are_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    path = folder / "tables" / "any.xlsx"
    _book(path, [["# for: claim"], ["kind", "|", "fee"], ["repair", None, 1], ["swap", None, 2]])
    book = openpyxl.load_workbook(path)
    book["fees"].merge_cells("C3:C4")
    book.save(path)
    assert "these cells are joined, so that all but one are empty" in [
        d.message for d in api.check_pack(folder).diagnostics
    ]


def test_a_workbook_of_the_strict_form_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    path = folder / "tables" / "any.xlsx"
    _book(path, [["# for: claim"], ["kind", "|", "fee"], ["repair", None, 1]])
    as_strict(path)
    [problem] = api.check_pack(folder).diagnostics
    assert problem.message == "this is a workbook of the strict form of Open XML, which is not read"
    assert problem.help == "save it as an ordinary Excel workbook (.xlsx), or as CSV"


def test_the_main_part_of_a_workbook_may_have_a_number(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    path = folder / "tables" / "any.xlsx"
    _book(path, [["# for: claim"], ["kind", "|", "fee"], ["repair", None, 1]])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            renamed = name.replace("workbook.xml", "workbook2.xml")
            book.writestr(renamed, text.replace(b"workbook.xml", b"workbook2.xml"))
    text, problems = workbooks.workbook_text(path)
    assert problems == () and "repair" in (text or "")


def test_what_is_no_workbook_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder(tmp_path)
    path = folder / "tables" / "any.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"not a workbook")
    [problem] = api.check_pack(folder).diagnostics
    assert problem.message == "this is not a workbook that can be read (BadZipFile)"
    monkeypatch.setattr(workbooks, "MOST_BYTES", 3)
    [problem] = api.check_pack(folder).diagnostics
    assert problem.message == "the file has 14 bytes; the most is 3"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    [problem] = api.check_pack(folder).diagnostics
    assert problem.message == "an .xlsx file needs openpyxl, which is not installed"


def test_files_beside_tables_that_are_not_read_are_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "tables").mkdir()
    for name in (
        "fees.ods",
        "fees.CSV",
        "fees.yaml",
        "~$fees.xlsx",
        ".~lock.fees.csv#",
        "readme.txt",
    ):
        (folder / "tables" / name).write_text("x")
    _, found = read_pack_files(folder)
    assert [(Path(d.span.path).name, d.help) for d in found] == [
        ("fees.CSV", "rename it to `fees.csv`"),
        ("fees.ods", "save it as .csv or .xlsx"),
        ("fees.yaml", "move it up beside the other files of the pack"),
    ]
