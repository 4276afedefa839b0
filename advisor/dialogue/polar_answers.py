"""How people say yes and no, that there is none, and that they do not know.

All of it is held against the whole line, in small letters and without what ends a sentence: `not that I know
of` is no, `no idea yet` is not known, and `yes and no` is neither.
"""

from __future__ import annotations

import re

from advisor.dialogue.text_normalization import spelt_out

_YES = {
    *("yes", "y", "ye", "yeah", "yh", "yeh", "yep", "yup", "yea", "ya", "aye", "true"),
    *("of course", "sure", "yes please"),
    *("correct", "right", "that's right", "that is right", "indeed", "exactly", "ok", "okay"),
    *("affirmative", "already", "yes already"),
    *(
        f"{lead}{said}"
        for lead in ("", "yes ", "sure ", "ok ", "okay ", "please ")
        for said in ("go on", "go ahead", "carry on", "continue", "let's go on")
    ),
}
_NO = {
    *("no", "n", "nope", "nah", "nay", "naw", "false", "no thanks", "no way", "negative", "never"),
    *(
        "nothing yet",
        "not as yet",
        "not yet",
        "not so far",
        "not at all",
        "not really",
        "no longer",
    ),
    *("not any more", "not anymore", "neither", "neither of them"),
}
# What is said around an answer and changes nothing in it: `unfortunately not`, `no, sorry`, `dunno tbh`.
_AROUND = (
    r"(?:tbh|to be honest|honestly|lol|haha|mate|thanks|thank you|sorry|i'm afraid|i am afraid|unfortunately"
    r"|sadly|luckily|fortunately|well|er|erm|um|uh|oh|so far as i know|as far as i know|really|actually)"
)
_BEFORE_IT = re.compile(rf"^(?:{_AROUND}\s+)+(?=\S)")
_BEHIND_IT = re.compile(rf"(?<=\S)(?:\s+{_AROUND})+$")
_WHO = r"(?:i|we|he|she|they|it|there)"
_ASSURED = (
    r"(?:definitely|absolutely|certainly|of course|surely|probably|i (?:think|guess|suppose)"
    r"|(?:i'm |i am )?afraid|unfortunately|sadly)"
)
_IS_SO = r"(?:did|do|does|have|has|had|is|are|am|was|were)"  # "i will" is no answer to "have you"
_YES_BY_FORM = re.compile(
    rf"(?:i (?:think|believe|guess|suppose|would say) so|(?:i'm |i am )?afraid so|(?:definitely|absolutely|certainly|probably)"
    rf"|{_WHO} {_IS_SO})"
)
_NO_BY_FORM = re.compile(
    rf"{_ASSURED} not|(?:i )?(?:do not|don't|dont) (?:think|believe) so"
    r"|not (?:(?:that|as far as) (?:i know|i'm aware|i am aware|i can tell)(?: of)?|to my knowledge)"
    rf"|(?:{_WHO} )?(?:{_IS_SO} not|(?:did|do|does|have|has|had|is|are|was|were)n't)(?: yet| so far| at all)?"
)
_ANSWER_BEHIND = re.compile(rf"({_WHO} {_IS_SO}(?: not|n't)?(?: indeed)?) (yes|no)\b")
_BOTH = re.compile(r"(?:yes|no|y|n)\b.*\b(?:yes|no)\b")
_NO_AND_MORE = re.compile(r"(?:doubt|question|problem|problems|worries|matter|comment|answer)\b.*")

_NOT_KNOWN_WORDS = {
    *(
        "skip",
        "pass",
        "unknown",
        "idk",
        "maybe",
        "perhaps",
        "no comment",
        "hard to say",
        "who knows",
    ),
    *(
        "no preference",
        "tbd",
        "tbc",
        "to be decided",
        "to be confirmed",
        "to be announced",
        "later",
    ),
    *("ask me later", "search me"),
}
_NOT_KNOWN = re.compile(
    r"(?:(?:sorry|well|no|honestly|actually) )*(?:"
    r"dunno|(?:i )?(?:have )?no (?:idea|clue)|(?:i )?(?:haven't|have not) (?:a|the faintest|the foggiest) (?:clue|idea)"
    r"|(?:i )?(?:really |honestly |just )?(?:do not|don't|dont|did not|didn't|didnt|can't|cannot|cant|could not|couldn't)"
    r" (?:really |quite |honestly )?(?:know?|rem\w{0,4}ber|recall|say|tell|be sure|care)"
    r"|(?:i )?(?:forgot|forget|have forgotten)|(?:i'm |i am |im )?(?:really )?(?:unsure|not (?:too |so |quite |really )?(?:sure|certain))"
    r"|(?:that is |that's |it is |it's )?not (?:known|clear)"
    r"|(?:i'd |i would )?(?:prefer not|rather not)(?: to)?(?: say| answer| tell)?"
    r")(?: (?:yet|now|right now|at the moment|so far|sorry|really|exactly|off hand|anymore|any more|about that|that|it))*"
)

