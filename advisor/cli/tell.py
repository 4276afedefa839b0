"""`advisor tell`: records what has happened, and advises anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from advisor import api
from advisor.cli import options, sources, terminal
from advisor.cli.choices import listed
from advisor.cli.choosing import Scene, meant_places, which_lines
from advisor.cli.opening import (
    day_of,
    file_to_change,
    open_situation,
    show_what_is_next,
)
from advisor.cli.recorder import Recorder, ask_more, set_in_words, tell_what_is_open
from advisor.cli.talking import EndOfInput, Talk, is_at_terminal, open_talk
from advisor.cli.terminal import INTERRUPTED, Failure
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import did_you_mean
from advisor.dialogue.happenings import Happening, possible_happenings, stale_nones
from advisor.dialogue.phrasing import missing_facts
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import (
    Answered,
    Back,
    NoneGiven,
    Skipped,
    Stop,
    read_choice,
)
from advisor.ir.packs import SITUATION, FactDeclaration, Looks
from advisor.ir.situations import instance_at
from advisor.ir.types import DATE
from advisor.recording.journal import days_of_nones, read_journal, text_now
from advisor.rendering.words import weekday_words

NOTHING = "nothing"  # what one says where none of the events has happened
MOST_AT_ONCE = 14  # events in one list; of more, one first says whom they are about
_SETTING = re.compile(r"([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)=(.*)", re.DOTALL)
_ENDS = {"", "no", "nothing", "none", "stop", "quit", "exit", "that is all", "nothing else"}


@click.command(short_help="Say what has happened, and get the advice anew.")
@click.argument(
    "words",
    nargs=-1,
    metavar="[FILE] [EVENT [PLACE]] [FACT=VALUE…]",
    shell_complete=options.complete_events,
)
@click.option("--for", "label", metavar="LABEL", help="Whom it is about, such as the company.")
@click.option(
    "--on",
    "on",
    metavar="DATE",
    help="When it happened: 2026-11-20, yesterday, last friday.  [default: today]",
)
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
    judging: sources.Judging,
) -> None:
    """Record in FILE what has happened, and advise on what comes next.

    Without EVENT you are asked what has happened, as often as you like. `advisor events` lists the events.
    Facts that you know already may stand behind it; on a terminal you are asked for the others. Without
    FILE, it is my-situation.yaml. `advisor undo` takes back what was recorded.

    \b
      advisor tell
      advisor tell they-made-an-offer Globex answer_by=friday
      advisor tell me.yaml they-turned-me-down --for Acme --on yesterday

    Exit status: 0 recorded or nothing to record, 1 it cannot have happened there, 2 the file cannot be used.
    """
    said = _sort_out(words, label)
    opened = open_situation(file_to_change("tell", said.file), document, judging)
    scene = opened.scene
    if scene.decision.error is not None:
        show_what_is_next(scene, None)
        ctx.exit(1)
    talk = open_talk()
    if said.event is not None:
        scene, status = _record_said(ctx, scene, said, on, anyway, talk)
    elif said.settings or label is not None or on is not None:
        raise Failure(_say_which(scene))
    else:
        scene, status = hear(scene, talk)
    if status == 0:
        terminal.tell("")
        show_what_is_next(scene, opened.commands)
    ctx.exit(status)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of the command line, each for what it is."""

    file: str | None
    event: str | None
    label: str | None
    settings: Mapping[str, str]


def _sort_out(words: Sequence[str], label: str | None) -> _Said:
    """Raises: Failure, where there are more words than have a meaning."""
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
    event, places = (plain[0] if plain else None), plain[1:]
    if places and label is None:
        label, *places = places
    if places:
        raise Failure(
            f"that is one word too many: {places[0]!r}. Name one event, and put a label of several "
            "words into quotes"
        )
    return _Said(file, event, label, settings)


def _say_which(scene: Scene) -> str:
    lines = tuple(event_lines(possible(scene)))
    if not lines:
        return (
            "no event of these rules can happen there now. `advisor change` corrects an answer; "
            "`advisor events --all` lists all events that the rules have"
            if scene.pack.events
            else "these rules have no events; `advisor change` corrects an answer"
        )
    return "\n".join(["Say what has happened, by its name:", *lines])


def possible(scene: Scene, *, anywhere: bool = False) -> tuple[Happening, ...]:
    """The events that fit the situation; with `anywhere`, also those that do not."""
    decision = scene.decision
    root, derivations = scene.case.situation.root, decision.derivations
    return possible_happenings(scene.program, root, derivations, decision.today, anywhere=anywhere)


def event_lines(found: Sequence[Happening]) -> Iterator[str]:
    """A line for each event: its name, and what it says."""
    room = max((len(one.event.name) for one in found), default=0)
    for one in found:
        yield f"  {one.event.name:{room}}  {one.title}"


