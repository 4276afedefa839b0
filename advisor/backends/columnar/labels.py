"""Labels and places of instances, as Arrow strings."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import pa, pc
from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import Array, taken
from advisor.backends.columnar.planning import Planner
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, FactDeclaration, Pack
from advisor.ir.templates import Slot
from advisor.ir.types import Kind
from advisor.rendering.templates import spoken
from advisor.rendering.words import words_of


@dataclass(frozen=True, slots=True)
class LabelSlot:
    """A fact in a label. `node` is None where the text stands in the table as it was given."""

    fact: FactDeclaration
    entity: str
    node: Node | None
    otherwise: str


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """How instances of one entity are called."""

    entity: str
    parts: tuple[str | LabelSlot, ...]
    name: str  # "application": for labels such as "application 1", where there are no parts


def plan_labels(pack: Pack, planner: Planner) -> dict[str, LabelPlan]:
    """The labels of all entities but the situation, whose label is empty."""
    plans: dict[str, LabelPlan] = {}
    for entity in pack.entities.values():
        if entity.name == SITUATION:
            continue
        parts = () if entity.label is None else entity.label.parts
        plans[entity.name] = LabelPlan(
            entity.name,
            tuple(p if isinstance(p, str) else _slot(p, pack, planner) for p in parts),
            spoken(entity.name),
        )
    return plans


def _slot(slot: Slot, pack: Pack, planner: Planner) -> LabelSlot:
    fact = pack.fact(slot.entity, slot.fact)
    otherwise = slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"
    is_as_given = fact.type.kind is Kind.TEXT and not fact.is_concluded
    node = None if is_as_given else planner.fact(slot.entity, slot.fact)
    return LabelSlot(fact, slot.entity, node, otherwise)


def labels_of(plan: LabelPlan, block: Block, rows: Array) -> Any:
    """The labels of some instances, as an Arrow array of strings."""
    if not plan.parts:
        return _numbered(plan.name, positions(block, plan.entity, rows))
    parts: list[Any] = []
    for part in plan.parts:
        if isinstance(part, str):
            parts.append(pa.scalar(part, pa.string()))
        else:
            up = block.up(plan.entity, part.entity)
            words = _words(part, block, rows if up is None else up.take(rows))
            parts.append(words.fill_null(part.otherwise))
    if len(parts) == 1 and not isinstance(plan.parts[0], str):
        return parts[0]
    if all(isinstance(part, str) for part in plan.parts):
        return pa.array(["".join(map(str, plan.parts))]).take(pa.array(np.zeros(len(rows), int)))
    return pc.binary_join_element_wise(*parts, "")


def _words(slot: LabelSlot, block: Block, rows: Array) -> Any:
    """The values of a fact in the reader's words, null where it is not given."""
    fact = slot.fact
    if slot.node is None:
        texts = block.tables[slot.entity].arrays[fact.name].take(pa.array(rows))
        if pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_decode()
        texts = texts.cast(pa.string())
        return texts if fact.default is None else texts.fill_null(str(fact.default))
    column = taken(block.column(slot.node), rows)
    if fact.type.kind is Kind.TEXT:
        return block.texts.words(np.broadcast_to(column.values, len(rows)))
    values, places = np.unique(np.broadcast_to(column.values, len(rows)), return_inverse=True)
    said = pa.array([_said(fact, int(value)) for value in values], pa.string())
    mask = column.mask()
    hidden = None if mask is None else ~np.broadcast_to(mask, len(rows))
    return said.take(pa.array(places, mask=hidden))


def _said(fact: FactDeclaration, number: int) -> str:
    type_ = fact.type
    match type_.kind:
        case Kind.CHOICE:
            return words_of(type_.choices[number], type_, fact.words) if number >= 0 else ""
        case Kind.YES_NO:
            return words_of(bool(number), type_, fact.words)
        case Kind.DATE if not 1 <= number <= 3_652_059:  # what lies under a null
            return ""
        case _:
            return words_of(number, type_, fact.words)


def positions(block: Block, entity: str, rows: Array) -> Array:
    """The place of instances in their lists, from 0."""
    segments = block.tables[entity].segments
    assert segments is not None  # INVARIANT: the situation is in no list
    found: Array = rows - segments.offsets.take(segments.owner.take(rows))
    return found


def _numbered(name: str, places: Array) -> Any:
    most = int(places.max()) + 1 if len(places) else 0
    words = pa.array([f"{name} {n + 1}" for n in range(most)], pa.string())
    return words.take(pa.array(places))


def place_keys(block: Block, entity: str, rows: Array) -> tuple[Array, tuple[int, ...]]:
    """A number for each different place, and the lengths by which it is to be read.

    The number of `applications[1].interviews[2]` is 1 * n + 2, where n is the last of the lengths.
    """
    steps: list[Array] = []
    at: str = entity
    while at != SITUATION:
        steps.append(positions(block, at, rows))
        segments = block.tables[at].segments
        assert segments is not None  # INVARIANT: as above
        rows = segments.owner.take(rows)
        at = block.within(at)
    keys = np.zeros(len(rows), np.int64)
    lengths: list[int] = []
    for step in reversed(steps):
        length = int(step.max()) + 1 if len(step) else 1
        keys = keys * length + step
        lengths.append(length)
    return keys, tuple(lengths)


def place_name(lists: tuple[str, ...], lengths: tuple[int, ...], key: int) -> str:
    """The place of a number that `place_keys` gave; `lists` from the outside in."""
    steps: list[str] = []
    for name, length in zip(reversed(lists), reversed(lengths), strict=True):
        key, number = divmod(key, length)
        steps.append(f"{name}[{number}]")
    return ".".join(reversed(steps))
