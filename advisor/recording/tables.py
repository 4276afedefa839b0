"""Decision tables written for a spreadsheet, and put back where they stand: only what was edited changes.

What is put back is compared cell by cell with what stands there. Cells that are the same are not
touched, nor is what is no cell: comments, keys, the order of rows, widths and colours.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.diagnostics import AdvisorError
from advisor.files import write_whole
from advisor.loading.declarations.tables import OTHERWISE, RawTable
from advisor.loading.syntax.nodes import ListNode, Node, ScalarNode
from advisor.loading.syntax.table_files import BETWEEN, KEYS

_WIDEST = 60  # of a column, in characters
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN_IN_YAML = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._<=+-]*\Z|-\Z")
_WORDS_OF_YAML = ("yes", "no", "true", "false", "null", "none", "~")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z", re.ASCII)


class TablePutBackError(AdvisorError):
    """A table cannot be put back; says why in plain words."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands from one place to another in a line, and what to put there."""

    line: int
    start: int
    end: int
    text: str


def table_rows(table: RawTable) -> list[list[str]]:
    """A table as rows of a spreadsheet: keys, heads, and a row for each of its own."""
    found = [[f"# {key}: {value}"] for key, value in _keys(table)]
    columns = [column.name for column in table.columns]
    found.append([*(node.text for node in table.inputs), BETWEEN, *columns])
    inputs = len(table.inputs)
    for row in table.rows:
        texts = [cell.text for cell in row]
        found.append([*(text or "-" for text in texts[:inputs]), "", *texts[inputs:]])
    if table.otherwise is not None:
        texts = [cell.text for cell in table.otherwise]
        found.append([OTHERWISE, *[""] * (inputs - 1), "", *texts])
    return found


def _keys(table: RawTable) -> list[tuple[str, str]]:
    entries = {key.text: value for key, value in table.body.body.entries}
    return [(key, _words(entries[key])) for key in KEYS if key in entries]


def _words(node: Node) -> str:
    if isinstance(node, ListNode):
        return ", ".join(item.text for item in node.items if isinstance(item, ScalarNode))
    return " ".join(node.text.split()) if isinstance(node, ScalarNode) else ""


def table_csv(table: RawTable) -> str:
    """The text of a CSV file."""
    text = io.StringIO()
    rows = table_rows(table)
    keys = [row for row in rows if row[0].startswith("# ")]
    csv.writer(text, lineterminator="\n").writerows(rows[len(keys) :])
    return "".join(f"{row[0]}\n" for row in keys) + text.getvalue()


def write_workbook(table: RawTable, path: Path) -> None:
    """A workbook with the table on a sheet of its name, with columns as wide as their words.

    Raises: OSError.
    """
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = table.name.text[:31]  # the longest that Excel takes
    rows = table_rows(table)
    for row in rows:
        sheet.append([_typed(text) for text in row])
    heads = next(n for n, row in enumerate(rows, 1) if not row[0].startswith("# "))
    for cell in sheet[heads]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{heads + 1}"
    for at in range(len(rows[heads - 1])):
        width = max(len(row[at]) for row in rows[heads - 1 :] if at < len(row))
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(width + 2, _WIDEST)
    _save(book, path)


def _save(book: Any, path: Path) -> None:
    data = io.BytesIO()
    book.save(data)
    write_whole(path, data.getvalue())


def _typed(text: str) -> object:
    """A number as a number, so that it can be calculated with; all else as it is."""
    if _NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text or None


def put_back(table: RawTable, edited: RawTable, text: str) -> int:
    """Write what differs in `edited` where `table` stands; how many cells and rows have changed.

    Shape: `text` is that of the file in which the table stands.
    Raises: TablePutBackError; OSError.
    """
    if [n.text for n in table.inputs] != [n.text for n in edited.inputs] or [
        column.name for column in table.columns
    ] != [column.name for column in edited.columns]:
        raise TablePutBackError(
            "its columns are not those of the table; change them in its own file"
        )
    if (table.otherwise is None) is not (edited.otherwise is None):
        raise TablePutBackError(f"`{OTHERWISE}` came or went; change that in the table's own file")
    pairs = list(zip(table.rows, edited.rows, strict=False))
    if table.otherwise is not None and edited.otherwise is not None:
        pairs.append((table.otherwise, edited.otherwise))
    changed = [
        (old, new.text)
        for row, other in pairs
        for old, new in zip(row, other, strict=True)
        if _differ(old.text, new.text)
    ]
    added = edited.rows[len(table.rows) :]
    removed = table.rows[len(edited.rows) :]
    path = Path(table.name.span.path.partition(", sheet ")[0])
    if path.suffix == ".xlsx":
        _into_workbook(table, path, changed, added, removed)
    elif changed or added or removed:
        write = _into_csv if path.suffix == ".csv" else _into_yaml
        write_whole(path, write(table, text, changed, added, removed).encode())
    return len(changed) + len(added) + len(removed)


