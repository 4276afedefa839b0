"""The limit: Polars copies the file. `python -m benchmarks.contestants.copying SOURCE TARGET memory|stream`."""

from __future__ import annotations

import sys

import polars

if __name__ == "__main__":
    source, target, how = sys.argv[1:]
    if how == "memory":
        polars.read_parquet(source).write_parquet(target)
    else:
        polars.scan_parquet(source).sink_parquet(target)
