"""Situations made of everything that people typically know: stages, facts, companions, people."""

from __future__ import annotations

from functools import cache
from itertools import product

from advisor.api import load_cases_text
from advisor.ir import Case, Decision
from tests.examples.collection import decide, examples, program

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
    "no messages wanted": (
        "contact_rule: no_contact",
        "reposted: yes",
        "portfolio_wanted: yes",
        "feedback_wanted: yes",
        "rejected_on: 2026-11-23",
        "interviews:",
        "  - held_on: 2026-11-09",
        "    thanked: no",
        "  - held_on: 2026-11-16",
        "    thanked: yes",
        "    thanks_had_mistake: yes",
    ),
    "no calls, a spoken offer, a call missed": (
        "contact_rule: no_calls",
        "offer_form: verbal",
        "offer_received_on: 2026-11-10",
        "regrets_declining: yes",
        "interviews:",
        "  - held_on: 2026-11-09",
        "    thanked: yes",
        "    call_agreed_on: 2026-11-20",
        "    employer_missed_the_call: yes",
    ),
    "the answer is due today": (
        "offer_form: written",
        "offer_received_on: 2026-11-12",
        "answer_by: 2026-11-24",
        "needs_time: yes",
        "terms_open: yes",
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


@cache
def advised_cases() -> tuple[tuple[str, Case, Decision], ...]:
    """Every example and every situation of the grid, with its advice from the oracle."""
    grid = load_cases_text(grid_text(), "grid.yaml", program()).cases
    named = [(example.name, example.case) for example in examples()]
    named += [(case.situation.title or "", case) for case in grid]
    return tuple((name, case, decide(case)) for name, case in named)
