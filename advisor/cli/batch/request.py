"""What `advisor batch` is asked for, and whether it can be done, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import ir
from advisor.batch.counts.counting import Crossing, crossing_by
from advisor.batch.counts.summary import SUMMARIES
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
    once_each,
)
from advisor.batch.problems import BatchError
from advisor.batch.sources.json_documents import holds_rows
from advisor.cli.options import ReadingOptions
from advisor.cli.sources import AdvisorOptions
from advisor.cli.terminal import Failure, tell
from advisor.diagnostics.extras import how_to_install
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.files import is_special

if TYPE_CHECKING:
    from advisor.batch.sources.packed import Unpacked


@dataclass(frozen=True)
class BatchRequest:
    """The options of `advisor batch`. `output` is a file, an address of a cluster's, or `-`."""

    paths: tuple[str, ...]
    advisor_options: AdvisorOptions
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
    is_marked: bool = False  # CSV begins with a byte-order mark
    extract: str | None = None  # the id of the one situation that is wanted

    def is_for_many(self, is_format_asked: bool) -> bool:
        """Whether tables are meant, rather than situation files that are checked one by one."""
        if self.reading.is_said or self.extract is not None:
            return True
        asked = (self.input_format, self.output_format, self.errors, self.max_errors)
        if (
            self.advisor_options.engine == "columnar"
            or self.is_nested
            or self.is_resume
            or self.is_results
        ):
            return True
        if self.with_tallies:
            return True
        if any(value is not None for value in (*asked, self.workers, self.cluster)):
            return True
        if any(map(_is_table, self.paths)):
            return True
        if is_format_asked:
            return False
        if any(_is_long(Path(path)) for path in self.paths):
            return True
        if self.place is None:
            return False
        written = format_by_ending(self.place)
        is_lines = len(self.paths) == 1 and (
            self.paths[0] == STANDARD or format_by_ending(self.paths[0]) == "jsonl"
        )
        return written in ("parquet", "xlsx") or (is_lines and written is not None)

    def for_terminal(self, is_terminal: bool) -> BatchRequest:
        """The same, with only the summary where nobody would read rows: on a terminal, unless they are asked for."""
        asks_for_rows = self.output is not None or self.output_format is not None
        asks_for_rows = (
            asks_for_rows or self.is_nested or self.is_results or self.extract is not None
        )
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

    def crossing(self, pack: ir.Pack) -> Crossing | None:
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

    def refuse_results(self, pack: ir.Pack) -> None:
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

    def refuse_for_one(self) -> None:
        """See that nothing else is asked for, where one situation is wanted.

        Raises: click.UsageError; BatchError, also where its file is there already.
        """
        others = {
            "--summary": self.is_summary,
            "--group-by": bool(self.group_by),
            "--nested": self.is_nested,
            "--results": self.is_results,
            "--resume": self.is_resume,
            "--to": self.output_format is not None,
            "--errors": self.errors is not None,
            "--cluster": self.cluster is not None,
        }
        for option, is_given in others.items():
            if is_given:
                raise click.UsageError(f"--extract writes one situation: leave out {option}")
        if self.file is not None and self.file.suffix.lower() not in (".yaml", ".yml"):
            raise BatchError(f"--extract writes a situation file: call it .yaml, not {self.file}")
        if self.file is not None and self.file.exists():  # it may hold what somebody has told since
            raise BatchError(f"{self.file} is there already: give -o another name")

    def refuse_lists_in_csv(self, format: str) -> None:
        """See that the format of the output can hold what is wanted.

        Raises: BatchError.
        """
        if self.is_nested and format in ("csv", "xlsx"):
            what = "CSV" if format == "csv" else "a sheet"
            raise BatchError(
                f"{what} cannot hold lists: leave out --nested, or write .parquet or .jsonl"
            )


def _is_long(path: Path) -> bool:
    """Whether a file of JSON Lines has more situations than anybody looks at one by one."""
    from advisor.batch.run.row_at_a_time import is_small

    if path.suffix.lower() == ".json":
        return holds_rows(path)
    return format_by_ending(path) == "jsonl" and path.is_file() and not is_small(path)


def _is_table(path: str) -> bool:
    """Whether a path is a file or folder that only tables have."""
    if path == STANDARD:
        return False
    if Path(path).is_dir():
        return is_folder_of_tables(path) or bool(files_of(path, "parquet"))
    return is_packed(path) or input_by_ending(path) in ("parquet", "csv") or is_sheet(path)


def refuse_output(output: Path, inputs: Iterable[Path], *, may_be_folder: bool = False) -> None:
    """See that a file can be written there, and that it is none of the inputs by whatever name.

    Raises: BatchError.
    """
    if output.exists() and any(path.exists() and output.samefile(path) for path in inputs):
        raise BatchError(f"{output} is the input; name another file")
    if not output.resolve().parent.is_dir():
        raise BatchError(f"there is no folder {output.parent}")
    if output.is_dir() and not may_be_folder:
        raise BatchError(f"{output} is a folder; name a file")


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


def with_files(request: BatchRequest) -> BatchRequest:
    """The same with the files that patterns stand for, each once, which is told."""
    paths = tuple(found for path in request.paths for found in expanded(path))
    once, twice = once_each(paths)
    for path in dict.fromkeys(twice):
        tell(f"{path} is given more than once, and read once")
    return request if once == request.paths else replace(request, paths=once)


def format_of_all(request: BatchRequest) -> str:
    """The one form of all inputs.

    Raises: BatchError.
    """
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


def refuse_packed(request: BatchRequest, inputs: Unpacked) -> None:
    """See that packed inputs go together with what is asked.

    Raises: BatchError.
    """
    if inputs.is_packed and request.is_resume:
        raise BatchError(
            "--resume goes on with files that are read as they are: unpack them first, or save them as .csv, .jsonl or"
            " .parquet"
        )
    for output in (request.file, request.errors):
        packed = map(Path, inputs.names.values())
        if output is not None and output.exists() and any(map(output.samefile, packed)):
            raise BatchError(f"{output} is the input; name another file")


def refuse_places(request: BatchRequest, format: str) -> None:
    """See that inputs are there and outputs can be written.

    Raises: BatchError.
    """
    request.refuse_lists_in_csv(format)
    whole = {"parquet": "Parquet", "xlsx": "a workbook"}.get(format)
    if whole is not None and request.file is None and not request.is_only_counting:
        if request.target is None:
            raise BatchError(
                f"{whole[0].upper()}{whole[1:]} does not go to the terminal: name a file with -o"
            )
        raise BatchError(f"{request.place} is no ordinary file, and {whole} needs one")
    if request.is_marked and "csv" not in (format, errors_format(request.errors)):
        raise BatchError("--bom is for CSV: name the output .csv, or leave it out")
    if format == "xlsx" and (command := how_to_install("openpyxl")) is not None:
        raise BatchError(
            f"an .xlsx file needs openpyxl, which is not installed: {command}; or write .csv"
        )
    if request.is_resume and (request.file is None or request.is_from_stream):
        raise BatchError("--resume needs a file as input and a file as output")
    inputs = [] if request.is_from_stream else [Path(path) for path in request.paths]
    for path in inputs:
        if not path.exists():
            raise BatchError(f"there is no file or folder {path}")
    for output in (request.file, request.errors):
        if output is not None:
            refuse_output(output, inputs)
    refuse_one_file_for_two([p for p in (request.place, request.errors) if p is not None])
