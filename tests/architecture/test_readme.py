"""What the README shows is what a reader gets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(after: str, language: str = "") -> str:
    """The first fenced block of a language after some words of the README."""
    rest = README.split(after, 1)[1]
    found = re.search(rf"^```{language}\n(.*?)^```$", rest, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and standard output of the command line."""
    result = CliRunner().invoke(cli, list(arguments), standalone_mode=False)
    status = result.return_value if isinstance(result.return_value, int) else result.exit_code
    return status, result.stdout


def test_the_screen_in_the_readme_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    command, _, screen = block("## What it looks like").partition("\n")
    assert command.startswith("$ .venv/bin/advisor ")
    status, out = run(*command.removeprefix("$ .venv/bin/advisor ").split())
    assert status == 0
    assert out.rstrip() == screen.rstrip()


def test_the_rule_of_the_readme_can_be_added_and_its_test_passes(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules" / "post-interview", pack)
    rule = block("`rules/post-interview/mine.yaml`:", "yaml")
    test = block("`rules/post-interview/mine_test.yaml`", "yaml")
    assert len(rule.splitlines()) < 20
    (pack / "mine.yaml").write_text(rule, encoding="utf-8")
    (pack / "mine_test.yaml").write_text(test, encoding="utf-8")
    assert run("check", "--strict", str(pack))[0] == 0
    assert run("test", str(pack), "-r", "somebody inside")[0] == 0


def test_a_misspelt_fact_in_that_rule_is_explained_as_the_readme_shows(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pack = tmp_path / "rules" / "post-interview"
    shutil.copytree(ROOT / "rules" / "post-interview", pack)
    rule = block("`rules/post-interview/mine.yaml`:", "yaml")
    (pack / "mine.yaml").write_text(rule.replace("insider_known", "insider_nown"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    status, out = run("check", "rules/post-interview")
    assert status == 1
    assert block("where and what to write instead:").rstrip() in out
