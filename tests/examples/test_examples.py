"""The examples say what they should, and whatever the situation, the advice makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from advisor.api import check_pack, load_cases, load_cases_text
from advisor.casetest import carry_out, mismatch_lines, rule_coverage, run_case
from advisor.ir.advice import Advice, Decision
from advisor.ir.cases import Case
from advisor.ir.packs import ActionKind
from tests.examples import table
from tests.examples.collection import (
    ENGINES,
    REAL,
    Example,
    decide,
    example_files,
    examples,
    program,
)

TODAY = "2026-11-24"  # a Tuesday, for the situations made below

STAGES = (
    "applied",
    "interview_scheduled",
    "interviewed",
    "references_asked",
    "on_hold",
    "offered",
    "accepted",
    "started",
    "rejected",
    "offer_withdrawn",
    "declined",
    "withdrawn",
    "closed_by_silence",
)

# What people typically know about an application, whatever its stage. Each is a list of lines of YAML.
FACT_SETS = {
    "nothing": (),
    "an interview yesterday": ("interviews:", "  - held_on: 2026-11-23"),
    "an interview two weeks ago, thanked": (
        "interviews:",
        "  - held_on: 2026-11-10",
        "    thanked: yes",
        "    thanked_on: 2026-11-11",
    ),
    "an interview tomorrow": ("interviews:", "  - held_on: 2026-11-25"),
    "a promise broken": (
        "promised_reply_on: 2026-11-17",
        "insider_known: yes",
        "reposted: yes",
        "interviews:",
        "  - held_on: 2026-11-09",
        "    thanked: yes",
    ),
    "two chases": ("chases_sent: 2", "last_chased_on: 2026-11-19", "paper_asks_sent: 3"),
    "the agency, a portfolio": (
        "contact_rule: agency_only",
        "portfolio_wanted: yes",
        "interviews:",
        "  - held_on: 2026-11-12",
    ),
    "out of office": ("contact_back_on: 2026-12-01", "preference: first_choice"),
    "a spoken offer, the first choice": (
        "preference: first_choice",
        "offer_form: verbal",
        "offer_received_on: 2026-11-20",
        "feedback_wanted: yes",
    ),
    "a written offer, not wanted": (
        "preference: not_wanted",
        "offer_form: written",
        "answer_by: 2026-11-27",
        "referrer: Ada",
    ),
    "a written offer under pressure": (
        "preference: good",
        "offer_form: written",
        "offer_received_on: 2026-11-24",
        "answer_by: 2026-11-26",
        "employer_pressed: yes",
        "needs_time: yes",
        "terms_open: yes",
    ),
    "a deadline missed": (
        "offer_form: conditional",
        "offer_received_on: 2026-11-12",
        "answer_by: 2026-11-20",
        "rejected_on: 2026-08-03",
        "applied_on: 2026-09-01",
    ),
    "an interview today, an agreed day": (
        "contact_rule: agreed_date",
        "agreed_contact_on: 2026-11-26",
        "interviews:",
        "  - held_on: 2026-11-24",
        "    prepared: yes",
    ),
    "signed": (
        "offer_form: written",
        "acceptance_form: signed",
        "answered_on: 2026-11-20",
        "regrets_declining: yes",
        "starts_on: 2027-01-04",
    ),
}

# Who else is there.
COMPANIONS = {
    "alone": (),
    "beside an offer": (
        "- company: Globex",
        "  stage: offered",
        "  preference: good",
        "  offer_form: written",
        "  answer_by: 2026-11-26",
    ),
    "beside a favourite that thinks": (
        "- company: Globex",
        "  stage: interviewed",
        "  preference: first_choice",
        "  promised_reply_on: 2026-12-04",
    ),
    "beside a signed contract": (
        "- company: Globex",
        "  stage: accepted",
        "  preference: good",
        "  offer_form: written",
        "  acceptance_form: signed",
    ),
}

PEOPLE = {
    "calm": ("mood: calm", "employed_now: yes"),
    "angry": ("mood: angry", "holidays_until: 2026-11-29"),
}


def grid_text() -> str:
    """All combinations as one file of many documents."""
    documents = []
    for stage, facts, companion, person in product(STAGES, FACT_SETS, COMPANIONS, PEOPLE):
        lines = [
            f"situation: {stage}; {facts}; {companion}; {person}",
            f"today: {TODAY}",
            *PEOPLE[person],
            "applications:",
            "  - company: Acme",
            f"    stage: {stage}",
            *(f"    {line}" for line in FACT_SETS[facts]),
            *(f"  {line}" for line in COMPANIONS[companion]),
        ]
        documents.append("\n".join(lines))
    return "\n---\n".join(documents) + "\n"


def advised_cases() -> Iterator[tuple[str, Case, Decision]]:
    """Every example and every situation of the grid, with its advice from the oracle."""
    for example in examples():
        yield example.name, example.case, decide(program(), example.case, "oracle")
    for case in load_cases_text(grid_text(), "grid.yaml", program()).cases:
        title = case.situation.title or ""
        yield title, case, decide(program(), case, "oracle")


@pytest.fixture(scope="module")
def advised() -> list[tuple[str, Case, Decision]]:
    return list(advised_cases())


def test_every_example_loads_without_a_word() -> None:
    found = {
        path.name: loaded.diagnostics
        for path in example_files()
        if (loaded := load_cases(path, program())).diagnostics or loaded.failed
    }
    assert found == {}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_expectation_is_met_on_both_engines(example: Example) -> None:
    run = run_case(program(), example.case, ENGINES, decide)
    assert mismatch_lines(run.mismatches) == []
    assert run.disagreeing == ()


def test_every_hand_made_example_states_its_whole_advice() -> None:
    partly = [
        e.name for e in examples() if e.path.parent != REAL and e.case.expectation.whole is None
    ]
    assert partly == []


def test_every_example_has_a_title_and_a_date() -> None:
    bare = [e.name for e in examples() if not (e.case.situation.title and e.case.situation.today)]
    assert bare == []


def test_the_grid_loads_without_a_word() -> None:
    loaded = load_cases_text(grid_text(), "grid.yaml", program())
    assert loaded.diagnostics == ()
    assert len(loaded.cases) == len(STAGES) * len(FACT_SETS) * len(COMPANIONS) * len(PEOPLE)


def test_no_situation_ends_in_an_error(advised: list[tuple[str, Case, Decision]]) -> None:
    assert [(name, d.error) for name, _, d in advised if d.error is not None] == []


def test_no_application_is_left_without_advice(advised: list[tuple[str, Case, Decision]]) -> None:
    left_out = [
        (name, place)
        for name, case, decision in advised
        for n in range(len(case.situation.root.lists.get("applications", ())))
        if not any(
            piece.place.startswith(place := f"applications[{n}]") for piece in decision.advice
        )
    ]
    assert left_out == []


def test_no_two_pieces_of_advice_contradict_each_other(
    advised: list[tuple[str, Case, Decision]],
) -> None:
    contradicting = [
        (name, piece.action, other)
        for name, _, decision in advised
        for piece in decision.advice
        for other, _ in piece.contradicts
    ]
    assert contradicting == []


def test_advice_that_was_followed_is_gone_or_lies_later(
    advised: list[tuple[str, Case, Decision]],
) -> None:
    still_given = [
        (name, piece.action, piece.target)
        for name, case, decision in advised
        for piece in decision.advice
        if piece.kind is ActionKind.DO and not _is_settled(case, decision, piece)
    ]
    assert still_given == []


def _is_settled(case: Case, decision: Decision, piece: Advice) -> bool:
    """Whether carrying it out, on the day from which it is advised, makes it go away for that day."""
    day = max(decision.today, piece.start or 0)
    after = decide(program(), _carried_out(case, piece, day), "oracle")
    return after.error is None and not any(
        (p.action, p.place) == (piece.action, piece.place) and p.status != "later"
        for p in after.advice
    )


def _carried_out(case: Case, piece: Advice, today: int) -> Case:
    root = carry_out(program(), case.situation.root, piece, today)
    return replace(case, situation=replace(case.situation, root=root, today=today))


def test_following_all_the_advice_of_a_day_comes_to_an_end() -> None:
    endless = []
    for example in examples():
        case, decision = example.case, decide(program(), example.case, "oracle")
        for _ in range(20):
            to_do = [p for p in decision.advice if p.kind is ActionKind.DO and p.status != "later"]
            if not to_do:
                break
            case = _carried_out(case, to_do[0], decision.today)
            decision = decide(program(), case, "oracle")
        else:
            endless.append(example.name)
    assert endless == []


def test_every_rule_speaks_somewhere_and_keeps_silent_somewhere() -> None:
    pack = check_pack().pack
    assert pack is not None
    assert pack.tests
    cases = [*pack.tests, *(example.case for example in examples())]
    runs = [run_case(program(), case, ("oracle",), decide) for case in cases]
    coverage = rule_coverage(pack, runs)
    assert [row.rule for row in coverage if not row.fires] == []
    assert [row.rule for row in coverage if not row.is_silent] == []


def test_the_table_of_examples_is_up_to_date() -> None:
    hint = "run: python tests/examples/table.py --write"
    assert table.page() == table.README.read_text(encoding="utf-8"), hint
