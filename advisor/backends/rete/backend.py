"""The backend: which programs the network is safe for, and engines for them."""

from __future__ import annotations

import weakref

from advisor.backends.protocol import Backend
from advisor.backends.rete.engine import ReteEngine
from advisor.backends.rete.network import TooLargeError
from advisor.backends.rete.plan import Plan
from advisor.backends.rete.planning import make_plan
from advisor.diagnostics import Diagnostic, Severity, UnsupportedProgramError
from advisor.ir.packs import SITUATION, Program


class ReteBackend:
    """Forward chaining for one situation at a time."""

    name = "rete"

    def __init__(self) -> None:
        # `check_support` makes the very plan that `compile_program` then wants.
        self._latest: tuple[weakref.ref[Program], Plan] | None = None

    def check_support(self, program: Program) -> tuple[Diagnostic, ...]:
        """Empty, or one notice that says what the program has too much of."""
        try:
            self._plan(program)
        except TooLargeError as error:
            return (
                Diagnostic(
                    "ADV601",
                    f"the forward-chaining engine cannot run this pack, which has {error}",
                    program.pack.entities[SITUATION].span,
                    Severity.NOTICE,
                    help="the oracle runs it, with the same advice: `--engine oracle`",
                ),
            )
        return ()

    def compile_program(self, program: Program) -> ReteEngine:
        """An engine for the program.

        Raises: UnsupportedProgramError, where `check_support` finds something.
        """
        try:
            return ReteEngine(self._plan(program))
        except TooLargeError as error:
            raise UnsupportedProgramError(
                f"the forward-chaining engine cannot run a pack with {error}"
            ) from error

    def _plan(self, program: Program) -> Plan:
        latest = self._latest
        if latest is not None and latest[0]() is program:
            return latest[1]
        plan = make_plan(program)
        self._latest = (weakref.ref(program), plan)
        return plan


BACKEND: Backend = ReteBackend()
