"""Entities: where they lie in each other, and their facts with types, questions, bounds and defaults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import closest, did_you_mean
from advisor.loading.declarations.asking import read_asked_along, read_asking
from advisor.loading.declarations.facts import (
    check_dates,
    check_taken,
    complete_fact,
    read_choices,
    read_fact,
)
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.declarations.several_choices import (
    complete_several,
    is_several,
    outline_several,
)
from advisor.loading.declarations.symbol_table import Declarations, EntityFields, Seen, around
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_ROOT_KEYS = ("one_question", "facts")
_ENTITY_KEYS = (
    *("within", "list", "one", "label", "apart"),
    *("ask_first", "ask_more", "asked_by", "asked_along", "ask_if", "always_advised"),
    *("one_question", "facts"),
)
_FACT_OUTSIDE = "a fact stands under `facts:`: give it as many spaces as the others there"


@dataclass(frozen=True, slots=True)
class Outline:
    """All entities with typed facts, without the sentences and computed defaults that stand in `bodies`."""

    entities: Mapping[str, ir.EntityDeclaration]
    bodies: Mapping[str, MapNode]


def outline_entities(sections: Iterable[MapNode], where: Span, reader: NodeReader) -> Outline:
    """Read the declarations; `where` is the place of the pack, for a situation without facts."""
    entities: dict[str, ir.EntityDeclaration] = {}
    bodies: dict[str, MapNode] = {}
    withins: dict[str, ScalarNode] = {}
    lists: dict[str, ScalarNode] = {}
    sections = tuple(sections)
    named = [name.text for section in sections for name, _ in section.entries]
    for section in sections:
        for name, node in section.entries:
            if name.text in entities:
                help = (
                    f"put what is new under the first `{shown(name.text)}`, or choose another name"
                )
                reader.declared_twice("the entity", name, entities[name.text].span, help)
                entities[name.text] = _with_facts_unread(entities[name.text], node)
                continue
            reader.check_snake(name, "an entity")
            reader.define(ir.NameKind.ENTITY, name)
            fields = _fields_of(name, node, named, reader)
            bodies[name.text] = fields.body
            within, list_name = _place(name, fields, withins, lists)
            facts, several = _facts(name, fields)
            is_root = name.text == ir.SITUATION
            entities[name.text] = ir.EntityDeclaration(
                *(name.text, within, list_name, None, facts, name.span),
                is_always_advised=not is_root and fields.yes_no("always_advised"),
                one=None if is_root else fields.text("one"),
                several=several,
            )
    if ir.SITUATION not in entities:
        root = ir.EntityDeclaration(ir.SITUATION, None, None, None, {}, where)
        entities = {ir.SITUATION: root, **entities}
    _check_withins(entities, withins, reader)
    _check_lists(entities, lists, reader)
    return Outline(entities, bodies)


def _with_facts_unread(entity: ir.EntityDeclaration, node: Node) -> ir.EntityDeclaration:
    """The entity with the facts of its second declaration, of which nothing more is read."""
    facts = node.get("facts") if isinstance(node, MapNode) else None
    named = facts.entries if isinstance(facts, MapNode) else ()
    unread = {
        name.text: ir.FactDeclaration(name.text, entity.name, ir.ERROR, name.span)
        for name, _ in named
    }
    return replace(entity, facts=unread | dict(entity.facts))


def _fields_of(name: ScalarNode, node: Node, named: list[str], reader: NodeReader) -> Fields:
    what = f"the entity `{shown(name.text)}`"
    fields = reader.fields(node, what, help="write `facts:` under it")
    if fields is None:
        return Fields(MapNode((), name.span), what, reader)
    if name.text == ir.SITUATION:
        for key, _ in fields.body.entries:
            if key.text in _ENTITY_KEYS and key.text not in _ROOT_KEYS:
                message = f"the situation is the outermost entity and has no `{key.text}`"
                fields.report("ADV111", key.span, message, f"leave out `{key.text}`")
        fields.check_keys(
            _ENTITY_KEYS, helps={key: _FACT_OUTSIDE for key, _ in _facts_outside(fields)}
        )
    else:
        helps = {key: _FACT_OUTSIDE for key, _ in _facts_outside(fields)}
        if [key.text for key, _ in fields.body.entries] == ["facts"]:  # as one that is reopened
            near = did_you_mean(name.text, [one for one in named if one != name.text])
            helps |= {} if near is None else {"list": f"{near} a new entity has a `list: …`"}
        elif fields.body.entries and fields.key("list") is None:
            helps["list"] = f"add the name of its list, such as `list: {name.text}s`"
        fields.check_keys(_ENTITY_KEYS, ("list",) if fields.body.entries else (), helps=helps)
    return fields


def _facts_outside(fields: Fields) -> Iterator[tuple[str, ScalarNode]]:
    """What stands beside `facts`, and is described as a fact is: a line with too few spaces before it."""
    for key, node in fields.body.entries:
        if key.text not in _ENTITY_KEYS and isinstance(node, MapNode) and node.key("type"):
            yield key.text, key


def _place(
    name: ScalarNode,
    fields: Fields,
    withins: dict[str, ScalarNode],
    lists: dict[str, ScalarNode],
) -> tuple[str | None, str | None]:
    """The entity around it, and the list there; what is written is kept in `withins` and `lists`."""
    if name.text == ir.SITUATION:
        return None, None
    within, of_list = fields.scalar("within"), fields.scalar("list")
    if within is not None:
        withins[name.text] = within
        fields.use(ir.Symbol(ir.NameKind.ENTITY, within.text), within)
    if of_list is not None:
        fields.check_snake(of_list, "a list")
        fields.define(ir.NameKind.LIST, of_list, ir.SITUATION if within is None else within.text)
        lists[name.text] = of_list
    return (
        ir.SITUATION if within is None else within.text,
        f"{name.text}s" if of_list is None else of_list.text,  # so that its uses are not blamed
    )


def _facts(
    name: ScalarNode, fields: Fields
) -> tuple[dict[str, ir.FactDeclaration], dict[str, ir.Several]]:
    """The facts, those of each `type: several` among them, and these."""
    bodies: dict[str, Node] = {}
    facts = {
        outside: ir.FactDeclaration(outside, name.text, ir.ERROR, key.span)
        for outside, key in _facts_outside(fields)
    }
    several: dict[str, ir.Several] = {}
    help = "write `name:` lines with `type:` under them"
    entries = list(fields.entries("facts", help))
    names = {key.text for key, _ in entries}
    for key, value in entries:
        bodies[key.text] = value
        if not is_several(value):
            facts[key.text] = read_fact(key, value, name.text, fields)
            continue
        fields.check_snake(key, "a fact")
        check_taken(key, name.text, fields)
        fact = fields.fields(value, f"the fact `{shown(key.text)}`")
        assert fact is not None  # INVARIANT: `is_several` found a mapping
        fact.define(ir.NameKind.FACT, key, name.text)
        words, also = read_choices(fact, (name.text, key.text))
        several[key.text], parts = outline_several(key, name.text, fact, words, also)
        for part in parts:
            if part in names or part in facts:
                message = f"`{part}` stands for a choice of `{key.text}` and is a fact already"
                fields.report("ADV107", key.span, message, "rename one of them, or the choice")
        facts |= parts
    return check_dates(facts, bodies, fields), several


def _check_withins(
    entities: dict[str, ir.EntityDeclaration],
    withins: Mapping[str, ScalarNode],
    reader: NodeReader,
) -> None:
    """Report what lies in nothing, in itself, or too deep, and let it lie in the situation."""
    for name, node in withins.items():
        if node.text not in entities:
            reader.unknown(node, "entity", entities, "ADV115")
            of_list = (one.name for one in entities.values() if one.list == node.text)
            meant = closest(node.text, entities.keys() - {name}) or next(of_list, ir.SITUATION)
            entities[name] = replace(entities[name], within=meant)
    for name, node in withins.items():
        chain = around(entities, name)
        if chain[-1] != ir.SITUATION:
            cycle = " in ".join(f"`{one}`" for one in (*chain, name)[:6])
            message = f"{cycle}: entities cannot lie in each other in a circle"
            help = "one of them must lie in `situation` or in an entity outside the circle"
            reader.report("ADV116", node.span, message, help)
            entities[name] = replace(entities[name], within=ir.SITUATION)
        elif len(chain) > limits.MAX_ENTITY_DEPTH:
            message = f"more than {limits.MAX_ENTITY_DEPTH} entities lie inside each other"
            reader.report("ADV116", node.span, message, "let this one lie further outside")
            entities[name] = replace(entities[name], within=ir.SITUATION)


def _check_lists(
    entities: Mapping[str, ir.EntityDeclaration],
    lists: Mapping[str, ScalarNode],
    reader: NodeReader,
) -> None:
    taken: dict[tuple[str, str], Span] = {}
    for name, node in lists.items():
        holder = entities[name].within or ir.SITUATION
        facts = entities[holder].facts
        if holder == ir.SITUATION and node.text in SITUATION_KEYS:
            message = f"`{node.text}` is a key of every situation file and cannot be a fact or list"
            reader.report("ADV106", node.span, message, "choose another name")
        elif node.text in facts:
            _same_name(node, f"a fact of `{holder}`", facts[node.text].span, reader)
        elif (holder, node.text) in taken:
            _same_name(node, f"another list of `{holder}`", taken[holder, node.text], reader)
        taken.setdefault((holder, node.text), node.span)


def _same_name(node: ScalarNode, other: str, first: Span, reader: NodeReader) -> None:
    message = f"the list `{shown(node.text)}` bears the name of {other}"
    help = "rename one of them"
    reader.report("ADV107", node.span, message, help, related=((first, "declared here"),))


def complete_entities(
    outline: Outline, declared: Declarations, reader: NodeReader, seen: Seen
) -> dict[str, ir.EntityDeclaration]:
    """The entities with their labels, questions and computed defaults."""
    completed: dict[str, ir.EntityDeclaration] = {}
    for name, entity in outline.entities.items():
        body = outline.bodies.get(name)
        completed[name] = entity
        if body is not None:
            read = partial(_complete_entity, entity, body, declared, seen)
            rests_on = body, entity.span, seen.by_node(("entity", name), body)
            completed[name] = seen.memo.part(
                ("entity", name), rests_on, reader, read, seen.hints, body.span.path
            )
    for name, body in outline.bodies.items():
        if name == ir.SITUATION:
            continue
        fields = EntityFields(body, f"the entity `{shown(name)}`", reader, declared, name)
        along = read_asked_along(fields, completed)
        completed[name] = replace(completed[name], asked_along=along)
    return completed


def _complete_entity(
    entity: ir.EntityDeclaration,
    body: MapNode,
    declared: Declarations,
    seen: Seen,
    reader: NodeReader,
) -> ir.EntityDeclaration:
    name = entity.name
    fields = EntityFields(body, f"the entity `{shown(name)}`", reader, declared, name)
    label = fields.template("label") if name != ir.SITUATION else None
    apart = fields.template("apart") if name != ir.SITUATION else None
    written = body.get("facts")
    bodies = written.entries if isinstance(written, MapNode) else ()
    facts, several = dict(entity.facts), dict(entity.several)
    for key, node in bodies:
        if key.text in several and isinstance(node, MapNode):
            fact = EntityFields(node, f"the fact `{shown(key.text)}`", reader, declared, name)
            several[key.text], parts = complete_several(several[key.text], facts, fact)
            facts |= parts
        if key.text in facts and isinstance(node, MapNode):
            part, outlined = ("fact", name, key.text), facts[key.text]
            facts[key.text] = seen.memo.part(
                part,
                (key, node, outlined, seen.by_node(part, node)),
                reader,
                partial(complete_fact, outlined, node, declared),
                seen.hints,
            )
    asked = read_asking(fields, entity)
    return replace(entity, label=label, apart=apart, facts=facts, several=several, **asked)
