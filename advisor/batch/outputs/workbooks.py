"""Rows of advice as a workbook, of the lines of JSON in which a run keeps them until it is whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from advisor.batch.problems import PermanentError

MOST_ROWS = 2**20 - 1  # of a sheet, below the names
_AT_ONCE = 5_000  # rows


def write_workbook(
    source: Path,
    size: int,
    target: Path,
    columns: Sequence[str],
    days: frozenset[str],
    at_work: Callable[[int, int], None] = lambda done, of: None,
) -> None:
    """Write a workbook with one sheet, the names of the columns above, of so many bytes of lines.

    Shape: `days` are those of the columns that hold days. `at_work` is told how many rows of how many are written.
    Raises: PermanentError, where there are more rows than a sheet holds; OSError.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    count = sum(1 for _ in _lines(source, size))
    if count > MOST_ROWS:
        raise PermanentError(
            f"a sheet holds {MOST_ROWS:,} rows, and this is more: write .csv or .parquet"
        )
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet("advice")
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    make = partial(WriteOnlyCell, sheet)
    for number, line in enumerate(_lines(source, size)):
        if number % _AT_ONCE == 0:
            at_work(number, count)
        sheet.append(_cells(json.loads(line), columns, days, make))
    book.save(target)


def _lines(source: Path, size: int) -> Iterator[bytes]:
    with source.open("rb") as file:
        while size > 0:
            line = file.readline()
            size -= len(line)
            yield line


def _cells(
    row: dict[str, Any], columns: Sequence[str], days: frozenset[str], cell: Any
) -> Iterator[Any]:
    for name in columns:
        value = row[name]
        if not isinstance(value, str):
            yield value
        elif name in days:
            yield date.fromisoformat(value)
        else:
            made = cell(value)
            made.data_type = "s"  # also where it begins like a formula: `=Acme`
            yield made
