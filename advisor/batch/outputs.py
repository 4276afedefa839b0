"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from advisor.batch.counts import Counts, strays_words
from advisor.batch.problems import BatchError, RowProblem, TooManyProblemsError

FIRST_PROBLEMS = 5  # listed, of all


def write_atomically(path: Path, blocks: Iterable[bytes]) -> None:
    """Write beside the file, see it on the disk, then give it its name.

    Raises: BatchError, where the system does not let us; the file is then as it was.
    """
    target = path.resolve()  # a link stays a link; what it points to is replaced
    beside = target.with_name(f".{target.name}.new")
    try:
        if target.exists() and not target.is_file():  # such as /dev/null: it cannot be replaced
            target.write_bytes(b"".join(blocks))
            return
        try:
            with beside.open("wb") as file:
                file.writelines(blocks)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode_of(target))
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


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
