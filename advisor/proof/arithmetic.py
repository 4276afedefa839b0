"""Arithmetic as formulas: exactly where the solver can, else by bounds and what is learnt at single points.

The solver is good at sums, and cannot count months or days of work by a calendar. Such a result is a number of its own,
of which only the bounds are said. Where an answer of the solver rests on it, the true result there is worked out and
said, too (`Learning.lessons`), and it is asked again. So whatever it finds impossible is impossible, and what it finds
possible is run by an engine before anybody hears of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeAlias

import z3

from advisor import ir
from advisor.backends.oracle.arithmetic import (
    OutOfRange,
    add_days_of,
    add_months,
    calculation,
    end_of_month,
    start_of_month,
    whole_months,
    whole_years,
)
from advisor.proof.constraints import Constraints
from advisor.proof.terms import (
    Amount,
    Formula,
    OneHot,
    Unsettled,
    Whole,
    conj,
    disj,
    either,
    neg,
    where,
)

Exact: TypeAlias = Callable[..., int | None]  # None: not given; raises OutOfRange
Result: TypeAlias = tuple[Unsettled, Formula]  # the value, and where it is out of range

_SPAN = 256  # days of which the results are said at once


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A result of which the solver knows only the bounds so far."""

    exact: Exact
    operands: tuple[Whole, ...]
    value: z3.ArithRef
    is_given: z3.BoolRef
    is_wrong: z3.BoolRef
    is_asked: Formula  # where all operands are given
    is_of_day: bool  # whether it is how far a day is moved


@dataclass(eq=False)
class Learning:
    """The results that the solver cannot work out itself; `constraints` takes what is said of them."""

    constraints: Constraints
    unknown: dict[object, _Unknown] = field(default_factory=dict)
    learnt: set[object] = field(default_factory=set)

    def result(
        self,
        what: object,
        exact: Exact,
        operands: Sequence[Amount],
        bounds: tuple[int, int],
        near: Callable[[z3.ArithRef], Formula] = lambda value: True,
        is_of_day: bool = False,
    ) -> Result:
        """The result of an exact function of given numbers; `near` says what is known of it."""
        given = conj(*(one.given for one in operands))
        values = [one.value for one in operands]
        if all(isinstance(value, int) for value in values):
            try:
                found = exact(*values)
            except OutOfRange:
                return Amount(False, 0, *bounds), given
            if found is None:
                return Amount(False, 0, *bounds), False
            return Amount(given, found, found, found), False
        parts = (given, *values)
        key = (what, *(p if isinstance(p, int) else f"{p.get_id()}" for p in parts))
        known_one = self.unknown.get(key)
        if known_one is None:
            number = len(self.unknown)
            value = z3.Int(f"result {number}")
            known_one = self.unknown[key] = _Unknown(
                exact,
                tuple(values),
                value,
                z3.Bool(f"result {number} is given"),
                z3.Bool(f"result {number} is out of range"),
                given,
                is_of_day,
            )
            low, high = bounds
            nothing = z3.Or(known_one.is_wrong, z3.Not(known_one.is_given))
            inside = conj(value >= low, value <= high, near(value))
            self.constraints.add(value, z3.Or(nothing, inside))
        wrong = known_one.is_wrong
        there = conj(given, known_one.is_given, neg(wrong))
        return Amount(there, known_one.value, *bounds), conj(given, wrong)

    def learn(self, model: z3.ModelRef, asked: Set[int]) -> bool:
        """Say what the results are where this model stands and near it, as far as it was not said before.

        Only of results among the variables that were asked about. Whether something was said.
        """
        is_new = False
        for key, one in self.unknown.items():
            if not asked & {one.value.get_id(), one.is_given.get_id(), one.is_wrong.get_id()}:
                continue
            if one.is_asked is not True and not z3.is_true(model.eval(one.is_asked, True)):
                continue
            at = tuple(
                value if isinstance(value, int) else model.eval(value, True).as_long()
                for value in one.operands
            )
            if self._learn_at(key, one, at):
                is_new = True
        return is_new

    def _learn_at(self, key: object, one: _Unknown, at: tuple[int, ...]) -> bool:
        """Say what one result is for these operands; of a single day, for all days of its span of days."""
        moving = [n for n, value in enumerate(one.operands) if not isinstance(value, int)]
        spans = one.is_of_day and len(moving) == 1
        point = at
        if spans:
            [place] = moving
            first = at[place] // _SPAN * _SPAN
            point = (*at[:place], first, *at[place + 1 :])
        if (key, *point) in self.learnt:
            return False
        self.learnt.add((key, *point))
        if spans:
            said = _span_said(one, at, place, first)
        else:
            here = [one.operands[n] == at[n] for n in moving]
            said = z3.Implies(z3.And(*here), _said(one, at))
        for variable in (one.value, one.is_given, one.is_wrong):
            self.constraints.add(variable, said)
        return True


