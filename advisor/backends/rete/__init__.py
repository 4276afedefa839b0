"""The forward-chaining engine for one situation: a Rete network (durable-rules) decides what fires.

Each stratum of a program becomes a set of network rules over messages: one message for an instance and
a deck of rules, holding the readings that those rules test. The network matches constants, joins
facts of instances around each other, and concludes auxiliary facts; this room works out arithmetic
and lists before a stratum, and concluded facts after it. Nothing of durable-rules leaves `driver`.

Planning and running are imported apart: a plan that was kept needs no planner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.ir.packs import Program

if TYPE_CHECKING:
    from advisor.backends.protocol import Backend, Engine

    BACKEND: Backend

__all__ = ["BACKEND", "engine_from", "plan_of"]


def plan_of(program: Program) -> object:
    """What the engine needs of a program, as frozen values; None where the program is beyond it."""
    from advisor.backends.rete.network import TooLargeError
    from advisor.backends.rete.planning import make_plan

    try:
        return make_plan(program)
    except TooLargeError:
        return None


def engine_from(plan: object) -> Engine:
    """An engine for a plan that `plan_of` gave."""
    from advisor.backends.rete.engine import ReteEngine
    from advisor.backends.rete.plan import Plan

    if not isinstance(plan, Plan):
        raise TypeError(f"not a plan: {type(plan).__name__}")
    return ReteEngine(plan)


def __getattr__(name: str) -> object:
    if name == "BACKEND":
        from advisor.backends.rete.backend import BACKEND

        return BACKEND
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
