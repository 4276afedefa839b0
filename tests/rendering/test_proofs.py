"""Why something is advised, and why not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor import api
from advisor.backends.oracle import evaluate
from advisor.ir.advice import Decision
from advisor.ir.expressions import Expression
from advisor.ir.packs import Program
from advisor.ir.situations import Case
from advisor.rendering.proofs import (
    Origin,
    Proof,
    ProofFact,
    explain_advice,
    proof_object,
    render_proof,
)
from advisor.rendering.refusals import why_not_advised
from tests.casetest.packs import make_case, make_program
from tests.rendering.made import day

RULES = """\
entities:
  situation:
    facts:
      quiet: {type: yes-no, ask: Do you want to be left alone?}
      agency: {type: yes-no, ask: Is there an agency?}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      stage: {type: choice, ask: Where?, choices: {waiting: Waiting for word, over: Over}}
      promised_on: {type: date, ask: When did they promise to answer?}
      chases: {type: number, default: 0, ask: How often have you asked?}
      expected_on: {type: date, concluded: yes, default: today - patience}
parameters:
  patience: {value: 1 week, title: Patience}
actions:
  chase: {title: "Ask {company}", kind: wait}
  rest: {title: Rest, kind: wait}
  call-the-agency: {title: Call the agency, kind: wait}
rules:
  - rule: believe-a-promise
    for: application
    when: promised_on is given
    conclude: {expected_on: promised_on}
  - rule: chase-when-late
    for: application
    when:
      - stage is waiting
      - expected_on is before today
      - chases < 2
    advise: chase
    because: Silence is rarely a decision.
    source: book
  - rule: never-chase-the-agency
    for: application
    when: company is "Agency"
    overrides: [chase-when-late]
  - rule: be-brief
    for: application
    when: chases is 0
    note: {on: [chase], say: Be brief.}
    source: book
  - rule: leave-me-alone
    when: quiet
    silences: [chase]
  - rule: rest-when-all-is-over
    for: application
    unless: stage is waiting or chases > 5
    advise: rest
    because: It is over.
    source: book
  - rule: ask-by-way-of-the-agency
    for: application
    when: agency
    advise: {action: call-the-agency, instead_of: [chase]}
    because: They wish it.
    source: book
"""
SITUATION = """\
today: 2026-11-22
%sapplications:
  - company: Acme
    stage: waiting
    promised_on: 2026-11-20
  - company: Globex
    stage: waiting
    promised_on: none
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    return make_program(Path(), RULES)


def proof_of(program: Program, number: int = 0, more: str = "") -> Proof:
    case = make_case(program, SITUATION % more)
    decision = api.Advisor(program, "oracle").advise(case.situation)
    return explain_advice(program, case.situation.root, decision, decision.advice[number])


def leaves(fact: ProofFact) -> tuple[str, str, Origin, int | None]:
    return fact.fact, fact.words, fact.origin, fact.span.line if fact.span else None


def test_a_proof_goes_down_to_what_was_stated_and_where(program: Program) -> None:
    proof = proof_of(program)
    [rule] = proof.rules
    assert (rule.rule, rule.target, rule.span.path) == ("chase-when-late", "Acme", "rules.yaml")
    assert rule.overridden_by == ("never-chase-the-agency",)
    facts = [leaves(fact) for fact in rule.premises]
    assert facts == [
        ("stage", "Waiting for word", Origin.STATED, 4),
        ("expected_on", "20 Nov 2026", Origin.CONCLUDED, None),
        ("today", "22 Nov 2026", Origin.TODAY, None),
        ("chases", "0", Origin.DEFAULT, 13),
    ]
    [concluding] = rule.premises[1].rules
    assert concluding.rule == "believe-a-promise"
    assert [leaves(fact) for fact in concluding.premises] == [
        ("promised_on", "20 Nov 2026", Origin.STATED, 5)
    ]
    assert [note.rule for note in proof.notes] == ["be-brief"]


def test_a_default_that_was_worked_out_shows_what_it_was_made_of(program: Program) -> None:
    [rule] = proof_of(program, 1).rules
    assert rule.target == "Globex"
    expected = rule.premises[1]
    assert leaves(expected) == ("expected_on", "15 Nov 2026", Origin.COMPUTED, 14)
    assert [fact.fact for fact in expected.premises] == ["today"]


def test_advice_instead_of_other_advice_shows_the_rules_of_both(program: Program) -> None:
    proof = proof_of(program, more="agency: yes\n")
    assert proof.advice.action == "call-the-agency"
    assert [rule.rule for rule in proof.rules] == ["ask-by-way-of-the-agency"]
    assert [rule.rule for rule in proof.replaced] == ["chase-when-late"]


