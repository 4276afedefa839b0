"""Expressions as Python closures: what the network cannot match itself is worked out here.

A closure takes the working memory and the frames (the rule's instance, then the items of the
enclosing list functions). An error counts wherever it stands: what is settled is only left early where
nothing inside can err, and never while somebody watches which facts it reads. Arithmetic is exact, on
whole millionths, ordinals and days; nothing is a float.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from advisor.backends.rete.working_memory import WorkingMemory
from advisor.diagnostics.values import dataclass
from advisor.ir import expressions as ir
from advisor.ir.calendars import Calendar
from advisor.ir.situations import Placed
from advisor.ir.types import BOUNDS, MILLION, WEEKDAY, YEAR, Kind, Type, Value

DAYS_IN_WEEK = 7
WORKING_DAYS_IN_WEEK = 5
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_MONTH = 9_999 * YEAR + 11  # December of the last year; January of year 0 is month 0


class OutOfRangeError(Exception):
    """A value that its type cannot hold; the situation then gets no advice."""


def within_bounds(value: int, kind: Kind) -> int:
    """The value itself.

    Raises: OutOfRangeError, where the kind cannot hold it.
    """
    lowest, highest = BOUNDS[kind]
    if lowest <= value <= highest:
        return value
    raise OutOfRangeError


def half_to_even(numerator: int, denominator: int) -> int:
    """The nearest whole number to a fraction; a half goes to the even neighbour."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1):
        return whole + 1
    return whole


def half_away_from_zero(numerator: int, denominator: int) -> int:
    """The nearest whole number to a fraction; a half goes to the neighbour further from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def add_working_days(day: int, count: int) -> int:
    """The `count`-th Monday-to-Friday day strictly after an ordinal (before it, where negative).

    With a count of 0 it is the day itself, or the Monday after it. Not checked for bounds.
    """
    weekday = (day - 1) % DAYS_IN_WEEK  # ordinal 1 is a Monday; Monday is 0
    if weekday >= WORKING_DAYS_IN_WEEK:
        # Counting on starts from the Friday before a weekend, counting back from the Monday after.
        day += WORKING_DAYS_IN_WEEK - 1 - weekday if count > 0 else DAYS_IN_WEEK - weekday
        weekday = (day - 1) % DAYS_IN_WEEK
    weeks, left = divmod(weekday + count, WORKING_DAYS_IN_WEEK)
    return day - weekday + weeks * DAYS_IN_WEEK + left


class DaysOfWork:
    """The days of work of a calendar, numbered in their order, so that adding some is adding to a number."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        # Of a calendar with closed days, the days themselves; else the weekdays, which come again each week.
        self._weekdays = [n for n in range(DAYS_IN_WEEK) if n not in calendar.weekend]
        self._days: list[int] = []
        if calendar.has_years:
            out, within = frozenset(calendar.closed), frozenset(calendar.open)
            self._days = [
                day
                for day in range(calendar.first, calendar.last + 1)
                if day in within or ((day - 1) % DAYS_IN_WEEK in self._weekdays and day not in out)
            ]

    def add(self, day: int, count: int) -> int:
        """The `count`-th of them strictly after an ordinal (before it, where negative).

        With a count of 0 it is the day itself, or the next of them.
        Raises: OutOfRangeError, where the calendar does not know of the day, or of the one that is meant.
        """
        calendar = self._calendar
        if calendar.first <= day <= calendar.last:
            # Of the days numbered 0, 1, 2, 3 with the day on or behind number 1: two on is number 3.
            number = self._before(day + 1) + count - 1 if count > 0 else self._before(day) + count
            if not calendar.has_years:
                return within_bounds(self._numbered(number), Kind.DATE)
            if 0 <= number < len(self._days):
                return self._days[number]
        raise OutOfRangeError

    def _before(self, day: int) -> int:
        """How many of them lie before a day: the number of the first that does not."""
        if self._calendar.has_years:
            return bisect_left(self._days, day)
        weeks, weekday = divmod(day - 1, DAYS_IN_WEEK)
        return weeks * len(self._weekdays) + bisect_left(self._weekdays, weekday)

    def _numbered(self, number: int) -> int:
        weeks, rest = divmod(number, len(self._weekdays))
        return 1 + weeks * DAYS_IN_WEEK + self._weekdays[rest]


def whole_number(millionths: int) -> int:
    """The number without its fraction.

    Raises: OutOfRangeError, where it has one.
    """
    whole, fraction = divmod(millionths, MILLION)
    if fraction:
        raise OutOfRangeError
    return whole


