"""A batch on a Spark cluster, or on Spark here: Spark reads and writes, our kernel runs in its tasks.

PySpark is imported when a job runs, not before.
"""

from advisor.cluster.jobs import ClusterError, ClusterJob, ClusterOutcome, Problem, Standing, Work
from advisor.cluster.running import run

__all__ = ["ClusterError", "ClusterJob", "ClusterOutcome", "Problem", "Standing", "Work", "run"]
