"""What happened, in a sentence: which event is meant, at which place, and on which day.

    `Acme rejected me on Tuesday`  → they-turned-me-down at Acme, three days ago
    `they might reject me`         → nothing has happened
    `Acme was rude and called`     → perhaps they-answered: is asked back

An event is taken only if one of its wordings stands in the sentence and nothing else does: a word that is in
none of its wordings makes it one to choose from. Days and names are cut out first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.dialogue.counting import MONTHS, WEEKDAYS
from advisor.dialogue.dates import read_day
from advisor.dialogue.happenings import Happening
from advisor.dialogue.quantities import AskedBack
from advisor.dialogue.wordings import (
    Mention,
    Phrase,
    Role,
    is_denying,
    is_past,
    is_unreal,
    is_wish,
    phrase_of,
    places_of,
    stem_of,
    words_in,
    words_of_template,
)
from advisor.ir.calendars import Calendar
from advisor.ir.packs import Event, FactDeclaration, Looks, Pack
from advisor.ir.types import Kind

MOST = 4  # more events to choose from are no help


@dataclass(frozen=True, slots=True)
class Told:
    """An event as somebody told it. `day` is None where no day was said; `fact` is a day that it asks for.

    Units: ordinals.
    """

    happening: Happening
    day: int | None = None
    fact: tuple[str, str, int] | None = None  # entity, fact, day


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence may mean, the likeliest first. `is_sure`: it is the only one, and nothing is left over.

    `is_denied`: it says that something has not happened, or not yet. `is_own`: that the speaker did something.
    """

    told: tuple[Told, ...] = ()
    is_sure: bool = False
    is_denied: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence without its days: `about` are the places that it names, None where it names none."""

    phrase: Phrase
    about: tuple[frozenset[str], ...]
    days: tuple[str, ...]
    is_past: bool


@dataclass(frozen=True, slots=True)
class _Match:
    """A wording that stands in a sentence: at which words, and the words that are in none of the event's."""

    event: Event
    at: frozenset[int]
    left_over: tuple[int, ...]


