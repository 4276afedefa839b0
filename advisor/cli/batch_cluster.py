"""`advisor batch --cluster`: a batch on Spark, with the rows, errors and counts of one on this machine."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advisor import api
from advisor.batch.forms import STANDARD, form_by_ending, is_folder_of_tables, output_form
from advisor.batch.grouping import grouping_by
from advisor.batch.outputs import FIRST_PROBLEMS, refuse_too_many, write_together
from advisor.batch.problems import BatchError, RowProblem, problem_head, problem_lines
from advisor.cli.batch_progress import counting_tasks
from advisor.cli.batch_volume import conclude, errors_form
from advisor.cli.terminal import Failure
from advisor.ir.packs import Program

if TYPE_CHECKING:
    from advisor.batch.cluster_work import ClusterWork
    from advisor.cluster import Outcome

TERMINATED = 143  # as shells count it: 128 and the number of the signal
_READ = ("parquet", "jsonl")


@dataclass(frozen=True)
class ClusterWishes:
    """The options of a batch on a cluster, as they were given. `output` may be an address."""

    cluster: str
    paths: tuple[str, ...]
    pack: Path | None
    today: date | None
    settings: tuple[tuple[str, str], ...]
    engine: str
    output: str | None
    input_form: str | None
    output_form: str | None
    is_nested: bool
    is_summary: bool
    group_by: str | None
    errors: Path | None
    max_errors: int | None
    is_resume: bool
    workers: int | None

    @property
    def with_tallies(self) -> bool:
        """Whether advice is counted by action and rule."""
        return self.is_summary or self.group_by is not None

    @property
    def target(self) -> str | None:
        """Where the advice is written; None for standard output, or nowhere."""
        return None if self.output == STANDARD else self.output

    @property
    def is_only_counting(self) -> bool:
        """Whether nothing but the summary is wanted."""
        return self.with_tallies and self.output is None


def run_on_cluster(wishes: ClusterWishes, is_own_process: bool) -> int:
    """Do it; the exit status.

    Raises: Failure or click.UsageError, and then nothing new stands under the name of the output.
    """
    _refuse_what_does_not_go(wishes)
    try:
        form_in = _input_form(wishes)
        form_out = output_form(
            None if wishes.target is None else Path(wishes.target), wishes.output_form
        )
        _refuse_places(wishes, form_out)
        program = api.load_pack(wishes.pack, dict(wishes.settings), with_tests=False)
        with _ended_by_signals(is_own_process):
            counts, first = _run(wishes, program, form_in, form_out)
    except BatchError as error:
        raise Failure(str(error)) from error
    except ModuleNotFoundError as error:
        raise Failure(f"this needs {error.name}: pip install 'interview-advisor[spark]'") from error
    conclude(counts, first, wishes.errors, wishes.with_tallies, wishes.group_by)
    return 1 if counts.problems else 0


def _refuse_what_does_not_go(wishes: ClusterWishes) -> None:
    what = {
        "--resume": wishes.is_resume,
        "-j": wishes.workers is not None,
        f"--engine {wishes.engine}": wishes.engine not in ("auto", "columnar"),
        "standard input": STANDARD in wishes.paths,
        "--from tables": wishes.input_form == "tables",
    }
    found = [name for name, is_given in what.items() if is_given]
    if found:
        raise click.UsageError(f"--cluster does not go together with {' and '.join(found)}")


def _input_form(wishes: ClusterWishes) -> str:
    """The one form of all inputs.

    Raises: BatchError, where their names do not say, or say different things.
    """
    forms = {wishes.input_form or _form_of(path) for path in wishes.paths}
    if len(forms) > 1:
        raise BatchError("name files of one form: all of Parquet, or all of JSON Lines")
    return forms.pop()


def _form_of(path: str) -> str:
    if is_folder_of_tables(path):
        raise BatchError(
            f"{path} is a folder of tables, which a cluster does not read; leave out --cluster, or make it"
            " Parquet or JSON Lines"
        )
    found = form_by_ending(path)
    if found not in _READ:
        raise BatchError(
            f"the name {path} does not say what is in it; add --from {'|'.join(_READ)}"
        )
    return found


def _refuse_places(wishes: ClusterWishes, form: str) -> None:
    if wishes.is_nested and form == "csv":
        raise BatchError("CSV cannot hold lists: leave out --nested, or write .parquet or .jsonl")
    if wishes.target is None and form == "parquet" and not wishes.is_only_counting:
        raise BatchError("Parquet does not go to the terminal: name a folder with -o")
    for path in wishes.paths:
        # Where Hadoop is set up, a path without an address may be one of its own file system.
        is_ours = not _is_address(path) and not os.environ.get("HADOOP_CONF_DIR")
        if is_ours and not Path(path).exists():
            raise BatchError(f"there is no file or folder {path}")
    if wishes.target is not None and form != "parquet" and _is_address(wishes.target):
        raise BatchError(
            f"only Parquet is written by the cluster itself; name a file of this machine, not"
            f" {wishes.target}"
        )
    errors_form(wishes.errors)
    ours = [Path(p) for p in (wishes.target, wishes.errors) if p and not _is_address(str(p))]
    for place in ours:
        if not place.resolve().parent.is_dir():
            raise BatchError(f"there is no folder {place.parent}")
        if any(place.resolve() == Path(path).resolve() for path in wishes.paths):
            raise BatchError(f"{place} is the input; name another file")
        if place.is_dir() and not (form == "parquet" and str(place) == wishes.target):
            raise BatchError(f"{place} is a folder; name a file")
    if len({place.resolve() for place in ours}) < len(ours):
        raise BatchError("the advice and the errors need a file each")
    if wishes.target is not None and form == "parquet" and Path(wishes.target).exists():
        raise BatchError(
            f"{wishes.target} is there already; on a cluster, Parquet is written as a new folder of files"
        )


def _is_address(path: str) -> bool:
    return "://" in path


def _run(
    wishes: ClusterWishes, program: Program, form_in: str, form_out: str
) -> tuple[Any, list[RowProblem]]:
    from advisor.batch.conforming import check_columns
    from advisor.cluster import ClusterJob, run

    is_folder = wishes.target is not None and form_out == "parquet"
    with counting_tasks() as progress:
        job = ClusterJob(
            wishes.cluster,
            wishes.paths,
            form_in,
            _work(wishes, program),
            check=lambda schema, name: check_columns(schema, program.pack, name),
            folder=wishes.target if is_folder else None,
            scratch=_scratch(wishes),
            with_advice=not wishes.is_only_counting,
            progress=progress,
        )
        with run(job) as outcome:
            first = [RowProblem(*problem) for problem in outcome.first[:FIRST_PROBLEMS]]
            refuse_too_many(outcome.counts, first, wishes.max_errors)
            whole: list[tuple[Path, Iterable[bytes]]] = []
            if wishes.errors is not None:
                whole.append((wishes.errors, _problem_blocks(outcome, wishes.errors)))
            advice = _advice_blocks(outcome, wishes, form_out)
            if job.with_advice and not is_folder and wishes.target is not None:
                whole.append((Path(wishes.target), advice))
            write_together(whole)
            if job.with_advice and not is_folder and wishes.target is None:
                for block in advice:
                    sys.stdout.buffer.write(block)
                sys.stdout.buffer.flush()
    return outcome.counts, first


def _scratch(wishes: ClusterWishes) -> str | None:
    """Where the advice waits: a place that the whole cluster sees; None for this machine's own."""
    if wishes.target is not None:
        return str(Path(wishes.target).resolve().parent)
    if wishes.cluster.startswith("local"):
        return None
    first = wishes.paths[0]
    return first.rpartition("/")[0] if _is_address(first) else str(Path(first).resolve().parent)


def _work(wishes: ClusterWishes, program: Program) -> ClusterWork:
    from advisor.backends.columnar import compile_columnar
    from advisor.batch.cluster_work import ClusterWork

    by = None if wishes.group_by is None else grouping_by(program.pack, wishes.group_by)
    return ClusterWork(
        program.pack,
        compile_columnar(program),
        (wishes.today or date.today()).toordinal(),
        wishes.today is not None,
        wishes.is_nested,
        wishes.with_tallies,
        by,
    )


def _problem_blocks(outcome: Outcome, path: Path) -> Iterator[bytes]:
    form = errors_form(path)
    yield problem_head(form)
    for block in outcome.problem_rows():
        yield problem_lines([RowProblem(*problem) for problem in block], form)


def _advice_blocks(outcome: Outcome, wishes: ClusterWishes, form: str) -> Iterator[bytes]:
    """The advice as a run on this machine writes it."""
    from advisor.batch.encoding import encode_table
    from advisor.batch.plain_writing import head

    yield b"" if wishes.is_nested else head(form)
    yield from map(partial(encode_table, form=form), outcome.advice())


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
