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
        is_call = self.stems[:1] != () and self.stems[0] in _CALLING and is_past(self.words[0])
        return is_call and not self.roles

    @property
    def tells_of_a_call(self) -> bool:
        """Whether somebody called or wrote: `they rang and promised to decide`."""
        return not _CALLING.isdisjoint(self.stems)

    @property
    def is_a_mere_call(self) -> bool:
        """Whether it says that somebody called or wrote, and nothing else: `they rang me`, `got a call from Acme`."""
        return self.tells_of_a_call and {*self.stems} <= {*_CALLING, *_AROUND_CALLS}

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
_SELF = {
    **dict.fromkeys(("i", "we"), False),
    **dict.fromkeys(("me", "us"), True),
    **dict.fromkeys(("my", "our", "mine", "ours", "myself"), None),
}
_OTHER = {
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


_NO_PAST = {"said", "told", "is", "are", "am", "has", "need"}


def is_past(word: str) -> bool:
    """Whether a verb says that something was: `called`, `wrote`; not `said`, which says that of no other verb."""
    is_form = word in _IRREGULAR and not word.endswith("ing")
    return word not in _NO_PAST and (is_form or (len(word) > 4 and word.endswith("ed")))


_GOING_ON = (*_NO_PAST, "says", "want", "wants", "needs", "will", "would", "can", "have")


def begins_with_a_verb(words: Sequence[str]) -> bool:
    """Whether it says what somebody does, and not who: `said no`, `want my answer`."""
    return bool(words) and (is_past(words[0]) or words[0] in _GOING_ON)


def _is_little(word: str) -> bool:
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
        if word in _SELF:
            roles.append((len(stems), Role.SELF, None if before in _NEUTRAL else _SELF[word]))
        elif word in _OTHER:
            roles.append((len(stems), Role.OTHER, None if before in _NEUTRAL else _OTHER[word]))
        stem = "amount" if _AMOUNT.fullmatch(word) else _SAME.get(stem_of(word), stem_of(word))
        counts = not _is_little(word) and word not in _SELF | _OTHER
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
        and (isinstance(after[1], Mention) or after[1] in _OTHER)
    )


_REPORTING = frozenset(map(stem_of, ("say", "tell", "confirm", "inform", "let")))
_CALLING = frozenset(
    map(stem_of, ("call", "ring", "phone", "email", "mail", "write", "text", "message"))
)
_AROUND_CALLS = ("get", "had", "have", "receiv", "hr")
_TO_WHOM = ("me", "us", "back", "again", "just", "know")
_TO_SAY = (("to", "say"), ("to", "tell", "me"), ("to", "let", "me", "know"), ("to", "confirm"))


def reported_in(words: Sequence[str | Mention]) -> Phrase | None:
    """What others say, of `Acme says I have until friday`, `they called to say I did not get it`; None: nothing."""
    rest = _from_whom(list(words))
    whom = rest[:1]
    if not rest or not (isinstance(rest[0], Mention) or _OTHER.get(rest[0]) is False):
        return None
    del rest[0]
    while rest and rest[0] in ("have", "has", "had", "just", "also", "now", "be"):
        del rest[0]
    verb = stem_of(rest[0]) if rest and isinstance(rest[0], str) else ""
    if verb not in _REPORTING | _CALLING:
        return None
    del rest[0]
    while rest and rest[0] in _TO_WHOM:
        del rest[0]
    if verb in _CALLING and (purpose := _purpose(rest)):
        return phrase_of([*whom, *purpose])
    lead = next((one for one in _TO_SAY if tuple(rest[: len(one)]) == one), ())
    del rest[: len(lead)]
    is_led = bool(lead) or rest[:1] in (["that"], ["saying"])
    del rest[: 1 if rest[:1] in (["that"], ["saying"]) else 0]
    if is_led and rest[:1] in (["no"], ["yes"]):  # `they emailed to say no`
        return phrase_of([*whom, "said", *rest])
    speaks = rest and (isinstance(rest[0], Mention) or rest[0] in _STARTING)
    return phrase_of(rest) if speaks and (is_led or verb in _REPORTING) else None


