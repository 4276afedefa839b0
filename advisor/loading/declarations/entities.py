"""Entities: where they lie in each other, and their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from advisor.diagnostics import Diagnostic, Span
from advisor.ir.packs import SITUATION, EntityDeclaration, FactDeclaration
from advisor.loading.declarations.facts import check_dates, read_fact
from advisor.loading.declarations.index import Declarations, around
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.schema import (
    as_map,
    as_scalar,
    check_keys,
    check_snake,
    declared_twice,
    given,
    unknown_name,
)
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_ROOT_KEYS = ("facts",)
_KEYS = ("within", "list", "label", "facts")


@dataclass(frozen=True, slots=True)
class Outline:
    """All entities with typed facts, still without sentences and computed defaults.

    `bodies` keeps where these stand, and `broken` the facts and entities that could not be read.
    """

    entities: Mapping[str, EntityDeclaration]
    bodies: Mapping[str, MapNode]
    broken: frozenset[str]


def outline_entities(sections: Iterable[MapNode], where: Span, found: list[Diagnostic]) -> Outline:
    """Read the declarations; `where` is the place of the pack, for a situation without facts."""
    entities: dict[str, EntityDeclaration] = {}
    bodies: dict[str, MapNode] = {}
    broken: set[str] = set()
    withins: dict[str, ScalarNode] = {}
    lists: dict[str, ScalarNode] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in entities:
                help = (
                    f"put what is new under the first `{shown(name.text)}`, or choose another name"
                )
                declared_twice("the entity", name, entities[name.text].span, found, help)
                broken.update(_names_of_facts(node))
                continue
            check_snake(name, "an entity", found)
            body = _as_body(name, node, found)
            bodies[name.text] = body
            within, list_name = _place(name, body, withins, lists, found)
            facts = _facts(name, body, broken, found)
            entities[name.text] = EntityDeclaration(
                name.text, within, list_name, None, facts, name.span
            )
    if SITUATION not in entities:
        root = EntityDeclaration(SITUATION, None, None, None, {}, where)
        entities = {SITUATION: root, **entities}
    _check_withins(entities, withins, found)
    _check_lists(entities, lists, found)
    return Outline(entities, bodies, frozenset(broken))


def _names_of_facts(node: Node) -> Iterator[str]:
    facts = node.get("facts") if isinstance(node, MapNode) else None
    if isinstance(facts, MapNode):
        yield from (name.text for name, _ in facts.entries)


def _as_body(name: ScalarNode, node: Node, found: list[Diagnostic]) -> MapNode:
    what = f"the entity `{shown(name.text)}`"
    body = as_map(node, what, found, help="write `facts:` under it")
    if body is None:
        return MapNode((), name.span)
    if name.text == SITUATION:
        for key, _ in body.entries:
            if key.text in _KEYS and key.text not in _ROOT_KEYS:
                found.append(
                    Diagnostic(
                        "ADV111",
                        f"the situation is the outermost entity and has no `{key.text}`",
                        key.span,
                        help=f"leave out `{key.text}`",
                    )
                )
        check_keys(body, _KEYS, (), what, found)
    else:
        check_keys(body, _KEYS, ("list",) if body.entries else (), what, found)
    return body


def _place(
    name: ScalarNode,
    body: MapNode,
    withins: dict[str, ScalarNode],
    lists: dict[str, ScalarNode],
    found: list[Diagnostic],
) -> tuple[str | None, str | None]:
    if name.text == SITUATION:
        return None, None
    within, list_name = SITUATION, name.text
    node = given(body, "within")
    scalar = as_scalar(node, "`within`", found) if node is not None else None
    if scalar is not None:
        within = scalar.text
        withins[name.text] = scalar
    node = given(body, "list")
    scalar = as_scalar(node, "`list`", found) if node is not None else None
    if scalar is not None:
        check_snake(scalar, "a list", found)
        list_name = scalar.text
        lists[name.text] = scalar
    return within, list_name


def _facts(
    name: ScalarNode, body: MapNode, broken: set[str], found: list[Diagnostic]
) -> dict[str, FactDeclaration]:
    node = given(body, "facts")
    if node is None:
        return {}
    mapping = as_map(node, "`facts`", found, help="write `name:` lines with `type:` under them")
    facts: dict[str, FactDeclaration] = {}
    for key, value in mapping.entries if mapping is not None else ():
        fact = read_fact(key, value, name.text, found)
        if fact is None:
            broken.add(key.text)
        else:
            facts[key.text] = fact
    bodies = {key.text: value for key, value in mapping.entries} if mapping is not None else {}
    return check_dates(facts, bodies, broken, found)


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
        label = given(body, "label") if name != SITUATION else None
        template = declared.template(label, name, "`label`", found) if label is not None else None
        facts_node = body.get("facts")
        bodies = (
            {key.text: fact for key, fact in facts_node.entries}
            if isinstance(facts_node, MapNode)
            else {}
        )
        facts = {
            key: _complete(fact, bodies.get(key), declared, found)
            for key, fact in entity.facts.items()
            if bodies
        }
        completed[name] = replace(entity, label=template, facts=facts)
    return completed


def _complete(
    fact: FactDeclaration, body: Node | None, declared: Declarations, found: list[Diagnostic]
) -> FactDeclaration:
    if not isinstance(body, MapNode):
        return fact
    ask, default = given(body, "ask"), given(body, "default")
    if ask is not None and not fact.is_concluded:
        return replace(fact, ask=declared.template(ask, fact.entity, "`ask`", found))
    if default is not None and fact.is_concluded:
        value = declared.expression(default, fact.entity, fact.type, "`default`", found)
        return replace(fact, computed_default=value)
    return fact
