"""`advisor events`: what `advisor tell` can record."""

from __future__ import annotations

import click

from advisor.cli import options, sources
from advisor.cli.situation.event_recording import event_lines, possible
from advisor.cli.situation.opened_file import open_situation
from advisor.cli.terminal import Failure, show, tell


@click.command(short_help="List what may have happened, for `advisor tell`.")
@click.argument("file", required=False, shell_complete=options.complete_files)
@click.option("--all", "is_all", is_flag=True, help="Those too that do not fit what is known.")
@options.document_option
@options.situation_options
@click.pass_context
def events(
    ctx: click.Context,
    file: str | None,
    is_all: bool,
    document: int | None,
    advisor_options: sources.AdvisorOptions,
) -> None:
    """List the events that fit the situation in FILE, as `advisor tell` takes them.

    \b
      advisor events
      advisor events me.yaml --all

    Exit status: 0 fine, 1 there are none, 2 the file cannot be used.
    """
    named = options.file_or_default(file)
    if named == sources.STDIN:
        raise Failure("events needs a file, as `advisor tell` does")
    found = possible(open_situation(named, document, advisor_options).scene, anywhere=is_all)
    for line in event_lines(found):
        show(f"{line}\n")
    if not found:
        tell("None of the events of these rules fits.")
        ctx.exit(1)
