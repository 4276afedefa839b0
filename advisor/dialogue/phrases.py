"""Sentences as they are compared: their words without endings, and who does something to whom.

`they've turned me down` and `{company} turned me down` are the same; `I turned them down` is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from advisor import ir
from advisor.dialogue.text_normalization import spelt_out, words_in


class Role(Enum):
    """Who a word stands for: the person who speaks, or the one that the event is about."""

    SELF = "I"
    OTHER = "they"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence; it stands where `they` could stand."""

    name: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence as it is compared.

    Shape: `stems` are the words that count, in their order, and `roles` says before which of them the speaker
    or the other one stands: (number, role, whether as the one to whom it is done; None: neither).
    """

    stems: tuple[str, ...]
    words: tuple[str, ...] = ()  # the same with their endings
    roles: tuple[tuple[int, Role, bool | None], ...] = ()
    # the words of which it is said that they are done to somebody, and those that somebody is about to do or doing
    passive: frozenset[int] = frozenset()
    under_way: frozenset[int] = frozenset()

    @property
    def has_speaker(self) -> bool:
        """Whether the one who speaks stands in it at all: `I`, `me`, `my`."""
        return any(role is Role.SELF for _, role, _ in self.roles)

    @property
    def up_to_denial(self) -> tuple[str, ...]:
        """The words up to one that denies, all where none does."""
        at = next((n for n, stem in enumerate(self.stems) if is_denying(stem)), len(self.stems))
        return self.stems[: at + 1]

    @property
    def is_done_to_speaker(self) -> bool:
        """Whether it says what is done to the one who speaks: `they rejected me`, `I was rejected`."""
        is_object = any(role is Role.SELF and is_object for _, role, is_object in self.roles)
        return is_object or (bool(self.passive) and self.has_speaker)

    @property
    def is_own(self) -> bool:
        """Whether the one who speaks does it: `I withdrew`."""
        return (0, Role.SELF, False) in self.roles

    @property
    def begins_with_own(self) -> bool:
        """Whether somebody or something of the speaker's does it: `my boss called`."""
        return (0, Role.SELF, None) in self.roles

    @property
    def lacks_caller(self) -> bool:
        """Whether somebody called somebody, and who is open: `rang on friday`, but not `rang me`."""
        is_call = self.stems[:1] != () and self.stems[0] in CALLING and is_past(self.words[0])
        return is_call and not self.roles

    @property
    def tells_of_a_call(self) -> bool:
        """Whether somebody called or wrote: `they rang and promised to decide`."""
        return not CALLING.isdisjoint(self.stems)

    @property
    def is_a_mere_call(self) -> bool:
        """Whether it says that somebody called or wrote, and nothing else: `they rang me`, `got a call from Acme`."""
        return self.tells_of_a_call and {*self.stems} <= {*CALLING, *_AROUND_CALLS}

    def may_be_said_by(self, other: Phrase) -> bool:
        """Whether nothing is denied in one of them only: `they said no` is not near `they called`."""
        ours, theirs = (
            {is_denying(stem) or stem == "refus" for stem in one.stems} for one in (self, other)
        )
        return (True in ours) == (True in theirs)

    def agrees(self, first: int, other: Phrase, start: int) -> bool:
        """Whether nobody does here what is done to them there; the words compared begin at these numbers."""
        subject, objects = self._around(first)
        of_other, objects_of_other = other._around(start)
        is_open = None in (subject, of_other) and bool(objects) and bool(objects_of_other)
        if is_open and objects_of_other.isdisjoint(objects):
            return False  # `turned Acme down` is no `I was turned down by them`
        if subject is not None and of_other is not None:
            return subject is of_other
        if of_other is not None and of_other in objects and of_other not in objects_of_other:
            return False
        return subject is None or subject not in objects_of_other or subject in objects

    def belongs_otherwise(self, at: int, other: Phrase, there: int) -> bool:
        """Whether a word is the speaker's in one and others' in the other: `changed my mind`, `changed their mind`."""
        ours, theirs = self._owner(at), other._owner(there)
        return ours is not None and theirs is not None and ours is not theirs

    def _owner(self, number: int) -> Role | None:
        owners = {role for at, role, is_object in self.roles if at == number and is_object is None}
        return owners.pop() if len(owners) == 1 else None

    def is_others(self, at: int, other: Phrase) -> bool:
        """Whether others do there what the speaker does here: `they said` of `I asked for time, they said until Friday`."""
        subjects = {role for _, role, is_object in self.roles if is_object is False}
        return subjects == {Role.SELF} and (at, Role.OTHER, False) in other.roles

    def _around(self, first: int) -> tuple[Role | None, frozenset[Role]]:
        before = [role for at, role, is_object in self.roles if at <= first and is_object is False]
        subject = before[-1] if before else None
        objects = {role for _, role, is_object in self.roles if is_object}
        if first in self.passive:  # `I was rejected`, and `rejected by Acme`: the speaker
            return None, frozenset({*objects, subject or Role.SELF})
        return subject, frozenset(objects)


