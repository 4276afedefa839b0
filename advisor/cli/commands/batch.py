"""`advisor batch`: advice for many situations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from advisor.batch.formats import INPUTS, OUTPUTS, format_by_ending
from advisor.cli.batch.request import BatchRequest
from advisor.cli.options import (
    color_option,
    complete_files,
    format_option,
    reading_options,
    with_advisor_options,
)
from advisor.cli.sources import AdvisorOptions


@click.command(short_help="Advise on whole folders of situations.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_files)
@with_advisor_options("auto", "columnar", "rete", "oracle")
@format_option("table", "jsonl", "csv", "json")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to this file instead of the terminal.",
)
@click.option(
    "--from",
    "input_format",
    type=click.Choice(INPUTS),
    help="What the input is, where its name does not say.",
)
@reading_options
@click.option(
    "--to",
    "output_format",
    type=click.Choice(OUTPUTS),
    help="How to write the advice, where the name of the output does not say.",
)
@click.option(
    "--bom",
    "is_marked",
    is_flag=True,
    help="Begin CSV with a byte-order mark, by which Excel knows that it is UTF-8.",
)
@click.option("--nested", "is_nested", is_flag=True, help="Write one row a situation, with a list.")
@click.option(
    "--results",
    "is_results",
    is_flag=True,
    help="Write what was worked out instead of the advice: one row an instance, a column for each result.",
)
@click.option(
    "--summary",
    "is_summary",
    is_flag=True,
    help="Count the advice by action, status and rule, as -f says (table, csv, json); without -o nothing"
    " else is written.",
)
@click.option(
    "--group-by",
    metavar="FACT",
    multiple=True,
    help="Count it for each value of a stated fact, such as stage or application.stage, or of a column of yours;"
    " several are crossed.",
)
@click.option(
    "--extract",
    metavar="ID",
    help="Write the situation with this id as a file of its own, which advise, explain and draft read.",
)
@click.option(
    "--errors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="List the situations that cannot be used here, as .csv or .jsonl.",
)
@click.option(
    "--max-errors",
    metavar="N",
    type=click.IntRange(min=0),
    help="Give up, and write nothing, when there are more of them.",
)
@click.option("--strict", is_flag=True, help="The same as --max-errors 0.")
@click.option(
    "--resume",
    "is_resume",
    is_flag=True,
    help="Go on with a run that was broken off, if nothing has changed since.",
)
@click.option(
    "-j",
    "--jobs",
    "workers",
    metavar="N",
    type=click.IntRange(min=1, max=64),
    help="How many slices are worked on at once.  [default: the processors, at most 4]",
)
@click.option(
    "--cluster",
    metavar="MASTER",
    help="Let Spark do it: spark://HOST, yarn, or local[4] for this machine alone.",
)
@color_option
@click.pass_context
def batch(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    advisor_options: AdvisorOptions,
    format: str,
    output: str | None,
    **volume: Any,
) -> None:
    """Advise on all situations in the files and folders at PATHs.

    Folders are read with everything inside them: .yaml, .yml, .json and .jsonl. A situation that says
    what advice it expects is checked against it. A bad situation is reported, and the rest go on.

    \b
      advisor batch situations/
      advisor batch situations/ -f csv -o advice.csv

    A table (.csv, .xlsx, .parquet) has a row a situation; with --rows application, a row an application, and
    --by says whose it is. --map says what the columns, and the words in them, are called here.

    \b
      advisor batch people.csv --rows application --by person -o advice.csv
      advisor batch people.xlsx --map columns.yaml -o advice.xlsx
      advisor batch people.xlsx --map columns.yaml --summary --group-by branch

    For thousands to millions of situations: Parquet, JSON Lines, or a folder of tables (situation.csv,
    and a table for each entity beside it), and an output whose ending says how to write it. It has one row a piece of advice, in the order of the input.

    \b
      advisor batch all.parquet -o advice.parquet --errors bad.csv
      advisor batch all.jsonl -o advice.csv --resume
      advisor batch tables/ --summary --group-by stage

    With --cluster, Spark reads and writes and the rules run in its tasks; Parquet is then written as a
    folder of files.

    \b
      advisor batch all.parquet -o advice.parquet --cluster spark://HOST

    Exit status: 0 fine, 1 a situation failed, 2 wrong usage or not finished; then nothing is written.
    """
    is_format_asked = ctx.get_parameter_source("format") is ParameterSource.COMMANDLINE
    strict = volume.pop("strict")
    request = BatchRequest(
        paths=paths,
        advisor_options=advisor_options,
        output=output,
        is_own_process=ctx.obj is not None,
        summary_format=format,
        **({**volume, "max_errors": 0} if strict else volume),
    )
    if request.is_for_many(is_format_asked):
        if request.extract is not None:
            from advisor.cli.batch.extract import run_extract

            ctx.exit(run_extract(request, request.extract))
        request = request.for_terminal(sys.stdout.isatty())
        request.refuse_formats(is_format_asked)
        if request.cluster is not None:
            from advisor.cli.batch.cluster import run_on_cluster

            ctx.exit(run_on_cluster(request))
        from advisor.cli.batch.volume import run_volume

        ctx.exit(run_volume(request))
    if format == "json":
        raise click.UsageError("-f json is for --summary; use -f jsonl")
    place = request.place
    if not is_format_asked and place is not None:
        format = format_by_ending(place) or format  # Parquet has gone another way
    from advisor.cli.batch.files import run_files  # it needs much that tables do not

    ctx.exit(run_files(paths, advisor_options, format, place, is_marked=request.is_marked))
