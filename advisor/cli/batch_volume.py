"""`advisor batch` for tables and streams of situations: the side of it that meets files and terminals."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from advisor import api
from advisor.batch.counts import Counts, render_counts, totals_line
from advisor.batch.forms import STANDARD, form_by_ending, input_form, output_form
from advisor.batch.grouping import grouping_by
from advisor.batch.outputs import (
    FIRST_PROBLEMS,
    cannot_write,
    problem_text,
    refuse_too_many,
    write_together,
)
from advisor.batch.problems import BatchError, RowProblem, problem_head, problem_lines
from advisor.batch.row_engine import RowEngine
from advisor.cli.batch_options import workers_of
from advisor.cli.batch_progress import counting
from advisor.cli.terminal import Failure, show, show_diagnostics, tell
from advisor.cli.volume_sources import open_source
from advisor.files import is_special
from advisor.ir.packs import SITUATION, Program

if TYPE_CHECKING:
    from advisor.batch.deciding import Decide


@dataclass(frozen=True)
class Wishes:
    """The options of a batch of tables, as they were given."""

    path: str
    pack: Path | None
    today: date | None
    settings: tuple[tuple[str, str], ...]
    engine: str
    output: Path | None
    input_form: str | None
    output_form: str | None
    is_nested: bool
    is_summary: bool
    group_by: str | None
    errors: Path | None
    max_errors: int | None
    is_resume: bool
    workers: int | None
    cluster: None = None
    is_own_process: bool = False  # nothing else needs pandas here

    @property
    def with_tallies(self) -> bool:
        """Whether advice is counted by action and rule."""
        return self.is_summary or self.group_by is not None

    @property
    def is_only_counting(self) -> bool:
        """Whether nothing but the summary is wanted."""
        return self.with_tallies and self.output is None

    @property
    def file(self) -> Path | None:
        """The file that the advice is put into whole; None, where it is streamed or only counted."""
        is_streamed = self.output is None or str(self.output) == STANDARD or is_special(self.output)
        return None if is_streamed else self.output


def run_volume(wishes: Wishes) -> int:
    """Do it; the exit status.

    Raises: Failure, and then nothing new stands under the name of the output.
    """
    try:
        form_in = input_form(wishes.path, wishes.input_form)
        form_out = output_form(wishes.output, wishes.output_form)
        _refuse_what_does_not_go(wishes, form_out)
        program = api.load_pack(wishes.pack, dict(wishes.settings), with_tests=False)
        if _is_small(wishes, form_in, form_out):
            counts, first = _run_small(wishes, program, form_out)
        else:
            counts, first = _run_columns(wishes, program, form_in, form_out)
    except BatchError as error:
        raise Failure(str(error)) from error
    conclude(counts, first, wishes.errors, wishes.with_tallies, wishes.group_by)
    return 0 if counts.is_clean else 1


def _refuse_what_does_not_go(wishes: Wishes, form: str) -> None:
    if wishes.is_nested and form == "csv":
        raise BatchError("CSV cannot hold lists: leave out --nested, or write .parquet or .jsonl")
    if form == "parquet" and wishes.file is None and not wishes.is_only_counting:
        if wishes.output is None or str(wishes.output) == STANDARD:
            raise BatchError("Parquet does not go to the terminal: name a file with -o")
        raise BatchError(f"{wishes.output} is no ordinary file, and Parquet needs one")
    if wishes.is_resume and (wishes.file is None or wishes.path == STANDARD):
        raise BatchError("--resume needs a file as input and a file as output")
    if wishes.path != STANDARD and not Path(wishes.path).exists():
        raise BatchError(f"there is no file or folder {wishes.path}")
    for path in (wishes.file, wishes.errors):
        if path is not None:
            if wishes.path != STANDARD and path.exists() and path.samefile(wishes.path):
                raise BatchError(f"{path} is the input; name another file")
            if not path.resolve().parent.is_dir():
                raise BatchError(f"there is no folder {path.parent}")
            if path.is_dir():
                raise BatchError(f"{path} is a folder; name a file")
    both = [path.resolve() for path in (wishes.output, wishes.errors) if path is not None]
    if len(both) > len(set(both)):
        raise BatchError("the advice and the errors need a file each")


def _is_small(wishes: Wishes, form_in: str, form_out: str) -> bool:
    from advisor.batch.small import is_small

    return (
        wishes.engine != "columnar"
        and form_in == "jsonl"
        and form_out != "parquet"
        and wishes.path != STANDARD
        and is_small(Path(wishes.path))
    )


def _day(wishes: Wishes) -> int:
    return (wishes.today or date.today()).toordinal()


def _row_engine(wishes: Wishes, program: Program, day: int) -> RowEngine:
    name = "rete" if wishes.engine in ("auto", "rete") else wishes.engine
    engine, notices = api.engine_of(program, name)
    show_diagnostics(notices)
    return RowEngine(program, engine, day, wishes.today is not None)


def _run_small(wishes: Wishes, program: Program, form: str) -> tuple[Counts, list[RowProblem]]:
    from advisor.batch.small import advise_lines

    engine = _row_engine(wishes, program, _day(wishes))
    try:
        data = Path(wishes.path).read_bytes()
    except OSError as error:
        raise BatchError(f"cannot read {wishes.path}: {error.strerror}") from error
    by = None if wishes.group_by is None else grouping_by(program.pack, wishes.group_by).group_of
    found = advise_lines(data, engine, form, wishes.is_nested, wishes.with_tallies, by)
    refuse_too_many(found.counts, found.problems, wishes.max_errors)
    form_of_errors = errors_form(wishes.errors)
    whole: list[tuple[Path, list[bytes]]] = []
    if wishes.errors is not None:
        lines = problem_lines(found.problems, form_of_errors)
        whole.append((wishes.errors, [problem_head(form_of_errors), lines]))
    if wishes.output is not None and str(wishes.output) != STANDARD:
        whole.append((wishes.output, [found.advice]))
        write_together(whole)
    else:
        write_together(whole)
        if not wishes.is_only_counting:
            show(found.advice.decode())
    return found.counts, found.problems


def _run_columns(
    wishes: Wishes, program: Program, form_in: str, form_out: str
) -> tuple[Counts, list[RowProblem]]:
    from advisor.batch.libraries import keep_freed_memory, load_arrow, share_freed_memory

    if wishes.is_own_process:
        keep_freed_memory()
        if not program.pack.lists[SITUATION]:
            share_freed_memory()
        load_arrow()
    from advisor.batch.column_grouping import column_groups
    from advisor.batch.identity import manifest_of
    from advisor.batch.running import Job, run

    day, is_fixed = _day_to_go_on_with(wishes)
    stream = sys.stdin.buffer if wishes.path == STANDARD else None
    source = open_source(wishes.path, program.pack, form_in, stream)
    engine = "columnar" if wishes.engine == "auto" else wishes.engine
    shape = f"{form_out}{' nested' if wishes.is_nested else ''}, {wishes.with_tallies}, {wishes.group_by}"
    manifest = (
        {}
        if wishes.file is None
        else manifest_of(program, day, is_fixed, source.fingerprint(), shape, engine)
    )
    by = None if wishes.group_by is None else grouping_by(program.pack, wishes.group_by)
    with counting(source.total) as progress, _stream(wishes) as out:
        job = Job(
            source=source,
            pack=program.pack,
            decide=_decider(wishes, program, day, engine),
            form=form_out,
            is_nested=wishes.is_nested,
            output=wishes.file,
            stream=out,
            stream_name=str(wishes.output or "standard output"),
            errors=wishes.errors,
            errors_form=errors_form(wishes.errors),
            max_errors=wishes.max_errors,
            with_tallies=wishes.with_tallies,
            groups=None if by is None else column_groups(by),
            workers=workers_of(wishes.workers),
            manifest=manifest,
            progress=progress,
        )
        outcome = run(job, wishes.is_resume)
    return outcome.counts, outcome.first


@contextmanager
def _stream(wishes: Wishes) -> Iterator[BinaryIO | None]:
    """What the advice is streamed to: standard output or a special file; None, where it is not."""
    if wishes.file is not None or wishes.is_only_counting:
        yield None
    elif wishes.output is None or str(wishes.output) == STANDARD:
        yield sys.stdout.buffer
    else:
        try:
            file = wishes.output.open("wb", buffering=0)
        except OSError as error:
            raise cannot_write(wishes.output, error) from error
        with file:
            yield file


def _day_to_go_on_with(wishes: Wishes) -> tuple[int, bool]:
    """Today, or the day on which a run that is continued was begun."""
    from advisor.batch.identity import day_of
    from advisor.batch.work_folder import WorkFolder

    if wishes.is_resume and wishes.today is None and wishes.file is not None:
        begun = WorkFolder(wishes.file).begun()
        known = None if begun is None else day_of(begun)
        if known is not None and not known[1]:
            return date.fromisoformat(known[0]).toordinal(), False
    return _day(wishes), wishes.today is not None


def _decider(wishes: Wishes, program: Program, day: int, engine: str) -> Decide:
    if engine != "columnar":
        from advisor.batch.deciding import one_by_one

        return one_by_one(_row_engine(wishes, program, day))
    from advisor.batch.deciding import in_columns

    return in_columns(program, day, wishes.today is not None)


def errors_form(path: Path | None) -> str:
    """How situations with a problem are listed: "csv" or "jsonl".

    Raises: BatchError, where the name of the file does not say.
    """
    if path is None or is_special(path):
        return "jsonl"
    found = form_by_ending(path)
    if found not in ("csv", "jsonl"):
        raise BatchError(f"the name {path} does not say how to list them; name it .csv or .jsonl")
    return found


def conclude(
    counts: Counts,
    first: list[RowProblem],
    errors: Path | None,
    with_tallies: bool,
    group_by: str | None,
) -> None:
    """The summary, and what could not be advised on."""
    if not counts.is_clean and errors is None:
        for problem in first[:FIRST_PROBLEMS]:
            tell(problem_text(problem))
        hidden = counts.problems + counts.strays - min(len(first), FIRST_PROBLEMS)
        if hidden > 0:
            tell(f"and {hidden:,} more; --errors FILE lists them all")
    if with_tallies:
        show(render_counts(counts, group_by))
    else:
        tell(totals_line(counts))
    if not counts.is_clean and errors is not None:
        tell(f"they are listed in {click.format_filename(errors)}")
