"""From scored cases to the figures that are reported and held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tests.truth.model import KINDS, PARTS
from tests.truth.scoring import CaseScore, Verdict


@dataclass(frozen=True)
class Figure:
    """A share or a mean, `part` of `whole`; None of none has no value."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.part, self.whole) if self.whole else None


@dataclass(frozen=True)
class Measure:
    """One thing that is measured, over any cases.

    `unit` is "percent" (a share), "each" (a mean for each case) or "count" (the number itself). What is
    not `is_held` is only told: a contradiction that gets the other view beside it may add to the marked.
    """

    name: str
    title: str
    unit: str
    is_better_higher: bool
    wanted: str
    of: Callable[[Sequence[CaseScore]], Figure]
    is_held: bool = True

    def amount(self, figure: Figure) -> Fraction | None:
        """The figure in its unit: percent for a share, the number itself for a count."""
        if self.unit == "count":
            return Fraction(figure.part)
        return None if figure.value is None else figure.value * (100 if self._is_share else 1)

    def held(self, figure: Figure) -> Decimal | None:
        """The amount in tenths, rounded to the side on which it still keeps to itself."""
        amount = self.amount(figure)
        if amount is None:
            return None
        tenths = floor(amount * 10) if self.is_better_higher else ceil(amount * 10)
        return Decimal(tenths) / 10

    def words(self, figure: Figure) -> str:
        """`81 % (146 of 180)`, `2.9`, `3`; a dash where nothing was counted."""
        amount = self.amount(figure)
        if amount is None:
            return "—"
        if self._is_share:
            return f"{float(amount):.0f} % ({figure.part} of {figure.whole})"
        return f"{float(amount):.1f}" if self.unit == "each" else str(figure.part)

    @property
    def _is_share(self) -> bool:
        return self.unit == "percent"


def _verdicts(*wanted: Verdict) -> Callable[[Sequence[CaseScore]], Figure]:
    def figure(scores: Sequence[CaseScore]) -> Figure:
        found = [action.verdict for score in scores for action in score.actions]
        return Figure(sum(verdict in wanted for verdict in found), len(found))

    return figure


def _answers(of: Callable[[CaseScore], bool | None]) -> Callable[[Sequence[CaseScore]], Figure]:
    """How often yes among the cases that have an answer."""

    def figure(scores: Sequence[CaseScore]) -> Figure:
        found = [answer for answer in map(of, scores) if answer is not None]
        return Figure(sum(found), len(found))

    return figure


def _each(of: Callable[[CaseScore], int]) -> Callable[[Sequence[CaseScore]], Figure]:
    return lambda scores: Figure(sum(map(of, scores)), len(scores))


def _irrelevant(scores: Sequence[CaseScore]) -> Figure:
    pieces = sum(len(score.page.pieces) for score in scores)
    return Figure(sum(len(score.irrelevant) for score in scores), pieces)


def _contradictions(is_marked: bool) -> Callable[[CaseScore], int]:
    return lambda score: sum(one.is_marked is is_marked for one in score.contradicted)


MEASURES = (
    Measure("cases", "cases", "count", True, "", _each(lambda score: 1)),
    Measure(
        "advised",
        "experts' advice given",
        "percent",
        True,
        "≥ 85 %",
        _verdicts(Verdict.ADVISED),
    ),
    Measure(
        "advised-or-partly",
        "experts' advice given at least in part",
        "percent",
        True,
        "≥ 92 %",
        _verdicts(Verdict.ADVISED, Verdict.PARTLY),
    ),
    Measure(
        "contradictions",
        "contradictions of an expert",
        "count",
        False,
        "0",
        _each(_contradictions(is_marked=False)),
    ),
    Measure(
        "marked-contradictions",
        "contradictions with the other view beside them",
        "count",
        False,
        "",
        _each(_contradictions(is_marked=True)),
        is_held=False,
    ),
    Measure(
        "first",
        "cases with the right first piece",
        "percent",
        True,
        "≥ 85 %",
        _answers(lambda score: score.first_right),
    ),
    Measure(
        "timing",
        "cases with the right timing",
        "percent",
        True,
        "≥ 92 %",
        _answers(lambda score: score.in_time),
    ),
    Measure(
        "pieces",
        "pieces of advice a case",
        "each",
        False,
        "≤ 3",
        _each(lambda score: len(score.page.pieces)),
    ),
    Measure("irrelevant", "pieces beside the point", "percent", False, "≤ 5 %", _irrelevant),
    Measure("words", "words a page", "each", False, "≤ 160", _each(lambda score: score.page.words)),
)


def by_part(scores: Iterable[CaseScore]) -> Mapping[str, tuple[CaseScore, ...]]:
    """The cases of each part: to work on, kept aside, and those that came last."""
    found = tuple(scores)
    return {part: tuple(score for score in found if score.case.part == part) for part in PARTS}


def by_kind(scores: Iterable[CaseScore]) -> Mapping[str, tuple[CaseScore, ...]]:
    """The cases of each kind that has any, in the order of `model.KINDS`."""
    found = tuple(scores)
    groups = {kind: tuple(s for s in found if s.case.kind == kind) for kind in KINDS}
    return {kind: group for kind, group in groups.items() if group}
