"""The expression language: text → raw tree → names resolved and typed → `ir.expressions`."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic
from advisor.ir.expressions import Expression, Literal
from advisor.ir.types import Kind, Type
from advisor.loading.expressions.conditions import report_no_condition
from advisor.loading.expressions.operators import in_days
from advisor.loading.expressions.parse import parse
from advisor.loading.expressions.reading import read
from advisor.loading.expressions.scopes import Context, Hint, Scope, are_compatible
from advisor.loading.expressions.words import RESERVED, listed, one_line, phrase, quoted
from advisor.loading.nodes import ScalarNode

__all__ = ["RESERVED", "Scope", "read_expression"]


def read_expression(
    node: ScalarNode, scope: Scope, wanted: Type | None
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """Read the expression of a scalar; `wanted` is the type that it must have (None: any).

    There is an expression if and only if there are no diagnostics. Never raises for what an author
    can write; every place lies in the scalar.
    """
    if not node.text.strip():
        message = "an expression is missing here"
        return None, (Diagnostic("ADV212", message, node.span),)
    parsed = parse(node.text)
    context = Context(scope, node, (scope.entity,))
    for mistake in parsed.mistakes:
        place = node.span_of(mistake.start, mistake.end)
        context.found.append(Diagnostic(mistake.code, mistake.message, place, help=mistake.help))
    found = None
    if parsed.tree is not None:
        found = read(parsed.tree, context, None if wanted is None else Hint(wanted))
        if found is not None and wanted is not None and not are_compatible(found.type, wanted):
            _report_unwanted(found, wanted, context)
    if context.found:
        return None, _in_order(context, len(parsed.mistakes))
    return found, ()


def _in_order(context: Context, written: int) -> tuple[Diagnostic, ...]:
    """By place, each once. The first so many are about how it is written: where the meaning of that
    very place is wrong as well, what is said about the meaning helps more.
    """
    found = context.found
    if context.node.offsets is not None:
        places = {diagnostic.span for diagnostic in found[written:]}
        found = [d for d in found[:written] if d.span not in places] + found[written:]
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.span))


def _report_unwanted(found: Expression, wanted: Type, context: Context) -> None:
    parsed = parse(context.node.text).tree
    assert parsed is not None  # it has been read
    if wanted.kind is Kind.YES_NO:
        report_no_condition(parsed, found.type, context)
        return
    text = quoted(context.text(parsed))
    message = f"{text} is {phrase(found.type)}, and {phrase(wanted)} is needed here"
    remedy = None
    days = in_days(found)
    if wanted.kind is Kind.CHOICE and found.type.kind is Kind.CHOICE:
        message = f"{text} has other choices than what is concluded here"
        remedy = f"the choices here are {listed(wanted.choices)}"
    elif wanted.kind is Kind.DURATION and days is not None:
        remedy = f"did you mean `{days}`?"
    elif wanted.kind is Kind.CHOICE and isinstance(found, Literal) and found.type.kind is Kind.TEXT:
        remedy = f"choices stand without quotation marks: {listed(wanted.choices, 'or')}"
    elif wanted.kind is Kind.CHOICE:
        remedy = f"the choices here are {listed(wanted.choices)}"
    elif wanted.kind is Kind.TEXT and not isinstance(found, Literal):
        remedy = "text stands in double quotation marks"
    elif wanted.kind is Kind.DATE and found.type.kind in (Kind.DURATION, Kind.WORKING_DAYS):
        remedy = f"add it to a date, such as `today + {one_line(context.text(parsed))}`"
    elif wanted.kind is Kind.DURATION and found.type.kind is Kind.DATE:
        remedy = "the time between two dates is a duration, such as `answer_by - today`"
    elif wanted.kind is Kind.DURATION and found.type.kind is Kind.WORKING_DAYS:
        remedy = "working days can only be added to a date or taken from one: write `days`"
    context.report("ADV311", parsed, message, remedy)
