"""Rounds: every contestant once a round, each in a fresh process, so that noise meets all of them."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.catalogue import Contestant, Journey
from benchmarks.processes import Finished, run_process

Figures = dict[str, Any]  # what goes into the JSON file


def tell(line: str) -> None:
    """Progress goes to standard error."""
    print(line, file=sys.stderr, flush=True)


def installed(
    listed: Iterable[Contestant | Journey], versions: dict[str, str]
) -> tuple[list[Any], Figures]:
    """Those that can run, and for the others why not."""
    able, missing = [], {}
    for one in listed:
        if one.package is None or one.package in versions:
            able.append(one)
        else:
            missing[one.name] = f"{one.package} could not be installed here"
    return able, missing


def in_turn(listed: Sequence[Any], rounds: int) -> Iterator[tuple[int, Any]]:
    """Each once a round; every other round backwards."""
    for number in range(rounds):
        for one in listed if number % 2 == 0 else reversed(listed):
            yield number, one


def check_answers(
    workload: str, file: Path, contestants: Sequence[Contestant], rows: int
) -> tuple[list[Contestant], Figures]:
    """Those that answer as most people would who read the workload: like the reference.

    The reference is the function by hand on W, the oracle on M. All answer the same first rows.
    """
    reference = "python" if workload == "w" else "oracle"
    wanted = _digest(workload, reference, file, rows)
    if wanted.code != 0:
        raise RuntimeError(f"the reference does not run:\n{wanted.error}")
    equal, failed = [], {}
    for one in contestants:
        found = _digest(workload, one.name, file, rows)
        if found.code != 0:
            failed[one.name] = f"does not run: {_last_line(found.error)}"
        elif json.loads(found.output) != json.loads(wanted.output):
            failed[one.name] = f"answers differ from the reference in the first {rows} situations"
        else:
            equal.append(one)
        tell(f"  {one.title}: {failed.get(one.name, 'equal answers')}")
    return equal, failed


def _digest(workload: str, name: str, file: Path, rows: int) -> Finished:
    arguments = ("-m", "benchmarks.worker", workload, name, str(file), str(rows), "--check")
    return run_process(peers.python(), arguments)


def time_alone(
    workload: str, file: Path, contestants: Sequence[Contestant], rounds: int
) -> Figures:
    """Situations a second, one figure a round. The median run of a process counts, without the first."""
    figures: Figures = {
        c.name: {"title": c.title, "rows": c.rows, "rates": [], "peak_mb": []} for c in contestants
    }
    for number, one in in_turn(contestants, rounds):
        arguments = ("-m", "benchmarks.worker", workload, one.name, str(file), str(one.rows))
        ended = run_process(peers.python(), arguments)
        if ended.code != 0:
            raise RuntimeError(f"{one.title} failed:\n{ended.error}")
        seconds: list[float] = json.loads(ended.output)["seconds"]
        rate = one.rows / statistics.median(seconds[1:] or seconds)
        figures[one.name]["rates"].append(rate)
        figures[one.name]["peak_mb"].append(ended.peak_mb)
        tell(f"  round {number + 1}: {one.title}: {rate:,.0f} situations/s")
    return figures


def time_journeys(
    source: Path, target: Path, journeys: Sequence[Journey], rounds: int
) -> tuple[Figures, Figures]:
    """Seconds and peak memory of whole processes, one figure a round; and what failed."""
    figures: Figures = {j.name: {"title": j.title, "seconds": [], "peak_mb": []} for j in journeys}
    failed: Figures = {}
    for number, one in in_turn(journeys, rounds):
        if one.name in failed:
            continue
        out = target.with_name(f"{target.stem}-{one.name}{one.ending or target.suffix}")
        out.unlink(missing_ok=True)
        command = [part.format(source=source, target=out) for part in one.command]
        ended = run_process(peers.python(), command)
        if ended.code != 0:
            failed[one.name] = f"failed: {_last_line(ended.error)}"
            del figures[one.name]
            tell(f"  {one.title}: {failed[one.name]}")
            continue
        figures[one.name]["seconds"].append(ended.seconds)
        figures[one.name]["peak_mb"].append(ended.peak_mb)
        figures[one.name]["out_mb"] = out.stat().st_size / 1e6
        tell(f"  round {number + 1}: {one.title}: {ended.seconds:.2f} s, {ended.peak_mb:,.0f} MB")
    return figures, failed


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["nothing was said"])[-1]
