"""Files that appear whole or not at all, locks, what is ours alone, checksums.

What is to be written goes into a file beside its place; that file gets the name in one step once all
of it is there. Whoever reads meanwhile reads the old file, and a full disk or a kill leaves it as it was:

    notes.yaml                       the old text
    notes.yaml  .notes.yaml.812.new  the old text, and the new one while process 812 writes it
    notes.yaml                       the new text

Errors are the system's own (`OSError`); each command says in its own words what could not be written.
"""

from __future__ import annotations

import base64
import contextlib
import glob
import json
import os
import shutil
import stat
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


class WholeFile:
    """One such file, as a context: what was not put in place is gone afterwards.

    A link stays a link; what it points to is replaced. Special files such as /dev/null cannot be
    replaced and are written into. `mode` are the permissions; by default those that the file has, or
    those that a new file gets here. With `is_alone`, the caller sees to it that nobody else writes this
    file at the same time; what a kill left beside it is then taken away by the next one.
    """

    def __init__(self, path: Path, mode: int | None = None, *, is_alone: bool = False) -> None:
        self._target = path.resolve()
        of = "" if is_alone else f"{os.getpid()}."
        self._beside = self._target.with_name(f".{self._target.name}.{of}new")
        self._mode = mode
        self._for_special: bytes | None = None

    def __enter__(self) -> WholeFile:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._beside.unlink(missing_ok=True)

    def write(self, blocks: Iterable[bytes], *, is_lasting: bool = True) -> None:
        """Write all of it; where it `is_lasting`, it is on the disk afterwards.

        Raises: OSError; so does `put_in_place`.
        """
        if is_special(self._target):
            self._for_special = b"".join(blocks)
            return
        self._beside.unlink(missing_ok=True)  # what a process long gone has left
        # Anew and for us alone: a link that somebody else put here is not followed.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._beside, flags, 0o600), "wb") as file:
            file.writelines(blocks)
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        self._beside.chmod(mode_of(self._target) if self._mode is None else self._mode)

    def put_in_place(self) -> None:
        """Give it its name. It must have been written."""
        if self._for_special is None:
            self._beside.replace(self._target)
        else:
            self._target.write_bytes(self._for_special)


def write_whole(
    path: Path, data: bytes, *, mode: int | None = None, is_lasting: bool = True
) -> None:
    """Replace the file in one step, so that nobody ever reads half of it. Raises: OSError."""
    with WholeFile(path, mode) as file:
        file.write([data], is_lasting=is_lasting)
        file.put_in_place()


def write_all(
    files: Mapping[Path, bytes], gone: Iterable[Path] = (), journal: Path | None = None
) -> None:
    """Replace several files, and take away those that are to be gone: all of it, or nothing.

    Each is written beside its place first. Where one cannot be put there, or somebody presses Ctrl-C,
    those that were are put back. A kill leaves the file `journal` behind, by which `take_back` does that.
    Raises: OSError; then all is as it was.
    """
    gone = tuple(gone)
    before = {path: path.read_bytes() for path in (*files, *gone) if path.exists()}
    with contextlib.ExitStack() as ready:
        whole = {path: ready.enter_context(WholeFile(path)) for path in files}
        for path, data in files.items():
            whole[path].write([data])
        begun: list[Path] = []
        if journal is not None:
            write_whole(journal, _journal_of(files, gone, before), mode=0o600)
        try:
            for path, file in whole.items():
                begun.append(path)
                file.put_in_place()
            for path in gone:
                begun.append(path)
                path.unlink()
        except BaseException:
            for path in begun:
                if path in before:
                    write_whole(path, before[path])
                else:
                    path.unlink(missing_ok=True)
            _forget(journal)
            raise
        _forget(journal)


def _forget(journal: Path | None) -> None:
    if journal is not None:
        journal.unlink(missing_ok=True)


