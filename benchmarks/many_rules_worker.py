"""One pack in a process of its own: `python -m benchmarks.many_rules_worker FOLDER`. Prints JSON.

`check` is reading and checking the folder with no stored copy, `compile` making the columnar engine,
`columnar` and `rete` the seconds for one situation, on many and on a few.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.random import default_rng

from advisor.api import Advisor, load_pack
from advisor.backends.columnar import compile_columnar
from advisor.ir import SITUATION, AsOf, Pack, Situation
from benchmarks.contestants.own_rows import instance_of
from benchmarks.drawing import Column, Draw
from benchmarks.generate import SEED
from benchmarks.many_rules import CHOICES

TODAY = date(2026, 11, 16)
ROWS = 32_768
FEW = 20
RUNS = 3


def situations(schema: pa.Schema, rows: int) -> pa.Table:
    """Random columns of the schema, a fifth of the values missing."""
    draw = Draw(default_rng(SEED), rows)
    return pa.table({field.name: _column(field, draw) for field in schema}, schema=schema)


def _column(field: Any, draw: Draw) -> Column:
    if field.name in ("situation", "today"):
        return pa.nulls(draw.rows, field.type)
    if pa.types.is_boolean(field.type):
        return draw.yes_no(0.5, missing=0.2)
    if pa.types.is_decimal(field.type):
        whole: Column = pa.array(draw.between(0, 10).astype(np.int32), mask=draw.chance(0.2))
        return whole.cast(pa.decimal128(16, 6)).cast(field.type)
    if pa.types.is_integer(field.type):
        return draw.days(draw.between(0, 30), missing=0.2)
    return draw.words(draw.between(0, len(CHOICES) - 1), CHOICES, missing=0.2).cast(field.type)


def _fastest(run: Any) -> tuple[float, Any]:
    """The least seconds of a few runs, and what the last one gave."""
    seconds: list[float] = []
    found: Any = None
    for _ in range(RUNS):
        begun = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds), found


def main() -> None:
    """Measure the pack in the folder that the command line names."""
    os.environ["ADVISOR_NO_CACHE"] = (
        "1"  # here, not above: a test that imports this keeps its cache
    )
    begun = time.perf_counter()
    program = load_pack(Path(sys.argv[1]))
    checked = time.perf_counter()
    columnar = compile_columnar(program)
    compiled = time.perf_counter()
    table = situations(columnar.schema, ROWS)
    seconds, decided = _fastest(lambda: columnar.decide(table, AsOf(TODAY.toordinal())))
    few = _few(table, program.pack)
    rete = Advisor(program, "rete", AsOf(TODAY.toordinal()))
    rows, decisions = _fastest(lambda: [rete.advise(one, questions=False) for one in few])
    expected = int((np.asarray(decided.advice["row"]) < FEW).sum())
    if expected != sum(len(decision.advice) for decision in decisions):
        raise SystemExit("the engines give different advice")
    print(
        json.dumps(
            {
                "check": checked - begun,
                "compile": compiled - checked,
                "columnar": seconds / ROWS,
                "rete": rows / FEW,
                "advice": decided.advice.num_rows / ROWS,
            }
        )
    )


def _few(table: pa.Table, pack: Pack) -> list[Situation]:
    rows = table.slice(0, FEW).to_pylist()
    return [Situation(None, None, instance_of(row, SITUATION, pack)) for row in rows]


if __name__ == "__main__":
    main()
