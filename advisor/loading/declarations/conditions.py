"""When a rule holds: its conditions, one or a list of them, in groups under all, any and none."""

from __future__ import annotations

from advisor import ir
from advisor.diagnostics import Severity
from advisor.diagnostics.suggestions import did_you_mean
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.symbol_table import EntityFields
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_JOINTS = (
    "is",
    "not",
    "of",
    "than",
    "before",
    "after",
    "has",
)  # behind them, an expression goes on
_GROUPS = ("all", "any", "none")  # of conditions


def read_condition(rule: EntityFields, key: str) -> ir.Expression | None:
    """The condition under `when` (a list there means all of them) or `unless` (any of them).

    None where nothing stands there, and where it could not be read.
    """
    node = rule.body.get(key)
    if node is None or not _parts(node):
        _tell_of_nothing(rule, key)
        return None
    return _read(rule, node, key, "any" if key == "unless" else "all")


def _tell_of_nothing(rule: EntityFields, key: str) -> None:
    """A warning where a condition was begun and not written; `none` and `[]` say that there is none."""
    written, node = rule.key(key), rule.body.get(key)
    if written is not None and isinstance(node, ScalarNode) and not node.text:
        always = "holds always" if key == "when" else "has no exception"
        message = f"no condition stands behind `{key}`, so {rule.what} {always}"
        help = f"write a condition, or leave out `{key}`"
        rule.report("ADV104", written.span, message, help, severity=Severity.WARNING)


def _parts(node: Node) -> tuple[object, ...]:
    match node:
        case ListNode(items=items):
            return items
        case MapNode(entries=entries):
            return entries
        case ScalarNode():
            return () if node.is_none else (node,)


def _read(rule: EntityFields, node: Node, key: str, meaning: str) -> ir.Expression | None:
    """One node; `meaning` is how a list there is to be taken.

    Lists and groups lie in each other: `unless: [a, {none: [b, c]}]` is `a or not (b or c)`.
    """
    match node:
        case ScalarNode():
            return None if _tell_of_lines(rule, node) else rule.value(node, ir.YES_NO, f"`{key}`")
        case ListNode(items=items):
            return _joined([_read(rule, item, key, "all") for item in items], meaning, node)
        case MapNode(entries=entries):
            for name, value in entries:
                if name.text not in _GROUPS:
                    _report_no_group(rule, name, value, key)
            groups = [_read_group(rule, *entry) for entry in entries if entry[0].text in _GROUPS]
            return _joined(groups, "all", node)


def _tell_of_lines(rule: EntityFields, node: ScalarNode) -> bool:
    """Report several conditions that YAML has read as one, since their dashes are missing or do not line up."""
    lines = _lines_of(node)
    if len(lines) < 2:
        return False
    problems = NodeReader()
    whole = EntityFields(rule.body, rule.what, problems, rule.declared, rule.entity)
    whole.value(node, ir.YES_NO, "a condition")
    if not problems.found:
        return False  # one condition that goes over several lines
    # `- a is b` and below it, further right, `- c > 1` come as the one text `a is b - c > 1`.
    joined = next((line for line in lines[1:] if line.text.startswith("- ")), None)
    if joined is not None:
        message = (
            "this line goes on with the condition above, because its dash stands further right"
        )
        help = "give it as many spaces as the dash above"
        rule.report("ADV007", joined.span, message, help)
        return True
    alone = NodeReader()
    each = EntityFields(rule.body, rule.what, alone, rule.declared, rule.entity)
    conditions = [each.value(line, ir.YES_NO, "a condition") for line in lines]
    if alone.found or None in conditions:
        return False
    message = f"{len(lines)} conditions stand here without dashes"
    rule.report("ADV103", node.span, message, "begin each of them with `- `")
    return True


def _lines_of(node: ScalarNode) -> list[ScalarNode]:
    """A text that goes over several lines of the file, line by line."""
    if node.offsets is None or node.span.line == node.span.end_line:
        return [node]
    starts = [0]
    for at in range(1, len(node.text)):
        if not node.text[at].isspace() and node.offsets[at][0] > node.offsets[starts[-1]][0]:
            starts.append(at)
    pieces = zip(starts, [*starts[1:], len(node.text)], strict=True)
    return [
        ScalarNode(text := node.text[start:end].rstrip(), node.span_of(start, start + len(text)))
        for start, end in pieces
    ]


def _read_group(rule: EntityFields, name: ScalarNode, node: Node) -> ir.Expression | None:
    if not _parts(node):
        if name.text == "any":
            message = "nothing stands under `any`, so it could never hold"
            rule.report("ADV136", name.span, message, "add a condition, or leave out `any`")
        return ir.And((), name.span)
    inner = _read(rule, node, name.text, "all" if name.text == "all" else "any")
    if name.text != "none" or inner is None:
        return inner
    return ir.Not(inner, name.span)


def _report_no_group(rule: EntityFields, name: ScalarNode, value: Node, key: str) -> None:
    help = did_you_mean(name.text, _GROUPS)
    if name.text == "not":
        said = f"not ({value.text})" if isinstance(value, ScalarNode) else "not (…)"
        help = f"write `none:` for the opposite of all that follows, or `{shown(said)}`"
    if help is None:
        help = "the groups are `all`, `any` and `none`"
        if isinstance(value, ScalarNode):
            joint = "" if name.text.split()[-1] in _JOINTS else "is "
            help += f"; did you mean `{shown(f'{name.text} {joint}{value.text}')}`?"
    rule.report("ADV101", name.span, f"`{key}` has no group `{shown(name.text)}`", help)


def _joined(
    operands: list[ir.Expression | None], meaning: str, node: ListNode | MapNode
) -> ir.Expression | None:
    kept = tuple(operand for operand in operands if operand is not None)
    if len(kept) < len(operands):
        return None  # something in it could not be read
    if len(kept) == 1:
        return kept[0]
    return ir.And(kept, node.span) if meaning == "all" else ir.Or(kept, node.span)
