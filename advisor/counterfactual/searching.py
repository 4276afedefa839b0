"""The smallest sets of facts whose change reaches a goal.

Sets are gone through by their size. Which of them can reach it at all follows from what blocks the goal: of each
set of facts that it rests on, one has to change. What is left is decided in columns, all at once, and what comes
out is confirmed by an engine for single situations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.oracle.support import Support
from advisor.counterfactual.changes import DAY, Key, apply_changes
from advisor.counterfactual.columns import CandidateColumns, Single
from advisor.counterfactual.domains import Domains
from advisor.counterfactual.goals import Aim, Blocks, Goal
from advisor.counterfactual.relevance import Relevant, ToLead, relevant_at_all, relevant_for
from advisor.diagnostics.fast_dataclass import dataclass

_Rows: TypeAlias = Any  # an array with a row a candidate: the numbers of its single changes
MOST_CHANGES = 3
_BLOCK = 100_000  # candidates that are decided at once: some hundred megabytes of columns
_LEAST_BLOCK = 20_000  # fewer are decided quicker by one thread
_THREADS = 2
_MOST_CANDIDATES = 200_000  # of one size: more would take more than some seconds
_MOST_COMBINED = 400_000  # likewise, before those are left out that came up twice


@dataclass(frozen=True, slots=True)
class Way:
    """Facts whose change reaches the goal, each with a value that does it, and what is advised then.

    Where one fact alone changes, `others` are further values that do it; `since` and `until` are the ends of the
    stretch of days or numbers around its value in which all do, None where it goes on beyond what was tried.
    """

    changes: tuple[Single, ...]
    advice: tuple[ir.Advice, ...] = ()
    others: tuple[ir.Value | None, ...] = ()
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All smallest ways, in the order of the facts. `size` is how many facts each changes.

    None: there is no way of up to `searched` facts, which is 0 where nothing that could change matters; with
    `is_cut_short` there are too many larger sets to try them all. `candidates` says how many situations were decided.
    """

    size: int | None
    ways: tuple[Way, ...]
    searched: int
    candidates: int
    is_cut_short: bool = False


def smallest_changes(
    advisor: Advisor,
    root: ir.Instance,
    today: int,
    goal: Goal,
    fixed: frozenset[Key] = frozenset(),
    most: int = MOST_CHANGES,
) -> Found:
    """The smallest sets of facts under whose change the goal is reached; none of them, where it is already.

    Units: `today` is an ordinal. Cost: some hundred thousand situations, in columns, at the most some seconds.
    """
    derivations, advice = advisor.on(today).pieces(root, None)
    if derivations.error is None and goal.is_reached(advice):
        return Found(0, (Way((), advice),), 0, 0)
    if derivations.error is not None:
        relevant = relevant_at_all(advisor.program)
    else:
        relevant = relevant_for(advisor.program, goal.action, goal.aim is Aim.FIRST)
    search = _Search(advisor, root, today, goal, relevant, fixed)
    if not search.domains.keys:
        return Found(None, (), 0, 0)
    for size in range(1, most + 1):
        rows = search.rows_of(size)
        if rows is None:
            return Found(None, (), size - 1, search.candidates, is_cut_short=True)
        ways = search.confirmed(search.reaching(rows))
        if ways:
            return Found(size, ways, size, search.candidates)
    return Found(None, (), most, search.candidates)


