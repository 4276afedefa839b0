"""`advisor new layer`: what it makes works as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api, casetest
from advisor.cli.main import cli
from tests.cli.test_which_rules import DESK
from tests.small_pack import write_small_pack

BARE = {
    "pack.yaml": "pack: bare\nversion: 1.0.0\nlanguage: 1\ntitle: Bare\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      age: {type: number, required: yes, min: 3, ask: How old is it?}
      since: {type: date, required: yes, ask: Since when?}
      takes: {type: duration, required: yes, ask: How long?}
      is_new: {type: yes-no, required: yes, ask: Is it new?}
actions:
  wait: {title: Wait, kind: wait}
rules:
  - rule: wait
    when: age > 3 or is_new or since is given or takes is given
    advise: wait
    because: It takes time.
""",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), prog_name="advisor")


@pytest.fixture(autouse=True)
def _with_packs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("ADVISOR_PACK", raising=False)
    monkeypatch.chdir(tmp_path)
    write_small_pack(Path("packs/small"))
    for name, files in (("desk", DESK), ("bare", BARE)):
        Path("packs", name).mkdir()
        for file, text in files.items():
            Path("packs", name, file).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("below", ["packs/small", "packs/desk", "packs/bare"])
def test_a_new_layer_is_right_and_its_test_passes(below: str) -> None:
    done = run("new", "layer", "ours/mine", "--over", below)
    assert done.exit_code == 2, "the folder around it is not made"
    Path("ours").mkdir()
    done = run("new", "layer", "ours/mine", "--over", below)
    assert (done.exit_code, "advisor test ours/mine" in done.stderr) == (0, True), done.output
    report = api.check_pack("ours/mine")
    assert report.program is not None, report.diagnostics
    assert report.diagnostics == ()
    pack = report.program.pack
    assert pack.name == "mine"
    assert set(pack.below.values()) == {Path(below).name}
    advisors = [api.Advisor(report.program)]
    assert len(pack.tests) == 2  # with what is otherwise, once it is done
    assert all(casetest.run_case(advisors, case).is_met for case in pack.tests)


def test_a_layer_over_a_layer_takes_no_names_twice() -> None:
    assert run("new", "layer", "mine", "--over", "packs/small").exit_code == 0
    assert run("new", "layer", "yours", "--over", "mine").exit_code == 0
    report = api.check_pack("yours")
    assert report.program is not None, report.diagnostics
    assert report.diagnostics == ()
    assert list(report.program.pack.actions)[-2:] == ["talk-to-us", "talk-to-yours"]


def test_the_rules_in_use_are_extended_by_their_name() -> None:
    assert run("new", "layer", "mine").exit_code == 0
    assert "\nextends: post-interview\n" in Path("mine/pack.yaml").read_text("utf-8")
    assert "\nextends: packs/small\n" not in Path("mine/pack.yaml").read_text("utf-8")
    assert api.check_pack("mine").diagnostics == ()
    numbers = Path("mine/numbers.yaml").read_text("utf-8").splitlines()
    kept = [line.removeprefix("# ").replace("1 day", "2 days", 1) for line in numbers[2:]]
    Path("mine/numbers.yaml").write_text("\n".join(kept), encoding="utf-8")
    report = api.check_pack("mine")
    assert report.program is not None, report.diagnostics
    assert report.program.pack.parameters["thank_by"].value == 2


REFUSED = {
    "a name in use": ("packs", "there is something called packs already"),
    "a name of another style": ("My_rules", "`My_rules` cannot be the name of a pack"),
    "no folder around it": ("nowhere/mine", "cannot make nowhere/mine: No such file or directory"),
}


@pytest.mark.parametrize("folder, words", REFUSED.values(), ids=REFUSED)
def test_nothing_is_made_where_it_cannot_be(folder: str, words: str) -> None:
    before = sorted(Path().rglob("*"))
    done = run("new", "layer", folder, "--over", "packs/small")
    assert (done.exit_code, words in done.stderr) == (2, True), done.output
    assert sorted(Path().rglob("*")) == before
