"""What can stand at the cursor, in texts that are hardly ever whole."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import api
from advisor.editor.completing import FileKind, complete, kind_of
from advisor.editor.cursor import whereabouts
from advisor.editor.suggestions import SuggestionKind
from advisor.ir import Program
from tests.editor.test_hovering import program as with_more
from tests.example_pack import PACK, write

RULE = "rules:\n  - rule: one\n    for: application\n"


@cache
def program() -> Program:
    """The example pack."""
    with TemporaryDirectory() as folder:
        return api.load_pack(write(Path(folder) / "rules", PACK))


def offered(marked: str, kind: FileKind = FileKind.PACK) -> list[str]:
    """What is offered where `|` stands."""
    before, _, after = marked.partition("|")
    line = before.count("\n")
    found = complete(before + after, line, len(before) - before.rfind("\n") - 1, kind, program())
    return [item.label for item in found.items]


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        (f"{RULE}    when: stage is |\n", ["applied", "interviewed", "offered", "given", "not"]),
        (f"{RULE}    when: stage is not off|", ["applied", "interviewed", "offered", "given"]),
        (f"{RULE}    when: stage is one of (applied, |", ["applied", "interviewed", "offered"]),
        (f"{RULE}    when: not (stage is |)", ["applied", "interviewed", "offered"]),
        (f"{RULE}    when:\n      - stage is given\n      - preference |", ["is given", "is not given", "is"]),
        (f"{RULE}    when: answer_by |", ["is given", "is not given", "is before", "is after"]),
        (f"{RULE}    when: chases_sent |", ["is given", "is not given", "is", "is not", "<"]),
        (f"{RULE}    when: |", ["company", "stage", "answer_by", "chases_sent"]),
        (f"{RULE}    when: any(interviews, |", ["held_on", "thanked", "company"]),
        (f"{RULE}    when: any(interviews, thanked) and |", ["company", "stage"]),
        (f"{RULE}    when: application.|", ["company", "stage"]),
        (f"{RULE}    conclude:\n      |", ["answer_by", "asked_on", "chases_sent"]),
        (f"{RULE}    conclude: {{is_waiting: |", ["yes", "no", "company", "stage"]),
        (f"{RULE}    conclude:\n      stage: |", ["applied", "interviewed", "offered", "company"]),
        (f"{RULE}    conclude:\n      stage: st|", ["company", "stage"]),
        (f"{RULE}    advise: |", ["chase", "thank", "answer"]),
        (f"{RULE}    advise: {{action: |", ["chase", "thank", "answer"]),
        (f"{RULE}    advise: {{action: chase, |", ["start", "due", "instead_of"]),
        (f"{RULE}    overrides: [waiting, |", ["waiting", "ask-after-a-while", "thank-them"]),
        (f"{RULE}    source: |", ["guide", "guide#chase"]),
        (f"{RULE}    because: Ask {{|}}", ["company", "stage"]),
        (f"{RULE}    because: Ask {{application.|}}", ["company", "stage"]),
        ("events:\n  they-called:\n    |\n", ["title", "also", "for"]),
        ("rules:\n  - rule: one\n    for: |\n", ["situation", "application", "interview"]),
        ("rules:\n- rule: one\n  for: |\n", ["situation", "application", "interview"]),
        ("actions:\n  chase:\n    kind: |\n", ["do", "wait", "avoid", "know"]),
        ("actions:\n  chase:\n    draft: |\n", ["question"]),
        ("entities:\n  a:\n    facts:\n      b: {type: |}\n", ["yes-no", "number", "date"]),
        ("parameters:\n  patience:\n    |\n", ["value", "values", "min"]),
        ("|", ["entities", "parameters", "actions", "events"]),
    ],
)  # fmt: skip
def test_rules_are_completed(marked: str, first: list[str]) -> None:
    assert offered(marked)[: len(first)] == first


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        (f"{RULE}    when: signs has |", ["late", "kind"]),
        (f"{RULE}    when: signs has any of (late, |", ["late", "kind"]),
        (f"{RULE}    when: company is |", ["company", "stage"]),
        (f"{RULE}    when: nobody is |", ["company", "stage"]),
        (f"{RULE}    when: company |", ["is given", "is not given", "is", "is not"]),
        (f"{RULE}    when: wait |", ["is given", "is not given", "<", "<="]),
        (f"{RULE}    when: is_waiting |", ["is given", "is not given", "and", "or"]),
        (f"{RULE}    when: patience |", ["is given", "is not given", "<", "<="]),
        (f"{RULE}    when: nowhere.|", ["company", "stage"]),
        (f"{RULE}    when: application.stage is |", ["applied", "interviewed"]),
        (f"{RULE}    when:\n      - not is_waiting and\n        stage is |", ["applied"]),
        (f"{RULE}    when: not is_waiting and\n      stage is |", ["applied"]),
        (f'{RULE}    advise: {{action: "a, b", |', ["start", "due", "instead_of"]),
        ("rules:\n  - first_of:\n      - |", ["rule"]),
        ("entities:\n  interview:\n    ask_if: |", ["held_on", "thanked", "company"]),
        ("entities:\n  nobody:\n    ask_if: |", ["applications", "today"]),
        ("actions:\n  thank:\n    done: {thanked: |", ["yes", "no", "held_on", "thanked", "company"]),
        ("events:\n  wrote:\n    title: a\n    for: application\n    when: |", ["company"]),
        ("rules:\n  - rule: one\n    for: nobody\n    when: |", ["applications", "today"]),
    ],
)  # fmt: skip
def test_expressions_are_completed_by_what_stands_before(marked: str, first: list[str]) -> None:
    before, _, after = marked.partition("|")
    column = len(before) - before.rfind("\n") - 1
    found = complete(before + after, before.count("\n"), column, FileKind.PACK, with_more())
    assert [item.label for item in found.items][: len(first)] == first


@pytest.mark.parametrize(
    ("marked", "kind", "first"),
    [
        ("applications:\n  - company: A\n    stage: |", FileKind.SITUATION, ["applied"]),
        ("applications:\n  - |", FileKind.SITUATION, ["company", "stage", "answer_by"]),
        ("applications:\n  - {company: A, |}", FileKind.SITUATION, ["stage", "answer_by"]),
        ("---\napplications: []\n---\n|", FileKind.SITUATION, ["situation", "today", "pack"]),
        ("tests:\n  - test: one\n    |", FileKind.TESTS, ["situation", "parameters", "expect"]),
        ("tests:\n  - test: one\n    expect: [|", FileKind.TESTS, ["chase", "thank"]),
        ("tests:\n  - test: one\n    because: |", FileKind.TESTS, ["answer-in-time"]),
    ],
)
def test_situations_and_tests_are_completed(marked: str, kind: FileKind, first: list[str]) -> None:
    assert offered(marked, kind)[: len(first)] == first


def test_what_stands_there_already_is_not_offered_again() -> None:
    found = offered(f"{RULE}    |\n    when: thanked\n    because: It is so.\n")
    assert "unless" in found
    assert not {"rule", "for", "when", "because"} & set(found)


def test_a_choice_says_what_it_means_and_a_fact_its_question() -> None:
    text = f"{RULE}    when: stage is "
    items = complete(text, 3, 20, FileKind.PACK, program()).items
    assert (items[2].label, items[2].detail) == ("offered", "They made an offer")
    facts = complete(f"{RULE}    when: ", 3, 10, FileKind.PACK, program()).items
    assert facts[1].kind is SuggestionKind.FACT
    assert facts[1].about == "Where do things stand?"


@pytest.mark.parametrize(
    ("marked", "typed"),
    [
        (f"{RULE}    when: not sta|", 3),
        (f"{RULE}    overrides: ask-af|", 6),
        (f"{RULE}    when: application.sta|", 3),
        (f"{RULE}    because: Ask {{comp|}}", 4),
        (f"{RULE}    when: |", 0),
    ],
)
def test_what_is_chosen_takes_the_place_of_what_was_typed_of_it(marked: str, typed: int) -> None:
    before, _, after = marked.partition("|")
    found = complete(
        before + after, 3, len(before) - before.rfind("\n") - 1, FileKind.PACK, program()
    )
    assert found.typed == typed


@pytest.mark.parametrize(
    ("name", "is_in_pack", "kind"),
    [
        ("rules/thanks.yaml", True, FileKind.PACK),
        ("rules/pack.yaml", True, FileKind.HEADER),
        ("rules/drafts/thanks.md", True, FileKind.DRAFT),
        ("rules/thanks_test.yaml", True, FileKind.TESTS),
        ("me_test.yaml", False, FileKind.SITUATION),
    ],
)
def test_a_file_is_what_its_name_and_place_say(name: str, is_in_pack: bool, kind: FileKind) -> None:
    assert kind_of(name, is_in_pack) is kind


def test_a_header_is_completed_by_what_stands_in_headers_alone() -> None:
    assert offered("|", FileKind.HEADER)[:4] == ["pack", "version", "language", "title"]
    assert "rules" not in offered("|", FileKind.HEADER)
    assert "version" not in offered("|")


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ("Dear {{ |", ["company", "stage", "answer_by"]),
        ("Dear {{ co| }},\nyours", ["company", "stage", "answer_by"]),
        ("{% if |", ["company", "stage", "answer_by"]),
        ("{{ answer_by | |", ["on", "in_full", "days_ago"]),
        ("{{ value_of.|", ["company", "stage", "answer_by"]),
        ("{% for one in interviews %}{{ one.|", []),
        ("Dear |", []),
        ("Dear {{ company }}, |", []),
        ("{% if company %}| {{ stage }}", []),
    ],
)
def test_letters_are_completed_inside_of_braces(marked: str, first: list[str]) -> None:
    before, _, after = marked.rpartition("|")
    lines = before.split("\n")
    found = complete(
        f"{before}{after}", len(lines) - 1, len(lines[-1]), FileKind.DRAFT, program(), "question"
    )
    labels = [item.label for item in found.items]
    assert labels[: len(first)] == first
    assert bool(labels) is bool(first)


@given(
    st.text(st.sampled_from("ab:-{}[],'\"# \n|.()"), max_size=60),
    st.integers(0, 9),
    st.integers(0, 30),
    st.sampled_from(FileKind),
)
def test_any_text_can_be_completed(text: str, line: int, column: int, kind: FileKind) -> None:
    where = whereabouts(text, line, column)
    assert all(isinstance(step, str) for step in where.path)
    assert complete(text, line, column, kind, program()).typed >= 0
