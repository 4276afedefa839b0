"""Figures in words: rounding, spread, ratios, and the tables of the README."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.catalogue import ALONE_W
from benchmarks.measuring import in_turn, installed
from benchmarks.report import BEGIN, END, ratios, rounded, section, spread, table, with_figures

MACHINE = {
    "processor": "Test CPU",
    "cores": 2,
    "memory_gb": 24,
    "system": "Linux 6",
    "python": "3.11.7",
    "versions": {"numpy": "2.4.6"},
}
MOMENT = {"at": "2026-11-22T22:00:00+00:00", "load": 0.5}
RESULTS: dict[str, Any] = {
    "workload": "w",
    "machine": MACHINE,
    "begun": MOMENT,
    "ended": MOMENT,
    "rounds": 3,
    "checked": 2000,
    "alone": {
        "columnar": {"title": "advisor, columnar", "rows": 1000, "rates": [10e6, 12e6, 11e6]},
        "durable": {"title": "durable", "rows": 100, "rates": [5e3, 4e3, 5.5e3]},
    },
    "left_out": {"clipspy": "clipspy could not be installed here"},
    "files": {
        "1000": {"copy": {"title": "Polars", "seconds": [0.2, 0.25, 0.2], "peak_mb": [66, 66, 67]}},
        "10000": {
            "batch": {"title": "batch", "seconds": [2.0, 1.0, 2.0], "peak_mb": [300, 310, 320]},
            "copy": {"title": "Polars", "seconds": [2.0, 2.0, 1.0], "peak_mb": [700, 700, 700]},
        },
    },
    "left_out_files": {"duckdb": "failed: no space"},
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0512, "0.0512"),
        (3.14159, "3.14"),
        (999.4, "999"),
        (999.9, "1k"),
        (4321, "4.32k"),
        (999_600, "1M"),
        (14_321_000, "14.3M"),
        (432_100_000, "432M"),
    ],
)
def test_a_figure_has_three_digits(value: float, text: str) -> None:
    assert rounded(value) == text


def test_a_figure_is_the_median_with_the_least_and_the_greatest() -> None:
    assert spread([3.0, 1.0, 2.0], " s") == "2 s (1–3)"


def test_a_ratio_is_formed_round_by_round() -> None:
    assert ratios([10, 30], [5, 10]) == [2, 3]


def test_a_table_is_markdown() -> None:
    assert table(("a", "b"), [("x", "1")]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


def test_a_section_says_who_was_left_out_and_why() -> None:
    text = section("w", RESULTS)
    assert "| clipspy |  | clipspy could not be installed here |  |" in text
    assert "| DuckDB SQL, situations in any order | failed: no space |  |  |  |" in text
    assert "| zen-engine, create_decision |  | not measured |  |" in text


def test_a_section_holds_ratios_machine_and_spread() -> None:
    text = section("w", RESULTS)
    assert "Test CPU, 2 cores, 24 GB, Linux 6, Python 3.11.7; numpy 2.4.6." in text
    # 10M / 5k, 12M / 4k, 11M / 5.5k
    assert "| durable-rules through its Host | 100 | 5k (4k–5.5k) | 2k (2k–3k)× |" in text
    # The copy took 2, 2 and 1 s, we took 2, 1 and 2.
    assert "| 1 (0.5–2)× | 310 (300–320) |" in text


def test_only_what_stands_between_the_marks_is_written_anew() -> None:
    readme = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    text = with_figures(readme, {"w": RESULTS})
    assert text.startswith(f"before\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert with_figures(text, {"w": RESULTS}) == text


def test_every_other_round_goes_backwards() -> None:
    assert [one for _, one in in_turn(["a", "b", "c"], 3)] == list("abccbaabc")


def test_who_is_not_installed_is_named() -> None:
    able, missing = installed(ALONE_W, {"polars": "2", "duckdb": "2"})
    assert "duckdb" in [one.name for one in able]
    assert missing["clipspy"] == "clipspy could not be installed here"


def test_plots_do_not_change_while_the_figures_do_not(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from benchmarks.plots import draw

    for name in ("one", "other"):
        draw({"w": RESULTS}, tmp_path / name)
    drawn = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert set(drawn) == {"w-time.svg", "w-memory.svg"}
    assert drawn == {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}


@pytest.mark.parametrize(
    ("before", "after", "is_busy"), [(0.5, 2.1, False), (3.0, 2.0, True), (0.2, 6.5, True)]
)
def test_figures_of_a_busy_machine_are_called_provisional(
    before: float, after: float, is_busy: bool
) -> None:
    loads = {"begun": {**MOMENT, "load": before}, "ended": {**MOMENT, "load": after}}
    assert ("**Provisional**" in section("w", {**RESULTS, **loads})) == is_busy
