"""Functions over lists, such as `any` and `sum`, and of plain values, such as `first` and `min`."""

from __future__ import annotations

import advisor.ir.expressions as ir
from advisor.ir.types import NUMBER, Kind, Type
from advisor.loading.language.names import lists_named, read_list, type_of_name
from advisor.loading.language.operators import in_days, read_condition
from advisor.loading.language.scope import Context, Hint, QuickType, Read, are_compatible
from advisor.loading.language.signatures import FOREIGN_FUNCTIONS, FUNCTIONS, ORDERED, Function
from advisor.loading.language.tree import Raw, RawCall, RawName, RawOther
from advisor.loading.language.wording import closest, one_line, phrase, quoted


def read_call(
    raw: RawCall, context: Context, hint: Hint | None, read: Read, quick: QuickType
) -> ir.Expression | None:
    """A function with its arguments, all of which are read even if one is wrong."""
    function = FUNCTIONS.get(raw.name.text)
    if function is None:
        _report_no_function(raw, context)
        return None
    if function.behind_list is None:
        return read_first(raw, context, hint, read, quick)
    if function.is_extreme and not _is_over_list(raw, context):
        return read_extreme(raw, context, function, read)
    if function.is_extreme and isinstance(raw.arguments[0], RawName):
        first = raw.arguments[0]
        if type_of_name(first, context) is not None:
            over = lists_named(first, context)[0]
            message = f"{quoted(context.text(first))} is a list here, and a value as well"
            help = f"put the entity before it, such as `{over.holder}.{over.list}`"
            context.report("ADV302", first, message, help)
            return None
    return _read_over_list(raw, context, function, function.behind_list, hint, read)


def _is_over_list(raw: RawCall, context: Context) -> bool:
    """Whether `min(…)` and its like begin with a list."""
    match raw.arguments:
        case (RawOther(), *_):
            return True
        case (RawName() as name, *_):
            return bool(lists_named(name, context))
        case _:
            return False


def _is_value(raw: Raw, context: Context) -> bool:
    return isinstance(raw, RawName) and type_of_name(raw, context) is not None


def _read_over_list(
    raw: RawCall,
    context: Context,
    function: Function,
    shape: tuple[str, ...],
    hint: Hint | None,
    read: Read,
) -> ir.Expression | None:
    name = raw.name.text
    least, most = 1 + len(shape), 2 + len(shape)
    if not raw.arguments:
        _report_count(raw, context, shape)
        return None
    if name == "sum" and _is_value(raw.arguments[0], context):
        texts = [one_line(context.text(argument)) for argument in raw.arguments]
        message = f"`sum` goes over a list, and {quoted(texts[0])} is a single value"
        help = f"write `{' + '.join(texts)}`" if len(texts) > 1 else f"write `{texts[0]}` alone"
        context.report("ADV307", raw.arguments[0], message, help)
        return None
    over = read_list(raw.arguments[0], context, name)
    if not least <= len(raw.arguments) <= most:
        if over is not None:
            _report_count(raw, context, shape)
        return None
    if over is None:
        return None  # what its items have is unknown, so more reports would be guesses
    inner = context.inside(over.item)
    kept = raw.arguments[least:]
    values = _read_values(raw, function, over, inner, hint, read)
    filter_ = read_condition(kept[0], inner, read) if kept else None
    if values is None or (kept and filter_ is None):
        return None
    return _built(raw, function, over, values, filter_, context)


def _read_values(
    raw: RawCall,
    function: Function,
    over: ir.ListRef,
    inner: Context,
    hint: Hint | None,
    read: Read,
) -> tuple[ir.Expression, ...] | None:
    """What stands between the list and the filter, checked; None if something there is wrong."""
    name = raw.name.text
    match name:
        case "count":
            return ()
        case "any" | "every":
            condition = read_condition(raw.arguments[1], inner, read)
            return None if condition is None else (condition,)
        case "first_by" | "last_by":
            key = read(raw.arguments[1], inner, None)
            value = read(raw.arguments[2], inner, hint)
            if key is not None and not _takes(function, key):
                inner.report(
                    "ADV319",
                    raw.arguments[1],
                    f"`{name}` orders by a number, a date or a duration, and {quoted(inner.text(raw.arguments[1]))} is {phrase(key.type)}",
                    f"write `{name}({over.list}, key, value)`: first what orders, then what is wanted",
                )
                return None
            return None if key is None or value is None else (key, value)
        case _:
            value = read(raw.arguments[1], inner, None)
            if value is None or not _fits(raw, function, value, inner):
                return None
            return (value,)


