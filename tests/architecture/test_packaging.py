"""What leaves this folder as a source distribution can be built and tested where it arrives.

That a wheel built from it works is shown by `.ci/package_gate.py`; this is the cheap half.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = [line.split() for line in (ROOT / "MANIFEST.in").read_text().splitlines()]
# What only a clone needs, and what every build takes without being told.
ELSEWHERE = {".github", ".gitignore", "MANIFEST.in"}
ALWAYS = {"advisor", "README.md", "LICENSE", "pyproject.toml", "setup.py"}


def named(command: str) -> set[str]:
    """What the lines of one command name."""
    return {name for line in MANIFEST if line[:1] == [command] for name in line[1:]}


def test_the_default_pack_is_in_the_source_distribution() -> None:
    assert "rules" in named("graft")


def test_everything_that_is_kept_under_version_control_is_in_it() -> None:
    try:
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no clone of git")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    assert top - ELSEWHERE - ALWAYS == named("graft") | named("include")
