"""A job on a standalone cluster: a master and two workers, each a process of its own on this machine.

The job runs in a process of its own, since one process has one Spark.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster.spark_here import missing, standalone_cluster

WHY = missing()
pytestmark = pytest.mark.skipif(WHY is not None, reason=f"needs Spark: {WHY}")
DRIVER = """\
import json, sys, warnings
warnings.simplefilter("ignore")
from advisor.cluster import ClusterJob, run
from tests.cluster.situations import work
from tests.cluster.spark_here import QUICK

master, path, out = sys.argv[1:]
settings = {
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
    "spark.sql.files.maxPartitionBytes": "8192",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.files.openCostInBytes": "0",
}

with run(ClusterJob(master, (path,), "parquet", work(), scratch=out, settings=settings)) as outcome:
    from pyspark.sql import SparkSession

    context = SparkSession.getActiveSession().sparkContext
    advice = [row for table in outcome.advice() for row in table.to_pylist()]
    problems = [list(p) for block in outcome.problem_rows() for p in block]

    def where(_):
        import os, advisor

        return [(os.getcwd(), advisor.__file__)]

    places = sorted(set(context.parallelize(range(8), 8).mapPartitions(where).collect()))
print(json.dumps({"advice": advice, "problems": problems, "places": places}, default=str))
"""


def test_two_executors_give_the_rows_of_one_machine(tmp_path: Path) -> None:
    from tests.cluster.situations import alone, rows_of, write_parquet

    path = write_parquet(rows_of(400), tmp_path / "in.parquet")
    logs, out = tmp_path / "logs", tmp_path / "out"
    logs.mkdir()
    out.mkdir()
    with standalone_cluster(logs, workers=2) as master:
        ran = subprocess.run(
            [sys.executable, "-c", DRIVER, master, str(path), str(out)],
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
            cwd=Path(__file__).parent.parent.parent,
        )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout.splitlines()[-1])
    expected, bad = alone(path)
    assert found["advice"] == json.loads(json.dumps(expected, default=str))
    assert found["problems"] == [list(problem) for problem in bad]
    assert len({executor for executor, _ in found["places"]}) == 2  # both took part
    # What runs there is the package that was sent, not one that happened to be installed.
    assert all(".zip" in package for _, package in found["places"]), found["places"]
    assert list(out.iterdir()) == []
