"""Parameters in sentences and drafts: their values are read there, by all engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from advisor.ir import Slot
from tests.cli.recording_pack import run

PACK = {
    "pack.yaml": "pack: books\nversion: 1.0.0\nlanguage: 1.1\ntitle: Books\n",
    "all.yaml": """\
entities:
  loan:
    list: loans
    label: "{title}"
    facts:
      title: {type: text, required: yes, ask: Which book?}
      lent_on: {type: date, looks: back, ask: When did you lend it?}
      back: {type: yes-no, ask: Is it back?}
parameters:
  loan_period: {value: 3 weeks, title: How long a book may stay}
  fine: {values: {2025-01-01: 2, 2026-01-01: 2.5}, title: What a late day costs}
actions:
  remind:
    title: "Ask for {title} back after {loan_period}"
    kind: do
    draft: reminder
    done: {back: yes}
rules:
  - rule: overdue
    for: loan
    when: lent_on + loan_period is before today
    unless: back
    advise: remind
    because: "Each further day costs {fine}."
""",
    "drafts/reminder.md": "Subject: {{ title }}\n\nYou have had it for more than {{ loan_period }}; each day costs {{ value_of.fine }}.\n",
}
SITUATION = '{"today": "2026-03-16", "loans": [{"title": "Emma", "lent_on": "2026-01-05"}]}\n'


def written(folder: Path, texts: dict[str, str] = PACK) -> Path:
    """The pack in a folder, beside a situation."""
    for name, text in texts.items():
        path = folder / "books" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "loans.jsonl").write_text(SITUATION)
    return folder / "books"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


@pytest.mark.parametrize("engine", ["oracle", "rete", "columnar"])
def test_every_engine_tells_the_value(books: Path, engine: str) -> None:
    words = ("batch", "loans.jsonl", "--pack", str(books), "--engine", engine)
    assert "Ask for Emma back after 3 weeks" in run(*words).stdout
    assert "Ask for Emma back after 30 days" in run(*words, "--set", "loan_period=30 days").stdout


def test_reasons_and_drafts_tell_the_value_of_the_day(books: Path) -> None:
    words = ("loans.jsonl", "--pack", str(books))
    assert "Each further day costs 2.5." in run("advise", *words).stdout
    Path("loans.jsonl").write_text(SITUATION.replace("2026", "2025"))
    assert "Each further day costs 2." in run("advise", *words).stdout
    Path("loans.jsonl").write_text(SITUATION)
    letter = run("draft", "remind", *words).stdout
    assert "You have had it for more than three weeks; each day costs 2.5." in letter


def test_a_parameter_that_only_sentences_name_is_used(books: Path) -> None:
    assert api.check_pack(books).diagnostics == ()


def test_a_fact_of_the_name_goes_before_the_parameter(tmp_path: Path) -> None:
    own = "      back: {type: yes-no, ask: Is it back?}\n      fine: {type: number, ask: What fine?}\n"
    text = PACK["all.yaml"].replace("      back: {type: yes-no, ask: Is it back?}\n", own)
    loaded = api.load_pack(written(tmp_path, {**PACK, "all.yaml": text}))
    because = loaded.pack.rules["overdue"].because
    assert because is not None
    assert [part.entity for part in because.parts if isinstance(part, Slot)] == ["loan"]
    assert "fine" not in loaded.pack.entities["situation"].facts


def test_working_days_cannot_be_told(tmp_path: Path) -> None:
    text = PACK["all.yaml"].replace("value: 3 weeks", "value: 3 working days")
    found = api.check_pack(written(tmp_path, {**PACK, "all.yaml": text})).diagnostics
    assert [(d.code, d.help) for d in found] == [
        ("ADV383", "a parameter in working days has no words; write a number, or days, to name it")
    ]
