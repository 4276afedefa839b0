"""Raw tree → typed expression: hands every part to the module that knows its kind."""

from __future__ import annotations

import re

from advisor.ir.expressions import Compare, Expression, Given, Is, Not, OneOf
from advisor.ir.types import DATE, DURATION, NUMBER, TEXT, WORKING_DAYS, YES_NO, Type
from advisor.loading.expressions.conditions import read_junction, read_not
from advisor.loading.expressions.functions import read_call, type_of_call
from advisor.loading.expressions.literals import read_date, read_number, read_text, read_yes_no
from advisor.loading.expressions.names import read_name, type_of_name
from advisor.loading.expressions.operators import check_ordered, check_same, read_arithmetic
from advisor.loading.expressions.raw import (
    Form,
    Raw,
    RawArithmetic,
    RawCall,
    RawDate,
    RawJunction,
    RawKebab,
    RawName,
    RawNot,
    RawNumber,
    RawOther,
    RawTest,
    RawText,
    RawYesNo,
    Relation,
    Unit,
)
from advisor.loading.expressions.scopes import Context, Hint
from advisor.loading.expressions.unknown import report_kebab
from advisor.loading.expressions.words import one_line, quoted


def read(raw: Raw, context: Context, hint: Hint | None) -> Expression | None:
    """Resolve and type a raw part. None where it, or something inside, is wrong and reported.

    Cost: each part is read once; `quick_type` looks only along chains of `first` beside an `is`.
    """
    match raw:
        case RawNumber():
            return read_number(raw, context)
        case RawDate():
            return read_date(raw, context)
        case RawText():
            return read_text(raw, context)
        case RawYesNo():
            return read_yes_no(raw, context)
        case RawName():
            return read_name(raw, context, hint)
        case RawKebab():
            report_kebab(raw, context)
            return None
        case RawOther():
            context.report(
                "ADV308",
                raw,
                f"{quoted(context.text(raw))} can only be the list of a function",
                f"write for example `any({one_line(context.text(raw))}, …)`",
            )
            return None
        case RawCall():
            return read_call(raw, context, hint, read, quick_type)
        case RawArithmetic() if _is_kebab(raw, context):
            report_kebab(raw, context)
            return None
        case RawArithmetic():
            operands = [read(operand, context, None) for operand in raw.operands]
            return read_arithmetic(raw, operands, context)
        case RawNot():
            return read_not(raw, context, read)
        case RawJunction():
            return read_junction(raw, context, read)
        case RawTest():
            return _read_test(raw, context)


_KEBAB = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+")


def _is_kebab(raw: RawArithmetic, context: Context) -> bool:
    """Whether `a-b` is one name with hyphens: a part of it is nothing that can be calculated with."""
    return _KEBAB.fullmatch(context.text(raw)) is not None and any(
        isinstance(operand, RawName) and type_of_name(operand, context) is None
        for operand in raw.operands
    )


def quick_type(raw: Raw, context: Context) -> Type | None:
    """The type of a part as far as it shows without reading it, and without reporting anything."""
    match raw:
        case RawName():
            return type_of_name(raw, context)
        case RawCall():
            return type_of_call(raw, context, quick_type)
        case RawNumber(unit=None):
            return NUMBER
        case RawNumber(unit=Unit.WORKING_DAYS):
            return WORKING_DAYS
        case RawNumber():
            return DURATION
        case RawDate():
            return DATE
        case RawText():
            return TEXT
        case RawYesNo():
            return YES_NO
        case _:
            return None


def _read_test(raw: RawTest, context: Context) -> Expression | None:
    if len(raw.relations) > 1:
        _report_chain(raw, context)
        left = raw.first
        for relation in raw.relations:
            step = RawTest(left, (relation,), left.start, relation.end)
            _read_sides(step, relation, context)  # for what is wrong inside; not how they compare
            left = _last_side(left, relation)
        return None
    relation = raw.relations[0]
    found = _read_relation(raw, relation, context)
    if found is None:
        return None
    return Not(found, context.span(raw)) if relation.is_negated else found


def _read_sides(
    raw: RawTest, relation: Relation, context: Context
) -> tuple[Expression, tuple[Expression, ...]] | None:
    """The left side and what it is compared with; None if something is wrong in one of them."""
    if relation.form is Form.GIVEN:
        operand = read(raw.first, context, None)
        return None if operand is None else (operand, ())
    left_hint = _hint(relation.operands, context)
    right_hint = _hint((raw.first, *relation.operands), context)
    left = read(raw.first, context, left_hint)
    rights = [
        None
        if left is None and isinstance(operand, RawName) and quick_type(operand, context) is None
        else read(operand, context, right_hint)  # a choice of what the left side should have been
        for operand in relation.operands
    ]
    options = tuple(right for right in rights if right is not None)
    return None if left is None or len(options) < len(rights) else (left, options)


def _read_relation(raw: RawTest, relation: Relation, context: Context) -> Expression | None:
    sides = _read_sides(raw, relation, context)
    if sides is None:
        return None
    left, options = sides
    span = context.span(raw)
    if relation.form is Form.GIVEN:
        return Given(left, span)
    if relation.form is Form.ONE_OF:
        checks = [
            check_same(raw, (raw.first, part), left, option, context)
            for part, option in zip(relation.operands, options, strict=True)
        ]
        return OneOf(left, options, span) if all(checks) else None
    parts = (raw.first, relation.operands[0])
    right = options[0]
    if relation.op is None:
        is_right = check_same(raw, parts, left, right, context)
        return Is(left, right, span) if is_right else None
    is_right = check_ordered(raw, parts, relation.op, relation.is_worded, left, right, context)
    return Compare(relation.op, left, right, span) if is_right else None


def _hint(parts: tuple[Raw, ...], context: Context) -> Hint | None:
    """What the other side of a comparison expects."""
    for part in parts:
        found = quick_type(part, context)
        if found is not None:
            return Hint(found, one_line(context.text(part)))
    return None


def _last_side(left: Raw, relation: Relation) -> Raw:
    """What a further comparison in a chain would compare: the last value that was named."""
    if relation.form in (Form.GIVEN, Form.ONE_OF):
        return left
    return relation.operands[0]


def _report_chain(raw: RawTest, context: Context) -> None:
    """`a < b < c`: for each further comparison the reader would have to guess its left side."""
    pieces = [raw.first.start, *(relation.start for relation in raw.relations)]
    ends = [*pieces[1:], raw.end]
    spoken = [one_line(context.node.text[a:b]) for a, b in zip(pieces, ends, strict=True)]
    sides = [raw.first]
    for relation in raw.relations:
        sides.append(_last_side(sides[-1], relation))
    both = " and ".join(
        f"{one_line(context.text(side))} {said}"
        for side, said in zip(sides[:-1], spoken[1:], strict=True)
    )
    nested = spoken[0]
    for index, said in enumerate(spoken[1:]):
        nested = f"({nested}) {said}" if index else f"{nested} {said}"
    context.report(
        "ADV204",
        raw,
        "comparisons do not chain: this can be read in two ways",
        f"write `{both}` or `{nested}`",
    )
