"""What somebody says has happened, in a sentence, at a terminal: what is said back, and what is asked."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from advisor import ir
from advisor.cli import sources, terminal
from advisor.cli.prompts.prompting import EndOfInput, Prompter
from advisor.cli.situation.advice_references import shell_word
from advisor.cli.situation.recorder import Recorder, ask_more, set_in_words, tell_what_is_open
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure
from advisor.diagnostics.suggestions import did_you_mean
from advisor.dialogue.answers import Answered, Back, Stop
from advisor.dialogue.event_recognition import EventRecognizer, Interpretation
from advisor.dialogue.event_wordings import wordings_of
from advisor.dialogue.phrases import phrase_of, words_of_template
from advisor.dialogue.placed_events import (
    PlacedEvent,
    action_events,
    possible_events,
    stated_days,
)
from advisor.dialogue.question_texts import day_it_was_said, missing_facts
from advisor.dialogue.replies import understand
from advisor.dialogue.reported_events import ReportedEvent
from advisor.rendering.layout import plain_text
from advisor.rendering.words import relative_date, written

NOTHING_NEW = "Nothing has happened, so nothing was recorded."
OWN_DOING = "What you have done yourself is recorded by `advisor done`."


@dataclass(frozen=True, slots=True)
class FittingInterpretation:
    """What a sentence may mean in a situation; `fits` are those readings that can have happened there."""

    meant: Interpretation
    fits: tuple[ReportedEvent, ...]


def understood(
    scene: Scene,
    text: str,
    places: Collection[str] | None = None,
    *,
    anyway: bool = False,
    is_silent_since: bool = False,
) -> FittingInterpretation:
    """What a sentence may mean, of what can have happened at these places (None: at all of them).

    With `anyway`, everything fits. `is_silent_since`: what others said is old, and they were not in touch since.
    """
    there = None if places is None else frozenset(places)
    return _understood(scene, text, there, anyway, is_silent_since)


@lru_cache(maxsize=256)  # a part is asked for in each way to split a sentence
def _understood(
    scene: Scene, text: str, places: frozenset[str] | None, anyway: bool, is_silent_since: bool
) -> FittingInterpretation:
    recognizer, everywhere, fitting, said_on = _events_in(scene)
    everywhere, fitting = (
        tuple(one for one in some if places is None or one.place in places)
        for some in (everywhere, everywhere if anyway else fitting)
    )
    calendar = scene.program.calendar_of(scene.case.situation.root.facts)
    days = stated_days(scene.pack, scene.placed)
    today = scene.decision.today
    meant = recognizer.recognize(
        *(text, everywhere, fitting, today, calendar, days, said_on),
        is_silent_since=is_silent_since,
        is_supposed=scene.is_supposed,
    )
    # What a person did is so, advised or not.
    fits = (one for one in meant.told if one.placed_event in fitting or one.placed_event.is_action)
    return FittingInterpretation(meant, tuple(fits))


@lru_cache(maxsize=8)
def _events_in(
    scene: Scene,
) -> tuple[
    EventRecognizer,
    tuple[PlacedEvent, ...],
    tuple[PlacedEvent, ...],
    Mapping[tuple[str, str], int],
]:
    """What recognizes events in a situation, all that there are, those that can have happened, and `_said_on`."""
    root, decision = scene.case.situation.root, scene.decision
    given = scene.program, root, decision.derivations, decision.today
    advised = {(piece.action, piece.place) for piece in decision.advice}
    recognizer = EventRecognizer(
        wordings_of(scene.program), scene.wording.labels(), _texts_of(scene)
    )
    return (
        recognizer,
        (*possible(scene, anywhere=True), *action_events(*given)),
        (*possible(scene), *action_events(*given, advised)),
        _said_on(scene),
    )


def _said_on(scene: Scene) -> dict[tuple[str, str], int]:
    """The days on which others last said something of a day to come, by place and fact."""
    each = (
        (here.place, fact)
        for here in scene.placed
        for fact in scene.pack.entities[here.instance.entity].facts.values()
    )
    today = scene.decision.today
    found = {
        (place, fact.name): day_it_was_said(scene.pack, scene.placed, place, fact, today)
        for place, fact in each
    }
    return {key: day for key, day in found.items() if day is not None}


def _texts_of(scene: Scene) -> Iterator[tuple[str, str]]:
    """All that is written in a situation in words of the person's own, and at which place."""
    for here in scene.placed:
        for name, value in here.instance.facts.items():
            fact = scene.pack.entities[here.instance.entity].facts[name]
            if fact.type.kind is ir.Kind.TEXT and isinstance(value, str):
                yield here.place, value


