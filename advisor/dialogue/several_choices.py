"""What is typed where several may be so: numbers, words of the lines, or sentences of what has happened.

`1 3`, `angry, reposted`, `they rang on monday and will decide by friday`: a day or a length of time that a sentence says is
taken, where it is clear of which line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from advisor import ir
from advisor.dialogue.answers import Picked, Skipped
from advisor.dialogue.carrier_phrases import is_a_length, read_in_carrier_phrase
from advisor.dialogue.choices import (
    each_said,
    exact_choice,
    meant_choices,
    once_more,
    read_choice,
    which_of_these,
)
from advisor.dialogue.dates import read_day
from advisor.dialogue.days_in_sentences import days_meant, without_days
from advisor.dialogue.event_recognition import EventRecognizer
from advisor.dialogue.event_wordings import wordings_of
from advisor.dialogue.placed_events import PlacedEvent, events_of_actions
from advisor.dialogue.polar_answers import is_none, is_not_known, yes_or_no
from advisor.dialogue.quantities import Problem, read_duration, read_period, shown
from advisor.dialogue.questions import SeveralQuestion, otherwise
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.text_normalization import tokens_in

_ALL_OF_THEM = re.compile(r"(?:both|all|each)(?: of (?:them|these))?(?: are)?|everyone|every one")
_FEW = 6  # options of which somebody may mean all
_NO_OPTION = {"none of them", "none of these", "0", "nothing of it", "nothing special"}
_LENGTHS = {
    ir.Kind.DURATION: read_duration,
    ir.Kind.WORKING_DAYS: read_duration,
    ir.Kind.PERIOD: read_period,
}

# By the number of an option, from 0, what its first fact is; None: that is asked next.
_Ticked: TypeAlias = Mapping[int, ir.Value | None]


def read_several(
    question: SeveralQuestion, typed: str, plain: str, today: int
) -> Picked | Skipped | Problem:
    """`1 3`, `1, 3`, `1 and 3`, words of some of the lines, or what has happened."""
    if is_not_known(plain):
        return Skipped()
    if not plain or is_none(plain) or yes_or_no(plain) is False or plain in _NO_OPTION:
        return Picked(())
    most = 2 if plain.startswith("both") else _FEW
    if len(question.options) <= most and _ALL_OF_THEM.fullmatch(plain):
        return Picked(tuple(range(len(question.options))))
    ticked = _of_all_parts(_Lines(question, today), typed)
    if isinstance(ticked, Problem):
        return ticked
    if not ticked:
        return Problem("type the numbers of those that are so")
    said = tuple((number, value) for number, value in ticked.items() if value is not None)
    return Picked(tuple(ticked), said)


def _of_all_parts(lines: _Lines, typed: str) -> _Ticked | Problem:
    """What is ticked by each part, or by the whole: `they rang on monday and will decide by friday`."""
    parts = [*each_said(typed)]
    if lines.is_one(typed):
        return lines.ticked_by(typed)
    ticked: dict[int, ir.Value | None] = {}
    for part in parts:
        found = lines.ticked_by(part)
        if isinstance(found, Problem) and len(parts) == 1:
            return found
        if isinstance(found, Problem):
            whole = lines.ticked_by(typed)
            is_clear = whole and not isinstance(whole, Problem)
            return whole if is_clear else once_more(found, [number + 1 for number in ticked])
        ticked |= {number: value for number, value in found.items() if ticked.get(number) is None}
    return ticked


class _Lines:
    """The lines of a question, each called by its number. Units: `today` is an ordinal."""

    def __init__(self, question: SeveralQuestion, today: int) -> None:
        self._question, self._calendar, self._today = question, question.calendar, today
        self._options = question.options
        self._words = {str(n): option.words for n, option in enumerate(self._options, 1)}
        self._names = tuple(f"option_{number}" for number in self._words)
        self._said = dict(zip(self._names, self._words.values(), strict=True))

    @cached_property
    def _events(self) -> tuple[ir.Pack, EventRecognizer, list[PlacedEvent]] | None:
        """What recognizes events, and those that can be where a line is about something."""
        program = self._question.events
        if program is None:
            return None
        places = {
            line.place: (line.facts[0].entity, line.label)
            for option in self._options
            for line in option.lines
        }
        happened = [(event, False) for event in program.pack.events.values()]
        done = [(event, True) for event in events_of_actions(program)]
        placed = [
            PlacedEvent(event, place, event.name, place.partition(".")[0], is_action)
            for place, (entity, _) in places.items()
            for event, is_action in (*happened, *done)
            if event.entity == entity
        ]
        names = {place: label for place, (_, label) in places.items()}
        return program.pack, EventRecognizer(wordings_of(program), names), placed

    def is_one(self, typed: str) -> bool:
        """Whether these are the words of a line."""
        return exact_choice(typed, self._names, self._said) is not None

    def ticked_by(self, typed: str) -> _Ticked | Problem:
        """What one sentence ticks: in the words of a line, as what has happened, or by words of it with a day."""
        by_words = read_choice(typed, self._names, self._said)
        if isinstance(by_words, str) and (not any(map(str.isalpha, typed)) or self.is_one(typed)):
            return {self._names.index(by_words): None}
        told, days = without_days(tokens_in(typed), self._today)
        by_days = self._by_days(typed, told, days)
        if is_a_length(typed.lower()) and by_days and not isinstance(by_days, Problem):
            return by_days  # `they said two weeks`, where a length of time is asked for
        if (by_event := self._by_event(typed, isinstance(by_words, Problem))) is not None:
            return by_event
        if isinstance(by_words, str):
            return {self._names.index(by_words): None}
        if by_days is not None:
            return by_days
        without = read_choice(" ".join(told), self._names, self._said) if days else by_words
        if isinstance(without, str) and self._have_passed(days):  # `I was angry on friday`
            return {self._names.index(without): None}
        return by_words

    def _by_days(
        self, typed: str, told: list[str], days: tuple[str, ...]
    ) -> _Ticked | Problem | None:
        """Of `they said by friday`, the line that asks for a day, and of `they said two weeks` for a length of time."""
        if not days or not told:
            return None
        values = {self._names[n]: value for n, value in self._values(typed, days)}
        fits = meant_choices(" ".join(told), tuple(values), self._said)
        if len(fits) > 1:
            return which_of_these(typed, fits, self._names, self._said)
        return {self._names.index(fits[0]): values[fits[0]]} if fits else None

    def _have_passed(self, days: tuple[str, ...]) -> bool:
        read = [read_day(day, self._today, ir.Looks.BACK) for day in days]
        return all(isinstance(day, int) and day <= self._today for day in read)

    def _values(self, typed: str, days: tuple[str, ...]) -> Iterator[tuple[int, ir.Value | None]]:
        """The lines whose first fact is what is said, and that; None where it counts from a day that is not known."""
        is_length = is_a_length(typed.lower())
        for number, option in enumerate(self._options):
            declared = option.lines[0].facts[0]
            length = _LENGTHS.get(declared.type.kind)
            if is_length:
                found = None if length is None else read_in_carrier_phrase(typed, length)
                if isinstance(found, int):
                    yield number, found
            elif declared.type.kind is ir.Kind.DATE and len(days) == 1:
                meant = days_meant(days[0], self._today, declared.looks, self._calendar)
                if meant:
                    yield number, meant[0] if len(meant) == 1 else None

    def _by_event(self, typed: str, is_unknown: bool) -> _Ticked | Problem | None:
        """What an event or an action ticks that the sentence tells of; None where it tells of none.

        `is_unknown`: the sentence means nothing otherwise.
        """
        if self._events is None or not any(map(str.isalpha, typed)):
            return None
        pack, recognizer, placed = self._events
        found = recognizer.recognize(typed, placed, placed, self._today, self._calendar)
        if found.is_denied:
            return {} if is_unknown else None
        if not found.is_outright or not found.told:
            return None
        is_length = is_a_length(typed.lower())
        each = [self._ticked_by_event(pack, told, is_length) for told in found.told]
        fits = [ticked for ticked in each if ticked]
        if not fits:
            none = f"`{shown(typed)}` is none of these lines: type the numbers of those that are so; `change` corrects what"
            return Problem(f"{none} you answered before") if found.is_sure or is_unknown else None
        if any(one.keys() != fits[0].keys() for one in fits):
            numbers = sorted({number for one in fits for number in one})
            return which_of_these(typed, [self._names[n] for n in numbers], self._names, self._said)
        is_same = all(one == fits[0] for one in fits)
        return fits[0] if is_same else dict.fromkeys(fits[0])

    def _ticked_by_event(self, pack: ir.Pack, told: ReportedEvent, is_length: bool) -> _Ticked:
        """The lines that an event ticks; none where it says more than lines can."""
        event, place = told.placed_event.event, told.placed_event.place
        ticked: dict[int, ir.Value | None] = {}
        if told.fact is not None:
            entity, fact, until = told.fact
            number = self._number_of(place, entity, fact)
            if number is not None:
                ticked[number] = None if is_length else until
            if number is None or told.day is None:
                return ticked
        for change in event.sets:
            number = self._number_of(place, change.entity, change.fact)
            is_said = isinstance(change.value, ir.Literal)
            value: ir.Value | None = (
                change.value.value if isinstance(change.value, ir.Literal) else None
            )
            if number is None:
                if is_said and value != otherwise(pack.fact(change.entity, change.fact), None):
                    return {}
                continue
            line = self._options[number].lines[0]
            if is_said and value == otherwise(line.facts[0], line.value):
                continue
            if is_said and line.value not in (None, value):
                return {}
            is_day = change.value is not None and line.facts[0].type.kind is ir.Kind.DATE
            ticked[number] = told.day if is_day else None if line.value is not None else value
        return ticked

    def _number_of(self, place: str, entity: str, fact: str) -> int | None:
        """The number of the option whose first fact that is, at the place or around it."""
        around = ir.places_outwards(place)
        for number, option in enumerate(self._options):
            for line in option.lines:
                first = line.facts[0]
                if (first.entity, first.name) == (entity, fact) and line.place in around:
                    return number
        return None
