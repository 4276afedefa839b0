"""Advice: what the person is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.calendars import Calendar
from advisor.ir.derivations import DecisionError, Derivations
from advisor.ir.rules import ActionKind, Importance
from advisor.ir.types import Type, Value, counted, iso_date


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
    note_importance: tuple[Importance, ...] = ()  # of each of the notes
    sources: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    contradicts: tuple[tuple[str, str], ...] = ()  # (action, place)
    replaces: tuple[tuple[str, str], ...] = ()  # (action, place) it is given instead of
    full_label: str = ""  # of the instance, with those of the ones around it

    def __repr__(self) -> str:
        """Short: the action, the title and the days."""
        days = [
            f"{word} {iso_date(day)}"
            for word, day in (("from", self.start), ("due", self.due))
            if day is not None
        ]
        return f"<Advice {self.action}: {self.title!r}{''.join(f', {words}' for words in days)}>"

    def to_dict(self) -> dict[str, object]:
        """The piece as plain values, as `advisor advise -f json` writes it."""
        from advisor.rendering.advice_json import advice_object

        return advice_object(self)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from advisor.rendering.advice_notebook import advice_html

        return advice_html(self)

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
class Result:
    """A concluded fact that is shown as a result: `title` is what it is called, `words` its value.

    `rules` concluded it; empty: by its default.
    """

    place: str
    target: str
    entity: str
    fact: str
    type: Type
    value: Value
    title: str
    words: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FutureDate:
    """A day (an ordinal) on which something is said to have happened, and which is still to come.

    It does not count, and nor does the fact that it belongs to.
    """

    place: str
    target: str
    entity: str
    fact: str
    ask: str  # the question that it answers
    day: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What came out for one situation on one date; it iterates over its pieces of advice.

    `results` and `future_dates` come in the order of places, those of one instance in the order of
    declaration; a result that is not given is not among them.
    """

    title: str | None
    today: int
    advice: tuple[Advice, ...]
    assumptions: tuple[Assumption, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    error: DecisionError | None = None
    derivations: Derivations = field(default_factory=Derivations, compare=False, repr=False)
    future_dates: tuple[FutureDate, ...] = ()
    calendar: Calendar | None = field(  # of its working days
        default=None, compare=False, repr=False
    )
    results: tuple[Result, ...] = ()

    def __iter__(self) -> Iterator[Advice]:
        return iter(self.advice)

    def __repr__(self) -> str:
        """Short: the title, the day and how much there is."""
        title = f" {self.title!r}" if self.title else ""
        found = f"{len(self.advice)} piece{'s' if len(self.advice) != 1 else ''} of advice"
        if self.error is not None:
            why = {"conflict": "a conflict", "range": "a value out of range"}
            found = f"no advice, because of {why.get(self.error.kind, 'a list that is too long')}"
        open = counted(len(self.open_questions), "open question")
        return f"<Decision{title} of {iso_date(self.today)}: {found}, {open}>"

    def to_dict(self) -> dict[str, object]:
        """The whole as plain values, as `advisor advise -f json` writes it."""
        from advisor.rendering.advice_json import decision_object

        return decision_object(self)

    def to_dicts(self) -> list[dict[str, object]]:
        """Its pieces of advice as plain values, ready for a table."""
        return [piece.to_dict() for piece in self.advice]

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from advisor.rendering.advice_notebook import decision_html

        return decision_html(self)

    @property
    def date(self) -> date:
        """The date that the advice is for."""
        return date.fromordinal(self.today)
