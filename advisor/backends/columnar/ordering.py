"""The total order of the advice of each situation, `after` included."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.columns import Array
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Pack


@dataclass(frozen=True, slots=True)
class Waiting:
    """Actions by number: which wait for which (`after_any` for any instance, `after` for related)."""

    rank: Array  # of each action: the more important first, then by place in the pack
    any_instance: tuple[tuple[int, int], ...]  # (waits, for)
    related: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The advice of a block, unsorted, one entry a piece.

    Shape: `situation` is the row in the block; `place` counts the instances of a situation in the
    order of places; `last` is the place of the last instance inside it.
    """

    situation: Array
    action: Array
    due: Array
    is_later: Array
    place: Array
    last: Array


def plan_order(pack: Pack) -> Waiting:
    """What the order of a pack's advice hangs on."""
    numbers = {name: n for n, name in enumerate(pack.actions)}
    by_rank = sorted(pack.actions.values(), key=lambda a: (-a.importance.rank, numbers[a.name]))
    rank = np.empty(len(by_rank), np.int64)
    for place, action in enumerate(by_rank):
        rank[numbers[action.name]] = place
    return Waiting(
        rank,
        tuple((numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after_any),
        tuple((numbers[a.name], numbers[b]) for a in pack.actions.values() for b in a.after),
    )


def put_in_order(pieces: Pieces, waiting: Waiting) -> Array:
    """The numbers of the pieces by situation, and in each in the total order."""
    order = np.lexsort(
        (
            pieces.place,
            waiting.rank.take(pieces.action),
            pieces.due,
            pieces.is_later,
            pieces.situation,
        )
    )
    if waiting.any_instance or waiting.related:
        _put_after(order, pieces, waiting)
    return order


def _put_after(order: Array, pieces: Pieces, waiting: Waiting) -> None:
    """Mend the order in the groups in which a piece comes before one that it waits for."""
    group = (pieces.situation * 2 + pieces.is_later).take(order)
    action = pieces.action.take(order)
    mended = np.zeros(0, np.int64)
    for pairs in (waiting.any_instance, waiting.related):
        for waits, for_ in pairs:
            mended = np.union1d(mended, _out_of_order(group, action, waits, for_))
    if not len(mended):
        return
    starts = np.searchsorted(group, mended)
    ends = np.searchsorted(group, mended, side="right")
    pairs_any, pairs_related = set(waiting.any_instance), set(waiting.related)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        left = order[start:end].tolist()
        facts = [(int(pieces.action[n]), int(pieces.place[n]), int(pieces.last[n])) for n in left]
        order[start:end] = [left[n] for n in _freed(facts, pairs_any, pairs_related)]


def _out_of_order(group: Array, action: Array, waits: int, for_: int) -> Array:
    """The groups in which the first piece that waits stands before the last one it waits for."""
    waiting = np.flatnonzero(action == waits)
    if not len(waiting):
        return waiting
    awaited = np.flatnonzero(action == for_)
    if not len(awaited):
        return awaited
    groups, first = np.unique(group.take(waiting), return_index=True)
    last_of, last = np.unique(group.take(awaited)[::-1], return_index=True)
    _, one, other = np.intersect1d(groups, last_of, assume_unique=True, return_indices=True)
    is_early = waiting[first[one]] < awaited[::-1][last[other]]
    found: Array = groups[one[is_early]]
    return found


def _freed(
    left: list[tuple[int, int, int]],
    any_instance: set[tuple[int, int]],
    related: set[tuple[int, int]],
) -> list[int]:
    """Again and again the first piece that waits for no other piece left."""

    def waits(one: int, other: int) -> bool:
        (action, place, last), (awaited, at, end) = left[one], left[other]
        if (action, awaited) in any_instance:
            return True
        return (action, awaited) in related and (at <= place <= end or place <= at <= last)

    open_, found = list(range(len(left))), []
    while open_:
        # INVARIANT: the checked pack has no circle among `after` and `after_any`, so one is free.
        first = next(n for n in open_ if not any(waits(n, m) for m in open_))
        open_.remove(first)
        found.append(first)
    return found
