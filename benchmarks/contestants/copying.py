"""The limit: Polars copies the file. `python -m benchmarks.contestants.copying SOURCE TARGET memory|stream`.

The ending of each says in what form it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars


def copy(source: Path, target: Path) -> None:
    """Copy a file piece by piece."""
    match source.suffix:
        case ".parquet":
            frame = polars.scan_parquet(source)
        case ".jsonl":
            frame = polars.scan_ndjson(source)
        case _:
            frame = polars.scan_csv(source)
    match target.suffix:
        case ".parquet":
            frame.sink_parquet(target)
        case ".jsonl":
            frame.sink_ndjson(target)
        case _:
            frame.sink_csv(target)


if __name__ == "__main__":
    source, target, how = sys.argv[1:]
    if how == "memory":
        polars.read_parquet(source).write_parquet(target)
    else:
        copy(Path(source), Path(target))
