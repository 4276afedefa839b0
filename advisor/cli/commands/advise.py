"""`advisor advise`: ordered advice for situations in files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from advisor.cli import options
from advisor.cli.situation.advise_formats import FORMATS, READ_BY_PEOPLE, Wish
from advisor.cli.situation.scene import Scene
from advisor.cli.sources import STDIN, AdvisorOptions, read_source, report
from advisor.cli.terminal import Failure, deliver
from advisor.loading.syntax.files import situation_files
from advisor.rendering.advice_page import Extent

FEW = 20  # of more situations nobody reads the pages one by one, and names a number


@click.command(short_help="Advise on situations in files.")
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=options.complete_files)
@options.situation_options
@options.format_option(*FORMATS)
@click.option("--short", "is_short", is_flag=True, help="One line for each piece of advice.")
@click.option(
    "--long",
    "is_long",
    is_flag=True,
    help="Everything: all views, assumptions, sources, and the names of the actions.",
)
@click.option(
    "--questions",
    type=click.Choice(["some", "all", "none"]),
    default="some",
    show_default=True,
    help="How many of the open questions to list.",
)
@click.option(
    "--receipt",
    "has_receipt",
    is_flag=True,
    help="With -f json: what the advice rests on, for `advisor verify`.",
)
@options.output_option
@options.color_option
@click.pass_context
def advise(
    ctx: click.Context,
    files: tuple[str, ...],
    advisor_options: AdvisorOptions,
    format: str,
    is_short: bool,
    is_long: bool,
    questions: str,
    has_receipt: bool,
    output: Path | None,
) -> None:
    """Advise on the situations in FILEs: what to do first stands at the top.

    Without FILE, it is my-situation.yaml. A FILE is YAML, JSON (.json) or JSON Lines (.jsonl), or a folder
    of such; - reads YAML from standard input.

    \b
      advisor advise
      advisor advise me.yaml --short
      advisor advise me.yaml --today 2026-12-01 -f json
      advisor advise me.yaml -f html -o advice.html
      advisor advise me.yaml -f ics -o me.ics

    Exit status: 0 fine, 1 a situation has no advice because of an error, 2 a file cannot be used.
    """
    if is_short and is_long:
        raise click.UsageError("Choose one of --short and --long.", ctx)
    if has_receipt and format != "json":
        raise click.UsageError("A receipt is part of the JSON: add -f json.", ctx)
    files = tuple(_files_in(files)) or (options.file_or_default(None),)
    advisor_options = advisor_options.about(*files)
    advisor = advisor_options.advisor()
    decided: list[Scene] = []
    seen, is_unusable = 0, False
    for path in files:
        source = read_source(path, advisor.program)
        report(source, advisor_options)
        is_unusable = is_unusable or source.is_unusable or not source.cases
        seen += len(source.cases) + len(source.failed)
        for case in source.cases:
            name = source.path
            if len(source.cases) + len(source.failed) > 1:
                name = f"{name}, no. {case.situation.document + 1}"
            decided.append(Scene(advisor, path, case, questions != "none", name))
    extent = Extent.SHORT if is_short else Extent.LONG if is_long else Extent.NORMAL
    # Other commands speak of one file and situation.
    can_go_on = seen == 1 and files != (STDIN,)
    commands = advisor_options.commands(files[0]) if can_go_on else None
    wish = Wish(
        extent, questions == "all", output, seen == 1, commands, advisor_options, has_receipt
    )
    if format == "ics" and is_unusable:  # what could not be read would be cancelled
        ctx.exit(2)
    text = FORMATS[format](decided, wish) if decided else ""
    on_page = decided if format in READ_BY_PEOPLE and seen <= FEW else []
    try:
        if decided:
            deliver(text, output)
    except BrokenPipeError:  # somebody closed the pager before its end
        _remember(on_page)
        raise
    _remember(on_page)
    if is_unusable:
        ctx.exit(2)
    ctx.exit(1 if any(one.decision.error for one in decided) else 0)


def _files_in(paths: tuple[str, ...]) -> Iterator[str]:
    """The files named, and those in the folders named.

    Raises: Failure, where a folder holds none.
    """
    for path in paths:
        found = [path] if path == STDIN else [*map(str, situation_files([Path(path)]))]
        if not found:
            raise Failure(f"there are no situations in the folder {path}")
        yield from found


def _remember(shown: list[Scene]) -> None:
    for one in shown:
        one.remember()
