"""What becomes of mutants, and that columns say of them what the oracle says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from advisor import api
from advisor.api import Advisor
from advisor.casetest import check_case
from advisor.diagnostics import Span
from advisor.ir import AsOf, Case, Decision, Expectation, Program, Situation
from advisor.mutation import Mutant, MutationRun, Verdict, mutants_of, run_mutants, sampled
from advisor.mutation.running import compare_mutant, with_witnesses
from advisor.mutation.test_columns import TestColumns
from tests.agreement.programs import programs
from tests.mutation.small import AS_OF, RULES, TESTS, Small, make_small

VERDICTS = {  # diff -> verdict, and the test that kills it
    ("- unless: tired",): (Verdict.SURVIVED, None),
    ("- - sent_on + patience is before today",): (
        Verdict.KILLED,
        "a young claim is waited for",
    ),
    ("- conclude: {is_late: yes}", "+ conclude: {is_late: no}"): (
        Verdict.KILLED,
        "a late claim is asked about",
    ),
    ("- - state is one of (new, open)", "+ - state is one of (open)"): (Verdict.SURVIVED, None),
    ("- overrides: [wait-while-it-is-young]",): (Verdict.REFUSED, None),
    ("- silences: [wait]",): (Verdict.NOT_REACHED, None),
    ("- - not is_late", "+ - is_late"): (Verdict.NOT_REACHED, None),
    # What is late is new or open, so its state is given.
    ("- - state is not given",): (Verdict.EQUIVALENT, None),
}


@pytest.mark.parametrize("diff", VERDICTS, ids=lambda diff: diff[-1])
def test_a_mutant_comes_to_its_verdict(diff: tuple[str, ...], tmp_path: Path) -> None:
    small = make_small(tmp_path)
    [trial] = _tried(small, [small.called(*diff)]).trials
    assert (trial.verdict, trial.case and trial.case.name) == VERDICTS[diff]


def _tried(small: Small, mutants: list[Mutant]) -> MutationRun:
    return run_mutants(small.program, mutants, AS_OF)


def test_the_score_leaves_out_what_says_the_same_and_what_would_not_load(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    chosen = [small.called(*diff) for diff in VERDICTS]
    run = _tried(small, chosen)
    assert run.is_sound
    assert run.score == 2 / 6
    assert _tried(small, []).score == 1


def test_nothing_is_believed_where_the_tests_fail_as_they_are(tmp_path: Path) -> None:
    wrong = make_small(tmp_path, tests=TESTS.replace("due: 2026-11-24", "due: 2026-11-25"))
    assert not _tried(wrong, []).is_sound


def test_nothing_is_believed_where_no_test_would_notice_rules_that_never_fire(
    tmp_path: Path,
) -> None:
    lax = TESTS.partition("    expect:")[0] + "    expect_none: [call]\n"
    assert not _tried(make_small(tmp_path, tests=lax), []).is_sound


def test_a_rule_that_must_not_have_decided_kills_what_lets_it(tmp_path: Path) -> None:
    said = TESTS.replace("    expect: [{action: wait", "    not_because: [late-after-a-while]\n$&")
    said = said.replace("$&", "    expect: [{action: wait")
    small = make_small(tmp_path, tests=said)
    [trial] = _tried(small, [small.called("- - sent_on + patience is before today")]).trials
    assert trial.verdict is Verdict.KILLED


def test_values_that_tests_give_parameters_hold_for_mutants_too(tmp_path: Path) -> None:
    own = (
        TESTS
        + """\
  - test: with more patience it is not late yet
    parameters: {patience: 2 weeks}
    situation:
      today: 2026-11-22
      claims: [{name: Ann, state: open, sent_on: 2026-11-10}]
    expect: [{action: wait, for: Ann}]
