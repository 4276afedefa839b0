"""What a fact may become: a value for each stretch in which no condition turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from advisor import ir
from advisor.backends.oracle.arithmetic import whole_months
from advisor.counterfactual.changes import DAY, Key, declared
from advisor.counterfactual.columns import Single
from advisor.counterfactual.relevance import Relevant
from advisor.counterfactual.thresholds import FIXED, Thresholds

SOMETHING = "…"  # stands for a text that nobody has written yet
_BACK, _AHEAD = 60, 180  # days around today that are all tried, where one fact alone changes
_LAST_WAIT = 400  # days from today beyond which nobody waits
_WEEK = 7  # days
_WEEKEND = 3  # days by which the next working day can be further off
_CLOSED = 12  # likewise, by a calendar with closed days
_MOST_LENGTH = 60  # days of a length of time, or months of a period, that are all tried


class Domains:
    """The facts of a situation that may change for some purpose, and what each may become.

    `fixed` stay as they are, and so do facts that the pack calls immutable. What has happened stays, too: a stated
    day with `looks: back` can only become a later one, until today, and a yes that comes of carrying out an action
    stays a yes.
    """

    def __init__(
        self,
        program: ir.Program,
        root: ir.Instance,
        today: int,
        relevant: Relevant,
        fixed: frozenset[Key],
    ) -> None:
        self.program, self.today = program, today
        self._root = root
        self._relevant = relevant
        self._declared = {
            key: fact
            for key, fact in declared(program.pack, root).items()
            if (fact.entity, fact.name) in relevant.facts
        }
        self.keys = tuple(
            key
            for key, fact in self._declared.items()
            if key not in fixed and not fact.is_immutable and not self._is_done(key)
        )
        self._made: dict[Key, tuple[ir.Value | None, ...]] = {}

    @cached_property
    def _thresholds(self) -> Thresholds:
        lengths: dict[tuple[str, str], set[int]] = {}
        for key, fact in self._declared.items():
            value = self.current(key)
            if fact.type.kind in (ir.Kind.DURATION, ir.Kind.PERIOD) and isinstance(value, int):
                lengths.setdefault((fact.entity, fact.name), set()).add(value)
        known = {name: frozenset(days) for name, days in lengths.items()}
        return Thresholds(self.program, self._relevant, known)

    @cached_property
    def _days(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """The days that are known, by entity and fact."""
        found: dict[tuple[str, str], list[int]] = {
            (ir.SITUATION, ir.TODAY): [self.today],
            FIXED: [0],
        }
        for key, fact in self._declared.items():
            value = self.current(key)
            if key != DAY and fact.type.kind is ir.Kind.DATE and isinstance(value, int):
                found.setdefault((fact.entity, fact.name), []).append(value)
        return {name: tuple(dict.fromkeys(days)) for name, days in found.items()}

    def fact(self, key: Key) -> ir.FactDeclaration:
        """The declaration of a fact."""
        return self._declared[key]

    def current(self, key: Key) -> ir.Value | None:
        """What it is now, by default if nobody said."""
        if key == DAY:
            return self.today
        place, fact = key
        return ir.instance_at(self._root, place).facts.get(fact, self._declared[key].default)

    def _is_done(self, key: Key) -> bool:
        """Whether it is a yes that an action brings about."""
        fact = self._declared[key]
        return self.current(key) is True and any(
            (line.entity, line.fact) == (fact.entity, fact.name)
            and isinstance(line.value, ir.Literal)
            and line.value.value is True
            for action in self.program.pack.actions.values()
            for line in action.done
        )

    def values(self, key: Key) -> tuple[ir.Value | None, ...]:
        """What it may become: one value for each stretch between two turning points."""
        if key not in self._made:
            self._made[key] = tuple(self._allowed(key, self._cut(key)))
        return self._made[key]

    def every_value(self, key: Key) -> tuple[ir.Value | None, ...]:
        """Likewise, with every day and number that is near."""
        fact, more = self._declared[key], list[ir.Value | None](self.values(key))
        match fact.type.kind:
            case ir.Kind.DATE:
                more += range(self.today - _BACK, self.today + _AHEAD + 1)
            case ir.Kind.DURATION | ir.Kind.PERIOD:
                more += range(_MOST_LENGTH + 1)
            case ir.Kind.NUMBER:
                more += [number * ir.MILLION for number in range(7)]
            case _:
                pass
        return tuple(self._allowed(key, more))

    def are_days(self, one: Key, other: Key) -> bool:
        """Whether both are days, so that one may be compared with the other."""
        return all(self._declared[key].type.kind is ir.Kind.DATE for key in (one, other))

    def beside(self, key: Key, changed: Single) -> tuple[ir.Value | None, ...]:
        """More values for a day, where another day has changed, too: where the two meet."""
        other, value = changed
        if value is None or not self.are_days(key, other):
            return ()
        assert isinstance(value, int)  # INVARIANT: it is a day
        fact, of = self._declared[key], self._declared[other]
        days = self._thresholds.meeting((fact.entity, fact.name), (of.entity, of.name), value)
        known = self.values(key)
        return tuple(day for day in self._allowed(key, days) if day not in known)

    def _cut(self, key: Key) -> list[ir.Value | None]:
        fact = self._declared[key]
        name = fact.entity, fact.name
        none: list[ir.Value | None] = [None] if fact.can_be_none else []
        match fact.type.kind:
            case ir.Kind.YES_NO:
                return [True, False, *none]
            case ir.Kind.CHOICE:
                return [*fact.type.choices, *none]
            case ir.Kind.TEXT:
                return [SOMETHING, *sorted(self._thresholds.texts.get(name, ())), *none]
            case ir.Kind.DATE:
                return [*self._cut_days(fact), *none]
            case _:
                unit = ir.MILLION if fact.type.kind is ir.Kind.NUMBER else 1
                turns = {0, unit, *self._thresholds.numbers.get(name, ())}
                if fact.type.kind is ir.Kind.DURATION:
                    turns |= {7, 14, 28, *self._distances()}
                if fact.type.kind is ir.Kind.PERIOD:
                    turns |= {ir.YEAR, *self._distances_in_months()}
                return [*sorted({at + by for at in turns for by in (-unit, 0, unit)}), *none]

    def _distances(self) -> Iterator[int]:
        """How far today is from each day that is known; weekends or closed days may lie between."""
        between = _WEEKEND if self.program.pack.counted_by is None else _CLOSED
        for days in self._days.values():
            for day in days:
                yield from range(abs(self.today - day) - between, abs(self.today - day) + 1)

    def _distances_in_months(self) -> Iterator[int]:
        """How far today is from each day that is known, in whole months; one more is beyond it."""
        lowest, highest = ir.BOUNDS[ir.Kind.DATE]
        for days in self._days.values():
            for day in (day for day in days if lowest <= day <= highest):
                months = abs(whole_months(self.today, day))
                yield from (months, months + 1)

    def _cut_days(self, fact: ir.FactDeclaration) -> list[ir.Value | None]:
        """The first day of each stretch, and the last before the first turning point."""
        turns = {
            day
            for turning in self._thresholds.of(fact.entity, fact.name)
            for value in self._days.get((turning.right.entity, turning.right.fact), ())
            for day in turning.days(value)
        }
        turns |= {self.today, self.today + 1}
        if (fact.entity, fact.name) in self._thresholds.by_weekday:
            turns |= set(range(self.today - _WEEK + 1, self.today + _WEEK + 1))
        return [min(turns) - 1, *sorted(turns)]

    def _allowed(self, key: Key, values: Iterable[ir.Value | None]) -> Iterable[ir.Value | None]:
        """Those that it is not now and that it can become."""
        fact, current = self._declared[key], self.current(key)
        if key == DAY:
            lowest, highest = self.today + 1, self.today + _LAST_WAIT
        else:
            lowest, highest = ir.BOUNDS.get(fact.type.kind, (0, 0))
            lowest = lowest if fact.minimum is None else max(lowest, fact.minimum)
            highest = highest if fact.maximum is None else min(highest, fact.maximum)
        has_happened = False
        if fact.looks is ir.Looks.BACK:
            highest = min(highest, self.today)
            has_happened = isinstance(current, int)
            if isinstance(current, int):
                lowest = max(lowest, current + 1)
        if fact.looks is ir.Looks.AHEAD:
            lowest = max(lowest, self.today)
        is_counted = fact.type.kind in ir.BOUNDS
        if fact.is_whole:
            values = _in_wholes(values)
        for value in dict.fromkeys(values):
            if (
                value == current
                or value in fact.never_again
                or (value is None and (has_happened or key == DAY))
            ):
                continue
            if is_counted and isinstance(value, int) and not lowest <= value <= highest:
                continue
            yield value


def _in_wholes(values: Iterable[ir.Value | None]) -> Iterator[ir.Value | None]:
    """Each value, or for a fraction (in millionths) the whole numbers on both sides of it."""
    for value in values:
        if isinstance(value, int) and value % ir.MILLION:
            low = value // ir.MILLION * ir.MILLION
            yield from (low, low + ir.MILLION)
        else:
            yield value
