"""Advice: what the person is shown."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from advisor.diagnostics.values import dataclass
from advisor.ir.derivations import DecisionError, Derivations
from advisor.ir.packs import ActionKind, Importance
from advisor.ir.types import Type, Value


class Status(StrEnum):
    """Whether a piece of advice can be followed on the day it is for."""

    NOW = "now"
    OVERDUE = "overdue"
    LATER = "later"


STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: an action for one instance. Dates are ordinals; None is none."""

    action: str
    target: str  # the instance's label; "" for the situation
    place: str  # "" for the situation, else like applications[0].interviews[1]
    entity: str
    kind: ActionKind
    importance: Importance
    start: int | None
    due: int | None
    status: Status
    title: str
    rules: tuple[str, ...]
    because: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    note_rules: tuple[str, ...] = ()  # the rules that gave the notes
    sources: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    contradicts: tuple[tuple[str, str], ...] = ()  # (action, place)
    replaces: tuple[tuple[str, str], ...] = ()  # (action, place) it is given instead of
    full_label: str = ""  # of the instance, with those of the ones around it

    @property
    def start_date(self) -> date | None:
        """Not before this day; None: at once."""
        return None if self.start is None else date.fromordinal(self.start)

    @property
    def due_date(self) -> date | None:
        """Not after this day, of a `wait` until when; None: none."""
        return None if self.due is None else date.fromordinal(self.due)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that the advice rests on because nobody stated the fact."""

    place: str
    target: str
    entity: str
    fact: str
    type: Type
    value: Value
    words: str  # the value in the reader's words
    ask: str  # the question that would settle it


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A missing fact whose answer could still change the advice. `rules` are those that need it."""

    place: str
    target: str
    entity: str
    fact: str
    type: Type
    ask: str
    help: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FutureDate:
    """A day (an ordinal) on which something is said to have happened, and which is still to come.

    It does not count, and nor does the yes-no fact that it belongs to.
    """

    place: str
    target: str
    entity: str
    fact: str
    ask: str  # the question that it answers
    day: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What came out for one situation on one date.

    `future_dates` come in the order of places, those of one instance in the order of declaration.
    """

    title: str | None
    today: int
    advice: tuple[Advice, ...]
    assumptions: tuple[Assumption, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    error: DecisionError | None = None
    derivations: Derivations = field(default_factory=Derivations, compare=False, repr=False)
    future_dates: tuple[FutureDate, ...] = ()

    @property
    def date(self) -> date:
        """The date that the advice is for."""
        return date.fromordinal(self.today)
