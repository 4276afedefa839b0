"""What every contestant offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

# For each situation in turn, in order: (action, and where it is for one item of a list, its place;
# due in days from today).
Answers: TypeAlias = list[list[tuple[str, int | None]]]

TODAY = date(2026, 11, 16)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An engine with its rules compiled and the situations in its own form.

    `run` is what is timed: from there to ordered advice in the engine's own form, which `answers`
    then reads.
    """

    run: Callable[[], Any]
    answers: Callable[[Any], Answers]
