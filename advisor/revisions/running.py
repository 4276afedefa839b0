"""Both packs on the same situations: cases in memory, or an input of any size, slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.columnar import table_of
from advisor.batch.deciding import ConformedSlice, Decide, conform_slice, decide_conformed
from advisor.batch.in_order import in_order
from advisor.batch.problems import Fault, RowProblem
from advisor.batch.process_tuning import collect, only_new_garbage
from advisor.batch.sources.plain_rows import read_situation
from advisor.batch.sources.slices import RowSource, Slice
from advisor.revisions.causes import CausesOfChange, decider, fitting_values
from advisor.revisions.declared import Key
from advisor.revisions.fitted_situations import fit, fit_table, is_alike
from advisor.revisions.pages import PageChange, PagesCompared, Refusal, compare_pages
from advisor.revisions.tally import DecidedTwice, RevisionTally

Array = Any  # of NumPy
Progress = Callable[[int, int | None], None]  # situations so far, and in all where that is known


class Revisions:
    """Two programs, ready to be compared on situations. `tally` is what came out so far."""

    def __init__(self, old: ir.Program, new: ir.Program, as_of: ir.AsOf) -> None:
        self.old, self.new, self.as_of = old, new, as_of
        self.tally, self.causes = RevisionTally(), CausesOfChange(old, new, as_of)
        self._is_alike = is_alike(old.pack, new.pack)
        self._plain = _Pair.of(old, new, {}, as_of, 0)

    def compare_cases(self, cases: Iterable[ir.Case], is_old: bool = False) -> None:
        """Compare on cases, read with the new pack (or the old one), each with its own values of parameters."""
        of = self.old if is_old else self.new
        groups: dict[tuple[tuple[str, ir.Value], ...], list[ir.Case]] = {}
        for case in cases:
            groups.setdefault(tuple(sorted(case.parameters.items())), []).append(case)
        for values, group in groups.items():
            pair = self._pair(dict(values), len(group))
            olds = [self._seen_by(case.situation, of, self.old) for case in group]
            news = [self._seen_by(case.situation, of, self.new) for case in group]
            tables = table_of(olds, self.old.pack), table_of(news, self.new.pack)

            compared = pair.compare(*tables)
            for by, rows in compared.refused.items():
                self.tally.refuse(len(rows), by)
            other = int(is_old)  # what its own program refuses is told where a case is read
            for at in compared.refused[Refusal.NEW if is_old else Refusal.OLD].tolist():
                errors = pair.decides[other](tables[other].slice(at, 1)).errors
                self._note_case(group[at], errors)
            one_pair = partial(pair.one_of_cases, group, olds, news)
            self._add(pair, compared, *tables, one_pair)

    def _note_case(self, case: ir.Case, errors: pa.Table) -> None:
        line, id = case.span.line, case.name or None
        faults = map(_fault, errors.to_pylist())
        problems = [RowProblem.of(line, id, fault) for fault in faults]
        self.tally.note(case.span.path, [replace(p, place=f"line {line}") for p in problems])

    def _add(
        self,
        pair: _Pair,
        compared: PagesCompared,
        olds: pa.Table,
        news: pa.Table,
        one_pair: Callable[[int], DecidedTwice],
    ) -> None:
        def attribute(changes: Sequence[PageChange], rows: Sequence[int]) -> list[frozenset[Key]]:
            at = pa.array(rows, pa.int64())
            return self.causes.of(changes, olds.take(at), news.take(at), pair.values)

        self.tally.add(compared, attribute, one_pair)

    def compare_source(
        self,
        source: RowSource,
        is_old: bool,
        workers: int,
        progress: Progress = lambda done, total: None,
        as_other: Callable[[], RowSource | None] = lambda: None,
        again: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Compare on an input, whose columns are those of the old pack or those of the new one.

        `as_other` opens it in the columns of the other one, if it can: what only one of them refuses is told apart; `again` is
        told how many rows have been gone through for that.
        Raises: BatchError, where it cannot be read or changes meanwhile.
        """
        refused: list[Array] = []
        of = self.old if is_old else self.new
        pack = of.pack

        def decide(piece: Slice) -> _ComparedSlice:
            try:
                chunk = piece.read()
                good = conform_slice(chunk, pack)
                del chunk
                olds = news = good.table
                if not self._is_alike and is_old:
                    news = fit_table(good.table, pack, self.new.pack)
                elif not self._is_alike:
                    olds = fit_table(good.table, pack, self.old.pack)
                return _ComparedSlice(good, olds, news, self._plain.compare(olds, news))
            finally:
                collect()

        with only_new_garbage(), closing(in_order(workers, source.slices(), decide)) as slices:
            for done in slices:
                good = done.good
                refused.append(self._refuse(done, source.name, is_old))

                one_pair = partial(self._one_of_rows, good, source.name, of)
                self._add(self._plain, done.compared, done.olds, done.news, one_pair)
                progress(self.tally.situations, source.total)
        rows = np.concatenate(refused) if refused else np.empty(0, np.int64)
        other = as_other() if len(rows) and not self._is_alike else None
        by = self.new if is_old else self.old
        usable = 0 if other is None else self._usable(other, rows, by, again)
        self.tally.refuse(len(rows) - usable, Refusal.BOTH)
        self.tally.refuse(usable, Refusal.OLD if is_old else Refusal.NEW)

    def _refuse(self, done: _ComparedSlice, name: str, is_old: bool) -> Array:
        """Note what is left out of a slice; the rows that cannot be used with the program that they were read with."""
        good = done.good
        refused = done.compared.refused
        own, other = (Refusal.OLD, Refusal.NEW) if is_old else (Refusal.NEW, Refusal.OLD)
        of, theirs = (self.old, self.new) if is_old else (self.new, self.old)
        fitted = replace(good, table=done.news if is_old else done.olds, problems=[], bad=())
        problems = self._problems(good, np.union1d(refused[own], refused[Refusal.BOTH]), of)
        more = self._problems(fitted, refused[other], theirs)
        self.tally.refuse(len(refused[other]), other)
        self.tally.note(name, [*problems, *more, *good.orphans])
        self.tally.orphans += len(good.orphans)
        return np.unique(np.array([problem.row for problem in problems], np.int64))

    def _problems(self, good: ConformedSlice, at: Array, of: ir.Program) -> list[RowProblem]:
        """What is wrong with the rows of a slice that cannot be, and with those `at` these places."""
        left = replace(good, table=good.table.take(pa.array(at)), rows=good.rows[at])
        decide = self._plain.decides[of is self.new]
        return decide_conformed(left, of.pack, decide).problems

    def _usable(
        self, source: RowSource, rows: Array, of: ir.Program, again: Callable[[int], None]
    ) -> int:
        """How many of the rows of an input, in order, a program can use."""
        found = seen = 0
        with only_new_garbage():
            for piece in source.slices():
                chunk = piece.read()
                seen += chunk.situations
                good = conform_slice(chunk, of.pack)
                at = np.flatnonzero(np.isin(good.rows, rows))
                bad = {problem.row for problem in self._problems(good, at, of)}
                found += len({*good.rows[at].tolist()} - bad)
                again(seen)
                collect()
        return found

    def _one_of_rows(
        self, good: ConformedSlice, name: str, of: ir.Program, row: int
    ) -> DecidedTwice:
        """A row of a slice that was read with the program `of`, by both, with all that led to its advice."""
        (plain,) = good.table.slice(row, 1).to_pylist()
        read = read_situation(plain, of.pack)
        situation = ir.Situation(read.id, read.today, read.root)
        return self._plain.one_pair(
            f"{name}, row {good.rows[row]}",
            read.id or "",
            self._seen_by(situation, of, self.old),
            self._seen_by(situation, of, self.new),
        )

    def _seen_by(
        self, situation: ir.Situation, of: ir.Program, program: ir.Program
    ) -> ir.Situation:
        """A situation that was read with the program `of`, as another one can read it."""
        if self._is_alike or of is program:
            return situation
        root = fit(situation.root, of.pack, program.pack, self.tally.left_out)
        return replace(situation, root=root)

    def _pair(self, values: Mapping[str, ir.Value], count: int) -> _Pair:
        if not values:
            return self._plain
        return _Pair.of(self.old, self.new, values, self.as_of, count)


