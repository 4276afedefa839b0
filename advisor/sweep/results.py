"""What became of each result: how often it is given, its sum and mean, the share of each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from fractions import Fraction

from advisor.diagnostics.values import dataclass
from advisor.ir.packs import FactDeclaration, Pack
from advisor.ir.types import MILLION, Kind, Value, number_words
from advisor.rendering.words import words_of

ADDED = (Kind.NUMBER, Kind.DURATION, Kind.WORKING_DAYS, Kind.PERIOD)  # kinds with a sum and a mean
SHARED = (Kind.YES_NO, Kind.CHOICE)  # kinds with a share of each value
GIVEN, SUM, MEAN = "given", "sum", "mean"


@dataclass(slots=True)
class ResultTally:
    """A result over all instances with one combination of values.

    Units: `total` as values in `ir.types`. `values` counts those of yes-no facts and choices.
    """

    instances: int = 0
    given: int = 0
    total: int = 0
    values: Counter[Value] = field(default_factory=Counter)

    def add(self, kind: Kind, value: Value | None) -> None:
        """Count one instance; None: the result is not given."""
        self.instances += 1
        if value is None:
            return
        self.given += 1
        if kind in ADDED:
            self.total += int(value)
        elif kind in SHARED:
            self.values[value] += 1

    def merge(self, other: ResultTally) -> None:
        """Add the counts of other instances."""
        self.instances += other.instances
        self.given += other.given
        self.total += other.total
        self.values.update(other.values)


Tallies = Mapping[str, ResultTally]  # by the column of the result


def facts_of(pack: Pack) -> Iterator[tuple[str, FactDeclaration]]:
    """Each result with the column it has in tables, in the order of the pack."""
    for (entity, name), column in pack.result_columns.items():
        yield column, pack.entities[entity].facts[name]


def figures(fact: FactDeclaration, tally: ResultTally) -> dict[str, Fraction | None]:
    """What a table says of a result: how often it is given, then sum and mean, or the share of each value.

    Shape: shares from 0 to 1 of the instances in which it is given. Units: numbers as people write them, days, months.
    None: there is nothing to take the mean or the share of.
    """
    found: dict[str, Fraction | None] = {GIVEN: Fraction(tally.given)}
    kind = fact.type.kind
    if kind in ADDED:
        unit = MILLION if kind is Kind.NUMBER else 1
        found[SUM] = Fraction(tally.total, unit)
        found[MEAN] = Fraction(tally.total, unit * tally.given) if tally.given else None
    elif kind in SHARED:
        choices: tuple[Value, ...] = (True,) if kind is Kind.YES_NO else fact.type.choices
        for value in choices:
            name = words_of(value, fact.type, {}) if kind is Kind.YES_NO else str(value)
            share = Fraction(tally.values[value], tally.given) if tally.given else None
            found[name] = share
    return found


def is_share(name: str) -> bool:
    """Whether a figure is a share of instances."""
    return name not in (GIVEN, SUM, MEAN)


def decimal_words(figure: Fraction | None, digits: int = 6) -> str:
    """A figure as a decimal with so many digits at most, halves to even; "" for none."""
    if figure is None:
        return ""
    return number_words(round(figure * 10**digits) * 10 ** (6 - digits))


def figure_words(name: str, figure: Fraction | None) -> str:
    """A figure as a table shows it: `1234.5`, `40 %`, `-` for none."""
    if figure is None:
        return "-"
    return f"{decimal_words(figure * 100, 1)} %" if is_share(name) else decimal_words(figure, 2)
