"""How far a batch has come, on standard error: a bar on a terminal, else a plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from advisor.batch.counts.counting import BatchCounts
from advisor.cli.terminal import tell

if TYPE_CHECKING:
    from advisor.cluster.jobs import Standing

SECONDS_BETWEEN_LINES = 5.0
PATIENCE = 20.0  # seconds without a task at work, until that is said


@contextmanager
def counting(total: int | None) -> Iterator[Callable[[BatchCounts, int | None], None]]:
    """Progress over situations; `total` is None where nobody knows how many there are."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("advising", total=total)

            def advance(counts: BatchCounts, total: int | None) -> None:
                said = f"{counts.situations:,} situations"
                bar.update(task, completed=counts.situations, total=total, description=said)

            yield advance
        return
    last = time.monotonic()

    def tell_now_and_then(counts: BatchCounts, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            of_all = "" if total is None else f" of {total:,}"
            tell(f"{counts.situations:,}{of_all} situations so far")

    yield tell_now_and_then


@contextmanager
def counting_tasks() -> Iterator[Callable[[Standing], None]]:
    """Progress over the tasks of a cluster; said once where the cluster has no room for them."""
    last, has_said = time.monotonic(), False

    def say_if_nobody_works(standing: Standing) -> None:
        nonlocal has_said
        if standing.waits > PATIENCE and not has_said:
            has_said = True
            tell("The cluster has begun no task yet: are there workers with free cores and memory?")

    def words(standing: Standing) -> str:
        counts: Any = standing.counts
        return f"{standing.done:,} of {standing.tasks:,} tasks, {counts.situations:,} situations"

    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting Spark", total=None)

            def advance(standing: Standing) -> None:
                if standing.tasks:
                    bar.update(
                        task,
                        completed=standing.done,
                        total=standing.tasks,
                        description=words(standing),
                    )
                say_if_nobody_works(standing)

            yield advance
        return

    def tell_now_and_then(standing: Standing) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES and standing.tasks:
            last = now
            tell(f"{words(standing)} so far")
        say_if_nobody_works(standing)

    yield tell_now_and_then
