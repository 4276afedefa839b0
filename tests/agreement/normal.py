"""Conditions with the same parts in another arrangement of groups, brought to one; packs without their calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from advisor.diagnostics import Span
from advisor.ir import (
    And,
    Any_,
    Arithmetic,
    Call,
    Compare,
    Count,
    Every,
    Expression,
    Extreme,
    ExtremeOf,
    FactRef,
    First,
    Given,
    HowMany,
    InForce,
    Is,
    Literal,
    Not,
    OneOf,
    Or,
    Pack,
    ParameterRef,
    PickBy,
    Rule,
    Sum,
    Type,
)


def without_calendars(part: Any) -> Any:
    """A pack, or a part of one, in which no working days are counted by a calendar."""
    if isinstance(part, Arithmetic):
        part = replace(part, counted_by=None)
    if isinstance(part, Mapping):
        return {name: without_calendars(value) for name, value in part.items()}
    if isinstance(part, tuple):
        return tuple(map(without_calendars, part))
    if is_dataclass(part) and not isinstance(part, type | Type | Span):
        parts = {field.name: getattr(part, field.name) for field in fields(part) if field.init}
        return replace(part, **{name: without_calendars(value) for name, value in parts.items()})
    return part


def normal_pack(pack: Pack) -> Pack:
    """The pack with every condition in its one arrangement."""
    return replace(pack, rules={name: _normal_rule(r) for name, r in pack.rules.items()})


def _normal_rule(rule: Rule) -> Rule:
    return replace(
        rule,
        when=normal(rule.when),
        unless=None if rule.unless is None else normal(rule.unless),
    )


def normal(expression: Expression) -> Expression:
    """`and` in `and` and `or` in `or` joined, groups of one opened, `none` as `and` of `not`."""
    match expression:
        case Literal() | ParameterRef() | FactRef():
            return expression
        case And(operands=operands):
            return _joined(And, operands, expression)
        case Or(operands=operands):
            return _joined(Or, operands, expression)
        case Not(operand=operand):
            inner = normal(operand)
            if isinstance(inner, Or):
                return normal(And(tuple(Not(o, inner.span) for o in inner.operands), inner.span))
            return replace(expression, operand=inner)
        case HowMany(operands=operands):
            return replace(expression, operands=tuple(map(normal, operands)))
        case InForce(day=day):
            return replace(expression, day=normal(day))
        case Given(operand=operand):
            return replace(expression, operand=normal(operand))
        case Compare(left=left, right=right) | Is(left=left, right=right):
            return replace(expression, left=normal(left), right=normal(right))
        case Arithmetic(left=left, right=right):
            return replace(expression, left=normal(left), right=normal(right))
        case Call(operands=operands):
            return replace(expression, operands=tuple(map(normal, operands)))
        case OneOf(operand=operand, options=options):
            return replace(expression, operand=normal(operand), options=tuple(map(normal, options)))
        case Extreme(values=values) | First(values=values):
            return replace(expression, values=tuple(map(normal, values)))
        case Any_(condition=inner, filter=kept) | Every(condition=inner, filter=kept):
            return replace(expression, condition=normal(inner), filter=_maybe(kept))
        case Count(filter=kept):
            return replace(expression, filter=_maybe(kept))
        case Sum(value=value, filter=kept) | ExtremeOf(value=value, filter=kept):
            return replace(expression, value=normal(value), filter=_maybe(kept))
        case PickBy(key=key, value=value, filter=kept):
            return replace(expression, key=normal(key), value=normal(value), filter=_maybe(kept))


def _maybe(expression: Expression | None) -> Expression | None:
    return None if expression is None else normal(expression)


def _joined(
    kind: type[And] | type[Or], operands: tuple[Expression, ...], whole: And | Or
) -> Expression:
    found: list[Expression] = []
    for operand in map(normal, operands):
        found += operand.operands if isinstance(operand, kind) else (operand,)
    return found[0] if len(found) == 1 else kind(tuple(found), whole.span)
