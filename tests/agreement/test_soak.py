"""The soak finds what it is for: differences, crashes and hangs, each with its seed."""

from __future__ import annotations

import queue
import sys
from collections import Counter

import pytest

from advisor.backends.columnar import Decided
from advisor.ir import Pack
from tests.agreement import columns
from tests.agreement.programs import make_program
from tests.agreement.shrinking import shrink
from tests.agreement.soak import Run, findings_of_columns, main, report, work_through
from tests.strategies.situations import Posed

# A worker that behaves until it comes to one seed.
WORKER = """
import json, os, sys, time
for seed in range({start}, {stop}):
    print(json.dumps({{"begun": seed}}), flush=True)
    if seed == 3:
        {trouble}
    print(json.dumps({{"done": seed, "found": {found}, "counts": {{"compared": 1}}}}), flush=True)
"""


def run_with(trouble: str = "pass", found: str = "[]", patience: float = 60.0) -> Run:
    """Six seeds with such a worker."""

    def command(seeds: range) -> list[str]:
        text = WORKER.format(start=seeds.start, stop=seeds.stop, trouble=trouble, found=found)
        return [sys.executable, "-c", text]

    run = Run(command)
    chunks: queue.Queue[range] = queue.Queue()
    chunks.put(range(6))
    work_through(run, chunks, patience)
    return run


def test_a_crash_is_told_with_its_seed_and_the_run_goes_on() -> None:
    run = run_with("os.abort()")
    assert (list(run.crashes), run.counts["compared"], run.is_clean) == ([3], 5, False)
    assert "seed 3: crashed" in report(run)


def test_an_exception_in_a_worker_is_told_with_its_seed() -> None:
    run = run_with("raise SystemError('out of order')")
    assert "out of order" in run.crashes[3]
    assert run.counts["compared"] == 5


def test_a_hang_is_told_with_its_seed_and_the_run_goes_on() -> None:
    run = run_with("time.sleep(600)", patience=5.0)
    assert (run.hangs, run.counts["compared"], run.is_clean) == ([3], 5, False)
    assert "seed 3: hung" in report(run)


def test_differences_are_told_with_their_seed() -> None:
    run = run_with(found="['situation 0: rete: no firing'] if seed == 4 else []")
    assert run.differences == {4: ["situation 0: rete: no firing"]}
    assert "seed 4: situation 0: rete: no firing" in report(run)


def test_a_short_soak_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--situations", "60", "--jobs", "1", "--seed", "5"]) == 0
    assert "60 situations compared" in capsys.readouterr().out


def test_a_short_soak_of_the_columns_alone_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--situations", "600", "--jobs", "1", "--seed", "5", "--engines", "columnar"]
    assert main(arguments) == 0
    assert "600 situations compared" in capsys.readouterr().out


def test_the_columns_are_compared_with_the_oracle_over_the_whole_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = columns.told_by_columns

    def wrong_at_the_end(decided: Decided) -> list[columns.Told]:
        return [*told(decided)[:-1], columns.Told(error="range")]

    monkeypatch.setattr(columns, "told_by_columns", wrong_at_the_end)
    rows, nested = findings_of_columns(5, Counter())
    assert rows.startswith("columns: situation 199: ")
    assert nested.startswith("columns: whole situation ")


def test_a_replay_prints_the_pack_and_a_situation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--replay", "5"]) == 0
    shown = capsys.readouterr().out
    assert "## pack.yaml" in shown and "today:" in shown


def test_a_case_is_made_as_small_as_what_it_shows() -> None:
    made = make_program(11, 4)
    name = next(iter(made.meant.rules))

    def shows(pack: Pack, posed: Posed) -> bool:
        return name in pack.rules

    pack, posed = shrink(made.meant, next(iter(made.situations())), shows)
    assert list(pack.rules) == [name]
    assert not any(posed.root.lists.values())
