"""What was recorded in a situation file, change by change, kept beside it so that it can be taken back.

`me.yaml.journal` has a line of JSON for each change of `me.yaml`: the command, the day, what it was in words,
the facts of which somebody said that there is none, and the characters that were replaced. A checksum of
the file before and after the change stands with them; by these, each line tells whether it is in force:

    me.yaml          me.yaml.journal
    c (its sum)      a→b, b→c         both are in force
    b                a→b, b→c         b→c is not: a kill came between line and file, or after an undo
    x                a→b, b→c         neither can be taken back: somebody changed the file by hand

The line is written first, then the file, whole. So a kill at any moment leaves either the old file or the
new one with its line, and a full disk takes away the undo but no answer.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from advisor import ir
from advisor.diagnostics import AdvisorError
from advisor.files import WholeFile, is_special, lock, write_whole

ENDING = ".journal"
_AT_ONCE = ("tell", "done", "change")  # what one run of these recorded is taken back together


class ChangedMeanwhileError(AdvisorError):
    """Somebody else has changed the file since it was read; it is left as they made it."""


class CannotUndoError(AdvisorError):
    """There is nothing that could be taken back; the message says why. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class StatedNone:
    """That a fact was said to be none: where, what the instance was called, and which fact."""

    place: str
    label: str
    fact: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is told of a change. `run` is the same for all that one run of a command records.

    Units: `day` is an ordinal, the day on which it was told.
    """

    run: str
    command: str
    day: int
    what: str
    nones: tuple[StatedNone, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A change: from character `at` on, `inserted` stands where `removed` stood.

    `before` and `after` are checksums of the whole text; `before` is "" where there was no file.
    """

    occasion: Occasion
    before: str
    after: str
    at: int
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The changes of a file in their order. `is_readable` is False where a line is none of ours."""

    path: Path
    entries: tuple[JournalLine, ...] = ()
    is_readable: bool = True

    def in_force(self, text: str) -> tuple[JournalLine, ...] | None:
        """The changes that have led to this text; None where it came about in another way."""
        now = checksum(text)
        for number in range(len(self.entries), 0, -1):
            if self.entries[number - 1].after == now:
                return self.entries[:number]
        return () if not self.entries or self.entries[0].before == now else None


def journal_path(file: Path) -> Path:
    """Where the journal of a file stands: beside what a link points to."""
    target = file.resolve()
    return target.with_name(f"{target.name}{ENDING}")


def read_journal(file: Path) -> Journal:
    """The journal of a file; without entries where there is none. A line that breaks off does not count."""
    path = journal_path(file)
    try:
        data = path.read_bytes()
    except OSError:
        return Journal(path)
    entries: list[JournalLine] = []
    is_readable = True
    for line in data.split(b"\n")[:-1]:
        try:
            entries.append(_entry_of(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            is_readable = False
    return Journal(path, tuple(entries), is_readable)


def record(file: Path, old: str | None, new: str, occasion: Occasion) -> str | None:
    """Replace the file's text `old` (None: there is no file yet) by `new`, and keep how to go back.

    Gives None, or why the change cannot be taken back later; it is made all the same.
    Raises: ChangedMeanwhileError; OSError, where the file cannot be written. It is as it was then.
    """
    if is_special(file):
        write_whole(file, _bytes(new))
        return None
    with _locked(file) as problem:
        if text_now(file) != old:
            raise ChangedMeanwhileError(f"{file} was changed by somebody else meanwhile")
        path = journal_path(file)
        size = None
        if problem is None:
            try:
                size = _append(path, read_journal(file), old, _made(old, new, occasion))
            except OSError as error:
                problem = error.strerror or str(error)
        try:
            if old != new:
                _write_alone(file, _bytes(new), is_alone=problem is None)
        except OSError:
            if size is not None:
                _cut(path, size)
            raise
    return problem


def take_back(file: Path) -> tuple[tuple[JournalLine, ...], str]:
    """Undo the last change, and give what was undone, the latest first, and the text as it is now.

    What one run of `tell`, `done` or `change` recorded goes together; answers go one by one.
    Raises: CannotUndoError, ChangedMeanwhileError; OSError, where the file cannot be written.
    """
    with _locked(file):
        text = text_now(file)
        journal = read_journal(file)
        if text is None:
            raise CannotUndoError(f"there is no file {file}")
        found = journal.in_force(text)
        if not journal.is_readable:
            raise CannotUndoError(
                f"{journal.path} holds a line that {file} cannot have got by a command; take it out of the "
                "way, and what is recorded from then on can be taken back"
            )
        if found is None:
            raise CannotUndoError(
                f"{file} was changed in another way after the last line of its journal, {journal.path}; "
                "nothing can be taken back safely, and both are left as they are"
            )
        undone = _last_run(found)
        if not undone:
            raise CannotUndoError(f"nothing is recorded about {file} that could be taken back")
        for entry in undone:
            text = _without(entry, text, file)
        _write_alone(file, _bytes(text))
        kept = found[: len(found) - len(undone)]
        _write_alone(journal.path, b"".join(_line(entry) for entry in kept))
        return undone, text


def checksum(text: str | None) -> str:
    """Of a text, to tell whether it is the same; "" where there is none."""
    return "" if text is None else blake2b(_bytes(text), digest_size=12).hexdigest()


def text_now(file: Path) -> str | None:
    """The text of a file with its byte order mark and line ends; None where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError:
        return None


