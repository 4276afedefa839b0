"""What can be named where an expression is read: for suggestions, not for resolving."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.ir.packs import FactDeclaration
from advisor.loading.expressions.scopes import Context


def entities_in_sight(context: Context) -> list[str]:
    """The entities whose facts can be read here, the innermost frame's first."""
    found: dict[str, None] = {}
    for _, chain in context.visible():
        found.update(dict.fromkeys(chain))
    return list(found)


def facts_of(entity: str, context: Context) -> list[str]:
    """The names of an entity's own facts."""
    declared = context.scope.entities.get(entity)
    return [] if declared is None else list(declared.facts)


def facts_in_sight(context: Context) -> Iterator[FactDeclaration]:
    """All facts that can be read here."""
    for entity in entities_in_sight(context):
        declared = context.scope.entities.get(entity)
        if declared is not None:
            yield from declared.facts.values()


def fact_in_sight(name: str, context: Context) -> FactDeclaration | None:
    """The first fact of that name that can be read here."""
    return next((fact for fact in facts_in_sight(context) if fact.name == name), None)


def lists_in_sight(context: Context) -> list[str]:
    """The lists that a function can go over here."""
    around = entities_in_sight(context)
    names = {
        entity.list: None
        for entity in context.scope.entities.values()
        if entity.within in around and entity.list is not None
    }
    return list(names)


def names_in_sight(context: Context) -> list[str]:
    """All names that can stand here by themselves."""
    facts = [fact.name for fact in facts_in_sight(context)]
    return [*facts, "today", *context.scope.parameters, *lists_in_sight(context)]


def choices_in_sight(context: Context) -> list[str]:
    """All choices of the facts that can be read here."""
    return [choice for fact in facts_in_sight(context) for choice in fact.type.choices]


def fact_with_choice(name: str, context: Context) -> FactDeclaration | None:
    """The first fact that can be read here and has that choice."""
    return next((fact for fact in facts_in_sight(context) if name in fact.type.choices), None)


def fact_inside(name: str, context: Context) -> FactDeclaration | None:
    """A fact of an entity that stands in a list, in sight or further inside."""
    for entity in context.scope.entities.values():
        if name in entity.facts and way_to(entity.name, context):
            return entity.facts[name]
    return None


def way_to(entity: str, context: Context) -> list[str]:
    """The lists that lead from what is in sight to an entity, the outermost first."""
    around = entities_in_sight(context)
    found: list[str] = []
    for at in context.scope.around(entity):
        if at in around:
            return found
        declared = context.scope.entities.get(at)
        if declared is None or declared.list is None:
            return []
        found.insert(0, declared.list)
    return []
