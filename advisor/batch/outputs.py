"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from advisor.batch.counts import Counts, strays_words
from advisor.batch.problems import BatchError, RowProblem, TooManyProblemsError

FIRST_PROBLEMS = 5  # listed, of all


class WholeFile:
    """A file that is written beside its place and given its name when all is on the disk.

    As a context it cleans up: what was not put in place is gone afterwards. Special files such as
    /dev/null cannot be replaced and are written into.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._target = path.resolve()  # a link stays a link; what it points to is replaced
        self._beside = self._target.with_name(f".{self._target.name}.new")
        self._for_special: bytes | None = None

    def __enter__(self) -> WholeFile:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._beside.unlink(missing_ok=True)

    def write(self, blocks: Iterable[bytes]) -> None:
        """Write all of it.

        Raises: BatchError, where the system does not let us; so does `put_in_place`.
        """
        try:
            if is_special(self._target):
                self._for_special = b"".join(blocks)
                return
            with self._beside.open("wb") as file:
                file.writelines(blocks)
                file.flush()
                os.fsync(file.fileno())
            self._beside.chmod(mode_of(self._target))
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def put_in_place(self) -> None:
        """Give it its name. It must have been written."""
        try:
            if self._for_special is None:
                self._beside.replace(self._target)
            else:
                self._target.write_bytes(self._for_special)
        except OSError as error:
            raise cannot_write(self._path, error) from error


def write_together(contents: Iterable[tuple[Path, Iterable[bytes]]]) -> None:
    """Write files so that all of them appear, or none: they get their names when all are on the disk.

    Raises: BatchError, where the system does not let us; the files are then as they were.
    """
    with contextlib.ExitStack() as stack:
        files = []
        for path, blocks in contents:
            file = stack.enter_context(WholeFile(path))
            file.write(blocks)
            files.append(file)
        for file in files:
            file.put_in_place()


def is_special(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder, such as /dev/null or a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


def mode_of(target: Path) -> int:
    """The permissions that the file has, or those that a new file gets here."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def cannot_write(path: Path | str, error: OSError) -> BatchError:
    """What to say when the system does not let us write."""
    return BatchError(f"cannot write {path}: {error.strerror or error}")


def refuse_too_many(counts: Counts, first: list[RowProblem], allowed: int | None) -> None:
    """See that there are no more problems than allowed; None allows any number.

    Raises: TooManyProblemsError, which lists the first ones.
    """
    if allowed is None or counts.problems + counts.strays <= allowed:
        return
    rule = {0: "none is allowed", 1: "1 is allowed"}.get(allowed, f"{allowed:,} are allowed")
    found = []
    if counts.problems or not counts.strays:
        what = "situation has a problem" if counts.problems == 1 else "situations have a problem"
        found.append(f"{counts.problems:,} {what}")
    if counts.strays:
        found.append(strays_words(counts.strays))
    lines = [f"{' and '.join(found)}, {rule}; nothing is written", *map(problem_text, first)]
    raise TooManyProblemsError("\n  ".join(lines))


def problem_text(problem: RowProblem) -> str:
    """One problem in a line for people."""
    id = f" ({problem.situation})" if problem.situation else ""
    table = f"{problem.table}, " if problem.table else ""
    return f"{table}row {problem.row}{id}: {problem.message} [{problem.code}]"
