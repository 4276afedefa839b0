"""Our batch on Spark against Spark's own copy of the same file: `python -m benchmarks.on_spark W M ROUNDS`.

One session of `local[2]`, warm: the first rounds are not counted. W and M are files of situations. Prints
one object of JSON: for each workload its situations, and the seconds of every round.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from advisor.api import default_pack, load_pack
from advisor.backends.columnar import compile_columnar
from advisor.batch.run.cluster_work import ClusterWork
from advisor.cluster import ClusterJob, run
from advisor.cluster.sessions import session_for
from advisor.ir import AsOf
from benchmarks.contestants.own_rows import PACK_W
from benchmarks.contestants.prepared import TODAY

MASTER = "local[2]"
WARM_UP = 2  # rounds


def main() -> None:
    """Measure both workloads."""
    w, m, rounds = sys.argv[1:]
    with session_for(MASTER, {}) as session, tempfile.TemporaryDirectory() as folder:
        figures = {
            name: measure(session, Path(file), pack, int(rounds), Path(folder))
            for name, file, pack in (("w", w, PACK_W), ("m", m, default_pack()))
        }
    print(json.dumps(figures))


def measure(session: Any, file: Path, pack: Path, rounds: int, folder: Path) -> dict[str, Any]:
    """Both once a round, every other round the copy first."""
    program = load_pack(pack)
    work = ClusterWork(program.pack, compile_columnar(program), AsOf(TODAY.toordinal()))
    out = folder / "out"

    def advise() -> None:
        with run(ClusterJob(MASTER, (str(file),), "parquet", work, folder=str(out))):
            pass

    def copy() -> None:
        session.read.parquet(str(file)).write.parquet(str(out))

    ways: dict[str, Callable[[], None]] = {"batch": advise, "copy": copy}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(WARM_UP + rounds):
        for name in ways if number % 2 == 0 else reversed(ways):
            begun = time.perf_counter()
            ways[name]()
            taken = time.perf_counter() - begun
            shutil.rmtree(out)
            if number >= WARM_UP:
                seconds[name].append(taken)
    return {"rows": pq.ParquetFile(file).metadata.num_rows, **seconds}


if __name__ == "__main__":
    main()
