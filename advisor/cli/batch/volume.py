"""`advisor batch` for tables and streams of situations: the side of it that meets files and terminals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from advisor import api, ir
from advisor.batch.counts.causes import cause_lines
from advisor.batch.counts.counting import (
    BatchCounts,
    spelling_lines,
    totals_line,
    with_columns,
    without_values,
)
from advisor.batch.counts.summary import render_counts
from advisor.batch.formats import output_format
from advisor.batch.output_columns import PROBLEM_COLUMNS, head
from advisor.batch.outputs import whole_files
from advisor.batch.outputs.text import problem_lines
from advisor.batch.problems import BatchError, InterruptedRunError
from advisor.batch.sources.packed import Unpacked, unpacked
from advisor.cli.batch.request import (
    BatchRequest,
    errors_format,
    format_of_all,
    refuse_packed,
    refuse_places,
    with_files,
)
from advisor.cli.terminal import INTERRUPTED, Failure, line_width, progress, show, tell
from advisor.diagnostics.suggestions import listed
from advisor.rendering.layout import wrap

if TYPE_CHECKING:
    from advisor.batch.deciding import Decide
    from advisor.batch.sources.reading import Notices, Reading


_UNKNOWN = "ADV401"  # a fact or list that there is none of
_NO_SUCH_VALUE = "ADV403"
_NO_JSON = "ADV017"
_MOST_WORKERS = 4  # by default: each holds a slice in memory


def run_volume(request: BatchRequest) -> int:
    """Do it; the exit status.

    Raises: Failure, and then nothing new stands under the name of the output.
    """
    from advisor.batch.sources.reading import Notices

    notices = Notices()
    try:
        request = with_files(request)
        with ExitStack() as stack:
            with progress("reading …"):
                inputs = stack.enter_context(
                    unpacked(request.paths, request.input_format, rows_said(request))
                )
            for sentence in inputs.told:
                notices.add(sentence)
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
        for sentence in _ways_to_read(counts, request, program.pack):
            notices.add(sentence)
    refused = [column for code, _, column, _ in counts.causes.found if code == _NO_SUCH_VALUE]
    if refused:
        from advisor.cli.batch.column_value_hints import words_to_map
        from advisor.cli.batch.reading import words_to_add

        adding = [*words_to_add(request.reading.maps, refused)]
        is_flat = rows_said(request) is not None
        mapping = words_to_map(counts.causes, program.pack, is_flat=is_flat)
        for sentence in adding or ([mapping] if mapping else []):
            notices.add(sentence)
    if (
        format_in == "jsonl"
        and counts.problems == counts.situations
        and any(code == _NO_JSON for code, *_ in counts.causes.found)
    ):
        notices.add(
            "no line is a situation in JSON: where they are rows of a table, --from csv reads them"
        )
    tell_all(notices, not counts.is_clean)
    return 0 if counts.is_clean else 1


def _ways_to_read(counts: BatchCounts, request: BatchRequest, pack: ir.Pack) -> Iterator[str]:
    """Which options would read names of lines that the rules do not know."""
    from advisor.batch.sources.columns import id_meant, ids_among, rows_meant

    unknown = [column for code, _, column, _ in counts.causes.found if code == _UNKNOWN]
    names = [name for name in unknown if name and "." not in name and "[" not in name]
    rows = rows_meant(names, names, pack)
    if rows is not None and not request.reading.rows:
        yield rows
    elif ids_among(names):
        yield id_meant(ids_among(names)[0])


def _advise(
    request: BatchRequest, inputs: Unpacked, notices: Notices
) -> tuple[BatchCounts, ir.Program, str]:
    """What came of it, by which program, and the form of the inputs."""
    try:
        refuse_packed(request, inputs)
        request = replace(request, paths=inputs.paths)
        format_in = format_of_all(request)
        format_out = output_format(request.place, request.output_format)
        refuse_places(request, format_out)
        program = request.advisor_options.program()
        request.refuse_results(program.pack)
        reading = reading_said(request, program.pack)
        maps = request.reading.maps
        if len(maps) > 1 and not all("=" in word for word in maps):
            notices.add(
                f"columns are named by {listed(maps, last='and')}; the last of them that names one counts"
            )
        program, reading, own = with_own_columns(request, program, reading, format_in)
        if _is_small(request, format_in, format_out):
            counts = _run_small(request, program, format_out, notices)
        else:
            counts = _run_columns(
                request, program, format_in, format_out, reading, notices, inputs.is_packed
            )
        tell_missing(counts, request, program, own, notices)
    except BatchError as error:
        error.args = (inputs.named(str(error)),)
        raise
    return counts, program, format_in


def reading_said(request: BatchRequest, pack: ir.Pack) -> Reading:
    """How the input is read, as the options say.

    Raises: BatchError.
    """
    from advisor.batch.sources.reading import PLAIN

    if not request.reading.is_said:
        return PLAIN
    from advisor.cli.batch.reading import reading_of

    return reading_of(request.reading).of(pack)


def rows_said(request: BatchRequest) -> str | None:
    """What a row of a flat table is, as the options or a mapping say.

    Raises: BatchError.
    """
    if not request.reading.is_said:
        return None
    from advisor.cli.batch.reading import reading_of

    return reading_of(request.reading).rows


def with_own_columns(
    request: BatchRequest, program: ir.Program, reading: Reading, format_in: str
) -> tuple[ir.Program, Reading, tuple[ir.FactDeclaration, ...]]:
    """The rules and the reading with the columns of the input's own that advice is grouped by, and these.

    Raises: BatchError, where one has another name among the facts.
    """
    if not request.group_by:
        return program, reading, ()
    for renaming in reading.renamings:
        if renaming.old in request.group_by and renaming.old != renaming.new:
            raise BatchError(
                f"--group-by: `{renaming.old}` is read as `{renaming.new}`; say --group-by {renaming.new}"
            )
    has_columns = format_in != "jsonl" and request.cluster is None
    pack, own = with_columns(
        program.pack, request.group_by, reading.rows or ir.SITUATION, are_seen=has_columns
    )
    if own and has_columns:
        reading = reading.with_columns(own, "--group-by")
    return (replace(program, pack=pack) if own else program), reading, own


def tell_missing(
    counts: BatchCounts,
    request: BatchRequest,
    program: ir.Program,
    own: tuple[ir.FactDeclaration, ...],
    notices: Notices,
) -> None:
    """Note which columns that advice is grouped by nothing has."""
    crossing = request.crossing(program.pack)
    if crossing is not None:
        for name in without_values(counts, crossing, own):
            notices.add(f"--group-by: `{name}` is no fact of the rules, and stands in no row")


def tell_all(notices: Notices, tells_rows: bool = False) -> None:
    """Tell people how the input was read, as far as it has not been told."""
    for sentence in notices.take(tells_rows):
        _tell_broken(sentence)


def _tell_broken(line: str) -> None:
    """A line as it is, and on a terminal in as many as it has room for."""
    indent = line[: len(line) - len(line.lstrip())]
    broken = wrap(line, line_width(), indent, f"{indent}  ")
    tell("\n".join(broken) if sys.stderr.isatty() else line)


def _is_small(request: BatchRequest, format_in: str, format_out: str) -> bool:
    from advisor.batch.run.row_at_a_time import is_small

    return (
        request.advisor_options.engine != "columnar"
        and not request.reading.is_said
        and format_in == "jsonl"
        and format_out not in ("parquet", "xlsx")
        and not request.is_from_stream
        and len(request.paths) == 1
        and is_small(Path(request.paths[0]))
    )


def _run_small(
    request: BatchRequest, program: ir.Program, format: str, notices: Notices
) -> BatchCounts:
    from advisor.batch.run.row_at_a_time import advise_lines
    from advisor.batch.sources.reading import PLAIN

    advisor = request.advisor_options.advisor(program)
    [path] = request.paths
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BatchError(f"cannot read {path}: {error.strerror}") from error
    crossing = request.crossing(program.pack)
    dates = PLAIN.date_reading(notices)
    found = advise_lines(
        data,
        advisor,
        format,
        request.is_nested,
        crossing,
        dates,
        request.is_results,
        request.is_marked,
    )
    whole_files.refuse_too_many(found.counts, request.max_errors)
    format_of_errors = errors_format(request.errors)
    whole: list[tuple[Path, list[bytes]]] = []
    if request.errors is not None:
        lines = problem_lines(found.problems, format_of_errors)
        whole.append(
            (
                request.errors,
                [head(format_of_errors, PROBLEM_COLUMNS, is_marked=request.is_marked), lines],
            )
        )
    if request.target is not None:
        whole.append((Path(request.target), [found.advice]))
    whole_files.write_together(whole)
    if request.target is None and not request.is_only_counting:
        show(found.advice.decode())
    return found.counts


def _run_columns(
    request: BatchRequest,
    program: ir.Program,
    format_in: str,
    format_out: str,
    reading: Reading,
    notices: Notices,
    was_packed: bool,
) -> BatchCounts:
    from advisor.batch.process_tuning import keep_freed_memory, load_arrow, share_freed_memory

    if request.is_own_process:
        keep_freed_memory()
        if not program.pack.lists[ir.SITUATION]:
            share_freed_memory()
        load_arrow()
    from advisor.batch.run.running import Job, run
    from advisor.batch.run.work_folder import manifest_of
    from advisor.batch.sources.slices import open_source

    as_of = _date_to_go_on_with(request)
    stream = sys.stdin.buffer if request.is_from_stream else None
    with progress("reading …"):  # of thousands of files the columns, of sheets the first rows
        source = open_source(request.paths, program.pack, format_in, stream, reading, notices)
    source.most_problems = request.max_errors
    source.is_rereadable = source.is_rereadable and not was_packed
    tell_all(notices)
    engine = (
        "columnar" if request.advisor_options.engine == "auto" else request.advisor_options.engine
    )
    form = " nested" if request.is_nested else " results" if request.is_results else ""
    form += " marked" if request.is_marked else ""
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
    with progress("reading …", writes=is_shown) as advance, _stream(request) as out:
        notices.at_work = partial(advance, 0, None)

        def report(counts: BatchCounts, total: int | None) -> None:
            of_all = "" if total is None else f" of {total:,}"
            advance(counts.situations, total, f"{counts.situations:,}{of_all} situations")

        def writing(done: int, of: int) -> None:
            advance(done, None, f"{done:,} of {of:,} rows written")

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
            writing=writing,
            is_results=request.is_results,
            is_marked=request.is_marked,
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

    found = request.advisor_options.as_of
    if request.is_resume and request.advisor_options.today is None and request.file is not None:
        begun = WorkFolder(request.file).begun()
        day = None if begun is None else default_day_of(begun)
        if day is not None:
            return api.AsOf(default=day)
    return found


def _decider(request: BatchRequest, program: ir.Program, as_of: api.AsOf, engine: str) -> Decide:
    if engine != "columnar":
        from advisor.batch.deciding import one_by_one

        return one_by_one(request.advisor_options.advisor(program, as_of), request.is_results)
    from advisor.batch.deciding import in_columns

    return in_columns(program, as_of, request.is_results, request.with_tallies)


def conclude(counts: BatchCounts, request: BatchRequest, program: ir.Program) -> None:
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
        titles = _titles(program.pack) if _is_terminal() else {}
        show(render_counts(counts, crossing, request.summary_format, titles))
        if request.summary_format != "table":
            tell(totals_line(counts))
    if not counts.is_clean and request.errors is not None:
        tell(f"they are listed in {click.format_filename(request.errors)}")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _titles(pack: ir.Pack) -> dict[str, str]:
    """What the actions are called, with gaps: `Thank [company]`."""
    from advisor.rendering.words import sentence_with_gaps

    return {name: sentence_with_gaps(action.title) for name, action in pack.actions.items()}
