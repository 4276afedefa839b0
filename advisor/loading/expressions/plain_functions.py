"""Functions of plain values: `first(a, b)`, `min(a, b)`, `max`, `earliest`, `latest`."""

from __future__ import annotations

from advisor.ir.expressions import End, Expression, Extreme, First
from advisor.ir.types import Kind, Type
from advisor.loading.expressions.operators import in_days
from advisor.loading.expressions.raw import Raw, RawCall
from advisor.loading.expressions.scopes import Context, Hint, QuickType, Read, are_compatible
from advisor.loading.expressions.words import one_line, phrase, quoted

_FOR_DATES = {"min": "earliest", "max": "latest"}
_FOR_NUMBERS = {"earliest": "min", "latest": "max"}


def end_of(function: str) -> End:
    """Which end `min`, `max`, `earliest` and `latest` take."""
    return End.LOW if function in ("min", "earliest") else End.HIGH


def check_extreme(function: str, value: Expression, part: Raw, context: Context) -> bool:
    """Whether the function takes such a value; if not, that is reported."""
    kind = value.type.kind
    wanted = (Kind.DATE,) if function in _FOR_NUMBERS else (Kind.NUMBER, Kind.DURATION)
    if kind in wanted:
        return True
    taken = "dates" if function in _FOR_NUMBERS else "numbers or durations"
    message = (
        f"`{function}` takes {taken}, and {quoted(context.text(part))} is {phrase(value.type)}"
    )
    remedy = None
    if kind in (Kind.DATE, Kind.NUMBER, Kind.DURATION):
        remedy = f"did you mean `{(_FOR_DATES | _FOR_NUMBERS)[function]}`?"
    context.report("ADV319", part, message, remedy)
    return False


def read_extreme(raw: RawCall, context: Context, read: Read) -> Expression | None:
    """`min(a, b, …)` and its like."""
    name = raw.name.text
    values = _read_all(raw, context, None, read)
    if values is None:
        return None
    fits = [
        check_extreme(name, value, part, context)
        for value, part in zip(values, raw.arguments, strict=True)
    ]
    if not all(fits):
        return None
    if not _are_of_one_type(raw, values, context):
        return None
    return Extreme(end_of(name), values, values[0].type, context.span(raw))


def read_first(
    raw: RawCall, context: Context, hint: Hint | None, read: Read, quick: QuickType
) -> Expression | None:
    """`first(a, b, …)`: each value may be a choice of what the surroundings or the others are."""
    if hint is None:
        types = ((quick(part, context), part) for part in raw.arguments)
        known = next(((type_, part) for type_, part in types if type_ is not None), None)
        hint = None if known is None else Hint(known[0], one_line(context.text(known[1])))
    values = _read_all(raw, context, hint, read)
    if values is None or not _are_of_one_type(raw, values, context):
        return None
    return First(values, common_type(values), context.span(raw))


def common_type(values: tuple[Expression, ...]) -> Type:
    """The type of any one of several values that fit together.

    Choices of the same names but in different orders, or of which only some are ordered, lose order.
    """
    first = values[0].type
    if all(value.type == first for value in values):
        return first
    return Type(first.kind, first.choices)


def _read_all(
    raw: RawCall, context: Context, hint: Hint | None, read: Read
) -> tuple[Expression, ...] | None:
    if not raw.arguments:
        name = raw.name.text
        message = f"`{name}` needs something in its parentheses"
        context.report("ADV318", raw, message, f"write `{name}(one, another)`")
        return None
    values = [read(argument, context, hint) for argument in raw.arguments]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _are_of_one_type(raw: RawCall, values: tuple[Expression, ...], context: Context) -> bool:
    first = values[0]
    for value, part in zip(values[1:], raw.arguments[1:], strict=True):
        if are_compatible(first.type, value.type):
            continue
        text, start = quoted(context.text(part)), quoted(context.text(raw.arguments[0]))
        message = f"{text} is {phrase(value.type)}, and {start} is {phrase(first.type)}"
        remedy = f"all values of `{raw.name.text}` must be of one kind"
        if value.type.kind is Kind.CHOICE and first.type.kind is Kind.CHOICE:
            message = f"{text} and {start} have different choices"
            remedy = f"all values of `{raw.name.text}` must have the same choices"
        elif first.type.kind is Kind.DURATION and (days := in_days(value)) is not None:
            remedy = f"did you mean `{days}`?"
        context.report("ADV320", part, message, remedy)
        return False
    return True
