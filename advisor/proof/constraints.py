"""What must be so in every situation, kept by the variable of which it is said: whoever asks needs only a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from advisor.proof.terms import Formula


class Constraints:
    """What is said of variables: bounds, definitions, results. A name for a formula is a variable, too."""

    def __init__(self) -> None:
        self._said: dict[int, list[z3.BoolRef]] = {}
        self._read: dict[int, tuple[int, ...]] = {}  # by formula, the variables in it
        self._kept_alive: list[z3.ExprRef] = []  # ids are only unique among living formulas

    def add(self, variable: z3.ExprRef, formula: z3.BoolRef) -> None:
        """Say something of a variable."""
        self._kept_alive += (variable, formula)
        self._said.setdefault(variable.get_id(), []).append(formula)

    def of(self, formulas: Iterable[Formula]) -> list[z3.BoolRef]:
        """All that is said of the variables in some formulas, and of those in what is said, and so on."""
        found: list[z3.BoolRef] = []
        waiting = [i for f in formulas if not isinstance(f, bool) for i in self.variables(f)]
        seen = set(waiting)
        while waiting:
            for formula in self._said.get(waiting.pop(), ()):
                found.append(formula)
                for variable in self.variables(formula):
                    if variable not in seen:
                        seen.add(variable)
                        waiting.append(variable)
        return found

    def variables(self, formula: Any) -> tuple[int, ...]:
        """The variables in a formula, as the solver numbers them."""
        key = formula.get_id()
        if key not in self._read:
            self._kept_alive.append(formula)
            self._read[key] = tuple(_variables(formula))
        return self._read[key]


def _variables(formula: Any) -> set[int]:
    """By the solver's own functions: its objects for Python take ten times as long."""
    context = formula.ctx.ref()
    found, seen = set(), set()
    waiting = [formula.as_ast()]
    while waiting:
        at = waiting.pop()
        number = z3.Z3_get_ast_id(context, at)
        if number in seen:
            continue
        seen.add(number)
        if z3.Z3_get_ast_kind(context, at) != z3.Z3_APP_AST:
            continue
        app = z3.Z3_to_app(context, at)
        count = z3.Z3_get_app_num_args(context, app)
        if count:
            waiting += [z3.Z3_get_app_arg(context, app, n) for n in range(count)]
        elif (
            z3.Z3_get_decl_kind(context, z3.Z3_get_app_decl(context, app)) == z3.Z3_OP_UNINTERPRETED
        ):
            found.add(number)
    return found
