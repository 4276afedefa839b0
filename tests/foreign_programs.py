"""Programs that are not ours and not Python's, for checks that run by hand: from the machine, or from npm into a folder that is gone afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BROWSERS = ("chromium", "google-chrome", "chromium-browser")
PUPPETEER = "puppeteer-core@24.10.0"


def program(*names: str) -> str:
    """The path of the first of these that is installed; where none is, the check ends with status 2 and says so."""
    for name in names:
        if path := shutil.which(name):
            return path
    print(f"This needs {names[0]} (Debian: apt-get install chromium graphviz nodejs npm).")
    sys.exit(2)


@contextmanager
def npm_folder(*packages: str) -> Iterator[Path]:
    """A folder in which these packages, such as `axe-core@4.10.3`, are installed; their own scripts do not run."""
    npm = program("npm")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "package.json").write_text("{}")
        install = [npm, "install", "--no-fund", "--no-audit", "--ignore-scripts"]
        ran = subprocess.run(
            [*install, "--loglevel=error", *packages], cwd=folder, stdout=sys.stderr, check=False
        )
        if ran.returncode != 0:
            print(f"{', '.join(packages)} could not be installed from npm.")
            sys.exit(2)
        yield folder
