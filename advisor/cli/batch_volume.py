"""`advisor batch` for tables and streams of situations: the side of it that meets files and terminals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from advisor import api
from advisor.batch.counts.causes import cause_lines
from advisor.batch.counts.counting import (
    BatchCounts,
    Crossing,
    crossing_by,
    spelling_lines,
    totals_line,
)
from advisor.batch.counts.summary import SUMMARIES, render_counts
from advisor.batch.formats import (
    STANDARD,
    expanded,
    files_of,
    format_by_ending,
    input_by_ending,
    input_format,
    is_folder_of_tables,
    is_packed,
    is_sheet,
    output_format,
)
from advisor.batch.output_columns import PROBLEM_COLUMNS, head
from advisor.batch.outputs import whole_files
from advisor.batch.outputs.text import problem_lines
from advisor.batch.problems import BatchError, InterruptedRunError
from advisor.batch.sources.packed import Unpacked, unpacked
from advisor.cli.options import ReadingOptions
from advisor.cli.sources import Judging
from advisor.cli.terminal import INTERRUPTED, Failure, line_width, progress, show, tell
from advisor.diagnostics.values import dataclass
from advisor.files import is_special
from advisor.ir.packs import SITUATION, Pack, Program
from advisor.rendering.layout import wrap

if TYPE_CHECKING:
    from advisor.batch.decide.deciding import Decide
    from advisor.batch.sources.reading import Notices, Reading


_UNKNOWN = "ADV401"  # a fact or list that there is none of
_NO_TEXT = "ADV003"  # not UTF-8
_MOST_WORKERS = 4  # by default: each holds a slice in memory


@dataclass(frozen=True)
class BatchRequest:
    """The options of `advisor batch`. `output` is a file, an address of a cluster's, or `-`."""

    paths: tuple[str, ...]
    judging: Judging
    output: str | None
    input_format: str | None
    output_format: str | None
    is_nested: bool
    is_summary: bool
    group_by: tuple[str, ...]
    summary_format: str
    errors: Path | None
    max_errors: int | None
    is_resume: bool
    workers: int | None
    cluster: str | None
    is_own_process: bool  # nothing else needs pandas here
    reading: ReadingOptions = ReadingOptions()
    is_results: bool = False

    def is_for_many(self, is_format_asked: bool) -> bool:
        """Whether tables are meant, rather than situation files that are checked one by one."""
        if self.reading.is_said:
            return True
        asked = (self.input_format, self.output_format, self.errors, self.max_errors)
        if self.judging.engine == "columnar" or self.is_nested or self.is_resume or self.is_results:
            return True
        if self.with_tallies:
            return True
        if any(value is not None for value in (*asked, self.workers, self.cluster)):
            return True
        if any(map(_is_table, self.paths)):
            return True
        if is_format_asked or self.place is None:
            return False
        written = format_by_ending(self.place)
        is_lines = len(self.paths) == 1 and (
            self.paths[0] == STANDARD or format_by_ending(self.paths[0]) == "jsonl"
        )
        return written == "parquet" or (is_lines and written is not None)

    def for_terminal(self, is_terminal: bool) -> BatchRequest:
        """The same, with only the summary where nobody would read rows: on a terminal, unless they are asked for."""
        asks_for_rows = self.output is not None or self.output_format is not None
        asks_for_rows = asks_for_rows or self.is_nested or self.is_results
        if not is_terminal or asks_for_rows:
            return self
        return replace(self, is_summary=True)

    def refuse_formats(self, is_format_asked: bool) -> None:
        """See that the forms that were asked for are those of what is written.

        Raises: click.UsageError, Failure.
        """
        if is_format_asked and not self.with_tallies:
            raise click.UsageError(
                "-f is for --summary, and for situations checked one by one; here, use --to"
            )
        if self.with_tallies and self.summary_format not in SUMMARIES:
            raise click.UsageError(
                f"a summary is written as {', '.join(SUMMARIES)}, not as {self.summary_format}"
            )
        if self.is_only_counting and self.output_format is not None:
            raise click.UsageError(
                "--to is for the advice, and only the summary is written: use -f csv or -f json, or name"
                " a file for the advice with -o"
            )
        if self.output_format is not None and self.target is not None:
            ending = format_by_ending(Path(self.target))
            if ending not in (None, self.output_format):
                raise Failure(
                    f"the name {self.target} says {ending}, and --to says {self.output_format}; leave out"
                    " --to, or name the file otherwise"
                )

    @property
    def is_from_stream(self) -> bool:
        """Whether the lines come from standard input."""
        return STANDARD in self.paths

    @property
    def place(self) -> Path | None:
        """The output as a path of this machine."""
        return None if self.output is None else Path(self.output)

    @property
    def target(self) -> str | None:
        """Where the advice is written; None for standard output, or nowhere."""
        return None if str(self.place) == STANDARD else self.output

    @property
    def file(self) -> Path | None:
        """The file that the advice is put into whole; None, where it is streamed or only counted."""
        return None if self.target is None or is_special(Path(self.target)) else self.place

    @property
    def with_tallies(self) -> bool:
        """Whether advice is counted by action and rule."""
        return self.is_summary or bool(self.group_by)

    def crossing(self, pack: Pack) -> Crossing | None:
        """The groups in which advice is counted; None, where it is not.

        Raises: BatchError, where a fact is not there.
        """
        return crossing_by(pack, self.group_by) if self.with_tallies else None

    @property
    def is_only_counting(self) -> bool:
        """Whether nothing but the summary is wanted."""
        return self.with_tallies and self.output is None

    @property
    def master(self) -> str:
        """Where the cluster answers, of a batch on one."""
        assert self.cluster is not None
        return self.cluster

    def refuse_results(self, pack: Pack) -> None:
        """See that there are results, where they are wanted.

        Raises: BatchError, click.UsageError.
        """
        if not self.is_results:
            return
        if self.is_nested:
            raise click.UsageError("Choose one of --results and --nested.")
        if not pack.results:
            raise BatchError(
                f"--results: the rules {pack.name} have no results; give a concluded fact `result: …`"
            )

    def refuse_lists_in_csv(self, format: str) -> None:
        """See that the format of the output can hold what is wanted.

        Raises: BatchError.
        """
        if self.is_nested and format == "csv":
            raise BatchError(
                "CSV cannot hold lists: leave out --nested, or write .parquet or .jsonl"
            )


