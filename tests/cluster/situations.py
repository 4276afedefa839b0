"""Situations of the sweep's small pack in numbers, good and bad, and what one machine says to them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from advisor.backends.columnar import compile_columnar
from advisor.batch.run.cluster_work import ClusterWork
from advisor.cluster import Problem
from advisor.ir import AsOf
from tests.sweep.swept import TODAY, program

DAY = "2026-11-{:02}"


def rows_of(count: int) -> list[dict[str, Any]]:
    """Situations: some without advice, some with an error, lists of different lengths."""
    rows: list[dict[str, Any]] = []
    for number in range(count):
        applications = [
            {
                "company": f"C{number}-{at}",
                "asked_on": DAY.format(1 + (number * 7 + at) % 28),
                "asked": (number + at) % 3,
            }
            for at in range(number % 4)
        ]
        factor = 10**12 - 1 if number % 50 == 49 else 1
        row: dict[str, Any] = {"situation": f"s{number}", "factor": factor}
        if number % 5:
            row["today"] = DAY.format(10 + number % 15)
        row["applications"] = applications
        rows.append(row)
    return rows


@cache
def work() -> ClusterWork:
    """What the cluster is to do."""
    return ClusterWork(program().pack, compile_columnar(program()), AsOf(default=TODAY))


def write_parquet(rows: list[dict[str, Any]], path: Path) -> Path:
    """The situations as nested columns, in several row groups; numbers wider than they need be."""
    application = pa.struct(
        [("company", pa.string()), ("asked_on", pa.string()), ("asked", pa.int64())]
    )
    schema = pa.schema(
        [
            pa.field("situation", pa.string()),
            pa.field("today", pa.string()),
            pa.field("factor", pa.float64()),
            pa.field("applications", pa.list_(application)),
        ]
    )
    pq.write_table(pa.Table.from_pylist(rows, schema), path, row_group_size=64)
    return path


def write_lines(rows: list[dict[str, Any]], path: Path) -> Path:
    """The situations as JSON Lines, with two lines that cannot be read."""
    lines = [json.dumps(row) for row in rows]
    lines[3], lines[-1] = "{", '{"situation": "odd", "factor": "many"}'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def alone(path: Path, first: int = 1) -> tuple[list[dict[str, Any]], list[Problem]]:
    """What the same work gives on this machine, in one piece."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
    else:
        lines: Any = path.read_bytes().splitlines()
        table = pa.table({"line": pa.array(lines, pa.binary())})
    advice, problems, _ = work()(table, np.arange(first, first + table.num_rows))
    return advice.to_pylist(), problems
