"""A sentence read for the events that it may tell of: its days cut out, its names found, its mistakes corrected.

`Globx called on monday`  → they called, about Globex, on monday
`I heard from Fabrikam`   → Fabrikam is a name that nothing here has
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor import ir
from advisor.diagnostics.suggestions import closest
from advisor.dialogue.days_in_sentences import is_day_word, without_days
from advisor.dialogue.event_wordings import EventWordings
from advisor.dialogue.phrases import (
    Mention,
    Phrase,
    Role,
    folded_name,
    is_denying,
    is_manner,
    is_past,
    is_unreal,
    phrase_of,
    stem_of,
)
from advisor.dialogue.reported_speech import as_told, reported_in
from advisor.dialogue.text_normalization import means_in, tokens_in, words_in

_LONGEST_NAME = 12  # words
_SHORTEST_NAME = 3  # letters
# Written large, and no name.
_ROLES = frozenset(["hr", "ceo", "cto", "cfo", "coo", "vp", "mr", "mrs", "ms", "dr"])
# `I am seeing them on Friday`, `it is on Friday now`, `they want my answer on Friday`, `they promised to call on Friday`
_COMING = re.compile(
    r"(?:\b(?:am|is|are)|['’](?:m|s|re)) (?:now |\w+ing\b)|(?<!just )\bnow\b"
    r"|['’]ll\b|\b(?:will|wants?|expects?|needs?|must|(?:have|has) to|promis(?:e|es|ed|ing))\b"
)
_COUNTED = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_LONGEST_ABBREVIATION = 5  # letters
_ENDING = ".,;:!?"  # of a name, too
_AT_SOMEBODY = ("at", "from", "with", "to", "by")
_MARKS = ".,;:!?()[]\"'“”‘’"
_MOST_IN_SMALL = 4  # words
_PEOPLE = ("they", "their", "them", "there", "that", "this", "have", "just", "finally", "again")
# What people say behind `at`, `from`, `with` and `by`, or begin with, and nobody is called.
_NOBODY = frozenset(
    (
        *("noon", "midday", "midnight", "work", "home", "lunch", "dinner", "breakfast", "school"),
        *("last", "least", "first", "once", "best", "length", "present", "random", "hand", "post"),
        *(
            "mail",
            "mistake",
            "accident",
            "chance",
            "regret",
            "regrets",
            "pleasure",
            "thanks",
            "luck",
        ),
        *("people", "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "others"),
        *("head", "reception", "abroad", "above", "below", "inside", "outside", "there", "here"),
        *("surprise", "heart", "excitement", "immediate", "effect", "friends", "family", "mates"),
        *(
            "both",
            "each",
            "either",
            "some",
            "many",
            "most",
            "none",
            "great",
            "good",
            "much",
            "little",
        ),
        *(
            "feedback",
            "questions",
            "details",
            "terms",
            "conditions",
            "management",
            "human",
            "resources",
        ),
    )
)
_TO_WHOM = (
    "next",
    "last",
    "this",
    "coming",
    "for",
    "about",
    "as",
    "to",
    "who",
    "which",
    "because",
    "since",
    "via",
    "than",
    "or",
)
_WITH_SOMEBODY = ("at", "from", "with", "by")  # `to` and `for` lead to much else


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its days: `about` are the places that it names, None where it names none."""

    phrase: Phrase
    about: tuple[frozenset[str], ...]
    days: tuple[str, ...]
    is_past: bool
    is_to_come: bool
    unknown_names: tuple[str, ...] = ()
    is_guessed: bool = False  # a name is unknown, or a word misspelt
    reported: Phrase | None = None  # what others are said to have said
    means: tuple[str, ...] = ()
    together: tuple[frozenset[str], ...] = ()  # of those named in one breath, the places of each

    @property
    def leads_until(self) -> bool:
        """Whether one of the days is one until which something is."""
        return any(day.split(" ")[0] in ("until", "till", "til") for day in self.days)


