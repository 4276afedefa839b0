"""What happened, in a sentence: which event is meant, at which place, and on which day.

    `Acme rejected me on Tuesday`  → they-turned-me-down at Acme, three days ago
    `they might reject me`         → nothing has happened
    `Acme was rude and called`     → perhaps they-answered: is asked back

An event is taken only if one of its wordings stands in the sentence and nothing else does: a word that is in
none of its wordings makes it one to choose from. Days and names are cut out first; a name that nothing has makes
it a sentence about somebody else. That the person did what an action says is an event as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from advisor import ir
from advisor.dialogue.event_wordings import EventKey, EventWordings
from advisor.dialogue.phrases import (
    Phrase,
    is_denying,
    is_hedge,
    is_how_many,
    is_manner,
    is_past,
    is_unreal,
    is_wish,
    places_of,
    says_own_absence,
)
from advisor.dialogue.placed_events import PlacedEvent
from advisor.dialogue.reported_events import KnownDays, ReportedEvent, on_days
from advisor.dialogue.sentences import Sentence, SentenceReader

MOST = 4  # more events to choose from are no help
_LONGEST_SENTENCE = 10**6  # words
_HALF, _NEARLY = 0.5, 0.7  # of a wording, and of the nearest one


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a sentence may mean, the likeliest first. `is_sure`: it is the only one, and nothing is left over.

    `is_denied`: it says that something has not happened, or not yet. `is_own`: that the speaker did something,
    `is_own_absence`: only that they are away, `is_a_mere_call`: no more than that somebody called or wrote.
    `names_somebody`: it says itself whom it is about, `about`: the places of each, also where it is denied, `together`: of several that it names in one breath, the places
    of each. `is_outright`: each of its readings is said in full, and it only
    has to be said which. `says_more`: beside the wording there are words of others of the same event.
    `unknown_names`: names that nothing here has, as they were written; `besides` is what is left of the sentence then:
    `interview on friday` of `I applied to globex, interview on friday`.
    """

    told: tuple[ReportedEvent, ...] = ()
    is_sure: bool = False
    is_denied: bool = False
    is_own: bool = False
    is_own_absence: bool = False
    is_a_mere_call: bool = False
    unknown_names: tuple[str, ...] = ()
    names_somebody: bool = False
    about: tuple[frozenset[str], ...] = ()
    together: tuple[frozenset[str], ...] = ()
    is_outright: bool = False
    says_more: bool = False
    near: tuple[PlacedEvent, ...] = ()  # where it means nothing: of which it has a word
    besides: str | None = None  # what is said beside that somebody is new; None: nobody says that


@dataclass(frozen=True, slots=True)
class _Match:
    """A wording that stands in a sentence: at which words, and the words that are in none of the event's.

    `is_exact`: also with the same endings.
    """

    key: EventKey
    at: frozenset[int]
    left_over: tuple[int, ...]
    is_exact: bool


