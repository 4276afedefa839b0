"""Labels and places of instances, as Arrow strings."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    array_of,
    filled,
    pa,
    pc,
    repeated,
    strings,
)
from advisor.backends.columnar.kernels.segments import distinct
from advisor.backends.columnar.kernels.values import Array, take
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.planner import Planner
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, FactDeclaration, Pack, Slot
from advisor.ir.types import LAST_DATE, Kind
from advisor.rendering.words import ARTICLE, spoken, weekday_words, words_of

MOST_TITLES = (
    65_536  # different ones of an action in a block; if there may be more, each is made for itself
)


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
    within: str  # the entity around it

    @property
    def without_article(self) -> LabelPlan:
        """Behind the label of the instance around it: `interview on 20 Nov 2026`."""
        if not self.parts or not isinstance(self.parts[0], str):
            return self
        first = self.parts[0].removeprefix(ARTICLE)
        return LabelPlan(self.entity, (first, *self.parts[1:]), self.name, self.within)


@dataclass(frozen=True, slots=True)
class TitlePlan:
    """How an action is called. Shape: one part that is no slot, or several, of which one is."""

    parts: tuple[str | LabelSlot, ...]

    @property
    def words(self) -> str | None:
        """The title, where it is the same for all; None, where it has slots."""
        return (
            "".join(map(str, self.parts)) if all(isinstance(p, str) for p in self.parts) else None
        )


def plan_titles(pack: Pack, planner: Planner) -> tuple[TitlePlan, ...]:
    """The titles of all actions, in the order of their declaration."""
    return tuple(
        TitlePlan(
            tuple(p if isinstance(p, str) else _slot(p, pack, planner) for p in action.title.parts)
        )
        for action in pack.actions.values()
    )


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
            str(entity.within),
        )
    return plans


def _slot(slot: Slot, pack: Pack, planner: Planner) -> LabelSlot:
    fact = pack.fact(slot.entity, slot.fact)
    otherwise = slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"
    is_as_given = fact.type.kind is Kind.TEXT and not fact.is_concluded
    node = None if is_as_given else planner.fact(slot.entity, slot.fact)
    return LabelSlot(fact, slot.entity, node, otherwise)


def full_labels_of(plans: dict[str, LabelPlan], entity: str, block: Block, rows: Array) -> Any:
    """Labels with those of the instances around them: `Acme: interview on 20 Nov 2026`."""
    plan = plans[entity]
    is_outermost = plan.within == SITUATION
    words, places = labels_of(plan if is_outermost else plan.without_article, block, rows)
    own = words.take(array_of(places, pa.int64()))
    if is_outermost:
        return own
    up = block.up(entity, plan.within)
    assert up is not None  # INVARIANT: it lies within another entity
    around = full_labels_of(plans, plan.within, block, up.take(rows))
    return pc.binary_join_element_wise(around, own, repeated(": ", len(rows)))


def titles_of(plan: TitlePlan, entity: str, block: Block, rows: Array) -> tuple[Any, Array]:
    """The different titles as Arrow strings, and for each instance the number of its own among them.

    Days are told as on a page: `Fri 20 Nov`.
    """
    # Two companies and three days make up to 6 titles; a title that several instances have is made once:
    #
    #   company   0 1 0 1      words  Acme  Borg
    #   day       2 0 2 2      words  Mon … Tue … Wed …
    #   both      2 3 2 5      different ones: 2 3 5, and the titles have the numbers 0 1 0 2
    slots = [part for part in plan.parts if not isinstance(part, str)]
    told = [_told(slot, block, _around(slot, entity, block, rows)) for slot in slots]
    sizes = [len(words) for words, _ in told]
    most = prod(sizes)
    places = np.arange(len(rows))
    if most <= MOST_TITLES:
        both = np.zeros(len(rows), np.int64)
        for (_, codes), size in zip(told, sizes, strict=True):
            both = both * size + codes
        kinds, places = distinct(both, most)
        told = list(zip((w for w, _ in told), np.unravel_index(kinds, sizes), strict=True))
    inside = iter(words.take(array_of(codes.astype(np.int64), pa.int64())) for words, codes in told)
    count = len(told[0][1])
    parts = [repeated(p, count) if isinstance(p, str) else next(inside) for p in plan.parts]
    return pc.binary_join_element_wise(*parts, repeated("", count)), places


def _around(slot: LabelSlot, entity: str, block: Block, rows: Array) -> Array:
    up = block.up(entity, slot.entity)
    return rows if up is None else up.take(rows)


def _told(slot: LabelSlot, block: Block, rows: Array) -> tuple[Any, Array]:
    """What stands in a title for each of some rows: different words, and their numbers."""
    if slot.node is None:
        texts = block.tables[slot.entity].arrays[slot.fact.name].take(array_of(rows, pa.int64()))
        if pa.types.is_dictionary(texts.type) and len(texts.dictionary) > len(rows):
            texts = texts.dictionary_decode()
        if not pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_encode()
        words = texts.dictionary if texts.type.value_type == pa.string() else texts.dictionary.cast(pa.string())  # fmt: skip
        missing = slot.otherwise if slot.fact.default is None else str(slot.fact.default)
        return pa.concat_arrays([words, strings([missing])]), filled(texts.indices, len(words))
    column = take(block.column(slot.node), rows)
    values = np.broadcast_to(column.values, len(rows))
    mask = column.mask()
    given = None if mask is None else np.broadcast_to(mask, len(rows))
    if slot.fact.type.kind is Kind.TEXT:
        kinds, places = _different(values)
        words = pc.coalesce(
            block.dictionary.words(kinds.astype(np.int32)), repeated(slot.otherwise, len(kinds))
        )
        return words, places
    if slot.fact.type.kind is Kind.DATE:
        kinds, places = _different(_days(slot, block, rows, values))
        said = [_day_said(*divmod(int(kind), 2)) for kind in kinds]
    else:
        kinds, places = _different(values)
        said = [_said(slot.fact, int(kind)) for kind in kinds]
    if given is not None:
        places = np.where(given, places, len(said))
    return strings([*said, slot.otherwise]), places


def _days(slot: LabelSlot, block: Block, rows: Array, days: Array) -> Array:
    """A number for each day, and another where it is in this year: 2·day, and 1 for the year."""
    up = block.up(slot.entity, SITUATION)
    today = block.today.values
    if isinstance(today, np.ndarray):
        today = today.take(rows if up is None else up.take(rows))
    days = days.astype(np.int64)
    numbers: Array = days * 2 + (_years(days) == _years(np.asarray(today, np.int64)))
    return numbers


def _years(days: Array) -> Array:
    return (days - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def _day_said(day: int, is_this_year: int) -> str:
    if not 1 <= day <= LAST_DATE:  # what lies under a null
        return ""
    return weekday_words(day, day if is_this_year else None)


def labels_of(plan: LabelPlan, block: Block, rows: Array) -> tuple[Any, Array]:
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
                return _filled(_words(slot, block, held), slot), everyone
            return _filled(words, slot), held
        case _:
            parts: list[Any] = []
            for part in plan.parts:
                if isinstance(part, str):
                    parts.append(repeated(part, len(rows)))
                else:
                    up = block.up(plan.entity, part.entity)
                    held = rows if up is None else up.take(rows)
                    parts.append(_filled(_words(part, block, held), part))
            return pc.binary_join_element_wise(*parts, repeated("", len(rows))), everyone


def _filled(words: Any, slot: LabelSlot) -> Any:
    if not words.null_count:
        return words
    return pc.coalesce(words, repeated(slot.otherwise, len(words)))


def _as_given(slot: LabelSlot, block: Block) -> Any:
    """A stated text of all instances; None for every other fact."""
    if slot.node is not None:
        return None
    texts = block.tables[slot.entity].arrays[slot.fact.name]
    if pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_decode()
    if texts.type != pa.string():
        texts = texts.cast(pa.string())
    default = slot.fact.default
    if default is None or not texts.null_count:
        return texts
    return pc.coalesce(texts, repeated(str(default), len(texts)))


def _words(slot: LabelSlot, block: Block, rows: Array) -> Any:
    """The values of a fact in the reader's words, null where it is not given."""
    fact = slot.fact
    if slot.node is None:
        return _as_given(slot, block).take(array_of(rows, pa.int64()))
    column = take(block.column(slot.node), rows)
    values = np.broadcast_to(column.values, len(rows))
    if fact.type.kind is Kind.TEXT:
        return block.dictionary.words(values)
    kinds, places = _different(values)
    said = strings(_said(fact, int(value)) for value in kinds)
    mask = column.mask()
    given = None if mask is None else np.broadcast_to(mask, len(rows))
    return said.take(array_of(places, pa.int64(), given))


