"""Comparisons and arithmetic: which kinds go together, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

from advisor import ir
from advisor.diagnostics.suggestions import closest, listed, meant_choice, one_line, quoted
from advisor.loading.language import tree
from advisor.loading.language.names import Context, are_compatible, facts_named, names_of_kind

# What the operator makes of the two.
ARITHMETIC: dict[tuple[ir.Operator, ir.Kind, ir.Kind], ir.Type] = {
    (ir.Operator.PLUS, ir.Kind.NUMBER, ir.Kind.NUMBER): ir.NUMBER,
    (ir.Operator.PLUS, ir.Kind.DURATION, ir.Kind.DURATION): ir.DURATION,
    (ir.Operator.PLUS, ir.Kind.DATE, ir.Kind.DURATION): ir.DATE,
    (ir.Operator.PLUS, ir.Kind.DURATION, ir.Kind.DATE): ir.DATE,
    (ir.Operator.PLUS, ir.Kind.DATE, ir.Kind.WORKING_DAYS): ir.DATE,
    (ir.Operator.PLUS, ir.Kind.WORKING_DAYS, ir.Kind.DATE): ir.DATE,
    (ir.Operator.MINUS, ir.Kind.NUMBER, ir.Kind.NUMBER): ir.NUMBER,
    (ir.Operator.MINUS, ir.Kind.DURATION, ir.Kind.DURATION): ir.DURATION,
    (ir.Operator.MINUS, ir.Kind.DATE, ir.Kind.DATE): ir.DURATION,
    (ir.Operator.MINUS, ir.Kind.DATE, ir.Kind.DURATION): ir.DATE,
    (ir.Operator.MINUS, ir.Kind.DATE, ir.Kind.WORKING_DAYS): ir.DATE,
    (ir.Operator.TIMES, ir.Kind.NUMBER, ir.Kind.NUMBER): ir.NUMBER,
    (ir.Operator.TIMES, ir.Kind.DURATION, ir.Kind.NUMBER): ir.DURATION,
    (ir.Operator.TIMES, ir.Kind.NUMBER, ir.Kind.DURATION): ir.DURATION,
    (ir.Operator.TIMES, ir.Kind.WORKING_DAYS, ir.Kind.NUMBER): ir.WORKING_DAYS,
    (ir.Operator.TIMES, ir.Kind.NUMBER, ir.Kind.WORKING_DAYS): ir.WORKING_DAYS,
    (ir.Operator.PLUS, ir.Kind.PERIOD, ir.Kind.PERIOD): ir.PERIOD,
    (ir.Operator.PLUS, ir.Kind.DATE, ir.Kind.PERIOD): ir.DATE,
    (ir.Operator.PLUS, ir.Kind.PERIOD, ir.Kind.DATE): ir.DATE,
    (ir.Operator.MINUS, ir.Kind.PERIOD, ir.Kind.PERIOD): ir.PERIOD,
    (ir.Operator.MINUS, ir.Kind.DATE, ir.Kind.PERIOD): ir.DATE,
    (ir.Operator.TIMES, ir.Kind.PERIOD, ir.Kind.NUMBER): ir.PERIOD,
    (ir.Operator.TIMES, ir.Kind.NUMBER, ir.Kind.PERIOD): ir.PERIOD,
    (ir.Operator.OVER, ir.Kind.NUMBER, ir.Kind.NUMBER): ir.NUMBER,
}

_WORDED = {
    ir.Comparison.BEFORE: "is before",
    ir.Comparison.NOT_AFTER: "is on or before",
    ir.Comparison.AFTER: "is after",
    ir.Comparison.NOT_BEFORE: "is on or after",
    ir.Comparison.BETTER: "is better than",
    ir.Comparison.WORSE: "is worse than",
}
_PLURALS = {
    ir.Kind.NUMBER: "numbers",
    ir.Kind.DURATION: "durations",
    ir.Kind.DATE: "dates",
    ir.Kind.PERIOD: "periods",
}
_APART = "months and years differ in length, so a period is another thing than a duration"


@dataclass(frozen=True, slots=True)
class Operand:
    """What stands on one side of an operator: as it is written, and as it is meant."""

    raw: tree.Raw
    meant: ir.Expression

    @property
    def type(self) -> ir.Type:
        """The type of its values."""
        return self.meant.type

    @property
    def kind(self) -> ir.Kind:
        """Their kind."""
        return self.meant.type.kind


def joined(
    raw: tree.RawArithmetic, op: ir.Operator, left: Operand, right: Operand, context: Context
) -> ir.Expression | None:
    """The sum, difference or product of the two; None where they do not go together, which is reported."""
    result = ARITHMETIC.get((op, left.kind, right.kind))
    if result is None:
        message = (
            f"`{op.value}` cannot join {ir.kind_words(left.type)} and {ir.kind_words(right.type)}"
        )
        context.report("ADV316", raw, message, _arithmetic_help(op, left, right, context))
        return None
    is_counted = ir.Kind.DATE in (left.kind, right.kind) and ir.Kind.WORKING_DAYS in (
        left.kind,
        right.kind,
    )
    by = context.scope.counted_by if is_counted else None
    return ir.Arithmetic(op, left.meant, right.meant, result, context.span(raw), by)


def in_days(expression: ir.Expression) -> str | None:
    """`7 days` for a `7` that was written where a duration is meant."""
    if not isinstance(expression, ir.Literal) or expression.type != ir.NUMBER:
        return None
    days, rest = divmod(int(expression.value), ir.MILLION)
    return None if rest else f"{days} {'day' if abs(days) == 1 else 'days'}"


def in_months(expression: ir.Expression) -> str | None:
    """`` `7 months`, or `7 years` `` for a `7` that was written where a period is meant."""
    if not isinstance(expression, ir.Literal) or expression.type != ir.NUMBER:
        return None
    count, rest = divmod(int(expression.value), ir.MILLION)
    return None if rest else f"`{ir.counted(count, 'month')}`, or `{ir.counted(count, 'year')}`"


def _arithmetic_help(op: ir.Operator, left: Operand, right: Operand, context: Context) -> str:
    sign, left_text, right_text = op.value, context.line(left.raw), context.line(right.raw)
    if {left.kind, right.kind} == {ir.Kind.DURATION, ir.Kind.PERIOD}:
        return f"{_APART}: add the one to a date, then the other"
    match op, left.kind, right.kind:
        case (
            ir.Operator.PLUS | ir.Operator.MINUS,
            ir.Kind.DATE | ir.Kind.DURATION,
            ir.Kind.NUMBER,
        ):
            days = in_days(right.meant) or f"{right_text} * 1 day"
            return f"did you mean `{left_text} {sign} {days}`?"
        case (ir.Operator.PLUS, ir.Kind.NUMBER, ir.Kind.DATE | ir.Kind.DURATION):
            return f"did you mean `{in_days(left.meant) or f'{left_text} * 1 day'} + {right_text}`?"
        case (ir.Operator.PLUS, ir.Kind.DATE, ir.Kind.DATE):
            return f"the time between two dates is `{left_text} - {right_text}`"
        case (ir.Operator.OVER, ir.Kind.DURATION, ir.Kind.DURATION):
            return f"write `days({left_text}) / days({right_text})`"
        case (ir.Operator.OVER, ir.Kind.DURATION, ir.Kind.NUMBER):
            return (
                f"write `days({left_text}) / {right_text}` for a number of days, or multiply the "
                "duration, such as `1 week * 0.5`"
            )
        case (ir.Operator.OVER, _, ir.Kind.DURATION):
            return f"write `{left_text} / days({right_text})`"
        case (
            ir.Operator.MINUS,
            ir.Kind.DURATION | ir.Kind.WORKING_DAYS | ir.Kind.PERIOD,
            ir.Kind.DATE,
        ):
            return f"the date stands first: `{right_text} - {left_text}`"
        case (ir.Operator.PLUS | ir.Operator.MINUS, ir.Kind.WORKING_DAYS, ir.Kind.WORKING_DAYS):
            return "add working days to a date, or take them from one, one after the other"
        case (ir.Operator.TIMES, ir.Kind.DURATION, ir.Kind.DURATION):
            return "multiply a duration by a number, such as `1 week * 2`"
        case (ir.Operator.PLUS, ir.Kind.TEXT, ir.Kind.TEXT):
            return "text cannot be put together; sentences take facts in braces"
        case _:
            pass
    if {left.kind, right.kind} & {ir.Kind.YES_NO, ir.Kind.CHOICE, ir.Kind.TEXT}:
        return "only numbers, dates, durations and periods can be calculated with"
    return {
        ir.Operator.PLUS: "allowed are number + number, duration + duration, period + period, and a date + a duration, a period or working days",
        ir.Operator.MINUS: "allowed are number - number, duration - duration, period - period, date - date, and a date - a duration, a period or working days",
        ir.Operator.TIMES: "a number can be multiplied by a number, a duration, a period or working days",
        ir.Operator.OVER: "only a number can be divided, and only by a number",
    }[op]


def check_same(raw: tree.RawTest, left: Operand, right: Operand, context: Context) -> bool:
    """Whether `is` can hold between the two; if not, that is reported."""
    if are_compatible(left.type, right.type):
        return True
    if left.kind is right.kind is ir.Kind.CHOICE:
        _report_choices(raw, left, right, context)
        return False
    for here, there in ((left, right), (right, left)):
        if not (
            isinstance(here.meant, ir.Literal)
            and here.kind is ir.Kind.TEXT
            and there.kind is ir.Kind.CHOICE
        ):
            continue
        value, choices = str(here.meant.value), there.type.choices
        base = context.quoted(there.raw)
        help = f"the choices of {base} are {listed(choices, last='and')}"
        facts = facts_named(there.raw, context) if isinstance(there.raw, tree.RawName) else []
        words = facts[0].declared.words if facts else {}
        if value in choices:
            help = f"write `{value}`"
        elif value.lower() in (said.lower() for said in words.values()):
            help = meant_choice(value, choices, words)
        elif (near := closest(value, choices)) is not None:
            help = f"did you mean `{near}`?"
        message = (
            f"{context.quoted(here.raw)} is text, and {base} is a choice: "
            "choices stand without quotation marks"
        )
        context.report("ADV322", here.raw, message, help)
        return False
    _report_kinds(raw, left, right, context)
    return False


def check_ordered(
    raw: tree.RawTest, relation: tree.Relation, left: Operand, right: Operand, context: Context
) -> bool:
    """Whether the comparison makes sense between the two; if not, that is reported."""
    op = relation.op
    assert op is not None  # it is a comparison
    said = _WORDED[op] if relation.is_worded else op.value
    if op in (ir.Comparison.BETTER, ir.Comparison.WORSE):
        return _check_ranked(raw, said, left, right, context)
    for side in (left, right):
        if side.kind in ir.ORDERED:
            continue
        help = "`is` and `is not` compare it"
        if side.kind is ir.Kind.TEXT and isinstance(side.meant, ir.Literal):
            if left.kind is not right.kind:
                help = _kinds_help(left, right, context)  # `today < "2026-12-24"`
        elif side.type.is_ordered:
            help = "write `is better than` or `is worse than`"
        elif side.kind is ir.Kind.CHOICE:
            help = "compare it with `is`, or `is one of (…)`"
        message = (
            f"{context.quoted(side.raw)} is {ir.kind_words(side.type)}, which `{said}` cannot order"
        )
        context.report("ADV313", side.raw, message, help)
        return False
    if left.kind is not right.kind:
        _report_kinds(raw, left, right, context)
        return False
    if relation.is_worded and left.kind is not ir.Kind.DATE:
        message = f"`{said}` compares dates, and here are {_PLURALS[left.kind]}"
        help = f"write `{context.line(left.raw)} {op.value} {context.line(right.raw)}`"
        context.report("ADV313", raw, message, help)
        return False
    return True


def _check_ranked(
    raw: tree.RawTest, said: str, left: Operand, right: Operand, context: Context
) -> bool:
    for side in (left, right):
        text = context.quoted(side.raw)
        if side.kind is not ir.Kind.CHOICE:
            message = f"`{said}` compares choices, and {text} is {ir.kind_words(side.type)}"
            help = (
                "for numbers, durations and periods write `<` or `>`, for dates `is before` or "
                "`is after`"
            )
            context.report("ADV313", side.raw, message, help)
            return False
        if not side.type.is_ordered:
            help = "say `ordered: best first` where the fact is declared, or compare with `is`"
            context.report("ADV313", side.raw, f"the choices of {text} have no order", help)
            return False
    if left.type.choices != right.type.choices:
        _report_choices(raw, left, right, context)
        return False
    return True


def _report_choices(raw: tree.RawTest, left: Operand, right: Operand, context: Context) -> None:
    message = f"{context.quoted(left.raw)} and {context.quoted(right.raw)} have different choices"
    context.report("ADV314", raw, message, "compare each with one of its own choices")


def _report_kinds(raw: tree.RawTest, left: Operand, right: Operand, context: Context) -> None:
    """Two kinds that cannot be compared; a bare number beside a duration probably means days."""
    message = f"{ir.kind_words(left.type)} cannot be compared with {ir.kind_words(right.type)}"
    for here, there in ((right, left), (left, right)):
        days = in_days(here.meant)
        if days is not None and there.kind is ir.Kind.DURATION:
            context.report("ADV312", here.raw, message, f"did you mean `{days}`?")
            return
    context.report("ADV312", raw, message, _kinds_help(left, right, context))


def _kinds_help(left: Operand, right: Operand, context: Context) -> str:
    kinds = {left.kind, right.kind}
    if ir.Kind.PERIOD in kinds:
        return _help_with_period(
            *((left, right) if right.kind is ir.Kind.PERIOD else (right, left)), context
        )
    if kinds == {ir.Kind.DATE, ir.Kind.DURATION}:
        date = context.line((left if left.kind is ir.Kind.DATE else right).raw)
        since = "subtract another date from it" if date == "today" else f"write `today - {date}`"
        return f"{since}: the time between two dates is a duration"
    if kinds == {ir.Kind.DATE, ir.Kind.NUMBER}:
        return "subtract a date from a date, and compare that with a duration such as `7 days`"
    if ir.Kind.TEXT in kinds and kinds & {
        ir.Kind.DATE,
        ir.Kind.NUMBER,
        ir.Kind.DURATION,
        ir.Kind.YES_NO,
    }:
        text = (left if left.kind is ir.Kind.TEXT else right).meant
        if isinstance(text, ir.Literal):
            return f"leave out the quotation marks: {quoted(str(text.value))}"
    return (
        f"{context.quoted(left.raw)} is {ir.kind_words(left.type)} and {context.quoted(right.raw)} is "
        f"{ir.kind_words(right.type)}: both sides must be of one kind"
    )


def _help_with_period(other: Operand, period: Operand, context: Context) -> str:
    """`today - born_on >= 18 years`, `years(born_on, today) >= 18 years`, `today >= 18 years`, `notice > 3`."""
    text, of_other = context.line(period.raw), context.line(other.raw)
    match other.kind, other.raw:
        case ir.Kind.DURATION, tree.RawArithmetic(operands=(until, since), signs=("-",)):
            until_text, since_text = context.line(until), context.line(since)
            return f"{_APART}: compare the dates, `{until_text} >= {since_text} + {text}`"
        case ir.Kind.DURATION, tree.RawName():
            return f"{_APART}: give days or weeks, or declare `{of_other}` with `type: period`"
        case ir.Kind.DURATION, _:
            return f"{_APART}: add each to a date, and compare the dates"
        case ir.Kind.DATE, _:
            return (
                f"add the period to another date, such as `today + {text}`, and compare the dates"
            )
        case ir.Kind.NUMBER, tree.RawCall(
            name=tree.Word(text="months" | "years"), arguments=(since, until)
        ) if isinstance(period.raw, tree.RawName):
            counted = f"{quoted(of_other)} is a number and {quoted(text)} a period"
            until_text, since_text = context.line(until), context.line(since)
            return f"{counted}: compare the dates, `{until_text} >= {since_text} + {text}`"
        case ir.Kind.NUMBER, tree.RawNumber():
            return f"did you mean {in_months(other.meant) or text}?"
        case ir.Kind.NUMBER, _:
            return f"{context.quoted(other.raw)} is a number: compare it with one, without a unit"
        case _:
            return f"`{of_other}` is {ir.kind_words(other.type)}: both sides must be of one kind"


def report_chain(raw: tree.RawTest, context: Context) -> None:
    """`a < b < c`: for each further comparison the reader would have to guess its left side."""
    pieces = [raw.first.start, *(relation.start for relation in raw.relations)]
    ends = [*pieces[1:], raw.end]
    spoken = [one_line(context.node.text[a:b]) for a, b in zip(pieces, ends, strict=True)]
    sides = [raw.first]
    for relation in raw.relations:
        sides.append(last_side(sides[-1], relation))
    both = " and ".join(
        f"{context.line(side)} {said}" for side, said in zip(sides[:-1], spoken[1:], strict=True)
    )
    nested = spoken[0]
    for index, said in enumerate(spoken[1:]):
        nested = f"({nested}) {said}" if index else f"{nested} {said}"
    message = "comparisons do not chain: this can be read in two ways"
    context.report("ADV204", raw, message, f"write `{both}` or `{nested}`")


def last_side(left: tree.Raw, relation: tree.Relation) -> tree.Raw:
    """What a further comparison in a chain would compare: the last value that was named."""
    if relation.form in (tree.Form.GIVEN, tree.Form.ONE_OF):
        return left
    return relation.operands[0]


def report_unwanted(whole: Operand, wanted: ir.Type, context: Context) -> None:
    """Say that a whole expression is of another type than is wanted in its place."""
    if wanted.kind is ir.Kind.YES_NO:
        report_no_condition(whole.raw, whole.type, context)
        return
    text = context.quoted(whole.raw)
    message = f"{text} is {ir.kind_words(whole.type)}, and {ir.kind_words(wanted)} is needed here"
    help = None
    is_literal = isinstance(whole.meant, ir.Literal)
    days = in_days(whole.meant)
    match wanted.kind, whole.kind:
        case ir.Kind.CHOICE, ir.Kind.CHOICE:
            message = f"{text} has other choices than what is concluded here"
            help = f"the choices here are {listed(wanted.choices, last='and')}"
        case ir.Kind.CHOICE, ir.Kind.TEXT if is_literal:
            help = f"choices stand without quotation marks: {listed(wanted.choices, last='or')}"
        case ir.Kind.CHOICE, _:
            help = f"the choices here are {listed(wanted.choices, last='and')}"
        case ir.Kind.DURATION, ir.Kind.NUMBER if days is not None:
            help = f"did you mean `{days}`?"
        case ir.Kind.PERIOD, ir.Kind.NUMBER if (months := in_months(whole.meant)) is not None:
            help = f"did you mean {months}?"
        case (ir.Kind.PERIOD, ir.Kind.DURATION) | (ir.Kind.DURATION, ir.Kind.PERIOD):
            other = (
                "period` of months or years"
                if wanted.kind is ir.Kind.DURATION
                else "duration` in days or weeks"
            )
            help = f"{_APART}; what is concluded here could be of `type: {other}"
        case ir.Kind.NUMBER, ir.Kind.DURATION:
            help = f"write `days({context.line(whole.raw)})` for its number of days"
        case ir.Kind.NUMBER, ir.Kind.PERIOD:
            help = "`years(a, b)` and `months(a, b)` count from one date to another"
        case ir.Kind.DURATION, ir.Kind.DATE:
            help = "the time between two dates is a duration: `one - other`"
        case ir.Kind.DURATION, ir.Kind.WORKING_DAYS:
            help = "working days can only be added to a date or taken from one: write `days`"
        case ir.Kind.TEXT, _ if not is_literal:
            help = "text stands in double quotation marks"
        case ir.Kind.DATE, ir.Kind.DURATION | ir.Kind.WORKING_DAYS | ir.Kind.PERIOD:
            help = f"add it to a date, such as `today + {context.line(whole.raw)}`"
        case _ if text.endswith(" is given`"):
            help = f"leave `is given` out: `{text[1 : -len(' is given`')]}`"
        case _:
            known = names_of_kind(wanted.kind, context)[:3]
            such = f", such as {listed(known, last='or')}" if known else ""
            help = f"write {ir.kind_words(wanted)}{such}"
    context.report("ADV311", whole.raw, message, help)


def report_no_condition(raw: tree.Raw, type_: ir.Type, context: Context) -> None:
    """Say that something else stands where a condition is wanted."""
    text = context.line(raw)
    help = f"say what must hold of it, such as `{text} is given`"
    if not isinstance(raw, tree.RawName):
        help = "compare it with something"
    context.report(
        "ADV310", raw, f"{quoted(text)} is {ir.kind_words(type_)}, not a condition", help
    )
