"""What comes next if nothing happens, for a page that is there at once: without columns."""

from __future__ import annotations

from advisor.backends.agenda import advise_from
from advisor.ir.advice import Advice, Decision, Status
from advisor.ir.packs import ActionKind, Program
from advisor.ir.situations import Situation
from advisor.ir.timelines import Change
from advisor.timeline.outlook import look_ahead

DAYS = 60


def next_change(
    program: Program, situation: Situation, decision: Decision, days: int = DAYS
) -> Change | None:
    """The first day on which there is something to do of which the decision says nothing yet.

    None where no such day comes within so many days, or where there is no advice at all.
    Cost: well below that of the decision itself.
    """
    if decision.error is not None:
        return None
    root, today = situation.root, decision.today
    outlook = look_ahead(program, root, today, days, decision.derivations)
    known = {(piece.action, piece.place) for piece in decision.advice}
    for day in outlook.turns:
        derivations = outlook.derivations(day)
        if derivations is None:
            return None
        advice = advise_from(program, root, day, derivations)
        begins = tuple(p for p in advice if _is_to_do(p) and (p.action, p.place) not in known)
        if begins:
            told = {(p.action, p.place) for p in advice}
            ends = tuple(p for p in decision.advice if (p.action, p.place) not in told)
            return Change(day, begins, (), ends)
    return None


def _is_to_do(piece: Advice) -> bool:
    return piece.kind is ActionKind.DO and piece.status is not Status.LATER
