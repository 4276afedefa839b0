"""`advisor undo`: takes the last change of a situation file back."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli import options, sources
from advisor.cli.prompts.prompting import open_prompter
from advisor.cli.situation.opened_file import file_to_change, show_what_is_next
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure, tell
from advisor.recording.journal import take_back
from advisor.rendering.layout import plain_text
from advisor.rendering.words import weekday_words


@click.command(short_help="Take back what was recorded last.")
@click.argument("file", required=False, shell_complete=options.complete_files)
@options.situation_options
def undo(file: str | None, advisor_options: sources.AdvisorOptions) -> None:
    """Take back the last `tell`, `done` or `change` in FILE, or the last answer to `ask` or `draft`.

    FILE.journal holds what can be taken back. What somebody changed in FILE by hand is never undone.

    \b
      advisor undo
      advisor undo me.yaml

    Exit status: 0 taken back, 2 there is nothing that could be taken back, or the file cannot be used.
    """
    named = file_to_change("undo", file)
    try:
        undone, _ = take_back(Path(named))
    except OSError as error:
        raise Failure(f"cannot write {named}: {error.strerror}") from error
    occasion = undone[0].occasion
    day = weekday_words(occasion.day)
    whats = dict.fromkeys(one.occasion.what for one in reversed(undone))
    what = plain_text("; ".join(whats))
    open_prompter().say(f"Taken back in {named}: {what} (recorded on {day}).")
    advisor_options = advisor_options.about(named)
    advisor = advisor_options.advisor()
    source = sources.read_source(named, advisor.program)
    sources.report(source, advisor_options)
    if source.is_alone and source.cases:
        tell("")
        scene = Scene(advisor, named, source.cases[0])
        show_what_is_next(scene, advisor_options.commands(named))
