"""Expressions as Python closures: what the network cannot match itself is worked out here.

A closure takes the working memory and the frames (the rule's instance, then the items of the
enclosing list functions). An error counts wherever it stands: what is settled is only left early where
nothing inside can err, and never while somebody watches which facts it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from advisor.backends.rete.arithmetic import calculate, within_bounds
from advisor.backends.rete.working_memory import WorkingMemory
from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import (
    And,
    Any_,
    Arithmetic,
    Compare,
    Comparison,
    Count,
    End,
    Every,
    Expression,
    Extreme,
    ExtremeOf,
    FactRef,
    First,
    Given,
    Is,
    ListRef,
    Literal,
    Not,
    OneOf,
    Or,
    ParameterRef,
    PickBy,
    Sum,
    children,
)
from advisor.ir.situations import Placed
from advisor.ir.types import MILLION, Kind, Type, Value

Frames: TypeAlias = tuple[Placed, ...]
Evaluated: TypeAlias = Callable[[WorkingMemory, Frames], Value | None]
Items: TypeAlias = Callable[[WorkingMemory, Frames], list[Frames]]
Parameters: TypeAlias = Mapping[str, Value]


_ERRING = (Arithmetic, Sum)


def holds(op: Comparison, left: int, right: int) -> bool:
    """Whether two numbers, or ranks of choices (the best is 0), stand so to each other."""
    match op:
        case Comparison.BEFORE | Comparison.BETTER:
            return left < right
        case Comparison.NOT_AFTER:
            return left <= right
        case Comparison.AFTER | Comparison.WORSE:
            return left > right
        case Comparison.NOT_BEFORE:
            return left >= right


def rank_order(left: Type, right: Type) -> tuple[str, ...]:
    """The choices, best first, by which two choices are compared; empty for other types."""
    if left.kind is not Kind.CHOICE:
        return ()
    return left.choices if left.is_ordered else right.choices


def evaluator(expression: Expression, parameters: Parameters) -> Evaluated:
    """The closure for an expression; it raises OutOfRangeError."""
    match expression:
        case Literal(value=value):
            return lambda _memory, _frames: value
        case ParameterRef(name=name):
            given = parameters[name]
            return lambda _memory, _frames: given
        case FactRef():
            return _fact(expression)
        case Given(operand=operand):
            of = evaluator(operand, parameters)
            return lambda memory, frames: of(memory, frames) is not None
        case Compare():
            return _compare(expression, parameters)
        case Is() | OneOf():
            return _is(expression, parameters)
        case Not(operand=operand):
            of = evaluator(operand, parameters)
            return lambda memory, frames: of(memory, frames) is not True
        case And(operands=operands):
            return _junction(operands, parameters, settled_by=False)
        case Or(operands=operands):
            return _junction(operands, parameters, settled_by=True)
        case Arithmetic():
            return _arithmetic(expression, parameters)
        case Extreme(end=end, values=values):
            between = _several(values, parameters)
            return lambda memory, frames: _extreme(end, between(memory, frames))
        case First(values=values):
            among = _several(values, parameters)
            return lambda memory, frames: next(
                (value for value in among(memory, frames) if value is not None), None
            )
        case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
            return _aggregate(expression, parameters)


def _several(
    expressions: tuple[Expression, ...], parameters: Parameters
) -> Callable[[WorkingMemory, Frames], list[Value | None]]:
    each = tuple(evaluator(expression, parameters) for expression in expressions)
    return lambda memory, frames: [of(memory, frames) for of in each]


def _junction(
    operands: tuple[Expression, ...], parameters: Parameters, settled_by: bool
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


def _can_err(expression: Expression) -> bool:
    """Whether something inside may come to a value out of range."""
    return isinstance(expression, _ERRING) or any(map(_can_err, children(expression)))


def _fact(reference: FactRef) -> Evaluated:
    frame, entity, fact = reference.frame, reference.entity, reference.fact
    return lambda memory, frames: memory.facts[frames[frame].around[entity]].get(fact)


def _compare(expression: Compare, parameters: Parameters) -> Evaluated:
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


def _is(expression: Is | OneOf, parameters: Parameters) -> Evaluated:
    if isinstance(expression, Is):
        left_of = evaluator(expression.left, parameters)
        options_of = _several((expression.right,), parameters)
    else:
        left_of = evaluator(expression.operand, parameters)
        options_of = _several(expression.options, parameters)

    def is_one_of(memory: WorkingMemory, frames: Frames) -> bool:
        left, options = left_of(memory, frames), options_of(memory, frames)
        return left is not None and left in options

    return is_one_of


def _arithmetic(expression: Arithmetic, parameters: Parameters) -> Evaluated:
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


def _extreme(end: End, values: list[Value | None]) -> Value | None:
    given = [int(value) for value in values if value is not None]
    if not given:
        return None
    return min(given) if end is End.LOW else max(given)


def _items(over: ListRef) -> Items:
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


def quantified(expression: Any_ | Every, parameters: Parameters) -> Quantified:
    """The parts of a quantifier, to look at its items one by one."""
    return Quantified(
        _items(expression.over),
        None if expression.filter is None else evaluator(expression.filter, parameters),
        evaluator(expression.condition, parameters),
    )


def _kept(over: ListRef, condition: Expression | None, parameters: Parameters) -> Items:
    """The frames for each item that the filter keeps; the filter is evaluated for all first."""
    items = _items(over)
    if condition is None:
        return items
    is_kept = evaluator(condition, parameters)

    def kept(memory: WorkingMemory, frames: Frames) -> list[Frames]:
        return [inner for inner in items(memory, frames) if is_kept(memory, inner) is True]

    return kept


def _aggregate(
    expression: Any_ | Every | Count | Sum | ExtremeOf | PickBy, parameters: Parameters
) -> Evaluated:
    kept = _kept(expression.over, expression.filter, parameters)
    match expression:
        case Count():
            return lambda memory, frames: len(kept(memory, frames)) * MILLION
        case Any_(condition=condition) | Every(condition=condition):
            is_so = evaluator(condition, parameters)
            settles = all if isinstance(expression, Every) else any
            is_safe = not _can_err(condition)

            def quantify(memory: WorkingMemory, frames: Frames) -> bool:
                verdicts = (is_so(memory, inner) is True for inner in kept(memory, frames))
                # From a list, every item is evaluated even when the first one settles it.
                return settles(verdicts if is_safe and not memory.is_watched else list(verdicts))

            return quantify
        case Sum(value=value, type=type_):
            of = evaluator(value, parameters)

            def total(memory: WorkingMemory, frames: Frames) -> int:
                values = [of(memory, inner) for inner in kept(memory, frames)]
                return within_bounds(sum(int(v) for v in values if v is not None), type_.kind)

            return total
        case ExtremeOf(end=end, value=value):
            of = evaluator(value, parameters)
            return lambda memory, frames: _extreme(
                end, [of(memory, inner) for inner in kept(memory, frames)]
            )
        case PickBy():
            return _pick_by(expression, kept, parameters)


def _pick_by(expression: PickBy, kept: Items, parameters: Parameters) -> Evaluated:
    key_of = evaluator(expression.key, parameters)
    value_of = evaluator(expression.value, parameters)
    sign = 1 if expression.end is End.LOW else -1

    def pick(memory: WorkingMemory, frames: Frames) -> Value | None:
        pairs = [(key_of(memory, i), value_of(memory, i)) for i in kept(memory, frames)]
        keyed = [(sign * int(key), value) for key, value in pairs if key is not None]
        if not keyed:
            return None
        return min(keyed, key=lambda pair: pair[0])[1]  # `min` keeps the earlier of equal ones

    return pick
