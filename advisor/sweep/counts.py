"""How many situations get which advice, for one combination of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.ir.packs import Pack
from advisor.ir.types import Value
from advisor.sweep.ranges import Axis

STATUSES = ("now", "overdue", "later")
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


@dataclass(frozen=True)
class Sweep:
    """All combinations of the axes' values, the last axis running fastest, each with its counts."""

    pack: Pack
    axes: tuple[Axis, ...]  # those with more than one value
    fixed: Mapping[str, str]  # parameters that were set to one value, as written
    points: tuple[tuple[tuple[Value, ...], SweepCounts], ...]

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
        return any(len(set(self.series(action, status))) > 1 for status in (*STATUSES, ANY))

    def values_of(self, values: tuple[Value, ...]) -> tuple[str, ...]:
        """A combination as files write it."""
        return tuple(axis.written(v) for axis, v in zip(self.axes, values, strict=True))
