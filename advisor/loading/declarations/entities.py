"""Entities: where they lie in each other, and their facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from advisor.diagnostics import Diagnostic, Span
from advisor.ir.packs import SITUATION, EntityDeclaration, FactDeclaration
from advisor.ir.types import ERROR
from advisor.loading.declarations.facts import check_dates, read_fact
from advisor.loading.declarations.fields import Fields, fields_of
from advisor.loading.declarations.index import Declarations, EntityFields, around
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.schema import (
    check_snake,
    declared_twice,
    unknown_name,
)
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_ROOT_KEYS = ("facts",)
_KEYS = ("within", "list", "label", "facts")


@dataclass(frozen=True, slots=True)
class Outline:
    """All entities with typed facts, still without sentences and computed defaults, which `bodies` has."""

    entities: Mapping[str, EntityDeclaration]
    bodies: Mapping[str, MapNode]


def outline_entities(sections: Iterable[MapNode], where: Span, found: list[Diagnostic]) -> Outline:
    """Read the declarations; `where` is the place of the pack, for a situation without facts."""
    entities: dict[str, EntityDeclaration] = {}
    bodies: dict[str, MapNode] = {}
    withins: dict[str, ScalarNode] = {}
    lists: dict[str, ScalarNode] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in entities:
                help = (
                    f"put what is new under the first `{shown(name.text)}`, or choose another name"
                )
                declared_twice("the entity", name, entities[name.text].span, found, help)
                entities[name.text] = _with_facts_unread(entities[name.text], node)
                continue
            check_snake(name, "an entity", found)
            fields = _fields_of(name, node, found)
            bodies[name.text] = fields.body
            within, list_name = _place(name, fields, withins, lists)
            facts = _facts(name, fields)
            entities[name.text] = EntityDeclaration(
                name.text, within, list_name, None, facts, name.span
            )
    if SITUATION not in entities:
        root = EntityDeclaration(SITUATION, None, None, None, {}, where)
        entities = {SITUATION: root, **entities}
    _check_withins(entities, withins, found)
    _check_lists(entities, lists, found)
    return Outline(entities, bodies)


def _with_facts_unread(entity: EntityDeclaration, node: Node) -> EntityDeclaration:
    """The entity with the facts of its second declaration, of which nothing more is read."""
    facts = node.get("facts") if isinstance(node, MapNode) else None
    named = facts.entries if isinstance(facts, MapNode) else ()
    unread = {
        name.text: FactDeclaration(name.text, entity.name, ERROR, name.span) for name, _ in named
    }
    return replace(entity, facts=unread | dict(entity.facts))


def _fields_of(name: ScalarNode, node: Node, found: list[Diagnostic]) -> Fields:
    what = f"the entity `{shown(name.text)}`"
    fields = fields_of(node, what, found, help="write `facts:` under it")
    if fields is None:
        return Fields(MapNode((), name.span), what, found)
    if name.text == SITUATION:
        for key, _ in fields.body.entries:
            if key.text in _KEYS and key.text not in _ROOT_KEYS:
                message = f"the situation is the outermost entity and has no `{key.text}`"
                fields.report("ADV111", key.span, message, f"leave out `{key.text}`")
        fields.check_keys(_KEYS)
    else:
        fields.check_keys(_KEYS, ("list",) if fields.body.entries else ())
    return fields


def _place(
    name: ScalarNode,
    fields: Fields,
    withins: dict[str, ScalarNode],
    lists: dict[str, ScalarNode],
) -> tuple[str | None, str | None]:
    """The entity around it, and the list there; what is written is kept in `withins` and `lists`."""
    if name.text == SITUATION:
        return None, None
    within, of_list = fields.scalar("within"), fields.scalar("list")
    if within is not None:
        withins[name.text] = within
    if of_list is not None:
        check_snake(of_list, "a list", fields.found)
        lists[name.text] = of_list
    return (
        SITUATION if within is None else within.text,
        name.text if of_list is None else of_list.text,
    )


def _facts(name: ScalarNode, fields: Fields) -> dict[str, FactDeclaration]:
    bodies = {}
    facts: dict[str, FactDeclaration] = {}
    help = "write `name:` lines with `type:` under them"
    for key, value in fields.entries("facts", help):
        bodies[key.text] = value
        facts[key.text] = read_fact(key, value, name.text, fields.found)
    return check_dates(facts, bodies, fields.found)


def _check_withins(
    entities: dict[str, EntityDeclaration],
    withins: Mapping[str, ScalarNode],
    found: list[Diagnostic],
) -> None:
    """Report what lies in nothing, in itself, or too deep, and let it lie in the situation."""
    for name, node in withins.items():
        if node.text not in entities:
            unknown_name(node, "entity", entities, "ADV115", found)
            entities[name] = replace(entities[name], within=SITUATION)
    for name, node in withins.items():
        chain = around(entities, name)
        if chain[-1] != SITUATION:
            circle = " in ".join(f"`{one}`" for one in (*chain, name)[:6])
            found.append(
                Diagnostic(
                    "ADV116",
                    f"{circle}: entities cannot lie in each other in a circle",
                    node.span,
                    help="one of them must lie in `situation` or in an entity outside the circle",
                )
            )
            entities[name] = replace(entities[name], within=SITUATION)
        elif len(chain) > limits.MAX_ENTITY_DEPTH:
            found.append(
                Diagnostic(
                    "ADV116",
                    f"more than {limits.MAX_ENTITY_DEPTH} entities lie inside each other",
                    node.span,
                    help="let this one lie further outside",
                )
            )
            entities[name] = replace(entities[name], within=SITUATION)


def _check_lists(
    entities: Mapping[str, EntityDeclaration],
    lists: Mapping[str, ScalarNode],
    found: list[Diagnostic],
) -> None:
    taken: dict[tuple[str, str], Span] = {}
    for name, node in lists.items():
        holder = entities[name].within or SITUATION
        facts = entities[holder].facts
        if holder == SITUATION and node.text in SITUATION_KEYS:
            found.append(
                Diagnostic(
                    "ADV106",
                    f"`{node.text}` is a key of every situation file and cannot be a fact or list",
                    node.span,
                    help="choose another name",
                )
            )
        elif node.text in facts:
            _same_name(node, f"a fact of `{holder}`", facts[node.text].span, found)
        elif (holder, node.text) in taken:
            _same_name(node, f"another list of `{holder}`", taken[holder, node.text], found)
        taken.setdefault((holder, node.text), node.span)


def _same_name(node: ScalarNode, other: str, first: Span, found: list[Diagnostic]) -> None:
    found.append(
        Diagnostic(
            "ADV107",
            f"the list `{shown(node.text)}` bears the name of {other}",
            node.span,
            help="rename one of them",
            related=((first, "declared here"),),
        )
    )


def complete_entities(
    outline: Outline, declared: Declarations, found: list[Diagnostic]
) -> dict[str, EntityDeclaration]:
    """The entities with their labels, questions and computed defaults."""
    completed: dict[str, EntityDeclaration] = {}
    for name, entity in outline.entities.items():
        body = outline.bodies.get(name)
        if body is None:
            completed[name] = entity
            continue
        fields = EntityFields(body, f"the entity `{shown(name)}`", found, declared, name)
        label = fields.template("label") if name != SITUATION else None
        written = body.get("facts")
        bodies = written.entries if isinstance(written, MapNode) else ()
        facts = dict(entity.facts)
        for key, node in bodies:
            if key.text in facts and isinstance(node, MapNode):
                fact = EntityFields(node, f"the fact `{shown(key.text)}`", found, declared, name)
                facts[key.text] = _complete(facts[key.text], fact)
        completed[name] = replace(entity, label=label, facts=facts)
    return completed


def _complete(declared: FactDeclaration, fact: EntityFields) -> FactDeclaration:
    if not declared.is_concluded and fact.node("ask") is not None:
        return replace(declared, ask=fact.template("ask"))
    if declared.is_concluded and fact.node("default") is not None:
        return replace(declared, computed_default=fact.expression("default", declared.type))
    return declared
