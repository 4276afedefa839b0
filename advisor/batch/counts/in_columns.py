"""Counting the advice of one slice, and finding its groups, without a look at single rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.backends.columnar import codes_of
from advisor.batch.counts.counting import ALL, BatchCounts, Grouping, Tally
from advisor.batch.decide.deciding import DecidedSlice
from advisor.ir.situations import place_steps
from advisor.ir.types import MILLION, Kind

Groups = Callable[[DecidedSlice], Any]  # -> a dictionary array: the group of each piece


def count_slice(decided: DecidedSlice, with_tallies: bool, groups: Groups | None) -> BatchCounts:
    """The counts of one slice; actions, rules and groups only `with_tallies`."""
    at, pieces = decided.at, decided.advice.num_rows
    advised = 0 if not pieces else 1 + int(np.count_nonzero(np.diff(at)))
    good, bad = len(decided.rows), len(decided.problems)
    failed = _failed_later(decided)
    without = good - failed - advised
    counts = BatchCounts(good + bad - failed, pieces, bad, without, len(decided.orphans))
    counts.causes.note(decided.problems)
    counts.causes.note(decided.orphans)
    if with_tallies and pieces:
        counts.groups = _tallies(decided, groups)
    return counts


def _failed_later(decided: DecidedSlice) -> int:
    """How many of the rows that could be read turned out to have a problem."""
    bad = np.fromiter((p.row for p in decided.problems), np.int64, len(decided.problems))
    return int(np.count_nonzero(np.isin(bad, decided.rows)))


def _tallies(decided: DecidedSlice, groups: Groups | None) -> dict[str, Tally]:
    actions, action_names = codes_of(decided.advice.column("action"))
    statuses, status_names = codes_of(decided.advice.column("status"))
    rules, rule_names = codes_of(decided.advice.column("rules"))
    if groups is None:
        places, names = np.zeros(len(actions), np.int64), [ALL]
    else:
        places, names = codes_of(groups(decided))
    found: dict[str, Tally] = {}
    for group, action, status, count in _counted(places, actions, statuses):
        tally = found.setdefault(names[group], Tally())
        tally.actions[action_names[action], status_names[status]] += count
    for group, rule, count in _counted(places, rules):
        for name in rule_names[rule].split():
            found[names[group]].rules[name] += count
    return found


def _counted(*codes: Any) -> list[tuple[int, ...]]:
    """How often each combination of codes is there: the codes, then the count."""
    # Actions 0 1 0 with statuses 2 0 2 (of 0 to 2): the flat codes are 0·3 + 2, 1·3 + 0, 0·3 + 2, and the
    # counts of 0 to 3 are 0 0 2 1: (0, 2) twice, (1, 0) once.
    sizes = [int(code.max()) + 1 for code in codes]
    flat: Any = np.ravel_multi_index(codes, sizes)
    if np.prod(sizes) <= 1 << 22:
        counts = np.bincount(flat)
        keys = np.flatnonzero(counts)
        counts = counts[keys]
    else:
        keys, counts = np.unique(flat, return_counts=True)
    parts = np.unravel_index(keys, sizes)
    return list(zip(*(part.tolist() for part in parts), counts.tolist(), strict=True))


def column_groups(grouping: Grouping) -> Groups:
    """For each piece of advice of a slice, the name of its group."""

    def groups(decided: DecidedSlice) -> Any:
        places, names = codes_of(decided.advice.column("place"))
        steps = [place_steps(name)[: len(grouping.lists)] for name in names]
        fits = np.array([tuple(n for n, _ in s) == grouping.lists for s in steps], np.bool_)
        # `at` goes inwards level by level. Piece `applications[1]` of the situation in row 2, where the offsets
        # of the lists are 0 2 2 5: 2 + 1 = 3 is its place among all applications, and there stands its fact.
        at = decided.at.copy()
        is_here = fits[places] if len(names) else np.zeros(len(places), np.bool_)
        values: Any = None
        for level, name in enumerate(grouping.lists):
            column = decided.table.column(name) if values is None else values.field(name)
            whole = _one_piece(column)
            numbers = np.array([s[level][1] if f else 0 for s, f in zip(steps, fits, strict=True)])
            at[is_here] = whole.offsets.to_numpy()[at[is_here]] + numbers[places[is_here]]
            values = whole.values
        name = grouping.fact.name
        leaf = _one_piece(decided.table.column(name) if values is None else values.field(name))
        return _named(leaf, at, is_here, grouping)

    return groups


def _named(leaf: Any, at: Any, is_here: Any, grouping: Grouping) -> Any:
    encoded = leaf if pa.types.is_dictionary(leaf.type) else leaf.dictionary_encode()
    known = [grouping.name(_value(v, grouping)) for v in encoded.dictionary.to_pylist()]
    names = [*known, grouping.name(None), grouping.elsewhere]
    missing: Any = pa.scalar(len(known), encoded.indices.type)
    codes = pc.fill_null(encoded.indices, missing).to_numpy(zero_copy_only=False).astype(np.int64)
    chosen = np.full(len(at), len(known) + 1, np.int64)
    chosen[is_here] = codes[at[is_here]]
    indices: Any = pa.array(chosen)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names))


def _value(value: Any, grouping: Grouping) -> Any:
    match grouping.fact.type.kind:
        case Kind.NUMBER:
            return None if value is None else int(value * MILLION)
        case Kind.DATE:
            return None if value is None else value.toordinal()
        case _:
            return value


def _one_piece(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
