"""`advisor explain` names the numbers of the rules by which something is advised or worked out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.recording_pack import run

PACK = {
    "pack.yaml": "pack: books\nversion: 1.0.0\nlanguage: 1.1\ntitle: Books\n",
    "all.yaml": """\
entities:
  situation:
    facts:
      lent_on: {type: date, required: yes, looks: back, ask: When did you lend it?}
      ordered_on: {type: date, looks: back, ask: When was it ordered?}
      back_on: {type: date, looks: back, ask: When did it come back?}
      due_on: {type: date, concluded: yes, default: lent_on + loan_period}
      fine: {type: number, concluded: yes, result: Fine}
parameters:
  loan_period: {value: 3 weeks, title: How long a book may stay}
  day_rate: {values: {2025-01-01: 2, 2026-01-01: 2.5}, title: What a late day costs}
actions:
  ask-for-it: {title: Ask for it, kind: wait}
rules:
  - rule: overdue
    when: today is after due_on
    advise: ask-for-it
    conclude:
      fine: first(days(today - due_on) * day_rate, (day_rate on lent_on))
    because: It is late.
""",
}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PACK.items():
        path = tmp_path / "rules" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    file = tmp_path / "here" / "mine.yaml"
    file.parent.mkdir()
    file.write_text("today: 2026-03-16\nlent_on: 2026-02-20\n")
    monkeypatch.chdir(file.parent)
    return file


TOLD = {
    "as the rules have them": ((), "day_rate: 2.5", "loan_period: 3 weeks"),
    "as they are set for a run": (
        ("--set", "day_rate=4", "--set", "loan_period=1 day"),
        "day_rate: 4",
        "loan_period: 1 day",
    ),
}


@pytest.mark.parametrize(("words", "rate", "period"), TOLD.values(), ids=TOLD)
def test_a_proof_names_the_numbers(
    mine: Path, words: tuple[str, ...], rate: str, period: str
) -> None:
    told = run("explain", "--why-fact", "fine", str(mine), *words).stdout
    assert f"by {rate} (" in told
    assert f"by {period} (" in told
    advised = run("explain", "ask-for-it", str(mine), *words).stdout
    assert f"by {period} (" in advised


RATES = {
    "today alone": ("day_rate", "2.5"),
    "the day of a fact": ("(day_rate on lent_on)", "2 on 20 Dec 2025"),
    "both": ("first(day_rate, (day_rate on lent_on))", "2.5, and 2 on 20 Dec 2025"),
    "today, written out": ("(day_rate on today)", "2.5"),
    "before the first value": ("first((day_rate on ordered_on), 0)", "not given on 24 Dec 2024"),
    "a day that is not given": ("first((day_rate on back_on), 0)", "not given"),
    "a day worked out": ("(day_rate on (lent_on + 1 week))", "2 from 1 Jan 2025, and 2.5 from 1 Jan 2026"),
}  # fmt: skip


@pytest.mark.parametrize(("fine", "told"), RATES.values(), ids=RATES)
@pytest.mark.parametrize("format", ["text", "json", "svg"])
def test_a_number_that_changes_is_told_with_its_value_on_the_days_that_count(
    mine: Path, fine: str, told: str, format: str
) -> None:
    rules = mine.parents[1] / "rules" / "all.yaml"
    text = rules.read_text(encoding="utf-8")
    before = "first(days(today - due_on) * day_rate, (day_rate on lent_on))"
    rules.write_text(text.replace(before, fine), encoding="utf-8")
    mine.write_text("today: 2026-03-16\nlent_on: 2025-12-20\nordered_on: 2024-12-24\n")
    shown = run("explain", "--why-fact", "fine", str(mine), "-f", format).stdout
    if format == "json":
        nodes = json.loads(shown)["nodes"].values()
        assert {"day_rate": told} in [node["parameters"] for node in nodes if "parameters" in node]
    else:
        words = f"by day_rate: {told}" + (" (" if format == "text" else ", ")
        assert words in " ".join(shown.replace("│", " ").split())


def test_a_document_has_the_numbers_too(mine: Path) -> None:
    found = json.loads(run("explain", "ask-for-it", str(mine), "-f", "json").stdout)
    nodes = found["nodes"].values() if isinstance(found["nodes"], dict) else found["nodes"]
    named = [node["parameters"] for node in nodes if node.get("parameters")]
    assert {"loan_period": "3 weeks"} in named
