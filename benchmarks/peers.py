"""The environment of the benchmarks' own: what requirements.txt names, as far as it can be installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
OWN = "ADVISOR_BENCH_VENV"  # where the environment stands, if not in benchmarks/.venv


def environment() -> Path:
    """The folder of the environment."""
    return Path(os.environ.get(OWN) or HERE / ".venv")


def python() -> Path:
    """The interpreter in which every contestant runs."""
    return environment() / "bin" / "python"


def requirements() -> list[str]:
    """The lines of requirements.txt that name a package."""
    lines = (line.split("#")[0].strip() for line in REQUIREMENTS.read_text().splitlines())
    return [line for line in lines if line]


def install() -> dict[str, str]:
    """Make the environment and install into it what is missing; the installed versions by name.

    A package that cannot be installed is left out here and named in the table.
    """
    if not python().exists():
        subprocess.run([sys.executable, "-m", "venv", environment()], check=True)
    present = versions()
    wanted = [
        r for r in requirements() if present.get(r.split("==")[0].lower()) != r.split("==")[1]
    ]
    if wanted and not _install(wanted):
        for requirement in wanted:
            _install([requirement])
    return versions()


def _install(wanted: list[str]) -> bool:
    command = [
        str(python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *wanted,
    ]
    # durable-rules 2.0.28 uses a name that Python 3.13 took away; this gives it the one that stayed.
    settings = {**os.environ, "CPPFLAGS": "-DPyEval_CallObject=PyObject_CallObject"}
    ended = subprocess.run(command, env=settings, stderr=subprocess.DEVNULL, check=False)
    return ended.returncode == 0


def versions() -> dict[str, str]:
    """Installed packages by name, in lower case and with hyphens."""
    listed = subprocess.run(
        [python(), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, str]] = json.loads(listed.stdout)
    return {one["name"].lower().replace("_", "-"): one["version"] for one in found}
