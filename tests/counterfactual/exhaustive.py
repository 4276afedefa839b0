"""Every set of facts, tried: what `advisor change-to` finds is held against a search that leaves nothing out.

`python -m tests.counterfactual.exhaustive [EXAMPLE…]` goes through examples, asks several things of each, says how
long each answer took, and proves by trying all smaller sets that no smaller one does it. It prunes nothing by rules:
only facts that no rule reads at all are left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import numpy as np

from advisor import api
from advisor.counterfactual.changes import Key
from advisor.counterfactual.columns import CandidateColumns, Single
from advisor.counterfactual.domains import Domains
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.relevance import relevant_for
from advisor.counterfactual.searching import Found, smallest_changes
from advisor.ir import Instance

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LIMIT = 2.0  # seconds for one answer
_BLOCK = 100_000


def reaching_sets(
    advisor: api.Advisor, root: Instance, today: int, goal: Goal, size: int
) -> set[tuple[Key, ...]]:
    """All sets of so many facts whose change reaches the goal, whatever they are."""
    program = advisor.program
    everything = relevant_for(program, goal.action, is_for_order=True)
    domains = Domains(program, root, today, everything, frozenset())
    columns = CandidateColumns(program, root, today)
    singles: list[Single] = []
    numbers: dict[Key, list[int]] = {}
    for key in domains.keys:
        for value in domains.every_value(key) if size == 1 else domains.values(key):
            numbers.setdefault(key, []).append(len(singles))
            singles.append((key, value))
    found: set[tuple[Key, ...]] = set()
    for rows in _blocks(numbers, size):
        reached = np.flatnonzero(goal.reached(columns.decide(singles, rows)))
        for row in rows[reached]:
            found.add(tuple(singles[number][0] for number in row))
    return found


def _blocks(numbers: dict[Key, list[int]], size: int) -> Iterator[np.ndarray]:
    block: list[tuple[int, ...]] = []
    for keys in combinations(numbers, size):
        block += product(*(numbers[key] for key in keys))
        if len(block) >= _BLOCK:
            yield np.array(block, np.int64)
            block = []
    if block:
        yield np.array(block, np.int64)


@dataclass(frozen=True)
class Answer:
    """One question about one example, what came out and how long it took: by the clock, and of the processor."""

    example: str
    goal: Goal
    found: Found
    seconds: float
    work: float


def goals_of(advice: Sequence[str], program_actions: Sequence[str]) -> list[Goal]:
    """What is asked of each example: about what is advised, and about what is not."""
    goals = [Goal(Aim.GONE, action) for action in advice[:2]]
    goals += [Goal(Aim.FIRST, action) for action in advice[1:3]]
    others = [a for a in _ASKED if a in program_actions and a not in advice]
    return goals + [Goal(Aim.ADVISED, action) for action in others]


_ASKED = ("chase", "accept-offer", "decline-offer", "thank-interviewers", "keep-in-touch")


def answers(paths: Sequence[Path]) -> Iterator[tuple[Answer, api.Advisor, Instance, int]]:
    """The answers for the first situation of each file."""
    advisor = api.Advisor(api.load_pack(with_tests=False))
    for path in paths:
        case = api.load_cases(path, advisor.program).cases[0]
        own = advisor.with_values(case.parameters)
        decision = own.advise(case.situation, questions=False)
        advised = list(dict.fromkeys(piece.action for piece in decision.advice))
        for goal in goals_of(advised, list(own.program.pack.actions)):
            begun, worked = time.perf_counter(), time.process_time()
            found = smallest_changes(own, case.situation.root, decision.today, goal)
            seconds, work = time.perf_counter() - begun, time.process_time() - worked
            answer = Answer(path.stem, goal, found, seconds, work)
            yield answer, own, case.situation.root, decision.today


def main() -> int:
    """Go through the examples; exit status 1 where an answer is not the smallest, or too slow."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    paths = [Path(word) for word in words] or sorted(EXAMPLES.glob("*.yaml"))
    is_proving = "--fast" not in sys.argv
    seconds: list[float] = []
    work: list[float] = []
    sizes: dict[int | str, int] = {}
    wrong = 0
    for answer, advisor, root, today in answers(paths):
        seconds.append(answer.seconds)
        work.append(answer.work)
        found = answer.found
        counted = found.size or f"none of up to {found.searched}"
        sizes[counted] = sizes.get(counted, 0) + 1
        what = f"{answer.example}: {answer.goal.aim.value} {answer.goal.action}"
        if answer.seconds > LIMIT:
            print(f"slow  {answer.seconds:.2f} s  {what} ({found.candidates:,} candidates)")
        smaller = range(1, found.searched + 1 if found.size is None else found.size)
        for size in smaller if is_proving else ():
            if size > 2:
                continue
            missed = reaching_sets(advisor, root, today, answer.goal, size)
            if missed:
                wrong += 1
                print(f"wrong {what}: {found.size} facts, where {size} do: {sorted(missed)[:3]}")
    ordered = sorted(seconds)
    print(
        f"{len(seconds)} answers; sizes {sizes}; median {ordered[len(ordered) // 2]:.2f} s,"
        f" slowest {ordered[-1]:.2f} s ({max(work):.2f} s of the processor),"
        f" above {LIMIT} s: {sum(s > LIMIT for s in seconds)}; wrong: {wrong}"
    )
    return 1 if wrong or max(work) > LIMIT else 0  # the clock tells of the machine, too


if __name__ == "__main__":
    sys.exit(main())
