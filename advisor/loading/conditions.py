"""What stands under `when` and `unless`: an expression, a list, or groups of them."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.expressions import And, Expression, Not, Or
from advisor.ir.types import YES_NO
from advisor.loading.declarations import Declarations
from advisor.loading.documents import shown
from advisor.loading.nodes import ListNode, MapNode, Node, ScalarNode

_GROUPS = ("all", "any", "none")


def read_condition(
    node: Node | None, key: str, entity: str, declared: Declarations, found: list[Diagnostic]
) -> Expression | None:
    """The condition under `when` (a list there means all of them) or `unless` (any of them).

    None where nothing stands there, and where it could not be read.
    """
    if node is None or (isinstance(node, ScalarNode) and node.is_none):
        return None
    if isinstance(node, (ListNode, MapNode)) and not _parts(node):
        return None
    return _read(node, key, "any" if key == "unless" else "all", entity, declared, found)


def _parts(node: Node) -> tuple[object, ...]:
    match node:
        case ListNode(items=items):
            return items
        case MapNode(entries=entries):
            return entries
        case ScalarNode():
            return () if node.is_none else (node,)


def _read(
    node: Node,
    key: str,
    meaning: str,
    entity: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> Expression | None:
    """One node; `meaning` is how a list there is to be taken."""
    match node:
        case ScalarNode():
            return declared.expression(node, entity, YES_NO, f"`{key}`", found)
        case ListNode(items=items):
            operands = [_read(item, key, "all", entity, declared, found) for item in items]
            return _joined(operands, meaning, node)
        case MapNode(entries=entries):
            found.extend(
                _no_group(name, value, key) for name, value in entries if name.text not in _GROUPS
            )
            groups = [
                _read_group(name, value, entity, declared, found)
                for name, value in entries
                if name.text in _GROUPS
            ]
            return _joined(groups, "all", node)


def _read_group(
    name: ScalarNode,
    node: Node,
    entity: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> Expression | None:
    if not _parts(node):
        if name.text == "any":
            found.append(
                Diagnostic(
                    "ADV136",
                    "nothing stands under `any`, so it could never hold",
                    name.span,
                    help="add a condition, or leave out `any`",
                )
            )
        return And((), name.span)
    meaning = "all" if name.text == "all" else "any"
    inner = _read(node, name.text, meaning, entity, declared, found)
    if name.text != "none" or inner is None:
        return inner
    return Not(inner, name.span)


def _no_group(name: ScalarNode, value: Node, key: str) -> Diagnostic:
    help = did_you_mean(name.text, _GROUPS)
    if help is None:
        help = "the groups are `all`, `any` and `none`"
        if isinstance(value, ScalarNode):
            help += f"; did you mean `{shown(f'{name.text} is {value.text}')}`?"
    return Diagnostic("ADV101", f"`{key}` has no group `{shown(name.text)}`", name.span, help=help)


def _joined(
    operands: list[Expression | None], meaning: str, node: ListNode | MapNode
) -> Expression | None:
    kept = tuple(operand for operand in operands if operand is not None)
    if len(kept) < len(operands):
        return None  # something in it could not be read
    if len(kept) == 1:
        return kept[0]
    return And(kept, node.span) if meaning == "all" else Or(kept, node.span)
