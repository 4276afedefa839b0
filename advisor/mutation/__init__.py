"""Mistakes made in the rules on purpose, to see whether the tests notice; and what the tests reach.

It imports NumPy and pyarrow: import it only where it is used.
"""

from advisor.mutation.mutants import Mutant, MutationKind
from advisor.mutation.running import (
    MutationRun,
    Trial,
    Verdict,
    mutants_of,
    run_mutants,
    sampled,
    with_witnesses,
)

__all__ = [
    "Mutant",
    "MutationKind",
    "MutationRun",
    "Trial",
    "Verdict",
    "mutants_of",
    "run_mutants",
    "sampled",
    "with_witnesses",
]