"""
    )
    small = make_small(tmp_path, tests=own)
    # A day more makes no difference to a test that says the number itself.
    longer = small.called("- value: 1 week", "+ value: 8 days")
    compared = compare_mutant(TestColumns(small.program, small.program.pack.tests, AS_OF), longer)
    assert compared.touched == []
    strict = small.called(
        "- - sent_on + patience is before today", "+ - sent_on + patience is on or before today"
    )
    assert [t.verdict for t in _tried(small, [strict]).trials] == [Verdict.SURVIVED]


def test_dated_values_hold_too_and_those_of_tests_before_them(tmp_path: Path) -> None:
    dated = RULES.replace(
        "    value: 1 week\n", "    values: {2020-01-01: 1 week, 2026-11-22: 3 weeks}\n"
    ).replace("    min: 7 days\n", "")
    own = TESTS.replace(
        "    situation:\n", "    parameters: {patience: 1 week}\n    situation:\n", 1
    )
    small = make_small(tmp_path, dated, own)
    assert _tried(small, []).is_sound


def test_a_run_stops_at_its_limit(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    run = run_mutants(small.program, small.mutants, AS_OF, limit=0)
    assert run.counts == {Verdict.TIMED_OUT: len(small.mutants)}


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order(tmp_path: Path) -> None:
    mutants = make_small(tmp_path).mutants
    some = sampled(mutants, 10, 1)
    assert len(some) == 10
    assert some == sampled(mutants, 10, 1)
    assert some != sampled(mutants, 10, 2)
    assert [m for m in mutants if m in some] == some
    assert sampled(mutants, None, 1) == sampled(mutants, 1000, 1) == mutants


# Diff -> the fact that is not as in the test, and the advice before and after.
WITNESSES = {
    ("- unless: tired",): ("tired: yes", "wait for Ann", ""),
    ("- - sent_on + patience is before today", "+ - sent_on + patience is on or before today"): (
        "claims[0].sent_on: 2026-11-15",
        "wait for Ann",
        "",
    ),
}


@pytest.mark.parametrize("diff", WITNESSES, ids=lambda diff: diff[-1])
def test_a_survivor_comes_with_a_situation_that_tells_it_apart(
    diff: tuple[str, ...], tmp_path: Path
) -> None:
    small = make_small(tmp_path)
    run = with_witnesses(small.program, _tried(small, [small.called(*diff)]), AS_OF, None)
    witness = run.trials[0].witness
    assert witness is not None
    assert (witness.change, witness.before, witness.after) == WITNESSES[diff]


def test_columns_say_of_mutants_what_the_oracle_says() -> None:
    compared = 0
    for made, program in programs(range(91_000, 91_030)):
        cases = [
            Case(
                str(number),
                Situation(str(number), posed.today, posed.root),
                Expectation(),
                Span("me.yaml", 1, 1, 1, 1),
            )
            for number, posed in enumerate(made.situations(12))
        ]
        mutants = [m for m in mutants_of(program) if m.refused is None]
        chosen = Random(made.seed).sample(mutants, min(len(mutants), 5))
        tests = TestColumns(program, cases, AsOf())
        for mutant in chosen:
            compared += _compare(tests, mutant, cases)
    assert compared > 800


def _compare(tests: TestColumns, mutant: Mutant, cases: list[Case]) -> int:
    """Hold every decision of a mutant to the oracle's; how many there were."""
    compared = compare_mutant(tests, mutant)
    before = Advisor(tests.program, "oracle")
    after = Advisor(mutant.of(tests.program), "oracle")
    for number, case in enumerate(cases):
        found = compared.decision(number)
        wanted = after.advise(case.situation, questions=False)
        assert (found.error is None) == (wanted.error is None), mutant
        if wanted.error is not None:
            continue
        assert found.advice == wanted.advice, mutant
        assert _values(found) == _values(wanted), mutant
        own = before.advise(case.situation, questions=False)
        if _values(own) != _values(wanted):
            assert number in compared.touched, mutant
    return len(cases)


def _values(decision: Decision) -> object:
    """What was derived; columns do not say which of several rules concluded a value."""
    derived = decision.derivations
    return derived.firings, [(c.place, c.fact, c.value) for c in derived.conclusions]


def test_a_mutant_of_the_pack_is_killed_by_the_tests_that_fail_with_it() -> None:
    """Of the pack's tests every fifth, so that the oracle can run them for each of more mutants."""
    whole = api.load_pack()
    program = replace(whole, pack=replace(whole.pack, tests=whole.pack.tests[::5]))
    mutants = [m for m in sampled(list(mutants_of(program)), 8, 5) if m.refused is None]
    run = run_mutants(program, mutants, AS_OF)
    assert len({trial.verdict for trial in run.trials}) > 1
    assert run.is_sound
    for trial in run.trials:
        failing = _failing(trial.mutant.of(program))
        if trial.verdict is Verdict.KILLED:
            assert trial.case is not None and trial.case.name in failing
        else:
            assert failing == []


def _failing(program: Program) -> list[str]:
    advisor = Advisor(program, "oracle", AS_OF)
    failing = []
    for case in program.pack.tests:
        own = advisor.with_values(case.parameters)
        decision = own.advise(case.situation, questions=False)
        if check_case(case, decision, own.program):
            failing.append(case.name)
    return failing
