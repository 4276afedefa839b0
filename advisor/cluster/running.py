"""One job from its beginning to its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pyarrow as pa

from advisor.cluster.jobs import ADVICE, ClusterError, ClusterJob, Outcome, Problem
from advisor.cluster.reading import Input, open_input, schema_of
from advisor.cluster.sessions import Session, first_line, session_for
from advisor.cluster.storage import Storage, scratch_folder
from advisor.cluster.tasks import (
    NUMBER,
    NUMBERED,
    PROBLEMS,
    Numbering,
    Tally,
    advice_of,
    problems_of,
)

Tallies = dict[int, Tally]  # by task: one that runs twice counts once


@contextmanager
def run(job: ClusterJob) -> Iterator[Outcome]:
    """Run the job; what it came to can be read until the context is left.

    Errors: ClusterError, and whatever the job's check raises; nothing is then left behind.
    """
    with session_for(job.master, job.settings) as session:
        storage = Storage(session)
        if job.folder is not None and storage.exists(job.folder):
            raise ClusterError(f"{job.folder} is there already; name a folder that is not")
        scratch = scratch_folder(job.scratch if job.folder is None else _around(job.folder))
        try:
            read = open_input(session, job)
            work = session.sparkContext.broadcast(job.work)
            advice = f"{scratch}/advice"
            tallies = _write_advice(session, read, work, advice)
            problems = partial(_problem_rows, storage, read, work, tallies, f"{scratch}/problems")
            total = _total(tallies)
            if job.most_problems is not None and total.problems > job.most_problems:
                raise _too_many(total.problems, job.most_problems, next(problems(), []))
            if job.folder is not None:
                storage.rename(advice, job.folder)
            outcome = Outcome(
                total.situations,
                total.problems,
                total.pieces,
                total.advised,
                dict(total.counts),
                dict(total.rules),
                partial(storage.tables, job.folder or advice, ADVICE),
                problems,
            )
            yield outcome
        finally:
            storage.remove(scratch)


def _around(folder: str) -> str:
    return folder.rstrip("/").rpartition("/")[0] or "."


def _total(tallies: Tallies) -> Tally:
    total = Tally()
    for tally in tallies.values():
        total.merge(tally)
    return total


def _too_many(count: int, most: int, rows: list[Problem]) -> ClusterError:
    first = "".join(f"\n  row {row}: {message}" for row, _, _, message in rows[:3])
    noun = "row" if count == 1 else "rows"
    return ClusterError(
        f"{count} bad {noun} where at most {most} may be; nothing was written{first}"
    )


def _write_advice(session: Session, read: Input, work: Any, folder: str) -> Tallies:
    """Let the tasks run; Spark writes what they give, in the order of the input."""
    tallies = session.sparkContext.accumulator({}, Merging())
    task = _advising(work, read, tallies)
    schema = schema_of(ADVICE if read.is_in_order else NUMBERED)
    found = read.frame.mapInArrow(task, schema)
    if not read.is_in_order:
        found = found.orderBy("row", NUMBER).drop(NUMBER)
    with _explained():
        found.write.parquet(folder)
    return dict(tallies.value)


class Merging:
    """How Spark joins what tasks report: of a task that ran twice, the last attempt counts."""

    def zero(self, value: Tallies) -> Tallies:
        """What a task begins with."""
        return {}

    def addInPlace(self, one: Tallies, other: Tallies) -> Tallies:  # noqa: N802  # Spark's name
        """Both together."""
        one.update(other)
        return one


def _advising(work: Any, read: Input, tallies: Any) -> Any:
    numbering, is_numbered = read.numbering, not read.is_in_order  # Spark's frames cannot travel

    def advise(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext

        context = TaskContext.get()
        number = context.partitionId() if context is not None else 0

        def report(tally: Tally) -> None:
            tallies.add({number: tally})

        yield from advice_of(batches, work.value, numbering, report, is_numbered)

    return advise


def _explaining(work: Any, numbering: Numbering) -> Any:
    def explain(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from problems_of(batches, work.value, numbering)

    return explain


def _problem_rows(
    storage: Storage, read: Input, work: Any, tallies: Tallies, folder: str
) -> Iterator[list[Problem]]:
    """The problems that the tasks kept; those of another run, where there were too many to keep."""
    if all(tally.problems == len(tally.kept) for tally in tallies.values()):
        kept = sorted((p for tally in tallies.values() for p in tally.kept), key=lambda p: p[0])
        if kept:
            yield kept
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
