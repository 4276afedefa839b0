"""Names of actions and rules where they are used."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic
from advisor.loading.declarations import Declarations
from advisor.loading.nodes import ScalarNode
from advisor.loading.schema import unknown_name


def check_action(node: ScalarNode, declared: Declarations, found: list[Diagnostic]) -> bool:
    """Whether it names an action; a rule's name gets a message of its own."""
    if node.text in declared.actions:
        return True
    instead = "`all` stands alone, not in a list" if node.text == "all" else None
    if node.text in declared.rules:
        advised = _advised_by(node.text, declared)
        instead = "this is the name of a rule; an action is meant here"
        if advised is not None:
            instead = f"this is the name of a rule; the action that it advises is `{advised}`"
    unknown_name(node, "action", declared.actions, "ADV118", found, instead)
    return False


def check_rule(node: ScalarNode, declared: Declarations, found: list[Diagnostic]) -> bool:
    """Whether it names a rule; an action's name gets a message of its own."""
    if node.text in declared.rules:
        return True
    instead = None
    if node.text in declared.actions:
        instead = "this is the name of an action; a rule is meant here"
        rules = declared.advised.get(node.text, ())
        if rules:
            instead = (
                "this is the name of an action; a rule that advises it is "
                f"`{rules[0][0].name.text}`"
            )
    unknown_name(node, "rule", declared.rules, "ADV119", found, instead)
    return False


def _advised_by(rule: str, declared: Declarations) -> str | None:
    for action, heads in declared.advised.items():
        if any(head.name.text == rule for head, _ in heads):
            return action
    return None
