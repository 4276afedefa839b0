"""What one run of a command changes in a situation file: written whole, with a line in the journal."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from advisor import api, ir
from advisor.backends.effects import fact_effects
from advisor.backends.oracle import evaluate
from advisor.cli.prompts.prompting import EndOfInput, Prompter, open_prompter
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import INTERRUPTED, Failure, tell
from advisor.dialogue.answers import Answered, NoneGiven, Skipped, Stop
from advisor.dialogue.conversation import blank_instance
from advisor.dialogue.dates import date_echo
from advisor.dialogue.quantities import Problem
from advisor.dialogue.question_texts import day_it_was_said
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import understand
from advisor.recording.journal import Occasion, StatedNone, read_journal, record
from advisor.recording.rewriting import BYTE_ORDER_MARK, rewrite
from advisor.rendering.layout import plain_text
from advisor.rendering.words import Wording, words_of, written


class Recorder:
    """Collects changes of one situation, and writes them.

    `here` is the instance that they are about; facts are set at it or at one around it. `what` says in
    words what was recorded, for the journal; what is recorded in the same `run` is taken back together.
    """

    def __init__(
        self, scene: Scene, here: ir.Placed, command: str, what: str, run: str | None = None
    ) -> None:
        self.scene, self.path = scene, Path(scene.file)
        self.text = self.path.read_bytes().decode("utf-8")  # with its byte order mark, if any
        self.root = scene.case.situation.root
        self.around: dict[str, str] = {one.instance.entity: one.place for one in scene.around(here)}
        self.place = here.place
        self.changed: dict[tuple[str, str, str], tuple[ir.Value | None, ir.Value | None]] = {}
        self._occasion = Occasion(run or secrets.token_hex(4), command, scene.decision.today, what)
        self._emptied: set[tuple[str, str, str]] = set()  # of these, nothing is stated any more
        self._nones: list[tuple[str, str]] = []
        self._is_begun = False

    @property
    def wording(self) -> Wording:
        """The words of the situation as it is now."""
        scene = self.scene
        return Wording(scene.pack, self.root, scene.decision.derivations, scene.decision.today)

    def add(self, list_name: str, entity: str) -> None:
        """Put a new item into a list of the instance; it is what further changes are about."""
        place = self.place
        number = len(ir.instance_at(self.root, place).lists[list_name])
        item = blank_instance(self.scene.pack, entity)
        self.root = ir.with_item(self.root, place, list_name, item)
        self.place = self.around[entity] = ir.place_inside(place, list_name, number)

    def stated(self, entity: str, fact: str) -> Mapping[str, ir.Value | None]:
        """The fact as it is stated now; nothing where it is missing."""
        facts = ir.instance_at(self.root, self.around[entity]).facts
        return {fact: facts[fact]} if fact in facts else {}

    def set(self, entity: str, fact: str, value: ir.Value | None) -> None:
        """State a fact; None says that there is none."""
        place = self.around[entity]
        before = self.stated(entity, fact).get(fact)
        first, _ = self.changed.get((place, entity, fact), (before, value))
        self.changed[place, entity, fact] = (first, value)
        self.root = ir.with_fact(self.root, place, fact, value)
        self._emptied.discard((place, entity, fact))
        if value is None:
            self._nones.append((place, fact))

    def take(self, entity: str, fact: str, answered: Answered) -> None:
        """State a fact as it was answered, and what was said with it."""
        self.set(entity, fact, answered.value)
        for declared, value in answered.besides:
            self.set(declared.entity, declared.name, value)

    def forget(self, entity: str, fact: str) -> None:
        """Take out what was stated of a fact, so that it is asked for anew where it matters."""
        place = self.around[entity]
        stated = self.stated(entity, fact)
        if stated:
            self.changed[place, entity, fact] = (stated[fact], None)
            self._emptied.add((place, entity, fact))
            self.root = ir.without_fact(self.root, place, fact)

    def carry_out(self, changes: Sequence[ir.Change], day: int) -> None:
        """Make all changes of an action or an event, worked out in the situation as it was before.

        Units: `day` is the ordinal of the day on which it was done.
        """
        program, evaluation_day = self.scene.program, self.scene.decision.today
        for one in fact_effects(program, self.root, self.place, changes, day, evaluation_day):
            if one.is_stated:
                self.set(one.entity, one.fact, one.value)
            else:
                self.forget(one.entity, one.fact)

    def write(self) -> None:
        """Put the changes into the file.

        Raises: RecordingError, ChangedMeanwhileError, Failure; the file is as it was then.
        """
        format, document = api.situation_format(self.path), self.scene.case.situation.document
        text = rewrite(self.scene.pack, self.text, format, document, self.root)
        labels = self.wording.labels()
        nones = tuple(StatedNone(place, labels[place], fact) for place, fact in self._nones)
        if not self._is_begun:
            tell_of_misfit(self.path, self.text)
        problem = write_recorded(self.path, self.text, text, replace(self._occasion, nones=nones))
        if problem and not self._is_begun:
            tell(f"This cannot be taken back later: no journal can be written ({problem}).")
        self.text, self._nones, self._is_begun = text, [], True

    def lines(self) -> Iterator[str]:
        """What was written, for the person."""
        here = self.wording.at[self.place]
        label = ", ".join(reversed([self.wording.label(one) for one in self._named(here)]))
        yield f"Recorded in {self.path}{f' for {label}' if label else ''}:"
        for key, (before, value) in self.changed.items():
            _, entity, fact = key
            declared = self.scene.pack.fact(entity, fact)
            if key in self._emptied:
                yield f"  {plain_text(f'{fact}: taken out  (was {written(before, declared.type)})')}"
                continue
            was = "" if before is None or before == value else written(before, declared.type)
            line = f"{fact}: {written(value, declared.type)}{f'  (was {was})' if was else ''}"
            yield f"  {plain_text(line)}"

    def _named(self, here: ir.Placed) -> list[ir.Placed]:
        """The instance and those around it that are called something, from the inside."""
        placed = self.wording.placed
        return [placed[i] for i in here.around.values() if placed[i].parent is not None]

    def question(self, entity: str, fact: str) -> FactQuestion:
        """Asks for a fact, which Enter leaves as it is."""
        wording = self.wording
        here = wording.at[self.around[entity]]
        declared = self.scene.pack.fact(entity, fact)
        value = self.stated(entity, fact).get(fact)
        ask = wording.question(declared, here)
        stands = words_of(value, declared.type, declared.words)
        if declared.type.kind is ir.Kind.DATE and isinstance(value, int):
            stands = date_echo(value, value).partition(",")[0]
        today = self.scene.decision.today
        said_on = day_it_was_said(self.scene.pack, wording.placed, here.place, declared, today)
        return FactQuestion(
            *(here.place, wording.label(here), declared, ask),
            stands=stands,
            events=self.scene.program,
            said_on=said_on,
        )

    def makes_sense(self, entity: str, fact: str) -> bool:
        """Whether a fact is worth asking for as things stand in the file: whether its `ask_if` holds."""
        ask_if = self.scene.pack.fact(entity, fact).ask_if
        if ask_if is None:
            return True
        now = self.scene_now()
        root, today, derivations = (
            now.case.situation.root,
            now.decision.today,
            now.decision.derivations,
        )
        return evaluate(now.program, root, today, self.around[entity], ask_if, derivations) is True

    def scene_now(self) -> Scene:
        """The situation with its changes, decided as of the same day."""
        scene, document = self.scene, self.scene.case.situation.document
        format = api.situation_format(self.path)
        plain = self.text.removeprefix(BYTE_ORDER_MARK)
        loaded = api.load_cases_text(plain, scene.file, scene.program, format)
        [case] = [one for one in loaded.cases if one.situation.document == document]
        return Scene(scene.advisor.on(scene.decision.today), scene.file, case)


def write_recorded(path: Path, old: str | None, new: str, occasion: Occasion) -> str | None:
    """`record`, whose errors of the system are told in our words.

    Raises: ChangedMeanwhileError, Failure.
    """
    try:
        return record(path, old, new, occasion)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from error


def tell_of_misfit(path: Path, text: str) -> None:
    """Say so where the journal does not lead to this text, as after a change by hand."""
    journal = read_journal(path)
    if not journal.is_readable:
        tell(f"{journal.path} holds lines that no command wrote; it is kept as it is.")
    elif journal.in_force(text) is None:
        open_prompter().say(
            f"{path} was changed by hand since its journal was written, so what was recorded before "
            "cannot be taken back any more. The journal is kept."
        )


def ask_more(
    recorder: Recorder, asks: Sequence[tuple[str, str]], today: int, prompter: Prompter
) -> int:
    """Put the facts that are worth knowing now to the person; gives the exit status."""
    if not any(recorder.makes_sense(*asked) for asked in asks):
        return 0
    tell("")
    prompter.say("You may know more now. Enter leaves a fact as it is; stop ends the questions.")
    try:
        for entity, fact in asks:
            if not recorder.makes_sense(entity, fact):  # perhaps only since the last answer
                continue
            outcome = prompter.put(recorder.scene.pack, recorder.question(entity, fact), today)
            match outcome:
                case Answered() as answered:
                    recorder.take(entity, fact, answered)
                case NoneGiven():
                    recorder.set(entity, fact, None)
                case Stop() | EndOfInput():
                    break
                case Skipped():
                    continue
                case _:  # back: what was recorded stays, so the next question follows
                    continue
            recorder.write()
    except KeyboardInterrupt:
        tell("")
        tell(f"What you have answered is recorded in {recorder.path}.")
        return INTERRUPTED
    return 0


def tell_what_is_open(recorder: Recorder, asks: Sequence[tuple[str, str]]) -> None:
    """Where nobody can be asked: the facts that are worth knowing now, and how to supply them."""
    asks = [asked for asked in asks if recorder.makes_sense(*asked)]
    if not asks:
        return
    prompter = open_prompter()
    tell("")
    prompter.say(
        "You may know more now, but there is no terminal to ask you at. These stay as they are:"
    )
    asked = [(recorder.question(entity, fact), entity, fact) for entity, fact in asks]
    for question, entity, fact in asked:
        stated = recorder.stated(entity, fact)
        stays = "not known" if fact not in stated else question.stands
        if stated and stated[fact] is None:
            stays = "none"
        about = f" ({question.about})" if question.about else ""
        prompter.say(f"{fact}{about}: {stays}. {question.ask}", "  ", "    ")
    first, _, fact = asked[0]
    where = f" under {first.about}" if first.about else ""
    prompter.say(
        f"On a terminal, this command asks for them. Or write them into {recorder.path} yourself, "
        f"such as `{fact}: …`{where}."
    )


def set_in_words(recorder: Recorder, entity: str, fact: str, text: str) -> None:
    """Set a fact to what a person typed for it.

    Raises: Failure, where that means nothing.
    """
    question = recorder.question(entity, fact)
    reply = understand(question, text, recorder.scene.decision.today)
    match reply:
        case Answered() as answered:
            recorder.take(entity, fact, answered)
        case NoneGiven():
            recorder.set(entity, fact, None)
        case Problem(message=message):
            raise Failure(f"{fact}: {message}")
        case _:
            raise Failure(f"{fact}: `{text}` is no value of it")
