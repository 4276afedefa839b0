"""Labels and places of instances, as Arrow strings."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import array_of, pa, pc, repeated, strings
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.planner import Planner
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import ARTICLE, spoken, words_of


@dataclass(frozen=True, slots=True)
class LabelSlot:
    """A fact in a label. `node` is None where the text stands in the table as it was given."""

    fact: ir.FactDeclaration
    entity: str
    node: Node | None
    otherwise: str


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """How instances of one entity are called."""

    entity: str
    parts: tuple[str | LabelSlot, ...]
    name: str  # "application": for labels such as "application 1", where there are no parts
    within: str  # the entity around it
    apart: tuple[
        str | LabelSlot, ...
    ] = ()  # told behind it, where several around it are called the same

    @property
    def without_article(self) -> LabelPlan:
        """Behind the label of the instance around it: `interview on 20 Nov 2026`."""
        if not self.parts or not isinstance(self.parts[0], str):
            return self
        first = self.parts[0].removeprefix(ARTICLE)
        return LabelPlan(self.entity, (first, *self.parts[1:]), self.name, self.within, self.apart)


def plan_labels(pack: ir.Pack, planner: Planner) -> dict[str, LabelPlan]:
    """The labels of all entities but the situation, whose label is empty."""
    plans: dict[str, LabelPlan] = {}
    for entity in pack.entities.values():
        if entity.name == ir.SITUATION:
            continue
        parts = () if entity.label is None else entity.label.parts
        apart = () if entity.apart is None else entity.apart.parts
        plans[entity.name] = LabelPlan(
            entity.name,
            tuple(p if isinstance(p, str) else slot_of(p, pack, planner) for p in parts),
            entity.noun,
            str(entity.within),
            tuple(p if isinstance(p, str) else slot_of(p, pack, planner) for p in apart),
        )
    return plans


def slot_of(slot: ir.Slot, pack: ir.Pack, planner: Planner) -> LabelSlot:
    """A fact in a label or title."""
    fact = pack.fact(slot.entity, slot.fact)
    otherwise = slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"
    is_as_given = fact.type.kind is ir.Kind.TEXT and not fact.is_concluded
    node = None if is_as_given else planner.fact(slot.entity, slot.fact)
    return LabelSlot(fact, slot.entity, node, otherwise)


def labels_of(plan: LabelPlan, block: Block, rows: kernels.Array) -> tuple[Any, kernels.Array]:
    """Labels as an Arrow array of strings, and for each instance the number of its own among them."""
    everyone = np.arange(len(rows))
    match plan.parts:
        case ():
            return _numbered(plan.name, positions(block, plan.entity, rows))
        case (LabelSlot() as slot,):
            up = block.up(plan.entity, slot.entity)
            held = rows if up is None else up.take(rows)
            words = _as_given(slot, block)
            if words is None:
                return _filled(words_in(slot, block, held), slot), everyone
            return _filled(words, slot), held
        case _:
            parts: list[Any] = []
            for part in plan.parts:
                if isinstance(part, str):
                    parts.append(repeated(part, len(rows)))
                else:
                    up = block.up(plan.entity, part.entity)
                    held = rows if up is None else up.take(rows)
                    parts.append(_filled(words_in(part, block, held), part))
            return pc.binary_join_element_wise(*parts, repeated("", len(rows))), everyone


def _filled(words: Any, slot: LabelSlot) -> Any:
    if not words.null_count:
        return words
    return pc.coalesce(words, repeated(slot.otherwise, len(words)))


def _as_given(slot: LabelSlot, block: Block, rows: kernels.Array | None = None) -> Any:
    """A stated text of all instances, or of some; None for every other fact."""
    if slot.node is not None:
        return None
    texts = block.tables[slot.entity].arrays[slot.fact.name]
    if rows is not None:
        texts = texts.take(array_of(rows.astype(np.int64, copy=False), pa.int64()))
    if pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_decode()
    if texts.type != pa.string():
        texts = texts.cast(pa.string())
    default = slot.fact.default
    if default is None or not texts.null_count:
        return texts
    return pc.coalesce(texts, repeated(str(default), len(texts)))


def words_in(slot: LabelSlot, block: Block, rows: kernels.Array) -> Any:
    """The values of a fact in the reader's words, null where it is not given."""
    fact = slot.fact
    if slot.node is None:
        return _as_given(slot, block, rows)
    column = kernels.take(block.column(slot.node), rows)
    values = np.broadcast_to(column.values, len(rows))
    if fact.type.kind is ir.Kind.TEXT:
        return block.dictionary.words(values)
    kinds, places = different(values)
    said = strings(said_of(fact, int(value)) for value in kinds)
    mask = column.mask()
    given = None if mask is None else np.broadcast_to(mask, len(rows))
    return said.take(array_of(places, pa.int64(), given))


def different(values: kernels.Array) -> tuple[kernels.Array, kernels.Array]:
    """The different values, and for each value the number of it among these."""
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    lowest, highest = int(values.min()), int(values.max())
    if highest - lowest > 65_536:
        kinds, places = np.unique(values, return_inverse=True)
        return kinds, places
    kinds, places = kernels.distinct(values.astype(np.int64) - lowest, highest - lowest + 1)
    return kinds + lowest, places


def said_of(fact: ir.FactDeclaration, number: int) -> str:
    """A value in the reader's words. Units: as columns hold it; of a choice its number, -1 where it is not given."""
    type_ = fact.type
    match type_.kind:
        case ir.Kind.CHOICE:
            return words_of(type_.choices[number], type_, fact.words) if number >= 0 else ""
        case ir.Kind.YES_NO:
            return words_of(bool(number), type_, fact.words)
        case ir.Kind.DATE if not 1 <= number <= ir.LAST_DATE:  # what lies under a null
            return ""
        case _:
            return words_of(number, type_, fact.words)


def _numbered(name: str, places: kernels.Array) -> tuple[Any, kernels.Array]:
    most = int(places.max()) + 1 if len(places) else 0
    return strings(f"{name} {n + 1}" for n in range(most)), places


def positions(block: Block, entity: str, rows: kernels.Array) -> kernels.Array:
    """The place of instances in their lists, from 0."""
    segments = block.tables[entity].segments
    assert segments is not None  # INVARIANT: the situation is in no list
    found: kernels.Array = rows - segments.offsets.take(segments.parents.take(rows))
    return found


def place_keys(
    block: Block, entity: str, rows: kernels.Array
) -> tuple[kernels.Array, tuple[int, ...]]:
    """A number for each different place, and the lengths by which it is to be read.

    The number of `applications[1].interviews[2]` is 1 * n + 2, where n is the last of the lengths.
    """
    steps: list[kernels.Array] = []
    at: str = entity
    while at != ir.SITUATION:
        steps.append(positions(block, at, rows))
        segments = block.tables[at].segments
        assert segments is not None  # INVARIANT: as above
        rows = segments.parents.take(rows)
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
    # applications[1].interviews[2], lengths 3 and 4: 1 * 4 + 2 = 6, and divmod(6, 4) is (1, 2).
    steps: list[str] = []
    for name, length in zip(reversed(lists), reversed(lengths), strict=True):
        key, number = divmod(key, length)
        steps.append(f"{name}[{number}]")
    return ".".join(reversed(steps))
