"""From firings to pieces of advice: silences, then `instead_of`, then merging; one mask a rule.

The plan is made once: which rules silence which, which stand in for which, which give one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import Array, Column, Values, rows_of
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Advise, Pack, Rule

NEVER = np.int32(2**31 - 1)  # later than any date
AT_ONCE = np.int32(0)  # earlier than any date


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
    """What several entries come to: one action for one entity. Entries in listing order."""

    action: str
    entity: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AdvicePlan:
    """All entries by listing order of their rules, and the pieces they make."""

    entries: tuple[Entry, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """Advice of one action for instances of one entity, in the order of their places.

    Shape: `rows` of the entity's table. `start` is AT_ONCE and `due` NEVER where there is none.
    `rules` tells which entries agree, as bits (the first one lowest), or None for all of them;
    each further array tells those of the next 62.
    """

    piece: int
    rows: Array
    start: Values
    due: Values
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
    return AdvicePlan(
        tuple(entries), tuple(Piece(a, e, tuple(numbers)) for (a, e), numbers in pieces.items())
    )


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


def starts_at(standing: _Standing, rows: Array) -> Array:
    """The starts of an entry for some rows; AT_ONCE where there is none."""
    return _dates(standing.start, rows, AT_ONCE)


def _dates(column: Column | None, rows: Array, none: np.int32) -> Array:
    if column is None:
        return np.full(len(rows), none)
    values = column.values
    picked = values.take(rows) if isinstance(values, np.ndarray) else np.full(len(rows), values)
    given = column.given
    if given is None:
        return picked
    if isinstance(given, np.ndarray):
        given = given.take(rows)
    return np.where(given, picked, none)


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
        rows = np.flatnonzero(target.mask)
        up = block.up(plan.entries[number].entity, entry.entity)
        holders = rows if up is None else up.take(rows)
        found[holders] = True
        np.minimum.at(start, holders, _dates(target.start, rows, AT_ONCE))
        np.minimum.at(due, holders, _dates(target.due, rows, NEVER))
    mask = here.mask & found
    if not mask.any():
        return None
    everywhere = np.arange(size)
    own_start = _dates(here.start, everywhere, AT_ONCE)
    own_due = _dates(here.due, everywhere, NEVER)
    start = np.where(own_start == AT_ONCE, start, own_start)
    due = np.where(own_due == NEVER, due, own_due)
    return _Standing(mask, Column(start), Column(due))


def _merged(number: int, entries: int, parts: Iterable[tuple[int, _Standing]]) -> Given:
    """One piece of all entries: the earliest start, none being the earliest; the earliest due."""
    (first_bit, first), *rest = parts
    if not rest:
        rows = np.flatnonzero(first.mask)
        rules = None if entries == 1 else _bits(entries, {first_bit: np.ones(len(rows), np.bool_)})
        return Given(number, rows, starts_at(first, rows), _dates(first.due, rows, NEVER), rules)
    union = first.mask.copy()
    for _, other in rest:
        union |= other.mask
    rows = np.flatnonzero(union)
    start, due = np.full(len(rows), NEVER), np.full(len(rows), NEVER)
    masks: dict[int, Array] = {}
    for bit, part in ((first_bit, first), *rest):
        mask = part.mask.take(rows)
        masks[bit] = mask
        np.minimum(start, np.where(mask, starts_at(part, rows), NEVER), out=start)
        np.minimum(due, np.where(mask, _dates(part.due, rows, NEVER), NEVER), out=due)
    return Given(number, rows, start, due, _bits(entries, masks))


def _bits(entries: int, masks: Mapping[int, Array]) -> tuple[Array, ...]:
    """Which entries agree, 62 to an array."""
    size = len(next(iter(masks.values())))
    words: list[Array] = []
    for first in range(0, entries, 62):
        word = np.zeros(size, np.int64)
        for bit, mask in masks.items():
            if first <= bit < first + 62:
                word += mask.astype(np.int64) << (bit - first)
        words.append(word)
    return tuple(words)
