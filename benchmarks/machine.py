"""What was measured on."""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAMED = (
    "numpy",
    "pyarrow",
    "polars",
    "duckdb",
    "durable-rules",
    "zen-engine",
    "openfisca-core",
    "clipspy",
    "datalogic-py",
    "pyspark",
)


def describe(versions: dict[str, str]) -> dict[str, Any]:
    """Machine and versions, for the heading of a table."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: versions[name] for name in NAMED if name in versions},
    }


QUIET = 0.8  # load of a machine that has little else to do
_PATIENCE = 180  # seconds


def settled() -> dict[str, Any]:
    """The moment, when what ran before no longer counts in the load, or waiting no longer helps."""
    until = time.monotonic() + _PATIENCE
    while os.getloadavg()[0] > QUIET and time.monotonic() < until:
        time.sleep(5)
    return load()


def load() -> dict[str, Any]:
    """The moment, and how busy the machine has been in the last minute."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "load": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()
