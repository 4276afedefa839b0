"""Comparisons and joining words as people say them, and what to write for each: `is at least` → `>=`."""

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
        "write two comparisons, such as `count(«list») >= 1 and count(«list») <= 3`",
    ),
    ("in [0-9]+ (?:working )?(?:days?|weeks?)", "write the day, such as `today + 3 days`"),
    ("is not (?:in|any of|either)|not in", "write `is not one of (…)`"),
    ("is (?:in|any of|either)|in", "write `is one of (…)`"),
    ("exceeds", "write `>`"),
    (f"at least|(?:no|not) {_LESS} than", "write `>=`, or `is on or after` for dates"),
    (f"at most|(?:no|not) {_MORE} than", "write `<=`, or `is on or before` for dates"),
    (f"{_MORE} than", "write `>`"),
    (f"{_LESS} than", "write `<`"),
    ("is not (?:none|null)|has been given|was given|exists", "write `is given`"),
    ("is (?:none|null)", "write `is not given`"),
    ("contains|starts with|ends with|matches|includes", "text is only compared whole, with `is`"),
    ("not is", "write `is not`"),
    ("isnt|arent|are not", "write `is not`"),
    ("(?:is )?(?:over|above)", "write `>`"),
    ("(?:is )?(?:under|below)", "write `<`"),
    ("(?:is )?up to", "write `<=`, or `is on or before` for dates"),
    ("plus", "write `+`"),
    ("minus", "write `-`"),
    ("(?:times|multiplied by)(?= [a-z0-9(])", "write `*`"),
    ("divided by", "write `/`"),
    ("but not", "write `and not`"),
    ("but", "write `and`"),
    (
        "unless|except(?: if| when| where)?",
        "write `and not`, or give what stands behind it to a key of its own, `unless: …`",
    ),
    ("either", "leave it out: `or` alone says it"),
    ("both", "leave it out: `and` alone says it"),
    ("the", "leave it out: names have no article"),
    ("yet|already|still|currently", "leave it out: a condition is about `today`"),
    ("is not on", "write `is not` for the day itself, or `is not on or before`"),
    ("is on", "write `is` for the day itself, `is on or before` or `is on or after`"),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{said})\b".replace(" ", r"\s+")), help) for said, help in _SAID
    )


def phrase_at(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The phrase of which the word from `start` to `end` is a part: its place and the help."""
    for pattern, help in _patterns():
        for match in pattern.finditer(text):
            if match.start() <= start and end <= match.end():
                return match.start(), match.end(), help
    return None
