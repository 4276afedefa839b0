"""The situations of a table that get no advice: the first error of each."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.advice.labels import place_keys, place_name
from advisor.backends.columnar.kernels.arrow import array_of, pa, strings
from advisor.backends.columnar.kernels.values import Array
from advisor.backends.columnar.plan.block import Block
from advisor.backends.columnar.plan.schedule import FoundErrors
from advisor.backends.columnar.plan.stated import RefusedRows
from advisor.backends.columnar.schema import ERRORS
from advisor.ir.packs import SITUATION


class ErrorTable:
    """Collects errors; a situation keeps the first one. `paths` leads to each entity."""

    def __init__(self, paths: dict[str, tuple[str, ...]]) -> None:
        self._paths = paths
        self._found: dict[int, tuple[str, str]] = {}
        self._block: set[int] = set()

    def begin(self) -> None:
        """Begin a block."""
        self._block = set()

    def refuse(self, refused: RefusedRows, block: Block, first_row: int) -> None:
        """Add situations that cannot be used."""
        for row, place, root in self._instances(refused.entity, refused.rows, block):
            what = ".".join(part for part in (place, refused.name) if part)
            help = f"; {refused.help[row]}" if row in refused.help else ""
            lead = f"`{what}`" if what else ""
            self._add(root, first_row, refused.code, f"{lead}{refused.said[row]}{help}")

    def add(self, found: FoundErrors, block: Block, first_row: int) -> None:
        """Add what one check found."""
        for number, (_, place, root) in enumerate(self._instances(found.entity, found.rows, block)):
            kind = found.kinds[number]
            message = _message(kind, place, found.rules[number], found.fact)
            self._add(root, first_row, kind, message)

    def mask(self, size: int) -> Array | None:
        """The situations of the block that are in error; None for none."""
        if not self._block:
            return None
        mask = np.zeros(size, np.bool_)
        mask[list(self._block)] = True
        return mask

    def table(self) -> Any:
        """All errors by row."""
        rows = sorted(self._found)
        columns: list[Any] = [
            array_of(np.array(rows, np.int64), pa.int64()),
            strings(self._found[row][0] for row in rows),
            strings(self._found[row][1] for row in rows),
        ]
        return pa.Table.from_arrays(columns, schema=ERRORS)

    def _add(self, root: int, first_row: int, code: str, message: str) -> None:
        self._block.add(root)
        self._found.setdefault(first_row + root, (code, message))

    def _instances(self, entity: str, rows: Array, block: Block) -> list[tuple[int, str, int]]:
        """For each row: its number, its place, and its situation."""
        if entity == SITUATION:
            return [(row, "", row) for row in rows.tolist()]
        keys, lengths = place_keys(block, entity, rows)
        path = self._paths[entity]
        up = block.up(entity, SITUATION)
        assert up is not None  # INVARIANT: the situation was told apart above
        return [
            (row, place_name(path, lengths, key), root)
            for row, key, root in zip(
                rows.tolist(), keys.tolist(), up.take(rows).tolist(), strict=True
            )
        ]


def _message(kind: str, place: str, rules: tuple[str, ...], fact: str | None) -> str:
    where = f" of {place}" if place else ""
    what = f" for `{fact}`" if fact else ""
    said = " and ".join(f"`{name}`" for name in rules)
    if kind == "conflict":
        return f"rules {said} conclude different values{what}{where}"
    by = f" in {said}" if said else ""
    return f"a value is out of range{what}{where}{by}"
