"""`advisor sweep`: what a number of the rules does to the advice for many situations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import api, ir
from advisor.batch.problems import BatchError
from advisor.batch.sources.packed import Unpacked, unpacked
from advisor.cli import options, terminal
from advisor.cli.batch.reading import files_by_form, read_as_lines
from advisor.cli.rules_in_use import rules_folder, rules_named_in
from advisor.cli.sources import STDIN, as_of_option, read_source, read_stdin, report
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.sweep import plots, running
from advisor.sweep.ranges import BETWEEN, read_axes

if TYPE_CHECKING:
    from advisor.batch.sources.reading import Reading
    from advisor.cli.batch.sweep_streams import StreamedSituations


FORMATS = ("table", "csv", "json")
COLUMNS_FROM = 2_000  # decisions, situations times values: below it the row engine is done sooner


def _ranges(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Each `NAME=VALUES`, once."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, values = (part.strip() for part in text.partition("="))
        if not equals or not name:
            raise click.BadParameter(
                f'{text!r} names no parameter; write NAME="3 days..14 days"', ctx, param
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
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", shell_complete=options.complete_files
)
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
@options.pack_option
@options.today_option
@click.option(
    "--engine",
    type=click.Choice(["auto", "oracle", "columnar"]),
    default="auto",
    help="What runs the rules; the counts are the same.  [default: by size]",
)
@click.option(
    "-f",
    "--format",
    "format",
    type=click.Choice(FORMATS),
    help="How to write the counts.  [default: by the ending of -o, else table]",
)
@options.output_option
@options.reading_options
@click.option(
    "--plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw it too, as .svg or .png; needs matplotlib.",
)
@click.option("--all", "everything", is_flag=True, help="Also list advice that does not change.")
@options.color_option
@click.pass_context
def sweep(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    settings: dict[str, str],
    steps: dict[str, str],
    pack: Path | None,
    today: date | None,
    engine: str,
    format: str | None,
    output: Path | None,
    plot: Path | None,
    everything: bool,
    reading: options.ReadingOptions,
) -> None:
    """Count how many situations in FILEs get which advice, for each of many values of a parameter.

    A range is "3 days..14 days", "1..6", "2026-11-01..2026-11-30"; a list is "3 days, 1 week".
    Several ranges make a grid. FILEs are situations (.yaml, .json, .jsonl, or folders of them), tables
    (.parquet, .csv, .xlsx), or folders of tables (situation.csv and one for each entity beside it).

    \b
      advisor sweep situations/ --set chase_interval="3 days..14 days"
      advisor sweep last-year.parquet --set chase_cap=1..4 --plot chases.svg
      advisor sweep me.yaml --set decision_time="1 week..3 weeks" --step "2 days" -o out.csv
      advisor sweep all.csv --set chase_cap=1..4 --rows application --by person_id

    Exit status: 0 fine, 1 a situation could not be used or has an error, 2 wrong usage.
    """
    format = format or _format_of(output)
    format_of_plot = plot.suffix.lower().removeprefix(".") if plot else ""
    if plot is not None and format_of_plot not in plots.FORMATS:
        raise click.UsageError(f"a plot ends in .svg or .png, and {plot} does not")
    program = api.load_pack(_folder(pack, files), with_tests=False)
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
    said = _reading_of(reading) if reading.is_said else None
    inputs = ctx.with_resource(_unpacked(files, None if said is None else said.rows))
    for sentence in inputs.told:
        terminal.tell(sentence)
    situations = read_situations(
        inputs.paths, program, as_of_option(today), settled, count, engine, said
    )
    with terminal.progress() as advance:
        found = running.run_sweep(
            program, axes, situations, lambda n, of: advance(n, of, f"{n} of {of} values")
        )
    lines, unusable = situations.told()
    lines = [inputs.named(line) for line in lines]
    for line in (*lines, *situations.notices()):
        terminal.tell(line)
    if found.points[0][1].situations == 0:
        raise terminal.Failure("there are no situations in what was given that could be used")
    if plot is not None:
        terminal.write_atomically(plot, plots.draw(plots.plot_of(found), format_of_plot))
    terminal.deliver(_written(found, format, output, everything), output)
    if unusable:
        unusable_words = ir.counted_many(unusable, "situation")
        terminal.tell(f"{unusable_words} could not be used and did not count.")
    has_errors = any(counts.errors for _, counts in found.points)
    ctx.exit(1 if unusable or lines or has_errors else 0)


@contextmanager
def _unpacked(files: tuple[str, ...], rows: str | None) -> Iterator[Unpacked]:
    """The files with packed ones unpacked, and their own names in what is said of them."""
    with unpacked(files, None, rows) as inputs:
        try:
            yield inputs
        except BatchError as error:
            error.args = (inputs.named(str(error)),)
            raise


def _reading_of(said: options.ReadingOptions) -> Reading:
    """What the options say of how tables are read.

    Raises: as `reading_of`.
    """
    from advisor.cli.batch.reading import reading_of

    return reading_of(said)


def _folder(pack: Path | None, files: tuple[str, ...]) -> Path:
    """The rules of `--pack`, else those that the situations name, else the default.

    Raises: as `rules_named_in`.
    """
    if pack is not None:
        return rules_folder(pack)
    small = [file for file, format in files_by_form(files) if format is None]
    texts = {file: read_stdin() if file == STDIN else None for file in small}
    return rules_folder(None, rules_named_in(texts))


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else "table"


def _example(text: str) -> str:
    """A range that begins with the value that somebody wrote."""
    return f"{text}{BETWEEN}…" if text else f"3 days{BETWEEN}14 days"


def _written(found: running.Sweep, format: str, output: Path | None, everything: bool) -> str:
    from advisor.sweep import tables

    match format:
        case "csv":
            return tables.csv_of(found)
        case "json":
            return tables.json_of(found)
        case _:
            style = terminal.page_style(output)
            return tables.render_sweep(found, style, everything)


@dataclass(frozen=True)
class SweepInput:
    """Situations from wherever they came, counted together.

    `unusable` were reported when they were read; those among `streamed` are known after a count.
    """

    held: running.Countable | None
    streamed: StreamedSituations | None
    unusable: int

    def count(self, program: ir.Program) -> running.SweepCounts:
        """See `Countable`."""
        counts = running.SweepCounts()
        for part in (self.held, self.streamed):
            if part is not None:
                counts.merge(part.count(program))
        return counts

    def notices(self) -> list[str]:
        """After a count: how the tables were read, as far as it has to be told."""
        return (
            [] if self.streamed is None else self.streamed.notices.take(bool(self.streamed.causes))
        )

    def told(self) -> tuple[list[str], int]:
        """After a count: lines about what could not be used, and how many situations and rows that are."""
        if self.streamed is None:
            return [], self.unusable
        return self.streamed.told(), self.unusable + self.streamed.unusable


def read_situations(
    paths: tuple[str, ...],
    program: ir.Program,
    as_of: ir.AsOf,
    settled: frozenset[str],
    combinations: int,
    engine: str,
    reading: Reading | None = None,
) -> SweepInput:
    """The situations at the paths: of small files in memory, of all others slice by slice.

    `engine` is "auto", "oracle" or "columnar"; with "auto" tables and large files run on the columnar one.
    Where something is said of how tables are read, lines are read as such, however few.
    Raises: Failure, where a path does not exist or nothing is there; BatchError, where a table is wrong.
    """
    small: list[str] = []
    large: list[tuple[str, str]] = []
    for file, format in files_by_form(paths):
        if reading is not None and format is None:
            large.append((file, read_as_lines(file)))
        elif format is None:
            small.append(file)
        else:
            large.append((file, format))
    stated, unusable = _from_files(small, program)
    if not stated and not large:
        raise terminal.Failure("there are no situations in what was given")
    held: running.Countable | None = None
    if stated:
        is_many = len(stated) * combinations >= COLUMNS_FROM
        if engine == "columnar" or (engine == "auto" and is_many):
            from advisor.sweep.columns import in_columns

            held = in_columns(stated, program.pack, as_of, settled)
        else:
            held = running.FewSituations(stated, as_of, settled)
    streamed = _streamed(large, program, as_of, engine, reading) if large else None
    return SweepInput(held, streamed, unusable)


def _from_files(
    paths: Iterable[str], program: ir.Program
) -> tuple[tuple[running.StatedSituation, ...], int]:
    stated: list[running.StatedSituation] = []
    unusable = 0
    for path in paths:
        source = read_source(path, program)
        report(source)
        unusable += len(source.failed)
        stated.extend(
            running.StatedSituation(case.situation, case.parameters) for case in source.cases
        )
    return tuple(stated), unusable


def _streamed(
    files: Iterable[tuple[str, str]],
    program: ir.Program,
    as_of: ir.AsOf,
    engine: str,
    reading: Reading | None,
) -> StreamedSituations:
    from advisor.batch.sources.reading import PLAIN, Notices
    from advisor.batch.sources.slices import open_source
    from advisor.cli.batch.sweep_streams import StreamedSituations, decider_of

    notices = Notices()
    sources = tuple(
        open_source((path,), program.pack, format, None, reading or PLAIN, notices)
        for path, format in files
    )
    return StreamedSituations(sources, decider_of(engine, as_of), notices)