def _takes(function: Function, value: ir.Expression) -> bool:
    return function.takes is None or value.type.kind in function.takes


def _fits(raw: RawCall, function: Function, value: ir.Expression, inner: Context) -> bool:
    part = raw.arguments[1]
    if function.is_extreme:
        return check_extreme(raw.name.text, function, value, part, inner)
    if _takes(function, value):
        return True
    help = "it adds up numbers or durations"
    if value.type.kind is Kind.YES_NO:
        help = (
            f"to count them write `count({one_line(inner.text(raw.arguments[0]))}, "
            f"{one_line(inner.text(part))})`"
        )
    inner.report(
        "ADV319",
        part,
        f"`sum` cannot add up {quoted(inner.text(part))}, which is {phrase(value.type)}",
        help,
    )
    return False


def _built(
    raw: RawCall,
    function: Function,
    over: ir.ListRef,
    values: tuple[ir.Expression, ...],
    filter_: ir.Expression | None,
    context: Context,
) -> ir.Expression:
    span = context.span(raw)
    match raw.name.text, values:
        case "any", (condition,):
            return ir.Any_(over, condition, filter_, span)
        case "every", (condition,):
            return ir.Every(over, condition, filter_, span)
        case "sum", (value,):
            return ir.Sum(over, value, filter_, value.type, span)
        case _, (key, value) if function.end is not None:
            return ir.PickBy(function.end, over, key, value, filter_, value.type, span)
        case _, (value,) if function.end is not None:
            return ir.ExtremeOf(function.end, over, value, filter_, value.type, span)
        case _:
            return ir.Count(over, filter_, NUMBER, span)


def _report_count(raw: RawCall, context: Context, shape: tuple[str, ...]) -> None:
    name = raw.name.text
    wanted = ", ".join(("list", *shape))
    extra = "condition" if name == "count" else "filter"
    help = f"write `{name}({wanted})` or `{name}({wanted}, {extra})`"
    if len(raw.arguments) == 1 and name in ("any", "every"):
        over = one_line(context.text(raw.arguments[0]))
        help = f"say what must hold, or write `count({over}) > 0` if it is enough that there is one"
    few_or_many = "few" if len(raw.arguments) <= len(shape) else "many"
    context.report("ADV318", raw, f"`{name}` has too {few_or_many} arguments here", help)


def _report_no_function(raw: RawCall, context: Context) -> None:
    name = raw.name.text
    message = f"{quoted(name)} is not a function"
    near = FOREIGN_FUNCTIONS.get(name.lower()) or closest(name, FUNCTIONS)
    as_name = RawName((raw.name,), False, raw.name.start, raw.name.end)
    help = f"the functions are {', '.join(f'`{each}`' for each in sorted(FUNCTIONS))}"
    if type_of_name(as_name, context) is not None and name != "today":
        help = "it is a name: join it with what follows by `and`, `or`, `is` or a sign"
    elif name.lower() in ("in", "one_of", "any_of"):
        help = "write `is one of (…)`"
    elif near is not None:
        help = f"did you mean `{near}`?"
    elif name.lower() in ("if", "iff", "when"):
        help = "write one rule for each case: its `when` is the condition"
    elif name.lower() in ("today", "now", "date"):
        help = "the date of the advice is `today`, a date is written `2026-11-22`"
    elif name.lower() in ("abs", "round", "floor", "ceil"):
        help = "there is none for this: durations are rounded to whole days by themselves"
    context.report("ADV317", raw.name, message, help)


