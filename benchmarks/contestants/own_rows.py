"""Our engines that take one situation at a time, oracle and rete, on W and on M."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from advisor.api import Advisor, default_pack, load_pack
from advisor.ir import MILLION, SITUATION, AsOf, Decision, Instance, Kind, Pack, Situation, Value
from benchmarks.contestants.prepared import TODAY, Answers, Prepared

PACK_W = Path(__file__).resolve().parent.parent / "packs" / "w"


def prepare_w_oracle(situations: pa.Table) -> Prepared:
    """The engine that is written for clarity, on W."""
    return _prepare(situations, PACK_W, "oracle")


def prepare_w_rete(situations: pa.Table) -> Prepared:
    """The forward-chaining engine on top of durable-rules, on W."""
    return _prepare(situations, PACK_W, "rete")


def prepare_m_oracle(situations: pa.Table) -> Prepared:
    """The same on M."""
    return _prepare(situations, default_pack(), "oracle")


def prepare_m_rete(situations: pa.Table) -> Prepared:
    """The same on M."""
    return _prepare(situations, default_pack(), "rete")


def _prepare(situations: pa.Table, folder: Path, engine: str) -> Prepared:
    program = load_pack(folder)
    rows = [
        Situation(None, None, instance_of(row, SITUATION, program.pack))
        for row in situations.to_pylist()
    ]
    advisor = Advisor(program, engine, AsOf(TODAY.toordinal()))
    return Prepared(lambda: [advisor.advise(row, questions=False) for row in rows], _answers)


def instance_of(row: Mapping[str, Any], entity: str, pack: Pack) -> Instance:
    """A row of a table, or an item of a list in it; null is missing."""
    facts: dict[str, Value | None] = {}
    for fact in pack.entities[entity].facts.values():
        value = row.get(fact.name)
        if value is not None:
            facts[fact.name] = _held(value, fact.type.kind)
    lists = {
        inner.list: tuple(instance_of(item, inner.name, pack) for item in row.get(inner.list) or ())
        for inner in pack.lists[entity]
        if inner.list is not None
    }
    return Instance(entity, facts, lists)


def _held(value: Any, kind: Kind) -> Value:
    """A value as our engines hold it."""
    if isinstance(value, date):
        return value.toordinal()
    held: Value = int(value * MILLION) if kind is Kind.NUMBER else value
    return held


def _answers(decisions: list[Decision]) -> Answers:
    today = TODAY.toordinal()
    return [
        [
            (f"{piece.action} {piece.place}".strip(), piece.due and piece.due - today)
            for piece in decision.advice
        ]
        for decision in decisions
    ]
