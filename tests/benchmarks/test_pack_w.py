"""Workload W as a pack gives the answers of the function written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.api import Advisor, load_pack
from advisor.ir import AsOf, Instance, Situation
from benchmarks.generate import table
from benchmarks.reference_w import ACTIONS, advise
from benchmarks.situations_w import NUMBERS

PACK = Path(__file__).resolve().parents[2] / "benchmarks" / "packs" / "w"
TODAY = date(2026, 11, 16)
MILLION = 1_000_000

# Hand-made: nothing is to be done; then what differs from it, and the advice.
QUIET = {
    "stage": "applied",
    "days_since_interview": 30,
    "thanked": True,
    "chases_sent": 0,
    "days_since_contact": 3,
    "promised_in_days": None,
    "has_offer": False,
    "offer_deadline_in_days": None,
    "other_offers": 0,
    "wants_role": "unsure",
    "rejected": False,
    "accepted_elsewhere": False,
    "needs_time": False,
    "interviewer_count": 1,
    "salary_gap_pct": 0,
    "references_asked": False,
    "references_ready": False,
    "rounds_done": 0,
    "remote_ok": False,
    "priority_company": False,
}
CASES: list[tuple[dict[str, Any], list[tuple[str, int]]]] = [
    ({}, []),
    ({"rejected": True}, [("move-on", 0)]),
    ({"rejected": True, "accepted_elsewhere": True}, []),
    ({"accepted_elsewhere": True, "other_offers": 2}, [("withdraw-elsewhere", 3)]),
    (
        {
            "stage": "interviewed",
            "days_since_interview": 0,
            "rounds_done": 1,
            "thanked": False,
            "interviewer_count": 3,
        },
        [("thank-each", 2)],
    ),
    (
        {"stage": "final", "days_since_interview": 20, "rounds_done": 1, "thanked": False},
        [("send-thanks", 0)],
    ),
    (
        {"has_offer": True, "offer_deadline_in_days": 5, "needs_time": True},
        [("ask-extension", 0)],
    ),
    (
        {"has_offer": True, "offer_deadline_in_days": 4, "wants_role": "wanted"},
        [("decide-now", 4), ("accept", 4)],
    ),
    ({"has_offer": True, "wants_role": "wanted"}, [("accept", 5)]),
    ({"has_offer": True, "offer_deadline_in_days": -1, "wants_role": "wanted"}, []),
    # Due in this order: 6 days, 1 day. The priority comes first.
    (
        {
            "has_offer": True,
            "other_offers": 1,
            "salary_gap_pct": 6,
            "stage": "interviewed",
            "references_asked": True,
            "priority_company": True,
            "rounds_done": 2,
        },
        [("negotiate", 6), ("prepare-references", 1)],
    ),
    ({"has_offer": True, "wants_role": "unwanted"}, [("decline", 1)]),
    (
        {
            "stage": "interviewed",
            "days_since_contact": 12,
            "promised_in_days": 11,
            "chases_sent": 4,
        },
        [("chase-promise", 3), ("move-on", 0)],
    ),
    (
        {"stage": "interviewed", "days_since_contact": 10, "chases_sent": 2},
        [("chase-politely", 4)],
    ),
    ({"days_since_contact": 10, "promised_in_days": 10, "chases_sent": 3}, []),
]


def given(program: Any, row: Mapping[str, Any], engine: str) -> list[tuple[str, int]]:
    """What the pack advises for a row, in days from today."""
    facts = {
        name: value * MILLION if name in NUMBERS else value
        for name, value in row.items()
        if value is not None
    }
    situation = Situation(None, None, Instance("situation", facts))
    decision = Advisor(program, engine, AsOf(TODAY.toordinal())).advise(situation, questions=False)
    assert decision.error is None
    return [(piece.action, (piece.due or 0) - TODAY.toordinal()) for piece in decision.advice]


@pytest.mark.parametrize(("different", "expected"), CASES)
def test_the_function_written_by_hand_gives_what_the_workload_says(
    different: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    assert advise({**QUIET, **different}) == expected


@pytest.mark.parametrize(("different", "expected"), CASES)
def test_the_pack_gives_what_the_workload_says(
    different: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    assert given(load_pack(PACK), {**QUIET, **different}, "oracle") == expected


@pytest.mark.parametrize(("engine", "rows"), [("oracle", 3000), ("rete", 1500)])
def test_the_pack_agrees_with_the_function_on_thousands_of_random_rows(
    engine: str, rows: int
) -> None:
    program = load_pack(PACK)
    found: Counter[str] = Counter()
    for row in table("w", rows, seed=len(engine)).to_pylist():
        expected = advise(row)
        assert given(program, row, engine) == expected
        found.update(action for action, _ in expected)
    assert set(found) == set(ACTIONS)


def test_the_pack_has_thirty_rules_in_three_levels() -> None:
    program = load_pack(PACK)
    assert len(program.pack.rules) == 30
    assert tuple(program.pack.actions) == ACTIONS
