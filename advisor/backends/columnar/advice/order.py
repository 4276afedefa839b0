"""The total order of the advice of each situation, and the precedence in it: `after`, `after_any`.

Advice that stands before what it waits for is put behind it. Again and again the first piece is taken
that waits for no other piece left in its group. Only groups in which a piece stands before one that it
waits for are touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Block
from advisor.diagnostics.fast_dataclass import dataclass

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
    rows: kernels.Array
    start: int

    @property
    def pieces(self) -> slice:
        """Their numbers."""
        return slice(self.start, self.start + len(self.rows))


@dataclass(frozen=True, slots=True)
class Groups:
    """By piece: the number of its situation times two, plus one if it is for later; and that alone."""

    number: kernels.Array
    later: kernels.Array


def is_waiting(plan: Precedence, runs: Sequence[AdviceRun]) -> bool:
    """Whether any piece may have to wait for another one."""
    present = {run.action for run in runs}
    return any(a in present and b in present for a, b in plan.any_instance | plan.related)


def reorder(
    plan: Precedence,
    block: Block,
    runs: Sequence[AdviceRun],
    order: kernels.Array,
    group: kernels.Array,
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
    bits: kernels.Array,
) -> kernels.Array:
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
    found: kernels.Array,
    block: Block,
    run: AdviceRun,
    other: AdviceRun,
    later: kernels.Array,
    bits: kernels.Array,
    scratch: kernels.Array,
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


def _risen(block: Block, run: AdviceRun, to: str) -> kernels.Array:
    up = block.up(run.entity, to)
    return run.rows if up is None else up.take(run.rows)


def _reorder_together(
    order: kernels.Array, waits: kernels.Array, starts: kernels.Array, ends: kernels.Array
) -> None:
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
        # INVARIANT: the checked pack has no cycle among `after` and `after_any`, so one is free.
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
    order: kernels.Array,
    starts: kernels.Array,
    ends: kernels.Array,
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


CALM = 3  # the press of what can wait, and of what is of least importance
URGENT = ir.Importance.URGENT.rank
KEY_BITS = 63  # of a sort key; what needs more is sorted by several keys


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """What the order hangs on. `rank` of each action by number: the more important first, then by
    place in the pack; with `is_fixed`, dates do not matter, since each action waits for all before it.
    `importance` of each action by number: 0 for low to 3 for urgent.
    """

    rank: tuple[int, ...]
    importance: tuple[int, ...]
    is_fixed: bool
    precedence: Precedence


def plan_order(pack: ir.Pack, pieces: Sequence[tuple[str, str]]) -> OrderPlan:
    """The plan for a pack in which these actions are advised for these entities."""
    numbers = {name: n for n, name in enumerate(pack.actions)}
    precedence = Precedence(
        frozenset(
            (numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after_any
        ),
        frozenset((numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after),
    )
    advised = sorted({numbers[action] for action, _ in pieces})
    waits = precedence.any_instance | precedence.related
    # Only where there is one instance: several of one action are in the order of their dates.
    is_fixed = all(pack.entities[entity].within is None for _, entity in pieces) and all(
        (one, other) in waits or (other, one) in waits
        for place, one in enumerate(advised)
        for other in advised[:place]
    )
    if is_fixed:
        in_order = sorted(advised, key=lambda a: sum((a, b) in waits for b in advised))
        in_order += [n for n in numbers.values() if n not in advised]
    else:
        by_rank = sorted(pack.actions.values(), key=lambda a: (-a.importance.rank, numbers[a.name]))
        in_order = [numbers[action.name] for action in by_rank]
    rank = {action: place for place, action in enumerate(in_order)}
    importance = tuple(action.importance.rank for action in pack.actions.values())
    return OrderPlan(tuple(rank[n] for n in numbers.values()), importance, is_fixed, precedence)


def lead_of(
    plan: OrderPlan,
    runs: Sequence[AdviceRun],
    start: kernels.Array | None,
    due: kernels.Array | None,
    never: np.int32,
    today: kernels.Values,
    later: kernels.Array,
) -> kernels.Array | None:
    """What leads in the order of each group: what is for later goes by its start, the rest by its press.

    None, where it changes nothing. A start is told in days from today, so that it is short: on 22 Nov,
    30 Nov is 8. Shape: the pieces of all runs, side by side.
    """
    if plan.is_fixed:
        return None
    press = _press_of(plan, runs, due, never, today)
    if start is None or not later.any():
        return press
    return np.where(later, start - today, np.int8(0) if press is None else press)


def _press_of(
    plan: OrderPlan,
    runs: Sequence[AdviceRun],
    due: kernels.Array | None,
    never: np.int32,
    today: kernels.Values,
) -> kernels.Array | None:
    """For what is pressing 0 (urgent) to 3 (low), else CALM; for what is for later it means nothing.

    None, where it changes nothing. Of what is low, the due alone tells what is pressing: it is then by
    tomorrow, and that of what can wait is not.
    """
    if due is None:
        return None  # without any due, importance leads anyway
    weights = [plan.importance[run.action] for run in runs]
    if URGENT not in weights and len(set(weights)) == 1:
        return None
    by_tomorrow = due <= today + 1
    # Soon and urgent 0, high 1, normal 2, low 3; all that is not soon 3, too.
    press = np.full(len(due), CALM, np.int8)
    for run, weight in zip(runs, weights, strict=True):
        if weight:
            soon = by_tomorrow[run.pieces]
            if weight == URGENT:
                soon = soon | (due[run.pieces] == never)
            press[run.pieces] -= soon * np.int8(weight)
    return press


def put_in_order(
    plan: OrderPlan,
    block: Block,
    runs: Sequence[AdviceRun],
    situation: kernels.Array,
    due: kernels.Array | None,
    never: np.int32,
    later: kernels.Array,
    lead: kernels.Array | None,
) -> kernels.Array:
    """The numbers of the pieces by situation, and in each in the total order.

    Shape: the pieces are those of all runs, side by side; runs come by rank of their action. `due` is
    `never` where there is none; None, where there is none at all. `lead` is that of `lead_of`.
    """
    # One number for each piece, of the parts in the order in which they count:
    #
    #   situation | later | lead | due | number
    #       1         0      3     13      2
    #
    # The number, by rank and place, makes each key another one, so that the sort need not be
    # stable, and tells which piece it is. What 63 bits do not hold is sorted part by part.
    count = len(situation)
    number_bits = max(count - 1, 1).bit_length()
    numbers = np.arange(count)
    place = _by_place(block, runs, numbers)
    if place is not None:
        numbers = np.empty_like(place)
        numbers[place] = np.arange(count)
    parts = [] if lead is None else [kernels.part_of(lead)]
    if due is not None and not plan.is_fixed:
        parts.append(kernels.dates_with(int(never), due))
    below = sum(part.bits for part in parts) + number_bits  # of the key, below the group
    if int(situation.max()).bit_length() + 1 + below > KEY_BITS:
        order = np.lexsort((numbers, *(part.values for part in reversed(parts)), later, situation))
        if not plan.is_fixed:
            groups = Groups(situation * 2 + later, later)
            reorder(plan.precedence, block, runs, order, groups.number.take(order), groups)
        return order
    key = situation * 2
    key += later
    for part in parts:
        key <<= part.bits
        key |= part.values - part.low
    key <<= number_bits
    key |= numbers
    key.sort()
    order = key & ((1 << number_bits) - 1)
    if place is not None:
        order = place.take(order)
    if not plan.is_fixed:
        key >>= below
        reorder(plan.precedence, block, runs, order, key, Groups(situation * 2 + later, later))
    return order


def _by_place(
    block: Block, runs: Sequence[AdviceRun], numbers: kernels.Array
) -> kernels.Array | None:
    """The pieces in the order of rank and place; None, where that is how they stand.

    Where one action is advised for several entities, its pieces stand by entity first.
    """
    found: kernels.Array | None = None
    first = 0
    while first < len(runs):
        last = first
        while last + 1 < len(runs) and runs[last + 1].action == runs[first].action:
            last += 1
        if last > first:
            found = numbers.copy() if found is None else found
            # One action, for applications at places 1 4 and interviews at 2 5: places 1 4 2 5 of
            # pieces 0 1 2 3, which therefore stand as 0 2 1 3.
            places = np.concatenate(
                [block.places(run.entity)[0].take(run.rows) for run in runs[first : last + 1]]
            )
            start = runs[first].start
            found[start : start + len(places)] = start + np.argsort(places)
        first = last + 1
    return found
