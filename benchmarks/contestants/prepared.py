"""What every contestant offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

# For each situation in turn: (action, due in days from today), in order.
Answers: TypeAlias = list[list[tuple[str, int]]]

TODAY = date(2026, 11, 16)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An engine with its rules compiled and the situations in its own form.

    `run` is what is timed: from there to ordered advice in the engine's own form, which `answers`
    then reads.
    """

    run: Callable[[], Any]
    answers: Callable[[Any], Answers]
