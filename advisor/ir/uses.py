"""Where names stand: each place in the files at which something is named, and what is meant there."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from advisor.diagnostics import Span
from advisor.ir.entities import EntityDeclaration


class NameKind(Enum):
    """What can bear a name of its own."""

    ENTITY = "entity"
    LIST = "list"
    FACT = "fact"
    CHOICE = "choice"
    PARAMETER = "parameter"
    RULE = "rule"
    ACTION = "action"
    EVENT = "event"
    TABLE = "table"
    SOURCE = "source"
    SECTION = "section"
    CALENDAR = "calendar"
    DRAFT = "draft"
    TEST = "test"


class Symbol(NamedTuple):
    """Something with a name, and what it lies in, from the outside in.

    A fact lies in its entity, a list in the entity that holds it, a section in its source, a choice in
    entity and fact: `Symbol(CHOICE, "offered", ("application", "stage"))`.
    """

    kind: NameKind
    name: str
    within: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """`application.stage.offered`, `follow-ups#chase`."""
        joint = "#" if self.kind is NameKind.SECTION else "."
        return joint.join((*self.within, self.name))


def named_in_fact(entity: EntityDeclaration, fact: str) -> tuple[tuple[Symbol, int, int], ...]:
    """What the name of a fact names, with the characters that do: itself, or of `type: several` two things.

    `symptoms_fever` is the fact `symptoms`, characters 0 to 8, and its choice `fever`, characters 9 to 14.
    """
    for several in entity.several.values():
        for choice, part in several.parts.items():
            if part == fact:
                own, cut = (entity.name,), len(several.name)
                return (
                    (Symbol(NameKind.FACT, several.name, own), 0, cut),
                    (Symbol(NameKind.CHOICE, choice, (*own, several.name)), cut + 1, len(part)),
                )
    return ((Symbol(NameKind.FACT, fact, (entity.name,)), 0, len(fact)),)


class Use(NamedTuple):
    """A place at which something is named: the characters of its name and no others."""

    of: Symbol
    span: Span
    is_definition: bool = False
