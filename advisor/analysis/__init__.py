"""Passes over a typed pack: strata and cycles, names without use, conditions that cannot work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from advisor import ir
from advisor.analysis.bounds import check_bounds
from advisor.analysis.conditions import check_exclusions, check_pitfalls
from advisor.analysis.confusable_names import check_likeness
from advisor.analysis.question_cycles import check_asking
from advisor.analysis.stratification import check_action_order, check_cycles, dependencies, stratify
from advisor.analysis.tables import check_tables
from advisor.analysis.unused_names import check_usage
from advisor.diagnostics import Diagnostic, RulePackError, has_errors

PASSES: tuple[Callable[[ir.Pack], Iterator[Diagnostic]], ...] = (
    check_action_order,
    check_asking,
    check_usage,
    check_exclusions,
    check_pitfalls,
    check_bounds,
    check_likeness,
    check_tables,
)


def analyse(pack: ir.Pack) -> tuple[ir.Program | None, tuple[Diagnostic, ...]]:
    """Everything that is wrong with the pack as a whole; ready to run, where nothing is an error."""
    graph = dependencies(pack)
    passes = (check_cycles(pack, graph), *(check(pack) for check in PASSES))
    found = tuple(sorted(chain.from_iterable(passes), key=lambda d: (d.span, d.code)))
    if has_errors(found):
        return None, found
    values = {p.name: p.value for p in pack.parameters.values() if not p.steps}
    return ir.Program(pack, stratify(pack, graph), values), found


def build_program(pack: ir.Pack, parameters: Mapping[str, ir.Value] | None = None) -> ir.Program:
    """The pack, ready to run, with these values instead of the pack's own for some parameters.

    Raises: RulePackError, where the analysis finds an error.
    """
    program, found = analyse(pack)
    if program is None:
        raise RulePackError(found)
    return program.with_values(parameters or {})
