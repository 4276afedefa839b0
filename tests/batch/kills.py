"""Kill runs at random moments, continue them, and compare: `python -m tests.batch.kills --kills 100`.

Each round starts a batch with `--resume` again and again, each time killing it (SIGKILL) after a random
time, until one run ends by itself. What it wrote must be what an undisturbed run writes, byte for byte,
and nothing must ever stand under the final name before.
"""

from __future__ import annotations

import argparse
import csv
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.batch.tables import PACK, lines, parquet, row

ROOT = Path(__file__).parent.parent.parent
# A real command line with small slices, so that there is something to be continued.
_CHILD = """\
import sys
from advisor.batch.sources import json_lines, parquet_files, tables
parquet_files.SLICE_ROWS, json_lines.BLOCK_BYTES, tables.SLICE_ROWS = 200, 40_000, 200
from advisor.cli.main import main
sys.argv = ["advisor", *sys.argv[1:]]
main()
"""
ENDINGS = (".tables", ".parquet", ".jsonl")  # of what is read
_WITHIN = 60.0  # seconds in which an undisturbed run is done, on any machine


def start(*words: str | Path) -> subprocess.Popen[bytes]:
    """A batch in a process of its own."""
    command = [sys.executable, "-c", _CHILD, "batch", *map(str, words), "--pack", str(PACK)]
    return subprocess.Popen(
        [*command, "--today", "2026-11-22"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def finish(*words: str | Path) -> int:
    """Run one to its end; the exit status."""
    process = start(*words)
    process.communicate(timeout=_WITHIN)
    return process.returncode


def make_input(folder: Path, ending: str, rows: int) -> Path:
    """Situations, one in fifty of them bad."""
    found = [row(n, bad=n % 50 == 7) for n in range(rows)]
    path = folder / f"in{ending}"
    if ending == ".parquet":
        return parquet(path, found, group=100)
    if ending == ".tables":
        return shuffled_tables(path, found)
    path.write_text(lines(found), encoding="utf-8")
    return path


def shuffled_tables(folder: Path, found: list[dict[str, Any]]) -> Path:
    """The situations as tables, with rows in no order and a few rows of nobody."""
    heads = [[r["situation"], r["today"]] for r in found]
    applications: list[list[Any]] = [[f"x{n}", 0, "Nobody & Co", "offered"] for n in range(20)]
    interviews: list[list[Any]] = []
    for r in found:
        for a, application in enumerate(r["applications"]):
            applications.append([r["situation"], a, application["company"], application["stage"]])
            for i, interview in enumerate(application["interviews"]):
                interviews.append([r["situation"], a, i, interview["held_on"]])
    folder.mkdir()
    for name, columns, rows in (
        ("situation", "situation,today", heads),
        ("application", "situation,applications,company,stage", applications),
        ("interview", "situation,applications,interviews,held_on", interviews),
    ):
        if name != "situation":
            random.Random(name).shuffle(rows)
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns.split(","), *rows])
    return folder


def kill_until_done(
    source: Path, output: Path, errors: Path, draw: random.Random, longest: float
) -> int:
    """Start and kill until a run ends by itself; how many were killed."""
    kills = 0
    while True:
        process = start(source, "-o", output, "--errors", errors, "--resume", "-j", "2")
        try:
            process.communicate(timeout=draw.uniform(0, longest))
            if process.returncode != 1:  # bad situations are there, and nothing else went wrong
                raise AssertionError(f"the run ended with {process.returncode}")
            return kills
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            longest *= 1.02  # so that there is an end on slow machines too


def run_rounds(kills: int, seed: int, rows: int = 2_000) -> list[str]:
    """Rounds until so many runs were killed; what was different, in words."""
    draw = random.Random(seed)
    wrong: list[str] = []
    done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [make_input(folder, ending, rows) for ending in ENDINGS]
        round_ = 0
        while done < kills:
            source = sources[round_ % len(sources)]
            ending = (".parquet", ".csv", ".jsonl", ".csv")[round_ % 4]
            round_ += 1
            whole, bad = folder / f"whole{ending}", folder / "whole-errors.csv"
            began = time.monotonic()
            if finish(source, "-o", whole, "--errors", bad) != 1:
                raise AssertionError("the undisturbed run failed")
            longest = (time.monotonic() - began) * 1.05
            output, errors = folder / f"killed{ending}", folder / "killed-errors.csv"
            for path in (output, errors):
                path.unlink(missing_ok=True)
            found = kill_until_done(source, output, errors, draw, longest)
            done += found
            for one, other in ((whole, output), (bad, errors)):
                if one.read_bytes() != other.read_bytes():
                    wrong.append(f"{source.name} to {other.name} after {found} kills (seed {seed})")
            if left := [p.name for p in folder.iterdir() if p.name.startswith(".")]:
                wrong.append(f"left behind: {left}")
    return wrong


def main() -> None:
    """Read the command line, kill, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    wrong = run_rounds(chosen.kills, chosen.seed)
    said = "\n".join(wrong) or f"at least {chosen.kills} kills: the same bytes each time"
    sys.stdout.write(f"{said}\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
