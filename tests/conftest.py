"""In CI, Hypothesis takes the same examples every time: a new one is found by people, not by a gate.

How long one example takes is measured nowhere: on a busy machine that tells of the machine.
"""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def full_device(tmp_path: Path) -> Path:
    """A device of our own that takes nothing: with a fault in the package, that of the machine is at risk."""
    path = tmp_path / "in.device"
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 7))
        path.write_bytes(b"x")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return path
    pytest.skip("making a device needs more rights than we have here")
