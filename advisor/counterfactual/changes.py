"""Changes of a situation: a fact of one instance, or the day itself, becomes another value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import place_stated

# The place of an instance and one of its stated facts; ("", "today") is the day that counts.
Key: TypeAlias = tuple[str, str]
DAY: Key = ("", ir.TODAY)


@dataclass(frozen=True, slots=True)
class Changed:
    """A situation with some changes made, and the day that counts then (an ordinal)."""

    root: ir.Instance
    today: int


def apply_changes(root: ir.Instance, today: int, changes: Mapping[Key, ir.Value | None]) -> Changed:
    """The situation in which each of these facts has its new value; None says that there is none."""
    for (place, fact), value in changes.items():
        if (place, fact) == DAY:
            assert isinstance(value, int)  # INVARIANT: there is always a day
            today = value
        else:
            root = ir.with_fact(root, place, fact, value)
    return Changed(root, today)


def declared(pack: ir.Pack, root: ir.Instance) -> dict[Key, ir.FactDeclaration]:
    """The stated facts of all instances, in the order of places and of declaration; the day comes first."""
    found: dict[Key, ir.FactDeclaration] = {DAY: pack.fact(ir.SITUATION, ir.TODAY)}
    for here in place_stated(pack, root):
        for fact in pack.entities[here.instance.entity].facts.values():
            if not fact.is_concluded:
                found[here.place, fact.name] = fact
    return found
