"""Excel workbooks to texts that say what stands in which cell, so that the rest needs no library."""

from __future__ import annotations

import json
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.extras import how_to_install

MOST_BYTES = 20_000_000
MOST_ROWS = 200_000
SAVE_PLAINLY = "save it as an ordinary Excel workbook (.xlsx)"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def workbook_text(path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The visible sheets of a workbook as JSON, or None and the reason.

    Shape: a list of (title, rows); a row is a list of (address, text), from its first cell on.
    """
    where = Span(str(path), 1, 1, 1, 2)
    if (command := how_to_install("openpyxl")) is not None:
        help = f"install it: `{command}`; or save the table as CSV"
        message = "an .xlsx file needs openpyxl, which is not installed"
        return None, (Diagnostic("ADV001", message, where, help=help),)
    try:
        if path.stat().st_size > MOST_BYTES:
            message = f"the file has {path.stat().st_size:,} bytes; the most is {MOST_BYTES:,}"
            return None, (
                Diagnostic("ADV002", message, where, help="divide it, or save it as CSV"),
            )
        if is_strict(path):
            message = "this is a workbook of the strict form of Open XML, which is not read"
            return None, (Diagnostic("ADV001", message, where, help=f"{SAVE_PLAINLY}, or as CSV"),)
        formulas = _load(path, data_only=False)
        has_formulas = any(
            cell.data_type == "f" for sheet in formulas.worksheets for row in sheet for cell in row
        )
        values = _load(path, data_only=True) if has_formulas else formulas
    except Exception as error:  # the library lets many kinds of errors through for broken files
        message = f"this is not a workbook that can be read ({type(error).__name__})"
        help = "open it in a spreadsheet program and save it as .xlsx"
        return None, (Diagnostic("ADV001", message, where, help=help),)
    found: list[Diagnostic] = []
    sheets: list[tuple[str, list[list[tuple[str, str]]]]] = []
    for sheet in formulas.worksheets:
        if sheet.sheet_state != "visible" or sheet.max_row > MOST_ROWS:
            continue
        for area in sheet.merged_cells.ranges:
            place = Span(f"{path}, sheet {sheet.title}, cell {area.coord}", 0, 0, 0, 0)
            message = "these cells are joined, so that all but one are empty"
            found.append(Diagnostic("ADV162", message, place, help="undo the joining of cells"))
        rows = []
        for row in sheet:
            cells = [(c.coordinate, _text(c, values[sheet.title][c.coordinate])) for c in row]
            if any(text for _, text in cells):
                rows.append(cells)
        if rows:
            sheets.append((sheet.title, rows))
    return json.dumps(sheets, ensure_ascii=False), tuple(found)


def is_strict(path: Path) -> bool:
    """Whether a workbook is of the strict form of Open XML, whose names differ: openpyxl finds no sheets in it.

    Raises: OSError, and what zipfile raises for what is no workbook.
    """
    with zipfile.ZipFile(
        path
    ) as book:  # whose part of that name may have a number: `workbook2.xml`
        parts = [name for name in book.namelist() if name.startswith("xl/workbook")]
        return any(_STRICT in book.read(name) for name in parts)


def as_typed(text: str) -> str:
    """The text of a cell with its lines ended by a new line, where openpyxl leaves what Excel keeps for Windows' ends.

    A cell of two lines may come as `first_x000D_`, a new line, `second`.
    """
    return text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")


def _load(path: Path, data_only: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it cannot keep is not looked at here
        return openpyxl.load_workbook(path, data_only=data_only)


def _text(cell: Any, calculated: Any) -> str:
    """What stands in a cell, as one would write it in a rule file."""
    value = cell.value
    if cell.data_type == "f":
        value = cell.value if calculated.value is None else calculated.value
    if calculated.data_type == "e":
        return f"error {value}"  # `#REF!` alone would look like a comment
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{Decimal(str(value)):f}".removesuffix(".0")
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return " ".join(as_typed(str(value)).split())
