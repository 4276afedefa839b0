"""From results/*.json to the tables in README.md and the plots: `python -m benchmarks.report`."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.catalogue import ALONE_M, ALONE_W, JOURNEYS_M, JOURNEYS_W
from benchmarks.machine import QUIET

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
TITLES = {
    "w": "Workload W: one flat row, 30 rules",
    "m": "Workload M: nested, the post-interview pack",
}
LISTED = {"w": (ALONE_W, JOURNEYS_W), "m": (ALONE_M, JOURNEYS_M)}


def rounded(value: float) -> str:
    """Three significant digits, with a letter for thousands and millions."""
    for limit, unit in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= limit * 0.9995:
            return f"{_digits(value / limit)}{unit}"
    return _digits(value)


def _digits(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(values: Sequence[float], unit: str = "") -> str:
    """The median, and in parentheses the least and the greatest."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{rounded(middle)}{unit} ({rounded(low)}–{rounded(high)})"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round, so that both saw the same noise."""
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def alone_table(figures: dict[str, Any]) -> str:
    """Engines with the situations in their memory: rates, and ours against each."""
    alone, left_out = figures["alone"], figures["left_out"]
    ours = alone.get("columnar", {}).get("rates")
    rows: list[list[str]] = []
    for one in LISTED[figures["workload"]][0]:
        if one.name in alone:
            rates = alone[one.name]["rates"]
            ratio = (
                "" if ours is None or one.name == "columnar" else f"{spread(ratios(ours, rates))}×"
            )
            rows.append([one.title, f"{alone[one.name]['rows']:,}", spread(rates), ratio])
        else:
            rows.append([one.title, "", left_out.get(one.name, "not measured"), ""])
    return table(("engine alone, one thread", "situations", "situations/s", "columnar is"), rows)


def journeys_table(figures: dict[str, Any]) -> str:
    """Whole processes on the largest file: time, memory, and the copy's time in ours."""
    rows_text, files = max(figures["files"].items(), key=lambda item: int(item[0]))
    count = int(rows_text)
    copy = files.get("copy", {}).get("seconds")
    rows: list[list[str]] = []
    for one in LISTED[figures["workload"]][1]:
        if one.most is not None and count > one.most:
            continue
        if one.name not in files:
            reason = figures["left_out_files"].get(one.name, "not measured")
            rows.append([one.title, reason, "", "", ""])
            continue
        found = files[one.name]
        seconds = found["seconds"]
        against = f"{spread(ratios(copy, seconds))}×" if copy and one.name != "copy" else ""
        rates = [count / each for each in seconds]
        rows.append([one.title, spread(seconds), spread(rates), against, spread(found["peak_mb"])])
    head = (
        f"Parquet to Parquet, {count:,} situations",
        "seconds",
        "situations/s",
        "speed of the copy",
        "peak MB",
    )
    return table(head, rows)


def sizes_table(figures: dict[str, Any]) -> str:
    """Median seconds and peak memory by the number of situations."""
    files = figures["files"]
    names = [j for j in LISTED[figures["workload"]][1] if any(j.name in f for f in files.values())]
    rows = [
        [
            f"{int(count):,}",
            *(
                f"{statistics.median(found[j.name]['seconds']):.2f} s, "
                f"{statistics.median(found[j.name]['peak_mb']):,.0f} MB"
                if j.name in found
                else "–"
                for j in names
            ),
        ]
        for count, found in sorted(files.items(), key=lambda item: int(item[0]))
    ]
    return table(("situations", *(j.title for j in names)), rows)


