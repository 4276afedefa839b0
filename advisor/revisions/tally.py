"""Situations whose advice differs between two packs, counted by what that comes from, with first examples.

Slices of situations are added one after the other; what is kept does not grow with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from advisor import ir
from advisor.batch.counts.causes import Causes
from advisor.batch.problems import RowProblem
from advisor.revisions.declared import Key
from advisor.revisions.pages import ChangeKind, PageChange, PagesCompared, Refusal

EXAMPLES = 3  # of each group
_BITS = 63  # of a word


@dataclass(frozen=True, slots=True)
class DecidedTwice:
    """One situation, as the new pack sees it, with what both packs say of it.

    Shape: `place` is where it stands, `name` what it is called, `values` are its own ones of parameters.
    """

    place: str
    name: str
    situation: ir.Situation
    values: Mapping[str, ir.Value]
    before: ir.Decision
    after: ir.Decision


ByRow = Callable[[int], DecidedTwice]  # of a row of a table
# For changes, each with a row in which it is: what they come from.
Attribute = Callable[[Sequence[PageChange], Sequence[int]], list[frozenset[Key]]]


@dataclass
class Group:
    """Situations whose advice differs for the same reasons. `what` counts them by what happened to which action."""

    situations: int = 0
    what: Counter[tuple[ChangeKind, str]] = field(default_factory=Counter)
    examples: list[DecidedTwice] = field(default_factory=list)


@dataclass
class RevisionTally:
    """How many situations were compared, and those whose advice differs, by causes.

    `left_out` counts facts that one pack does not know, by name, in situations that state them. `unusable` are situations
    that are not compared, by whose rules cannot use them; `orphans` are rows without which theirs is compared, or
    that belong to none. `causes` of both are by the name of the input.
    """

    situations: int = 0
    unusable: Counter[Refusal] = field(default_factory=Counter)
    orphans: int = 0
    causes: dict[str, Causes] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    groups: dict[frozenset[Key], Group] = field(default_factory=dict)
    _known: dict[PageChange, frozenset[Key]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """How many situations have other advice."""
        return sum(group.situations for group in self.groups.values())

    def refuse(self, count: int, by: Refusal) -> None:
        """Count situations that cannot be used."""
        if count:
            self.unusable[by] += count

    def note(self, name: str, problems: Sequence[RowProblem]) -> None:
        """Keep what is wrong with situations and rows of an input, by cause."""
        if problems:
            self.causes.setdefault(name, Causes()).note(problems)

    def by_count(self) -> list[tuple[frozenset[Key], Group]]:
        """The groups, the largest first; of equals, by their causes."""
        return sorted(self.groups.items(), key=lambda item: (-item[1].situations, sorted(item[0])))

    def add(self, compared: PagesCompared, attribute: Attribute, one_pair: ByRow) -> None:
        """Count the situations of one table; `one_pair` gives single rows of it."""
        self.situations += compared.situations
        if not len(compared.rows):
            return
        changes, at, number = compared.changes, compared.at, compared.number
        _, firsts = np.unique(number, return_index=True)
        firsts = at[firsts].tolist()
        new = [n for n, change in enumerate(changes) if change not in self._known]
        if new:
            causes = attribute([changes[n] for n in new], [firsts[n] for n in new])
            self._known.update(zip((changes[n] for n in new), causes, strict=True))
        sets = [self._known[change] for change in changes]
        group, names = _groups_of(sets, at, number)
        counts = np.bincount(group, minlength=len(names))
        found = [self.groups.setdefault(name, Group()) for name in names]
        for of, count in zip(found, counts.tolist(), strict=True):
            of.situations += count
        self._count_what(found, group, compared)
        for code, of in enumerate(found):
            wanted = EXAMPLES - len(of.examples)
            rows = compared.rows[np.flatnonzero(group == code)[: max(wanted, 0)]]
            of.examples += [one_pair(row) for row in rows.tolist()]

    def _count_what(self, found: list[Group], group: Any, compared: PagesCompared) -> None:
        """In how many situations of each group something happens to an action: each counts once."""
        what = {(change.kind, change.action): 0 for change in compared.changes}
        what = {key: code for code, key in enumerate(what)}
        codes = np.array([what[change.kind, change.action] for change in compared.changes])
        row = np.searchsorted(compared.rows, compared.at)
        once = np.unique(row * len(what) + codes[compared.number])
        pairs = group[once // len(what)] * len(what) + once % len(what)
        names = list(what)
        for pair, count in zip(*np.unique(pairs, return_counts=True), strict=True):
            of, code = divmod(int(pair), len(what))
            found[of].what[names[code]] += int(count)


def _groups_of(
    sets: list[frozenset[Key]], at: Any, number: Any
) -> tuple[Any, list[frozenset[Key]]]:
    """For each row that differs, the number of its group; and the causes of each group."""
    # Causes A and B are the bits 1 and 2. Changes with the causes {A}, {B} in rows 4 4 7, numbers 0 1 1:
    # masks 1 2 2, joined by row 3 2: row 4 has both causes, row 7 has B.
    causes = sorted({cause for one in sets for cause in one})
    masks = np.zeros((len(sets), len(causes) // _BITS + 1), np.int64)
    for n, one in enumerate(sets):
        for cause in one:
            word, bit = divmod(causes.index(cause), _BITS)
            masks[n, word] |= 1 << bit
    firsts = np.flatnonzero(np.diff(at, prepend=-1))
    by_row = np.bitwise_or.reduceat(masks[number], firsts, axis=0)
    kinds, group = np.unique(by_row, axis=0, return_inverse=True)
    names = [
        frozenset(cause for n, cause in enumerate(causes) if int(kind[n // _BITS]) >> n % _BITS & 1)
        for kind in kinds
    ]
    return group.reshape(-1), names
