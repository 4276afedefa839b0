"""The network on random programs, in a process of its own: it may crash, but not unseen."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.beside_coverage

SCRIPT = Path(__file__).parent / "network_stress.py"


def test_random_programs_neither_crash_nor_hang_nor_err() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(SCRIPT), "0", "60"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
