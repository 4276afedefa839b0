"""From situations to rows of advice, on whatever engine."""

from __future__ import annotations

from advisor.backends.advising import Advisor
from advisor.batch.sources.plain_rows import PlainSituation, RowError
from advisor.ir.advice import Advice
from advisor.rendering.advice_text import error_words


def advice_on(advisor: Advisor, situation: PlainSituation) -> tuple[Advice, ...]:
    """The advice for one situation, in its order.

    Raises: RowError, for a conflict or a value out of range.
    """
    derivations, advice = advisor.pieces(situation.root, situation.today)
    if derivations.error is not None:
        raise RowError(derivations.error.kind, error_words(derivations.error))
    return advice
