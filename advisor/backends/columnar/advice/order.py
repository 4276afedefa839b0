"""The total order of the advice of each situation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from advisor.backends.columnar.advice.precedence import AdviceRun, Groups, Precedence, reorder
from advisor.backends.columnar.kernels.sort_keys import dates_with, part_of
from advisor.backends.columnar.kernels.values import Array, Values
from advisor.backends.columnar.plan.block import Block
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Importance, Pack

CALM = 3  # the press of what can wait, and of what is of least importance
URGENT = Importance.URGENT.rank
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


def plan_order(pack: Pack, pieces: Sequence[tuple[str, str]]) -> OrderPlan:
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
    start: Array | None,
    due: Array | None,
    never: np.int32,
    today: Values,
    later: Array,
) -> Array | None:
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
    plan: OrderPlan, runs: Sequence[AdviceRun], due: Array | None, never: np.int32, today: Values
) -> Array | None:
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
    situation: Array,
    due: Array | None,
    never: np.int32,
    later: Array,
    lead: Array | None,
) -> Array:
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
    parts = [] if lead is None else [part_of(lead)]
    if due is not None and not plan.is_fixed:
        parts.append(dates_with(int(never), due))
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


def _by_place(block: Block, runs: Sequence[AdviceRun], numbers: Array) -> Array | None:
    """The pieces in the order of rank and place; None, where that is how they stand.

    Where one action is advised for several entities, its pieces stand by entity first.
    """
    found: Array | None = None
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
