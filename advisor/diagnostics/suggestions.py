"""How messages repeat an author's words, and what was probably meant: the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import islice

_LONGEST_QUOTE = 80
_LONGEST_ENDING = 3
_MOST_CANDIDATES = 500  # for one word, so that a file full of mistakes is explained quickly


def closest(word: str, candidates: Iterable[str], most: int = 3) -> str | None:
    """The candidate that is a slip of the keyboard away from `word`, or None.

    Case, and `-` for `_`, count for nothing; otherwise about one change in four characters is forgiven, and
    no more than `most`.
    A short ending that is missing is one change (`offer` for `offered`). Of equally near ones the first
    is taken.
    """
    wanted = _plain(word)
    allowed = min(most, 1 if len(wanted) <= 5 else 2 if len(wanted) <= 9 else 3)
    best: str | None = None
    best_distance = allowed + 1
    for candidate in islice(candidates, _MOST_CANDIDATES):
        other = _plain(candidate)
        if other == wanted:
            return candidate
        ending = len(other) - len(wanted) if wanted and other.startswith(wanted) else 0
        if 0 < ending <= _LONGEST_ENDING < len(wanted) and best_distance > 1:
            best, best_distance = candidate, 1
        if not wanted or not other or abs(len(other) - len(wanted)) > allowed:
            continue
        if wanted[0] != other[0] and wanted[-1] != other[-1]:
            continue  # people rarely miss both ends, and this keeps the search fast
        distance = _distance(wanted, other, best_distance - 1)
        if distance < best_distance:
            best, best_distance = candidate, distance
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The nearest candidate as a question to the author, or None."""
    found = closest(word, candidates)
    return None if found is None else f"did you mean `{found}`?"


def no_such_parameter(name: str, known: Collection[str]) -> str:
    """That a pack has no parameter of this name, and which it has."""
    if not known:
        return f"the pack has no parameter `{name}`; it has none at all"
    hint = did_you_mean(name, known) or f"there are {listed(known)}"
    return f"the pack has no parameter `{name}`; {hint}"


def meant_choice(text: str, choices: Iterable[str], words: Mapping[str, str]) -> str:
    """What to write instead of `text`, which is none of the choices; `words` say some of them aloud."""
    known = tuple(choices)
    for name, said in words.items():
        if said.strip().lower() == text.strip().lower():
            return f"did you mean `{name}`?"
    near = closest(text, known)
    if near is None:
        near = next((n for n, said in words.items() if closest(text, (said,)) is not None), None)
    return f"write one of {listed(known)}" if near is None else f"did you mean `{near}`?"


# What looks like something else: signs that word processors and web pages put there, by their names.
_ODD = {
    "\xa0": ("a no-break space", " "),
    "\u202f": ("a narrow no-break space", " "),
    "\u2007": ("a figure space", " "),
    "\u3000": ("a wide space", " "),
    "\xad": ("a soft hyphen", ""),
    "\u200b": ("a space of no width", ""),
    "\u200c": ("a joiner of no width", ""),
    "\u200d": ("a joiner of no width", ""),
    "\u2060": ("a joiner of no width", ""),
    "\ufeff": ("a byte order mark", ""),
    "\u200e": ("a mark for the direction of writing", ""),
    "\u200f": ("a mark for the direction of writing", ""),
    "\u2010": ("a typographic hyphen", "-"),
    "\u2011": ("a no-break hyphen", "-"),
    "\u2012": ("a figure dash", "-"),
    "\u2013": ("an en dash", "-"),
    "\u2212": ("a minus sign", "-"),
    "\u2018": ("typographic quotes", ""),
    "\u2019": ("typographic quotes", ""),
    "\u201a": ("typographic quotes", ""),
    "\u201c": ("typographic quotes", ""),
    "\u201d": ("typographic quotes", ""),
    "\u201e": ("typographic quotes", ""),
    "\xab": ("typographic quotes", ""),
    "\xbb": ("typographic quotes", ""),
}
_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\xab\xbb"


def is_in_quotes(text: str) -> bool:
    """Whether a text stands in the quotes of a word processor, which YAML takes for a part of it."""
    return len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES


def without_odd_signs(text: str) -> tuple[str, str] | None:
    """The text in plain signs, and what odd ones it holds, in words; None where it holds none."""
    signs: dict[str, list[str]] = {}
    for sign in dict.fromkeys(text):
        if sign in _ODD:
            signs.setdefault(_ODD[sign][0], []).append(f"U+{ord(sign):04X}")
    if not signs:
        return None
    names = [f"{name} ({' and '.join(codes)})" for name, codes in signs.items()]
    plain = "".join(_ODD[sign][1] if sign in _ODD else sign for sign in text)
    return " ".join(plain.split()), " and ".join(names)


def one_line(text: str) -> str:
    """An author's words on one line, without control characters and not too long."""
    if text.isprintable() and "  " not in text:  # as nearly all are
        flat = text.strip()
    else:
        words = "".join(c if c.isprintable() else " " for c in text)
        flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """An author's words in backticks."""
    return f"`{one_line(text)}`"


def listed(words: Iterable[str], most: int = 12, last: str | None = None) -> str:
    """The words in backticks, joined for a sentence; what is over `most` is cut to `…`.

    With `last="and"` that stands before the last: ``a, b and c`` instead of ``a, b, c``.
    """
    shown = [quoted(word) for word in islice(words, most + 1)]
    if len(shown) > most:
        shown[most:] = ["…"]
    elif last is not None and len(shown) > 1:
        shown[-2:] = [f"{shown[-2]} {last} {shown[-1]}"]
    return ", ".join(shown)


@lru_cache(maxsize=10_000)
def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")[:60]


def _distance(one: str, two: str, most: int) -> int:
    """Changes, insertions, omissions and swaps of neighbours from one to two; above `most` just more."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
