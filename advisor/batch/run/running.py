"""A run: slices in, parts out, in order, a few at a time; whole at the end or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from advisor import ir
from advisor.batch.counts.counting import BatchCounts, Crossing
from advisor.batch.counts.in_columns import count_slice
from advisor.batch.deciding import (
    LONG,
    Decide,
    conform_slice,
    decide_conformed,
    long_results,
)
from advisor.batch.in_order import in_order
from advisor.batch.output_columns import COLUMNS, PROBLEM_COLUMNS, head, result_columns
from advisor.batch.outputs.encoding import (
    NESTED,
    empty_parquet,
    encode_long,
    encode_nested,
    encode_results,
)
from advisor.batch.outputs.text import lines_as, problem_lines
from advisor.batch.outputs.whole_files import cannot_write, or_tell, refuse_too_many, write_together
from advisor.batch.problems import (
    BatchError,
    InterruptedRunError,
    PermanentError,
    RowProblem,
)
from advisor.batch.process_tuning import collect, only_new_garbage
from advisor.batch.run.work_folder import ADVICE, PROBLEMS, FinishedPart, WorkFolder, checksum
from advisor.batch.sources.slices import RowSource, Slice
from advisor.files import WholeFile, mode_of

_JOINED = "joined"  # whole, of parts that have to be put together
Progress = Callable[
    [BatchCounts, int | None], None
]  # so far, and situations in all where that is known


@dataclass(frozen=True)
class Job:
    """What is to be done. Without `output` the advice goes to `stream`, and without that nowhere.

    `manifest` is what must not change between a run and its continuation, in words for people.
    """

    source: RowSource
    pack: ir.Pack
    decide: Decide
    format: str
    is_nested: bool
    output: Path | None
    stream: BinaryIO | None
    stream_name: str
    errors: Path | None
    errors_format: str
    max_errors: int | None
    crossing: Crossing | None  # None counts no groups, actions and rules
    workers: int
    manifest: Mapping[str, object]
    progress: Progress = field(default=lambda counts, total: None)
    writing: Callable[[int, int], None] = lambda done, of: None  # rows of a workbook, in the end
    is_results: bool = False  # of results, instead of advice
    is_marked: bool = False  # CSV begins with a byte-order mark

    @property
    def head(self) -> bytes:
        """What stands above the rows."""
        if self.is_nested:
            return b""
        return head(self.format, self.columns, is_marked=self.is_marked)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of the rows."""
        return result_columns(self.pack) if self.is_results else COLUMNS

    @property
    def head_of_errors(self) -> bytes:
        """What stands above the problems."""
        return head(self.errors_format, PROBLEM_COLUMNS, is_marked=self.is_marked)

    @property
    def format_of_parts(self) -> str:
        """How the rows are kept until all are there: those of a workbook as lines."""
        return "jsonl" if self.format == "xlsx" else self.format

    @property
    def schema(self) -> Any:
        """The columns of the rows."""
        if self.is_nested:
            return NESTED
        return long_results(self.pack) if self.is_results else LONG


@dataclass(frozen=True)
class _Done:
    part: FinishedPart
    advice: Any
    problems: bytes


def run(job: Job, resume: bool) -> BatchCounts:
    """Do the job; what it came to.

    Raises: BatchError, and then nothing stands under the names of the outputs that did not before.
    """
    with only_new_garbage():
        return _run(job, resume)


def _run(job: Job, resume: bool) -> BatchCounts:
    if job.output is None:
        return _stream(job)
    folder = WorkFolder(job.output)
    with folder.held():
        folder.open(job.manifest, resume)
        try:
            counts, parts = _make_parts(job, job.output, folder, resume)
            put_in_place(folder, job, job.output, parts)
        except BaseException as error:
            is_useful = folder.has_parts and job.source.is_rereadable
            if not is_useful or isinstance(error, PermanentError):
                folder.remove()
            elif isinstance(error, BatchError):
                raise BatchError(f"{error}\n  {_how_to_go_on(folder)}") from error
            elif isinstance(error, KeyboardInterrupt):
                raise InterruptedRunError(f"stopped; {_how_to_go_on(folder)}") from error
            raise
        folder.remove()
    return counts


def _how_to_go_on(folder: WorkFolder) -> str:
    return (
        f"what is finished stands in {folder.path.name} beside it; the same command with --resume goes"
        " on from there"
    )


def _stream(job: Job) -> BatchCounts:
    """Without a file for the advice: nothing to keep, nothing to resume."""
    counts = BatchCounts()
    problems: list[bytes] = []
    _send(job, job.head)
    with closing(
        in_order(job.workers, job.source.slices(), lambda piece: _decide(job, piece))
    ) as slices:
        for done in slices:
            _account(job, counts, done.part)
            problems.append(lines_as(done.problems, job.errors_format) if job.errors else b"")
            _send(job, done.advice)
    if job.errors is not None:
        write_together([(job.errors, [job.head_of_errors, *problems])])
    return counts


def _send(job: Job, data: Any) -> None:
    if job.stream is None:
        return
    try:
        job.stream.write(data)
        job.stream.flush()
    except BrokenPipeError:  # who reads has seen enough
        raise
    except OSError as error:
        raise cannot_write(job.stream_name, error) from error