def days_of_nones(
    entries: Iterable[JournalLine], labels: dict[str, str]
) -> dict[tuple[str, str], int]:
    """For each (place, fact), the day on which it was last said that there is none.

    `labels` are those of the instances by place: where something else stands now, nothing was said of it.
    """
    found: dict[tuple[str, str], int] = {}
    for entry in entries:
        for said in entry.occasion.nones:
            if labels.get(said.place) == said.label:
                found[said.place, said.fact] = entry.occasion.day
    return found


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _made(old: str | None, new: str, occasion: Occasion) -> JournalLine:
    """The change from one text to the other, as the one stretch in which they differ."""
    before = old or ""
    start = _alike(before, new)
    rest, other = before[start:], new[start:]
    end = _alike(rest[::-1], other[::-1])
    removed, inserted = rest[: len(rest) - end], other[: len(other) - end]
    return JournalLine(occasion, checksum(old), checksum(new), start, removed, inserted)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _without(entry: JournalLine, text: str, file: Path) -> str:
    behind = entry.at + len(entry.inserted)
    was = text[: entry.at] + entry.removed + text[behind:]
    if not entry.before:
        raise CannotUndoError(
            f"{file} begins with that, so there is nothing before it to go back to; to begin anew, remove the file"
        )
    if text[entry.at : behind] != entry.inserted or checksum(was) != entry.before:
        raise CannotUndoError(f"the journal of {file} does not fit it; both are left as they are")
    return was


def _last_run(entries: Sequence[JournalLine]) -> tuple[JournalLine, ...]:
    if not entries:
        return ()
    last = entries[-1]
    undone = [last]
    if last.occasion.command in _AT_ONCE:
        for entry in reversed(entries[:-1]):
            if entry.occasion.run != last.occasion.run or entry.after != undone[-1].before:
                break
            undone.append(entry)
    return tuple(undone)


@contextmanager
def _locked(file: Path) -> Iterator[str | None]:
    """Nobody else records meanwhile. Gives None, or why there can be no journal."""
    try:
        held = lock(journal_path(file))
    except BlockingIOError as error:
        raise ChangedMeanwhileError(
            f"another command is recording something in {file} at this moment; try again"
        ) from error
    except OSError as error:
        yield error.strerror or str(error)
        return
    try:
        yield None
    finally:
        if held is not None:
            os.close(held)


def _append(path: Path, journal: Journal, old: str | None, entry: JournalLine) -> int:
    """Write a line behind those that are in force; gives where it begins."""
    found = journal.in_force(old) if old is not None else None
    if found is not None and journal.is_readable and len(found) < len(journal.entries):
        _write_alone(path, b"".join(_line(one) for one in found))
    size = _end_of_last_line(path)
    with path.open("r+b") as file:
        file.truncate(size)  # a line that breaks off is nobody's
        file.seek(size)
        try:
            file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                _cut(path, size)
            raise
    return size


def _write_alone(path: Path, data: bytes, *, is_alone: bool = True) -> None:
    """Replace a file whole while nobody else does; what a kill has left beside it goes."""
    with WholeFile(path, is_alone=is_alone) as whole:
        whole.write([data])
        whole.put_in_place()


def _end_of_last_line(path: Path) -> int:
    data = path.read_bytes()
    return data.rfind(b"\n") + 1


def _cut(path: Path, size: int) -> None:
    with contextlib.suppress(OSError):
        os.truncate(path, size)


def _line(entry: JournalLine) -> bytes:
    occasion = entry.occasion
    written: dict[str, Any] = {
        "day": ir.iso_date(occasion.day),
        "command": occasion.command,
        "what": occasion.what,
        "run": occasion.run,
    }
    if occasion.nones:
        written["nones"] = [[said.place, said.label, said.fact] for said in occasion.nones]
    written |= {"before": entry.before, "after": entry.after}
    written |= {"at": entry.at, "removed": entry.removed, "inserted": entry.inserted}
    return json.dumps(written, ensure_ascii=True).encode("ascii") + b"\n"


def _entry_of(read: Any) -> JournalLine:
    nones = tuple(StatedNone(*map(_text, said)) for said in read.get("nones", ()))
    day = date.fromisoformat(read["day"]).toordinal()
    occasion = Occasion(_text(read["run"]), _text(read["command"]), day, _text(read["what"]), nones)
    texts = [_text(read[key]) for key in ("before", "after", "removed", "inserted")]
    before, after, removed, inserted = texts
    if not isinstance(read["at"], int):
        raise TypeError
    return JournalLine(occasion, before, after, read["at"], removed, inserted)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
