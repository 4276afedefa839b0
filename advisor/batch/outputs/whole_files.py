"""What a batch writes, and when it refuses to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.batch.counts.causes import cause_lines
from advisor.batch.counts.counting import BatchCounts, orphans_words
from advisor.batch.problems import BatchError, TooManyProblemsError
from advisor.files import WholeFile


def write_together(contents: Iterable[tuple[Path, Iterable[bytes]]]) -> None:
    """Write files so that all of them appear, or none: they get their names when all are on the disk.

    Raises: BatchError, where the system does not let us; the files are then as they were.
    """
    with contextlib.ExitStack() as stack:
        files = []
        for path, blocks in contents:
            file = stack.enter_context(WholeFile(path, is_alone=True))
            with or_tell(path):
                file.write(blocks)
            files.append((path, file))
        for path, file in files:
            with or_tell(path):
                file.put_in_place()


@contextlib.contextmanager
def or_tell(path: Path) -> Iterator[None]:
    """What cannot be written inside is a BatchError that names the path."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path | str, error: OSError) -> BatchError:
    """What to say when the system does not let us write."""
    return BatchError(f"cannot write {path}: {error.strerror or error}")


def refuse_too_many(counts: BatchCounts, allowed: int | None) -> None:
    """See that there are no more problems than allowed; None allows any number.

    Raises: TooManyProblemsError, which says what is wrong so far.
    """
    if allowed is None or counts.problems + counts.orphans <= allowed:
        return
    rule = {0: "none is allowed", 1: "1 is allowed"}.get(allowed, f"{allowed:,} are allowed")
    found = []
    if counts.problems or not counts.orphans:
        what = "situation has a problem" if counts.problems == 1 else "situations have a problem"
        found.append(f"{counts.problems:,} {what}")
    if counts.orphans:
        found.append(orphans_words(counts.orphans))
    lines = [
        f"{' and '.join(found)}, {rule}; nothing is written",
        *cause_lines(counts.causes, is_listed=True),
    ]
    raise TooManyProblemsError("\n  ".join(lines))
