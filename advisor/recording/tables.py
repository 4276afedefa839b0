"""Decision tables written for a spreadsheet, and put back where they stand: only what was edited changes.

What is put back is compared row by row and cell by cell with what stands there. Cells that are the same
are not touched, nor is what is no cell: comments, keys, the order of rows, widths and colours. A row that
goes takes the comment on its line along, and one that moves keeps it.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.diagnostics import AdvisorError
from advisor.files import write_whole
from advisor.loading.declarations.tables import OTHERWISE, RawTable
from advisor.loading.syntax.nodes import ListNode, Node, ScalarNode
from advisor.loading.syntax.table_files import BETWEEN, KEYS, csv_rows
from advisor.recording.table_changes import Row, TableChanges, table_changes

_WIDEST = 60  # of a column, in characters
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN_IN_YAML = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._<=+-]*\Z|-\Z")
_WORDS_OF_YAML = ("yes", "no", "true", "false", "null", "none", "~")
_IS_ROW = re.compile(r"\s*-\s+\[.*\]\s*(?:#.*)?\Z", re.DOTALL)
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


def put_back(table: RawTable, edited: RawTable, text: str) -> TableChanges:
    """Write what differs in `edited` where `table` stands; what that was.

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
    for one, where in ((table, "the table"), (edited, "the edited table")):
        rows = one.body.node("rows")
        if isinstance(rows, ListNode) and len(rows.items) != len(one.rows):
            raise TablePutBackError(
                f"a row of {where} has too many or too few cells; mend it first"
            )
    if not edited.rows:
        raise TablePutBackError("it has no rows left; take the table out of its own file instead")
    changes = table_changes(table, edited)
    path = Path(table.name.span.path.partition(", sheet ")[0])
    if not changes:
        return changes
    if path.suffix == ".xlsx":
        _into_workbook(table, path, changes)
    else:
        write = _into_csv if path.suffix == ".csv" else _into_yaml
        write_whole(path, write(table, text, changes).encode())
    return changes


# --- text -----------------------------------------------------------------------------------------------


def _into_csv(table: RawTable, text: str, changes: TableChanges) -> str:
    lines = text.split("\n")
    sign = _sign(table, lines)
    edits = []
    lines_of_rows = {cell.span.line: row[0] for row in table.rows for cell in row[1:]}
    for cell, new in changes.cells:
        span = cell.span
        first = lines_of_rows.get(span.line)
        if first is not None and cell is not first and span == first.span:
            raise TablePutBackError(
                f"line {span.line} ends before its last cell; give it all of its commas first"
            )
        line = lines[span.line - 1]
        start, end = span.column - 1, span.end_column - 1
        if not cell.text:
            end = start
        if line[start - 1 : start] == '"':
            whole = _QUOTED.match(line, start - 1)
            if whole is None:
                raise TablePutBackError("a cell goes over several lines; change it in its own file")
            start, end = whole.start(), whole.end()
        edits.append(_Edit(span.line, start, end, _csv_cell(new, sign)))
    _apply(lines, edits)
    starts = [cells[0].span.line - 1 for cells in csv_rows(text, table.name.span.path)]
    end_of_text = len(lines) - text.endswith("\n")
    ends = dict(zip(starts, [*starts[1:], end_of_text], strict=True))

    def place(row: Row) -> tuple[int, int]:
        start = starts[bisect_right(starts, row[0].span.line - 1) - 1]
        return start, ends[start]

    inputs = len(table.inputs)

    def written(row: Row) -> str:
        texts = [_csv_cell(cell.text, sign) for cell in row]
        return sign.join([*texts[:inputs], "", *texts[inputs:]])

    head = ends[table.inputs[0].span.line - 1]
    _move_lines(lines, [place(row) for row in table.rows], head, changes, written)
    return "\n".join(lines)


def _move_lines(
    lines: list[str],
    places: Sequence[tuple[int, int]],
    first: int,
    changes: TableChanges,
    written: Callable[[Row], str],
) -> None:
    """Take the lines of rows out and put others in. Shape: `places` from 0, the end is not part of it.

    A row stands right behind the one before it, so that a comment above the next stays with that;
    `first` is where the first row goes.
    """
    end_of_line = "\r" if lines[0].endswith("\r") else ""
    came: dict[int, list[str]] = {}
    for one in changes.added:
        at = places[one.at - 1][1] if one.at else first
        new = [written(one.row) + end_of_line]
        if one.moved is not None:
            start, stop = places[one.moved]
            new = lines[start:stop]
        came.setdefault(at, []).extend(new)
    splices = [(at, at, new) for at, new in came.items()]
    splices += [(*places[row], []) for row in changes.removed]
    for start, stop, new in sorted(splices, key=lambda splice: splice[:2], reverse=True):
        lines[start:stop] = new


