"""A sweep drawn: lines over the values of its first parameter, a panel for each combination of the others.

What is to be drawn is a `Plot`; matplotlib draws it, and is imported only then.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Any

from advisor import ir
from advisor.diagnostics.extras import how_to_install
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.sweep.ranges import Axis, SweepError
from advisor.sweep.results import MEAN, is_day, is_share
from advisor.sweep.running import Sweep

FORMATS = ("svg", "png")
MOST_PANELS = 12
# Eight colours that people with any colour vision tell apart (Okabe and Ito), darkest first.
COLOURS = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00", "#8a8a00"),
)
LINES = {"now": "-", "overdue": ":", "later": "--"}
_PAGE = {  # whatever is set on this machine, a plot looks the same everywhere
    "svg.hashsalt": "advisor",
    "svg.fonttype": "none",  # words stay words, which can be searched and read aloud
    "text.parse_math": False,  # `$` is a dollar
    "font.size": 9,
}
_WIDE, _HIGH = 9.0, 3.3  # inches, of one panel with the legend
_ROOM = 78  # characters below one panel


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
class FigureLine:
    """A figure of results over the values of the first parameter; None: there is nothing to take it of."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class FigurePanel:
    """One chart of results: the mean of one, or the shares of several (`is_share`, from 0 to 1)."""

    title: str
    is_share: bool
    lines: tuple[FigureLine, ...]


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
    figures: tuple[FigurePanel, ...] = ()
    figures_left_out: int = 0  # results that change but are not drawn

    @property
    def highest(self) -> int:
        """The largest count of all panels, at least 1."""
        counts = (max(line.counts) for panel in self.panels for line in panel.lines)
        return max((1, *counts))


def require_plot(axes: Iterable[Axis]) -> None:
    """See that a sweep over these axes can be drawn.

    Raises: SweepError, where matplotlib is missing or there would be too many panels.
    """
    if (command := how_to_install("matplotlib")) is not None:
        raise SweepError(f"a plot needs matplotlib, which is not installed: {command}")
    _, *others = [len(axis.values) for axis in axes if len(axis.values) > 1]
    if prod(others) > MOST_PANELS:
        raise SweepError(
            f"a plot has room for {MOST_PANELS} combinations of the parameters after the first, and"
            f" these make {prod(others)}; take larger steps, or leave out the plot"
        )


def plot_of(sweep: Sweep) -> Plot:
    """What to draw of a sweep: the actions for which the values matter, those that change most."""
    first, *others = sweep.axes
    settings = list(product(*(axis.values for axis in others)))
    actions, left_out = _most_changed(sweep)
    panels = []
    for number, values in enumerate(settings):
        title = ", ".join(
            f"{axis.name} {axis.written(value)}" for axis, value in zip(others, values, strict=True)
        )
        panels.append(Panel(title, tuple(_lines(sweep, actions, number, len(settings)))))
    figures, figures_left_out = _figure_panels(sweep, [panel.title for panel in panels])
    written = tuple(first.written(value) for value in first.values)
    own = first.own
    count = sweep.points[0][1].situations
    return Plot(
        title=ir.counted(count, "situation"),
        parameter=first.name,
        places=_places(first.values, first.parameter.type.kind),
        ticks=written,
        own=first.values.index(own) if own in first.values else None,
        actions=actions,
        left_out=left_out,
        panels=tuple(panels),
        figures=figures,
        figures_left_out=figures_left_out,
    )


def _lines(sweep: Sweep, actions: Iterable[str], number: int, of: int) -> Iterator[PlotLine]:
    """The lines of one panel: every `of`-th point, from `number` on."""
    for action in actions:
        for status in ir.STATUSES:
            whole = sweep.series(action, status)
            if any(whole):
                yield PlotLine(action, status, whole[number::of])


def _is_drawn(name: str, fact: ir.FactDeclaration) -> bool:
    return is_share(name, fact) or (name == MEAN and not is_day(name, fact))