def _is_table(path: str) -> bool:
    """Whether a path is a file or folder that only tables have."""
    if path == STANDARD:
        return False
    if Path(path).is_dir():
        return is_folder_of_tables(path) or bool(files_of(path, "parquet"))
    return is_packed(path) or input_by_ending(path) in ("parquet", "csv") or is_sheet(path)


def refuse_one_file_for_two(places: list[Path]) -> None:
    """See that the advice and the errors do not go into one file.

    Raises: BatchError.
    """
    if len({place.resolve() for place in places}) < len(places):
        raise BatchError("the advice and the errors need a file each")


def errors_format(path: Path | None) -> str:
    """How situations with a problem are listed: "csv" or "jsonl".

    Raises: BatchError, where the name of the file does not say.
    """
    if path is None or is_special(path):
        return "jsonl"
    found = format_by_ending(path)
    if found not in ("csv", "jsonl"):
        raise BatchError(f"the name {path} does not say how to list them; name it .csv or .jsonl")
    return found


def run_volume(request: BatchRequest) -> int:
    """Do it; the exit status.

    Raises: Failure, and then nothing new stands under the name of the output.
    """
    from advisor.batch.sources.reading import Notices

    notices = Notices()
    try:
        request = _with_files(request)
        with unpacked(request.paths) as inputs:
            counts, program, format_in = _advise(request, inputs, notices)
    except InterruptedRunError as error:
        tell(str(error))
        return INTERRUPTED
    except KeyboardInterrupt:
        tell("stopped" if request.file is None else "stopped; nothing is written")
        return INTERRUPTED
    except BatchError as error:
        tell_all(notices)
        raise Failure(str(error)) from error
    conclude(counts, request, program)
    if any(code == _UNKNOWN for code, *_ in counts.causes.found):
        notices.add(
            "--ignore-unknown passes over what the rules do not know; --map OLD=NEW says what a name means"
        )
    if format_in in ("csv", "tables") and any(code == _NO_TEXT for code, *_ in counts.causes.found):
        notices.add(
            "Excel writes CSV in the encoding of its country: --encoding cp1252 reads that of Western Europe; or"
            " save it anew as `CSV UTF-8`"
        )
    tell_all(notices, not counts.is_clean)
    return 0 if counts.is_clean else 1


def _advise(
    request: BatchRequest, inputs: Unpacked, notices: Notices
) -> tuple[BatchCounts, Program, str]:
    """What came of it, by which program, and the form of the inputs."""
    try:
        _refuse_packed(request, inputs)
        request = replace(request, paths=inputs.paths)
        format_in = _format_of_all(request)
        format_out = output_format(request.place, request.output_format)
        _refuse_places(request, format_out)
        program = request.judging.program()
        request.refuse_results(program.pack)
        if _is_small(request, format_in, format_out):
            counts = _run_small(request, program, format_out, notices)
        else:
            counts = _run_columns(
                request, program, format_in, format_out, notices, inputs.is_packed
            )
    except BatchError as error:
        error.args = (inputs.named(str(error)),)
        raise
    return counts, program, format_in


