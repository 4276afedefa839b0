"""How the program speaks of itself: so that what it tells people to type works where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cli.terminal import line_width, own_name


def program(path: Path) -> Path:
    """Something that can be called, at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_it_has_its_name_where_the_name_leads_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called = program(tmp_path / "bin" / "advisor")
    monkeypatch.setenv("PATH", str(called.parent))
    monkeypatch.setattr("sys.argv", [str(called)])
    assert own_name() == "advisor"


def test_it_has_its_path_where_the_name_leads_nowhere_or_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called = program(tmp_path / "project" / ".venv" / "bin" / "advisor")
    other = program(tmp_path / "bin" / "advisor")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr("sys.argv", [str(called)])
    for path in ("", str(other.parent)):
        monkeypatch.setenv("PATH", path)
        assert own_name() == ".venv/bin/advisor"
    monkeypatch.setattr("sys.argv", [".venv/bin/advisor"])
    assert own_name() == ".venv/bin/advisor"
    monkeypatch.setattr("sys.argv", [str(called)])
    monkeypatch.chdir(tmp_path)
    monkeypatch.chdir(tmp_path / "bin")
    assert own_name() == str(called)


def test_it_has_its_name_where_something_else_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/lib/python3/pytest/__main__.py"])
    assert own_name() == "advisor"


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("72", 72),
        ("20", 40),
        ("500", 100),
        ("0", 80),
        ("-5", 80),
        ("", 80),
        ("wide", 80),
        ("9" * 5000, 80),
    ],
)
def test_lines_are_as_wide_as_is_said_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("sys.__stdout__", None)
    assert line_width() == width
