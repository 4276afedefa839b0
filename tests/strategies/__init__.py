"""All generators of the tests: random packs, their text, random situations.

They draw from `random.Random` with a seed, not from Hypothesis, so that hundreds of thousands of
situations take minutes; a smaller `size` gives smaller ones. For Hypothesis there are `packs()` and
`seeds()`, which shrink by seed and size.
"""

from __future__ import annotations

from hypothesis import strategies as st

from advisor.ir import Pack
from tests.strategies.packs import random_pack

LARGEST = 4


def seeds() -> st.SearchStrategy[int]:
    """Seeds for the generators."""
    return st.integers(min_value=0, max_value=2**32 - 1)


def packs() -> st.SearchStrategy[Pack]:
    """Random packs, the smaller ones first when it shrinks."""
    sizes = st.integers(min_value=1, max_value=LARGEST)
    return st.tuples(sizes, seeds()).map(lambda drawn: random_pack(drawn[1], drawn[0]))
