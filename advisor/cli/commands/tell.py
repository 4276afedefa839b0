"""`advisor tell`: records what has happened, and advises anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

import click

from advisor.cli import options, sources, terminal
from advisor.cli.prompts.prompting import Prompter, is_at_terminal, only_advice, open_prompter
from advisor.cli.prompts.select_prompts import is_nothing
from advisor.cli.situation.advice_references import meant_places, which_lines
from advisor.cli.situation.event_questions import (
    ask_what_grew_old,
    ask_what_happened,
    new_name,
    unknown_lines,
    unknown_words,
    which_new,
    which_of,
)
from advisor.cli.situation.event_recording import (
    NOTHING_NEW,
    OWN_DOING,
    ReportedTogether,
    command_for,
    event_lines,
    not_so,
    own_absence,
    possible,
    recorder_of,
    set_said,
    write_and_ask,
)
from advisor.cli.situation.opened_file import (
    day_of,
    file_to_change,
    open_situation,
    show_what_is_next,
)
from advisor.cli.situation.scene import Scene
from advisor.cli.situation.sentence_parts import (
    WAITS,
    SentencePart,
    interpret_part,
    parts_about_the_same,
    parts_besides,
    parts_of,
)
from advisor.cli.terminal import Failure
from advisor.diagnostics.suggestions import did_you_mean
from advisor.dialogue.event_recognition import Interpretation
from advisor.dialogue.own_questions import is_own_question
from advisor.dialogue.placed_events import PlacedEvent
from advisor.dialogue.quantities import Problem
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.restated_days import said_once

MOST_LINES = 8  # events in a list
NOTHING = "nothing"  # what one says where none of the events has happened
_SETTING = re.compile(r"([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)=(.*)", re.DOTALL)


@click.command(short_help="Say what has happened, and get the advice anew.")
@click.argument(
    "words",
    nargs=-1,
    metavar="[FILE] [SENTENCE | EVENT [PLACE]] [FACT=VALUE…]",
    shell_complete=options.complete_events,
)
@options.what_happened_options
@options.document_option
@click.option("--anyway", is_flag=True, help="Record it although it does not fit what is known.")
@options.situation_options
@click.pass_context
def tell(
    ctx: click.Context,
    words: tuple[str, ...],
    label: str | None,
    on: str | None,
    document: int | None,
    anyway: bool,
    advisor_options: sources.AdvisorOptions,
) -> None:
    """Record in FILE what has happened, and advise on what comes next.

    Say it in a SENTENCE, or name the EVENT; without either you are asked what has happened, as often as you
    like. `advisor events` lists the events. Facts that you know already may stand behind it; on a terminal
    you are asked for the others. Without FILE, it is my-situation.yaml. `advisor undo` takes back what was recorded.

    \b
      advisor tell
      advisor tell "Acme turned me down on tuesday"
      advisor tell they-made-an-offer Globex answer_by=friday
      advisor tell me.yaml they-turned-me-down --for Acme --on yesterday

    Exit status: 0 recorded or nothing to record, 1 it cannot have happened there, 2 the file cannot be used.
    """
    said = _sort_out(words)
    opened = open_situation(file_to_change("tell", said.file), document, advisor_options)
    scene = opened.scene
    if scene.decision.error is not None:
        show_what_is_next(scene, None)
        ctx.exit(1)
    prompter = open_prompter()
    named = _named(scene, said, label)
    if named is not None:
        scene, status = _record_said(ctx, scene, named, on, anyway, prompter)
    elif said.plain:
        scene, status = _record_sentence(ctx, scene, said, label, on, anyway, prompter)
    elif said.settings or label is not None or on is not None:
        raise Failure(_say_which(scene))
    else:
        scene, status = ask_what_happened(scene, prompter)
    if status == 0:
        terminal.tell("")
        show_what_is_next(scene, opened.commands)
    ctx.exit(status)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the command line, each for what it is."""

    file: str | None
    plain: tuple[str, ...]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """An event by its name, for whom it is, and what is set beside it."""

    event: str
    label: str | None
    settings: Mapping[str, str]


