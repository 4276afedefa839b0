"""Days in a situation on which something is said to have happened, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advisor.diagnostics import Diagnostic, Severity
from advisor.ir.packs import Pack
from advisor.ir.situations import Situation, future_facts, place_instances


def days_to_come(pack: Pack, situation: Situation) -> Iterator[Diagnostic]:
    """ADV411, a warning for each; without a date of its own, nothing is said of the situation."""
    today = situation.today
    if today is None or not pack.looking_back:
        return
    lists = {name: tuple(e.list or "" for e in inside) for name, inside in pack.lists.items()}
    placed = place_instances(situation.root, lists)
    for here, fact, dated in future_facts(placed, pack.looking_back, today):
        day, span = here.instance.facts[fact], here.instance.spans[fact]
        assert isinstance(day, int)  # INVARIANT: else it would not be in the future
        too = f", and neither does `{dated}`" if dated is not None else ""
        yield Diagnostic(
            "ADV411",
            f"`{fact}: {date.fromordinal(day)}` is still to come; it does not count{too}",
            span,
            Severity.WARNING,
            help=f"today is {date.fromordinal(today)} here: put one of the two right",
        )
