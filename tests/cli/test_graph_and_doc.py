"""Drawings and pages of rules, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.shop_pack import FILES

ME = "pack: pack\ntoday: 2026-11-24\nclosed: yes\norders: [{buyer: Ann, sent_on: 2026-11-01}]\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), prog_name="advisor")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("ADVISOR_PACK", "pack")
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        path = Path("pack", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Path("me.yaml").write_text(ME, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "begin"),
    [("a.svg", "<svg "), ("a.dot", "digraph "), ("a.GV", "digraph "), ("a.mmd", "flowchart ")],
)
def test_a_file_is_written_as_its_name_ends(file: str, begin: str) -> None:
    assert run("graph", "-o", file).exit_code == 0
    assert Path(file).read_text(encoding="utf-8").startswith(begin)


def test_a_part_may_be_drawn() -> None:
    found = run("graph", "--around", "late-after-a-week", "--depth", "1", "-f", "mermaid")
    assert found.exit_code == 0
    assert "due_on" in found.output and "write-to-them" not in found.output


def test_on_a_situation_only_what_came_to_bear_is_drawn() -> None:
    found = run("graph", "--on", "me.yaml", "-f", "dot")
    assert found.exit_code == 0
    assert "Write to Ann" in found.output and "wait-for-it" not in found.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("graph", "--around", "late-after-a-weak"),
            "there is no rule, fact, action, table or parameter `late-after-a-weak`; did you mean `late-after-a-week`?",
        ),
        (("graph", "--depth", "2"), "--depth says how far to go from what --around names"),
        (("graph", "--on", "nobody.yaml"), "there is no file nobody.yaml"),
        (("doc", "nowhere", "-o", "site"), "the rules cannot be used"),
        (("doc", "-o", "pack"), "pack holds what is not from here"),
        (("doc", "-o", "me.yaml"), "me.yaml holds what is not from here"),
        (("doc", "-o", "no/such/place"), "cannot write no/such/place"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], told: str) -> None:
    found = run(*words)
    assert found.exit_code == 2
    assert told in found.output


def test_pages_are_written_and_written_again() -> None:
    assert run("doc", "pack", "-o", "site").exit_code == 0
    before = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    assert Path("site/index.html") in before
    assert run("doc", "pack", "-o", "site").exit_code == 0
    assert {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()} == before


def test_pages_go_into_a_folder_of_their_own_where_none_is_named() -> None:
    found = run("doc", "pack")
    assert found.exit_code == 0
    assert "are in site: begin with site/index.html" in found.output
    assert Path("site/index.html").exists()


def test_rules_that_do_not_load_are_told_as_check_tells_them() -> None:
    Path("pack/more.yaml").write_text("rules:\n  - rule: x\n    when: nothing_like_it\n", "utf-8")
    for words in (("graph",), ("doc", "-o", "site")):
        found = run(*words)
        assert found.exit_code == 2
        assert "nothing_like_it" in found.output
    assert not Path("site").exists()
