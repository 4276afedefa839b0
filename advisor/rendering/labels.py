"""What the instances of a situation are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.ir.derivations import Conclusion
from advisor.ir.packs import Pack
from advisor.ir.situations import Instance, Placed, place_instances
from advisor.ir.templates import Slot
from advisor.ir.types import Value
from advisor.rendering.templates import fill
from advisor.rendering.words import words_of


def list_order(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """For each entity, the names of its lists in the order of the pack."""
    return {
        name: tuple(e.list for e in inside if e.list is not None)
        for name, inside in pack.lists.items()
    }


def labels_of(
    pack: Pack, root: Instance, conclusions: Iterable[Conclusion] = ()
) -> Mapping[str, str]:
    """The label of every instance, by its place; that of the situation is empty.

    An entity without a label of its own is called by its name and number: `application 1`.
    """
    concluded = {(c.place, c.fact): c.value for c in conclusions}
    placed = place_instances(root, list_order(pack))
    return {here.place: _label(pack, here, placed, concluded) for here in placed}


def _label(
    pack: Pack,
    here: Placed,
    placed: tuple[Placed, ...],
    concluded: Mapping[tuple[str, str], Value],
) -> str:
    if here.parent is None:
        return ""
    entity = here.instance.entity
    label = pack.entities[entity].label
    if label is None:
        number = int(here.place.rsplit("[", 1)[1].rstrip("]")) + 1
        return f"{entity.replace('_', ' ')} {number}"

    def lookup(slot: Slot) -> str | None:
        holder = placed[here.around[slot.entity]]
        declared = pack.fact(slot.entity, slot.fact)
        value = holder.instance.facts.get(slot.fact, declared.default)
        if declared.is_concluded:
            value = concluded.get((holder.place, slot.fact))
        return None if value is None else words_of(value, declared.type, declared.words)

    return fill(label, lookup)
