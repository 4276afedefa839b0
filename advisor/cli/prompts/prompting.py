"""One question at a time: put to the person, answered by a line from the keyboard or from a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import click

from advisor import ir
from advisor.cli.prompts.menus import Choices, choices_of
from advisor.cli.terminal import line_width, style_for, tell, wants_plain
from advisor.dialogue.answers import (
    Answer,
    AskedInReturn,
    Back,
    ChangeAnswer,
    Explain,
    ListAnswers,
    Named,
    ShowAdvice,
    Stop,
    Wish,
    echo,
)
from advisor.dialogue.quantities import AskedBack, Problem
from advisor.dialogue.questions import (
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
    explain,
)
from advisor.dialogue.replies import understand
from advisor.rendering.layout import Style, plain_text, wrap
from advisor.rendering.words import words_of

if TYPE_CHECKING:
    from advisor.cli.prompts.keyboard import Keyboard

PROMPT = "> "
LONG_LIST = 8  # answers; so many are not listed twice


@dataclass(frozen=True, slots=True)
class EndOfInput:
    """There are no more lines: Ctrl-D, or the end of the pipe."""


Outcome: TypeAlias = Answer | Wish | EndOfInput


@dataclass
class Prompter:
    """Where questions go and answers come from. `misunderstood` counts the lines that meant nothing."""

    style: Style
    width: int
    read: Callable[[], str | None]
    misunderstood: int = 0
    is_questionnaire: bool = False  # where one may list and change answers
    meanwhile: Callable[[], None] = lambda: (
        None
    )  # called while the person reads, as often as one likes
    keys: _Keys | None = None  # reads instead of `read`, and shows what there is to choose
    listed: set[tuple[str, ...]] = field(default_factory=set)  # long lists that were shown

    def say(
        self,
        text: str,
        first: str = "",
        rest: str | None = None,
        look: Callable[[str], str] = str,
    ) -> None:
        """Write a paragraph, wrapped; its lines begin with `first`, all but the first with `rest`."""
        for line in wrap(text, self.width, first, first if rest is None else rest):
            tell(look(line))

    def put(
        self,
        pack: ir.Pack,
        question: Question,
        today: int,
        keep: Callable[[Answer], object] = lambda _: None,
    ) -> Outcome:
        """Put a question until it is answered, or until the person wants something else.

        `keep` gets the answer before it is repeated to the person: what is said to be taken is kept.
        """
        choices = choices_of(question)
        self._show(question)
        self.offer(choices, _hint(question))
        asked_back: AskedBack | None = None
        while True:
            line = self.line(choices, _hint(question))
            if line is None:
                return EndOfInput()
            reply = understand(question, line, today, asked_back)
            asked_back = reply if isinstance(reply, AskedBack) else None
            match reply:
                case Problem(message=message):
                    self.misunderstood += 1
                    said = message[:1].upper() + message[1:]
                    said += "" if said.endswith("?") else "."
                    said += _how_to_confirm(asked_back)
                    self.say(said, "  ", look=self.style.yellow)
                case Explain():
                    if self.keys is None and len(choices.words) >= LONG_LIST:
                        self._list(choices)
                    self._explain(pack, question)
                case AskedInReturn():
                    self.misunderstood += 1
                    what, _, _ = _hint(question).partition("; ")
                    how = "type `advice`" if self.is_questionnaire else "it follows in the end"
                    self.say(only_advice(how, what), "  ", look=self.style.yellow)
                case Back() | Stop():
                    return reply
                case ListAnswers() | ChangeAnswer() | ShowAdvice() if not self.is_questionnaire:
                    self.say("Only the questions of `advisor ask` know that.", "  ")
                case ListAnswers() | ChangeAnswer() | ShowAdvice():
                    return reply
                case _:
                    keep(reply)
                    self._echo(question, line, reply, today)
                    return reply

    def _show(self, question: Question) -> None:
        tell("")
        heading = _heading(question)
        if heading:
            self.say(heading, look=self.style.dim)
        self.say(_asked(question), look=self.style.bold)

    def offer(self, choices: Choices, hint: str) -> None:
        """Show the answers to choose from, numbered, and the hint, where no keys do."""
        if self.keys is not None:
            return
        count = len(choices.words)
        if choices.is_listed and count >= LONG_LIST and choices.words in self.listed:
            hint = f"the same {count} answers as before: ? lists them; {hint}"
        else:
            self._list(choices)
        self.say(f"({hint})", look=self.style.dim)

    def _list(self, choices: Choices) -> None:
        room = len(str(len(choices.words)))
        for number, words in enumerate(choices.words if choices.is_listed else (), 1):
            lead = f"  {number:>{room}}  "
            self.say(words, lead, " " * len(lead))
        self.listed.add(choices.words)

    def line(self, choices: Choices, hint: str) -> str | None:
        """What the person says, as a line; None where there are no more."""
        if self.keys is not None:
            return self.keys.read(choices, hint, self.meanwhile)
        self.meanwhile()
        return self.read()

    def _explain(self, pack: ir.Pack, question: Question) -> None:
        for paragraph in explain(pack, question):
            rest = "    " if paragraph.startswith("- ") else "  "
            self.say(paragraph, "  ", rest)

    def _echo(self, question: Question, line: str, answer: Answer, today: int) -> None:
        words = echo(question, answer, today)
        if words is not None and words.lower() != line.strip().lower():
            self.say(words, "  → ", "    ", look=self.style.green)


def only_advice(how: str, what: str) -> str:
    """What is said to a question of the person's own: how to get to the advice, and what can be told instead."""
    return f"Only the advice answers that: {how}. What can be told here: {what}."


