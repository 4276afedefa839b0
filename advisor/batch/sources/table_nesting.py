"""The tables of one slice joined to one table with nested lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor.batch.problems import Fault, ValueAt
from advisor.batch.sources.table_files import Level
from advisor.loading.syntax.nodes import shown

Array = Any  # a NumPy array
_Why = tuple[str, str, str, str | None]  # the column; of one row; the same of any; the value
_STEP = re.compile(r"(\w+)\[([0-9]+)\]")
ROW, OWNER = "#row", "#situation"  # columns of rows that were joined; no fact is called so
_MOST = 2.0**53  # positions are below it: up to here a float holds every whole number


class BadRow(NamedTuple):
    """What is wrong with a situation, and in which row of which table."""

    fault: Fault
    table: str | None
    row: int


@dataclass
class _Node:
    """The rows of one level, in the order of the rows that they lie in, then of their positions."""

    table: Any
    starts: Array  # of the items of each row of the outer level, with the end
    situation: Array  # place of the situation of each row
    positions: list[Array]  # in each list from the outside in
    rows: Array  # their numbers in `label`
    label: str


@dataclass(frozen=True)
class RowsOfTables:
    """The table and the row there of each place, `applications[1].interviews[0]`, by the row of its situation.

    Shape: `first` is the row of the first situation of the slice.
    """

    first: int
    _nodes: Mapping[tuple[str, ...], _Node]

    def __call__(self, row: int, place: str) -> ValueAt:
        """Where a place is."""
        path: tuple[str, ...] = ()
        at = row - self.first
        node = self._nodes[path]
        for list, number in _STEP.findall(place):
            inner = self._nodes.get((*path, list))
            if inner is None:
                break
            path, node, at = (*path, list), inner, inner.starts[at] + int(number)
        return ValueAt(int(node.rows[at]), node.label)


def nest(
    table: Any,
    first: int,
    pieces: list[tuple[Level, Any]],
    bad: dict[int, BadRow],
    label: str,
) -> tuple[Any, RowsOfTables]:
    """The table of situations with the lists put in, and where each place of them is.

    Shape: `table` has the situations from row `first` on, and is called `label`; each piece has rows of a level, all of
    these situations, with the row of each in `OWNER` and its own number in `ROW`. `bad` maps places of situations
    to what is wrong, and is added to; their lists are incomplete.
    """
    all_rows = np.arange(table.num_rows)
    nodes: dict[tuple[str, ...], _Node] = {
        (): _Node(table, np.empty(0), all_rows, [], first + all_rows, label)
    }
    for level, rows in pieces:
        nodes[level.path] = _place(level, rows, first, nodes[level.path[:-1]], bad)
    for level, _ in reversed(pieces):  # inner lists go into their rows first
        node, outer = nodes[level.path], nodes[level.path[:-1]]
        keys = {OWNER, ROW, *level.path}
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
    return nodes[()].table, RowsOfTables(first, nodes)


def _place(level: Level, rows: Any, first: int, outer: _Node, bad: dict[int, BadRow]) -> _Node:
    """Find the outer row of each row, and put them into the order of their positions."""
    outer_count = outer.table.num_rows
    name = level.file.label
    if not rows.num_rows:
        nothing = np.empty(0, np.int64)
        starts = np.zeros(outer_count + 1, np.int64)
        return _Node(rows, starts, nothing, [nothing for _ in level.path], nothing, name)
    situation, numbers = rows.column(OWNER).to_numpy() - first, rows.column(ROW).to_numpy()

    def tell(places: Array, why: Callable[[int], _Why]) -> None:
        for at in _first_of_each(places, situation).tolist():
            column, message, cause, value = why(at)
            fault = Fault("ADV407", message, column, cause, value)
            bad.setdefault(int(situation[at]), BadRow(fault, name, int(numbers[at])))

    positions: list[Array] = []
    for key in level.path:
        column = _whole(rows.column(key))
        places, are_good = positions_of(column)
        positions.append(places)
        tell(np.flatnonzero(~are_good), partial(_no_position, column, level.file.called(key)))
    parent = situation
    if len(level.path) > 1:
        parent = _find_parents(outer, situation, positions[:-1])

    def lacking(at: int) -> _Why:
        steps = zip(level.path[:-1], positions, strict=False)
        sought = ".".join(f"{key}[{place[at]}]" for key, place in steps)
        outer = f"there is no such place in `{'.'.join(level.path[:-1])}`"
        return level.file.called(level.path[-2]), f"there is no {sought}", outer, sought

    tell(np.flatnonzero(parent < 0), lacking)
    # Rows in any order, with the situation they belong to (as its place) and their position in its list:
    #
    #   situation  1 0 1        sorted by situation, position:  0·0  1·0  1·1
    #   position   1 0 0        counts 1 2, so the lists start at 0 1 3
    #
    # Each row's position has to be its place in its list; where it is not, one is missing or there twice.
    kept = np.flatnonzero(parent >= 0)
    order = kept[np.lexsort((positions[-1][kept], parent[kept]))]
    parent, own = parent[order], positions[-1][order]
    counts = np.bincount(parent, minlength=outer_count)
    starts = np.concatenate(([0], np.cumsum(counts)))
    odd = order[own != np.arange(len(own)) - starts[parent]]
    key = level.file.called(level.path[-1])
    gap = f"the positions in `{key}` do not run 0, 1, 2: one is missing, or there twice"
    tell(odd, lambda at: (key, gap, gap, None))
    is_sorted = len(order) == len(numbers) and bool(np.all(order[1:] > order[:-1]))
    return _Node(
        rows if is_sorted else rows.take(pa.array(order)),
        starts,
        situation[order],
        [p[order] for p in positions],
        numbers[order],
        name,
    )


def _first_of_each(rows: Array, situation: Array) -> Array:
    """Of some rows the first of each situation, in the order of the situations."""
    rows = np.sort(rows)
    _, first = np.unique(situation[rows], return_index=True)
    return rows[first]


def positions_of(column: Any) -> tuple[Array, Array]:
    """Places in a list as numbers, and which of them are whole numbers from 0 on; else 0 stands there."""
    if kinds.is_dictionary(column.type):
        column = column.dictionary_decode()
    if kinds.is_string(column.type) or kinds.is_large_string(column.type):
        column = pc.replace_substring_regex(column, r"\.0+$", "")  # where it was a float on its way
        is_number: Any = pc.and_(pc.ascii_is_decimal(column), pc.less(pc.binary_length(column), 19))
        column = pc.if_else(is_number, column, None)
    elif not kinds.is_signed_integer(column.type):
        column = column.cast(pa.float64(), safe=False)
        is_whole: Any = pc.and_(pc.equal(column, pc.floor(column)), pc.less(column, _MOST))
        column = pc.if_else(is_whole, column, None)
    whole = column.cast(pa.int64(), safe=False)
    is_good: Any = pc.fill_null(pc.greater_equal(whole, 0), False)
    numbers = pc.fill_null(pc.if_else(is_good, whole, 0), 0)
    return numbers.to_numpy(zero_copy_only=False), is_good.to_numpy(zero_copy_only=False)


def _no_position(column: Any, key: str, at: int) -> _Why:
    value: str | None = None
    try:
        found = column[at].as_py()
        value = None if found is None else shown(str(found))
        what = "nothing" if value is None else f"`{value}`"
    except UnicodeDecodeError:
        what = "what is no text"
    return (
        key,
        f"`{key}` holds {what}, where a position belongs; write 0, 1, 2 …",
        f"`{key}` holds no position; write 0, 1, 2 …",
        value,
    )


def _find_parents(outer: _Node, situation: Array, positions: list[Array]) -> Array:
    """The row of the outer level with the same situation and positions; -1 where there is none."""
    # Several numbers become one, as digits do: situation 3, position 2 of at most 9 is 3·10 + 2 = 32. Then
    # one sorted search finds what is sought.
    known, sought = [outer.situation, *outer.positions], [situation, *positions]
    own = np.zeros(len(outer.situation), np.int64)
    wanted = np.zeros(len(situation), np.int64)
    size = 1
    for k, w in zip(known, sought, strict=True):
        count = 1 + max(int(k.max(initial=0)), int(w.max(initial=0)))
        if size * count >= 2**62:  # small numbers instead, so that no product overflows
            (k, w), count = _ranked(k, w)
            (own, wanted), size = _ranked(own, wanted)
        own, wanted, size = own * count + k, wanted * count + w, size * count
    if not len(own):
        return np.full(len(wanted), -1)
    order = np.argsort(own, kind="stable")
    at = np.minimum(np.searchsorted(own, wanted, sorter=order), len(own) - 1)
    found = order[at]
    return np.where(own[found] == wanted, found, -1)


def _ranked(one: Array, other: Array) -> tuple[tuple[Array, Array], int]:
    """The places of both among the different numbers of both, and how many these are."""
    both = np.unique(np.concatenate((one, other)))
    return (np.searchsorted(both, one), np.searchsorted(both, other)), len(both)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
