"""The advice worked out by hand for single situations, from columns: all of it, and in its order."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.backends.columnar import compile_columnar
from advisor.ir import AsOf
from tests.agreement.columns import table_of, told_by_columns
from tests.agreement.test_meaning_of_rules import ACTIONS, ROWS, day, rules_of
from tests.agreement.world import program_of, situation_of, world_with
from tests.strategies.situations import Posed


def short(place: str, action: str, start: date | None, due: date | None, status: str) -> str:
    """A piece of advice as the tables write it."""
    text = action + (f"@{place}" if place else "")
    if status != "now" or start is not None or due is not None:
        first, last = (day(None if d is None else d.toordinal()) for d in (start, due))
        text += f" {status} {first}..{last}"
    return text


@pytest.mark.parametrize("name", ROWS)
def test_advice_is_what_the_rules_say(name: str) -> None:
    row = ROWS[name]
    program = program_of(world_with("situation", "number", ACTIONS + rules_of(row.rules)))
    situation = situation_of(row.facts, program)
    assert situation.today is not None
    posed = [Posed(situation.root, situation.today)] * 2
    for told in told_by_columns(compile_columnar(program).decide(table_of(program, posed), AsOf())):
        assert told.error is None, told.message
        found = [
            short(place, action, start, due, status)
            for place, action, _, _, _, start, due, status, _ in told.advice
        ]
        assert tuple(found) == row.advice
