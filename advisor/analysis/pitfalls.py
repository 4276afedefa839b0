"""Conditions that say something else than they seem to say."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.diagnostics import Diagnostic, Severity
from advisor.ir.expressions import (
    Any_,
    Compare,
    Count,
    Every,
    Expression,
    ExtremeOf,
    FactRef,
    Given,
    Is,
    ListRef,
    Not,
    OneOf,
    PickBy,
    Sum,
)
from advisor.ir.packs import TODAY, Pack, Rule
from advisor.ir.walking import conditions, expressions, walk


def check_pitfalls(pack: Pack) -> Iterator[Diagnostic]:
    """ADV531: a negated comparison that holds when nobody said; ADV532: a list that holds one's own."""
    for rule in pack.rules.values():
        yield from _negated_comparisons(pack, rule)
        yield from _own_among_all(pack, rule)


def _negated_comparisons(pack: Pack, rule: Rule) -> Iterator[Diagnostic]:
    asked = {
        (part.operand.entity, part.operand.fact)
        for condition in conditions(rule)
        for part in walk(condition)
        if isinstance(part, Given) and isinstance(part.operand, FactRef)
    }
    for condition in conditions(rule):
        for part in walk(condition):
            if not isinstance(part, Not) or not isinstance(part.operand, Compare | Is | OneOf):
                continue
            for ref in walk(part.operand):
                if (
                    isinstance(ref, FactRef)
                    and (ref.entity, ref.fact) not in asked
                    and _may_be_not_given(pack, ref)
                ):
                    yield Diagnostic(
                        "ADV531",
                        f"this also holds when `{ref.fact}` is not given",
                        part.span,
                        Severity.WARNING,
                        help=f"if that is meant, say so with `{ref.fact} is not given or …` or put the"
                        f" opposite under `unless`; if not, add `{ref.fact} is given`",
                    )
                    break


def _may_be_not_given(pack: Pack, ref: FactRef) -> bool:
    fact = pack.fact(ref.entity, ref.fact)
    if ref.fact == TODAY:
        return False
    return not fact.is_required and fact.default is None and fact.computed_default is None


def _own_among_all(pack: Pack, rule: Rule) -> Iterator[Diagnostic]:
    mine = pack.around[rule.entity]
    for expression in expressions(rule):
        for part in walk(expression):
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


def _list_of(part: Expression) -> ListRef | None:
    match part:
        case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
            return part.over
        case _:
            return None
