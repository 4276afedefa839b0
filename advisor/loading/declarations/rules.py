"""Rules: when they hold, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from advisor.diagnostics import Severity, Span
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.expressions import And, Expression, Literal, Not, Or
from advisor.ir.packs import SITUATION, Advise, Conclude, EntityDeclaration, Note, Rule
from advisor.ir.types import DATE, ERROR, YES_NO
from advisor.loading.declarations.actions import check_said_for
from advisor.loading.declarations.fields import Fields, NodeReader, head_of
from advisor.loading.declarations.guidance import read_references
from advisor.loading.declarations.index import Declarations, EntityFields, Head
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_EFFECTS = ("conclude", "advise", "note", "overrides", "silences")
_KEYS = ("rule", "for", "when", "unless", *_EFFECTS, "because", "source", "disputed")
_ADVISE_KEYS = ("action", "start", "due", "instead_of")
_NOTE_KEYS = ("on", "say")
_GROUPS = ("all", "any", "none")  # of conditions
ALL = "all"


def outline_rules(
    sections: Iterable[ListNode],
    entities: Mapping[str, EntityDeclaration],
    reader: NodeReader,
) -> dict[str, Head]:
    """The names of all rules, in listing order, with their entities and what stands in them."""
    heads: dict[str, Head] = {}
    for node in (item for section in sections for item in section.items):
        rule = reader.fields(node, "a rule", help="begin with `- rule: its-name`")
        if rule is None:
            continue
        stated = rule.body.get("rule")
        if isinstance(stated, ScalarNode) and not stated.is_none:
            rule.what = f"the rule `{shown(stated.text)}`"
        rule.check_keys(_KEYS, ("rule",))
        name = rule.scalar("rule")
        if name is None:
            continue
        reader.check_kebab(name, "a rule")
        if name.text in heads:
            reader.declared_twice("the rule", name, heads[name.text].name.span)
        else:
            heads[name.text] = Head(name, rule.body, _entity_of(rule, entities))
    return heads


def _entity_of(rule: Fields, entities: Mapping[str, EntityDeclaration]) -> str | None:
    if rule.node("for") is None:
        return SITUATION
    name = rule.scalar("for")
    if name is None:
        return None
    if name.text in entities:
        return name.text
    of_list = next((e.name for e in entities.values() if e.list == name.text), None)
    instead = f"did you mean `{of_list}`? `for` names an entity, not a list" if of_list else None
    rule.unknown(name, "entity", entities, "ADV115", instead)
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


def read_rules(declared: Declarations, reader: NodeReader) -> dict[str, Rule]:
    """All rules; those whose entity is not known are left out."""
    rules = ((name, read_rule(head, declared, reader)) for name, head in declared.rules.items())
    return {name: rule for name, rule in rules if rule is not None}


def read_rule(head: Head, declared: Declarations, reader: NodeReader) -> Rule | None:
    """One rule, or None where its entity is not known."""
    name, entity = head.name, head.entity
    what = f"the rule `{shown(name.text)}`"
    rule = EntityFields(head.body, what, reader, declared, SITUATION if entity is None else entity)
    if not any(rule.node(key) is not None for key in _EFFECTS):
        help = "add `conclude`, `advise`, `note`, `overrides` or `silences`"
        rule.report("ADV121", name.span, f"{what} does nothing", help)
    if rule.node("advise") is not None and rule.node("because") is None:
        help = "add `because: …` with one sentence for the reader"
        rule.report("ADV122", name.span, f"{what} advises without giving a reason", help)
    sources = read_references(rule, declared.sources)
    because, disputed = rule.text("because"), rule.text("disputed")
    silences, silences_all = _read_silences(rule)
    if entity is None:
        return None
    when = read_condition(rule, "when")
    return Rule(
        name=name.text,
        entity=entity,
        when=when if when is not None else Literal(True, YES_NO, name.span),
        unless=read_condition(rule, "unless"),
        span=name.span,
        concludes=_read_conclude(rule),
        advises=_read_advise(rule),
        note=_read_note(rule),
        overrides=_read_overrides(rule, name),
        silences=silences,
        silences_all=silences_all,
        because=because,
        sources=sources,
        disputed=disputed,
    )


def _read_conclude(rule: EntityFields) -> tuple[Conclude, ...]:
    facts = rule.declared.entities[rule.entity].facts
    conclusions: list[Conclude] = []
    for key, value in rule.entries("conclude", "write `fact: value` lines under it"):
        fact = facts.get(key.text)
        if fact is None:
            _report_no_own_fact(rule, key)
        elif fact.type is ERROR:
            continue  # nobody knows what it could be
        elif not fact.is_concluded:
            rule.report(
                "ADV128",
                key.span,
                f"`{key.text}` is stated by people, so no rule can conclude it",
                "declare it with `concluded: yes`, or conclude another fact",
                related=((fact.span, "declared here"),),
            )
        elif (expression := rule.value(value, fact.type, f"`{key.text}`")) is not None:
            conclusions.append(Conclude(key.text, expression, key.span))
    return tuple(conclusions)


def _report_no_own_fact(rule: EntityFields, key: ScalarNode) -> None:
    entities, entity = rule.declared.entities, rule.entity
    owner = next((e.name for e in entities.values() if key.text in e.facts), None)
    help = did_you_mean(
        key.text, [f.name for f in entities[entity].facts.values() if f.is_concluded]
    )
    if owner is not None:
        help = f"it is a fact of `{owner}`: write the rule `for: {owner}`"
    elif help is None:
        help = f"declare it under the facts of `{entity}` with `concluded: yes`"
    message = f"`{entity}` has no fact `{shown(key.text)}` of its own"
    rule.report("ADV127", key.span, message, help)


def _read_advise(rule: EntityFields) -> Advise | None:
    node = rule.node("advise")
    if isinstance(node, ScalarNode):
        return Advise(node.text, None, None, (), node.span) if rule.is_action(node) else None
    advise = rule.inner("advise", _ADVISE_KEYS, ("action",), "write `action: …` under it")
    if advise is None:
        return None
    start, due = advise.expression("start", DATE), advise.expression("due", DATE)
    action = advise.scalar("action")
    own = None if action is None else action.text
    itself = f"`{shown(own or '')}` cannot be advised instead of itself"
    replaced = advise.actions("instead_of", own, itself)
    if action is None or not advise.is_action(action):
        return None
    return Advise(action.text, start, due, replaced, action.span)


def _read_note(rule: EntityFields) -> Note | None:
    help = "write `on: [action]` and `say: …` under it"
    note = rule.inner("note", _NOTE_KEYS, _NOTE_KEYS, help)
    if note is None:
        return None
    on_node, on = note.node("on"), None
    if not (isinstance(on_node, ScalarNode) and on_node.text == ALL):
        on = tuple(name.text for name in note.names("on") if note.is_action(name))
    say, key = note.template("say"), note.key("say")
    return None if say is None else Note(on, say, key.span if key is not None else note.body.span)


def _read_overrides(rule: EntityFields, own: ScalarNode) -> tuple[str, ...]:
    declared = rule.declared
    kept: list[str] = []
    for name in rule.names("overrides"):
        if name.text == own.text:
            help = "name another rule; exceptions to this one belong under `unless`"
            rule.report("ADV135", name.span, f"`{shown(name.text)}` cannot override itself", help)
        elif rule.is_rule(name):
            other = declared.rules[name.text].entity
            if other is not None and rule.entity not in declared.around(other):
                _report_override_elsewhere(rule, name, other)
            else:
                kept.append(name.text)
    return tuple(kept)


def _report_override_elsewhere(rule: EntityFields, name: ScalarNode, other: str) -> None:
    help = f"write this rule `for: {other}`"
    if other not in rule.declared.around(rule.entity):
        help = "say the exception under `unless` of that rule"
    rule.report(
        "ADV120",
        name.span,
        f"this rule is for `{rule.entity}`, and `{shown(name.text)}` is for `{other}`, "
        "which does not lie inside it: the override could never work",
        help,
        related=((rule.declared.rules[name.text].name.span, "the other rule"),),
    )


def _read_silences(rule: EntityFields) -> tuple[tuple[str, ...] | None, bool]:
    """The actions that are silenced, and whether all are."""
    node = rule.node("silences")
    if node is None or (isinstance(node, ScalarNode) and node.text == ALL):
        return None, node is not None
    names = rule.names("silences")
    if not names:
        help = "name the actions, write `silences: all`, or leave it out"
        rule.report("ADV104", head_of(node), "`silences` is empty", help)
    return tuple(name.text for name in names if rule.is_action(name)) or None, False


def read_condition(rule: EntityFields, key: str) -> Expression | None:
    """The condition under `when` (a list there means all of them) or `unless` (any of them).

    None where nothing stands there, and where it could not be read.
    """
    node = rule.body.get(key)
    if node is None or not _parts(node):
        return None
    return _read(rule, node, key, "any" if key == "unless" else "all")


def _parts(node: Node) -> tuple[object, ...]:
    match node:
        case ListNode(items=items):
            return items
        case MapNode(entries=entries):
            return entries
        case ScalarNode():
            return () if node.is_none else (node,)


def _read(rule: EntityFields, node: Node, key: str, meaning: str) -> Expression | None:
    """One node; `meaning` is how a list there is to be taken.

    Lists and groups lie in each other: `unless: [a, {none: [b, c]}]` is `a or not (b or c)`.
    """
    match node:
        case ScalarNode():
            return rule.value(node, YES_NO, f"`{key}`")
        case ListNode(items=items):
            return _joined([_read(rule, item, key, "all") for item in items], meaning, node)
        case MapNode(entries=entries):
            for name, value in entries:
                if name.text not in _GROUPS:
                    _report_no_group(rule, name, value, key)
            groups = [_read_group(rule, *entry) for entry in entries if entry[0].text in _GROUPS]
            return _joined(groups, "all", node)


def _read_group(rule: EntityFields, name: ScalarNode, node: Node) -> Expression | None:
    if not _parts(node):
        if name.text == "any":
            message = "nothing stands under `any`, so it could never hold"
            rule.report("ADV136", name.span, message, "add a condition, or leave out `any`")
        return And((), name.span)
    inner = _read(rule, node, name.text, "all" if name.text == "all" else "any")
    if name.text != "none" or inner is None:
        return inner
    return Not(inner, name.span)


def _report_no_group(rule: EntityFields, name: ScalarNode, value: Node, key: str) -> None:
    help = did_you_mean(name.text, _GROUPS)
    if name.text == "not":
        said = f"not ({value.text})" if isinstance(value, ScalarNode) else "not (…)"
        help = f"write `none:` for the opposite of all that follows, or `{shown(said)}`"
    if help is None:
        help = "the groups are `all`, `any` and `none`"
        if isinstance(value, ScalarNode):
            help += f"; did you mean `{shown(f'{name.text} is {value.text}')}`?"
    rule.report("ADV101", name.span, f"`{key}` has no group `{shown(name.text)}`", help)


def _joined(
    operands: list[Expression | None], meaning: str, node: ListNode | MapNode
) -> Expression | None:
    kept = tuple(operand for operand in operands if operand is not None)
    if len(kept) < len(operands):
        return None  # something in it could not be read
    if len(kept) == 1:
        return kept[0]
    return And(kept, node.span) if meaning == "all" else Or(kept, node.span)


def with_forgotten_for(declared: Declarations, reader: NodeReader) -> Declarations:
    """The declarations with each rule that forgot its `for` moved to the entity that it must mean.

    Cost: rules without `for` are read once more; those with mistakes once for each entity.
    """
    if set(declared.entities) <= {SITUATION}:
        return declared  # there is nothing else that could be meant
    heads = {name: _as_meant(head, declared, reader) for name, head in declared.rules.items()}
    if all(heads[name] is head for name, head in declared.rules.items()):
        return declared
    return replace(declared, rules=heads, advised=advised_actions(heads))


def _as_meant(head: Head, declared: Declarations, reader: NodeReader) -> Head:
    if head.entity != SITUATION or head.body.get("for") is not None:
        return head
    # `when: stage is offered` without `for` knows no `stage`: one mistake. For each entity, the outer
    # before the inner, the rule is read as if it were meant; that with fewest mistakes is, here
    # `application`, with none. Then one message asks for `for: application` instead of one for each name.
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
    message = f"the rule `{shown(head.name.text)}` speaks of facts of `{meant}` without `for`"
    reader.report("ADV102", head.name.span, message, f"add `for: {meant}`")
    return replace(head, entity=meant)


def _mistakes(head: Head, entity: str, declared: Declarations) -> int:
    """How much is wrong with a rule, and with the action that it advises, if it is for this entity."""
    reader = NodeReader()
    read_rule(replace(head, entity=entity), declared, reader)
    action = _advised(head, declared.actions)
    if action is not None:
        check_said_for(action, entity, declared, reader)
    return sum(problem.severity == Severity.ERROR for problem in reader.found)


def _advised(head: Head, actions: Mapping[str, Head]) -> Head | None:
    node = head.body.get("advise")
    name = node.get("action") if isinstance(node, MapNode) else node
    return actions.get(name.text) if isinstance(name, ScalarNode) else None
