"""Expressions as Python closures: what the network cannot match itself is worked out here.

A closure takes the working memory and the frames (the rule's instance, then the items of the
enclosing list functions). An error counts wherever it stands: what is settled is only left early where
nothing inside can err, and never while somebody watches which facts it reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TypeAlias

from advisor import ir
from advisor.backends.rete.arithmetic import (
    DaysOfWork,
    calculate,
    call,
    days_of_work_of,
    within_bounds,
)
from advisor.backends.rete.working_memory import WorkingMemory
from advisor.diagnostics.fast_dataclass import dataclass

Frames: TypeAlias = tuple[ir.Placed, ...]
Evaluated: TypeAlias = Callable[[WorkingMemory, Frames], ir.Value | None]
Items: TypeAlias = Callable[[WorkingMemory, Frames], list[Frames]]
Parameters: TypeAlias = Mapping[str, ir.Value]


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


def rank_order(left: ir.Type, right: ir.Type) -> tuple[str, ...]:
    """The choices, best first, by which two choices are compared; empty for other types."""
    if left.kind is not ir.Kind.CHOICE:
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
            return lambda memory, frames: each_of(memory, frames).count(True) * ir.MILLION
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
            return lambda memory, frames: call(function, every(memory, frames))
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
) -> Callable[[WorkingMemory, Frames], list[ir.Value | None]]:
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
    values: list[ir.Value | None] = [None, *(value for _, value in expression.steps)]
    if expression.parameter in parameters:
        days, values = [], [parameters[expression.parameter]]

    def in_force(memory: WorkingMemory, frames: Frames) -> ir.Value | None:
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

    def arithmetic(memory: WorkingMemory, frames: Frames) -> ir.Value | None:
        left, right = left_of(memory, frames), right_of(memory, frames)
        if left is None or right is None:
            return None
        return calculate(op, int(left), left_kind, int(right), right_kind)

    return arithmetic


def _counted(expression: ir.Arithmetic, by: ir.CountedBy, parameters: Parameters) -> Evaluated:
    """Working days by the calendar of the pack, or of the situation."""
    plain = _arithmetic(expression, parameters)
    day_of, count_of = (evaluator(side, parameters) for side in (expression.left, expression.right))
    if expression.left.type.kind is ir.Kind.WORKING_DAYS:
        day_of, count_of = count_of, day_of
    sign = -1 if expression.op is ir.Operator.MINUS else 1
    chosen_of = evaluator(by.chosen, parameters)
    days_of_work: dict[str, DaysOfWork] = {}

    def counted(memory: WorkingMemory, frames: Frames) -> ir.Value | None:
        chosen = chosen_of(memory, frames)
        if chosen is None:
            return plain(memory, frames)
        day, count = day_of(memory, frames), count_of(memory, frames)
        if day is None or count is None:
            return None
        name = str(chosen)
        if name not in days_of_work:
            days_of_work[name] = days_of_work_of(by.calendars[name])
        return days_of_work[name].add(int(day), sign * int(count))

    return counted


def _extreme(end: ir.End, values: list[ir.Value | None]) -> ir.Value | None:
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
            return lambda memory, frames: len(kept(memory, frames)) * ir.MILLION
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

    def pick(memory: WorkingMemory, frames: Frames) -> ir.Value | None:
        pairs = [(key_of(memory, i), value_of(memory, i)) for i in kept(memory, frames)]
        keyed = [(sign * int(key), value) for key, value in pairs if key is not None]
        if not keyed:
            return None
        return min(keyed, key=lambda pair: pair[0])[1]  # `min` keeps the earlier of equal ones

    return pick
