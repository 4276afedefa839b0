"""Decision tables that lie in files of their own: CSV and workbooks, to the nodes that YAML would give.

    # hit: first                 a line for each key of the table; other lines with `#` are comments
    # for: claim
    kind,   age,       |, fee
    repair, < 14 days, ,  0      `|` stands between what is asked and what follows
    otherwise, ,       ,  5

A workbook has a table on each sheet, laid out in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from advisor.diagnostics import Diagnostic, Span
from advisor.loading.syntax.nodes import (
    Documents,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    on_one_line,
    shown,
)

SUFFIXES = (".csv", ".xlsx")
LISTS = ("source", "order")  # keys that hold several names
KEYS = ("table", "for", "hit", "collect", "because", "disputed", *LISTS)
BETWEEN = "|"
OTHERWISE = "otherwise"
_KEY = re.compile(r"#\s*([A-Za-z]+)\s*:\s*")
_SEPARATORS = ",;\t"
_CELL = {
    sign: re.compile(
        rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={re.escape(sign)}|\r?\n|\Z)|([^{re.escape(sign)}\r\n]*)'
    )
    for sign in _SEPARATORS
}


def read_table_file(text: str, path: str) -> Documents:
    """The tables of one file, as a list in one document. Never raises for what the text says.

    Shape: `text` is the file's own, or for a workbook what `workbooks.workbook_text` makes of it.
    """
    found: list[Diagnostic] = []
    if PurePath(path).suffix == ".csv":
        tables = [
            _table(
                PurePath(path).stem, csv_rows(text, path), _first_place(path), "this file", found
            )
        ]
    else:
        tables = [
            _table(
                title,
                _sheet_rows(rows, title, path),
                _cell_span(path, title, "A1"),
                f"the sheet `{shown(title)}`",
                found,
            )
            for title, rows in json.loads(text)
        ]
    kept = tuple(table for table in tables if table is not None)
    return Documents((ListNode(kept, _first_place(path)),), tuple(found))


def _first_place(path: str) -> Span:
    return Span(path, 1, 1, 1, 2)


def _cell_span(path: str, title: str, address: str) -> Span:
    """A cell of a workbook: its address stands in the path, and there are no lines."""
    return Span(f"{path}, sheet {title}, cell {address}", 0, 0, 0, 0)


def _sheet_rows(
    rows: Iterable[list[list[str]]], title: str, path: str
) -> Iterator[list[ScalarNode]]:
    for row in rows:
        yield [ScalarNode(text, _cell_span(path, title, address), True) for address, text in row]


def csv_rows(text: str, path: str) -> Iterator[list[ScalarNode]]:
    """Each row's cells with their places; a line that begins with `#` is one cell."""
    sign = _separator(text)
    pattern = _CELL[sign]
    at, line, start = 0, 1, 0  # `start` is where the line begins
    while at < len(text):
        cells: list[ScalarNode] = []
        if text[at] == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            raw = text[at:end].rstrip(f"{sign} \r")
            cells = [_scalar(raw, path, line, 1, len(raw), True)]
            at = end
        else:
            while True:
                found = pattern.match(text, at)
                assert found is not None  # the second alternative takes anything
                quoted, plain = found[1], found[2]
                raw = plain if quoted is None else quoted
                begin = found.start(2) if quoted is None else found.start(1)
                lead = len(raw) - len(raw.lstrip())
                column = begin - start + 1 + lead
                word = raw.strip()
                is_whole = '""' not in word and "\n" not in raw
                words = word if quoted is None else " ".join(word.replace('""', '"').split())
                cells.append(_scalar(words, path, line, column, len(word), is_whole))
                line += raw.count("\n")
                if "\n" in raw:
                    start = begin + raw.rindex("\n") + 1
                at = found.end()
                if at >= len(text) or text[at] in "\r\n":
                    break
                at += 1  # the separator
        yield cells
        if text.startswith("\r\n", at):
            at += 1
        at, line = at + 1, line + 1
        start = at


def _scalar(
    text: str, path: str, line: int, column: int, length: int, is_whole: bool
) -> ScalarNode:
    span = Span(path, line, column, line, column + max(length, 1))
    offsets = on_one_line(line, column, len(text)) if is_whole else None
    return ScalarNode(text, span, True, offsets)


def _separator(text: str) -> str:
    """The sign between cells: the one beside the bar, as spreadsheets of other languages write `;`."""
    for line in text.split("\n"):
        found = re.search(rf'([{_SEPARATORS}])\s*"?\|"?\s*(?:\1|\r?$)', line)
        if found and not line.startswith("#"):
            return found[1]
    return ","


