"""How many rows the spaces of a program have for a situation, before any of them is made.

A condition on the others of a list looks at each item once for each item: 3,000 items are 9,000,000 rows, and
160,000 are 25,600,000,000, which no machine holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.aggregates import Over
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.spaces import Space

MOST_ROWS = (
    10_000_000  # of one space, some 60 bytes each: for one situation, and for a block of them
)


def expanded_spaces(nodes: Iterable[Node]) -> tuple[Space, ...]:
    """The spaces of nodes whose rows are not those of a table."""
    overs = (getattr(node, "over", None) for node in nodes)
    spaces = (over.items for over in overs if isinstance(over, Over))
    return tuple(dict.fromkeys(space for space in spaces if space.base is not None))


def rows_by_situation(spaces: Iterable[Space], block: Block) -> kernels.Array | None:
    """For each situation of a block, the rows of that space which has most for it; None, where they are few in all."""
    lists = [table.segments for table in block.tables.values() if table.segments is not None]
    longest = max((int(s.lengths.max(initial=0)) for s in lists), default=0)
    found: kernels.Array | None = None
    for space in spaces:
        first, *others = space.entities
        if block.tables[first].size * longest ** len(others) <= MOST_ROWS:
            continue
        rows = _rows_of(space, block)
        found = rows if found is None else np.maximum(found, rows)
    return None if found is None or found.sum() <= MOST_ROWS else found


def _rows_of(space: Space, block: Block) -> kernels.Array:
    # Of each two items of one list, in lists of 2 and 3: from the inside out, a weight for each item. The last key's
    # are ones; in each list they come to 2 and 3, and as often does each item of the first key count, 2 2 3 3 3,
    # which is 4 for the first situation and 9 for the second one. Floats, since there may be more than integers hold.
    weights = [np.ones(block.tables[entity].size) for entity in space.entities]
    while space.base is not None:
        segments = block.tables[space.entity].segments
        assert segments is not None  # INVARIANT: only lists are gone through
        inside = np.bincount(segments.parents, weights.pop(), segments.count)
        up = block.up(space.base.entities[space.at], space.parent)
        weights[space.at] *= inside if up is None else inside.take(up)
        space = space.base
    return _in_situations(space.entity, weights[0], block)


def _in_situations(entity: str, weights: kernels.Array, block: Block) -> kernels.Array:
    up = block.up(entity, ir.SITUATION)
    return weights if up is None else np.bincount(up, weights, block.tables[ir.SITUATION].size)


def runs(rows: kernels.Array) -> Iterator[tuple[int, int]]:
    """Situations side by side that have no more than `MOST_ROWS` together, or one that has more by itself."""
    totals = np.concatenate(([0.0], np.cumsum(rows)))
    first = 0
    while first < len(rows):
        last = int(np.searchsorted(totals, totals[first] + MOST_ROWS, "right")) - 1
        last = max(last, first + 1)
        yield first, last
        first = last


def longest_list(block: Block) -> tuple[str, int]:
    """The entity of which a block has most, and how many."""
    sizes = {name: t.size for name, t in block.tables.items() if t.segments is not None}
    name = max(sizes, key=sizes.__getitem__)
    return name, sizes[name]