def _record_said(
    ctx: click.Context, scene: Scene, said: _Said, on: str | None, anyway: bool, talk: Talk
) -> tuple[Scene, int]:
    """Record the event that the command line names."""
    events, name = scene.pack.events, said.event or ""
    if name == NOTHING:
        return _ask_what_grew_old(scene, talk)
    if name not in events:
        hint = did_you_mean(name, [*events, NOTHING])
        raise Failure(f"there is no event `{name}`; {hint}" if hint else _say_which(scene))
    places, _ = meant_places(scene, said.label)
    everywhere = [one for one in possible(scene, anywhere=True) if one.event.name == name]
    meant = [one for one in everywhere if one.place in places]
    can = {one.place for one in possible(scene) if one.event.name == name}
    found = [one for one in meant if one.place in can or anyway]
    if not found:
        what = meant[0].title if len(meant) == 1 else f"`{name}`"
        terminal.tell(f"{what}: that does not fit what is known so far, so nothing was recorded.")
        terminal.tell("To record it all the same, add --anyway; `advisor events` lists what fits.")
        ctx.exit(1)
    if len(found) > 1:
        lines = [f"`{name}` may be about several; say which:"]
        raise Failure("\n".join([*lines, *which_lines(scene, [one.place for one in found])]))
    day = day_of(on, scene.decision.today)
    recorder = _recorder(scene, found[0])
    recorder.carry_out(found[0].event.sets, day)
    answered = _set_said(recorder, said.settings)
    return _write_and_ask(recorder, found[0], answered, talk, may_ask=is_at_terminal())


def hear(scene: Scene, talk: Talk) -> tuple[Scene, int]:
    """Ask what has happened until nothing has, and record it; gives the situation then, and the exit status.

    Every answer is in the file before the next question. Raises: Failure, where it cannot be written.
    """
    since = last_told(scene)
    first = "What has happened?"
    if since is not None and since < scene.decision.today:
        first = f"What has happened since {weekday_words(since, scene.decision.today)}?"
    asked = first
    try:
        while (one := _choose(scene, talk, asked)) is not None:
            day = _ask_day(scene, one, since, talk)
            if day is None:
                break
            recorder = _recorder(scene, one)
            recorder.carry_out(one.event.sets, day)
            scene, status = _write_and_ask(recorder, one, frozenset(), talk, may_ask=True)
            if status:
                return scene, status
            asked = "Has anything else happened?"
        return _ask_what_grew_old(scene, talk)
    except KeyboardInterrupt:
        terminal.tell("")
        return scene, INTERRUPTED


def hear_first(advisor: api.Advisor, file: str, document: int, is_plain: bool = False) -> int:
    """Before a file is taken up on another day than it was left: ask what has happened since.

    Gives the exit status: 0, also where there is nothing to ask, or 130.
    """
    program = advisor.program
    if not program.pack.events or not sources.is_there(file):
        return 0
    source = sources.read_source(file, program)
    for case in source.cases:
        if case.situation.document == document:
            scene = Scene(advisor, file, case)
            since = last_told(scene)
            if since is not None and since < scene.decision.today and not scene.decision.error:
                return hear(scene, open_talk(is_plain=is_plain))[1]
    return 0


def last_told(scene: Scene) -> int | None:
    """The day on which something was recorded last: by the journal, else the day that the file states."""
    journal = read_journal(Path(scene.file))
    found = journal.in_force(text_now(Path(scene.file)) or "") or journal.entries
    return found[-1].occasion.day if found else scene.case.situation.today


