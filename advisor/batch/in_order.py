"""Work on slices side by side, with what comes out in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_order(
    workers: int, pieces: Iterable[Given], make: Callable[[Given], Made]
) -> Generator[Made, None, None]:
    """What `make` gives for each piece, in order, with a bounded number of pieces under way."""
    # With two workers, pieces 1 to 5, of which 2 is ready before 1:
    #
    #   waiting   1 2 3 → 1 is waited for and goes out → 2 3 4 → 2, long ready, goes out → 3 4 5 …
    #
    # What comes out is in order whoever is quicker, and no more than workers + 1 pieces are held.
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(make, piece))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
