"""Folders as they were in a git revision: read out of git's own store, never checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.cli.terminal import Failure
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.files import PACK_ENDINGS

_LINK = b"120000"
_FILE = b"100"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class GitFolder:
    """A folder in a revision: `top` is the folder of the repository, `inside` the path below it."""

    top: Path
    revision: str  # as the person says it
    commit: str
    inside: str


def find_in_git(revision: str, folder: Path) -> GitFolder | None:
    """The folder as it was in a revision (`HEAD~3`, `v1.2`, a hash); None where git knows no such revision.

    Raises: Failure, where there is no git.
    """
    home = folder if folder.is_dir() else Path()
    top = _git(home, "rev-parse", "--show-toplevel")
    if top is None:
        return None
    commit = _git(
        home, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        return None
    root = Path(os.fsdecode(top.rstrip(b"\n")))
    try:
        inside = folder.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return None
    return GitFolder(root, revision, commit.decode().strip(), "" if inside == "." else inside)


@contextmanager
def unpacked(found: GitFolder) -> Iterator[Path]:
    """The folder with what packs are read from, for as long as the context lasts.

    Raises: Failure, where the revision has no such folder.
    """
    with TemporaryDirectory(prefix="advisor-") as place:
        home = Path(place).resolve()
        _unpack(found, home)
        folder = home / found.inside
        if not folder.is_dir():
            raise Failure(f"there is no {found.inside} in revision {found.revision}")
        yield folder


def _unpack(found: GitFolder, home: Path) -> None:
    # All of the repository that rules are read from, since a pack may rest on one beside it.
    listing = _git(found.top, "ls-tree", "-r", "-z", "--full-tree", found.commit) or b""
    wanted: list[tuple[bytes, bytes, str]] = []
    for entry in listing.split(b"\0"):
        head, tab, name = entry.partition(b"\t")
        if not tab:
            continue
        mode, _, hash = head.split()
        path = os.fsdecode(name)
        if path.lower().endswith(PACK_ENDINGS) and (mode == _LINK or mode.startswith(_FILE)):
            wanted.append((mode, hash, path))
    asked = b"".join(hash + b"\n" for _, hash, _ in wanted)
    blobs = _git(found.top, "cat-file", "--batch", given=asked) or b""
    at = 0
    for mode, _, path in wanted:
        # `<hash> blob 12`, the end of the line, 12 bytes, and another end of a line.
        begin = blobs.index(b"\n", at) + 1
        end = begin + int(blobs[at:begin].split()[2])
        data, at = blobs[begin:end], end + 1
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            target.symlink_to(os.fsdecode(data))
        else:
            target.write_bytes(data)


def _git(folder: Path, *words: str, given: bytes | None = None) -> bytes | None:
    """What git says; None where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError as error:
        raise Failure("git is not installed, so that there are no revisions to read") from error
    except subprocess.TimeoutExpired as error:
        raise Failure(f"git has not answered for {_SECONDS} seconds") from error
    return done.stdout if done.returncode == 0 else None
