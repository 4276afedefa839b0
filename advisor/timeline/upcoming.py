"""What comes next once the person has done what is advised now and nobody else does anything.

It is for pages that are there at once: no columns are loaded.
"""

from __future__ import annotations

from advisor import ir
from advisor.backends.agenda import advise_from
from advisor.backends.effects import carry_out
from advisor.diagnostics.fast_dataclass import replace
from advisor.timeline.outlook import look_ahead

DAYS = 60


def next_change(
    program: ir.Program, situation: ir.Situation, decision: ir.Decision, days: int = DAYS
) -> ir.Upcoming | None:
    """The first day on which there is something to do of which the decision says nothing yet.

    It is `today`, where that follows at once from doing what is advised.
    None where no such day comes within so many days, or where there is no advice at all.
    Cost: at most as much as the decision itself.
    """
    if decision.error is not None:
        return None
    after = as_advised(program, situation, decision)
    derivations = decision.derivations if after is situation else None
    outlook = look_ahead(program, after.root, decision.today, days, derivations)
    known = {(piece.action, piece.place) for piece in decision.advice}
    asked = outlook.turns if after is situation else (decision.today, *outlook.turns)
    for day in asked:
        found = outlook.derivations(day)
        if found is None:
            return None
        advice = advise_from(program, after.root, day, found)
        if day == decision.today:  # of what follows at once, only what has its time
            known |= {(p.action, p.place) for p in advice if p.due is None}
        begins = tuple(p for p in advice if _is_to_do(p) and (p.action, p.place) not in known)
        if begins:
            return ir.Upcoming(day, begins, after is not situation)
    return None


def as_advised(program: ir.Program, situation: ir.Situation, decision: ir.Decision) -> ir.Situation:
    """The situation once all that is to be done now has been done today; itself, where that is nothing.

    It is the same, too, where pieces of advice contradict each other, since nobody can follow both.
    """
    doing = [piece for piece in decision.advice if _is_to_do(piece) and _has_weight(piece)]
    if any(piece.contradicts for piece in doing):
        return situation
    root = situation.root
    for piece in doing:
        root = carry_out(program, root, piece, decision.today)
    return situation if root is situation.root else replace(situation, root=root)


def _is_to_do(piece: ir.Advice) -> bool:
    return piece.kind is ir.ActionKind.DO and piece.status is not ir.Status.LATER


def _has_weight(piece: ir.Advice) -> bool:
    """Whether a person will do it soon, and not just keep on with it."""
    return piece.due is not None or piece.importance is not ir.Importance.LOW
