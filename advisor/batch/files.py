"""Finds the situation files in folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.loading.syntax.files import PACK_FILE, SITUATION_ENDINGS


def situation_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, at any depth and in the order of their names.

    Hidden files and folders are passed over, and so are folders of rules.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if PACK_FILE in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SITUATION_ENDINGS:
                yield Path(place) / name
