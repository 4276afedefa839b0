"""Precedence, `after` and `after_any`: advice that stands before what it waits for is put behind it.

Again and again the first piece is taken that waits for no other piece left in its group. Only groups
in which a piece stands before one that it waits for are touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from advisor.backends.columnar.kernels.values import Array
from advisor.backends.columnar.plan.block import Block
from advisor.diagnostics.values import dataclass

_BITS = 64  # pieces to a group; larger groups are looked at one by one
_BIT = np.uint64(1) << np.arange(_BITS, dtype=np.uint64)  # of a place in a group
_BEHIND = ~((_BIT - np.uint64(1)) | _BIT)  # the bits of all places behind it


@dataclass(frozen=True, slots=True)
class Precedence:
    """Which actions, by number, wait for which: (waits, for)."""

    any_instance: frozenset[tuple[int, int]]
    related: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class AdviceRun:
    """The pieces of advice of one action for instances of one entity; `start` numbers the first."""

    action: int
    entity: str
    rows: Array
    start: int

    @property
    def pieces(self) -> slice:
        """Their numbers."""
        return slice(self.start, self.start + len(self.rows))


@dataclass(frozen=True, slots=True)
class Groups:
    """By piece: the number of its situation times two, plus one if it is for later; and that alone."""

    number: Array
    later: Array


def is_waiting(plan: Precedence, runs: Sequence[AdviceRun]) -> bool:
    """Whether any piece may have to wait for another one."""
    present = {run.action for run in runs}
    return any(a in present and b in present for a, b in plan.any_instance | plan.related)


def reorder(
    plan: Precedence,
    block: Block,
    runs: Sequence[AdviceRun],
    order: Array,
    group: Array,
    groups: Groups,
) -> None:
    """Put `order` right in place.

    Shape: `group` is the group of each piece as they stand in the order, which is sorted by it.
    """
    if not is_waiting(plan, runs):
        return
    is_first = np.empty(len(group), np.bool_)
    is_first[0] = True
    np.not_equal(group[1:], group[:-1], out=is_first[1:])
    # A group in which chase, which waits for thank, stands before it:
    #
    #            chase  thank  send
    #   place      0      1     2
    #   bit       001    010   100
    #   waits     010    000   000
    #   behind    110    100   000      waits & behind: chase stands too early
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(group))
    lengths = ends - starts
    start = np.repeat(starts, lengths)
    place = np.arange(len(group)) - start  # in its group
    is_large = lengths > _BITS
    if is_large.any():
        np.minimum(place, _BITS - 1, out=place)
    bits = np.empty(len(group), np.uint64)
    bits[order] = _BIT.take(place)
    waits = _waits(plan, block, runs, groups, bits).take(order)
    wrong = np.flatnonzero(waits & _BEHIND.take(place))
    if len(wrong):
        numbers = np.searchsorted(starts, np.unique(start.take(wrong)))
        numbers = numbers[~is_large[numbers]]
        if len(numbers):
            _reorder_together(order, waits, starts[numbers], ends[numbers])
    if is_large.any():
        _reorder_one_by_one(plan, block, runs, order, starts[is_large], ends[is_large])


def _waits(
    plan: Precedence,
    block: Block,
    runs: Sequence[AdviceRun],
    groups: Groups,
    bits: Array,
) -> Array:
    """For each piece the places in its group of those that it waits for, as bits."""
    found = np.zeros(len(bits), np.uint64)
    by_action: dict[int, list[AdviceRun]] = {}
    for run in runs:
        by_action.setdefault(run.action, []).append(run)
    sizes = [block.tables[name].size for name in {block.outermost, *(n.entity for n in runs)}]
    scratch = np.zeros(2 * max(sizes), np.uint64)  # all zero between uses
    for waits, awaited in plan.any_instance:
        for other in by_action.get(awaited, ()) if waits in by_action else ():
            theirs = groups.number[other.pieces]
            np.bitwise_or.at(scratch, theirs, bits[other.pieces])
            for run in by_action[waits]:
                found[run.pieces] |= scratch.take(groups.number[run.pieces])
            scratch[theirs] = 0
    for waits, awaited in plan.related:
        for other in by_action.get(awaited, ()) if waits in by_action else ():
            for run in by_action[waits]:
                _add_related(found, block, run, other, groups.later, bits, scratch)
    return found


def _add_related(
    found: Array,
    block: Block,
    run: AdviceRun,
    other: AdviceRun,
    later: Array,
    bits: Array,
    scratch: Array,
) -> None:
    """Add the bits of another run's pieces for the same instance, one around it or inside it."""
    if block.is_within(run.entity, other.entity):
        common = other.entity
    elif block.is_within(other.entity, run.entity):
        common = run.entity
    else:
        return
    # Each instance may have both what can be done now and what is for later: they do not wait.
    # `scratch` has an entry for each: of instance 3, entry 6 for now and entry 7 for later.
    theirs = _risen(block, other, common) * 2 + later[other.pieces]
    if common == other.entity:  # a piece to an instance
        scratch[theirs] = bits[other.pieces]
    else:
        np.bitwise_or.at(scratch, theirs, bits[other.pieces])
    found[run.pieces] |= scratch.take(_risen(block, run, common) * 2 + later[run.pieces])
    scratch[theirs] = 0


