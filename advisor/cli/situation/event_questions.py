"""Asks what has happened since a situation was left, one thing after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from advisor import api, ir
from advisor.cli import sources, terminal
from advisor.cli.prompts.prompting import Prompter, open_prompter
from advisor.cli.prompts.select_prompts import BACK, select_one, select_several
from advisor.cli.situation.event_recording import (
    OWN_DOING,
    ReportedTogether,
    command_for,
    not_so,
    own_absence,
    possible,
    told_words,
)
from advisor.cli.situation.recorder import Recorder
from advisor.cli.situation.scene import Scene
from advisor.cli.situation.sentence_parts import (
    SentencePart,
    interpret_part,
    parts_besides,
    parts_of,
)
from advisor.cli.terminal import INTERRUPTED
from advisor.diagnostics import Span
from advisor.dialogue.answers import Answered, Back, NoneGiven, Skipped
from advisor.dialogue.event_recognition import Interpretation
from advisor.dialogue.placed_events import PlacedEvent, stale_nones
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.restated_days import said_once
from advisor.recording.journal import days_of_nones, read_journal, text_now
from advisor.rendering.words import and_words, weekday_words


@dataclass(frozen=True, slots=True)
class AboutNewName:
    """A sentence that is interpreted again, once the one whom it names for the first time is added."""

    meant: Interpretation
    text: str


Waiting: TypeAlias = SentencePart | ReportedEvent | AboutNewName
MOST_AT_ONCE = 14  # events in one list; of more, one first says whom they are about
# Of one who has more events than that; the others are shown where somebody asks for them.
MOST_FIRST = 10
_OTHERS = "others"


def ask_what_happened(scene: Scene, prompter: Prompter) -> tuple[Scene, int]:
    """Ask what has happened until nothing has, and record it; gives the situation then, and the exit status.

    Every answer is in the file before the next question. Raises: Failure, where it cannot be written.
    """
    since = last_told(scene)
    first = "What has happened?"
    if since is not None and since < scene.decision.today:
        first = f"What has happened since {weekday_words(since, scene.decision.today)}?"
    asked = first
    waiting: list[Waiting] = []  # what else was said in the same breath
    try:
        while (one := _choose(scene, prompter, asked, waiting)) is not None:
            if one.day is None and one.fact is None:
                day = _ask_day(scene, one.placed_event, since, prompter)
                if isinstance(day, Back):
                    waiting.clear()
                    continue
                if day is None:
                    break
                one = replace(one, day=day if one.placed_event.has_day else None)
            together = ReportedTogether()
            scene = together.record(scene, one, {}, prompter, may_ask=True)
            while waiting:
                told: Waiting | None = waiting.pop(0)
                if isinstance(told, AboutNewName):
                    waiting[:0] = parts_besides(scene, told.meant, told.text)
                elif isinstance(told, SentencePart) and told.left_out is not None:
                    together.leave_out(told.text, told.left_out)
                elif isinstance(told, SentencePart):
                    interpreted = interpret_part(scene, told)
                    fits = interpreted.fits
                    meant = (
                        fits
                        if interpreted.meant.is_sure or not fits
                        else which_of(scene, fits, prompter)
                    )
                    told, *others = meant or (None,)
                    waiting[:0] = others
                if isinstance(told, ReportedEvent):
                    scene = together.record(scene, told, {}, prompter, may_ask=True)
            scene, status = together.ask(scene, prompter, may_ask=True)
            if status:
                return scene, status
            asked = "Has anything else happened?"
        return ask_what_grew_old(scene, prompter)
    except KeyboardInterrupt:
        terminal.tell("")
        return scene, INTERRUPTED


def ask_what_happened_first(
    advisor: api.Advisor, file: str, document: int, is_plain: bool = False
) -> int:
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
                return ask_what_happened(scene, open_prompter(is_plain=is_plain))[1]
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


def _choose(
    scene: Scene, prompter: Prompter, asked: str, waiting: list[Waiting]
) -> ReportedEvent | None:
    """Which event it was; None: nothing more. Of a sentence that tells of several, the others are `waiting` then."""
    found = possible(scene)

    def told_by(typed: str) -> ReportedEvent | str | None:
        line = said_once(typed, scene.decision.today)
        if isinstance(line, Problem):
            return f"{line.message}."
        part, *waiting[:] = sorted(parts_of(scene, line), key=lambda one: one.left_out is not None)
        interpreted = interpret_part(scene, part)
        if interpreted.meant.is_own_absence:
            return own_absence(scene)
        if interpreted.meant.is_denied:
            return not_so(scene)
        if interpreted.meant.unknown_names:
            unknown = unknown_words(scene, interpreted.meant.unknown_names)
            new = new_name(scene, interpreted.meant.unknown_names[0])
            waiting[:] = [AboutNewName(interpreted.meant, line)]
            return (which_new(new, unknown, prompter) if new else None) or unknown
        told = interpreted.fits
        if interpreted.meant.is_sure and told:
            return told[0]
        if interpreted.meant.is_sure or (interpreted.meant.told and not told):
            return f"{interpreted.meant.told[0].placed_event.title}: that does not fit what is known so far."
        one, *others = (which_of(scene, told, prompter) if told else ()) or (None,)
        waiting[:] = [*others, *waiting] if one else []
        return one or (OWN_DOING if interpreted.meant.is_own else None if told else "")

    if len(found) > MOST_AT_ONCE:
        groups = list(dict.fromkeys(one.group for one in found))
        words = {group: scene.whole_name(group) if group else "Something else" for group in groups}
        group = select_one(prompter, f"{asked} Whom is it about?", words, _MORE, told_by)
        if not isinstance(group, str):
            return group
        found_there = tuple(one for one in found if one.group == group)
    else:
        found_there = found
    keys = {f"{one.event.name} {one.place}": one for one in found_there}
    titles = {key: one.title for key, one in keys.items()}
    has_groups = found_there is not found
    few = dict(list(titles.items())[:MOST_FIRST]) if len(titles) > MOST_AT_ONCE else titles
    if few is not titles:
        few[_OTHERS] = f"Show the other {len(titles) - MOST_FIRST}"
    picked = select_one(prompter, asked, few, _MORE, told_by, may_go_back=has_groups)
    if picked == _OTHERS:
        picked = select_one(prompter, asked, titles, _MORE, told_by, may_go_back=has_groups)
    if picked == BACK:
        return _choose(scene, prompter, asked, waiting)
    return ReportedEvent(keys[picked]) if isinstance(picked, str) else picked


_MORE = "a number, or a sentence; Enter: nothing more"
_NONE = "a number; Enter: none of these"


def which_of(
    scene: Scene, several: Sequence[ReportedEvent], prompter: Prompter
) -> tuple[ReportedEvent, ...]:
    """Those of several readings of a sentence that are meant, often one; none of them: ()."""
    said = [told_words(scene, one) for one in several]
    words = {}
    for number, (one, told) in enumerate(zip(several, said, strict=True)):
        which = f" ({scene.whole_name(one.placed_event.place)})" if said.count(told) > 1 else ""
        words[f"reading {number}"] = (
            f"{told}{which}{' (done)' if one.placed_event.is_action else ''}"
        )
    if len(words) == 1:
        is_meant = select_one(prompter, "Do you mean this?", words, _NONE) is not None
        return tuple(several) if is_meant else ()
    picked = select_several(prompter, "Which of these?", words)
    return tuple(several[[*words].index(one)] for one in picked)


def which_new(new: ReportedEvent, unknown: str, prompter: Prompter) -> ReportedEvent | None:
    """The event that adds somebody unknown, where the person wants that."""
    assert new.fact is not None
    prompter.say(unknown)
    picked = select_one(prompter, "Is it new?", {"new": f"Add {new.fact[2]}"}, _NONE)
    return new if picked == "new" else None


_DAY = ir.FactDeclaration("day", ir.SITUATION, ir.DATE, Span("", 1, 1, 1, 1), looks=ir.Looks.BACK)


def _ask_day(
    scene: Scene, one: PlacedEvent, since: int | None, prompter: Prompter
) -> int | Back | None:
    """When it happened; None where the person wants to stop, `Back` to say something else."""
    today = scene.decision.today
    if not one.has_day or since == today:
        return today
    question = FactQuestion("", one.title, _DAY, "When was that?", stands="today")
    match prompter.put(scene.pack, question, today):
        case Answered(value=int() as day):
            return day
        case Skipped() | NoneGiven():
            return today
        case Back() as back:
            return back
        case _:
            return None


def ask_what_grew_old(scene: Scene, prompter: Prompter, said: str = "") -> tuple[Scene, int]:
    """Ask anew for what was none some time ago, where it can still matter; Enter says that it still is.

    `said` stands above the questions.
    """
    if said:
        prompter.say(said)
    for place, fact in old_nones(scene):
        here = scene.wording.at[place]
        asked = scene.wording.question(scene.pack.fact(here.instance.entity, fact), here)
        recorder = Recorder(scene, here, "tell", f"the answer to “{asked}”")
        if not recorder.makes_sense(here.instance.entity, fact):
            continue
        question = recorder.question(here.instance.entity, fact)
        match prompter.put(
            scene.pack, replace(question, stands="still none"), scene.decision.today
        ):
            case Answered() as answered:
                recorder.take(here.instance.entity, fact, answered)
            case Skipped() | NoneGiven():
                recorder.set(here.instance.entity, fact, None)
            case _:
                break
        recorder.write()
        scene = recorder.scene_now()
    return scene, 0


def new_name(scene: Scene, name: str) -> ReportedEvent | None:
    """The event that adds something of this name; None where there is none, or what it adds has no names."""
    for one in possible(scene):
        for added in scene.pack.lists[one.event.entity]:
            fact = _name_of(added) if added.list == one.event.adds else None
            if fact is not None:
                return ReportedEvent(one, fact=(added.name, fact.name, name))
    return None


def _name_of(entity: ir.EntityDeclaration) -> ir.FactDeclaration | None:
    """The text that an item is called by: the one it is asked by, or the first in its label."""
    parts = entity.label.parts if entity.label is not None else ()
    names = (entity.asked_by, *(part.fact for part in parts if isinstance(part, ir.Slot)))
    facts = (entity.facts.get(name) for name in names if name is not None)
    texts = (fact for fact in facts if fact is not None and fact.type.kind is ir.Kind.TEXT)
    return next(texts, None)


def unknown_words(scene: Scene, unknown_names: Sequence[str]) -> str:
    """`Nothing here is called “Fabrikam”, so nothing was recorded. There are Acme and Globex.`"""
    labels = [scene.whole_name(here.place) for here in scene.placed if "." not in here.place]
    names = [label for label in labels if label]
    unknown = and_words([f"“{name}”" for name in unknown_names], "or")
    known = f" There {'is' if len(names) == 1 else 'are'} {and_words(names)}." if names else ""
    return f"Nothing here is called {unknown}, so nothing was recorded.{known}"


def unknown_lines(scene: Scene, unknown_names: Sequence[str]) -> list[str]:
    """The same, and the command that adds the first of them."""
    new = new_name(scene, unknown_names[0])
    adding = [] if new is None else [f"To add {unknown_names[0]}:", f"  {command_for(scene, new)}"]
    return [unknown_words(scene, unknown_names), *adding]
