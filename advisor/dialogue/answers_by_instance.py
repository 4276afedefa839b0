"""Answers that say whom they are for: `Acme: offer, rest waiting`, `both 3`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ALL = r"(?:the )?(?:both|all|each|every one|everyone|same)(?: of (?:them|both|all))?"
_OF_ALL = re.compile(
    rf"{_ALL}(?: are| is| at)?[ :,-]+(?P<behind>.+)|(?P<before>.+?)[ ,]+(?:(?:for|at|with|in) )?{_ALL}",
    re.IGNORECASE,
)
_REST = re.compile(r"(?:the )?(?:rest|others?|other ones?)\b", re.IGNORECASE)
_JOINTS = re.compile(r"^[\s:,=–-]+|[\s:,=–-]+$")
_LINKS = r"(?:is|are|was|at|from|with|for|of|on|by|to|says?|said(?! (?:yes|no)\b))"
_LEAST = 3  # letters of a name that is cut short
_PARTS = re.compile(r"\s+(?=rest\b)|[,;\n]+|\band\b|\bbut\b", re.IGNORECASE)


def without_all(typed: str) -> str | None:
    """What is said of all: `3` of `all 3`, `waiting` of `both waiting`; None where it is not said of all."""
    found = _OF_ALL.fullmatch(typed.strip(" ."))
    return None if found is None else found["behind"] or found["before"]


def said_of_each(typed: str, labels: Sequence[str]) -> list[str] | None:
    """What is said of each of these, in their order: `St Mary’s: offer, rest 3`; None where not all are named.

    Shape: one answer a label.
    """
    names = _names_of(labels)
    answers: dict[int, str] = {}
    rest = None
    for part in _cut(typed, names):
        if _REST.search(part) is not None:
            rest = _told(_REST.sub(" ", part))
            continue
        found = [(at, named) for at, name in enumerate(names) if (named := name.search(part))]
        if len(found) != 1 or found[0][0] in answers:
            return None
        [(at, named)] = found
        answers[at] = _told(f"{part[: named.start()]} {part[named.end() :]}")
    told = [answers.get(at, rest) for at in range(len(labels))]
    return [one for one in told if one] if answers and all(told) else None


def _cut(typed: str, names: Sequence[re.Pattern[str]]) -> list[str]:
    """The parts of an answer; one that names none belongs to the one before: `Acme: offer, in writing`."""
    pieces: list[str] = []
    for part in _PARTS.split(typed):
        if not part.strip():
            continue
        is_of_one = _REST.search(part) or any(name.search(part) for name in names)
        if is_of_one or not pieces:
            pieces.append(part)
        else:
            pieces[-1] += f", {part}"
    return pieces


def _names_of(labels: Sequence[str]) -> list[re.Pattern[str]]:
    """How each label may be written: `st marys` is `St Mary’s`, and `hill` is `Hill Foods` if no other begins so."""
    whole = [re.sub(r"(?i)^the ", "", label) for label in labels]
    begin = [name.lower().partition(" ")[0] for name in whole]
    return [
        _spelt(name, first if begin.count(first) == 1 and len(first) >= _LEAST else name)
        for name, first in zip(whole, begin, strict=True)
    ]


def _spelt(*names: str) -> re.Pattern[str]:
    """Finds any of these names, however they are written; nothing where they have no letters."""
    letters = [re.sub(r"\W", "", name) for name in names]
    either = "|".join(r"\W*".join(map(re.escape, one)) for one in letters if one)
    return re.compile(
        rf"(?<!\w)(?:the\s+)?(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE
    )


def _told(words: str) -> str:
    """An answer without what links it to the name: `from` of `offer from`; `said no` is what they did."""
    said = _JOINTS.sub("", " ".join(words.split()))
    said = re.sub(r"(?i)^(?=said (?:yes|no)\b)", "they ", said)
    said = re.sub(rf"^{_LINKS}\b|\b{_LINKS}(?: the)?$", "", said, flags=re.IGNORECASE)
    return _JOINTS.sub("", said)
