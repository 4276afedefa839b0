"""`advisor advise`: ordered advice for situations in files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor import api
from advisor.cli import options
from advisor.cli.last_page import labels_of, remember
from advisor.cli.sources import STDIN, Judging, read_source, report
from advisor.cli.terminal import deliver, line_width, style_for
from advisor.ir.advice import Decision
from advisor.ir.packs import Pack
from advisor.ir.situations import Case
from advisor.rendering.advice_page import Extent
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import PLAIN

FEW = 20  # of more situations nobody reads the pages one by one, and names a number


@click.command(short_help="Advise on situations in files.")
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=options.complete_files)
@options.situation_options
@options.format_option("text", "json", "ics")
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
@options.output_option
@options.color_option
@click.pass_context
def advise(
    ctx: click.Context,
    files: tuple[str, ...],
    judging: Judging,
    format: str,
    is_short: bool,
    is_long: bool,
    questions: str,
    output: Path | None,
    color: str,
) -> None:
    """Advise on the situations in FILEs, what comes first first.

    Without FILE, it is my-situation.yaml. A FILE is YAML, JSON (.json) or JSON Lines (.jsonl); - reads
    YAML from standard input.

    \b
      advisor advise
      advisor advise me.yaml --short
      advisor advise me.yaml --today 2026-12-01 -f json
      advisor advise me.yaml -f ics -o me.ics

    Exit status: 0 fine, 1 a situation has no advice because of an error, 2 a file cannot be used.
    """
    if is_short and is_long:
        raise click.UsageError("Choose one of --short and --long.", ctx)
    files = files or (options.file_or_default(None),)
    advisor = judging.advisor()
    decided: list[tuple[str, Case, Decision]] = []
    shown: list[tuple[str, Case, Decision]] = []
    seen, is_unusable = 0, False
    for path in files:
        source = read_source(path, advisor.program)
        report(source, color)
        is_unusable = is_unusable or source.is_unusable or not source.cases
        seen += len(source.cases) + len(source.failed)
        for case in source.cases:
            name = source.path
            if len(source.cases) + len(source.failed) > 1:
                name = f"{name}, no. {case.situation.document + 1}"
            decision = advisor.with_values(case.parameters).advise(
                case.situation, questions != "none"
            )
            decided.append((name, case, decision))
            shown.append((path, case, decision))
    if format == "json":
        import json

        from advisor.rendering.advice_json import decision_object

        indent = 2 if seen == 1 else None
        lines = [
            json.dumps(decision_object(d), ensure_ascii=False, indent=indent) for _, _, d in decided
        ]
        text = "".join(f"{line}\n" for line in lines)
    elif format == "ics":
        from advisor.cli.calendar_file import calendar_text

        if is_unusable:  # what could not be read would be cancelled
            ctx.exit(2)
        text = calendar_text(
            [(advisor.with_values(c.parameters), c.situation, d) for _, c, d in decided], output
        )
    else:
        style = PLAIN if output else style_for(color, sys.stdout)
        extent = Extent.SHORT if is_short else Extent.LONG if is_long else Extent.NORMAL
        can_go_on = seen == 1 and files != (
            STDIN,
        )  # other commands speak of one file and situation
        pages = [
            render_advice(
                decision,
                advisor.program.pack,
                line_width(),
                style,
                heading=None if seen == 1 else decision.title or name,
                all_questions=questions == "all",
                extent=extent,
                commands=judging.commands(files[0]) if can_go_on else None,
                labels=labels_of(advisor.program.pack, case.situation.root, decision),
                upcoming=None
                if is_short
                else api.next_change(
                    advisor.with_values(case.parameters), case.situation, decision
                ),
            )
            for name, case, decision in decided
        ]
        text = "\n---\n\n".join(pages)
    on_page = shown if format == "text" and seen <= FEW else []
    try:
        if decided:
            deliver(text, output)
    except BrokenPipeError:  # somebody closed the pager before its end
        _remember(on_page, advisor.program.pack)
        raise
    _remember(on_page, advisor.program.pack)
    if is_unusable:
        ctx.exit(2)
    ctx.exit(1 if any(decision.error for _, _, decision in decided) else 0)


def _remember(shown: list[tuple[str, Case, Decision]], pack: Pack) -> None:
    for path, case, decision in shown:
        remember(path, pack, case.situation, decision)
