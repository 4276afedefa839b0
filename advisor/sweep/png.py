"""A plot as PNG, where matplotlib is installed."""

from __future__ import annotations

import io

from advisor.sweep.plots import Plot
from advisor.sweep.ranges import SweepError
from advisor.sweep.svg import COLOURS

_LOOKS = {"now": "-", "overdue": ":", "later": "--"}


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
