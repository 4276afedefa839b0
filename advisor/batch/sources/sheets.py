"""The sheets of an Excel workbook as tables of text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import dropwhile, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor import ir
from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.csv_layout import (
    ROWS_LOOKED_AT,
    Knows,
    count_known,
    form_seen,
    is_sum,
    row_of_names,
    rows_of_questions,
)
from advisor.batch.sources.headings import folded
from advisor.batch.sources.plain_values import as_text
from advisor.batch.sources.reading import Notices, Reading, names_known
from advisor.batch.sources.slices import FileState
from advisor.batch.sources.table_files import (
    BATCH_ROWS,
    TableFile,
    tell_questions,
    tell_sums,
    tell_words,
)
from advisor.diagnostics.extras import how_to_install
from advisor.diagnostics.suggestions import listed, meant_of
from advisor.loading.syntax.workbooks import SAVE_PLAINLY, as_typed, is_strict

_HEAD = 4_096  # bytes
_ROWS_AT_ONCE = 20_000
_BYTES_AT_ONCE, _LONGEST = 1 << 20, 10_000  # of a sheet; the longest formula has some 8,000 signs
_NO_VALUE = re.compile(rb"</f>\s*(?:<v>\s*</v>|<v\s*/>)?\s*</c>")
_LAST = 40  # rows at the end, at most, that may be sums of those above, or words


class SheetFile(TableFile):
    """One sheet, below the first row that is not blank, which names the columns. All cells are text.

    Its rows are read when they are asked for first: what is wrong with its columns is told before that takes its time.
    """

    def __init__(
        self, path: Path, title: str, state: FileState, schema: Any, load: Callable[[], pa.Table]
    ) -> None:
        self.path, self.state = path, state
        self.is_csv = False
        self.schema = schema
        self._title, self._load = title, load

    @cached_property
    def _table(self) -> pa.Table:
        return self._load()

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.path}, sheet {self._title}"

    @property
    def label(self) -> str:
        """What tells it from the others beside it."""
        return f"sheet {self._title}"

    def batches(self, columns: list[str] | None = None) -> Iterator[Any]:
        """See `TableFile`."""
        table = self._table if columns is None else self._table.select(columns)
        yield from table.to_batches(max_chunksize=BATCH_ROWS)


def sheets_of(
    path: Path, pack: ir.Pack, reading: Reading, notices: Notices
) -> dict[str, SheetFile] | SheetFile:
    """The sheets of a workbook that are called as entities, where one is that of the situations; else one sheet.

    Raises: BatchError, where it cannot be read or has no such sheet.
    """
    if (command := how_to_install("openpyxl")) is not None:
        raise BatchError(f"an .xlsx file needs openpyxl, which is not installed: {command}")
    state = FileState.of(path)
    knows = names_known(pack, reading)
    with _workbook(path) as book:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        visible = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
        if not sheets and is_strict(path):
            raise BatchError(
                f"{path} is of the strict form of Open XML, which is not read: {SAVE_PLAINLY}, or as CSV"
            )
        if not sheets:
            raise BatchError(f"{path} has no sheet with cells")
        if reading.sheet is None and reading.rows is None:
            named = {}
            for title in sheets:
                entity = _entity_of(title, pack)
                if entity is not None and entity not in named:
                    named[entity] = title
            if ir.SITUATION in named:
                others = [title for title in visible if title not in named.values()]
                if others:
                    notices.add(f"not read: the sheets {listed(others)}", file=str(path))
                return {
                    entity: _sheet(path, sheets[title], state, notices, knows)
                    for entity, title in named.items()
                }
        title = _chosen(path, sheets, visible, reading.sheet, knows)
        if reading.sheet is None and len(visible) > 1:
            notices.add(
                f"of {len(visible)} sheets, `{title}` is read; --sheet NAME names another",
                file=path.name,
            )
        return _sheet(path, sheets[title], state, notices, knows)


def _entity_of(title: str, pack: ir.Pack) -> str | None:
    bare = folded(title).replace(" ", "_")
    return next((e.name for e in pack.entities.values() if bare in (e.name, e.list)), None)


def _chosen(
    path: Path, sheets: dict[str, Any], visible: list[str], wanted: str | None, knows: Knows
) -> str:
    """The sheet that is wanted; else the first that is seen and has names that are looked for, else the first."""
    titles = list(sheets)
    if wanted is None:
        seen = visible or titles
        return next((t for t in seen if len(seen) > 1 and _has_names(sheets[t], knows)), seen[0])
    found = next((t for t in titles if t == wanted), None)
    found = found or next((t for t in titles if folded(t) == folded(wanted)), None)
    if found is None:
        raise BatchError(f"--sheet: {path} has no sheet `{wanted}`; {meant_of(wanted, titles)}")
    return found


def _has_names(sheet: Any, knows: Knows) -> bool:
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(values_only=True), ROWS_LOOKED_AT)
    return any(count_known([_cell(value) or "" for value in row], knows) > 1 for row in rows)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not read: pictures, rules for input
        try:
            with path.open("rb") as file:  # a book that cannot be opened leaves no file open
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                yield book
        except BatchError:
            raise
        except Exception as error:  # a broken file makes it raise nearly anything
            said = words_of(error)
            if "not a zip file" in said:
                form = _other_form(path)
                if form is not None:
                    raise BatchError(f"{path} is {form}") from error
                said = "it is no .xlsx workbook, or protected by a password; save it as .xlsx anew"
            elif isinstance(
                error, AttributeError | LookupError | TypeError
            ):  # of the library's own
                said = "it has no sheet of cells that can be read; save the table as .xlsx anew"
            raise BatchError(f"cannot read {path}: {said}") from error


def _other_form(path: Path) -> str | None:
    """What a file is that is no workbook; one with a password is of the old form."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    form = form_seen(head)
    if form is None and b"\0" not in head and len(head.splitlines()) > 1:
        return "text: name it .csv"
    return None if form is not None and "old form" in form else form


