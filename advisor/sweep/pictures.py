"""A plot as SVG, without any library, and as PNG, where matplotlib is installed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from advisor.diagnostics.values import dataclass
from advisor.sweep.plots import Panel, Plot, PlotLine, round_ticks
from advisor.sweep.ranges import SweepError

# Eight colours that people with any colour vision tell apart (Okabe and Ito), darkest first.
COLOURS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#000000",
    "#56b4e9",
    "#e69f00",
    "#8a8a00",
)
DASHES = {"now": "", "overdue": "2 3", "later": "8 4"}
WIDE, HIGH = 560, 250  # of one panel's plane, in pixels
LEFT, TOP, BOTTOM = 60, 46, 58  # around it
LEGEND, ENTRY = 230, 20
CHARACTER = 6.6  # of 11 pixels high, about
FONT = "font-family='Helvetica, Arial, sans-serif'"
_LOOKS = {"now": "-", "overdue": ":", "later": "--"}


@dataclass(frozen=True, slots=True)
class Plane:
    """Where one panel stands and what its axes mean."""

    plot: Plot
    top: float
    ticks: tuple[int, ...]

    def x(self, place: float) -> float:
        """Pixels from the left, for a place from 0 to 1."""
        return LEFT + 12 + place * (WIDE - 24)

    def y(self, count: int) -> float:
        """Pixels from above, for a number of situations."""
        return self.top + HIGH * (1 - count / self.ticks[-1])


def svg_of(plot: Plot) -> str:
    """The whole picture, as a file holds it."""
    height = 30 + len(plot.panels) * (TOP + HIGH + BOTTOM)
    legend = 60 + (len(plot.actions) + 6) * ENTRY
    width = LEFT + WIDE + 24 + LEGEND
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{max(height, legend)}'"
        f" viewBox='0 0 {width} {max(height, legend)}' {FONT} font-size='11'>",
        f"<title>{escape(plot.parameter)}: {escape(plot.title)}</title>",
        "<rect width='100%' height='100%' fill='white'/>",
        _text(LEFT, 24, f"What {plot.parameter} does to the advice for {plot.title}", "", 15),
    ]
    ticks = round_ticks(plot.highest)
    for number, panel in enumerate(plot.panels):
        plane = Plane(plot, 30 + number * (TOP + HIGH + BOTTOM) + TOP, ticks)
        lines += _panel(plane, panel)
    lines += _legend(plot, LEFT + WIDE + 24, 76)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _text(x: float, y: float, words: str, more: str = "", size: int = 11) -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size}' {more}>{escape(words)}</text>"


def _stroke(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    return f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' {look}/>"


def _panel(plane: Plane, panel: Panel) -> Iterator[str]:
    bottom = plane.top + HIGH
    if panel.title:
        yield _text(LEFT, plane.top - 12, panel.title, "font-weight='bold'", 12)
    else:
        yield _text(LEFT - 44, plane.top - 12, "situations", "fill='#555'")
    for count in plane.ticks:
        y = plane.y(count)
        yield _stroke(LEFT, y, LEFT + WIDE, y, "stroke='#ddd'")
        yield _text(LEFT - 8, y + 4, str(count), "text-anchor='end' fill='#333'")
    for number in _shown_ticks(plane.plot):
        x = plane.x(plane.plot.places[number])
        yield _stroke(x, bottom, x, bottom + 5, "stroke='#333'")
        is_own = "font-weight='bold'" if number == plane.plot.own else ""
        words = plane.plot.ticks[number]
        yield _text(x, bottom + 19, words, f"text-anchor='middle' fill='#333' {is_own}")
    yield _stroke(LEFT, bottom, LEFT + WIDE, bottom, "stroke='#333'")
    middle = LEFT + WIDE / 2
    yield _text(middle, bottom + 40, plane.plot.parameter, "text-anchor='middle'", 12)
    if plane.plot.own is not None:
        x = plane.x(plane.plot.places[plane.plot.own])
        yield _stroke(x, plane.top, x, bottom, "stroke='#999' stroke-dasharray='1 3'")
    for line in panel.lines:
        yield from _drawn(plane, line)


def _shown_ticks(plot: Plot) -> list[int]:
    """As many labels as fit beside each other, the first and the pack's own first of all."""
    room = max(len(words) for words in plot.ticks) * CHARACTER + 8
    last = len(plot.ticks) - 1
    wanted = [0, last, *([] if plot.own is None else [plot.own]), *range(last + 1)]
    chosen: list[int] = []
    for number in dict.fromkeys(wanted):
        x = plot.places[number] * (WIDE - 24)
        if all(abs(x - plot.places[other] * (WIDE - 24)) >= room for other in chosen):
            chosen.append(number)
    return sorted(chosen)


