"""What became of each result: how often it is given, its sum and mean, its first and last day, the share of each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime, timedelta
from fractions import Fraction

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import words_of

ADDED = (ir.Kind.NUMBER, *ir.LENGTHS)  # kinds with a sum and a mean
SHARED = (ir.Kind.YES_NO, ir.Kind.CHOICE)  # kinds with a share of each value
GIVEN, SUM, MEAN, EARLIEST, LATEST = "given", "sum", "mean", "earliest", "latest"
_SECONDS = 86_400  # of a day


@dataclass(slots=True)
class ResultTally:
    """A result over all instances with one combination of values.

    Units: `total` as values in `ir.types`, of dates too. `values` counts those of yes-no facts and choices.
    `first` and `last` are dates, where any is given.
    """

    instances: int = 0
    given: int = 0
    total: int = 0
    values: Counter[ir.Value] = field(default_factory=Counter)
    first: int | None = None
    last: int | None = None

    def add(self, kind: ir.Kind, value: ir.Value | None) -> None:
        """Count one instance; None: the result is not given."""
        self.instances += 1
        if value is None:
            return
        self.given += 1
        if kind in ADDED:
            self.total += int(value)
        elif kind is ir.Kind.DATE:
            self.add_dates(int(value), int(value), int(value))
        elif kind in SHARED:
            self.values[value] += 1

    def add_dates(self, total: int, first: int, last: int) -> None:
        """Add dates: their sum, the first and the last of them. Units: ordinals."""
        self.total += total
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)

    def merge(self, other: ResultTally) -> None:
        """Add the counts of other instances."""
        self.instances += other.instances
        self.given += other.given
        if other.first is not None and other.last is not None:
            self.add_dates(other.total, other.first, other.last)
        else:
            self.total += other.total
        self.values.update(other.values)


def facts_of(pack: ir.Pack) -> Iterator[tuple[str, ir.FactDeclaration]]:
    """Each result with the column it has in tables, in the order of the pack."""
    for (entity, name), column in pack.result_columns.items():
        yield column, pack.entities[entity].facts[name]


def figures(fact: ir.FactDeclaration, tally: ResultTally) -> dict[str, Fraction | None]:
    """What a table says of a result: how often it is given, then sum and mean, days, or the share of each value.

    Shape: shares from 0 to 1 of the instances in which it is given. Units: numbers as people write them, days, months;
    dates as ordinals, whose mean may have a fraction.
    None: there is nothing to take the mean or the share of.
    """
    found: dict[str, Fraction | None] = {GIVEN: Fraction(tally.given)}
    kind = fact.type.kind
    if kind in ADDED:
        unit = ir.MILLION if kind is ir.Kind.NUMBER else 1
        found[SUM] = Fraction(tally.total, unit)
        found[MEAN] = Fraction(tally.total, unit * tally.given) if tally.given else None
    elif kind is ir.Kind.DATE:
        found[EARLIEST] = None if tally.first is None else Fraction(tally.first)
        found[MEAN] = Fraction(tally.total, tally.given) if tally.given else None
        found[LATEST] = None if tally.last is None else Fraction(tally.last)
    elif kind in SHARED:
        choices: tuple[ir.Value, ...] = (True,) if kind is ir.Kind.YES_NO else fact.type.choices
        for value in choices:
            name = words_of(value, fact.type, {}) if kind is ir.Kind.YES_NO else str(value)
            share = Fraction(tally.values[value], tally.given) if tally.given else None
            found[name] = share
    return found


def is_share(name: str, fact: ir.FactDeclaration) -> bool:
    """Whether a figure is a share of instances."""
    return name != GIVEN and fact.type.kind in SHARED


def is_day(name: str, fact: ir.FactDeclaration) -> bool:
    """Whether a figure is a date."""
    return name != GIVEN and fact.type.kind is ir.Kind.DATE


def day_words(figure: Fraction) -> str:
    """A date, `2026-11-20`; the mean of some with the time of the day, `2026-11-20 12:00`, to the second."""
    days, part = divmod(round(figure * _SECONDS), _SECONDS)
    found = datetime.fromordinal(days) + timedelta(seconds=part)
    return f"{found:%Y-%m-%d}" if not part else found.isoformat(" ").removesuffix(":00")


def decimal_words(figure: Fraction | None, digits: int = 6) -> str:
    """A figure as a decimal with so many digits at most, halves to even; "" for none."""
    if figure is None:
        return ""
    return ir.number_words(round(figure * 10**digits) * 10 ** (6 - digits))


def figure_words(name: str, fact: ir.FactDeclaration, figure: Fraction | None) -> str:
    """A figure as a table shows it: `1234.5`, `40 %`, `2026-11-20`, `-` for none."""
    if figure is None:
        return "-"
    if is_day(name, fact):
        return day_words(figure)
    return (
        f"{decimal_words(figure * 100, 1)} %" if is_share(name, fact) else decimal_words(figure, 2)
    )


def figure_cell(name: str, fact: ir.FactDeclaration, figure: Fraction | None) -> str:
    """A figure in a file: `1234.5`, `0.4`, `2026-11-20`, "" for none."""
    return decimal_words(figure) if figure is None or not is_day(name, fact) else day_words(figure)
