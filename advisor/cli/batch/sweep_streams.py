"""Situations of a sweep that are read anew for each combination of values, slice by slice.

Memory goes with a slice and not with the input. NumPy and pyarrow are loaded with this module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from advisor import ir
from advisor.api import Advisor
from advisor.batch.counts.causes import Causes, lines_by_input
from advisor.batch.counts.counting import orphans_words
from advisor.batch.deciding import Decide, DecidedSlice, decide_slice, in_columns, one_by_one
from advisor.batch.problems import RULES_ERRORS, RowProblem
from advisor.batch.process_tuning import collect, only_new_garbage
from advisor.batch.sources.reading import Notices
from advisor.batch.sources.slices import RowSource
from advisor.sweep.columns import counts_of, tallied
from advisor.sweep.running import SweepCounts


@dataclass
class StreamedSituations:
    """Inputs of any form, decided and counted slice by slice.

    What cannot be used does not count; it is noted while the first combination is counted.
    """

    sources: tuple[RowSource, ...]
    decider: Callable[[ir.Program], Decide]
    notices: Notices  # of how they are read
    unusable: int = 0
    orphans: int = 0
    causes: dict[str, Causes] = field(default_factory=dict)  # by the name of the source
    _is_noted: bool = False

    def count(self, program: ir.Program) -> SweepCounts:
        """See `Countable`.

        Raises: BatchError, where an input cannot be read, or changes meanwhile.
        """
        with only_new_garbage():
            counts = self._counted(program)
        self._is_noted = True
        return counts

    def _counted(self, program: ir.Program) -> SweepCounts:
        counts = SweepCounts()
        decide = self.decider(program)
        for source in self.sources:
            for piece in source.slices():
                chunk = piece.read()
                decided = decide_slice(chunk, program.pack, decide)
                errors = [p for p in decided.problems if p.code in RULES_ERRORS]
                found = counts_of(_usable(decided), decided.advice, len(errors))
                found.results = tallied(program.pack, decided.results)
                counts.merge(found)
                if not self._is_noted:
                    bad = [p for p in decided.problems if p.code not in RULES_ERRORS]
                    self._note(source, bad, decided.orphans)
                del chunk, decided, found
                collect()
        return counts

    def told(self) -> list[str]:
        """What could not be used, by causes, in lines for people."""
        lines = list(lines_by_input(self.causes))
        if self.orphans:
            lines.append(f"{orphans_words(self.orphans)}.")
        return lines

    def _note(self, source: RowSource, bad: list[RowProblem], orphans: list[RowProblem]) -> None:
        self.unusable += len({problem.row for problem in bad})
        self.orphans += len(orphans)
        if bad or orphans:
            self.causes.setdefault(source.name, Causes()).note([*bad, *orphans])


def _usable(decided: DecidedSlice) -> int:
    """How many situations of a slice could be used: those that could be read and hold no wrong fact."""
    wrong = [p.row for p in decided.problems if p.code not in RULES_ERRORS]
    return len(decided.rows) - int(np.count_nonzero(np.isin(decided.rows, wrong)))


def decider_of(engine: str, as_of: ir.AsOf) -> Callable[[ir.Program], Decide]:
    """What decides slices for a program."""

    def decider(program: ir.Program) -> Decide:
        if engine != "oracle":
            return in_columns(program, as_of, with_results=True)
        return one_by_one(Advisor(program, "oracle", as_of), with_results=True)

    return decider
