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
_LINKS = r"(?:is|are|was|at|from|with|for|of|on|by|to|says?|said)"
_PARTS = re.compile(r"\s+(?=rest\b)|[,;\n]+|\band\b|\bbut\b", re.IGNORECASE)


def without_all(typed: str) -> str | None:
    """What is said of all: `3` of `all 3`, `waiting` of `both waiting`; None where it is not said of all."""
    found = _OF_ALL.fullmatch(typed.strip(" ."))
    return None if found is None else found["behind"] or found["before"]


def said_of_each(typed: str, labels: Sequence[str]) -> list[str] | None:
    """What is said of each of these, in their order: `St Mary’s: offer, rest 3`; None where not all are named.

    Shape: one answer a label.
    """
    answers: dict[int, str] = {}
    rest = None
    for part in _cut(typed, labels):
        if _REST.search(part) is not None:
            rest = _told(_REST.sub(" ", part))
            continue
        named = [at for at, label in enumerate(labels) if _name_in(label, part) is not None]
        if len(named) != 1 or named[0] in answers:
            return None
        name = _name_in(labels[named[0]], part)
        assert name is not None  # it was found just now
        answers[named[0]] = _told(f"{part[: name.start()]} {part[name.end() :]}")
    told = [answers.get(at, rest) for at in range(len(labels))]
    return [one for one in told if one] if answers and all(told) else None


def _cut(typed: str, labels: Sequence[str]) -> list[str]:
    """The parts of an answer; one that names none belongs to the one before: `Acme: offer, in writing`."""
    pieces: list[str] = []
    for part in _PARTS.split(typed):
        if not part.strip():
            continue
        is_of_one = _REST.search(part) or any(_name_in(label, part) for label in labels)
        if is_of_one or not pieces:
            pieces.append(part)
        else:
            pieces[-1] += f", {part}"
    return pieces


def _name_in(label: str, text: str) -> re.Match[str] | None:
    """Where a label stands, however it is written: `st marys` is `St Mary’s`."""
    letters = re.sub(r"\W", "", re.sub(r"(?i)^the ", "", label))
    if not letters:
        return None
    pattern = r"\W*".join(map(re.escape, letters))
    return re.search(rf"(?<!\w)(?:the\s+)?{pattern}(?!\w)", text, re.IGNORECASE)


def _told(words: str) -> str:
    """An answer without what links it to the name: `from` of `offer from`."""
    said = _JOINTS.sub("", " ".join(words.split()))
    said = re.sub(rf"^{_LINKS}\b|\b{_LINKS}(?: the)?$", "", said, flags=re.IGNORECASE)
    return _JOINTS.sub("", said)
