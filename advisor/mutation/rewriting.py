"""Expressions with one part replaced: every part of a tree, each with the way to put another in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeAlias, get_args

from advisor import ir

Rebuild: TypeAlias = Callable[[ir.Expression], ir.Expression]
_EXPRESSIONS = get_args(ir.Expression)


def parts(
    expression: ir.Expression, rebuild: Rebuild = lambda whole: whole
) -> Iterator[tuple[ir.Expression, Rebuild]]:
    """The expression and all inside it, outside first; each with the whole that another would make.

    Of `a and not b`, replacing the part `b` by `c` makes `a and not c`.
    """
    yield expression, rebuild
    held: Any = expression
    for described in fields(held):
        value = getattr(expression, described.name)
        if isinstance(value, _EXPRESSIONS):
            yield from parts(value, _into(expression, described.name, rebuild))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, _EXPRESSIONS):
                    yield from parts(item, _into_tuple(expression, described.name, number, rebuild))


def _into(expression: Any, name: str, rebuild: Rebuild) -> Rebuild:
    return lambda new: rebuild(replace(expression, **{name: new}))


def _into_tuple(expression: Any, name: str, number: int, rebuild: Rebuild) -> Rebuild:
    def put(new: ir.Expression) -> ir.Expression:
        items = getattr(expression, name)
        return rebuild(replace(expression, **{name: (*items[:number], new, *items[number + 1 :])}))

    return put


def mapped(expression: ir.Expression, change: Rebuild) -> ir.Expression:
    """The expression in which every part is what `change` makes of it, the inner parts first."""
    held: Any = expression
    changed: dict[str, Any] = {}
    for described in fields(held):
        value = getattr(expression, described.name)
        if isinstance(value, _EXPRESSIONS):
            changed[described.name] = mapped(value, change)
        elif isinstance(value, tuple) and any(isinstance(item, _EXPRESSIONS) for item in value):
            changed[described.name] = tuple(
                mapped(item, change) if isinstance(item, _EXPRESSIONS) else item for item in value
            )
    return change(replace(held, **changed) if changed else expression)


def without(operands: tuple[ir.Expression, ...], number: int) -> tuple[ir.Expression, ...]:
    """The operands but for one."""
    return (*operands[:number], *operands[number + 1 :])


def joined(
    group: ir.And | ir.Or | ir.Extreme | ir.First, operands: tuple[ir.Expression, ...]
) -> ir.Expression:
    """The same group of other operands; one alone needs no group."""
    if len(operands) == 1:
        return operands[0]
    if isinstance(group, ir.And | ir.Or):
        return replace(group, operands=operands)
    return replace(group, values=operands)
