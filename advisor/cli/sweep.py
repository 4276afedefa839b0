"""`advisor sweep`: what a number of the rules does to the advice for many situations."""

from __future__ import annotations

import sys
from datetime import date
from math import prod
from pathlib import Path

import click

from advisor import api
from advisor.cli.options import (
    color_option,
    complete_files,
    output_option,
    pack_option,
    today_option,
)
from advisor.cli.progress import progress
from advisor.cli.sources import as_of_option
from advisor.cli.sweep_inputs import read_situations
from advisor.cli.terminal import Failure, deliver, line_width, style_for, tell, write_atomically
from advisor.rendering.style import PLAIN
from advisor.sweep import plots
from advisor.sweep.ranges import BETWEEN, read_axes
from advisor.sweep.running import Sweep, run_sweep

FORMS = ("table", "csv", "json")


def _ranges(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Each `NAME=VALUES`, once."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, values = (part.strip() for part in text.partition("="))
        if not equals or not name:
            raise click.BadParameter(
                f'{text!r} names no parameter; write chase_interval="3 days..14 days"', ctx, param
            )
        if name in found:
            raise click.BadParameter(
                f'{name} is there twice; write one list: {name}="{found[name]}, {values}"',
                ctx,
                param,
            )
        found[name] = values
    return found


def _steps(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Each `NAME=STEP`; a bare `STEP` under ""."""
    found: dict[str, str] = {}
    for text in given:
        name, _, step = (part.strip() for part in text.rpartition("="))
        if not step:
            raise click.BadParameter(f'{text!r} is no step; write "2 days"', ctx, param)
        found[name] = step
    return found


@click.command(short_help="Show what a number of the rules does to the advice.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_files)
@click.option(
    "--set",
    "settings",
    metavar="NAME=VALUES",
    multiple=True,
    required=True,
    callback=_ranges,
    help="A parameter and its values: a range, a list, or one value for the whole sweep.",
)
@click.option(
    "--step",
    "steps",
    metavar="[NAME=]STEP",
    multiple=True,
    callback=_steps,
    help="How far the values of a range lie apart.  [default: the unit it is written in]",
)
@pack_option
@today_option
@click.option(
    "--engine",
    type=click.Choice(["auto", "oracle", "columnar"]),
    default="auto",
    help="What runs the rules; the counts are the same.  [default: by size]",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="How to write the counts.  [default: by the ending of -o, else table]",
)
@output_option
@click.option(
    "--plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw it too, as .svg or .png; needs matplotlib.",
)
@click.option("--all", "everything", is_flag=True, help="Also list advice that does not change.")
@color_option
@click.pass_context
def sweep(
    ctx: click.Context,
    files: tuple[str, ...],
    settings: dict[str, str],
    steps: dict[str, str],
    pack: Path | None,
    today: date | None,
    engine: str,
    form: str | None,
    output: Path | None,
    plot: Path | None,
    everything: bool,
    color: str,
) -> None:
    """Count how many situations in FILEs get which advice, for each of many values of a parameter.

    A range is "3 days..14 days", "1..6", "2026-11-01..2026-11-30"; a list is "3 days, 1 week".
    Several ranges make a grid. FILEs are situations (.yaml, .json, .jsonl, or folders of them), Parquet,
    or folders of tables (situation.csv and a table for each entity beside it).

    \b
      advisor sweep situations/ --set chase_interval="3 days..14 days"
      advisor sweep last-year.parquet --set chase_cap=1..4 --plot chases.svg
      advisor sweep me.yaml --set decision_time="1 week..3 weeks" --step "2 days" -o out.csv

    Exit status: 0 fine, 1 a situation could not be used or has an error, 2 wrong usage.
    """
    form = form or _form_of(output)
    form_of_plot = plot.suffix.lower().removeprefix(".") if plot else ""
    if plot is not None and form_of_plot not in plots.FORMS:
        raise click.UsageError(f"a plot ends in .svg or .png, and {plot} does not")
    program = api.load_pack(pack, with_tests=False)
    axes = read_axes(program.pack, settings, steps)
    if all(len(axis.values) == 1 for axis in axes):
        name = axes[0].name
        raise click.UsageError(
            f'nothing varies; write a range such as {name}="{_example(settings[name])}"'
        )
    if plot is not None:
        plots.require_plot(axes)
    count = prod(len(axis.values) for axis in axes)
    settled = frozenset(settings)
    situations = read_situations(files, program, as_of_option(today), settled, count, engine, color)
    with progress() as advance:
        found = run_sweep(
            program, axes, situations, lambda n, of: advance(n, of, f"{n} of {of} values")
        )
    lines, unusable = situations.told()
    for line in lines:
        tell(line)
    if found.points[0][1].situations == 0:
        raise Failure("there are no situations in what was given that could be used")
    if plot is not None:
        write_atomically(plot, plots.draw(plots.plot_of(found), form_of_plot))
    deliver(_written(found, form, output, everything, color), output)
    if unusable:
        noun = "situation" if unusable == 1 else "situations"
        tell(f"{unusable:,} {noun} could not be used and did not count.")
    has_errors = any(counts.errors for _, counts in found.points)
    ctx.exit(1 if unusable or lines or has_errors else 0)


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMS else "table"


def _example(text: str) -> str:
    """A range that begins with the value that somebody wrote."""
    return f"{text}{BETWEEN}…" if text else f"3 days{BETWEEN}14 days"


def _written(found: Sweep, form: str, output: Path | None, everything: bool, color: str) -> str:
    from advisor.sweep import tables

    match form:
        case "csv":
            return tables.csv_of(found)
        case "json":
            return tables.json_of(found)
        case _:
            style = PLAIN if output else style_for(color, sys.stdout)
            return tables.render_sweep(found, line_width(), style, everything)
