"""Every combination of values over the same situations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from advisor.backends import oracle
from advisor.backends.agenda import advise_from
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Program
from advisor.ir.situations import Situation
from advisor.ir.types import Value
from advisor.sweep.counts import Sweep, SweepCounts
from advisor.sweep.ranges import Axis, combinations


class Countable(Protocol):
    """Situations that can be decided and counted by any number of programs."""

    def count(self, program: Program) -> SweepCounts:
        """The counts over all situations."""
        ...


@dataclass(frozen=True)
class StatedSituation:
    """A situation of a file, and values of parameters that the file itself gives it."""

    situation: Situation
    parameters: Mapping[str, Value]


@dataclass(frozen=True)
class FewSituations:
    """Situations in memory, decided one by one.

    Units: `today` and `default_today` are ordinals; the first overrides the dates of situations, the
    second serves those without a date. `settled` are parameters that files cannot change.
    """

    situations: tuple[StatedSituation, ...]
    today: int | None
    default_today: int
    settled: frozenset[str]

    def count(self, program: Program) -> SweepCounts:
        """See `Countable`."""
        counts = SweepCounts()
        for own, group in by_parameters(self.situations, self.settled):
            changed = with_values(program, own)
            engine = oracle.BACKEND.compile_program(changed)
            for stated in group:
                root = stated.situation.root
                today = self.today or stated.situation.today or self.default_today
                derivations = engine.derive(root, today)
                if derivations.error is not None:
                    counts.add_error()
                    continue
                pieces = advise_from(changed, root, today, derivations)
                counts.add((piece.action, piece.status) for piece in pieces)
        return counts


def by_parameters(
    situations: Iterable[StatedSituation], settled: frozenset[str]
) -> list[tuple[dict[str, Value], list[StatedSituation]]]:
    """The situations by the values that their files give to parameters: mostly one group, with none."""
    groups: dict[tuple[tuple[str, Value], ...], list[StatedSituation]] = {}
    for stated in situations:
        own = {k: v for k, v in stated.parameters.items() if k not in settled}
        groups.setdefault(tuple(sorted(own.items())), []).append(stated)
    return [(dict(own), group) for own, group in groups.items()]


def with_values(program: Program, values: Mapping[str, Value]) -> Program:
    """The program with other values for some parameters."""
    return replace(program, parameters={**program.parameters, **values})


def run_sweep(
    program: Program,
    axes: tuple[Axis, ...],
    situations: Countable,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> Sweep:
    """Count the situations for every combination; `advance` hears how many are done, of how many."""
    moving = tuple(axis for axis in axes if len(axis.values) > 1)
    fixed = tuple(axis for axis in axes if len(axis.values) == 1)
    base = with_values(program, {axis.name: axis.values[0] for axis in fixed})
    every = list(combinations(moving))
    points: list[tuple[tuple[Value, ...], SweepCounts]] = []
    for values in every:
        advance(len(points), len(every))
        chosen = {axis.name: value for axis, value in zip(moving, values, strict=True)}
        points.append((values, situations.count(with_values(base, chosen))))
    written = {axis.name: axis.written(axis.values[0]) for axis in fixed}
    return Sweep(program.pack, moving, written, tuple(points))
