"""`advisor done`: records in the situation file that something was done."""

from __future__ import annotations

import sys

import click

from advisor import api
from advisor.cli import options, sources
from advisor.cli.choosing import Choice, Scene, choose, possible_places, require_word, which_lines
from advisor.cli.recorder import Recorder, ask_more, tell_what_is_open
from advisor.cli.talking import is_at_terminal, open_talk
from advisor.cli.terminal import (
    Failure,
    line_width,
    show,
    style_for,
    tell,
)
from advisor.ir.packs import ActionKind, Looks
from advisor.ir.situations import Case, Placed
from advisor.rendering.advice_page import Commands
from advisor.rendering.advice_text import render_advice


@click.command(short_help="Record that something was done, and advise on what comes next.")
@options.words_argument("ACTION [FILE]")
@click.option(
    "--for",
    "label",
    metavar="LABEL",
    help="For which one it was done, such as the company, where several are advised it.",
)
@click.option(
    "--on",
    "on",
    metavar="DATE",
    help="When it was done: 2026-11-20, yesterday, last friday.  [default: today]",
)
@options.document_option
@click.option("--anyway", is_flag=True, help="Record it although it is not advised.")
@options.situation_options
@click.pass_context
def done(
    ctx: click.Context,
    words: tuple[str, ...],
    label: str | None,
    on: str | None,
    document: int | None,
    anyway: bool,
    judging: sources.Judging,
) -> None:
    """Record in FILE that ACTION was done, and advise on what comes next.

    ACTION is its number on the last page of advice, or its name. Without FILE, it is my-situation.yaml.
    Only the facts that it changes are written; everything else in the file stays as it is.

    \b
      advisor done 1
      advisor done thank-interviewers me.yaml
      advisor done chase me.yaml --for Acme --on yesterday

    Exit status: 0 recorded, 1 not advised now or nothing to record, 2 the file cannot be used.
    """
    action, named = options.sort_out(words)
    file = options.file_or_default(named)
    if file == sources.STDIN:
        raise Failure("done changes a file, so it needs one; it cannot change standard input")
    judging = judging.about(file)
    advisor = judging.advisor()
    source = sources.read_source(file, advisor.program)
    case = case_of(source, document)
    scene = Scene(advisor, file, case)
    if scene.decision.error is not None:
        show(render_advice(scene.decision, scene.pack, line_width(), style_for("auto", sys.stdout)))
        ctx.exit(1)
    choice = choose(scene, require_word(scene, action), label)
    here = _place(ctx, scene, choice, anyway)
    declared = choice.action
    if not declared.done and not declared.asks:
        what = (
            "is only to be known"
            if declared.kind is ActionKind.KNOW
            else f"is to {declared.kind.value}"
        )
        tell(f"`{declared.name}` {what}: there is nothing to record about it")
        ctx.exit(1)
    day = day_of(on, scene.decision.today)
    what = scene.wording.fill(declared.title, here)
    recorder = Recorder(scene, here, "done", what)
    recorder.carry_out(declared.done, day)
    recorder.write()
    for line in recorder.lines():
        tell(line)
    status = 0
    if declared.asks and is_at_terminal():
        status = ask_more(recorder, declared.asks, day, open_talk())
    elif declared.asks:
        tell_what_is_open(recorder, declared.asks)
    if status == 0:
        tell("")
        show_what_is_next(recorder.scene_now(), judging.commands(file) if source.is_alone else None)
    ctx.exit(status)


def show_what_is_next(scene: Scene, commands: Commands | None) -> None:
    """The page of advice, whose numbers count from now on; it ends in `commands`, if there are any."""
    page = render_advice(
        scene.decision,
        scene.pack,
        line_width(),
        style_for("auto", sys.stdout),
        commands=commands,
        labels=scene.wording.labels(),
        upcoming=api.next_change(scene.advisor, scene.case.situation, scene.decision),
    )
    try:
        show(page)
    finally:  # also where somebody closes the pager before its end
        scene.remember()


def _place(ctx: click.Context, scene: Scene, choice: Choice, anyway: bool) -> Placed:
    """The one instance for which it was done; ends the command where that is not clear."""
    advised = {piece.place for piece in choice.pieces}
    found = [here for here in scene.placed if here.place in advised]
    if not found and anyway:
        found = possible_places(scene, choice)
    if not found:
        tell(f"{choice.not_advised}, so nothing was recorded.")
        tell(scene.show_advised("What is advised now"))
        tell("To record it all the same, add --anyway.")
        ctx.exit(1)
    if len(found) > 1:
        places = [here.place for here in found]
        could = "is advised" if advised else "could be done"
        lines = [f"`{choice.action.name}` {could} for several; say which:"]
        raise Failure("\n".join([*lines, *which_lines(scene, places)]))
    return found[0]


def case_of(source: sources.SourceFile, document: int | None) -> Case:
    """The situation that was meant, which has to be without mistakes."""
    sources.require_file(source)
    sources.report(source, "auto")
    numbers = sorted({*(c.situation.document for c in source.cases), *source.failed})
    if not numbers:
        raise Failure(f"there is no situation in {source.path}")
    if document is None and len(numbers) > 1:
        listed = [
            f"  {case.situation.document + 1}  {case.situation.title or '(no title)'}"
            for case in source.cases
        ]
        raise Failure(
            f"there are {len(numbers)} situations in {source.path}; say which by --document:\n"
            + "\n".join(listed)
        )
    number = numbers[0] if document is None else document - 1
    for case in source.cases:
        if case.situation.document == number:
            return case
    if number in source.failed:
        raise Failure(f"the situation in {source.path} cannot be used")
    raise Failure(f"there is no situation number {number + 1} in {source.path}")


def day_of(text: str | None, today: int) -> int:
    """When it was done.

    Raises: click.BadParameter, where that is no day, or a day that is still to come.
    """
    if text is None:
        return today
    return options.day_in_words(text, today, hint="--on", looks=Looks.BACK)
