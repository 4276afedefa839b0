"""Finished parts put together to the output, and their problems to the list of errors."""

from __future__ import annotations

import os
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from advisor.batch.encoding import empty_parquet
from advisor.batch.outputs import cannot_write, or_tell
from advisor.batch.parquet_joining import ParquetJoiner
from advisor.batch.plain_writing import head
from advisor.batch.problems import lines_as, problem_head
from advisor.batch.work_folder import WorkFolder
from advisor.files import WholeFile, mode_of


def join_parts(
    folder: WorkFolder,
    output: Path,
    form: str,
    is_nested: bool,
    count: int,
    errors: tuple[Path, str] | None,
) -> None:
    """Put `count` parts together beside the output, then give them its name in one step.

    `errors` is the file for the problems and its form; both files get their names when both are on the disk.
    Raises: BatchError, where the system does not let us; both are then as they were.
    """
    joined = folder.path / "joined"
    with ExitStack() as stack:
        listed = None
        if errors is not None:
            listed = stack.enter_context(WholeFile(errors[0], is_alone=True))
            parts = (folder.part_path(n, "problems").read_bytes() for n in range(count))
            blocks = (lines_as(part, errors[1]) for part in parts)
            with or_tell(errors[0]):
                listed.write(chain([problem_head(errors[1])], blocks))
        try:
            # Its room is needed where a disk is full.
            stack.callback(joined.unlink, missing_ok=True)
            with joined.open("wb") as out:
                if form == "parquet":
                    _join_parquet(out, folder, count, is_nested)
                else:
                    out.write(head(form) if not is_nested else b"")
                    for number in range(count):
                        _copy(folder.part_path(number, "advice"), out)
                out.flush()
                os.fsync(out.fileno())
            joined.chmod(mode_of(folder.output))
            if errors is not None and listed is not None:
                with or_tell(errors[0]):
                    listed.put_in_place()
            joined.replace(folder.output)
        except OSError as error:
            raise cannot_write(output, error) from error


def _join_parquet(out: BinaryIO, folder: WorkFolder, count: int, is_nested: bool) -> None:
    joiner = ParquetJoiner(out)
    for number in range(count):
        joiner.append(folder.part_path(number, "advice").read_bytes())
    if not count:
        joiner.append(empty_parquet(is_nested))
    joiner.finish()


def _copy(path: Path, out: BinaryIO) -> None:
    with path.open("rb") as part:
        while block := part.read(1 << 22):
            out.write(block)
