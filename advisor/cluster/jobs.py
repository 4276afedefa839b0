"""What a cluster is asked to do, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import pyarrow as pa

from advisor.diagnostics import AdvisorError

Problem: TypeAlias = tuple[int, str | None, str, str, str]  # row, situation, code, column, message

LINE = "line"  # the one column of a table of lines


class ClusterError(AdvisorError):
    """The job could not be run to its end, and nothing was written under the name of the output."""


class ClusterCounts(Protocol):
    """What is counted of the situations. Has to be picklable."""

    def add(self, other: Any, /) -> None:
        """Add what another task counted."""
        ...


class Work(Protocol):
    """Decides the situations of one table, on an executor. Has to be picklable."""

    @property
    def schema(self) -> pa.Schema:
        """The columns of the advice, without dictionaries; one of them is `row` (int64)."""
        ...

    def nothing(self) -> ClusterCounts:
        """The counts of no situations."""
        ...

    def __call__(self, table: pa.Table, rows: Any) -> tuple[pa.Table, list[Problem], ClusterCounts]:
        """The advice, the rows that got none because something is wrong with them, and the counts.

        Shape: `rows` (int64) numbers the rows of `table` within the whole input, from 1. Parquet comes
        with the columns of the file, JSON Lines with one column of bytes, `line`. The advice has the
        columns of `schema`, by row; its texts may be dictionaries.
        """
        ...


@dataclass(frozen=True)
class Standing:
    """How far a job has come. Shape: `done` of `tasks` tasks; `counts` is what they have counted.

    `waits` are seconds since a task was begun or ended, while none is at work.
    """

    done: int
    tasks: int
    counts: ClusterCounts
    waits: float


@dataclass(frozen=True)
class ClusterJob:
    """One batch. `format` is "parquet" or "jsonl".

    `inputs` and `folder` are paths or addresses (hdfs://, s3a://) that every machine of the cluster
    sees. In `folder` the advice is left as Parquet when the job's context is left without an
    exception; without one it waits in a folder of its own inside `scratch` and can be read from the
    outcome. Without `with_advice` only counts and problems are worked out. `check` sees the columns of
    Parquet before anything runs, `progress` is called now and then, in a thread of its own.
    `settings` are settings of Spark.
    """

    master: str
    inputs: tuple[str, ...]
    format: str
    work: Work
    check: Callable[[pa.Schema, str], None] = lambda schema, name: None
    folder: str | None = None
    scratch: str | None = None
    with_advice: bool = True
    progress: Callable[[Standing], None] = lambda standing: None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClusterOutcome:
    """What a job came to. `rows` of advice, `problems`, and what its work counted."""

    rows: int
    problems: int
    counts: Any
    _advice: Callable[[], Iterator[pa.Table]] = field(repr=False)
    _problems: Callable[[], Iterator[list[Problem]]] = field(repr=False)

    def advice(self) -> Iterator[pa.Table]:
        """All advice in the order of the input, piece by piece; only while the job's context is open."""
        return self._advice()

    def problem_rows(self) -> Iterator[list[Problem]]:
        """All rows without advice because of a problem, in the order of the input, in blocks."""
        return self._problems()
