"""What `advisor done` changes in a situation file, and what it asks when something was done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from advisor import api
from advisor.cli.main import INTERRUPTED
from advisor.cli.names import names_of
from advisor.cli.sources import SourceFile
from advisor.cli.talking import EndOfInput, open_talk
from advisor.cli.terminal import line_width, tell, write_atomically
from advisor.dialogue.dates import date_echo
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import Given, NoneGiven, Skipped, Stop
from advisor.ir.cases import Case
from advisor.ir.packs import Action, Program
from advisor.ir.places import instance_at, with_fact
from advisor.ir.situations import Placed
from advisor.ir.types import Kind, Value
from advisor.recording.changing import rewrite
from advisor.rendering.layout import plain_text, wrap
from advisor.rendering.wording import Wording, spoken
from advisor.rendering.words import words_of, written


class Recorder:
    """What changes in one situation, and the file in which it stands."""

    def __init__(
        self,
        program: Program,
        source: SourceFile,
        case: Case,
        here: Placed,
        placed: tuple[Placed, ...],
        wording: Wording,
    ) -> None:
        self.program, self.pack, self.here, self.wording = program, program.pack, here, wording
        self.placed = placed
        self.path = Path(source.path)
        self.text = self.path.read_bytes().decode("utf-8")  # with its byte order mark, if any
        self.form = api.situation_form(self.path)
        self.document = case.situation.document
        self.start = self.root = case.situation.root
        self.changed: dict[tuple[str, str, str], tuple[Value | None, Value | None]] = {}

    def place_of(self, entity: str) -> str:
        """The place of the instance, or of the one around it, that has this entity's facts."""
        return self.placed[self.here.around[entity]].place

    def set(self, entity: str, fact: str, value: Value | None) -> None:
        """State a fact; None says that there is none."""
        place = self.place_of(entity)
        before = instance_at(self.start, place).facts.get(fact)
        self.changed[place, entity, fact] = (before, value)
        self.root = with_fact(self.root, place, fact, value)

    def write(self) -> None:
        """Put the changes into the file.

        Raises: RecordingError, click.ClickException; the file is as it was then.
        """
        text = rewrite(self.pack, self.text, self.form, self.document, self.root)
        write_atomically(self.path, text)

    def lines(self) -> Iterable[str]:
        """What was written, for the person."""
        label = names_of(self.here, self.placed, self.wording)[-1]
        yield f"Recorded in {self.path}{f' for {label}' if label else ''}:"
        for (_, entity, fact), (before, value) in self.changed.items():
            declared = self.pack.fact(entity, fact)
            was = "" if before is None or before == value else written(before, declared.type)
            line = f"{fact}: {written(value, declared.type)}{f'  (was {was})' if was else ''}"
            yield f"  {plain_text(line)}"


def ask_more(recorder: Recorder, action: Action, today: int) -> int:
    """Put the facts that are worth knowing now to the person; gives the exit status."""
    talk = open_talk()
    tell("")
    talk.say("You may know more now. Enter leaves a fact as it is; stop ends the questions.")
    try:
        for entity, fact in action.asks:
            outcome = talk.put(recorder.pack, _question(recorder, entity, fact), today)
            match outcome:
                case Given(value=value):
                    recorder.set(entity, fact, value)
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


def tell_what_is_open(recorder: Recorder, action: Action) -> None:
    """Where nobody can be asked: the facts that are worth knowing now, and how to supply them."""
    tell("")
    said = "You may know more now, but there is no terminal to ask you at. These stay as they are:"
    for line in wrap(said, line_width()):
        tell(line)
    asked = [(_question(recorder, entity, fact), fact) for entity, fact in action.asks]
    for question, fact in asked:
        facts = instance_at(recorder.root, question.place).facts
        stays = "not known" if fact not in facts else question.stands
        if fact in facts and facts[fact] is None:
            stays = "none"
        about = f" ({question.about})" if question.about else ""
        said = plain_text(f"{fact}{about}: {stays}. {question.ask}")
        for line in wrap(said, line_width(), "  ", "    "):
            tell(line)
    first, fact = asked[0]
    where = f" under {first.about}" if first.about else ""
    said = (
        f"On a terminal, this command asks for them. Or write them into {recorder.path} yourself, "
        f"such as `{fact}: …`{where}."
    )
    for line in wrap(plain_text(said), line_width()):
        tell(line)


def _question(recorder: Recorder, entity: str, fact: str) -> FactQuestion:
    here = recorder.placed[recorder.here.around[entity]]
    declared = recorder.pack.fact(entity, fact)
    value = instance_at(recorder.root, here.place).facts.get(fact)
    ask = (
        recorder.wording.fill(declared.ask, here)
        if declared.ask is not None
        else f"What is the {spoken(fact)}?"
    )
    stands = words_of(value, declared.type, declared.words)
    if declared.type.kind is Kind.DATE and isinstance(value, int):
        stands = date_echo(value, value).partition(",")[0]
    return FactQuestion(here.place, recorder.wording.label(here), declared, ask, stands=stands)
