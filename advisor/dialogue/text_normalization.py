"""What is typed as words that can be compared: those of a phone written out, and what says the same in one form.

2moro b4 5, nxt wk, havent        →  tomorrow, before, 5, next, week, have, not
it's a no, by phone, gutted       →  it, refusal
"""

from __future__ import annotations

import re

_SHORT = {
    short: word
    for word, shorts in {
        "about": "abt",
        "any more": "anymore",
        "afternoon": "arvo",
        "because": "cos cuz",
        "before": "b4 befor",
        "going to": "gonna",
        "have": "hv",
        "have to": "gotta",
        "just": "jus jst",
        "last": "lst",
        "message": "msg",
        "messages": "msgs",
        "morning": "morn",
        "next": "nxt",
        "please": "pls plz",
        "said": "sed",
        "thanks": "thx thnx tnx",
        "the": "teh",
        "today": "2day",
        "tomorrow": "2moro 2morrow 2mrw tmrw tmr tmw tomo tomoz",
        "tonight": "2nite 2night tonite",
        "until": "til",
        "want to": "wanna",
        "week": "wk",
        "weeks": "wks",
        "with": "wiv",
        "yesterday": "yday yest",
        "you": "u",
    }.items()
    for short in shorts.split()
}
_WORD = re.compile(rf"(?<![\w'’.-])(?:{'|'.join(_SHORT)})(?![\w'’])")
_WITHOUT_APOSTROPHE = re.compile(r"\b(did|do|does|have|has|had|is|are|was|were|could|would)nt\b")


def spelt_out(said: str) -> str:
    """The words in small letters with those written out that people shorten; all others as they are."""
    said = _WORD.sub(lambda found: _SHORT[found[0]], said)
    return _WITHOUT_APOSTROPHE.sub(r"\1n't", said)


