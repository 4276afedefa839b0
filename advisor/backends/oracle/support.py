"""Why an expression has the value it has: the facts that it rests on."""

from __future__ import annotations

from advisor.backends.oracle.meaning import Frames, Meanings
from advisor.backends.oracle.memory import UNKNOWN, Memory
from advisor.ir.derivations import Premise
from advisor.ir.expressions import (
    And,
    Any_,
    Count,
    Every,
    Expression,
    ExtremeOf,
    FactRef,
    Or,
    PickBy,
    Sum,
    children,
)


def premises_of(
    expression: Expression, meanings: Meanings, memory: Memory, frames: Frames
) -> tuple[Premise, ...]:
    """The facts behind the value, each once, in the order in which they are read.

    Of an `or` that holds only the parts that hold, of an `and` that fails only those that fail, of an
    `any` that holds only the items that satisfy it; of everything else all that it reads.
    """
    found: dict[tuple[int, str], Premise] = {}
    _collect(expression, meanings, memory, frames, found)
    return tuple(found.values())


def _collect(
    expression: Expression,
    meanings: Meanings,
    memory: Memory,
    frames: Frames,
    found: dict[tuple[int, str], Premise],
) -> None:
    match expression:
        case FactRef(frame=frame, entity=entity, fact=fact):
            index = memory.placed[frames[frame]].around[entity]
            value = memory.rows[index][fact]
            if value is not UNKNOWN and (index, fact) not in found:
                known = value if isinstance(value, (bool, int, str)) else None
                found[index, fact] = Premise(memory.placed[index].place, entity, fact, known)
        case And(operands=operands) | Or(operands=operands):
            wanted = bool(meanings.of(expression)(memory, frames))
            decisive = isinstance(expression, Or) is wanted
            for operand in operands:
                if not decisive or bool(meanings.of(operand)(memory, frames)) is wanted:
                    _collect(operand, meanings, memory, frames, found)
        case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
            wanted = bool(meanings.of(expression)(memory, frames))
            for inner, _ in meanings.kept(expression.over, expression.filter)(memory, frames):
                if isinstance(expression, Any_ | Every) and wanted is isinstance(expression, Any_):
                    holds = bool(meanings.of(expression.condition)(memory, inner))
                    if holds is not wanted:
                        continue
                for part in children(expression):
                    _collect(part, meanings, memory, inner, found)
        case _:
            for part in children(expression):
                _collect(part, meanings, memory, frames, found)
