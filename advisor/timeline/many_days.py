"""The advice on many days, out of one block of columns: a row for each day.

NumPy and pyarrow come with it: import it only where there are many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import Copies, Decided, columns_of


def decide_in_block(
    program: ir.Program, situation: ir.Situation, days: Sequence[int]
) -> dict[int, tuple[tuple[ir.Advice, ...], str]]:
    """The advice, or the error, on each of the days: the same situation in as many rows."""
    rows = Copies(program.pack, situation.root).table(len(days), {}, np.asarray(days, np.int32))
    decided = columns_of(program).decide(rows, ir.AsOf())
    found = _advice(decided, program.pack, len(days))
    errors = {row["row"]: row["message"] for row in reversed(decided.errors.to_pylist())}
    return {
        day: (tuple(pieces), errors.get(number, ""))
        for number, (day, pieces) in enumerate(zip(days, found, strict=True))
    }


def _advice(decided: Decided, pack: ir.Pack, rows: int) -> list[list[ir.Advice]]:
    """The pieces of each row, in their order."""
    columns = [decided.advice.column(name).to_pylist() for name in decided.advice.schema.names]
    found: list[list[ir.Advice]] = [[] for _ in range(rows)]
    names = decided.advice.schema.names
    entities = _entities(pack)
    for values in zip(*columns, strict=True):
        row = dict(zip(names, values, strict=True))
        action = pack.actions[row["action"]]
        place = row["place"]
        lists = tuple(step.partition("[")[0] for step in place.split(".")) if place else ()
        found[row["row"]].append(
            ir.Advice(
                action=action.name,
                target=row["for"],
                place=place,
                entity=entities[lists],
                kind=action.kind,
                importance=action.importance,
                start=_ordinal(row["start"]),
                due=_ordinal(row["due"]),
                status=ir.Status(row["status"]),
                title=row["title"],
                rules=tuple(row["rules"].split()),
                full_label=row["for"],
            )
        )
    return found


def _ordinal(day: Any) -> int | None:
    return None if day is None else int(day.toordinal())


def _entities(pack: ir.Pack) -> dict[tuple[str, ...], str]:
    """The entities by the lists that lead to them: `("applications", "interviews")`."""
    return {
        tuple(pack.entities[one].list_name for one in reversed(chain[:-1])): name
        for name, chain in pack.around.items()
    }