def _differ(one: str, other: str) -> bool:
    anything = ("", "-")
    return one != other and not (one in anything and other in anything)


_Changes = list[tuple[ScalarNode, str]]
_Rows = Sequence[tuple[ScalarNode, ...]]


def _into_csv(table: RawTable, text: str, changed: _Changes, added: _Rows, removed: _Rows) -> str:
    lines = text.split("\n")
    sign = _sign(table, lines)
    edits = []
    lines_of_rows = {cell.span.line: row[0] for row in table.rows for cell in row[1:]}
    for cell, new in changed:
        span = cell.span
        first = lines_of_rows.get(span.line)
        if first is not None and cell is not first and span == first.span:
            raise TablePutBackError(
                f"line {span.line} ends before its last cell; give it all of its commas first"
            )
        if span.line != span.end_line or span.column < 1:
            raise TablePutBackError("a cell goes over several lines; change it in its own file")
        line = lines[span.line - 1]
        start, end = span.column - 1, span.end_column - 1
        if not cell.text:
            end = start
        if line[start - 1 : start] == '"' and (whole := _QUOTED.match(line, start - 1)):
            start, end = whole.start(), whole.end()
        edits.append(_Edit(span.line, start, end, _csv_cell(new, sign)))
    _apply(lines, edits)
    end_of_line = "\r" if lines[0].endswith("\r") else ""
    last = _last_line(table)
    inputs = len(table.inputs)
    for row in reversed(added):
        texts = [_csv_cell(cell.text, sign) for cell in row]
        lines.insert(last, sign.join([*texts[:inputs], "", *texts[inputs:]]) + end_of_line)
    for row in reversed(removed):
        del lines[row[0].span.line - 1]
    return "\n".join(lines)


def _sign(table: RawTable, lines: Sequence[str]) -> str:
    head = lines[table.inputs[0].span.line - 1]
    return max(",;\t", key=head.count)


def _csv_cell(text: str, sign: str) -> str:
    needs = sign in text or '"' in text or text.startswith("#") or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if needs else text


def _last_line(table: RawTable) -> int:
    return max((cell.span.end_line for row in table.rows for cell in row), default=0)


def _into_yaml(table: RawTable, text: str, changed: _Changes, added: _Rows, removed: _Rows) -> str:
    lines = text.split("\n")
    for cell, _ in changed:
        if cell.span.line != cell.span.end_line:
            raise TablePutBackError("a cell goes over several lines; change it in its own file")
    rows = {cell.span.line for row in table.rows for cell in row}
    if (added or removed) and len(rows) != len(table.rows):
        raise TablePutBackError("rows came or went, and here a row is not a line; add them by hand")
    _apply(
        lines,
        [
            _Edit(c.span.line, c.span.column - 1, c.span.end_column - 1, _yaml_cell(new))
            for c, new in changed
        ],
    )
    last = _last_line(table)
    indent = re.match(r" *", lines[last - 1])
    for row in reversed(added):
        cells = ", ".join(_yaml_cell(cell.text or "-") for cell in row)
        lines.insert(last, f"{indent.group() if indent else ''}- [{cells}]")
    for row in reversed(removed):
        del lines[row[0].span.line - 1]
    return "\n".join(lines)


def _yaml_cell(text: str) -> str:
    is_plain = _PLAIN_IN_YAML.match(text) and text.strip() == text and text not in _WORDS_OF_YAML
    if is_plain or text in ("yes", "no"):
        return text
    return "'" + text.replace("'", "''") + "'"


def _apply(lines: list[str], edits: Sequence[_Edit]) -> None:
    for edit in sorted(edits, key=lambda e: (e.line, e.start), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]


def _into_workbook(
    table: RawTable, path: Path, changed: _Changes, added: _Rows, removed: _Rows
) -> None:
    if not (changed or added or removed):
        return
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet: Any = book[_sheet_of(table.inputs[0])]
    for cell, new in changed:
        sheet[_address_of(cell)].value = _typed(new)
    inputs = len(table.inputs)
    last = max(sheet[_address_of(row[0])].row for row in table.rows)
    for number, row in enumerate(added, 1):
        sheet.insert_rows(last + number)
        texts = [cell.text for cell in row]
        for at, text in enumerate([*texts[:inputs], "", *texts[inputs:]], 1):
            sheet.cell(last + number, at).value = _typed(text)
    for row in reversed(removed):
        sheet.delete_rows(sheet[_address_of(row[0])].row)
    _save(book, path)


def _sheet_of(cell: ScalarNode) -> str:
    return cell.span.path.partition(", sheet ")[2].rpartition(", cell ")[0]


def _address_of(cell: ScalarNode) -> str:
    return cell.span.path.rpartition(", cell ")[2]
