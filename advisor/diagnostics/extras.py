"""Libraries that not everybody needs: each comes with an extra of this package."""

from __future__ import annotations

import importlib.util
import shlex
import sys

EXTRAS = {  # library → the extra in pyproject.toml that brings it
    "matplotlib": "plots",
    "openpyxl": "excel",
    "pandas": "spark",
    "pygls": "lsp",
    "pyspark": "spark",
    "z3": "prove",
}


def how_to_install(library: str) -> str | None:
    """What to run where the library is missing, for the Python that runs; None where it is there.

    `/usr/bin/python3 -m pip install 'interview-advisor[excel]'`: from what is installed already, pip
    knows which versions are meant.
    """
    if importlib.util.find_spec(library) is not None:
        return None
    return f"{shlex.quote(sys.executable)} -m pip install 'interview-advisor[{EXTRAS[library]}]'"
