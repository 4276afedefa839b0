"""What a batch of many situations is asked to do, on this machine or on a cluster: the options as given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.batch.formats import STANDARD, files_of, form_by_ending, is_folder_of_tables
from advisor.batch.problems import BatchError
from advisor.diagnostics.values import dataclass
from advisor.files import is_special


@dataclass(frozen=True)
class BatchRequest:
    """The options of `advisor batch`. `output` is a file, an address of a cluster's, or `-`."""

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
    cluster: str | None
    is_own_process: bool  # nothing else needs pandas here

    def is_for_many(self, is_format_asked: bool) -> bool:
        """Whether tables are meant, rather than situation files that are checked one by one."""
        asked = (self.input_form, self.output_form, self.group_by, self.errors, self.max_errors)
        if self.engine == "columnar" or self.is_nested or self.is_summary or self.is_resume:
            return True
        if any(value is not None for value in (*asked, self.workers, self.cluster)):
            return True
        if any(map(_is_table, self.paths)):
            return True
        if is_format_asked or self.place is None:
            return False
        written = form_by_ending(self.place)
        is_lines = len(self.paths) == 1 and (
            self.paths[0] == STANDARD or form_by_ending(self.paths[0]) == "jsonl"
        )
        return written == "parquet" or (is_lines and written is not None)

    @property
    def path(self) -> str:
        """The one input of a batch on this machine."""
        return self.paths[0]

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
        return self.is_summary or self.group_by is not None

    @property
    def is_only_counting(self) -> bool:
        """Whether nothing but the summary is wanted."""
        return self.with_tallies and self.output is None

    @property
    def master(self) -> str:
        """Where the cluster answers, of a batch on one."""
        assert self.cluster is not None
        return self.cluster

    def refuse_lists_in_csv(self, form: str) -> None:
        """See that the format of the output can hold what is wanted.

        Raises: BatchError.
        """
        if self.is_nested and form == "csv":
            raise BatchError(
                "CSV cannot hold lists: leave out --nested, or write .parquet or .jsonl"
            )


def _is_table(path: str) -> bool:
    """Whether a path is a file or folder that only tables have."""
    if path == STANDARD:
        return False
    if Path(path).is_dir():
        return is_folder_of_tables(path) or bool(files_of(path, "parquet"))
    return form_by_ending(path) in ("parquet", "csv")


def refuse_one_file_for_two(places: list[Path]) -> None:
    """See that the advice and the errors do not go into one file.

    Raises: BatchError.
    """
    if len({place.resolve() for place in places}) < len(places):
        raise BatchError("the advice and the errors need a file each")


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
