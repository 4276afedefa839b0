"""What is advised from day to day if nothing happens: spells of the same advice, and what changes between them.

Days are ordinals. A piece of advice is known by its action and its place.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.ir.advice import Advice, Status


@dataclass(frozen=True, slots=True)
class Spell:
    """Neighbouring days, `first` and `last` included, with the same advice.

    `advice` is that of the first day, `advice_at_end` that of the last: the same pieces in the same order,
    where days that the rules count from today have moved on with it. `error` says why there is none.
    """

    first: int
    last: int
    advice: tuple[Advice, ...]
    advice_at_end: tuple[Advice, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class TimelineChange:
    """What is different on a day from the day before it; pieces that end are as they were then.

    `gap` are the days without advice that begin on it, with the reason as their `error`: then nothing has
    ended, it is only not known how things go on.
    """

    day: int
    begins: tuple[Advice, ...]  # what can be done or waited for from this day on
    becomes_overdue: tuple[Advice, ...]
    ends: tuple[Advice, ...]
    gap: Spell | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A day on which there is something new to do. `is_after_action`: once what is advised now is done."""

    day: int
    begins: tuple[Advice, ...]
    is_after_action: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of advice from the first to the last day on which it can be followed.

    `piece` is as on the first day. `due` is its last good day as that day sees it; None where it has none,
    or where that is counted from today and moves on with it. `overdue_from` is the first day on which it is
    late. `is_cut`: it goes on after the period.
    `then` are the pieces about the same instance, one around it or inside it, that take its place.
    """

    piece: Advice
    first: int
    last: int
    due: int | None
    overdue_from: int | None
    is_cut: bool
    then: tuple[Advice, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """The spells of a period, one after the other without a gap."""

    title: str | None
    spells: tuple[Spell, ...]

    @property
    def first(self) -> int:
        """The day that counts as today."""
        return self.spells[0].first

    @property
    def last(self) -> int:
        """The last day that was looked at."""
        return self.spells[-1].last

    @cached_property
    def changes(self) -> tuple[TimelineChange, ...]:
        """The days on which something begins, becomes overdue or ends, or advice does, in their order."""
        gaps = {gap.first: gap for gap in self.gaps}
        found = (
            _change(before, after, gaps.get(after.first)) for before, after in pairwise(self.spells)
        )
        return tuple(c for c in found if c.begins or c.becomes_overdue or c.ends or c.gap)

    @property
    def gaps(self) -> tuple[Spell, ...]:
        """The days without advice, neighbours with the same reason in one."""
        found: list[Spell] = []
        for spell in self.spells:
            if not spell.error:
                continue
            last = found[-1] if found else None
            if last is not None and (last.last + 1, last.error) == (spell.first, spell.error):
                spell = replace(last, last=spell.last)
                found.pop()
            found.append(spell)
        return tuple(found)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every piece that can be followed in the period, by its first day, then in the order of that day.

        A piece that ends and comes back has two bars.
        """
        bars: list[_Growing] = []
        open_bars: dict[tuple[str, str], _Growing] = {}
        for spell in self.spells:
            going_on = {}
            for piece, at_end in zip(spell.advice, spell.advice_at_end, strict=True):
                if piece.status is Status.LATER:
                    continue
                key = piece.action, piece.place
                bar = open_bars.get(key)
                if bar is None:
                    bar = _Growing(piece, spell.first)
                    bars.append(bar)
                bar.go_on(spell, piece, at_end)
                going_on[key] = bar
            open_bars = going_on
        begins = {change.day: change.begins for change in self.changes}
        return tuple(bar.finished(self.last, begins.get(bar.last + 1, ())) for bar in bars)


class _Growing:
    """A bar while the spells are gone through."""

    def __init__(self, piece: Advice, first: int) -> None:
        self.piece, self.first, self.last = piece, first, first
        self.overdue_from: int | None = None
        self.due = piece.due
        self.is_new = True  # nothing has been seen of it but its first day

    def go_on(self, spell: Spell, piece: Advice, at_end: Advice) -> None:
        if self.is_new and not self.due == piece.due == at_end.due:
            self.due = None  # it moves on with today
        self.is_new = self.is_new and spell.first == spell.last == self.first
        self.last = spell.last
        if piece.status is Status.OVERDUE and self.overdue_from is None:
            self.overdue_from = spell.first

    def finished(self, last: int, begins: tuple[Advice, ...]) -> Bar:
        then = tuple(p for p in begins if _are_related(p.place, self.piece.place))
        is_cut = self.last == last
        return Bar(self.piece, self.first, self.last, self.due, self.overdue_from, is_cut, then)


def _are_related(one: str, other: str) -> bool:
    """Whether one place is the other, or inside it; the situation's own is around all."""
    return all(a == b for a, b in zip(one.split("."), other.split("."), strict=False)) or not (
        one and other
    )


def _change(before: Spell, after: Spell, gap: Spell | None) -> TimelineChange:
    if after.error:
        return TimelineChange(after.first, (), (), (), gap)
    earlier, later = _followed(before), _followed(after)
    return TimelineChange(
        after.first,
        tuple(piece for key, piece in later.items() if key not in earlier),
        tuple(
            piece
            for key, piece in later.items()
            if piece.status is Status.OVERDUE
            and key in earlier
            and earlier[key].status is not Status.OVERDUE
        ),
        tuple(piece for key, piece in earlier.items() if key not in later),
    )


def _followed(spell: Spell) -> dict[tuple[str, str], Advice]:
    """What can be followed already, not only later."""
    return {(p.action, p.place): p for p in spell.advice if p.status is not Status.LATER}
