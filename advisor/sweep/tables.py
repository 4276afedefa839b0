"""A sweep as a table to read, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction

from advisor import ir
from advisor.rendering.layout import NARROWEST, PLAIN, Style, cells, json_text, padded, whole_lines
from advisor.sweep.ranges import Axis
from advisor.sweep.results import GIVEN, ResultTally, figure_cell, figure_words, figures, is_day
from advisor.sweep.running import ANY, Sweep, SweepCounts

GAP = "  "
OWN = "*"  # marks the pack's own value
NO_ADVICE, ERROR = "no advice", "error"
Line = tuple[
    str, str, tuple[str, ...]
]  # action and status, situations by point; or a result and a figure


@whole_lines
def render_sweep(sweep: Sweep, style: Style = PLAIN, everything: bool = False) -> Iterator[str]:
    """How many situations get which advice, with one column a combination of values.

    Without `everything`, only the advice for which the values make a difference.
    Shape: whole lines of at most `style.width` cells, as far as the columns allow.
    """
    yield from style.wrap(_heading(sweep))
    yield ""
    shown = [action for action in sweep.actions if everything or sweep.changes(action)]
    lines = [line for action in shown for line in lines_of(sweep, action)]
    lines += [line for line in _others(sweep) if everything or len(set(line[2])) > 1]
    results = [line for line in _results(sweep) if everything or len(set(line[2])) > 1]
    lines += results
    if lines:
        yield from _blocks(sweep, lines, style)
    same = len(sweep.actions) - len(shown)
    if not shown:
        beside = ", only to what is worked out" if results else ""
        yield from style.wrap(
            f"These values make no difference to the advice{beside}. On which days it is due is not compared.",
        )
    elif same:
        is_one = same == 1
        yield from style.wrap(
            f"{same} other {'action is' if is_one else 'actions are'} advised to the same number of"
            " situations whatever the value.",
        )
    errors = max(counts.errors for _, counts in sweep.points)
    if errors:
        yield style.red(f"Up to {ir.counted(errors, 'situation')} with an error.")


def _heading(sweep: Sweep) -> str:
    names = " and ".join(axis.name for axis in sweep.axes)
    does = "does" if len(sweep.axes) == 1 else "do"
    fixed = "".join(f", with {name} {value}" for name, value in sweep.fixed.items())
    situations = ir.counted_many(sweep.points[0][1].situations, "situation")
    return f"What {names} {does} to the advice for {situations}{fixed}"


def lines_of(sweep: Sweep, action: str) -> list[Line]:
    """The statuses of an action that occur, with the situations by point."""
    found = [(action, status, sweep.series(action, status)) for status in ir.STATUSES]
    return [_counts(*line) for line in found if any(line[2])]


def _counts(name: str, status: str, series: Iterable[int]) -> Line:
    return name, status, tuple(map(str, series))


def _results(sweep: Sweep) -> Iterator[Line]:
    """The figures of each result; how often it is given, only where that is not always so."""
    for column, fact in sweep.results:
        every = {counts.results[column].instances for _, counts in sweep.points if counts.results}
        for name, series in sweep.figures(column, fact).items():
            if name == GIVEN and set(series) == {*map(Fraction, every)}:
                continue
            yield column, name, tuple(figure_words(name, fact, figure) for figure in series)


def _others(sweep: Sweep) -> list[Line]:
    """Situations without advice."""
    without = tuple(counts.without for _, counts in sweep.points)
    errors = tuple(counts.errors for _, counts in sweep.points)
    lines = ((NO_ADVICE, "", without), (ERROR, "", errors))
    return [_counts(*line) for line in lines if any(line[2])]


def _blocks(sweep: Sweep, lines: list[Line], style: Style) -> Iterator[str]:
    """The columns, as many at a time as fit."""
    names = max(*(cells(axis.name) for axis in sweep.axes), *(cells(line[0]) for line in lines))
    states = max(cells(line[1]) for line in lines)
    heads = [_marked(sweep, number) for number in range(len(sweep.points))]
    numbers = max(cells(count) for line in lines for count in line[2])
    size = max(*(cells(word) for head in heads for word in head), numbers + len(OWN))
    room = max(style.width, NARROWEST) - names - states - len(GAP)
    at_once = max(1, room // (size + len(GAP)))
    for first in range(0, len(heads), at_once):
        columns = range(first, min(first + at_once, len(heads)))
        for number, axis in enumerate(sweep.axes):
            titles = "".join(GAP + heads[c][number].rjust(size) for c in columns)
            head = padded(axis.name, names) + GAP + " " * states + titles
            yield style.bold(head.rstrip())
        before = ""
        for action, status, series in lines:
            name = action if action != before else ""
            before = action
            counts = "".join(f"{GAP}{series[c]:>{size - len(OWN)}} " for c in columns)
            yield f"{padded(name, names)}{GAP}{padded(status, states)}{counts}".rstrip()
        yield ""
    if any(word.endswith(OWN) for head in heads for word in head):
        yield style.dim(f"{OWN} what the rules say")
        yield ""


def _marked(sweep: Sweep, number: int) -> tuple[str, ...]:
    """The values of a combination, each marked where it is the pack's own."""
    values = sweep.points[number][0]
    return tuple(
        axis.written(value) + (OWN if value == axis.own else " ")
        for axis, value in zip(sweep.axes, values, strict=True)
    )


