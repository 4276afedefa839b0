"""Why an expression has the value it has: the facts that it rests on."""

from __future__ import annotations

from advisor.backends.oracle.memory import UNKNOWN, Memory
from advisor.backends.oracle.semantics import Frames, Meanings
from advisor.ir.derivations import Premise
from advisor.ir.expressions import (
    And,
    Any_,
    Count,
    Every,
    Expression,
    ExtremeOf,
    FactRef,
    Not,
    Or,
    PickBy,
    Sum,
    children,
)


def premises_of(
    expression: Expression,
    meanings: Meanings,
    memory: Memory,
    frames: Frames,
    holds: bool | None = None,
) -> tuple[Premise, ...]:
    """The facts behind the value, each once, in the order in which they are read.

    Of an `or` that holds only the parts that hold, of an `and` that fails only those that fail, of an
    `any` that holds only the items that satisfy it; of everything else all that it reads.
    Cost: `holds`, where the caller knows whether the condition holds, saves working it out again.
    """
    found: dict[tuple[int, str], Premise] = {}
    _collect(expression, meanings, memory, frames, holds, found)
    return tuple(found.values())


def _collect(
    expression: Expression,
    meanings: Meanings,
    memory: Memory,
    frames: Frames,
    holds: bool | None,
    found: dict[tuple[int, str], Premise],
) -> None:
    match expression:
        case FactRef(frame=frame, entity=entity, fact=fact):
            index = memory.around[frames[frame]][entity]
            value = memory.rows[index][fact]
            if value is not UNKNOWN and (index, fact) not in found:
                known = value if isinstance(value, (bool, int, str)) else None
                found[index, fact] = Premise(memory.placed[index].place, entity, fact, known)
        case Not(operand=operand):
            inside = None if holds is None else not holds
            _collect(operand, meanings, memory, frames, inside, found)
        case And(operands=operands) | Or(operands=operands):
            if holds is None:
                holds = bool(meanings.of(expression)(memory, frames))
            is_shared = holds is isinstance(
                expression, And
            )  # then every part has the whole's value
            for operand in operands:
                if is_shared or bool(meanings.of(operand)(memory, frames)) is holds:
                    _collect(operand, meanings, memory, frames, holds, found)
        case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
            if holds is None:
                holds = bool(meanings.of(expression)(memory, frames))
            for inner, _ in meanings.kept(expression.over, expression.filter)(memory, frames):
                if isinstance(expression, Any_ | Every) and holds is isinstance(expression, Any_):
                    settles = bool(meanings.of(expression.condition)(memory, inner))
                    if settles is not holds:
                        continue
                for part in children(expression):
                    _collect(part, meanings, memory, inner, None, found)
        case _:
            for part in children(expression):
                _collect(part, meanings, memory, frames, None, found)
