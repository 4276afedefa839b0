"""What every engine offers, and how it keeps what it made of a program.

All engines give equal derivations for equal input.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

from advisor import ir
from advisor.diagnostics import Diagnostic

Made = TypeVar("Made")


class Engine(Protocol):
    """A program compiled for one way to run it. Reusable for any number of situations."""

    def derive(self, root: ir.Instance, today: int) -> ir.Derivations:
        """Settle every stratum for one situation.

        Units: `today` is a date's ordinal; values as in `ir.types`.
        Errors: never raises for what rules or facts say. An error of the situation is the `error` of
        the result, and which one is reported does not depend on the engine: that of the lowest stratum
        that has one; in it, conditions first (by rule in listing order, then by place), then facts
        (in order of declaration, then by place: an expression out of range, by rule; a conflict; the
        default out of range); above all strata, start before due of each firing (by rule, by place).
        An error inside an expression counts wherever it stands: `and`, `or` and quantifiers that are
        settled early may only leave out what cannot come to a value out of range.
        """
        ...


class Backend(Protocol):
    """A way to run a program."""

    name: str

    def check_support(self, program: ir.Program) -> tuple[Diagnostic, ...]:
        """What this backend cannot run; empty means that `compile_program` will not refuse."""
        ...

    def compile_program(self, program: ir.Program) -> Engine:
        """Make the program ready to run.

        Raises: UnsupportedProgramError, where `check_support` was not asked or not heeded.
        """
        ...


def once_a_program(make: Callable[[ir.Program], Made]) -> Callable[[ir.Program], Made]:
    """Call `make` once for each program, and keep what comes out as long as the program lives.

    What comes out must not hold the program itself, or neither would ever go.
    """
    made: WeakKeyDictionary[ir.Program, Made] = WeakKeyDictionary()

    @wraps(make)
    def once(program: ir.Program) -> Made:
        found = made.get(program)
        if found is None:
            found = made[program] = make(program)
        return found

    return once
