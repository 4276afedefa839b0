"""What a program asks for in one call: advice for one situation, or for a table of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from advisor import ir
from advisor.api.reading import load_case, load_pack, pack_for, with_parameters
from advisor.backends.advising import Advisor
from advisor.diagnostics import ArgumentError, called
from advisor.diagnostics.fast_dataclass import dataclass

_SHOWN = 10  # rows of a table in a notebook
_KEPT = 8  # programs that are ready to run


@dataclass(frozen=True)
class DecidedTable:
    """What came out for a table of situations: the tables `advice` and `errors`, of the kind that came in.

    `situations` says how many came in. `results` is a table like these, None where the rules have none.
    """

    advice: Any
    errors: Any
    situations: int
    results: Any = None

    def __repr__(self) -> str:
        return f"<DecidedTable: {self._totals()}>"

    def _totals(self) -> str:
        pieces, failed = ir.counted_many(len(self.advice), "piece"), len(self.errors)
        found = f"{ir.counted_many(self.situations, 'situation')}, {pieces} of advice"
        return f"{found}, {failed:,} with a problem" if failed else found

    def _tables(self) -> list[tuple[str, Any]]:
        results = [] if self.results is None else [("results", self.results)]
        return [("", self.advice), *results, ("problems", self.errors)]

    def _repr_html_(self) -> str:
        """The first rows of advice, results and errors, for a notebook."""
        from advisor.api.tables import first_rows
        from advisor.rendering.advice_notebook import table_html

        shown = []
        for what, table in self._tables():
            names, rows = first_rows(table, _SHOWN)
            hidden = len(table) - len(rows)
            if rows or not what:
                rest = f"and {hidden:,} more" if hidden else ""
                shown.append(table_html(what or self._totals(), names, rows, rest))
        return "".join(shown)


def advise(
    situation: ir.Situation | Mapping[str, object] | Path | str,
    program: ir.Program | Path | str | None = None,
    today: str | date | None = None,
    *,
    parameters: Mapping[str, object] | None = None,
) -> ir.Decision:
    """The ordered advice for one situation.

    Shape: `situation` is a mapping of facts, as a situation file has them (lists of mappings inside, dates
    as text or date), the path of such a file, or what `load_situation` gives. `program` is what `load_pack`
    gives, or the folder of a pack; without it, the rules that the file names, else those that come with
    advisor. `today` is the day that counts, such as `"2026-12-01"`: else the situation's own, else the
    calendar's. `parameters` are other numbers for the rules: `{"chase_interval": "5 days"}`.
    Raises: SituationFileError, RulePackError, ParameterError, ArgumentError; each an AdvisorError. A conflict
    of rules is the decision's `error`.
    """
    if program is None and isinstance(situation, str | os.PathLike):
        program = pack_for(situation)
    chosen = program_of(program, parameters)
    advisor = _advisor(chosen, frozenset(parameters or ()))
    if today is not None:
        from advisor.loading.declarations.python_values import day_of

        day = day_of(today)
        assert day is not None  # INVARIANT: only None has none
        advisor = advisor.on(day)
    if isinstance(situation, ir.Situation):
        return advisor.advise(situation)
    case = load_case(situation, chosen)
    return advisor.with_values(case.parameters).advise(case.situation)


def decide(
    table: Any,
    program: ir.Program | Path | str | None = None,
    today: str | date | None = None,
    *,
    parameters: Mapping[str, object] | None = None,
    rows: str | None = None,
    by: str | None = None,
    rename: Mapping[str, str] | None = None,
    ignore: Iterable[str] = (),
    ignore_unknown: bool = False,
    dates: Literal["dmy", "mdy", "ymd"] | None = None,
    zone: str | None = None,
    engine: str = "auto",
) -> DecidedTable:
    """The advice for many situations, one a row.

    Shape: `table` is a pandas, Polars or pyarrow table, a DuckDB relation, a pyarrow dataset, anything else
    with the Arrow interface, or a list (or other iterable) of mappings. Its columns are the facts of the
    situation, beside `situation` (an id of yours) and `today`; lists such as `applications` are columns of
    lists of structs. A gap (None, NaN, NaT) means that nothing is known.

    What comes back has two tables of the kind that came in (pandas for pandas, Polars for Polars, a list for
    an iterable, else pyarrow). `advice` has a row a piece of advice, in the order of the situations:
    `situation, place, action, kind, title, for, start, due, status, rules` behind `row`, which counts the rows of
    the input from 0, so that `frame.iloc[row]` or `rows[row]` is the situation. (`advisor batch` counts the
    lines of a file, from 1.) `errors` has a row for each situation with a problem: `row, situation, code,
    column, message`. Where the rules have results, `results` is a third table: a row each instance that may
    have some, a column each result behind `row, situation, place, for`; else it is None.

    Where a row is not a situation but something in a list of it, `rows` says what (`rows="application"`), and `by`
    which column says whose it is (`by="student"`): the rows with the same value are one situation, and `row` is the
    first of them. Without `by`, that is the column `situation`, or else each row is a situation. Such a table is held in memory.

    `program`, `today` and `parameters` are as for `advise`. A column that the rules do not know is refused;
    `rename` says under which name they know it (`{"firm": "company"}`, in lists too; of `rows`, what lies further inside is `{"interview": "interviews.held_on"}`), `ignore` passes over some,
    `ignore_unknown` over all of these. `dates` says how texts such as "05/11/2026" are dates, `zone` in which
    time zone the day of a moment is taken ("Europe/Berlin"). `engine` is "auto", "columnar", "rete" or "oracle"; the advice
    is the same.
    Units: `start` and `due` are days (datetimes at midnight in pandas, which has no days).
    Cost: memory grows with the advice; of the input a few slices are worked on at a time.
    Raises: BatchError, where columns are unknown or of a wrong type; RulePackError, ParameterError,
    ArgumentError; each an AdvisorError.
    """
    from advisor.api import tables
    from advisor.api.input_columns import reading_of
    from advisor.loading.declarations.python_values import day_of

    chosen = program_of(program, parameters)
    as_of = ir.AsOf(day_of(today), date.today().toordinal())
    if engine not in tables.ENGINES:
        raise ArgumentError(f"no engine {engine!r}; there are {', '.join(tables.ENGINES)}")
    reading = reading_of(rename or {}, ignore, ignore_unknown, dates, zone, rows, by)
    found = tables.decide(table, chosen, as_of, engine, reading)
    return DecidedTable(*found)


def timeline(advisor: Advisor, situation: ir.Situation, days: int = 60) -> ir.Timeline:
    """What is advised on each of so many days from the day that counts, if nothing happens.

    Cost: about one and a half calls of `Advisor.advise`, however many the days.
    Raises: ArgumentError, where there are no days.
    """
    from advisor.timeline.spells import timeline as look

    if days < 1:
        raise ArgumentError("a timeline takes at least one day")
    today = advisor.day(situation.today)
    derivations = advisor.derive(situation.root, today)
    return look(advisor.program, situation, today, days, derivations)


def next_change(
    advisor: Advisor, situation: ir.Situation, decision: ir.Decision, days: int = 60
) -> ir.Upcoming | None:
    """The first of so many days on which there is something to do that the decision does not name.

    `decision` is what `advisor` says of `situation`; it is taken that the person follows it today. None where
    there is no such day.
    """
    from advisor.timeline.upcoming import next_change as look

    return look(advisor.program, situation, decision, days)


def as_advised(advisor: Advisor, situation: ir.Situation, decision: ir.Decision) -> ir.Situation:
    """The situation once all that the decision advises for now has been done today."""
    from advisor.timeline.upcoming import as_advised as do_all

    return do_all(advisor.program, situation, decision)


def program_of(
    program: ir.Program | Path | str | None, parameters: Mapping[str, object] | None
) -> ir.Program:
    """The program that is meant by an argument, with other values for some parameters.

    Raises: ArgumentError; RulePackError; ParameterError.
    """
    if program is None:
        found = _default_program()
    elif isinstance(program, str | os.PathLike):
        found = load_pack(program, with_tests=False)
    elif isinstance(program, ir.Program):
        found = program
    else:
        raise ArgumentError(
            f"the program is {called(program)}; the situation comes first, then what `load_pack`"
            " gives or the folder of a pack"
        )
    return with_parameters(found, parameters) if parameters is not None else found


@lru_cache(maxsize=1)
def _default_program() -> ir.Program:
    """The rules that come with advisor, read once."""
    return load_pack(with_tests=False)


@lru_cache(maxsize=_KEPT)
def _advisor(program: ir.Program, settled: frozenset[str]) -> Advisor:
    return Advisor(program, settled=settled)
