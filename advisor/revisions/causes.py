"""Why a page is another one: which of the changes of a pack it comes from.

Each change is taken back by itself: what the page is another one without is a cause. Where nothing is, since one change
would do as well as another, each is made by itself in the old pack.

    the new pack                               chase Acme, due 26 Nov
    without the change of `chase_interval`     chase Acme, due 24 Nov    a cause
    without the change of `thank_by`           chase Acme, due 26 Nov    none
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.batch.deciding import Decide, in_columns, one_by_one
from advisor.revisions.declared import Key
from advisor.revisions.pages import ChangeKind, PageChange, PagesCompared, compare_pages
from advisor.revisions.patching import changed_keys, patched

# Situations with their own parameters: for fewer, columns take longer to be planned.
COLUMNS_FROM = 50


def decider(
    program: ir.Program, values: Mapping[str, ir.Value], as_of: ir.AsOf, count: int
) -> Decide:
    """What decides so many situations that give parameters these values, as far as the program has them."""
    has_results = bool(program.pack.results)
    own = program.with_values(fitting_values(program, values))
    if values and count < COLUMNS_FROM:
        return one_by_one(Advisor(own, "oracle", as_of), has_results)
    return in_columns(own, as_of, has_results)


def fitting_values(program: ir.Program, values: Mapping[str, ir.Value]) -> dict[str, ir.Value]:
    """Those of the values that are for parameters of the program."""
    declared = program.pack.parameters
    return {
        name: value
        for name, value in values.items()
        if name in declared and type(declared[name].value) is type(value)
    }


class CausesOfChange:
    """What is different in the meaning of two programs, and what of it a changed page comes from."""

    def __init__(self, old: ir.Program, new: ir.Program, as_of: ir.AsOf) -> None:
        self.changed = tuple(changed_keys(old, new))
        self._old, self._new, self._as_of = old, new, as_of
        self._programs: dict[tuple[Key, bool], ir.Program | None] = {}
        self._deciders: dict[tuple[Key | None, bool], Decide] = {}

    def of(
        self,
        changes: Sequence[PageChange],
        olds: pa.Table,
        news: pa.Table,
        values: Mapping[str, ir.Value],
    ) -> list[frozenset[Key]]:
        """What ways in which pages differ come from, each by one situation in which it does.

        Shape: `olds` and `news` have a row for each of the changes, in the columns of either pack; `values` are what
        these situations say of parameters. Sets are of `changed`; empty where it takes several changes together.
        """
        if len(self.changed) < 2:
            return [frozenset(self.changed)] * len(changes)
        found: list[frozenset[Key]] = [frozenset()] * len(changes)
        for is_old, table in ((False, news), (True, olds)):
            left = [n for n, causes in enumerate(found) if not causes]
            if not left:
                break
            rows = table.take(pa.array(left))
            pages = self._decider(None, is_old, values, len(left))(rows)
            for key in self.changed:
                if self._with_one(key, is_old) is None:
                    continue
                others = self._decider(key, is_old, values, len(left))(rows)
                compared = _by_row(compare_pages(pages, others))
                for at, n in enumerate(left):
                    if _is_about(changes[n], compared.get(at, ())):
                        found[n] |= {key}
        return found

    def _decider(
        self, key: Key | None, is_old: bool, values: Mapping[str, ir.Value], count: int
    ) -> Decide:
        program = self._with_one(key, is_old)
        assert program is not None  # INVARIANT: who calls has looked
        if values:
            return decider(program, values, self._as_of, count)
        if (key, is_old) not in self._deciders:
            self._deciders[key, is_old] = decider(program, {}, self._as_of, count)
        return self._deciders[key, is_old]

    def _with_one(self, key: Key | None, is_old: bool) -> ir.Program | None:
        """The new program with one change taken back; or (`is_old`) the old one with this change alone."""
        base, other = (self._old, self._new) if is_old else (self._new, self._old)
        if key is None:
            return base
        if (key, is_old) not in self._programs:
            self._programs[key, is_old] = patched(base, other, key)
        return self._programs[key, is_old]


def _by_row(compared: PagesCompared) -> dict[int, list[PageChange]]:
    found: dict[int, list[PageChange]] = {}
    for row, number in zip(compared.at.tolist(), compared.number.tolist(), strict=True):
        found.setdefault(row, []).append(compared.changes[number])
    return found


def _is_about(change: PageChange, others: Sequence[PageChange]) -> bool:
    """Whether any of the others has to do with what a change is about."""
    if change.kind is ChangeKind.ERROR:
        return bool(others)
    if change.kind is ChangeKind.ORDER:
        wanted = (ChangeKind.ORDER, ChangeKind.GONE, ChangeKind.NEW, ChangeKind.ERROR)
        return any(other.kind in wanted for other in others)
    comes_or_goes = change.kind in (ChangeKind.GONE, ChangeKind.NEW)
    return any(
        other.kind is ChangeKind.ERROR
        or (
            other.action == change.action
            and (not comes_or_goes or other.kind in (ChangeKind.GONE, ChangeKind.NEW))
        )
        for other in others
    )
