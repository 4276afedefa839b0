"""Rules written in other forms: the change is still shown as their author would have made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.mutation import Verdict, run_mutants, sampled
from advisor.mutation.reports import render_mutants
from advisor.mutation.running import with_witnesses
from tests.mutation.small import AS_OF, RULES, TESTS, make_small, shown

HEAD = RULES.partition("rules:\n")[0]
# The conditions of a rule, as they may be written -> one of the changes made in them.
FORMS = {
    "    when: [urgent, asked > 1]\n": [["- when: [urgent, asked > 1]", "+ when: [asked > 1]"]],
    "    when: urgent and (asked > 1 or tired)\n": [
        ["- when: urgent and (asked > 1 or tired)", "+ when: urgent and (tired)"],
        ["- when: urgent and (asked > 1 or tired)", "+ when: urgent and (asked > 1 and tired)"],
        ["- when: urgent and (asked > 1 or tired)", "+ when: urgent"],
    ],
    "    when:\n      none:\n        - urgent\n        - tired\n": [
        ["- none:", "+ any:"],
        ["- - tired"],
    ],
    "    when:\n      all:\n        - urgent\n        - tired\n": [["- all:", "+ any:"]],
    "    when:\n      - urgent\n": [["- when:", "- - urgent"]],
    "    when: (sent_on + 1 week) < today\n": [],
    "    when: sent_on + 1 week is on or after (today - 2 days)\n": [
        [
            "- when: sent_on + 1 week is on or after (today - 2 days)",
            "+ when: sent_on + 1 week is after (today - 2 days)",
        ],
        [
            "- when: sent_on + 1 week is on or after (today - 2 days)",
            "+ when: sent_on + 1 week is on or after (today - 2 days) - 1 day",
        ],
    ],
    '    when: "not urgent"\n': [['- when: "not urgent"', '+ when: "urgent"']],
    "    when: state is not one of (new, open, paid)\n": [
        [
            "- when: state is not one of (new, open, paid)",
            "+ when: state is one of (new, open, paid)",
        ],
        [
            "- when: state is not one of (new, open, paid)",
            "+ when: state is not one of (new, paid)",
        ],
    ],
}


@pytest.mark.parametrize("form", [form for form in FORMS if FORMS[form]])
def test_a_condition_is_changed_in_the_form_in_which_it_stands(form: str, tmp_path: Path) -> None:
    rule = f"  - rule: one\n    for: claim\n{form}    advise: wait\n    because: So.\n"
    small = make_small(tmp_path, f"{HEAD}rules:\n{rule}", "")
    found = [shown(m, small.texts) for m in small.mutants]
    for wanted in FORMS[form]:
        assert wanted in found


NAMES = {  # what stands behind a rule -> what is left out of it
    "    overrides: [two, three]\n": [
        ["- overrides: [two, three]", "+ overrides: [three]"],
        ["- overrides: [two, three]", "+ overrides: [two]"],
    ],
    "    overrides:\n      - two\n      - three\n": [["- - two"], ["- - three"]],
    "    silences: all\n": [["- silences: all"]],
}


@pytest.mark.parametrize("names", NAMES)
def test_a_name_is_left_out_in_the_form_in_which_it_stands(names: str, tmp_path: Path) -> None:
    rules = "".join(
        f"  - rule: {name}\n    for: claim\n    when: {when}\n{more}    advise: wait\n    because: So.\n"
        for name, when, more in (
            ("one", "urgent", names),
            ("two", "tired", ""),
            ("three", "tired", ""),
        )
    )
    small = make_small(tmp_path, f"{HEAD}rules:\n{rules}", "")
    found = [shown(m, small.texts) for m in small.mutants if m.owner == "one"]
    for wanted in NAMES[names]:
        assert wanted in found


EXCLUDING = """\
  - rule: one
    for: claim
    when: state is new
    overrides: [two]
    silences: [call]
    advise: ask
    because: So.
  - rule: two
    for: claim
    when: OTHER
    advise: wait
    because: So.
"""


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ("state is one of (open, paid)", Verdict.EQUIVALENT),  # a claim is never new and open
        ("state is not given", Verdict.EQUIVALENT),
        ("sent_on is before today", Verdict.SURVIVED),  # a new one may have been sent
    ],
)
def test_an_override_of_what_never_fires_beside_it_says_nothing(
    other: str, verdict: Verdict, tmp_path: Path
) -> None:
    rules = f"{HEAD}rules:\n{EXCLUDING.replace('OTHER', other)}"
    test = "tests:\n  - test: new\n    situation: {today: 2026-11-22, claims: [{name: Ann, state: new}]}\n"
    small = make_small(tmp_path, rules, f"{test}    expect: [{{action: ask, for: Ann}}]\n")
    run = run_mutants(small.program, [small.called("- overrides: [two]")], AS_OF)
    assert run.is_sound
    assert run.trials[0].verdict is verdict


LAX = TESTS.replace(
    "    expect: [{action: wait, for: Ben}]\n", "    expect_none: [{action: call}]\n"
)


def test_a_test_that_sees_it_and_does_not_look_is_named(tmp_path: Path) -> None:
    small = make_small(tmp_path, tests=LAX)
    mutant = small.called("- when: state is not paid", "+ when: state is paid")
    run = with_witnesses(small.program, run_mutants(small.program, [mutant], AS_OF), AS_OF, None)
    text = render_mutants(run, small.texts)
    assert "Test “a young claim is waited for” comes to something else" in text
    assert "  - wait for Ben\n" in text


def test_what_hangs_on_firing_is_looked_for_where_the_rule_fires(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    mutant = small.called("- instead_of: [ask]")
    run = with_witnesses(small.program, run_mutants(small.program, [mutant], AS_OF), AS_OF, None)
    witness = run.trials[0].witness
    assert witness is not None
    assert witness.change == "claims[0].urgent: yes"
    # What comes instead of other advice has its days.
    assert witness.before == "call for Ann, start 2026-11-10, due 2026-11-24"
    assert witness.after == "call for Ann"


def test_of_many_survivors_some_are_shown(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    run = run_mutants(small.program, sampled(small.mutants, 30, 0), AS_OF, of=len(small.mutants))
    text = render_mutants(run, small.texts, most=2)
    assert " more; --all shows them, --rule those of one rule\n" in text
    assert text.count("survived: ") + text.count("not reached: ") == 2
    whole = render_mutants(run, small.texts, None)
    assert "parameter `patience`" in whole
    assert "30 of 41 changes to the rules" in whole