class ChangedSinceError(OSError):
    """What a kill left half done cannot be taken back: somebody has changed the files `names` since then."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{', '.join(names)} changed since")
        self.names = tuple(names)


def take_back(journal: Path) -> tuple[str, ...]:
    """Undo what a killed `write_all` with this journal has begun, if there is one; the files that were put back.

    Raises: ChangedSinceError, where a file is neither as it was nor as it was to become; then nothing is
    done. OSError; ValueError, where it is no journal.
    """
    try:
        steps = json.loads(journal.read_bytes())
    except FileNotFoundError:
        return ()
    back: dict[Path, bytes | None] = {}
    changed: list[str] = []
    for name, (old, digest) in steps.items():
        path, was = Path(name), None if old is None else base64.b64decode(old)
        now = path.read_bytes() if path.exists() else None
        if now == was:
            continue
        if (None if now is None else _digest(now)) != digest:
            changed.append(name)
        back[path] = was
    if changed:
        raise ChangedSinceError(changed)
    for path, was in back.items():
        if was is None:
            path.unlink()
        else:
            write_whole(path, was)
    for path in map(Path, steps):  # what was not put in place
        for left in path.parent.glob(f".{glob.escape(path.name)}.*new"):
            left.unlink(missing_ok=True)
    journal.unlink()
    return tuple(map(str, back))


def _journal_of(
    files: Mapping[Path, bytes], gone: Iterable[Path], before: Mapping[Path, bytes]
) -> bytes:
    """For each file what it holds before, None: nothing, and the digest of what it is to hold."""
    after: dict[Path, bytes | None] = {**dict.fromkeys(gone), **files}
    steps = {
        str(path.resolve()): (
            base64.b64encode(before[path]).decode() if path in before else None,
            None if data is None else _digest(data),
        )
        for path, data in after.items()
    }
    return json.dumps(steps).encode()


class ForeignFilesError(OSError):
    """A folder that is to be replaced holds what is not known to be ours; `names` says what."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"there are other files, such as {names[0]}")
        self.names = tuple(names)


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files: whole, or not at all.

    Shape: `files` maps paths inside it, with `/`, to what they hold. Raises: OSError.
    """
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        new = beside / "new"
        new.mkdir()
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        new.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_folder(folder: Path, files: Mapping[str, bytes], list_name: str) -> None:
    """Make a folder with these files, or put it in the place of one that was made so before: whole, or not at all.

    Shape: `files` as in `make_folder`. The file `list_name` lists the digests of all others, as
    `sha256sum --check` reads them; by it the folder is known again.
    Raises: ForeignFilesError, where something else is in it, or a file that was changed since; OSError.
    """
    target = folder.resolve()
    if target.exists() and (foreign := _foreign_in(target, list_name)):
        raise ForeignFilesError(foreign)
    listed = "".join(f"{_digest(data)}  {name}\n" for name, data in sorted(files.items()))
    whole = {**files, list_name: listed.encode()}
    if not target.exists():
        make_folder(target, whole)
        return
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        new, old = beside / "new", beside / "old"
        make_folder(new, whole)
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:  # Ctrl-C, too
            old.rename(target)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _foreign_in(folder: Path, list_name: str) -> list[str]:
    """What is in a folder and was not put there by `write_folder`, or is not as it was then."""
    if not folder.is_dir():
        return [folder.name]
    known: dict[str, str] = {list_name: ""}
    with contextlib.suppress(FileNotFoundError):
        lines = (folder / list_name).read_text("utf-8", "replace").splitlines()
        known |= {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        digest = known.get(name)
        if digest is None or path.is_symlink() or (digest and _digest(path.read_bytes()) != digest):
            found.append(name)
    return found


def _digest(data: bytes) -> str:
    import hashlib  # and OpenSSL: three milliseconds, which whoever only reads is spared

    return hashlib.sha256(data).hexdigest()


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


def lock(path: Path) -> int | None:
    """Lock a file, which is made where it is missing, until the descriptor that comes back is closed.

    However a process ends, its locks end with it. None where the system knows none (Windows).
    Raises: BlockingIOError, where another process holds it; OSError.
    """
    try:
        import fcntl  # here, since few runs lock anything
    except ImportError:
        return None
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def is_private(path: Path) -> bool:
    """Whether it is ours and only we can write to it."""
    if not hasattr(os, "getuid"):
        return False
    found = path.lstat()
    return (
        not stat.S_ISLNK(found.st_mode)
        and found.st_uid == os.getuid()
        and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def size_and_checksum(path: Path) -> tuple[int, int]:
    """How many bytes a file has, and the CRC-32 of them."""
    size = total = 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            size, total = size + len(block), zlib.crc32(block, total)
    return size, total
