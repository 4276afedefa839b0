"""`and` and `or`: which mixtures can be read in two ways, and values that want their comparison again."""

from __future__ import annotations

from dataclasses import replace

from advisor import ir
from advisor.diagnostics.suggestions import one_line, quoted
from advisor.loading.language import tree
from advisor.loading.language.names import Context, type_of_name


def check_junction(raw: tree.RawJunction, context: Context) -> tuple[bool, frozenset[int]]:
    """Whether it is wrong, which is reported, and the places in it of what is no condition."""
    repeated = _repeated_values(raw, context)
    is_mixed = len({joiner.text for joiner in raw.joiners}) > 1
    if is_mixed and not repeated:
        message = "`and` and `or` side by side can be read in two ways"
        help = f"write `{_reading(raw, 'and', context)}` or `{_reading(raw, 'or', context)}`"
        context.report("ADV203", raw, message, help)
    return is_mixed or bool(repeated), repeated


def _repeated_values(raw: tree.RawJunction, context: Context) -> frozenset[int]:
    """The places of values that want the comparison before them repeated; they are reported.

    `stage is interviewed or offered`, `chases_sent > 3 or 5`.
    """
    # `stage is interviewed or offered or thanked` has three parts. The first is a comparison (`test`);
    # `offered` is no condition but a choice of its left side, so it joins the run; `thanked` is a yes-no
    # fact and ends it. The run is reported at the comparison's end: `stage is one of (interviewed, offered)`.
    found: set[int] = set()
    test: tree.RawTest | None = None
    run: list[tree.Raw] = []
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


def _comparison(part: tree.Raw) -> tree.RawTest | None:
    """The part, if it compares something with a value."""
    if isinstance(part, tree.RawNot):
        return _comparison(part.operand)
    if not isinstance(part, tree.RawTest) or len(part.relations) > 1:
        return None
    return None if part.relations[0].form is tree.Form.GIVEN else part


def _is_value_like(part: tree.Raw, test: tree.RawTest, context: Context) -> bool:
    """Whether a part can be no condition, but what the left side of the test is compared with."""
    if isinstance(part, tree.RawNumber | tree.RawDate | tree.RawText):
        return True
    if not isinstance(part, tree.RawName):
        return False
    type_ = type_of_name(part, context)
    left = type_of_name(test.first, context) if isinstance(test.first, tree.RawName) else None
    if type_ is not None:
        is_other = left not in (None, ir.ERROR, type_)  # `chases_sent > 1 and answer_by`
        return type_ not in (ir.YES_NO, ir.ERROR) and not is_other
    if _or_more(part, context) is not None:
        return True
    return left is not None and context.text(part).lower() in left.choices


def _or_more(part: tree.Raw, context: Context) -> str | None:
    """The help for the last word of `reminders is 3 or more`."""
    from advisor.loading.language.sentences import or_more  # only where something is wrong

    return or_more(context.node.text, part.start, part.end)


def _report_repeated(
    test: tree.RawTest, run: list[tree.Raw], joiner: str, context: Context
) -> None:
    relation = test.relations[0]
    left = context.line(test.first)
    value = context.quoted(run[0])
    if (meant := _or_more(run[0], context)) is not None:
        said = quoted(one_line(context.node.text[test.start : run[0].end]))
        context.report(
            "ADV215", replace(test, end=run[0].end), f"{said} is not how this is said here", meant
        )
        return
    if relation.form is tree.Form.COMPARE:
        said = one_line(context.node.text[relation.start : relation.operands[0].start])
        parts = [relation.operands[0], *run]
        tests = [f"{left} {said} {context.line(part)}" for part in parts]
        help = f"write `{f' {joiner} '.join(tests)}`"
    else:
        texts = [context.line(part) for part in (*relation.operands, *run)]
        options = ", ".join(text.lower() if text.isidentifier() else text for text in texts)
        negated = "not " if relation.is_negated else ""
        help = f"write `{left} is {negated}one of ({options})`"
    message = f"{value} is not a condition of its own, but one more value for {quoted(left)}"
    context.report("ADV304", run[0], message, help)


def _reading(raw: tree.RawJunction, tight: str, context: Context) -> str:
    """The text with parentheses around what `tight` joins."""
    groups: list[list[tree.Raw]] = [[raw.operands[0]]]
    for joiner, operand in zip(raw.joiners, raw.operands[1:], strict=True):
        if joiner.text == tight:
            groups[-1].append(operand)
        else:
            groups.append([operand])
    loose = "or" if tight == "and" else "and"
    texts = []
    for group in groups:
        inner = f" {tight} ".join(context.line(part) for part in group)
        texts.append(f"({inner})" if len(group) > 1 else inner)
    return f" {loose} ".join(texts)
