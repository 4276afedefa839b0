"""Every combination of values over the same situations, and how many of them get which advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Protocol

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.results import result_rows
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.sweep.ranges import Axis, combinations
from advisor.sweep.results import ResultTally, facts_of, figures

ANY = "any"  # beside the statuses: situations that get the advice at all


@dataclass(slots=True)
class SweepCounts:
    """What came out for all situations with one combination of values.

    `advised` counts situations by action and status, and under `ANY` by action alone: one with the same
    action twice, now and later, counts under both but once under `ANY`. `pieces` counts the pieces.
    """

    situations: int = 0
    without: int = 0  # situations without advice, those with an error not among them
    errors: int = 0
    pieces: int = 0
    advised: Counter[tuple[str, str]] = field(default_factory=Counter)
    results: dict[str, ResultTally] = field(default_factory=dict)  # by column

    def add(self, pieces: Iterable[tuple[str, str]]) -> None:
        """Count one situation by the actions and statuses of its advice."""
        listed = tuple(pieces)
        self.situations += 1
        self.pieces += len(listed)
        self.without += not listed
        self.advised.update({*listed, *((action, ANY) for action, _ in listed)})

    def add_error(self) -> None:
        """Count one situation that gets no advice because of an error."""
        self.situations += 1
        self.errors += 1

    def merge(self, other: SweepCounts) -> None:
        """Add the counts of other situations."""
        self.situations += other.situations
        self.without += other.without
        self.errors += other.errors
        self.pieces += other.pieces
        self.advised.update(other.advised)
        for column, tally in other.results.items():
            self.results.setdefault(column, ResultTally()).merge(tally)


@dataclass(frozen=True)
class Sweep:
    """All combinations of the axes' values, the last axis running fastest, each with its counts."""

    pack: ir.Pack
    axes: tuple[Axis, ...]  # those with more than one value
    fixed: Mapping[str, str]  # parameters that were set to one value, as written
    points: tuple[tuple[tuple[ir.Value, ...], SweepCounts], ...]

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions that any situation gets anywhere, in the order of the pack."""
        seen = {action for _, counts in self.points for action, _ in counts.advised}
        return tuple(name for name in self.pack.actions if name in seen)

    def series(self, action: str, status: str) -> tuple[int, ...]:
        """How many situations get the advice with that status (or `ANY`), by point."""
        return tuple(counts.advised[action, status] for _, counts in self.points)

    def changes(self, action: str) -> bool:
        """Whether the values make any difference to the advice."""
        return any(len(set(self.series(action, status))) > 1 for status in (*ir.STATUSES, ANY))

    @property
    def results(self) -> tuple[tuple[str, ir.FactDeclaration], ...]:
        """The results of the pack, each with its column."""
        return tuple(facts_of(self.pack))

    def figures(
        self, column: str, fact: ir.FactDeclaration
    ) -> dict[str, tuple[Fraction | None, ...]]:
        """The figures of a result, each by point."""
        every = [
            figures(fact, counts.results.get(column, ResultTally())) for _, counts in self.points
        ]
        return {name: tuple(one[name] for one in every) for name in every[0]}

    def values_of(self, values: tuple[ir.Value, ...]) -> tuple[str, ...]:
        """A combination as files write it."""
        return tuple(axis.written(v) for axis, v in zip(self.axes, values, strict=True))


class Countable(Protocol):
    """Situations that can be decided and counted by any number of programs."""

    def count(self, program: ir.Program) -> SweepCounts:
        """The counts over all situations."""
        ...


@dataclass(frozen=True)
class StatedSituation:
    """A situation of a file, and values of parameters that the file itself gives it."""

    situation: ir.Situation
    parameters: Mapping[str, ir.Value]


@dataclass(frozen=True)
class FewSituations:
    """Situations in memory, decided one by one. `settled` are parameters that files cannot change."""

    situations: tuple[StatedSituation, ...]
    as_of: ir.AsOf
    settled: frozenset[str]

    def count(self, program: ir.Program) -> SweepCounts:
        """See `Countable`."""
        counts = SweepCounts()
        advisor = Advisor(program, "oracle", self.as_of, self.settled)
        for stated in self.situations:
            situation = stated.situation
            own = advisor.with_values(stated.parameters)
            derivations, pieces = own.pieces(situation.root, situation.today)
            if derivations.error is not None:
                counts.add_error()
            else:
                counts.add((piece.action, piece.status) for piece in pieces)
                day = own.day(situation.today)
                rows = result_rows(program.pack, situation.root, day, derivations)
                for here, _, given in rows:
                    for fact in program.pack.results[here.instance.entity]:
                        column = program.pack.result_columns[fact.entity, fact.name]
                        tally = counts.results.setdefault(column, ResultTally())
                        tally.add(fact.type.kind, given.get(column))
        return counts


def run_sweep(
    program: ir.Program,
    axes: tuple[Axis, ...],
    situations: Countable,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> Sweep:
    """Count the situations for every combination; `advance` hears how many are done, of how many."""
    moving = tuple(axis for axis in axes if len(axis.values) > 1)
    fixed = tuple(axis for axis in axes if len(axis.values) == 1)
    base = program.with_values({axis.name: axis.values[0] for axis in fixed})
    every = list(combinations(moving))
    points: list[tuple[tuple[ir.Value, ...], SweepCounts]] = []
    for values in every:
        advance(len(points), len(every))
        chosen = {axis.name: value for axis, value in zip(moving, values, strict=True)}
        points.append((values, situations.count(base.with_values(chosen))))
    written = {axis.name: axis.written(axis.values[0]) for axis in fixed}
    return Sweep(program.pack, moving, written, tuple(points))
