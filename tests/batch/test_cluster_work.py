"""What a task of a cluster does with a table that others wrote: the same as one machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from click.testing import CliRunner

from advisor.backends.columnar import compile_columnar
from advisor.batch.problems import BatchError
from advisor.batch.run.cluster_work import LINE, ClusterWork
from advisor.batch.sources.reading import Notices, Reading, Renaming
from advisor.cli.main import cli
from advisor.ir import AsOf
from tests.batch.tables import program

DAY = 739_942  # 2026-11-22
SAID = Reading(
    (
        Renaming("jobs", "applications"),
        Renaming("firm", "company"),
        Renaming("sent", "promised_reply_on"),
    ),
    ignored=("mood",),
    dates="dmy",
)
OTHERS: list[dict[str, Any]] = [
    {
        "situation": "a",
        "mood": "good",
        "jobs": [{"firm": "Acme", "stage": "interviewed", "sent": "05/11/2026"}],
    },
    {
        "situation": "b",
        "mood": "bad",
        "jobs": [{"firm": "Beta", "stage": "interviewed", "sent": "31/11/2026"}],
    },
]
PLAIN = [
    {
        "situation": "a",
        "applications": [
            {"company": "Acme", "stage": "interviewed", "promised_reply_on": "2026-11-05"}
        ],
    }
]


def work(reading: Reading) -> ClusterWork:
    rules = program()
    return ClusterWork(
        rules.pack, compile_columnar(rules), AsOf(default=DAY), reading=reading.of(rules.pack)
    )


def as_lines(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.table({LINE: pa.array([json.dumps(row).encode() for row in rows])})


@pytest.mark.parametrize(
    "table", [pa.Table.from_pylist(OTHERS), as_lines(OTHERS)], ids=["columns", "lines"]
)
def test_foreign_names_and_dates_are_read(table: pa.Table) -> None:
    advice, problems, counts = work(SAID)(table, np.array([7, 8]))
    wanted, _, _ = work(Reading())(pa.Table.from_pylist(PLAIN), np.array([7]))
    assert wanted.num_rows
    assert advice.to_pylist() == wanted.to_pylist()
    assert [(row, id, code) for row, id, code, *_ in problems] == [(8, "b", "ADV403")]
    assert counts.situations == 2


def test_columns_are_checked_before_anything_runs() -> None:
    notices = Notices()
    schema = pa.Table.from_pylist(OTHERS).schema
    assert work(SAID).columns(schema, "in.parquet", notices).schema.names == [
        "situation",
        "applications",
    ]
    assert notices.take() == ["not read: `mood`"]
    with pytest.raises(BatchError, match="no fact or list `mood`"):
        work(Reading()).columns(schema, "in.parquet", Notices())


def test_what_is_said_of_rows_is_for_one_machine(tmp_path: Path) -> None:
    source, mapping = tmp_path / "in.parquet", tmp_path / "columns.yaml"
    source.write_bytes(b"")
    mapping.write_text("columns: {firm: company}\nrows: application\n", encoding="utf-8")
    words = ("batch", str(source), "--summary", "--cluster", "local[2]", "--map", str(mapping))
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 2
    assert "a mapping with `rows` does not go together with --cluster" in done.stderr
