"""The total order of the advice of each situation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from advisor.backends.columnar.block import Block
from advisor.backends.columnar.columns import Array
from advisor.backends.columnar.waiting import Groups, Line, WaitingPlan, mend
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Pack

DUE_BITS = 22  # enough for every date, and one more for none
KEY_BITS = 63  # of a sort key; what needs more is sorted by several keys


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """What the order hangs on. `rank` of each action by number: the more important first, then by
    place in the pack; with `is_fixed`, dates do not matter, since each action waits for all before it.
    """

    rank: tuple[int, ...]
    is_fixed: bool
    waiting: WaitingPlan


def plan_order(pack: Pack, pieces: Sequence[tuple[str, str]]) -> OrderPlan:
    """The plan for a pack in which these actions are advised for these entities."""
    numbers = {name: n for n, name in enumerate(pack.actions)}
    waiting = WaitingPlan(
        frozenset(
            (numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after_any
        ),
        frozenset((numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after),
    )
    advised = sorted({numbers[action] for action, _ in pieces})
    waits = waiting.any_instance | waiting.related
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
    return OrderPlan(tuple(rank[n] for n in numbers.values()), is_fixed, waiting)


def put_in_order(
    plan: OrderPlan,
    block: Block,
    lines: Sequence[Line],
    situation: Array,
    due: Array | None,
    later: Array,
) -> Array:
    """The numbers of the pieces by situation, and in each in the total order.

    Shape: the pieces are those of all lines, side by side; lines come by rank of
    their action. `due`
    is below 2 ** DUE_BITS; None, where there is none at all.
    """
    count = len(situation)
    number_bits = max(count - 1, 1).bit_length()
    numbers = np.arange(count)
    place = _by_place(block, lines, numbers)
    if place is not None:
        numbers = np.empty_like(place)
        numbers[place] = np.arange(count)
    has_dates = due is not None and not plan.is_fixed
    bits = int(situation.max()).bit_length() + 1 + DUE_BITS * has_dates + number_bits
    if bits > KEY_BITS:
        order = np.lexsort((numbers, *((due,) if has_dates else ()), later, situation))
        if not plan.is_fixed:
            groups = Groups(situation * 2 + later, later)
            mend(plan.waiting, block, lines, order, groups.number.take(order), groups)
        return order
    key = situation * 2
    key += later
    if due is not None and not plan.is_fixed:
        key <<= DUE_BITS
        key |= due
    key <<= number_bits
    key |= numbers
    key.sort()
    order = key & ((1 << number_bits) - 1)
    if place is not None:
        order = place.take(order)
    if not plan.is_fixed:
        key >>= number_bits if due is None else number_bits + DUE_BITS
        mend(plan.waiting, block, lines, order, key, Groups(situation * 2 + later, later))
    return order


def _by_place(block: Block, lines: Sequence[Line], numbers: Array) -> Array | None:
    """The pieces in the order of rank and place; None, where that is how they stand.

    Where one action is advised for several entities, its pieces stand by entity first.
    """
    found: Array | None = None
    first = 0
    while first < len(lines):
        last = first
        while last + 1 < len(lines) and lines[last + 1].action == lines[first].action:
            last += 1
        if last > first:
            found = numbers.copy() if found is None else found
            places = np.concatenate(
                [block.places(line.entity)[0].take(line.rows) for line in lines[first : last + 1]]
            )
            start = lines[first].start
            found[start : start + len(places)] = start + np.argsort(places)
        first = last + 1
    return found
