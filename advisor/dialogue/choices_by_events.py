"""Which choice is meant by what has happened: of where things stand, `they offered me the job` says an offer."""

from __future__ import annotations

from advisor import ir
from advisor.dialogue.event_recognition import EventRecognizer
from advisor.dialogue.event_wordings import EventWordings
from advisor.dialogue.placed_events import PlacedEvent


def choice_by_event(
    pack: ir.Pack, declared: ir.FactDeclaration, place: str, label: str, typed: str, today: int
) -> str | None:
    """The choice that the events set which are told, where all of them set the same one; else None.

    Shape: `label` is the name of the instance at `place`, which may stand in the sentence.
    """
    chosen = {
        event.name: value
        for event in pack.events.values()
        if (value := _choice_set_by(event, declared)) is not None
    }
    if not chosen:
        return None
    everywhere = [
        PlacedEvent(event, place, event.name, place)
        for event in pack.events.values()
        if event.entity == declared.entity
    ]
    recognizer = EventRecognizer(EventWordings(pack), {place: label})
    found = recognizer.recognize(typed, everywhere, everywhere, today)
    told = {chosen.get(one.placed_event.event.name) for one in found.told}
    if not found.is_outright or found.is_denied or len(told) != 1:
        return None
    return told.pop()


def _choice_set_by(event: ir.Event, declared: ir.FactDeclaration) -> str | None:
    """The choice of a fact that an event sets outright."""
    if event.entity != declared.entity:
        return None
    for change in event.sets:
        is_it = (change.entity, change.fact) == (declared.entity, declared.name)
        if is_it and isinstance(change.value, ir.Literal):
            return str(change.value.value)
    return None
