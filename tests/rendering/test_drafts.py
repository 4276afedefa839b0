"""Messages filled with a situation."""

from pathlib import Path

import pytest

from advisor import api
from advisor.ir import Program
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
      first_day: {type: date, ask: When do you start?}
      notice: {type: duration, ask: How long is the notice?}
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
today: 2026-11-22  # a Sunday
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


def draft(program: Program, template: str, situation: str = SITUATION) -> Draft:
    case = make_case(program, situation)
    decision = api.Advisor(program, "oracle").advise(case.situation, questions=False)
    return fill_draft(program, case.situation.root, decision, decision.advice[0], template)


FILLED = {
    "facts in the reader's words": (
        "{{ company }}: {{ stage }}, {{ chases }}",
        "Acme: On hold, 2.5",
    ),
    "facts of the situation around it, as they stand": ("I am {{ name }}", "I am {{ 7 * 7 }}"),
    "today and due": ("{{ today }} to {{ due }}", "today to 29 November"),
    "the name of a choice": ("{{ name_of.stage == 'on_hold' }}", "True"),
    "a number to calculate with": ("{{ value_of.chases * 2 }}", "5.0"),
    "what is worked out from a missing fact is missing": (
        "{% if value_of.role.x * 2 + 1 %}a{% else %}b{% endif %}",
        "b",
    ),
    "facts as files write them": (
        "{{ name_of.chases }} {{ name_of.ready }} {{ name_of.today }} {{ name_of.company }}",
        "2.5 no 2026-11-22 Acme",
    ),
    "the parts of a day": (
        "{% for i in interviews %}{{ i.value_of.held_on.day }}/{{ i.value_of.held_on.month }} {% endfor %}"
        "{{ value_of.today.year }}",
        "1/11 20/11 2026",
    ),
    "yes-no to decide by": ("{% if value_of.ready %}a{% else %}b{% endif %}", "b"),
    "yes-no in words": ("{{ ready }} {{ ready | upper }} {{ ready == 'no' }}", "no NO True"),
    "yes-no in words to decide by": (
        "{% if ready %}a{% else %}b{% endif %}{% for i in interviews if i.ready %}c{% endfor %}",
        "b",
    ),
    "lists inside": (
        "{% for i in interviews %}{{ i.held_on }} {{ i.who or 'you' }} of {{ i.company }};{% endfor %}",
        "1 November Ann of Acme;Friday you of Acme;",
    ),
    "a missing fact is false": ("{% if role %}a{% else %}b{% endif %}", "b"),
    "a missing fact has no order": ("{{ value_of.chases > 1 and not (role > 1) }}", "True"),
    "days with their little words": (
        "{{ today | on }} {% for i in interviews %}{{ i.held_on | on }} {% endfor %}{{ due | in_full }}",
        "today on 1 November on Friday Sunday 29 November",
    ),
    "plain days with their little words": (
        "{{ value_of.today | on }} {% for i in interviews %}{{ i.value_of.held_on | on }} {% endfor %}"
        "{{ interviews[0].value_of.held_on | in_full }} {{ interviews[1].value_of.held_on | days_ago }}",
        "today on 1 November on Friday Sunday 1 November 2",
    ),
    "how long ago a day is": (
        "{% for i in interviews %}{{ i.held_on | days_ago }} {% endfor %}{{ due | days_ago }}",
        "21 2 -7",
    ),
    "a missing day is some days ago of no number": (
        "{{ (role | days_ago) > 3 or (role | days_ago) <= 3 }}",
        "False",
    ),
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


NO_DUE = {
    "written": ("by {{ due }}", "by [due?]\n", ["due"]),
    "in words": ("{{ due | on }}, {{ due | in_full }}", "on [due?], [due?]\n", ["due"]),
    "as a condition": ("{% if due %}by {{ due }}{% else %}soon{% endif %}", "soon\n", []),
    "calculated with": ("{% if due | days_ago > 3 %}late{% else %}soon{% endif %}", "soon\n", []),
}


@pytest.mark.parametrize("case", NO_DUE.values(), ids=NO_DUE)
def test_a_due_day_that_is_not_there_is_like_a_fact_that_is_not_given(
    case: tuple[str, str, list[str]], tmp_path: Path
) -> None:
    template, text, missing = case
    without = RULES.replace("{action: write, due: today + 1 week}", "write")
    found = draft(make_program(tmp_path, without), template)
    assert (found.text, [gap.fact for gap in found.missing]) == (text, missing)
    assert {(gap.place, gap.target, gap.ask) for gap in found.missing} <= {
        ("applications[0]", "Acme", "")
    }


def test_what_is_only_asked_about_is_not_missing(program: Program) -> None:
    assert draft(program, "{% if role %}{{ role }}{% endif %}ok").missing == ()


def test_what_the_message_can_do_without_is_asked_for_all_the_same(program: Program) -> None:
    found = draft(program, "Dear {{ wants | wished or 'all' }}{% if role | wished %}, {% endif %}")
    assert (found.text, found.missing) == ("Dear all\n", ())
    assert [(gap.entity, gap.fact) for gap in found.wished] == [
        ("application", "wants"),
        ("application", "role"),
    ]


def test_what_is_missing_is_not_wished_for_too(program: Program) -> None:
    found = draft(program, "{% if role | wished %}{% endif %}{{ role }}")
    assert ([gap.fact for gap in found.missing], found.wished) == (["role"], ())


def test_what_is_said_to_be_none_is_not_asked_for_again(program: Program) -> None:
    found = draft(program, "{{ role | wished or 'none' }}", SITUATION + "    role: none\n")
    assert found == Draft("none\n", ())


def test_lengths_of_time_are_written_in_words(program: Program) -> None:
    more = "    notice: 2 weeks\n"
    assert draft(program, "{{ notice }}", SITUATION + more).text == ("two weeks\n")


def test_a_letter_that_waits_counts_its_days_from_the_day_on_which_it_may_be_sent(
    tmp_path: Path,
) -> None:
    later = RULES.replace("action: write, ", "action: write, start: today + 3 days, ")
    found = draft(make_program(tmp_path, later), "{{ interviews[1].held_on }} {{ due }}")
    assert found.text == "Friday Sunday\n"


def test_points_for_the_phone_stand_apart_from_the_letter(program: Program) -> None:
    template = "Dear {{ company }}\n\n## On the phone\n\n- I am {{ name }}\n- {{ role }}\n"
    found = draft(program, template)
    assert (found.text, found.heading) == ("Dear Acme\n", "On the phone")
    assert found.points == "- I am {{ 7 * 7 }}\n- [role?]\n"
    assert [gap.fact for gap in found.missing] == ["role"]


def test_points_that_are_left_out_leave_no_heading(program: Program) -> None:
    found = draft(program, "Dear\n## On the phone\n{% if ready %}\n- x\n{% endif %}\n")
    assert found == Draft("Dear\n", ())


def test_what_a_person_has_written_begins_no_points(program: Program) -> None:
    more = '    wants: "a\\n## On the phone"\n'
    found = draft(program, "{{ wants }}", SITUATION + more)
    assert (found.text, found.heading) == ("a\n## On the phone\n", "")


BAD = {
    "text that is no day": "{{ company | days_ago }}",
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


def test_a_slip_in_the_points_names_its_line(program: Program) -> None:
    with pytest.raises(DraftError, match=r"^line 5: "):
        draft(program, "a\n\n## On the phone\n\n{% if role %}b")


def test_a_slip_names_its_line(program: Program) -> None:
    with pytest.raises(DraftError, match=r"^line 2: "):
        draft(program, "a\n{% if role %}b")
