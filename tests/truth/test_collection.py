"""Situations and experts found on the disk and brought together; pages as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.ir import Program
from tests.casetest.packs import make_program
from tests.truth.collection import Collection, load_collection, page_for, score_all
from tests.truth.made import day
from tests.truth.pages import Page
from tests.truth.scoring import Verdict

RULES = """\
entities:
  situation:
    facts:
      busy: {type: yes-no}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes}
      asked: {type: yes-no}
  interview:
    within: application
    list: interviews
    label: the interview with {who}
    facts:
      who: {type: text, required: yes}
      thanked: {type: yes-no}
actions:
  thank: {title: "Thank {who}", kind: do, done: {thanked: yes}}
  chase: {title: "Ask {company} how things stand, in words that need more than one line", kind: do, done: {asked: yes}}
  ask-all: {title: Ask them all, kind: do, done: {busy: yes}}
rules:
  - rule: thanks
    for: interview
    when: not thanked
    advise: {action: thank, due: today + 1 day}
    because: "It\u2019s a small thing, but people remember it, and hardly anybody ever does it in time."
  - rule: asking
    for: application
    when: not asked
    advise: chase
    because: They have not answered.
    disputed: Others would wait.
  - rule: asking-together
    for: situation
    when: busy
    advise: {action: ask-all, instead_of: [chase]}
    because: One evening is enough.
  - rule: by-phone
    for: application
    when: not asked
    note: {on: [chase], say: "Phone {company}, do not write."}
  - rule: not-shown
    for: application
    when: asked
    note: {on: [chase], say: "Nothing more to {company}."}
"""
SITUATION = """\
situation: Two employers
today: 2026-03-10
applications:
  - company: Acme
    interviews:
      - who: Ms Ito
  - company: Globex
"""
EXPERT = """\
case: {name}
kind: clock
first: [thank]
actions:
  - expert: phone Globex
    same: [{{action: chase, for: Globex, note: by-phone}}]
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return make_program(tmp_path_factory.mktemp("pack"), RULES)


def load(folder: Path, program: Program, files: dict[str, str]) -> Collection:
    """The collection of the files, each `situations/…` or `experts/…`."""
    for name in ("situations", "experts"):
        (folder / name).mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_collection(program, folder / "situations", folder / "experts")


def page(folder: Path, program: Program, situation: str = SITUATION) -> Page:
    expert = EXPERT.format(name="one")
    files = {"situations/one.yaml": situation, "experts/one.yaml": expert}
    found = load(folder, program, files)
    assert found.problems == ()
    return page_for(found.cases[0], program)


def test_a_page_is_taken_apart_into_what_it_shows(tmp_path: Path, program: Program) -> None:
    found = page(tmp_path, program)
    assert found.today == day(10)
    thanks, acme, globex = found.pieces
    assert (thanks.action, thanks.title, thanks.due) == ("thank", "Thank Ms Ito", day(11))
    assert thanks.labels == {"Acme", "the interview with Ms Ito"}
    assert thanks.text == (
        "Thank Ms Ito It's a small thing, but people remember it, "
        "and hardly anybody ever does it in time."
    )
    assert acme.labels == {"Acme"}
    assert globex.labels == {"Globex"}
    assert globex.title == "Ask Globex how things stand, in words that need more than one line"
    assert globex.text.endswith("They have not answered. Phone Globex, do not write.")
    assert globex.notes == {"by-phone"}
    assert globex.views == ("Others would wait.",)


def test_one_piece_for_several_is_for_each_of_them(tmp_path: Path, program: Program) -> None:
    found = page(tmp_path, program, SITUATION.replace("applications:", "busy: yes\napplications:"))
    together = found.pieces[-1]
    assert together.action == "ask-all"
    assert together.labels == {"Acme", "Globex"}


def test_the_words_of_a_page_are_counted_on_the_page(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tests.truth.pages.render_advice", lambda *_, **__: "1. Thank Ms Ito\n\n   Soon."
    )
    assert page(tmp_path, program).words == 4  # the number is none


def test_what_is_not_on_the_page_is_not_said(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = "1. Ask Globex\n   They have not\n   answered."
    monkeypatch.setattr("tests.truth.pages.render_advice", lambda *_, **__: shown)
    globex = page(tmp_path, program).pieces[-1]
    assert globex.text.endswith("more than one line They have not answered.")
    assert (globex.notes, globex.views) == (frozenset(), ())


def test_cases_are_scored_by_their_pages(tmp_path: Path, program: Program) -> None:
    files = {"situations/one.yaml": SITUATION, "experts/one.yaml": EXPERT.format(name="one")}
    [score] = score_all(load(tmp_path, program, files).cases, program)
    assert [action.verdict for action in score.actions] == [Verdict.ADVISED]
    assert score.first_right is True
    assert [piece.labels for piece in score.irrelevant] == [{"Acme"}]


def test_of_several_situations_in_a_file_the_first_counts(tmp_path: Path, program: Program) -> None:
    text = SITUATION + "---\nsituation: Another\ntoday: 2026-03-11\n"
    assert page(tmp_path, program, text).today == day(10)


ONE = EXPERT.format(name="one")
WRONG = {
    "a situation without its expert": (
        {"situations/one.yaml": SITUATION},
        "{0}/situations/one.yaml: no expert's side of it in {0}/experts",
    ),
    "an expert without a situation": (
        {"experts/one.yaml": ONE},
        "{0}/experts/one.yaml: no situation of it in {0}/situations",
    ),
    "a situation without a date": (
        {"situations/one.yaml": "situation: It\n", "experts/one.yaml": ONE},
        "{0}/situations/one.yaml: it has no date; write `today: DATE`",
    ),
    "a situation with a mistake": (
        {
            "situations/one.yaml": SITUATION.replace("company: Acme", "compan: Acme"),
            "experts/one.yaml": ONE,
        },
        "{0}/situations/one.yaml:4:5: ",
    ),
    "an expert's side with a mistake": (
        {
            "situations/one.yaml": SITUATION,
            "experts/one.yaml": ONE.replace("for: Globex", "for: Globx"),
        },
        "{0}/experts/one.yaml:6:33: there is no label of the situation `Globx`; "
        "did you mean `Globex`?",
    ),
    "a note that is none": (
        {
            "situations/one.yaml": SITUATION,
            "experts/one.yaml": ONE.replace("note: by-phone", "note: asking"),
        },
        "{0}/experts/one.yaml:6:47: there is no rule with a note `asking`; "
        "there are `by-phone`, `not-shown`",
    ),
    "an empty expert's side": (
        {"situations/one.yaml": SITUATION, "experts/one.yaml": ""},
        "{0}/experts/one.yaml: there is nothing in it",
    ),
}


@pytest.mark.parametrize(("files", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_measured_is_told_with_its_file(
    files: dict[str, str], told: str, tmp_path: Path, program: Program
) -> None:
    found = load(tmp_path, program, files)
    assert found.cases == ()
    assert found.problems[0].startswith(told.format(tmp_path))


def test_a_wrong_file_does_not_hide_the_others(tmp_path: Path, program: Program) -> None:
    files = {"experts/a.yaml": "", "situations/a.yaml": SITUATION}
    files |= {"experts/b.yaml": EXPERT.format(name="b"), "situations/b.yaml": SITUATION}
    found = load(tmp_path, program, files)
    assert [case.expert.name for case in found.cases] == ["b"]
    assert len(found.problems) == 1
