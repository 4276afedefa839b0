"""The situation that tells a mutant apart: a test as it is, or a test with one fact changed.

Which changed tests let a rule fire otherwise is worked out in columns, tens of thousands at once; what
the advice is then, is asked of the engine that defines it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.casetest.checking import advice_words
from advisor.mutation.deciding import TestColumns
from advisor.mutation.mutants import Mutant
from advisor.mutation.neighbours import DAY, Neighbour, Neighbours, size
from advisor.rendering.words import written

_MOST_ASKED = 4  # changed tests of one fact whose advice is looked at


@dataclass(frozen=True)
class Witness:
    """A situation in which a mutant is told apart from the rules, and what differs.

    `change` is the fact that is not as in the test, as a situation file would say it; "" for none. `before` and
    `after` are a piece of advice, or what stands below it, as it is and as the mutant has it; "" for none.
    """

    case: ir.Case
    change: str
    before: str
    after: str


class WitnessSearch:
    """Finds what tells mutants of one program apart."""

    def __init__(self, tests: TestColumns) -> None:
        self._program, self._neighbours = tests.program, Neighbours(tests)
        self._as_of = tests.as_of
        self._advisor = Advisor(tests.program, "oracle", tests.as_of)

    def tell(self, mutant: Mutant, touched: Iterable[ir.Case]) -> Witness | None:
        """The smallest test of those in which something differs, if any advice does; else one with a
        change. None where nothing was found.
        """
        variant = mutant.of(self._program)
        advisor = Advisor(variant, "oracle", self._as_of)
        for case in sorted(touched, key=size)[:_MOST_ASKED]:
            found = self._compare(case, case.situation, advisor)
            if found is not None:
                return Witness(case, "", *found)
        for key in self._neighbours.near(mutant):
            for neighbour in self._neighbours.telling(mutant, key, _MOST_ASKED):
                found = self._compare(neighbour.case, neighbour.situation, advisor)
                if found is not None:
                    return Witness(neighbour.case, self._said(neighbour), *found)
        return None

    def _said(self, neighbour: Neighbour) -> str:
        if neighbour.key == DAY:
            assert isinstance(neighbour.value, int)  # INVARIANT: there is always a day
            return f"today: {ir.iso_date(neighbour.value)}"
        fact = self._program.pack.fact(*neighbour.key)
        path = f"{neighbour.place}.{fact.name}" if neighbour.place else fact.name
        return f"{path}: {written(neighbour.value, fact.type)}"

    def _compare(
        self, case: ir.Case, situation: ir.Situation, advisor: Advisor
    ) -> tuple[str, str] | None:
        one, other = (
            a.with_values(case.parameters).advise(situation, questions=False)
            for a in (self._advisor, advisor)
        )
        return _first_difference(one, other)


def _first_difference(one: ir.Decision, other: ir.Decision) -> tuple[str, str] | None:
    """The first piece of advice that is otherwise, or what stands below it; None where nothing is."""
    if (one.error is None) != (other.error is None):
        return ("", "an error") if other.error else ("an error", "")
    before = {(p.action, p.place): p for p in one.advice}
    after = {(p.action, p.place): p for p in other.advice}
    for key in dict.fromkeys((*before, *after)):
        words, others = _words(before.get(key)), _words(after.get(key))
        if words != others:
            return words, others
    for key, piece in before.items():
        if key in after and piece.note_rules != after[key].note_rules:
            return _notes(piece, after[key]), _notes(after[key], piece)
    if [*before] != [*after]:
        return _in_order(one), _in_order(other)
    return None


def _in_order(decision: ir.Decision) -> str:
    return ", ".join(piece.action for piece in decision.advice)


def _words(piece: ir.Advice | None) -> str:
    return "" if piece is None else advice_words(piece)


def _notes(piece: ir.Advice, other: ir.Advice) -> str:
    """What is noted below a piece of advice, and not below another."""
    rules = [rule for rule in piece.note_rules if rule not in other.note_rules]
    return f"{advice_words(piece)}, with the note of {' and '.join(rules)}" if rules else ""
