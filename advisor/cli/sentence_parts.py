"""Sentences that tell of several things: `Acme turned me down and Globex called`, one after the other."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from advisor.cli.event_recording import understood
from advisor.cli.scene import Scene
from advisor.dialogue.telling import Told

MOST_PARTS = 4
_BETWEEN = re.compile(
    r"\s*[,;.!]+\s+(?:(?:and|but|then|so|also)\s+)*|\s+(?:and|but)\s+(?:then\s+|also\s+)?"
)


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A part of what somebody said, to be heard by itself; of these places, where others were named before it."""

    text: str
    places: frozenset[str] | None = None


def parts_of(
    scene: Scene, text: str, places: Collection[str] | None = None
) -> tuple[SentencePart, ...]:
    """The parts of a sentence, if it is not clear as a whole, and every part of it is.

    Shape: the whole sentence as the only one otherwise. What is denied at the end tells of nothing and is left
    out: `they called, but did not decide`. Who is named in one part is meant in the next ones too,
    until somebody else is: `Acme called and they want references`.
    """
    whole = SentencePart(text, None if places is None else frozenset(places))
    parts = [part for part in _BETWEEN.split(text.strip().rstrip(".!")) if part]
    if not 1 < len(parts) <= MOST_PARTS or understood(scene, text, places).meant.is_sure:
        return (whole,)
    found: list[SentencePart] = []
    there = whole.places
    for number, words in enumerate(parts):
        told = _told_by(scene, SentencePart(words, there))
        if told is None:
            there, told = whole.places, _told_by(scene, SentencePart(words, whole.places))
        if told is None and found and all(_is_denied(scene, one) for one in parts[number:]):
            break
        if told is None:
            return (whole,)
        found.append(SentencePart(words, there))
        if group := told.happening.group:
            around = {one.place for one in scene.placed if _is_inside(one.place, group)}
            there = frozenset({"", *around})
    return tuple(found)


def _told_by(scene: Scene, part: SentencePart) -> Told | None:
    heard = understood(scene, part.text, part.places)
    return heard.fits[0] if heard.meant.is_sure and heard.fits else None


def _is_denied(scene: Scene, text: str) -> bool:
    return understood(scene, text).meant.is_denied


def _is_inside(place: str, group: str) -> bool:
    return place == group or place.startswith(f"{group}.")
