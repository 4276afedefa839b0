"""Advice as CSV, joined column by column: the same bytes as written cell by cell, however alike the rows are."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from advisor.batch.deciding import LONG
from advisor.batch.outputs import encoding
from advisor.batch.outputs.encoding import encode_long
from advisor.rendering.layout import csv_rows

TEXTS = ("", "Acme", 'Ink, "Inc"', "=Sum", "two\nlines", "Müller", "-1", "x" * 200)


def table(rows: int, rng: Random) -> pa.Table:
    """Random advice. Columns are alike, different in each row, empty, or anything between."""
    columns: list[Any] = [pa.array(range(1, rows + 1), pa.int64())]
    for field in LONG:
        if field.name == "row":
            continue
        gaps = rng.choice((0, 0, 0.3, 1)) if field.nullable else 0
        few = rng.choice((1, 2, rows))
        values: list[Any] = []
        for _ in range(rows):
            number = rng.randrange(few)
            text = f"{rng.choice(TEXTS)}{number}" if few > 1 else TEXTS[rows % len(TEXTS)]
            day = date(2026, 11, 20) + timedelta(days=number * rng.choice((1, 400)))
            value = day if field.type == pa.date32() else text
            values.append(None if rng.random() < gaps else value)
        is_coded = pa.types.is_dictionary(field.type)
        made: Any = pa.array(values, pa.string() if is_coded else field.type)
        if is_coded:
            made = made.dictionary_encode().cast(field.type)
        columns.append(made)
    return pa.Table.from_arrays(columns, schema=LONG)


def cell_by_cell(advice: pa.Table) -> bytes:
    def cell(value: object) -> object:
        if isinstance(value, str) and value[:1] in ("=", "+", "@", "-", "\t", "\r") and value:
            return f"'{value}"
        return "" if value is None else value

    return csv_rows([*map(cell, row.values())] for row in advice.to_pylist()).encode()


@pytest.mark.parametrize("seed", range(60))
def test_rows_are_written_as_cell_by_cell(seed: int) -> None:
    rng = Random(seed)
    advice = table(rng.choice((1, 2, 40, 100)), rng)
    assert encode_long(advice, "csv") == cell_by_cell(advice)


def test_no_rows_are_no_lines() -> None:
    assert encode_long(LONG.empty_table(), "csv") == b""


@pytest.mark.parametrize("most", [0, 1_000])
def test_more_bytes_than_one_array_holds_are_joined_by_rows(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_MOST_BYTES", most)
    advice = table(40, Random(7))
    assert encode_long(advice, "csv") == cell_by_cell(advice)


def test_what_all_lines_have_in_common_is_joined_once(monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[int] = []
    join = encoding._side_by_side

    def counted(cells: list[Any]) -> Any:
        joined.append(len(cells[0]))
        return join(cells)

    monkeypatch.setattr(encoding, "_side_by_side", counted)
    rows = 1_000
    day = pa.array([date(2026, 11, 20 + n % 5) for n in range(rows)], pa.date32())
    word = pa.array([f"w{n % 3}" for n in range(rows)])
    columns: list[Any] = [
        pa.array(range(rows), pa.int64()),
        pa.array([f"s{n}" for n in range(rows)]),
    ]
    for field in list(LONG)[2:]:
        coded = pa.types.is_dictionary(field.type)
        made = word.dictionary_encode().cast(field.type) if coded else pa.array([""] * rows)
        columns.append(day if field.type == pa.date32() else made)
    advice = pa.Table.from_arrays(columns, schema=LONG)
    assert encode_long(advice, "csv") == cell_by_cell(advice)
    assert joined == [15, rows]  # five days and three words make fifteen ends of lines
