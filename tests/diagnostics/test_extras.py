"""What is not installed is told with a line that brings it."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from advisor.diagnostics.extras import EXTRAS, how_to_install

PROJECT = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8")
)["project"]
CALLED = {"z3": "z3-solver", "pandas": "pyspark[sql]", "pyspark": "pyspark[sql]"}  # by pip


@pytest.mark.parametrize("library", EXTRAS)
def test_the_extra_of_a_library_brings_it(library: str) -> None:
    wanted = PROJECT["optional-dependencies"][EXTRAS[library]]
    assert CALLED.get(library, library) in {re.split("[<>=]", one)[0] for one in wanted}


def test_every_extra_but_ours_brings_a_library() -> None:
    assert set(EXTRAS.values()) == set(PROJECT["optional-dependencies"]) - {"dev"}


@pytest.mark.parametrize("library", EXTRAS)
def test_what_is_missing_is_told_with_a_line_for_this_python(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    command = how_to_install(library)
    assert command is not None
    wanted = f"{PROJECT['name']}[{EXTRAS[library]}]"
    assert shlex.split(command) == [sys.executable, "-m", "pip", "install", wanted]


def test_of_what_is_there_nothing_is_told() -> None:
    assert how_to_install("openpyxl") is None