def _with_files(request: BatchRequest) -> BatchRequest:
    """The same with the files that patterns stand for."""
    paths = tuple(found for path in request.paths for found in expanded(path))
    return request if paths == request.paths else replace(request, paths=paths)


def reading_said(request: BatchRequest, pack: Pack) -> Reading:
    """How the input is read, as the options say.

    Raises: BatchError.
    """
    from advisor.batch.sources.reading import PLAIN

    if not request.reading.is_said:
        return PLAIN
    from advisor.cli.batch_reading import reading_of

    return reading_of(request.reading).of(pack)


def tell_all(notices: Notices, tells_rows: bool = False) -> None:
    """Tell people how the input was read, as far as it has not been told."""
    for sentence in notices.take(tells_rows):
        _tell_broken(sentence)


def _tell_broken(line: str) -> None:
    """A line as it is, and on a terminal in as many as it has room for."""
    indent = line[: len(line) - len(line.lstrip())]
    broken = wrap(line, line_width(), indent, f"{indent}  ")
    tell("\n".join(broken) if sys.stderr.isatty() else line)


def _format_of_all(request: BatchRequest) -> str:
    if request.is_from_stream and len(request.paths) > 1:
        raise BatchError("standard input comes alone")
    formats = sorted({input_format(path, request.input_format) for path in request.paths})
    if len(formats) > 1:
        raise BatchError(
            f"the inputs are of several forms, {' and '.join(formats)}; name those of one"
        )
    if formats == ["tables"] and len(request.paths) > 1:
        raise BatchError("name one folder of tables; ids count within a folder")
    return formats[0]


def _refuse_packed(request: BatchRequest, inputs: Unpacked) -> None:
    if inputs.is_packed and request.is_resume:
        raise BatchError("--resume goes on with files that are not packed: unpack them first")
    for output in (request.file, request.errors):
        packed = map(Path, inputs.names.values())
        if output is not None and output.exists() and any(map(output.samefile, packed)):
            raise BatchError(f"{output} is the input; name another file")


def _refuse_places(request: BatchRequest, format: str) -> None:
    request.refuse_lists_in_csv(format)
    if format == "parquet" and request.file is None and not request.is_only_counting:
        if request.target is None:
            raise BatchError("Parquet does not go to the terminal: name a file with -o")
        raise BatchError(f"{request.place} is no ordinary file, and Parquet needs one")
    if request.is_resume and (request.file is None or request.is_from_stream):
        raise BatchError("--resume needs a file as input and a file as output")
    inputs = [] if request.is_from_stream else [Path(path) for path in request.paths]
    for path in inputs:
        if not path.exists():
            raise BatchError(f"there is no file or folder {path}")
    for output in (request.file, request.errors):
        if output is not None:
            if output.exists() and any(map(output.samefile, inputs)):
                raise BatchError(f"{output} is the input; name another file")
            if not output.resolve().parent.is_dir():
                raise BatchError(f"there is no folder {output.parent}")
            if output.is_dir():
                raise BatchError(f"{output} is a folder; name a file")
    refuse_one_file_for_two([p for p in (request.place, request.errors) if p is not None])


def _is_small(request: BatchRequest, format_in: str, format_out: str) -> bool:
    from advisor.batch.run.row_at_a_time import is_small

    return (
        request.judging.engine != "columnar"
        and not request.reading.is_said
        and format_in == "jsonl"
        and format_out != "parquet"
        and not request.is_from_stream
        and len(request.paths) == 1
        and is_small(Path(request.paths[0]))
    )


def _run_small(
    request: BatchRequest, program: Program, format: str, notices: Notices
) -> BatchCounts:
    from advisor.batch.run.row_at_a_time import advise_lines
    from advisor.batch.sources.reading import PLAIN

    advisor = request.judging.advisor(program)
    [path] = request.paths
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BatchError(f"cannot read {path}: {error.strerror}") from error
    crossing = request.crossing(program.pack)
    dates = PLAIN.date_reading(notices)
    found = advise_lines(
        data, advisor, format, request.is_nested, crossing, dates, request.is_results
    )
    whole_files.refuse_too_many(found.counts, request.max_errors)
    format_of_errors = errors_format(request.errors)
    whole: list[tuple[Path, list[bytes]]] = []
    if request.errors is not None:
        lines = problem_lines(found.problems, format_of_errors)
        whole.append((request.errors, [head(format_of_errors, PROBLEM_COLUMNS), lines]))
    if request.target is not None:
        whole.append((Path(request.target), [found.advice]))
        whole_files.write_together(whole)
    else:
        whole_files.write_together(whole)
        if not request.is_only_counting:
            show(found.advice.decode())
    return found.counts


