"""Our engines that take one situation at a time: oracle and rete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor.api import advise, load_pack
from advisor.ir.packs import Program
from advisor.ir.situations import Instance, Situation
from benchmarks.contestants.prepared import TODAY, Answers, Prepared
from benchmarks.situations_w import NUMBERS

PACK = Path(__file__).resolve().parent.parent / "packs" / "w"
MILLION = 1_000_000


def prepare_oracle(situations: pa.Table) -> Prepared:
    """The engine that is written for clarity."""
    return _prepare(situations, "oracle")


def prepare_rete(situations: pa.Table) -> Prepared:
    """The forward-chaining engine on top of durable-rules."""
    return _prepare(situations, "rete")


def _prepare(situations: pa.Table, engine: str) -> Prepared:
    program = load_pack(PACK)
    rows = [_situation(row) for row in situations.to_pylist()]
    return Prepared(lambda: advise_each(program, rows, engine), _answers)


def advise_each(program: Program, rows: list[Situation], engine: str) -> list[Any]:
    """The decision for each."""
    return [advise(program, row, TODAY, engine, questions=False) for row in rows]


def _situation(row: dict[str, Any]) -> Situation:
    facts = {
        name: value * MILLION if name in NUMBERS else value
        for name, value in row.items()
        if value is not None
    }
    return Situation(None, None, Instance("situation", facts))


def _answers(decisions: list[Any]) -> Answers:
    return [[(a.action, a.due - TODAY.toordinal()) for a in d.advice] for d in decisions]
