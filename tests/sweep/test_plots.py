"""A sweep as a picture."""

import itertools
import shlex
import sys
from dataclasses import replace
from xml.etree import ElementTree

import matplotlib
import pytest

from advisor.ir import AsOf
from advisor.sweep.plots import (
    FigureLine,
    FigurePanel,
    Panel,
    Plot,
    PlotLine,
    draw,
    plot_of,
    require_plot,
    shown_ticks,
)
from advisor.sweep.ranges import SweepError, read_axes
from advisor.sweep.running import FewSituations, StatedSituation, Sweep, run_sweep
from tests.results_pack import results_case, results_program
from tests.sweep.swept import program
from tests.sweep.test_tables import swept

SVG = "{http://www.w3.org/2000/svg}"


def test_a_plot_has_a_line_for_each_status_of_what_changes() -> None:
    plot = plot_of(swept(wait="1 day, 5 days, 7 days, 10 days"))
    assert plot.parameter == "wait"
    assert plot.ticks == ("1 day", "5 days", "7 days", "10 days")
    assert plot.places == (0, 4 / 9, 6 / 9, 1)
    assert plot.own == 1
    (panel,) = plot.panels
    assert panel.lines == (
        PlotLine("ask", "now", (1, 0, 2, 0)),
        PlotLine("ask", "overdue", (2, 2, 0, 0)),
        PlotLine("ask", "later", (0, 1, 1, 3)),
    )
    assert plot.highest == 3


def test_further_parameters_make_panels() -> None:
    plot = plot_of(swept(wait="5 days, 10 days", cap="1..2"))
    assert [panel.title for panel in plot.panels] == ["cap 1", "cap 2"]
    later = [line.counts for p in plot.panels for line in p.lines if line.status == "later"]
    assert later == [(0, 1), (1, 3)]


def test_values_out_of_order_stand_side_by_side() -> None:
    assert plot_of(swept(wait="10 days, 1 day, 5 days")).places == (0, 0.5, 1)


def test_too_many_panels_are_refused_before_anything_is_counted() -> None:
    settings = {"limit": "1, 2", "cap": "1..6", "wait": "1 day..3 days"}
    with pytest.raises(SweepError, match=r"room for 12 combinations .* these make 18"):
        require_plot(read_axes(program().pack, settings, {}))
    require_plot(read_axes(program().pack, {**settings, "wait": "1 day..2 days"}, {}))


def words_in(svg: bytes) -> list[str]:
    """The texts of a picture, in the order in which they stand in the file."""
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_says_what_it_shows() -> None:
    words = words_in(draw(plot_of(swept(wait="5 days, 10 days", cap="1..2")), "svg"))
    assert "What wait does to the advice for 5 situations" in words
    assert {"ask", "rest", "cap 1", "cap 2", "later", "overdue"} <= {*words}
    assert [words.count(word) for word in ("5 days", "10 days", "wait", "situations")] == [2] * 4
    assert "what the rules say: 5 days" in words


def test_one_colour_stands_for_one_action_and_one_dash_for_one_status() -> None:
    svg = draw(plot_of(swept(wait="1 day, 5 days, 7 days, 10 days")), "svg")
    lines = [
        node.get("style", "")
        for node in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if "stroke: #0072b2; stroke-width: 1.5" in node.get("style", "")
    ]
    assert len(lines) == 3  # now, overdue and later
    assert len({line.partition("stroke-dasharray")[2][:12] for line in lines}) == 3


def test_a_picture_without_changes_says_so() -> None:
    assert "no advice changes" in words_in(draw(plot_of(swept(limit="1000, 2000")), "svg"))


def test_words_stay_what_they_are() -> None:
    plot = replace(plot_of(swept(wait="5 days, 10 days")), title="$1 to $2 & <more> 日本")
    assert "What wait does to the advice for $1 to $2 & <more> 日本" in words_in(draw(plot, "svg"))


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_plot_gives_the_same_bytes(format: str) -> None:
    plot = plot_of(swept(wait="1 day, 5 days"))
    with matplotlib.rc_context({"lines.linewidth": 9, "axes.facecolor": "red"}):
        elsewhere = draw(plot, format)
    assert draw(plot, format) == elsewhere
    assert elsewhere.startswith(b"\x89PNG" if format == "png" else b"<?xml")


def test_labels_do_not_run_into_each_other() -> None:
    plot = plot_of(swept(wait="1 day..28 days"))
    shown = shown_ticks(plot)
    assert {"1 day", "5 days", "28 days"} <= {plot.ticks[number] for number in shown}
    gaps = [plot.places[b] - plot.places[a] for a, b in itertools.pairwise(shown)]
    assert len(shown) > 6
    assert min(gaps) * 500 > 45  # a plane is more than 500 pixels wide, and `28 days` about 40


def test_without_matplotlib_a_plot_is_refused_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SweepError, match="a plot needs matplotlib") as refused:
        require_plot(read_axes(program().pack, {"wait": "1 day, 5 days"}, {}))
    _, _, command = str(refused.value).partition("not installed: ")
    python, *rest = shlex.split(command)
    assert python == sys.executable
    assert rest == ["-m", "pip", "install", "interview-advisor[plots]"]


def swept_results(**settings: str) -> Sweep:
    """A sweep over the situation of the pack with results."""
    axes = read_axes(results_program().pack, settings, {})
    stated = (StatedSituation(results_case().situation, {}),)
    situations = FewSituations(stated, AsOf(), frozenset(settings))
    return run_sweep(results_program(), axes, situations)


def test_a_plot_has_a_chart_for_each_mean_that_changes() -> None:
    plot = plot_of(swept_results(late_fee="10, 12", refund_share="0.1, 0.5"))
    assert [(one.title, one.lines) for one in plot.figures] == [
        ("refund_share 0.1, situation.total: mean", (FigureLine("situation.total: mean", (10, 12)),)),
        ("refund_share 0.5, situation.total: mean", (FigureLine("situation.total: mean", (10, 12)),)),
        ("refund_share 0.1, fee: mean", (FigureLine("fee: mean", (5, 6)),)),
        ("refund_share 0.5, fee: mean", (FigureLine("fee: mean", (5, 6)),)),
        ("refund_share 0.1, refund: mean", (FigureLine("refund: mean", (0.95, 0.95)),)),
        ("refund_share 0.5, refund: mean", (FigureLine("refund: mean", (4.75, 4.75)),)),
    ]  # fmt: skip
    assert plot.figures_left_out == 0
    words = words_in(draw(plot, "svg"))
    assert "refund_share 0.5, fee: mean" in words


def test_results_without_room_are_told() -> None:
    plot = plot_of(swept_results(late_fee="10, 12", refund_share="0.1, 0.2, 0.3, 0.4, 0.5"))
    assert len(plot.figures) == 5
    assert plot.figures_left_out == 2
    assert "2 more results in the table" in words_in(draw(plot, "svg"))


def test_shares_stand_in_one_chart() -> None:
    plot = Plot("1 situation", "n", (0, 1), ("1", "2"), None, (), 0, (Panel("", ()),), (
        FigurePanel("shares", True, (FigureLine("a: yes", (0.5, None)), FigureLine("b: yes", (0, 1)))),
    ))  # fmt: skip
    words = words_in(draw(plot, "svg"))
    assert {"a: yes", "b: yes", "share", "100%"} <= set(words)
