"""The value of one expression in one situation: for what carrying out an action changes."""

from __future__ import annotations

from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.meaning import meanings_of
from advisor.backends.oracle.memory import remember, remember_conclusions
from advisor.ir.derivations import Derivations
from advisor.ir.expressions import Expression
from advisor.ir.packs import Program
from advisor.ir.situations import Instance
from advisor.ir.types import Value


def evaluate(
    program: Program,
    root: Instance,
    today: int,
    place: str,
    expression: Expression,
    derivations: Derivations | None = None,
    judged_on: int | None = None,
) -> Value | None:
    """The value of `expression` for the instance at `place`; None: not given, or out of range.

    Units: `today` is what the expression takes for today; days that have come by `judged_on` count,
    where what was done on an earlier day is worked out.
    """
    memory = remember(program.pack, root, today, judged_on=judged_on)
    if derivations is not None:
        remember_conclusions(memory, derivations)
    [index] = [here.index for here in memory.placed if here.place == place]
    try:
        value: Value | None = meanings_of(program).of(expression)(memory, (index,))
    except OutOfRange:
        return None
    return value