_NONE = {"none", "there is none", "there are none", "no date", "nothing", "nobody", "n/a", "-"} | {
    *("none yet", "none so far", "nobody yet", "no one yet"),
    *("--", "nil", "not applicable", "none of them", "none of these", "none of those"),
}
_NOT_SO_FAR_WORDS = {
    *("not yet", "not so far", "never", "not at all", "no day", "no one", "neither", "undecided"),
    *("neither of them", "there isn't one", "there wasn't one", "there is no date", "nobody said"),
    *("no not yet", "not yet no", "no none", "ghosted"),
    *(
        "still waiting",
        "still waiting to hear",
        "waiting",
        "waiting to hear",
        "still nothing",
        "nothing new",
    ),
    *("no change", "nothing has changed", "no news", "no update", "no updates", "same as before"),
}
_NOT = r"(?:did not|didn't|didnt|have not|haven't|has not|hasn't|never)"
_NAMED = (
    r"(?:said|say|told|tell|given|give|gave|mentioned|mention|named|name|set|fixed|agreed|decided)"
)
_BY_THEM = rf"{_NAMED}(?: (?:me|us))?"
_NOT_SO_FAR = re.compile(
    "(?:"
    rf"(?:i )?{_NOT}(?: (?:heard|received|got|been told|decided|agreed)(?: back| anything)?)?"
    rf"|(?:they|he|she) {_NOT} {_BY_THEM}(?: (?:one|it|any|anything|a date|a day|so))?"
    rf"|(?:nobody|no one)(?: has)? {_BY_THEM}(?: (?:one|it|anything|a date|a day))?"
    rf"|(?:they|he|she)(?: have| has)? {_BY_THEM} (?:nothing|none|no (?:date|day|deadline))"
    rf"|no (?:date|day|deadline|answer|reply|word|news)(?: (?:was|has been))?(?: {_NAMED})?"
    rf"|nothing(?: {_NAMED})?|not(?: yet)? {_NAMED}"
    rf"|it (?:has not|hasn't|was not|wasn't|is not|isn't)(?: been)? {_NAMED}"
    ")(?: yet| so far)?"
)
_SINCE = (
    r"(?: (?:back|anything|a thing|a word|again|yet|so far|since|since then|still|(?:all|this) week"
    r"|(?:in|for) (?:over )?[\w]+ (?:days|weeks)|from (?:the )?[\w'’]+(?: [\w'’]+)?))*"
)
_SILENCE = re.compile(
    "(?:(?:i|i've|i have|we|we've|so|and|but|still|well|sadly|unfortunately) )*(?:"
    rf"(?:(?:have |had )?(?:not|never)|haven't|havent|hadn't|didn't|didnt|did not) (?:hear|heard|had|got|gotten|received){_SINCE}"
    rf"|(?:heard|had|got|received) (?:nothing|no (?:word|news|answer|reply|response)){_SINCE}"
    rf"|(?:there is |there's )?(?:no|not a) (?:single )?(?:word|news|answer|reply|response|sign|call|message){_SINCE}"
    rf"|nothing{_SINCE}|(?:radio )?silence{_SINCE}"
    rf"|(?:they|he|she|nobody|no one)(?: have| has)?(?: not|n't)? (?:called|rung|phoned|written|replied|answered|got back|been in touch)(?: to me| back)?{_SINCE}"
    ")"
)
_LEADING_NO = re.compile(r"^(?:no|nope|well|oh|sorry) (?=(?:they|he|she|it|i|nobody|no one|not)\b)")
_WILL_NOT = (
    r"(?:will not|won't|wont|can not|cannot|can't|cant|would not|wouldn't|could not|couldn't)"
)
# To `Until when did they give you time?`; as news, it may be an event.
_REFUSED = re.compile(
    rf"(?:(?:they|he|she)(?: have| has)? )?(?:refused|declined)(?: (?:it|to|that|me|any))?"
    rf"|(?:they|he|she) (?:say|said|says) (?:no|nope|never|(?:they|he|she|it) {_WILL_NOT})"
    rf"|(?:they|he|she) {_WILL_NOT}(?: (?:say|tell|give|name|commit|move|budge)(?: (?:me|us))?(?: (?:one|it|any|anything|(?:any )?more(?: time)?))?)?"
    r"|(?:it's |it is |it was |got )?a (?:clear |flat |firm )?no(?: from (?:them|him|her))?|no more(?: time)?"
)


