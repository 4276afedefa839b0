"""What the experts of one real case advised, and what counts as saying the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS = (
    "thanks",
    "clock",
    "contact-rules",
    "more-time",
    "tell-others",
    "in-writing",
    "conditional",
    "choose-and-answer",
    "second-thoughts",
    "counter-offer",
    "withdrawn",
    "rejection",
    "anger",
    "standstill",
    "search",
)


@dataclass(frozen=True)
class Form:
    """One way in which a piece of advice can say a thing; all that is not None must hold.

    `target` is a label (`for`), `says` a pattern over the piece's own text, `note` a rule whose note it shows.
    """

    action: str | None = None
    target: str | None = None
    says: re.Pattern[str] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Bounds:
    """The days that an expert allows, as ordinals, both included; None is open."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class ExpertAction:
    """One thing that the expert advised, in the expert's sense, and the forms that say it."""

    words: str
    same: tuple[Form, ...]
    partly: tuple[Form, ...] = ()
    time: Bounds | None = None


@dataclass(frozen=True)
class Contradiction:
    """What must not be advised; with `before`, only if it is to be started before that day (an ordinal).

    `view`, where given, is what the other view beside it must say for the contradiction to be marked.
    """

    form: Form
    because: str
    before: int | None = None
    view: re.Pattern[str] | None = None


@dataclass(frozen=True)
class ExpertCase:
    """The expert's side of one case. `first` empty: the expert named no first act."""

    name: str
    kind: str
    first: tuple[Form, ...]
    actions: tuple[ExpertAction, ...]
    contradicts: tuple[Contradiction, ...] = ()
    fits: tuple[Form, ...] = ()

    @property
    def part(self) -> str:
        """Which of the parts of the collection the case belongs to."""
        return part_of(self.name)


# Two thirds to work on, a third kept aside, and seven rounds of cases that were told before anybody saw their
# pages: each counts on its own and is listed in the file of its name.
ROUNDS = ("latest", "newest", "unseen", "recent", "current", "further", "seventh")
PARTS = ("work", "aside", *ROUNDS)
_FOLDER = Path(__file__).resolve().parent


def part_of(name: str) -> str:
    """Which part a case belongs to. A third of the names is kept aside by digest, so that nobody chooses which."""
    for part in ROUNDS:
        if name in _listed(part):
            return part
    is_aside = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0
    return "aside" if is_aside else "work"


@cache
def _listed(part: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"{part}.txt").read_text(encoding="utf-8").split())


def pattern(text: str) -> re.Pattern[str]:
    """A pattern as it is compared with `pages.plain` text: the case of letters counts for nothing.

    Raises: re.error.
    """
    return re.compile(text.replace("\u2019", "'"), re.IGNORECASE)
