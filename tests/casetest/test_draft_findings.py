"""Drafts that cannot be filled are found by `check`, with made-up values, and by `test`."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from advisor.casetest import drafts_of_tests, run_case
from advisor.diagnostics import Diagnostic
from tests.casetest.packs import make_program

RULES = """\
entities:
  claim:
    list: claims
    label: "{item}"
    facts:
      item: {type: text, required: yes, ask: Which item?}
      bought_on: {type: date, ask: When did you buy it?}
      answer: {type: choice, choices: {refused: They refused, granted: They granted it}, ask: Well?}
      notice: {type: duration, min: 1 day, max: 4 days, ask: How long do they have?}
      failed: {type: number, default: 0, ask: How often did it fail?}
      is_broken: {type: yes-no, ask: Is it broken?}
      late: {type: yes-no, concluded: yes, default: no}
  repair:
    within: claim
    list: repairs
    facts:
      done_on: {type: date, ask: When?}
actions:
  insist: {title: Insist, kind: do, draft: insist, done: {is_broken: no}}
rules:
  - rule: insist
    for: claim
    when: is_broken
    advise: {action: insist, due: today}
    because: It is broken.
    source: book
"""
TESTS = """\
tests:
  - test: insists
    situation:
      today: 2026-11-22
      claims: [{item: Lamp, is_broken: yes, answer: refused}]
    expect_some: [insist]
"""
# Each draft with the line that cannot be filled, what is said of it and what helps.
BAD = {
    "a.\n{{ answer + 1 }}": (
        2,
        "it calculates with words, or with what is not given",
        "facts stand there in words; `value_of.fact` is a value to calculate with",
    ),
    "{{ today.year }}": (
        1,
        "`year` is not there",
        "a day stands there in words: write `value_of.fact.year`",
    ),
    "a\n\n{% for r in repairs %}\n{{ r.don_on }}\n{% endfor %}": (
        4,
        "`don_on` is not there",
        "facts stand by name; `value_of.fact` is a value to calculate with",
    ),
    "{% if late %}a{% else %}\n{{ item.x.y }}{% endif %}": (
        2,
        "`x` is not there",
        "facts stand by name; `value_of.fact` is a value to calculate with",
    ),
    "{{ value_of.failed / 0 }}": (
        1,
        "something is divided by nothing",
        "ask first, such as `{% if fact %}`",
    ),
    "{{ item.__class__ }}": (
        1,
        "it does what a draft may not do",
        "write facts, conditions and loops only",
    ),
    "Dear\n## On the phone\n- {{ item | int(base=0) | round(method='x') }}": (
        3,
        "a value is not of the kind that is needed",
        "`value_of.fact` is the plain value",
    ),
}
GOOD = """\
{{ item }}, {{ value_of.bought_on.year }}, {{ name_of.bought_on }}, {{ value_of.answer }}
{{ name_of.answer }}, {{ name_of.notice }}, {{ value_of.notice * 2 }}, {{ name_of.late }}
{{ value_of.failed / 2 }}, {{ value_of.today.isoformat() }}, {{ name_of.today }}, {{ due | on }}
{% for r in repairs %}{{ r.done_on | days_ago }}{{ r.value_of.done_on.month }}{% endfor %}
"""


def findings(folder: Path, draft: str) -> tuple[Diagnostic, ...]:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "insist.md").write_text(draft, encoding="utf-8")
    make_program(folder, RULES, TESTS)
    return api.check_pack(folder).diagnostics


@pytest.mark.parametrize("draft", BAD, ids=range(len(BAD)))
def test_a_draft_that_cannot_be_filled_is_an_error_at_its_line(tmp_path: Path, draft: str) -> None:
    line, reason, help = BAD[draft]
    [found] = [d for d in findings(tmp_path, draft) if d.code == "ADV142"]
    assert (found.message, found.help) == (f"this draft cannot be filled: {reason}", help)
    assert (Path(found.span.path).name, found.span.line) == ("insist.md", line)


def test_every_fact_stands_under_name_of_and_value_of(tmp_path: Path) -> None:
    assert not [d for d in findings(tmp_path, GOOD) if d.code.startswith("ADV1")]


def test_a_test_tells_which_drafts_of_its_advice_cannot_be_filled(tmp_path: Path) -> None:
    findings(tmp_path, "a\n{{ answer + 1 }}")
    program = api.load_pack(tmp_path)
    runs = [run_case([api.Advisor(program, "oracle")], case) for case in program.pack.tests]
    [found] = drafts_of_tests(runs * 2, {})
    assert found.message == (
        "in test `insists`, this draft cannot be filled: it calculates with words, or with what is "
        "not given"
    )
    assert (found.span.path, found.span.line) == ("drafts/insist.md", 2)
    assert [span.line for span, _ in found.related] == [2]
