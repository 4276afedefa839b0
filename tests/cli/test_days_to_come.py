"""Days that are still to come, where something is said to have happened: what the commands say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.casetest.packs import HEAD

RULES = """\
entities:
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      thanked: {type: yes-no, ask: "Have you thanked {company}?"}
      thanked_on: {type: date, looks: back, dates: thanked, ask: "When did you thank {company}?"}
      heard_on: {type: date, looks: back, ask: When did you last hear from them?}
actions:
  thank:
    title: Thank {company}
    kind: do
    draft: thanks
    done: {thanked: yes, thanked_on: today, heard_on: "latest(heard_on, today)"}
rules:
  - rule: thank-them
    for: application
    when: not thanked
    advise: thank
    because: They like it.
    source: book
"""
DRAFT = """\
Subject: Thanks

{% if thanked_on %}I thanked you on {{ thanked_on }}.{% endif %}You wrote on {{ heard_on }}.
"""
MINE = """\
today: 2026-11-22
applications:
  - company: Acme
    thanked: yes
    thanked_on: 2026-11-25
    heard_on: 2026-11-30
  - company: Globex
    thanked: yes
    thanked_on: 2026-11-20
    heard_on: 2026-11-22
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--pack", "p"], prog_name="advisor")


@pytest.fixture(autouse=True)
def _in_a_folder_with_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)
    Path("p/drafts").mkdir(parents=True)
    Path("p/pack.yaml").write_text(HEAD)
    Path("p/rules.yaml").write_text(RULES)
    Path("p/drafts/thanks.md").write_text(DRAFT)
    Path("mine.yaml").write_text(MINE)


def test_check_warns_of_each_with_its_place_and_day() -> None:
    done = run("check", "mine.yaml", "-f", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)["diagnostics"]
    assert [(d["code"], d["severity"], d["line"], d["message"], d["help"]) for d in found] == [
        (
            "ADV411",
            "warning",
            5,
            "`thanked_on: 2026-11-25` is still to come; it does not count, and neither does `thanked`",
            "today is 2026-11-22 here: put one of the two right",
        ),
        (
            "ADV411",
            "warning",
            6,
            "`heard_on: 2026-11-30` is still to come; it does not count",
            "today is 2026-11-22 here: put one of the two right",
        ),
    ]
    assert run("check", "mine.yaml", "--strict").exit_code == 1


def test_check_says_nothing_of_a_situation_without_a_date_of_its_own() -> None:
    Path("mine.yaml").write_text(MINE.replace("today: 2026-11-22\n", ""))
    assert run("check", "mine.yaml").stdout == "1 situation file: nothing wrong\n"


def test_other_commands_do_not_warn_but_leave_it_out() -> None:
    done = run("advise", "mine.yaml", "-f", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    [advice] = json.loads(done.stdout)["advice"]
    assert (advice["action"], advice["for"]) == ("thank", "Acme")


def test_the_decision_names_it_for_other_programs() -> None:
    found = json.loads(run("advise", "mine.yaml", "-f", "json").stdout)
    assert found["future_dates"] == [
        {
            "for": "Acme",
            "place": "applications[0]",
            "fact": "thanked_on",
            "day": "2026-11-25",
            "ask": "When did you thank Acme?",
        },
        {
            "for": "Acme",
            "place": "applications[0]",
            "fact": "heard_on",
            "day": "2026-11-30",
            "ask": "When did you last hear from them?",
        },
    ]


def test_a_decision_without_any_has_no_such_key() -> None:
    found = json.loads(run("advise", "mine.yaml", "--today", "2026-12-01", "-f", "json").stdout)
    assert "future_dates" not in found
    assert found["advice"] == []


@pytest.mark.parametrize("engine", ["rete", "oracle", "columnar"])
def test_a_batch_advises_on_such_situations(engine: str) -> None:
    pytest.importorskip("pyarrow")
    lines = {
        "today": "2026-11-22",
        "applications": [{"company": "Acme", "thanked": True, "thanked_on": "2026-11-25"}],
    }
    Path("many.jsonl").write_text(f"{json.dumps(lines)}\n" * 3)
    done = run("batch", "many.jsonl", "--engine", engine, "--to", "jsonl", "-o", "out.jsonl")
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [row["action"] for row in rows] == ["thank"] * 3


def test_explain_says_why_it_does_not_count() -> None:
    done = run("explain", "mine.yaml", "--why", "thank")
    assert done.exit_code == 0
    words = " ".join(done.stdout.split())
    assert "thanked Acme? does not count, since its day is still to come (stated, line 4)" in words


def test_explain_names_no_place_where_only_the_day_was_stated() -> None:
    Path("mine.yaml").write_text(
        MINE.replace("    thanked: yes\n    thanked_on: 2026-11-25", ("    thanked_on: 2026-11-25"))
    )
    found = json.loads(run("explain", "mine.yaml", "--why", "thank", "-f", "json").stdout)
    [rule] = found["why"][0]["advised_by"]
    [premise] = found["nodes"][rule]["premises"]
    fact = found["nodes"][premise]
    assert (fact["fact"], fact["value"], fact["line"]) == ("thanked", None, None)
    assert fact["origin"] == "future"


def test_a_draft_does_not_write_it() -> None:
    done = run("draft", "thank", "mine.yaml")
    assert "I thanked you" not in done.stdout
    assert "You wrote on [heard on?]." in done.stdout


def test_done_works_out_values_as_of_the_day_of_the_decision() -> None:
    """Thanked on the 21st; that they wrote on the 22nd, which is today, still counts."""
    Path("mine.yaml").write_text(MINE.replace("heard_on: 2026-11-30", "heard_on: 2026-11-22"))
    done = run("done", "thank", "mine.yaml", "--on", "2026-11-21")
    assert done.exit_code == 0, done.output
    text = Path("mine.yaml").read_text()
    assert text == MINE.replace("2026-11-25", "2026-11-21").replace("2026-11-30", "2026-11-22")