class SentenceReader:
    """Reads sentences by the wordings of a pack and the names of one situation.

    Shape: `names` gives the label of every place, `texts` what else is written at the places: a name in it, such as
    that of an interviewer, is one of the outermost item's.
    """

    def __init__(
        self,
        wordings: EventWordings,
        names: Mapping[str, str],
        texts: Iterable[tuple[str, str]],
    ) -> None:
        self._wordings, pack = wordings, wordings.pack
        phrases = [phrase for every in wordings.phrases.values() for phrase, _ in every]
        words = {w for one in phrases for w in one.words if len(w) > _SHORTEST_NAME}
        self._words = sorted(words, key=lambda w: (-len(w), w))  # letters are rather left out
        self._counted = {
            then
            for one in phrases
            for word, then in pairwise(one.words)
            if word in _ORDINALS.values()
        }
        self._nouns = {word for one in pack.entities.values() for word in words_in(one.noun)}
        self._names = _by_words(names)
        outermost = {word for one in pack.lists[ir.SITUATION] for word in words_in(one.noun)}
        self._ones = {"one", *outermost}  # `the second one`, `the last employer`
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

    def read(self, text: str, today: int) -> Sentence:
        """The sentence without its days, its names found, and its mistakes corrected in the way that wordings suggest."""
        unknown_names = self._unknown_names(text)
        misspelt = self._misspelt(text, unknown_names)
        meant = " ".join(misspelt.get(token, token) for token in text.split())
        words, days = without_days(self._with_ordinals(words_in(meant)), today)
        words, is_counted = self._with_counted(words)
        about: list[frozenset[str]] = []
        kept: list[str | Mention] = []
        of_names: dict[str, frozenset[str]] = {}
        has_mistakes = False
        at = 0
        while at < len(words):
            length, places = self._name_at(words[at:])
            if length:
                kept.append(Mention(" ".join(words[at : at + length])))
                of_names[" ".join(words[at : at + length])] = places
                about += [] if places in about or not places else [places]
            else:
                kept.append(self._without_mistake(words[at]))
                has_mistakes |= kept[-1] != words[at]
            at += max(length, 1)
        kept = as_told(kept)
        meant_names = {_bare(token) for token in misspelt}
        unknown_names = tuple(
            name for name in unknown_names if meant_names.isdisjoint(name.split())
        )
        is_to_come = bool(days) and _COMING.search(meant.lower()) is not None
        return Sentence(
            phrase_of(kept),
            tuple(about),
            days,
            any(map(is_past, words)),
            is_to_come,
            unknown_names,
            bool(unknown_names or misspelt or has_mistakes or is_counted),
            reported_in(kept),
            means_in(text),
            _named_together(kept, of_names),
        )

    def _misspelt(self, text: str, unknown_names: Collection[str]) -> dict[str, str]:
        """The misspelt names of a sentence, with those that are meant: `Globx` is `globex`.

        What does not look like a name is one only if no more than a letter is wrong.
        """
        names = [name[0] for name in self._names if len(name[0]) > _SHORTEST_NAME]
        found: dict[str, str] = {}
        for token in text.split():
            own = words_in(_bare(token))
            is_name = any(_bare(token) in name.split() for name in unknown_names)
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
            if number is None or words[at + 1] not in self._ones or number >= len(self._in_order):
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

    def _unknown_names(self, text: str) -> tuple[str, ...]:
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
        return tuple(dict.fromkeys(found.values() or (() if named else self._in_small(marked))))

    def _in_small(self, marked: Sequence[str]) -> Iterator[str]:
        """Names in small letters, by where they stand: of `interview with hugo boss on friday`, and `zalando said no`."""
        tokens = [_bare(token) for token in marked]
        for at, token in enumerate(tokens):
            before = tokens[at - 1].lower() if at else ""
            begins = not at or marked[at - 1][-1] in ".!?,;" or before in ("and", "but")
            if not (begins or before in _WITH_SOMEBODY) or not self._may_be_a_name(token):
                continue
            end = self._end_of_name(marked, at)
            does = self._is_done_by_others(words_in(" ".join(tokens[end : end + 1]))[:1])
            if before in _WITH_SOMEBODY or does:
                yield " ".join(tokens[at:end])

    def _may_be_a_name(self, token: str) -> bool:
        """Whether a word in small letters is none that people say anyway, nor one of these misspelt."""
        word = token.lower()
        if len(word) <= _SHORTEST_NAME or not self._may_be_new(token) or is_manner(word):
            return False
        alike = (
            one for one in (*_PEOPLE, *self._words) if word[0] == one[0] or word[-1] == one[-1]
        )
        return word not in _NOBODY and closest(word, alike, most=1) is None

    def _end_of_name(self, marked: Sequence[str], start: int) -> int:
        """Where a name that begins there ends: `hugo boss` of `hugo boss on friday`, though `boss` is a word of a wording."""
        end = start + 1
        while end < min(len(marked), start + _MOST_IN_SMALL) and marked[end - 1][-1] not in _ENDING:
            own = words_in(_bare(marked[end]))
            is_of_it = bool(own) and own[0].isalpha() and own[0] not in self._nouns
            if not is_of_it or not phrase_of(own).stems or is_day_word(own[0]):
                break
            if self._is_done_by_others(own[:1]) or is_unreal(stem_of(own[0])) or own[0] in _TO_WHOM:
                break
            end += 1
        return end

    def new_name(self, text: str, today: int) -> tuple[str, str] | None:
        """Who is told of as new, also in small letters, and what else is said: of `I applied to globex today`, globex."""
        tokens = text.split()
        said = [(word, at) for at, token in enumerate(tokens) for word in tokens_in(token)]
        for lead in self._wordings.leads_to_new_names:
            for start in range(len(said) - len(lead)):
                if tuple(word for word, _ in said[start : start + len(lead)]) != lead:
                    continue
                first = said[start + len(lead)][1]
                end = self._end_of_name(tokens, first)
                name = " ".join(tokens[first:end]).strip(_MARKS)
                is_new = any(map(self._may_be_new, tokens[first:end]))
                if not is_new or len(name) < _SHORTEST_NAME - 1 or not self._begins_a_name(name):
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

    @staticmethod
    def _begins_a_name(name: str) -> bool:
        first = words_in(name)[:1]
        return bool(phrase_of(first).stems) and not is_denying(stem_of(first[0]))

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
            or any(
                set(phrase_of([word]).stems) & known for known in self._wordings.vocabulary.values()
            )
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
            for phrases in self._wordings.phrases.values()
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
                    set(phrase_of(words[:1]).stems) & known
                    for known in self._wordings.vocabulary.values()
                )
                if not is_word or len(self._names) == 1:
                    return length, places
        return 0, frozenset()


def _bare(token: str) -> str:
    """A word of a sentence without marks, and without what says whose something is."""
    return token.strip(_MARKS).removesuffix("'s").removesuffix("’s")


def _named_together(
    words: Iterable[str | Mention], of_names: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """The places of each of several that are named in one breath: of `told Acme, Globex and Initech`, of all three."""
    found: list[frozenset[str]] = []
    for word in words:
        if isinstance(word, Mention):
            places = of_names[word.name]
            found += [] if places in found or not places else [places]
        elif word != "and" and len(found) > 1:
            break
        elif word != "and":
            found.clear()
    return tuple(found) if len(found) > 1 else ()


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