_CONTRACTIONS = {
    "won't": "will not",
    "wont": "will not",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "ain't": "be not",
    "i'm": "i be",
    "im": "i be",
    "ive": "i have",
    "theyll": "they will",
    "theyre": "they be",
    "theyve": "they have",
    "theyd": "they would",
    "hes": "he be",
    "shes": "she be",
}
_CONTRACTED = (("n't", " not"), ("'ve", " have"), ("'ll", " will"), ("'re", " be"), ("'m", " be"))
# How it was said, which no event hangs on.
_MEANS = re.compile(
    r"\b(?:by|via|over|on|per|through) (?:the |an? )?(?:e-?mail|mail|phone|telephone|text|post|letter|whatsapp|linkedin)\b"
)
_PHONED = re.compile(
    r"\b(?:rang|phoned|telephoned|called)\b(?! (?:it |the \w+ )?off\b)", re.IGNORECASE
)
# Each with what is read in its place, one after the other.
_REWRITTEN = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # What the speaker had in mind has not happened: `I was going to withdraw, but they called`.
        (
            r"\b(i|we) (?:was|were|had been) (?:just |already )?(?:going|about|planning|meaning) to\b",
            r"\1 almost",
        ),
        # How somebody feels about it, alone between marks: `didn't get it, gutted`.
        (
            r"(?:^|(?<=[,;:.!?–-]))\s*(?:(?:i'm|im|i am|am|feeling|feel|so|really|very|absolutely|just|bit|a bit|a|quite|totally|the|"
            r"and|but) )*(?:gutted|unbelievable|unreal|devastated|thrilled|delighted|sad|happy|relieved|shocked|disappointed|annoyed"
            r"|annoying|excited|ecstatic|heartbroken|crushed|typical|great|brilliant|amazing|wow|omg|ugh|argh|sigh|lol|yay|woohoo|hooray"
            r"|phew|damn|bugger|crap|shame|pity|over the moon|buzzing|fingers crossed|wish me luck|surprise surprise|at last|yippee"
            r"|thank god|thank goodness|thank you|thanks|cheers|what a relief|can't believe it"
            r"|no (?:reason|explanation)(?: (?:was )?given)?)[\s,;.!?:)(]*(?=$|[,;.!?])",
            " ",
        ),
        (_MEANS.pattern, " "),
        # `ten minutes before` says when, and `without even an answer` how: neither denies anything.
        (
            r"\b(?:[0-9]+|an?|half an|one|two|five|ten|twenty|thirty|the) (?:mins?|minutes?|hours?|days?|night|evening) before\b(?=\s*(?:$|[,;.!]))",
            " ",
        ),
        (
            r"\bwithout (?:even |so much as )?(?:an?|any|the|giving|telling|asking|saying|being|having|[a-z]+ing)\b[^,;.!?]*",
            " ",
        ),
        # `they said that's fine` is a yes.
        (
            r"\bsaid (?:(?:that|it)(?:['’]s| is| was| would be) |that )?(?:all |absolutely |totally )?"
            r"(?:ok|okay|fine|alright|all right|no problem|not a problem|no worries|sure|of course)(?=\s*(?:$|[,;.!]))",
            "said yes",
        ),
        (
            r"\b(no|yes),? (?:thank you|thanks|thank-you|ta|please)\b(?! note| e-?mail| letter| card)",
            r"\1",
        ),
        # `ill hear on friday`, but not `my contact is ill`
        (
            r"\bill (?=(?:hear|know|find|get|be|start|take|accept|decline|let|have|say|see|do|meet|not)\b)",
            "i will ",
        ),
        # `put back a week` is later by a week, `wrote back a week ago` is not
        (
            r"\b(back|out) (?=(?:an?|one|two|three|four|another|[0-9]+) (?:weeks?|days?|fortnights?|months?)\b(?! (?:ago|before|earlier)))",
            r"\1 by ",
        ),
        # `the post of ward clerk` is the post.
        (
            r"\b(position|post|role|job) (?:of|as(?! (?:long|soon) as))\b[^,;.!?]*?(?= (?:at|with|by|from|starting|and)\b|[,;.!?]|$)",
            r"\1",
        ),
        (r"(?<=[0-9k%]),? (?:and )?not (?=[£$€]?[0-9])", " rather than "),
        # `it's a no`, `no from Acme`, `Acme: no`
        (
            r"\b(?:a|another) (?:big |clear |flat |firm |polite |definite )?no\b(?![ -](?:show|go|brainer))"
            r"|\bno(?= from\b)|(?<=[:–-] )no(?=[.!]*\s*$)",
            "refusal",
        ),
        (
            r"\b(?:a (?:big |clear |firm |definite )?)?yes(?= from\b)|(?<=[:–-] )yes(?=[.!]*\s*$)",
            "approval",
        ),
        # `decided on Acme` says for whom, `decided on monday` only when.
        (
            r"\bdecided (?:(?:up)?on|for|in favou?r of) (?!(?:mon|tue|wed|thu|fri|sat|sun|the [0-9]|[0-9]|it\b|a\b|my))",
            "chose ",
        ),
        # Whoever is going with somebody has chosen them; to be going to them is only a way.
        (r"\bgoing (?:with|for)\b(?! (?:an?|the|my|our|it)\b)", "choosing"),
        (r"\bgo (?:with|for)\b(?! (?:an?|the|my|our|it)\b)", "choose"),
        (r"\bc[ao]me back (?:to (?:me|us) )?(?:with|at)\b", "countered with"),
        # a `written offer` is none that somebody wrote
        (r"(?:'ve|\b(?:have|has|had))((?: just| already| also)?) written\b", r"\1 wrote"),
        # Whoever is in a meeting or at lunch cannot be reached; nobody has agreed on one.
        (
            r"\bin (?:an? |another |back[ -]to[ -]back |the )?meetings?\b(?! with)|\b(?:at|on) (?:her |his |their )?(?:lunch|break)\b"
            r"|\bon (?:the|another) (?:other )?(?:line|call)\b",
            "busy",
        ),
        (r"\bpick(?:s|ed|ing)? up\b(?! the)", "answer the phone"),
        (r"\blook(?:s|ed|ing)? (?:in ?to|at) (?:it|this|that)\b", "investigating"),
        # `call with Acme tomorrow` is a meeting
        (
            r"(?<!had a )(?<!had the )\bcall with\b(?=.*\b(?:tomorrow|tonight|next|on|this)\b)",
            "meeting with",
        ),
        # `the interview was good` went well; of `the news was good`, or `I was good`, nothing did.
        (
            r"(?<!news )(?<!\bi )(?<!\bwe )(?<!\bhe )(?<!\bshe )(?<!\bthey )\bwas (?:(?:really|very|quite|pretty|so|rather|a bit) )*"
            r"(?=(?:good|great|fine|ok|okay|alright|bad|nice|lovely|brilliant|awful|terrible)\b)",
            "went ",
        ),
    )
)
# `counter-offer` is two words, as `counter offer` is; `re-posted` is one. A date keeps its own.
_PREFIX = re.compile(r"\b(e|re)-(?=[a-z])")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")


def means_in(text: str) -> tuple[str, ...]:
    """How something was said, which is in no wording: `by phone`, also of `they rang and said`."""
    means = [match[0] for match in _MEANS.finditer(text.lower())]
    return (*means, *(["by phone"] if _PHONED.search(text) else []))


def words_in(text: str) -> list[str]:
    """The words of a sentence as they are compared, without how it was said: `they told me by phone`.

    Of `it's a no`, the `no` denies nothing, and is a `refusal`.
    """
    plain = spelt_out(text.lower().strip().replace("’", "'"))
    for pattern, instead in _REWRITTEN:
        plain = pattern.sub(instead, plain)
    return tokens_in(plain)


def tokens_in(text: str) -> list[str]:
    """All words of a text in small letters, written out: `I didn't` is `i did not`."""
    found: list[str] = []
    plain = spelt_out(text.lower().replace("’", "'"))
    plain = _HYPHEN.sub(" ", _PREFIX.sub(r"\1", plain))
    for word in re.findall(r"[^\W_]+(?:['.:/-][^\W_]+)*|\?", plain):
        said = _CONTRACTIONS.get(word, word)
        for ending, instead in _CONTRACTED:
            if said == word and word.endswith(ending):
                said = word.removesuffix(ending) + instead
        found += re.sub(r"'(s|d)\b", "", said).split()
    return found
