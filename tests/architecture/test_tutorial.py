"""The tutorial's steps, one after the other, print what it says."""

from __future__ import annotations

import re
from itertools import pairwise
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


def test_each_file_is_named_where_its_text_is_to_be_copied_from() -> None:
    # What stands behind the fence is shown by no site: ```yaml returns/facts.yaml.
    paragraphs = PAGE.read_text(encoding="utf-8").split("\n\n")
    unnamed = [
        found[1]
        for above, block in pairwise(paragraphs)
        if (found := re.match(r"```\w+ (\S+)", block)) and f"`{found[1]}`" not in above
    ]
    assert unnamed == []
