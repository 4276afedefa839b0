"""A sweep as a picture."""

import itertools
import sys
from xml.etree import ElementTree

import pytest

from advisor.sweep.pictures import png_of, svg_of
from advisor.sweep.plots import PlotLine, plot_of, round_ticks
from advisor.sweep.ranges import SweepError
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


def test_too_many_panels_are_refused() -> None:
    with pytest.raises(SweepError, match=r"room for 12 combinations .* these make 18"):
        plot_of(swept(limit="1, 2", cap="1..6", wait="1 day..3 days"))


def test_the_picture_is_well_formed_and_has_every_point() -> None:
    tree = ElementTree.fromstring(svg_of(plot_of(swept(wait="5 days, 10 days", cap="1..2"))))
    words = [node.text for node in tree.iter(f"{SVG}text")]
    assert "What wait does to the advice for 5 situations" in words
    assert {"ask", "rest", "cap 1", "cap 2", "5 days", "10 days", "later", "overdue"} <= {*words}
    told = [node.text for node in tree.iter(f"{SVG}title")][1:]
    assert "ask, later, 10 days: 3" in told
    assert len(list(tree.iter(f"{SVG}polyline"))) == sum(
        len(p.lines) for p in plot_of(swept(wait="5 days, 10 days", cap="1..2")).panels
    )


def test_a_picture_without_changes_says_so() -> None:
    assert "no advice changes" in svg_of(plot_of(swept(limit="1000, 2000")))


def test_labels_do_not_run_into_each_other() -> None:
    tree = ElementTree.fromstring(svg_of(plot_of(swept(wait="1 day..28 days"))))
    labels = [
        (float(node.get("x", "0")), node.text or "")
        for node in tree.iter(f"{SVG}text")
        if (node.text or "").endswith((" day", " days")) and node.get("text-anchor") == "middle"
    ]
    assert {"1 day", "5 days", "28 days"} <= {text for _, text in labels}
    places = sorted(x for x, _ in labels)
    assert min(b - a for a, b in itertools.pairwise(places)) > 45


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (7, (0, 2, 4, 6, 8)),
        (27, (0, 10, 20, 30)),
        (100, (0, 20, 40, 60, 80, 100)),
        (240_000, (0, 50_000, 100_000, 150_000, 200_000, 250_000)),
    ],
)
def test_ticks_are_round_and_reach_the_highest(highest: int, ticks: tuple[int, ...]) -> None:
    assert round_ticks(highest) == ticks


def test_a_png_is_drawn_by_matplotlib() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    assert png_of(plot_of(swept(wait="1 day, 5 days"))).startswith(b"\x89PNG")


def test_without_matplotlib_a_png_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(SweepError, match=r"needs matplotlib, .* \.svg needs nothing"):
        png_of(plot_of(swept(wait="1 day, 5 days")))
