"""What comes out of the columnar engine for a table of situations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Decided:
    """Advice in long form and the situations without any because of an error.

    Shape: `advice` has the schema `ADVICE`, one row a piece of advice, by `row` (the number of the
    situation in the table, from 0) and then in the agenda's total order. `errors` has the schema
    `ERRORS`, one row a situation, by `row`. `rule_counts`: how often each rule fired in situations
    without an error; empty unless it was asked for.
    """

    rows: int
    advice: pa.Table
    errors: pa.Table
    rule_counts: Mapping[str, int]
