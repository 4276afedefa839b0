"""The generated situations: the same from the same seed, of the declared types, and valid."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.api import load_pack
from advisor.loading.declarations.situations import load_situations
from benchmarks.generate import table, write
from benchmarks.situations_w import DAYS, FIELDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("workload", ["w", "m"])
def test_the_same_seed_gives_the_same_situations_and_another_seed_others(workload: str) -> None:
    assert table(workload, 300, 5).equals(table(workload, 300, 5))
    assert not table(workload, 300, 5).equals(table(workload, 300, 6))


@pytest.mark.parametrize("workload", ["w", "m"])
def test_a_smaller_file_is_the_beginning_of_a_larger_one(workload: str) -> None:
    assert table(workload, 700).slice(0, 300).equals(table(workload, 300))


@pytest.mark.parametrize("workload", ["w", "m"])
def test_the_file_holds_what_was_drawn(workload: str, tmp_path: Path) -> None:
    write(workload, 250, tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == table(workload, 250).to_pylist()


def test_it_runs_as_a_script(tmp_path: Path) -> None:
    out = tmp_path / "w.parquet"
    subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "generate.py", "w", "120", out, "--seed", "3"],
        check=True,
        cwd=tmp_path,
    )
    assert pq.read_table(out).num_rows == 120


def test_w_has_twenty_fields_of_which_two_are_often_missing() -> None:
    rows = table("w", 20_000)
    assert tuple(rows.column_names) == FIELDS
    shares = {name: rows[name].null_count / len(rows) for name in FIELDS}
    assert {name for name, share in shares.items() if share > 0} == {
        "promised_in_days",
        "offer_deadline_in_days",
    }
    assert shares["promised_in_days"] == pytest.approx(0.5, abs=0.02)
    assert shares["offer_deadline_in_days"] == pytest.approx(0.4, abs=0.02)
    assert pa.types.is_dictionary(rows.schema.field("stage").type)
    assert all(rows.schema.field(name).type == pa.int32() for name in DAYS)


def test_m_has_three_applications_of_one_to_two_interviews_and_empty_lists_too() -> None:
    rows = table("m", 10_000)
    applications = rows["applications"].combine_chunks()
    counts = [len(items) for items in applications.to_pylist()]
    interviews = [len(one["interviews"]) for items in applications.to_pylist() for one in items]
    assert sum(counts) / len(counts) == pytest.approx(3.0, abs=0.1)
    assert {min(counts), max(counts)} == {0, 6}
    assert sum(interviews) / len(interviews) == pytest.approx(1.6, abs=0.1)
    assert {min(interviews), max(interviews)} == {0, 4}


def test_every_situation_of_m_is_one_that_the_pack_accepts() -> None:
    program = load_pack()
    lines = "\n".join(json.dumps(_spoken(row)) for row in table("m", 400).to_pylist())
    loaded = load_situations(lines, "m.jsonl", program.pack, "jsonl")
    assert [problem.message for problem in loaded.diagnostics] == []
    assert len(loaded.cases) == 400


def test_m_states_facts_of_the_pack_only() -> None:
    pack = load_pack().pack
    fields = table("m", 10).schema
    application = fields.field("applications").type.value_type
    interview = application.field("interviews").type.value_type
    root = set(fields.names) - {"today", "situation", "applications"}
    assert root <= set(pack.entities["situation"].facts)
    assert {f.name for f in application} - {"interviews"} <= set(pack.entities["application"].facts)
    assert {f.name for f in interview} <= set(pack.entities["interview"].facts)


def _spoken(value: Any) -> Any:
    """A row as a situation file says it: dates and durations in words, nothing that is missing."""
    match value:
        case dict():
            return {
                key: f"{item} days" if key == "told_reply_takes" else _spoken(item)
                for key, item in value.items()
                if item is not None
            }
        case list():
            return [_spoken(item) for item in value]
        case date():
            return value.isoformat()
        case _:
            return value