def recorder_of(scene: Scene, placed_event: PlacedEvent, run: str | None = None) -> Recorder:
    """What records an event: it is about the new item, where the event adds one."""
    command = "done" if placed_event.is_action else "tell"
    recorder = Recorder(
        scene, scene.wording.at[placed_event.place], command, placed_event.title, run
    )
    if placed_event.event.adds is not None:
        inner = scene.pack.lists[placed_event.event.entity]
        item = next(e.name for e in inner if e.list == placed_event.event.adds)
        recorder.add(placed_event.event.adds, item)
    return recorder


def told_words(scene: Scene, told: ReportedEvent) -> str:
    """`Acme turned me down, yesterday, Fri 27 Nov`; `Acme answered; Acme promised a reply by Fri 4 Dec`.

    Where the event names the day already, it stands alone: `Acme named a day by which they want my answer: Fri 4 Dec`.
    """
    words = told.placed_event.title
    if told.day is not None:
        words += f", {relative_date(told.day, scene.decision.today)}"
    if told.fact is not None:
        entity, name, value = told.fact
        fact = scene.pack.fact(entity, name)
        recorder = recorder_of(scene, told.placed_event)
        here = recorder.wording.at[recorder.around[entity]]
        if told.placed_event.event.adds is not None and fact.type.kind is ir.Kind.TEXT:
            words += f": {value}"
        elif _says_the_same(told.placed_event.event, fact):
            words += f": {recorder.wording.shown(fact, value)}"
        else:
            words += f"; {recorder.wording.told(fact, here, value)}"
    return plain_text(words)


def _says_the_same(event: ir.Event, fact: ir.FactDeclaration) -> bool:
    """Whether the words of a fact say nothing new beside those of an event: `Acme wants your answer by`."""
    if fact.says is None:
        return False
    of_event, of_fact = (
        {stem for stem in phrase_of(words_of_template(one)).stems if stem not in _LITTLE}
        for one in (event.title, fact.says)
    )
    return bool(of_fact) and of_fact <= of_event


_LITTLE = ("you", "your", "or")  # `you start at Acme on`, `the interview is or was on`


def command_for(scene: Scene, told: ReportedEvent) -> str:
    """The command that says the same: `advisor tell they-answered Acme --on 2026-11-27`."""
    names = [name for name in scene.names_of(scene.wording.at[told.placed_event.place]) if name]
    name, whom = told.placed_event.event.name, [shell_word(name) for name in names[-1:]]
    words = [sources.command_on(scene.file, "tell"), name, *whom]
    if told.placed_event.is_action:
        words = [sources.command_on(scene.file, "done", name), *(f"--for {one}" for one in whom)]
    if told.day is not None:
        words.append(f"--on {ir.iso_date(told.day)}")
    if told.fact is not None and not told.placed_event.is_action:
        entity, fact, value = told.fact
        text = written(value, scene.pack.fact(entity, fact).type)
        words.append(shell_word(f"{fact}={text}"))
    return " ".join(words)


def noted(scene: Scene, several: Sequence[tuple[ReportedEvent, str]]) -> str:
    """What is said once it is recorded: of each, the words for it."""
    said = [f"{'as done: ' * told.placed_event.is_action}{words}" for told, words in several]
    said = [said[0], *(words[:1].upper() + words[1:] for words in said[1:])]
    undo = sources.command_on(scene.file, "undo")
    lead = "Noted " if several[0][0].placed_event.is_action else "Noted: "
    return (
        f"{lead}{'. '.join(said)}. `{undo}` takes {'it' if len(said) == 1 else 'all of it'} back."
    )