def _span_said(one: _Unknown, at: tuple[int, ...], place: int, first: int) -> Formula:
    """What a function of one day is on all days of a span: runs of days that are moved equally far.

    31 days from 1 January on, plus a month: 28 of them are moved by 31 days, the others by 30, 29 and 28.
    """
    runs: list[tuple[int, int | None]] = []  # the first day, and how far; None: out of range
    for day in range(first, first + _SPAN):
        try:
            found = one.exact(*at[:place], day, *at[place + 1 :])
            away = None if found is None else found - day
        except (OutOfRange, ValueError, OverflowError):
            away = None
        if not runs or runs[-1][1] != away:
            runs.append((day, away))
    day = one.operands[place]

    def chosen(of: Sequence[tuple[int, int | None]]) -> Formula:
        if len(of) == 1:
            away = of[0][1]
            if away is None:
                return one.is_wrong
            return z3.And(z3.Not(one.is_wrong), one.is_given, one.value == day + away)
        half = len(of) // 2
        return z3.If(day < of[half][0], chosen(of[:half]), chosen(of[half:]))

    inside = z3.And(day >= first, day < first + _SPAN)
    return z3.Implies(inside, chosen(runs))


def _said(one: _Unknown, point: tuple[int, ...]) -> Formula:
    try:
        found = one.exact(*point)
    except (OutOfRange, ValueError, OverflowError):
        return one.is_wrong
    if found is None:
        return z3.And(z3.Not(one.is_wrong), z3.Not(one.is_given))
    return z3.And(z3.Not(one.is_wrong), one.is_given, one.value == found)


def _bounded(given: Formula, value: Whole, low: int, high: int, kind: ir.Kind) -> Result:
    """A value and where it is out of range, from how low and how high it may be."""
    lowest, highest = ir.BOUNDS[kind]
    wrong: Formula = False
    if low < lowest:
        wrong = value < lowest
    if high > highest:
        wrong = disj(wrong, value > highest)
    wrong = conj(given, wrong)
    return where(neg(wrong), Amount(given, value, max(low, lowest), min(high, highest))), wrong


def plus(one: Amount, other: Amount, sign: int, kind: ir.Kind) -> Result:
    """A sum or difference."""
    if sign > 0:
        low, high = one.low + other.low, one.high + other.high
        value = one.value + other.value
    else:
        low, high = one.low - other.high, one.high - other.low
        value = one.value - other.value
    return _bounded(conj(one.given, other.given), value, low, high, kind)


def total(items: Sequence[tuple[Formula, Amount]], kind: ir.Kind) -> Result:
    """The sum of the values that count and are given."""
    value: Whole = 0
    low = high = 0
    for counts, one in items:
        value = value + either(conj(counts, one.given), one.value, 0)
        low, high = low + min(one.low, 0), high + max(one.high, 0)
    return _bounded(True, value, low, high, kind)


def extreme(end: ir.End, items: Sequence[tuple[Formula, Amount]]) -> Amount:
    """The smallest or largest of the values that count and are given."""
    result = Amount(False, 0, 0, 0)
    for counts, one in items:
        given = conj(counts, one.given)
        if given is False:
            continue
        if result.given is False:
            result = Amount(given, one.value, one.low, one.high)
            continue
        smaller = (
            _less(one.value, result.value) if end is ir.End.LOW else _less(result.value, one.value)
        )
        takes = conj(given, disj(neg(result.given), smaller))
        result = Amount(
            disj(result.given, given),
            either(takes, one.value, result.value),
            min(result.low, one.low),
            max(result.high, one.high),
        )
    return result


def _less(one: Whole, other: Whole) -> Formula:
    return one < other


def arithmetic(node: ir.Arithmetic, left: Amount, right: Amount, learning: Learning) -> Result:
    """`left op right` where no calendar counts."""
    op, kind = node.op, node.type.kind
    kinds = (node.left.type.kind, node.right.type.kind)
    if op in (ir.Operator.TIMES, ir.Operator.OVER):
        return _multiplied(node, left, right, learning)
    sign = 1 if op is ir.Operator.PLUS else -1
    if kind is ir.Kind.DATE and ir.Kind.WORKING_DAYS in kinds:
        day, count = (
            (right, left) if kinds[0] is ir.Kind.WORKING_DAYS else (left, _signed(right, sign))
        )
        return _working_days(day, count, learning)
    if kind is ir.Kind.DATE and ir.Kind.PERIOD in kinds:
        day, count = (right, left) if kinds[0] is ir.Kind.PERIOD else (left, _signed(right, sign))
        return _months_on(day, count, learning)
    return plus(left, right, sign, kind)