def _fault(error: dict[str, Any]) -> Fault:
    """What is wrong, of a row of `Decided.errors`."""
    return Fault(**{name: value for name, value in error.items() if name != "row"})


@dataclass(frozen=True)
class _ComparedSlice:
    good: ConformedSlice
    olds: pa.Table
    news: pa.Table
    compared: PagesCompared


@dataclass(frozen=True)
class _Pair:
    """Both programs with some values of parameters: for tables, and for single situations."""

    values: Mapping[str, ir.Value]
    decides: tuple[Decide, Decide]
    advisors: tuple[Advisor, Advisor]

    @classmethod
    def of(
        cls,
        old: ir.Program,
        new: ir.Program,
        values: Mapping[str, ir.Value],
        as_of: ir.AsOf,
        count: int,
    ) -> _Pair:
        """Each program takes the values of those parameters that it has."""
        one, other = (p.with_values(fitting_values(p, values)) for p in (old, new))
        advisors = Advisor(one, "oracle", as_of), Advisor(other, "oracle", as_of)
        decides = decider(old, values, as_of, count), decider(new, values, as_of, count)
        return cls(values, decides, advisors)

    def compare(self, olds: pa.Table, news: pa.Table) -> PagesCompared:
        """The pages of the same situations, in the columns of both."""
        one, other = self.decides
        return compare_pages(one(olds), other(news))

    def one_of_cases(
        self,
        cases: Sequence[ir.Case],
        olds: Sequence[ir.Situation],
        news: Sequence[ir.Situation],
        row: int,
    ) -> DecidedTwice:
        """One of the cases by both, which each sees as it can read it; without a name it stands in no file."""
        case = cases[row]
        place = case.span.place if case.name else case.span.path
        return self.one_pair(place, case.name, olds[row], news[row])

    def one_pair(self, place: str, name: str, old: ir.Situation, new: ir.Situation) -> DecidedTwice:
        """One situation by both, with all that led to its advice."""
        one, other = self.advisors
        return DecidedTwice(
            place,
            name,
            new,
            self.values,
            one.advise(old, questions=False),
            other.advise(new, questions=False),
        )


def only_in(cases: Iterable[ir.Case], others: Sequence[ir.Case]) -> list[ir.Case]:
    """The cases that do not stand among the others, under the same name."""
    named: dict[str, list[ir.Case]] = {}
    for case in others:
        named.setdefault(case.name, []).append(case)
    return [
        case
        for case in cases
        if not any(_is_same(case, other) for other in named.get(case.name, ()))
    ]


def _is_same(case: ir.Case, other: ir.Case) -> bool:
    return case.situation == other.situation and case.parameters == other.parameters
