"""Many cases at once: on which engines they run, and that columns decide what the others decide."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.casetest import CaseRun, Runner, case_findings, drafts_of_tests, mismatch_lines
from advisor.casetest import runner as module
from advisor.casetest.columns import CaseColumns
from advisor.diagnostics import Span
from advisor.ir import AsOf, Case, Decision, Expectation, Program, Situation
from tests.agreement.programs import programs
from tests.casetest.packs import make_program

RULES = """\
entities:
  situation:
    facts:
      tired: {type: yes-no, ask: Are you tired?}
      nights: {type: number, ask: How many nights?, min: 0}
      fee: {type: number, concluded: yes}
      rested: {type: yes-no, ask: Have you rested?}
  guest:
    list: guests
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: What is the name?}
      leaves: {type: date, ask: When?}
actions:
  rest: {title: Rest, kind: do, done: {rested: yes}}
  wave: {title: "Wave to {name}", kind: do, done: {leaves: none}}
parameters:
  price: {value: 50, title: The price of a night}
rules:
  - rule: rest-when-tired
    when: [tired, not rested]
    advise: rest
    because: You are tired.
    source: book
  - rule: wave-when-they-leave
    for: guest
    when: leaves is on or after today
    advise: {action: wave, due: leaves}
    because: "{name} leaves."
    source: book
  - rule: fee-of-nights
    when: nights is given
    conclude: {fee: nights * price}
"""
TESTS = """\
tests:
  - test: tired
    situation: {today: 2026-11-22, tired: yes}
    expect: [{action: rest}]
  - test: somebody leaves
    situation: {today: 2026-11-22, guests: [{name: Ann, leaves: 2026-11-25}, {name: Bea}]}
    expect: [{action: wave, for: Ann, due: 2026-11-25}]
    because: [wave-when-they-leave]
    not_because: [rest-when-tired]
  - test: nights cost
    situation: {today: 2026-11-22, nights: 3}
    expect_facts: [{fact: fee, value: 150}]
  - test: with another price
    situation: {today: 2026-11-22, nights: 3}
    parameters: {price: 60}
    expect_facts: [{fact: fee, value: 180}]
"""
FAILING = """\
tests:
  - test: nobody leaves
    situation: {today: 2026-11-22, guests: [{name: Ann, leaves: 2026-11-25}]}
    expect: []
  - test: another day
    situation: {today: 2026-11-22, guests: [{name: Ann, leaves: 2026-11-25}]}
    expect_some: [{action: wave, for: Ann, due: 2026-11-26}]
  - test: nights cost more
    situation: {today: 2026-11-22, nights: 3}
    parameters: {price: 60}
    expect_facts: [{fact: fee, value: 200}]
  - test: nobody called so
    situation: {today: 2026-11-22, guests: [{name: Ann}]}
    expect_none: [{action: wave, for: Cleo}]
  - test: more than can be counted
    situation: {today: 2026-11-22, nights: 900000000000}
    expect: []
  - test: decides
    situation: {today: 2026-11-22, tired: yes, rested: yes}
    because: [rest-when-tired]
"""


def _runs(program: Program, *engines: str) -> list[CaseRun]:
    return list(Runner(program, engines).run(program.pack.tests))


def test_what_is_met_in_columns_is_decided_by_nothing_else(tmp_path: Path) -> None:
    program = make_program(tmp_path, RULES, TESTS)
    runs = _runs(program, "columnar")
    assert [(run.is_met, run.engine) for run in runs] == [(True, "columnar")] * 4
    assert [run.program.parameters["price"] for run in runs] == [50_000_000] * 3 + [60_000_000]


def test_what_fails_is_told_word_for_word_as_the_other_engines_tell_it(tmp_path: Path) -> None:
    program = make_program(tmp_path, RULES, FAILING)
    alone, both = _runs(program, "columnar"), _runs(program, "rete", "oracle")
    assert [mismatch_lines(run.mismatches) for run in alone] == [
        mismatch_lines(run.mismatches) for run in both
    ]
    assert all(run.mismatches and not run.disagreeing for run in alone)
    assert [run.decision for run in alone] == [run.decision for run in both]


@pytest.mark.parametrize(
    ("engines", "tests", "expected"),
    [
        ((), 4, ("rete", "oracle")),
        ((), 20_000, ("columnar",)),
        (("oracle",), 20_000, ("oracle",)),
        (("columnar",), 1, ("columnar",)),
        (("oracle", "columnar"), 1, ("oracle", "columnar")),
    ],
)
def test_cases_run_on_what_is_asked_for_or_quickest(
    engines: tuple[str, ...], tests: int, expected: tuple[str, ...], tmp_path: Path
) -> None:
    program = make_program(tmp_path, RULES, TESTS)
    cases = [program.pack.tests[0]] * tests
    assert Runner(program, engines).engines(cases) == expected


def test_columns_that_decide_otherwise_fail_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_program(tmp_path, RULES, TESTS)
    decide = CaseColumns.decide

    def forgetful(self: CaseColumns, number: int) -> Decision:
        return replace(decide(self, number), advice=())

    monkeypatch.setattr(CaseColumns, "decide", forgetful)
    for engines in (("columnar",), ("columnar", "rete")):
        runs = _runs(program, *engines)
        assert [run.disagreeing for run in runs] == [("columnar",)] * 2 + [()] * 2
        assert [run.is_met for run in runs] == [False, False, True, True]


def test_a_case_that_is_an_error_is_so_in_columns(tmp_path: Path) -> None:
    program = make_program(tmp_path, RULES, FAILING)
    case = program.pack.tests[4]
    [found], [wanted] = (list(Runner(program, [e]).decide([case])) for e in ("columnar", "oracle"))
    assert found.error is not None
    assert found == wanted


def test_findings_are_the_same_in_columns(tmp_path: Path) -> None:
    rules = RULES.replace("done: {rested: yes}", "done: {tired: yes}")
    program = make_program(tmp_path, rules, TESTS)
    runs = {engine: _runs(program, engine) for engine in ("columnar", "oracle")}
    found = [case_findings(some, Runner(program, [engine])) for engine, some in runs.items()]
    assert [d.code for d in found[0]] == ["ADV701"]
    assert found[0] == found[1]
    assert drafts_of_tests(runs["columnar"], {}) == ()


def _cases(situations: Iterator[Situation]) -> list[Case]:
    span = Span("me.yaml", 1, 1, 1, 1)
    return [Case(str(n), one, Expectation(), span) for n, one in enumerate(situations)]


def test_engines_held_against_each_other_agree_on_random_packs() -> None:
    errors = 0
    for made, program in programs(range(92_000, 92_025)):
        cases = _cases(Situation(None, p.today, p.root) for p in made.situations(10))
        runner = Runner(program, module.ENGINES, AsOf())
        runs = list(runner.run(cases))
        assert [run.case.name for run in runs if not run.is_met] == []
        errors += sum(run.decision.error is not None for run in runs)
    assert 0 < errors < 200
