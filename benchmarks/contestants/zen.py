"""zen-engine: a decision graph of two expression nodes and a decision table that collects."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pyarrow as pa

from benchmarks.contestants.prepared import Answers, Prepared

LEVEL_1 = {
    "past_interview": "stage in ['interviewed', 'final']",
    "recent_interview": "days_since_interview <= 20 and rounds_done >= 1",
    "silent": "days_since_contact >= 10",
    "promise_broken": "promised_in_days != null and days_since_contact > promised_in_days",
    "promise_pending": "promised_in_days != null and days_since_contact <= promised_in_days",
    "offer_open": "has_offer and (offer_deadline_in_days == null or offer_deadline_in_days >= 0)",
    "deadline_near": "offer_deadline_in_days != null and offer_deadline_in_days >= 0"
    " and offer_deadline_in_days <= 5",
    "has_alternatives": "other_offers >= 1",
    "out": "rejected or accepted_elsewhere or stage == 'closed'",
    "panel": "interviewer_count >= 3",
}
LEVEL_2 = {
    "active": "not out",
    "should_thank": "past_interview and recent_interview and not thanked and not out",
    "may_chase": "past_interview and silent and not promise_pending and not out and chases_sent < 3",
    "overdue": "promise_broken and not out and not has_offer",
    "leverage": "offer_open and has_alternatives and not out",
    "deciding": "offer_open and not out and wants_role != 'unwanted'",
    "urgent_offer": "deadline_near and offer_open and not out",
    "ghosted": "silent and not promise_pending and chases_sent >= 3 and not out",
}
LEVEL_3 = {  # in the order of priority
    "ask-extension": ("urgent_offer and needs_time and not remote_ok", "0"),
    "decide-now": ("urgent_offer and not needs_time", "offer_deadline_in_days ?? 0"),
    "thank-each": ("should_thank and panel", "max([0, 2 - days_since_interview])"),
    "send-thanks": ("should_thank and not panel", "max([0, 1 - days_since_interview])"),
    "withdraw-elsewhere": ("accepted_elsewhere and not rejected", "1 + other_offers"),
    "negotiate": (
        "leverage and deciding and salary_gap_pct > 5",
        "max([0, (offer_deadline_in_days ?? 7) - 1])",
    ),
    "chase-promise": ("overdue", "min([3, chases_sent])"),
    "decline": ("active and offer_open and wants_role == 'unwanted'", "1"),
    "accept": (
        "deciding and wants_role == 'wanted' and not leverage and not needs_time",
        "offer_deadline_in_days ?? 5",
    ),
    "chase-politely": ("may_chase and not overdue", "chases_sent * 2"),
    "prepare-references": (
        "active and references_asked and not references_ready and priority_company",
        "max([0, 3 - rounds_done])",
    ),
    "move-on": ("ghosted or (rejected and not accepted_elsewhere)", "0"),
}


def prepare_decision(situations: pa.Table) -> Prepared:
    """The way that its documentation shows first: `create_decision`, then `evaluate` one dict."""
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    rows: list[dict[str, Any]] = situations.to_pylist()
    return Prepared(lambda: [decision.evaluate(row)["result"] for row in rows], _answers)


def prepare_loader(situations: pa.Table) -> Prepared:
    """Its fastest way: the graph given to the engine's loader, which compiles it once."""
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"w": _graph()}}})
    rows: list[dict[str, Any]] = situations.to_pylist()
    return Prepared(lambda: [engine.evaluate("w", row)["result"] for row in rows], _answers)


def _answers(found: list[Any]) -> Answers:
    return [[(advice["action"], int(advice["due"])) for advice in each] for each in found]


def _graph() -> dict[str, Any]:
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when", "field": ""}],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("action", "due")],
        "rules": [
            {"_id": action, "when": when, "action": json.dumps(action), "due": due}
            for action, (when, due) in LEVEL_3.items()
        ],
    }
    nodes = [
        _node("input", "inputNode"),
        _node("level-1", "expressionNode", _expressions(LEVEL_1)),
        _node("level-2", "expressionNode", _expressions(LEVEL_2)),
        _node("level-3", "decisionTableNode", table),
        _node("output", "outputNode"),
    ]
    names = [node["id"] for node in nodes]
    edges = [
        {"id": f"{one}-{next_}", "sourceId": one, "targetId": next_}
        for one, next_ in pairwise(names)
    ]
    return {"nodes": nodes, "edges": edges}


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def _expressions(level: dict[str, str]) -> dict[str, Any]:
    return {
        "passThrough": True,
        "expressions": [{"id": name, "key": name, "value": value} for name, value in level.items()],
    }
