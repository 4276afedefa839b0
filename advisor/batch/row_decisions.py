"""The decision on one situation that was read by itself, without any library for columns."""

from __future__ import annotations

from dataclasses import replace

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.batch.problems import Fault, column_at
from advisor.batch.sources.plain_rows import PlainSituation, RowError
from advisor.rendering.words import error_help, error_words


def decision_on(
    advisor: Advisor, situation: PlainSituation
) -> tuple[ir.Derivations, tuple[ir.Advice, ...]]:
    """What is derived for one situation, and its advice in order.

    Raises: RowError, for a conflict or a value out of range.
    """
    derivations, advice = advisor.pieces(situation.root, situation.today)
    if derivations.error is not None:
        error = derivations.error
        column = column_at(error.fact, error.place) if error.fact else ""
        cause = error_words(replace(error, place=column_at(error.place, ""), count=0))
        value = f"{error.count:,}" if error.count else None
        raise RowError(
            Fault(error.kind, error_words(error), column, cause, value, error_help(error))
        )
    return derivations, advice
