"""Workload W: one flat row of 20 fields a situation, two of them often missing."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.random import Generator, default_rng

from benchmarks.drawing import Column

STAGES = ("applied", "screening", "interviewed", "final", "offer", "closed")
WISHES = ("wanted", "unwanted", "unsure")

# name -> (lowest, highest, probability of being missing); days are durations, the others numbers
DAYS = {
    "days_since_interview": (0, 60, 0.0),
    "days_since_contact": (0, 60, 0.0),
    "promised_in_days": (0, 30, 0.5),
    "offer_deadline_in_days": (-3, 14, 0.4),
}
NUMBERS = {
    "chases_sent": (0, 5),
    "other_offers": (0, 3),
    "interviewer_count": (1, 6),
    "salary_gap_pct": (-20, 40),
    "rounds_done": (0, 5),
}
CHOICES = {"stage": STAGES, "wants_role": WISHES}
# name -> probability of yes
YES_NO = {
    "thanked": 0.5,
    "has_offer": 0.5,
    "rejected": 0.1,
    "accepted_elsewhere": 0.1,
    "needs_time": 0.5,
    "references_asked": 0.5,
    "references_ready": 0.5,
    "remote_ok": 0.5,
    "priority_company": 0.5,
}
FIELDS = (
    "stage",
    "days_since_interview",
    "thanked",
    "chases_sent",
    "days_since_contact",
    "promised_in_days",
    "has_offer",
    "offer_deadline_in_days",
    "other_offers",
    "wants_role",
    "rejected",
    "accepted_elsewhere",
    "needs_time",
    "interviewer_count",
    "salary_gap_pct",
    "references_asked",
    "references_ready",
    "rounds_done",
    "remote_ok",
    "priority_company",
)


def draw_w(rows: int, seed: int, group: int) -> pa.RecordBatch:
    """One row group of workload W.

    Shape: days int32, numbers int64, yes-no bool, choices dictionary-encoded strings.
    """
    random = default_rng([seed, group])
    return pa.record_batch({name: _column(name, rows, random) for name in FIELDS})


def _column(name: str, rows: int, random: Generator) -> Column:
    if name in DAYS:
        low, high, missing = DAYS[name]
        values = random.integers(low, high + 1, rows, dtype=np.int32)
        return pa.array(values, mask=random.random(rows) < missing if missing else None)
    if name in NUMBERS:
        low, high = NUMBERS[name]
        return pa.array(random.integers(low, high + 1, rows, dtype=np.int64))
    if name in CHOICES:
        codes = random.integers(0, len(CHOICES[name]), rows, dtype=np.int8)
        return pa.DictionaryArray.from_arrays(
            pa.array(codes, type=pa.int8()), pa.array(CHOICES[name])
        )
    return pa.array(random.random(rows) < YES_NO[name])
