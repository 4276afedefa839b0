"""Polars and pyarrow share the columns of large files: what comes must not hang on which of them read it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.batch.sources import parquet_files
from advisor.batch.sources.parquet_files import ParquetSource
from advisor.batch.sources.schema_casts import conform
from advisor.loading.declarations.packs import load_pack_texts

HEADER = "pack: every-type\nversion: 1.0.0\nlanguage: 1\ntitle: A fact of every type\n"
FACTS = """\
entities:
  situation:
    facts:
      words: {type: text}
      level:
        type: choice
        choices: {low: Low, high: High}
      agreed: {type: yes-no}
      amount: {type: number}
      due_on: {type: date}
      takes: {type: duration}
"""
PACK: Any = load_pack_texts({"pack.yaml": HEADER, "facts.yaml": FACTS}, "pack").pack
NOON = datetime(2026, 11, 22, 12)
DAY = datetime(2026, 11, 22)
COLUMNS: dict[str, tuple[str, pa.Array]] = {
    "text": ("words", pa.array(["a", None, "", "ü\n"])),
    "large text": ("words", pa.array(["a", None, "", "b"], pa.large_string())),
    "text as a dictionary": ("words", pa.array(["a", None, "a", "b"]).dictionary_encode()),
    "whole numbers for text": ("words", pa.array([7, None, -1, 0])),
    "choices": ("level", pa.array(["low", None, "high", "odd"])),
    "choices as a dictionary": ("level", pa.array(["low", None, "x", "low"]).dictionary_encode()),
    "yes and no": ("agreed", pa.array([True, None, False, True])),
    "yes and no as text": ("agreed", pa.array(["yes", None, "no", "maybe"])),
    **{
        f"number as {kind}": ("amount", pa.array([1, None, 100, 0], kind))
        for kind in (
            pa.int8(),
            pa.int16(),
            pa.int32(),
            pa.int64(),
            pa.uint8(),
            pa.uint16(),
            pa.uint32(),
        )
    },
    "number as uint64": ("amount", pa.array([1, None, 2**64 - 1, 0], pa.uint64())),
    "number as double": ("amount", pa.array([0.1, None, 1 / 3, float("nan")])),
    "number as float": ("amount", pa.array([0.5, None, 0.1, float("inf")], pa.float32())),
    "number as decimal": (
        "amount",
        pa.array([Decimal("1.5"), None, Decimal(3), Decimal(-2)], pa.decimal128(9, 3)),
    ),
    "number as text": ("amount", pa.array(["1.5", None, "1e3", "x"])),
    "date": ("due_on", pa.array([date(2026, 11, 22), None, date(1, 1, 1), date(9999, 12, 31)])),
    **{
        f"timestamp in {unit}": ("due_on", pa.array([DAY, None, NOON, DAY], pa.timestamp(unit)))
        for unit in ("ms", "us", "ns")
    },
    "timestamp with a zone": (
        "due_on",
        pa.array([DAY, None, NOON, DAY], pa.timestamp("us", "UTC")),
    ),
    "date as text": ("due_on", pa.array(["2026-11-22", None, "soon", ""])),
    "days": ("takes", pa.array([14, None, -3, 0], pa.int32())),
    "days as a length of time": (
        "takes",
        pa.array([timedelta(14), None, timedelta(hours=5), timedelta(0)], pa.duration("us")),
    ),
    "days as text": ("takes", pa.array(["2 weeks", None, "1 month", "3 days"])),
    "nothing at all": ("amount", pa.nulls(4)),
    "whole numbers as ids": ("situation", pa.array([4, None, 2, 1])),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_both_libraries_read_the_same_situations(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    column, values = COLUMNS[name]
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({column: values, "today": pa.array([date(2026, 11, 22)] * 4)}), path)
    source = ParquetSource(path, PACK)
    monkeypatch.setattr(parquet_files, "_MANY", 0)
    shared = ParquetSource(path, PACK)._read((0,), 0, 4).table
    by_groups, by_rows = source._read_groups((0,), None), source._read_rows(0, 4)
    assert by_groups is not None
    one = conform(by_groups, PACK)
    for other in (conform(by_rows, PACK), conform(shared, PACK)):
        assert one.problems == other.problems
        assert one.rows.tolist() == other.rows.tolist()
        assert one.table.to_pylist() == other.table.to_pylist()


def test_each_library_reads_what_it_is_quicker_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "_MANY", 0)
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"words": ["a", "b"], "amount": [1, 2], "level": ["low", None]}), path)
    read: list[tuple[str, tuple[str, ...]]] = []

    class Watched(ParquetSource):
        def _read_groups(self, groups: Any, columns: Any) -> Any:
            read.append(("groups", tuple(columns)))
            return super()._read_groups(groups, columns)

        def _read_rows(self, first: int, count: int, without: Any = ()) -> Any:
            read.append(("rows without", tuple(without)))
            return super()._read_rows(first, count, without)

    [piece] = Watched(path, PACK).slices()
    assert conform(piece.load().table, PACK).table.select(
        ["words", "amount", "level"]
    ).to_pylist() == [
        {"words": "a", "amount": 1, "level": "low"},
        {"words": "b", "amount": 2, "level": None},
    ]
    texts = ("words", "level")
    assert read == [("groups", texts), ("rows without", texts)]