_SAME = dict.fromkeys(("ring", "phon", "telephon"), "cal")  # stems
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are am was were been being",
        "have": "has having",
        "do": "did does done doing",
        "get": "got gotten getting",
        "give": "gave given",
        "say": "said",
        "tell": "told",
        "take": "took taken",
        "go": "went gone",
        "choose": "chose chosen",
        "withdraw": "withdrew withdrawn",
        "hear": "heard",
        "write": "wrote",
        "make": "made",
        "come": "came",
        "ring": "rang rung",
        "send": "sent",
        "keep": "kept",
        "hold": "held",
        "lose": "lost",
        "find": "found",
        "leave": "left",
        "meet": "met",
        "see": "saw seen",
        "speak": "spoke spoken",
        "pay": "paid",
        "freeze": "froze frozen",
        "begin": "began begun",
        "bring": "brought",
        "break": "broke broken",
        "think": "thought",
    }.items()
    for form in forms.split()
}
SELF_WORDS = {
    **dict.fromkeys(("i", "we"), False),
    **dict.fromkeys(("me", "us"), True),
    **dict.fromkeys(("my", "our", "mine", "ours", "myself"), None),
}
OTHER_WORDS = {
    **dict.fromkeys(("they", "he", "she"), False),
    **dict.fromkeys(("them", "him"), True),
    **dict.fromkeys(("their", "his", "her", "theirs"), None),
}
_NEUTRAL = (
    "by",
    "from",
    "at",
    "with",
    "of",
    "for",
    "about",
    "in",
    "into",
    "on",
)  # nothing is done to these
_LITTLE = """
    a an the this that these those it its to and but so well oh ok okay hi hey just really very now then also
    too as there who which what all only quite today be have do some any here thing up unfortunately sadly finally
    luckily happily fortunately apparently actually already new news great good bad please dear morning
    officially yay um uh er hmm well mr mrs ms miss dr prof
"""
_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?k?")  # `52k`; in wordings too, any amount is as good
_LEADING = ("yes", "yeah", "yep", "sorry")
_DENYING = "not no never nothing nobody none neither nor without hardly barely scarcely unlikely unable silent silence ghosted"
_HEDGES = "think guess believe suppose probably possibly presumably supposedly allegedly seemingly"
# Of `they initially said no`, more was said later.
_OVERTAKEN = "initially originally previously formerly virtually practically"
_UNREAL = """
    may might could would should will shall can if whether unless until before when hope hopeful hopefully guess
    believe fear worried worry afraid wish wonder maybe perhaps probable probably almost nearly
    likely think suppose dream imagine
"""


_WITHOUT_ENDINGS = frozenset(
    [
        "not",
        "no",
        "never",
        "nor",
        "can",
        "will",
        "may",
        "might",
        "would",
        "should",
        "could",
        "shall",
        "if",
        "until",
        "when",
        "before",
    ]
)


def is_denying(stem: str) -> bool:
    """Whether the word says that something is not so."""
    return stem in _DENYING_STEMS


def is_wish(stem: str) -> bool:
    """Whether the word says that somebody would like something: it counts wherever it stands."""
    return stem == "want"


def is_demand(stem: str) -> bool:
    """Whether the word says that somebody wants something, or has to have it: `they need it now`."""
    return stem in ("want", "need", "expect", "must")


def is_how_many(stem: str) -> bool:
    """Whether the word only says of how many something is so: `they both called`."""
    return stem in ("both", "all")


def is_hedge(stem: str) -> bool:
    """Whether the word says that somebody is not certain of what they say: it is asked back."""
    return stem in _HEDGE_STEMS


def is_manner(word: str) -> bool:
    """Whether the word only says how something was done, as it is left out: `formally`, `absolutely`."""
    is_adverb = len(word) > _SHORTEST_ADVERB and word.endswith("ly")
    stem = stem_of(word)
    is_more = word in _OVERTAKEN.split() or is_denying(stem) or is_hedge(stem) or is_unreal(stem)
    return is_adverb and not is_more


_SHORTEST_ADVERB = 5  # letters; `only`, `early` and `reply` are none


def is_unreal(stem: str) -> bool:
    """Whether the word says that something is only thought of, feared, asked or still to come."""
    return stem in _UNREAL_STEMS or stem == "?"


