"""Functions of values that grow with the days, in pieces as long as they can be.

Of values that stand still and of those that grow by so much a day, it is known where a comparison flips,
where one overtakes the other, and where a sum leaves its range: that spares asking day by day.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from advisor import ir
from advisor.backends.oracle.semantics import finish_of, value_on
from advisor.timeline.courses import (
    FAILED,
    Growing,
    Interval,
    Period,
    Piece,
    Timed,
    daily,
    flips,
    lift,
)

WEEK = 7  # days
LEFT_OUT = object()  # in place of what a filter leaves out


def always_given(interval: Interval) -> list[Piece]:
    """Whether it is given, of what grows."""
    return [(interval[0], True, 0)]


def first_given(*values: Any) -> Any:
    """The first of several values that there is."""
    return next((value for value in values if value is not None), None)


def first_while_growing(interval: Interval) -> list[Piece]:
    """The same over some days, in which what is given stays so."""
    return [next(piece for piece in interval[2] if piece[1] is not None)]


def in_force(steps: Sequence[tuple[int, ir.Value]]) -> tuple[Callable[..., Any], Growing]:
    """What a parameter is on a day; where the day moves on, it changes on the first day of each step."""

    def apply(day: int | None) -> ir.Value | None:
        return None if day is None else value_on(day, steps)

    def growing(interval: Interval) -> list[Piece] | None:
        first, last, ((_, day, growth),) = interval
        if growth != 1:
            return None
        # On 28 Dec `today + 1 week` is 4 Jan: a step on 1 Jan began three days before it.
        passed = [start - day for start, _ in steps if 0 < start - day <= last - first]
        return [(first + after, apply(day + after), 0) for after in (0, *passed)]

    return apply, growing


def is_equal(a: Any, b: Any) -> bool:
    """Whether two values are the same, and given."""
    return a is not None and b is not None and bool(a == b)


def is_equal_while_growing(interval: Interval) -> list[Piece]:
    """Two values of which one comes nearer by so much a day are equal on one day, if at all."""
    first, last, ((_, a, of_a), (_, b, of_b)) = interval
    if a is None or b is None:
        return [(first, False, 0)]
    nearer = of_b - of_a
    if nearer == 0:
        return [(first, a == b, 0)]
    days, rest = divmod(a - b, nearer)
    if rest or not 0 <= days <= last - first:
        return [(first, False, 0)]
    found: list[Piece] = [(first, False, 0)] if days else []
    found.append((first + days, True, 0))
    if first + days < last:
        found.append((first + days + 1, False, 0))
    return found


def comparison(test: Callable[[Any, Any], bool]) -> tuple[Callable[..., bool], Growing]:
    """How two numbers or days compare; where one of them grows, it flips once at most."""

    def apply(a: Any, b: Any) -> bool:
        return a is not None and b is not None and test(a, b)

    def growing(interval: Interval) -> list[Piece]:
        first, last, ((_, a, of_a), (_, b, of_b)) = interval
        if a is None or b is None:
            return [(first, False, 0)]
        found = flips(
            lambda day: test(a + of_a * (day - first), b + of_b * (day - first)), first, last
        )
        return [(day, holds, 0) for day, holds in found]

    return apply, growing


def week_by_week(
    apply: Callable[..., Any],
    bounds: tuple[int, int],
    interval: Interval,
) -> list[Piece] | None:
    """Working days counted from a day that moves on with today: each week as the one before it."""
    first, last, ((_, a, of_a), (_, b, of_b)) = interval
    if a is None or b is None:
        return [(first, None, 0)]
    if of_a + of_b != 1 or last - first < WEEK:
        return None
    week = list(daily(apply, (first, first + WEEK - 1, interval[2])))
    reached = [value for _, value, _ in week]
    if FAILED in reached or not (
        bounds[0] <= min(reached) and max(reached) + (last - first + WEEK) <= bounds[1]
    ):
        return None
    return [
        (day + later, value + later, growth)
        for later in range(0, last - first + 1, WEEK)
        for day, value, growth in week
        if day + later <= last
    ]


def linear(
    signs: tuple[int, int],
    bounds: tuple[int, int],
    interval: Interval,
) -> list[Piece] | None:
    """A sum or difference grows as its parts do, as long as it is in range."""
    first, last, pieces = interval
    if any(value is None for _, value, _ in pieces):
        return [(first, None, 0)]
    value = sum(sign * part[1] for sign, part in zip(signs, pieces, strict=True))
    growth = sum(sign * part[2] for sign, part in zip(signs, pieces, strict=True))
    return _within(bounds, first, last, value, growth)


def _within(
    bounds: tuple[int, int], first: int, last: int, value: int, growth: int
) -> list[Piece] | None:
    low, high = sorted((value, value + growth * (last - first)))
    return [(first, value, growth)] if bounds[0] <= low and high <= bounds[1] else None


def extreme_course(values: Sequence[Timed], end: ir.End, period: Period) -> Timed:
    """The smallest or largest of those that are given, over time."""
    apply, growing = _EXTREMES[end]
    given = [value for value in values if value is not None]
    if not given:
        return None
    found = given[0]
    for value in given[1:]:
        found = lift(apply, (found, value), period, growing)
    return found


def _extreme_of_two(end: ir.End) -> tuple[Callable[..., Any], Growing]:
    test = operator.le if end is ir.End.LOW else operator.ge

    def apply(a: Any, b: Any) -> Any:
        if a is None or b is None:
            return b if a is None else a
        return a if test(a, b) else b

    def growing(interval: Interval) -> list[Piece]:
        first, last, (one, other) = interval
        if one[1] is None or other[1] is None:
            return [other if one[1] is None else one]
        (_, a, of_a), (_, b, of_b) = one, other
        found = flips(
            lambda day: test(a + of_a * (day - first), b + of_b * (day - first)), first, last
        )
        return [
            (day, value + growth * (day - first), growth)
            for day, holds in found
            for _, value, growth in ((one if holds else other),)
        ]

    return apply, growing


_EXTREMES = {end: _extreme_of_two(end) for end in ir.End}


def sum_while_growing(bounds: tuple[int, int]) -> Growing:
    """A sum of what a filter leaves over grows as these do, as long as it is in range."""

    def growing(interval: Interval) -> list[Piece] | None:
        first, last, pieces = interval
        counted = [p for p in pieces if p[1] is not None and p[1] is not LEFT_OUT]
        return _within(bounds, first, last, sum(p[1] for p in counted), sum(p[2] for p in counted))

    return growing


def pick_while_growing(expression: ir.PickBy) -> Growing:
    """The value behind the smallest or largest key, as long as no key overtakes another."""
    finish = finish_of(expression)

    def growing(interval: Interval) -> list[Piece] | None:
        first, _, pieces = interval
        pairs = [
            (key, value)
            for key, value in zip(pieces[::2], pieces[1::2], strict=True)
            if key[1] is not LEFT_OUT and value[1] is not LEFT_OUT
        ]
        if len({key[2] for key, _ in pairs if key[1] is not None}) > 1:
            return None  # keys overtake one another: day by day
        numbered = [[key[1], n] for n, (key, _) in enumerate(pairs)]
        picked: Any = finish(numbered)
        return [(first, None, 0)] if picked is None else [pairs[picked][1]]

    return growing
