"""Workload W written by hand as one Python function: what every contestant is held to, and one itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# In the order of priority, which is the order of the answer.
ACTIONS = (
    "ask-extension",
    "decide-now",
    "thank-each",
    "send-thanks",
    "withdraw-elsewhere",
    "negotiate",
    "chase-promise",
    "decline",
    "accept",
    "chase-politely",
    "prepare-references",
    "move-on",
)


def advise(row: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The advice for one situation, in order: (action, due in days from today)."""
    deadline, promised = row["offer_deadline_in_days"], row["promised_in_days"]
    chases, contact, interview = (
        row["chases_sent"],
        row["days_since_contact"],
        row["days_since_interview"],
    )
    stage, wish, needs_time = row["stage"], row["wants_role"], row["needs_time"]
    rejected, elsewhere, has_offer = row["rejected"], row["accepted_elsewhere"], row["has_offer"]
    # level 1
    past_interview = stage in ("interviewed", "final")
    recent_interview = interview <= 20 and row["rounds_done"] >= 1
    silent = contact >= 10
    promise_broken = promised is not None and contact > promised
    promise_pending = promised is not None and contact <= promised
    offer_open = has_offer and (deadline is None or deadline >= 0)
    deadline_near = deadline is not None and 0 <= deadline <= 5
    has_alternatives = row["other_offers"] >= 1
    out = rejected or elsewhere or stage == "closed"
    panel = row["interviewer_count"] >= 3
    # level 2
    active = not out
    should_thank = past_interview and recent_interview and not row["thanked"] and not out
    may_chase = past_interview and silent and not promise_pending and not out and chases < 3
    overdue = promise_broken and not out and not has_offer
    leverage = offer_open and has_alternatives and not out
    deciding = offer_open and not out and wish != "unwanted"
    urgent_offer = deadline_near and offer_open and not out
    ghosted = silent and not promise_pending and chases >= 3 and not out
    # level 3
    found: list[tuple[str, int]] = []
    if urgent_offer and needs_time and not row["remote_ok"]:
        found.append(("ask-extension", 0))
    if urgent_offer and not needs_time:
        found.append(("decide-now", 0 if deadline is None else deadline))
    if should_thank and panel:
        found.append(("thank-each", max(0, 2 - interview)))
    if should_thank and not panel:
        found.append(("send-thanks", max(0, 1 - interview)))
    if elsewhere and not rejected:
        found.append(("withdraw-elsewhere", 1 + row["other_offers"]))
    if leverage and deciding and row["salary_gap_pct"] > 5:
        found.append(("negotiate", max(0, (7 if deadline is None else deadline) - 1)))
    if overdue:
        found.append(("chase-promise", min(3, chases)))
    if active and offer_open and wish == "unwanted":
        found.append(("decline", 1))
    if deciding and wish == "wanted" and not leverage and not needs_time:
        found.append(("accept", 5 if deadline is None else deadline))
    if may_chase and not overdue:
        found.append(("chase-politely", chases * 2))
    if (
        active
        and row["references_asked"]
        and not row["references_ready"]
        and row["priority_company"]
    ):
        found.append(("prepare-references", max(0, 3 - row["rounds_done"])))
    if ghosted or (rejected and not elsewhere):
        found.append(("move-on", 0))
    return found
