"""What an expression can see, and what it is read with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from advisor.diagnostics import Diagnostic, Span
from advisor.ir.expressions import Expression
from advisor.ir.packs import SITUATION, TODAY, EntityDeclaration, FactDeclaration, Parameter
from advisor.ir.types import DATE, Kind, Type
from advisor.loading.language.tree import Raw, Word
from advisor.loading.syntax.nodes import ScalarNode


@dataclass(frozen=True, slots=True)
class Scope:
    """The declarations that an expression of a rule for `entity` can name.

    `stated_only`: facts that rules conclude are refused (what `done` sets is read before any rule).
    `rule_names` and `action_names` only make messages better.
    """

    entities: Mapping[str, EntityDeclaration]
    parameters: Mapping[str, Parameter]
    entity: str
    stated_only: bool = False
    rule_names: frozenset[str] = frozenset()
    action_names: frozenset[str] = frozenset()

    def around(self, entity: str) -> tuple[str, ...]:
        """The entity and those around it, from the inside out; stops where one is not declared."""
        found: list[str] = []
        at: str | None = entity
        while at is not None and at not in found:  # a circle of entities is reported elsewhere
            found.append(at)
            declared = self.entities.get(at)
            at = None if declared is None else declared.within
        return tuple(found)

    def fact(self, entity: str, name: str) -> FactDeclaration | None:
        """The declaration of a fact of this very entity; `today` is built into the situation."""
        declared = self.entities.get(entity)
        if entity == SITUATION and name == TODAY:
            return FactDeclaration(TODAY, SITUATION, DATE, Span("", 1, 1, 1, 1))
        return None if declared is None else declared.facts.get(name)

    def item_of(self, holder: str, list_name: str) -> str | None:
        """The entity whose instances stand in a list of `holder`."""
        for entity in self.entities.values():
            if entity.within == holder and entity.list == list_name:
                return entity.name
        return None


@dataclass(frozen=True, slots=True)
class Hint:
    """The type that the surroundings expect: it lets choices be named and settles a tie.

    `of` says whose type it is, for messages.
    """

    type: Type
    of: str | None = None


@dataclass(frozen=True)
class Context:
    """What reading an expression needs. `frames`: see `ir.expressions`. `found` only grows."""

    scope: Scope
    node: ScalarNode
    frames: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)

    def inside(self, item: str) -> Context:
        """The same, for what stands inside a function over a list of `item`."""
        return replace(self, frames=(*self.frames, item))

    def span(self, part: Raw | Word) -> Span:
        """Where a part stands in the file."""
        return self.node.span_of(part.start, part.end)

    def text(self, part: Raw | Word) -> str:
        """A part as the author wrote it."""
        return self.node.text[part.start : part.end]

    def report(self, code: str, part: Raw | Word, message: str, help: str | None = None) -> None:
        """Note a problem at a part of the expression."""
        self.found.append(Diagnostic(code, message, self.span(part), help=help))

    def visible(self, *, is_own: bool = False) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each frame with the entity of its instance and those around it, innermost frame first."""
        frames = range(1 if is_own else len(self.frames))
        for frame in reversed(frames):
            yield frame, self.scope.around(self.frames[frame])


# Reads a raw part. None: it is wrong, and that has been reported.
Read: TypeAlias = Callable[[Raw, Context, Hint | None], Expression | None]

# The type of a raw part as far as it shows without reading it; reports nothing.
QuickType: TypeAlias = Callable[[Raw, Context], Type | None]


def are_compatible(one: Type, other: Type) -> bool:
    """Whether values of the two can be the same: one kind, and for choices the same names."""
    if one.kind is Kind.CHOICE and other.kind is Kind.CHOICE:
        return set(one.choices) == set(other.choices)
    return one.kind is other.kind


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
    # From a situation to `interview`: `interviews` lies in `application`, which is not in sight, so its
    # list comes before: ["applications", "interviews"]. From an application it is ["interviews"].
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