def stem_of(word: str) -> str:
    """A word without its ending: `offered`, `offers` and `offering` are `offer`."""
    said = word
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and not word.endswith(("thing", "writing")):  # `in writing` is on paper
        for ending, instead in (("ies", "y"), ("ied", "y"), ("eed", "ee"), ("ing", ""), ("ed", "")):
            rest = word.removesuffix(ending)
            if rest != word and len(rest) >= 3 and re.search(r"[aeiouy]", rest):
                word = rest + instead
                break
        else:
            if word.endswith("s") and not word.endswith(("ss", "us", "is")):
                word = re.sub(r"(?<=ch|sh)es$|(?<=[sxz])es$|s$", "", word)
    if len(word) > 3:
        word = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word.removesuffix("e"))
    # A `note` is no `not`, and `canned` no `can`.
    return said if word in _WITHOUT_ENDINGS and said != word else word


_LITTLE_WORDS = frozenset((*_NEUTRAL, *_LITTLE.split()))
_DENYING_STEMS = frozenset(map(stem_of, _DENYING.split()))
_HEDGE_STEMS = frozenset(map(stem_of, _HEDGES.split()))
_UNREAL_STEMS = frozenset(map(stem_of, _UNREAL.split()))


CALLING = frozenset(
    map(stem_of, ("call", "ring", "phone", "email", "mail", "write", "text", "message"))
)
_AROUND_CALLS = ("get", "had", "have", "receiv", "hr")


_NO_PAST = {"said", "told", "is", "are", "am", "has", "need"}


def is_past(word: str) -> bool:
    """Whether a verb says that something was: `called`, `wrote`; not `said`, which says that of no other verb."""
    is_form = word in _IRREGULAR and not word.endswith("ing")
    return word not in _NO_PAST and (is_form or (len(word) > 4 and word.endswith("ed")))


_GOING_ON = (*_NO_PAST, "says", "want", "wants", "needs", "will", "would", "can", "have")


def begins_with_a_verb(words: Sequence[str]) -> bool:
    """Whether it says what somebody does, and not who: `said no`, `want my answer`."""
    return bool(words) and (is_past(words[0]) or words[0] in _GOING_ON)


def is_little(word: str) -> bool:
    """Whether a word says nothing of its own: `the`, `did`; `quit` is not the `quite` that it has the stem of."""
    if word == "done":  # `interview done` is more than `interview`
        return False
    return not _LITTLE_WORDS.isdisjoint((word, _IRREGULAR.get(word, word), word.removesuffix("s")))


_LEAVE = r"(?:holidays?|vacation|leave|trip|honeymoon|business trip|half[ -]term)"
_OWN_ABSENCE = re.compile(
    r"(?:(?:and|but|so|also|btw|by the way|ps|just|note|remember|fyi|then)\b\W*)*"
    r"(?:(?:i|we)(?:['’](?:m|re|ll|ve|d))?|im|ill|were)?\s*"
    r"(?:(?:am|are|be|will|shall|have|got|going|go|to|been|also|both|all|then|myself|unfortunately|currently)\s+)*"
    rf"(?:away\b|abroad\b|out of (?:town|the country|office)|travell?ing|unavailable|not (?:here|around|available|reachable|at home)\b"
    rf"|(?:on|off on) (?:my |our |a |an |annual |family |short |long )*{_LEAVE}\b|(?:my|our) {_LEAVE}\b|(?:a )?{_LEAVE} (?:booked|planned|from|next|in)\b"
    r"|(?:off|flying) (?:to|home)\b|going (?:away|abroad)\b|going to (?!wait|think|leave|give|take|hold)[a-z ]+ for (?:an?|one|two|three|[0-9]+|the) "
    r"(?:day|week|fortnight|month)|off (?=(?:next|this|from|until|till|the)\b))",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:they|she|he|them|her|him|their|contact)\b")


def says_own_absence(text: str) -> bool:
    """Whether somebody says that they are away themselves: `I'm away 10-17 Feb`, `on holiday next week`."""
    plain = spelt_out(text.strip().lower().replace("’", "'"))
    return _OWN_ABSENCE.match(plain) is not None and _OF_OTHERS.search(plain) is None