def csv_of(sweep: Sweep) -> str:
    """One line a combination and action; situations without advice and with an error have their own.

    Shape: the parameters, `action`, `now`, `overdue`, `later` and `situations` (in any status); where the pack has
    results, also `result`, `figure` and `value`, with a line for each figure.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    about_results = ["result", "figure", "value"] if sweep.results else []
    names = [axis.name for axis in sweep.axes]
    writer.writerow([*names, "action", *ir.STATUSES, "situations", *about_results])
    blank = [""] * len(about_results)
    for values, counts in sweep.points:
        head = sweep.values_of(values)
        for action in sweep.actions:
            states = [counts.advised[action, status] for status in ir.STATUSES]
            writer.writerow([*head, action, *states, counts.advised[action, ANY], *blank])
        writer.writerow([*head, NO_ADVICE, "", "", "", counts.without, *blank])
        writer.writerow([*head, ERROR, "", "", "", counts.errors, *blank])
        for column, fact in sweep.results:
            tally = counts.results.get(column, ResultTally())
            for name, figure in figures(fact, tally).items():
                writer.writerow([*head, *[""] * 5, column, name, figure_cell(name, fact, figure)])
    return out.getvalue()


def _own_of(axis: Axis) -> object:
    """What the rules say; of a dated parameter by date: `{"2026-01-01": "22"}`."""
    steps = {ir.iso_date(day): axis.written(value) for day, value in axis.parameter.steps}
    return steps or axis.written(axis.parameter.value)


def json_of(sweep: Sweep) -> str:
    """The whole sweep as one object."""
    found = {
        "parameters": {
            axis.name: {
                "own": _own_of(axis),
                "values": [axis.written(value) for value in axis.values],
            }
            for axis in sweep.axes
        },
        "fixed": dict(sweep.fixed),
        "points": [
            {
                "parameters": dict(
                    zip((a.name for a in sweep.axes), sweep.values_of(values), strict=True)
                ),
                **_counts_object(sweep, counts),
            }
            for values, counts in sweep.points
        ],
    }
    return json_text(found)


def _counts_object(sweep: Sweep, counts: SweepCounts) -> dict[str, object]:
    return {
        "situations": counts.situations,
        "without_advice": counts.without,
        "errors": counts.errors,
        "pieces": counts.pieces,
        "advice": {
            action: {
                **{status: counts.advised[action, status] for status in ir.STATUSES},
                "situations": counts.advised[action, ANY],
            }
            for action in sweep.actions
            if counts.advised[action, ANY]
        },
        **({"results": _results_object(sweep, counts)} if sweep.results else {}),
    }


def _results_object(sweep: Sweep, counts: SweepCounts) -> dict[str, object]:
    """The figures of each result; null where there is nothing to take a mean or a share of."""
    found: dict[str, object] = {}
    for column, fact in sweep.results:
        tally = counts.results.get(column, ResultTally())
        told = figures(fact, tally).items()
        found[column] = {
            "instances": tally.instances,
            **{name: _json_figure(name, fact, one) for name, one in told},
        }
    return found


def _json_figure(name: str, fact: ir.FactDeclaration, figure: Fraction | None) -> object:
    if figure is None:
        return None
    told = figure_cell(name, fact, figure)
    return told if is_day(name, fact) else json.loads(told)
