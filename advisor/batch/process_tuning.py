"""What a process of our own does for speed: libraries loaded early, memory kept, garbage looked for late."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# Of glibc's malloc.h: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_ARENA_MAX.
_LARGEST_FROM_HEAP, _HEAP_KEPT, _HEAPS = -3, -1, -8
_KEPT = 1 << 28  # bytes
# What only writes down, or reads, the documentation of functions: a tenth of the time to load.
_DOCUMENTATION = ("numpy._core._add_newdocs", "pyarrow.vendored.docscrape")


class _Without:
    """Says that a package is not installed. One of `sys.meta_path`."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse the package, leave the rest to others."""
        if fullname == self._package:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def load_arrow() -> None:
    """Load pyarrow without pandas and without its documentation, and let it take its memory where all others do.

    It looks for pandas once in its life, at the first array; where pandas happens to be installed, that
    takes 0.2 s for values of pandas' own, of which there are none here. And what its own allocator
    keeps is of no use to NumPy. For `help` it takes apart what is written of
    each of its functions. Only for a process of our own: `to_pandas` does not work in it.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    finder = _Without("pandas")
    sys.meta_path.insert(0, finder)
    silent: Any = {name: ModuleType(name) for name in _DOCUMENTATION if name not in sys.modules}
    for module in silent.values():
        module.NumpyDocString = lambda text: {"Parameters": ()}
    sys.modules.update(silent)
    try:
        import pyarrow as pa
        import pyarrow.compute

        pa.array([0])
    finally:
        sys.meta_path.remove(finder)
        for name in silent:
            del sys.modules[name]


def load_polars_in_background() -> None:
    """Load Polars while something else is done. Importing it waits for it.

    Each of its threads would keep what it freed to itself, and its readers change threads all the time.
    """
    os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1")  # of the allocator that it brings along
    threading.Thread(target=_load, args=("polars",), daemon=True).start()


def _load(name: str) -> None:
    with suppress(ImportError):  # who needs it will say so
        import_module(name)


def keep_freed_memory() -> None:
    """Let what one block of columns frees serve the next one.

    The system would take each large array back and clear its pages for the next: a tenth of the time of a
    batch. Only for a process of our own; elsewhere than on glibc nothing changes.
    """
    _tell_malloc({_LARGEST_FROM_HEAP: _KEPT, _HEAP_KEPT: _KEPT})


def share_freed_memory() -> None:
    """Let all threads that begin from now on take from one heap, so that they need less together.

    Cost: a tenth of the time with nested columns, where many small arrays come and go; none with flat ones.
    """
    _tell_malloc({_HEAPS: 1})


def _tell_malloc(settings: dict[int, int]) -> None:
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for name, value in settings.items():
        mallopt(name, value)


@contextmanager
def only_new_garbage() -> Iterator[None]:
    """Within it, `collect` looks at nothing that was there before.

    Cost: without it, each collection goes through all that the process holds, whatever the slice.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def collect() -> None:
    """Let go of large arrays that hang in cycles of young objects. To be called after each slice.

    Cost: what has been held for longer, such as a library that came in meanwhile, is not looked at.
    """
    gc.collect(1)