def type_of_call(raw: RawCall, context: Context, quick: QuickType) -> Type | None:
    """The type of a call as far as it shows without reading it whole: to know which choices fit."""
    match raw.name.text:
        case "first":
            for argument in raw.arguments:
                if (found := quick(argument, context)) is not None:
                    return found
        case "first_by" | "last_by" if len(raw.arguments) in (3, 4):
            over = raw.arguments[0]
            if isinstance(over, RawName | RawOther) and (lists := lists_named(over, context)):
                return quick(raw.arguments[2], context.inside(lists[0].item))
    return None


def check_extreme(
    name: str, function: Function, value: ir.Expression, part: Raw, context: Context
) -> bool:
    """Whether `min` or one of its like takes such a value; if not, that is reported."""
    if _takes(function, value):
        return True
    taken = "dates" if function.takes == (Kind.DATE,) else "numbers or durations"
    message = f"`{name}` takes {taken}, and {quoted(context.text(part))} is {phrase(value.type)}"
    is_for_twin = value.type.kind in ORDERED
    help = f"did you mean `{function.twin}`?" if is_for_twin else None
    context.report("ADV319", part, message, help)
    return False


def read_extreme(
    raw: RawCall, context: Context, function: Function, read: Read
) -> ir.Expression | None:
    """`min(a, b, …)` and its like."""
    name = raw.name.text
    values = _read_all(raw, context, None, read)
    if values is None:
        return None
    fits = [
        check_extreme(name, function, value, part, context)
        for value, part in zip(values, raw.arguments, strict=True)
    ]
    if not all(fits):
        return None
    if not _are_of_one_type(raw, values, context):
        return None
    assert function.end is not None  # every extreme has one
    return ir.Extreme(function.end, values, values[0].type, context.span(raw))


def read_first(
    raw: RawCall, context: Context, hint: Hint | None, read: Read, quick: QuickType
) -> ir.Expression | None:
    """`first(a, b, …)`: each value may be a choice of what the surroundings or the others are."""
    if hint is None:
        types = ((quick(part, context), part) for part in raw.arguments)
        known = next(((type_, part) for type_, part in types if type_ is not None), None)
        hint = None if known is None else Hint(known[0], one_line(context.text(known[1])))
    values = _read_all(raw, context, hint, read)
    if values is None or not _are_of_one_type(raw, values, context):
        return None
    return ir.First(values, common_type(values), context.span(raw))


def common_type(values: tuple[ir.Expression, ...]) -> Type:
    """The type of any one of several values that fit together.

    Choices of the same names but in different orders, or of which only some are ordered, lose order.
    """
    first = values[0].type
    if all(value.type == first for value in values):
        return first
    return Type(first.kind, first.choices)


def _read_all(
    raw: RawCall, context: Context, hint: Hint | None, read: Read
) -> tuple[ir.Expression, ...] | None:
    if not raw.arguments:
        name = raw.name.text
        message = f"`{name}` needs something in its parentheses"
        context.report("ADV318", raw, message, f"write `{name}(one, another)`")
        return None
    values = [read(argument, context, hint) for argument in raw.arguments]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _are_of_one_type(raw: RawCall, values: tuple[ir.Expression, ...], context: Context) -> bool:
    first = values[0]
    for value, part in zip(values[1:], raw.arguments[1:], strict=True):
        if are_compatible(first.type, value.type):
            continue
        text, start = quoted(context.text(part)), quoted(context.text(raw.arguments[0]))
        message = f"{text} is {phrase(value.type)}, and {start} is {phrase(first.type)}"
        help = f"all values of `{raw.name.text}` must be of one kind"
        if value.type.kind is Kind.CHOICE and first.type.kind is Kind.CHOICE:
            message = f"{text} and {start} have different choices"
            help = f"all values of `{raw.name.text}` must have the same choices"
        elif first.type.kind is Kind.DURATION and (days := in_days(value)) is not None:
            help = f"did you mean `{days}`?"
        context.report("ADV320", part, message, help)
        return False
    return True
