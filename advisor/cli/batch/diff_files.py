"""The situations of `advisor diff --on`: small files in memory, all others slice by slice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from advisor import ir
from advisor.batch.problems import BatchError
from advisor.batch.sources.reading import PLAIN, Notices, Reading
from advisor.batch.sources.slices import RowSource, open_source
from advisor.cli import terminal
from advisor.cli.batch.reading import files_by_form, read_as_lines, reading_of
from advisor.cli.options import ReadingOptions
from advisor.cli.sources import read_source, report
from advisor.revisions.pages import Refusal
from advisor.revisions.running import Revisions


def compare_files(
    revisions: Revisions, paths: tuple[str, ...], said: ReadingOptions, workers: int
) -> str:
    """Compare the advice for all situations at the paths; says in words which they were. `said` is how tables are read.

    Raises: Failure, where nothing is there; BatchError, where an input cannot be read.
    """
    cases: list[tuple[list[ir.Case], bool]] = []
    sources: list[tuple[RowSource, bool, Callable[[], RowSource | None]]] = []
    count = 0
    reading = reading_of(said) if said.is_said else PLAIN
    notices = Notices()
    for file, format in files_by_form(paths):
        count += 1
        if format is None and said.is_said:
            format = read_as_lines(file)
        if format is None:
            cases.append(_cases(revisions, file))
        else:
            source, is_old = _source(revisions, file, format, reading, notices)
            other = revisions.new if is_old else revisions.old
            sources.append((source, is_old, partial(_as_other, file, format, other.pack, reading)))
    if not any(found for found, _ in cases) and not sources:
        raise terminal.Failure("there are no situations in what was given")
    for is_old in (False, True):  # in as few tables as can be
        revisions.compare_cases([c for found, of in cases if of is is_old for c in found], is_old)
    with terminal.progress("reading …") as advance:

        def told(done: int, of: int | None) -> None:
            words = f"{done:,} of {of:,} situations" if of else ir.counted_many(done, "situation")
            advance(done, of, words)

        def told_again(done: int) -> None:
            advance(done, None, f"{ir.counted_many(done, 'situation')} tried with the other rules")

        notices.at_work = partial(advance, 0, None)
        for source, is_old, as_other in sources:
            revisions.compare_source(source, is_old, workers, told, as_other, told_again)
    for sentence in notices.take(bool(revisions.tally.causes)):
        terminal.tell(sentence)
    return (
        f"those of {paths[0]}" if len(paths) == 1 else f"those of {ir.counted_many(count, 'file')}"
    )


def _cases(revisions: Revisions, path: str) -> tuple[list[ir.Case], bool]:
    """The situations of a file, by the new rules; or by the old ones (True), where only these can use any of it."""
    source, is_old = read_source(path, revisions.new), False
    usable = 0
    if source.is_unusable and not source.is_missing:
        other = read_source(path, revisions.old)
        if other.cases and not source.cases:
            source, other, is_old = other, source, True
        usable = len({*source.failed} - {*other.failed})
    report(source)
    if source.is_missing:
        raise terminal.Failure("the situations cannot be used")
    revisions.tally.refuse(len(source.failed) - usable, Refusal.BOTH)
    revisions.tally.refuse(usable, Refusal.OLD if is_old else Refusal.NEW)
    return list(source.cases), is_old


def _as_other(path: str, format: str, pack: ir.Pack, reading: Reading) -> RowSource | None:
    """An input in the columns of the other pack; None, where it has none that this one knows."""
    try:
        return open_source((path,), pack, format, None, reading)
    except BatchError:
        return None


def _source(
    revisions: Revisions, path: str, format: str, reading: Reading, notices: Notices
) -> tuple[RowSource, bool]:
    try:
        return open_source((path,), revisions.new.pack, format, None, reading, notices), False
    except BatchError:
        try:
            return open_source((path,), revisions.old.pack, format, None, reading, notices), True
        except BatchError:
            pass
        raise
