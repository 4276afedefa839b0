"""Instances in error: looked for step by step, in the order in which errors count."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.block import Block
from advisor.backends.columnar.columns import (
    NO,
    YES,
    Array,
    Values,
    both,
    chosen,
    either,
    rows_of,
)
from advisor.backends.columnar.nodes import ScalarNode
from advisor.backends.columnar.picking import Picks
from advisor.backends.columnar.settling import AdviceStep, ConditionStep, FactStep, Step
from advisor.diagnostics.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Instances in error in one step: row numbers, and for each kind and rules."""

    entity: str
    rows: Array
    kinds: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]
    fact: str | None


def look_for_errors(step: Step, block: Block, size: int, picks: Picks) -> Found | None:
    """The instances that are in error in one step; None for none.

    Shape: `size` is the number of instances of the step's entity.
    """
    match step:
        case ConditionStep():
            err = block.column(step.condition).err
            return _ranges(err, step.entity, (step.rule,), size)
        case AdviceStep():
            fired = block.column(step.fired).values
            if not np.any(fired):
                return None
            picked = picks.where(step.fired, step.entity)
            err = None
            for node in (step.start, step.due):
                if node is not None:
                    err = either(err, picked.narrow(node).err)
            return _ranges(err, step.entity, (step.rule,), len(picked.rows), picked.rows)
        case FactStep():
            return _fact_errors(step, block, size)


def _ranges(
    err: Values | None, entity: str, rules: tuple[str, ...], size: int, among: Array | None = None
) -> Found | None:
    """Shape: `err` has `size` rows, those of all instances or of the ones `among` them."""
    if err is None or not np.any(err):
        return None
    rows = np.flatnonzero(rows_of(err, size))
    if among is not None:
        rows = among.take(rows)
    return Found(entity, rows, ("range",) * len(rows), (rules,) * len(rows), None)


def _fact_errors(step: FactStep, block: Block, size: int) -> Found | None:
    default = block.column(step.default)
    found: Values = NO
    bad: Values = NO
    first: Values | None = None
    for conclusion in step.conclusions:
        is_sure = not step.can_clash and isinstance(conclusion.value, ScalarNode)
        if is_sure and default.err is None:
            continue
        fired = block.column(conclusion.fired).values
        if not np.any(fired):
            continue
        column = block.column(conclusion.value)
        if column.err is not None:
            bad = bad | (column.err & fired)
        if not step.can_clash and default.err is None:
            continue
        has = both(fired, column.mask())
        if step.can_clash:
            if first is None:
                first = column.values
            else:
                bad = bad | (found & has & (first != column.values))
                first = chosen(found, first, column.values)
        found = found | has
    if default.err is not None:
        bad = bad | (default.err & ~found)
    if not np.any(bad):
        return None
    rows = np.flatnonzero(rows_of(bad, size))
    told = [_fact_error(step, block, int(row)) for row in rows]
    return Found(step.entity, rows, tuple(k for k, _ in told), tuple(r for _, r in told), step.fact)


def _fact_error(step: FactStep, block: Block, row: int) -> tuple[str, tuple[str, ...]]:
    """What is wrong with one instance, and the rules behind it."""
    named: list[str] = []
    for conclusion in step.conclusions:
        if _at(block.column(conclusion.fired).values, row):
            column = block.column(conclusion.value)
            if column.err is not None and _at(column.err, row):
                return "range", (conclusion.rule,)
            mask = column.mask()
            if _at(YES if mask is None else mask, row):
                named.append(conclusion.rule)
    return ("conflict", tuple(named)) if named else ("range", ())


def _at(values: Values, row: int) -> bool:
    return bool(values[row] if isinstance(values, np.ndarray) else values)
