"""`advisor batch --cluster`: a batch on Spark, with the rows, errors and counts of one on this machine."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from advisor import ir
from advisor.batch import formats
from advisor.batch.counts.counting import BatchCounts
from advisor.batch.output_columns import PROBLEM_COLUMNS, head
from advisor.batch.outputs import whole_files
from advisor.batch.outputs.text import problem_lines
from advisor.batch.problems import BatchError, RowProblem
from advisor.batch.sources.reading import Notices
from advisor.cli.batch.request import (
    BatchRequest,
    errors_format,
    refuse_one_file_for_two,
    refuse_output,
)
from advisor.cli.batch.volume import (
    conclude,
    reading_said,
    tell_all,
    tell_missing,
    with_own_columns,
)
from advisor.cli.terminal import Failure, progress, tell

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.batch.run.cluster_work import ClusterWork
    from advisor.batch.sources.reading import Reading
    from advisor.cluster import ClusterOutcome
    from advisor.cluster.jobs import Standing

PATIENCE = 20.0  # seconds without a task at work, until that is said
TERMINATED = 143  # as shells count it: 128 and the number of the signal
_READ = ("parquet", "jsonl")


def run_on_cluster(request: BatchRequest) -> int:
    """Do it; the exit status.

    Raises: Failure or click.UsageError, and then nothing new stands under the name of the output.
    """
    _refuse_options(request)
    try:
        format_in = _input_format(request)
        format_out = formats.output_format(
            None if request.target is None else Path(request.target), request.output_format
        )
        _refuse_places_on_cluster(request, format_out)
        program = request.advisor_options.program()
        request.refuse_results(program.pack)
        reading = reading_said(request, program.pack)
        program, reading, own = with_own_columns(request, program, reading, format_in)
        if reading.rows is not None:
            raise BatchError("a mapping with `rows` does not go together with --cluster")
        notices = Notices()
        with _ended_by_signals(request.is_own_process):
            counts = _run(request, program, format_in, format_out, reading, notices)
    except BatchError as error:
        raise Failure(str(error)) from error
    except ModuleNotFoundError as error:
        raise Failure(f"this needs {error.name}: pip install 'interview-advisor[spark]'") from error
    tell_missing(counts, request, program, own, notices)
    conclude(counts, request, program)
    tell_all(notices)
    return 1 if counts.problems else 0


def _refuse_options(request: BatchRequest) -> None:
    what = {
        "--resume": request.is_resume,
        "-j": request.workers is not None,
        f"--engine {request.advisor_options.engine}": request.advisor_options.engine
        not in ("auto", "columnar"),
        "standard input": formats.STANDARD in request.paths,
        f"--from {request.input_format}": request.input_format not in (None, *_READ),
        "--rows": request.reading.rows is not None,
        "--by": request.reading.by is not None,
        "--sheet": request.reading.sheet is not None,
        "--bom": request.is_marked,
        "--encoding": request.reading.encoding is not None,
    }
    found = [name for name, is_given in what.items() if is_given]
    if found:
        raise click.UsageError(f"--cluster does not go together with {' and '.join(found)}")


def _input_format(request: BatchRequest) -> str:
    """The one form of all inputs.

    Raises: BatchError, where their names do not say, or say different things.
    """
    given = {request.input_format or _format_of(path) for path in request.paths}
    if len(given) > 1:
        raise BatchError("name files of one form: all of Parquet, or all of JSON Lines")
    return given.pop()


def _format_of(path: str) -> str:
    if formats.is_folder_of_tables(path):
        raise BatchError(
            f"{path} is a folder of tables, which a cluster does not read; leave out --cluster, or make it"
            " Parquet or JSON Lines"
        )
    if formats.is_packed(path):
        raise BatchError(
            f"a cluster reads Parquet and JSON Lines that are not packed: unpack {path}, or leave out --cluster"
        )
    found = formats.input_by_ending(path)
    if found not in (None, *_READ):
        raise BatchError(
            f"a cluster reads Parquet and JSON Lines: write {path} as one of these, or leave out --cluster"
        )
    if found is None:
        raise BatchError(
            f"the name {path} does not say what is in it; add --from {'|'.join(_READ)}"
        )
    return found


def _refuse_places_on_cluster(request: BatchRequest, format: str) -> None:
    request.refuse_lists_in_csv(format)
    if format == "xlsx":
        raise BatchError(
            "a cluster writes Parquet, CSV and JSON Lines: name the output by one of these"
        )
    if request.target is None and format == "parquet" and not request.is_only_counting:
        raise BatchError("Parquet does not go to the terminal: name a folder with -o")
    for path in request.paths:
        # Where Hadoop is set up, a path without an address may be one of its own file system.
        is_ours = not _is_address(path) and not os.environ.get("HADOOP_CONF_DIR")
        if is_ours and not Path(path).exists():
            raise BatchError(f"there is no file or folder {path}")
    if request.target is not None and format != "parquet" and _is_address(request.target):
        raise BatchError(
            f"only Parquet is written by the cluster itself; name a file of this machine, not"
            f" {request.target}"
        )
    errors_format(request.errors)
    ours = [Path(p) for p in (request.target, request.errors) if p and not _is_address(str(p))]
    inputs = [Path(path) for path in request.paths]
    for place in ours:
        is_folder = format == "parquet" and str(place) == request.target
        refuse_output(place, inputs, may_be_folder=is_folder)
    refuse_one_file_for_two(ours)
    if request.target is not None and format == "parquet" and Path(request.target).exists():
        raise BatchError(
            f"{request.target} is there already; on a cluster, Parquet is written as a new folder of files"
        )


def _is_address(path: str) -> bool:
    return "://" in path


def _run(
    request: BatchRequest,
    program: ir.Program,
    format_in: str,
    format_out: str,
    reading: Reading,
    notices: Notices,
) -> BatchCounts:
    from advisor.cluster import ClusterJob, run

    work = _work(request, program, reading)

    def check(schema: pa.Schema, name: str) -> None:
        work.columns(schema, name, notices)

    is_folder = request.target is not None and format_out == "parquet"
    is_shown = request.target is None and not request.is_only_counting
    with _watching(is_shown) as report:
        job = ClusterJob(
            request.master,
            request.paths,
            format_in,
            work,
            check=check,
            folder=request.target if is_folder else None,
            scratch=_scratch(request),
            with_advice=not request.is_only_counting,
            progress=report,
        )
        with run(job) as outcome:
            counts: BatchCounts = outcome.counts
            whole_files.refuse_too_many(counts, request.max_errors)
            whole: list[tuple[Path, Iterable[bytes]]] = []
            if request.errors is not None:
                whole.append((request.errors, _problem_blocks(outcome, request.errors)))
            advice = _advice_blocks(outcome, request, program.pack, format_out)
            if job.with_advice and not is_folder and request.target is not None:
                whole.append((Path(request.target), advice))
            whole_files.write_together(whole)
            if job.with_advice and not is_folder and request.target is None:
                for block in advice:
                    sys.stdout.buffer.write(block)
                sys.stdout.buffer.flush()
    return counts


@contextmanager
def _watching(is_shown: bool) -> Iterator[Callable[[Standing], None]]:
    """Progress over the tasks of a cluster; said once where the cluster has no room for them."""
    has_said = False
    with progress("starting Spark", writes=is_shown) as advance:

        def report(standing: Standing) -> None:
            nonlocal has_said
            done, tasks, counts = standing.done, standing.tasks, cast(BatchCounts, standing.counts)
            if tasks:
                words = f"{done:,} of {tasks:,} tasks, {counts.situations:,} situations"
                advance(done, tasks, words)
            if standing.waits > PATIENCE and not has_said:
                has_said = True
                tell(
                    "The cluster has begun no task yet: are there workers with free cores and memory?"
                )

        yield report


def _scratch(request: BatchRequest) -> str | None:
    """Where the advice waits: a place that the whole cluster sees; None for this machine's own."""
    if request.target is not None:
        return str(Path(request.target).resolve().parent)
    if request.master.startswith("local"):
        return None
    first = request.paths[0]
    return first.rpartition("/")[0] if _is_address(first) else str(Path(first).resolve().parent)


