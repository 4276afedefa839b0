"""Rules without `for` that speak of the facts of an entity: said once, at the rule, and read as meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor.diagnostics import Diagnostic, Severity
from advisor.ir.packs import SITUATION
from advisor.loading.actions import check_said_for
from advisor.loading.declarations import Declarations, Head
from advisor.loading.documents import shown
from advisor.loading.nodes import MapNode, ScalarNode
from advisor.loading.rules import advised_actions, read_rule


def with_forgotten_for(declared: Declarations, found: list[Diagnostic]) -> Declarations:
    """The declarations with each rule that forgot its `for` moved to the entity that it must mean.

    Cost: rules without `for` are read once more; those with mistakes once for each entity.
    """
    if set(declared.entities) <= {SITUATION}:
        return declared  # there is nothing else that could be meant
    heads = {name: _as_meant(head, declared, found) for name, head in declared.rules.items()}
    if all(heads[name] is head for name, head in declared.rules.items()):
        return declared
    return replace(declared, rules=heads, advised=advised_actions(heads))


def _as_meant(head: Head, declared: Declarations, found: list[Diagnostic]) -> Head:
    if head.entity != SITUATION or head.body.get("for") is not None:
        return head
    fewest = _mistakes(head, SITUATION, declared)
    if not fewest:
        return head
    meant = SITUATION
    others = (name for name in declared.entities if name != SITUATION)
    for entity in sorted(others, key=lambda name: len(declared.around(name))):
        mistakes = _mistakes(head, entity, declared)
        if mistakes < fewest:
            fewest, meant = mistakes, entity
    if meant == SITUATION:
        return head
    found.append(
        Diagnostic(
            "ADV102",
            f"the rule `{shown(head.name.text)}` speaks of facts of `{meant}` without `for`",
            head.name.span,
            help=f"add `for: {meant}`",
        )
    )
    return replace(head, entity=meant)


def _mistakes(head: Head, entity: str, declared: Declarations) -> int:
    """How much is wrong with a rule, and with the action that it advises, if it is for this entity."""
    found: list[Diagnostic] = []
    read_rule(replace(head, entity=entity), declared, found)
    action = _advised(head, declared.actions)
    if action is not None:
        check_said_for(action, entity, declared, found)
    return sum(problem.severity == Severity.ERROR for problem in found)


def _advised(head: Head, actions: Mapping[str, Head]) -> Head | None:
    node = head.body.get("advise")
    name = node.get("action") if isinstance(node, MapNode) else node
    return actions.get(name.text) if isinstance(name, ScalarNode) else None
