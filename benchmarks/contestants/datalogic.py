"""datalogic-py: JSONLogic, all 30 rules as one expression, evaluated over many situations in one call."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from benchmarks.contestants.prepared import Answers, Prepared

Logic = Any  # a JSONLogic expression


def _at_least(name: str, least: int) -> Logic:
    return {">=": [{"val": name}, least]}


def _given(name: str, *more: Logic) -> Logic:
    return {"and": [{"!==": [{"val": name}, None]}, *more]}


DEADLINE, PROMISED = {"val": "offer_deadline_in_days"}, {"val": "promised_in_days"}
CONTACT, INTERVIEW = {"val": "days_since_contact"}, {"val": "days_since_interview"}
CHASES, OTHERS = {"val": "chases_sent"}, {"val": "other_offers"}

# JSONLogic names no values: what a rule rests on stands within it, each of these wherever it is needed.
PAST_INTERVIEW = {"in": [{"val": "stage"}, ["interviewed", "final"]]}
RECENT_INTERVIEW = {"and": [{"<=": [INTERVIEW, 20]}, _at_least("rounds_done", 1)]}
SILENT = _at_least("days_since_contact", 10)
PROMISE_BROKEN = _given("promised_in_days", {">": [CONTACT, PROMISED]})
PROMISE_PENDING = _given("promised_in_days", {"<=": [CONTACT, PROMISED]})
OFFER_OPEN = {
    "and": [{"val": "has_offer"}, {"or": [{"===": [DEADLINE, None]}, {">=": [DEADLINE, 0]}]}]
}
DEADLINE_NEAR = _given("offer_deadline_in_days", {"<=": [0, DEADLINE, 5]})
HAS_ALTERNATIVES = _at_least("other_offers", 1)
OUT = {
    "or": [
        {"val": "rejected"},
        {"val": "accepted_elsewhere"},
        {"===": [{"val": "stage"}, "closed"]},
    ]
}
PANEL = _at_least("interviewer_count", 3)

ACTIVE = {"!": [OUT]}
SHOULD_THANK = {"and": [PAST_INTERVIEW, RECENT_INTERVIEW, {"!": [{"val": "thanked"}]}, ACTIVE]}
MAY_CHASE = {"and": [PAST_INTERVIEW, SILENT, {"!": [PROMISE_PENDING]}, ACTIVE, {"<": [CHASES, 3]}]}
OVERDUE = {"and": [PROMISE_BROKEN, ACTIVE, {"!": [{"val": "has_offer"}]}]}
LEVERAGE = {"and": [OFFER_OPEN, HAS_ALTERNATIVES, ACTIVE]}
WISH = {"val": "wants_role"}
DECIDING = {"and": [OFFER_OPEN, ACTIVE, {"!==": [WISH, "unwanted"]}]}
URGENT_OFFER = {"and": [DEADLINE_NEAR, OFFER_OPEN, ACTIVE]}
GHOSTED = {"and": [SILENT, {"!": [PROMISE_PENDING]}, _at_least("chases_sent", 3), ACTIVE]}

NEEDS_TIME = {"val": "needs_time"}
ADVICE: dict[str, tuple[Logic, Logic]] = {  # in the order of priority
    "ask-extension": ({"and": [URGENT_OFFER, NEEDS_TIME, {"!": [{"val": "remote_ok"}]}]}, 0),
    "decide-now": ({"and": [URGENT_OFFER, {"!": [NEEDS_TIME]}]}, DEADLINE),
    "thank-each": ({"and": [SHOULD_THANK, PANEL]}, {"max": [0, {"-": [2, INTERVIEW]}]}),
    "send-thanks": ({"and": [SHOULD_THANK, {"!": [PANEL]}]}, {"max": [0, {"-": [1, INTERVIEW]}]}),
    "withdraw-elsewhere": (
        {"and": [{"val": "accepted_elsewhere"}, {"!": [{"val": "rejected"}]}]},
        {"+": [1, OTHERS]},
    ),
    "negotiate": (
        {"and": [LEVERAGE, DECIDING, {">": [{"val": "salary_gap_pct"}, 5]}]},
        {"max": [0, {"-": [{"??": [DEADLINE, 7]}, 1]}]},
    ),
    "chase-promise": (OVERDUE, {"min": [3, CHASES]}),
    "decline": ({"and": [ACTIVE, OFFER_OPEN, {"===": [WISH, "unwanted"]}]}, 1),
    "accept": (
        {"and": [DECIDING, {"===": [WISH, "wanted"]}, {"!": [LEVERAGE]}, {"!": [NEEDS_TIME]}]},
        {"??": [DEADLINE, 5]},
    ),
    "chase-politely": ({"and": [MAY_CHASE, {"!": [OVERDUE]}]}, {"*": [CHASES, 2]}),
    "prepare-references": (
        {
            "and": [
                ACTIVE,
                {"val": "references_asked"},
                {"!": [{"val": "references_ready"}]},
                {"val": "priority_company"},
            ]
        },
        {"max": [0, {"-": [3, {"val": "rounds_done"}]}]},
    ),
    "move-on": (
        {"or": [GHOSTED, {"and": [{"val": "rejected"}, {"!": [{"val": "accepted_elsewhere"}]}]}]},
        0,
    ),
}
RULES = {"merge": [{"if": [when, [[action, due]], []]} for action, (when, due) in ADVICE.items()]}


def prepare(situations: pa.Table) -> Prepared:
    """The rules compiled once, the situations in its own form; `evaluate_batch` gives each answer as JSON."""
    import datalogic_py

    engine = datalogic_py.Engine()
    rule, session = engine.compile(RULES), engine.session()
    handles = [datalogic_py.DataHandle(json.dumps(row)) for row in situations.to_pylist()]
    return Prepared(lambda: session.evaluate_batch(rule, handles), _answers)


def _answers(found: list[Any]) -> Answers:
    return [[(action, int(due)) for action, due in json.loads(each)] for each in found]
