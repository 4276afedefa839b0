"""Long comparisons of the engines: `python -m tests.agreement.soak --situations 1000000 --jobs 2`.

The work is done in processes of its own, a pack and its situations at a time, so that a crash or a
hang of an engine is one more finding, told with the seed that shows it, and not the end of the run.
`--replay SEED` looks at one seed again and prints its pack and the situations that show something.
`--engines columnar` compares the oracle with the columns only, in larger batches: many times faster.
"""

from __future__ import annotations

import argparse
import gc
import json
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random

from advisor.analysis import build_program
from advisor.ir import Derivations, Pack
from tests.agreement import columns
from tests.agreement.comparing import Rivals
from tests.agreement.engines import ORACLE
from tests.agreement.programs import Made, make_program
from tests.agreement.shrinking import shrink
from tests.agreement.tally import count_pack, count_situation, table
from tests.agreement.written_agenda import agenda_as_written, told
from tests.strategies.pack_text import write_pack
from tests.strategies.situations import Posed, situation_yaml

TOP = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds without a word until a worker counts as hanging
CHUNK = 50  # packs to a worker process
ENGINES = ("all", "columnar")
TOGETHER = 60  # situations a pack: making and compiling one costs what 20 of them do
BATCH = 200  # situations a pack where only the columns are compared, which are much quicker
COUNTED = 3  # situations of each pack whose kinds are counted; that takes longer than comparing


def findings_of(seed: int, counts: Counter[str]) -> list[str]:
    """What is wrong with one seed: differences between engines, or with the written agenda."""
    made = make_program(seed)
    if made.program is None:
        counts["refused"] += 1
        return []
    rivals = Rivals.of(made.program)
    counts["unsupported"] += len(rivals.unsupported)
    counts.update(count_pack(made.program))
    found: list[str] = []
    together = list(made.situations(TOGETHER))
    known = list(columns.derived(rivals.oracle, together))
    apart = columns.differences(made.program, together, known=known)
    found += [f"columns: {line}" for line in apart]
    for number, (posed, derivations) in enumerate(zip(together, known, strict=True)):
        found += [f"situation {number}: {line}" for line in _wrong(rivals, posed, derivations)]
        if number < COUNTED:
            counts.update(count_situation(made.program, posed, derivations))
        counts["compared"] += 1
    return found


def findings_of_columns(seed: int, counts: Counter[str]) -> list[str]:
    """Where the columnar engine says otherwise than the oracle, over a whole batch of one seed."""
    made = make_program(seed)
    if made.program is None:
        counts["refused"] += 1
        return []
    counts.update(count_pack(made.program))
    together = list(made.situations(BATCH))
    known = list(columns.derived(ORACLE.compile_program(made.program), together))
    for posed, derivations in zip(together[:COUNTED], known, strict=False):
        counts.update(count_situation(made.program, posed, derivations))
    counts["compared"] += len(together)
    apart = columns.differences(made.program, together, known=known)
    return [f"columns: {line}" for line in apart]


def _wrong(rivals: Rivals, posed: Posed, derivations: Derivations | None = None) -> list[str]:
    derivations = derivations or rivals.oracle.derive(posed.root, posed.today)
    found = list(rivals.differences(posed, derivations))
    if derivations.error is None:
        advice = [told(piece) for piece in rivals.advice(posed, derivations)]
        written = agenda_as_written(
            rivals.program.pack, posed.root, posed.today, derivations.firings
        )
        if advice != written.advice:
            found.append("the agenda is not as section 6 says")
    return found


# The worker: one line of JSON for what begins and for what is done.


def work(first: int, last: int, engines: str = "all") -> None:
    """Look at the seeds from `first` up to `last`, telling each before and after."""
    gc.set_threshold(50_000)  # a tenth of the time went into looking for what is not there
    for seed in range(first, last):
        print(json.dumps({"begun": seed}), flush=True)
        counts: Counter[str] = Counter()
        look = findings_of if engines == "all" else findings_of_columns
        found = look(seed, counts)
        print(json.dumps({"done": seed, "found": found, "counts": counts}), flush=True)


# The run.


def worker_command(seeds: range, engines: str = "all") -> list[str]:
    """The process that looks at these seeds."""
    own = f"{seeds.start},{seeds.stop}"
    command = [sys.executable, "-m", "tests.agreement.soak", "--work", own]
    return [*command, "--engines", engines]


@dataclass
class Run:
    """What all workers told, together."""

    command: Callable[[range], list[str]] = worker_command
    counts: Counter[str] = field(default_factory=Counter)
    differences: dict[int, list[str]] = field(default_factory=dict)
    crashes: dict[int, str] = field(default_factory=dict)
    hangs: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.differences or self.crashes or self.hangs)

    def take(self, told_by_worker: dict[str, object]) -> None:
        """Add what a worker said about one seed."""
        with self.lock:
            counts = told_by_worker["counts"]
            assert isinstance(counts, dict)
            self.counts.update(counts)
            found = told_by_worker["found"]
            assert isinstance(found, list)
            if found:
                self.differences[int(str(told_by_worker["done"]))] = found


def work_through(run: Run, chunks: queue.Queue[range], patience: float) -> None:
    """Give chunks of seeds to worker processes until none is left."""
    while True:
        try:
            seeds = chunks.get_nowait()
        except queue.Empty:
            return
        while seeds:
            seeds = _one_worker(run, seeds, patience)


