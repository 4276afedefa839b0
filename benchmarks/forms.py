"""The forms that people have, beside Polars' copy of the same file in the same form.

`python -m benchmarks.run forms`: workloads W and M as JSON Lines, and W as CSV, each read by
`advisor batch` and written on: lines to Parquet, CSV to CSV. Whole processes, in turn. Where the advice has
another form than the situations, Polars also writes these in that form.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.catalogue import BATCH, BATCH_W, HERE, Journey
from benchmarks.measuring import Figures, tell, time_journeys


@dataclass(frozen=True, slots=True)
class Form:
    """A workload in a form. `ending` is that of the file, `out` that of the advice."""

    name: str
    title: str
    workload: str
    rows: int
    ending: str
    out: str
    batch: tuple[str, ...]


FORMS = (
    Form("w-lines", "W as JSON Lines, to Parquet", "w", 1_000_000, ".jsonl", ".parquet", BATCH_W),
    Form("m-lines", "M as JSON Lines, to Parquet", "m", 200_000, ".jsonl", ".parquet", BATCH),
    Form("w-csv", "W as CSV, to CSV", "w", 1_000_000, ".csv", ".csv", BATCH_W),
)


def journeys_of(form: Form) -> tuple[Journey, ...]:
    """Our batch, the copy of the same file, and the same file written in the form of the advice."""
    copying = ("-m", f"{HERE}.copying", "{source}", "{target}", "stream")
    batch = Journey("batch", "advisor batch", (*form.batch, "-j", "2"))
    copy = Journey("copy", "Polars copies the file", copying, "polars", ending=form.ending)
    if form.ending == form.out:
        return batch, copy
    return batch, copy, Journey("rewrite", "Polars writes it in the other form", copying, "polars")


def in_form(source: Path, form: Form) -> Path:
    """The situations of a Parquet file in the form; they are kept, since they never change."""
    path = source.with_suffix(form.ending)
    if not path.exists():
        tell(f"writing {path.name}")
        new = path.with_name(f"new{form.ending}")
        copying = ["-m", f"{HERE}.copying", str(source), str(new), "stream"]
        subprocess.run([peers.python(), *copying], check=True)
        new.rename(path)
    return path


def measure_form(source: Path, form: Form, rounds: int) -> Figures:
    """Seconds and peak memory of all, one figure a round. Shape: `source` is in the form."""
    tell(form.title)
    target = source.with_name(f"{form.name}-advice{form.out}")
    found, failed = time_journeys(source, target, journeys_of(form), rounds)
    return {"title": form.title, "rows": form.rows, "figures": found, "left_out": failed}
