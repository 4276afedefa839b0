"""Fresh processes, one after the other: how long each took, and how much memory at its peak."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Finished:
    """One process that ended. `seconds` from start to end; `peak_mb` resident."""

    seconds: float
    peak_mb: float
    output: str
    error: str
    code: int


def run_process(python: Path, arguments: Sequence[str]) -> Finished:
    """Run Python with these arguments in the project's folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [python, *arguments], stdout=out, stderr=err, cwd=ROOT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        peak = usage.ru_maxrss / 1024  # kilobytes on Linux
        return Finished(seconds, peak, out.read(), err.read(), process.returncode)
