"""`advisor done`: records in the situation file that something was done."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from advisor import api
from advisor.backends.oracle import evaluate
from advisor.cli import options, sources
from advisor.cli.choosing import Choice, Scene, choose, possible_places, require_word, which_lines
from advisor.cli.talking import EndOfInput, is_at_terminal, open_talk
from advisor.cli.terminal import (
    INTERRUPTED,
    Failure,
    line_width,
    show,
    style_for,
    tell,
    write_atomically,
)
from advisor.dialogue.dates import date_echo, read_date
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import Answered, NoneGiven, Skipped, Stop
from advisor.ir.packs import Action
from advisor.ir.situations import Case, Placed, instance_at, with_fact
from advisor.ir.types import Kind, Value
from advisor.recording.changing import rewrite
from advisor.rendering.advice_page import Commands
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import plain_text
from advisor.rendering.words import spoken, weekday_words, words_of, written


class Recorder:
    """What changes in one situation, and the file in which it stands."""

    def __init__(self, scene: Scene, here: Placed) -> None:
        self.scene, self.here = scene, here
        self.path = Path(scene.file)
        self.text = self.path.read_bytes().decode("utf-8")  # with its byte order mark, if any
        self.root = scene.case.situation.root
        self.changed: dict[tuple[str, str, str], tuple[Value | None, Value | None]] = {}

    def at(self, entity: str) -> Placed:
        """The instance, or the one around it, that has this entity's facts."""
        return self.scene.placed[self.here.around[entity]]

    def set(self, entity: str, fact: str, value: Value | None) -> None:
        """State a fact; None says that there is none."""
        place = self.at(entity).place
        before = instance_at(self.scene.case.situation.root, place).facts.get(fact)
        self.changed[place, entity, fact] = (before, value)
        self.root = with_fact(self.root, place, fact, value)

    def write(self) -> None:
        """Put the changes into the file.

        Raises: RecordingError, click.ClickException; the file is as it was then.
        """
        format, document = api.situation_format(self.path), self.scene.case.situation.document
        text = rewrite(self.scene.pack, self.text, format, document, self.root)
        write_atomically(self.path, text)

    def lines(self) -> Iterable[str]:
        """What was written, for the person."""
        label = self.scene.names_of(self.here)[-1]
        yield f"Recorded in {self.path}{f' for {label}' if label else ''}:"
        for (_, entity, fact), (before, value) in self.changed.items():
            declared = self.scene.pack.fact(entity, fact)
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
            outcome = talk.put(recorder.scene.pack, _question(recorder, entity, fact), today)
            match outcome:
                case Answered(value=value):
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
    talk = open_talk()
    tell("")
    talk.say(
        "You may know more now, but there is no terminal to ask you at. These stay as they are:"
    )
    asked = [(_question(recorder, entity, fact), fact) for entity, fact in action.asks]
    for question, fact in asked:
        facts = instance_at(recorder.root, question.place).facts
        stays = "not known" if fact not in facts else question.stands
        if fact in facts and facts[fact] is None:
            stays = "none"
        about = f" ({question.about})" if question.about else ""
        talk.say(f"{fact}{about}: {stays}. {question.ask}", "  ", "    ")
    first, fact = asked[0]
    where = f" under {first.about}" if first.about else ""
    talk.say(
        f"On a terminal, this command asks for them. Or write them into {recorder.path} yourself, "
        f"such as `{fact}: …`{where}."
    )


def _question(recorder: Recorder, entity: str, fact: str) -> FactQuestion:
    here, wording = recorder.at(entity), recorder.scene.wording
    declared = recorder.scene.pack.fact(entity, fact)
    value = instance_at(recorder.root, here.place).facts.get(fact)
    ask = (
        wording.fill(declared.ask, here)
        if declared.ask is not None
        else f"What is the {spoken(fact)}?"
    )
    stands = words_of(value, declared.type, declared.words)
    if declared.type.kind is Kind.DATE and isinstance(value, int):
        stands = date_echo(value, value).partition(",")[0]
    return FactQuestion(here.place, wording.label(here), declared, ask, stands=stands)


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
@click.option(
    "--document",
    metavar="N",
    type=click.IntRange(min=1),
    help="Which situation of the file, counted from 1.",
)
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
    advisor = judging.advisor()
    source = sources.read_source(file, advisor.program)
    case = _case_of(source, document)
    scene = Scene(advisor, file, case)
    if scene.decision.error is not None:
        show(render_advice(scene.decision, scene.pack, line_width(), style_for("auto", sys.stdout)))
        ctx.exit(1)
    choice = choose(scene, require_word(scene, action), label)
    here = _place(ctx, scene, choice, anyway)
    declared = choice.action
    if not declared.done and not declared.asks:
        tell(f"`{declared.name}` is to {declared.kind.value}: there is nothing to record about it")
        ctx.exit(1)
    day = _day_of(on, scene.decision.today)
    recorder = Recorder(scene, here)
    for change in declared.done:
        value = evaluate(
            scene.program,
            case.situation.root,
            day,
            here.place,
            change.value,
            scene.decision.derivations,
            judged_on=scene.decision.today,
        )
        recorder.set(change.entity, change.fact, value)
    recorder.write()
    for line in recorder.lines():
        tell(line)
    status = 0
    if declared.asks and is_at_terminal():
        status = ask_more(recorder, declared, day)
    elif declared.asks:
        tell_what_is_open(recorder, declared)
    if status == 0:
        is_only_one = len(source.cases) + len(source.failed) == 1
        after = replace(case, situation=replace(case.situation, root=recorder.root))
        tell("")
        _show_what_is_next(
            Scene(scene.advisor.on(scene.decision.today), file, after),
            judging.commands(file) if is_only_one else None,
        )
    ctx.exit(status)


def _show_what_is_next(scene: Scene, commands: Commands | None) -> None:
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


def _case_of(source: sources.SourceFile, document: int | None) -> Case:
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


def _day_of(text: str | None, today: int) -> int:
    """When it was done.

    Raises: click.BadParameter, where that is no day, or a day that is still to come.
    """
    if text is None:
        return today
    day = options.day_in_words(text, today, hint="--on")
    if day > today:
        past = read_date(f"last {text}", today)  # of `friday`, the one that has been
        raise click.BadParameter(
            f"{weekday_words(day)} is still to come; a thing is recorded once it is done."
            + (f" Did you mean `last {text}`?" if isinstance(past, int) else ""),
            param_hint="--on",
        )
    return day