def month_of(day: int) -> tuple[int, int]:
    """The month of an ordinal, counted from January of year 0, and the day in it, from 0."""
    # Years begin in March here, so that the leap day is the last of its year; four centuries always
    # have 146097 days (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    era, of_era = divmod(day + 305, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    since_march = (5 * of_year + 2) // 153
    return (era * 400 + year) * YEAR + since_march + 2, of_year - (153 * since_march + 2) // 5


def length_of_month(month: int) -> int:
    """How many days a month has, counted as `month_of` does."""
    year, of_year = divmod(month, YEAR)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if of_year == 1 and is_leap else MONTH_LENGTHS[of_year]


def first_of_month(month: int) -> int:
    """The ordinal of its first day."""
    year, since_march = divmod(month - 2, YEAR)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * since_march + 2) // 5 - 305


def add_months(day: int, months: int) -> int:
    """The same day of the month so many months on, or the last day of a shorter month.

    Raises: OutOfRangeError, where the calendar does not go so far.
    """
    month, of_month = month_of(day)
    month += months
    if not YEAR <= month <= _LAST_MONTH:
        raise OutOfRangeError
    return first_of_month(month) + min(of_month, length_of_month(month) - 1)


def months_between(first: int, last: int) -> int:
    """The whole months from one day to another; a month that is not over does not count."""
    if first > last:
        return -months_between(last, first)
    (month, day), (to_month, to_day) = month_of(first), month_of(last)
    # From 31 Jan to 28 Feb it is a month: the 31st of February is its last day.
    is_over = to_day >= day or to_day == length_of_month(to_month) - 1
    return to_month - month - (not is_over)


