"""The forward-chaining engine for one situation: a Rete network (durable-rules) decides what fires.

Each stratum of a program becomes a set of network rules over messages: one message for an instance and
a group of rules, holding the values that those rules test. The network matches constants, joins
facts of instances around each other, and concludes auxiliary facts; this room works out arithmetic
and lists before a stratum, and concluded facts after it. Nothing of durable-rules leaves `driver`.

Planning and running are imported where they are needed: a plan that was kept needs no planner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor import ir
from advisor.backends.protocol import Backend, Engine, once_a_program
from advisor.diagnostics import Diagnostic, Severity, UnsupportedProgramError

if TYPE_CHECKING:
    from advisor.backends.rete.plan import Plan

__all__ = ["BACKEND", "engine_from", "plan_of"]


class ReteBackend:
    """Forward chaining for one situation at a time."""

    name = "rete"

    def check_support(self, program: ir.Program) -> tuple[Diagnostic, ...]:
        """Empty, or one notice that says what the program has too much of."""
        plan = _plan_or_excess(program)
        if not isinstance(plan, str):
            return ()
        return (
            Diagnostic(
                "ADV601",
                f"the forward-chaining engine cannot run this pack, which has {plan}",
                program.pack.entities[ir.SITUATION].span,
                Severity.NOTICE,
                help="the oracle runs it, with the same advice: `--engine oracle`",
            ),
        )

    def compile_program(self, program: ir.Program) -> Engine:
        """An engine for the program.

        Raises: UnsupportedProgramError, where `check_support` finds something.
        """
        plan = _plan_or_excess(program)
        if isinstance(plan, str):
            raise UnsupportedProgramError(
                f"the forward-chaining engine cannot run a pack with {plan}"
            )
        return engine_from(plan)


@once_a_program
def _plan_or_excess(program: ir.Program) -> Plan | str:
    """The plan of a program, or what the program has too much of for the network to be safe."""
    from advisor.backends.rete.planning import TooLargeError, make_plan

    try:
        return make_plan(program)
    except TooLargeError as error:
        return str(error)


def plan_of(program: ir.Program) -> Plan | None:
    """What the engine needs of a program, as frozen values; None where the program is beyond it."""
    plan = _plan_or_excess(program)
    return None if isinstance(plan, str) else plan


def engine_from(plan: object) -> Engine:
    """An engine for a plan that `plan_of` gave. Raises: TypeError, for anything else."""
    from advisor.backends.rete.engine import ReteEngine
    from advisor.backends.rete.plan import Plan

    if not isinstance(plan, Plan):
        raise TypeError(f"not a plan: {type(plan).__name__}")
    return ReteEngine(plan)


BACKEND: Backend = ReteBackend()
