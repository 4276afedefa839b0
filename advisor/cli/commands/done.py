"""`advisor done`: records in the situation file that something was done."""

from __future__ import annotations

import re
import secrets

import click

from advisor import ir
from advisor.cli import options, sources
from advisor.cli.prompts.prompting import is_at_terminal, open_prompter
from advisor.cli.situation.advice_references import (
    Choice,
    choose,
    possible_places,
    require_word,
    which_lines,
)
from advisor.cli.situation.opened_file import (
    day_of,
    file_to_change,
    open_situation,
    show_what_is_next,
)
from advisor.cli.situation.recorder import Recorder, ask_more, tell_what_is_open
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure, page_style, show, tell
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import plain_text

_NOT_CARRIED_OUT = {
    ir.ActionKind.KNOW: "is only to be known",
    ir.ActionKind.AVOID: "says what not to do",
}


@click.command(short_help="Record that something was done, and advise on what comes next.")
@options.words_argument("ACTION [FILE]")
@options.what_happened_options
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
    advisor_options: sources.AdvisorOptions,
) -> None:
    """Record in FILE that ACTION was done, and advise on what comes next.

    ACTION is its number on the last page of advice or its name, or several of these; or words of it with the name of
    whom it is about. Without FILE, it is my-situation.yaml. Only the facts that it changes are written; everything else in the file stays as it is.

    \b
      advisor done 1
      advisor done 1 2
      advisor done thank Acme
      advisor done thank-interviewers me.yaml
      advisor done chase me.yaml --for Acme --on yesterday

    Exit status: 0 recorded, 1 not advised now or nothing to record, 2 the file cannot be used.
    """
    action, named = options.sort_out(words)
    opened = open_situation(file_to_change("done", named), document, advisor_options)
    scene = opened.scene
    if scene.decision.error is not None:
        show(render_advice(scene.decision, scene.pack, page_style()))
        ctx.exit(1)
    word = require_word(scene, action)
    meant = _several(scene, word) or [word]
    choices = [choose(scene, one, label, _is_recorded) for one in dict.fromkeys(meant)]
    several = [(one.action, _place(ctx, scene, one, anyway)) for one in choices]
    for declared, here in several:
        _require_something_to_record(ctx, scene, declared, here)
    day = day_of(on, scene.decision.today)
    titles = [
        plain_text(scene.wording.fill_as_done(declared.title, here)).rstrip(".")
        for declared, here in several
    ]
    run, lines = secrets.token_hex(4), list[str]()
    for (declared, here), title in zip(several, titles, strict=True):
        now = scene.wording.at[here.place]
        recorder = Recorder(scene, now, "done", title, run)
        recorder.carry_out(declared.done, day)
        recorder.write()
        lines += recorder.lines()
        scene = recorder.scene_now()
    undo, what = sources.command_on(scene.file, "undo"), "it" if len(titles) == 1 else "all of it"
    prompter = open_prompter()
    prompter.say(f"Noted as done: {'. '.join(titles)}. `{undo}` takes {what} back.")
    for line in lines:
        tell(line)
    status = 0
    for declared, here in several:
        recorder = Recorder(scene, scene.wording.at[here.place], "done", "", run)
        if status == 0 and declared.asks and is_at_terminal():
            status = ask_more(recorder, declared.asks, day, prompter)
            scene = recorder.scene_now()
        elif declared.asks:
            tell_what_is_open(recorder, declared.asks)
    if status == 0:
        tell("")
        show_what_is_next(scene, opened.commands)
    ctx.exit(status)


def _is_recorded(action: ir.Action) -> bool:
    return bool(action.done or action.asks)


def _several(scene: Scene, said: str) -> list[str]:
    """The numbers and names, where nothing else is said: `1 2`, `1, 2 and 3`, `ask-for-extension thank-interviewers`."""
    words = [word for word in re.split(r"[\s,]+", said.strip()) if word not in ("", "and")]
    every = all(options.is_number(word) or word in scene.pack.actions for word in words)
    return words if every else []


def _require_something_to_record(
    ctx: click.Context, scene: Scene, declared: ir.Action, here: ir.Placed
) -> None:
    if not _is_recorded(declared):
        what = _NOT_CARRIED_OUT.get(declared.kind, f"is to {declared.kind.value}")
        title = scene.wording.fill(declared.title, here)
        tell(f"“{plain_text(title)}” {what}: there is nothing to record about it.")
        if scene.pack.events:
            tell(f"What has happened is recorded by `{sources.command_on(scene.file, 'tell')}`.")
        ctx.exit(1)


def _place(ctx: click.Context, scene: Scene, choice: Choice, anyway: bool) -> ir.Placed:
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
