"""Rules: when they hold, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.expressions import And, Expression, Literal, Not, Or
from advisor.ir.packs import SITUATION, Advise, Conclude, EntityDeclaration, Note, Rule
from advisor.ir.types import DATE, YES_NO
from advisor.loading.declarations.actions import check_said_for
from advisor.loading.declarations.guidance import read_references
from advisor.loading.declarations.index import Declarations, Head, check_action, check_rule
from advisor.loading.declarations.schema import (
    as_map,
    as_scalar,
    check_kebab,
    check_keys,
    declared_twice,
    given,
    head_of,
    names_in,
    optional_text,
    unknown_name,
)
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_KEYS = (
    *("rule", "for", "when", "unless", "conclude", "advise", "note", "overrides", "silences"),
    *("because", "source", "disputed"),
)
_EFFECTS = ("conclude", "advise", "note", "overrides", "silences")
_ADVISE_KEYS = ("action", "start", "due", "instead_of")
_NOTE_KEYS = ("on", "say")
_GROUPS = ("all", "any", "none")  # of conditions
ALL = "all"


def outline_rules(
    sections: Iterable[ListNode],
    entities: Mapping[str, EntityDeclaration],
    found: list[Diagnostic],
) -> dict[str, Head]:
    """The names of all rules, in listing order, with their entities and what stands in them."""
    heads: dict[str, Head] = {}
    for section in sections:
        for node in section.items:
            body = as_map(node, "a rule", found, help="begin with `- rule: its-name`")
            if body is None:
                continue
            check_keys(body, _KEYS, ("rule",), _called(body), found)
            name_node = given(body, "rule")
            name = as_scalar(name_node, "`rule`", found) if name_node is not None else None
            if name is None:
                continue
            check_kebab(name, "a rule", found)
            if name.text in heads:
                declared_twice("the rule", name, heads[name.text].name.span, found)
                continue
            heads[name.text] = Head(name, body, _entity_of(body, entities, found))
    return heads


def _called(body: MapNode) -> str:
    name = body.get("rule")
    if isinstance(name, ScalarNode) and not name.is_none:
        return f"the rule `{shown(name.text)}`"
    return "a rule"


def _entity_of(
    body: MapNode, entities: Mapping[str, EntityDeclaration], found: list[Diagnostic]
) -> str | None:
    node = given(body, "for")
    if node is None:
        return SITUATION
    scalar = as_scalar(node, "`for`", found)
    if scalar is None:
        return None
    if scalar.text in entities:
        return scalar.text
    of_list = next((e.name for e in entities.values() if e.list == scalar.text), None)
    instead = f"did you mean `{of_list}`? `for` names an entity, not a list" if of_list else None
    unknown_name(scalar, "entity", entities, "ADV115", found, instead)
    return None


def advised_actions(heads: Mapping[str, Head]) -> dict[str, tuple[tuple[Head, Span], ...]]:
    """For each action that rules advise, these rules, with the place where they name it."""
    advised: dict[str, list[tuple[Head, Span]]] = {}
    for head in heads.values():
        node = head.body.get("advise")
        name = node.get("action") if isinstance(node, MapNode) else node
        if isinstance(name, ScalarNode) and not name.is_none:
            advised.setdefault(name.text, []).append((head, name.span))
    return {action: tuple(rules) for action, rules in advised.items()}


def read_rules(declared: Declarations, found: list[Diagnostic]) -> dict[str, Rule]:
    """All rules; those whose entity is not known are left out."""
    rules: dict[str, Rule] = {}
    for name, head in declared.rules.items():
        rule = read_rule(head, declared, found)
        if rule is not None:
            rules[name] = rule
    return rules


def read_rule(head: Head, declared: Declarations, found: list[Diagnostic]) -> Rule | None:
    """One rule, or None where its entity is not known."""
    body, name = head.body, head.name
    if not any(given(body, key) is not None for key in _EFFECTS):
        found.append(
            Diagnostic(
                "ADV121",
                f"the rule `{shown(name.text)}` does nothing",
                name.span,
                help="add `conclude`, `advise`, `note`, `overrides` or `silences`",
            )
        )
    advise_node = given(body, "advise")
    if advise_node is not None and given(body, "because") is None:
        found.append(
            Diagnostic(
                "ADV122",
                f"the rule `{shown(name.text)}` advises without giving a reason",
                name.span,
                help="add `because: …` with one sentence for the reader",
            )
        )
    sources = read_references(given(body, "source"), declared.sources, found)
    because = optional_text(body, "because", found)
    disputed = optional_text(body, "disputed", found)
    silences, silences_all = _read_silences(given(body, "silences"), declared, found)
    entity = head.entity
    if entity is None:
        return None
    when = read_condition(body.get("when"), "when", entity, declared, found)
    unless = read_condition(body.get("unless"), "unless", entity, declared, found)
    return Rule(
        name=name.text,
        entity=entity,
        when=when if when is not None else Literal(True, YES_NO, name.span),
        unless=unless,
        span=name.span,
        concludes=_read_conclude(given(body, "conclude"), entity, declared, found),
        advises=_read_advise(advise_node, entity, declared, found),
        note=_read_note(given(body, "note"), entity, declared, found),
        overrides=_read_overrides(head, entity, declared, found),
        silences=silences,
        silences_all=silences_all,
        because=because,
        sources=sources,
        disputed=disputed,
    )


def _read_conclude(
    node: Node | None, entity: str, declared: Declarations, found: list[Diagnostic]
) -> tuple[Conclude, ...]:
    if node is None:
        return ()
    body = as_map(node, "`conclude`", found, help="write `fact: value` lines under it")
    facts = declared.entities[entity].facts
    conclusions: list[Conclude] = []
    for key, value in body.entries if body is not None else ():
        fact = facts.get(key.text)
        if fact is None:
            if key.text not in declared.broken:
                found.append(_no_own_fact(key, entity, declared))
            continue
        if not fact.is_concluded:
            found.append(
                Diagnostic(
                    "ADV128",
                    f"`{key.text}` is stated by people, so no rule can conclude it",
                    key.span,
                    help="declare it with `concluded: yes`, or conclude another fact",
                    related=((fact.span, "declared here"),),
                )
            )
            continue
        expression = declared.expression(value, entity, fact.type, f"`{key.text}`", found)
        if expression is not None:
            conclusions.append(Conclude(key.text, expression, key.span))
    return tuple(conclusions)


def _no_own_fact(key: ScalarNode, entity: str, declared: Declarations) -> Diagnostic:
    owner = next((e.name for e in declared.entities.values() if key.text in e.facts), None)
    facts = declared.entities[entity].facts
    help = did_you_mean(key.text, [f.name for f in facts.values() if f.is_concluded])
    if owner is not None:
        help = f"it is a fact of `{owner}`: write the rule `for: {owner}`"
    elif help is None:
        help = f"declare it under the facts of `{entity}` with `concluded: yes`"
    return Diagnostic(
        "ADV127", f"`{entity}` has no fact `{shown(key.text)}` of its own", key.span, help=help
    )


def _read_advise(
    node: Node | None, entity: str, declared: Declarations, found: list[Diagnostic]
) -> Advise | None:
    if node is None:
        return None
    if isinstance(node, ScalarNode):
        known = check_action(node, declared, found)
        return Advise(node.text, None, None, (), node.span) if known else None
    body = as_map(node, "`advise`", found, help="write `action: …` under it")
    if body is None:
        return None
    check_keys(body, _ADVISE_KEYS, ("action",), "`advise`", found)
    start_node, due_node = given(body, "start"), given(body, "due")
    start = declared.expression(start_node, entity, DATE, "`start`", found) if start_node else None
    due = declared.expression(due_node, entity, DATE, "`due`", found) if due_node else None
    action_node = given(body, "action")
    action = as_scalar(action_node, "`action`", found) if action_node is not None else None
    replaced: list[str] = []
    for name in names_in(given(body, "instead_of"), "`instead_of`", found):
        if action is not None and name.text == action.text:
            found.append(
                Diagnostic(
                    "ADV135",
                    f"`{shown(name.text)}` cannot be advised instead of itself",
                    name.span,
                    help="leave it out",
                )
            )
        elif check_action(name, declared, found):
            replaced.append(name.text)
    if action is None or not check_action(action, declared, found):
        return None
    return Advise(action.text, start, due, tuple(replaced), action.span)


def _read_note(
    node: Node | None, entity: str, declared: Declarations, found: list[Diagnostic]
) -> Note | None:
    if node is None:
        return None
    body = as_map(node, "`note`", found, help="write `on: [action]` and `say: …` under it")
    if body is None:
        return None
    check_keys(body, _NOTE_KEYS, ("on", "say"), "`note`", found)
    on_node, say_node = given(body, "on"), given(body, "say")
    on: tuple[str, ...] | None = None
    if not (isinstance(on_node, ScalarNode) and on_node.text == ALL):
        names = names_in(on_node, "`on`", found)
        on = tuple(name.text for name in names if check_action(name, declared, found))
    say = declared.template(say_node, entity, "`say`", found) if say_node is not None else None
    if say is None:
        return None
    key = body.key("say")
    return Note(on, say, key.span if key is not None else body.span)


def _read_overrides(
    head: Head, entity: str, declared: Declarations, found: list[Diagnostic]
) -> tuple[str, ...]:
    kept: list[str] = []
    for node in names_in(given(head.body, "overrides"), "`overrides`", found):
        if node.text == head.name.text:
            found.append(
                Diagnostic(
                    "ADV135",
                    f"`{shown(node.text)}` cannot override itself",
                    node.span,
                    help="name another rule; exceptions to this one belong under `unless`",
                )
            )
        elif check_rule(node, declared, found):
            other = declared.rules[node.text].entity
            if other is not None and entity not in declared.around(other):
                found.append(_override_elsewhere(node, entity, other, declared))
            else:
                kept.append(node.text)
    return tuple(kept)


def _override_elsewhere(
    node: ScalarNode, entity: str, other: str, declared: Declarations
) -> Diagnostic:
    help = f"write this rule `for: {other}`"
    if other not in declared.around(entity):
        help = "say the exception under `unless` of that rule"
    return Diagnostic(
        "ADV120",
        f"this rule is for `{entity}`, and `{shown(node.text)}` is for `{other}`, "
        "which does not lie inside it: the override could never work",
        node.span,
        help=help,
        related=((declared.rules[node.text].name.span, "the other rule"),),
    )


def _read_silences(
    node: Node | None, declared: Declarations, found: list[Diagnostic]
) -> tuple[tuple[str, ...] | None, bool]:
    if node is None:
        return None, False
    if isinstance(node, ScalarNode) and node.text == ALL:
        return None, True
    names = names_in(node, "`silences`", found)
    if not names:
        found.append(
            Diagnostic(
                "ADV104",
                "`silences` is empty",
                head_of(node),
                help="name the actions, write `silences: all`, or leave it out",
            )
        )
    kept = tuple(name.text for name in names if check_action(name, declared, found))
    return kept or None, False


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
