"""Operators: `and`, `or` and `not`, comparisons and arithmetic; which kinds go together, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.ir.expressions import (
    And,
    Arithmetic,
    Comparison,
    Expression,
    Literal,
    Not,
    Operator,
    Or,
)
from advisor.ir.types import MILLION, NUMBER, Kind, Type, counted
from advisor.loading.language.names import type_of_name
from advisor.loading.language.scope import Context, Read, are_compatible
from advisor.loading.language.signatures import ARITHMETIC, ORDERED
from advisor.loading.language.tree import (
    Form,
    Raw,
    RawArithmetic,
    RawDate,
    RawJunction,
    RawName,
    RawNot,
    RawNumber,
    RawTest,
    RawText,
)
from advisor.loading.language.wording import listed, one_line, phrase, quoted

_WORDED = {
    Comparison.BEFORE: "is before",
    Comparison.NOT_AFTER: "is on or before",
    Comparison.AFTER: "is after",
    Comparison.NOT_BEFORE: "is on or after",
    Comparison.BETTER: "is better than",
    Comparison.WORSE: "is worse than",
}


def read_arithmetic(
    raw: RawArithmetic, operands: Sequence[Expression | None], context: Context
) -> Expression | None:
    """Joined from the left, as `a - b + c` is read; the operands have been read already."""
    found = operands[0]
    for place, sign in enumerate(raw.signs, start=1):
        right = operands[place]
        if found is None or right is None:
            return None
        part = RawArithmetic(
            raw.operands[: place + 1],
            raw.signs[:place],
            raw.start if place == len(raw.signs) else raw.operands[0].start,
            raw.end if place == len(raw.signs) else raw.operands[place].end,
        )
        found = _joined(part, Operator(sign), found, right, context)
    return found


def _joined(
    raw: RawArithmetic, op: Operator, left: Expression, right: Expression, context: Context
) -> Expression | None:
    kinds = (left.type.kind, right.type.kind)
    result = ARITHMETIC.get((op, *kinds))
    if result is None:
        message = f"`{op.value}` cannot join {phrase(left.type)} and {phrase(right.type)}"
        left_text = one_line(context.node.text[raw.operands[0].start : raw.operands[-2].end])
        right_text = one_line(context.text(raw.operands[-1]))
        help = _arithmetic_help(op, left, right, left_text, right_text)
        context.report("ADV316", raw, message, help)
        return None
    return Arithmetic(op, left, right, result, context.span(raw))


def _whole(literal: Literal) -> int | None:
    """The whole number that is written out, if it is one."""
    value = literal.value
    return int(value) // MILLION if int(value) % MILLION == 0 else None


def in_days(expression: Expression) -> str | None:
    """`7 days` for a `7` that was written where a duration is meant."""
    if isinstance(expression, Literal) and expression.type == NUMBER:
        days = _whole(expression)
        if days is not None:
            return counted(days, "day")
    return None


def _arithmetic_help(
    op: Operator, left: Expression, right: Expression, left_text: str, right_text: str
) -> str:
    sign = op.value
    match op, left.type.kind, right.type.kind:
        case (Operator.PLUS | Operator.MINUS, Kind.DATE | Kind.DURATION, Kind.NUMBER):
            days = in_days(right) or f"{right_text} * 1 day"
            return f"did you mean `{left_text} {sign} {days}`?"
        case (Operator.PLUS, Kind.NUMBER, Kind.DATE | Kind.DURATION):
            return f"did you mean `{in_days(left) or f'{left_text} * 1 day'} + {right_text}`?"
        case (Operator.PLUS, Kind.DATE, Kind.DATE):
            return f"the time between two dates is `{left_text} - {right_text}`"
        case (Operator.MINUS, Kind.DURATION | Kind.WORKING_DAYS, Kind.DATE):
            return f"the date stands first: `{right_text} - {left_text}`"
        case (Operator.PLUS | Operator.MINUS, Kind.WORKING_DAYS, Kind.WORKING_DAYS):
            return "add working days to a date, or take them from one, one after the other"
        case (Operator.TIMES, Kind.DURATION, Kind.DURATION):
            return "multiply a duration by a number, such as `1 week * 2`"
        case (Operator.PLUS, Kind.TEXT, Kind.TEXT):
            return "text cannot be put together; sentences take facts in braces"
        case _:
            pass
    if {left.type.kind, right.type.kind} & {Kind.YES_NO, Kind.CHOICE, Kind.TEXT}:
        return "only numbers, dates and durations can be calculated with"
    return {
        Operator.PLUS: "allowed are number + number, duration + duration, and a date + a duration or working days",
        Operator.MINUS: "allowed are number - number, duration - duration, date - date, and a date - a duration or working days",
        Operator.TIMES: "a number can be multiplied by a number, a duration or working days",
    }[op]


def check_same(
    raw: RawTest, parts: tuple[Raw, Raw], left: Expression, right: Expression, context: Context
) -> bool:
    """Whether `is` can hold between the two; if not, that is reported."""
    one, other = left.type, right.type
    if are_compatible(one, other):
        return True
    if one.kind is Kind.CHOICE and other.kind is Kind.CHOICE:
        context.report(
            "ADV314",
            raw,
            f"{quoted(context.text(parts[0]))} and {quoted(context.text(parts[1]))} have different choices",
            "compare each with one of its own choices",
        )
        return False
    for here, there, at, base in ((left, right, 0, 1), (right, left, 1, 0)):
        if (
            isinstance(here, Literal)
            and here.type.kind is Kind.TEXT
            and there.type.kind is Kind.CHOICE
        ):
            value = str(here.value)
            help = f"the choices of {quoted(context.text(parts[base]))} are {listed(there.type.choices)}"
            if value in there.type.choices:
                help = f"write `{value}`"
            context.report(
                "ADV322",
                parts[at],
                f"{quoted(context.text(parts[at]))} is text, and {quoted(context.text(parts[base]))} is a choice: choices stand without quotation marks",
                help,
            )
            return False
    _report_kinds(raw, parts, left, right, context)
    return False


def check_ordered(
    raw: RawTest,
    parts: tuple[Raw, Raw],
    op: Comparison,
    is_worded: bool,
    left: Expression,
    right: Expression,
    context: Context,
) -> bool:
    """Whether the comparison makes sense between the two; if not, that is reported."""
    one, other = left.type, right.type
    said = _WORDED[op] if is_worded else op.value
    if op in (Comparison.BETTER, Comparison.WORSE):
        return _check_ranked(raw, parts, said, left, right, context)
    for side, part in ((left, parts[0]), (right, parts[1])):
        if side.type.kind not in ORDERED:
            help = "`is` and `is not` compare it"
            if side.type.kind is Kind.CHOICE:
                help = (
                    "write `is better than` or `is worse than`"
                    if side.type.is_ordered
                    else "compare it with `is`, or `is one of (…)`"
                )
            context.report(
                "ADV313",
                part,
                f"{quoted(context.text(part))} is {phrase(side.type)}, which `{said}` cannot order",
                help,
            )
            return False
    if one.kind is not other.kind:
        _report_kinds(raw, parts, left, right, context)
        return False
    if is_worded and one.kind is not Kind.DATE:
        context.report(
            "ADV313",
            raw,
            f"`{said}` compares dates, and here are {_PLURALS[one.kind]}",
            f"write `{one_line(context.text(parts[0]))} {op.value} {one_line(context.text(parts[1]))}`",
        )
        return False
    return True


_PLURALS = {Kind.NUMBER: "numbers", Kind.DURATION: "durations", Kind.DATE: "dates"}


def _check_ranked(
    raw: RawTest,
    parts: tuple[Raw, Raw],
    said: str,
    left: Expression,
    right: Expression,
    context: Context,
) -> bool:
    for side, part in ((left, parts[0]), (right, parts[1])):
        if side.type.kind is not Kind.CHOICE:
            help = "for numbers and durations write `<` or `>`, for dates `is before` or `is after`"
            context.report(
                "ADV313",
                part,
                f"`{said}` compares choices, and {quoted(context.text(part))} is {phrase(side.type)}",
                help,
            )
            return False
        if not side.type.is_ordered:
            context.report(
                "ADV313",
                part,
                f"the choices of {quoted(context.text(part))} have no order",
                "say `ordered: best first` where the fact is declared, or compare with `is`",
            )
            return False
    if left.type.choices != right.type.choices:
        context.report(
            "ADV314",
            raw,
            f"{quoted(context.text(parts[0]))} and {quoted(context.text(parts[1]))} have different choices",
            "compare each with one of its own choices",
        )
        return False
    return True


def _report_kinds(
    raw: RawTest, parts: tuple[Raw, Raw], left: Expression, right: Expression, context: Context
) -> None:
    """Two kinds that cannot be compared; a bare number beside a duration probably means days."""
    message = f"{phrase(left.type)} cannot be compared with {phrase(right.type)}"
    for here, there, part in ((right, left, parts[1]), (left, right, parts[0])):
        days = in_days(here)
        if days is not None and there.type.kind is Kind.DURATION:
            context.report("ADV312", part, message, f"did you mean `{days}`?")
            return
    context.report("ADV312", raw, message, _kinds_help(parts, left, right, context))


def _kinds_help(
    parts: tuple[Raw, Raw], left: Expression, right: Expression, context: Context
) -> str:
    texts = [quoted(context.text(part)) for part in parts]
    kinds = {left.type.kind, right.type.kind}
    if kinds == {Kind.DATE, Kind.DURATION}:
        date = one_line(context.text(parts[0 if left.type.kind is Kind.DATE else 1]))
        since = "subtract another date from it" if date == "today" else f"write `today - {date}`"
        return f"{since}: the time between two dates is a duration"
    if kinds == {Kind.DATE, Kind.NUMBER}:
        return "subtract a date from a date, and compare that with a duration such as `7 days`"
    if Kind.TEXT in kinds and kinds & {Kind.DATE, Kind.NUMBER, Kind.DURATION, Kind.YES_NO}:
        text = left if left.type.kind is Kind.TEXT else right
        if isinstance(text, Literal):
            return f"leave out the quotation marks: {quoted(str(text.value))}"
    return (
        f"{texts[0]} is {phrase(left.type)} and {texts[1]} is {phrase(right.type)}: "
        "both sides must be of one kind"
    )


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
    help = f"say what must hold of it, such as `{text} is given`"
    if not isinstance(raw, RawName):
        help = "compare it with something"
    context.report("ADV310", raw, f"{quoted(text)} is {phrase(type_)}, not a condition", help)


def read_not(raw: RawNot, context: Context, read: Read) -> Expression | None:
    """`not condition`."""
    operand = read_condition(raw.operand, context, read)
    return None if operand is None else Not(operand, context.span(raw))


def read_junction(raw: RawJunction, context: Context, read: Read) -> Expression | None:
    """Conditions joined by `and`, or joined by `or`; a mixture is refused."""
    words = [joiner.text for joiner in raw.joiners]
    repeated = _repeated_values(raw, context)
    is_mixed = len(set(words)) > 1
    if is_mixed and not repeated:
        context.report(
            "ADV203",
            raw,
            "`and` and `or` side by side can be read in two ways",
            f"write `{_reading(raw, 'and', context)}` or `{_reading(raw, 'or', context)}`",
        )
    operands = [
        read_condition(part, context, read)
        for index, part in enumerate(raw.operands)
        if index not in repeated
    ]
    if is_mixed or repeated or any(operand is None for operand in operands):
        return None
    joined = And if words[0] == "and" else Or
    return joined(tuple(o for o in operands if o is not None), context.span(raw))


def _repeated_values(raw: RawJunction, context: Context) -> frozenset[int]:
    """The places of values that want the comparison before them repeated; they are reported.

    `stage is interviewed or offered`, `chases_sent > 3 or 5`.
    """
    # `stage is interviewed or offered or thanked` has three parts. The first is a comparison (`test`);
    # `offered` is no condition but a choice of its left side, so it joins the run; `thanked` is a yes-no
    # fact and ends it. The run is reported at the comparison's end: `stage is one of (interviewed, offered)`.
    found: set[int] = set()
    test: RawTest | None = None
    run: list[Raw] = []
    for index, part in enumerate(raw.operands):
        if test is not None and _is_value_like(part, test, context):
            found.add(index)
            run.append(part)
            continue
        if test is not None and run:
            _report_repeated(test, run, raw.joiners[index - 2].text, context)
        run = []
        test = _comparison(part)
    if test is not None and run:
        _report_repeated(test, run, raw.joiners[-1].text, context)
    return frozenset(found)


def _comparison(part: Raw) -> RawTest | None:
    """The part, if it compares something with a value."""
    if isinstance(part, RawNot):
        return _comparison(part.operand)
    if not isinstance(part, RawTest) or len(part.relations) > 1:
        return None
    return None if part.relations[0].form is Form.GIVEN else part


def _is_value_like(part: Raw, test: RawTest, context: Context) -> bool:
    """Whether a part can be no condition, but what the left side of the test is compared with."""
    if isinstance(part, RawNumber | RawDate | RawText):
        return True
    if not isinstance(part, RawName):
        return False
    type_ = type_of_name(part, context)
    if type_ is not None:
        return type_.kind is not Kind.YES_NO
    left = type_of_name(test.first, context) if isinstance(test.first, RawName) else None
    return left is not None and context.text(part).lower() in left.choices


def _report_repeated(test: RawTest, run: list[Raw], joiner: str, context: Context) -> None:
    relation = test.relations[0]
    left = one_line(context.text(test.first))
    value = quoted(context.text(run[0]))
    if relation.form is Form.COMPARE:
        said = one_line(context.node.text[relation.start : relation.operands[0].start])
        parts = [relation.operands[0], *run]
        tests = [f"{left} {said} {one_line(context.text(part))}" for part in parts]
        help = f"write `{f' {joiner} '.join(tests)}`"
    else:
        texts = [one_line(context.text(part)) for part in (*relation.operands, *run)]
        options = ", ".join(text.lower() if text.isidentifier() else text for text in texts)
        negated = "not " if relation.is_negated else ""
        help = f"write `{left} is {negated}one of ({options})`"
    message = f"{value} is not a condition of its own, but one more value for {quoted(left)}"
    context.report("ADV304", run[0], message, help)


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
