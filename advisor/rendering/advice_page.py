"""What all parts of a page of advice share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Advice, Assumption, Decision, FutureDate, OpenQuestion
from advisor.ir.packs import ActionKind, Importance, Pack
from advisor.rendering.layout import cells
from advisor.rendering.style import Style

FEWEST_IN_A_HEAD = 3  # with fewer pieces, their titles are the overview

Place = tuple[str, str]  # of a piece of advice: its action, and where it is advised


class Extent(Enum):
    """How much of the advice a page holds."""

    SHORT = "short"  # a line for each piece
    NORMAL = "normal"  # what a person needs to act on it
    LONG = "long"  # all that is known about it


@dataclass(frozen=True, slots=True)
class Commands:
    """How to call the program again about the situation on a page.

    `file` is the situation's file as a shell takes it, or "" where the commands find it by
    themselves. `options` stand behind it, each with a blank before it: ` --today 2026-11-22`.
    """

    program: str
    file: str
    options: str = ""

    def about(self, command: str, number: int) -> str:
        """A command for the piece of this number: `advisor draft 1 me.yaml`."""
        file = f" {self.file}" if self.file else ""
        return f"{self.program} {command} {number}{file}{self.options}"

    def ask(self) -> str:
        """The command that asks what is still open."""
        file = f" {self.file}" if self.file else ""
        return f"{self.program} ask --answers{file}{self.options}"


@dataclass(frozen=True, slots=True)
class Page:
    """One situation's advice, and how it is to be shown."""

    pack: Pack
    decision: Decision
    width: int
    style: Style
    extent: Extent
    numbers: Mapping[Place, int]  # of each piece of advice
    footnotes: Mapping[str, int]  # of each cited section
    names: Mapping[str, str]  # the labels of instances, by place
    all_questions: bool
    commands: Commands | None

    @property
    def is_long(self) -> bool:
        return self.extent is Extent.LONG

    @property
    def has_head(self) -> bool:
        """Whether the page begins with a line for each piece."""
        return self.extent is Extent.SHORT or len(self.decision.advice) >= FEWEST_IN_A_HEAD

    @property
    def detailed(self) -> Sequence[Advice]:
        """The pieces whose details are shown. For what matters least, its line in the head will do."""
        advice = self.decision.advice
        if self.is_long or not self.has_head:
            return advice
        models: dict[tuple[str, tuple[str, ...]], Advice] = {}
        shown = []
        for piece in advice:
            model = models.setdefault((piece.action, piece.because), piece)
            is_wait = piece.kind is ActionKind.WAIT and not set(piece.notes) - set(model.notes)
            says_more = model is piece or piece.contradicts or not is_wait
            if _has_details(piece) and says_more:
                shown.append(piece)
        return shown or advice

    def number(self, piece: Advice) -> int:
        """The number of a piece, by which commands know it too."""
        return self.numbers[piece.action, piece.place]

    def mark(self, piece: Advice) -> str:
        """The number before its title, as wide as the largest: `1. `, ` 1. ` where there are ten."""
        digits = len(str(len(self.numbers)))
        return f"{self.number(piece):>{digits}}. "

    @property
    def indent(self) -> str:
        """What stands under a title is indented as far as the title."""
        return " " * (len(str(len(self.numbers))) + 2)

    def full_name(self, place: str) -> str:
        """An instance's label behind those of the instances around it: `Acme, the interview on …`."""
        parts = place.split(".") if place else []
        around = (".".join(parts[:n]) for n in range(1, len(parts) + 1))
        return ", ".join(self.names[one] for one in around if self.names.get(one))

    def short_name(self, place: str) -> str:
        """The full name without what goes without saying: a company, where the page knows only one."""
        parts = place.split(".") if place else []
        around = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        telling = [one for one in around if self.names.get(one) and self._has_siblings(one)]
        return ", ".join(self.names[one] for one in telling)

    def _has_siblings(self, place: str) -> bool:
        stem = place.rpartition("[")[0]
        return any(one != place and one.rpartition("[")[0] == stem for one in self.names)


def _has_details(piece: Advice) -> bool:
    """Whether there is more to a piece than its line in the head says.

    "Until Tue 15 Dec: wait for word from Acme" needs no reason below, nor does "keep looking" at any
    time, unless a note says how.
    """
    if piece.contradicts:
        return True
    if piece.kind is ActionKind.WAIT:
        return bool(piece.notes or piece.disputed)
    if piece.importance is Importance.LOW and piece.due is None:
        return piece.status != "later" and bool(piece.notes)
    return True


def spoken_of(decision: Decision) -> dict[str, str]:
    """The labels of all instances that the decision speaks of, by place."""
    spoken: tuple[Advice | Assumption | OpenQuestion | FutureDate, ...] = (
        *decision.advice,
        *decision.assumptions,
        *decision.open_questions,
        *decision.future_dates,
    )
    return {one.place: one.target for one in spoken}


def with_tail(
    lines: Sequence[str],
    mark: Callable[[str], str],
    tail: str,
    mark_tail: Callable[[str], str],
    width: int,
    indent: str,
) -> list[str]:
    """Lines in one colour and a few words behind them in another, on a line of their own if need be."""
    marked = [mark(line) for line in lines]
    if not tail:
        return marked
    if cells(lines[-1]) + 1 + cells(tail) <= width:
        marked[-1] += f" {mark_tail(tail)}"
    else:
        marked.append(indent + mark_tail(tail))
    return marked


def listed(words: Sequence[str]) -> str:
    """`1`, `1 and 3`, `1, 3 and 4`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
