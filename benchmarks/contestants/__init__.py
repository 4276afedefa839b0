"""Workload W in the words of each engine; one module a contestant, imported only in its own process.

Each module has `prepare(situations: pa.Table) -> Prepared`.
"""
