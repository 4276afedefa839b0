"""One situation after the other through an engine for single situations, to rows of advice."""

from __future__ import annotations

from advisor.backends.agenda import advise_from
from advisor.backends.protocol import Engine
from advisor.batch.sources.plain_rows import PlainSituation, RowError
from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Advice
from advisor.ir.packs import Program
from advisor.rendering.advice_text import error_words


@dataclass(frozen=True)
class RowEngine:
    """A program with the engine that runs it. `day` is the date of situations that state none.

    With `is_fixed` it is the date of all.
    """

    program: Program
    engine: Engine
    day: int
    is_fixed: bool

    def decide(self, situation: PlainSituation) -> tuple[Advice, ...]:
        """The advice for one situation, in its order.

        Raises: RowError, for a conflict or a value out of range.
        """
        today = self.day if self.is_fixed or situation.today is None else situation.today
        derivations = self.engine.derive(situation.root, today)
        if derivations.error is not None:
            raise RowError(derivations.error.kind, error_words(derivations.error))
        return advise_from(self.program, situation.root, today, derivations)
