"""Asks what has happened since a situation was left, one thing after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from advisor import api, ir
from advisor.cli import sources, terminal
from advisor.cli.event_recording import (
    OWN_DOING,
    ToldTogether,
    not_so,
    possible,
    told_words,
)
from advisor.cli.newcomers import newcomer, unknown_words
from advisor.cli.picking import BACK, pick, pick_several
from advisor.cli.recorder import Recorder
from advisor.cli.scene import Scene
from advisor.cli.sentence_parts import SentencePart, hear_part, parts_besides, parts_of
from advisor.cli.talking import Talk, open_talk
from advisor.cli.terminal import INTERRUPTED
from advisor.diagnostics import Span
from advisor.dialogue.happenings import Happening, stale_nones
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import Answered, Back, NoneGiven, Skipped
from advisor.dialogue.telling import Told, Understood
from advisor.recording.journal import days_of_nones, read_journal, text_now
from advisor.rendering.words import weekday_words


@dataclass(frozen=True, slots=True)
class AboutNewcomer:
    """A sentence that is heard again, once the one whom it names for the first time is added."""

    meant: Understood
    text: str


Waiting: TypeAlias = SentencePart | Told | AboutNewcomer
MOST_AT_ONCE = 14  # events in one list; of more, one first says whom they are about


def hear(scene: Scene, talk: Talk) -> tuple[Scene, int]:
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
        while (one := _choose(scene, talk, asked, waiting)) is not None:
            if one.day is None and one.fact is None:
                day = _ask_day(scene, one.happening, since, talk)
                if isinstance(day, Back):
                    waiting.clear()
                    continue
                if day is None:
                    break
                one = replace(one, day=day if one.happening.has_day else None)
            together = ToldTogether()
            scene = together.record(scene, one, {}, talk, may_ask=True)
            while waiting:
                told: Waiting | None = waiting.pop(0)
                if isinstance(told, AboutNewcomer):
                    waiting[:0] = parts_besides(scene, told.meant, told.text)
                elif isinstance(told, SentencePart) and told.left_out is not None:
                    together.leave_out(told.text, told.left_out)
                elif isinstance(told, SentencePart):
                    heard = hear_part(scene, told)
                    fits = heard.fits
                    meant = fits if heard.meant.is_sure or not fits else which_of(scene, fits, talk)
                    told, *others = meant or (None,)
                    waiting[:0] = others
                if isinstance(told, Told):
                    scene = together.record(scene, told, {}, talk, may_ask=True)
            scene, status = together.ask(scene, talk, may_ask=True)
            if status:
                return scene, status
            asked = "Has anything else happened?"
        return ask_what_grew_old(scene, talk)
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


def _choose(scene: Scene, talk: Talk, asked: str, waiting: list[Waiting]) -> Told | None:
    """Which event it was; None: nothing more. Of a sentence that tells of several, the others are `waiting` then."""
    found = possible(scene)

    def told_by(line: str) -> Told | str | None:
        part, *waiting[:] = sorted(parts_of(scene, line), key=lambda one: one.left_out is not None)
        heard = hear_part(scene, part)
        if heard.meant.is_denied:
            return not_so(scene)
        if heard.meant.strangers:
            unknown = unknown_words(scene, heard.meant.strangers)
            new = newcomer(scene, heard.meant.strangers[0])
            waiting[:] = [AboutNewcomer(heard.meant, line)]
            return (which_new(new, unknown, talk) if new else None) or unknown
        told = heard.fits
        if heard.meant.is_sure and told:
            return told[0]
        if heard.meant.is_sure or (heard.meant.told and not told):
            return f"{heard.meant.told[0].happening.title}: that does not fit what is known so far."
        one, *others = (which_of(scene, told, talk) if told else ()) or (None,)
        waiting[:] = [*others, *waiting] if one else []
        return one or (OWN_DOING if heard.meant.is_own else None if told else "")

    if len(found) > MOST_AT_ONCE:
        groups = list(dict.fromkeys(one.group for one in found))
        words = {group: scene.whole_name(group) if group else "Something else" for group in groups}
        group = pick(talk, f"{asked} Whom is it about?", words, _MORE, told_by)
        if not isinstance(group, str):
            return group
        found_there = tuple(one for one in found if one.group == group)
    else:
        found_there = found
    keys = {f"{one.event.name} {one.place}": one for one in found_there}
    titles = {key: one.title for key, one in keys.items()}
    has_groups = found_there is not found
    picked = pick(talk, asked, titles, _MORE, told_by, may_go_back=has_groups)
    if picked == BACK:
        return _choose(scene, talk, asked, waiting)
    return Told(keys[picked]) if isinstance(picked, str) else picked


_MORE = "a number, or a sentence; Enter: nothing more"
_NONE = "a number; Enter: none of these"


def which_of(scene: Scene, several: Sequence[Told], talk: Talk) -> tuple[Told, ...]:
    """Those of several readings of a sentence that are meant, often one; none of them: ()."""
    said = [told_words(scene, one) for one in several]
    words = {}
    for number, (one, told) in enumerate(zip(several, said, strict=True)):
        which = f" ({scene.whole_name(one.happening.place)})" if said.count(told) > 1 else ""
        words[f"reading {number}"] = f"{told}{which}{' (done)' if one.happening.is_doing else ''}"
    if len(words) == 1:
        is_meant = pick(talk, "Do you mean this?", words, _NONE) is not None
        return tuple(several) if is_meant else ()
    picked = pick_several(talk, "Which of these?", words)
    return tuple(several[[*words].index(one)] for one in picked)


def which_new(new: Told, unknown: str, talk: Talk) -> Told | None:
    """The event that adds somebody unknown, where the person wants that."""
    assert new.fact is not None
    talk.say(unknown)
    picked = pick(talk, "Is it new?", {"new": f"Add {new.fact[2]}"}, _NONE)
    return new if picked == "new" else None


_DAY = ir.FactDeclaration("day", ir.SITUATION, ir.DATE, Span("", 1, 1, 1, 1), looks=ir.Looks.BACK)


def _ask_day(scene: Scene, one: Happening, since: int | None, talk: Talk) -> int | Back | None:
    """When it happened; None where the person wants to stop, `Back` to say something else."""
    today = scene.decision.today
    if not one.has_day or since == today:
        return today
    question = FactQuestion("", one.title, _DAY, "When was that?", stands="today")
    match talk.put(scene.pack, question, today):
        case Answered(value=int() as day):
            return day
        case Skipped() | NoneGiven():
            return today
        case Back() as back:
            return back
        case _:
            return None


def ask_what_grew_old(scene: Scene, talk: Talk, said: str = "") -> tuple[Scene, int]:
    """Ask anew for what was none some time ago, where it can still matter; Enter says that it still is.

    `said` stands above the questions.
    """
    if said:
        talk.say(said)
    for place, fact in old_nones(scene):
        here = scene.wording.at[place]
        asked = scene.wording.question(scene.pack.fact(here.instance.entity, fact), here)
        recorder = Recorder(scene, here, "tell", f"the answer to “{asked}”")
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