def open_prompter(is_questionnaire: bool = False, is_plain: bool = False) -> Prompter:
    """Prompt through the terminal, or read answers line by line where there is none.

    `is_plain`: without arrow keys and without anything that is drawn anew, as screen readers like it.
    """
    style = style_for(sys.stderr)
    if not is_at_terminal():
        return Prompter(style, line_width(), _from_pipe, is_questionnaire=is_questionnaire)
    if is_plain or not _has_keys():
        return Prompter(style, line_width(), _from_terminal, is_questionnaire=is_questionnaire)
    return Prompter(style, line_width(), _from_terminal, 0, is_questionnaire, keys=_Keys(style))


def is_at_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def _has_keys() -> bool:
    """Whether the terminal can move its cursor, and nobody wants it plain."""
    if wants_plain() or sys.platform == "win32":
        return False
    is_capable = os.environ.get("TERM", "").lower() not in ("", "dumb", "unknown")
    return is_capable and sys.stdout.isatty() and sys.stderr.isatty()


class _Keys:
    """Reads lines by `advisor.cli.prompts.keyboard`, which takes a tenth of a second to load: when it is needed."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._keyboard: Keyboard | None = None

    def read(self, choices: Choices, hint: str, meanwhile: Callable[[], None]) -> str | None:
        if self._keyboard is None:
            from advisor.cli.prompts.keyboard import Keyboard

            self._keyboard = Keyboard(self._style)
        return self._keyboard.read(choices, hint, meanwhile)


def _from_terminal() -> str | None:
    try:
        if sys.stdout.isatty():
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401  # gives `input` its line editing
            return input(PROMPT)
        click.echo(PROMPT, nl=False, err=True)  # the advice goes elsewhere; the prompt must not
        return _line_of_pipe()
    except EOFError:
        return None
    except UnicodeDecodeError:
        return "\ufffd"  # not text: is explained like any other slip


def _from_pipe() -> str | None:
    line = _line_of_pipe()
    if line is not None:
        tell(f"{PROMPT}{plain_text(line)}")  # so that the record can be read
    return line


def _line_of_pipe() -> str | None:
    line = sys.stdin.buffer.readline()
    return line.decode("utf-8", errors="replace").rstrip("\r\n") if line else None


def _how_to_confirm(asked_back: AskedBack | None) -> str:
    if asked_back is None:
        return ""
    if isinstance(asked_back.meant, Named) and asked_back.again is not None:
        return " Type yes, or the same again if it is one."
    if isinstance(asked_back.meant, Named):
        return " Type yes, or all of it once more."
    if isinstance(asked_back.meant, str):
        return " Type yes, or the words as they should stand."
    if asked_back.again is None or asked_back.again == asked_back.meant:
        return " Type yes, or another day."
    return " Type yes, or the same again if you mean that day."


def _heading(question: Question) -> str:
    """What it is about and how far one has come: `Acme · question 4, perhaps 5 more`."""
    about = question.about[:1].upper() + question.about[1:]
    match question:
        case GoOnQuestion():
            return ""
        case FactQuestion() if question.stands is not None or question.may_be_left_out:
            return about or "You"
    number = f"question {question.number}"
    if question.more:
        number += f", perhaps {question.more} more"
    return f"{about} · {number}" if about else number[:1].upper() + number[1:]


def _asked(question: Question) -> str:
    if isinstance(question, FactQuestion | EachQuestion):
        return question.asked
    if not isinstance(question, GoOnQuestion):
        return question.ask
    if question.more == 1:
        return "One more answer could change this advice. Go on?"
    return f"{question.more} more answers could change this advice. Go on?"


def _hint(question: Question) -> str:
    match question:
        case GoOnQuestion():
            return "Enter: yes; no ends here"
        case SeveralQuestion():
            return "numbers, such as 1 3; Enter: none of these"
        case MoreQuestion(along=ir.EntityDeclaration()):
            return "names with their days, such as Hill on 20 nov, Wood last friday; commas between them"
        case MoreQuestion(asked_by=ir.FactDeclaration() as declared):
            if declared.type.kind is ir.Kind.DATE:
                return "a day, such as 20 nov or last friday; several with commas; no: none"
            return "one or several, with commas between them"
        case MoreQuestion(is_first=is_first):
            return "yes or no" if is_first else "yes or no; Enter: no"
        case FactQuestion():
            return _fact_hint(question)
        case EachQuestion(parts=parts):
            has_day = any(part.day is not None for part in parts)
            numbers = [str(number) for number in range(1, len(parts) + 1)]
            example = (
                ", ".join(f"{one} yesterday" for one in numbers) if has_day else " ".join(numbers)
            )
            _, _, enter = _fact_hint(parts[0]).partition("; ")
            return f"a number for each, such as {example}{enter and f'; {enter}'}"


_DAYS = {
    ir.Looks.BACK: "20 nov, last friday or 3 days ago",
    ir.Looks.AHEAD: "20 nov, friday or in 3 days",
    None: "20 nov, last friday or in 3 days",
}


def _fact_hint(question: FactQuestion) -> str:
    declared = question.declared
    enter = ""
    if question.stands is not None:
        enter = f"; Enter leaves it: {question.stands}"
    elif question.may_be_left_out:
        enter = "; Enter leaves it out"
    elif declared.default is not None:
        enter = f"; Enter: {words_of(declared.default, declared.type, declared.words)}"
    elif question.is_rarely_none:
        enter = "; Enter: not known"
    elif question.may_be_none and declared.type.kind is not ir.Kind.YES_NO:
        is_choice = declared.type.kind is ir.Kind.CHOICE
        enter = f"; Enter: {'none of these' if is_choice else 'there is none'}"
    is_left_by_enter = question.stands is not None or question.may_be_left_out
    if not (is_left_by_enter or declared.is_required or question.is_rarely_none):
        enter += "; skip: not known"
    match declared.type.kind:
        case ir.Kind.YES_NO:
            return f"yes or no{', or the day' if question.day is not None else ''}{enter}"
        case ir.Kind.NUMBER:
            return f"a number{enter}"
        case ir.Kind.DATE:
            return f"a day, such as {_DAYS[declared.looks]}{enter}"
        case ir.Kind.DURATION | ir.Kind.WORKING_DAYS:
            return f"such as 5 days or 2 weeks{enter}"
        case ir.Kind.PERIOD:
            return f"such as 6 months or 2 years{enter}"
        case ir.Kind.CHOICE:
            is_asked_when = question.day is not None
            how = (
                "a number and the day, such as 1 yesterday"
                if is_asked_when
                else "a number or the first letters"
            )
            return f"{how}{enter}"
        case ir.Kind.TEXT:
            return f"in your own words{enter}"
