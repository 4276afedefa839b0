"""One contestant in a process of its own: `python -m benchmarks.worker WORKLOAD NAME FILE ROWS [--check]`.

Prints one line of JSON: seconds of each run, or with --check the digest of the answers.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from advisor.batch.process_tuning import keep_freed_memory
from benchmarks.catalogue import ALONE_M, ALONE_W
from benchmarks.contestants.prepared import Answers, Prepared

ENOUGH = 0.5  # seconds: a run shorter than that is repeated, for the first one warms caches up
RUNS = 3


def main() -> None:
    """Run what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("workload", choices=("w", "m"))
    parser.add_argument("name")
    parser.add_argument("file", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    keep_freed_memory()  # for all contestants alike, as `advisor batch` has it
    listed = ALONE_W if chosen.workload == "w" else ALONE_M
    module, function = next(c.prepare for c in listed if c.name == chosen.name).split(":")
    prepare = getattr(importlib.import_module(module), function)
    prepared = prepare(first_rows(chosen.file, chosen.rows))
    found = check(prepared) if chosen.check else {"seconds": measure(prepared)}
    print(json.dumps(found))


def first_rows(file: Path, rows: int) -> pa.Table:
    """The first situations of the file; choices stay dictionary-encoded."""
    source = pq.ParquetFile(file)
    kept: list[Any] = []
    missing = rows
    for group in range(source.num_row_groups):
        if missing <= 0:
            break
        kept.append(source.read_row_group(group).slice(0, missing))
        missing -= len(kept[-1])
    return pa.concat_tables(kept, promote_options="default").unify_dictionaries().combine_chunks()


def measure(prepared: Prepared) -> list[float]:
    """The time of each run."""
    seconds: list[float] = []
    while len(seconds) < RUNS and (not seconds or seconds[0] < ENOUGH):
        begun = time.perf_counter()
        found = prepared.run()
        seconds.append(time.perf_counter() - begun)
        del found  # before the next one takes its memory
    return seconds


def check(prepared: Prepared) -> dict[str, Any]:
    """What tells equal answers from different ones."""
    answers = prepared.answers(prepared.run())
    return {"digest": digest(answers), "advice": sum(map(len, answers))}


def digest(answers: Answers) -> str:
    """Equal answers in equal order have equal digests."""
    return hashlib.sha256(json.dumps(answers).encode()).hexdigest()


if __name__ == "__main__":
    main()
