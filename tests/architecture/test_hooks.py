"""The hooks and the workflows for servers call commands that there are, and fit the files that they are for."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from advisor.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CI = ROOT / "docs" / "ci"


def test_each_hook_is_a_command() -> None:
    assert [hook["entry"].split()[0] for hook in HOOKS] == ["advisor"] * 3
    assert {hook["entry"].split()[1] for hook in HOOKS} <= set(COMMANDS)
    assert all(hook["id"] == hook["entry"].replace(" ", "-") for hook in HOOKS)


def test_hooks_take_every_file_of_a_pack_and_no_other() -> None:
    check = next(hook for hook in HOOKS if hook["id"] == "advisor-check")
    taken = re.compile(check["files"])
    of_packs = (
        "p/pack.yaml",
        "p/drafts/thanks.md",
        "p/tables/fee.csv",
        "p/tables/fee.xlsx",
        "me.json",
    )
    assert all(taken.search(path) for path in of_packs)
    assert not any(taken.search(path) for path in ("p/notes.txt", "p/yaml.py", "picture.svg"))


def test_the_configuration_of_the_docs_names_hooks_that_there_are() -> None:
    text = (CI / "pre-commit-config.yaml").read_text(encoding="utf-8")
    [repo] = yaml.safe_load(text)["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in HOOKS}
    assert text.split("\n", 1)[1] in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def steps(name: str) -> list[str]:
    """The commands of a workflow that call the program."""
    text = (CI / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    return re.findall(r"^\s*- (?:run: )?advisor (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml"])
def test_a_workflow_installs_the_package_by_its_own_name(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [wanted] = re.findall(r'pip install "(.+?) @ git', (CI / name).read_text(encoding="utf-8"))
    assert wanted == project["name"]  # under another name, pip refuses what it has fetched


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml"])
def test_each_step_of_a_workflow_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "packs" / "returns-desk", "rules/ours")
    found = steps(name)
    assert len(found) == 3
    for step in found:
        done = CliRunner().invoke(cli, step.partition(" > ")[0].split(), prog_name="advisor")
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("file", ["drafts/repair.md", "pack.yaml", "desk_test.yaml"])
def test_a_file_of_a_pack_stands_for_the_pack_which_is_checked_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "packs" / "returns-desk", "ours")
    done = CliRunner().invoke(
        cli, ["check", f"ours/{file}", "ours/facts.yaml"], prog_name="advisor"
    )
    assert done.stdout.endswith("1 rule pack: nothing wrong\n")
