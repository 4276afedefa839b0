"""What a changed page comes from: worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from advisor.ir import Program
from advisor.revisions.running import Revisions, only_in
from advisor.revisions.tally import RevisionTally
from tests.revisions.two_packs import AS_OF, SITUATIONS, cases, program


def tally(old: Program, new: Program, text: str = SITUATIONS) -> RevisionTally:
    revisions = Revisions(old, new, AS_OF)
    revisions.compare_cases(cases(new, text))
    return revisions.tally


def groups(found: RevisionTally) -> Mapping[str, int]:
    """How many situations change for which reasons, as `rule a + parameter b`."""
    return {
        " + ".join(f"{kind} {name}".strip() for kind, name in sorted(causes)): group.situations
        for causes, group in found.by_count()
    }


LONGER = ("wait: {value: 5 days}", "wait: {value: 6 days}")
PATIENT = ("patience: {value: 2}", "patience: {value: 3}")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), {}),
        # Acme is asked in the first and third situation; the sixth has a patience of 9 and 20 Nov as well.
        ((LONGER,), {"parameter wait": 3}),
        # Words make no difference, so that they are no cause either.
        ((LONGER, ("because: They wait.", "because: Say yes.")), {"parameter wait": 3}),
        # The sixth has its own patience, and the fourth is silenced.
        ((PATIENT,), {"parameter patience": 1}),
        ((LONGER, PATIENT), {"parameter wait": 3, "parameter patience": 1}),
        # A rule that is gone, and one that is new.
        (
            (
                ("  - rule: answer-them\n", "  - rule: answer-well\n"),
                ("because: They wait.", "because: Well."),
            ),
            {},
        ),
        (
            (("when: stage is offered", "when: stage is offered and asked > 0"),),
            {"rule answer-them": 1},
        ),
        # Two changes in two pieces of the same page.
        (
            (LONGER, ("when: stage is offered", "when: stage is offered and asked > 0")),
            {"parameter wait": 2, "parameter wait + rule answer-them": 1},
        ),
        # Only a rule that fires as before, and does something else.
        ((("silences: [ask, rest]", "silences: [ask]"),), {"rule say-nothing-to-the-closed": 1}),
        # The default of a concluded fact.
        (
            (("default: asked_on + wait", "default: asked_on + 2 * wait"),),
            {"fact application.expected_on": 3},
        ),
        # The default of a stated one.
        (
            (("asked: {type: number, default: 0}", "asked: {type: number, default: 2}"),),
            {"fact application.asked": 1},
        ),
        # What an action is moves it on the page.
        (
            (
                (
                    'title: "Answer {company}", kind: do',
                    'title: "Answer {company}", kind: do, importance: urgent',
                ),
            ),
            {"action answer": 1},
        ),
        (
            (("factor * 1000 > 5000", "factor * 200000000000 > 999999999999"),),
            {"rule scale-by-the-factor": 1},
        ),
    ],
)
def test_a_page_differs_because_of_what_was_changed(
    edits: tuple[tuple[str, str], ...], expected: dict[str, int]
) -> None:
    assert groups(tally(program(), program(*edits))) == expected


def test_of_changes_that_would_each_do_both_are_causes() -> None:
    both = program(
        ("when: stage is offered", "when: stage is offered and asked > 0"),
        ("offered: They made me an offer", "offered: An offer"),
        (
            "silences: [ask, rest]\n",
            "silences: [ask, rest]\n  - rule: hush\n    for: application\n    when: stage is offered\n    silences: [answer]\n",
        ),
    )
    assert groups(tally(program(), both)) == {"rule answer-them + rule hush": 1}


def test_changes_that_only_work_together_are_both_causes() -> None:
    advise = "advise: {action: ask, start: expected_on}"
    old = program(
        (advise, 'advise: {action: ask, start: "latest(expected_on, asked_on + 5 days)"}')
    )
    new = program(
        (advise, 'advise: {action: ask, start: "earliest(expected_on, asked_on + 5 days)"}'),
        ("wait: {value: 5 days}", "wait: {value: 4 days}"),
    )
    assert groups(tally(old, new)) == {"parameter wait + rule ask-again": 3}


def test_the_order_of_actions_in_the_file_is_a_cause_of_its_own() -> None:
    offer = "situation: two\ntoday: 2026-11-22\napplications:\n  - {company: Acme, asked: 2}\n  - {company: Globex, stage: offered}\n"
    line = '  answer: {title: "Answer {company}", kind: do}\n'
    new = program((line, ""), ("actions:\n", f"actions:\n{line}"))
    assert groups(tally(program(), new, offer)) == {"order": 1}


def test_a_situation_with_its_own_values_is_judged_by_these() -> None:
    own = "situation: own\ntoday: 2026-11-22\nparameters: {wait: 1 day}\napplications:\n  - {company: Acme, asked_on: 2026-11-20}\n"
    assert groups(tally(program(), program(LONGER), own)) == {}


def test_causes_are_looked_for_with_a_situations_own_values() -> None:
    own = "situation: own\ntoday: 2026-11-22\nparameters: {patience: 9}\napplications:\n  - {company: Acme, asked_on: 2026-11-20, asked: 2}\n"
    assert groups(tally(program(), program(LONGER, PATIENT), own)) == {"parameter wait": 1}


def test_examples_hold_both_pages_and_where_the_situation_stands() -> None:
    found = tally(program(), program(PATIENT))
    ((_, group),) = found.by_count()
    (example,) = group.examples
    assert (example.place, example.name) == ("s.yaml:6", "asked twice")
    assert [p.action for p in example.before.advice] == ["rest"]
    assert [p.action for p in example.after.advice] == ["ask"]


def test_what_stands_in_both_packs_as_a_test_is_compared_once() -> None:
    old, new = cases(program()), cases(program(LONGER))
    assert only_in(old, new) == []
    assert [case.name for case in only_in(old[:3], new[1:])] == ["asked on Friday"]


def test_a_fact_that_one_pack_does_not_know_is_left_out_there() -> None:
    old = program()
    new = program(
        ("asked_on: {type: date}", "asked_on: {type: date}\n      phoned: {type: yes-no}"),
        ("      - expected_on is given\n", "      - expected_on is given\n      - not phoned\n"),
    )
    text = "situation: phoned\ntoday: 2026-11-22\napplications:\n  - {company: Acme, asked_on: 2026-11-20, phoned: yes}\n"
    found = tally(old, new, text)
    assert groups(found) == {"rule ask-again": 1}
    assert dict(found.left_out) == {"phoned": 1}


TABLE = """\
tables:
  - table: patience-by-stage
    for: application
    when: [stage]
    then: {conclude: patience_there}
    rows:
      - [open, 2]
      - [offered, 1]
    because: It depends.
