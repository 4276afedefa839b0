"""A fact that holds several choices is changed, tried and listed by its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.recording_pack import run

PACK = {
    "pack.yaml": "pack: surgery\nversion: 1.0.0\nlanguage: 1.1\ntitle: Surgery\n",
    "all.yaml": """\
entities:
  patient:
    list: patients
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: Who is it?}
      severity: {type: choice, ask: How bad is it?, choices: {mild: Not bad at all, bad: Really bad}}
      symptoms:
        type: several
        ask: What is it?
        choices: {fever: Fever, cough: {words: A cough, also: [coughing]}, rash: A rash}
actions:
  see: {title: "See {name}", kind: wait}
rules:
  - rule: fever-first
    for: patient
    when: [symptoms has fever, severity is bad]
    advise: see
    because: Fever goes first.
""",
}
TEXT = """\
today: 2026-03-16
patients:
  - name: Ann
    severity: bad
    symptoms: [cough]   # since Friday
  - name: Bob
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "here").mkdir()
    for name, text in PACK.items():
        (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
    file = tmp_path / "here" / "mine.yaml"
    file.write_text(TEXT)
    monkeypatch.chdir(file.parent)
    return file


SAID = {
    "fever": "[fever]",
    "Fever, a rash": "[fever, rash]",
    "fever; coughing": "[fever, cough]",
    "[rash]": "[rash]",
    "none": "[]",
}


@pytest.mark.parametrize(("said", "written"), SAID.items())
def test_all_choices_are_changed_at_once(mine: Path, said: str, written: str) -> None:
    assert run("change", "mine.yaml", "Ann.symptoms", *said.split()).exit_code == 0
    assert f"symptoms: {written}   # since Friday\n" in mine.read_text()
    assert run("undo", "mine.yaml").exit_code == 0
    assert mine.read_text() == TEXT


def test_a_change_is_tried_by_its_name(mine: Path) -> None:
    tried = run("what-if", "mine.yaml", "--change", "Ann.symptoms=fever").stdout
    assert "symptoms fever of Ann: no → yes" in tried
    assert "symptoms cough of Ann: yes → no" in tried
    assert "symptoms rash" not in tried
    assert "comes: See Ann" in tried
    same = run("what-if", "mine.yaml", "--change", "Ann.symptoms=cough").stdout
    assert "The advice stays the same." in same


def test_one_choice_is_tried_in_the_words_of_its_question(mine: Path) -> None:
    tried = run("what-if", "mine.yaml", "--change", "Ann.severity=Not bad at all")
    assert "severity of Ann: Really bad → Not bad at all" in tried.stdout


def test_answers_are_listed_as_one(mine: Path) -> None:
    lines = run("change", "mine.yaml").stderr.splitlines()
    assert lines[lines.index("Ann") : lines.index("Bob")][-1] == "  symptoms: cough"
    assert not any("symptoms_" in line for line in lines)


def test_all_choices_are_kept_as_they_are(mine: Path) -> None:
    words = ("change-to", "see", "mine.yaml", "--for", "Ann")
    assert "What is it? Fever → yes" in run(*words).stdout
    assert run(*words, "--fix", "symptoms").exit_code == 1


WRONG = {
    "no choice": (("Ann.symptoms", "fevr"), "did you mean `fever`?"),
    "no value": (("Ann.symptoms",), "say which, with commas between them, or none: `fever`"),
    "of several patients": (("symptoms", "fever"), "Bob.symptoms"),
    "a misspelt name": (("Ann.symptom", "fever"), "did you mean `symptoms`?"),
    "no such name": (("Ann.zebra", "fever"), "there are `name`, `severity`, `symptoms`"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_changed_is_told(mine: Path, words: tuple[str, ...], said: str) -> None:
    result = run("change", "mine.yaml", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert mine.read_text() == TEXT