class Listener:
    """The wordings of a pack, and the names of one situation.

    Shape: `names` gives the label of every place.
    """

    def __init__(self, pack: Pack, names: Mapping[str, str]) -> None:
        self._pack = pack
        self._wordings = {event.name: _wordings(event) for event in pack.events.values()}
        self._vocabulary = {
            name: frozenset(stem for phrase, _ in phrases for stem in phrase.stems)
            for name, phrases in self._wordings.items()
        }
        self._names = _by_words(names)

    def hear(
        self,
        text: str,
        everywhere: Sequence[Happening],
        possible: Sequence[Happening],
        today: int,
        calendar: Calendar | None = None,
    ) -> Understood:
        """What a sentence means, of the events at all places, of which some are possible.

        Units: `today` is an ordinal.
        """
        said = self._without_names(text, today)
        matches = self._best(said)
        covered = {number for match in matches for number in match.at}
        is_denied = any(
            is_denying(stem) or is_unreal(stem)
            for number, stem in enumerate(said.phrase.stems)
            if number not in covered
        )
        if is_denied:
            return Understood(is_denied=True)
        events = [match.event for match in matches]
        is_whole = bool(matches) and not any(match.left_over for match in matches)
        if not is_whole:
            events += [event for event in self._near(said.phrase) if event not in events]
        fitting = _at_places(events, possible, said.about)
        if not fitting and any(map(is_denying, said.phrase.stems)):
            return Understood(is_denied=True)
        found = fitting or _at_places(events, everywhere, said.about)
        told = [t for one in found for t in self._on_days(one, said, today, calendar)]
        is_sure = is_whole and len(told) == 1 and len(said.about) <= 1
        is_own = (0, Role.SELF, False) in said.phrase.roles
        return Understood(tuple(told or map(Told, found))[:MOST], is_sure, is_own=is_own)

    def _best(self, said: _Said) -> list[_Match]:
        """The events of which a wording stands in the sentence, those that say most of it."""
        found: list[_Match] = []
        for name, phrases in self._wordings.items():
            fit = [phrase for phrase, needs_day in phrases if said.days or not needs_day]
            own = [match for phrase in fit if (match := self._match(name, phrase, said.phrase))]
            if own:
                found.append(min(own, key=lambda one: (len(one.left_over), -len(one.at))))
        fewest = min((len(one.left_over) for one in found), default=0)
        near = [one for one in found if len(one.left_over) == fewest]
        return [one for one in near if not any(one.at < other.at for other in near)]

    def _match(self, name: str, phrase: Phrase, said: Phrase) -> _Match | None:
        at = places_of(phrase.stems, said.stems)
        if not at or not phrase.agrees(0, said, at[0]):
            return None
        # Of `they rejected me`, `they rejected another one` has not the one to whom it was done.
        known = (
            frozenset[str]()
            if phrase.is_done_to_speaker and not said.has_speaker
            else self._vocabulary[name]
        )
        rest = [(n, stem) for n, stem in enumerate(said.stems) if n not in at]
        left = (n for n, stem in rest if stem not in known or is_wish(stem))
        return _Match(self._pack.events[name], frozenset(at), tuple(left))

    def _near(self, said: Phrase) -> list[Event]:
        """Events that have words in common with the sentence, the rarer the better."""
        many = Counter(stem for known in self._vocabulary.values() for stem in known)
        points = {
            name: sum(1 / many[stem] for stem in known & set(said.stems) - {"had"})
            for name, known in self._vocabulary.items()
        }
        best = max(points.values(), default=0)
        near = [name for name, one in points.items() if one and one >= best / 2]
        return [self._pack.events[name] for name in sorted(near, key=lambda one: -points[one])]

    def _without_names(self, text: str, today: int) -> _Said:
        words, days = _without_days(words_in(text), today)
        about: list[frozenset[str]] = []
        kept: list[str | Mention] = []
        at = 0
        while at < len(words):
            length, places = self._name_at(words[at:])
            if length:
                kept.append(Mention(" ".join(words[at : at + length])))
                about += [] if places in about else [places]
            else:
                kept.append(words[at])
            at += max(length, 1)
        return _Said(phrase_of(kept), tuple(about), days, any(map(is_past, words)))

    def _name_at(self, words: Sequence[str]) -> tuple[int, frozenset[str]]:
        """How many of the first words are a name, and of which places; the longest that is one."""
        for length in range(len(words), 0, -1):
            if places := self._names.get(tuple(words[:length])):
                is_word = length == 1 and any(
                    set(phrase_of(words[:1]).stems) & known for known in self._vocabulary.values()
                )
                if not is_word or len(self._names) == 1:
                    return length, places
        return 0, frozenset()

    def _on_days(
        self, happening: Happening, said: _Said, today: int, calendar: Calendar | None
    ) -> list[Told]:
        """The event with the days that were said, in each way that they can be meant; none where in no way."""
        if not said.days:
            return [Told(happening)]
        each = [self._on_day(happening, said, day, today, calendar) for day in said.days]
        if len(each) == 1:
            return each[0]
        if len(each) > 2:
            return []
        pairs = [(own, then) for one, other in (each, each[::-1]) for own in one for then in other]
        return [Told(happening, own.day, then.fact) for own, then in pairs if own.day and then.fact]

    def _on_day(
        self,
        happening: Happening,
        sentence: _Said,
        words: str,
        today: int,
        calendar: Calendar | None,
    ) -> list[Told]:
        lead, _, rest = words.partition(" ")
        said = rest if lead in ("to", "for") else words
        day = read_day(said, today, Looks.BACK, calendar)
        has_side = isinstance(read_day(said, today, None, calendar), int)  # `two weeks` has none
        is_own = happening.has_day and has_side
        own = [Told(happening, day)] if isinstance(day, int) and is_own else []
        fact = self._asked_day(happening.event)
        if fact is None:
            return own or ([Told(happening)] if isinstance(day, int) else [])
        looks = fact.looks or (Looks.AHEAD if happening.has_day else Looks.BACK)
        asked = read_day(said, today, looks, calendar)
        then = []
        if isinstance(asked, int) and (has_side or fact.looks is not None):
            then = [Told(happening, None, (fact.entity, fact.name, asked))]
        if own and then and lead in _TOWARDS:  # `by friday`
            return then
        if own and then and (asked == day or (sentence.is_past and _leads_towards(fact))):
            return own  # `they called on friday`, which is no day by which something is
        return own + then

    def _asked_day(self, event: Event) -> FactDeclaration | None:
        """The first day that an event asks for."""
        facts = (self._pack.fact(entity, name) for entity, name in event.asks)
        return next((fact for fact in facts if fact.type.kind is Kind.DATE), None)


