"""Both packs on the same situations: cases in memory, or an input of any size, slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.columnar import table_of
from advisor.batch.deciding import ConformedSlice, Decide, conform_slice
from advisor.batch.process_tuning import collect, only_new_garbage
from advisor.batch.run.in_order import in_order
from advisor.batch.sources.plain_rows import read_situation
from advisor.batch.sources.slices import RowSource, Slice
from advisor.revisions.causes import CausesOfChange, decider, fitting_values
from advisor.revisions.declared import Key
from advisor.revisions.fitted_situations import fit, fit_table, is_alike
from advisor.revisions.pages import PageChange, PagesCompared, compare_pages
from advisor.revisions.tally import DecidedTwice, RevisionTally

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

            one_pair = partial(pair.one_of_cases, group, olds, news)
            self._add(pair, pair.compare(*tables), *tables, one_pair)

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
    ) -> None:
        """Compare on an input, whose columns are those of the old pack or those of the new one.

        Raises: BatchError, where it cannot be read or changes meanwhile.
        """
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
                self.tally.unusable += len({problem.row for problem in good.problems})

                one_pair = partial(self._one_of_rows, good, source.name, of)
                self._add(self._plain, done.compared, done.olds, done.news, one_pair)
                progress(self.tally.situations, source.total)

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
