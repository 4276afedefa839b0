"""Rules: when they hold, and what follows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from advisor import ir
from advisor.diagnostics import Severity, Span
from advisor.diagnostics.suggestions import did_you_mean
from advisor.loading.declarations import rule_outlines
from advisor.loading.declarations.actions import check_said_for
from advisor.loading.declarations.citations import read_references
from advisor.loading.declarations.conditions import read_condition
from advisor.loading.declarations.node_reader import NodeReader, given, head_of
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.declarations.symbol_table import (
    Declarations,
    EntityFields,
    Head,
    Seen,
    kind_of,
)
from advisor.loading.declarations.unknown_keys import help_for_key
from advisor.loading.syntax.nodes import ListNode, Node, ScalarNode, shown

_ALL = "all"
_ADVISE_KEYS = ("action", "start", "due", "instead_of")
_BESIDE_ADVISE = dict.fromkeys(
    ("when", "unless", "because", "source", "for", "conclude", "note", "overrides"),
    "it stands beside `advise`, as a key of the rule",
)
_NOTE_KEYS = ("on", "say", "importance")


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
        rule_outlines.HELPS.get(key.text) or help_for_key(key.text, rule_outlines.KEYS)
        for key in _unknown_keys(rule)
    }
    if not misspelt and not any(rule.node(key) is not None for key in rule_outlines.EFFECTS):
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
    return [
        key
        for key, _ in rule.body.entries
        if key.text not in (*rule_outlines.KEYS, rule_outlines.OTHERWISE)
    ]


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
    if not (isinstance(on_node, ScalarNode) and on_node.text == _ALL):
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
    if node is None or (isinstance(node, ScalarNode) and node.text == _ALL):
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
    return replace(declared, rules=heads, advised=rule_outlines.advised_actions(heads))


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
    for name in rule_outlines.names_advised(head):
        action = declared.actions.get(name.text)
        if action is not None:
            check_said_for(action, entity, declared, reader)
    return sum(problem.severity == Severity.ERROR for problem in reader.found)