def _risen(block: Block, run: AdviceRun, to: str) -> Array:
    up = block.up(run.entity, to)
    return run.rows if up is None else up.take(run.rows)


def _reorder_together(order: Array, waits: Array, starts: Array, ends: Array) -> None:
    """Reorder these groups side by side: each round takes one piece of each.

    Shape: `waits` is in the present order.
    """
    lengths = ends - starts
    group = np.repeat(np.arange(len(starts)), lengths)
    ahead = np.cumsum(lengths) - lengths
    place = np.arange(len(group)) - ahead.take(group)
    at = starts.take(group) + place
    mine = waits.take(at)
    pieces = order.take(at)
    bit = np.uint64(1) << place.astype(np.uint64)
    left = np.bitwise_or.reduceat(bit, ahead)  # of each group, the places not yet taken
    for taken in range(int(lengths.max())):
        # Of the group above: chase waits for 010 of 111, thank and send are free, thank is the
        # first. Left are 101: chase is free now. Then send: thank, chase, send.
        free = np.flatnonzero((mine & left.take(group)) == 0)
        groups = group.take(free)
        # INVARIANT: the checked pack has no circle among `after` and `after_any`, so one is free.
        is_first = np.empty(len(free), np.bool_)
        is_first[:1] = True
        np.not_equal(groups[1:], groups[:-1], out=is_first[1:])
        chosen, by = free[is_first], groups[is_first]
        order[starts.take(by) + taken] = pieces.take(chosen)
        left[by] &= ~bit.take(chosen)
        kept = np.ones(len(group), np.bool_)
        kept[chosen] = False
        group, mine, bit, pieces = group[kept], mine[kept], bit[kept], pieces[kept]
        if not len(group):
            break


def _reorder_one_by_one(
    plan: Precedence,
    block: Block,
    runs: Sequence[AdviceRun],
    order: Array,
    starts: Array,
    ends: Array,
) -> None:
    """Reorder groups that are too large for bits."""
    firsts = np.array([run.start for run in runs])

    def said(piece: int) -> tuple[int, int, int]:
        """Its action, its place, and the place of the last instance inside that one."""
        run = runs[int(np.searchsorted(firsts, piece, side="right")) - 1]
        row = run.rows[piece - run.start]
        first, last = block.places(run.entity)
        return run.action, int(first[row]), int(last[row])

    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        pieces = order[start:end].tolist()
        order[start:end] = [pieces[n] for n in _freed(plan, [said(piece) for piece in pieces])]


def _freed(plan: Precedence, pieces: Sequence[tuple[int, int, int]]) -> Iterable[int]:
    def waits(one: int, other: int) -> bool:
        (action, place, last), (awaited, at, end) = pieces[one], pieces[other]
        if (action, awaited) in plan.any_instance:
            return True
        if (action, awaited) not in plan.related:
            return False
        return at <= place <= end or place <= at <= last

    left = list(range(len(pieces)))
    while left:
        # INVARIANT: as above, one is free.
        first = next(n for n in left if not any(waits(n, m) for m in left))
        left.remove(first)
        yield first