"""


def with_table(*edits: tuple[str, str]) -> Program:
    return program(
        ("rules:\n", f"{TABLE}rules:\n"),
        ("language: 1\n", "language: 1.1\n"),
        (
            "      asked_on: {type: date}\n",
            "      asked_on: {type: date}\n      patience_there: {type: number, concluded: yes}\n",
        ),
        ("when: asked >= patience\n", "when: asked >= patience_there\n"),
        *edits,
    )


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((("- [open, 2]", "- [open, 1]"),), {"table patience-by-stage": 2}),
        # A row put before another makes the rules of all rows other ones; it is one change all the same.
        ((("- [open, 2]", "- [closed, 0]\n      - [open, 3]"),), {"table patience-by-stage": 2}),
        (
            (("- [open, 2]", "- [open, 1]"), PATIENT),
            {"parameter patience": 1, "table patience-by-stage": 2},
        ),
    ],
)
def test_the_rows_of_a_table_are_one_change(
    edits: tuple[tuple[str, str], ...], expected: dict[str, int]
) -> None:
    assert groups(tally(with_table(), with_table(*edits))) == expected


def test_what_speaks_of_something_that_only_one_pack_has_is_mixed_with_care() -> None:
    new = program(
        (
            "  scale: {title: Scale, kind: do}\n",
            "  scale: {title: Scale, kind: do}\n  phone: {title: Phone, kind: do}\n",
        ),
        ("advise: answer\n", "advise: phone\n"),
        ("silences: [ask, rest]", "silences: [ask, phone]"),
        (
            "factor: {type: number, default: 1}",
            "factor: {type: number, default: 1}\n      calm: {type: yes-no, default: yes}",
        ),
        ("    when: asked >= patience\n", "    when:\n      - calm\n      - asked >= patience\n"),
    )
    found = groups(tally(program(), new))
    assert found == {"rule answer-them": 1, "rule say-nothing-to-the-closed": 1}
