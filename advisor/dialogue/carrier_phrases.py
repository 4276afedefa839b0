"""What people say before a day or a length of time: `they said I'd hear by friday` is `by friday`.

The words before it may be any but those that could make it mean something else: of `not on friday`, `friday or
monday` and `two days before friday` none is Friday.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from advisor.diagnostics.suggestions import closest
from advisor.dialogue.day_arithmetic import MONTHS, UNIT, WEEKDAYS, named
from advisor.dialogue.quantities import NUMBER_WORDS, Problem, Unknown, read_duration

_MOST = 12  # words
_TURNING = frozenset(
    (
        *(
            "not",
            "no",
            "never",
            "nor",
            "neither",
            "or",
            "but",
            "if",
            "unless",
            "except",
            "instead",
            "than",
        ),
        *(
            "before",
            "after",
            "between",
            "following",
            "ago",
            "every",
            "each",
            "most",
            "half",
            "quarter",
        ),
        *(
            "last",
            "next",
            "this",
            "coming",
            "first",
            "second",
            "third",
            "end",
            "start",
            "beginning",
        ),
        *(
            "middle",
            "midweek",
            "mid-week",
            "over",
            "under",
            "almost",
            "nearly",
            "least",
            "less",
            "more",
            "mid",
            "early",
            "late",
            "later",
            "earlier",
            "today",
            "tomorrow",
            "yesterday",
        ),
        *(
            "tonight",
            "morning",
            "weekend",
            "christmas",
            "easter",
            "couple",
            "few",
            "another",
            "of",
            "per",
        ),
        *("minus", "plus", "without", "rather", "whether", "doubt", "can't", "cannot", "hardly"),
    )
)
# A slip in one of these must not be passed over: of `nex friday`, `friday` is no part of its own.
_WHICH = ("last", "next", "before", "after", "early", "late", "coming", "following", "between")
_Read = TypeVar("_Read")


def read_in_carrier_phrase(text: str, read: Callable[[str], _Read | Problem]) -> _Read | Problem:
    """What the words mean, or what they mean without those that lead in to it, if they mean nothing whole."""
    whole = read(text)
    words = text.split()
    for count, word in enumerate(words[: min(_MOST, len(words) - 1)], 1):
        if not isinstance(whole, Unknown) or _may_turn(
            word.lower().strip(",;:.!?()").replace("’", "'")
        ):
            break
        if re.search(r"\bin(?: the)?$", " ".join(words[:count]).lower()):
            continue  # of `in the new year`, `new year` is no part of its own
        found = read(" ".join(words[count:]))
        if not isinstance(found, Unknown):
            return found
    return whole


def _may_turn(word: str) -> bool:
    return (
        word in _TURNING
        or word.endswith(("n't", "nt'"))
        or (len(word) > 2 and closest(word, _WHICH, most=1) is not None)
        or (word in NUMBER_WORDS and word not in ("a", "an", "one"))
        or any(sign.isdigit() for sign in word)
        or re.fullmatch(UNIT, word) is not None
        or (word != "may" and named(word, [*WEEKDAYS, *MONTHS]) is not None)
    )


_WITHIN = re.compile(
    r".*\b(?:within|in|inside|after|over|up to|about|around|roughly) (?:the next )?(?!from)"
)
_FROM_NOW = re.compile(r"\b(?:from|as of) (?:now|today)\b|\bmore\b|\banother\b|\btime\b")


def is_a_length(text: str) -> bool:
    """Whether a day is said as a length of time, which counts from the day on which it was said: `within two weeks`."""
    length = read_in_carrier_phrase(_WITHIN.sub("", text), read_duration)
    return isinstance(length, int) and _FROM_NOW.search(text) is None
