"""Conditions: what must be yes or no, joined by `and`, `or` and `not`."""

from __future__ import annotations

from advisor.ir.expressions import And, Expression, Not, Or
from advisor.ir.types import Kind, Type
from advisor.loading.expressions.raw import Raw, RawJunction, RawName, RawNot
from advisor.loading.expressions.scopes import Context, Read
from advisor.loading.expressions.words import one_line, phrase, quoted


def read_condition(raw: Raw, context: Context, read: Read) -> Expression | None:
    """Something that is yes or no."""
    found = read(raw, context, None)
    if found is not None and found.type.kind is not Kind.YES_NO:
        report_no_condition(raw, found.type, context)
        return None
    return found


def report_no_condition(raw: Raw, type_: Type, context: Context) -> None:
    """Say that something else stands where a condition is wanted."""
    text = one_line(context.text(raw))
    remedy = f"say what must hold of it, such as `{text} is given`"
    if not isinstance(raw, RawName):
        remedy = "compare it with something"
    context.report("ADV310", raw, f"{quoted(text)} is {phrase(type_)}, not a condition", remedy)


def read_not(raw: RawNot, context: Context, read: Read) -> Expression | None:
    """`not condition`."""
    operand = read_condition(raw.operand, context, read)
    return None if operand is None else Not(operand, context.span(raw))


def read_junction(raw: RawJunction, context: Context, read: Read) -> Expression | None:
    """Conditions joined by `and`, or joined by `or`; a mixture is refused."""
    words = [joiner.text for joiner in raw.joiners]
    is_mixed = len(set(words)) > 1
    if is_mixed:
        context.report(
            "ADV203",
            raw,
            "`and` and `or` side by side can be read in two ways",
            f"write `{_reading(raw, 'and', context)}` or `{_reading(raw, 'or', context)}`",
        )
    operands = [read_condition(part, context, read) for part in raw.operands]
    if is_mixed or any(operand is None for operand in operands):
        return None
    joined = And if words[0] == "and" else Or
    return joined(tuple(o for o in operands if o is not None), context.span(raw))


def _reading(raw: RawJunction, tight: str, context: Context) -> str:
    """The text with parentheses around what `tight` joins."""
    groups: list[list[Raw]] = [[raw.operands[0]]]
    for joiner, operand in zip(raw.joiners, raw.operands[1:], strict=True):
        if joiner.text == tight:
            groups[-1].append(operand)
        else:
            groups.append([operand])
    loose = "or" if tight == "and" else "and"
    texts = []
    for group in groups:
        inner = f" {tight} ".join(one_line(context.text(part)) for part in group)
        texts.append(f"({inner})" if len(group) > 1 else inner)
    return f" {loose} ".join(texts)