def _one_worker(run: Run, seeds: range, patience: float) -> range:
    """Run one process on the seeds; what is left where it crashed or hung."""
    lines: queue.Queue[str | None] = queue.Queue()
    errors: list[str] = []
    with subprocess.Popen(
        run.command(seeds), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=TOP
    ) as worker:
        assert worker.stdout is not None and worker.stderr is not None
        readers = (
            threading.Thread(target=_read, args=(worker.stdout, lines), daemon=True),
            threading.Thread(target=errors.extend, args=(worker.stderr,), daemon=True),
        )
        for reader in readers:
            reader.start()
        reached, is_hanging = _listen(run, seeds.start, lines, patience)
        if is_hanging:
            worker.kill()
        status = worker.wait()
        for reader in readers:
            reader.join()
    if status == 0:
        return range(0)
    with run.lock:
        if is_hanging:
            run.hangs.append(reached)
        else:
            last = errors[-1].strip() if errors else ""
            run.crashes[reached] = f"exit status {status} {last}".strip()
    return range(reached + 1, seeds.stop)


def _listen(
    run: Run, first: int, lines: queue.Queue[str | None], patience: float
) -> tuple[int, bool]:
    """Take what a worker says until it ends or falls silent: the seed it came to, whether it hangs."""
    reached = first
    while True:
        try:
            line = lines.get(timeout=patience)
        except queue.Empty:
            return reached, True
        if line is None:
            return reached, False
        said = json.loads(line)
        if "begun" in said:
            reached = said["begun"]
        else:
            run.take(said)
            reached = said["done"] + 1


def _read(stream: Iterable[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def soak(
    situations: int, first: int, jobs: int, patience: float = PATIENCE, engines: str = "all"
) -> Run:
    """Compare on that many situations, less those of packs refused, telling the progress."""
    packs = -(-situations // (TOGETHER if engines == "all" else BATCH))
    chunks: queue.Queue[range] = queue.Queue()
    for start in range(first, first + packs, CHUNK):
        chunks.put(range(start, min(start + CHUNK, first + packs)))
    run = Run(partial(worker_command, engines=engines))
    threads = [
        threading.Thread(target=work_through, args=(run, chunks, patience)) for _ in range(jobs)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(timeout=10 / jobs)
        done, seconds = run.counts["compared"], time.monotonic() - began
        wrong = len(run.differences) + len(run.crashes) + len(run.hangs)
        print(
            f"{done} of {situations} situations, {done / max(seconds, 0.001):.0f} a second,"
            f" {wrong} seeds with findings",
            end="\r" if sys.stderr.isatty() else "\n",
            file=sys.stderr,
            flush=True,
        )
    print(file=sys.stderr)
    return run


def report(run: Run) -> str:
    """What was generated, and every seed that shows something."""
    lines = [
        table(run.counts),
        f"{run.counts['compared']} situations compared,"
        f" {run.counts['refused']} packs refused by the checks,"
        f" {run.counts['unsupported']} not supported by an engine",
    ]
    for seed, found in sorted(run.differences.items()):
        lines += [f"seed {seed}: {line}" for line in found[:3]]
    lines += [f"seed {seed}: crashed, {how}" for seed, how in sorted(run.crashes.items())]
    lines += [f"seed {seed}: hung" for seed in sorted(run.hangs)]
    lines.append(
        f"{len(run.differences)} seeds with differences,"
        f" {len(run.crashes)} crashes, {len(run.hangs)} hangs"
    )
    return "\n".join(lines)


# Looking at one seed again.


def replay(seed: int) -> bool:
    """Print the pack of a seed and the situations that show something, made small; whether clean."""
    made = make_program(seed)
    if made.program is None:
        print(_files(made.texts), "refused:", *made.refusals, sep="\n")
        return True
    rivals = Rivals.of(made.program)
    for number, posed in enumerate(made.situations(TOGETHER)):
        wrong = _wrong(rivals, posed)
        if wrong:
            pack, small = _made_small(made, posed)
            print(_files(write_pack(pack, Random(seed))))
            print(f"## situation {number}, made small")
            print(situation_yaml(pack, small, Random(seed)))
            print("## as generated:", *wrong, sep="\n")
            smaller = Rivals.of(replace(build_program(pack), parameters=rivals.program.parameters))
            print("## made small:", *_wrong(smaller, small), sep="\n")
            return False
    apart = list(columns.differences(made.program, list(made.situations(BATCH))))
    if apart:
        print(_files(made.texts), "## in columns:", *apart, sep="\n")
        return False
    print(_files(made.texts))
    print(f"## {TOGETHER} situations, all engines agree; the first:")
    print(situation_yaml(made.meant, next(iter(made.situations())), Random(seed)))
    return True


def _made_small(made: Made, posed: Posed) -> tuple[Pack, Posed]:
    def shows(pack: Pack, situation: Posed) -> bool:
        program = build_program(pack)
        parameters = {**program.parameters, **made.parameters}
        return bool(_wrong(Rivals.of(replace(program, parameters=parameters)), situation))

    return shrink(made.meant, posed, shows)


def _files(texts: object) -> str:
    assert isinstance(texts, dict)
    return "\n".join(f"## {path}\n{text}" for path, text in texts.items())


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 nothing found, 1 something found."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement.soak", description=__doc__)
    parser.add_argument("--situations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1_000_000, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds until a hang")
    parser.add_argument("--engines", choices=ENGINES, default="all")
    parser.add_argument("--replay", type=int, metavar="SEED")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work:
        first, last = map(int, options.work.split(","))
        work(first, last, options.engines)
        return 0
    if options.replay is not None:
        return 0 if replay(options.replay) else 1
    run = soak(options.situations, options.seed, options.jobs, options.patience, options.engines)
    print(report(run))
    return 0 if run.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
