"""Many situations in columns, decided and counted by the columnar engine.

NumPy and pyarrow are imported here and nowhere else in this room: import it only where there are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor import ir
from advisor.backends.columnar import EPOCH, codes_of, compile_columnar, table_of
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.sweep.results import ADDED, SHARED, ResultTally, facts_of
from advisor.sweep.running import ANY, StatedSituation, SweepCounts


@dataclass(frozen=True)
class ManySituations:
    """Situations in columns, in groups that share values of parameters given by their files."""

    groups: tuple[tuple[Mapping[str, ir.Value], pa.Table], ...]
    as_of: ir.AsOf

    def count(self, program: ir.Program) -> SweepCounts:
        """See `Countable`."""
        counts = SweepCounts()
        for own, table in self.groups:
            engine = compile_columnar(program.with_values(own))
            decided = engine.decide(table, self.as_of, with_results=True)
            found = counts_of(
                table.num_rows, decided.advice, len(decided.errors.column("row").unique())
            )
            found.results = tallied(program.pack, decided.results)
            counts.merge(found)
        return counts


def in_columns(
    situations: Iterable[StatedSituation],
    pack: ir.Pack,
    as_of: ir.AsOf,
    settled: frozenset[str],
) -> ManySituations:
    """Situations that were read from files, put into columns once for all combinations."""
    groups = [
        (own, table_of((stated.situation for stated in group), pack))
        for own, group in _by_parameters(situations, settled)
    ]
    return ManySituations(tuple(groups), as_of)


def _by_parameters(
    situations: Iterable[StatedSituation], settled: frozenset[str]
) -> list[tuple[dict[str, ir.Value], list[StatedSituation]]]:
    """The situations by the values that their files give to parameters: mostly one group, with none."""
    groups: dict[tuple[tuple[str, ir.Value], ...], list[StatedSituation]] = {}
    for stated in situations:
        own = {k: v for k, v in stated.parameters.items() if k not in settled}
        groups.setdefault(tuple(sorted(own.items())), []).append(stated)
    return [(dict(own), group) for own, group in groups.items()]


def counts_of(situations: int, advice: pa.Table, errors: int) -> SweepCounts:
    """The counts of one table of situations, of which `errors` have an error.

    Shape: `advice` is in long form, its column `row` tells situations apart.
    """
    rows: Any = advice.column("row").to_numpy()
    action, actions = codes_of(advice.column("action"))
    status, statuses = codes_of(advice.column("status"))
    advised = len(np.unique(rows))
    counts = SweepCounts(situations, situations - errors - advised, errors, advice.num_rows)
    pairs = [(a, s) for a in actions for s in statuses]
    _count_once(counts, rows, pairs, action * len(statuses) + status)
    _count_once(counts, rows, [(a, ANY) for a in actions], action)
    return counts


def tallied(pack: ir.Pack, results: pa.Table | None) -> dict[str, ResultTally]:
    """The tallies of a table of results, in which `place` tells the instances of entities apart."""
    if results is None:
        return {}
    paths: Any = pc.replace_substring_regex(results.column("place"), r"\[[0-9]+\]", "")
    found: dict[str, ResultTally] = {}
    for column, fact in facts_of(pack):
        chain = [name for name in reversed(pack.around[fact.entity]) if name != ir.SITUATION]
        path = ".".join(pack.entities[name].list_name for name in chain)
        mine: Any = results.column(column).filter(pc.equal(paths, path))
        tally = ResultTally(len(mine), len(mine) - mine.null_count)
        kind = fact.type.kind
        if kind in ADDED and tally.given:
            total = pc.sum(mine).as_py()
            tally.total = int(total.scaleb(6)) if kind is ir.Kind.NUMBER else int(total)
        elif kind is ir.Kind.DATE and tally.given:
            days: Any = mine.drop_null().cast(pa.int32()).cast(pa.int64())
            ends = pc.min_max(days).as_py()
            total = pc.sum(days).as_py() + EPOCH * tally.given
            tally.add_dates(total, ends["min"] + EPOCH, ends["max"] + EPOCH)
        elif kind in SHARED:
            counted_values = pc.value_counts(mine.drop_null())
            tally.values.update(
                {one["values"]: one["counts"] for one in counted_values.to_pylist()}
            )
        found[column] = tally
    return found


def _count_once(counts: SweepCounts, rows: Any, names: list[tuple[str, str]], codes: Any) -> None:
    """Count each name once a row. Shape: `codes` are places in `names`, one for each of `rows`."""
    if len(rows) == 0:
        return
    # Rows 0 0 1 with the names 2 2 0 of three: 2 2 3 are two different numbers, 2 and 3; their remainders
    # 2 and 0 are the names, each once a row.
    once = np.unique(rows * len(names) + codes) % len(names)
    for name, found in zip(names, np.bincount(once, minlength=len(names)).tolist(), strict=True):
        if found:
            counts.advised[name] += found
