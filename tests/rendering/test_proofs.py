"""Why something is advised, and why not."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from advisor import api
from advisor.backends.oracle.why_not import told_behind, why_not_advised
from advisor.ir import Program
from advisor.rendering.explanation_json import explanation_object
from advisor.rendering.layout import Style
from advisor.rendering.proof_drawing import draw_proof
from advisor.rendering.proof_tree import Origin, Proof, ProofFact, explain_advice
from advisor.rendering.proofs import proof_sentence, render_proof
from advisor.rendering.why_not import WhyNot, render_why_nots, why_not_sentence
from tests.casetest.packs import make_case, make_program
from tests.rendering import made
from tests.rendering.made import TODAY, day

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
        ("expected_on", "Fri 20 Nov", Origin.CONCLUDED, None),
        ("today", "Sun 22 Nov", Origin.TODAY, None),
        ("chases", "0", Origin.DEFAULT, 13),
    ]
    [concluding] = rule.premises[1].rules
    assert concluding.rule == "believe-a-promise"
    assert [leaves(fact) for fact in concluding.premises] == [
        ("promised_on", "Fri 20 Nov", Origin.STATED, 5)
    ]
    assert [note.rule for note in proof.notes] == ["be-brief"]


def test_a_default_that_was_worked_out_shows_what_it_was_made_of(program: Program) -> None:
    [rule] = proof_of(program, 1).rules
    assert rule.target == "Globex"
    expected = rule.premises[1]
    assert leaves(expected) == ("expected_on", "Sun 15 Nov", Origin.COMPUTED, 14)
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
        "Silence is rarely a decision.\n"
        "for Acme (chase).\n"
        "\n"
        "Advised by\n"
        "└─ rule chase-when-late (rules.yaml:26)\n"
        "   “Silence is rarely a decision.”\n"
        "   exceptions that do not apply: never-chase-the-agency\n"
        "   ├─ Acme: Where? Waiting for word (you said so, line 4)\n"
        "   ├─ expected on of Acme: Fri 20 Nov, because\n"
        "   │  └─ rule believe-a-promise (rules.yaml:22)\n"
        "   │     └─ Acme: When did they promise to answer? Fri 20 Nov (you said so, line\n"
        "   │           5)\n"
        "   ├─ today: Sun 22 Nov (the date of the advice)\n"
        "   └─ Acme: How often have you asked? 0 (assumed by default, rules.yaml:13)\n"
        "\n"
        "Notes from\n"
        "└─ rule be-brief (rules.yaml:39)\n"
        "   └─ Acme: How often have you asked? 0 (see above)\n"
        "\n"
        "Sources\n"
        "  - A book\n"
    )


def test_in_short_the_tree_ends_at_what_follows_and_what_was_said_is_a_list(
    program: Program,
) -> None:
    shown = render_proof(proof_of(program), program.pack, day("2026-11-22"), is_whole=False)
    assert shown == (
        "Ask Acme\n"
        "Silence is rarely a decision.\n"
        "for Acme (chase).\n"
        "\n"
        "Advised by\n"
        "└─ rule chase-when-late (rules.yaml:26)\n"
        "   “Silence is rarely a decision.”\n"
        "   exceptions that do not apply: never-chase-the-agency\n"
        "   └─ expected on of Acme: Fri 20 Nov, because\n"
        "      └─ rule believe-a-promise (rules.yaml:22)\n"
        "\n"
        "From what you said\n"
        "  - Acme: Where? Waiting for word (line 4)\n"
        "  - Acme: When did they promise to answer? Fri 20 Nov (line 5)\n"
        "  - today: Sun 22 Nov (the date of the advice)\n"
        "  - Acme: How often have you asked? 0 (assumed by default, rules.yaml:13)\n"
        "\n"
        "Notes from\n"
        "  - be-brief (rules.yaml:39)\n"
        "\n"
        "Sources\n"
        "  - A book\n"
    )


def test_where_nothing_may_be_drawn_a_tree_is_indented(program: Program) -> None:
    style = Style(has_lines=False)
    shown = render_proof(proof_of(program), program.pack, day("2026-11-22"), style=style)
    assert (
        "Advised by\n"
        "- rule chase-when-late (rules.yaml:26)\n"
        "  “Silence is rarely a decision.”\n"
        "  exceptions that do not apply: never-chase-the-agency\n"
        "  - Acme: Where? Waiting for word (you said so, line 4)\n"
        "  - expected on of Acme: Fri 20 Nov, because\n"
        "    - rule believe-a-promise (rules.yaml:22)\n"
        "      - Acme: When did they promise to answer? Fri 20 Nov (you said so, line 5)\n"
        "  - today: Sun 22 Nov (the date of the advice)\n"
    ) in shown


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


def test_a_proof_as_data_has_each_node_once_under_an_id_of_names(program: Program) -> None:
    proof = proof_of(program)
    found: Any = explanation_object(day("2026-11-22"), [replace(proof, told=("Acme said so",))])
    assert (found["kind"], found["version"]) == ("explanation", 1)
    [why] = found["why"]
    assert why["advice"]["action"] == "chase"
    assert why["sentence"] == "Because Acme said so."
    [rule] = why["advised_by"]
    assert rule == "rule:applications[0]/chase-when-late"
    assert found["nodes"][rule]["premises"] == [
        "fact:applications[0]/stage",
        "fact:applications[0]/expected_on",
        "fact:/today",
        "fact:applications[0]/chases",
    ]
    expected = found["nodes"]["fact:applications[0]/expected_on"]
    assert expected["rules"] == ["rule:applications[0]/believe-a-promise"]
    assert (expected["value"], expected["origin"]) == ("2026-11-20", "concluded")
    assert found["display"]["fact:applications[0]/expected_on"] == "expected on of Acme: Fri 20 Nov"
    assert found["why_not"] is None
    assert set(found["display"]) == set(found["nodes"])


def test_a_drawing_is_an_image_of_its_own_with_everything_escaped(program: Program) -> None:
    case = make_case(
        program, 'today: 2026-11-22\napplications: [{company: "<b>&", stage: waiting}]\n'
    )
    decision = api.Advisor(program, "oracle").advise(case.situation)
    proof = explain_advice(program, case.situation.root, decision, decision.advice[0])
    drawn = draw_proof(proof, decision.today)
    tree = ElementTree.fromstring(drawn)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    words = ["".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert words[:2] == ["Ask <b>&", "Silence is rarely a decision."]
    assert "expected on of <b>&: Sun 15 Nov" in words
    boxes = [box for box in tree.iter("{http://www.w3.org/2000/svg}rect") if box.get("rx")]
    edges = list(tree.iter("{http://www.w3.org/2000/svg}path"))
    assert len(edges) == len(boxes) - 1  # each but the first stands under another
    bottoms = [int(box.get("y", 0)) + int(box.get("height", 0)) for box in boxes]
    tops = [int(box.get("y", 0)) for box in boxes]
    assert all(top > bottom for top, bottom in zip(tops[1:], bottoms, strict=False))
    assert bottoms[-1] < int(tree.get("height", 0))
    for outside in ("href", "url(", "@import", "<script"):
        assert outside not in drawn


TOLD = {
    "a promise": (
        "stage: waiting, promised_on: 2026-11-20",
        ("you answered “Acme: When did they promise to answer?” with Fri 20 Nov",),
    ),
    "no more than a stage": ("stage: waiting", ()),
}


@pytest.mark.parametrize(("facts", "told"), TOLD.values(), ids=TOLD)
def test_a_sentence_tells_what_somebody_said(
    program: Program, facts: str, told: tuple[str, ...]
) -> None:
    case = make_case(program, f"today: 2026-11-22\napplications: [{{company: Acme, {facts}}}]\n")
    decision = api.Advisor(program, "oracle").advise(case.situation)
    [piece] = decision.advice
    assert told_behind(program, case.situation.root, decision, piece) == told
    proof = explain_advice(program, case.situation.root, decision, piece, told)
    sentence = proof_sentence(proof, decision.today)
    assert sentence == (f"Because {told[0]}." if told else "Silence is rarely a decision.")


def test_a_day_stands_in_a_sentence_of_its_own_behind_a_reason() -> None:
    proof = Proof(made.piece("chase", due=TODAY + 1), (), (), ())
    assert proof_sentence(proof, TODAY) == "Silence is rarely a decision. By tomorrow."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("Acme is slow", "Because Acme is slow: by tomorrow."),
        ("Acme wants your answer by tomorrow", "Because Acme wants your answer by tomorrow."),
    ],
)
def test_a_day_is_not_told_as_the_reason_for_itself(told: str, sentence: str) -> None:
    proof = Proof(made.piece("chase", due=TODAY + 1), (), (), (), (told,))
    assert proof_sentence(proof, TODAY) == sentence


# More of the situation, the action, the company; then the rule, the conditions that would have to turn, what else
# is in the way, and the sentence.
WHY_NOT = {
    "a condition that does not hold": (
        ("", "chase", "over"),
        ("chase-when-late", ["stage is waiting"], ()),
        "One thing is missing for Acme: “Acme: Where?” would have to be “Waiting for word”, and is Over.",
    ),
    "a day that is still to come": (
        ("", "chase", "soon"),
        ("chase-when-late", ["expected_on is before today"], ()),
        "Not before Thu 26 Nov for Acme, because you answered “Acme: When did they promise to answer?” with Wed 25 Nov.",
    ),
    "a rule that overrides": (
        ("", "chase", "agency"),
        ("chase-when-late", ['company is "Agency"'], ("never-chase-the-agency",)),
        "There is an exception for Agency: the rule never-chase-the-agency applies.",
    ),
    "a rule that silences": (
        ("quiet: yes\n", "chase", "waiting"),
        ("chase-when-late", ["quiet"], ("leave-me-alone",)),
        "Something else comes first for Acme: the rule leave-me-alone applies.",
    ),
    "what holds it back": (
        ("", "rest", "waiting"),
        ("rest-when-all-is-over", ["stage is waiting"], ()),
        "One thing is missing for Acme: “Acme: Where?” may not be “Waiting for word”.",
    ),
    "advice given instead": (
        ("agency: yes\n", "chase", "waiting"),
        ("chase-when-late", ["agency"], ("Call the agency",)),
        "“Call the agency” is advised instead for Acme.",
    ),
    "nothing to give it instead of": (
        ("agency: yes\n", "call-the-agency", "over"),
        ("ask-by-way-of-the-agency", ["stage is waiting"], ()),
        "One thing is missing for Acme: “Acme: Where?” would have to be “Waiting for word”, and is Over.",
    ),
}
COMPANIES = {
    "waiting": "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-20}]",
    "soon": "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]",
    "over": "applications: [{company: Acme, stage: over, promised_on: 2026-11-20}]",
    "agency": "applications: [{company: Agency, stage: waiting, promised_on: 2026-11-20}]",
}


@pytest.mark.parametrize(("asked", "expected", "sentence"), WHY_NOT.values(), ids=WHY_NOT)
def test_what_is_not_advised_has_its_reasons(
    program: Program,
    asked: tuple[str, str, str],
    expected: tuple[str, list[str], tuple[str, ...]],
    sentence: str,
) -> None:
    more, action, which = asked
    [why_not] = refusals_of(program, f"today: 2026-11-22\n{more}{COMPANIES[which]}\n", action)
    rule, conditions, in_the_way = expected
    assert why_not.rule == rule
    assert [shortfall.condition for shortfall in why_not.shortfalls] == conditions
    hindrances = (*why_not.overridden_by, *why_not.silenced_by)
    assert (*(one.rule for one in hindrances), *why_not.given_up_for) == in_the_way
    assert why_not_sentence([why_not], day("2026-11-22")) == sentence


def refusals_of(
    program: Program, text: str, action: str, places: tuple[str, ...] = ("applications[0]",)
) -> tuple[WhyNot, ...]:
    case = make_case(program, text)
    decision = api.Advisor(program, "oracle").advise(case.situation)
    texts = {"rules.yaml": Path("rules.yaml").read_text(encoding="utf-8")}
    return why_not_advised(program, case.situation.root, decision, action, places, texts)


def test_the_nearest_comes_first_and_what_only_time_is_missing_for_before_the_rest(
    program: Program,
) -> None:
    text = (
        "today: 2026-11-22\napplications:\n"
        "  - {company: Far, stage: over, promised_on: 2026-12-20}\n"
        "  - {company: Over, stage: over}\n"
        "  - {company: Soon, stage: waiting, promised_on: 2026-11-25}\n"
    )
    places = tuple(f"applications[{number}]" for number in range(3))
    found = refusals_of(program, text, "chase", places)
    assert [why_not.target for why_not in found] == ["Soon", "Over", "Far"]
    assert [why_not.day for why_not in found] == [day("2026-11-26"), None, None]
    assert refusals_of(program, text, "chase", ()) == ()


def test_a_question_that_nobody_has_answered_might_do(program: Program) -> None:
    [why_not] = refusals_of(program, "today: 2026-11-22\napplications: [{company: A}]\n", "chase")
    assert why_not.asks == ("Where?",)


def test_refusals_read_as_rules_with_their_values(program: Program) -> None:
    text = f"today: 2026-11-22\nquiet: yes\n{COMPANIES['waiting']}\n"
    found = refusals_of(program, text, "chase")
    assert render_why_nots(found, day("2026-11-22")) == (
        "  rule chase-when-late for Acme (rules.yaml:26)\n"
        "    “Silence is rarely a decision.”\n"
        "    silenced by leave-me-alone (rules.yaml:44)\n"
        "    ✗ `quiet`: yes (Do you want to be left alone? yes)\n"
    )
    later = refusals_of(program, f"today: 2026-11-22\n{COMPANIES['soon']}\n", "chase")
    assert render_why_nots(later, day("2026-11-22")).splitlines()[2:] == [
        "    ✗ `expected_on is before today`: no (expected on of Acme: Wed 25 Nov; today:",
        "      Sun 22 Nov); becomes yes on Thu 26 Nov",
    ]
    shown = render_why_nots(found * 5, day("2026-11-22"))
    assert shown.endswith("  and 2 rules further away: --all shows them\n")
    assert "further away" not in render_why_nots(found * 5, day("2026-11-22"), is_whole=True)
