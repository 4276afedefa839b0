"""Conflict resolution: from firings to advice, silences first, then `instead_of`, then merging.

What the advice of all rules can come to is planned once: who silences whom, who stands in for whom,
which rules give one piece of advice together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.order import plan_order
from advisor.backends.columnar.plan.block import Block, Node, Selections
from advisor.diagnostics.fast_dataclass import dataclass

NEVER = np.int32(2**22 - 1)  # later than any date, and no wider than the order needs
AT_ONCE = np.int32(0)  # earlier than any date
WORD_BITS = 62


@dataclass(frozen=True, slots=True)
class RuleAdvice:
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
class AdviceItem:
    """What several entries come to: one action (by number) for one entity.

    Entries, and the names of their rules, in listing order.
    """

    action: int
    is_wait: bool
    is_know: bool  # never due
    entity: str
    entries: tuple[int, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvicePlan:
    """All entries by listing order of their rules, and the pieces they make."""

    entries: tuple[RuleAdvice, ...]
    pieces: tuple[AdviceItem, ...]


def plan_advice(
    pack: ir.Pack,
    fired: Mapping[str, Node],
    value: Callable[[str, ir.Advise], tuple[Node | None, ...]],
) -> AdvicePlan:
    """The plan for a pack; `value` gives the nodes of start and due of a rule's advice."""
    advising = [rule for rule in pack.rules.values() if rule.advises is not None]
    numbers = {rule.name: n for n, rule in enumerate(advising)}
    by_action: dict[str, list[tuple[ir.Rule, ir.Advise]]] = {}
    substitutes: list[tuple[ir.Rule, ir.Advise]] = []
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
    entries: list[RuleAdvice] = []
    pieces: dict[tuple[str, str], list[int]] = {}
    for number, rule in enumerate(advising):
        assert rule.advises is not None  # INVARIANT: only those stand in `advising`
        start, due = value(rule.entity, rule.advises)
        silencers = tuple((fired[other.name], other.entity) for other in pack.silencers(rule))
        entries.append(
            RuleAdvice(
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
    pack: ir.Pack, pieces: Mapping[tuple[str, str], list[int]], entries: list[RuleAdvice]
) -> tuple[AdviceItem, ...]:
    order = plan_order(pack, tuple(pieces))
    numbers = {name: n for n, name in enumerate(pack.actions)}
    found = (
        AdviceItem(
            numbers[action],
            pack.actions[action].kind is ir.ActionKind.WAIT,
            pack.actions[action].kind is ir.ActionKind.KNOW,
            entity,
            tuple(mine),
            tuple(entries[n].rule for n in mine),
        )
        for (action, entity), mine in pieces.items()
    )
    return tuple(sorted(found, key=lambda piece: order.rank[piece.action]))


@dataclass(frozen=True, slots=True)
class ResolvedAdvice:
    """Advice of one action for instances of one entity, in the order of their places.

    Shape: `rows` of the entity's table. `start` is AT_ONCE and `due` NEVER where there is none; None
    where there is none at all. `rules` tells which entries agree, as bits (the first one lowest),
    WORD_BITS to an array; None where there is but one entry.
    """

    piece: int
    rows: kernels.Array
    start: kernels.Array | None
    due: kernels.Array | None
    rules: tuple[kernels.Array, ...] | None


@dataclass(frozen=True, slots=True)
class _Standing:
    """The advice of one entry: rows of its entity's table, and dates for them as in `Given`."""

    rows: kernels.Array
    start: kernels.Array | None
    due: kernels.Array | None

    def without(self, gone: kernels.Array | None) -> _Standing | None:
        """What is left where the mask, of these rows, does not hold; None where nothing is."""
        if gone is None or not gone.any():
            return self
        if gone.all():
            return None
        left = ~gone
        start, due = (None if d is None else d[left] for d in (self.start, self.due))
        return _Standing(self.rows[left], start, due)


def gather(
    plan: AdvicePlan, block: Block, bad: Mapping[str, kernels.Array], selections: Selections
) -> list[ResolvedAdvice]:
    """The advice of a block. `bad` marks, by entity, the instances of situations in error."""
    standing = [_standing(entry, block, bad, selections) for entry in plan.entries]
    plain: list[_Standing | None] = list(standing)
    for number, entry in enumerate(plan.entries):
        here = standing[number]
        if here is None:
            continue
        if entry.withheld_by:
            plain[number] = here.without(_withheld(entry, here, plan, standing, block))
        elif entry.replaces:
            plain[number] = _substitute(entry, here, plan, standing, block)
    given: list[ResolvedAdvice] = []
    for number, piece in enumerate(plan.pieces):
        parts = [(bit, s) for bit, e in enumerate(piece.entries) if (s := plain[e]) is not None]
        if parts:
            size = block.tables[piece.entity].size
            given.append(_merged(number, len(piece.entries), parts, size))
    return given


def _standing(
    entry: RuleAdvice, block: Block, bad: Mapping[str, kernels.Array], selections: Selections
) -> _Standing | None:
    if not np.any(block.column(entry.fired).values):
        return None
    selection = selections.where(entry.fired, entry.entity)
    rows = selection.rows
    if not len(rows):
        return None  # a rule that always fires, in a block without instances for it
    gone: kernels.Array | None = None
    if entry.entity in bad:
        gone = bad[entry.entity].take(rows)
    for node, entity in entry.silencers:
        silencing = block.column(node).values
        if np.any(silencing):
            gone = kernels.or_(gone, _at(silencing, block, rows, entry.entity, entity))
    start, due = (
        _dates(None if node is None else selection.column(node), len(rows), none)
        for node, none in ((entry.start, AT_ONCE), (entry.due, NEVER))
    )
    return _Standing(rows, start, due).without(gone)


def _at(
    mask: kernels.Values, block: Block, rows: kernels.Array, inner: str, outer: str
) -> kernels.Array:
    """The mask of an entity for some instances of one inside it."""
    if not isinstance(mask, np.ndarray):
        return np.full(len(rows), mask)
    up = block.up(inner, outer)
    found: kernels.Array = mask.take(rows if up is None else up.take(rows))
    return found


def _withheld(
    entry: RuleAdvice,
    here: _Standing,
    plan: AdvicePlan,
    standing: list[_Standing | None],
    block: Block,
) -> kernels.Array | None:
    """Where another action stands in for it."""
    gone: kernels.Array | None = None
    for number in entry.withheld_by:
        other, outer = standing[number], plan.entries[number].entity
        if other is not None:
            mask = np.zeros(block.tables[outer].size, np.bool_)
            mask[other.rows] = True
            gone = kernels.or_(gone, _at(mask, block, here.rows, entry.entity, outer))
    return gone


def _dates(column: kernels.ColumnarValue | None, size: int, none: np.int32) -> kernels.Array | None:
    """The dates of all rows, `none` where one is not given; None where there are none at all."""
    if column is None:
        return None
    values, given = kernels.rows_of(column.values, size), column.given
    if given is None:
        return values
    if not np.any(given):
        return None
    return kernels.rows_of(kernels.where(given, values, none), size)


def _substitute(
    entry: RuleAdvice,
    here: _Standing,
    plan: AdvicePlan,
    standing: list[_Standing | None],
    block: Block,
) -> _Standing | None:
    """Where what it stands in for is advised, with its own dates or else the earliest of those."""
    # Advice for applications 0 1 2 stands in for that of interviews, of applications 0 0 2 and due
    # 9 7 5: found 1 0 1, due 7 NEVER 5. Application 1 has nothing to be replaced, so it gets none.
    size = block.tables[entry.entity].size
    found = np.zeros(size, np.bool_)
    start, due = np.full(size, NEVER), np.full(size, NEVER)
    for number in entry.replaces:
        target = standing[number]
        if target is None:
            continue
        up = block.up(plan.entries[number].entity, entry.entity)
        parents = target.rows if up is None else up.take(target.rows)
        found[parents] = True
        np.minimum.at(start, parents, AT_ONCE if target.start is None else target.start)
        np.minimum.at(due, parents, NEVER if target.due is None else target.due)
    rows = here.rows
    inherited = _Standing(
        rows,
        _own_or(here.start, start.take(rows), AT_ONCE),
        _own_or(here.due, due.take(rows), NEVER),
    )
    return inherited.without(~found.take(rows))


def _own_or(own: kernels.Array | None, inherited: kernels.Array, none: np.int32) -> kernels.Array:
    return inherited if own is None else kernels.select(own == none, inherited, own)


def _merged(
    number: int, entries: int, parts: Sequence[tuple[int, _Standing]], size: int
) -> ResolvedAdvice:
    """One piece of all entries: the earliest start, none being the earliest; the earliest due."""
    (first_bit, first), *rest = parts
    if not rest:
        everywhere = {first_bit: slice(None)}
        rules = None if entries == 1 else _bits(entries, everywhere, len(first.rows))
        return ResolvedAdvice(number, first.rows, first.start, first.due, rules)
    # Rules 0 and 2 of three, for rows 1 3 and 3 4, due 9 8 and 5 7:
    #
    #   rows     1    3    4
    #   place    0    1    2       at: rule 0 -> 0 1, rule 2 -> 1 2
    #   due      9    5    7
    #   rules   001  101  100
    union = np.zeros(size, np.bool_)
    for _, part in parts:
        union[part.rows] = True
    rows = kernels.flatnonzero(union)
    place = np.empty(size, np.int64)
    place[rows] = np.arange(len(rows))
    at = {bit: place.take(part.rows) for bit, part in parts}
    starts = [(at[bit], part.start, AT_ONCE) for bit, part in parts]
    dues = [(at[bit], part.due, NEVER) for bit, part in parts]
    rules = _bits(entries, at, len(rows))
    return ResolvedAdvice(
        number, rows, _earliest(starts, len(rows)), _earliest(dues, len(rows)), rules
    )


def _earliest(
    parts: Sequence[tuple[kernels.Array, kernels.Array | None, np.int32]], size: int
) -> kernels.Array | None:
    """The earliest of several dates, each at some places of `size`; each with its value for none."""
    if all(dates is None for _, dates, _ in parts):
        return None
    found = np.full(size, NEVER)
    for at, dates, none in parts:
        found[at] = np.minimum(found.take(at), none if dates is None else dates)
    return found


def _bits(
    entries: int, at: Mapping[int, kernels.Array | slice], size: int
) -> tuple[kernels.Array, ...]:
    """Which entries agree, each at some places of `size`."""
    words: list[kernels.Array] = []
    for first in range(0, entries, WORD_BITS):
        word: kernels.Array = np.zeros(size, np.int64 if entries > 15 else np.int16)
        for bit, places in at.items():
            if first <= bit < first + WORD_BITS:
                word[places] += word.dtype.type(1 << (bit - first))
        words.append(word)
    return tuple(words)
