"""How the events of a pack, and actions that were carried out, are said: their wordings as phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from advisor import ir
from advisor.backends.protocol import once_a_program
from advisor.dialogue.phrases import Mention, Phrase, phrase_of, words_of_template
from advisor.dialogue.placed_events import events_of_actions

EventKey: TypeAlias = tuple[str, bool]  # the name of an event, or of an action that was carried out


class EventWordings:
    """All wordings of a pack; `action_events` are actions as events.

    Shape: `phrases` gives each of an event with whether a day has to follow, `vocabulary` the stems in any of them,
    `events_with` of how many events a stem is one, and `up_to_denial` those that say the same by themselves: of `they can not offer me the job`, `offer` says something else.
    """

    def __init__(self, pack: ir.Pack, action_events: Iterable[ir.Event] = ()) -> None:
        self.pack = pack
        self.phrases: dict[EventKey, tuple[tuple[Phrase, bool], ...]] = {
            (event.name, False): _wordings(event) for event in pack.events.values()
        }
        self.phrases |= {(event.name, True): _wordings_of_action(event) for event in action_events}
        self.vocabulary = {
            key: frozenset(stem for phrase, _ in phrases for stem in phrase.stems)
            for key, phrases in self.phrases.items()
        }
        self.up_to_denial = {
            key: frozenset(stem for phrase, _ in phrases for stem in phrase.up_to_denial)
            for key, phrases in self.phrases.items()
        }
        self.events_with = Counter(stem for known in self.vocabulary.values() for stem in known)
        self.known_stems = frozenset(self.events_with)
        # Who is the speaker's own, and nobody that the other events are about: of `my boss offered me more`, the boss.
        self.own_people = frozenset(
            phrase.stems[0]
            for event in pack.events.values()
            if event.entity == ir.SITUATION
            for phrase, _ in self.phrases[event.name, False]
            if phrase.stems and phrase.begins_with_own
        )
        # `I applied to them`, of an event that adds somebody: they are new, and their name follows
        self.leads_to_new_names = sorted(
            (
                tuple(lead[:-1])
                for event in pack.events.values()
                if event.adds is not None
                for template in event.also
                if (lead := _lead_of_new_name(event, template))
            ),
            key=len,
            reverse=True,
        )


@once_a_program
def wordings_of(program: ir.Program) -> EventWordings:
    """All wordings of the events and the actions of a program; reading them takes longer than any sentence."""
    return EventWordings(program.pack, events_of_actions(program))


@once_a_program
def wordings_of_events(program: ir.Program) -> EventWordings:
    """Those of the events alone, by which choices are told."""
    return EventWordings(program.pack)


def _wordings(event: ir.Event) -> tuple[tuple[Phrase, bool], ...]:
    """The title and the other words of an event, and whether a day has to follow: `they gave me until`."""
    also = [one for one in event.also if not _lead_of_new_name(event, one)]
    return _phrases([list(words_of_template(one)) for one in (event.title, *also)])


def _lead_of_new_name(event: ir.Event, template: ir.Template) -> list[str]:
    """The words of a wording that ends in whom the event adds to the situation: `I applied to them`; else none."""
    if event.adds is None or event.entity != ir.SITUATION:
        return []
    words = [word for word in words_of_template(template) if isinstance(word, str)]
    return words if words[-1:] == ["them"] else []


def _wordings_of_action(event: ir.Event) -> tuple[tuple[Phrase, bool], ...]:
    """The title of an action as somebody says that it is done: of `Tell Acme your answer`, `I told Acme my answer`."""
    spoken = {"you": "i", "your": "my", "yours": "mine", "yourself": "myself"}
    title = [spoken.get(w, w) if isinstance(w, str) else w for w in words_of_template(event.title)]
    return _phrases([["i", *title], *(list(words_of_template(one)) for one in event.also)])


def _phrases(wordings: Iterable[list[str | Mention]]) -> tuple[tuple[Phrase, bool], ...]:
    return tuple(
        (phrase_of(words[:-1] if words[-1:] == ["until"] else words), words[-1:] == ["until"])
        for words in wordings
    )
