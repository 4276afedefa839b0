"""What 60 days ahead cost: `python -m benchmarks.looking_ahead [--rounds N] [--every N]`.

All examples, in one process that has seen each once: the advice of today, the timeline of 60 days, the
next change that a page tells, and, of some examples, the advice of each of the 61 days one after the
other. Then fresh processes in turn. Prints medians, and ratios that are formed for each example.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from advisor import api
from advisor.ir import Situation
from benchmarks.measuring import in_turn
from benchmarks.processes import ROOT, run_process

DAYS = 60
EXAMPLE = ROOT / "examples" / "three-employers-two-deadlines.yaml"


def situations() -> list[tuple[api.Advisor, Situation]]:
    """Every example, with the advisor that its own parameters ask for."""
    program = api.load_pack()
    advisor = api.Advisor(program)
    return [
        (advisor.with_values(case.parameters), case.situation)
        for path in sorted((ROOT / "examples").rglob("*.yaml"))
        for case in api.load_cases(path, program).cases
    ]


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ask_daily(advisor: api.Advisor, situation: Situation) -> None:
    today = advisor.day(situation.today)
    for day in range(today, today + DAYS + 1):
        advisor.on(day).advise(situation)


def warm(rounds: int, every: int) -> None:
    """Print what each costs in a process that is warm."""
    times: dict[str, list[float]] = {"timeline": [], "next change": [], "each day": []}
    ratios: dict[str, list[float]] = {name: [] for name in times}
    alone: list[float] = []
    asked = situations()
    for number in range(rounds + 1):
        for place, (advisor, situation) in enumerate(asked):
            decision = advisor.advise(situation)
            works: dict[str, Callable[[], object]] = {
                "timeline": partial(api.timeline, advisor, situation, DAYS),
                "next change": partial(api.next_change, advisor, situation, decision),
            }
            if place % every == 0:
                works["each day"] = partial(ask_daily, advisor, situation)
            today = seconds(partial(advisor.advise, situation))
            found = {name: seconds(work) for name, work in works.items()}
            if number:  # the first round fills what is kept
                alone.append(today)
                for name, value in found.items():
                    times[name].append(value)
                    ratios[name].append(value / today)
    print(f"advise: {statistics.median(alone) * 1e3:.1f} ms, {len(asked)} examples")
    for name, values in times.items():
        ratio = sorted(ratios[name])
        most = ratio[len(ratio) * 9 // 10]
        print(
            f"{name}: {statistics.median(values) * 1e3:.1f} ms, {statistics.median(ratio):.2f} times"
            f" advise (nine in ten below {most:.2f})"
        )


def cold(rounds: int) -> None:
    """Print what the commands take in fresh processes."""
    found: dict[str, list[float]] = {"advise": [], "timeline": []}
    for _, command in in_turn(list(found), rounds):
        ran = run_process(Path(sys.executable), ["-m", "advisor", command, str(EXAMPLE)])
        found[command].append(ran.seconds)
    for command, times in found.items():
        print(f"advisor {command}, a fresh process: {statistics.median(times) * 1e3:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=10, help="of which examples each day is asked")
    chosen = parser.parse_args()
    warm(chosen.rounds, chosen.every)
    cold(4 * chosen.rounds + 1)


if __name__ == "__main__":
    main()
