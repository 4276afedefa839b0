"""Functions over lists, such as `any` and `sum`, and of plain values, such as `first` and `min`."""

from __future__ import annotations

from advisor import ir
from advisor.diagnostics.suggestions import closest, quoted
from advisor.loading.language.functions import (
    ALL_FUNCTIONS,
    FOREIGN_FUNCTIONS,
    FUNCTIONS,
    Function,
    ValueFunction,
)
from advisor.loading.language.lists import lists_named
from advisor.loading.language.names import Context, are_compatible, type_of_name
from advisor.loading.language.operators import in_days
from advisor.loading.language.sentences import CLOSED_DAY, NO_WORKING_DAYS_BETWEEN, WORKING_DAY
from advisor.loading.language.tree import Raw, RawCall, RawName, RawOther


def is_over_list(raw: RawCall, context: Context) -> bool:
    """Whether `min(…)` and its like begin with a list."""
    match raw.arguments:
        case (RawOther(), *_):
            return True
        case (RawName() as name, *_):
            return bool(lists_named(name, context))
        case _:
            return False


def report_value_as_list(raw: RawCall, function: Function, context: Context) -> bool:
    """Whether a value stands where `sum` or an extreme wants a list; that is reported."""
    first = raw.arguments[0]
    if not isinstance(first, RawName) or type_of_name(first, context) in (None, ir.ERROR):
        return False
    if function.is_extreme:
        over = lists_named(first, context)[0]
        message = f"{context.quoted(first)} is a list here, and a value as well"
        help = f"put the entity before it, such as `{over.holder}.{over.list}`"
        context.report("ADV302", first, message, help)
        return True
    if raw.name.text == "sum":
        texts = [context.line(argument) for argument in raw.arguments]
        message = f"`sum` goes over a list, and `{texts[0]}` is a single value"
        help = f"write `{' + '.join(texts)}`" if len(texts) > 1 else f"write `{texts[0]}` alone"
        context.report("ADV307", first, message, help)
        return True
    return False


def check_key(
    raw: RawCall, function: Function, over: ir.ListRef, key: ir.Expression, inner: Context
) -> bool:
    """Whether `first_by` or `last_by` can order by such a key; if not, that is reported."""
    if _takes(function, key):
        return True
    name, part = raw.name.text, raw.arguments[1]
    message = (
        f"`{name}` orders by a number, a date, a duration or a period, and {inner.quoted(part)} is "
        f"{ir.kind_words(key.type)}"
    )
    help = f"write `{name}({over.list}, key, value)`: first what orders, then what is wanted"
    inner.report("ADV319", part, message, help)
    return False


def _takes(function: Function, value: ir.Expression) -> bool:
    return function.takes is None or value.type.kind in function.takes


def check_value(raw: RawCall, function: Function, value: ir.Expression, inner: Context) -> bool:
    """Whether a function over a list takes such values of its items; if not, that is reported."""
    part = raw.arguments[1]
    if function.is_extreme:
        return check_extreme(raw.name.text, function, value, part, inner)
    if _takes(function, value):
        return True
    help = "it adds up numbers, durations or periods"
    if value.type.kind is ir.Kind.YES_NO:
        help = f"to count them write `count({inner.line(raw.arguments[0])}, {inner.line(part)})`"
    message = f"`sum` cannot add up {inner.quoted(part)}, which is {ir.kind_words(value.type)}"
    inner.report("ADV319", part, message, help)
    return False


def built(
    raw: RawCall,
    over: ir.ListRef,
    values: tuple[ir.Expression, ...],
    filter_: ir.Expression | None,
    context: Context,
) -> ir.Expression:
    """The function over a list; what it takes has been checked."""
    span, end = context.span(raw), FUNCTIONS[raw.name.text].end
    match raw.name.text, values:
        case "any", (condition,):
            return ir.Any_(over, condition, filter_, span)
        case "every", (condition,):
            return ir.Every(over, condition, filter_, span)
        case "sum", (value,):
            return ir.Sum(over, value, filter_, value.type, span)
        case _, (key, value) if end is not None:
            return ir.PickBy(end, over, key, value, filter_, value.type, span)
        case _, (value,) if end is not None:
            return ir.ExtremeOf(end, over, value, filter_, value.type, span)
        case _:
            return ir.Count(over, filter_, ir.NUMBER, span)