def memory_sentence(figures: dict[str, Any]) -> str:
    """How much more memory our batch takes for the largest file than for the one a fifth of it."""
    files = figures["files"]
    largest = max(map(int, files))
    fifth = str(largest // 5)
    if "batch" not in files[str(largest)] or "batch" not in files.get(fifth, {}):
        return ""
    peaks = [statistics.median(files[size]["batch"]["peak_mb"]) for size in (str(largest), fifth)]
    return (
        f"Peak memory of `advisor batch` at {largest:,} situations is {peaks[0] / peaks[1]:.2f}× that at"
        f" {int(fifth):,}."
    )


def rules_table(figures: dict[str, Any]) -> str:
    """What a pack costs by its number of rules."""
    found = {int(count): each for count, each in figures["rules"].items()}
    rows = [
        [
            f"{count:,}",
            spread(each["check"], " s"),
            spread(each["compile"], " s"),
            spread([1e6 * seconds for seconds in each["columnar"]]),
            spread([1e6 * seconds / count for seconds in each["columnar"]]),
            spread([1e3 * seconds for seconds in each["rete"]]),
            f"{statistics.median(each['advice']):.2g}",
        ]
        for count, each in sorted(found.items())
    ]
    head = (
        "rules",
        "read and check",
        "compile to columns",
        "columnar, µs a situation",
        "the same a rule",
        "rete, ms a situation",
        "advice a situation",
    )
    return table(head, rows)


def heading(figures: dict[str, Any]) -> str:
    """Where and when it was measured."""
    machine = figures["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    text = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"{machine['system']}, Python {machine['python']}; {versions}."
    )
    begun, ended = figures["begun"], figures["ended"]
    text += (
        f" {figures['rounds']} rounds from {begun['at']} to {ended['at']};"
        f" load of the machine {begun['load']} before and {ended['load']} after."
    )
    if max(begun["load"], ended["load"] - machine["cores"]) > QUIET:
        text = f"**Provisional**: the machine was busy with other work. {text}"
    return text


def section(name: str, figures: dict[str, Any]) -> str:
    """The tables and plots of one file of results."""
    if name == "rules":
        parts = ["## Rules: 30 to 3,000", heading(figures), rules_table(figures)]
        return "\n\n".join([*parts, "![time against rules](plots/rules.svg)"])
    if name == "forms":
        title = "## The forms that people have"
        return "\n\n".join([title, heading(figures), forms_table(figures)])
    if name == "spark":
        title = "## Spark: local[2], warm, Parquet to Parquet"
        return "\n\n".join([title, heading(figures), spark_table(figures)])
    checked = (
        f"Equal answers on the first {figures['checked']:,} situations before anything was timed."
    )
    parts = [f"## {TITLES[name]}", heading(figures), checked, alone_table(figures)]
    if figures["files"]:
        parts += [journeys_table(figures), sizes_table(figures), memory_sentence(figures)]
        parts += [f"![time against situations](plots/{name}-time.svg)"]
        parts += [f"![memory against situations](plots/{name}-memory.svg)"]
    return "\n\n".join(part for part in parts if part)


def forms_table(figures: dict[str, Any]) -> str:
    """Our batch on each form, the copy of the same file in the same form, and in that of the advice."""
    rows = []
    for found in figures["forms"].values():
        ours = found["figures"].get("batch")
        if ours is None:
            rows.append([found["title"], f"{found['rows']:,}", *found["left_out"].values()])
            continue
        rows.append([found["title"], f"{found['rows']:,}", spread(ours["seconds"])])
        for name in ("copy", "rewrite"):
            theirs = found["figures"].get(name, {}).get("seconds")
            rows[-1] += (
                [spread(theirs), f"{spread(ratios(theirs, ours['seconds']))}×"]
                if theirs
                else ["–", "–"]
            )
        rows[-1].append(spread(ours["peak_mb"]))
    head = (
        "form",
        "situations",
        "advisor batch, s",
        "Polars copies it, s",
        "speed of the copy",
        "Polars writes it in the other form, s",
        "speed of that",
        "peak MB",
    )
    return table(head, rows)


def spark_table(figures: dict[str, Any]) -> str:
    """Our batch on Spark, and Spark's own copy of the same file."""
    rows = [
        [
            name.upper(),
            f"{figures[name]['rows']:,}",
            spread(figures[name]["batch"]),
            spread(figures[name]["copy"]),
            f"{spread(ratios(figures[name]['copy'], figures[name]['batch']))}×",
        ]
        for name in ("w", "m")
    ]
    head = ("workload", "situations", "advisor batch, s", "Spark's copy, s", "speed of the copy")
    return table(head, rows)


def with_figures(readme: str, results: dict[str, Any]) -> str:
    """The text with everything between the two marks written anew."""
    before, rest = readme.split(BEGIN)
    _, after = rest.split(END)
    body = "\n\n".join(
        section(name, results[name])
        for name in ("w", "m", "forms", "rules", "spark")
        if name in results
    )
    return f"{before}{BEGIN}\n\n{body}\n\n{END}{after}"


def main() -> None:
    """Write README.md and the plots."""
    from benchmarks.plots import draw

    results = {p.stem: json.loads(p.read_text()) for p in sorted((HERE / "results").glob("*.json"))}
    readme = HERE / "README.md"
    readme.write_text(with_figures(readme.read_text(), results))
    draw(results, HERE / "plots")


if __name__ == "__main__":
    main()
