"""Comparisons that the bounds of a fact decide, rules whose numbers exclude each other, due before start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from advisor import ir
from advisor.analysis.conditions import conjuncts
from advisor.diagnostics import Diagnostic, Severity


def check_bounds(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV521 where the numbers or days of a rule exclude each other, ADV523 and ADV524."""
    tables = pack.row_names  # what no row of a table can be, the check of tables says
    for rule in pack.rules.values():
        if rule.part_of is None and rule.name not in tables:
            excluded = _excluded(pack, rule)
            if excluded is not None:
                yield _never_fires(rule, excluded)
            else:
                yield from _decided(pack, rule)
        yield from _due_before_start(pack, rule)


def _excluded(pack: ir.Pack, rule: ir.Rule) -> ir.FactRef | None:
    """The first fact of the rule's own instance of which no value meets all conditions."""
    tests: dict[ir.FactRef, list[ir.Expression]] = {}
    for condition, wanted in ((rule.when, True), (rule.unless, False)):
        for part, holds in () if condition is None else conjuncts(condition, wanted):
            ref = _about(part)
            if ref is not None and ref.frame == 0:
                tests.setdefault(ref, []).append(part if holds else ir.Not(part, part.span))
    for ref, parts in tests.items():
        if len(parts) > 1 and _region(pack, ref, parts) == ():
            return ref
    return None


def _about(part: ir.Expression) -> ir.FactRef | None:
    """The fact with a number or a day that a part compares with what is the same everywhere."""
    match part:
        case (
            ir.Compare(left=ir.FactRef() as ref, right=ir.Literal())
            | ir.Is(left=ir.FactRef() as ref, right=ir.Literal())
            | ir.OneOf(operand=ir.FactRef() as ref)
            | ir.Given(operand=ir.FactRef() as ref)
        ) if ref.type.kind in ir.BOUNDS:
            return ref
        case _:
            return None


def _region(
    pack: ir.Pack, ref: ir.FactRef, parts: Sequence[ir.Expression]
) -> tuple[tuple[int, int], ...] | None:
    declared = None if ref.fact == ir.TODAY else pack.fact(ref.entity, ref.fact)
    axis = ir.axis_of(ref, parts, declared)
    known = [part for part in parts if axis.region(part) is not None]
    return axis.region(ir.And(tuple(known), ref.span)) if known else axis.whole


def _never_fires(rule: ir.Rule, ref: ir.FactRef) -> Diagnostic:
    return Diagnostic(
        "ADV521",
        f"rule `{rule.name}` can never fire: nothing that `{ref.fact}` can be meets all of its conditions",
        rule.span,
        Severity.WARNING,
        help="look for two conditions that exclude each other",
    )


def _decided(pack: ir.Pack, rule: ir.Rule) -> Iterator[Diagnostic]:
    """Comparisons with a number beyond the `min` or `max` of the fact."""
    for condition in rule.conditions:
        for part in ir.walk(condition):
            if not isinstance(part, ir.Compare) or (ref := _about(part)) is None:
                continue
            fact = None if ref.fact == ir.TODAY else pack.fact(ref.entity, ref.fact)
            if fact is None or (fact.minimum is None and fact.maximum is None):
                continue
            axis = ir.axis_of(ref, (part,), fact)
            region = axis.region(part)
            if region == ():
                yield _beyond(part, ref, fact, "never holds")
            elif region == ((axis.low, axis.high),):
                yield _beyond(part, ref, fact, "holds for all that it can be")


def _beyond(
    part: ir.Expression, ref: ir.FactRef, fact: ir.FactDeclaration, holds: str
) -> Diagnostic:
    help = f"look at the number, and at the bounds of `{ref.fact}`; `{ref.fact} is given` asks whether it is known"
    return Diagnostic(
        "ADV523",
        f"this comparison {holds}: `{ref.fact}` lies within its `min` and `max`",
        part.span,
        Severity.WARNING,
        help=help,
        related=((fact.span, "declared here"),),
    )


class _Day(NamedTuple):
    """A day as so many days or working days behind another one."""

    base: ir.Expression
    kind: ir.Kind
    days: int


def _due_before_start(pack: ir.Pack, rule: ir.Rule) -> Iterator[Diagnostic]:
    advice = rule.advises
    if advice is None or advice.start is None or advice.due is None:
        return
    start, due = _day(advice.start, pack), _day(advice.due, pack)
    is_known = start.base == due.base and (start.kind is due.kind or 0 in (start.days, due.days))
    if is_known and due.days < start.days:
        yield Diagnostic(
            "ADV524",
            f"rule `{rule.written_as}` advises what is due before it starts",
            advice.due.span,
            Severity.WARNING,
            help="exchange the two, or look at the numbers",
            related=((advice.start.span, "it starts here"),),
        )


def _day(expression: ir.Expression, pack: ir.Pack) -> _Day:
    """`asked_on + 5 days` is 5 days behind `asked_on`, with parameters as they stand in the pack."""
    if isinstance(expression, ir.Arithmetic) and expression.left.type.kind is ir.Kind.DATE:
        count = _count(expression.right, pack)
        if count is not None:
            sign = 1 if expression.op is ir.Operator.PLUS else -1
            return _Day(expression.left, expression.right.type.kind, sign * count)
    return _Day(expression, ir.Kind.DURATION, 0)


def _count(expression: ir.Expression, pack: ir.Pack) -> int | None:
    if expression.type.kind not in (ir.Kind.DURATION, ir.Kind.WORKING_DAYS):
        return None
    match expression:
        case ir.Literal(value=int(count)):
            return count
        case ir.ParameterRef(name=name) if isinstance(pack.parameters[name].value, int):
            return int(pack.parameters[name].value)
        case _:
            return None
