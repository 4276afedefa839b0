"""What is told of a process: its end, its output, its time and its memory with those below it."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.processes import run_process

PYTHON = Path(sys.executable)
HOLD = 'import time; held = b"x" * 150_000_000; time.sleep(0.4)'


def test_it_tells_output_errors_and_exit_status() -> None:
    ended = run_process(
        PYTHON, ("-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    )
    assert (ended.output, ended.error, ended.code) == ("out\n", "err\n", 3)


def test_it_tells_the_peak_of_memory_in_megabytes() -> None:
    # In MB of 2 ** 20 bytes, so that what the interpreter itself takes is no part of the claim.
    ended = run_process(PYTHON, ("-c", "held = b'x' * (200 << 20); del held"))
    assert ended.peak_mb > 200
    assert ended.seconds > 0


def test_memory_of_processes_below_counts_too() -> None:
    both = f"import subprocess, sys; held = b\"x\" * 150_000_000; subprocess.run([sys.executable, '-c', '{HOLD}'])"
    assert run_process(PYTHON, ("-c", both)).peak_mb > 290
