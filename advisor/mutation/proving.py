"""Survivors put to a solver: whether there is any situation at all in which a person would be shown something else.

It imports z3 (the extra `prove`): import it only where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from advisor import ir
from advisor.mutation.running import UNDECIDED, MutationRun, Verdict
from advisor.proof.comparing import differing
from advisor.proof.solving import Outcome, Prover

_MOST = 2  # items of each list that situations may have


def with_proofs(
    program: ir.Program,
    run: MutationRun,
    seconds: float,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> MutationRun:
    """The run in which survivors that never show anything else are equivalent.

    Only changes of rules are asked about.
    Units: `seconds` are what each question may take; what is not decided by then still survives.
    """
    prover = Prover(program, _MOST, seconds)
    left = [
        number
        for number, trial in enumerate(run.trials)
        if trial.verdict in UNDECIDED and trial.mutant.rule is not None
    ]
    trials = list(run.trials)
    for done, number in enumerate(left):
        advance(done, len(left))
        mutant = trials[number].mutant
        answer = differing(prover, mutant.of(program), frozenset(mutant.rules(program)))
        if answer.outcome is Outcome.NEVER:
            why = f"proved: no situation with up to {_MOST} of each list shows anything else"
            trials[number] = replace(trials[number], verdict=Verdict.EQUIVALENT, case=None, why=why)
    return replace(run, trials=tuple(trials))
