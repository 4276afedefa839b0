"""Working memory: what is known of one situation while it is worked on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


class _Unknown:
    """The third value: it may come to be anything the fact can be, or not given."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()
Known = ir.Value | None | _Unknown  # None is not given


@dataclass(slots=True)
class Memory:
    """The instances of a situation and, for each, the value of every fact of its entity.

    `is_open` says that missing facts are UNKNOWN and that open lists may still grow, but for those in
    `closed`, by index and name; else a missing fact has its default or is not given.
    """

    placed: tuple[ir.Placed, ...]
    rows: list[dict[str, Known]]
    around: list[Mapping[str, int]]  # for each instance, the indices of itself and those around it
    of_entity: dict[str, list[int]]
    is_open: bool = False
    closed: set[tuple[int, str]] = field(default_factory=set)


def remember(
    pack: ir.Pack,
    root: ir.Instance,
    today: int,
    *,
    is_open: bool = False,
    settled_defaults: frozenset[tuple[str, str]] = frozenset(),
    evaluation_day: int | None = None,
) -> Memory:
    """The memory at the start: stated facts, no concluded ones; these are UNKNOWN in open memory.

    What is said to have happened after `evaluation_day`, which is `today` where it is None, is not given.
    `settled_defaults` holds the (place, fact) pairs whose default counts although memory is open.
    """
    day = today if evaluation_day is None else evaluation_day
    placed = ir.place_instances(ir.without_future(root, pack.looking_back, day), pack.list_names)
    starts: dict[str, list[tuple[str, ir.Value | None]]] = {
        name: [(f.name, f.default) for f in entity.facts.values() if not f.is_concluded]
        for name, entity in pack.entities.items()
    }
    rows: list[dict[str, Known]] = []
    of_entity: dict[str, list[int]] = {name: [] for name in pack.entities}
    for here in placed:
        entity, stated = here.instance.entity, here.instance.facts
        of_entity[entity].append(here.index)
        row: dict[str, Known] = dict.fromkeys(
            pack.entities[entity].facts, UNKNOWN if is_open else None
        )
        for name, default in starts[entity]:
            if name in stated:
                row[name] = stated[name]
            elif not is_open or (default is not None and (here.place, name) in settled_defaults):
                row[name] = default
            else:
                row[name] = UNKNOWN
        rows.append(row)
    rows[0][ir.TODAY] = today
    return Memory(placed, rows, [here.around for here in placed], of_entity, is_open)


def remember_conclusions(memory: Memory, derivations: ir.Derivations) -> Memory:
    """Add what was concluded."""
    index = {here.place: here.index for here in memory.placed}
    for conclusion in derivations.conclusions:
        memory.rows[index[conclusion.place]][conclusion.fact] = conclusion.value
    return memory