def _purpose(words: Sequence[str | Mention]) -> list[str | Mention]:
    """What somebody called for: `offer me the job` of `to offer me the job`, and of `offering me the job`."""
    is_infinitive = words[:1] == ["to"]
    verb, *rest = words[is_infinitive:] or [""]
    if not isinstance(verb, str) or not rest or _is_little(verb) or verb in _SELF | _OTHER:
        return []
    is_verb = is_infinitive or (verb.endswith("ing") and not verb.endswith(("thing", "morning")))
    stem = stem_of(verb)
    return [stem, *rest] if is_verb and stem not in _REPORTING else []


def _from_whom(words: list[str | Mention]) -> list[str | Mention]:
    """`had a call from Acme asking for more` as `Acme call asking for more`."""
    rest = words[1:] if words[:1] == ["i"] else words
    if rest[:1] not in (["got"], ["had"], ["received"]) or rest[1:2] not in (
        ["a"],
        ["an"],
        ["another"],
    ):
        return words
    is_from = len(rest) > 5 and rest[3] == "from" and isinstance(rest[2], str)
    return [rest[4], *rest[2:3], *rest[5:]] if is_from and _purpose(rest[5:]) else words


def as_told(words: list[str | Mention]) -> list[str | Mention]:
    """What the speaker let others know, as told to them: `emailed Acme to say I'm out` is `I told Acme I'm out`."""
    if (chosen := _chosen(words)) is not None:
        return ["i", "chose", chosen]
    if words[:2] in (["decided", "to"], ["going", "to"], ["planning", "to"]):  # `decided to say no`
        return ["i", *words]
    rest = words[1:] if words[:1] == ["i"] else words
    while rest and rest[0] in ("have", "just", "then", "also", "already"):
        rest = rest[1:]
    verb = stem_of(rest[0]) if rest and isinstance(rest[0], str) else ""
    at = 2 if rest[1:2] == ["to"] else 1  # `wrote to them`
    whom = rest[at : at + 1]
    is_to_them = bool(whom) and (isinstance(whom[0], Mention) or whom[0] in ("them", "him", "her"))
    behind = rest[at + 1 :]
    leads = (*_TO_SAY_TO_THEM, *_TO_ASK_THEM)
    lead = next((one for one in leads if tuple(behind[: len(one)]) == one), None)
    if verb not in _CALLING or not is_to_them or lead is None or len(behind) == len(lead):
        return words
    return ["i", "asked" if lead in _TO_ASK_THEM else "told", *whom, *behind[len(lead) :]]


def _chosen(words: Sequence[str | Mention]) -> Mention | None:
    """Who is named as the choice, and nothing else is said: `it's Acme then`, `Acme it is`, `decided: Acme`."""
    names = [word for word in words if isinstance(word, Mention)]
    rest = {word for word in words if isinstance(word, str)}
    is_said = "it" in rest or "decided" in rest
    return names[0] if len(names) == 1 and is_said and rest <= _IT_IS else None


_IT_IS = frozenset(
    (
        *("it", "is", "be", "so", "then", "ok", "okay", "well", "now"),
        *("decided", "final", "finally", "i", "have", "we"),
    )
)
_TO_SAY_TO_THEM = (
    *(("to", "say", "that"), ("to", "say"), ("to", "tell", "them", "that"), ("to", "tell", "them")),
    *(("to", "let", "them", "know", "that"), ("to", "let", "them", "know"), ("saying",), ("that",)),
    *(("and", "said", "that"), ("and", "said"), ("and", "told", "them")),
)
_TO_ASK_THEM = (("to", "ask"), ("and", "asked"), ("asking",))


# Words that begin what is reported: of `they said yes to more time`, nothing is.
_STARTING = frozenset(("i", "we", "my", "our", "they", "he", "she", "their", "it", "the", "there"))


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
