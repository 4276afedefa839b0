"""The backend: which programs the network is safe for, and engines for them."""

from __future__ import annotations

from advisor.backends.protocol import Backend
from advisor.backends.rete.engine import ReteEngine
from advisor.backends.rete.network import TooLargeError
from advisor.backends.rete.planning import make_plan
from advisor.diagnostics import Diagnostic, Severity, UnsupportedProgramError
from advisor.ir.packs import SITUATION, Program


class ReteBackend:
    """Forward chaining for one situation at a time."""

    name = "rete"

    def check_support(self, program: Program) -> tuple[Diagnostic, ...]:
        """Empty, or one notice that says what the program has too much of."""
        try:
            make_plan(program)
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
            return ReteEngine(make_plan(program))
        except TooLargeError as error:
            raise UnsupportedProgramError(
                f"the forward-chaining engine cannot run a pack with {error}"
            ) from error


BACKEND: Backend = ReteBackend()
