"""Counting the advice of one slice, and finding its groups, without a look at single rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor import ir
from advisor.backends.columnar import codes_of
from advisor.batch.counts.counting import BatchCounts, Crossing, Group, Grouping, Tally
from advisor.batch.deciding import DecidedSlice

Array = Any  # a NumPy array


def count_slice(decided: DecidedSlice, crossing: Crossing | None) -> BatchCounts:
    """The counts of one slice; actions, rules and groups only with a `crossing`."""
    at, pieces = decided.at, decided.advice.num_rows
    advised = 0 if not pieces else 1 + int(np.count_nonzero(np.diff(at)))
    good, bad = len(decided.rows), len({problem.row for problem in decided.problems})
    failed = _failed_later(decided)
    count = int(np.count_nonzero(failed))
    without = good - count - advised
    counts = BatchCounts(good + bad - count, pieces, bad, without, len(decided.orphans))
    counts.causes.note(decided.problems)
    counts.causes.note(decided.orphans)
    counts.spellings.update(decided.spellings)
    if crossing is not None:
        counts.groups = _tallies(decided, crossing, failed)
        counts.fired.update({rule: count for rule, count in decided.rule_counts.items() if count})
    return counts


def _failed_later(decided: DecidedSlice) -> Array:
    """Which of the rows that could be read turned out to have a problem."""
    bad = np.fromiter((p.row for p in decided.problems), np.int64, len(decided.problems))
    return np.isin(decided.rows, bad)


def _tallies(decided: DecidedSlice, crossing: Crossing, failed: Array) -> dict[Group, Tally]:
    actions, action_names = codes_of(decided.advice.column("action"))
    statuses, status_names = codes_of(decided.advice.column("status"))
    rules, rule_names = codes_of(decided.advice.column("rules"))
    places, place_names = codes_of(decided.advice.column("place"))
    own = [crossing.level_of(name) for name in place_names]
    found: dict[Group, Tally] = {}
    for level in crossing.levels:
        here = _Level.of(decided.table, level)
        groups, names = _groups_of(here, crossing, level)
        for group, count in _counted(groups[~failed[here.situations]]):
            found.setdefault(names[group], Tally()).members += count
        is_mine = np.array([p == level for p in own], np.bool_)
        mine = np.flatnonzero(is_mine[places]) if len(own) else np.empty(0, np.int64)
        if not len(mine):
            continue
        members = here.at(decided.at[mine], [place_names[n] for n in range(len(own))], places[mine])
        group, action = groups[members], actions[mine]
        for number, name, status, count in _counted(group, action, statuses[mine]):
            tally = found.setdefault(names[number], Tally())
            tally.actions[action_names[name], status_names[status]] += count
        for number, rule, count in _counted(group, rules[mine]):
            for word in rule_names[rule].split():
                found[names[number]].rules[word] += count
        is_once = not level and "" in place_names and len(place_names) == 1  # an action comes once
        first = np.arange(len(mine)) if is_once else _first_of_each(members, action)
        for number, name, count in _counted(group[first], action[first]):
            found[names[number]].having[action_names[name]] += count
        first = _first_of_each(members, np.zeros(len(members), np.int64))
        for number, count in _counted(group[first]):
            found[names[number]].advised += count
    return found


def _first_of_each(members: Array, actions: Array) -> Array:
    """Where each pair comes first."""
    most = int(actions.max()) + 1
    return np.unique(members * most + actions, return_index=True)[1]


def _counted(*codes: Any) -> list[tuple[int, ...]]:
    """How often each combination of codes is there: the codes, then the count."""
    # Actions 0 1 0 with statuses 2 0 2 (of 0 to 2): the flat codes are 0·3 + 2, 1·3 + 0, 0·3 + 2, and the
    # counts of 0 to 3 are 0 0 2 1: (0, 2) twice, (1, 0) once.
    if not len(codes[0]):
        return []
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


@dataclass(frozen=True)
class _Level:
    """The instances that some lists lead to.

    Shape: `values` are those of each list on the way, `offsets` say where the list of each instance around
    begins; `parents` give the instance around each. `situations` has the row of each instance.
    """

    table: Any
    values: list[Any]
    offsets: list[Array]
    parents: list[Array]
    situations: Array

    @classmethod
    def of(cls, table: pa.Table, lists: tuple[str, ...]) -> _Level:
        """The instances of a table of situations."""
        values: list[Any] = []
        offsets: list[Array] = []
        parents: list[Array] = []
        situations = np.arange(table.num_rows)
        for name in lists:
            whole = _one_piece(values[-1].field(name) if values else table.column(name))
            starts = whole.offsets.to_numpy()
            first, last = int(starts[0]), int(starts[-1])
            offsets.append(starts - first)
            parents.append(np.repeat(np.arange(len(whole)), np.diff(starts)))
            values.append(whole.values.slice(first, last - first))
            situations = situations[parents[-1]]
        return cls(table, values, offsets, parents, situations)

    def at(self, rows: Array, names: list[str], places: Array) -> Array:
        """The instance around each place. Shape: `rows` of situations; `places` number the names."""
        # Piece `applications[1]` of the situation in row 2, where the offsets of the lists are 0 2 2 5:
        # 2 + 1 = 3 is its place among all applications.
        steps = [ir.place_steps(name) for name in names]
        at = rows
        for depth, offsets in enumerate(self.offsets):
            numbers = np.array([s[depth][1] if depth < len(s) else 0 for s in steps])
            at = offsets[at] + numbers[places]
        return at

    def codes(self, grouping: Grouping) -> tuple[Array, list[str]]:
        """The value of a fact for each instance, its own or that of the one around it."""
        depth = len(grouping.lists)
        name = grouping.fact.name
        leaf = self.values[depth - 1].field(name) if depth else self.table.column(name)
        codes, names = _named(_one_piece(leaf), grouping)
        for parents in self.parents[depth:]:
            codes = codes[parents]
        return codes, names


def _groups_of(
    here: _Level, crossing: Crossing, level: tuple[str, ...]
) -> tuple[Array, list[Group]]:
    """A number for the group of each instance, and what the numbers stand for."""
    # Moods 0 1 1 of calm, angry and stages 2 0 2 of three: 0·3 + 2, 1·3 + 0, 1·3 + 2 are 2 3 5, which become
    # 0 1 2.
    flat = np.zeros(len(here.situations), np.int64)
    names: list[list[str]] = []
    for grouping in crossing.groupings:
        codes, words = np.zeros(len(flat), np.int64), [grouping.elsewhere]
        if crossing.is_at(level, grouping):
            codes, words = here.codes(grouping)
        flat = flat * len(words) + codes
        names.append(words)
    kinds, numbers = np.unique(flat, return_inverse=True)
    groups = []
    for kind in kinds.tolist():
        group: list[str] = []
        for words in reversed(names):
            kind, code = divmod(kind, len(words))
            group.insert(0, words[code])
        groups.append(tuple(group))
    return numbers.reshape(-1), groups


def _named(leaf: Any, grouping: Grouping) -> tuple[Array, list[str]]:
    encoded = leaf if pa.types.is_dictionary(leaf.type) else leaf.dictionary_encode()
    known = [grouping.name(_value(v, grouping)) for v in encoded.dictionary.to_pylist()]
    missing: Any = pa.scalar(len(known), encoded.indices.type)
    codes = pc.fill_null(encoded.indices, missing).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, [*known, grouping.name(None)]


def _value(value: Any, grouping: Grouping) -> Any:
    match grouping.fact.type.kind:
        case ir.Kind.NUMBER:
            return None if value is None else int(value * ir.MILLION)
        case ir.Kind.DATE:
            return None if value is None else value.toordinal()
        case _:
            return value


def _one_piece(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