def old_nones(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The (place, fact) of which `none` was said so long ago that they are open again.

    Where no command recorded it, the day that the file states counts; without one, nothing is old.
    """
    today, root = scene.decision.today, scene.case.situation.root
    journal = read_journal(Path(scene.file))
    found = journal.in_force(text_now(Path(scene.file)) or "") or journal.entries
    stated = scene.case.situation.today
    said = {
        (here.place, fact): stated
        for here in scene.placed
        for fact in here.instance.facts
        if stated is not None
    }
    said |= days_of_nones(found, dict(scene.wording.labels()))
    return stale_nones(scene.pack, root, said, today)


def _choose(scene: Scene, talk: Talk, asked: str) -> Happening | None:
    """Which event it was; None: nothing more."""
    found = possible(scene)
    if len(found) > MOST_AT_ONCE:
        groups = list(dict.fromkeys(one.group for one in found))
        words = {group: scene.whole_name(group) if group else "Something else" for group in groups}
        group = _pick(talk, f"{asked} Whom is it about?", words)
        if group is None:
            return None
        found = tuple(one for one in found if one.group == group)
    keys = {f"{one.event.name} {one.place}": one for one in found}
    picked = _pick(talk, asked, {key: one.title for key, one in keys.items()})
    return None if picked is None else keys[picked]


def _pick(talk: Talk, asked: str, words: Mapping[str, str]) -> str | None:
    """The key of the words that were chosen, by their number or by words of theirs."""
    terminal.tell("")
    talk.say(asked, look=talk.style.bold)
    choices, hint = listed(words), "a number, or some of the words; Enter: nothing more"
    talk.offer(choices, hint)
    while (line := talk.line(choices, hint)) is not None:
        plain = " ".join(line.lower().split()).rstrip(".!")
        if plain in _ENDS:
            return None
        picked = read_choice(line, tuple(words), words)
        if not isinstance(picked, Problem):
            return picked
        talk.misunderstood += 1
        talk.say(f"{picked.message[:1].upper()}{picked.message[1:]}.", "  ", look=talk.style.yellow)
    return None


_DAY = FactDeclaration("day", SITUATION, DATE, Span("", 1, 1, 1, 1), looks=Looks.BACK)


def _ask_day(scene: Scene, one: Happening, since: int | None, talk: Talk) -> int | None:
    """When it happened; None where the person wants to stop."""
    today = scene.decision.today
    if not one.has_day or since == today:
        return today
    question = FactQuestion("", one.title, _DAY, "When was that?", stands="today")
    match talk.put(scene.pack, question, today):
        case Answered(value=int() as day):
            return day
        case Skipped() | NoneGiven():
            return today
        case _:
            return None


def _recorder(scene: Scene, one: Happening) -> Recorder:
    recorder = Recorder(scene, scene.wording.at[one.place], "tell", one.title)
    if one.event.adds is not None:
        inner = scene.pack.lists[one.event.entity]
        item = next(e.name for e in inner if e.list == one.event.adds)
        recorder.add(one.event.adds, item)
    return recorder


def _set_said(recorder: Recorder, settings: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Set what stands on the command line as `fact=value`; gives which facts these are."""
    found: set[tuple[str, str]] = set()
    pack = recorder.scene.pack
    for name, text in settings.items():
        holder, _, fact = name.rpartition(".")
        entities = [e for e in recorder.around if fact in pack.entities[e].facts]
        entity = next((e for e in entities if holder in ("", e)), None)
        if entity is None or pack.fact(entity, fact).is_concluded:
            known = [
                f.name
                for e in recorder.around
                for f in pack.entities[e].facts.values()
                if not f.is_concluded
            ]
            raise Failure(
                f"there is no fact `{name}` here; {did_you_mean(fact, known) or 'see facts.yaml'}"
            )
        set_in_words(recorder, entity, fact, text)
        found.add((entity, fact))
    return frozenset(found)


def _write_and_ask(
    recorder: Recorder,
    one: Happening,
    answered: frozenset[tuple[str, str]],
    talk: Talk,
    *,
    may_ask: bool,
) -> tuple[Scene, int]:
    """Write the event, once all that a new item needs is known, and ask for the rest."""
    if not _is_complete(recorder, talk, may_ask):
        terminal.tell("Nothing was recorded.")
        return recorder.scene, 0
    known = {(entity, fact) for _, entity, fact in recorder.changed} if one.event.adds else answered
    recorder.write()
    for line in recorder.lines():
        terminal.tell(line)
    asks = [asked for asked in one.event.asks if asked not in known]
    status = 0
    if asks and may_ask:
        status = ask_more(recorder, asks, recorder.scene.decision.today, talk)
    elif asks:
        tell_what_is_open(recorder, asks)
    return recorder.scene_now(), status


def _is_complete(recorder: Recorder, talk: Talk, may_ask: bool) -> bool:
    """Ask for what a new item cannot do without; False where the person stops before it is there.

    Raises: Failure, where nobody can be asked.
    """
    pack, today = recorder.scene.pack, recorder.scene.decision.today
    while missing := missing_facts(pack, instance_at(recorder.root, recorder.place)):
        if not may_ask:
            names = ", ".join(f"{fact.name}=…" for fact in missing)
            raise Failure(f"more is needed for this; say it behind the event: {names}")
        question = replace(recorder.question(missing[0].entity, missing[0].name), stands=None)
        match talk.put(pack, question, today):
            case Answered(value=value):
                recorder.set(missing[0].entity, missing[0].name, value)
            case Stop() | Back() | EndOfInput():
                return False
            case _:
                continue
    return True


def _ask_what_grew_old(scene: Scene, talk: Talk) -> tuple[Scene, int]:
    """Ask anew for what was none some time ago, where it can still matter; Enter says that it still is."""
    for place, fact in old_nones(scene):
        here = scene.wording.at[place]
        recorder = Recorder(scene, here, "tell", f"{fact}: asked again")
        question = recorder.question(here.instance.entity, fact)
        match talk.put(scene.pack, replace(question, stands="still none"), scene.decision.today):
            case Answered(value=value):
                recorder.set(here.instance.entity, fact, value)
            case Skipped() | NoneGiven():
                recorder.set(here.instance.entity, fact, None)
            case _:
                break
        recorder.write()
        scene = recorder.scene_now()
    return scene, 0
