"""Folders of tables, in order and shuffled: `python -m benchmarks.tables [--rows N] [--rounds N] [--other TREE]`.

Workload M as a folder of CSV files: two applications at most and the first interview of each, about three
rows in lists a situation. Fresh processes in turn; `--other` is another copy of the project, whose batch
is timed on the same folder in order, under the same rules. Prints medians with the least and the greatest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
from numpy.random import default_rng

from benchmarks.drawing import Column
from benchmarks.generate import SEED, table
from benchmarks.measuring import in_turn
from benchmarks.processes import ROOT, run_process

APPLICATIONS, INTERVIEWS = 2, 1  # at most, of each situation and of each application


def write_folder(folder: Path, rows: int, seed: int = SEED, *, is_shuffled: bool = False) -> Path:
    """The situations as CSV files; shuffled, only those of the situations keep their order."""
    whole = table("m", rows, seed).combine_chunks()
    applications = _items(whole, "applications", ("situation",), APPLICATIONS)
    interviews = _items(applications, "interviews", ("situation", "applications"), INTERVIEWS)
    folder.mkdir(parents=True)
    for name, one in (
        ("situation", whole.drop_columns(["applications"])),
        ("application", applications.drop_columns(["interviews"])),
        ("interview", interviews),
    ):
        if is_shuffled and name != "situation":
            one = one.take(pa.array(default_rng(seed).permutation(one.num_rows)))
        pcsv.write_csv(one, folder / f"{name}.csv")
    return folder


def _items(outer: pa.Table, name: str, keys: tuple[str, ...], most: int) -> pa.Table:
    """The first items of each row's list, with the keys of the row and their places."""
    lists: Column = outer.column(name).combine_chunks()
    parents = pc.list_parent_indices(lists)
    starts = lists.offsets.to_numpy()[:-1] - lists.offsets.to_numpy()[0]
    places = np.arange(len(parents)) - starts[parents.to_numpy()]
    items = lists.flatten()
    columns = {
        **{key: outer.column(key).combine_chunks().take(parents) for key in keys},
        name: pa.array(places),
        **dict(zip((field.name for field in items.type), items.flatten(), strict=True)),
    }
    return pa.table(columns).filter(pa.array(places < most))


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--other", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ordered, shuffled = folder / "ordered", folder / "shuffled"
        for path in (
            ordered,
            shuffled,
        ):  # in a process of its own: what this one holds counts for all
            call = (
                f"write_folder(Path({str(path)!r}), {chosen.rows}, is_shuffled={path == shuffled})"
            )
            code = f"from pathlib import Path; from benchmarks.tables import write_folder; {call}"
            made = run_process(Path(sys.executable), ["-c", code])
            if made.code:
                raise RuntimeError(f"the folder cannot be written:\n{made.error}")
        runs = [("in order", ROOT, ordered), ("shuffled", ROOT, shuffled)]
        if chosen.other is not None:
            runs.append((str(chosen.other), chosen.other.resolve(), ordered))
        pack = (chosen.other or ROOT) / "rules" / "post-interview"
        seconds: dict[str, list[float]] = {title: [] for title, _, _ in runs}
        memory: dict[str, list[float]] = {title: [] for title, _, _ in runs}
        for _, (title, tree, source) in in_turn(runs, chosen.rounds + 1):
            # The other copy has to be found before this one, in which processes start.
            code = f"import sys; sys.path.insert(0, {str(tree)!r}); from advisor.cli.main import run; run()"
            words = ("batch", source, "-o", folder / "advice.parquet", "--today", "2026-11-16")
            done = run_process(
                Path(sys.executable), ["-c", code, *map(str, words), "--pack", str(pack)]
            )
            if done.code:
                raise RuntimeError(f"{title} does not run:\n{done.error}")
            seconds[title].append(done.seconds)
            memory[title].append(done.peak_mb)
    for title, _, _ in runs:  # the first round only warmed up
        print(f"{title}: {_spread(seconds[title][1:])} s, {_spread(memory[title][1:])} MB")


def _spread(figures: list[float]) -> str:
    low, middle, high = min(figures), statistics.median(figures), max(figures)
    return f"{middle:.3g} ({low:.3g}–{high:.3g})"


if __name__ == "__main__":
    main()
