"""`advisor batch`: advice for many situations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from advisor.batch.formats import form_by_ending
from advisor.cli.batch_options import place_option, volume_options
from advisor.cli.batch_request import BatchRequest
from advisor.cli.options import color_option, complete_files, format_option, judging_options


@click.command(short_help="Advise on whole folders of situations.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_files)
@judging_options("auto", "columnar", "rete", "oracle")
@format_option("table", "jsonl", "csv")
@place_option
@volume_options
@color_option
@click.pass_context
def batch(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
    form: str,
    output: str | None,
    color: str,
    **volume: Any,
) -> None:
    """Advise on all situations in the files and folders at PATHs.

    Folders are read with everything inside them: .yaml, .yml, .json and .jsonl. A situation that says
    what advice it expects is checked against it. A bad situation is reported, and the rest go on.

    \b
      advisor batch situations/
      advisor batch situations/ -f csv -o advice.csv

    For thousands to millions of situations: one PATH with Parquet, JSON Lines, or a folder of tables
    (situation.csv, and a table for each entity beside it), and an output whose ending says how to
    write it. It has one row a piece of advice, in the order of the input.

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
    is_format_asked = ctx.get_parameter_source("form") is ParameterSource.COMMANDLINE
    strict = volume.pop("strict")
    request = BatchRequest(
        paths=paths,
        pack=pack,
        today=today,
        settings=settings,
        engine=engine,
        output=output,
        is_own_process=ctx.obj is not None,
        **({**volume, "max_errors": 0} if strict else volume),
    )
    if request.is_for_many(is_format_asked):
        if is_format_asked:
            raise click.UsageError("-f is for situations checked one by one; here, use --to")
        if request.cluster is not None:
            from advisor.cli.batch_cluster import run_on_cluster

            ctx.exit(run_on_cluster(request))
        if len(paths) > 1:
            raise click.UsageError("name one file or folder of tables; the rest does not fit here")
        from advisor.cli.batch_volume import run_volume

        ctx.exit(run_volume(request))
    place = request.place
    if not is_format_asked and place is not None:
        form = form_by_ending(place) or form  # Parquet has gone another way
    from advisor.cli.batch_files import run_files  # it needs much that tables do not

    ctx.exit(run_files(paths, pack, today, settings, engine, form, place, color))
