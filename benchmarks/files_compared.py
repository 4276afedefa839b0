"""Whether two files of long advice say the same: `python -m benchmarks.files_compared ONE OTHER`.

Compared are all actions and all dues, in the order of the situations. Prints `equal`, or the first difference.
"""

from __future__ import annotations

import sys

import polars

from benchmarks.contestants.prepared import TODAY


def difference(one: str, other: str) -> str | None:
    """What differs first, or None."""
    left, right = _advice(one), _advice(other)
    if len(left) != len(right):
        return f"{len(left)} rows against {len(right)}"
    for name in left.columns:
        unequal = (left[name].ne_missing(right[name])).arg_true()
        if len(unequal):
            at = unequal[0]
            return f"{name} of row {at}: {left[name][at]} against {right[name][at]}"
    return None


def _advice(path: str) -> polars.DataFrame:
    frame = polars.read_parquet(path)
    if "number" in frame.columns:  # DuckDB's: pieces of one situation in order, situations in any
        frame = frame.sort("number", maintain_order=True)
    due = frame["due"]
    if due.dtype == polars.Date:
        due = (due - TODAY).dt.total_days()
    return polars.DataFrame(
        {"action": frame["action"].cast(polars.String), "due": due.cast(polars.Int64)}
    )


if __name__ == "__main__":
    print(difference(sys.argv[1], sys.argv[2]) or "equal")
