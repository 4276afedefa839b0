"""What can be chosen with arrow keys instead of typed: the marker and the ticks, without a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advisor import ir
from advisor.dialogue.choices import read_choice
from advisor.dialogue.questions import (
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.rendering.words import words_of


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers to choose from: their words, and for each the line that would say it if it were typed.

    `may_tick`: several at once. `is_listed`: they stand one below the other, numbered from 1. Without
    answers, there is nothing to choose, and one types.
    """

    words: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    may_tick: bool = False
    is_listed: bool = True


NOTHING_TO_CHOOSE = Choices()
YES_OR_NO = Choices(("yes", "no"), ("yes", "no"), is_listed=False)


def choices_of(question: Question) -> Choices:
    """The answers that a question offers."""
    match question:
        case FactQuestion(declared=declared) if declared.type.kind is ir.Kind.CHOICE:
            names, also = declared.type.choices, declared.type.also
            words = {name: words_of(name, declared.type, declared.words) for name in names}
            return listed(words, also)
        case EachQuestion(parts=parts):
            return choices_of(parts[0])
        case FactQuestion(declared=declared) if declared.type.kind is ir.Kind.YES_NO:
            return YES_OR_NO
        case SeveralQuestion(options=options):
            lines = tuple(str(number) for number in range(1, len(options) + 1))
            return Choices(tuple(option.words for option in options), lines, may_tick=True)
        case MoreQuestion(asked_by=None) | GoOnQuestion():
            return YES_OR_NO
        case _:
            return NOTHING_TO_CHOOSE


def listed(words: Mapping[str, str], also: Sequence[tuple[str, str]] = ()) -> Choices:
    """One of these, by name; each is said by its number, where that means no other one.

    A choice that is called `2` and stands first is said by its name: "1" would do, "2" means it, too.
    """
    names = tuple(words)

    def line(number: int, name: str) -> str:
        said = (str(number), name, words[name])
        return next((s for s in said if read_choice(s, names, words, tuple(also)) == name), name)

    lines = tuple(line(number, name) for number, name in enumerate(names, 1))
    return Choices(tuple(words.values()), lines)


@dataclass
class Chooser:
    """Where the marker stands (None: nowhere, and Enter means what it means without it), and the ticks."""

    choices: Choices
    marker: int | None = None
    ticked: set[int] = field(default_factory=set)

    def move(self, step: int) -> None:
        """To the next answer (1) or the one before (-1). Past the ends it stands nowhere once."""
        count = len(self.choices.words)
        at = 0 if self.marker is None else self.marker + 1
        at = (at + step) % (count + 1)
        self.marker = None if at == 0 else at - 1

    def tick(self) -> None:
        """Tick the marked answer, or take its tick away; where none is marked, mark the first."""
        if self.marker is None:
            self.move(1)
        elif self.choices.may_tick:
            self.ticked ^= {self.marker}

    def line(self) -> str:
        """What Enter types: `3`, `1 3`, `yes`; "" where nothing is chosen."""
        if self.choices.may_tick:
            return " ".join(self.choices.lines[number] for number in sorted(self.ticked))
        return "" if self.marker is None else self.choices.lines[self.marker]


def completions(choices: Choices, typed: str, wishes: Sequence[str]) -> list[str]:
    """The words that begin like what is typed: those of the answers first, then the wishes."""
    begun = typed.strip().lower()
    return [word for word in (*choices.words, *wishes) if begun and word.lower().startswith(begun)]