def _drawn(plane: Plane, line: PlotLine) -> Iterator[str]:
    colour = COLOURS[plane.plot.actions.index(line.action)]
    spots = [
        (plane.x(place), plane.y(count))
        for place, count in zip(plane.plot.places, line.counts, strict=True)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    yield (
        f"<polyline points='{points}' fill='none' stroke='{colour}' stroke-width='2'{_dashed(line.status)}/>"
    )
    for (x, y), words, count in zip(spots, plane.plot.ticks, line.counts, strict=True):
        told = quoteattr(f"{line.action}, {line.status}, {words}: {count}")
        yield (
            f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{colour}' aria-label={told}>"
            f"<title>{escape(f'{line.action}, {line.status}, {words}: {count}')}</title></circle>"
        )


def _dashed(status: str) -> str:
    return f" stroke-dasharray='{DASHES[status]}'" if DASHES[status] else ""


def _legend(plot: Plot, x: float, y: float) -> Iterator[str]:
    for action, colour in zip(plot.actions, COLOURS, strict=False):
        yield f"<rect x='{x}' y='{y - 9}' width='12' height='12' fill='{colour}'/>"
        yield _text(x + 20, y + 1, action)
        y += ENTRY
    if plot.left_out:
        yield _text(x + 20, y + 1, f"and {plot.left_out} more in the table", "fill='#555'")
        y += ENTRY
    y += ENTRY / 2
    drawn = {line.status for panel in plot.panels for line in panel.lines}
    for status in DASHES:
        if status in drawn:
            look = f"stroke='#333' stroke-width='2'{_dashed(status)}"
            yield _stroke(x - 4, y - 3, x + 26, y - 3, look)
            yield _text(x + 34, y + 1, status)
            y += ENTRY
    if plot.own is not None:
        yield _stroke(x + 6, y - 12, x + 6, y + 4, "stroke='#999' stroke-dasharray='1 3'")
        yield _text(x + 20, y + 1, f"what the rules say: {plot.ticks[plot.own]}", "fill='#555'")
    if not plot.actions:
        yield _text(x, y + 1, "no advice changes", "fill='#555'")


def png_of(plot: Plot) -> bytes:
    """The whole picture, as a file holds it.

    Raises: SweepError, where matplotlib is missing.
    """
    try:
        from matplotlib.figure import Figure  # heavy, and only for this
    except ImportError as error:
        raise SweepError(
            "a PNG needs matplotlib, which is not installed (pip install matplotlib); a plot whose name"
            " ends in .svg needs nothing"
        ) from error
    count = len(plot.panels)
    figure = Figure(figsize=(9, 0.6 + 3.4 * count), layout="constrained")
    figure.suptitle(f"What {plot.parameter} does to the advice for {plot.title}")
    for number, panel in enumerate(plot.panels, 1):
        axes = figure.add_subplot(count, 1, number)
        for line in panel.lines:
            colour = COLOURS[plot.actions.index(line.action)]
            axes.plot(
                plot.places,
                line.counts,
                _LOOKS[line.status],
                marker="o",
                markersize=4,
                color=colour,
                label=f"{line.action}, {line.status}",
            )
        axes.set_title(panel.title, fontsize=10)
        axes.set_xticks(plot.places, plot.ticks, rotation=45 if len(plot.ticks) > 8 else 0)
        axes.set_xlabel(plot.parameter)
        axes.set_ylabel("situations")
        axes.set_ylim(0, plot.highest * 1.05)
        axes.grid(axis="y", alpha=0.3)
        if plot.own is not None:
            axes.axvline(plot.places[plot.own], color="#999999", linestyle=":", linewidth=1)
        if panel.lines:
            axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=110, metadata={"Software": None})
    return out.getvalue()
