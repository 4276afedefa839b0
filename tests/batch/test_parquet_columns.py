"""Long advice as Parquet, packed column by column: every reader gets back what was put in."""

import io
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.deciding import LONG
from advisor.batch.output_columns import COLUMNS
from advisor.batch.outputs import parquet_writer
from advisor.batch.outputs.parquet_footers import MAGIC, ParquetJoiner
from advisor.batch.outputs.parquet_writer import (
    any_table,
    differences,
    levels,
    long_table,
    packed,
    run_of,
    width_for,
)

DAY = date(2026, 11, 22)
DATES = st.one_of(
    st.none(),
    st.integers(-3, 3).map(lambda n: DAY + timedelta(n)),
    st.dates(),
)
ACTIONS = [f"action-{n}" for n in range(300)]


def test_columns_are_the_same_in_arrow_and_in_text() -> None:
    assert tuple(LONG.names) == COLUMNS


def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of long advice. One kind for each column, so that columns of one kind come up."""
    texts = st.sampled_from(["", "Acme", "Ünder"])
    situation = draw(
        st.sampled_from([st.none(), st.just(""), st.just("s"), texts, st.none() | texts])
    )
    label = draw(st.sampled_from([st.just(""), texts]))
    title = draw(st.sampled_from([st.just("Thank them"), texts]))
    start, due = (
        draw(st.sampled_from([st.none(), st.just(DAY), DATES.filter(bool), DATES]))
        for _ in range(2)
    )
    action = st.integers(0, draw(st.sampled_from([0, 1, 2, 3, 15, 16, 255, 299])))
    step = st.integers(0, draw(st.sampled_from([0, 1, 3, 200, 70_000, 2**33])))
    found = []
    row = draw(st.integers(1, 2**40))
    for _ in range(draw(st.integers(0, 80))):
        found.append(
            {
                "row": row,
                "situation": draw(situation),
                "place": "",
                "action": ACTIONS[draw(action)],
                "kind": "do",
                "title": draw(title),
                "for": draw(label),
                "start": draw(start),
                "due": draw(due),
                "status": draw(st.sampled_from(["now", "overdue", "later"])),
                "rules": ACTIONS[draw(action)],
            }
        )
        row += draw(step)
    return found


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    """Tables in one chunk or several, each chunk with dictionaries of its own."""
    pieces = [pa.Table.from_pylist(rows(draw), LONG) for _ in range(draw(st.integers(1, 3)))]
    found = pa.concat_tables(pieces)
    in_order = pa.array(np.sort(found.column("row").to_numpy()))
    return found.set_column(0, LONG.field(0), in_order)


def comes_back(table: pa.Table) -> None:
    whole = long_table(table)
    found = pq.read_table(io.BytesIO(whole))
    assert found.schema == table.schema
    assert found.to_pylist() == table.to_pylist()
    assert pl.read_parquet(io.BytesIO(whole)).to_dicts() == table.to_pylist()


PAGES = pytest.mark.parametrize("page", [8, 64, 1 << 20])


@PAGES
def test_every_reader_gets_back_what_was_put_in(page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_writer, "PAGE", page)

    @settings(max_examples=120)
    @given(tables())
    def holds(table: pa.Table) -> None:
        comes_back(table)

    holds()


FAR = DAY + timedelta(parquet_writer.MOST_DAYS)


# Each kind of column on purpose, since what is drawn differs: values are repeated down 20 rows.
@PAGES
@pytest.mark.parametrize("days", [[DAY], [None], [DAY, None], [DAY, FAR], [None, FAR, DAY]])
@pytest.mark.parametrize("situations", [["s"], [None], ["", None, "s"]])
@pytest.mark.parametrize("labels", [[""], ["", "Ünder"]])
def test_every_kind_of_column_comes_back(
    page: int,
    days: list[date | None],
    situations: list[str | None],
    labels: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet_writer, "PAGE", page)
    rows = [
        {
            "row": number,
            "situation": situations[number % len(situations)],
            "place": "",
            "action": ACTIONS[number],
            "kind": "do",
            "title": f"Do {number}",
            "for": labels[number % len(labels)],
            "start": days[number % len(days)],
            "due": days[(number + 1) % len(days)],
            "status": "now",
            "rules": ACTIONS[number],
        }
        for number in range(20)
    ]
    comes_back(pa.Table.from_pylist(rows, LONG))


@pytest.mark.parametrize(
    ("values", "width", "expected"),
    [
        ([1, 0, 1, 1, 0, 0, 0, 0], 1, b"\x0d"),
        ([1, 2, 3, 0, 0, 0, 0, 3], 2, b"\x39\xc0"),
        ([1, 2, 3, 15, 0, 0, 0, 9], 4, b"\x21\xf3\x00\x90"),
        ([1, 255], 8, b"\x01\xff"),
        ([1, 256], 16, b"\x01\x00\x00\x01"),
    ],
)
def test_numbers_are_packed_the_first_one_lowest(
    values: list[int], width: int, expected: bytes
) -> None:
    assert packed(np.array(values, np.int32), width) == expected


@pytest.mark.parametrize(
    ("highest", "width"),
    [(0, 1), (1, 1), (2, 2), (3, 2), (4, 4), (15, 4), (16, 8), (256, 16), (65_536, 32)],
)
def test_a_width_holds_the_highest_number(highest: int, width: int) -> None:
    assert width_for(highest) == width


def test_equal_values_become_one_run_and_others_are_packed() -> None:
    assert run_of(np.full(300, 5, np.uint8), 4) == b"\xd8\x04\x05"
    assert run_of(np.array([1, 2, 3], np.uint8), 2) == b"\x03\x39\x00"
    assert levels(np.array([True, False])) == b"\x02\x00\x00\x00\x03\x01"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        # block of 128, 4 parts, count, first number (zigzag); then least step, widths, steps
        ([7], b"\x80\x01\x04\x01\x0e"),
        ([7, 8, 8], b"\x80\x01\x04\x03\x0e" + b"\x00" + b"\x01\x00\x00\x00" + b"\x01\x00\x00\x00"),
    ],
)
def test_differences_leave_out_the_parts_that_nobody_needs(
    numbers: list[int], expected: bytes
) -> None:
    assert differences(np.array(numbers, np.int64)) == expected


def test_parts_written_in_both_ways_join_to_one_file() -> None:
    def part(first: int, id: str | None) -> pa.Table:
        piece = {
            "row": first,
            "situation": id,
            "place": "",
            "action": "wait",
            "kind": "do",
            "title": "Wait",
            "for": id or "",
        }
        return pa.Table.from_pylist([{**piece, "due": DAY, "status": "now", "rules": "r"}], LONG)

    parts = [part(1, None), part(2, "two"), LONG.empty_table(), part(3, None)]
    out = io.BytesIO()
    joiner = ParquetJoiner(out)
    for one in parts:
        joiner.append(long_table(one))
    joiner.finish()
    assert out.getvalue().startswith(MAGIC)
    assert (
        pq.read_table(pa.py_buffer(out.getvalue())).to_pylist()
        == pa.concat_tables(parts).to_pylist()
    )
    late = pl.scan_parquet(out.getvalue()).filter(pl.col("row") > 2).collect()
    assert late["situation"].to_list() == [None]


def test_the_lowest_and_highest_row_stand_in_the_footer() -> None:
    table = pa.Table.from_pylist(
        [
            {
                "row": n,
                "place": "",
                "action": "a",
                "kind": "do",
                "title": "A",
                "for": "",
                "status": "now",
                "rules": "r",
            }
            for n in (3, 3, 9)
        ],
        LONG,
    )
    about = pq.ParquetFile(io.BytesIO(long_table(table))).metadata.row_group(0).column(0)
    assert (about.statistics.min, about.statistics.max, about.statistics.null_count) == (3, 9, 0)
    assert about.num_values == 3


def test_nested_advice_has_its_lowest_and_highest_row_in_the_footer_too() -> None:
    table = pa.table({"row": pa.array([3, 9]), "advice": pa.array([[], ["a"]])})
    about = pq.ParquetFile(io.BytesIO(any_table(table, False))).metadata.row_group(0)
    assert (about.column(0).statistics.min, about.column(0).statistics.max) == (3, 9)
    assert "DELTA_BINARY_PACKED" in about.column(0).encodings
    assert about.column(1).statistics is None
