"""What is said when a typed answer is not understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not taken, in a sentence or two for the person who typed it."""

    message: str


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.75)
    return found[0] if found else None


def shown(text: str, longest: int = 40) -> str:
    """What was typed, short enough to be repeated in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
