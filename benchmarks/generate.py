"""Situations by the million, from a seed: `python benchmarks/generate.py w|m ROWS OUT.parquet [--seed N]`.

`w` is the flat workload of 20 fields (packs/w), `m` the nested one of the post-interview pack. Row
groups are drawn one by one, each from (seed, its number): memory does not grow with the rows, and a
smaller file is the beginning of a larger one with the same seed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script as well

from benchmarks.situations_m import draw_m
from benchmarks.situations_w import draw_w

SEED = 20261101
GROUP_ROWS = {"w": 500_000, "m": 100_000}
DRAW = {"w": draw_w, "m": draw_m}


def groups(workload: str, rows: int, seed: int = SEED) -> Iterator[pa.RecordBatch]:
    """The row groups of `rows` situations. The last one is drawn whole and cut."""
    size = GROUP_ROWS[workload]
    for number, first in enumerate(range(0, rows, size)):
        batch = DRAW[workload](size, seed, number)
        yield batch.slice(0, min(size, rows - first))


def table(workload: str, rows: int, seed: int = SEED) -> pa.Table:
    """All situations in memory."""
    batches = list(groups(workload, rows, seed))
    return pa.Table.from_batches(batches) if batches else pa.table({})


def write(workload: str, rows: int, path: Path, seed: int = SEED) -> None:
    """Write the file, one row group at a time."""
    writer: pq.ParquetWriter | None = None
    for batch in groups(workload, rows, seed):
        writer = writer or pq.ParquetWriter(path, batch.schema, compression="zstd")
        writer.write_batch(batch, row_group_size=len(batch))
    if writer is not None:
        writer.close()


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("workload", choices=sorted(DRAW))
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    if chosen.rows < 1:
        parser.error("there must be at least one row")
    write(chosen.workload, chosen.rows, chosen.out, chosen.seed)


if __name__ == "__main__":
    main()
