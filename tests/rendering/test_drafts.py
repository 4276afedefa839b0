"""Messages filled with a situation."""

from pathlib import Path

import pytest

from advisor import api
from advisor.ir.packs import Program
from advisor.rendering.drafts import Draft, DraftError, fill_draft
from tests.casetest.packs import make_case, make_program

RULES = """\
entities:
  situation:
    facts:
      name: {type: text, ask: What is your name?}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      stage: {type: choice, ask: Where?, choices: {on_hold: On hold, over: Over}}
      chases: {type: number, default: 0, ask: How often have you asked?}
      ready: {type: yes-no, ask: Are you ready?}
      role: {type: text, ask: "Which role at {company}?"}
      wants: {type: text, ask: What do they want?}
  interview:
    within: application
    list: interviews
    label: the interview on {held_on}
    facts:
      held_on: {type: date, required: yes, ask: When?}
      who: {type: text, ask: Who was there?}
actions:
  write: {title: "Write to {company}", kind: wait}
rules:
  - rule: write
    for: application
    advise: {action: write, due: today + 1 week}
    because: It is time.
    source: book
"""
SITUATION = """\
today: 2026-11-22
name: "{{ 7 * 7 }}"
applications:
  - company: Acme
    stage: on_hold
    chases: 2.5
    ready: no
    interviews:
      - {held_on: 2026-11-01, who: Ann}
      - {held_on: 2026-11-20}
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return make_program(tmp_path, RULES)


def draft(program: Program, template: str) -> Draft:
    case = make_case(program, SITUATION)
    decision = api.advise(program, case.situation, engine="oracle", questions=False)
    return fill_draft(program, case.situation.root, decision, decision.advice[0], template)


FILLED = {
    "facts in the reader's words": (
        "{{ company }}: {{ stage }}, {{ chases }}",
        "Acme: On hold, 2.5",
    ),
    "facts of the situation around it, as they stand": ("I am {{ name }}", "I am {{ 7 * 7 }}"),
    "today and due": ("{{ today }} to {{ due }}", "22 Nov 2026 to 29 Nov 2026"),
    "the name of a choice": ("{{ name_of.stage == 'on_hold' }}", "True"),
    "a number to calculate with": ("{{ value_of.chases * 2 }}", "5.0"),
    "yes-no to decide by": ("{% if value_of.ready %}a{% else %}b{% endif %}", "b"),
    "yes-no in words": ("{{ ready }} {{ ready | upper }} {{ ready == 'no' }}", "no NO True"),
    "yes-no in words to decide by": (
        "{% if ready %}a{% else %}b{% endif %}{% for i in interviews if i.ready %}c{% endfor %}",
        "b",
    ),
    "lists inside": (
        "{% for i in interviews %}{{ i.held_on }} {{ i.who or 'you' }} of {{ i.company }};{% endfor %}",
        "1 Nov 2026 Ann of Acme;20 Nov 2026 you of Acme;",
    ),
    "a missing fact is false": ("{% if role %}a{% else %}b{% endif %}", "b"),
    "a missing fact has no order": ("{{ value_of.chases > 1 and not (role > 1) }}", "True"),
    "the last line ends": ("a\n\n\n", "a"),
}


@pytest.mark.parametrize("case", FILLED.values(), ids=FILLED)
def test_a_draft_sees_the_situation_in_words(program: Program, case: tuple[str, str]) -> None:
    template, expected = case
    assert draft(program, template) == Draft(expected + "\n", ())


def test_a_missing_fact_is_marked_and_reported_with_its_question(program: Program) -> None:
    found = draft(program, "{{ role }}, {{ role }}, {{ interviews[1].who }}")
    assert found.text == "[role?], [role?], [who?]\n"
    assert [(gap.fact, gap.place, gap.target, gap.ask) for gap in found.missing] == [
        ("role", "applications[0]", "Acme", "Which role at Acme?"),
        (
            "who",
            "applications[0].interviews[1]",
            "the interview on 20 Nov 2026",
            "Who was there?",
        ),
    ]


def test_what_is_only_asked_about_is_not_missing(program: Program) -> None:
    assert draft(program, "{% if role %}{{ role }}{% endif %}ok").missing == ()


BAD = {
    "a slip in the template": "a\n{% if role %}b",
    "a name that is no fact": "{{ rle }}",
    "a way out of the sandbox": "{{ company.__class__.__mro__ }}",
    "changing what it sees": "{{ interviews.append(1) }}",
    "calculating with words": "{{ company / 2 }}",
    "an endless list": "{{ range(999999999) | list }}",
}


@pytest.mark.parametrize("template", BAD.values(), ids=BAD)
def test_a_template_that_cannot_be_filled_is_refused(program: Program, template: str) -> None:
    with pytest.raises(DraftError):
        draft(program, template)


def test_a_slip_names_its_line(program: Program) -> None:
    with pytest.raises(DraftError, match=r"^line 2: "):
        draft(program, "a\n{% if role %}b")
