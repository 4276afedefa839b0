"""Pairs of revisions made by hand: proved to advise the same, or a situation in which they do not."""

from __future__ import annotations

import pytest

from advisor.backends.advising import Advisor
from advisor.ir import Case, Program
from advisor.proof.comparing import told
from advisor.revisions.proving import prove_alike
from advisor.revisions.report import ProofResult
from tests.revisions.two_packs import AS_OF, program

SAME = {
    "other words": (("Let {company} rest", "Leave {company} alone"), ("It is large.", "So large.")),
    "a comparison turned round": (("asked < patience", "patience > asked"),),
    "conditions in another order": (
        (
            "      - stage is open\n      - expected_on is given\n",
            "      - expected_on is given\n      - stage is open\n",
        ),
    ),
    "De Morgan": (
        (
            "      - stage is open\n      - expected_on is given\n",
            "      - not (stage is not open or expected_on is not given)\n",
        ),
    ),
    "a condition that the others imply": (
        ("when: asked >= patience", "when: asked >= patience and asked > patience - 1"),
    ),
    "a rule with another name": (("rule: rest-after-that", "rule: enough"),),
    "a length in other units": (("wait: {value: 5 days}", "wait: {value: 5 days, max: 2 weeks}"),),
    "a default that says the same": (
        ("default: asked_on + wait", "default: asked_on + 2 days + wait - 2 days"),
    ),
    "a fact that decides nothing": (
        ("      asked_on: {type: date}", "      asked_on: {type: date}\n      mood: {type: text}"),
    ),
    "a rule that two stand for": (
        (
            "  - rule: answer-them\n",
            "  - rule: answer-the-others\n    for: application\n"
            "    when: stage is offered and asked > 3\n    advise: answer\n    because: They wait.\n"
            "  - rule: answer-them\n",
        ),
    ),
}
OTHER = {
    "a changed number": (("patience: {value: 2}", "patience: {value: 3}"),),
    "a boundary": (("asked >= patience", "asked > patience"),),
    "a number in a default": (("wait: {value: 5 days}", "wait: {value: 6 days}"),),
    "a default": (("default: asked_on + wait", "default: asked_on + wait + 1 days"),),
    "a day": (("start: expected_on", "start: expected_on + 1 days"),),
    "a rule that is gone": (
        (
            "  - rule: say-nothing-to-the-closed\n    for: application\n    when: stage is closed\n    silences: [ask, rest]\n",
            "",
        ),
    ),
    "a number far away": (("factor * 1000 > 5000", "factor * 1000 > 5000 and factor < 654321"),),
    # The product of a factor of billions is more than a number can be, which ends in an error.
    "a sum that can be too large": (("factor * 1000 > 5000", "factor > 5"),),
    "an action of its own": (
        ("  scale: {title: Scale", "  grow: {title: Grow, kind: do}\n  scale: {title: Scale"),
        ("advise: scale", "advise: grow"),
    ),
    "a fact of its own": (
        ("      asked_on: {type: date}", "      asked_on: {type: date}\n      mood: {type: text}"),
        ("when: asked >= patience", "when: asked >= patience and mood is not given"),
    ),
}


def shown(of: Program, case: Case) -> object:
    return told(Advisor(of, "rete", AS_OF).advise(case.situation, questions=False))


@pytest.mark.parametrize("edits", SAME.values(), ids=SAME)
@pytest.mark.parametrize("is_back", [False, True], ids=["there", "back"])
def test_that_nothing_differs_is_proved(edits: tuple[tuple[str, str], ...], is_back: bool) -> None:
    old, new = program(), program(*edits)
    proof = prove_alike(*((new, old) if is_back else (old, new)), seconds=30)
    assert proof.result is ProofResult.SAME, proof.why
    assert proof.scope.startswith("situations with at most 2 applications")


@pytest.mark.parametrize("edits", OTHER.values(), ids=OTHER)
@pytest.mark.parametrize("is_back", [False, True], ids=["there", "back"])
def test_what_differs_is_found(edits: tuple[tuple[str, str], ...], is_back: bool) -> None:
    pair = program(), program(*edits)
    old, new = reversed(pair) if is_back else pair
    proof = prove_alike(old, new, seconds=30)
    assert proof.result is ProofResult.DIFFERS, proof.why
    assert proof.case is not None
    applications = proof.case.situation.root.lists.get("applications", ())
    assert len(applications) <= 1, "it is no smaller than it could be"
    if "mood" not in {*old.pack.entities["application"].facts} ^ {
        *new.pack.entities["application"].facts
    }:
        assert shown(old, proof.case) != shown(new, proof.case)


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (("asked: {type: number, default: 0}", "asked: {type: number}"), "application.asked"),
        (("choices: {open: Open,", "choices: {new: New, open: Open,"), "application.stage"),
        (("    list: applications\n", "    list: jobs\n"), "application"),
    ],
    ids=["a default", "a choice", "a list"],
)
def test_what_is_declared_otherwise_is_named(edit: tuple[str, str], named: str) -> None:
    proof = prove_alike(program(), program(edit), seconds=30)
    assert (proof.result, proof.why) == (
        ProofResult.NOT_ASKED,
        f"they declare `{named}` differently",
    )


def test_too_little_time_is_no_proof() -> None:
    proof = prove_alike(program(), program(("asked < patience", "patience > asked")), seconds=1e-9)
    assert proof.result is ProofResult.OPEN
    assert "no answer within" in proof.why
