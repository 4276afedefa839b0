"""How instances and actions are called in one block: labels told apart, full labels, titles."""

from __future__ import annotations

from math import prod
from typing import Any, NamedTuple

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.labels import (
    LabelPlan,
    LabelSlot,
    different,
    labels_of,
    said_of,
    slot_of,
    words_in,
)
from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    array_of,
    filled,
    integers,
    pa,
    pc,
    repeated,
    strings,
)
from advisor.backends.columnar.plan.block import Block
from advisor.backends.columnar.plan.planner import Planner
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import CAPITAL_ARTICLE, is_inside, weekday_words

# Different ones of an action in a block; if there may be more, each is made for itself.
MOST_TITLES = 65_536
_SHORT = 16  # items of a list that are compared pair by pair


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


def plan_titles(pack: ir.Pack, planner: Planner) -> tuple[TitlePlan, ...]:
    """The titles of all actions, in the order of their declaration."""
    return tuple(
        TitlePlan(
            tuple(
                p if isinstance(p, str) else slot_of(p, pack, planner) for p in action.title.parts
            )
        )
        for action in pack.actions.values()
    )


def _as_inside(words: Any, places: kernels.Array) -> tuple[Any, kernels.Array]:
    """`rendering.words.as_inside` for an array of different words, which stay different ones."""
    capital = pc.match_substring_regex(words, CAPITAL_ARTICLE)
    if not pc.any(capital).as_py():
        return words, places
    first = pc.utf8_lower(pc.utf8_slice_codeunits(words, 0, 1))
    lowered = pc.binary_join_element_wise(
        first, pc.utf8_slice_codeunits(words, 1), repeated("", len(words))
    )
    encoded = pc.if_else(capital, lowered, words).dictionary_encode()
    return encoded.dictionary, integers(encoded.indices)[places]


class _DictionaryColumn(NamedTuple):
    """Different words, the number of its own for each row, and how many of them are values that are given."""

    words: Any
    places: kernels.Array
    given: int


class _Suffixes(NamedTuple):
    """What is told behind labels: its number for each instance, -1 for nothing; and the words."""

    numbers: kernels.Array
    words: Any