def _sort_out(words: Sequence[str]) -> _Words:
    file: str | None = None
    plain: list[str] = []
    settings: dict[str, str] = {}
    for word in words:
        setting = _SETTING.fullmatch(word)
        if setting is not None:
            settings[setting[1]] = setting[2]
        elif file is None and options.is_file_name(word):
            file = word
        else:
            plain.append(word)
    return _Words(file, tuple(plain), settings)


def _named(scene: Scene, words: _Words, label: str | None) -> _Said | None:
    """The event that is meant by its name, if one is; else the words are a sentence.

    Raises: Failure, where it is misspelt, or there are more words than have a meaning.
    """
    if not words.plain:
        return None
    event, *places = words.plain
    known = [*scene.pack.events, NOTHING]
    if event not in known:
        hint = None if " " in event else did_you_mean(event, known)
        if hint is None or "-" not in event:
            return None
        raise Failure(f"there is no event `{event}`; {hint}")
    if places and label is None:
        label, *places = places
    if places:
        raise Failure(
            f"that is one word too many: {places[0]!r}. Name one event, and put a label of several "
            "words into quotes"
        )
    return _Said(event, label, words.settings)


def _say_which(scene: Scene, near: Sequence[PlacedEvent] = ()) -> str:
    """The first events that can have happened, or those that are near, and how to see the others."""
    every = possible(scene)
    if not every:
        change = sources.command_on(scene.file, "change")
        events = sources.command_on(scene.file, "events", "--all")
        return (
            f"no event of these rules can happen there now. `{change}` corrects an answer; "
            f"`{events}` lists all events that the rules have"
            if scene.pack.events
            else f"these rules have no events; `{change}` corrects an answer"
        )
    shown = [one for one in near if not one.is_action]
    if not shown:
        each: dict[str, PlacedEvent] = {}  # of one that fits several, the first
        for one in every:
            each.setdefault(one.event.name, one)
        shown = list(every) if len(every) <= MOST_LINES else list(each.values())[:MOST_LINES]
    lines = ["Say what has happened, by its name:", *event_lines(shown)]
    if len(shown) < len(every):
        events = sources.command_on(scene.file, "events")
        lines.append(f"There are {len(every) - len(shown)} more: `{events}` lists all that fit.")
    return "\n".join(lines)


def _record_said(
    ctx: click.Context, scene: Scene, said: _Said, on: str | None, anyway: bool, prompter: Prompter
) -> tuple[Scene, int]:
    """Record the event that the command line names."""
    name = said.event
    if name == NOTHING:
        return ask_what_grew_old(scene, prompter, NOTHING_NEW)
    places, _ = meant_places(scene, said.label)
    everywhere = [one for one in possible(scene, anywhere=True) if one.event.name == name]
    meant = [one for one in everywhere if one.place in places]
    can = {one.place for one in possible(scene) if one.event.name == name}
    found = [one for one in meant if one.place in can or anyway]
    if not found:
        _refuse(ctx, meant[0].title if len(meant) == 1 else f"`{name}`")
    if len(found) > 1:
        lines = [f"`{name}` may be about several; say which:"]
        raise Failure("\n".join([*lines, *which_lines(scene, [one.place for one in found])]))
    day = day_of(on, scene.decision.today)
    recorder = recorder_of(scene, found[0])
    recorder.carry_out(found[0].event.sets, day)
    answered = set_said(recorder, said.settings)
    return write_and_ask(recorder, found[0], answered, prompter, may_ask=is_at_terminal())


def _refuse(ctx: click.Context, what: str) -> NoReturn:
    terminal.tell(f"{what}: that does not fit what is known so far, so nothing was recorded.")
    terminal.tell("To record it all the same, add --anyway; `advisor events` lists what fits.")
    ctx.exit(1)


def _interpret_new_name(
    ctx: click.Context,
    scene: Scene,
    words: _Words,
    meant: Interpretation,
    on: str | None,
    anyway: bool,
    prompter: Prompter,
    together: ReportedTogether,
) -> tuple[Scene, int]:
    """Say that nothing has a name that stands in a sentence; where one wants that, add it, and interpret what is said of it.

    Raises: Failure, where nobody can be asked.
    """
    new = new_name(scene, meant.unknown_names[0])
    if new is None or not is_at_terminal():
        raise Failure("\n".join(unknown_lines(scene, meant.unknown_names)))
    told = which_new(new, unknown_words(scene, meant.unknown_names), prompter)
    if told is None:
        prompter.say("Nothing was recorded.")
        return scene, 0
    now = together.record(scene, told, {}, prompter, may_ask=True)
    if now is scene:
        return scene, 0
    parts = parts_besides(now, meant, " ".join(words.plain))
    return _record_parts(ctx, now, words, parts, on, anyway, prompter, together)


