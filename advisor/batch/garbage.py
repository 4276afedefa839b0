"""Collecting what a slice left behind, so that memory does not grow with the input."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def only_new_garbage() -> Iterator[None]:
    """Within it, `collect` looks at nothing that was there before.

    Cost: without it, each collection goes through all that the process holds, whatever the slice.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def collect() -> None:
    """Let go of large arrays that hang in cycles of young objects. To be called after each slice.

    Cost: what has been held for longer, such as a library that came in meanwhile, is not looked at.
    """
    gc.collect(1)
