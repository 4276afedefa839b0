"""What doing an action changes in the situation, and what it asks the person."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean
from advisor.ir.packs import TODAY, Change, FactDeclaration
from advisor.loading.declarations import Declarations
from advisor.loading.documents import shown
from advisor.loading.nodes import Node, ScalarNode
from advisor.loading.schema import as_map, names_in


def read_done(
    node: Node | None,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> tuple[Change, ...]:
    if node is None:
        return ()
    body = as_map(node, "`done`", found, help="write `fact: value` lines under it")
    changes: list[Change] = []
    for key, value in body.entries if body is not None else ():
        fact = _stated_fact(key, "done", entity, action, declared, found)
        if fact is None:
            continue
        start = entity if entity is not None else fact.entity
        new = declared.expression(
            value, start, fact.type, f"`{fact.name}`", found, stated_only=True
        )
        if new is not None:
            changes.append(Change(fact.entity, fact.name, new, key.span))
    return tuple(changes)


def read_asks(
    node: Node | None,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> tuple[tuple[str, str], ...]:
    facts = (
        _stated_fact(name, "asks", entity, action, declared, found)
        for name in names_in(node, "`asks`", found)
    )
    return tuple((fact.entity, fact.name) for fact in facts if fact is not None)


def _stated_fact(
    node: ScalarNode,
    key: str,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> FactDeclaration | None:
    """The stated fact that `done` or `asks` names: `fact`, or `entity.fact` where two bear the name."""
    holder, _, name = node.text.rpartition(".")
    if name in declared.broken:
        return None
    seen = _visible(entity, name, declared)
    if holder:
        seen = tuple(fact for fact in seen if fact.entity == holder)
    if len(seen) > 1:
        ways = " or ".join(f"`{fact.entity}.{name}`" for fact in seen)
        found.append(
            Diagnostic(
                "ADV125", f"`{shown(name)}` could mean two facts", node.span, help=f"write {ways}"
            )
        )
        return None
    if not seen:
        found.append(_no_fact(node, name, key, entity, action, declared))
        return None
    if seen[0].is_concluded:
        found.append(
            Diagnostic(
                "ADV126",
                f"`{shown(node.text)}` is concluded by rules, so `{key}` cannot set it"
                if key == "done"
                else f"`{shown(node.text)}` is concluded by rules, so nobody can be asked for it",
                node.span,
                help="name the stated facts that it follows from",
                related=((seen[0].span, "declared here"),),
            )
        )
        return None
    return seen[0]


def _visible(entity: str | None, name: str, declared: Declarations) -> tuple[FactDeclaration, ...]:
    if entity is not None:
        return declared.visible(entity, name)
    holders = [e.facts[name] for e in declared.entities.values() if name in e.facts]
    return tuple(holders[:1])


def _no_fact(
    node: ScalarNode,
    name: str,
    key: str,
    entity: str | None,
    action: str,
    declared: Declarations,
) -> Diagnostic:
    if name == TODAY:
        return Diagnostic(
            "ADV125",
            f"`{key}` cannot set `today`",
            node.span,
            help="name the fact that is to hold the date, with `today` as its value",
        )
    around = declared.around(entity) if entity is not None else tuple(declared.entities)
    near = did_you_mean(
        name, [f.name for one in around for f in declared.entities[one].facts.values()]
    )
    owner = next((e.name for e in declared.entities.values() if name in e.facts), None)
    help = near or "declare it under `entities` first"
    if owner is not None:
        help = (
            f"`{shown(action)}` is advised for `{entity}`, and this is a fact of `{owner}`: "
            "name facts of that entity or of one around it"
        )
    elif name in declared.parameters:
        help = "this is a parameter; only stated facts change"
    seen_by = f"`{entity}` sees" if entity is not None else "no entity has"
    what = f"{seen_by} no fact" if entity is not None else f"{seen_by} a fact"
    return Diagnostic("ADV125", f"{what} `{shown(node.text)}`", node.span, help=help)
