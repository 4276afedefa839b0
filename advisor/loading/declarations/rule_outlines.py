"""What is read of rules before their conditions: names, whom they are for, what a group puts before what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from advisor import ir
from advisor.diagnostics import Span
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.declarations.symbol_table import Head
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

EFFECTS = ("conclude", "advise", "note", "overrides", "silences")
KEYS = (
    *("rule", "for", "from", "until", "when", "unless", *EFFECTS),
    *("because", "source", "disputed"),
)
_OTHERWISE_KEYS = ("otherwise", "from", "until", *EFFECTS, "because", "source", "disputed")
_GROUP = "first_of"
_GROUP_KEYS = (_GROUP, "for")
OTHERWISE = "otherwise"
HELPS = {  # words of other languages for rules -> what to write here
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
    if key == OTHERWISE:
        helps = {**HELPS, **dict.fromkeys(("when", "unless"), _NO_MORE)}
        rule.check_keys(_OTHERWISE_KEYS, (key,), helps=helps)
    else:
        rule.check_keys(KEYS, (key,), helps=HELPS)
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
        fallback = item.key(OTHERWISE) if isinstance(item, MapNode) else None
        head = _outline_rule(item, entities, reader, OTHERWISE if fallback else "rule", entity)
        if fallback is not None and not is_last:
            message = f"after `{OTHERWISE}`, nothing in the group can fire any more"
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
        for name in names_advised(head):
            advised.setdefault(name.text, []).append((head, name.span))
    return {action: tuple(rules) for action, rules in advised.items()}


def names_advised(head: Head) -> Iterator[ScalarNode]:
    """The names of the actions that it advises."""
    for node in head.advised:
        name = node.get("action") if isinstance(node, MapNode) else node
        if isinstance(name, ScalarNode) and not name.is_none:
            yield name
