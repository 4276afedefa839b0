"""Plots of the results, as SVG that does not change while the figures do not."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

SERIES = tuple[str, list[float], list[float]]  # title, x, y


def draw(results: dict[str, Any], folder: Path) -> None:
    """Time and memory against situations, time against rules."""
    folder.mkdir(exist_ok=True)
    for name in ("w", "m"):
        if name in results and results[name]["files"]:
            files = results[name]["files"]
            what = f"{name.upper()}: Parquet to Parquet"
            _plot(
                folder / f"{name}-time.svg",
                what,
                "situations",
                "seconds",
                _by_size(files, "seconds"),
            )
            _plot(
                folder / f"{name}-memory.svg",
                what,
                "situations",
                "peak MB",
                _by_size(files, "peak_mb"),
            )
    if "rules" in results:
        _plot(
            folder / "rules.svg",
            "The columnar engine and the number of rules",
            "rules",
            "seconds",
            _by_rules(results["rules"]["rules"]),
        )


def _by_size(files: dict[str, Any], measure: str) -> list[SERIES]:
    sizes = sorted(files, key=int)
    names = {name: each["title"] for size in sizes for name, each in files[size].items()}
    return [
        (
            title,
            [float(size) for size in sizes if name in files[size]],
            [
                statistics.median(files[size][name][measure])
                for size in sizes
                if name in files[size]
            ],
        )
        for name, title in names.items()
    ]


def _by_rules(rules: dict[str, Any]) -> list[SERIES]:
    counts = sorted(rules, key=int)
    x = [float(count) for count in counts]
    titles = {
        "check": ("read and check", 1.0),
        "compile": ("compile to columns", 1.0),
        "columnar": ("100,000 situations, columnar", 100_000.0),
        "rete": ("100 situations, rete", 100.0),
    }
    return [
        (title, x, [statistics.median(rules[count][name]) * times for count in counts])
        for name, (title, times) in titles.items()
    ]


def _plot(path: Path, title: str, x_name: str, y_name: str, series: list[SERIES]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "advisor"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.2))
    for name, x, y in series:
        axes.plot(x, y, marker="o", markersize=4, label=name)
    axes.set(xscale="log", yscale="log", xlabel=x_name, ylabel=y_name, title=title)
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