def negative(one: Amount) -> Amount:
    """The same with the other sign."""
    return Amount(one.given, -one.value, -one.high, -one.low)


def _signed(one: Amount, sign: int) -> Amount:
    return one if sign > 0 else negative(one)


def _working_days(day: Amount, count: Amount, learning: Learning) -> Result:
    """Mondays to Fridays: from each day of the week it is so many days on."""
    exact = calculation(
        ir.Operator.PLUS,
        ir.Type(ir.Kind.DATE),
        ir.Type(ir.Kind.WORKING_DAYS),
        ir.Type(ir.Kind.DATE),
    )
    number = count.value
    if not isinstance(number, int):
        low, high = day.low + 2 * min(count.low, 0) - 3, day.high + 2 * max(count.high, 0) + 3
        return learning.result("working days", exact, (day, count), (low, high))
    monday = 7 * 100_000 + 1
    on = [int(exact(monday + weekday, number) or 0) - monday - weekday for weekday in range(7)]
    value = day.value
    if isinstance(value, int):
        value = value + on[(value - 1) % 7]
    else:
        value = value + _by_weekday(day.value, on)
    given = conj(day.given, count.given)
    return _bounded(given, value, day.low + min(on), day.high + max(on), ir.Kind.DATE)


def _by_weekday(day: z3.ArithRef, values: Sequence[int]) -> Whole:
    weekday = (day - 1) % 7
    result: Whole = values[6]
    for number in range(5, -1, -1):
        result = either(weekday == number, values[number], result)
    return result


def by_calendar(calendar: ir.Calendar, day: Amount, count: Amount, learning: Learning) -> Result:
    """Working days by a calendar; a day that it does not know is out of range."""

    def exact(at: int, number: int) -> int:
        return add_days_of(calendar, at, number)

    low, high = (
        max(calendar.first, ir.BOUNDS[ir.Kind.DATE][0]),
        min(calendar.last, ir.BOUNDS[ir.Kind.DATE][1]),
    )

    def near(value: z3.ArithRef) -> Formula:
        if not isinstance(count.value, int):
            return True
        number = count.value
        return value >= day.value + max(number, 0) if number >= 0 else value <= day.value + number

    return learning.result(
        ("calendar", calendar.name),
        exact,
        (day, count),
        (low, high),
        near,
        is_of_day=True,
    )


def _months_on(day: Amount, count: Amount, learning: Learning) -> Result:
    low, high = day.low + 28 * min(count.low, 0), day.high + 31 * max(count.high, 0)
    low, high = max(low, ir.BOUNDS[ir.Kind.DATE][0]), min(high, ir.BOUNDS[ir.Kind.DATE][1])

    def near(value: z3.ArithRef) -> Formula:
        number = count.value
        if not isinstance(number, int):
            return True
        about = number * 30436875 // 1000000  # days of a month, on average over 400 years
        return z3.And(value >= day.value + about - 9, value <= day.value + about + 9)

    return learning.result("months", add_months, (day, count), (low, high), near, is_of_day=True)


