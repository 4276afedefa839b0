"""What expressions mean in all situations at once: each becomes a value that hangs on them.

It says what `backends/oracle` computes, in formulas. Like there, nothing that is out of range hides behind what was
settled early.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from advisor import ir
from advisor.proof import arithmetic
from advisor.proof.all_situations import World
from advisor.proof.arithmetic import Learning
from advisor.proof.terms import (
    Amount,
    Formula,
    Truth,
    Unsettled,
    below,
    conj,
    disj,
    either,
    first_of,
    neg,
    nothing_like,
    same,
    where,
)

Frames: TypeAlias = tuple[int, ...]
Lookup: TypeAlias = Callable[[int, str], Unsettled]  # the value of a fact of an instance


class Formulas:
    """Makes formulas of the expressions of one program, with the values of facts that `fact` gives."""

    def __init__(self, program: ir.Program, world: World, learning: Learning, fact: Lookup) -> None:
        self._program, self._world, self._learning, self._fact = program, world, learning, fact
        self._wrong: list[Formula] = []  # where what is being read is out of range

    def value(self, expression: ir.Expression, frames: Frames) -> tuple[Any, Formula]:
        """The value of an expression, and where it is out of range."""
        outer, self._wrong = self._wrong, []
        try:
            found = self._of(expression, frames)
            return found, disj(*self._wrong)
        finally:
            self._wrong = outer

    def _holds(self, expression: ir.Expression, frames: Frames) -> Formula:
        found = self._of(expression, frames)
        assert isinstance(found, Truth)  # INVARIANT: the loader typed it
        return found.holds

    def _noted(self, found: tuple[Any, Formula]) -> Any:
        value, wrong = found
        if wrong is not False:
            self._wrong.append(wrong)
        return value

    def _of(self, expression: ir.Expression, frames: Frames) -> Any:
        match expression:
            case ir.FactRef(frame=frame, entity=entity, fact=fact):
                at = self._world.placed[frames[frame]].around[entity]
                return self._fact(at, fact)
            case ir.Literal(value=value, type=type_):
                return self._world.literal(value, type_)
            case ir.ParameterRef(name=name, type=type_):
                return self._world.literal(self._program.parameters[name], type_)
            case ir.InForce():
                return self._in_force(expression, frames)
            case ir.Given(operand=operand):
                return _truth(self._of(operand, frames).given)
            case ir.Not(operand=operand):
                return _truth(neg(self._holds(operand, frames)))
            case ir.And(operands=operands):
                return _truth(conj(*[self._holds(o, frames) for o in operands]))
            case ir.Or(operands=operands):
                return _truth(disj(*[self._holds(o, frames) for o in operands]))
            case ir.HowMany(operands=operands):
                return _count([self._holds(o, frames) for o in operands])
            case ir.Compare(op=op, left=left, right=right):
                one, other = self._of(left, frames), self._of(right, frames)
                return _truth(_compared(op, one, other, left.type.choices))
            case ir.Is(left=left, right=right):
                return _truth(same(self._of(left, frames), self._of(right, frames)))
            case ir.OneOf(operand=operand, options=options):
                one = self._of(operand, frames)
                return _truth(disj(*[same(one, self._of(o, frames)) for o in options]))
            case ir.Arithmetic():
                return self._arithmetic(expression, frames)
            case ir.Call(operands=operands):
                parts = [self._of(o, frames) for o in operands]
                given = conj(*(part.given for part in parts))
                found = self._noted(arithmetic.call(expression, parts, self._learning))
                return where(given, found)
            case ir.Extreme(end=end, values=values):
                return arithmetic.extreme(end, [(True, self._of(v, frames)) for v in values])
            case ir.First(values=values):
                return first_of([self._of(v, frames) for v in values])
            case ir.Any_(over=over, condition=condition, filter=kept):
                items = self._items(over, kept, (condition,), frames)
                return _truth(disj(*[conj(k, c.holds) for k, (c,) in items]))
            case ir.Every(over=over, condition=condition, filter=kept):
                items = self._items(over, kept, (condition,), frames)
                return _truth(conj(*[disj(neg(k), c.holds) for k, (c,) in items]))
            case ir.Count(over=over, filter=kept):
                return _count([k for k, _ in self._items(over, kept, (), frames)])
            case ir.Sum(over=over, value=value, filter=kept, type=type_):
                found = [(k, v) for k, (v,) in self._items(over, kept, (value,), frames)]
                return self._noted(arithmetic.total(found, type_.kind))
            case ir.ExtremeOf(end=end, over=over, value=value, filter=kept):
                found = [(k, v) for k, (v,) in self._items(over, kept, (value,), frames)]
                return arithmetic.extreme(end, found)
            case ir.PickBy():
                return self._picked(expression, frames)

    def _items(
        self,
        over: ir.ListRef,
        kept: ir.Expression | None,
        parts: tuple[ir.Expression, ...],
        frames: Frames,
    ) -> Iterator[tuple[Formula, list[Any]]]:
        """For each item that there may be: where it is there and kept, and the values of the parts for it."""
        for item in self._in_list(over, frames):
            inner = (*frames, item)
            keeps = self._world.exists[item]
            if kept is not None:
                filtered, wrong = self.value(kept, inner)
                self._noted((None, conj(keeps, wrong)))
                keeps = conj(keeps, filtered.holds)
            values = []
            for part in parts:
                found, wrong = self.value(part, inner)
                self._noted((None, conj(keeps, wrong)))
                values.append(found)
            yield keeps, values

    def _in_list(self, over: ir.ListRef, frames: Frames) -> tuple[int, ...]:
        placed = self._world.placed
        if not over.is_other:
            return placed[placed[frames[over.frame]].around[over.holder]].lists[over.list]
        mine = placed[frames[0]].around[over.item]
        parent = placed[mine].parent
        assert parent is not None  # INVARIANT: the root is in no list
        return tuple(item for item in placed[parent].lists[over.list] if item != mine)

    def _picked(self, pick: ir.PickBy, frames: Frames) -> Unsettled:
        """The value of the item that wins: by its key, and of equals the earlier one."""
        items = [
            (conj(keeps, key.given), key, value)
            for keeps, (key, value) in self._items(
                pick.over, pick.filter, (pick.key, pick.value), frames
            )
        ]
        if not items:
            return nothing_like(self._world.anything(pick.type))
        found = []
        for n, (counts, key, value) in enumerate(items):
            beats = []
            for m, (other_counts, other, _) in enumerate(items):
                if m != n:
                    low, high = (key, other) if pick.end is ir.End.LOW else (other, key)
                    wins = below(low, high) if m < n else neg(below(high, low))
                    beats.append(disj(neg(other_counts), wins))
            found.append(where(conj(counts, *beats), value))
        return first_of(found)

    def _in_force(self, expression: ir.InForce, frames: Frames) -> Unsettled:
        own = self._program.parameters.get(expression.parameter)
        day = self._of(expression.day, frames)
        if own is not None:
            return where(day.given, self._world.literal(own, expression.type))
        begun = [
            where(
                conj(day.given, neg(below(day, _amount(first)))),
                self._world.literal(value, expression.type),
            )
            for first, value in reversed(expression.steps)
        ]
        return first_of(begun)

    def _arithmetic(self, node: ir.Arithmetic, frames: Frames) -> Unsettled:
        left, right = self._of(node.left, frames), self._of(node.right, frames)
        by = node.counted_by
        if by is None:
            value: Unsettled = self._noted(arithmetic.arithmetic(node, left, right, self._learning))
            return value
        chosen = self._of(by.chosen, frames)
        is_count_first = node.left.type.kind is ir.Kind.WORKING_DAYS
        day, count = (right, left) if is_count_first else (left, right)
        if node.op is ir.Operator.MINUS:
            count = arithmetic.negative(count)
        plain = arithmetic.arithmetic(node, left, right, self._learning)
        names = self._names(by, chosen)
        found = [_under(neg(disj(*names.values())), plain)]
        for name, case in names.items():
            one = arithmetic.by_calendar(by.calendars[name], day, count, self._learning)
            found.append(_under(case, one))
        for _, wrong in found:
            self._noted((None, wrong))
        return first_of([value for value, _ in found])

    def _names(self, by: ir.CountedBy, chosen: Any) -> Mapping[str, Formula]:
        """Where which calendar counts; a parameter names it by a text."""
        if isinstance(chosen, Amount):
            names = {self._world.text(name): name for name in by.calendars}
            return {names[chosen.value]: chosen.given} if chosen.value in names else {}
        return {n: case for n, case in chosen.cases.items() if case is not False}


def _under(condition: Formula, found: tuple[Any, Formula]) -> tuple[Any, Formula]:
    value, wrong = found
    return where(condition, value), conj(condition, wrong)


def _truth(holds: Formula) -> Truth:
    return Truth(True, holds)


def _amount(value: int) -> Amount:
    return Amount(True, value, value, value)


def _count(conditions: list[Formula]) -> Amount:
    value: Any = 0
    for condition in conditions:
        value = value + either(condition, ir.MILLION, 0)
    if isinstance(value, int):
        return _amount(value)
    return Amount(True, value, 0, len(conditions) * ir.MILLION)


def _compared(op: ir.Comparison, one: Any, other: Any, choices: tuple[str, ...]) -> Formula:
    if op in (ir.Comparison.BETTER, ir.Comparison.WORSE):
        if op is ir.Comparison.WORSE:
            one, other = other, one
        better = [
            conj(one.case(a), disj(*(other.case(b) for b in choices[n + 1 :])))
            for n, a in enumerate(choices)
        ]
        return disj(*better)
    given = conj(one.given, other.given)
    match op:
        case ir.Comparison.BEFORE:
            return conj(given, below(one, other))
        case ir.Comparison.NOT_AFTER:
            return conj(given, neg(below(other, one)))
        case ir.Comparison.AFTER:
            return conj(given, below(other, one))
        case _:
            return conj(given, neg(below(one, other)))
