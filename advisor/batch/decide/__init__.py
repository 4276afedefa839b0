"""From situations to rows of advice, on whatever engine."""

from __future__ import annotations

from dataclasses import replace

from advisor.backends.advising import Advisor
from advisor.batch.problems import Fault, column_at
from advisor.batch.sources.plain_rows import PlainSituation, RowError
from advisor.ir.advice import Advice


def advice_on(advisor: Advisor, situation: PlainSituation) -> tuple[Advice, ...]:
    """The advice for one situation, in its order.

    Raises: RowError, for a conflict or a value out of range.
    """
    derivations, advice = advisor.pieces(situation.root, situation.today)
    if derivations.error is not None:
        error = derivations.error
        column = column_at(error.fact, error.place) if error.fact else ""
        cause = replace(error, place=column_at(error.place, "")).message
        raise RowError(Fault(error.kind, error.message, column, cause))
    return advice
