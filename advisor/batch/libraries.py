"""Loading the libraries for columns without those that they would load on their own."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Without(MetaPathFinder):
    """Says that a package is not installed."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse the package, leave the rest to others."""
        if fullname == self._package:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def load_without_pandas() -> None:
    """Load pyarrow, and let it find that there is no pandas, which it looks for once in its life.

    Where pandas happens to be installed pyarrow loads it at the first array, for 0.2 s, and uses it only
    for values of pandas' own. Only for a process of our own: `to_pandas` does not work in it.
    """
    finder = _Without("pandas")
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa

        pa.array([0])
    finally:
        sys.meta_path.remove(finder)


def load_in_background(name: str) -> None:
    """Load a library while something else is done. Importing it waits for it."""
    threading.Thread(target=_load, args=(name,), daemon=True).start()


def _load(name: str) -> None:
    with suppress(ImportError):  # who needs it will say so
        import_module(name)


_LARGEST_FROM_HEAP, _HEAP_KEPT = -3, -1  # M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of glibc's malloc.h
_KEPT = 1 << 28  # bytes


def keep_freed_memory() -> None:
    """Let what one block of columns frees serve the next one.

    The system would take each large array back and clear its pages for the next: a tenth of the time of a
    batch. Only for a process of our own; elsewhere than on glibc nothing changes.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_LARGEST_FROM_HEAP, _KEPT)
    mallopt(_HEAP_KEPT, _KEPT)
