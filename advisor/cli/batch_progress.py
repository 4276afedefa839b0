"""How far a batch has come, on standard error: a bar on a terminal, else a plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from advisor.batch.counts import Counts
from advisor.cli.terminal import tell

SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def counting(total: int | None) -> Iterator[Callable[[Counts, int | None], None]]:
    """Progress over situations; `total` is None where nobody knows how many there are."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("advising", total=total)

            def advance(counts: Counts, total: int | None) -> None:
                said = f"{counts.situations:,} situations"
                bar.update(task, completed=counts.situations, total=total, description=said)

            yield advance
        return
    last = time.monotonic()

    def tell_now_and_then(counts: Counts, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            of_all = "" if total is None else f" of {total:,}"
            tell(f"{counts.situations:,}{of_all} situations so far")

    yield tell_now_and_then
