"""From firings to pieces of advice: silences, then `instead_of`, then merging; one mask a rule.

The plan is made once: which rules silence which, which stand in for which, which give one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import (
    Array,
    Column,
    Values,
    blended,
    chosen,
    places_in,
    rows_of,
)
from advisor.backends.columnar.ordering import plan_order
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import ActionKind, Advise, Pack, Rule

NEVER = np.int32(2**22 - 1)  # later than any date, and no wider than the order needs
AT_ONCE = np.int32(0)  # earlier than any date
WORD_BITS = 62


@dataclass(frozen=True, slots=True)
class Entry:
    """The advice of one rule, for the instances of its entity.

    `silencers` are firings of other rules, with their entities; `withheld_by` the entries that stand
    in for this one; `replaces` those that this one stands in for.
    """

    rule: str
    entity: str
    fired: Node
    start: Node | None
    due: Node | None
    silencers: tuple[tuple[Node, str], ...]
    withheld_by: tuple[int, ...]
    replaces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What several entries come to: one action (by number) for one entity.

    Entries, and the names of their rules, in listing order.
    """

    action: int
    is_wait: bool
    entity: str
    entries: tuple[int, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvicePlan:
    """All entries by listing order of their rules, and the pieces they make."""

    entries: tuple[Entry, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """Advice of one action for instances of one entity, in the order of their places.

    Shape: `rows` of the entity's table. `start` is AT_ONCE and `due` NEVER where there is none; None
    where there is none at all. `rules` tells which entries agree, as bits (the first one lowest),
    WORD_BITS to an array; None where there is but one entry.
    """

    piece: int
    rows: Array
    start: Array | None
    due: Array | None
    rules: tuple[Array, ...] | None


def plan_advice(
    pack: Pack, fired: Mapping[str, Node], value: Callable[[str, Advise], tuple[Node | None, ...]]
) -> AdvicePlan:
    """The plan for a pack; `value` gives the nodes of start and due of a rule's advice."""
    advising = [rule for rule in pack.rules.values() if rule.advises is not None]
    silencing = [r for r in pack.rules.values() if r.silences_all or r.silences is not None]
    numbers = {rule.name: n for n, rule in enumerate(advising)}
    by_action: dict[str, list[tuple[Rule, Advise]]] = {}
    substitutes: list[tuple[Rule, Advise]] = []
    for rule in advising:
        if (advises := rule.advises) is None:
            continue
        if advises.instead_of:
            substitutes.append((rule, advises))
        else:
            by_action.setdefault(advises.action, []).append((rule, advises))
    replaces: dict[str, list[int]] = {}
    withheld_by: dict[str, list[int]] = {}
    for by, advises in substitutes:
        for action in dict.fromkeys(advises.instead_of):
            for target, _ in by_action.get(action, ()):
                if by.entity in pack.around[target.entity]:
                    replaces.setdefault(by.name, []).append(numbers[target.name])
                    withheld_by.setdefault(target.name, []).append(numbers[by.name])
    entries: list[Entry] = []
    pieces: dict[tuple[str, str], list[int]] = {}
    for number, rule in enumerate(advising):
        assert rule.advises is not None  # INVARIANT: only those stand in `advising`
        start, due = value(rule.entity, rule.advises)
        silencers = tuple(
            (fired[other.name], other.entity)
            for other in silencing
            if other.name != rule.name
            and (other.silences_all or rule.advises.action in (other.silences or ()))
            and other.entity in pack.around[rule.entity]
        )
        entries.append(
            Entry(
                rule.name,
                rule.entity,
                fired[rule.name],
                start,
                due,
                silencers,
                tuple(withheld_by.get(rule.name, ())),
                tuple(replaces.get(rule.name, ())),
            )
        )
        if not rule.advises.instead_of or rule.name in replaces:
            pieces.setdefault((rule.advises.action, rule.entity), []).append(number)
    return AdvicePlan(tuple(entries), _in_order(pack, pieces, entries))


def _in_order(
    pack: Pack, pieces: Mapping[tuple[str, str], list[int]], entries: list[Entry]
) -> tuple[Piece, ...]:
    order = plan_order(pack, tuple(pieces))
    numbers = {name: n for n, name in enumerate(pack.actions)}
    found = (
        Piece(
            numbers[action],
            pack.actions[action].kind is ActionKind.WAIT,
            entity,
            tuple(mine),
            tuple(entries[n].rule for n in mine),
        )
        for (action, entity), mine in pieces.items()
    )
    return tuple(sorted(found, key=lambda piece: order.rank[piece.action]))


@dataclass(frozen=True, slots=True)
class _Standing:
    """An entry's mask after the silences; None where it stands nowhere."""

    mask: Array
    start: Column | None
    due: Column | None


def gather(plan: AdvicePlan, block: Block, bad: Mapping[str, Array]) -> list[Given]:
    """The advice of a block. `bad` marks, by entity, the instances of situations in error."""
    standing = [_standing(entry, block, bad) for entry in plan.entries]
    plain: list[_Standing | None] = list(standing)
    for number, entry in enumerate(plan.entries):
        here = standing[number]
        if entry.withheld_by and here is not None:
            mask = here.mask
            for by in entry.withheld_by:
                other = standing[by]
                if other is not None:
                    mask = mask & ~_inside(other.mask, block, entry.entity, plan.entries[by].entity)
            plain[number] = _Standing(mask, here.start, here.due) if mask.any() else None
        elif entry.replaces and here is not None:
            plain[number] = _substitute(entry, here, plan, standing, block)
    given: list[Given] = []
    for number, piece in enumerate(plan.pieces):
        parts = [(bit, s) for bit, e in enumerate(piece.entries) if (s := plain[e]) is not None]
        if parts:
            given.append(_merged(number, len(piece.entries), parts))
    return given


def _standing(entry: Entry, block: Block, bad: Mapping[str, Array]) -> _Standing | None:
    fired = block.column(entry.fired).values
    if not np.any(fired):
        return None
    mask = rows_of(fired, block.tables[entry.entity].size)
    if entry.entity in bad:
        mask = mask & ~bad[entry.entity]
    for node, entity in entry.silencers:
        silencing = block.column(node).values
        if np.any(silencing):
            mask = mask & ~_inside(silencing, block, entry.entity, entity)
    if not mask.any():
        return None
    start = None if entry.start is None else block.column(entry.start)
    due = None if entry.due is None else block.column(entry.due)
    return _Standing(mask, start, due)


def _inside(mask: Values, block: Block, inner: str, outer: str) -> Values:
    """The mask of an entity for the instances of one inside it."""
    up = block.up(inner, outer)
    return mask if up is None or not isinstance(mask, np.ndarray) else mask.take(up)


def _dates(column: Column | None, rows: Array, none: np.int32) -> Array | None:
    """The dates of some rows, `none` where one is not given; None where there are none at all."""
    if column is None:
        return None
    values, given = column.values, column.given
    picked = values.take(rows) if isinstance(values, np.ndarray) else np.full(len(rows), values)
    if given is None:
        return picked
    if isinstance(given, np.ndarray):
        given = given.take(rows)
    elif not given:
        return None
    return rows_of(chosen(given, picked, none), len(rows))


def _some_dates(column: Column | None, rows: Array, none: np.int32) -> Array:
    dates = _dates(column, rows, none)
    return np.full(len(rows), none) if dates is None else dates


def _substitute(
    entry: Entry,
    here: _Standing,
    plan: AdvicePlan,
    standing: list[_Standing | None],
    block: Block,
) -> _Standing | None:
    """Where what it stands in for is advised, with its own dates or else the earliest of those."""
    size = block.tables[entry.entity].size
    found = np.zeros(size, np.bool_)
    start, due = np.full(size, NEVER), np.full(size, NEVER)
    for number in entry.replaces:
        target = standing[number]
        if target is None:
            continue
        rows = places_in(target.mask)
        up = block.up(plan.entries[number].entity, entry.entity)
        holders = rows if up is None else up.take(rows)
        found[holders] = True
        np.minimum.at(start, holders, _some_dates(target.start, rows, AT_ONCE))
        np.minimum.at(due, holders, _some_dates(target.due, rows, NEVER))
    mask = here.mask & found
    if not mask.any():
        return None
    everywhere = np.arange(size)
    own_start = _some_dates(here.start, everywhere, AT_ONCE)
    own_due = _some_dates(here.due, everywhere, NEVER)
    start = blended(own_start == AT_ONCE, start, own_start)
    due = blended(own_due == NEVER, due, own_due)
    return _Standing(mask, Column(start), Column(due))


def _merged(number: int, entries: int, parts: Sequence[tuple[int, _Standing]]) -> Given:
    """One piece of all entries: the earliest start, none being the earliest; the earliest due."""
    (first_bit, first), *rest = parts
    if not rest:
        rows = places_in(first.mask)
        rules = None if entries == 1 else _bits(entries, {first_bit: np.ones(len(rows), np.bool_)})
        start = _dates(first.start, rows, AT_ONCE)
        return Given(number, rows, start, _dates(first.due, rows, NEVER), rules)
    union = first.mask.copy()
    for _, other in rest:
        union |= other.mask
    rows = places_in(union)
    masks = {bit: part.mask.take(rows) for bit, part in parts}
    starts = [(masks[bit], _dates(part.start, rows, AT_ONCE), AT_ONCE) for bit, part in parts]
    dues = [(masks[bit], _dates(part.due, rows, NEVER), NEVER) for bit, part in parts]
    return Given(number, rows, _earliest(starts), _earliest(dues), _bits(entries, masks))


def _earliest(parts: Sequence[tuple[Array, Array | None, np.int32]]) -> Array | None:
    """The earliest of several dates where their masks hold; each with its value for none."""
    if all(dates is None for _, dates, _ in parts):
        return None
    found = np.full(len(parts[0][0]), NEVER)
    for mask, dates, none in parts:
        np.minimum(found, blended(mask, none if dates is None else dates, NEVER), out=found)
    return found


def _bits(entries: int, masks: Mapping[int, Array]) -> tuple[Array, ...]:
    """Which entries agree."""
    size = len(next(iter(masks.values())))
    words: list[Array] = []
    for first in range(0, entries, WORD_BITS):
        word: Array = np.zeros(size, np.int64 if entries > 15 else np.int16)
        for bit, mask in masks.items():
            if first <= bit < first + WORD_BITS:
                word += mask * word.dtype.type(1 << (bit - first))
        words.append(word)
    return tuple(words)