def report_nothing(raw: RawCall, context: Context) -> None:
    """Say that a function of plain values got none."""
    name = raw.name.text
    message = f"`{name}` needs something in its parentheses"
    context.report("ADV318", raw, message, f"write `{name}(one, another)`")


def report_count(raw: RawCall, context: Context, shape: tuple[str, ...]) -> None:
    """Say that a function over a list got too few or too many arguments."""
    name = raw.name.text
    wanted = ", ".join(("list", *shape))
    extra = "condition" if name == "count" else "filter"
    help = f"write `{name}({wanted})` or `{name}({wanted}, {extra})`"
    if len(raw.arguments) == 1 and name in ("any", "every"):
        over = context.line(raw.arguments[0])
        help = f"say what must hold, or write `count({over}) > 0` if it is enough that there is one"
    few_or_many = "few" if len(raw.arguments) <= len(shape) else "many"
    context.report("ADV318", raw, f"`{name}` has too {few_or_many} arguments here", help)


_HELP_ABOUT_DAYS: dict[str, str] = {
    **dict.fromkeys(("working_day", "workday", "business_day", "weekday", "open_day"), WORKING_DAY),
    **dict.fromkeys(("holiday", "closed_day", "closed", "weekend"), CLOSED_DAY),
    **dict.fromkeys(
        ("working_days", "workdays", "business_days", "networkdays", "working_days_between"),
        NO_WORKING_DAYS_BETWEEN,
    ),
}


def report_no_function(raw: RawCall, context: Context) -> None:
    """Say that there is no such function, and what was probably meant."""
    name = raw.name.text
    message = f"{quoted(name)} is not a function"
    near = FOREIGN_FUNCTIONS.get(name.lower()) or closest(name, ALL_FUNCTIONS)
    as_name = RawName((raw.name,), False, raw.name.start, raw.name.end)
    help = f"the functions are {', '.join(f'`{each}`' for each in sorted(ALL_FUNCTIONS))}"
    if type_of_name(as_name, context) is not None and name != "today":
        help = "it is a name: join it with what follows by `and`, `or`, `is` or a sign"
    elif name.lower() in ("in", "one_of", "any_of"):
        help = "write `is one of (…)`"
    elif name.lower() in ("year", "month", "day"):
        help = (
            "dates are compared whole: `start_of_month(a) is start_of_month(b)`, "
            "`years(a, b) >= 18`"
        )
    elif (days := _HELP_ABOUT_DAYS.get(name.lower().removeprefix("is_"))) is not None:
        x = context.line(raw.arguments[0]) if raw.arguments else "today"
        help = days.format(x=x)
    elif name.lower() in ("average", "avg", "mean"):
        of = [context.line(part) for part in raw.arguments] or ["list", "value"]
        help = f"write `sum({', '.join(of)}) / count({of[0]})`"
    elif near is not None:
        help = f"did you mean `{near}`?"
    elif name.lower() in ("if", "iff", "when"):
        help = "write one rule for each case: its `when` is the condition"
    elif name.lower() in ("today", "now", "date"):
        help = "the date of the advice is `today`, a date is written `2026-11-22`"
    context.report("ADV317", raw.name, message, help)


def check_extreme(
    name: str, function: Function, value: ir.Expression, part: Raw, context: Context
) -> bool:
    """Whether `min` or one of its like takes such a value; if not, that is reported."""
    if _takes(function, value):
        return True
    taken = "dates" if function.takes == (ir.Kind.DATE,) else "numbers, durations or periods"
    message = f"`{name}` takes {taken}, and {context.quoted(part)} is {ir.kind_words(value.type)}"
    is_for_twin = value.type.kind in ir.ORDERED
    help = f"did you mean `{function.twin}`?" if is_for_twin else None
    context.report("ADV319", part, message, help)
    return False


