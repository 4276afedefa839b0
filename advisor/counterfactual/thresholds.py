"""Where a condition turns: the days and numbers at which a comparison of a fact with others changes.

A day of a fact is led through what is worked out from it to where it is compared: `thanked_on + 1 week on or
before today` turns where thanked_on is a week before today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from advisor import ir
from advisor.backends.oracle import arithmetic
from advisor.backends.oracle.semantics import meanings_of
from advisor.counterfactual.relevance import Relevant
from advisor.diagnostics.fast_dataclass import dataclass

# Days, working days or months that are added, the working days by a calendar or by none; or where the month begins or ends.
Step: TypeAlias = tuple[ir.Kind | ir.Builtin, int, ir.Calendar | None]
_MOST_STEPS = 4
# Days around a guess within which weekends and months of any length can move a threshold.
_SPAN = 12
_MONTH_SPAN = 31  # days by which the beginnings and ends of months can move it
_CLOSED_SPAN = 48  # likewise, closed days
_BETWEEN = {ir.Builtin.YEARS: ir.YEAR, ir.Builtin.MONTHS: 1}  # months


FIXED = (
    "",
    "",
)  # in place of the entity and fact of a day written in the rules, which counts from 0


@dataclass(frozen=True, slots=True)
class DayTerm:
    """A day that an expression may come to: that of a stated fact, or a fixed one, some steps later."""

    entity: str
    fact: str
    steps: tuple[Step, ...]

    def at(self, day: int) -> int:
        """Where it comes out for a day of the fact.

        Raises: OutOfRange, beyond the calendar, and where one of the pack does not know of it.
        """
        for kind, count, calendar in self.steps:
            match kind:
                case ir.Kind.DURATION:
                    day += count
                case ir.Kind.PERIOD:
                    day = arithmetic.add_months(day, count)
                case ir.Builtin.START_OF_MONTH:
                    day = arithmetic.start_of_month(day)
                case ir.Builtin.END_OF_MONTH:
                    day = arithmetic.end_of_month(day)
                case _ if calendar is not None:
                    day = arithmetic.add_days_of(calendar, day, count)
                case _:
                    day = arithmetic.add_working_days(day, count)
        return day

    @property
    def calendars(self) -> frozenset[ir.Calendar | None]:
        """Those by which it counts working days."""
        return frozenset(by for kind, _, by in self.steps if kind is ir.Kind.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Turning:
    """A comparison of two terms."""

    left: DayTerm
    right: DayTerm

    def days(self, value: int) -> Iterator[int]:
        """Days of the left fact at which it turns, where the right fact has this value.

        These are the first day on which left is no longer before right, and the first on which it is after.
        """
        try:
            yield from self._days(value)
        except (arithmetic.OutOfRange, ValueError):  # beyond the calendar nothing turns
            return

    def _days(self, value: int) -> Iterator[int]:
        goal = self.right.at(value)
        near = goal if (self.right.entity, self.right.fact) == FIXED else value
        guess = near - (self.left.at(near) - goal)
        lowest, highest = ir.BOUNDS[ir.Kind.DATE]
        is_by_months = any(isinstance(kind, ir.Builtin) for kind, _, _ in self.left.steps)
        is_by_calendar = any(self.left.calendars | self.right.calendars)
        span = _SPAN + _MONTH_SPAN * is_by_months + _CLOSED_SPAN * is_by_calendar
        if not lowest + 4 * span < guess < highest - 4 * span:
            return
        first, last = guess - span, guess + span
        found = (
            first if is_by_calendar else guess
        )  # a calendar of the pack may end before the guess
        for least in (goal, goal + 1):
            day = self._first_reaching(found, first, last, least)
            if day is None:
                return
            yield day
            found = day

    def _first_reaching(self, near: int, first: int, last: int, least: int) -> int | None:
        """The first of these days on which left is on or after some day, looked for from one that is near.

        It is enough to go down or up from there: a later day of its fact never makes left earlier.
        """
        if self._reaches(near, least):
            while near > first and self._reaches(near - 1, least):
                near -= 1
            return near
        return next((day for day in range(near + 1, last + 1) if self._reaches(day, least)), None)

    def _reaches(self, day: int, least: int) -> bool:
        """Whether left is on or after some day where its fact is this one."""
        try:
            return self.left.at(day) >= least
        except arithmetic.OutOfRange:
            return False


class Thresholds:
    """The turning points of a program's comparisons, by the stated fact whose day it is.

    Shape: `lengths` are the lengths of time (in days) that are stated, by entity and fact.
    """

    def __init__(
        self,
        program: ir.Program,
        relevant: Relevant,
        lengths: Mapping[tuple[str, str], frozenset[int]],
    ) -> None:
        self._program, self._stated_lengths = program, lengths
        self._known: dict[tuple[str, str], tuple[DayTerm, ...]] = {}
        self._turnings: dict[tuple[str, str], dict[Turning, None]] = {}
        self._meeting: dict[tuple[tuple[str, str], tuple[str, str], int], tuple[int, ...]] = {}
        self.numbers: dict[tuple[str, str], set[int]] = {}  # that a fact is compared with
        self.texts: dict[tuple[str, str], set[str]] = {}
        self.by_weekday: set[tuple[str, str]] = set()  # of whose days it matters which one it is
        for expression in relevant.expressions:
            for part in ir.walk(expression):
                self._add(part)

    def of(self, entity: str, fact: str) -> Iterable[Turning]:
        """The comparisons of days in which a fact is on the left."""
        return self._turnings.get((entity, fact), ())

    def meeting(self, fact: tuple[str, str], other: tuple[str, str], value: int) -> tuple[int, ...]:
        """The days of a fact around which a comparison with another turns, where that has this value."""
        key = fact, other, value
        if key not in self._meeting:
            days = {
                day
                for turning in self.of(*fact)
                if (turning.right.entity, turning.right.fact) == other
                for at in turning.days(value)
                for day in (at - 1, at)
            }
            self._meeting[key] = tuple(sorted(days))
        return self._meeting[key]

    def _add(self, part: ir.Expression) -> None:
        match part:
            case ir.Compare(left=left, right=right) | ir.Is(left=left, right=right):
                if left.type.kind is ir.Kind.DATE:
                    self._turn(left, right, ())
                elif left.type.kind is ir.Kind.DURATION:
                    self._turn_difference(left, right)
                    self._turn_difference(right, left)
                else:
                    self._turn_count(left, right)
                    self._turn_count(right, left)
                    self._constants(left, (right,))
                    self._constants(right, (left,))
            case ir.OneOf(operand=operand, options=options):
                self._constants(operand, options)
            case ir.InForce(day=day, span=span):
                for first, _ in meanings_of(self._program).steps_of(part):
                    self._turn(day, ir.Literal(first, ir.DATE, span), ())
            case ir.Call(function=ir.Builtin.WEEKDAY, operands=operands):
                self.by_weekday.update(self._facts_in(operands[0], set()))
            case _:
                pass

    def _turn(self, left: ir.Expression, right: ir.Expression, more: tuple[Step, ...]) -> None:
        for one in self._terms(left):
            for other in self._terms(right):
                moved = DayTerm(other.entity, other.fact, (*other.steps, *more))
                self._keep(Turning(one, moved))
                self._keep(Turning(moved, one))

    def _keep(self, turning: Turning) -> None:
        key = turning.left.entity, turning.left.fact
        self._turnings.setdefault(key, {})[turning] = None

    def _turn_difference(self, difference: ir.Expression, length: ir.Expression) -> None:
        """`a - b > 5 days` turns where `a` passes `b + 5 days`."""
        match difference:
            case ir.Arithmetic(op=ir.Operator.MINUS, left=left, right=right) if (
                left.type.kind is ir.Kind.DATE and right.type.kind is ir.Kind.DATE
            ):
                for days in self._lengths(length):
                    self._turn(left, right, ((ir.Kind.DURATION, days, None),))
            case _:
                self._constants(difference, (length,))

    def _turn_count(self, count: ir.Expression, number: ir.Expression) -> None:
        """`years(a, b) >= 18` turns where `b` passes `a + 18 years`; `days(a - b) > 5` likewise."""
        match count:
            case ir.Call(
                function=ir.Builtin.YEARS | ir.Builtin.MONTHS as unit, operands=(since, until)
            ):
                for months in self._counts(number):
                    self._turn(until, since, ((ir.Kind.PERIOD, months * _BETWEEN[unit], None),))
            case ir.Call(
                function=ir.Builtin.DAYS,
                operands=(ir.Arithmetic(op=ir.Operator.MINUS, left=left, right=right),),
            ) if left.type.kind is ir.Kind.DATE:
                for days in self._counts(number):
                    self._turn(left, right, ((ir.Kind.DURATION, days, None),))
            case _:
                pass

    def _counts(self, number: ir.Expression) -> set[int]:
        """The whole numbers around those that an expression can come to."""
        return {
            n
            for found in self._lengths(number)
            for n in (found // ir.MILLION, found // ir.MILLION + 1)
        }

    def _constants(self, value: ir.Expression, others: Iterable[ir.Expression]) -> None:
        """What the facts in a value are compared with, where that is fixed."""
        for found in (one for other in others for one in self._fixed(other)):
            for ref in self._facts_in(value, set()):
                if isinstance(found, bool) or found is None:
                    continue
                if isinstance(found, int):
                    self.numbers.setdefault(ref, set()).add(found)
                elif isinstance(found, str):
                    self.texts.setdefault(ref, set()).add(found)

    def _fixed(self, value: ir.Expression) -> Iterator[ir.Value | None]:
        """What a value comes to that reads no facts, or by its date one of some."""
        meanings = meanings_of(self._program)
        if isinstance(value, ir.InForce):
            yield from (one for _, one in meanings.steps_of(value))
        elif not _reads_a_situation(value):
            yield meanings.fixed(value)

    def _facts_in(
        self, value: ir.Expression, seen: set[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        for ref in ir.facts_read(value):
            key = ref.entity, ref.fact
            if key in seen:
                continue
            seen.add(key)
            if not self._program.pack.fact(*key).is_concluded:
                yield key
                continue
            for inner in self._definitions(*key):
                yield from self._facts_in(inner, seen)

    def _definitions(self, entity: str, fact: str) -> list[ir.Expression]:
        """What a concluded fact can be worked out from."""
        pack = self._program.pack
        found = [
            pack.rules[name].value_of(fact) for name in self._program.concluded_by[entity, fact]
        ]
        default = pack.fact(entity, fact).computed_default
        return found if default is None else [*found, default]

    def _terms(self, value: ir.Expression) -> tuple[DayTerm, ...]:
        """The days that an expression may come to."""
        return tuple(dict.fromkeys(t for t in self._walk(value) if len(t.steps) <= _MOST_STEPS))

    def _walk(self, value: ir.Expression) -> Iterator[DayTerm]:
        match value:
            case ir.FactRef(entity=entity, fact=fact):
                yield from self._terms_of(entity, fact)
            case ir.Literal() | ir.ParameterRef() | ir.InForce():
                for day in self._fixed(value):
                    if isinstance(day, int):
                        yield DayTerm(*FIXED, ((ir.Kind.DURATION, day, None),))
            case ir.Extreme(values=values) | ir.First(values=values):
                for part in values:
                    yield from self._walk(part)
            case ir.ExtremeOf(value=inner) | ir.PickBy(value=inner):
                yield from self._walk(inner)
            case ir.Call(
                function=ir.Builtin.START_OF_MONTH | ir.Builtin.END_OF_MONTH as end,
                operands=(day,),
            ):
                for term in self._walk(day):
                    yield DayTerm(term.entity, term.fact, (*term.steps, (end, 0, None)))
            case ir.Arithmetic(op=op, left=left, right=right):
                if left.type.kind is not ir.Kind.DATE:
                    left, right = right, left
                sign = -1 if op is ir.Operator.MINUS else 1
                kind, calendars = right.type.kind, self._calendars(value)
                for days in self._lengths(right):
                    for term in self._walk(left):
                        for calendar in calendars:
                            # All working days of a situation are counted by one calendar.
                            if kind is not ir.Kind.WORKING_DAYS or term.calendars <= {calendar}:
                                yield _later(term, kind, sign * days, calendar)
            case _:
                pass

    def _calendars(self, sum_: ir.Arithmetic) -> Iterable[ir.Calendar | None]:
        """By which calendars the working days of a sum may be counted."""
        by = sum_.counted_by
        if by is None:
            return (None,)
        if isinstance(by.chosen, ir.FactRef):
            return (None, *(by.calendars[name] for name in by.chosen.type.choices))
        name = meanings_of(self._program).fixed(by.chosen)
        return (by.calendars[str(name)],)

    def _terms_of(self, entity: str, fact: str) -> tuple[DayTerm, ...]:
        key = entity, fact
        if not self._program.pack.fact(entity, fact).is_concluded:
            return (DayTerm(entity, fact, ()),)
        if key not in self._known:
            found = [t for inner in self._definitions(*key) for t in self._terms(inner)]
            self._known[key] = tuple(dict.fromkeys(found))
        return self._known[key]

    def _lengths(self, length: ir.Expression) -> set[int]:
        """The lengths of time that an expression can come to, as far as they are known."""
        match length:
            case ir.FactRef(entity=entity, fact=fact):
                if not self._program.pack.fact(entity, fact).is_concluded:
                    return set(self._stated_lengths.get((entity, fact), ()))
                return {
                    n for inner in self._definitions(entity, fact) for n in self._lengths(inner)
                }
            case ir.First(values=values) | ir.Extreme(values=values):
                return {n for inner in values for n in self._lengths(inner)}
            case ir.InForce():
                return {found for found in self._fixed(length) if isinstance(found, int)}
            case _ if _reads_a_situation(length):
                return set()
            case _:
                found = meanings_of(self._program).fixed(length)
                return {found} if isinstance(found, int) else set()


def _reads_a_situation(value: ir.Expression) -> bool:
    """Whether it hangs on facts, or on how many items lists have, as `count(applications) * 2 days` does."""
    return any(isinstance(part, ir.FactRef | ir.Aggregate) for part in ir.walk(value))


def _later(term: DayTerm, kind: ir.Kind, days: int, calendar: ir.Calendar | None) -> DayTerm:
    """The term some days later; steps of days next to each other become one."""
    if kind is ir.Kind.DURATION and term.steps and term.steps[-1][0] is ir.Kind.DURATION:
        steps = (*term.steps[:-1], (kind, term.steps[-1][1] + days, None))
    else:
        steps = (*term.steps, (kind, days, calendar))
    return DayTerm(term.entity, term.fact, steps)
