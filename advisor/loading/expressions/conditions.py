"""Conditions: what must be yes or no, joined by `and`, `or` and `not`."""

from __future__ import annotations

from advisor.ir.expressions import And, Expression, Not, Or
from advisor.ir.types import Kind, Type
from advisor.loading.expressions.names import type_of_name
from advisor.loading.expressions.raw import (
    Form,
    Raw,
    RawDate,
    RawJunction,
    RawName,
    RawNot,
    RawNumber,
    RawTest,
    RawText,
)
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
        remedy = f"write `{f' {joiner} '.join(tests)}`"
    else:
        texts = [one_line(context.text(part)) for part in (*relation.operands, *run)]
        options = ", ".join(text.lower() if text.isidentifier() else text for text in texts)
        negated = "not " if relation.is_negated else ""
        remedy = f"write `{left} is {negated}one of ({options})`"
    message = f"{value} is not a condition of its own, but one more value for {quoted(left)}"
    context.report("ADV304", run[0], message, remedy)


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
