"""The tables of one slice joined to one table with nested lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.conforming import check_columns_of
from advisor.batch.problems import BatchError
from advisor.batch.table_files import TableFile
from advisor.ir.packs import SITUATION, Pack

Array = Any  # a NumPy array
Bad = tuple[int, str | None, str]  # place of the situation, its id, what is wrong


@dataclass(frozen=True)
class Level:
    """The table of a list. `path` names the lists from the situation inwards, its own last."""

    entity: str
    path: tuple[str, ...]
    file: TableFile

    def check_columns(self, pack: Pack) -> None:
        """See that the keys are there and that every other column is a fact.

        Raises: BatchError.
        """
        names = self.file.schema.names
        keys = (SITUATION, *self.path)
        facts = pack.entities[self.entity].facts
        lacking = [name for name in keys if name not in names]
        if lacking:
            raise BatchError(
                f"{self.file.path} lacks the column {' and '.join(f'`{n}`' for n in lacking)};"
                f" rows are joined by {', '.join(f'`{n}`' for n in keys)} (positions from 0)"
            )
        for name in self.path:
            if name in facts:
                raise BatchError(f"{self.file.path}: `{name}` is a position and a fact at once")
        rest = [field for field in self.file.schema if field.name not in keys]
        check_columns_of(rest, pack, self.entity, str(self.file.path), keys)


@dataclass
class _Node:
    """The rows of one level, in the order of the rows that they lie in, then of their positions."""

    table: Any
    starts: Array  # of the items of each row of the outer level, with the end
    situation: Array  # place of the situation of each row
    positions: list[Array]  # in each list from the outside in


def nest(table: Any, pieces: list[tuple[Level, Any, int]]) -> tuple[Any, list[Bad]]:
    """The table of situations with the lists put in.

    Shape: each piece has the rows of a level (None for none) and the number of the first in its file.
    Situations that something does not fit are in the second value; their lists are then incomplete.
    """
    bad: dict[int, tuple[str | None, str]] = {}
    ids = _ids(table, bad) if pieces else None
    nodes: dict[tuple[str, ...], _Node] = {
        (): _Node(table, np.empty(0), np.arange(table.num_rows), [])
    }
    for level, rows, first in pieces:
        nodes[level.path] = _place(level, rows, first, nodes[level.path[:-1]], ids, bad)
    for level, _, _ in reversed(pieces):  # inner lists go into their rows first
        node, outer = nodes[level.path], nodes[level.path[:-1]]
        keys = {SITUATION, *level.path}
        names = [name for name in node.table.column_names if name not in keys]
        columns = [_whole(node.table.column(name)) for name in names]
        count = node.table.num_rows
        struct: Any = (
            pa.StructArray.from_arrays(columns, names=names)
            if names
            else pa.array([{}] * count, pa.struct([]))
        )
        starts: Any = pa.array(node.starts.astype(np.int32))
        lists = pa.ListArray.from_arrays(starts, struct)
        outer.table = outer.table.append_column(level.path[-1], lists)
    found = [(at, id, why) for at, (id, why) in sorted(bad.items()) if at >= 0]
    return nodes[()].table, found


def _ids(table: Any, bad: dict[int, tuple[str | None, str]]) -> Any:
    """The ids of the situations; one that is missing or repeated is bad."""
    ids = _whole(table.column(SITUATION).cast(pa.string()))
    encoded = ids.dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    _, first = np.unique(codes, return_index=True)
    again = np.ones(len(codes), np.bool_)
    again[first] = False
    for at in np.flatnonzero(again | (codes < 0)):
        id = ids[int(at)].as_py()
        why = f"`{SITUATION}` is missing" if id is None else "there is another situation of this id"
        bad[int(at)] = (id, why)
    return ids


def _place(
    level: Level,
    rows: Any,
    first: int,
    outer: _Node,
    ids: Any,
    bad: dict[int, tuple[str | None, str]],
) -> _Node:
    """Find the outer row of each row, and put them into the order of their positions."""
    outer_count = outer.table.num_rows
    if rows is None or not rows.num_rows:
        empty = level.file.schema.empty_table() if rows is None else rows
        nothing = np.empty(0, np.int64)
        starts = np.zeros(outer_count + 1, np.int64)
        return _Node(empty, starts, nothing, [nothing for _ in level.path])
    name = level.file.path.name
    found: Any = pc.index_in(_whole(rows.column(SITUATION).cast(pa.string())), value_set=ids)
    situation = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    _refuse_strangers(rows, situation, name, first)
    positions = [_positions(rows.column(key), name, key, first) for key in level.path]
    parent = situation
    if len(level.path) > 1:
        parent = _find_parents(outer, situation, positions[:-1])
    for at in _first_of_each(np.flatnonzero(parent < 0), situation):
        place = ".".join(f"{k}[{p[at]}]" for k, p in zip(level.path[:-1], positions, strict=False))
        bad.setdefault(
            int(situation[at]),
            (ids[int(situation[at])].as_py(), f"{name}, row {first + at}: there is no {place}"),
        )
    kept = np.flatnonzero(parent >= 0)
    order = kept[np.lexsort((positions[-1][kept], parent[kept]))]
    parent, own = parent[order], positions[-1][order]
    counts = np.bincount(parent, minlength=outer_count)
    starts = np.concatenate(([0], np.cumsum(counts)))
    odd = order[own != np.arange(len(own)) - starts[parent]]
    for at in _first_of_each(odd, situation):
        whose = int(situation[at])
        why = f"{name}, row {first + at}: the positions in `{level.path[-1]}` do not run 0, 1, 2"
        bad.setdefault(whose, (ids[whose].as_py(), why))
    sorted_rows = rows.take(pa.array(order))
    return _Node(sorted_rows, starts, situation[order], [p[order] for p in positions])


def _first_of_each(rows: Array, situation: Array) -> Array:
    """Of some rows the first of each situation, in the order of the situations."""
    rows = np.sort(rows)
    _, first = np.unique(situation[rows], return_index=True)
    return rows[first]


def _refuse_strangers(rows: Any, situation: Array, name: str, first: int) -> None:
    strangers = np.flatnonzero(situation < 0)
    if len(strangers):
        at = int(strangers[0])
        id = rows.column(SITUATION)[at].as_py()
        raise BatchError(
            f"{name}, row {first + at}: situation `{id}` is not in the table of situations, or not in"
            " this order; rows of a situation stand together, and situations come in the same order in"
            " every table"
        )


def _positions(column: Any, name: str, key: str, first: int) -> Array:
    try:
        numbers = column.cast(pa.int64())
    except pa.ArrowException:
        numbers = None
    if numbers is None or numbers.null_count:
        at = _first_bad_position(column)
        raise BatchError(f"{name}, row {first + at}: `{key}` is no position; write 0, 1, 2 …")
    return numbers.to_numpy()


def _first_bad_position(column: Any) -> int:
    for at, value in enumerate(column.to_pylist()):
        if value is None or not str(value).isdecimal():
            return at
    return 0


def _find_parents(outer: _Node, situation: Array, positions: list[Array]) -> Array:
    """The row of the outer level with the same situation and positions; -1 where there is none."""
    known, sought = [outer.situation, *outer.positions], [situation, *positions]
    own = np.zeros(len(outer.situation), np.int64)
    wanted = np.zeros(len(situation), np.int64)
    for k, w in zip(known, sought, strict=True):
        both = np.unique(
            np.concatenate((k, w))
        )  # small numbers instead, so that no product overflows
        own = own * len(both) + np.searchsorted(both, k)
        wanted = wanted * len(both) + np.searchsorted(both, w)
    if not len(own):
        return np.full(len(wanted), -1)
    order = np.argsort(own, kind="stable")
    at = np.minimum(np.searchsorted(own, wanted, sorter=order), len(own) - 1)
    found = order[at]
    return np.where(own[found] == wanted, found, -1)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
