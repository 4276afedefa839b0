"""`advisor what-if` with a sentence: what would be advised if it happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

ME = """\
applications:
  - {company: Hooli, stage: interviewed, interviews: [{held_on: 2026-11-24}]}
  - {company: Initech, stage: offered, offer_form: written, answer_by: 2026-12-07}
"""
LABELS = {"applications[0]": "Hooli", "applications[1]": "Initech"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "me.yaml").write_text(ME)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(*words: str) -> Result:
    whole = ["what-if", "--today", "2026-12-01", *words]
    return CliRunner().invoke(cli, whole, catch_exceptions=False, prog_name="advisor")


HAPPENS = {
    "Hooli turns me down": {"Hooli.stage": "rejected", "Hooli.rejected_on": "2026-12-01"},
    "if Initech takes the offer back": {"Initech.stage": "offer_withdrawn"},
    "what if Initech give me until the 14th": {"Initech.answer_by": "2026-12-14"},
    "Hooli turns me down and Initech takes the offer back": {
        "Hooli.stage": "rejected",
        "Initech.stage": "offer_withdrawn",
    },
}


@pytest.mark.parametrize(("sentence", "becomes"), HAPPENS.items())
def test_what_happens_in_a_sentence_changes_these_facts(
    sentence: str, becomes: dict[str, str]
) -> None:
    done = run("me.yaml", sentence, "-f", "json")
    assert done.exit_code == 0, done.stderr
    changed = {
        f"{LABELS[one['place']]}.{one['fact']}": one["after"]
        for one in json.loads(done.stdout)["changes"]
    }
    assert becomes.items() <= changed.items()
    assert Path("me.yaml").read_text() == ME


def test_a_sentence_and_a_fact_count_together() -> None:
    done = run("me.yaml", "Hooli turns me down", "--change", "Initech.answer_by=2026-12-10")
    assert "stage of Hooli" in done.stdout and "answer by of Initech" in done.stdout


UNCLEAR = {
    "the cat sang": "`the cat sang` is not clear to me. Say it in other words",
    "they answer by friday, that's the 5th": "`friday` and `the 5th` are not the same day",
    "Hooli and I agreed on an interview on 4 december": "something new comes with that",
}


@pytest.mark.parametrize(("sentence", "told"), UNCLEAR.items())
def test_what_cannot_be_tried_is_said(sentence: str, told: str) -> None:
    done = run("me.yaml", sentence)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr.replace("\n", " ")