def _different(values: Array) -> tuple[Array, Array]:
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    lowest, highest = int(values.min()), int(values.max())
    if highest - lowest > 65_536:
        kinds, places = np.unique(values, return_inverse=True)
        return kinds, places
    kinds, places = distinct(values.astype(np.int64) - lowest, highest - lowest + 1)
    return kinds + lowest, places


def _said(fact: FactDeclaration, number: int) -> str:
    type_ = fact.type
    match type_.kind:
        case Kind.CHOICE:
            return words_of(type_.choices[number], type_, fact.words) if number >= 0 else ""
        case Kind.YES_NO:
            return words_of(bool(number), type_, fact.words)
        case Kind.DATE if not 1 <= number <= LAST_DATE:  # what lies under a null
            return ""
        case _:
            return words_of(number, type_, fact.words)


def _numbered(name: str, places: Array) -> tuple[Any, Array]:
    most = int(places.max()) + 1 if len(places) else 0
    return strings(f"{name} {n + 1}" for n in range(most)), places


def positions(block: Block, entity: str, rows: Array) -> Array:
    """The place of instances in their lists, from 0."""
    segments = block.tables[entity].segments
    assert segments is not None  # INVARIANT: the situation is in no list
    found: Array = rows - segments.offsets.take(segments.parents.take(rows))
    return found


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
