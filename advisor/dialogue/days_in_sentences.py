"""The days that stand in a sentence, cut out of it: `they called on monday` is `they called`, and `on monday`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor import ir
from advisor.diagnostics.suggestions import closest
from advisor.dialogue.dates import read_day
from advisor.dialogue.day_arithmetic import MONTHS, WEEKDAYS, named
from advisor.dialogue.phrases import is_unreal, stem_of
from advisor.dialogue.quantities import Ambiguous, AskedBack
from advisor.dialogue.underspecified_days import added_length

TOWARDS = frozenset(("to", "for", "by", "until", "till", "before", "within", "due"))
_LEADS = TOWARDS | {"on", "at", "since", "from", "in", "around", "about", "this", "last", "next"}
_LONGEST = 9  # words of a day: `on the morning of the 4th of December 2026`
_DAY_WORD = re.compile(
    r"[0-9].*|today|yesterday|tomorrow|tonight|morning|afternoon|evening|night|days?|weeks?|fortnights?|months?"
    r"|weekend|ago|christmas|xmas|eve|now|cob|eod|eow|eom"
)
_NUMBERED = re.compile(r"(?:fir|seco|thi|four|fif|six|seven|eigh|nin|ten)(?:st|nd|rd|th)")
_SHORTEST = 5  # letters of a day or month in which a mistake is seen
_NO_DAY = {"may", "mar", "sat", "sun", "wed", "mon", "march", "second"}  # unless more is said
_MONTH_STARTS = {month[:3] for month in MONTHS}
NOW = {"now", "right now", "just now"}
_MORE = {"more", "another", "further", "extra", "additional", "longer"}


def is_day_word(word: str) -> bool:
    """Whether a word in small letters is one of those that days are said with; `monzo` and `sunrise` are none."""
    if _DAY_WORD.fullmatch(word):
        return True
    names = (*WEEKDAYS, *MONTHS)
    if named(word.removesuffix("s") if len(word) > _SHORTEST else word, names) is not None:
        return True
    return len(word) >= _SHORTEST and closest(word, names, most=1 + (len(word) > 6)) is not None


def without_days(words: list[str], today: int) -> tuple[list[str], tuple[str, ...]]:
    """The words without those that name a day, and the days.

    Of `two more weeks` the `more` stays; `now` is none where another is said: `it is now on Friday`.
    """
    found: list[str] = []
    kept: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST), at, -1)
        end = next((end for end in ends if _is_day(words[at:end], today)), None)
        if end is None:
            after = words[at + 1 : at + 2]
            # `until January` is no day, and yet says when.
            if not (words[at] in TOWARDS and after and is_day_word(after[0])):
                kept.append(words[at])
            at += 1
        else:
            found.append(" ".join(words[at:end]))
            if added_length(found[-1]) and not _MORE.isdisjoint(words[at:end]):
                kept.append("more")
            at = end
    told = [day for day in found if day not in NOW]
    return kept, tuple(told or found)


def _is_day(words: Sequence[str], today: int) -> bool:
    if not any(map(is_day_word, words)):
        return False
    bare = [word for word in words if word not in _LEADS]
    if not bare or (len(words) == 1 and bare[0] in _NO_DAY):
        return False
    if any(_NUMBERED.fullmatch(w) for w in bare) and not any(w[:3] in _MONTH_STARTS for w in bare):
        return False
    if any(is_unreal(stem_of(word)) and word not in TOWARDS for word in words):
        return False
    said = " ".join(words[1:] if words[0] in ("to", "for") else words)
    read = (read_day(said, today, looks) for looks in ir.Looks)
    return any(isinstance(one, int | Ambiguous | AskedBack) for one in read)


def days_meant(
    said: str, today: int, looks: ir.Looks | None, calendar: ir.Calendar | None
) -> list[int]:
    """The days that words may mean, on that side: one, or the two of `next friday`. Units: ordinals."""
    read = read_day(said, today, looks, calendar)
    if isinstance(read, Ambiguous):
        return list(read.days)
    return [read] if isinstance(read, int) else []
