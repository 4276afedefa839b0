"""Fresh processes, one after the other: how long each took, and how much memory at its peak."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Finished:
    """One process that ended. `seconds` from start to end.

    `peak_mb` is the peak of its resident memory; with processes of its own, the sampled peak of all. (The
    system counts in what this process held when it started the other: so nothing large is imported here.)
    """

    seconds: float
    peak_mb: float
    output: str
    error: str
    code: int


def run_process(python: Path, arguments: Sequence[str]) -> Finished:
    """Run Python with these arguments in the project's folder.

    Byte code is kept, as where advisor is installed: without it each start would compile the sources anew.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [python, *arguments], stdout=out, stderr=err, cwd=ROOT, env=environment
        )
        sampled = _Sampler(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        peak = max(usage.ru_maxrss / 1024, sampled.stop())  # kilobytes on Linux
        return Finished(seconds, peak, out.read(), err.read(), process.returncode)


class _Sampler:
    """Looks every so often how much memory a process and those below it hold, if there are any."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._peak_mb = 0.0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak in MB; 0 where the process had no others below it."""
        self._is_over.set()
        self._thread.join()
        return self._peak_mb

    def _look(self) -> None:
        while not self._is_over.wait(EVERY):
            tree = _with_those_below(self._process)
            if len(tree) > 1:
                self._peak_mb = max(self._peak_mb, sum(map(_resident_mb, tree)))


def _with_those_below(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:  # it has just ended
        return []
    return [process, *(one for child in text.split() for one in _with_those_below(int(child)))]


def _resident_mb(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:  # it has just ended
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