class Naming:
    """The names of one block."""

    def __init__(self, plans: dict[str, LabelPlan], block: Block) -> None:
        self._plans, self._block = plans, block
        self._suffixes: dict[str, _Suffixes | None] = {}

    def labels(self, entity: str, rows: kernels.Array) -> tuple[Any, kernels.Array]:
        """Labels as Arrow strings, and for each instance the number of its own among them."""
        words, places = labels_of(self._plans[entity], self._block, rows)
        return self._told_apart(entity, rows, words, places, None)

    def full_labels(self, entity: str, rows: kernels.Array) -> Any:
        """Labels with those of the instances around them: `Acme: interview on 20 Nov 2026`."""
        plan = self._plans[entity]
        is_outermost = plan.within == ir.SITUATION
        words, places = labels_of(plan if is_outermost else plan.without_article, self._block, rows)
        words, places = self._told_apart(entity, rows, words, places, None)
        own = words.take(array_of(places.astype(np.int64), pa.int64()))
        if is_outermost:
            return own
        up = self._block.up(entity, plan.within)
        assert up is not None  # INVARIANT: it lies within another entity
        around = self.full_labels(plan.within, up.take(rows))
        return pc.binary_join_element_wise(around, own, repeated(": ", len(rows)))

    def titles(
        self, plan: TitlePlan, entity: str, rows: kernels.Array
    ) -> tuple[Any, kernels.Array]:
        """The different titles as Arrow strings, and for each instance the number of its own among them.

        Days are told as on a page: `Fri 20 Nov`.
        """
        # Two companies and three days make up to 6 titles; a title that several instances have is made once:
        #
        #   company   0 1 0 1      words  Acme  Borg
        #   day       2 0 2 2      words  Mon … Tue … Wed …
        #   both      2 3 2 5      different ones: 2 3 5, and the titles have the numbers 0 1 0 2
        told = [
            self._slot(p, entity, rows, is_inside(plan.parts, at))
            for at, p in enumerate(plan.parts)
            if not isinstance(p, str)
        ]
        sizes = [len(words) for words, _ in told]
        most = prod(sizes)
        places = np.arange(len(rows))
        if most <= MOST_TITLES:
            both = np.zeros(len(rows), np.int64)
            for (_, codes), size in zip(told, sizes, strict=True):
                both = both * size + codes
            kinds, places = kernels.distinct(both, most)
            told = list(zip((w for w, _ in told), np.unravel_index(kinds, sizes), strict=True))
        inside = iter(words.take(array_of(c.astype(np.int64), pa.int64())) for words, c in told)
        count = len(told[0][1])
        parts = [repeated(p, count) if isinstance(p, str) else next(inside) for p in plan.parts]
        return pc.binary_join_element_wise(*parts, repeated("", count)), places

    def _slot(
        self, slot: LabelSlot, entity: str, rows: kernels.Array, inside: bool
    ) -> tuple[Any, kernels.Array]:
        up = self._block.up(entity, slot.entity)
        held = rows if up is None else up.take(rows)
        words, places, given = _told(slot, self._block, held)
        plan = self._plans.get(slot.entity)
        if plan is not None and is_label_alone(plan, slot):
            words, places = self._told_apart(slot.entity, held, words, places, given)
        return _as_inside(words, places) if inside else (words, places)

    def _told_apart(
        self, entity: str, rows: kernels.Array, words: Any, places: kernels.Array, given: int | None
    ) -> tuple[Any, kernels.Array]:
        """The words with what tells instances of the same name apart.

        Shape: words from number `given` on are for what is not given, and stay as they are.
        """
        # Rows 0 1 2 are called Acme Borg Acme, and what is told behind them is " (Analyst)", nothing, " (2)":
        #
        #   words  Acme  Borg                  places  0 1 0
        #   then   Acme  Borg  Acme (Analyst)  Acme (2)      places  2 1 3
        suffixes = self._suffixes_of(entity)
        if suffixes is None:
            return words, places
        numbers = suffixes.numbers.take(rows)
        is_mine = numbers >= 0
        if given is not None:
            is_mine &= places < given
        mine = np.flatnonzero(is_mine)
        if not len(mine):
            return words, places
        count = len(suffixes.words)
        both = places[mine].astype(np.int64) * count + numbers[mine]
        kinds, which = kernels.distinct(both, len(words) * count)
        own = words.take(array_of(kinds // count, pa.int64()))
        behind = suffixes.words.take(array_of(kinds % count, pa.int64()))
        joined = pc.binary_join_element_wise(own, behind, repeated("", len(kinds)))
        places = places.astype(np.int64)  # a copy
        places[mine] = len(words) + which
        return pa.concat_arrays([words, joined]), places

    def _suffixes_of(self, entity: str) -> _Suffixes | None:
        if entity not in self._suffixes:
            self._suffixes[entity] = self._make_suffixes(self._plans[entity])
        return self._suffixes[entity]

    def _make_suffixes(self, plan: LabelPlan) -> _Suffixes | None:
        """What tells instances apart that lie in one list and are called the same; None for none."""
        table = self._block.tables[plan.entity]
        if not plan.parts or table.segments is None or not table.size:
            return None  # what is called by its number is told apart already
        parents = table.segments.parents
        codes = self._label_codes(plan, np.arange(table.size))
        rows = _several(parents, codes, int(table.segments.lengths.max()))
        if not len(rows):
            return None
        # Rows of one list with one label, in order, are counted by what is told of each:
        #
        #   told      Analyst  -  Analyst  -        (-: nothing)
        #   counted   1        1  2        2
        #   suffix    " (Analyst)"  ""  " (Analyst) (2)"  " (2)"
        ids, words = self._apart(plan, rows)
        order = np.lexsort((rows, ids, codes[rows], parents[rows]))
        keys = np.stack((ids, codes[rows], parents[rows]))[:, order]
        is_first = np.ones(len(rows), np.bool_)
        is_first[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
        at = np.arange(len(rows))
        counted = at - np.maximum.accumulate(np.where(is_first, at, 0))
        kinds, which = np.unique(
            (ids[order] + 1) * (int(counted.max()) + 1) + counted, return_inverse=True
        )
        said = []
        for kind in kinds.tolist():
            id, number = divmod(kind, int(counted.max()) + 1)
            behind = f" ({words[id - 1]})" if id else ""
            said.append(behind + (f" ({number + 1})" if number else ""))
        numbers = np.full(table.size, -1, np.int64)
        numbers[rows[order]] = np.where(kinds == 0, -1, np.arange(len(kinds)))[which.reshape(-1)]
        return _Suffixes(numbers, strings(said))

    def _apart(self, plan: LabelPlan, rows: kernels.Array) -> tuple[kernels.Array, list[str]]:
        """What is told behind labels: the number of its words for each row, -1 for none; and the words."""
        if not plan.apart:
            return np.full(len(rows), -1, np.int64), []
        parts = [
            repeated(part, len(rows))
            if isinstance(part, str)
            else words_in(part, self._block, self._held(plan, part, rows))
            for part in plan.apart
        ]  # null where one is not given, and so is what they make
        joined = pc.binary_join_element_wise(*parts, repeated("", len(rows))).dictionary_encode()
        return filled(joined.indices, -1).astype(np.int64), joined.dictionary.to_pylist()

    def _label_codes(self, plan: LabelPlan, rows: kernels.Array) -> kernels.Array:
        """Numbers that are equal where labels are."""
        slots = [part for part in plan.parts if not isinstance(part, str)]
        if len(slots) == 1:  # the words around it are the same for all
            words, places, _ = _told(slots[0], self._block, self._held(plan, slots[0], rows))
        else:
            words, places = labels_of(plan, self._block, rows)
        codes: kernels.Array = self._block.dictionary.codes(words).take(places)
        return codes

    def _held(self, plan: LabelPlan, slot: LabelSlot, rows: kernels.Array) -> kernels.Array:
        up = self._block.up(plan.entity, slot.entity)
        return rows if up is None else up.take(rows)


def is_label_alone(plan: LabelPlan, slot: LabelSlot) -> bool:
    """Whether a label is this fact and nothing else, so that it stands for the label in a title."""
    match plan.parts:
        case (LabelSlot() as only,):
            return only.entity == slot.entity and only.fact.name == slot.fact.name
        case _:
            return False


def _several(parents: kernels.Array, codes: kernels.Array, longest: int) -> kernels.Array:
    """The rows of which there is another one with the same parent and code, in order."""
    # Parents 0 0 0 1 1 and codes 5 6 5 5 7: next to each other nothing is the same; two apart, 0 and 2 are.
    is_one = np.zeros(len(codes), np.bool_)
    if longest <= _SHORT:
        for apart in range(1, longest):
            same = (parents[apart:] == parents[:-apart]) & (codes[apart:] == codes[:-apart])
            is_one[apart:] |= same
            is_one[:-apart] |= same
    else:
        keys = parents.astype(np.int64) * (int(codes.max()) + 2) + codes + 1
        _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
        is_one = counts[which.reshape(-1)] > 1
    return np.flatnonzero(is_one)


def _told(slot: LabelSlot, block: Block, rows: kernels.Array) -> _DictionaryColumn:
    """What stands in a title for each of some rows."""
    if slot.node is None:
        texts = block.tables[slot.entity].arrays[slot.fact.name].take(array_of(rows, pa.int64()))
        if pa.types.is_dictionary(texts.type) and len(texts.dictionary) > len(rows):
            texts = texts.dictionary_decode()
        if not pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_encode()
        words = texts.dictionary if texts.type.value_type == pa.string() else texts.dictionary.cast(pa.string())  # fmt: skip
        missing = slot.otherwise if slot.fact.default is None else str(slot.fact.default)
        places = filled(texts.indices, len(words))
        given_to = len(words) + (slot.fact.default is not None)
        return _DictionaryColumn(pa.concat_arrays([words, strings([missing])]), places, given_to)
    column = kernels.take(block.column(slot.node), rows)
    values = np.broadcast_to(column.values, len(rows))
    mask = column.mask()
    given = None if mask is None else np.broadcast_to(mask, len(rows))
    if slot.fact.type.kind is ir.Kind.TEXT:
        kinds, places = different(values)
        none = int(np.count_nonzero(kinds < 0))  # -1 is not given, and comes first
        known = block.dictionary.words(kinds[none:].astype(np.int32))
        places = np.where(places < none, len(known), places - none)
        return _DictionaryColumn(
            pa.concat_arrays([known, strings([slot.otherwise])]), places, len(known)
        )
    if slot.fact.type.kind is ir.Kind.DATE:
        kinds, places = different(_days(slot, block, rows, values))
        said = [_day_said(*divmod(int(kind), 2)) for kind in kinds]
    else:
        kinds, places = different(values)
        said = [said_of(slot.fact, int(kind)) for kind in kinds]
    if given is not None:
        places = np.where(given, places, len(said))
    return _DictionaryColumn(strings([*said, slot.otherwise]), places, len(said))


def _days(slot: LabelSlot, block: Block, rows: kernels.Array, days: kernels.Array) -> kernels.Array:
    """A number for each day, and another where it is in this year: 2·day, and 1 for the year."""
    up = block.up(slot.entity, ir.SITUATION)
    today = block.today.values
    if isinstance(today, np.ndarray):
        today = today.take(rows if up is None else up.take(rows))
    days = days.astype(np.int64)
    numbers: kernels.Array = days * 2 + (_years(days) == _years(np.asarray(today, np.int64)))
    return numbers


def _years(days: kernels.Array) -> kernels.Array:
    return (days - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def _day_said(day: int, is_this_year: int) -> str:
    if not 1 <= day <= ir.LAST_DATE:  # what lies under a null
        return ""
    return weekday_words(day, day if is_this_year else None)