def call_of(
    raw: RawCall, function: ValueFunction, values: tuple[ir.Expression, ...], context: Context
) -> ir.Call | None:
    """A function of single values; None where it does not take these, which is reported."""
    least, most = function.least, len(function.takes)
    if not least <= len(values) <= most:
        example = _example_of(function)
        few_or_many = "few" if len(values) < least else "many"
        message = f"`{raw.name.text}` has too {few_or_many} arguments here"
        context.report("ADV318", raw, message, f"write `{example}`")
        return None
    for value, part, kinds in zip(values, raw.arguments, function.takes, strict=False):
        if value.type is not ir.ERROR and value.type.kind not in kinds:
            _report_not_taken(raw, value, part, kinds, context)
            return None
    if len(values) > least and not _is_digits(values[-1]):
        part = raw.arguments[-1]
        message = f"{context.quoted(part)} is not a number of digits"
        help = f"write out a whole number from 0 to 6, such as `{_example_of(function)}`"
        context.report("ADV319", part, message, help)
        return None
    return ir.Call(function.builtin, values, function.gives or values[0].type, context.span(raw))


_MOST_DIGITS = 6


def _is_digits(value: ir.Expression) -> bool:
    return isinstance(value, ir.Literal) and value.value in [
        digits * ir.MILLION for digits in range(_MOST_DIGITS + 1)
    ]


def _example_of(function: ValueFunction) -> str:
    name = function.builtin.value
    if function.least < len(function.takes):
        return f"{name}(rent, 2)"
    if function.least > 1:
        return f"{name}(born_on, today)"
    kind = function.takes[0][0]
    return f"{name}({'deadline - today' if kind is ir.Kind.DURATION else 'today' if kind is ir.Kind.DATE else 'balance'})"


def _report_not_taken(
    raw: RawCall, value: ir.Expression, part: Raw, kinds: tuple[ir.Kind, ...], context: Context
) -> None:
    name, text = raw.name.text, context.line(part)
    taken = " or ".join(ir.kind_words(ir.Type(kind)) for kind in kinds)
    message = f"`{name}` takes {taken}, and {context.quoted(part)} is {ir.kind_words(value.type)}"
    help = None
    match name, value.type.kind:
        case "days", ir.Kind.NUMBER:
            help = f"it makes a number of a duration; a duration of a number is `{text} * 1 day`"
        case "days", ir.Kind.PERIOD:
            help = (
                "months and years differ in length: a period has no fixed number of days; take "
                "two dates from each other, such as `days(deadline - today)`"
            )
        case "round" | "round_up" | "round_down", ir.Kind.DURATION:
            help = f"a duration is in whole days already; its number of days is `days({text})`"
        case "years" | "months", ir.Kind.DURATION | ir.Kind.PERIOD:
            help = f"it counts from one date to another, such as `{name}(born_on, today)`"
        case _:
            pass
    context.report("ADV319", part, message, help)


def common_type(values: tuple[ir.Expression, ...]) -> ir.Type:
    """The type of any one of several values that fit together.

    Choices of the same names but in different orders, or of which only some are ordered, lose order.
    """
    first = values[0].type
    if all(value.type == first for value in values):
        return first
    return ir.Type(first.kind, first.choices, of=first.of)


def check_one_type(raw: RawCall, values: tuple[ir.Expression, ...], context: Context) -> bool:
    """Whether all values of `first`, `min` and their like fit together; if not, that is reported."""
    first = values[0]
    for value, part in zip(values[1:], raw.arguments[1:], strict=True):
        if are_compatible(first.type, value.type):
            continue
        text, start = context.quoted(part), context.quoted(raw.arguments[0])
        message = (
            f"{text} is {ir.kind_words(value.type)}, and {start} is {ir.kind_words(first.type)}"
        )
        help = f"all values of `{raw.name.text}` must be of one kind"
        if value.type.kind is ir.Kind.CHOICE and first.type.kind is ir.Kind.CHOICE:
            message = f"{text} and {start} have different choices"
            help = f"all values of `{raw.name.text}` must have the same choices"
        elif first.type.kind is ir.Kind.DURATION and (days := in_days(value)) is not None:
            help = f"did you mean `{days}`?"
        context.report("ADV320", part, message, help)
        return False
    return True
