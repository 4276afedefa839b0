"""What a reply to a question can be, an answer or a wish; and how an answer is said back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advisor import ir
from advisor.dialogue.dates import date_echo
from advisor.dialogue.questions import (
    Choosable,
    EachQuestion,
    FactQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.rendering.words import spoken, weekday_words, words_of

# Other facts of the same instance, said in the same breath.
Besides: TypeAlias = tuple[tuple[ir.FactDeclaration, ir.Value], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer; for "one more?" yes or no. `counted_from` is the day from which a length counts (an ordinal)."""

    value: ir.Value
    counted_from: int | None = None
    besides: Besides = ()


@dataclass(frozen=True, slots=True)
class Named:
    """All items of a list, each by the fact that it is asked by; None: of which that is not known.

    `along` has for each of them the items inside it, likewise; an empty one says nothing of these.
    """

    values: tuple[ir.Value | None, ...]
    along: tuple[tuple[ir.Value | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """An answer for each of several instances, from the first on."""

    answers: tuple[Answered | OnDay | NoneGiven | Skipped, ...]


@dataclass(frozen=True, slots=True)
class OnDay:
    """What is so, yes or a choice, and on which day that came about; None for the one that is not known."""

    value: ir.Value | None
    day: int | None
    besides: Besides = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """Those of several facts that are so, by their numbers from 0, and what was `said` of some in the same breath."""

    numbers: tuple[int, ...]
    said: tuple[tuple[int, ir.Value], ...] = ()


@dataclass(frozen=True, slots=True)
class NoneGiven:
    """There is none."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person does not know, or would rather not say."""


@dataclass(frozen=True, slots=True)
class Back:
    """Undo the last answer."""


@dataclass(frozen=True, slots=True)
class Explain:
    """Say why this is asked and what can be answered."""


@dataclass(frozen=True, slots=True)
class AskedInReturn:
    """The person asks something that only the advice answers."""


@dataclass(frozen=True, slots=True)
class ListAnswers:
    """Show what was answered so far."""


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Answer once more what stands under this number in the list of answers; None: show the list."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ShowAdvice:
    """Show the advice so far."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End here, with the advice so far."""


Answer: TypeAlias = Answered | OnDay | Named | Each | Picked | NoneGiven | Skipped
Wish: TypeAlias = Back | ListAnswers | ChangeAnswer | ShowAdvice | Stop
Reply: TypeAlias = Answer | Explain | AskedInReturn | Wish


def echo(question: Question, answer: Answer, today: int) -> str | None:
    """How an answer is repeated, where what was understood is not plain from what was typed."""
    match question, answer:
        case FactQuestion(stands=str()), Skipped():
            return "left as it is"
        case FactQuestion(may_be_left_out=True), Skipped():
            return "left out"
        case _, Skipped():
            return "left open"
        case SeveralQuestion(options=options), Picked(numbers=numbers):
            return (
                "; ".join(_tick_echo(options[n], answer, n, today) for n in numbers)
                or "none of these"
            )
        case FactQuestion(declared=declared), OnDay(value=value, day=day):
            what = words_of(value, declared.type, declared.words)
            which = "which of them is not known" if value is None else what
            when = "on a day not known" if day is None else date_echo(day, today)
            return f"{which}, {when}{_echo_of_besides(answer.besides, today)}"
        case EachQuestion(parts=parts), Each(answers=answers):
            said = [
                (part.about, echo(part, one, today))
                for part, one in zip(parts, answers, strict=False)
            ]
            return "; ".join(f"{about}: {words}" for about, words in said)
        case MoreQuestion(asked_by=ir.FactDeclaration()), Named(values=values, along=along) if (
            along
        ):
            told = [
                f"{name}, {' and '.join(_day_echo(day, today) for day in days)}"
                if days
                else f"{name}"
                for name, days in zip(values, along, strict=True)
            ]
            return "; ".join(told)
        case MoreQuestion(asked_by=ir.FactDeclaration() as declared), Named(values=values):
            if declared.type.kind is ir.Kind.DATE:
                return "; ".join(_day_echo(day, today) for day in values)
            names = [
                "one that is not known"
                if value is None
                else words_of(value, declared.type, declared.words)
                for value in values
            ]
            return _echo_of_names(names) if declared.type.kind is ir.Kind.TEXT else ", ".join(names)
        case MoreQuestion(asked_by=ir.FactDeclaration()), Answered(value=False):
            return "none"
        case FactQuestion(), NoneGiven():
            return "none"
        case FactQuestion(declared=declared), Answered(value=value, counted_from=start):
            if declared.type.kind is ir.Kind.DATE and isinstance(value, int):
                counted = "" if start is None else f", counted from {weekday_words(start, today)}"
                return f"{date_echo(value, today)}{counted}"
            if declared.type.kind in (ir.Kind.TEXT, ir.Kind.YES_NO):
                return None
            words = words_of(value, declared.type, declared.words)
            return f"{words}{_echo_of_besides(answer.besides, today)}"
        case _:
            return None


def _echo_of_besides(besides: Besides, today: int) -> str:
    """`; conditions open: yes`."""
    return "".join(
        f"; {spoken(fact.name)}: {_value_echo(fact, value, today)}" for fact, value in besides
    )


def _value_echo(declared: ir.FactDeclaration, value: ir.Value, today: int) -> str:
    if declared.type.kind is ir.Kind.DATE and isinstance(value, int):
        return date_echo(value, today)
    return words_of(value, declared.type, declared.words)


def _tick_echo(option: Choosable, picked: Picked, number: int, today: int) -> str:
    """`They said when I would hear back (Fri 4 Dec 2026, in 4 days)`; of which of several, is asked next."""
    value = dict(picked.said).get(number)
    if value is None or len(option.lines) > 1:
        return option.words
    return f"{option.words} ({_value_echo(option.lines[0].facts[0], value, today)})"


def _day_echo(day: ir.Value | None, today: int) -> str:
    return date_echo(day, today) if isinstance(day, int) else "one on a day not known"


def _echo_of_names(names: Sequence[str]) -> str:
    """`Acme, Globex and Initech` is two names, as `Procter and Gamble` is one, and `acme globex initech`: that must be seen."""
    if (
        len(names) == 1
        and (names[0].count(" ") >= 2 or "/" in names[0])
        and " and " not in names[0]
    ):
        return f"one name: {names[0]} (commas part names)"
    if not any(" and " in name for name in names):
        return ", ".join(names)
    count = "one name" if len(names) == 1 else f"{len(names)} names"
    return f"{count}: {'; '.join(names)} (a comma parts names, `and` does not)"
