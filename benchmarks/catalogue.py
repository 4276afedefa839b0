"""Who takes part, in which measurement, and with how many situations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contestant:
    """An engine with its rules in memory. `rows`: how many situations it is timed on.

    `prepare` is module:function, called in a process of its own. `package` is what must be installed.
    """

    name: str
    title: str
    prepare: str
    rows: int
    package: str | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A whole process from file to file. `{source}` and `{target}` stand for the files.

    It is not asked for more situations than `most`. `ending` is that of what it writes, where that is not what
    all others write.
    """

    name: str
    title: str
    command: tuple[str, ...]
    package: str | None = None
    most: int | None = None
    ending: str | None = None


HERE = "benchmarks.contestants"

ALONE_W = (
    Contestant("columnar", "advisor, columnar", f"{HERE}.own_columns:prepare_w", 1_000_000),
    Contestant("columnar-100k", "advisor, columnar", f"{HERE}.own_columns:prepare_w", 100_000),
    Contestant("rete", "advisor, rete", f"{HERE}.own_rows:prepare_w_rete", 2_000),
    Contestant("oracle", "advisor, oracle", f"{HERE}.own_rows:prepare_w_oracle", 2_000),
    Contestant("python", "Python function by hand", f"{HERE}.by_hand:prepare", 100_000),
    Contestant(
        "openfisca", "openfisca-core", f"{HERE}.openfisca:prepare", 100_000, "openfisca-core"
    ),
    Contestant(
        "openfisca-1m", "openfisca-core", f"{HERE}.openfisca:prepare", 1_000_000, "openfisca-core"
    ),
    Contestant("duckdb", "DuckDB SQL, one thread", f"{HERE}.sql:prepare", 1_000_000, "duckdb"),
    Contestant(
        "zen-loader",
        "zen-engine, through its loader",
        f"{HERE}.zen:prepare_loader",
        10_000,
        "zen-engine",
    ),
    Contestant(
        "zen", "zen-engine, create_decision", f"{HERE}.zen:prepare_decision", 2_000, "zen-engine"
    ),
    Contestant("datalogic", "datalogic-py", f"{HERE}.datalogic:prepare", 100_000, "datalogic-py"),
    Contestant("clipspy", "clipspy", f"{HERE}.clips:prepare", 10_000, "clipspy"),
    Contestant(
        "durable",
        "durable-rules through its Host",
        f"{HERE}.durable_host:prepare",
        5_000,
        "durable-rules",
    ),
)

ALONE_M = (
    Contestant("columnar", "advisor, columnar", f"{HERE}.own_columns:prepare_m", 100_000),
    Contestant("rete", "advisor, rete", f"{HERE}.own_rows:prepare_m_rete", 300),
    Contestant("oracle", "advisor, oracle", f"{HERE}.own_rows:prepare_m_oracle", 300),
)

BATCH = ("-m", "advisor", "batch", "{source}", "-o", "{target}", "--today", "2026-11-16")
BATCH_W = (*BATCH, "--pack", "benchmarks/packs/w")
_COPY = ("-m", "benchmarks.contestants.copying", "{source}", "{target}")

JOURNEYS_W = (
    Journey("batch", "advisor batch, two slices", (*BATCH_W, "-j", "2")),
    Journey("batch-1", "advisor batch, one slice", (*BATCH_W, "-j", "1")),
    Journey("rete", "advisor batch, rete engine", (*BATCH_W, "--engine", "rete"), most=10_000),
    Journey("copy", "Polars copies the file, in memory", (*_COPY, "memory"), "polars"),
    Journey("copy-stream", "Polars copies the file, streaming", (*_COPY, "stream"), "polars"),
    Journey(
        "duckdb",
        "DuckDB SQL, situations in any order",
        ("-m", "benchmarks.contestants.sql", "{source}", "{target}"),
        "duckdb",
    ),
)

JOURNEYS_M = (
    Journey("batch", "advisor batch, two slices", (*BATCH, "-j", "2")),
    Journey("batch-1", "advisor batch, one slice", (*BATCH, "-j", "1")),
    Journey("rete", "advisor batch, rete engine", (*BATCH, "--engine", "rete"), most=1_000),
    Journey("copy", "Polars copies the file, in memory", (*_COPY, "memory"), "polars"),
    Journey("copy-stream", "Polars copies the file, streaming", (*_COPY, "stream"), "polars"),
)
