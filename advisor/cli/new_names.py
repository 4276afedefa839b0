"""A name in a sentence that nothing in the situation has: said back, and what adds it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor import ir
from advisor.cli.event_recording import command_for, possible
from advisor.cli.scene import Scene
from advisor.dialogue.event_recognition import ReportedEvent
from advisor.rendering.words import and_words


def new_name(scene: Scene, name: str) -> ReportedEvent | None:
    """The event that adds something of this name; None where there is none, or what it adds has no names."""
    for one in possible(scene):
        for added in scene.pack.lists[one.event.entity]:
            fact = _name_of(added) if added.list == one.event.adds else None
            if fact is not None:
                return ReportedEvent(one, fact=(added.name, fact.name, name))
    return None


def _name_of(entity: ir.EntityDeclaration) -> ir.FactDeclaration | None:
    """The text that an item is called by: the one it is asked by, or the first in its label."""
    parts = entity.label.parts if entity.label is not None else ()
    names = (entity.asked_by, *(part.fact for part in parts if isinstance(part, ir.Slot)))
    facts = (entity.facts.get(name) for name in names if name is not None)
    texts = (fact for fact in facts if fact is not None and fact.type.kind is ir.Kind.TEXT)
    return next(texts, None)


def unknown_words(scene: Scene, strangers: Sequence[str]) -> str:
    """`Nothing here is called “Fabrikam”, so nothing was recorded. There are Acme and Globex.`"""
    labels = [scene.whole_name(here.place) for here in scene.placed if "." not in here.place]
    names = [label for label in labels if label]
    unknown = and_words([f"“{name}”" for name in strangers], "or")
    known = f" There {'is' if len(names) == 1 else 'are'} {and_words(names)}." if names else ""
    return f"Nothing here is called {unknown}, so nothing was recorded.{known}"


def unknown_lines(scene: Scene, strangers: Sequence[str]) -> list[str]:
    """The same, and the command that adds the first of them."""
    new = new_name(scene, strangers[0])
    adding = [] if new is None else [f"To add {strangers[0]}:", f"  {command_for(scene, new)}"]
    return [unknown_words(scene, strangers), *adding]