def _work(request: BatchRequest, program: ir.Program, reading: Reading) -> ClusterWork:
    from advisor.backends.columnar import compile_columnar
    from advisor.batch.run.cluster_work import ClusterWork

    return ClusterWork(
        program.pack,
        compile_columnar(program),
        request.advisor_options.as_of,
        request.is_nested,
        request.crossing(program.pack),
        request.is_results,
        reading,
    )


def _problem_blocks(outcome: ClusterOutcome, path: Path) -> Iterator[bytes]:
    format = errors_format(path)
    yield head(format, PROBLEM_COLUMNS)
    for block in outcome.problem_rows():
        found = [
            RowProblem(row, id, code, message, column=column)
            for row, id, code, column, message in block
        ]
        yield problem_lines(found, format)


def _advice_blocks(
    outcome: ClusterOutcome, request: BatchRequest, pack: ir.Pack, format: str
) -> Iterator[bytes]:
    """The advice as a run on this machine writes it."""
    from advisor.batch.output_columns import COLUMNS, head, result_columns
    from advisor.batch.outputs.encoding import encode_results, encode_table

    columns = result_columns(pack) if request.is_results else COLUMNS
    yield b"" if request.is_nested else head(format, columns)
    encode = encode_results if request.is_results else encode_table
    yield from map(partial(encode, format=format), outcome.advice())


@contextmanager
def _ended_by_signals(is_own_process: bool) -> Iterator[None]:
    """An end asked for from outside tidies up like Ctrl-C; only for a process of our own."""
    if not is_own_process or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        raise SystemExit(TERMINATED)

    logging.disable()  # the bridge to Java logs how it was broken off; all that matters is raised
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        logging.disable(logging.NOTSET)