def round_to(function: ir.Builtin, number: int, digits: int) -> int:
    """A number to so many digits behind the point.

    Raises: OutOfRangeError.
    """
    unit = 10 ** (len(str(MILLION)) - 1 - digits)
    match function:
        case ir.Builtin.ROUND_UP:
            steps = -((-number) // unit)
        case ir.Builtin.ROUND_DOWN:
            steps = number // unit
        case _:
            steps = half_away_from_zero(number, unit)
    return within_bounds(steps * unit, Kind.NUMBER)


def calculate(
    op: ir.Operator, left: int, left_kind: Kind, right: int, right_kind: Kind
) -> int | None:
    """`left op right`, in the unit of the kind that results; None for a division by 0.

    Raises: OutOfRangeError.
    """
    kinds = (left_kind, right_kind)
    if op is ir.Operator.TIMES:
        return _multiply(left, left_kind, right, right_kind)
    if op is ir.Operator.OVER:
        if right < 0:
            left, right = -left, -right
        return (
            None if right == 0 else within_bounds(half_to_even(left * MILLION, right), Kind.NUMBER)
        )
    sign = 1 if op is ir.Operator.PLUS else -1
    if kinds == (Kind.DATE, Kind.PERIOD):
        return add_months(left, sign * right)
    if kinds == (Kind.PERIOD, Kind.DATE):
        return add_months(right, left)
    if right_kind is Kind.WORKING_DAYS:
        return within_bounds(add_working_days(left, sign * right), Kind.DATE)
    if left_kind is Kind.WORKING_DAYS:
        return within_bounds(add_working_days(right, left), Kind.DATE)
    if kinds == (Kind.DATE, Kind.DATE):
        return within_bounds(left - right, Kind.DURATION)
    result = Kind.DATE if Kind.DATE in kinds else left_kind
    return within_bounds(left + sign * right, result)


def _multiply(left: int, left_kind: Kind, right: int, right_kind: Kind) -> int:
    if left_kind is Kind.NUMBER and right_kind is not Kind.NUMBER:
        left, left_kind, right = right, right_kind, left
    match left_kind:
        case Kind.DURATION:
            return within_bounds(half_away_from_zero(left * right, MILLION), Kind.DURATION)
        case Kind.WORKING_DAYS:
            return within_bounds(left * whole_number(right), Kind.WORKING_DAYS)
        case Kind.PERIOD:
            return within_bounds(left * whole_number(right), Kind.PERIOD)
        case _:
            return within_bounds(half_to_even(left * right, MILLION), Kind.NUMBER)


Frames: TypeAlias = tuple[Placed, ...]
Evaluated: TypeAlias = Callable[[WorkingMemory, Frames], Value | None]
Items: TypeAlias = Callable[[WorkingMemory, Frames], list[Frames]]
Parameters: TypeAlias = Mapping[str, Value]


_ERRING = (ir.Arithmetic, ir.Call, ir.Sum)


def holds(op: ir.Comparison, left: int, right: int) -> bool:
    """Whether two numbers, or ranks of choices (the best is 0), stand so to each other."""
    match op:
        case ir.Comparison.BEFORE | ir.Comparison.BETTER:
            return left < right
        case ir.Comparison.NOT_AFTER:
            return left <= right
        case ir.Comparison.AFTER | ir.Comparison.WORSE:
            return left > right
        case ir.Comparison.NOT_BEFORE:
            return left >= right


def rank_order(left: Type, right: Type) -> tuple[str, ...]:
    """The choices, best first, by which two choices are compared; empty for other types."""
    if left.kind is not Kind.CHOICE:
        return ()
    return left.choices if left.is_ordered else right.choices


def evaluator(expression: ir.Expression, parameters: Parameters) -> Evaluated:
    """The closure for an expression; it raises OutOfRangeError."""
    match expression:
        case ir.Literal(value=value):
            return lambda _memory, _frames: value
        case ir.ParameterRef(name=name):
            given = parameters[name]
            return lambda _memory, _frames: given
        case ir.InForce():
            return _in_force(expression, parameters)
        case ir.FactRef():
            return _fact(expression)
        case ir.Given(operand=operand):
            of = evaluator(operand, parameters)
            return lambda memory, frames: of(memory, frames) is not None
        case ir.HowMany(operands=operands):
            each_of = _several(operands, parameters)
            return lambda memory, frames: each_of(memory, frames).count(True) * MILLION
        case ir.Compare():
            return _compare(expression, parameters)
        case ir.Is() | ir.OneOf():
            return _is(expression, parameters)
        case ir.Not(operand=operand):
            of = evaluator(operand, parameters)
            return lambda memory, frames: of(memory, frames) is not True
        case ir.And(operands=operands):
            return _junction(operands, parameters, settled_by=False)
        case ir.Or(operands=operands):
            return _junction(operands, parameters, settled_by=True)
        case ir.Arithmetic(counted_by=ir.CountedBy() as by):
            return _counted(expression, by, parameters)
        case ir.Arithmetic():
            return _arithmetic(expression, parameters)
        case ir.Call(function=function, operands=operands):
            every = _several(operands, parameters)
            return lambda memory, frames: _call(function, every(memory, frames))
        case ir.Extreme(end=end, values=values):
            between = _several(values, parameters)
            return lambda memory, frames: _extreme(end, between(memory, frames))
        case ir.First(values=values):
            among = _several(values, parameters)
            return lambda memory, frames: next(
                (value for value in among(memory, frames) if value is not None), None
            )
        case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
            return _aggregate(expression, parameters)


class Evaluators:
    """The closures for the expressions of a plan, each made when it is first asked for.

    Most are never needed for one situation, and a command that advises once would spend much of its
    time on making them. They are kept by identity: the plan keeps its expressions alive.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._made: dict[int, Evaluated] = {}

    def of(self, expression: ir.Expression) -> Evaluated:
        """The closure for an expression."""
        found = self._made.get(id(expression))
        if found is None:
            found = self._made[id(expression)] = evaluator(expression, self._parameters)
        return found


def _several(
    expressions: tuple[ir.Expression, ...], parameters: Parameters
) -> Callable[[WorkingMemory, Frames], list[Value | None]]:
    each = tuple(evaluator(expression, parameters) for expression in expressions)
    return lambda memory, frames: [of(memory, frames) for of in each]


def _junction(
    operands: tuple[ir.Expression, ...], parameters: Parameters, settled_by: bool
) -> Evaluated:
    """`or`, settled by a part that is yes, or `and`, settled by one that is not."""
    each = tuple(evaluator(operand, parameters) for operand in operands)
    is_safe = not any(_can_err(operand) for operand in operands)

    def junction(memory: WorkingMemory, frames: Frames) -> bool:
        result = not settled_by
        for of in each:
            if (of(memory, frames) is True) is settled_by:
                result = settled_by
                if is_safe and not memory.is_watched:
                    break
        return result

    return junction


def _can_err(expression: ir.Expression) -> bool:
    """Whether something inside may come to a value out of range."""
    return isinstance(expression, _ERRING) or any(map(_can_err, ir.children(expression)))


def _fact(reference: ir.FactRef) -> Evaluated:
    frame, entity, fact = reference.frame, reference.entity, reference.fact
    return lambda memory, frames: memory.facts[frames[frame].around[entity]].get(fact)


def _in_force(expression: ir.InForce, parameters: Parameters) -> Evaluated:
    """The value by date: of the step whose first day is the last that is not after the day."""
    day_of = evaluator(expression.day, parameters)
    days = [first for first, _ in expression.steps]
    values: list[Value | None] = [None, *(value for _, value in expression.steps)]
    if expression.parameter in parameters:
        days, values = [], [parameters[expression.parameter]]

    def in_force(memory: WorkingMemory, frames: Frames) -> Value | None:
        day = day_of(memory, frames)
        return None if day is None else values[bisect_right(days, int(day))]

    return in_force


def _compare(expression: ir.Compare, parameters: Parameters) -> Evaluated:
    left_of = evaluator(expression.left, parameters)
    right_of = evaluator(expression.right, parameters)
    op = expression.op
    order = rank_order(expression.left.type, expression.right.type)
    ranks = {choice: rank for rank, choice in enumerate(order)}

    def compare(memory: WorkingMemory, frames: Frames) -> bool:
        left, right = left_of(memory, frames), right_of(memory, frames)
        if left is None or right is None:
            return False
        if isinstance(left, str) and isinstance(right, str):
            return holds(op, ranks[left], ranks[right])
        return holds(op, int(left), int(right))

    return compare


def _is(expression: ir.Is | ir.OneOf, parameters: Parameters) -> Evaluated:
    if isinstance(expression, ir.Is):
        left_of = evaluator(expression.left, parameters)
        options_of = _several((expression.right,), parameters)
    else:
        left_of = evaluator(expression.operand, parameters)
        options_of = _several(expression.options, parameters)

    def is_one_of(memory: WorkingMemory, frames: Frames) -> bool:
        left, options = left_of(memory, frames), options_of(memory, frames)
        return left is not None and left in options

    return is_one_of


def _arithmetic(expression: ir.Arithmetic, parameters: Parameters) -> Evaluated:
    left_of = evaluator(expression.left, parameters)
    right_of = evaluator(expression.right, parameters)
    left_kind, right_kind = expression.left.type.kind, expression.right.type.kind
    op = expression.op

    def arithmetic(memory: WorkingMemory, frames: Frames) -> Value | None:
        left, right = left_of(memory, frames), right_of(memory, frames)
        if left is None or right is None:
            return None
        return calculate(op, int(left), left_kind, int(right), right_kind)

    return arithmetic


def _call(function: ir.Builtin, values: list[Value | None]) -> Value | None:
    given = [int(value) for value in values if value is not None]
    if len(given) < len(values):
        return None
    first, *more = given
    match function:
        case ir.Builtin.ROUND | ir.Builtin.ROUND_UP | ir.Builtin.ROUND_DOWN:
            return round_to(function, first, more[0] // MILLION if more else 0)
        case ir.Builtin.ABS:
            return -first if first < 0 else first
        case ir.Builtin.DAYS:
            return first * MILLION
        case ir.Builtin.WEEKDAY:
            return WEEKDAY.choices[(first - 1) % DAYS_IN_WEEK]
        case ir.Builtin.START_OF_MONTH:
            return first - month_of(first)[1]
        case ir.Builtin.END_OF_MONTH:
            month, of_month = month_of(first)
            return first - of_month + length_of_month(month) - 1
        case ir.Builtin.YEARS:
            months = months_between(first, more[0])
            return (months // YEAR if months >= 0 else -(-months // YEAR)) * MILLION
        case ir.Builtin.MONTHS:
            return months_between(first, more[0]) * MILLION


def _counted(expression: ir.Arithmetic, by: ir.CountedBy, parameters: Parameters) -> Evaluated:
    """Working days by the calendar of the pack, or of the situation."""
    plain = _arithmetic(expression, parameters)
    day_of, count_of = (evaluator(side, parameters) for side in (expression.left, expression.right))
    if expression.left.type.kind is Kind.WORKING_DAYS:
        day_of, count_of = count_of, day_of
    sign = -1 if expression.op is ir.Operator.MINUS else 1
    chosen_of = evaluator(by.chosen, parameters)
    days_of_work: dict[str, DaysOfWork] = {}

    def counted(memory: WorkingMemory, frames: Frames) -> Value | None:
        chosen = chosen_of(memory, frames)
        if chosen is None:
            return plain(memory, frames)
        day, count = day_of(memory, frames), count_of(memory, frames)
        if day is None or count is None:
            return None
        name = str(chosen)
        if name not in days_of_work:
            days_of_work[name] = _days_of_work(by.calendars[name])
        return days_of_work[name].add(int(day), sign * int(count))

    return counted


@lru_cache(maxsize=256)
def _days_of_work(calendar: Calendar) -> DaysOfWork:
    """Made once for all expressions."""
    return DaysOfWork(calendar)


def _extreme(end: ir.End, values: list[Value | None]) -> Value | None:
    given = [int(value) for value in values if value is not None]
    if not given:
        return None
    return min(given) if end is ir.End.LOW else max(given)


def _items(over: ir.ListRef) -> Items:
    """The frames for each item of a list, in the order of places."""
    if over.is_other:

        def others(memory: WorkingMemory, frames: Frames) -> list[Frames]:
            own = memory.placed[frames[0].around[over.item]]
            holder = memory.placed[own.around[over.holder]]
            items = [i for i in holder.lists[over.list] if i != own.index]
            return [(*frames, memory.placed[i]) for i in items]

        return others

    def items(memory: WorkingMemory, frames: Frames) -> list[Frames]:
        holder = memory.placed[frames[over.frame].around[over.holder]]
        return [(*frames, memory.placed[i]) for i in holder.lists[over.list]]

    return items


@dataclass(frozen=True, slots=True)
class Quantified:
    """The parts of `any` and `every`; `is_kept` None keeps all items."""

    items: Items
    is_kept: Evaluated | None
    is_so: Evaluated


def quantified(expression: ir.Any_ | ir.Every, parameters: Parameters) -> Quantified:
    """The parts of a quantifier, to look at its items one by one."""
    return Quantified(
        _items(expression.over),
        None if expression.filter is None else evaluator(expression.filter, parameters),
        evaluator(expression.condition, parameters),
    )


def _kept(over: ir.ListRef, condition: ir.Expression | None, parameters: Parameters) -> Items:
    """The frames for each item that the filter keeps; the filter is evaluated for all first."""
    items = _items(over)
    if condition is None:
        return items
    is_kept = evaluator(condition, parameters)

    def kept(memory: WorkingMemory, frames: Frames) -> list[Frames]:
        return [inner for inner in items(memory, frames) if is_kept(memory, inner) is True]

    return kept


def _aggregate(
    expression: ir.Any_ | ir.Every | ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy,
    parameters: Parameters,
) -> Evaluated:
    kept = _kept(expression.over, expression.filter, parameters)
    match expression:
        case ir.Count():
            return lambda memory, frames: len(kept(memory, frames)) * MILLION
        case ir.Any_(condition=condition) | ir.Every(condition=condition):
            is_so = evaluator(condition, parameters)
            settles = all if isinstance(expression, ir.Every) else any
            is_safe = not _can_err(condition)

            def quantify(memory: WorkingMemory, frames: Frames) -> bool:
                verdicts = (is_so(memory, inner) is True for inner in kept(memory, frames))
                # From a list, every item is evaluated even when the first one settles it.
                return settles(verdicts if is_safe and not memory.is_watched else list(verdicts))

            return quantify
        case ir.Sum(value=value, type=type_):
            of = evaluator(value, parameters)

            def total(memory: WorkingMemory, frames: Frames) -> int:
                values = [of(memory, inner) for inner in kept(memory, frames)]
                return within_bounds(sum(int(v) for v in values if v is not None), type_.kind)

            return total
        case ir.ExtremeOf(end=end, value=value):
            of = evaluator(value, parameters)
            return lambda memory, frames: _extreme(
                end, [of(memory, inner) for inner in kept(memory, frames)]
            )
        case ir.PickBy():
            return _pick_by(expression, kept, parameters)


def _pick_by(expression: ir.PickBy, kept: Items, parameters: Parameters) -> Evaluated:
    key_of = evaluator(expression.key, parameters)
    value_of = evaluator(expression.value, parameters)
    sign = 1 if expression.end is ir.End.LOW else -1

    def pick(memory: WorkingMemory, frames: Frames) -> Value | None:
        pairs = [(key_of(memory, i), value_of(memory, i)) for i in kept(memory, frames)]
        keyed = [(sign * int(key), value) for key, value in pairs if key is not None]
        if not keyed:
            return None
        return min(keyed, key=lambda pair: pair[0])[1]  # `min` keeps the earlier of equal ones

    return pick