def _run_columns(
    request: BatchRequest,
    program: Program,
    format_in: str,
    format_out: str,
    notices: Notices,
    was_packed: bool,
) -> BatchCounts:
    from advisor.batch.process_tuning import keep_freed_memory, load_arrow, share_freed_memory

    if request.is_own_process:
        keep_freed_memory()
        if not program.pack.lists[SITUATION]:
            share_freed_memory()
        load_arrow()
    from advisor.batch.run.running import Job, run
    from advisor.batch.run.work_folder import manifest_of
    from advisor.batch.sources.slices import open_source

    as_of = _date_to_go_on_with(request)
    stream = sys.stdin.buffer if request.is_from_stream else None
    reading = reading_said(request, program.pack)
    source = open_source(request.paths, program.pack, format_in, stream, reading, notices)
    source.most_problems = request.max_errors
    source.is_rereadable = source.is_rereadable and not was_packed
    tell_all(notices)
    engine = "columnar" if request.judging.engine == "auto" else request.judging.engine
    form = " nested" if request.is_nested else " results" if request.is_results else ""
    shape = f"{format_out}{form}, {request.with_tallies}, {request.group_by}"
    manifest = (
        {}
        if request.file is None
        else {
            **manifest_of(program, as_of, source.fingerprint(), shape, engine),
            "how the input is read": reading.as_data(),
        }
    )
    is_shown = request.target is None and not request.is_only_counting
    with progress(writes=is_shown) as advance, _stream(request) as out:

        def report(counts: BatchCounts, total: int | None) -> None:
            of_all = "" if total is None else f" of {total:,}"
            advance(counts.situations, total, f"{counts.situations:,}{of_all} situations")

        job = Job(
            source=source,
            pack=program.pack,
            decide=_decider(request, program, as_of, engine),
            format=format_out,
            is_nested=request.is_nested,
            output=request.file,
            stream=out,
            stream_name=str(request.place or "standard output"),
            errors=request.errors,
            errors_format=errors_format(request.errors),
            max_errors=request.max_errors,
            crossing=request.crossing(program.pack),
            workers=request.workers or min(_MOST_WORKERS, os.cpu_count() or 1),
            manifest=manifest,
            progress=report,
            is_results=request.is_results,
        )
        return run(job, request.is_resume)


@contextmanager
def _stream(request: BatchRequest) -> Iterator[BinaryIO | None]:
    """What the advice is streamed to: standard output or a special file; None, where it is not."""
    if request.file is not None or request.is_only_counting:
        yield None
    elif request.target is None:
        yield sys.stdout.buffer
    else:
        special = Path(request.target)
        try:
            file = special.open("wb", buffering=0)
        except OSError as error:
            raise whole_files.cannot_write(special, error) from error
        with file:
            yield file


def _date_to_go_on_with(request: BatchRequest) -> api.AsOf:
    """The date that counts: of a run that is continued, the day on which it was begun."""
    from advisor.batch.run.work_folder import WorkFolder, default_day_of

    found = request.judging.as_of
    if request.is_resume and request.judging.today is None and request.file is not None:
        begun = WorkFolder(request.file).begun()
        day = None if begun is None else default_day_of(begun)
        if day is not None:
            return api.AsOf(default=day)
    return found


def _decider(request: BatchRequest, program: Program, as_of: api.AsOf, engine: str) -> Decide:
    if engine != "columnar":
        from advisor.batch.decide.deciding import one_by_one

        return one_by_one(request.judging.advisor(program, as_of), request.is_results)
    from advisor.batch.decide.deciding import in_columns

    return in_columns(program, as_of, request.is_results)


def conclude(counts: BatchCounts, request: BatchRequest, program: Program) -> None:
    """The summary, and what could not be advised on."""
    if not counts.is_clean:
        for line in cause_lines(counts.causes, request.errors is not None):
            _tell_broken(line)
    for line in spelling_lines(counts):
        _tell_broken(line)
    crossing = request.crossing(program.pack)
    if crossing is None:
        tell(totals_line(counts))
    else:
        if not counts.is_clean and sys.stderr.isatty() and sys.stdout.isatty():
            tell("")
        show(render_counts(counts, crossing, request.summary_format))
        if request.summary_format != "table":
            tell(totals_line(counts))
    if not counts.is_clean and request.errors is not None:
        tell(f"they are listed in {click.format_filename(request.errors)}")