def _sign(table: RawTable, lines: Sequence[str]) -> str:
    head = lines[table.inputs[0].span.line - 1]
    return max(",;\t", key=head.count)


def _csv_cell(text: str, sign: str) -> str:
    needs = sign in text or '"' in text or text.startswith("#") or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if needs else text


def _into_yaml(table: RawTable, text: str, changes: TableChanges) -> str:
    lines = text.split("\n")
    for cell, _ in changes.cells:
        if cell.span.line != cell.span.end_line:
            raise TablePutBackError("a cell goes over several lines; change it in its own file")
    places = [(row[0].span.line - 1, row[-1].span.end_line) for row in table.rows]
    key = table.body.key("rows")
    has_moves = bool(changes.added or changes.removed)
    if has_moves and (key is None or not _are_rows(lines, places)):
        raise TablePutBackError("rows came or went, and here a row is not a line; add them by hand")
    _apply(
        lines,
        [
            _Edit(c.span.line, c.span.column - 1, c.span.end_column - 1, _yaml_cell(new))
            for c, new in changes.cells
        ],
    )
    if has_moves and key is not None:
        first = lines[places[0][0]]
        lead = first[: len(first) - len(first.lstrip())]

        def written(row: Row) -> str:
            cells = ", ".join(_yaml_cell(cell.text or "-") for cell in row)
            return f"{lead}- [{cells}]"

        _move_lines(lines, places, key.span.line, changes, written)
    return "\n".join(lines)


def _are_rows(lines: Sequence[str], places: Sequence[tuple[int, int]]) -> bool:
    """Whether each row has lines of its own, such as `- [a, b, 1]   # new`."""
    ends = [0, *(end for _, end in places)]
    return bool(places) and all(
        start >= before and _IS_ROW.match("\n".join(lines[start:end]))
        for before, (start, end) in zip(ends, places, strict=False)
    )


def _yaml_cell(text: str) -> str:
    is_plain = _PLAIN_IN_YAML.match(text) and text.strip() == text and text not in _WORDS_OF_YAML
    if is_plain or text in ("yes", "no"):
        return text
    return "'" + text.replace("'", "''") + "'"


def _apply(lines: list[str], edits: Sequence[_Edit]) -> None:
    for edit in sorted(edits, key=lambda e: (e.line, e.start), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]


# --- workbooks ------------------------------------------------------------------------------------------


def _into_workbook(table: RawTable, path: Path, changes: TableChanges) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet: Any = book[_sheet_of(table.inputs[0])]
    for cell, new in changes.cells:
        sheet[_address_of(cell)].value = _typed(new)
    places = [sheet[_address_of(row[0])].row for row in table.rows]
    head = sheet[_address_of(table.inputs[0])].row
    inputs = len(table.inputs)
    came: dict[int, list[list[_Content]]] = {}
    came_from: dict[int, list[int]] = {}
    for one in changes.added:
        if one.moved is not None:
            new_row = [_content(cell) for cell in sheet[places[one.moved]]]
        else:
            like = sheet[places[one.at - 1] if one.at else places[0]]
            texts = [cell.text for cell in one.row]
            texts = [*texts[:inputs], "", *texts[inputs:]]
            new_row = [
                (_typed(text), copy(cell._style), None)
                for text, cell in zip(texts, like, strict=False)
            ]
        place = places[one.at - 1] if one.at else head
        came.setdefault(place, []).append(new_row)
        came_from.setdefault(place, []).append(0 if one.moved is None else places[one.moved])
    gone = {places[row] for row in changes.removed}
    order = list(range(1, sheet.max_row + 1))  # of which row each has come, for heights
    heights = {n: row.height for n, row in sheet.row_dimensions.items() if row.height is not None}
    for at in sorted({*gone, *came}, reverse=True):
        rows = came.get(at, [])
        if rows:
            sheet.insert_rows(at + 1, len(rows))
            order[at:at] = came_from[at]
        for number, row in enumerate(rows, at + 1):
            for column, (value, style, comment) in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value, cell._style, cell.comment = value, style, comment
        if at in gone:
            sheet.delete_rows(at)
            del order[at - 1]
    if heights:
        for number, before in enumerate(order, 1):
            sheet.row_dimensions[number].height = heights.get(before)
    _save(book, path)


_Content = tuple[object, Any, Any]  # of a cell: its value, its style, and the comment on it


def _content(cell: Any) -> _Content:
    return cell.value, copy(cell._style), copy(cell.comment)


def _sheet_of(cell: ScalarNode) -> str:
    return cell.span.path.partition(", sheet ")[2].rpartition(", cell ")[0]


def _address_of(cell: ScalarNode) -> str:
    return cell.span.path.rpartition(", cell ")[2]
