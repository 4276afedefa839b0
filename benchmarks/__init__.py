"""Workloads, contestants and measurements: `python -m benchmarks.run`."""