def folded(typed: str) -> str:
    """In small letters, written out, without what ends a sentence: `I dont know.` is `i don't know`."""
    return spelt_out(" ".join(typed.lower().replace("’", "'").split())).rstrip(".!") or typed


def yes_or_no(plain: str) -> bool | None:
    """What the words say; None where they say neither, or both."""
    said = " ".join(plain.replace(",", " ").split()).rstrip("?")
    found = _said_outright(said)
    return _said_outright(_bare(said)) if found is None else found


def _bare(said: str) -> str:
    """The words without what may stand around any answer, and `i have, yes` turned to `yes, i have`."""
    bare = re.sub(r"(.)\1{2,}", r"\1", said)  # `nooo`
    bare = _BEHIND_IT.sub("", _BEFORE_IT.sub("", bare))
    return _ANSWER_BEHIND.sub(r"\2 \1", bare)


def _said_outright(said: str) -> bool | None:
    if said in _YES or _YES_BY_FORM.fullmatch(said):
        return True
    if said in _NO or _NO_BY_FORM.fullmatch(said):
        return False
    first, _, rest = said.partition(" ")
    if first not in {"yes", "no"} or _BOTH.match(said) or _NO_AND_MORE.match(rest):
        return None
    own = _said_outright(rest)  # "yes, on Friday": the first word answers
    return (first == "yes") if own in (None, first == "yes") else None


def is_not_known(plain: str) -> bool:
    """Whether somebody does not know, or would rather not say."""
    said = " ".join(plain.replace(",", " ").split())
    return any(
        one in _NOT_KNOWN_WORDS or _NOT_KNOWN.fullmatch(one) is not None
        for one in (said, _BEHIND_IT.sub("", said))
    )


def is_none(plain: str) -> bool:
    """Whether the words say of anything that there is none."""
    return plain in _NONE


def is_not_so_far(plain: str) -> bool:
    """Whether they say so where no is no answer of its own: `not yet`, `they didn't tell me`."""
    said = " ".join(plain.replace(",", " ").split())
    if said in _NOT_SO_FAR_WORDS:
        return True
    return _NOT_SO_FAR.fullmatch(_LEADING_NO.sub("", said)) is not None


def is_silence(plain: str) -> bool:
    """Whether they say that nobody was in touch: `haven't heard back`, `no word yet`, `nothing so far`."""
    said = " ".join(plain.replace("’", "'").replace(",", " ").lower().split()).strip(" .!")
    is_said = _SILENCE.fullmatch(said) is not None
    by_them = re.match(r"(?:.* )?(?:they|he|she)\b", said)
    return is_said and (by_them is None or re.search(r"\bnot\b|n't", said) is not None)


def without_silence(typed: str) -> str | None:
    """The one thing that is said beside that: `they said ten days` of `haven't heard, they said ten days`."""
    parts = [part for part in _BESIDE.split(typed) if part.strip()]
    told = [part for part in parts if not is_silence(part)]
    return told[0].strip() if len(told) == 1 and len(parts) > 1 else None


_BESIDE = re.compile(
    r"[,;.!]+\s+(?:(?:and|but|so|yet|still) )?|\s+(?:and|but)\s+|\s+(?=they (?:said|told|promised)\b)",
    re.IGNORECASE,
)


def is_refused(plain: str) -> bool:
    """Whether they say that what is asked for was refused, so that there is none: `they said no`."""
    return (
        _REFUSED.fullmatch(_LEADING_NO.sub("", " ".join(plain.replace(",", " ").split())))
        is not None
    )