def test_a_proof_reads_as_a_tree(program: Program) -> None:
    shown = render_proof(proof_of(program), program.pack, day("2026-11-22"))
    assert shown == (
        "Ask Acme\n"
        "for Acme (chase).\n"
        "\n"
        "Advised by\n"
        "└─ rule chase-when-late (rules.yaml:26)\n"
        "   “Silence is rarely a decision.”\n"
        "   exceptions that do not apply: never-chase-the-agency\n"
        "   ├─ stage: Waiting for word (stated, me.yaml:4)\n"
        "   ├─ expected on: 20 Nov 2026 (concluded)\n"
        "   │  └─ rule believe-a-promise (rules.yaml:22)\n"
        "   │     └─ promised on: 20 Nov 2026 (stated, me.yaml:5)\n"
        "   ├─ today: 22 Nov 2026 (the date of the advice)\n"
        "   └─ chases: 0 (assumed by default, rules.yaml:13)\n"
        "\n"
        "Notes from\n"
        "└─ rule be-brief (rules.yaml:39)\n"
        "   └─ chases: 0 (assumed by default, rules.yaml:13)\n"
        "\n"
        "Sources\n"
        "  - A book\n"
    )


def test_what_was_unfolded_once_is_only_named_again(program: Program) -> None:
    proof = proof_of(program)
    twice = replace(proof, notes=proof.rules)
    shown = render_proof(twice, program.pack, day("2026-11-22"))
    assert shown.count("rule believe-a-promise") == 1
    assert "Notes from\n└─ rule chase-when-late (see above)\n" in shown


def test_paths_inside_the_folder_of_the_rules_are_shown_from_there(program: Program) -> None:
    proof = proof_of(program)
    rule = replace(proof.rules[0], span=proof.rules[0].span._replace(path="/a/b/rules.yaml"))
    one = replace(proof, rules=(rule,), notes=())
    assert "(rules.yaml:26)" in render_proof(one, program.pack, 1, home="/a/b")
    assert "(/a/b/rules.yaml:26)" in render_proof(one, program.pack, 1)


def test_a_proof_as_data_gives_everything_once(program: Program) -> None:
    found: Any = proof_object(proof_of(program))
    assert found["advice"]["action"] == "chase"
    [rule] = found["rules"]
    assert [fact["fact"] for fact in rule["premises"]] == [
        "stage",
        "expected_on",
        "today",
        "chases",
    ]
    promised = rule["premises"][1]["premises"][0]
    assert (promised["fact"], promised["repeated"]) == ("promised_on", True)


WHY_NOT = {
    "a condition that does not hold": (
        "",
        "chase",
        "over",
        [("chase-when-late", "does not hold", ("stage is waiting",))],
    ),
    "a rule that overrides": (
        "",
        "chase",
        "agency",
        [("chase-when-late", "overridden by", ("never-chase-the-agency",))],
    ),
    "a rule that silences": (
        "quiet: yes\n",
        "chase",
        "waiting",
        [("chase-when-late", "silenced by", ("leave-me-alone",))],
    ),
    "what holds it back": (
        "",
        "rest",
        "waiting",
        [("rest-when-all-is-over", "held back by `unless`", ("stage is waiting",))],
    ),
    "advice given instead": (
        "agency: yes\n",
        "chase",
        "waiting",
        [("chase-when-late", "given up for", ("call-the-agency",))],
    ),
    "nothing to give it instead of": (
        "agency: yes\n",
        "call-the-agency",
        "over",
        [
            (
                "ask-by-way-of-the-agency",
                "there is nothing that it would be advised instead of",
                (),
            )
        ],
    ),
}
COMPANIES = {
    "waiting": "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-20}]",
    "over": "applications: [{company: Acme, stage: over, promised_on: 2026-11-20}]",
    "agency": "applications: [{company: Agency, stage: waiting, promised_on: 2026-11-20}]",
}


@pytest.mark.parametrize("row", WHY_NOT.values(), ids=WHY_NOT)
def test_what_is_not_advised_has_its_reasons(
    program: Program, row: tuple[str, str, str, list[tuple[str, str, tuple[str, ...]]]]
) -> None:
    more, action, which, expected = row
    case = make_case(program, f"today: 2026-11-22\n{more}{COMPANIES[which]}\n")
    decision = api.Advisor(program, "oracle").advise(case.situation)
    refusals = why_not_advised(
        program,
        case.situation.root,
        decision,
        action,
        {"applications[0]"},
        holds_in(program, case, decision),
        {"rules.yaml": Path("rules.yaml").read_text(encoding="utf-8")},
    )
    assert [(r.rule, r.reason, r.parts) for r in refusals] == expected


def holds_in(program: Program, case: Case, decision: Decision) -> Callable[[str, Expression], bool]:
    def holds(place: str, condition: Expression) -> bool:
        root = case.situation.root
        known = evaluate(program, root, decision.today, place, condition, decision.derivations)
        return bool(known)

    return holds


def test_only_the_instance_that_is_meant_is_looked_at(program: Program) -> None:
    case = make_case(program, SITUATION % "")
    decision = api.Advisor(program, "oracle").advise(case.situation)
    for places in (["applications[1]"], ["applications[0]", "applications[1]"], []):
        refusals = why_not_advised(
            program,
            case.situation.root,
            decision,
            "rest",
            places,
            holds_in(program, case, decision),
            {},
        )
        assert [r.place for r in refusals] == places
        assert all(r.parts[0].startswith("the condition in line") for r in refusals)
