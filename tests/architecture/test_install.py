"""Where the packages cannot be installed, one plain sentence says why; pip is stood in for here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

INSTALL = Path(__file__).resolve().parents[2] / ".ci" / "install"


def install(folder: Path, said: str, status: int) -> tuple[int, str, Path]:
    """Exit status, what stands on the screen, and the file of all that pip said."""
    venv = folder / "a venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pip says").write_text(said)
    python = venv / "bin" / "python"
    python.write_text(f'#!/bin/sh\necho "$*"\ncat "{venv}/pip says" >&2\nexit {status}\n')
    python.chmod(0o755)
    ran = subprocess.run(
        ["/bin/sh", str(INSTALL), str(venv), "-e", ".[dev]"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout, venv / "install.log"


def test_where_all_goes_well_nothing_is_said(tmp_path: Path) -> None:
    status, screen, log = install(tmp_path, "DEPRECATION: something is old\n", 0)
    assert (status, screen) == (0, "")
    assert log.read_text().splitlines()[0].endswith(" -e .[dev]")


@pytest.mark.parametrize(
    "said",
    [
        "WARNING: Retrying after connection broken by 'NewConnectionError(...)'",
        "ERROR: Could not find a version that satisfies the requirement click (from versions: none)",
        "ProxyError('Cannot connect to proxy.')",
    ],
    ids=["nobody answers", "no version of anything", "the proxy does not answer"],
)
def test_without_a_network_one_sentence_says_so_and_where_the_rest_stands(
    said: str, tmp_path: Path
) -> None:
    status, screen, log = install(tmp_path, f"{said}\nand much more\n", 1)
    assert status == 2
    [sentence] = screen.splitlines()
    assert "come from the network" in sentence and sentence.endswith(".")
    assert str(log) in sentence
    assert said in log.read_text()


def test_a_full_disk_is_called_by_its_name(tmp_path: Path) -> None:
    status, screen, _ = install(tmp_path, "OSError: [Errno 28] No space left on device\n", 1)
    assert status == 2
    assert "the disk is full" in screen and len(screen.splitlines()) == 1


def test_whatever_else_pip_says_is_shown_in_full(tmp_path: Path) -> None:
    status, screen, _ = install(tmp_path, "error: command 'gcc' failed\n", 1)
    assert status == 2
    assert "error: command 'gcc' failed" in screen
    assert screen.splitlines()[-1].startswith("The packages that advisor needs could not be inst")
