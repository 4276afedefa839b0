"""Parquet files joined without decoding them."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.outputs.parquet_footers import ParquetJoiner
from advisor.batch.problems import BatchError


def table(rows: int, first: int = 0) -> pa.Table:
    numbers = range(first, first + rows)
    return pa.table(
        {
            "row": pa.array(numbers, pa.int64()),
            "name": pa.array([None if n % 5 == 0 else f"n{n % 7}" for n in numbers], pa.string()),
            "word": pa.array([f"w{n % 3}" for n in numbers], pa.string()).dictionary_encode(),
            "items": pa.array(
                [[{"a": n, "b": [n, n]}] * (n % 3) for n in numbers],
                pa.list_(pa.struct([("a", pa.int32()), ("b", pa.list_(pa.int16()))])),
            ),
        }
    ).cast(SCHEMA)


SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("name", pa.string()),
        ("word", pa.dictionary(pa.int32(), pa.string())),
        ("items", pa.list_(pa.struct([("a", pa.int32()), ("b", pa.list_(pa.int16()))]))),
    ]
)


def part(of: pa.Table, **settings: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(of, sink, **settings)
    return sink.getvalue()


def joined(parts: list[bytes]) -> bytes:
    out = io.BytesIO()
    joiner = ParquetJoiner(out)
    for one in parts:
        joiner.append(one)
    joiner.finish()
    return out.getvalue()


WAYS = (
    {},
    {
        "compression": "zstd",
        "column_encoding": {"row": "DELTA_BINARY_PACKED"},
        "use_dictionary": ["word"],
    },
    {"write_page_index": True, "row_group_size": 7, "write_page_checksum": True},
    {"compression": "none", "write_statistics": ["row"], "data_page_version": "2.0"},
)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.sampled_from(WAYS))
def test_a_joined_file_holds_all_rows_in_order(sizes: list[int], way: dict[str, object]) -> None:
    tables = [table(rows, first=100 * n) for n, rows in enumerate(sizes)]
    whole = joined([part(t, **way) for t in tables])
    found = pq.read_table(io.BytesIO(whole))
    assert found.equals(pa.concat_tables(tables))


def test_other_readers_read_it_too() -> None:
    import polars as pl

    whole = joined([part(table(50)), part(table(0)), part(table(30, 50))])
    assert pl.read_parquet(io.BytesIO(whole))["row"].to_list() == list(range(80))
    few = pl.scan_parquet(io.BytesIO(whole)).filter(pl.col("row") >= 78).collect()
    assert few["row"].to_list() == [78, 79]


def test_many_row_groups_are_more_than_one_byte_can_count() -> None:
    whole = joined([part(table(3, 3 * n)) for n in range(300)])
    with pq.ParquetFile(io.BytesIO(whole)) as file:
        assert file.metadata.num_row_groups == 300
        assert file.read_row_group(299)["row"].to_pylist() == [897, 898, 899]


def test_what_is_no_parquet_file_is_refused() -> None:
    with pytest.raises(BatchError, match="no longer a Parquet file"):
        joined([b"PAR1 something else"])