def _sheet(path: Path, sheet: Any, state: FileState, notices: Notices, knows: Knows) -> SheetFile:
    sheet.reset_dimensions()  # writers count them wrongly
    rows = iter(sheet.iter_rows(values_only=True))
    top: list[Any] = list(islice(rows, ROWS_LOOKED_AT))
    if not any(any(map(_is_given, row)) for row in top):
        top += islice(dropwhile(lambda row: not any(map(_is_given, row)), rows), 1)
    place = row_of_names([[_cell(value) or "" for value in row] for row in top], knows)
    head = top[place] if top else ()
    if not any(map(_is_given, head)):
        raise BatchError(f"{path}: the sheet {sheet.title} is empty; name its columns in a row")
    if any(any(map(_is_given, row)) for row in top[:place]):
        notices.add(
            f"row {place + 1} of the sheet {sheet.title} has the names; what stands above is not read",
            file=path.name,
        )
    below = [[_cell(value) or "" for value in row] for row in top[place + 1 :]]
    questions = rows_of_questions([_cell(value) or "" for value in head], below)
    if questions:
        tell_questions(path.name, questions, notices)
    notices.first_row(path.name, sheet.title, place + questions + 2)
    named = [(at, _cell(value) or "") for at, value in enumerate(head)]
    places = [(at, name.strip()) for at, name in named if name.strip()]
    schema = pa.schema([pa.field(name, pa.string()) for _, name in places])
    columns = [at for at, _ in places]

    def load() -> pa.Table:
        with _workbook(path) as book:
            first = place + questions + 2
            if _lacks_values(book[sheet.title]):
                notices.add(
                    f"formulas in the sheet {sheet.title} have no values, and are read as nothing: open it in a spreadsheet"
                    " and save it, which works them out",
                    file=path.name,
                )
            return _rows_below(path, book[sheet.title], first, columns, schema, notices)

    return SheetFile(path, sheet.title, state, schema, load)


def _lacks_values(sheet: Any) -> bool:
    """Whether a sheet has formulas that no program has worked out, as libraries write them."""
    with sheet._get_source() as source:
        last = b""
        while block := source.read(_BYTES_AT_ONCE):
            if _NO_VALUE.search(last + block):
                return True
            last = block[-_LONGEST:]
    return False


def _rows_below(
    path: Path, sheet: Any, first: int, columns: list[int], schema: Any, notices: Notices
) -> pa.Table:
    """The rows from the first one on. Shape: `columns` are the places of cells that have a name."""
    sheet.reset_dimensions()
    pieces: list[pa.Table] = []
    held: list[list[str | None]] = [[] for _ in columns]
    blank = 0  # rows that may be the last ones
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if not any(map(_is_given, row)):
            blank += 1
            continue
        for cells, at in zip(held, columns, strict=True):
            cells.extend([None] * blank)
            cells.append(_cell(row[at]) if at < len(row) else None)
        blank = 0
        if held and len(held[0]) >= _ROWS_AT_ONCE:
            pieces.append(_table([cells[:-_LAST] for cells in held], schema))
            notices.at_work(f"{sum(map(len, pieces)):,} rows of the sheet {sheet.title} read")
            held = [cells[-_LAST:] for cells in held]
    words: list[str] = []
    while block := _words_below(held):
        words = [*block, *words]
    if words:
        tell_words(path.name, words, notices)
    sums = []
    while held and held[0] and is_sum([cells[-1] or "" for cells in held]):
        sums.append(",".join(cells.pop() or "" for cells in held))
    if sums:
        tell_sums(path.name, sums, notices)
    pieces.append(_table(held, schema))
    return pa.concat_tables(pieces)


def _words_below(held: list[list[str | None]]) -> list[str]:
    """Take away the last rows where they have a cell each and stand below a blank row: what programs say of a table.

    Shape: `held` are columns; what comes back are the words in the rows, none where there are no such rows.
    """
    words: list[str] = []
    at, is_apart = len(held[0]) if len(held) > 1 else 0, False
    while at and len(given := _given_at(held, at - 1)) < 2 and not (given and is_apart):
        words[:0] = given
        is_apart = bool(words) and not given
        at -= 1
    is_said = (
        is_apart and " " in words[0].strip()
    )  # else perhaps somebody of whom nothing else is known
    if not is_said or not any(len(_given_at(held, above)) > 1 for above in range(at)):
        return []
    for cells in held:
        del cells[at:]
    return words


def _given_at(held: list[list[str | None]], row: int) -> list[str]:
    return [cell for cells in held if (cell := cells[row]) is not None]


def _table(columns: list[list[str | None]], schema: Any) -> pa.Table:
    return pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=schema)


def _is_given(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and not as_typed(value).strip())


def _cell(value: object) -> str | None:
    """A cell as a CSV file would have it."""
    match value:
        case None | "":
            return None
        case str():
            return as_typed(value)
        case bool() | int() | float() | Decimal() | date() | timedelta():
            found = as_text(value, ir.Kind.TEXT)
            if isinstance(value, datetime) and found is not None:
                return found.replace("T", " ")
            return str(value) if found is None else found
        case time():
            return value.isoformat()
        case _:
            return str(value)
