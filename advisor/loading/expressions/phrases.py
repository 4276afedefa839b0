"""Comparisons as people say them, where the language has its own words."""

from __future__ import annotations

import re
from functools import cache

_MORE = "(?:greater|more|bigger|larger|higher|longer)"
_LESS = "(?:less|fewer|smaller|lower|shorter)"

# what somebody may write (a blank stands for any space) → what to write instead; the first that
# fits is taken, so the longer ones come first
_SAID: tuple[tuple[str, str], ...] = (
    (f"is {_MORE} (?:than )?or equal(?: to| than)?", "write `>=`"),
    (f"is {_LESS} (?:than )?or equal(?: to| than)?", "write `<=`"),
    (f"is (?:at least|(?:no|not) {_LESS} than)", "write `>=`, or `is on or after` for dates"),
    (f"is (?:at most|(?:no|not) {_MORE} than)", "write `<=`, or `is on or before` for dates"),
    (f"is {_MORE} than", "write `>`"),
    (f"is {_LESS} than", "write `<`"),
    ("is (?:no|not) (?:later|newer) than", "write `is on or before`"),
    ("is (?:no|not) (?:earlier|sooner|older) than", "write `is on or after`"),
    ("is (?:later|newer) than", "write `is after`"),
    ("is (?:earlier|sooner|older) than", "write `is before`"),
    ("is (?:after or on|on or later|since)", "write `is on or after`"),
    ("is (?:before or on|on or earlier|until)", "write `is on or before`"),
    ("is not equal(?: to)?|does not equal|is different from|differs from", "write `is not`"),
    ("is equal(?: to)?|equals?|is the same as|is exactly", "write `is`"),
    (
        "is between",
        "write two comparisons, such as `count(interviews) >= 1 and count(interviews) <= 3`",
    ),
    ("is not (?:in|any of|either)|not in", "write `is not one of (…)`"),
    ("is (?:in|any of|either)|in", "write `is one of (…)`"),
    ("exceeds", "write `>`"),
    ("is not (?:none|null)|has been given|was given|exists", "write `is given`"),
    ("is (?:none|null)", "write `is not given`"),
    ("contains|starts with|ends with|matches|includes", "text is only compared whole, with `is`"),
    ("not is", "write `is not`"),
    ("is not on", "write `is not` for the day itself, or `is not on or before`"),
    ("is on", "write `is` for the day itself, `is on or before` or `is on or after`"),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{said})\b".replace(" ", r"\s+")), remedy) for said, remedy in _SAID
    )


def phrase_at(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The phrase of which the word from `start` to `end` is a part: its place and the remedy."""
    for pattern, remedy in _patterns():
        for match in pattern.finditer(text):
            if match.start() <= start and end <= match.end():
                return match.start(), match.end(), remedy
    return None
