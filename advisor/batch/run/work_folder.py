"""The folder beside an output that holds the finished parts of a run until all are there.

A part is finished when its record stands in the folder (it is written last, and renamed into place).
What a killed run leaves behind is thus always a number of whole parts; `--resume` goes on from there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from advisor.batch.counts.counting import BatchCounts
from advisor.batch.outputs.whole_files import cannot_write
from advisor.batch.problems import BatchError
from advisor.diagnostics import VERSION
from advisor.files import lock, size_and_checksum, write_whole
from advisor.ir.packs import Program
from advisor.ir.situations import AsOf
from advisor.ir.types import iso_date

FORMAT = 5  # of the folder; another number is not understood
_MANIFEST, _LOCK = "manifest.json", "lock"


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

    def part_path(self, number: int, kind: str) -> Path:
        """Where a part lies; `kind` is "advice" or "problems"."""
        return self.path / f"{number:08d}.{kind}"

    def keep(self, number: int, part: FinishedPart, advice: Any, problems: bytes) -> None:
        """Write a finished part. The record comes last and makes it count."""
        # Of `advice.parquet`, after two of three slices:
        #
        #   .advice.parquet.parts/manifest.json              what must not change before --resume
        #   .advice.parquet.parts/00000000.advice .problems .record
        #   .advice.parquet.parts/00000001.advice .problems .record
        #   .advice.parquet.parts/00000002.advice            killed here: no record, so it is made again
        for kind, data in (("advice", advice), ("problems", problems)):
            with self.part_path(number, kind).open("wb") as file:
                file.write(data)
        _write(self.part_path(number, "record"), _part_data(part))

    def finished(self, number: int) -> FinishedPart | None:
        """A part that an earlier run finished and that is still as it was written."""
        try:
            data = json.loads(self.part_path(number, "record").read_bytes())
            part = _part_of(data)
            is_whole = size_and_checksum(self.part_path(number, "advice")) == (
                part.advice_size,
                part.advice_sum,
            ) and size_and_checksum(self.part_path(number, "problems")) == (
                part.problems_size,
                part.problems_sum,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return part if is_whole else None

    @property
    def has_parts(self) -> bool:
        """Whether anything was finished that a later run can go on from."""
        return any(self.path.glob("*.record"))

    def remove(self) -> None:
        """Delete the folder. The manifest goes first: without it nothing here counts."""
        # INVARIANT: whatever a kill leaves of a folder that is being removed, no run goes on from it.
        (self.path / _MANIFEST).unlink(missing_ok=True)
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def close(self) -> None:
        """Let other runs have it."""
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


def _part_data(part: FinishedPart) -> dict[str, object]:
    return {
        "counts": part.counts.as_data(),
        "advice": [part.advice_size, part.advice_sum],
        "problems": [part.problems_size, part.problems_sum],
        "digest": part.digest,
    }


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
    program: Program,
    as_of: AsOf,
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
        "the date": [iso_date(as_of.day(None)), as_of.fixed is not None],
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