def _table(
    name: str, rows: Iterator[list[ScalarNode]], place: Span, where: str, found: list[Diagnostic]
) -> MapNode | None:
    """The rows of a file or sheet as the mapping that stands in YAML for a table."""
    entries: list[tuple[ScalarNode, Node]] = []
    head: Sequence[ScalarNode] | None = None
    bar: int | None = None
    body: list[Node] = []
    otherwise: Node | None = None
    for cells in rows:
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        if cells[0].text.startswith("#"):
            if head is None:
                entries += _entry(cells[0], found)
        elif head is None:
            head = _without_empty_end(cells)
            bar = next((at for at, cell in enumerate(head) if cell.text == BETWEEN), None)
        elif bar is None:
            break
        else:
            row = _row(cells, bar, len(head), found)
            if cells[0].text == OTHERWISE and not any(cell.text for cell in row[1:bar]):
                otherwise = ListNode(tuple(row[bar:]), cells[0].span)
            else:
                body.append(ListNode(tuple(row), cells[0].span))
    if head is None or bar is None:
        what = "holds no table" if head is None else f"has no column `{BETWEEN}` in its first row"
        message = f"{where} {what}"
        help = "write the names of what is asked, a column `|`, and the names of what follows"
        if head is not None and any(one.text == BETWEEN for row in (cells, *rows) for one in row):
            help = f"put `# ` before `{shown(head[0].text)}`, which then is a remark, or take the line out"
        found.append(
            Diagnostic("ADV161", message, place if head is None else head[0].span, help=help)
        )
        return None
    if not any(key.text == "table" for key, _ in entries):
        entries.insert(0, (_key("table", place), ScalarNode(name, place, False)))
    entries.append((_key("when", head[0].span), ListNode(tuple(head[:bar]), head[0].span)))
    entries.append((_key("then", head[bar].span), ListNode(tuple(head[bar + 1 :]), head[bar].span)))
    entries.append((_key("rows", head[0].span), ListNode(tuple(body), head[0].span)))
    if otherwise is not None:
        entries.append((_key(OTHERWISE, otherwise.span), otherwise))
    return MapNode(tuple(entries), place)


def _key(name: str, span: Span) -> ScalarNode:
    return ScalarNode(name, span)


def _entry(cell: ScalarNode, found: list[Diagnostic]) -> list[tuple[ScalarNode, Node]]:
    """`# hit: first`; nothing for a comment."""
    match = _KEY.match(cell.text)
    if match is None or match[1] not in KEYS:
        near = None if match is None else _meant(match[1])
        if near is not None and match is not None:
            message = f"a table has no key `{shown(match[1])}`"
            found.append(Diagnostic("ADV101", message, cell.span, help=f"did you mean `{near}`?"))
        return []
    key = ScalarNode(match[1], cell.span_of(match.start(1), match.end(1)))
    value = cell.part(match.end(), len(cell.text))
    if match[1] not in LISTS:
        return [(key, value)]
    names = [cell.part(*span) for span in _between_commas(cell.text, match.end())]
    return [(key, ListNode(tuple(names), value.span))]


def _meant(word: str) -> str | None:
    """A key that was misspelt; a word that begins a comment is nothing of the kind."""
    from advisor.diagnostics.suggestions import closest

    return closest(word, (*KEYS, "then", "when")) if word.islower() else None


def _between_commas(text: str, start: int) -> Iterator[tuple[int, int]]:
    for part in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", text[start:]):
        yield start + part.start(), start + part.end()


def _without_empty_end(cells: Sequence[ScalarNode]) -> Sequence[ScalarNode]:
    last = max(at for at, cell in enumerate(cells) if cell.text)
    return cells[: last + 1]


def _row(
    cells: Sequence[ScalarNode], bar: int, width: int, found: list[Diagnostic]
) -> list[ScalarNode]:
    """The cells of a row without the one under the bar, as many as the head has, if no others are filled.

    Where something stands under the bar, those that are filled, if they are as many as the columns.
    """
    kept = list(_without_empty_end(cells))
    while len(kept) < width:
        kept.append(ScalarNode("", kept[0].span))
    under = kept.pop(bar)
    if under.text not in ("", BETWEEN):
        message = f"`{shown(under.text)}` stands under the bar, where nothing belongs"
        help = "move it to its own column; `-` stands for anything"
        found.append(Diagnostic("ADV161", message, under.span, help=help))
        filled = [cell for cell in cells if cell.text and cell.text != BETWEEN]
        return filled if len(filled) == width - 1 else kept
    return kept