class EventRecognizer:
    """The wordings of a pack, and the names of one situation.

    Shape: `names` gives the label of every place, `texts` what else is written at the places: a name in it, such as that
    of an interviewer, is one of the outermost item's.
    """

    def __init__(
        self,
        wordings: EventWordings,
        names: Mapping[str, str],
        texts: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._pack, self._wordings = wordings.pack, wordings
        self._reader = SentenceReader(wordings, names, texts)

    def recognize(
        self,
        text: str,
        everywhere: Sequence[PlacedEvent],
        possible: Sequence[PlacedEvent],
        today: int,
        calendar: ir.Calendar | None = None,
        stated: Mapping[tuple[str, str], int] | None = None,
        said_on: Mapping[tuple[str, str], int] | None = None,
        *,
        is_silent_since: bool = False,
        is_supposed: bool = False,
    ) -> Interpretation:
        """What a sentence means, of the events at all places, of which some are possible.

        Shape: `stated` are the days of the situation, by place and fact, to which a length can be added, `said_on` those
        on which others last said something of a fact, from which it counts; `is_silent_since`: they were not in touch again;
        `is_supposed`: nothing of it has happened.
        Units: `today`, and the days, are ordinals.
        """
        if new_name := self._reader.new_name(text, today):
            return Interpretation(unknown_names=new_name[:1], besides=new_name[1])
        said = self._reader.read(text, today)
        days = KnownDays(today, calendar, stated or {}, said_on or {}, is_silent_since, is_supposed)
        whole = self._interpreted(said, everywhere, possible, days)
        # Of `on holiday next week`, nobody else is said to be.
        is_of_nobody = not said.about and (not whole.is_sure or not said.phrase.roles)
        if is_of_nobody and says_own_absence(text):
            return Interpretation(is_own_absence=True)
        if said.reported is None:
            return whole
        # Of `DHL say I start on monday`, what they say is meant; where that is not clear, nothing is.
        told = replace(said, phrase=said.reported, reported=None)
        reported = self._interpreted(told, everywhere, possible, days)
        is_clearer = reported.is_sure or (reported.is_outright and not whole.is_outright)
        return reported if is_clearer else replace(whole, is_sure=False)

    def _interpreted(
        self,
        said: Sentence,
        everywhere: Sequence[PlacedEvent],
        possible: Sequence[PlacedEvent],
        days: KnownDays,
    ) -> Interpretation:
        fitting_keys = {(one.event.name, one.is_action) for one in _named(possible, said.about)}
        # Of two that the sentence says alike, the one that can have happened.
        matches = max(
            self._best(said, fitting_keys),
            self._best(said, self._wordings.phrases.keys()),
            key=_worth,
        )
        covered = {number for match in matches for number in match.at}
        others = [s for number, s in enumerate(said.phrase.stems) if number not in covered]
        if any(is_denying(stem) or (is_unreal(stem) and not is_hedge(stem)) for stem in others):
            return Interpretation(is_denied=True, about=said.about)
        is_hedged = any(map(is_hedge, others))  # `I think they said no`
        keys = [match.key for match in matches]
        is_whole = bool(matches) and not any(match.left_over for match in matches)
        points: dict[EventKey, float] = {}
        if not is_whole:
            points = self._points(said.phrase)
            keys += [key for key in self._near(points) if key not in keys]
        fitting = _at_places(keys, possible, said.about)
        if not fitting and any(map(is_denying, said.phrase.stems)):
            return Interpretation(is_denied=True, about=said.about)
        found = fitting
        if is_whole:  # what does not fit is meant only where it is said outright
            found = found or _at_places(keys, everywhere, said.about)
            found = [one for one in found if not one.is_action] or _each_once(found)
            found = [one for one in found if one.makes_sense] or found
        told = [t for one in found for t in on_days(self._pack, one, said, days)]
        on_their_days = {t.placed_event.event.name for t in told if days.has(t)}
        # of two interviews, the one of yesterday
        told = [t for t in told if days.has(t) or t.placed_event.event.name not in on_their_days]
        is_clear = is_whole and not is_hedged and not said.is_guessed
        groups = {one.group for one in everywhere if one.group}
        named = [places for places in said.about if not groups.isdisjoint(places)]
        is_sure = is_clear and len(told) == 1 and len(named) <= 1
        several = tuple(replace(t, means=said.means) for t in told or map(ReportedEvent, found))[
            :MOST
        ]
        return Interpretation(
            several,
            is_sure,
            is_own=said.phrase.is_own,
            is_a_mere_call=said.phrase.is_a_mere_call,
            unknown_names=said.unknown_names,
            names_somebody=bool(said.about),
            about=said.about,
            together=said.together,
            near=tuple(_at_places(_by_points(points), possible, said.about)[:MOST]),
            says_more=bool(others),
            is_outright=is_whole and not is_hedged and not said.unknown_names,
        )

    def _best(self, said: Sentence, keys: Collection[EventKey]) -> list[_Match]:
        """The events, of these, of which a wording stands in the sentence, those that say most of it."""
        found: list[_Match] = []
        for key, phrases in self._wordings.phrases.items():
            if key not in keys:
                continue
            fit = [phrase for phrase, needs_day in phrases if said.days or not needs_day]
            if not said.leads_until:  # `I have until` is nothing but little words
                fit = [phrase for phrase in fit if phrase.stems]
            own = [match for phrase in fit if (match := self._match(key, phrase, said.phrase))]
            if own:
                found.append(
                    min(own, key=lambda one: (len(one.left_over), -len(one.at), not one.is_exact))
                )
        fewest = min((len(one.left_over) for one in found), default=0)
        near = [one for one in found if len(one.left_over) == fewest]
        near.sort(key=lambda one: -len(one.at))  # what says more of the sentence comes first
        near = [one for one in near if not any(one.at < other.at for other in near)]
        # `I started` is no `I start`, where both are wordings.
        return [one for one in near if one.is_exact] or near

    def _match(self, key: EventKey, phrase: Phrase, said: Phrase) -> _Match | None:
        at = places_of(phrase.stems, said.stems)
        if at is None or not phrase.agrees(0, said, at[0] if at else 0):
            return None
        if any(phrase.belongs_otherwise(n, said, there) for n, there in enumerate(at)):
            return None
        # Of `they rejected me`, `they rejected another one` has not the one to whom it was done.
        is_another = phrase.is_done_to_speaker and not said.has_speaker
        known = frozenset[str]() if is_another else self._wordings.up_to_denial[key]
        rest = [(n, stem) for n, stem in enumerate(said.stems) if n not in at]
        rest = [(n, stem) for n, stem in rest if not (is_hedge(stem) or is_how_many(stem))]
        rest = [
            (n, stem)
            for n, stem in rest
            if stem in self._wordings.known_stems or not is_manner(said.words[n])
        ]
        left = [
            n for n, stem in rest if stem not in known or is_wish(stem) or phrase.is_others(n, said)
        ]
        if phrase.is_own:  # of `turning them down`, `I turned them down` is not so yet
            past = {n for n, word in zip(at, phrase.words, strict=True) if is_past(word)}
            left += sorted(past & said.under_way)
        if at[:1] == (0,) and said.lacks_caller:
            left.append(0)
        is_by_own = (
            said.begins_with_own
            and said.stems[:1] != ()
            and said.stems[0] in self._wordings.own_people
        )
        if is_by_own and 0 not in at:  # of `my boss wants an answer`, it is not they who want one
            left.append(0)
        is_exact = phrase.words == tuple(said.words[n] for n in at)
        return _Match(key, frozenset(at), tuple(left), is_exact)

    @staticmethod
    def _is_near(phrase: Phrase, said: Phrase) -> bool:
        """Whether a wording has a word of a sentence, of which both say the same: who did it, and that it is so."""
        at = next((n for n, stem in enumerate(said.stems) if stem in phrase.stems), None)
        return at is not None and phrase.agrees(0, said, at) and phrase.may_be_said_by(said)

    def _points(self, said: Phrase) -> dict[EventKey, float]:
        """How much of a wording of each event stands in the sentence, from 0 to 1.

        A word counts the more, the fewer events have it: of `move it to Monday`, `they moved the interview` has more
        than `they are moving forward`, and `they said no` has nothing.
        """
        many = self._wordings.events_with
        stems = {stem for stem in said.stems if stem != "had" and not is_how_many(stem)}

        def weight(found: Iterable[str]) -> float:
            return fsum(1 / many[stem] for stem in found)  # the same in whichever order

        return {
            key: max(
                (
                    weight(stems.intersection(phrase.stems))
                    / (
                        weight(phrase.stems)
                        * (1 if said.has_speaker or not phrase.has_speaker else 2)
                    )
                    for phrase, _ in phrases
                    if self._is_near(phrase, said)
                ),
                default=0.0,
            )
            for key, phrases in self._wordings.phrases.items()
        }

    @staticmethod
    def _near(points: Mapping[EventKey, float]) -> list[EventKey]:
        """Events of which a wording stands half in the sentence, the nearest first."""
        least = max(_HALF, max(points.values(), default=0) * _NEARLY)
        return [key for key in _by_points(points) if points[key] >= least]


def _by_points(points: Mapping[EventKey, float]) -> list[EventKey]:
    return sorted((key for key, one in points.items() if one), key=lambda key: -points[key])


def _worth(matches: Sequence[_Match]) -> tuple[int, int, bool]:
    """How well a sentence is matched: few words left over, many said, and with the same endings."""
    if not matches:
        return (-_LONGEST_SENTENCE, 0, False)
    first = matches[0]
    return -len(first.left_over), max(len(one.at) for one in matches), first.is_exact


def _at_places(
    keys: Iterable[EventKey], placed_events: Sequence[PlacedEvent], about: Sequence[frozenset[str]]
) -> list[PlacedEvent]:
    """The events at the places that were named, or inside them; at all places where none was."""
    there = _named(placed_events, about)
    return [one for key in keys for one in there if (one.event.name, one.is_action) == key]


def _named(
    placed_events: Iterable[PlacedEvent], about: Sequence[frozenset[str]]
) -> list[PlacedEvent]:
    return [
        one
        for one in placed_events
        if not about
        or not (one.place or one.is_collective)
        or any(_is_inside(one.place, p) for p in about)
    ]


def _each_once(action_events: Iterable[PlacedEvent]) -> list[PlacedEvent]:
    """Of actions that change the same at a place, such as two words of thanks, the first."""
    return list(
        {(one.place, one.event.sets): one for one in reversed(list(action_events))}.values()
    )[::-1]


def _is_inside(place: str, places: frozenset[str]) -> bool:
    return any(place == one or place.startswith(f"{one}.") for one in places if one)
