"""Conditions that cannot work, or say something else than they seem to say.

The check for what excludes each other is modest and never cries wolf: it looks at the parts that must all
hold, and among them at what a fact must be (one of some choices, yes, no, given). Two demands on one
fact without a common value exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity

_Fact: TypeAlias = tuple[str, str]
_NOT_GIVEN = "(not given)"  # no choice bears a name with spaces
_Demands: TypeAlias = dict[_Fact, frozenset[ir.Value]]


def check_exclusions(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV521 for a rule that can never fire, ADV522 for an override that can never work."""
    demands = {name: _demands(rule) for name, rule in pack.rules.items()}
    for rule in pack.rules.values():
        own = demands[rule.name]
        for fact, values in own.items():
            if not values:
                yield Diagnostic(
                    "ADV521",
                    f"rule `{rule.name}` can never fire: nothing that `{fact[1]}` can be meets all of its conditions",
                    rule.span,
                    Severity.WARNING,
                    help="look for two conditions that exclude each other",
                )
                break
        for name in rule.overrides:
            other = pack.rules.get(name)
            shared = [f for f in own if f in demands.get(name, {})]
            clash = [f for f in shared if own[f] and not own[f] & demands[name][f]]
            if other is not None and clash and other.written_as not in rule.goes_before:
                yield Diagnostic(
                    "ADV522",
                    f"rule `{rule.name}` overrides `{name}`, but they never fire together:"
                    f" they ask for different values of `{clash[0][1]}`",
                    rule.span,
                    Severity.WARNING,
                    help="take the override out, or mend one of the conditions",
                    related=((other.span, "the overridden rule"),),
                )


def _demands(rule: ir.Rule) -> _Demands:
    """For each fact of frame 0 that must have certain values: which."""
    found: _Demands = {}
    parts = list(conjuncts(rule.when, True))
    if rule.unless is not None:
        parts += conjuncts(rule.unless, False)
    for expression, wanted in parts:
        demand = _demand(expression, wanted)
        if demand is not None:
            fact, values = demand
            found[fact] = found[fact] & values if fact in found else values
    return found


def conjuncts(expression: ir.Expression, wanted: bool) -> Iterator[tuple[ir.Expression, bool]]:
    """The parts that must all be as wanted for the whole to be as wanted."""
    match expression:
        case ir.Not(operand=operand):
            yield from conjuncts(operand, not wanted)
        case ir.And(operands=operands) if wanted:
            for operand in operands:
                yield from conjuncts(operand, True)
        case ir.Or(operands=operands) if not wanted:
            for operand in operands:
                yield from conjuncts(operand, False)
        case _:
            yield expression, wanted


def _demand(expression: ir.Expression, wanted: bool) -> tuple[_Fact, frozenset[ir.Value]] | None:
    """The fact that the part is about, and what the fact may be; None where it is not that simple."""
    match expression:
        case ir.FactRef() as ref if ref.type.kind is ir.Kind.YES_NO:
            holds: frozenset[ir.Value] = frozenset({True})
        case ir.Given(operand=ir.FactRef() as ref) if ref.type.kind in (
            ir.Kind.YES_NO,
            ir.Kind.CHOICE,
        ):
            holds = _values(ref) - {_NOT_GIVEN}
        case ir.Is(left=ir.FactRef() as ref, right=ir.Literal(value=value)) if ref.type.kind in (
            ir.Kind.YES_NO,
            ir.Kind.CHOICE,
        ):
            holds = frozenset({value})
        case ir.OneOf(operand=ir.FactRef() as ref, options=options) if (
            ref.type.kind is ir.Kind.CHOICE
        ):
            literals = [o.value for o in options if isinstance(o, ir.Literal)]
            if len(literals) < len(options):
                return None
            holds = frozenset(literals)
        case _:
            return None
    if ref.frame != 0:
        return None
    return (ref.entity, ref.fact), holds if wanted else _values(ref) - holds


def _values(ref: ir.FactRef) -> frozenset[ir.Value]:
    own: tuple[ir.Value, ...] = (
        (True, False) if ref.type.kind is ir.Kind.YES_NO else tuple(ref.type.choices)
    )
    return frozenset((*own, _NOT_GIVEN))


def check_pitfalls(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV531: a negated comparison that holds when nobody said; ADV532: a list that holds one's own."""
    rows = {name for table in pack.tables.values() for name in table.rows}
    for rule in pack.rules.values():
        yield from _negated_comparisons(pack, rule, rule.name in rows)
        yield from _own_among_all(pack, rule)


def _negated_comparisons(pack: ir.Pack, rule: ir.Rule, is_row: bool) -> Iterator[Diagnostic]:
    parts = [part for condition in rule.conditions for part in ir.walk(condition)]
    negated = [part for part in parts if isinstance(part, ir.Not)]
    if not negated:
        return
    asked = {
        (part.operand.entity, part.operand.fact)
        for part in parts
        if isinstance(part, ir.Given) and isinstance(part.operand, ir.FactRef)
    }
    for part in negated:
        if isinstance(part.operand, ir.Compare | ir.Is | ir.OneOf):
            for ref in ir.walk(part.operand):
                if (
                    isinstance(ref, ir.FactRef)
                    and (ref.entity, ref.fact) not in asked
                    and _may_be_not_given(pack, ref)
                ):
                    help = (
                        f"if that is meant, say so with `{ref.fact} is not given or …` or put the"
                        f" opposite under `unless`; if not, add `{ref.fact} is given`"
                    )
                    if is_row:
                        help = "if that is not meant, write `is given and not …` in this cell"
                    message = f"this also holds when `{ref.fact}` is not given"
                    yield Diagnostic("ADV531", message, part.span, Severity.WARNING, help)
                    break


def _may_be_not_given(pack: ir.Pack, ref: ir.FactRef) -> bool:
    fact = pack.fact(ref.entity, ref.fact)
    return ref.fact != ir.TODAY and fact.can_be_none and fact.computed_default is None


def _own_among_all(pack: ir.Pack, rule: ir.Rule) -> Iterator[Diagnostic]:
    mine = pack.around[rule.entity]
    for expression in rule.expressions:
        for part in ir.walk(expression):
            over = _list_of(part)
            if over is not None and over.item in mine and not over.is_other:
                yield Diagnostic(
                    "ADV532",
                    f"`{over.list}` holds the rule's own {over.item.replace('_', ' ')} too",
                    over.span,
                    Severity.NOTICE,
                    help=f"write `other {over.list}` if only the others are meant;"
                    " a test with one of them alone shows the difference",
                )


def _list_of(part: ir.Expression) -> ir.ListRef | None:
    match part:
        case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
            return part.over
        case _:
            return None