def _multiplied(node: ir.Arithmetic, left: Amount, right: Amount, learning: Learning) -> Result:
    """Products and quotients: exact where one side is known, else learnt at points."""
    kind = node.type.kind
    exact = calculation(node.op, node.left.type, node.right.type, node.type)
    is_over = node.op is ir.Operator.OVER
    one, by = (right, left) if isinstance(left.value, int) and not is_over else (left, right)
    what = (node.op, node.left.type.kind, node.right.type.kind)
    if isinstance(one.value, int) or not isinstance(by.value, int) or by.value == 0:
        return learning.result(what, exact, (left, right), ir.BOUNDS[kind])
    given, value, number = conj(one.given, by.given), one.value, by.value
    if is_over:  # in millionths: a * 10^6 / b, half to even
        size = abs(number)
        found = _half_even(value * (ir.MILLION if number > 0 else -ir.MILLION), size)
        ends = sorted(end * ir.MILLION // number for end in (one.low, one.high))
    elif node.left.type.kind is node.right.type.kind:
        found = (
            value * (number // ir.MILLION)
            if number % ir.MILLION == 0
            else _half_even(value * number, ir.MILLION)
        )
        ends = sorted(end * number // ir.MILLION for end in (one.low, one.high))
    elif kind is ir.Kind.DURATION:
        found = _half_up(value * number, ir.MILLION)
        ends = sorted(end * number // ir.MILLION for end in (one.low, one.high))
    else:  # working days and periods, by whole numbers only
        return learning.result(what, exact, (left, right), ir.BOUNDS[kind])
    return _bounded(given, found, ends[0] - 1, ends[1] + 1, kind)


def _half_even(value: Whole, by: int) -> Whole:
    """The quotient by a positive number, halves to the even one."""
    whole = _over(value, by)
    rest = value - whole * by
    rounds_up = disj(2 * rest > by, conj(2 * rest == by, whole % 2 == 1))
    return whole + either(rounds_up, 1, 0)


def _half_up(value: Whole, by: int) -> Whole:
    """The quotient by a positive number, halves away from zero."""
    size = _over(either(value >= 0, value, -value) * 2 + by, 2 * by)
    return either(value >= 0, size, -size)


def call(node: ir.Call, operands: Sequence[Amount], learning: Learning) -> Result:
    """A function of single values."""
    first = operands[0]
    match node.function:
        case ir.Builtin.ABS:
            size = either(first.value >= 0, first.value, -first.value)
            low = 0 if first.low <= 0 <= first.high else min(abs(first.low), abs(first.high))
            return Amount(first.given, size, low, max(abs(first.low), abs(first.high))), False
        case ir.Builtin.DAYS:
            return plus(_times(first, ir.MILLION), Amount(True, 0, 0, 0), 1, ir.Kind.NUMBER)
        case ir.Builtin.WEEKDAY:
            return _weekday(first), False
        case ir.Builtin.START_OF_MONTH:
            return learning.result(
                "start of month", start_of_month, (first,),
                (first.low - 30, first.high),
                lambda value: z3.And(value <= first.value, value >= first.value - 30), is_of_day=True,
            )  # fmt: skip
        case ir.Builtin.END_OF_MONTH:
            return learning.result(
                "end of month", end_of_month, (first,),
                (first.low, first.high + 30),
                lambda value: z3.And(value >= first.value, value <= first.value + 30), is_of_day=True,
            )  # fmt: skip
        case ir.Builtin.YEARS | ir.Builtin.MONTHS:
            return _span(node.function, first, operands[1], learning)
        case _:
            return _rounded(node, operands)


def _times(one: Amount, factor: int) -> Amount:
    return Amount(one.given, one.value * factor, one.low * factor, one.high * factor)


def _weekday(day: Amount) -> OneHot:
    if isinstance(day.value, int):
        return OneHot({ir.WEEKDAY.choices[(day.value - 1) % 7]: day.given})
    number = (day.value - 1) % 7
    return OneHot({name: conj(day.given, number == n) for n, name in enumerate(ir.WEEKDAY.choices)})


def _span(function: ir.Builtin, first: Amount, last: Amount, learning: Learning) -> Result:
    """Whole months or years from one day to another; each is so many days at least and at most."""
    is_years = function is ir.Builtin.YEARS
    count = whole_years if is_years else whole_months
    longest = max(last.high - first.low, 0), max(first.high - last.low, 0)
    short = 365 if is_years else 28
    low, high = -(longest[1] // short), longest[0] // short
    fewest, most = (365, 366) if is_years else (28, 31)

    def near(value: z3.ArithRef) -> Formula:
        days = last.value - first.value
        # The value is in millionths; the days stand for it as they are.
        forwards = z3.And(value >= 0, fewest * value <= days * ir.MILLION,
                          most * value > (days - most) * ir.MILLION)  # fmt: skip
        backwards = z3.And(value <= 0, fewest * value >= days * ir.MILLION,
                           most * value < (days + most) * ir.MILLION)  # fmt: skip
        return z3.If(days >= 0, forwards, backwards)

    def exact(one: int, other: int) -> int:
        return count(one, other) * ir.MILLION

    return learning.result(
        function, exact, (first, last), (low * ir.MILLION, high * ir.MILLION), near
    )


def _rounded(node: ir.Call, operands: Sequence[Amount]) -> Result:
    number = operands[0]
    digits = operands[1].value // ir.MILLION if len(operands) > 1 else 0
    unit = 10 ** (6 - digits)
    value = number.value
    match node.function:
        case ir.Builtin.ROUND_DOWN:
            found = _over(value, unit) * unit
        case ir.Builtin.ROUND_UP:
            found = -_over(-value, unit) * unit
        case _:
            half = either(value >= 0, value, -value) * 2 + unit
            size = _over(half, 2 * unit) * unit
            found = either(value >= 0, size, -size)
    return _bounded(number.given, found, number.low - unit, number.high + unit, ir.Kind.NUMBER)


def _over(value: Whole, by: int) -> Whole:
    return value // by if isinstance(value, int) else value / by  # of whole numbers, rounded down
