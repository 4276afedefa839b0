"""Checked packs kept between runs, by the digest of their texts and of this package's own sources.

Nothing but speed hangs on it: the folder may be deleted at any time, and whatever cannot be read or
written is passed over in silence. Nothing executable is read back: the file must belong to this user
in a folder that nobody else can write to, and unpickling may build our own frozen values only.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from advisor import ir
from advisor.diagnostics import Diagnostic
from advisor.diagnostics.fast_dataclass import dataclass, is_value_class
from advisor.files import is_private, write_whole

try:
    from _blake2 import blake2b  # `hashlib` would load OpenSSL first, for 3 ms of each start
except ImportError:  # a private name of Python's own, which may go
    from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Findings:
    """What checking a pack gives and running it does not need: more than half of all that is kept."""

    tests: tuple[ir.Case, ...]
    diagnostics: tuple[Diagnostic, ...]
    left_alone: tuple[str, ...] = ()  # files in the folder that are situations


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a pack. `findings` is None where only the program was asked for.

    `program` is without its tests, and with its plan; None where an error makes the pack unusable.
    """

    program: ir.Program | None
    findings: Findings | None


_PACKAGE = Path(__file__).resolve().parent.parent
# What makes the value, and so what it depends on.
_ROOMS = (
    *("diagnostics", "ir", "loading/syntax", "loading/language", "loading/declarations"),
    *("analysis", "backends/rete", "api"),
)
_VALUES = ("advisor.diagnostics.model", "advisor.ir.", "advisor.backends.rete.", __name__)
_KEPT = 32  # files; the oldest go first
_FILLED = "calendars"  # a word in packs whose days may come from a library
_OFF = "ADVISOR_NO_CACHE"  # set and not empty: neither read nor write


class _Compact(pickle.Pickler):
    """Writes a frozen value as its class and the values of its fields: half the time to read back."""

    def reducer_override(self, obj: object) -> Any:
        """How one object is written; NotImplemented leaves it to pickle."""
        if is_dataclass(obj) and not isinstance(obj, type):
            kind = type(obj)
            return kind, tuple(getattr(obj, field.name) for field in fields(obj))
        if isinstance(obj, Enum):  # some releases of Python write it as a call of `getattr`
            return type(obj), (obj.value,)
        return NotImplemented


class _ValuesOnly(pickle.Unpickler):
    """Builds frozen values of our own, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """The class of a value, and no other object of any module."""
        if module.startswith(_VALUES):
            found: object = super().find_class(module, name)
            if isinstance(found, type) and (
                is_value_class(found) or is_dataclass(found) or issubclass(found, Enum | tuple)
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a stored pack")


def key_of(texts: Mapping[str, str]) -> str:
    """A digest of the pack's texts (with their paths) and of the sources, and the library, that read them."""
    digest = blake2b(digest_size=32)
    for room in _ROOMS:
        for entry in sorted(os.scandir(_PACKAGE / room), key=lambda e: e.name):
            if entry.is_file():
                found = entry.stat()
                digest.update(f"{entry.name}:{found.st_size}:{found.st_mtime_ns};".encode())
    for path, text in sorted(texts.items()):
        digest.update(f"{path}\0{len(text)}\0".encode(errors="surrogateescape"))
        digest.update(text.encode(errors="surrogateescape"))
    if any(_FILLED in text for path, text in texts.items() if path.endswith(".yaml")):
        from advisor.loading.declarations.public_holidays import version

        digest.update(f"holidays {version()}".encode())
    return digest.hexdigest()


def name_for(text: str) -> str:
    """A file name of 64 digits for any text, always the same one."""
    return blake2b(text.encode(errors="surrogateescape"), digest_size=32).hexdigest()


def folder_of_our_own() -> Path | None:
    """Where things are kept between runs; None where nothing is to be kept, or there is no home."""
    if os.environ.get(_OFF):
        return None
    # What platformdirs says on Linux, without the 17 ms that it would take of each start.
    base = os.environ.get("XDG_CACHE_HOME") or ""
    try:
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "advisor"
    except RuntimeError:  # no home
        return None


def read(key: str, with_findings: bool) -> Stored | None:
    """What was stored under the key, or None."""
    folder = folder_of_our_own()
    if folder is None:
        return None
    try:
        path = folder / f"{key}.pack"
        if not (is_private(folder) and is_private(path)):
            return None
        file = io.BytesIO(path.read_bytes())
        program, plan = _ValuesOnly(file).load()
        findings = _ValuesOnly(file).load() if with_findings else None
    except Exception:  # whatever stands there, the pack itself can always be read again
        return None
    if isinstance(program, ir.Program | None) and isinstance(findings, Findings | None):
        return Stored(program and program.with_plan(plan), findings)
    return None


def write(key: str, stored: Stored) -> None:
    """Store it, whole or not at all."""
    folder = folder_of_our_own()
    if folder is None:
        return
    with contextlib.suppress(OSError, pickle.PicklingError, RecursionError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_private(folder):
            return
        file = io.BytesIO()
        for part in ((stored.program, stored.program and stored.program.plan), stored.findings):
            _Compact(file, protocol=pickle.HIGHEST_PROTOCOL).dump(part)
        write_whole(folder / f"{key}.pack", file.getvalue(), mode=0o600, is_lasting=False)
        _forget_the_oldest(folder)


def _forget_the_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.pack"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
