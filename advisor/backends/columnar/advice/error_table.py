"""The errors of all blocks as one table: what is wrong with each situation that gets no advice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.labels import place_keys, place_name
from advisor.backends.columnar.kernels.arrow import array_of, pa, strings
from advisor.backends.columnar.plan.block import Block
from advisor.backends.columnar.plan.schedule import FoundErrors
from advisor.backends.columnar.plan.stated_facts import RefusedRows
from advisor.rendering.words import error_help, error_words

ERRORS = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("column", pa.string(), nullable=False),  # `applications[].thanked`, or nothing
        pa.field(
            "cause", pa.string(), nullable=False
        ),  # the message without the value and its place
        pa.field("value", pa.string()),
        pa.field("help", pa.string(), nullable=False),
    ]
)

_Error = tuple[str, str, str, str, str | None, str]  # as in `ERRORS`, behind the row


class ErrorTable:
    """Collects errors. A situation keeps all that is wrong in what it states, else the first of what follows from it.

    Shape: `paths` leads to each entity.
    """

    def __init__(self, paths: dict[str, tuple[str, ...]]) -> None:
        self._paths = paths
        self._found: dict[int, list[_Error]] = {}
        self._block: set[int] = set()

    def begin(self) -> None:
        """Begin a block."""
        self._block = set()

    def refuse(self, refused: RefusedRows, block: Block, first_row: int) -> None:
        """Add situations that cannot be used."""
        path = self._columns_of(refused.entity)
        column = ".".join(part for part in (path, refused.name) if part)
        for row, place, root in self._instances(refused.entity, refused.rows, block):
            why = refused.why[row]
            what = ".".join(part for part in (place, refused.name) if part)
            message = f"`{what}` {why.about}" if why.value is None else f"`{what}`: {why}"
            found = (refused.code, message, column, f"`{column}` {why.about}", why.value, why.help)
            self._block.add(root)
            self._found.setdefault(first_row + root, []).append(found)

    def add(self, found: FoundErrors, block: Block, first_row: int) -> None:
        """Add what one check found."""
        path = self._columns_of(found.entity)
        column = ".".join(part for part in (path, found.fact) if part) if found.fact else ""
        for number, (_, place, root) in enumerate(self._instances(found.entity, found.rows, block)):
            kind, rules = found.kinds[number], found.rules[number]
            error = ir.DecisionError(kind, place, found.entity, rules, found.fact)
            cause = error_words(replace(error, place=path))
            told = (kind, error_words(error), column, cause, None, error_help(error))
            self._block.add(root)
            self._found.setdefault(first_row + root, [told])

    def refuse_size(self, error: ir.DecisionError, row: int) -> None:
        """Add a situation with too many of something, unless it has other errors."""
        assert error.fact is not None  # INVARIANT: it names the list
        cause = error_words(replace(error, count=0))
        told = (
            error.kind,
            error_words(error),
            error.fact,
            cause,
            f"{error.count:,}",
            error_help(error),
        )
        self._found.setdefault(row, [told])

    def _columns_of(self, entity: str) -> str:
        return (
            ".".join(f"{name}[]" for name in self._paths[entity]) if entity != ir.SITUATION else ""
        )

    def mask(self, size: int) -> kernels.Array | None:
        """The situations of the block that are in error; None for none."""
        if not self._block:
            return None
        mask = np.zeros(size, np.bool_)
        mask[list(self._block)] = True
        return mask

    def table(self) -> Any:
        """All errors by row."""
        found = [(row, error) for row in sorted(self._found) for error in self._found[row]]
        columns: list[Any] = [
            array_of(np.array([row for row, _ in found], np.int64), pa.int64()),
            *(_texts([error[n] for _, error in found]) for n in range(6)),
        ]
        return pa.Table.from_arrays(columns, schema=ERRORS)

    def _instances(
        self, entity: str, rows: kernels.Array, block: Block
    ) -> list[tuple[int, str, int]]:
        """For each row: its number, its place, and its situation."""
        if entity == ir.SITUATION:
            return [(row, "", row) for row in rows.tolist()]
        keys, lengths = place_keys(block, entity, rows)
        path = self._paths[entity]
        up = block.up(entity, ir.SITUATION)
        assert up is not None  # INVARIANT: the situation was told apart above
        return [
            (row, place_name(path, lengths, key), root)
            for row, key, root in zip(
                rows.tolist(), keys.tolist(), up.take(rows).tolist(), strict=True
            )
        ]


def _texts(words: list[str | None]) -> Any:
    """An Arrow array of strings, some of which may be none."""
    known = strings(word or "" for word in words)
    if None not in words:
        return known
    given = np.array([word is not None for word in words], np.bool_)
    return known.take(array_of(np.arange(len(words)), pa.int64(), given))
