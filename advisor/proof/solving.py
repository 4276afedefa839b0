"""Asks the solver whether a situation is possible, for so many seconds, and learns until an answer holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import z3

from advisor.ir.packs import Program
from advisor.ir.situations import Instance
from advisor.proof.agenda import Agenda
from advisor.proof.calculating import Learning
from advisor.proof.demands import Demands
from advisor.proof.reading import Reading
from advisor.proof.terms import Formula, neg
from advisor.proof.world import World


class Outcome(Enum):
    """What came of a question."""

    NEVER = "never"  # there is no such situation: proved
    FOUND = "found"  # there is one, and the engines say so too
    OPEN = "not decided"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question. `why` tells what was tried, where it is open."""

    outcome: Outcome
    root: Instance | None = None
    today: int = 0
    why: str = ""


Confirm = Callable[[Instance, int], bool]  # whether the engines say the same of a situation


class Prover:
    """One program in one world, with a solver that remembers what it has learnt."""

    def __init__(self, program: Program, most: int = 2, seconds: float = 5.0) -> None:
        self.program, self.most, self.seconds = program, most, seconds
        self.demands = Demands()
        self.world = World(program.pack, most, self.demands)
        self.learning = Learning(self.demands)
        self.reading = Reading(program, self.world, self.learning)
        self.agenda = Agenda(self.reading)

    def ask(
        self, formula: Formula, confirm: Confirm, also: Sequence[Formula] = ()
    ) -> Answer:
        """Whether there is a situation with this, and one. `also` is asked of it besides.

        `confirm` runs it by the engines; where they say otherwise, what the solver could not know is
        told to it, and it is asked again.
        """
        if formula is False:
            return Answer(Outcome.NEVER)
        end = time.monotonic() + self.seconds
        wanted = [part for part in (formula, *also) if part is not True]
        rounds = 0
        while True:
            left = end - time.monotonic()
            if left <= 0:
                return Answer(Outcome.OPEN, why=self._tried(rounds))
            solver = z3.Solver()
            solver.set("timeout", max(int(left * 1000), 1))
            told = self.demands.of(wanted)
            solver.add(*told, *wanted)
            verdict = solver.check()
            if verdict == z3.unsat:
                return Answer(Outcome.NEVER)
            if verdict != z3.sat:
                return Answer(Outcome.OPEN, why=self._tried(rounds))
            rounds += 1
            model = solver.model()
            root, today = self.world.situation_of(model)
            if confirm(root, today):
                return Answer(Outcome.FOUND, root, today)
            asked = {v for formula in (*told, *wanted) for v in self.demands.variables(formula)}
            if not self.learning.learn(model, asked):
                why = "the solver's example did not hold when the engines ran it"
                return Answer(Outcome.OPEN, root, today, why)

    def _tried(self, rounds: int) -> str:
        examples = f", after {rounds} examples that did not hold" if rounds else ""
        return f"no answer within {self.seconds:g} seconds{examples}"
