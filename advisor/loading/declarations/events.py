"""Events: what may happen to the person, what is different then, and what is asked after."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from advisor import ir
from advisor.diagnostics.suggestions import listed
from advisor.loading.declarations.actions import read_asked, read_changes
from advisor.loading.declarations.conditions import read_condition
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.symbol_table import Declarations, EntityFields, Seen
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_KEYS = ("title", "also", "for", "when", "adds", "sets", "asks")


def read_events(
    sections: Iterable[MapNode], declared: Declarations, reader: NodeReader, seen: Seen
) -> dict[str, ir.Event]:
    """All events in listing order; those whose title or entity cannot be read are left out."""
    events: dict[str, ir.Event] = {}
    names: dict[str, ScalarNode] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in names:
                reader.declared_twice("the event", name, names[name.text].span)
                continue
            names[name.text] = name
            reader.check_kebab(name, "an event")
            reader.define(ir.NameKind.EVENT, name)
            rests_on = name, node, seen.by_node(("event", name.text), node)
            read = partial(_read_event, name, node, declared)
            event = seen.memo.part(
                ("event", name.text), rests_on, reader, read, seen.hints, name.span.path
            )
            if event is not None:
                events[name.text] = event
    return events


_HELPS = {
    **dict.fromkeys(("then", "done", "conclude", "effect"), "write `sets`"),
    "advise": "an event says what is different; what to do then is advised by a rule",
}


def _read_event(
    name: ScalarNode, node: Node, declared: Declarations, reader: NodeReader
) -> ir.Event | None:
    what = f"the event `{shown(name.text)}`"
    body = reader.as_map(node, what, help="write `title:` and `sets:` or `asks:` under it")
    if body is None:
        return None
    head = EntityFields(body, what, reader, declared)
    head.check_keys(_KEYS, ("title",), helps=_HELPS)
    entity = _entity_of(head)
    if entity is None:
        return None
    event = EntityFields(body, what, reader, declared, entity)
    title, also = event.template("title"), event.templates("also")
    when = read_condition(event, "when")
    item, adds = _item_of(event)
    if item is None:  # nobody knows what the rest is said of
        return None
    said_of = f"{what} is for `{entity}`" if adds is None else f"{what} adds to `{adds}`"
    sets = read_changes(event, "sets", item, said_of)
    asks = read_asked(event, "asks", item, said_of)
    if all(event.key(key) is None for key in ("sets", "asks", "adds")):
        message = f"nothing says what is different once `{shown(name.text)}` has happened"
        help = "add `sets:` with the facts that it settles, or `asks:` with those to ask after"
        event.report("ADV145", name.span, message, help)
    if title is None:
        return None
    return ir.Event(name.text, title, entity, name.span, when, adds, sets, asks, also)


def _entity_of(event: EntityFields) -> str | None:
    node, entities = event.scalar("for"), event.declared.entities
    if node is None:
        return ir.SITUATION if event.node("for") is None else None
    if node.text in entities:
        event.use(ir.Symbol(ir.NameKind.ENTITY, node.text), node)
        return node.text
    of_list = next((e.name for e in entities.values() if e.list == node.text), None)
    instead = None if of_list is None else f"did you mean `{of_list}`?"
    event.unknown(node, "entity", entities, "ADV115", instead)
    return None


def _item_of(event: EntityFields) -> tuple[str | None, str | None]:
    """What the changes are said of, and the list that gets a new item, if one does."""
    node = event.scalar("adds", help="write the name of a list")
    if node is None:
        return (event.entity if event.node("adds") is None else None), None
    lists = {
        e.list_name: e.name for e in event.declared.entities.values() if e.within == event.entity
    }
    if node.text in lists:
        event.use(ir.Symbol(ir.NameKind.LIST, node.text, (event.entity,)), node)
        return lists[node.text], node.text
    holder = next((e for e in event.declared.entities.values() if e.list == node.text), None)
    help = f"there are {listed(lists)}" if lists else "leave out `adds`"
    for name, item in lists.items():
        if node.text == item:
            help = f"did you mean `{name}`?"
    if holder is not None and holder.within is not None:
        help = f"this list belongs to `{holder.within}`: write the event `for: {holder.within}`"
    message = f"`{event.entity}` has no list `{shown(node.text)}`"
    event.report("ADV146", node.span, message, help)
    return None, None
