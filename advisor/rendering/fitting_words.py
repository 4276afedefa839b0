"""Whether an answer in somebody's own words fits into a sentence of a letter, which does without it otherwise."""

from __future__ import annotations

import re

_UNKNOWN = re.compile(
    r"\b(?:(?:do not|don't|did not|didn't|cannot|can't|could not|couldn't|not) "
    r"(?:(?:really|quite|even) )?(?:know|remember|recall|sure|certain|say)|i forg[eo]t|no (?:idea|clue)|dunno|idk)\b"
)
_NOTHING = re.compile(
    r"(?:(?:none|nothing|nobody|no one|no|nope|nil|n/?a|not (?:much|really|known|applicable)|unknown|unsure|forgot)"
    r"(?: (?:much|special|really|in particular|particular|of note|new|yet|at all|else|so far|to say))*|\W*)"
)
# A clause with a subject of its own: `we talked about tests`, `python, i learn fast`; not `how you test`.
_CLAUSE = re.compile(
    r"(?:^|[,;:] ?|[-–—] | (?:and|but|so|because) )"
    r"(?:i|i'm|i've|i'd|we|we're|you|he|she|it (?:is|was|has|had|went)|it's|they|they're|there (?:is|are|was|were)"
    r"|there's|nothing|nobody)(?= )"
)
_STOP = re.compile(r"[.!?;]\s|[!?;]$|\n")
_ABBREVIATED = re.compile(
    r"\b(?:\w|Prof|Dr|Mrs?|Ms|Mx|St|No|Rev)\.(?= )"
)  # `Dr. Hill`, `e. g. tests`
# What stands in no name, however it is written; a capital letter may begin a surname: `Ms No`, `Mr An`.
_NO_NAME = re.compile(
    r"\b(?:a|an|the|one|two|three|four|five|some|several|many|my|our|their|his|her|i|we|they|it|is|was|were|with|"
    r"who|whose|which|from|about|not|no|name|names|man|woman|men|women|guy|guys|lady|people|person)\b|\d|[?@:]"
)
_MOST_WORDS = 14


def is_answer(text: str) -> bool:
    """Whether it says something: not `nothing special`, `n/a`, `dont know`, `-`."""
    plain = _plain(text)
    return _NOTHING.fullmatch(plain) is None and not any(
        _UNKNOWN.match(one) for one in (plain, plain.removeprefix("i "))
    )


def is_phrase(text: str) -> bool:
    """Whether it fits where a noun does, as in `I enjoyed hearing about …`: `your new platform`, not `we use Rust`."""
    plain = _plain(text)
    return (
        is_answer(text)
        and len(plain.split()) <= _MOST_WORDS
        and not _UNKNOWN.search(plain)
        and not _CLAUSE.search(plain)
        and not _STOP.search(_ABBREVIATED.sub("", text.strip()))
    )


def is_name(text: str) -> bool:
    """Whether it fits behind `Dear`: `Ms Hill and Mr Okafor`, not `a man and a woman, dont know names`."""
    words = text.split()
    begun = (
        " ".join([words[0].lower() if words[0].lower() in _ARTICLES else words[0], *words[1:]])
        if words
        else ""
    )
    return is_phrase(text) and not _NO_NAME.search(begun)


_ARTICLES = {
    "a",
    "an",
    "the",
    "two",
    "three",
    "some",
    "my",
    "our",
    "their",
    "i",
    "we",
    "they",
    "not",
}


def _plain(text: str) -> str:
    """In small letters, with the apostrophes that people leave out: `Dont know.` is `don't know`."""
    plain = " ".join(text.lower().replace("’", "'").split()).rstrip(".!")
    return re.sub(r"\b(do|did|ca|could)nt\b", r"\1n't", plain)
