"""Loading the libraries for columns without those that they would load on their own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
