"""`expect_facts`: what is concluded held against what a test expects."""

from __future__ import annotations

import pytest

from advisor import api
from advisor.casetest import mismatch_lines, run_case
from advisor.ir import Case
from tests.results_pack import ME, results_program


def case_with(*expected: str) -> Case:
    lines = "".join(f"  - {one}\n" for one in expected)
    text = f"{ME}expect_facts:\n{lines}"
    [case] = api.load_cases_text(text, "me.yaml", results_program()).cases
    return case


def mismatches(*expected: str) -> list[str]:
    """What both engines that run tests say."""
    advisors = [api.Advisor(results_program(), engine) for engine in api.ENGINES]
    run = run_case(advisors, case_with(*expected))
    assert not run.disagreeing
    return mismatch_lines(run.mismatches)


def test_a_situation_that_expects_facts_expects_something() -> None:
    assert case_with("{fact: fee, value: 1}").expectation.says_something


MET = {
    "a number of the situation": ["{fact: situation.total, value: 12.5}"],
    "by the label": ["{fact: fee, for: Ann, value: 12.5}", "{fact: fee, for: Bob, value: 0}"],
    "by the place": ["{fact: fee, for: 'claims[1]', value: 0}"],
    "by one around it": ["{fact: item.total, for: 'claims[0].items[0]', value: 19}"],
    "a day": ["{fact: paid_back_on, for: Bob, value: 2026-12-06}"],
    "a choice": ["{fact: grade, for: Ann, value: bad}"],
    "a text": ["{fact: note, for: Ann, value: late}"],
    "a length of time": ["{fact: wait, for: Bob, value: 12 days}"],
    "that it is not given": ["{fact: note, for: Bob, value: none}"],
    "what is no result": ["{fact: is_old, for: Ann, value: yes}"],
    "of all that there are": ["{fact: claim.note, for: Bob, value: none}"],
    "a value that is none beside one that is given": [
        "{fact: refund, for: 'claims[0].items[0]', value: 4.75}",
        "{fact: refund, for: 'claims[0].items[1]', value: none}",
    ],
}


@pytest.mark.parametrize("name", MET)
def test_what_comes_out_as_expected_is_no_mismatch(name: str) -> None:
    assert mismatches(*MET[name]) == []


MISSED = {
    "another number": (
        "{fact: fee, for: Ann, value: 10}",
        ["- fee for Ann: 10", "+ fee for Ann: 12.5 (concluded by `late`)"],
    ),
    "a default": (
        "{fact: situation.total, value: 3}",
        ["- total: 3", "+ total: 12.5 (by its default)"],
    ),
    "nothing": (
        "{fact: note, for: Bob, value: late}",
        ["- note for Bob: late", "+ note for Bob: none (nothing concludes it)"],
    ),
    "a value where none should be": (
        "{fact: note, for: Ann, value: none}",
        ["- note for Ann: none", "+ note for Ann: late (concluded by `late`)"],
    ),
    "one of all": (
        "{fact: fee, value: 0}",
        ["- fee: 0", "+ fee for Ann: 12.5 (concluded by `late`)"],
    ),
    "nobody of that name": (
        "{fact: fee, for: Anne, value: 0}",
        ["- fee for Anne: 0 (no claim here is called `Anne`; did you mean `Ann`?)"],
    ),
    "somebody else": (
        "{fact: refund, for: Bob, value: 0}",
        ["- refund for Bob: 0 (there is no item of `Bob`)"],
    ),
}


@pytest.mark.parametrize("name", MISSED)
def test_what_comes_out_otherwise_is_told_with_the_value_that_came(name: str) -> None:
    expected, lines = MISSED[name]
    assert mismatches(expected) == lines


def test_where_there_is_no_such_instance_that_is_said() -> None:
    text = "today: 2026-11-22\nexpect_facts:\n  - {fact: fee, value: 0}\n"
    [case] = api.load_cases_text(text, "me.yaml", results_program()).cases
    run = run_case([api.Advisor(results_program(), "oracle")], case)
    assert mismatch_lines(run.mismatches) == ["- fee: 0 (there is no claim here)"]


def test_a_situation_in_error_meets_no_expected_fact() -> None:
    text = (
        f"{ME.replace('9.5', '999999999999')}expect_facts: [{{fact: fee, for: Ann, value: 12.5}}]\n"
    )
    [case] = api.load_cases_text(text, "me.yaml", results_program()).cases
    run = run_case([api.Advisor(results_program(), "oracle")], case)
    [line] = mismatch_lines(run.mismatches)
    assert line.startswith("! no advice: the default of `total` of claims[0].items[0]")