def not_so(scene: Scene) -> str:
    """What is said of a sentence by which nothing has happened."""
    return (
        "I read that as nothing that has happened, or not yet, so nothing was recorded. If something has, "
        f"say it in other words; `{sources.command_on(scene.file, 'change')}` corrects an answer."
    )


def own_absence(scene: Scene) -> str:
    """What is said to somebody who tells that they are away."""
    change, timeline = (sources.command_on(scene.file, name) for name in ("change", "timeline"))
    return (
        "You are away yourself, I understand, but these rules cannot use that: nothing was recorded, and no day is "
        f"moved for it. `{timeline}` shows what falls into that time. Where you agree on another day with somebody, "
        f"`{change} FACT DAY` moves it, and `--on DAY` behind `done` says when you did something earlier."
    )


def possible(scene: Scene, *, anywhere: bool = False) -> tuple[PlacedEvent, ...]:
    """The events that fit the situation; with `anywhere`, also those that do not."""
    decision = scene.decision
    root, derivations = scene.case.situation.root, decision.derivations
    return possible_events(scene.program, root, derivations, decision.today, anywhere=anywhere)


def event_lines(found: Sequence[PlacedEvent]) -> Iterator[str]:
    """A line for each event: its name, and what it says."""
    room = max((len(one.event.name) for one in found), default=0)
    for one in found:
        yield f"  {one.event.name:{room}}  {one.title}"


