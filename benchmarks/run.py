"""Measure side by side: `python -m benchmarks.run [w|m|forms|rules|spark|all] [--rows N] [--rounds N]`.

Fresh processes, rounds interleaved, equal answers checked before anything is timed. The figures go to
benchmarks/results/*.json, and from there into benchmarks/README.md and the plots.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import machine, peers
from benchmarks.catalogue import ALONE_M, ALONE_W, JOURNEYS_M, JOURNEYS_W, Contestant, Journey
from benchmarks.forms import FORMS, in_form, measure_form
from benchmarks.measuring import (
    Figures,
    check_answers,
    installed,
    tell,
    time_alone,
    time_journeys,
)
from benchmarks.processes import ROOT, run_process

RESULTS = ROOT / "benchmarks" / "results"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured of a workload. `rows`: of the file that is read and copied as a whole."""

    workload: str
    alone: tuple[Contestant, ...]
    journeys: tuple[Journey, ...]
    rows: int
    checked: int  # situations on which all must agree
    sizes: tuple[int, ...]  # of the files for the plots


PLANS = {
    "w": Plan(
        "w", ALONE_W, JOURNEYS_W, 10_000_000, 2_000, (1_000, 10_000, 100_000, 1_000_000, 2_000_000)
    ),
    "m": Plan("m", ALONE_M, JOURNEYS_M, 1_000_000, 300, (1_000, 10_000, 100_000, 200_000)),
}


def data_folder() -> Path:
    """Where the generated files stand; they are kept, since they never change."""
    folder = Path(os.environ.get("ADVISOR_BENCH_DATA") or ROOT / "benchmarks" / ".data")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def situations(workload: str, rows: int) -> Path:
    """The generated file of that many situations."""
    path = data_folder() / f"{workload}-{rows}.parquet"
    if not path.exists():
        tell(f"generating {rows:,} situations of {workload.upper()}")
        new = path.with_suffix(".new")
        generate = ROOT / "benchmarks" / "generate.py"
        subprocess.run([peers.python(), generate, workload, str(rows), new], check=True)
        new.rename(path)
    return path


def measure(plan: Plan, versions: dict[str, str], rounds: int) -> Figures:
    """Everything about one workload."""
    begun = machine.settled()
    contestants, missing = installed(plan.alone, versions)
    journeys, missing_journeys = installed(plan.journeys, versions)
    file = situations(
        plan.workload, max(1_000_000 if plan.workload == "w" else 100_000, plan.checked)
    )
    tell(f"{plan.workload.upper()}: answers of the first {plan.checked:,} situations")
    equal, failed = check_answers(plan.workload, file, contestants, plan.checked)
    tell(f"{plan.workload.upper()}: engines alone")
    alone = time_alone(plan.workload, file, equal, rounds)
    files, failed_journeys = _journeys(plan, journeys, rounds)
    return {
        "workload": plan.workload,
        "machine": machine.describe(versions),
        "begun": begun,
        "ended": machine.load(),
        "rounds": rounds,
        "checked": plan.checked,
        "alone": alone,
        "left_out": {**missing, **failed},
        "files": files,
        "left_out_files": {**missing_journeys, **failed_journeys},
    }


def _journeys(plan: Plan, journeys: list[Journey], rounds: int) -> tuple[Figures, Figures]:
    """From file to file at each size: the size of the plan in all rounds, the others in three."""
    files: Figures = {}
    failed: Figures = {}
    for rows in sorted({*plan.sizes, plan.rows}):
        if rows > plan.rows:
            continue
        tell(f"{plan.workload.upper()}: from file to file, {rows:,} situations")
        source = situations(plan.workload, rows)
        target = data_folder() / f"{plan.workload}-advice.parquet"
        able = [j for j in journeys if j.name not in failed and (j.most is None or rows <= j.most)]
        files[str(rows)], new = time_journeys(
            source, target, able, rounds if rows == plan.rows else min(rounds, 3)
        )
        failed.update(new)
        _compare(target, files[str(rows)], failed)
    return files, failed


def _compare(target: Path, figures: Figures, failed: Figures) -> None:
    """What advises must have written the same advice; who did not is left out."""
    advising = [name for name in figures if not name.startswith("copy")]
    for name in advising[1:]:
        outputs = [
            str(target.with_name(f"{target.stem}-{each}{target.suffix}"))
            for each in (advising[0], name)
        ]
        ended = run_process(peers.python(), ("-m", "benchmarks.files_compared", *outputs))
        if ended.output.strip() != "equal":
            failed[name] = f"other advice: {ended.output.strip() or ended.error.strip()[-200:]}"
            tell(f"  {name}: {failed[name]}")
            del figures[name]


def save(name: str, figures: Any) -> None:
    """Keep the figures."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n")


def _forms(versions: dict[str, str], rounds: int) -> Figures:
    """The forms that people have, beside the copy in the same form."""
    begun = machine.settled()
    found = {
        form.name: measure_form(in_form(situations(form.workload, form.rows), form), form, rounds)
        for form in FORMS
    }
    return {
        "machine": machine.describe(versions),
        "begun": begun,
        "ended": machine.load(),
        "rounds": rounds,
        "forms": found,
    }


def _in_one_process(arguments: tuple[str, ...], versions: dict[str, str], rounds: int) -> Figures:
    """What a module prints that measures all of its rounds itself."""
    begun = machine.settled()
    ended = run_process(peers.python(), ("-m", *arguments, str(rounds)))
    if ended.code != 0:
        raise SystemExit(ended.error)
    moments = {"begun": begun, "ended": machine.load(), "rounds": rounds}
    return {
        "machine": machine.describe(versions),
        **moments,
        **json.loads(ended.output.splitlines()[-1]),
    }


def main() -> None:
    """Read the command line, measure, write tables and plots."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "what",
        nargs="?",
        default="all",
        choices=("w", "m", "forms", "rules", "spark", "all", "report"),
    )
    parser.add_argument("--rows", type=int, help="situations in the largest file")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    versions = peers.install()
    compileall.compile_dir(ROOT / "advisor", quiet=1)  # as all that pip installed is
    for name, plan in PLANS.items():
        if chosen.what in (name, "all"):
            asked = replace(plan, rows=chosen.rows or plan.rows)
            save(name, measure(asked, versions, chosen.rounds))
    if chosen.what in ("forms", "all"):
        save("forms", _forms(versions, chosen.rounds))
    if chosen.what in ("rules", "all"):
        tell("from 30 rules to 3,000")
        save("rules", _in_one_process(("benchmarks.many_rules",), versions, chosen.rounds))
    if chosen.what in ("spark", "all"):
        if "pyspark" in versions and shutil.which("java"):
            tell("Spark, from file to file")
            files = [
                str(situations(name, chosen.rows or plan.rows)) for name, plan in PLANS.items()
            ]
            save("spark", _in_one_process(("benchmarks.on_spark", *files), versions, chosen.rounds))
        else:
            tell("Spark is left out: it needs pyspark and Java")
    ended = run_process(peers.python(), ("-m", "benchmarks.report"))
    if ended.code != 0:
        raise SystemExit(ended.error)


if __name__ == "__main__":
    main()
