"""On which closed days a date rests: those that were passed over when its working days were counted."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.backends.oracle.semantics import Frames
from advisor.backends.oracle.support import Support


def closed_behind(
    program: ir.Program, root: ir.Instance, decision: ir.Decision, piece: ir.Advice
) -> tuple[int, ...]:
    """The closed days, but for weekends, that the start and the due day of a piece of advice have passed over.

    Units: ordinals, ascending. What was counted inside a list function is left out.
    """
    calendar = decision.calendar
    if calendar is None or not calendar.closed:
        return ()
    counting = _Counting(program, root, decision)
    spans = list(counting.of_advice(piece))
    return tuple(d for d in calendar.closed if any(a <= d <= b for a, b in spans))


class _Counting:
    def __init__(self, program: ir.Program, root: ir.Instance, decision: ir.Decision) -> None:
        self._program = program
        self._support = Support(program, root, decision.today, decision.derivations)
        self._concluding = {(c.place, c.fact): c.rules for c in decision.derivations.conclusions}

    def of_advice(self, piece: ir.Advice) -> Iterator[tuple[int, int]]:
        """The first and the last day of each count."""
        placed = self._support.placed
        [index] = [here.index for here in placed if here.place == piece.place]
        for name in piece.rules:
            advises = self._program.pack.rules[name].advises
            for day in () if advises is None else (advises.start, advises.due):
                if day is not None:
                    yield from self._spans(day, (index,))

    def _spans(self, expression: ir.Expression, frames: Frames) -> Iterator[tuple[int, int]]:
        match expression:
            case ir.FactRef(frame=frame, entity=entity, fact=fact):
                at = self._support.memory.around[frames[frame]][entity]
                for inner in self._definitions(at, entity, fact):
                    yield from self._spans(inner, (at,))
                return
            case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return
            case ir.Arithmetic(left=left, right=right, counted_by=ir.CountedBy()):
                day = left if left.type.kind is ir.Kind.DATE else right
                ends = [self._support.value(part, frames) for part in (day, expression)]
                if isinstance(ends[0], int) and isinstance(ends[1], int):
                    yield min(ends[0], ends[1]), max(ends[0], ends[1])
            case _:
                pass
        for part in ir.children(expression):
            yield from self._spans(part, frames)

    def _definitions(self, index: int, entity: str, fact: str) -> Iterator[ir.Expression]:
        """What gave a concluded fact its value: the rules that did, else its default."""
        pack = self._program.pack
        declared = pack.fact(entity, fact)
        rules = self._concluding.get((self._support.placed[index].place, fact))
        if not declared.is_concluded or rules is None:
            return
        if not rules and declared.computed_default is not None:
            yield declared.computed_default
        for name in rules:
            yield pack.rules[name].value_of(fact)
