"""How messages repeat an author's words, and what was probably meant: the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import islice

_LONGEST_QUOTE = 80
_LONGEST_ENDING = 3
_MOST_LISTED = 12
_MOST_ALIKE = 6
_SHORT_WORD = 2
_BEGINNING = 5  # by so many letters words are alike, as `offered` and `offers`
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


def meant_of(word: str, known: Iterable[str], lead: str = "there are", lists: str = "") -> str:
    """What to say of `word`, which is none of those known: the nearest, or what there is instead; see `there_are`."""
    names = tuple(dict.fromkeys(known))
    return did_you_mean(word, names) or there_are(word, names, lead, lists)


def there_are(
    word: str,
    known: Iterable[str],
    lead: str = "there are",
    lists: str = "",
    last: str | None = None,
) -> str:
    """What there is instead of `word`: all of it where that is little, else what shares a word with it.

    `lists` is the command that lists all of them: of `offered_on`, ``like it are `offer_form` and `answered_on`;
    `advisor facts` lists all 92``.
    """
    names = tuple(dict.fromkeys(known))
    if len(names) <= _MOST_LISTED:
        return f"{lead} {listed(names, last=last)}"
    alike = sharing_words(word, names)
    every = f"`advisor {lists}` lists all {len(names)}" if lists else ""
    if not alike:
        return every or f"{lead} {listed(names)}"
    some = f"like it {'is' if len(alike) == 1 else 'are'} {listed(alike, last='and')}"
    return f"{some}; {every}" if every else f"{some}, of {len(names)}"


def sharing_words(word: str, names: Iterable[str]) -> list[str]:
    """Those with a word of `word`, or one that begins like it; those with most of them first, not many."""
    wanted = _words(word)
    shared = {name: len(wanted & _words(name)) for name in names}
    found = [name for name, number in shared.items() if number]
    return sorted(found, key=lambda name: -shared[name])[:_MOST_ALIKE]


def _words(name: str) -> frozenset[str]:
    """The words of a name by their beginnings, without the short ones: `offer` and `recei` of `offer_received_on`."""
    words = re.findall(r"[^\W_]+", name.lower())
    return frozenset(word[:_BEGINNING] for word in words if len(word) > _SHORT_WORD)


def no_such_parameter(name: str, known: Collection[str]) -> str:
    """That a pack has no parameter of this name, and which it has."""
    if not known:
        return f"the pack has no parameter `{name}`; it has none at all"
    return f"the pack has no parameter `{name}`; {meant_of(name, known, lists='parameters')}"


def meant_choice(text: str, choices: Iterable[str], words: Mapping[str, str]) -> str:
    """What to write instead of `text`, which is none of the choices; `words` say some of them aloud."""
    known = tuple(choices)
    near = closest_choice(text, known, words)
    return f"write one of {listed(known)}" if near is None else f"did you mean `{near}`?"


def closest_choice(text: str, choices: Iterable[str], words: Mapping[str, str]) -> str | None:
    """The choice that was meant: by what it is called, or by what it says (`first choice` of `My first choice`)."""
    known = tuple(choices)
    for name, said in words.items():
        if said.strip().lower() == text.strip().lower():
            return name
    near = closest(text, known)
    if near is None:
        near = next((n for n, said in words.items() if closest(text, (said,)) is not None), None)
    if near is None and (wanted := _all_words(text)):
        alike = [name for name in known if wanted <= _all_words(f"{name} {words.get(name, '')}")]
        near = alike[0] if len(alike) == 1 else None
    return near


def _all_words(text: str) -> frozenset[str]:
    """What of a text tells something: `first` and `choice` of `a first choice`."""
    words = re.findall(r"[^\W_]+", text.lower())
    return frozenset(word for word in words if len(word) > _SHORT_WORD)


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
