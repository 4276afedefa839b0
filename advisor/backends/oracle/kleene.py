"""Pieces of meaning: what two or three values come to together, where some of them are unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advisor.backends.oracle.memory import UNKNOWN, Known, Memory
from advisor.ir.expressions import Count, End, ExtremeOf, PickBy, Sum
from advisor.ir.types import MILLION

Frames = tuple[int, ...]  # for each frame, the index of its instance
Meaning = Callable[[Memory, Frames], Any]  # a Known; Any keeps the arithmetic below readable


def all_of_them(parts: Sequence[Meaning], erring: Sequence[Meaning]) -> Meaning:
    """Kleene's `and`; not given counts as no. Of the parts, those in `erring` are always read."""

    def all_of(memory: Memory, frames: Frames) -> Known:
        for part in erring:
            part(memory, frames)
        result: Known = True
        for part in parts:
            verdict = part(memory, frames)
            if verdict is UNKNOWN:
                result = UNKNOWN
            elif not verdict:
                return False
        return result

    return all_of


def any_of_them(parts: Sequence[Meaning], erring: Sequence[Meaning]) -> Meaning:
    """Kleene's `or`; not given counts as no. Of the parts, those in `erring` are always read."""

    def any_of(memory: Memory, frames: Frames) -> Known:
        for part in erring:
            part(memory, frames)
        result: Known = False
        for part in parts:
            verdict = part(memory, frames)
            if verdict is UNKNOWN:
                result = UNKNOWN
            elif verdict:
                return True
        return result

    return any_of


def strictly(
    left: Meaning, right: Meaning, apply: Callable[[Any, Any], Known], *, otherwise: bool | None
) -> Meaning:
    """Apply to two given values; `otherwise` where one of them is not given."""

    def both(memory: Memory, frames: Frames) -> Known:
        a: Known = left(memory, frames)
        b: Known = right(memory, frames)
        if a is None or b is None:
            return otherwise
        if a is UNKNOWN or b is UNKNOWN:
            return UNKNOWN
        return apply(a, b)

    return both


def one_of_them(value: Meaning, options: Sequence[Meaning]) -> Meaning:
    """Whether it equals one of the given options. Every option is read."""

    def one_of(memory: Memory, frames: Frames) -> Known:
        found: Known = value(memory, frames)
        given = [v for v in [option(memory, frames) for option in options] if v is not None]
        if found is None or not given:
            return False
        if found is UNKNOWN:
            return UNKNOWN
        if found in given:
            return True
        return UNKNOWN if UNKNOWN in given else False

    return one_of


def extreme_of(end: End, values: list[Any]) -> Known:
    """The smallest or largest of the given values; UNKNOWN where one may still come to be it."""
    given = [v for v in values if v is not None]
    if UNKNOWN in given:
        return UNKNOWN
    if not given:
        return None
    result: Known = min(given) if end is End.LOW else max(given)
    return result


def finish_of(expression: Count | Sum | ExtremeOf | PickBy) -> Callable[[list[list[Any]]], Known]:
    """From what was found for each kept item to the value of the whole."""
    match expression:
        case Count():
            return lambda found: len(found) * MILLION
        case Sum():
            return lambda found: sum(value for (value,) in found if value is not None)
        case ExtremeOf(end=end):
            return lambda found: extreme_of(end, [value for (value,) in found])
        case PickBy(end=end):
            # min and max both return the first of equals: the earlier place.
            choose = min if end is End.LOW else max

            def pick(found: list[list[Any]]) -> Known:
                keyed = [pair for pair in found if pair[0] is not None]
                if not keyed:
                    return None
                value: Known = choose(keyed, key=lambda pair: pair[0])[1]
                return value

            return pick
