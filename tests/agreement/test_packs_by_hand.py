"""The engines on the post-interview pack: every example, every test of the pack, random situations."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from advisor import api
from advisor.ir.packs import Program
from advisor.ir.situations import Case
from tests.agreement.comparing import Rivals
from tests.agreement.engines import HELD_TO_IT
from tests.strategies.packs import random_parameters
from tests.strategies.situations import Situations

TOP = Path(__file__).parents[2]
PACK = TOP / "rules" / "post-interview"
EXAMPLES = sorted(
    path
    for path in (TOP / "examples").rglob("*")
    if path.suffix in (".yaml", ".json", ".jsonl") and "pack.yaml" not in path.name
)
SHARDS = 4
SITUATIONS_A_SHARD = 250
SOME_DAY = date(2026, 11, 22)


@cache
def the_pack() -> Program:
    return api.load_pack(PACK)


@cache
def advisor_for(program: Program, engine: str) -> api.Advisor:
    return api.Advisor(program, engine, api.AsOf(default=SOME_DAY.toordinal()))


def assert_same_decisions(program: Program, case: Case) -> None:
    """Equal decisions, with their questions, from every engine."""
    expected = advisor_for(program, "oracle").advise(case.situation)
    for name in HELD_TO_IT:
        found = advisor_for(program, name).advise(case.situation)
        assert found == expected, (name, case.name)
        assert found.derivations == expected.derivations, (name, case.name)


def test_the_pack_runs_on_every_engine() -> None:
    assert not Rivals.of(the_pack()).unsupported


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(TOP)))
def test_the_engines_agree_on_an_example(path: Path) -> None:
    loaded = api.load_cases(path, the_pack())
    assert not loaded.failed, loaded.diagnostics
    for case in loaded.cases:
        assert_same_decisions(the_pack(), case)


def test_the_engines_agree_on_every_test_of_the_pack() -> None:
    cases = the_pack().pack.tests
    assert cases
    for case in cases:
        assert_same_decisions(the_pack().with_values(case.parameters), case)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engines_agree_on_random_situations_for_the_pack(shard: int) -> None:
    program = the_pack()
    if shard % 2:
        values = random_parameters(Random(shard), program.pack)
        program = program.with_values(values)
    rivals = Rivals.of(program)
    source = Situations(program.pack)
    advised = 0
    for number in range(SITUATIONS_A_SHARD):
        posed = source.pose(shard * SITUATIONS_A_SHARD + number)
        derivations = rivals.oracle.derive(posed.root, posed.today)
        advised += bool(derivations.firings)
        differing = list(rivals.differences(posed, derivations))
        assert not differing, (shard, number, differing)
    assert advised > SITUATIONS_A_SHARD // 2
