"""From formulas to conjunctions small enough for one network rule each.

`or` is multiplied out where that stays small; elsewhere a part becomes an auxiliary fact, a mark,
that the network concludes from conjunctions of its own. Marks stand only where they are wanted, so
nothing is ever concluded from the absence of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from advisor.backends.rete import limits
from advisor.backends.rete.normal_form import All, Formula, Mark, NetworkTest, Some

Conjunction: TypeAlias = tuple[NetworkTest | Mark, ...]

MULTIPLIED_OUT = 8  # alternatives of one conjunction, before its parts become marks


@dataclass(slots=True)
class Alternatives:
    """Lays the formula of one rule out; `defined` collects what each new mark stands for.

    Marks are about instances of the rule's entity, so no two rules share one.
    """

    next_mark: int
    defined: dict[int, tuple[Conjunction, ...]] = field(default_factory=dict)

    def of(self, formula: Formula) -> tuple[Conjunction, ...]:
        """The conjunctions of which one has to hold, each within the limits of a network rule."""
        return tuple(self._within_limits(found) for found in self._multiply_out(formula))

    def _multiply_out(self, formula: Formula) -> list[Conjunction]:
        match formula:
            case NetworkTest() | Mark():
                return [(formula,)]
            case Some(parts=parts):
                return [found for part in parts for found in self._multiply_out(part)]
            case All(parts=parts):
                return self._product([self._multiply_out(part) for part in parts])

    def _product(self, parts: list[list[Conjunction]]) -> list[Conjunction]:
        while _size(parts) > MULTIPLIED_OUT:
            largest = max(range(len(parts)), key=lambda at: len(parts[at]))
            mark = self._mark(tuple(self._within_limits(found) for found in parts[largest]))
            parts[largest] = [(mark,)]
        found: list[Conjunction] = [()]
        for part in parts:
            found = [(*first, *second) for first in found for second in part]
        return found

    def _within_limits(self, conjunction: Conjunction) -> Conjunction:
        """The same with marks in place of what is too much for one rule; repetitions go."""
        kept = tuple(dict.fromkeys(conjunction))
        tests = tuple(part for part in kept if isinstance(part, NetworkTest))
        marks = tuple(part for part in kept if isinstance(part, Mark))
        while len(tests) > limits.TESTS_IN_RULE:
            marks += (self._mark((tests[: limits.TESTS_IN_RULE],)),)
            tests = tests[limits.TESTS_IN_RULE :]
        while len(marks) > limits.MARKS_IN_RULE:
            bundle = self._mark((marks[: limits.MARKS_IN_RULE],))
            marks = (*marks[limits.MARKS_IN_RULE :], bundle)
        return (*tests, *marks)

    def _mark(self, alternatives: tuple[Conjunction, ...]) -> Mark:
        for number, known in self.defined.items():
            if known == alternatives:
                return Mark(number)
        number = self.next_mark + len(self.defined)
        self.defined[number] = alternatives
        return Mark(number)


def _size(parts: list[list[Conjunction]]) -> int:
    size = 1
    for part in parts:
        size *= len(part)
    return size
