"""One job from its beginning to its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any
from uuid import uuid4

import pyarrow as pa

from advisor.cluster.jobs import ClusterError, ClusterJob, ClusterOutcome, Problem, Standing, Work
from advisor.cluster.reading import Input, open_input, schema_of
from advisor.cluster.sessions import Session, apart, first_line, session_for
from advisor.cluster.storage import Storage, scratch_folder
from advisor.cluster.tasks import (
    NUMBER,
    NUMBERS,
    PROBLEMS,
    Numbering,
    TaskTally,
    advice_of,
    problems_of,
)

Tallies = dict[int, TaskTally]  # by task: one that runs twice counts once
_WRITING = {
    "mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",  # the name says that all is there
    "parquet.enable.dictionary#row": "false",  # every number is another one
}
_PATIENCE = 20.0  # seconds, for tasks that were told to stop
_EVERY = 1.0  # seconds between two looks


@contextmanager
def run(job: ClusterJob) -> Iterator[ClusterOutcome]:
    """Run the job; what it came to can be read until the context is left.

    Raises: ClusterError, and whatever the job's check raises. Nothing is then left behind, nor where the
    context is left with an exception.
    """
    with session_for(job.master, job.settings) as session:
        storage = Storage(session)
        if job.folder is not None and storage.exists(job.folder):
            raise ClusterError(f"{job.folder} is there already; name a folder that is not")
        scratch = scratch_folder(job.scratch if job.folder is None else _around(job.folder))
        group = uuid4().hex
        session.sparkContext.setJobGroup(group, "advisor batch", interruptOnCancel=True)
        try:
            read = open_input(session, job)
            work = session.sparkContext.broadcast(job.work)
            advice = f"{scratch}/advice"
            tallies = _decide(session, storage, read, work, advice, job)
            yield _outcome(storage, read, work, tallies, scratch, job)
            if job.folder is not None and job.with_advice:
                storage.rename(advice, job.folder)
        except BaseException:
            apart(partial(_stop, session, group))
            raise
        finally:
            apart(partial(storage.remove, scratch))


def _stop(session: Session, group: str) -> None:
    """See that no task of ours writes any more."""
    session.sparkContext.cancelJobGroup(group)
    wait_until_idle(session, _PATIENCE)


def _around(folder: str) -> str:
    return folder.rstrip("/").rpartition("/")[0] or "."


def _outcome(
    storage: Storage, read: Input, work: Any, tallies: Tallies, scratch: str, job: ClusterJob
) -> ClusterOutcome:
    total = _total(tallies, job.work)
    return ClusterOutcome(
        total.rows,
        total.problems,
        total.counts,
        partial(storage.tables, f"{scratch}/advice", job.work.schema),
        partial(_problem_rows, storage, read, work, total, f"{scratch}/problems"),
    )


def _total(tallies: Tallies, work: Work) -> TaskTally:
    total = TaskTally(work.nothing())
    for tally in tallies.values():
        total.rows += tally.rows
        total.problems += tally.problems
        total.kept += tally.kept
        total.counts.add(tally.counts)
    return total


def _decide(
    session: Session, storage: Storage, read: Input, work: Any, folder: str, job: ClusterJob
) -> Tallies:
    """Let the tasks run; Spark writes what they give, in the order of the input."""
    tallies = session.sparkContext.accumulator({}, Merging())
    task = _advising(work, read, tallies, job.with_advice)
    schema = job.work.schema
    found = read.frame.mapInArrow(
        task, schema_of(schema if read.is_in_order else schema.append(NUMBERS))
    )
    if not read.is_in_order and job.with_advice:
        found = found.orderBy("row", NUMBER).drop(NUMBER)

    def counted() -> Any:
        return _total(dict(tallies.value), job.work).counts

    with _explained(), watched(session, counted, job.progress):
        if job.with_advice:
            found.write.options(**_WRITING).parquet(folder)
        else:
            found.write.format("noop").mode("overwrite").save()
    done = dict(tallies.value)
    if job.with_advice:
        _see_that_all_is_there(storage, folder, sum(tally.rows for tally in done.values()))
    return done


def _see_that_all_is_there(storage: Storage, folder: str, rows: int) -> None:
    """Executors write where they are: a folder that each machine has for itself holds a part only.

    Raises: ClusterError, where rows are missing here.
    """
    found = storage.rows(folder) if storage.exists(folder) else 0
    if found != rows:
        raise ClusterError(
            f"of {rows:,} rows of advice that the executors wrote, {found:,} are in {_around(folder)};"
            " name a place that every machine of the cluster sees"
        )


class Merging:
    """How Spark joins what tasks report: of a task that ran twice, the last attempt counts."""

    def zero(self, value: Tallies) -> Tallies:
        """What a task begins with."""
        return {}

    def addInPlace(self, one: Tallies, other: Tallies) -> Tallies:  # noqa: N802  # Spark's name
        """Both together."""
        one.update(other)
        return one


def _advising(work: Any, read: Input, tallies: Any, with_advice: bool) -> Any:
    numbering, is_numbered = read.numbering, not read.is_in_order  # Spark's frames cannot travel

    def advise(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext

        context = TaskContext.get()
        number = context.partitionId() if context is not None else 0

        def report(tally: TaskTally) -> None:
            tallies.add({number: tally})

        yield from advice_of(batches, work.value, numbering, report, is_numbered, with_advice)

    return advise


def _explaining(work: Any, numbering: Numbering) -> Any:
    def explain(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from problems_of(batches, work.value, numbering)

    return explain


def _problem_rows(
    storage: Storage, read: Input, work: Any, total: TaskTally, folder: str
) -> Iterator[list[Problem]]:
    """The problems that the tasks kept; those of another run, where there were too many to keep."""
    if total.problems == len(total.kept):
        if total.kept:
            yield sorted(total.kept, key=lambda problem: problem[0])
        return
    found = read.frame.mapInArrow(_explaining(work, read.numbering), schema_of(PROBLEMS))
    if not storage.exists(folder):
        with _explained():
            (found if read.is_in_order else found.orderBy("row")).write.parquet(folder)
    for table in storage.tables(folder, PROBLEMS):
        columns = [table.column(name).to_pylist() for name in PROBLEMS.names]
        yield list(zip(*columns, strict=True))


@contextmanager
def _explained() -> Iterator[None]:
    """Words for what Spark says when a job fails."""
    try:
        yield
    except ClusterError:
        raise
    except Exception as error:
        raise ClusterError(f"the job failed on the cluster: {cause(error)}") from error


def cause(error: Exception) -> str:
    """What Python said last, where the Python of a task failed; else the first line of Spark's words."""
    told = (
        str(error)
        .partition("\nDriver stacktrace:")[0]
        .rpartition("Traceback (most recent call last)")
    )
    if told[1]:
        for line in told[2].splitlines()[1:]:
            if line.strip() and not line.startswith((" ", "\t")):
                return line.strip()
    return first_line(error)


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
