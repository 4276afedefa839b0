"""What a sentence tells where a choice is asked for: of where things stand, `they offered me the job` says an offer.

What else it tells of is kept: of `by phone, subject to references`, that it depends on checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor import ir
from advisor.dialogue.answers import Besides
from advisor.dialogue.conditions_in_sentences import SUBJECT_TO, with_its_conditions
from advisor.dialogue.event_recognition import EventRecognizer, Interpretation
from advisor.dialogue.event_wordings import wordings_of_events
from advisor.dialogue.letters import passed_on
from advisor.dialogue.placed_events import PlacedEvent
from advisor.dialogue.questions import otherwise


def choice_by_event(
    program: ir.Program,
    declared: ir.FactDeclaration,
    place: str,
    label: str,
    typed: str,
    today: int,
) -> str | None:
    """The choice that the events set which are told, where all of them set the same one; else None.

    Shape: `label` is the name of the instance at `place`, which may stand in the sentence.
    """
    chosen = {
        event.name: value
        for event in program.pack.events.values()
        if (value := _choice_set_by(event, declared)) is not None
    }
    if not chosen:
        return None
    found = _Events(program, declared, place, label, today).told_by(passed_on(typed))
    told = {chosen.get(one.placed_event.event.name) for one in found.told}
    if not found.is_outright or found.is_denied or len(told) != 1:
        return None
    return told.pop()


def apart_from_events(
    program: ir.Program,
    declared: ir.FactDeclaration,
    place: str,
    label: str,
    typed: str,
    today: int,
) -> tuple[str, Besides] | None:
    """What is left of an answer without the parts that tell of something else, and what these say; None where none does.

    `they told me on the phone`, and that it depends on checks, of `subject to references, they told me on the phone`.
    """
    events = _Events(program, declared, place, label, today)
    kept: list[str] = []
    said: dict[str, tuple[ir.FactDeclaration, ir.Value]] = {}
    for part in _parts(passed_on(typed)):
        told = events.facts_told_by(part)
        said |= {fact.name: (fact, value) for fact, value in told}
        kept += [] if told else [part]
    return (", ".join(kept), tuple(said.values())) if kept and said else None


def _parts(typed: str) -> Iterator[str]:
    """What is said one after the other, and what each of it depends on: `conditional` is a part of its own."""
    for chunk in re.split(r"[,;.]+(?:\s+|$)", typed):
        without = _CONDITIONAL.sub("", chunk)
        for one in with_its_conditions(without):
            yield from (
                [one] if one.startswith(SUBJECT_TO) else filter(None, _AND.split(one.strip()))
            )
        if without != chunk:
            yield f"{SUBJECT_TO}conditions"


_AND = re.compile(r"\s*\b(?:and|but)\s+", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\bconditional(?:ly)?\b(?! (?:up)?on\b)\s*", re.IGNORECASE)


class _Events:
    """The events that a fact's entity may tell of, at one place. Units: `today` is an ordinal."""

    def __init__(
        self, program: ir.Program, declared: ir.FactDeclaration, place: str, label: str, today: int
    ) -> None:
        self._pack, self._declared, self._today = program.pack, declared, today
        self._placed = [
            PlacedEvent(event, place, event.name, place)
            for event in program.pack.events.values()
            if event.entity == declared.entity
        ]
        self._recognizer = EventRecognizer(wordings_of_events(program), {place: label})

    def told_by(self, typed: str) -> Interpretation:
        return self._recognizer.recognize(typed, self._placed, self._placed, self._today)

    def facts_told_by(self, typed: str) -> Besides:
        """What is so by the only event that is meant: what it sets outright, and the day that it asks for."""
        found = self.told_by(typed)
        if not found.is_sure:
            return ()
        [told] = found.told
        entity = self._declared.entity
        said = {
            change.fact: change.value.value
            for change in told.placed_event.event.sets
            if change.entity == entity and isinstance(change.value, ir.Literal)
        }
        if told.fact is not None and told.fact[0] == entity:
            said[told.fact[1]] = told.fact[2]
        facts = [(self._pack.fact(entity, name), value) for name, value in said.items()]
        if any(fact is self._declared or fact.is_required for fact, _ in facts):
            return ()  # of `a verbal offer`, that there is one is known
        return tuple((fact, value) for fact, value in facts if value != otherwise(fact, None))


def _choice_set_by(event: ir.Event, declared: ir.FactDeclaration) -> str | None:
    """The choice of a fact that an event sets outright."""
    if event.entity != declared.entity:
        return None
    for change in event.sets:
        is_it = (change.entity, change.fact) == (declared.entity, declared.name)
        if is_it and isinstance(change.value, ir.Literal):
            return str(change.value.value)
    return None
