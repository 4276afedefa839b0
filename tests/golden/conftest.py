"""Whole screens, compared with the file that holds them; `--update-golden` accepts what came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what came into the expected files"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file, or writes it there."""

    def compare(path: Path, came: str) -> None:
        if request.config.getoption("--update-golden", default=False):
            path.write_text(came, encoding="utf-8")
        assert came == path.read_text(encoding="utf-8")

    return compare
