"""What a cluster is asked to do, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import pyarrow as pa

from advisor.diagnostics import AdvisorError

Problem: TypeAlias = tuple[int, str | None, str, str]  # row, situation, code, message

TEXT_COLUMNS = ("situation", "position", "action", "for", "status", "rules")
LINE = "line"  # the one column of a table of lines
_ADVICE: list[Any] = [
    pa.field("row", pa.int64()),
    pa.field("situation", pa.string()),
    pa.field("position", pa.string()),
    pa.field("action", pa.string()),
    pa.field("for", pa.string()),
    pa.field("start", pa.date32()),
    pa.field("due", pa.date32()),
    pa.field("status", pa.string()),
    pa.field("rules", pa.string()),
]
ADVICE = pa.schema(_ADVICE)


class ClusterError(AdvisorError):
    """The job could not be run to its end, and nothing was written under the name of the output."""


class Work(Protocol):
    """Decides the situations of one table, on an executor. Has to be picklable."""

    def __call__(self, table: pa.Table, rows: Any) -> tuple[pa.Table, list[Problem]]:
        """The advice, and the rows that got none because something is wrong with them.

        Shape: `rows` (int64) numbers the rows of `table` within the whole input, from 1. Parquet comes
        with the columns of the file, JSON Lines with one column of bytes, `line`. The advice has the
        columns of `ADVICE`, by row; its texts may be dictionaries.
        """
        ...


@dataclass(frozen=True)
class ClusterJob:
    """One batch. `form` is "parquet" or "jsonl".

    `inputs` and `folder` are paths or addresses (hdfs://, s3a://) that every machine of the cluster
    sees. In `folder` the advice is left as Parquet; without one it waits in a folder of its own inside
    `scratch` and can be read from the outcome. `check` sees the columns of Parquet before anything runs.
    `settings` are settings of Spark.
    """

    master: str
    inputs: tuple[str, ...]
    form: str
    work: Work
    check: Callable[[pa.Schema, str], None] = lambda schema, name: None
    folder: str | None = None
    scratch: str | None = None
    most_problems: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a job came to. `counts` are pieces by action and status, `rules` pieces by rule.

    `advised` counts situations with at least one piece.
    """

    situations: int
    problems: int
    pieces: int
    advised: int
    counts: Mapping[tuple[str, str], int]
    rules: Mapping[str, int]
    _advice: Callable[[], Iterator[pa.Table]] = field(repr=False)
    _problems: Callable[[], Iterator[list[Problem]]] = field(repr=False)

    def advice(self) -> Iterator[pa.Table]:
        """All advice in the order of the input, piece by piece; only while the job's context is open."""
        return self._advice()

    def problem_rows(self) -> Iterator[list[Problem]]:
        """All rows without advice because of a problem, in the order of the input, in blocks."""
        return self._problems()
