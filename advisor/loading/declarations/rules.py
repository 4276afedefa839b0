"""Rules: when they hold, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from advisor import ir
from advisor.diagnostics import Severity, Span
from advisor.diagnostics.suggestions import did_you_mean
from advisor.loading.declarations.actions import check_said_for
from advisor.loading.declarations.citations import read_references
from advisor.loading.declarations.conditions import read_condition
from advisor.loading.declarations.fields import Fields, NodeReader, given, head_of
from advisor.loading.declarations.index import Declarations, EntityFields, Head, Seen, kind_of
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.declarations.unknown_keys import help_for_key
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_EFFECTS = ("conclude", "advise", "note", "overrides", "silences")
_KEYS = (
    *("rule", "for", "from", "until", "when", "unless", *_EFFECTS),
    *("because", "source", "disputed"),
)
_OTHERWISE_KEYS = ("otherwise", "from", "until", *_EFFECTS, "because", "source", "disputed")
_GROUP = "first_of"
_GROUP_KEYS = (_GROUP, "for")
_OTHERWISE = "otherwise"
ALL = "all"
_ADVISE_KEYS = ("action", "start", "due", "instead_of")
_BESIDE_ADVISE = dict.fromkeys(
    ("when", "unless", "because", "source", "for", "conclude", "note", "overrides"),
    "it stands beside `advise`, as a key of the rule",
)
_NOTE_KEYS = ("on", "say", "importance")
_HELPS = {  # words of other languages for rules -> what to write here
    **dict.fromkeys(
        ("then", "do", "actions"),
        "write `advise: …` for advice, or `conclude:` with `fact: value` lines",
    ),
    "action": "write `advise: …`",
    **{day: f"write `advise: {{action: …, {day}: …}}`" for day in ("start", "due")},
    **dict.fromkeys(("else", "otherwise"), "write another rule, or a group of rules, `first_of`"),
    **dict.fromkeys(
        ("priority", "salience"),
        "rules have no order: say what a rule comes before under `overrides`",
    ),
    **dict.fromkeys(
        ("enabled", "active", "disabled", "inactive"),
        "put a `#` before each of its lines, or say from and until when it counts: `until: 2026-12-31`",
    ),
}
_NO_MORE = (
    "`otherwise` is for all that is left: leave the condition out, or write `rule` for `otherwise`"
)
_ONE_ENTITY = "a rule is for one entity: write a rule for each"
_ARTICLES = ("each", "every", "all", "any", "a", "an", "the")


def outline_rules(
    sections: Iterable[ListNode],
    entities: Mapping[str, ir.EntityDeclaration],
    reader: NodeReader,
) -> dict[str, Head]:
    """The names of all rules, in listing order, with their entities and what stands in them."""
    heads: dict[str, Head] = {}
    for node in (item for section in sections for item in section.items):
        if isinstance(node, MapNode) and node.key(_GROUP) is not None:
            found = _outline_group(node, entities, reader)
        else:
            head = _outline_rule(node, entities, reader, "rule", ir.SITUATION)
            found = [] if head is None else [head]
        for head in found:
            name = head.name
            if name.text in heads:
                reader.declared_twice("the rule", name, heads[name.text].name.span)
            else:
                heads[name.text] = head
    return heads


def _outline_rule(
    node: Node,
    entities: Mapping[str, ir.EntityDeclaration],
    reader: NodeReader,
    key: str,
    entity: str | None,
) -> Head | None:
    """The rule whose name stands under `key`; without `for`, it is for `entity`."""
    rule = reader.fields(node, "a rule", help="begin with `- rule: its-name`")
    if rule is None:
        return None
    stated = rule.body.get(key)
    if isinstance(stated, ScalarNode) and not stated.is_none:
        rule.what = f"the rule `{shown(stated.text)}`"
    if key == _OTHERWISE:
        helps = {**_HELPS, **dict.fromkeys(("when", "unless"), _NO_MORE)}
        rule.check_keys(_OTHERWISE_KEYS, (key,), helps=helps)
    else:
        rule.check_keys(_KEYS, (key,), helps=_HELPS)
    name = rule.scalar(key)
    if name is None:
        return None
    reader.check_kebab(_as_one_name(name), "a rule")
    reader.define(ir.NameKind.RULE, name)
    return Head(name, rule.body, entity_of(rule, entities, entity))


def _as_one_name(name: ScalarNode) -> ScalarNode:
    """A name with one `/` taken for a hyphen: rules that were rows of a table keep it, as `fee/2`."""
    return replace(name, text=name.text.replace("/", "-", 1))


def _outline_group(
    node: MapNode, entities: Mapping[str, ir.EntityDeclaration], reader: NodeReader
) -> list[Head]:
    """The rules under `first_of`, each of which overrides those after it.

    `first_of: [a, b, c]` is a, `overrides: [b, c]`; b, `overrides: [c]`; and c.
    """
    group = Fields(node, "a group of rules", reader)
    group.check_keys(_GROUP_KEYS)
    entity = entity_of(group, entities, ir.SITUATION)
    inside = group.node(_GROUP)
    body = (
        None
        if inside is None
        else group.as_list(inside, f"`{_GROUP}`", "begin each with `- rule: …`")
    )
    if body is None or not body.items:
        if inside is None or body is not None:
            help = "write `- rule: …` lines under it"
            group.report(
                "ADV104", node.entries[0][0].span, f"nothing stands under `{_GROUP}`", help
            )
        return []
    heads: list[Head] = []
    for item in body.items:
        is_last = item is body.items[-1]
        fallback = item.key(_OTHERWISE) if isinstance(item, MapNode) else None
        head = _outline_rule(item, entities, reader, _OTHERWISE if fallback else "rule", entity)
        if fallback is not None and not is_last:
            message = f"after `{_OTHERWISE}`, nothing in the group can fire any more"
            reader.report("ADV140", fallback.span, message, "put it last")
        elif head is not None and fallback is None and not is_last and not _has_condition(head):
            message = f"`{shown(head.name.text)}` always holds, so no rule after it can fire"
            reader.report("ADV140", head.name.span, message, "give it a `when`, or put it last")
        if head is not None:
            heads.append(head)
    return [_in_group(head, number, heads, reader) for number, head in enumerate(heads)]


def _has_condition(head: Head) -> bool:
    return any(head.body.get(key) is not None for key in ("when", "unless", "from", "until"))


def _in_group(head: Head, number: int, heads: list[Head], reader: NodeReader) -> Head:
    if None not in (head.entity, heads[0].entity) and head.entity != heads[0].entity:
        message = (
            f"this rule is for `{head.entity}`, and the first of its group for `{heads[0].entity}`"
        )
        help = f"write `for:` once, beside `{_GROUP}`"
        reader.report("ADV120", head.name.span, message, help)
        return head
    return replace(head, before=tuple(later.name.text for later in heads[number + 1 :]))


def entity_of(
    rule: Fields, entities: Mapping[str, ir.EntityDeclaration], otherwise: str | None
) -> str | None:
    """The entity under `for`, if it is declared; `otherwise`, where nothing stands there."""
    if rule.node("for") is None:
        return otherwise
    node = rule.node("for")
    is_several = isinstance(node, ListNode) and len(node.items) > 1
    name = rule.scalar("for", _ONE_ENTITY if is_several else None)
    if name is None:
        return None
    if name.text in entities:
        rule.use(ir.Symbol(ir.NameKind.ENTITY, name.text), name)
        return name.text
    of_list = next((e.name for e in entities.values() if e.list == name.text), None)
    instead = f"did you mean `{of_list}`? `for` names an entity, not a list" if of_list else None
    article, _, bare = name.text.partition(" ")
    if article.lower() in _ARTICLES and bare in entities:
        instead = f"write `{bare}`: a rule is tried for each of them"
    elif "," in name.text or " " in name.text:
        instead = _ONE_ENTITY
    rule.unknown(name, "entity", entities, "ADV115", instead)
    return None


def advised_actions(heads: Mapping[str, Head]) -> dict[str, tuple[tuple[Head, Span], ...]]:
    """For each action that rules advise, these rules, with the place where they name it."""
    advised: dict[str, list[tuple[Head, Span]]] = {}
    for head in heads.values():
        for name in _advised(head):
            advised.setdefault(name.text, []).append((head, name.span))
    return {action: tuple(rules) for action, rules in advised.items()}


def read_rules(declared: Declarations, reader: NodeReader, seen: Seen) -> dict[str, ir.Rule]:
    """All rules; those whose entity is not known are left out."""
    found: dict[str, ir.Rule] = {}
    for name, head in declared.rules.items():
        if name in declared.rows:
            continue
        others = [(n, declared.rules[n]) for n in _overridden(head) if n in declared.rules]
        beaten = [(name, other.entity, other.parts) for name, other in others]
        read = partial(read_rule, head, declared)
        sees = seen.by_node(("rule", name), head.body)
        parts = seen.memo.part(
            ("rule", name), (head, sees, beaten), reader, read, seen.hints, head.body.span.path
        )
        found |= {rule.name: rule for rule in parts}
    return found


def _overridden(head: Head) -> list[str]:
    """The names of the rules that it may override."""
    node = given(head.body, "overrides")
    nodes = node.items if isinstance(node, ListNode) else (node,)
    return [*head.before, *(one.text for one in nodes if isinstance(one, ScalarNode))]


def read_rule(head: Head, declared: Declarations, reader: NodeReader) -> tuple[ir.Rule, ...]:
    """One rule, or none where its entity is not known; with a list of `advise`, a rule for each.

    Of `chase` with two, the first is `chase`, with all that it does, and `chase/2` only advises the
    second where the same holds.
    """
    name, entity = head.name, head.entity
    what = f"the rule `{shown(name.text)}`"
    rule = EntityFields(
        head.body, what, reader, declared, ir.SITUATION if entity is None else entity
    )
    misspelt = {
        _HELPS.get(key.text) or help_for_key(key.text, _KEYS) for key in _unknown_keys(rule)
    }
    if not misspelt and not any(rule.node(key) is not None for key in _EFFECTS):
        help = "add `conclude`, `advise`, `note`, `overrides` or `silences`"
        rule.report("ADV121", name.span, f"{what} does nothing", help)
    has_reason = rule.node("because") is not None or any("`because`" in str(m) for m in misspelt)
    if rule.node("advise") is not None and not has_reason:
        help = "add `because: …` with one sentence for the reader"
        rule.report("ADV122", name.span, f"{what} advises without giving a reason", help)
    if isinstance(rule.node("advise"), ListNode) and not head.advised:
        help = "name an action, or leave it out"
        rule.report("ADV104", name.span, "`advise` is empty", help)
    sources = read_references(rule, declared.sources)
    because, disputed = rule.template("because") if entity else None, rule.text("disputed")
    silences, silences_all = _read_silences(rule)
    if entity is None:
        return ()
    advises = [_read_advise(rule, node) for node in head.advised]
    first = ir.Rule(
        name=name.text,
        entity=entity,
        when=_with_dates(rule, read_condition(rule, "when"), name.span),
        unless=read_condition(rule, "unless"),
        span=name.span,
        concludes=_read_conclude(rule),
        advises=advises[0] if advises else None,
        note=_read_note(rule),
        overrides=_read_overrides(rule, head),
        goes_before=head.before,
        silences=silences,
        silences_all=silences_all,
        because=because,
        sources=sources,
        disputed=disputed,
    )
    further = [
        ir.Rule(
            name=part,
            entity=entity,
            when=first.when,
            unless=first.unless,
            span=name.span if one is None else one.span,
            advises=one,
            because=because,
            sources=sources,
            disputed=disputed,
            part_of=name.text,
        )
        for part, one in zip(head.parts[1:], advises[1:], strict=True)
    ]
    return (first, *further)


def _with_dates(rule: EntityFields, when: ir.Expression | None, span: Span) -> ir.Expression:
    """The condition under `when`, and that `today` lies neither before `from` nor after `until`."""
    bounds: list[ir.Expression] = []
    days: list[int] = []
    for key, op in (("from", ir.Comparison.NOT_BEFORE), ("until", ir.Comparison.NOT_AFTER)):
        scalar = rule.scalar(key, help="write a date, such as `2026-11-22`")
        day = None if scalar is None else convert(scalar.text, ir.DATE)
        if scalar is None:
            continue
        if isinstance(day, Misfit):
            if scalar.text.isidentifier():
                sign = "on or after" if key == "from" else "on or before"
                hangs = f"what hangs on a fact stands under `when`: `today is {sign} {scalar.text}`"
                day = replace(day, help=hangs)
            rule.refuse(day, scalar)
            continue
        assert isinstance(day, int)  # INVARIANT: so are dates held
        days.append(day)
        if days[1:] and day < days[0]:
            message = f"`{shown(scalar.text)}` lies before `from`, so the rule could never fire"
            rule.report("ADV110", scalar.span, message, "exchange the two")
        today = ir.FactRef(0, ir.SITUATION, ir.TODAY, ir.DATE, scalar.span)
        bounds.append(ir.Compare(op, today, ir.Literal(day, ir.DATE, scalar.span), scalar.span))
    if not bounds:
        return ir.Literal(True, ir.YES_NO, span) if when is None else when
    parts = (*bounds, *(() if when is None else (when,)))
    return parts[0] if len(parts) == 1 else ir.And(parts, span)


def _unknown_keys(rule: EntityFields) -> list[ScalarNode]:
    return [key for key, _ in rule.body.entries if key.text not in (*_KEYS, _OTHERWISE)]


def _read_conclude(rule: EntityFields) -> tuple[ir.Conclude, ...]:
    facts = rule.declared.entities[rule.entity].facts
    conclusions: list[ir.Conclude] = []
    for key, value in rule.entries("conclude", "write `fact: value` lines under it"):
        fact = facts.get(key.text)
        if fact is not None:
            rule.use_fact(rule.declared.entities[rule.entity], key)
        if fact is None:
            _report_no_own_fact(rule, key)
        elif fact.type is ir.ERROR:
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
            conclusions.append(ir.Conclude(key.text, expression, key.span))
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


def _read_advise(rule: EntityFields, node: Node) -> ir.Advise | None:
    if isinstance(node, ScalarNode) and not node.is_none:
        return ir.Advise(node.text, None, None, (), node.span) if rule.is_action(node) else None
    body = rule.as_map(node, "`advise`", "write `action: …` under it")
    if body is None:
        return None
    advise = EntityFields(body, "`advise`", rule, rule.declared, rule.entity)
    named = [key.text for key, _ in body.entries if key.text in rule.declared.actions]
    helps = _BESIDE_ADVISE | {
        name: f"write `action: {name}`, and `start` and `due` beside it" for name in named
    }
    advise.check_keys(_ADVISE_KEYS, () if named else ("action",), helps=helps)
    start, due = advise.expression("start", ir.DATE), advise.expression("due", ir.DATE)
    action = advise.scalar("action")
    own = None if action is None else action.text
    itself = f"`{shown(own or '')}` cannot be advised instead of itself"
    replaced = advise.actions("instead_of", own, itself)
    _refuse_due_of_know(advise, own)
    if action is None or not advise.is_action(action):
        return None
    return ir.Advise(action.text, start, due, replaced, action.span)


def _refuse_due_of_know(advise: EntityFields, action: str | None) -> None:
    head = advise.declared.actions.get(action or "")
    key = advise.key("due")
    if key is not None and head is not None and kind_of(head) == ir.ActionKind.KNOW.value:
        message = f"`{action}` is only to be known, so it is never due"
        help = "leave out `due`, or give the action another `kind`"
        advise.report("ADV111", key.span, message, help)


def _read_note(rule: EntityFields) -> ir.Note | None:
    help = "write `on: [action]` and `say: …` under it"
    note = rule.inner("note", _NOTE_KEYS, ("on", "say"), help)
    if note is None:
        return None
    on_node, on = note.node("on"), None
    if not (isinstance(on_node, ScalarNode) and on_node.text == ALL):
        on = tuple(name.text for name in note.names("on") if note.is_action(name))
    say, key = note.template("say"), note.key("say")
    importance = note.word("importance", tuple(rank.value for rank in ir.Importance))
    if say is None:
        return None
    span = key.span if key is not None else note.body.span
    return ir.Note(on, say, span, ir.Importance(importance or "normal"))


def _read_overrides(rule: EntityFields, head: Head) -> tuple[str, ...]:
    """The rules that it overrides, with all that these have become, and those after it in its group."""
    declared, own = rule.declared, head.name
    kept = [name for name in head.before if name in declared.rules]
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
    return tuple(part for name in dict.fromkeys(kept) for part in declared.rules[name].parts)


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


def with_forgotten_for(declared: Declarations, reader: NodeReader) -> Declarations:
    """The declarations with each rule that forgot its `for` moved to the entity that it must mean.

    Cost: rules without `for` are read once more; those with mistakes once for each entity.
    """
    if set(declared.entities) <= {ir.SITUATION}:
        return declared  # there is nothing else that could be meant
    heads = {name: _as_meant(head, declared, reader) for name, head in declared.rules.items()}
    if all(heads[name] is head for name, head in declared.rules.items()):
        return declared
    return replace(declared, rules=heads, advised=advised_actions(heads))


def _as_meant(head: Head, declared: Declarations, reader: NodeReader) -> Head:
    if head.entity != ir.SITUATION or head.body.get("for") is not None:
        return head
    # `when: stage is offered` without `for` knows no `stage`: one mistake. For each entity, the outer
    # before the inner, the rule is read as if it were meant; that with fewest mistakes is, here
    # `application`, with none. Then one message asks for `for: application` instead of one for each name.
    fewest = _mistakes(head, ir.SITUATION, declared)
    if not fewest:
        return head
    meant = ir.SITUATION
    others = (name for name in declared.entities if name != ir.SITUATION)
    for entity in sorted(others, key=lambda name: len(declared.around(name))):
        mistakes = _mistakes(head, entity, declared)
        if mistakes < fewest:
            fewest, meant = mistakes, entity
    if meant == ir.SITUATION:
        return head
    message = f"the rule `{shown(head.name.text)}` speaks of facts of `{meant}` without `for`"
    reader.report("ADV102", head.name.span, message, f"add `for: {meant}`")
    return replace(head, entity=meant)


def _mistakes(head: Head, entity: str, declared: Declarations) -> int:
    """How much is wrong with a rule, and with the action that it advises, if it is for this entity."""
    reader = NodeReader()
    read_rule(replace(head, entity=entity), declared, reader)
    for name in _advised(head):
        action = declared.actions.get(name.text)
        if action is not None:
            check_said_for(action, entity, declared, reader)
    return sum(problem.severity == Severity.ERROR for problem in reader.found)


def _advised(head: Head) -> Iterator[ScalarNode]:
    """The names of the actions that it advises."""
    for node in head.advised:
        name = node.get("action") if isinstance(node, MapNode) else node
        if isinstance(name, ScalarNode) and not name.is_none:
            yield name
