"""Tests that are missing: what they change, what they expect, and that they see what they were made for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from advisor.mutation.equivalence import Equivalence
from advisor.mutation.missing_tests import Proposal, propose
from advisor.mutation.running import UNDECIDED, Verdict, run_mutants, try_mutant
from advisor.mutation.test_columns import TestColumns
from tests.mutation.small import AS_OF, RULES, Small, make_small


def proposed(small: Small) -> list[Proposal]:
    """The tests that are missing in the pack."""
    run = run_mutants(small.program, small.mutants, AS_OF)
    left = [trial.mutant for trial in run.left(*UNDECIDED)]
    tests = TestColumns(small.program, small.program.pack.tests, AS_OF)
    return propose(tests, left)


def test_each_kills_the_mutants_that_it_was_made_for_and_passes_with_the_rules_as_they_are(
    tmp_path: Path,
) -> None:
    small = make_small(tmp_path)
    found = proposed(small)
    assert found
    for proposal in found:
        tests = TestColumns(small.program, [proposal.case], AS_OF)
        same = tests.compare(small.program, small.program.pack.rules)
        assert same.is_met(0)
        for mutant in proposal.kills:
            trial = try_mutant(tests, mutant, Equivalence(small.program))
            assert trial.verdict is Verdict.KILLED, (proposal.case.name, mutant.kind)


def test_with_them_only_what_nobody_can_see_survives(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    pack = small.program.pack
    more = tuple(proposal.case for proposal in proposed(small))
    program = replace(small.program, pack=replace(pack, tests=(*pack.tests, *more)))
    before = run_mutants(small.program, small.mutants, AS_OF).score
    after = run_mutants(program, small.mutants, AS_OF).score
    assert before < 0.5
    assert after > 0.9


def test_the_smallest_change_comes_first_and_a_required_fact_last(tmp_path: Path) -> None:
    found = proposed(make_small(tmp_path))
    changed = [[fact for _, fact, _ in proposal.case.changes] for proposal in found]
    assert all(len(facts) <= 2 for facts in changed)
    assert sum(len(facts) == 1 for facts in changed) > len(changed) / 2
    assert ["name"] not in changed


def test_what_is_a_test_already_is_not_proposed_again(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    first = proposed(small)[0].case
    weak = replace(first, name="weak", expectation=replace(first.expectation, none=(), some=()))
    pack = small.program.pack
    program = replace(small.program, pack=replace(pack, tests=(*pack.tests, weak)))
    again = proposed(replace(small, program=program))
    assert all(proposal.case.changes != first.changes for proposal in again)


NOTED = (
    RULES
    + """\
  - rule: asking-is-free
    for: claim
    when: is_late
    note: {on: [ask], say: It costs nothing.}
  - rule: asking-twice-is-rude
    for: claim
    when: is_late and asked is 1
    note: {on: [ask], say: Be kind.}
"""
)


def test_a_condition_of_a_note_that_holds_wherever_it_could_stand_is_proved_to_be_nothing(
    tmp_path: Path,
) -> None:
    small = make_small(tmp_path, NOTED)
    equivalence = Equivalence(small.program)
    [dropped] = [m for m in small.mutants if m.owner == "asking-is-free"]
    assert (equivalence.why(dropped) or "").startswith("proved: ")
    of_the_other = [m for m in small.mutants if m.owner == "asking-twice-is-rude"]
    proved = [m for m in of_the_other if equivalence.why(m) is not None]
    assert [m.old for m in proved] == [of_the_other[1].old]  # `is_late`, and not how often


SILENCING = (
    RULES
    + """\
  - rule: nobody-is-called-when-it-is-paid
    for: claim
    when: state is paid
    silences: [wait, call]
"""
)


def test_silencing_what_is_never_advised_then_is_proved_to_be_nothing(tmp_path: Path) -> None:
    small = make_small(tmp_path, SILENCING)
    equivalence = Equivalence(small.program)
    own = [m for m in small.mutants if m.owner == "nobody-is-called-when-it-is-paid"]
    proved = {m.old for m in own if isinstance(m.old, str) and equivalence.why(m) is not None}
    assert proved == {"wait", "call"}  # what is paid is never late


def test_silencing_what_may_be_advised_is_something(tmp_path: Path) -> None:
    small = make_small(tmp_path, SILENCING.replace("state is paid", "state is open"))
    equivalence = Equivalence(small.program)
    own = [m for m in small.mutants if m.owner == "nobody-is-called-when-it-is-paid"]
    assert not any(equivalence.why(m) for m in own)
