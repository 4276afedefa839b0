"""Courses: what a value does from day to day, in pieces, and functions of values lifted to them.

A piece says from which day on it holds, the value on that day, and by how much the value grows each day:
0 for what stands still, 1 for a day that is counted from today. From Mon 7 to Fri 11 Dec,

    today                            (7 Dec, 7 Dec, 1)
    9 Dec is on or after today       (7 Dec, yes, 0)  (10 Dec, no, 0)
    latest(9 Dec, today)             (7 Dec, 9 Dec, 0)  (9 Dec, 9 Dec, 1)

What is the same on all days is the plain value. `FAILED` stands for a value that is out of range: whatever
reads it fails, too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.diagnostics.fast_dataclass import dataclass


class _Mark:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


FAILED: Final = _Mark("FAILED")

Piece: TypeAlias = tuple[int, Any, int]  # from which day, the value then, its growth a day


class Course:
    """What a value does over a period; see above. There are at least two pieces, or one that grows."""

    __slots__ = ("pieces", "starts")

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.starts = [start for start, _, _ in pieces]

    def __repr__(self) -> str:
        return f"Course({self.pieces})"

    def at(self, day: int) -> Piece:
        """The piece as it is from that day on."""
        start, value, growth = self.pieces[bisect_right(self.starts, day) - 1]
        return day, value + growth * (day - start) if growth else value, growth


Timed: TypeAlias = Any  # a `Course`, or a plain value that is the same on all days


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are looked at, both included. Units: ordinals."""

    first: int
    last: int

    def today(self) -> Timed:
        """The course of `today`."""
        return course([(self.first, self.first, 1)]) if self.first < self.last else self.first


def course(pieces: Iterable[Piece]) -> Timed:
    """Pieces in their order as a course, with those joined that go on as before."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined:
            start, value, growth = joined[-1]
            if growth == piece[2]:
                due = value + growth * (piece[0] - start) if growth else value
                if due is piece[1] or (due is not FAILED and due == piece[1]):
                    continue
        joined.append(piece)
    if len(joined) == 1 and not joined[0][2]:
        return joined[0][1]
    return Course(joined)


def turns(timed: Timed) -> list[int]:
    """The days on which it changes its course."""
    return timed.starts[1:] if type(timed) is Course else []


def on(timed: Timed, day: int) -> Any:
    """The value on a day of the period."""
    return timed.at(day)[1] if type(timed) is Course else timed


Apply = Callable[..., Any]
# Days, both included, on which no part changes its course; and the parts as they are on the first of them.
Interval = tuple[int, int, list[Piece]]
# Pieces for an interval in which some part grows, or None where that has to be worked out day by day.
Growing = Callable[[Interval], "Iterable[Piece] | None"]


def lift(
    apply: Apply, parts: Sequence[Timed], period: Period, growing: Growing | None = None
) -> Timed:
    """A function of values, over time. `growing` answers for intervals in which some part grows.

    A value out of range is `FAILED`; where one of the parts is, so is the result.
    """
    for part in parts:
        if type(part) is Course:
            break
    else:
        return _value(apply, parts)
    lifted: list[Piece] = []
    for interval in intervals(parts, period):
        first, _, pieces = interval
        values = [piece[1] for piece in pieces]
        if FAILED in values:
            lifted.append((first, FAILED, 0))
        elif not any(piece[2] for piece in pieces):
            lifted.append((first, _value(apply, values), 0))
        else:
            found = growing(interval) if growing else None
            lifted += daily(apply, interval) if found is None else found
    return course(lifted)


def intervals(parts: Sequence[Timed], period: Period) -> Iterator[Interval]:
    """The longest intervals of days in which no part changes its course, each with the parts there."""
    moving = [part for part in parts if type(part) is Course]
    if len(moving) == 1:
        days = moving[0].starts
    else:
        days = sorted({day for part in moving for day in part.starts})
    for number, first in enumerate(days):
        last = days[number + 1] - 1 if number + 1 < len(days) else period.last
        yield (
            first,
            last,
            [part.at(first) if type(part) is Course else (first, part, 0) for part in parts],
        )


def _value(apply: Apply, values: Sequence[Any]) -> Any:
    if FAILED in values:
        return FAILED
    try:
        return apply(*values)
    except OutOfRange:
        return FAILED


def daily(apply: Apply, interval: Interval) -> Iterator[Piece]:
    """What comes out on each single day, for functions that nothing shorter is known of."""
    first, last, pieces = interval
    found = [
        _value(apply, [v + g * (day - first) if g else v for _, v, g in pieces])
        for day in range(first, last + 1)
    ]
    # 5 6 7 7 7 is 5 that grows by 1, then 7 that stands still: each piece as long as it goes.
    at = 0
    while at < len(found):
        begin = at
        value = found[begin]
        growth = 0
        if at + 1 < len(found) and _is_countable(value) and _is_countable(found[at + 1]):
            growth = found[at + 1] - value
            is_leap = growth not in (0, 1) and not (
                at + 2 < len(found) and _goes_on(value, 2 * growth, found[at + 2])
            )
            growth = 0 if is_leap else growth
        at += 1
        while at < len(found) and _goes_on(value, growth * (at - begin), found[at]):
            at += 1
        yield first + begin, value, growth if at - begin > 1 else 0


def _is_countable(value: Any) -> bool:
    return type(value) is int


def _goes_on(value: Any, grown: int, found: Any) -> bool:
    if _is_countable(value):
        return _is_countable(found) and bool(value + grown == found)
    return found is value or (type(found) is type(value) and bool(found == value))


def flips(holds: Callable[[int], bool], first: int, last: int) -> list[tuple[int, bool]]:
    """When something that changes at most once from `first` to `last` holds: `[(first, no), (9, yes)]`."""
    begins, ends = holds(first), holds(last)
    if begins is ends:
        return [(first, begins)]
    low, high = first, last  # it is as at first on `low`, as at last on `high`
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle) is begins:
            low = middle
        else:
            high = middle
    return [(first, begins), (high, ends)]


def chosen(holds: Timed, timed: Timed, otherwise: Timed, period: Period) -> Timed:
    """The one course where a condition holds, else the other; what the one left out is does not count."""
    if type(holds) is not Course:
        if holds is FAILED:
            return FAILED
        return timed if holds else otherwise
    found: list[Piece] = []
    for first, _, (condition, piece, other) in intervals((holds, timed, otherwise), period):
        if condition[1] is FAILED:
            found.append((first, FAILED, 0))
        else:
            found.append(piece if condition[1] else other)
    return course(found)
