"""Walks over expressions and over everything in a rule that is one."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.ir.expressions import Expression, FactRef, children
from advisor.ir.packs import Rule


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all expressions inside it, outside first, in the order written."""
    yield expression
    for part in children(expression):
        yield from walk(part)


def facts_read(expression: Expression) -> Iterator[FactRef]:
    """Every use of a fact inside."""
    return (part for part in walk(expression) if isinstance(part, FactRef))


def conditions(rule: Rule) -> Iterator[Expression]:
    """What decides whether the rule fires."""
    yield rule.when
    if rule.unless is not None:
        yield rule.unless


def expressions(rule: Rule) -> Iterator[Expression]:
    """All expressions of a rule: conditions, conclusions, start and due."""
    yield from conditions(rule)
    yield from (conclusion.value for conclusion in rule.concludes)
    if rule.advises is not None:
        yield from (e for e in (rule.advises.start, rule.advises.due) if e is not None)