_TOWARDS = frozenset(("to", "for", "by", "until", "till", "before", "within"))
_LEADS = _TOWARDS | {"on", "at", "since", "from", "in", "around", "about", "this", "last", "next"}
_LONGEST = 9  # words of a day: `on the morning of the 4th of December 2026`
_DAY_WORD = re.compile(
    rf"[0-9].*|({'|'.join(word[:3] for word in (*WEEKDAYS, *MONTHS))})[a-z]*|today|yesterday|tomorrow|tonight"
    r"|morning|afternoon|evening|night|days?|weeks?|fortnights?|months?|weekend|ago|christmas|xmas|eve|now"
)
_NUMBERED = re.compile(r"(?:fir|seco|thi|four|fif|six|seven|eigh|nin|ten)(?:st|nd|rd|th)")
_NO_DAY = {"may", "mar", "sat", "sun", "wed", "mon", "march", "second"}  # unless more is said


def _leads_towards(fact: FactDeclaration) -> bool:
    """Whether a fact is a day by which something is, as its words say: `Acme wants your answer by`."""
    words = fact.says.parts[-1] if fact.says is not None else ""
    return isinstance(words, str) and words.split(" ")[-1] in _TOWARDS


def _without_days(words: list[str], today: int) -> tuple[list[str], tuple[str, ...]]:
    """The words without those that name a day, and the days: `they called on monday` is one of the two."""
    found: list[str] = []
    kept: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST), at, -1)
        end = next((end for end in ends if _is_day(words[at:end], today)), None)
        if end is None:
            kept.append(words[at])
            at += 1
        else:
            found.append(" ".join(words[at:end]))
            at = end
    return kept, tuple(found)


def _is_day(words: Sequence[str], today: int) -> bool:
    if not any(_DAY_WORD.fullmatch(word) for word in words):
        return False
    bare = [word for word in words if word not in _LEADS]
    if not bare or (len(words) == 1 and bare[0] in _NO_DAY):
        return False
    if any(_NUMBERED.fullmatch(w) for w in bare) and not any(w[:3] in _MONTH_STARTS for w in bare):
        return False
    if any(is_unreal(stem_of(word)) and word not in _TOWARDS for word in words):
        return False
    said = " ".join(words[1:] if words[0] in ("to", "for") else words)
    read = (read_day(said, today, looks) for looks in Looks)
    return any(isinstance(one, int | AskedBack) for one in read)


_MONTH_STARTS = {month[:3] for month in MONTHS}


def _wordings(event: Event) -> tuple[tuple[Phrase, bool], ...]:
    """The title and the other words of an event, and whether a day has to follow: `they gave me until`."""
    found = [list(words_of_template(one)) for one in (event.title, *event.also)]
    return tuple(
        (phrase_of(w[:-1] if w[-1:] == ["until"] else w), w[-1:] == ["until"]) for w in found
    )


def _by_words(names: Mapping[str, str]) -> dict[tuple[str, ...], frozenset[str]]:
    """The places by the words of their labels; of the outermost ones the first words will do: `Acme` of `Acme Labs`."""
    found: dict[tuple[str, ...], set[str]] = {}
    for place, name in names.items():
        words = tuple(words_in(name))
        shortest = 1 if "." not in place else len(words)
        for length in range(max(shortest, 1), len(words) + 1):
            if length == len(words) or length > 1 or len(words[0]) >= _SHORTEST_NAME:
                found.setdefault(words[:length], set()).add(place)
    return {words: frozenset(places) for words, places in found.items()}


_SHORTEST_NAME = 3  # letters


def _at_places(
    events: Iterable[Event], happenings: Sequence[Happening], about: Sequence[frozenset[str]]
) -> list[Happening]:
    """The events at the places that were named, or inside them; at all places where none was."""
    return [
        one
        for event in events
        for one in happenings
        if one.event is event
        and (not about or not one.place or any(_is_inside(one.place, p) for p in about))
    ]


def _is_inside(place: str, places: frozenset[str]) -> bool:
    return any(place == one or place.startswith(f"{one}.") for one in places if one)