def _make_parts(
    job: Job, output: Path, folder: WorkFolder, resume: bool
) -> tuple[BatchCounts, list[FinishedPart]]:
    counts, parts = BatchCounts(), []
    pieces = iter(job.source.slices())
    for part in folder.finished(job.head) if resume else ():
        piece = next(pieces, None)
        if piece is None:
            break
        if piece.digest() != part.digest:
            pieces = chain([piece], pieces)
            break
        parts.append(part)
        _account(job, counts, part)
    with or_tell(output):
        folder.go_on(job.head, parts)
    # Closed before anything else is done: no slice is worked on while the folder is removed.
    with closing(in_order(job.workers, pieces, lambda piece: _decide(job, piece))) as slices:
        for done in slices:
            with or_tell(output):
                folder.keep(done.part, done.advice, done.problems)
            parts.append(done.part)
            _account(job, counts, done.part)
    with or_tell(output):
        folder.end()
    return counts, parts


def _decide(job: Job, piece: Slice) -> _Done:
    try:
        return _decide_slice(job, piece)
    finally:
        collect()


def _decide_slice(job: Job, piece: Slice) -> _Done:
    chunk = piece.read()
    conformed = conform_slice(chunk, job.pack)
    del chunk
    known = conformed.told + conformed.orphans
    bad = len({problem.row for problem in conformed.problems}) + len(conformed.orphans)
    if job.max_errors is not None and bad > job.max_errors:
        return _given_up(known, len(conformed.orphans))
    decided = decide_conformed(conformed, job.pack, job.decide)
    del conformed
    advice: Any = b""
    if job.output is not None or job.stream is not None:
        if job.is_results:
            assert decided.results is not None  # INVARIANT: such a job decides with results
            advice = encode_results(decided.results, job.format_of_parts)
        elif job.is_nested:
            advice = encode_nested(decided, job.format_of_parts)
        else:
            advice = encode_long(decided.advice, job.format_of_parts)
    found = [*decided.problems, *decided.orphans]
    # Kept in one form: the run that goes on with this one may list them in another.
    problems = problem_lines(found, "jsonl")
    counts = count_slice(decided, job.crossing)
    part = FinishedPart(
        counts,
        len(memoryview(advice)),
        checksum(advice),
        len(problems),
        checksum(problems),
        piece.digest(),
    )
    return _Done(part, advice, problems)


def _given_up(known: list[RowProblem], orphans: int) -> _Done:
    """A slice that has too many problems to be decided: only they are counted."""
    bad = len({problem.row for problem in known[: len(known) - orphans]})
    counts = BatchCounts(bad, problems=bad, orphans=orphans)
    counts.causes.note(known)
    return _Done(FinishedPart(counts, 0, 0, 0, 0), b"", b"")


def _account(job: Job, counts: BatchCounts, part: FinishedPart) -> None:
    counts.add(part.counts)
    job.progress(counts, job.source.total)
    refuse_too_many(counts, job.max_errors)


def put_in_place(folder: WorkFolder, job: Job, output: Path, parts: Sequence[FinishedPart]) -> None:
    """Give the parts the name of the output, all in one step.

    The file for the problems and the output get their names when both are on the disk.
    Raises: BatchError, where the system does not let us; both are then as they were.
    """
    # The order: errors written beside their place, advice whole in the work folder and on the disk; then
    # errors get their name, then advice. A kill before that leaves the parts, and --resume goes on from them.
    with ExitStack() as stack:
        listed = None
        errors = job.errors
        if errors is not None:
            listed = stack.enter_context(WholeFile(errors, is_alone=True))
            sizes = [part.problems_size for part in parts]
            blocks = (
                lines_as(piece, job.errors_format)
                for piece in _pieces(folder.path_of(PROBLEMS), 0, sizes)
            )
            with or_tell(errors):
                listed.write(chain([job.head_of_errors], blocks))
        try:
            whole = folder.path_of(ADVICE)
            join = _JOINERS.get(job.format)
            if join is not None:
                # Its room is needed where a disk is full.
                whole = folder.path / _JOINED
                stack.callback(whole.unlink, missing_ok=True)
                join(folder, job, parts, whole)
            with whole.open("r+b") as file:
                os.fsync(file.fileno())
            whole.chmod(mode_of(folder.output))
            if errors is not None and listed is not None:
                with or_tell(errors):
                    listed.put_in_place()
            whole.replace(folder.output)
        except OSError as error:
            raise cannot_write(output, error) from error


def _join_parquet(
    folder: WorkFolder, job: Job, parts: Sequence[FinishedPart], joined: Path
) -> None:
    from advisor.batch.outputs.parquet_footers import ParquetJoiner

    with joined.open("wb") as out:
        joiner = ParquetJoiner(out)
        sizes = [part.advice_size for part in parts]
        for piece in _pieces(folder.path_of(ADVICE), len(job.head), sizes):
            joiner.append(piece)
        if not parts:
            joiner.append(empty_parquet(job.schema))
        joiner.finish()


def _join_workbook(
    folder: WorkFolder, job: Job, parts: Sequence[FinishedPart], joined: Path
) -> None:
    from advisor.batch.outputs.workbooks import write_workbook

    days = frozenset(field.name for field in job.schema if str(field.type).startswith("date"))
    size = sum(part.advice_size for part in parts)
    write_workbook(folder.path_of(ADVICE), size, joined, job.columns, days, job.writing)


_JOINERS = {"parquet": _join_parquet, "xlsx": _join_workbook}


def _pieces(path: Path, start: int, sizes: Iterable[int]) -> Iterator[bytes]:
    """What lies one behind the other in a file, from a place on."""
    with path.open("rb") as file:
        file.seek(start)
        for size in sizes:
            yield file.read(size)
