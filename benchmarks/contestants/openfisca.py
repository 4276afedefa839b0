"""openfisca-core: 30 variables as vectors over all situations; then the same ordered list in NumPy.

A missing number is `MISSING`; a choice is its place in the list of choices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.contestants.prepared import Answers, Prepared
from benchmarks.reference_w import ACTIONS
from benchmarks.situations_w import CHOICES, FIELDS, STAGES, WISHES, YES_NO

MISSING = -999
PERIOD = "2026-11"
Get = Callable[[str], Any]

INTERVIEWED, FINAL, CLOSED = (STAGES.index(s) for s in ("interviewed", "final", "closed"))
WANTED, UNWANTED = WISHES.index("wanted"), WISHES.index("unwanted")


def _coalesced(value: Any, otherwise: int) -> Any:
    return np.where(value == MISSING, otherwise, value)


CONCLUDED: dict[str, Callable[[Get], Any]] = {
    "past_interview": lambda v: (v("stage") == INTERVIEWED) | (v("stage") == FINAL),
    "recent_interview": lambda v: (v("days_since_interview") <= 20) & (v("rounds_done") >= 1),
    "silent": lambda v: v("days_since_contact") >= 10,
    "promise_broken": lambda v: (
        (v("promised_in_days") != MISSING) & (v("days_since_contact") > v("promised_in_days"))
    ),
    "promise_pending": lambda v: (
        (v("promised_in_days") != MISSING) & (v("days_since_contact") <= v("promised_in_days"))
    ),
    "offer_open": lambda v: (
        v("has_offer")
        & ((v("offer_deadline_in_days") == MISSING) | (v("offer_deadline_in_days") >= 0))
    ),
    "deadline_near": lambda v: (
        (v("offer_deadline_in_days") >= 0) & (v("offer_deadline_in_days") <= 5)
    ),
    "has_alternatives": lambda v: v("other_offers") >= 1,
    "out": lambda v: v("rejected") | v("accepted_elsewhere") | (v("stage") == CLOSED),
    "panel": lambda v: v("interviewer_count") >= 3,
    "active": lambda v: ~v("out"),
    "should_thank": lambda v: (
        v("past_interview") & v("recent_interview") & ~v("thanked") & ~v("out")
    ),
    "may_chase": lambda v: (
        v("past_interview")
        & v("silent")
        & ~v("promise_pending")
        & ~v("out")
        & (v("chases_sent") < 3)
    ),
    "overdue": lambda v: v("promise_broken") & ~v("out") & ~v("has_offer"),
    "leverage": lambda v: v("offer_open") & v("has_alternatives") & ~v("out"),
    "deciding": lambda v: v("offer_open") & ~v("out") & (v("wants_role") != UNWANTED),
    "urgent_offer": lambda v: v("deadline_near") & v("offer_open") & ~v("out"),
    "ghosted": lambda v: v("silent") & ~v("promise_pending") & (v("chases_sent") >= 3) & ~v("out"),
    "ask_extension": lambda v: v("urgent_offer") & v("needs_time") & ~v("remote_ok"),
    "decide_now": lambda v: v("urgent_offer") & ~v("needs_time"),
    "thank_each": lambda v: v("should_thank") & v("panel"),
    "send_thanks": lambda v: v("should_thank") & ~v("panel"),
    "withdraw_elsewhere": lambda v: v("accepted_elsewhere") & ~v("rejected"),
    "negotiate": lambda v: v("leverage") & v("deciding") & (v("salary_gap_pct") > 5),
    "chase_promise": lambda v: v("overdue"),
    "decline": lambda v: v("active") & v("offer_open") & (v("wants_role") == UNWANTED),
    "accept": lambda v: (
        v("deciding") & (v("wants_role") == WANTED) & ~v("leverage") & ~v("needs_time")
    ),
    "chase_politely": lambda v: v("may_chase") & ~v("overdue"),
    "prepare_references": lambda v: (
        v("active") & v("references_asked") & ~v("references_ready") & v("priority_company")
    ),
    "move_on": lambda v: v("ghosted") | (v("rejected") & ~v("accepted_elsewhere")),
}
# What is due, for the situations at hand only.
DUE: dict[str, Callable[[Get], Any]] = {
    "ask_extension": lambda v: 0,
    "decide_now": lambda v: _coalesced(v("offer_deadline_in_days"), 0),
    "thank_each": lambda v: np.maximum(0, 2 - v("days_since_interview")),
    "send_thanks": lambda v: np.maximum(0, 1 - v("days_since_interview")),
    "withdraw_elsewhere": lambda v: 1 + v("other_offers"),
    "negotiate": lambda v: np.maximum(0, _coalesced(v("offer_deadline_in_days"), 7) - 1),
    "chase_promise": lambda v: np.minimum(3, v("chases_sent")),
    "decline": lambda v: 1,
    "accept": lambda v: _coalesced(v("offer_deadline_in_days"), 5),
    "chase_politely": lambda v: v("chases_sent") * 2,
    "prepare_references": lambda v: np.maximum(0, 3 - v("rounds_done")),
    "move_on": lambda v: 0,
}


def prepare(situations: pa.Table) -> Prepared:
    """NumPy vectors; a simulation of its own for each run, since it remembers what it computed."""
    from openfisca_core.simulations import SimulationBuilder

    system = _system()
    inputs = {name: _vector(situations, name) for name in FIELDS}
    rows = len(situations)

    def run() -> tuple[Any, Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, rows)
        for name, vector in inputs.items():
            simulation.set_input(name, PERIOD, vector)
        masks = np.empty((rows, len(DUE)), np.bool_)
        dues = np.empty((rows, len(DUE)), np.int8)
        for place, (action, due) in enumerate(DUE.items()):
            masks[:, place] = simulation.calculate(action, PERIOD)
            dues[:, place] = due(inputs.__getitem__)
        row, action_number = np.nonzero(masks)
        return row, action_number, dues[masks]

    return Prepared(run, lambda found: _answers(found, rows))


def _answers(found: tuple[Any, Any, Any], rows: int) -> Answers:
    answers: Answers = [[] for _ in range(rows)]
    for row, action, due in zip(*(column.tolist() for column in found), strict=True):
        answers[row].append((ACTIONS[action], due))
    return answers


def _vector(situations: pa.Table, name: str) -> Any:
    column: Any = situations[name].combine_chunks()
    if name in CHOICES:
        return column.indices.to_numpy(zero_copy_only=False)
    if name in YES_NO:
        return column.to_numpy(zero_copy_only=False)
    return column.fill_null(MISSING).to_numpy(zero_copy_only=False).astype(np.int32)


def _system() -> Any:
    from openfisca_core import entities, periods, taxbenefitsystems, variables

    situation = entities.Entity("situation", "situations", "A situation", "")
    system = taxbenefitsystems.TaxBenefitSystem([situation])

    def add(name: str, kind: type, formula: Callable[[Get], Any] | None) -> None:
        members: dict[str, Any] = {
            "value_type": kind,
            "entity": situation,
            "definition_period": periods.DateUnit.MONTH,
        }
        if formula is not None:
            members["formula"] = lambda here, period: formula(lambda name: here(name, period))
        system.add_variable(type(name, (variables.Variable,), members))

    for name in FIELDS:
        add(name, bool if name in YES_NO else int, None)
    for name, formula in CONCLUDED.items():
        add(name, bool, formula)
    return system
