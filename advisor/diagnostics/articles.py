"""`a` or `an` before words that the author of a pack has chosen."""

from __future__ import annotations

import re
from string import ascii_uppercase

_AN = re.compile(r"[aeiou]|hour|hon(?:o|est)|heir|8|1[18](?![0-9])")  # an hourly shift, an 8
# as they are spoken: a unit, a user, a European, a one-off, a utility
_A_ALL_THE_SAME = re.compile(
    r"uni(?![dmn])|us[aeu]|ut[eio]|ur[aeiou]|ubi|uu|eu|ewe|one(?![a-z])|oneself|once(?![a-z])"
)
_NAMES_BEGIN_WITH_A_VOWEL = "AEFHILMNORSX"  # `em` for M: an MBA, and a UK visa


def with_article(words: str) -> str:
    """The words with their article, as one reads them aloud: `an hourly shift`, `a unit`, `an MBA`."""
    first = re.split(r"[ -]", words, maxsplit=1)[0]
    if _is_spelled(first):
        is_an = first[0] in _NAMES_BEGIN_WITH_A_VOWEL
    else:
        lower = words.lower()
        is_an = _AN.match(lower) is not None and _A_ALL_THE_SAME.match(lower) is None
    return f"{'an' if is_an else 'a'} {words}"


def _is_spelled(word: str) -> bool:
    """Whether one says its letters: `HR`, `MSc`, the X of X-ray, `HTML`; not `NATO`."""
    capitals = len(word) - len(word.lstrip(ascii_uppercase))  # it begins with
    if capitals < min(len(word), 2):
        return False
    return 0 < capitals <= 3 or (capitals > 0 and not re.search(r"[AEIOUY]", word))
