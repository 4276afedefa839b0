"""`advisor what-if` with a sentence: what would be advised if it happened."""

from __future__ import annotations

import json
import shlex
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
    assert done.stdout.startswith(
        "What if  Hooli turned me down\n    and  answer by of Initech: Mon 7 Dec → Thu 10 Dec\n"
    )


DAYS = {  # the words above the pages, and the day of the second page
    "Hooli says no on thursday": ("Hooli turned me down, in 2 days, Thu 3 Dec", "2026-12-03"),
    "Hooli turns me down next monday": ("Hooli turned me down, in 6 days, Mon 7 Dec", "2026-12-07"),
    "Hooli turned me down yesterday": ("Hooli turned me down, yesterday, Mon 30 Nov", "2026-12-01"),
    "Initech want an answer tomorrow": (
        "Initech named a day by which they want my answer: Wed 2 Dec",
        "2026-12-01",
    ),
    "Hooli invites me to a second interview on friday": (
        "Hooli and I agreed on an interview: Fri 4 Dec",
        "2026-12-01",
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), DAYS.items())
def test_days_of_what_is_supposed_lie_ahead(sentence: str, expected: tuple[str, str]) -> None:
    words, day = expected
    assert run("me.yaml", sentence).stdout.splitlines()[0] == f"What if  {words}"
    assert json.loads(run("me.yaml", sentence, "-f", "json").stdout)["after"]["today"] == day


def test_something_new_may_come_with_it() -> None:
    done = run("me.yaml", "Hooli and I agreed on an interview on 4 december", "-f", "json")
    told = json.loads(done.stdout)
    assert {
        "id": "applications[0].interviews[1]/held_on",
        "place": "applications[0].interviews[1]",
        "fact": "held_on",
        "before": None,
        "after": "2026-12-04",
    } in told["changes"]
    assert Path("me.yaml").read_text() == ME


def test_the_file_may_stand_at_the_end() -> None:
    assert (
        run("Hooli turns me down", "me.yaml").stdout == run("me.yaml", "Hooli turns me down").stdout
    )


def test_what_is_proposed_can_be_typed() -> None:
    told = run("me.yaml", "I accept Initech").stderr.splitlines()
    assert told[0] == "Error: `I accept Initech` may mean one of these. Say which:"
    assert len(told) == 3
    for line in told[1:]:
        done = run(*shlex.split(line)[2:])
        assert done.exit_code == 0, done.stderr


UNCLEAR = {
    "the cat sang": "`the cat sang` is not clear to me. Say it in other words",
    "they answer by friday, that's the 5th": "`friday` and `the 5th` are not the same day",
    "I hear nothing from Hooli": "time goes on: `advisor timeline me.yaml` shows the coming weeks",
    "I apply to Globex": "`I apply to Globex` may mean one of these",
}


@pytest.mark.parametrize(("sentence", "told"), UNCLEAR.items())
def test_what_cannot_be_tried_is_said(sentence: str, told: str) -> None:
    done = run("me.yaml", sentence)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr.replace("\n", " ")
