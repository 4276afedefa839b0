"""A parameter with values by date that is set for a run has that value on all days, before the first date, too."""

from __future__ import annotations

import pytest

from advisor.ir import MILLION
from tests.agreement.engines import ALL
from tests.agreement.world import program_of, situation_of, world_with

RULE = "rules:\n  - {rule: r, conclude: {result: rate on d + rate}}\n"


@pytest.mark.parametrize("engine", ALL)
def test_a_value_that_was_set_holds_on_all_days(engine: str) -> None:
    program = program_of(world_with("situation", "number", RULE))
    root = situation_of("d: 2020-01-01", program).root
    changed = program.with_values({"rate": 7 * MILLION})
    found = ALL[engine].compile_program(changed).derive(root, 739_942)
    assert [c.value for c in found.conclusions if c.fact == "result"] == [14 * MILLION]
    plain = ALL[engine].compile_program(program).derive(root, 739_942)
    assert not [c for c in plain.conclusions if c.fact == "result"]
