"""The folder beside an output that holds the finished parts of a run until all are there.

The parts stand one behind the other in one file, in their order. A part is finished when its record stands in the
folder, which is written last. What a killed run leaves behind is thus always a number of whole parts, and perhaps
the beginning of one more; `--resume` goes on behind the whole ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from advisor import ir
from advisor.batch.counts.counting import BatchCounts
from advisor.batch.outputs.whole_files import cannot_write
from advisor.batch.problems import BatchError
from advisor.diagnostics import VERSION
from advisor.files import lock, write_whole

FORMAT = 9  # of the folder; another number is not understood
_MANIFEST, _LOCK = "manifest.json", "lock"
ADVICE, PROBLEMS, _RECORDS = "advice", "problems", "records"
_AT_ONCE = 8_000_000  # bytes of advice that the disk is told to write
_FILES = (ADVICE, PROBLEMS, _RECORDS)  # in the order in which a part is written


@dataclass(frozen=True)
class FinishedPart:
    """What is known of one finished slice."""

    counts: BatchCounts
    advice_size: int
    advice_sum: int  # CRC-32
    problems_size: int
    problems_sum: int
    digest: str = ""  # of the input's bytes, where the source gives one


class WorkFolder:
    """The parts of one output. Use as a context; it is locked while a run lives."""

    def __init__(self, output: Path) -> None:
        target = output.resolve()  # a link stays a link; what it points to is replaced
        self.output, self._name = target, output
        self.path = target.parent / f".{target.name}.parts"
        self._lock: int | None = None  # on Windows, two runs with one output are not noticed
        self._files: list[BinaryIO] = []  # open, of the three
        self._syncing: threading.Thread | None = None
        self._waiting = 0  # bytes of advice that are not on their way to the disk

    def open(self, wanted: Mapping[str, object], resume: bool) -> bool:
        """Take the folder for a run; whether a run that was broken off is continued.

        Raises: BatchError, where another run holds it, or where `resume` is asked for and the run
        that was broken off was of something else.
        """
        is_ours = False
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
            try:
                self._lock = lock(self.path / _LOCK)
            except BlockingIOError as error:
                raise BatchError(f"another run is writing {self._name} right now") from error
            is_ours = True
            found = self._manifest()
            if found is not None and resume:
                _refuse_changes(found, wanted)
                return True
            self._clear()
            _write(self.path / _MANIFEST, wanted)
        except OSError as error:
            if is_ours and not self.has_parts:
                self.remove()
            self.close()
            raise cannot_write(self._name, error) from error
        except BatchError:
            self.close()
            raise
        return False

    def begun(self) -> dict[str, object] | None:
        """The manifest of a run that was broken off, if there is one."""
        return self._manifest()

    def _manifest(self) -> dict[str, object] | None:
        try:
            found = json.loads((self.path / _MANIFEST).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _clear(self) -> None:
        for entry in self.path.iterdir():
            if entry.name != _LOCK:
                entry.unlink()

    def path_of(self, name: str) -> Path:
        """Where all parts lie; `name` is that of the advice or the problems."""
        return self.path / name

    def go_on(self, head: bytes, finished: Sequence[FinishedPart] = ()) -> None:
        """Make ready to keep parts behind the head and those that are `finished`.

        Raises: OSError, as `keep` does.
        """
        sizes = (
            len(head) + sum(part.advice_size for part in finished),
            sum(part.problems_size for part in finished),
            sum(len(_record(part)) for part in finished),
        )
        for name, size in zip(_FILES, sizes, strict=True):
            file = self.path_of(name).open("r+b" if finished else "wb")
            self._files.append(file)
            if finished:
                file.truncate(size)
                file.seek(size)
        if not finished:
            self._files[0].write(head)

    def keep(self, part: FinishedPart, advice: Any, problems: bytes) -> None:
        """Write the next finished part. The record comes last and makes it count."""
        # Of `advice.csv`, after two of three slices:
        #
        #   .advice.csv.parts/manifest.json    what must not change before --resume
        #   .advice.csv.parts/advice           the head, part 0, part 1, and half of part 2: killed here
        #   .advice.csv.parts/problems         those of part 0 and part 1
        #   .advice.csv.parts/records          two lines: part 2 has none, so it is made again
        for file, data in zip(self._files, (advice, problems, _record(part)), strict=True):
            file.write(data)
            file.flush()
        self._begin_to_sync(part.advice_size)

    def _begin_to_sync(self, more: int) -> None:
        """Let the disk write while the next parts are decided: at the end all has to be there."""
        self._waiting += more
        if self._waiting < _AT_ONCE or (self._syncing is not None and self._syncing.is_alive()):
            return
        self._waiting = 0
        self._syncing = threading.Thread(target=_sync, args=(self._files[0].fileno(),), daemon=True)
        self._syncing.start()

    def end(self) -> None:
        """No more parts come.

        Raises: OSError.
        """
        for file in self._files:
            file.flush()
        self._close_files()

    def _close_files(self) -> None:
        if self._syncing is not None:
            self._syncing.join()
            self._syncing = None
        while self._files:
            with contextlib.suppress(OSError):
                self._files.pop().close()

    def finished(self, head: bytes) -> list[FinishedPart]:
        """The parts that an earlier run finished, up to the first that is not as it was written."""
        found: list[FinishedPart] = []
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            records = self.path_of(_RECORDS).read_bytes().splitlines()
            with (
                self.path_of(ADVICE).open("rb") as advice,
                self.path_of(PROBLEMS).open("rb") as problems,
            ):
                if advice.read(len(head)) != head:
                    return []
                for record in records:
                    part = _part_of(json.loads(record))
                    for file, size, digest in (
                        (advice, part.advice_size, part.advice_sum),
                        (problems, part.problems_size, part.problems_sum),
                    ):
                        data = file.read(size)
                        if len(data) != size or checksum(data) != digest:
                            return found
                    found.append(part)
        return found

    @property
    def has_parts(self) -> bool:
        """Whether anything was finished that a later run can go on from."""
        try:
            return self.path_of(_RECORDS).stat().st_size > 0
        except OSError:
            return False

    def remove(self) -> None:
        """Delete the folder. The manifest goes first: without it nothing here counts."""
        # INVARIANT: whatever a kill leaves of a folder that is being removed, no run goes on from it.
        (self.path / _MANIFEST).unlink(missing_ok=True)
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def close(self) -> None:
        """Let other runs have it."""
        self._close_files()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextlib.contextmanager
    def held(self) -> Iterator[WorkFolder]:
        """Close it at the end, whatever happens."""
        try:
            yield self
        finally:
            self.close()


def _sync(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # it is told when the output is put in its place
        os.fsync(descriptor)


def _refuse_changes(found: Mapping[str, object], wanted: Mapping[str, object]) -> None:
    changed = [name for name in wanted if found.get(name) != wanted[name]]
    if changed:
        raise BatchError(
            "the run that was broken off cannot be continued, since these have changed: "
            f"{', '.join(changed)}; leave out --resume to start again"
        )


def checksum(data: Any) -> int:
    """CRC-32 of a buffer."""
    return zlib.crc32(data)


def _record(part: FinishedPart) -> bytes:
    data = {
        "counts": part.counts.as_data(),
        "advice": [part.advice_size, part.advice_sum],
        "problems": [part.problems_size, part.problems_sum],
        "digest": part.digest,
    }
    return json.dumps(data).encode() + b"\n"


def _part_of(data: dict[str, Any]) -> FinishedPart:
    (advice_size, advice_sum), (problems_size, problems_sum) = data["advice"], data["problems"]
    return FinishedPart(
        BatchCounts.from_data(data["counts"]),
        advice_size,
        advice_sum,
        problems_size,
        problems_sum,
        data["digest"],
    )


def _write(path: Path, data: object) -> None:
    """A few words as JSON; a kill leaves the old ones. That they outlive the machine is not needed."""
    write_whole(path, json.dumps(data).encode(), is_lasting=False)


def manifest_of(
    program: ir.Program,
    as_of: ir.AsOf,
    fingerprint: dict[str, object],
    output: str,
    engine: str,
) -> dict[str, object]:
    """Digests of all that the output depends on, by what people call it."""
    pack = program.pack
    contents = [getattr(pack, part.name) for part in fields(pack)]
    digest = hashlib.sha256(repr((contents, program.strata)).encode()).hexdigest()
    return {
        "the version of advisor": f"{VERSION} ({FORMAT})",
        "the rules": digest,
        "the parameters": dict(sorted(program.parameters.items())),
        "the date": [ir.iso_date(as_of.day(None)), as_of.fixed is not None],
        "the input": fingerprint,
        "the form of the output": output,
        "the engine": engine,
    }


def default_day_of(manifest: dict[str, object]) -> int | None:
    """The date in a manifest, unless it was asked for; None where it says none. Units: an ordinal."""
    match manifest.get("the date"):
        case [str(day), False]:
            return date.fromisoformat(day).toordinal()
        case _:
            return None
