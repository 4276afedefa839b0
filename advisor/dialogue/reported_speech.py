"""What others are said to have said, and what they were told, in a sentence: `they called to say I did not get it`."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.dialogue.phrases import (
    CALLING,
    OTHER_WORDS,
    SELF_WORDS,
    Mention,
    Phrase,
    is_little,
    phrase_of,
    stem_of,
)

_REPORTING = frozenset(map(stem_of, ("say", "tell", "confirm", "inform", "let")))
_TO_WHOM = ("me", "us", "back", "again", "just", "know")
_AND_SAID = (("and", "said"), ("and", "told", "me"), ("and", "say"), ("and", "tell", "me"))
_TO_SAY = (("to", "say"), ("to", "tell", "me"), ("to", "let", "me", "know"), ("to", "confirm"))


def reported_in(words: Sequence[str | Mention]) -> Phrase | None:
    """What others say, of `Acme says I have until friday`, `they called to say I did not get it`; None: nothing."""
    rest = _from_whom(list(words))
    whom = rest[:1]
    if not rest or not (isinstance(rest[0], Mention) or OTHER_WORDS.get(rest[0]) is False):
        return None
    del rest[0]
    while rest and rest[0] in ("have", "has", "had", "just", "also", "now", "be"):
        del rest[0]
    verb = stem_of(rest[0]) if rest and isinstance(rest[0], str) else ""
    if verb not in _REPORTING | CALLING:
        return None
    del rest[0]
    while rest and rest[0] in _TO_WHOM:
        del rest[0]
    if verb in CALLING and (purpose := _purpose(rest)):
        return phrase_of([*whom, *purpose])
    leads = (*_TO_SAY, *_AND_SAID) if verb in CALLING else _TO_SAY
    lead = next((one for one in leads if tuple(rest[: len(one)]) == one), ())
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
    if not isinstance(verb, str) or not rest or is_little(verb) or verb in SELF_WORDS | OTHER_WORDS:
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
    if verb not in CALLING or not is_to_them or lead is None or len(behind) == len(lead):
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