def phrase_of(words: Iterable[str | Mention]) -> Phrase:
    """The words of a sentence, as `words_in` gives them, and the names between them."""
    stems: list[str] = []
    whole: list[str] = []
    roles: list[tuple[int, Role, bool | None]] = []
    passive: set[int] = set()
    under_way: set[int] = set()
    before = ""
    words = list(words)
    for at, word in enumerate(words):
        if at == 0 and word in _LEADING:  # `yes, they called`, but `they said yes`
            continue
        if isinstance(word, Mention):
            is_object = None if before in _NEUTRAL else bool(before == "to" or stems)
            roles.append((len(stems), Role.OTHER, is_object))
            before = ""
            continue
        if word in SELF_WORDS:
            roles.append((len(stems), Role.SELF, None if before in _NEUTRAL else SELF_WORDS[word]))
        elif word in OTHER_WORDS:
            roles.append(
                (len(stems), Role.OTHER, None if before in _NEUTRAL else OTHER_WORDS[word])
            )
        stem = "amount" if _AMOUNT.fullmatch(word) else _SAME.get(stem_of(word), stem_of(word))
        counts = not is_little(word) and word not in SELF_WORDS | OTHER_WORDS
        if counts or _is_of_all(words, at) or _is_in_at_the_end(words, at):
            is_form = word.endswith("ed") or word in _IRREGULAR
            if is_form and (before in ("be", "get") or _is_by_others(words[at + 1 : at + 3])):
                passive.add(len(stems))
                if before == "get" and stems and stems[-1] == "get":
                    stems[-1] = "be"  # `I got rejected` is `I was rejected`
            if _is_under_way(word, words[:at], not stems):
                under_way.add(len(stems))
            stems.append(stem)
            whole.append(word)
        if stem not in ("just", "also", "already", "final", "finally"):
            before = stem if stem in ("be", "get") else word
    return _without_be(
        Phrase(tuple(stems), tuple(whole), tuple(roles), frozenset(passive), frozenset(under_way))
    )


def _is_under_way(word: str, before: Sequence[str | Mention], is_first: bool) -> bool:
    """Whether a verb says what somebody is doing: `turning them down`, `I'm withdrawing`; not `I was withdrawing`."""
    is_form = word.endswith("ing") and len(word) > len("thing") and word not in _NO_DOING
    last = before[-1] if before else ""
    return is_form and (last in ("am", "be") or (is_first and last not in _AROUND_DOING))


_NO_DOING = ("morning", "evening", "during", "nothing", "anything", "something", "everything")
_AROUND_DOING = ("been", "was", "were", "after", "before", "by", "for", "of", "about", "without")


def _is_of_all(words: Sequence[str | Mention], at: int) -> bool:
    """Whether an `all` says of how many: `they all know`, `told all of them`; that of `after all` does not."""
    after = words[at + 1 : at + 2]
    is_between = words[at - 1 : at] in (["they"], ["them"]) or after in (
        ["of"],
        ["three"],
        ["four"],
    )
    return words[at] == "all" and is_between


def _is_in_at_the_end(words: Sequence[str | Mention], at: int) -> bool:
    """Whether an `in` leads to nothing and says that somebody takes part: `I told them I am in`."""
    return words[at - 1 :] in (["am", "in"], ["be", "in"])


def _is_by_others(after: Sequence[str | Mention]) -> bool:
    """Whether what follows a verb says by whom it was done: `rejected by Acme`."""
    return (
        len(after) == 2
        and after[0] == "by"
        and (isinstance(after[1], Mention) or after[1] in OTHER_WORDS)
    )


def _without_be(phrase: Phrase) -> Phrase:
    """The phrase without the `got` that only says that something was done to somebody."""
    if "be" not in phrase.stems:
        return phrase
    kept = [number for number, stem in enumerate(phrase.stems) if stem != "be"]
    at = [sum(1 for one in kept if one < number) for number in range(len(phrase.stems) + 1)]
    return Phrase(
        tuple(phrase.stems[number] for number in kept),
        tuple(phrase.words[number] for number in kept),
        tuple((at[number], role, is_object) for number, role, is_object in phrase.roles),
        frozenset(at[number] for number in phrase.passive),
        frozenset(at[number] for number in phrase.under_way),
    )


def folded_name(words: Iterable[str]) -> str:
    """A name as it is compared: `St Mary's`, `st marys` and `Saint Mary’s` are one, as `North Gate` and `Northgate`."""
    return "".join(_folded(word) for word in words if word != "and")


def _folded(word: str) -> str:
    if word == "saint":
        return "st"
    return word[:-1] if len(word) > _SHORTEST_PLURAL and word[-1] == "s" else word


_SHORTEST_PLURAL = 3  # letters; `bus` keeps its own


def words_of_template(template: ir.Template) -> Iterator[str | Mention]:
    """The words of a wording of a pack; its facts stand for the one that it is about."""
    for part in template.parts:
        if isinstance(part, str):
            yield from words_in(part)
        else:
            yield Mention(part.fact)


def places_of(wanted: Sequence[str], said: Sequence[str]) -> tuple[int, ...] | None:
    """Where the words stand in a sentence, in this order; None where they do not."""
    found: list[int] = []
    for stem in wanted:
        at = next(
            (n for n in range(found[-1] + 1 if found else 0, len(said)) if said[n] == stem), None
        )
        if at is None:
            return None
        found.append(at)
    return tuple(found)
