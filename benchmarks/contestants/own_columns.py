"""Our columnar engine, on W and on M."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from advisor.api import default_pack, load_pack
from advisor.backends.columnar import Decided, compile_columnar
from advisor.batch.sources.schema_casts import conform
from advisor.ir import AsOf
from benchmarks.contestants.own_rows import PACK_W
from benchmarks.contestants.prepared import TODAY, Answers, Prepared


def prepare_w(situations: pa.Table) -> Prepared:
    """Columns of exactly the types that the pack declares."""
    return _prepare(situations, PACK_W)


def prepare_m(situations: pa.Table) -> Prepared:
    """Nested columns of exactly the types that the pack declares."""
    return _prepare(situations, default_pack())


def _prepare(situations: pa.Table, pack: Path) -> Prepared:
    program = load_pack(pack)
    columnar = compile_columnar(program)
    table = conform(situations, program.pack).table
    return Prepared(
        lambda: columnar.decide(table, AsOf(TODAY.toordinal())),
        lambda d: _answers(d, len(situations)),
    )


def _answers(decided: Decided, rows: int) -> Answers:
    found: Answers = [[] for _ in range(rows)]
    columns = [decided.advice[name].to_pylist() for name in ("row", "place", "action", "due")]
    for row, place, action, due in zip(*columns, strict=True):
        found[row].append((f"{action} {place}".strip(), due and (due - TODAY).days))
    return found
