"""What expressions mean over time: each becomes a function from working memory to a course.

The meaning of a value is the oracle's, lifted day by day; what is known of it beyond that (where `a < b`
flips, when `latest(a, b)` goes over from one to the other) only makes the pieces longer than a day.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from advisor import ir
from advisor.backends.oracle import arithmetic
from advisor.backends.oracle.memory import Memory
from advisor.backends.oracle.semantics import Frames, Meanings, finish_of, items_of
from advisor.timeline import growing_functions
from advisor.timeline.courses import FAILED, Course, Growing, Period, Timed, chosen, lift

Meaning = Callable[[Memory, Frames, Period], Timed]

_COMPARE: dict[ir.Comparison, Callable[[Any, Any], bool]] = {
    ir.Comparison.BEFORE: operator.lt,
    ir.Comparison.NOT_AFTER: operator.le,
    ir.Comparison.AFTER: operator.gt,
    ir.Comparison.NOT_BEFORE: operator.ge,
}


class Changing:
    """What may change with the days: the facts that are known to, and whatever reads one of them.

    Of an expression it is looked at once, and so must be asked when all that it reads has been settled.
    """

    def __init__(self, facts: Iterable[tuple[str, str]]) -> None:
        self.facts = set(facts)  # (entity, fact)
        self._known: dict[
            int, bool
        ] = {}  # by the id of an expression, which lives as long as the pack

    def may_change(self, expression: ir.Expression) -> bool:
        """Whether it reads anything that may change."""
        if isinstance(expression, ir.FactRef):
            return (expression.entity, expression.fact) in self.facts
        known = self._known.get(id(expression))
        if known is None:
            known = any(map(self.may_change, ir.children(expression)))
            self._known[id(expression)] = known
        return known


class TimedMeanings:
    """The meanings over time of a program's expressions, each made once when it is first read.

    What never changes is left to the oracle.
    """

    def __init__(self, plain: Meanings, changing: Changing) -> None:
        self._plain, self._changing = plain, changing
        self._made: dict[int, Meaning] = {}
        self._kept_alive: list[ir.Expression] = []  # ids are only unique among living objects

    def of(self, expression: ir.Expression) -> Meaning:
        """The function that computes it."""
        known = self._made.get(id(expression))
        if known is None:
            known = self._made[id(expression)] = self._make(expression)
            self._kept_alive.append(expression)
        return known

    def _make(self, expression: ir.Expression) -> Meaning:
        if not self._changing.may_change(expression):
            return _standing(self._plain, expression)
        match expression:
            case ir.FactRef(frame=frame, entity=entity, fact=fact):
                return lambda memory, frames, period: memory.rows[
                    memory.around[frames[frame]][entity]
                ][fact]
            case ir.Literal() | ir.ParameterRef():
                return _standing(self._plain, expression)
            case ir.InForce(day=day):
                apply, growing = growing_functions.in_force(self._plain.steps_of(expression))
                return self._lifted(apply, [day], growing)
            case ir.Given(operand=operand):
                return self._lifted(
                    lambda value: value is not None, [operand], growing_functions.always_given
                )
            case ir.Not(operand=operand):
                return self._lifted(operator.not_, [operand])
            case ir.HowMany(operands=operands):
                return self._lifted(lambda *each: sum(map(bool, each)) * ir.MILLION, operands)
            case ir.Is(left=left, right=right):
                return self._lifted(
                    growing_functions.is_equal,
                    [left, right],
                    growing_functions.is_equal_while_growing,
                )
            case ir.Compare(op=op, left=left, right=right):
                return self._compare(op, left, right)
            case ir.OneOf(operand=operand, options=options):
                return self._one_of(operand, options)
            case ir.And(operands=operands):
                return self._all_of(operands)
            case ir.Or(operands=operands):
                return self._any_of(operands)
            case ir.Arithmetic():
                return self._arithmetic(expression)
            case ir.Call(operands=operands):
                return self._call(expression, operands)
            case ir.Extreme(end=end, values=values):
                return self._extreme([self.of(value) for value in values], end)
            case ir.First(values=values):
                return self._lifted(
                    growing_functions.first_given, values, growing_functions.first_while_growing
                )
            case ir.Any_(over=over, condition=condition, filter=kept):
                return self._quantify(over, condition, kept, is_any=True)
            case ir.Every(over=over, condition=condition, filter=kept):
                return self._quantify(over, condition, kept, is_any=False)
            case ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return self._aggregate(expression)

    def _lifted(
        self,
        apply: Callable[..., Any],
        operands: Sequence[ir.Expression],
        growing: Growing | None = None,
    ) -> Meaning:
        parts = [self.of(operand) for operand in operands]

        def lifted(memory: Memory, frames: Frames, period: Period) -> Timed:
            return lift(apply, [part(memory, frames, period) for part in parts], period, growing)

        return lifted

    def _one_of(self, operand: ir.Expression, options: Sequence[ir.Expression]) -> Meaning:
        value_of, of_options = self.of(operand), [self.of(option) for option in options]

        def one_of(memory: Memory, frames: Frames, period: Period) -> Timed:
            value = value_of(memory, frames, period)
            equal = [
                lift(
                    growing_functions.is_equal,
                    (value, option(memory, frames, period)),
                    period,
                    growing_functions.is_equal_while_growing,
                )
                for option in of_options
            ]
            return lift(_any_holds, equal, period)

        return one_of

    def _all_of(self, operands: Sequence[ir.Expression]) -> Meaning:
        return self._settled_early(operands, False, _all_hold)

    def _any_of(self, operands: Sequence[ir.Expression]) -> Meaning:
        return self._settled_early(operands, True, _any_holds)

    def _settled_early(
        self, operands: Sequence[ir.Expression], settles: bool, apply: Callable[..., Any]
    ) -> Meaning:
        """An `and` or `or`: a part that settles it on all days spares those that cannot fail."""
        erring = [self.of(one) for one in operands if self._plain.may_err(one)]
        others = [one for one in operands if not self._plain.may_err(one)]

        def settled(memory: Memory, frames: Frames, period: Period) -> Timed:
            parts = []
            is_settled = False
            for part in erring:
                value = part(memory, frames, period)
                if value is FAILED:
                    return FAILED
                is_settled = is_settled or (type(value) is not Course and bool(value) is settles)
                parts.append(value)
            if is_settled and not any(type(part) is Course for part in parts):
                return settles
            if not is_settled:
                for other in others:
                    value = self.of(other)(memory, frames, period)
                    if type(value) is not Course:
                        if bool(value) is settles:
                            is_settled = True
                            break
                        continue
                    parts.append(value)
            if is_settled:
                parts.append(settles)
            return lift(apply, parts, period)

        return settled

    def _compare(self, op: ir.Comparison, left: ir.Expression, right: ir.Expression) -> Meaning:
        if op not in _COMPARE:
            rank = {choice: n for n, choice in enumerate(left.type.choices)}  # best first
            test = operator.lt if op is ir.Comparison.BETTER else operator.gt

            def is_better(a: Any, b: Any) -> bool:
                return a is not None and b is not None and test(rank[a], rank[b])

            return self._lifted(is_better, [left, right])
        apply, growing = growing_functions.comparison(_COMPARE[op])
        return self._lifted(apply, [left, right], growing)

    def _arithmetic(self, expression: ir.Arithmetic) -> Meaning:
        op, left, right = expression.op, expression.left, expression.right
        if expression.counted_by is not None:
            return self._lifted(  # day by day: no week is as another
                _counted(arithmetic.calculation_by_calendar(expression, expression.counted_by)),
                ir.children(expression),
            )
        calculate = arithmetic.calculation(op, left.type, right.type, expression.type)

        def apply(a: Any, b: Any) -> Any:
            return None if a is None or b is None else calculate(a, b)

        bounds = ir.BOUNDS[expression.type.kind]
        is_by_months = ir.Kind.PERIOD in (left.type.kind, right.type.kind)
        if op in (ir.Operator.TIMES, ir.Operator.OVER) or is_by_months:
            growing: Growing | None = None  # day by day: `today + 1 month` stands still for some
        elif ir.Kind.WORKING_DAYS in (left.type.kind, right.type.kind):
            growing = partial(growing_functions.week_by_week, apply, bounds)
        else:
            growing = partial(
                growing_functions.linear, (1, 1 if op is ir.Operator.PLUS else -1), bounds
            )
        return self._lifted(apply, [left, right], growing)

    def _call(self, expression: ir.Call, operands: Sequence[ir.Expression]) -> Meaning:
        compute = arithmetic.builtin(expression)

        def apply(*values: Any) -> Any:
            return None if None in values else compute(*values)

        return self._lifted(apply, operands)

    def _extreme(self, parts: Sequence[Meaning], end: ir.End) -> Meaning:
        def extreme(memory: Memory, frames: Frames, period: Period) -> Timed:
            values = [part(memory, frames, period) for part in parts]
            return growing_functions.extreme_course(values, end, period)

        return extreme

    def _kept(
        self, over: ir.ListRef, kept: ir.Expression | None
    ) -> Callable[[Memory, Frames, Period], Iterator[tuple[Frames, Timed]]]:
        """For each item that the filter keeps on some day: its frames, and whether it does."""
        keeps = None if kept is None else self.of(kept)

        def items(memory: Memory, frames: Frames, period: Period) -> Iterator[tuple[Frames, Timed]]:
            for item in items_of(over, memory, frames):
                inner = (*frames, item)
                is_kept = True if keeps is None else keeps(memory, inner, period)
                if is_kept is not False and is_kept is not None:
                    yield inner, is_kept

        return items

    def _quantify(
        self, over: ir.ListRef, condition: ir.Expression, kept: ir.Expression | None, is_any: bool
    ) -> Meaning:
        items, holds = self._kept(over, kept), self.of(condition)
        apply = _any_holds if is_any else _all_hold

        def quantified(memory: Memory, frames: Frames, period: Period) -> Timed:
            found = [
                chosen(is_kept, holds(memory, inner, period), not is_any, period)
                for inner, is_kept in items(memory, frames, period)
            ]
            return lift(apply, found, period)

        return quantified

    def _aggregate(self, expression: ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy) -> Meaning:
        items = self._kept(expression.over, expression.filter)
        match expression:
            case ir.Count():

                def count(memory: Memory, frames: Frames, period: Period) -> Timed:
                    kept = [
                        chosen(is_kept, True, False, period)
                        for _, is_kept in items(memory, frames, period)
                    ]
                    return lift(lambda *each: sum(each) * ir.MILLION, kept, period)

                return count
            case ir.ExtremeOf(end=end, value=value):
                of_item = self.of(value)

                def extreme(memory: Memory, frames: Frames, period: Period) -> Timed:
                    values = [
                        chosen(is_kept, of_item(memory, inner, period), None, period)
                        for inner, is_kept in items(memory, frames, period)
                    ]
                    return growing_functions.extreme_course(values, end, period)

                return extreme
            case ir.Sum(value=value, type=type_):
                parts, growing = (
                    [self.of(value)],
                    growing_functions.sum_while_growing(ir.BOUNDS[type_.kind]),
                )
            case ir.PickBy(key=key, value=value):
                parts, growing = (
                    [self.of(key), self.of(value)],
                    growing_functions.pick_while_growing(expression),
                )
        finish, kind, width = finish_of(expression), expression.type.kind, len(parts)
        is_sum = isinstance(expression, ir.Sum)

        def apply(*values: Any) -> Any:
            rows = [list(values[n : n + width]) for n in range(0, len(values), width)]
            result = finish([row for row in rows if growing_functions.LEFT_OUT not in row])
            return (
                arithmetic.bounded(result, kind) if is_sum and isinstance(result, int) else result
            )

        def aggregated(memory: Memory, frames: Frames, period: Period) -> Timed:
            values = [
                chosen(is_kept, part(memory, inner, period), growing_functions.LEFT_OUT, period)
                for inner, is_kept in items(memory, frames, period)
                for part in parts
            ]
            return lift(apply, values, period, growing)

        return aggregated


def _counted(calculate: Callable[[int, int, str | None], int | None]) -> Callable[..., Any]:
    def apply(a: Any, b: Any, name: Any) -> Any:
        return None if a is None or b is None else calculate(a, b, name)

    return apply


def _any_holds(*values: Any) -> bool:
    return any(values)


def _all_hold(*values: Any) -> bool:
    return all(values)


def _standing(plain: Meanings, expression: ir.Expression) -> Meaning:
    """What never changes, as the oracle works it out."""
    meaning = plain.of(expression)

    def standing(memory: Memory, frames: Frames, _: Period) -> Timed:
        try:
            return meaning(memory, frames)
        except arithmetic.OutOfRange:
            return FAILED

    return standing
