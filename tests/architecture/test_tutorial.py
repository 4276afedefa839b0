"""The tutorial's steps, one after the other, print what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.tutorial import PAGE, played


def test_the_steps_of_the_tutorial_print_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    assert played(text).splitlines() == text.splitlines()


def test_what_it_builds_is_whole() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("$ advisor ") >= 10
    assert "Traceback" not in text
