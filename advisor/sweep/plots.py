"""A sweep as lines over the values of its first parameter, one panel for each combination of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from advisor.diagnostics.values import dataclass
from advisor.ir.advice import STATUSES
from advisor.ir.types import Kind, Value, counted
from advisor.sweep.ranges import SweepError
from advisor.sweep.running import Sweep

MOST_ACTIONS = 8  # more colours than these are not told apart
MOST_PANELS = 12


@dataclass(frozen=True, slots=True)
class PlotLine:
    """Situations over the values of the first parameter."""

    action: str
    status: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart. `title` says the values of the other parameters; "" where there are none."""

    title: str
    lines: tuple[PlotLine, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """What is to be drawn. Shape: `places` are those of the ticks, rising from 0 to 1."""

    title: str
    parameter: str
    places: tuple[float, ...]
    ticks: tuple[str, ...]
    own: int | None  # the tick that is the pack's own value
    actions: tuple[str, ...]  # each has a colour, in this order
    left_out: int  # actions that change but are not drawn
    panels: tuple[Panel, ...]

    @property
    def highest(self) -> int:
        """The largest count of all panels, at least 1."""
        counts = (max(line.counts) for panel in self.panels for line in panel.lines)
        return max((1, *counts))


def plot_of(sweep: Sweep) -> Plot:
    """What to draw of a sweep: the actions for which the values matter, those that change most.

    Raises: SweepError, where the other parameters make too many panels.
    """
    first, *others = sweep.axes
    settings = list(product(*(axis.values for axis in others)))
    if len(settings) > MOST_PANELS:
        raise SweepError(
            f"a plot has room for {MOST_PANELS} combinations of the parameters after the first, and"
            f" these make {len(settings)}; take larger steps, or leave out the plot"
        )
    actions, left_out = _most_changed(sweep)
    panels = []
    for number, values in enumerate(settings):
        title = ", ".join(
            f"{axis.name} {axis.written(value)}" for axis, value in zip(others, values, strict=True)
        )
        panels.append(Panel(title, tuple(_lines(sweep, actions, number, len(settings)))))
    written = tuple(first.written(value) for value in first.values)
    own = first.parameter.value
    count = sweep.points[0][1].situations
    return Plot(
        title=counted(count, "situation"),
        parameter=first.name,
        places=_places(first.values, first.parameter.type.kind),
        ticks=written,
        own=first.values.index(own) if own in first.values else None,
        actions=actions,
        left_out=left_out,
        panels=tuple(panels),
    )


def _lines(sweep: Sweep, actions: Iterable[str], number: int, of: int) -> Iterator[PlotLine]:
    """The lines of one panel: every `of`-th point, from `number` on."""
    for action in actions:
        for status in STATUSES:
            whole = sweep.series(action, status)
            if any(whole):
                yield PlotLine(action, status, whole[number::of])


def _most_changed(sweep: Sweep) -> tuple[tuple[str, ...], int]:
    """The actions to draw, in the order of the pack, and how many more change."""
    spread = {
        action: sum(max(s) - min(s) for s in (sweep.series(action, x) for x in STATUSES))
        for action in sweep.actions
        if sweep.changes(action)
    }
    chosen = sorted(spread, key=lambda action: -spread[action])[:MOST_ACTIONS]
    return tuple(a for a in sweep.actions if a in chosen), len(spread) - len(chosen)


def _places(values: tuple[Value, ...], kind: Kind) -> tuple[float, ...]:
    """Where the values lie between the first and the last: to scale where that means something."""
    is_scaled = kind not in (Kind.TEXT, Kind.YES_NO) and list(values) == sorted(values, key=int)
    if not is_scaled:
        return tuple(number / max(1, len(values) - 1) for number in range(len(values)))
    low, high = int(values[0]), int(values[-1])
    return tuple((int(value) - low) / max(1, high - low) for value in values)


def round_ticks(highest: int, about: int = 5) -> tuple[int, ...]:
    """Whole numbers from 0 to `highest` or just above it, at steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while highest / step > about:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return (
        tuple(range(0, highest + step, step))
        if highest % step
        else tuple(range(0, highest + 1, step))
    )
