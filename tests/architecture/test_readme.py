"""What the README, and the pages that go on from it, show is what a reader gets."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.api.cache import folder_of_our_own
from advisor.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
RULES_PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def block(after: str, language: str = "", page: str = README) -> str:
    """The first fenced block of a language after some words of a page."""
    rest = page.split(after, 1)[1]
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
    monkeypatch.setenv("COLUMNS", "80")
    command, _, screen = block("shows the advice again:").partition("\n")
    assert command.startswith("$ advisor ")
    status, out = run(*command.removeprefix("$ advisor ").split())
    assert status == 0
    assert out == screen


def test_a_file_of_ones_own_gets_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = block("## A file of your own", "yaml", COMMANDS_PAGE)
    Path("me.yaml").write_text(text, encoding="utf-8")
    status, out = run("advise", "me.yaml", "--today", "2026-11-20", "--short")
    assert status == 0
    assert out.startswith("Waiting on Acme\nFri 20 Nov 2026\n")
    assert "Thank your interviewers at Acme" in out
    Path("me.yaml").rename("my-situation.yaml")  # where no file is named, it is this one
    changed = block("## Change a number", "sh").splitlines()[0].split("  #")[0]
    assert run(*shlex.split(changed)[1:], "--today", "2026-11-20", "--short") == (0, out)


def commands_named(page: str) -> set[str]:
    """The commands that a page speaks of, in sentences and in blocks."""
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    return {
        *re.findall(r"^advisor ([a-z][a-z-]*)", blocks, re.MULTILINE),
        *re.findall(r"`advisor ([a-z][a-z-]*)", page),
    }


def test_every_command_that_is_named_is_there_and_every_one_has_its_words() -> None:
    assert commands_named(README) <= {*COMMANDS}
    assert {"ask", "advise", "draft", "done", "explain"} <= commands_named(README)
    assert commands_named(COMMANDS_PAGE) == {*COMMANDS}


def test_the_readme_is_about_two_screens() -> None:
    assert len(README.splitlines()) <= 105


def test_make_help_lists_every_target_in_a_line_of_eighty() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    listed = re.findall(r"^  make ([a-z-]+) +\S", said, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    inner = {"cluster-test-here"}
    targets = re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE)
    assert sorted(listed) == sorted({*targets} - inner)
    assert max(map(len, said.splitlines())) <= 80
    told = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z-]+)", told)) - {*listed} == set()


def test_what_is_kept_between_runs_stands_where_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder_of_our_own() == tmp_path / ".cache" / "advisor"
    assert "`rm -r ~/.cache/advisor`" in README


def test_the_rule_of_the_readme_can_be_added_and_its_test_passes(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules" / "post-interview", pack)
    rule = block("`rules/post-interview/mine.yaml`:", "yaml")
    test = block("`rules/post-interview/mine_test.yaml`", "yaml", RULES_PAGE)
    assert len(rule.splitlines()) < 20
    (pack / "mine.yaml").write_text(rule, encoding="utf-8")
    (pack / "mine_test.yaml").write_text(test, encoding="utf-8")
    assert run("check", "--strict", str(pack))[0] == 0
    assert run("test", str(pack), "-k", "somebody inside")[0] == 0


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
    assert block("where and what to write instead:", page=RULES_PAGE).rstrip() in out
