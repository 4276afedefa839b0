"""What happened, in a sentence: which event is meant, at which place, and on which day.

    `Acme rejected me on Tuesday`  → they-turned-me-down at Acme, three days ago
    `they might reject me`         → nothing has happened
    `Acme was rude and called`     → perhaps they-answered: is asked back

An event is taken only if one of its wordings stands in the sentence and nothing else does: a word that is in
none of its wordings makes it one to choose from. Days and names are cut out first; a name that nothing has makes
it a sentence about somebody else. That the person did what an action says is an event as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics.suggestions import closest
from advisor.dialogue.dates import read_day
from advisor.dialogue.days_in_sentences import TOWARDS, days_meant, is_day_word, without_days
from advisor.dialogue.happenings import Happening
from advisor.dialogue.letters import passed_on
from advisor.dialogue.loose_days import added_length
from advisor.dialogue.wordings import (
    Mention,
    Phrase,
    Role,
    as_told,
    folded_name,
    is_denying,
    is_hedge,
    is_manner,
    is_past,
    is_unreal,
    is_wish,
    means_in,
    phrase_of,
    places_of,
    reported_in,
    stem_of,
    tokens_in,
    words_in,
    words_of_template,
)

MOST = 4  # more events to choose from are no help


@dataclass(frozen=True, slots=True)
class Told:
    """An event as somebody told it. `day` is None where no day was said; `fact` is a day or a name that it asks for.

    Units: ordinals.
    """

    happening: Happening
    day: int | None = None
    fact: tuple[str, str, ir.Value] | None = None  # entity, fact, value
    means: tuple[str, ...] = ()  # how it was said or done: `by phone`


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence may mean, the likeliest first. `is_sure`: it is the only one, and nothing is left over.

    `is_denied`: it says that something has not happened, or not yet. `is_own`: that the speaker did something.
    `names_somebody`: it says itself whom it is about.
    `strangers`: names that nothing here has, as they were written; `besides` is what is left of the sentence then:
    `interview on friday` of `I applied to globex, interview on friday`.
    """

    told: tuple[Told, ...] = ()
    is_sure: bool = False
    is_denied: bool = False
    is_own: bool = False
    strangers: tuple[str, ...] = ()
    names_somebody: bool = False
    is_outright: bool = (
        False  # each of its readings is said in full, and it only has to be said which
    )
    besides: str | None = None  # what is said beside that somebody is new; None: nobody says that


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence without its days: `about` are the places that it names, None where it names none."""

    phrase: Phrase
    about: tuple[frozenset[str], ...]
    days: tuple[str, ...]
    is_past: bool
    is_to_come: bool
    strangers: tuple[str, ...] = ()
    is_guessed: bool = False  # a name is unknown, or a word misspelt
    reported: Phrase | None = None  # what others are said to have said
    means: tuple[str, ...] = ()

    @property
    def leads_until(self) -> bool:
        """Whether one of the days is one until which something is."""
        return any(day.split(" ")[0] in ("until", "till", "til") for day in self.days)


@dataclass(frozen=True, slots=True)
class _Days:
    """What is known of days when a sentence is heard. Units: ordinals."""

    today: int
    calendar: ir.Calendar | None
    stated: Mapping[tuple[str, str], int]  # by place and fact

    def has(self, told: Told) -> bool:
        """Whether the day that is told stands there already."""
        place = told.happening.place
        return told.fact is not None and self.stated.get((place, told.fact[1])) == told.fact[2]

    def stated_ahead(self, told: Told) -> bool:
        """Whether that day is to come."""
        return told.fact is not None and int(told.fact[2]) > self.today


@dataclass(frozen=True, slots=True)
class _Match:
    """A wording that stands in a sentence: at which words, and the words that are in none of the event's.

    `is_exact`: also with the same endings.
    """

    key: _Key
    at: frozenset[int]
    left_over: tuple[int, ...]
    is_exact: bool


class Listener:
    """The wordings of a pack, and the names of one situation.

    Shape: `names` gives the label of every place, `doings` are actions as events, `texts` what else is written at
    the places: a name in it, such as that of an interviewer, is one of the outermost item's.
    """

    def __init__(
        self,
        pack: ir.Pack,
        names: Mapping[str, str],
        doings: Iterable[ir.Event] = (),
        texts: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._pack = pack
        self._wordings = {(event.name, False): _wordings(event) for event in pack.events.values()}
        self._wordings |= {(event.name, True): _wordings_of_doing(event) for event in doings}
        self._vocabulary = {
            key: frozenset(stem for phrase, _ in phrases for stem in phrase.stems)
            for key, phrases in self._wordings.items()
        }
        # Of `they can not offer me the job`, `offer` alone says something else.
        self._beside = {
            key: frozenset(stem for phrase, _ in phrases for stem in phrase.up_to_denial)
            for key, phrases in self._wordings.items()
        }
        # `I applied to them`, of an event that adds somebody: they are new, and their name follows
        self._leads_to_newcomers = sorted(
            (
                tuple(lead[:-1])
                for event in pack.events.values()
                if event.adds is not None
                for template in event.also
                if (lead := _told_of_newcomers(event, template))
            ),
            key=len,
            reverse=True,
        )
        phrases = [phrase for every in self._wordings.values() for phrase, _ in every]
        words = {w for one in phrases for w in one.words if len(w) > _SHORTEST_NAME}
        self._words = sorted(words, key=lambda w: (-len(w), w))  # letters are rather left out
        self._counted = {
            then
            for one in phrases
            for word, then in pairwise(one.words)
            if word in _ORDINALS.values()
        }
        self._known_stems = frozenset[str]().union(*self._vocabulary.values())
        self._names = _by_words(names)
        self._in_order = [
            words_in(name) for place, name in names.items() if place and "." not in place
        ]
        for place, text in texts:
            self._add_names_in(text, place.partition(".")[0])
        self._folded: dict[str, frozenset[str]] = {}
        for name, places in self._names.items():
            folded = folded_name(name)
            self._folded[folded] = self._folded.get(folded, frozenset()) | places

    def _add_names_in(self, text: str, place: str) -> None:
        """The words with a capital that stand in a text: `Jordan` and `Lee` of `Jordan Lee and a lady from HR`."""
        for token in text.split():
            own = tuple(words_in(token))
            is_name = token[:1].isupper() and len(own) == 1 and len(own[0]) >= _SHORTEST_NAME
            if is_name and not self._is_known(own):
                self._names[own] = frozenset((place,)) if place else frozenset()

    def hear(
        self,
        text: str,
        everywhere: Sequence[Happening],
        possible: Sequence[Happening],
        today: int,
        calendar: ir.Calendar | None = None,
        stated: Mapping[tuple[str, str], int] | None = None,
    ) -> Understood:
        """What a sentence means, of the events at all places, of which some are possible.

        Shape: `stated` are the days of the situation, by place and fact, to which a length can be added.
        Units: `today`, and the days, are ordinals.
        """
        if newcomer := self._newcomer(text, today):
            return Understood(strangers=newcomer[:1], besides=newcomer[1])
        said = self._without_names(passed_on(text), today)
        whole = self._heard(said, everywhere, possible, today, calendar, stated)
        if said.reported is None:
            return whole
        # Of `DHL say I start on monday`, what they say is meant; where that is not clear, nothing is.
        told = replace(said, phrase=said.reported, reported=None)
        reported = self._heard(told, everywhere, possible, today, calendar, stated)
        return reported if reported.is_sure else replace(whole, is_sure=False)

    def _heard(
        self,
        said: _Said,
        everywhere: Sequence[Happening],
        possible: Sequence[Happening],
        today: int,
        calendar: ir.Calendar | None,
        stated: Mapping[tuple[str, str], int] | None,
    ) -> Understood:
        fitting_keys = {(one.event.name, one.is_doing) for one in _named(possible, said.about)}
        # Of two that the sentence says alike, the one that can have happened.
        matches = max(
            self._best(said, fitting_keys), self._best(said, self._wordings.keys()), key=_worth
        )
        covered = {number for match in matches for number in match.at}
        others = [s for number, s in enumerate(said.phrase.stems) if number not in covered]
        if any(is_denying(stem) or (is_unreal(stem) and not is_hedge(stem)) for stem in others):
            return Understood(is_denied=True)
        is_hedged = any(map(is_hedge, others))  # `I think they said no`
        keys = [match.key for match in matches]
        is_whole = bool(matches) and not any(match.left_over for match in matches)
        if not is_whole:
            keys += [key for key in self._near(said.phrase) if key not in keys]
        fitting = _at_places(keys, possible, said.about)
        if not fitting and any(map(is_denying, said.phrase.stems)):
            return Understood(is_denied=True)
        found = fitting
        if is_whole:  # what does not fit is meant only where it is said outright
            found = found or _at_places(keys, everywhere, said.about)
            found = [one for one in found if not one.is_doing] or _each_once(found)
            found = [one for one in found if one.makes_sense] or found
        days = _Days(today, calendar, stated or {})
        told = [t for one in found for t in self._on_days(one, said, days)]
        if len({one.event.name for one in found}) == 1:  # of two interviews, the one of yesterday
            told = [t for t in told if days.has(t)] or told
        is_clear = is_whole and not is_hedged and not said.is_guessed
        is_sure = is_clear and len(told) == 1 and len(said.about) <= 1
        is_own = (0, Role.SELF, False) in said.phrase.roles
        several = tuple(replace(t, means=said.means) for t in told or map(Told, found))[:MOST]
        return Understood(
            several,
            is_sure,
            is_own=is_own,
            strangers=said.strangers,
            names_somebody=bool(said.about),
            is_outright=is_clear,
        )

    def _best(self, said: _Said, keys: Collection[_Key]) -> list[_Match]:
        """The events, of these, of which a wording stands in the sentence, those that say most of it."""
        found: list[_Match] = []
        for key, phrases in self._wordings.items():
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

    def _match(self, key: _Key, phrase: Phrase, said: Phrase) -> _Match | None:
        at = places_of(phrase.stems, said.stems)
        if at is None or not phrase.agrees(0, said, at[0] if at else 0):
            return None
        # Of `they rejected me`, `they rejected another one` has not the one to whom it was done.
        is_another = phrase.is_done_to_speaker and not said.has_speaker
        known = frozenset() if is_another else self._beside[key]
        rest = [(n, stem) for n, stem in enumerate(said.stems) if n not in at]
        rest = [(n, stem) for n, stem in rest if not is_hedge(stem)]
        rest = [
            (n, stem)
            for n, stem in rest
            if stem in self._known_stems or not is_manner(said.words[n])
        ]
        left = (
            n for n, stem in rest if stem not in known or is_wish(stem) or phrase.is_others(n, said)
        )
        is_exact = phrase.words == tuple(said.words[n] for n in at)
        return _Match(key, frozenset(at), tuple(left), is_exact)

    @staticmethod
    def _is_near(phrase: Phrase, said: Phrase) -> bool:
        """Whether a wording has a word of a sentence, of which both say the same: who did it, and that it is so."""
        at = next((n for n, stem in enumerate(said.stems) if stem in phrase.stems), None)
        return at is not None and phrase.agrees(0, said, at) and phrase.may_be_said_by(said)

    def _near(self, said: Phrase) -> list[_Key]:
        """Events of which a wording stands half in the sentence, the nearest first.

        A word counts the more, the fewer events have it: of `move it to Monday`, `they moved the interview` has more
        than `they are moving forward`, and `they said no` has nothing.
        """
        many = Counter(stem for known in self._vocabulary.values() for stem in known)
        stems = set(said.stems) - {"had"}

        def weight(found: Iterable[str]) -> float:
            return sum(1 / many[stem] for stem in found)

        points = {
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
            for key, phrases in self._wordings.items()
        }
        least = max(_HALF, max(points.values(), default=0) * _NEARLY)
        near = [key for key, one in points.items() if one >= least]
        return sorted(near, key=lambda key: -points[key])

    def _without_names(self, text: str, today: int) -> _Said:
        strangers = self._strangers(text)
        misspelt = self._misspelt(text, strangers)
        meant = " ".join(misspelt.get(token, token) for token in text.split())
        words, days = without_days(self._with_ordinals(words_in(meant)), today)
        words, is_counted = self._with_counted(words)
        about: list[frozenset[str]] = []
        kept: list[str | Mention] = []
        has_mistakes = False
        at = 0
        while at < len(words):
            length, places = self._name_at(words[at:])
            if length:
                kept.append(Mention(" ".join(words[at : at + length])))
                about += [] if places in about or not places else [places]
            else:
                kept.append(self._without_mistake(words[at]))
                has_mistakes |= kept[-1] != words[at]
            at += max(length, 1)
        kept = as_told(kept)
        meant_names = {_bare(token) for token in misspelt}
        strangers = tuple(name for name in strangers if meant_names.isdisjoint(name.split()))
        is_to_come = bool(days) and _COMING.search(meant.lower()) is not None
        return _Said(
            phrase_of(kept),
            tuple(about),
            days,
            any(map(is_past, words)),
            is_to_come,
            strangers,
            bool(strangers or misspelt or has_mistakes or is_counted),
            reported_in(kept),
            means_in(text),
        )

    def _misspelt(self, text: str, strangers: Collection[str]) -> dict[str, str]:
        """The misspelt names of a sentence, with those that are meant: `Globx` is `globex`.

        What does not look like a name is one only if no more than a letter is wrong.
        """
        names = [name[0] for name in self._names if len(name[0]) > _SHORTEST_NAME]
        found: dict[str, str] = {}
        for token in text.split():
            own = words_in(_bare(token))
            is_name = any(_bare(token) in name.split() for name in strangers)
            if len(own) != 1 or self._is_known(own) or len(own[0]) <= _SHORTEST_NAME:
                continue
            if folded_name(own) in self._folded:
                continue
            near = closest(own[0], names) if is_name else closest(own[0], names, most=1)
            if near is not None:
                found[token] = near
        return found

    def _with_ordinals(self, words: list[str]) -> list[str]:
        """`2nd interview` as `second interview`, which is no day, where a wording counts interviews."""
        after = [*words, ""][1:]
        return [
            _ORDINALS.get(word, word) if then in self._counted else word
            for word, then in zip(words, after, strict=True)
        ]

    def _with_counted(self, words: list[str]) -> tuple[list[str], bool]:
        """`the second one called` with the name of the second, and whether it stood there: it is asked back."""
        for at, word in enumerate(words[:-1]):
            number = _COUNTED.get(word)
            if number is None or words[at + 1] not in _ONE or number >= len(self._in_order):
                continue
            first = at - 1 if words[at - 1 : at] == ["the"] else at
            return [*words[:first], *self._in_order[number], *words[at + 2 :]], True
        return words, False

    def _without_mistake(self, word: str) -> str:
        """The word of a wording that is meant, where no more than a letter is wrong: `acepted` is `accepted`."""
        if len(word) <= _SHORTEST_NAME or not word.isalpha() or self._is_known([word]):
            return word
        alike = (one for one in self._words if one[0] == word[0])
        return closest(word, alike, most=1) or word

    def _strangers(self, text: str) -> tuple[str, ...]:
        """Names that nothing here has: `Fabrikam` of `I heard from Fabrikam`; of the first word, only what does something."""
        if text.isupper():
            return ()
        marked = text.split()
        tokens = [_bare(token) for token in marked]
        named = self._in_names(tokens)
        found: dict[int, str] = {}  # by the number of the last word
        for at, token in enumerate(tokens):
            own = words_in(token)
            is_name = token[:1].isupper() and own and own[0] not in _ROLES
            if not is_name or at in named or self._is_known(own):
                continue
            if named and self._is_abbreviation(tokens, at):
                continue
            begins = at == 0 or marked[at - 1][-1] in ".!?"
            after = next((one for one in tokens[at + 1 :] if not one[:1].isupper()), "")
            if not begins or self._is_done_by_others(words_in(after)[:1]):
                if at and at - 1 not in named and self._is_in_a_name(words_in(tokens[at - 1])):
                    token = f"{tokens[at - 1]} {token}"  # `St Johns`, where there is `St Mary's`
                goes_on = at - 1 in found and marked[at - 1][-1].isalnum()  # `Pied Piper`
                found[at] = f"{found.pop(at - 1)} {token}" if goes_on else token
        return tuple(dict.fromkeys(found.values()))

    def _newcomer(self, text: str, today: int) -> tuple[str, str] | None:
        """Who is told of as new, also in small letters, and what else is said: of `I applied to globex today`, globex."""
        tokens = text.split()
        said = [(word, at) for at, token in enumerate(tokens) for word in tokens_in(token)]
        for lead in self._leads_to_newcomers:
            for start in range(len(said) - len(lead)):
                if tuple(word for word, _ in said[start : start + len(lead)]) != lead:
                    continue
                first = end = said[start + len(lead)][1]
                while end < len(tokens) and self._may_be_new(tokens[end]):
                    end += 1
                    if tokens[end - 1][-1] in _ENDING:
                        break
                name = " ".join(tokens[first:end]).strip(_MARKS)
                if not name or len(name) < _SHORTEST_NAME - 1:
                    continue
                ends = range(len(tokens), end, -1)  # `I applied to globex on monday`
                is_day = (
                    n
                    for n in ends
                    if without_days(words_in(" ".join(tokens[end:n])), today)[0] == []
                )
                rest = [*tokens[: said[start][1]], *tokens[next(is_day, end) :]]
                while rest and phrase_of(without_days(words_in(rest[0]), today)[0]).stems == ():
                    del rest[0]
                return name, " ".join(rest)
        return None

    def _may_be_new(self, token: str) -> bool:
        own = words_in(_bare(token))
        if not own or self._is_known(own) or not own[0].isalpha() or own[0] in _ROLES:
            return False
        known = (name[0] for name in self._names if len(name[0]) > _SHORTEST_NAME)
        return closest(own[0], known, most=1) is None

    def _is_abbreviation(self, tokens: Sequence[str], at: int) -> bool:
        """Whether a word is one for a thing, of which a noun says what: `DBS` of `the DBS forms came from Acme`."""
        before, after = ["", *tokens][at], [*tokens, ""][at + 1]
        return (
            1 < len(tokens[at]) <= _LONGEST_ABBREVIATION
            and tokens[at].isupper()
            and after.islower()
            and before.lower() not in _AT_SOMEBODY
            and not self._is_done_by_others(words_in(after)[:1])
        )

    def _is_in_a_name(self, words: Sequence[str]) -> bool:
        return any(word in name for word in words if word != "the" for name in self._names)

    def _in_names(self, tokens: Sequence[str]) -> frozenset[int]:
        """The numbers of the words that are part of a name, however it is spaced: `St Marys`, `North Gate`."""
        starts = range(len(tokens))
        spans = [(at, end) for at in starts for end in range(at + 1, min(at + 5, len(tokens) + 1))]
        return frozenset(
            number
            for at, end in spans
            if folded_name(words_in(" ".join(tokens[at:end]))) in self._folded
            for number in range(at, end)
        )

    def _is_known(self, words: Sequence[str]) -> bool:
        """Whether words, written with a capital, are no name, or one that is known here."""
        return all(
            not phrase_of([word]).stems
            or self._is_in_a_name([word])
            or any(set(phrase_of([word]).stems) & known for known in self._vocabulary.values())
            or is_day_word(word)
            or is_denying(stem_of(word))
            or is_unreal(stem_of(word))
            for word in words
        )

    def _is_done_by_others(self, words: Sequence[str]) -> bool:
        """Whether a wording begins with this, said of those that it is about: `called`, but not `got`."""
        stems = phrase_of(words).stems
        return bool(stems) and any(
            phrase.stems[:1] == stems and (0, Role.OTHER, False) in phrase.roles
            for phrases in self._wordings.values()
            for phrase, _ in phrases
        )

    def _name_at(self, words: Sequence[str]) -> tuple[int, frozenset[str]]:
        """How many of the first words are a name, and of which places (none: of the whole situation); the longest."""
        for length in range(min(len(words), _LONGEST_NAME), 0, -1):
            places = self._names.get(tuple(words[:length]))
            if places is None and "and" not in (words[0], words[length - 1]):
                places = self._folded.get(folded_name(words[:length]))
            if places is not None:
                is_word = length == 1 and any(
                    set(phrase_of(words[:1]).stems) & known for known in self._vocabulary.values()
                )
                if not is_word or len(self._names) == 1:
                    return length, places
        return 0, frozenset()

    def _on_days(self, happening: Happening, said: _Said, days: _Days) -> list[Told]:
        """The event with the days that were said, in each way that they can be meant; none where in no way."""
        if not said.days:
            return [Told(happening)]
        each = [self._on_day(happening, said, day, days) for day in said.days]
        if len(each) == 1:
            return each[0]
        if len(each) > 2:
            return []
        plain = [
            Told(happening)
        ]  # of `my interview on Friday was moved to Monday`, Friday only says which
        if plain in each:
            return each[1 - each.index(plain)]
        pairs = [(own, then) for one, other in (each, each[::-1]) for own in one for then in other]
        return [Told(happening, own.day, then.fact) for own, then in pairs if own.day and then.fact]

    def _on_day(self, happening: Happening, sentence: _Said, words: str, days: _Days) -> list[Told]:
        lead, _, rest = words.partition(" ")
        said = rest if lead in ("to", "for") else words
        # Of what somebody did, the answer to it is asked for: who asks for time until Friday has not got it.
        fact = None if happening.is_doing else self._asked_day(happening.event)
        looks_back = fact is not None and fact.looks is ir.Looks.BACK
        if lead in TOWARDS and (happening.is_doing or looks_back):  # `they want it by monday`
            return [Told(happening)]
        if (
            lead in _UNTIL and fact is None
        ):  # `they said no, I have to decide by friday`: of what, is open
            return []
        if fact is not None and (added := added_length(words)) is not None:
            until = self._later(fact, happening.place, added, days)
            asks = None if until is None else (fact.entity, fact.name, until)
            return [Told(happening, None, asks)]
        # `two weeks` has no side
        has_side = bool(days_meant(said, days.today, None, days.calendar))
        passed = days_meant(said, days.today, ir.Looks.BACK, days.calendar)
        own = [Told(happening, day) for day in passed if happening.has_day and has_side]
        if fact is None:
            return own or ([Told(happening)] if passed else [])
        looks = fact.looks or (ir.Looks.AHEAD if happening.has_day else ir.Looks.BACK)
        asked = days_meant(said, days.today, looks, days.calendar)
        is_asked = has_side or fact.looks is not None
        then = [Told(happening, None, (fact.entity, fact.name, day)) for day in asked if is_asked]
        if lead not in TOWARDS and any(days.has(one) and days.stated_ahead(one) for one in then):
            return [
                Told(happening)
            ]  # `my interview on Friday is cancelled`: the day that stands says which
        if own and then and (lead in TOWARDS or sentence.is_to_come):  # `by friday`
            return then
        is_one_day = asked == passed and (sentence.is_past or fact.looks is not None)
        if own and then and (is_one_day or (sentence.is_past and _leads_towards(fact))):
            return own  # `they called on friday`, which is no day by which something is
        if passed and has_side and not (own or then or lead in TOWARDS):
            return [Told(happening)]  # it says when, on which nothing hangs
        return own + then

    def _later(self, fact: ir.FactDeclaration, place: str, added: str, days: _Days) -> int | None:
        """The day so much later than the one that stands, or than today where none does; None: which, is open.

        `they gave me another week` counts from the day by which they wanted the answer.
        """
        outwards = ir.places_outwards(place)
        own = [days.stated[one, fact.name] for one in outwards if (one, fact.name) in days.stated]
        others = [
            day
            for (at, name), day in days.stated.items()
            if at == place and self._pack.fact(fact.entity, name).looks is ir.Looks.AHEAD
        ]
        standing = {day for day in own[:1] or others if day >= days.today} or {days.today}
        if len(standing) > 1:
            return None
        later = read_day(added, standing.pop(), ir.Looks.AHEAD, days.calendar)
        return later if isinstance(later, int) else None

    def _asked_day(self, event: ir.Event) -> ir.FactDeclaration | None:
        """The first day that an event asks for."""
        facts = (self._pack.fact(entity, name) for entity, name in event.asks)
        return next((fact for fact in facts if fact.type.kind is ir.Kind.DATE), None)


def _worth(matches: Sequence[_Match]) -> tuple[int, int, bool]:
    """How well a sentence is matched: few words left over, many said, and with the same endings."""
    if not matches:
        return (-_LONGEST_SENTENCE, 0, False)
    first = matches[0]
    return -len(first.left_over), max(len(one.at) for one in matches), first.is_exact


_UNTIL = TOWARDS - {"to", "for"}
_LONGEST_SENTENCE = 10**6  # words
_LONGEST_NAME = 12  # words
_Key: TypeAlias = tuple[str, bool]  # the name of an event, or of an action that was carried out
_HALF, _NEARLY = 0.5, 0.7  # of a wording, and of the nearest one
# Written large, and no name.
_ROLES = frozenset(["hr", "ceo", "cto", "cfo", "coo", "vp", "mr", "mrs", "ms", "dr"])
# `I am seeing them on Friday`, `it is on Friday now`, `they want my answer on Friday`
_COMING = re.compile(
    r"(?:\b(?:am|is|are)|['’](?:m|s|re)) (?:now |\w+ing\b)|(?<!just )\bnow\b"
    r"|\b(?:wants?|expects?|needs?|must|(?:have|has) to)\b"
)
_COUNTED = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_ONE = ("one", "company", "employer")
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_LONGEST_ABBREVIATION = 5  # letters
_ENDING = ".,;:!?"  # of a name, too
_AT_SOMEBODY = ("at", "from", "with", "to", "by")
_MARKS = ".,;:!?()[]\"'“”‘’"


def _bare(token: str) -> str:
    """A word of a sentence without marks, and without what says whose something is."""
    return token.strip(_MARKS).removesuffix("'s").removesuffix("’s")


def _leads_towards(fact: ir.FactDeclaration) -> bool:
    """Whether a fact is a day by which something is, as its words say: `Acme wants your answer by`."""
    words = fact.says.parts[-1] if fact.says is not None else ""
    return isinstance(words, str) and words.split(" ")[-1] in TOWARDS


def _wordings(event: ir.Event) -> tuple[tuple[Phrase, bool], ...]:
    """The title and the other words of an event, and whether a day has to follow: `they gave me until`."""
    also = [one for one in event.also if not _told_of_newcomers(event, one)]
    return _phrases([list(words_of_template(one)) for one in (event.title, *also)])


def _told_of_newcomers(event: ir.Event, template: ir.Template) -> list[str]:
    """The words of a wording that ends in whom the event adds to the situation: `I applied to them`; else none."""
    words = [word for word in words_of_template(template) if isinstance(word, str)]
    is_newcomer = event.adds is not None and event.entity == ir.SITUATION and words[-1:] == ["them"]
    return words if is_newcomer else []


def _wordings_of_doing(event: ir.Event) -> tuple[tuple[Phrase, bool], ...]:
    """The title of an action as somebody says that it is done: of `Tell Acme your answer`, `I told Acme my answer`."""
    spoken = {"you": "i", "your": "my", "yours": "mine", "yourself": "myself"}
    title = [spoken.get(w, w) if isinstance(w, str) else w for w in words_of_template(event.title)]
    return _phrases([["i", *title], *(list(words_of_template(one)) for one in event.also)])


def _phrases(wordings: Iterable[list[str | Mention]]) -> tuple[tuple[Phrase, bool], ...]:
    return tuple(
        (phrase_of(words[:-1] if words[-1:] == ["until"] else words), words[-1:] == ["until"])
        for words in wordings
    )


def _by_words(names: Mapping[str, str]) -> dict[tuple[str, ...], frozenset[str]]:
    """The places by the words of their labels; of the outermost ones the first words will do: `Acme` of `Acme Labs`."""
    found: dict[tuple[str, ...], set[str]] = {}
    every = [(place, tuple(words_in(name))) for place, name in names.items()]
    # Of `the Royal Free`, `the` alone names nobody, and `Royal Free` is enough.
    every += [(place, words[1:]) for place, words in every if words[:1] == ("the",)]
    for place, words in every:
        if (
            "." not in place
        ):  # `the council` of `City Council`; `_name_at` passes over words of wordings
            for word in words[1:]:
                if len(word) > _SHORTEST_NAME:
                    found.setdefault((word,), set()).add(place)
        shortest = 1 if "." not in place else len(words)
        for length in range(max(shortest, 1), len(words) + 1):
            if words[:length] == ("the",):
                continue
            if length == len(words) or length > 1 or len(words[0]) >= _SHORTEST_NAME:
                found.setdefault(words[:length], set()).add(place)
    return {words: frozenset(places) for words, places in found.items()}


_SHORTEST_NAME = 3  # letters


def _at_places(
    keys: Iterable[_Key], happenings: Sequence[Happening], about: Sequence[frozenset[str]]
) -> list[Happening]:
    """The events at the places that were named, or inside them; at all places where none was."""
    there = _named(happenings, about)
    return [one for key in keys for one in there if (one.event.name, one.is_doing) == key]


def _named(happenings: Iterable[Happening], about: Sequence[frozenset[str]]) -> list[Happening]:
    return [
        one
        for one in happenings
        if not about or not one.place or any(_is_inside(one.place, p) for p in about)
    ]


def _each_once(doings: Iterable[Happening]) -> list[Happening]:
    """Of actions that change the same at a place, such as two words of thanks, the first."""
    return list({(one.place, one.event.sets): one for one in reversed(list(doings))}.values())[::-1]


def _is_inside(place: str, places: frozenset[str]) -> bool:
    return any(place == one or place.startswith(f"{one}.") for one in places if one)