def _record_sentence(
    ctx: click.Context,
    scene: Scene,
    words: _Words,
    label: str | None,
    on: str | None,
    anyway: bool,
    prompter: Prompter,
) -> tuple[Scene, int]:
    """Record the events that a sentence tells of; of several that it may mean, the one that is chosen.

    Raises: Failure, where it may mean several and nobody can be asked, or none.
    """
    text = said_once(" ".join(words.plain), scene.decision.today)
    if isinstance(text, Problem):
        raise Failure(f"{text.message}.")
    if is_nothing(text):
        return ask_what_grew_old(scene, prompter, NOTHING_NEW)
    if is_own_question(text):
        events = sources.command_on(scene.file, "events")
        prompter.say(only_advice("it follows", f"what has happened; `{events}` lists it"))
        return scene, 0
    places = None if label is None else meant_places(scene, label)[0]
    together = ReportedTogether()
    parts = parts_of(scene, text, places)
    scene, status = _record_parts(ctx, scene, words, parts, on, anyway, prompter, together)
    return (scene, status) if status else together.ask(scene, prompter, may_ask=is_at_terminal())


def _record_parts(
    ctx: click.Context,
    scene: Scene,
    words: _Words,
    parts: Sequence[SentencePart],
    on: str | None,
    anyway: bool,
    prompter: Prompter,
    together: ReportedTogether,
) -> tuple[Scene, int]:
    """Record each part; those behind one of which it had to be asked whom it is about are about the same one."""
    rest = list(parts)
    while rest:
        one = rest.pop(0)
        if one.left_out is not None:
            together.leave_out(one.text, one.left_out)
            continue
        part, before = replace(words, plain=(one.text,)), together.count
        try:
            scene, status = _record_part(ctx, scene, part, one, on, anyway, prompter, together)
        except (Failure, click.exceptions.Exit):
            for waiting in rest:
                is_open = waiting.left_out is None or waiting.places is None
                together.leave_out(waiting.text, WAITS if is_open else waiting.left_out or WAITS)
            together.say_back(scene, prompter)  # what was recorded before it stays
            raise
        rest = parts_about_the_same(scene, rest, together.places_since(before))
        if status:
            return scene, status
    return scene, 0


def _record_part(
    ctx: click.Context,
    scene: Scene,
    words: _Words,
    part: SentencePart,
    on: str | None,
    anyway: bool,
    prompter: Prompter,
    together: ReportedTogether,
) -> tuple[Scene, int]:
    interpreted = interpret_part(scene, part, anyway=anyway)
    meant, fits = interpreted.meant, interpreted.fits
    if meant.is_own_absence:
        prompter.say(own_absence(scene))
        return scene, 0
    if meant.is_denied:
        return ask_what_grew_old(scene, prompter, not_so(scene))
    if meant.unknown_names:
        return _interpret_new_name(ctx, scene, words, meant, on, anyway, prompter, together)
    done = f" {OWN_DOING}" if meant.is_own else ""
    if not meant.told:
        raise Failure(
            f"that is no event that these rules know.{done} {_say_which(scene, meant.near)}"
        )
    if not fits:
        _refuse(ctx, "; ".join(dict.fromkeys(one.placed_event.title for one in meant.told)))
    every: tuple[ReportedEvent, ...] = meant.told[:1]
    if not meant.is_sure:
        if not is_at_terminal():
            lines = [f"  {command_for(scene, one)}" for one in fits]
            several = f"that may mean one of these, or something else.{done} Say which:"
            raise Failure("\n".join([several, *lines]))
        every = which_of(scene, fits, prompter)
        if not every:
            prompter.say(f"Nothing was recorded.{done}")
    for told in every:
        meant_on = told if on is None else replace(told, day=day_of(on, scene.decision.today))
        scene = together.record(scene, meant_on, words.settings, prompter, may_ask=is_at_terminal())
    return scene, 0
