"""Mistakes in the tests of rules keep nobody from being advised; who checks or tests the rules is told them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor import api
from advisor.cli.main import cli
from advisor.diagnostics import RulePackError
from tests.small_pack import write_small_pack

SITUATION = {"today": "2026-11-22", "applications": [{"company": "Acme", "stage": "interviewed"}]}
BROKEN = {  # the text of a file of tests → what is told of it
    "no date": ("tests:\n  - test: a\n    situation: {applications: [{company: Acme}]}\n    expect: []\n", "ADV129"),
    "an action that is not there": ("tests:\n  - test: a\n    situation: {today: 2026-11-22}\n    expect: [nothing-like-it]\n", "ADV410"),
    "no YAML": ("tests:\n  - test: a\n   situation: {today: 2026-11-22}\n", "ADV007"),
    "an odd sign": ("tests:\n  - test: a\x01b\n", "ADV004"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    return write_small_pack(tmp_path / "pack")


@pytest.mark.parametrize(("text", "code"), BROKEN.values(), ids=BROKEN)
def test_advice_is_given_all_the_same(text: str, code: str, folder: Path, tmp_path: Path) -> None:
    expected = api.advise(SITUATION, folder).to_dicts()
    (folder / "broken_test.yaml").write_text(text, encoding="utf-8")
    assert api.advise(SITUATION, folder).to_dicts() == expected
    assert api.decide([SITUATION], folder).situations == 1
    (tmp_path / "me.yaml").write_text("today: 2026-11-22\napplications: []\n", encoding="utf-8")
    words = ["advise", str(tmp_path / "me.yaml"), "--pack", str(folder)]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert code in [one.code for one in api.check_pack(folder).diagnostics]
    with pytest.raises(RulePackError):
        api.load_pack(folder)


def test_a_mistake_in_the_rules_beside_one_in_the_tests_is_told(folder: Path) -> None:
    (folder / "broken_test.yaml").write_text(BROKEN["no YAML"][0], encoding="utf-8")
    (folder / "more.yaml").write_text("ruels: []\n", encoding="utf-8")
    with pytest.raises(RulePackError) as raised:
        api.advise(SITUATION, folder)
    assert [one.code for one in raised.value.diagnostics] == ["ADV101"]