class _Search:
    def __init__(
        self,
        advisor: Advisor,
        root: ir.Instance,
        today: int,
        goal: Goal,
        relevant: Relevant,
        fixed: frozenset[Key],
    ) -> None:
        self._advisor, self._root, self._today, self._goal = advisor, root, today, goal
        self.domains = Domains(advisor.program, root, today, relevant, fixed)
        self.candidates = 0
        self._singles: list[Single] = []
        # By single change the facts that matter after it.
        self._to_lead: dict[int, frozenset[tuple[str, str]]] = {}
        self._numbers: dict[Single, int] = {}
        self._of_key: dict[Key, tuple[int, ...]] = {}

    @cached_property
    def _columns(self) -> CandidateColumns:
        return CandidateColumns(self._advisor.program, self._root, self._today)

    def _number(self, single: Single) -> int:
        found = self._numbers.get(single)
        if found is None:
            found = self._numbers[single] = len(self._singles)
            self._singles.append(single)
        return found

    def rows_of(self, size: int) -> _Rows | None:
        """The candidates of a size that can reach the goal; None where there are too many of them."""
        domains = self.domains
        if size == 1:
            singles = [(key, value) for key in domains.keys for value in domains.every_value(key)]
            return np.array([self._number(single) for single in singles], np.int64).reshape(-1, 1)
        found: list[_Rows] = [np.zeros((0, size), np.int64)]
        combined = 0
        for pair, done in self._pairs_of(size):
            combined += len(self._values(pair[0])) * len(self._values(pair[1]))
            if combined > _MOST_COMBINED:
                return None
            rows = self._combined(pair, done)
            for single in done:
                rows = np.insert(rows, 0, self._number(single), axis=1)
            found.append(np.sort(rows, axis=1))
        distinct = _distinct(np.concatenate(found), len(self._singles))
        distinct = distinct[self._can_lead(distinct)]
        return distinct if len(distinct) <= _MOST_CANDIDATES else None

    def _can_lead(self, rows: _Rows) -> Any:
        """For each candidate, whether its changes can let the goal come first; True where that is not the goal.

        No single change does it. So, whichever of them is made first, one of the others has to matter then.
        """
        if self._goal.aim is not Aim.FIRST:
            return np.ones(len(rows), np.bool_)
        # After change 0 fact 1 cannot let the goal come first: changes 0 and 5, of fact 1, are left out.
        known = [self._to_lead.get(number) for number in range(len(self._singles))]
        numbers = {facts: number for number, facts in enumerate(dict.fromkeys(known))}
        after = np.array([numbers[facts] for facts in known], np.int64)
        matters = np.array([[*self._are_among(facts)] for facts in numbers], np.bool_)
        order = {key: number for number, key in enumerate(self.domains.keys)}
        changed = np.array([order[key] for key, _ in self._singles], np.int64)
        found = np.ones(len(rows), np.bool_)
        for column in range(rows.shape[1]):
            others = np.delete(rows, column, axis=1)
            found &= matters[after[rows[:, column]], changed[others].T].any(axis=0)
        return found

    def _are_among(self, facts: frozenset[tuple[str, str]] | None) -> Iterator[bool]:
        """For each fact of the situation, whether it is one of these; None: nobody knows, so it may be."""
        for key in self.domains.keys:
            fact = self.domains.fact(key)
            yield facts is None or key == DAY or (fact.entity, fact.name) in facts

    def _pairs_of(self, size: int) -> Iterator[tuple[tuple[Key, Key], tuple[Single, ...]]]:
        """The facts that may change together, two at a time; of three with a value of the first."""
        ways = self._blocks(self._root, self._today)
        if size == 2:
            for pair in self._pairs(ways, ()):
                yield pair, ()
            return
        for key in self._first_keys(ways):
            for value in self.domains.values(key):
                done = ((key, value),)
                changed = apply_changes(self._root, self._today, dict(done))
                for pair in self._pairs(self._blocks(changed.root, changed.today), done):
                    yield pair, done

    def _blocks(self, root: ir.Instance, today: int) -> list[Blocks]:
        """What blocks the goal; one way that nothing blocks, where an error hides what does."""
        derivations, advice = self._advisor.on(today).pieces(root, None)
        if derivations.error is not None:
            return [()]
        support = Support(self._advisor.program, root, today, derivations)
        return self._goal.blocks(support, advice)

    def _may_change(self, blocks: Blocks, done: Sequence[Single]) -> list[tuple[Key, ...]]:
        changed = {key for key, _ in done}
        return [
            tuple(key for key in self.domains.keys if key in block and key not in changed)
            for block in blocks
        ]

    def _first_keys(self, ways: Iterable[Blocks]) -> list[Key]:
        """Facts of which any candidate has one."""
        found: dict[Key, None] = {}
        for blocks in ways:
            open_ = self._may_change(blocks, ())
            if all(open_):
                first = min(open_, key=len) if open_ else self.domains.keys
                found.update(dict.fromkeys(first))
        return list(found)

    def _pairs(self, ways: Iterable[Blocks], done: Sequence[Single]) -> list[tuple[Key, Key]]:
        """Pairs of facts that take part of everything that blocks one of the ways."""
        order = {key: number for number, key in enumerate(self.domains.keys)}
        changed = {key for key, _ in done}
        found: dict[tuple[Key, Key], None] = {}
        for blocks in ways:
            open_ = self._may_change(blocks, done)
            if not all(open_):
                continue
            for first in min(open_, key=len) if open_ else order:
                rest = [set(block) for block in open_ if first not in block]
                others = set.intersection(*rest) if rest else set(order)
                for second in others:
                    if second != first and second not in changed and first not in changed:
                        one, other = sorted((first, second), key=order.__getitem__)
                        found[one, other] = None
        return sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))

    def _combined(self, pair: tuple[Key, Key], done: Sequence[Single] = ()) -> _Rows:
        """The values that two facts may become together."""
        one, other = pair
        mine = [*self._values(one), *(n for single in done for n in self._beside(one, single))]
        yours = [*self._values(other), *(n for single in done for n in self._beside(other, single))]
        found = [np.array(list(product(mine, yours)), np.int64).reshape(-1, 2)]
        if self.domains.are_days(one, other):
            meeting = [(n, m) for n in mine for m in self._beside(other, self._singles[n])]
            meeting += [(m, n) for n in yours for m in self._beside(one, self._singles[n])]
            found.append(np.array(meeting, np.int64).reshape(-1, 2))
        return np.concatenate(found)

    def _values(self, key: Key) -> tuple[int, ...]:
        """The numbers of the single changes of a fact."""
        found = self._of_key.get(key)
        if found is None:
            numbers = (self._number((key, value)) for value in self.domains.values(key))
            found = self._of_key[key] = tuple(numbers)
        return found

    def _beside(self, key: Key, single: Single) -> Iterator[int]:
        for value in self.domains.beside(key, single):
            yield self._number((key, value))

    def reaching(self, rows: _Rows) -> list[tuple[Single, ...]]:
        """The candidates that reach the goal, by the columns."""
        size = min(max(len(rows) // _THREADS + 1, _LEAST_BLOCK), _BLOCK)
        blocks = [rows[first : first + size] for first in range(0, len(rows), size)]
        self.candidates += len(rows)
        columns, singles = self._columns, self._singles  # made here, before threads share them
        leading = ToLead(self._advisor.program, self._goal.action)

        def those_of(block: _Rows) -> _Rows:
            pieces = columns.decide(singles, block)
            if block.shape[1] == 1:
                for number, advised in pieces.advised():
                    self._to_lead[int(block[number, 0])] = leading.facts(advised)
            return block[self._goal.reached(pieces)]

        with ThreadPoolExecutor(_THREADS) as threads:  # NumPy and Arrow compute side by side
            reaching = np.concatenate([rows[:0], *threads.map(those_of, blocks)])
        return [tuple(singles[number] for number in row) for row in reaching.tolist()]

    def confirmed(self, reaching: Sequence[tuple[Single, ...]]) -> tuple[Way, ...]:
        """A way for each set of facts, with the value that is nearest to what it is now."""
        order = {key: number for number, key in enumerate(self.domains.keys)}
        groups: dict[tuple[Key, ...], list[tuple[Single, ...]]] = {}
        for changes in reaching:
            changes = tuple(sorted(changes, key=lambda single: order[single[0]]))
            groups.setdefault(tuple(key for key, _ in changes), []).append(changes)
        found: list[Way] = []
        for keys in sorted(groups, key=lambda keys: [order[key] for key in keys]):
            for changes in sorted(dict.fromkeys(groups[keys]), key=self._distance):
                advice = self._confirm(changes)
                if advice is not None:
                    alone = [value for ((_, value),) in groups[keys]] if len(keys) == 1 else []
                    found.append(self._way(changes, advice, alone))
                    break
        return tuple(found)

    def _confirm(self, changes: Sequence[Single]) -> tuple[ir.Advice, ...] | None:
        """The advice after these changes, by an engine for single situations; None where it misses the goal."""
        changed = apply_changes(self._root, self._today, dict(changes))
        derivations, advice = self._advisor.on(changed.today).pieces(changed.root, None)
        reaches = derivations.error is None and self._goal.is_reached(advice)
        return advice if reaches else None

    def _way(
        self,
        changes: tuple[Single, ...],
        advice: tuple[ir.Advice, ...],
        alone: list[ir.Value | None],
    ) -> Way:
        others = tuple(value for value in dict.fromkeys(alone) if value != changes[0][1])
        key, value = changes[0]
        if len(changes) > 1 or self.domains.fact(key).type.kind not in ir.BOUNDS or value is None:
            return Way(changes, advice, others)
        # Tried were 1 to 9, it is 6 now, and 3 4 5 and 8 do it: around 4 that is 3 to 5.
        fact, current = self.domains.fact(key), self.domains.current(key)
        tried = sorted({v for v in (*self.domains.every_value(key), current) if isinstance(v, int)})
        reaching = {v for v in alone if isinstance(v, int)}
        assert isinstance(value, int)  # INVARIANT: such kinds have whole numbers
        first = last = tried.index(value)
        while first and tried[first - 1] in reaching:
            first -= 1
        while last + 1 < len(tried) and tried[last + 1] in reaching:
            last += 1
        begins = first > 0 or key == DAY or fact.looks is ir.Looks.AHEAD
        ends = last + 1 < len(tried) or fact.looks is ir.Looks.BACK
        return Way(
            changes,
            advice,
            others,
            tried[first] if begins else None,
            tried[last] if ends else None,
        )

    def _distance(self, changes: Sequence[Single]) -> tuple[int, ...]:
        """How far each value is from what it is now; what nobody said is near to today; none is far."""
        far: list[int] = []
        for key, value in changes:
            current = self.domains.current(key)
            base = self._today if current is None and isinstance(value, int) else current
            if value is None:
                far.append(1_000_000_000)
            elif isinstance(value, int) and isinstance(base, int) and not isinstance(value, bool):
                far.append(2 * abs(value - base) + (value < base))
            elif isinstance(value, str) and isinstance(current, str) and key != DAY:
                # Of the choices a b c d, seen from b: c is nearest, then d, then a.
                choices = self.domains.fact(key).type.choices
                known = value in choices and current in choices
                far.append(
                    (choices.index(value) - choices.index(current)) % len(choices) if known else 0
                )
            else:
                far.append(0)
        return (sum(far), *far)


def _distinct(rows: _Rows, count: int) -> _Rows:
    """Each row once, where it came up first. Shape: its numbers are below `count`, and at most three."""
    # With 10 numbers, the rows 1 2, 0 3, 1 2 are keyed 12 3 12: the first two of them stay.
    keys = np.zeros(len(rows), np.int64)
    for column in rows.T:
        keys = keys * count + column
    return rows[np.sort(np.unique(keys, return_index=True)[1])]