def _figure_panels(sweep: Sweep, titles: list[str]) -> tuple[tuple[FigurePanel, ...], int]:
    """The charts of the results for which the values matter, as many as have room, and how many have none.

    Shape: `titles` are those of the charts of advice, one a combination of the other parameters.
    """
    of = len(titles)
    means: list[FigureLine] = []
    shares: list[FigureLine] = []
    for column, fact in sweep.results:
        for name, series in sweep.figures(column, fact).items():
            if len(set(series)) > 1 and _is_drawn(name, fact):
                values = tuple(None if one is None else float(one) for one in series)
                line = FigureLine(f"{column}: {name}", values)
                (shares if is_share(name, fact) else means).append(line)
    charts: list[tuple[tuple[FigureLine, ...], str, bool]] = [
        ((line,), line.name, False) for line in means
    ]
    if shares:
        charts.append((tuple(shares[: len(COLOURS)]), "shares", True))
    room = max(0, MOST_PANELS // of - 1)
    found = [
        FigurePanel(
            ", ".join(part for part in (title, name) if part),
            shows_shares,
            tuple(FigureLine(line.name, line.values[number::of]) for line in lines),
        )
        for lines, name, shows_shares in charts[:room]
        for number, title in enumerate(titles)
    ]
    drawn = sum(len(lines) for lines, _, _ in charts[:room])
    return tuple(found), len(means) + len(shares) - drawn


def _most_changed(sweep: Sweep) -> tuple[tuple[str, ...], int]:
    """The actions to draw, in the order of the pack, and how many more change."""
    spread = {
        action: sum(max(s) - min(s) for s in (sweep.series(action, x) for x in ir.STATUSES))
        for action in sweep.actions
        if sweep.changes(action)
    }
    chosen = sorted(spread, key=lambda action: -spread[action])[: len(COLOURS)]
    return tuple(a for a in sweep.actions if a in chosen), len(spread) - len(chosen)


def _places(values: tuple[ir.Value, ...], kind: ir.Kind) -> tuple[float, ...]:
    """Where the values lie between the first and the last: to scale where that means something."""
    is_scaled = kind not in (ir.Kind.TEXT, ir.Kind.YES_NO) and list(values) == sorted(
        values, key=int
    )
    if not is_scaled:
        return tuple(number / max(1, len(values) - 1) for number in range(len(values)))
    low, high = int(values[0]), int(values[-1])
    return tuple((int(value) - low) / max(1, high - low) for value in values)


def draw(plot: Plot, format: str) -> bytes:
    """The whole picture, as a file of one of `FORMATS` holds it: the same plot, the same bytes."""
    import matplotlib as mpl  # heavy, and only for this
    from matplotlib.figure import Figure

    out = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a sign that the font lacks is seen in the picture
        mpl.rcdefaults()
        mpl.rcParams.update(_PAGE)
        count = len(plot.panels) + len(plot.figures)
        figure = Figure(figsize=(_WIDE, 0.4 + _HIGH * count), layout="constrained")
        title = f"What {plot.parameter} does to the advice for {plot.title}"
        figure.suptitle(title, x=0.02, ha="left", fontsize=12)
        every = figure.subplots(count, squeeze=False)[:, 0]
        for axes, panel in zip(every[: len(plot.panels)], plot.panels, strict=True):
            _draw_panel(axes, plot, panel)
        for axes, chart in zip(every[len(plot.panels) :], plot.figures, strict=True):
            _draw_figures(axes, plot, chart)
        handles, words = _legend(plot)
        every[0].legend(handles, words, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
        metadata = {"Title": title, ("Date" if format == "svg" else "Software"): None}
        figure.savefig(out, format=format, dpi=110, metadata=metadata)
    return out.getvalue()


def _draw_panel(axes: Any, plot: Plot, panel: Panel) -> None:
    """Shape: `axes` is matplotlib's, a plane with an axis across and one up."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    for line in panel.lines:
        look = {"color": _colour(plot, line.action), "linestyle": LINES[line.status]}
        axes.plot(plot.places, line.counts, marker="o", markersize=4, clip_on=False, **look)
    axes.set_ylabel("situations")
    axes.set_ylim(0, plot.highest * 1.05)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    _draw_frame(axes, plot, panel.title)


def _draw_figures(axes: Any, plot: Plot, chart: FigurePanel) -> None:
    """Results, with their names beside the chart where there are several."""
    from matplotlib.ticker import PercentFormatter

    for number, line in enumerate(chart.lines):
        given = [(x, y) for x, y in zip(plot.places, line.values, strict=True) if y is not None]
        look = {"color": COLOURS[number], "label": line.name}
        axes.plot(*zip(*given, strict=True), marker="o", markersize=4, clip_on=False, **look)
    if chart.is_share:
        axes.set_ylabel("share")
        axes.set_ylim(0, 1.05)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    else:
        axes.set_ylabel(MEAN)
        axes.set_ylim(*_bounds(plot, chart))
        axes.ticklabel_format(axis="y", useOffset=False, style="plain")
    _draw_frame(axes, plot, chart.title)


def _bounds(plot: Plot, chart: FigurePanel) -> tuple[float, float]:
    """From where to where the means of a result go, the same in all of its charts; 0 is always there."""
    [name] = [line.name for line in chart.lines]
    every = [line for one in plot.figures for line in one.lines if line.name == name]
    values = [value for line in every for value in line.values if value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    return low * 1.05, high * 1.05 if high > 0 or low < 0 else 1.0


def _draw_frame(axes: Any, plot: Plot, title: str) -> None:
    axes.set_title(title, fontsize=10, fontweight="bold", loc="left")
    shown = shown_ticks(plot)
    axes.set_xticks([plot.places[n] for n in shown], [plot.ticks[n] for n in shown])
    axes.set_xlabel(plot.parameter)
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    if plot.own is not None:
        axes.axvline(plot.places[plot.own], color="#999999", linestyle=":", linewidth=1)
        if plot.own in shown:
            axes.get_xticklabels()[shown.index(plot.own)].set_fontweight("bold")


def _colour(plot: Plot, action: str) -> str:
    return COLOURS[plot.actions.index(action)]


def shown_ticks(plot: Plot) -> list[int]:
    """As many ticks as have room for their words: the first, the last and the pack's own before others."""
    room = (max(map(len, plot.ticks)) + 2) / _ROOM
    last = len(plot.ticks) - 1
    wanted = [0, last, *([] if plot.own is None else [plot.own]), *range(last + 1)]
    chosen: list[int] = []
    for number in dict.fromkeys(wanted):
        place = plot.places[number]
        if all(abs(place - plot.places[other]) >= room for other in chosen):
            chosen.append(number)
    return sorted(chosen)


def _legend(plot: Plot) -> tuple[list[Any], list[str]]:
    """A colour for each action, a kind of line for each status, and what the line across the plane is."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    none = Patch(visible=False)
    entries: list[tuple[Any, str]] = [
        (Patch(color=_colour(plot, action)), action) for action in plot.actions
    ]
    if plot.left_out:
        entries.append((none, f"and {plot.left_out} more in the table"))
    if plot.figures_left_out:
        entries.append((none, f"{plot.figures_left_out} more results in the table"))
    if not plot.actions:
        entries.append((none, "no advice changes"))
    drawn = {line.status for panel in plot.panels for line in panel.lines}
    for status in ir.STATUSES:
        if status in drawn:
            look = Line2D([], [], color="#333333", linestyle=LINES[status])
            entries.append((look, status))
    if plot.own is not None:
        look = Line2D([], [], color="#999999", linestyle=":", linewidth=1)
        entries.append((look, f"what the rules say: {plot.ticks[plot.own]}"))
    return [handle for handle, _ in entries], [words for _, words in entries]