class ReportedTogether:
    """What one sentence tells: recorded one after the other, said back at once, and taken back at once.

    Only then is asked for what may be known now, but not for what another part of the sentence says.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._recorded: list[tuple[ReportedEvent, str, Recorder]] = []
        self._known: set[tuple[str, str, str]] = set()  # place, entity, fact
        self._left_out: list[tuple[str, str]] = []

    def leave_out(self, words: str, why: str) -> None:
        """Remember a part of the sentence that is not recorded, to be said back."""
        self._left_out.append((words, why))

    def record(
        self,
        scene: Scene,
        told: ReportedEvent,
        settings: Mapping[str, str],
        prompter: Prompter,
        *,
        may_ask: bool,
    ) -> Scene:
        """Write an event, once all that a new item needs is known; gives the situation then."""
        recorder = recorder_of(scene, told.placed_event, self._run)
        recorder.carry_out(told.placed_event.event.sets, told.day or scene.decision.today)
        answered = set_said(recorder, settings)
        if told.fact is not None:
            recorder.set(*told.fact)
            answered |= {told.fact[:2]}
        words = told_words(scene, told)
        for asked, said in _told_by_means(recorder, told):
            if asked not in answered:
                answered |= {asked}
                recorder.set(*asked, said)
                fact, here = scene.pack.fact(*asked), recorder.wording.at[recorder.around[asked[0]]]
                words += f"; {plain_text(recorder.wording.told(fact, here, said))}"
        if not write(recorder, prompter, may_ask=may_ask):
            return scene
        self._recorded.append((told, words, recorder))
        if told.placed_event.event.adds:
            answered |= {(entity, fact) for _, entity, fact in recorder.changed}
        self._known |= {(recorder.around[entity], entity, fact) for entity, fact in answered}
        return recorder.scene_now()

    @property
    def count(self) -> int:
        """How much was recorded so far."""
        return len(self._recorded)

    def places_since(self, count: int) -> frozenset[str]:
        """The outermost items that what was recorded since then is about."""
        return frozenset(told.placed_event.group for told, _, _ in self._recorded[count:])

    def say_back(self, scene: Scene, prompter: Prompter) -> None:
        if self._recorded:
            prompter.say(noted(scene, [(told, words) for told, words, _ in self._recorded]))
        for words, why in self._left_out:
            prompter.say(f"“{words}” {why}, so that part was not recorded.")

    def ask(self, scene: Scene, prompter: Prompter, *, may_ask: bool) -> tuple[Scene, int]:
        """Say back what was recorded, and ask; gives the situation then, and the exit status."""
        self.say_back(scene, prompter)
        for told, _, before in self._recorded:
            here, what = scene.wording.at[before.place], told.placed_event.title
            command = "done" if told.placed_event.is_action else "tell"
            recorder = Recorder(scene, here, command, what, self._run)
            asks = [
                (entity, fact)
                for entity, fact in told.placed_event.event.asks
                if (recorder.around[entity], entity, fact) not in self._known
                and not self._is_set_beside(before, (recorder.around[entity], entity, fact))
            ]
            self._known |= {(recorder.around[entity], entity, fact) for entity, fact in asks}
            status = ask_further(recorder, asks, prompter, may_ask=may_ask)
            scene = recorder.scene_now()
            if status:
                return scene, status
        return scene, 0

    def _is_set_beside(self, recorder: Recorder, key: tuple[str, str, str]) -> bool:
        """Whether another part of the sentence says it: of `decided, I'm taking it`, the second says what."""
        return any(key in other.changed for _, _, other in self._recorded if other is not recorder)


def _told_by_means(
    recorder: Recorder, told: ReportedEvent
) -> Iterator[tuple[tuple[str, str], ir.Value]]:
    """Choices that are asked for, and told by how it was said: of an offer `by phone`, that it is by word of mouth."""
    for entity, fact in told.placed_event.event.asks:
        if told.means and recorder.scene.pack.fact(entity, fact).type.kind is ir.Kind.CHOICE:
            question = recorder.question(entity, fact)
            for means in told.means:
                reply = understand(question, means, recorder.scene.decision.today)
                if isinstance(reply, Answered):
                    yield (entity, fact), reply.value


def set_said(recorder: Recorder, settings: Mapping[str, str]) -> frozenset[tuple[str, str]]:
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


def write_and_ask(
    recorder: Recorder,
    one: PlacedEvent,
    answered: frozenset[tuple[str, str]],
    prompter: Prompter,
    *,
    may_ask: bool,
) -> tuple[Scene, int]:
    """Write the event, once all that a new item needs is known, say what was written, and ask for the rest."""
    if not write(recorder, prompter, may_ask=may_ask):
        return recorder.scene, 0
    known = {(entity, fact) for _, entity, fact in recorder.changed} if one.event.adds else answered
    for line in recorder.lines():
        terminal.tell(line)
    asks = [asked for asked in one.event.asks if asked not in known]
    status = ask_further(recorder, asks, prompter, may_ask=may_ask)
    return recorder.scene_now(), status


def write(recorder: Recorder, prompter: Prompter, *, may_ask: bool) -> bool:
    """Write what is recorded, once all that a new item needs is known; False where the person stops before."""
    if not _is_complete(recorder, prompter, may_ask):
        terminal.tell("Nothing was recorded.")
        return False
    recorder.write()
    return True


def ask_further(
    recorder: Recorder, asks: Sequence[tuple[str, str]], prompter: Prompter, *, may_ask: bool
) -> int:
    """Ask for what may be known now, or say that it is open where nobody can be asked; gives the exit status."""
    if asks and may_ask:
        return ask_more(recorder, asks, recorder.scene.decision.today, prompter)
    if asks:
        tell_what_is_open(recorder, asks)
    return 0


def _is_complete(recorder: Recorder, prompter: Prompter, may_ask: bool) -> bool:
    """Ask for what a new item cannot do without; False where the person stops before it is there.

    Raises: Failure, where nobody can be asked.
    """
    pack, today = recorder.scene.pack, recorder.scene.decision.today
    while missing := missing_facts(pack, ir.instance_at(recorder.root, recorder.place)):
        if not may_ask:
            asked = [recorder.question(fact.entity, fact.name) for fact in missing]
            lines = [f"  {plain_text(f'{one.fact}=…  {one.ask}')}" for one in asked]
            raise Failure("\n".join(["more is needed for this; say it behind the event:", *lines]))
        question = replace(recorder.question(missing[0].entity, missing[0].name), stands=None)
        match prompter.put(pack, question, today):
            case Answered() as answered:
                recorder.take(missing[0].entity, missing[0].name, answered)
            case Stop() | Back() | EndOfInput():
                return False
            case _:
                continue
    return True
