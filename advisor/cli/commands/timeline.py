"""`advisor timeline`: what is advised from day to day if nothing happens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from advisor import api, ir
from advisor.cli import options
from advisor.cli.situation.scene import read_scene
from advisor.cli.sources import DEFAULT_NAME, AdvisorOptions
from advisor.cli.terminal import deliver, page_style, wants_plain
from advisor.rendering.advice_text import upcoming_words
from advisor.rendering.layout import json_text
from advisor.rendering.timeline_text import ASCII, BLOCKS, Marks, render_timeline
from advisor.rendering.words import weekday_words

MOST_DAYS = 3_660  # ten years


@click.command(short_help="Show what will be advised on which day.")
@click.argument("file", required=False, shell_complete=options.complete_files)
@options.situation_options
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=60,
    show_default=True,
    metavar="N",
    help="How many days to look ahead.",
)
@options.format_option("text", "svg", "json")
@options.output_option
@options.color_option
def timeline(
    file: str | None,
    advisor_options: AdvisorOptions,
    days: int,
    format: str,
    output: Path | None,
) -> None:
    """Show what is advised on the coming days if nothing happens.

    For each piece of advice: from when it can be followed, when it is due, and what comes after it. In a
    terminal that is a chart, with the days on which something changes below it; where the output goes
    elsewhere, only these days.

    \b
      advisor timeline
      advisor timeline me.yaml --days 30
      advisor timeline me.yaml -f svg -o weeks.svg

    Exit status: 0 fine, 2 the file cannot be used.
    """
    path = options.file_or_default(file)
    scene = read_scene(path, advisor_options.about(path))
    found = api.timeline(scene.advisor, scene.case.situation, days)
    if format == "json":
        from advisor.rendering.timeline_json import timeline_object

        text = json_text(timeline_object(found))
    elif format == "svg":
        from advisor.rendering.timeline_svg import render_timeline_svg

        text = render_timeline_svg(found)
    else:
        style = page_style(output)
        heading = found.title or (None if path == DEFAULT_NAME else path)
        then = once_done(scene.advisor, scene.case.situation, found.last)
        text = render_timeline(found, style, _marks(output), heading, then)
    deliver(text, output)


def once_done(advisor: api.Advisor, situation: ir.Situation, last: int) -> str | None:
    """What comes once that is done which is advised now, as the page says it; None where nothing is to be done."""
    decision = advisor.advise(situation, questions=False)
    if decision.error is not None or api.as_advised(advisor, situation, decision) is situation:
        return None
    upcoming = api.next_change(advisor, situation, decision, last - decision.today)
    if upcoming is None:
        until = weekday_words(last, decision.today)
        return f"Once what is advised now is done, there is nothing more to do until {until}, if nothing happens."
    words = upcoming_words(advisor.program.pack, upcoming, decision.today)
    if upcoming.day == decision.today:
        return f"Once what is advised now is done: {words}"
    return f"Once what is advised now is done, if nothing happens: {words}"


def _marks(output: Path | None) -> Marks | None:
    """What a chart is drawn with: nothing, where there is no terminal that could show one, or nobody wants it."""
    is_capable = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if output is not None or not is_capable or wants_plain():
        return None
    try:
        BLOCKS.to_do.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ASCII
    return BLOCKS
