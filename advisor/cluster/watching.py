"""Looking on while a job runs: how many of its tasks are done, and whether anybody works on them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from advisor.cluster.jobs import Standing
from advisor.cluster.starting import Session

_EVERY = 1.0  # seconds between two looks


@contextmanager
def watched(
    session: Session, count: Callable[[], Any], report: Callable[[Standing], None]
) -> Iterator[None]:
    """Report every second how the session's jobs stand; `count` gives what has been counted so far."""
    is_over = threading.Event()
    tracker = session.sparkContext.statusTracker()

    def look() -> None:
        done = tasks = at_work = 0
        waits_since = time.monotonic()
        while not is_over.wait(_EVERY):
            with suppress(Exception):  # a job that ends while it is looked at
                found = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
                stages = [stage for stage in found if stage is not None]
                was = done
                done = sum(stage.numCompletedTasks for stage in stages)
                tasks = sum(stage.numTasks for stage in stages)
                at_work = sum(stage.numActiveTasks for stage in stages)
                if not stages or at_work or done != was:
                    waits_since = time.monotonic()
                report(Standing(done, tasks, count(), time.monotonic() - waits_since))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(2 * _EVERY)


def wait_until_idle(session: Session, seconds: float) -> None:
    """Wait until no task is at work any more, but not for longer than that."""
    tracker = session.sparkContext.statusTracker()
    until = time.monotonic() + seconds
    while tracker.getActiveStageIds() and time.monotonic() < until:
        time.sleep(0.1)
