"""What the tests of a pack prove about its advice, whatever they expect."""

from pathlib import Path

import pytest

from advisor.api import ENGINES, Advisor
from advisor.casetest import (
    CaseRun,
    Runner,
    case_findings,
    coverage_findings,
    rule_coverage,
    run_case,
)
from advisor.ir import Decision, Program, Situation
from tests.casetest.packs import make_program

ENTITIES = """\
entities:
  situation:
    facts:
      tired: {type: yes-no, ask: Are you tired?}
      rested: {type: yes-no, ask: Have you rested?}
      rest_on: {type: date, ask: When will you rest again?}
  application:
    list: applications
    always_advised: yes
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      open: {type: yes-no, ask: Is it open?}
actions:
  rest:
    title: Rest
    kind: do
    incompatible: [work]
    done: {rested: yes, rest_on: today + 1 week}
  work: {title: Work, kind: wait}
  look-in-the-mirror: {title: Look, kind: do, asks: [tired]}
  write: {title: "Write to {company}", kind: do, done: {open: no}}
rules:
"""


def runs_on_both(program: Program) -> list[CaseRun]:
    advisors = [Advisor(program, engine) for engine in ENGINES]
    return [run_case(advisors, case) for case in program.pack.tests]


def runs_of(folder: Path, rules: str, *situations: str) -> tuple[Program, list[CaseRun]]:
    tests = "tests:\n" + "".join(
        f"  - test: number {n}\n    situation: {text}\n    expect_some: []\n"
        for n, text in enumerate(situations, 1)
    )
    program = make_program(folder, ENTITIES + rules, tests)
    return program, runs_on_both(program)


REST = """\
  - rule: rest
    when: %s
    advise: {action: rest%s}
    because: You are tired.
    source: book
"""
WORK = """\
  - rule: work
    when: tired
    advise: {action: work%s}
    because: It must be done.
    source: book
"""
WRITE = """\
  - rule: write
    for: application
    when: open
    advise: write
    because: They are open.
    source: book
"""
LOOK = """\
  - rule: look-when-nobody-knows
    when: tired is not given
    advise: look-in-the-mirror
    because: One sees it in the face.
"""
TIRED = "{today: 2026-11-22, tired: yes}"
FINDINGS = {
    "advice that stays": (
        REST % ("tired", ""),
        TIRED,
        [("ADV701", "in test `number 1`, `rest` is still advised after it was carried out")],
    ),
    "advice that goes": (REST % ("[tired, not rested]", ""), TIRED, []),
    "advice that comes again later": (REST % ("tired", ", start: first(rest_on)"), TIRED, []),
    "advice that goes by the answer to what it asks for": (LOOK, "{today: 2026-11-22}", []),
    "a contradiction": (
        REST % ("[tired, not rested]", "") + WORK % "",
        TIRED,
        [
            (
                "ADV702",
                "in test `number 1`, `rest` and `work` are both advised, and contradict each other",
            )
        ],
    ),
    "what contradicts later may well": (
        REST % ("[tired, not rested]", "") + WORK % ", start: today + 1 day",
        TIRED,
        [],
    ),
    "an application without advice": (
        WRITE,
        "{today: 2026-11-22, applications: [{company: Acme, open: yes}, {company: Globex}]}",
        [("ADV703", "in test `number 1`, nothing is advised for `Globex`")],
    ),
}


@pytest.mark.parametrize("case", FINDINGS.values(), ids=FINDINGS)
def test_what_is_odd_about_advice_is_found(
    tmp_path: Path, case: tuple[str, str, list[tuple[str, str]]]
) -> None:
    rules, situation, expected = case
    program, runs = runs_of(tmp_path, rules, situation)
    found = case_findings(runs, Runner(program))
    assert [(d.code, d.message) for d in found] == expected
    assert all(d.span.path.endswith("rules_test.yaml") and d.span.line == 2 for d in found)


def test_the_same_finding_in_several_tests_is_one_with_all_places(tmp_path: Path) -> None:
    program, runs = runs_of(tmp_path, REST % ("tired", ""), TIRED, TIRED, TIRED)
    [found] = case_findings(runs, Runner(program))
    assert [(span.line, words) for span, words in found.related] == [
        (5, "here too"),
        (8, "here too"),
    ]


def test_a_test_that_expects_no_advice_leaves_nobody_out(tmp_path: Path) -> None:
    tests = """\
tests:
  - test: nothing
    situation: {today: 2026-11-22, applications: [{company: Acme}]}
    expect: []
"""
    program = make_program(tmp_path, ENTITIES + WRITE, tests)
    runs = runs_on_both(program)
    assert case_findings(runs, Runner(program)) == ()


def test_each_rule_is_counted_where_it_fires_and_where_it_stays_silent(tmp_path: Path) -> None:
    both = "{today: 2026-11-22, applications: [{company: A, open: yes}, {company: B}]}"
    program, runs = runs_of(tmp_path, REST % ("tired", "") + WRITE, TIRED, both)
    coverage = rule_coverage(program.pack, runs)
    assert [(row.rule, row.fires, row.is_silent) for row in coverage] == [
        ("rest", 1, 1),
        ("write", 1, 1),
    ]
    assert coverage_findings(program.pack, coverage) == ()
    only_first = rule_coverage(program.pack, runs[:1])
    assert [(d.code, d.message) for d in coverage_findings(program.pack, only_first)] == [
        ("ADV705", "no test leaves rule `rest` silent"),
        ("ADV704", "no test fires rule `write`"),
        ("ADV705", "no test leaves rule `write` silent"),
    ]


def test_engines_that_disagree_fail_the_test(tmp_path: Path) -> None:
    program, runs = runs_of(tmp_path, REST % ("tired", ""), TIRED)

    class Forgetful(Advisor):
        def advise(self, situation: Situation, questions: bool = True) -> Decision:
            decision = super().advise(situation, questions)
            return Decision(decision.title, decision.today, ())

    advisors = [Forgetful(program, "rete"), Advisor(program, "oracle")]
    run = run_case(advisors, runs[0].case)
    assert run.disagreeing == ("oracle",)
    assert not run.is_met
    assert runs[0].is_met


def test_a_test_may_set_parameters(tmp_path: Path) -> None:
    rules = """\
  - rule: rest
    when: is_lazy
    advise: rest
    because: Because.
    source: book
parameters:
  is_lazy: {value: no, title: Lazy}
"""
    tests = """\
tests:
  - test: lazy
    situation: {today: 2026-11-22}
    parameters: {is_lazy: yes}
    expect: [{action: rest}]
"""
    program = make_program(tmp_path, ENTITIES + rules, tests)
    [run] = runs_on_both(program)
    assert run.mismatches == ()
