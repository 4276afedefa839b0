"""Raw tree → names resolved and typed → `ir.expressions`."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from fractions import Fraction

from advisor.diagnostics import Diagnostic
from advisor.ir.expressions import Compare, Expression, Given, Is, Literal, Not, OneOf
from advisor.ir.types import (
    DATE,
    DURATION,
    LONGEST,
    MILLION,
    MONTHS,
    NUMBER,
    NUMBER_LIMIT,
    TEXT,
    WORKING_DAYS,
    YES_NO,
    Kind,
    Type,
)
from advisor.loading.language import tree
from advisor.loading.language.functions import read_call, type_of_call
from advisor.loading.language.names import read_name, type_of_name
from advisor.loading.language.operators import (
    check_ordered,
    check_same,
    in_days,
    read_arithmetic,
    read_junction,
    read_not,
    report_no_condition,
)
from advisor.loading.language.parse import parse
from advisor.loading.language.scope import Context, Hint, Scope, are_compatible
from advisor.loading.language.wording import listed, one_line, phrase, quoted
from advisor.loading.syntax.nodes import ScalarNode


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
    help = None
    days = in_days(found)
    if wanted.kind is Kind.CHOICE and found.type.kind is Kind.CHOICE:
        message = f"{text} has other choices than what is concluded here"
        help = f"the choices here are {listed(wanted.choices)}"
    elif wanted.kind is Kind.DURATION and days is not None:
        help = f"did you mean `{days}`?"
    elif wanted.kind is Kind.CHOICE and isinstance(found, Literal) and found.type.kind is Kind.TEXT:
        help = f"choices stand without quotation marks: {listed(wanted.choices, 'or')}"
    elif wanted.kind is Kind.CHOICE:
        help = f"the choices here are {listed(wanted.choices)}"
    elif wanted.kind is Kind.TEXT and not isinstance(found, Literal):
        help = "text stands in double quotation marks"
    elif wanted.kind is Kind.DATE and found.type.kind in (Kind.DURATION, Kind.WORKING_DAYS):
        help = f"add it to a date, such as `today + {one_line(context.text(parsed))}`"
    elif wanted.kind is Kind.DURATION and found.type.kind is Kind.DATE:
        help = "the time between two dates is a duration, such as `answer_by - today`"
    elif wanted.kind is Kind.DURATION and found.type.kind is Kind.WORKING_DAYS:
        help = "working days can only be added to a date or taken from one: write `days`"
    context.report("ADV311", parsed, message, help)


def read(raw: tree.Raw, context: Context, hint: Hint | None) -> Expression | None:
    """Resolve and type a raw part. None where it, or something inside, is wrong and reported.

    Cost: each part is read once; `quick_type` looks only along chains of `first` beside an `is`.
    """
    match raw:
        case tree.RawNumber():
            return read_number(raw, context)
        case tree.RawDate():
            return read_date(raw, context)
        case tree.RawText():
            return read_text(raw, context)
        case tree.RawYesNo():
            return read_yes_no(raw, context)
        case tree.RawName():
            return read_name(raw, context, hint)
        case tree.RawKebab():
            _report_kebab(raw, context)
            return None
        case tree.RawOther():
            context.report(
                "ADV308",
                raw,
                f"{quoted(context.text(raw))} can only be the list of a function",
                f"write for example `any({one_line(context.text(raw))}, …)`",
            )
            return None
        case tree.RawCall():
            return read_call(raw, context, hint, read, quick_type)
        case tree.RawArithmetic() if _is_kebab(raw, context):
            _report_kebab(raw, context)
            return None
        case tree.RawArithmetic():
            operands = [read(operand, context, None) for operand in raw.operands]
            return read_arithmetic(raw, operands, context)
        case tree.RawNot():
            return read_not(raw, context, read)
        case tree.RawJunction():
            return read_junction(raw, context, read)
        case tree.RawTest():
            return _read_test(raw, context)


def _report_kebab(raw: tree.Raw, context: Context) -> None:
    from advisor.loading.language.unknown_names import report_kebab  # only where there is one

    report_kebab(raw, context)


_KEBAB = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+")


def _is_kebab(raw: tree.RawArithmetic, context: Context) -> bool:
    """Whether `a-b` is one name with hyphens: a part of it is nothing that can be calculated with."""
    return _KEBAB.fullmatch(context.text(raw)) is not None and any(
        isinstance(operand, tree.RawName) and type_of_name(operand, context) is None
        for operand in raw.operands
    )


def quick_type(raw: tree.Raw, context: Context) -> Type | None:
    """The type of a part as far as it shows without reading it, and without reporting anything."""
    match raw:
        case tree.RawName():
            return type_of_name(raw, context)
        case tree.RawCall():
            return type_of_call(raw, context, quick_type)
        case tree.RawNumber(unit=None):
            return NUMBER
        case tree.RawNumber(unit=tree.Unit.WORKING_DAYS):
            return WORKING_DAYS
        case tree.RawNumber():
            return DURATION
        case tree.RawDate():
            return DATE
        case tree.RawText():
            return TEXT
        case tree.RawYesNo():
            return YES_NO
        case _:
            return None


def _read_test(raw: tree.RawTest, context: Context) -> Expression | None:
    if len(raw.relations) > 1:
        _report_chain(raw, context)
        left = raw.first
        for relation in raw.relations:
            step = tree.RawTest(left, (relation,), left.start, relation.end)
            _read_sides(step, relation, context)  # for what is wrong inside; not how they compare
            left = _last_side(left, relation)
        return None
    relation = raw.relations[0]
    found = _read_relation(raw, relation, context)
    if found is None:
        return None
    return Not(found, context.span(raw)) if relation.is_negated else found


def _read_sides(
    raw: tree.RawTest, relation: tree.Relation, context: Context
) -> tuple[Expression, tuple[Expression, ...]] | None:
    """The left side and what it is compared with; None if something is wrong in one of them."""
    if relation.form is tree.Form.GIVEN:
        operand = read(raw.first, context, None)
        return None if operand is None else (operand, ())
    # A choice means something only beside what has it, so each side is read with a hint: the type that
    # the other side shows at first sight. In `stage is offered` no fact is called `offered`, and the
    # hint from `stage` makes it a choice; in `offered is stage` it comes from the right. A value of
    # `is one of (…)` is hinted at by the left side and, where that shows no type, by its neighbours.
    left_hint = _hint(relation.operands, context)
    right_hint = _hint((raw.first, *relation.operands), context)
    left = read(raw.first, context, left_hint)
    # `stagee is offered`: of `offered` nothing is said, for it may well be a choice of `stage`.
    rights = [
        None
        if left is None
        and isinstance(operand, tree.RawName)
        and quick_type(operand, context) is None
        else read(operand, context, right_hint)
        for operand in relation.operands
    ]
    options = tuple(right for right in rights if right is not None)
    return None if left is None or len(options) < len(rights) else (left, options)


def _read_relation(
    raw: tree.RawTest, relation: tree.Relation, context: Context
) -> Expression | None:
    sides = _read_sides(raw, relation, context)
    if sides is None:
        return None
    left, options = sides
    span = context.span(raw)
    if relation.form is tree.Form.GIVEN:
        return Given(left, span)
    if relation.form is tree.Form.ONE_OF:
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


def _hint(parts: tuple[tree.Raw, ...], context: Context) -> Hint | None:
    """What the other side of a comparison expects."""
    for part in parts:
        found = quick_type(part, context)
        if found is not None:
            return Hint(found, one_line(context.text(part)))
    return None


def _last_side(left: tree.Raw, relation: tree.Relation) -> tree.Raw:
    """What a further comparison in a chain would compare: the last value that was named."""
    if relation.form in (tree.Form.GIVEN, tree.Form.ONE_OF):
        return left
    return relation.operands[0]


def _report_chain(raw: tree.RawTest, context: Context) -> None:
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


_MOST_DECIMALS = 6


def read_number(raw: tree.RawNumber, context: Context) -> Literal | None:
    """A number, a duration or a count of working days, within its bounds."""
    written = quoted(context.text(raw))
    whole, _, decimals = raw.digits.partition(".")
    if re.fullmatch("0[0-9]+", whole):
        message = f"{written} begins with a zero"
        help = "write `1000` for a thousand, without a comma, and `7` instead of `007`"
        context.report("ADV207", raw, message, help)
        return None
    sign = -1 if raw.is_negative else 1
    span = context.span(raw)
    if raw.unit is None:
        if len(decimals) > _MOST_DECIMALS:
            context.report(
                "ADV207", raw, f"{written} has more than {_MOST_DECIMALS} decimals", "round it"
            )
            return None
        if len(whole) > len(str(NUMBER_LIMIT // MILLION)) - 1:
            context.report(
                "ADV207", raw, f"{written} is too large", "numbers lie below 1000000000000"
            )
            return None
        millionths = int(whole) * MILLION + int(decimals.ljust(_MOST_DECIMALS, "0"))
        return Literal(sign * millionths, NUMBER, span)
    if decimals.strip("0"):
        lower = int(Fraction(raw.digits) * (7 if raw.unit is tree.Unit.WEEKS else 1))
        unit = "working day" if raw.unit is tree.Unit.WORKING_DAYS else "day"
        near = [f"`{sign * n} {unit}{'' if n == 1 else 's'}`" for n in (lower, lower + 1)]
        help = f"write {' or '.join(near)}"
        context.report("ADV207", raw, f"{written} is not a whole number of days", help)
        return None
    days = 10**9 if len(whole) > 9 else int(whole) * (7 if raw.unit is tree.Unit.WEEKS else 1)
    if days > LONGEST:
        context.report(
            "ADV207", raw, f"{written} is too long", f"the longest duration is `{LONGEST} days`"
        )
        return None
    return Literal(
        sign * days, WORKING_DAYS if raw.unit is tree.Unit.WORKING_DAYS else DURATION, span
    )


def read_date(raw: tree.RawDate, context: Context) -> Literal | None:
    """A day of the calendar."""
    year, month, day = (int(part) for part in raw.text.split("-"))
    try:
        ordinal = datetime.date(year, month, day).toordinal()
    except ValueError:
        help = "write year, month and day, such as `2026-11-22`"
        if year and 1 <= month <= 12:
            name = MONTHS[month - 1]
            help = f"{name} {year} has {monthrange(year, month)[1]} days"
        elif year:
            help = "months go from 01 to 12: write year, month and day, such as `2026-11-22`"
        context.report("ADV208", raw, f"{quoted(raw.text)} is not in the calendar", help)
        return None
    return Literal(ordinal, DATE, context.span(raw))


def read_text(raw: tree.RawText, context: Context) -> Literal:
    """Text as it stands."""
    return Literal(raw.text, TEXT, context.span(raw))


def read_yes_no(raw: tree.RawYesNo, context: Context) -> Literal:
    """Yes or no."""
    return Literal(raw.value, YES_NO, context.span(raw))
