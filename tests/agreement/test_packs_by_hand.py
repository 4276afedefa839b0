"""The engines on packs written by hand: every example, every test of a pack, random situations."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from advisor import api
from advisor.ir import Case, Program
from advisor.loading.syntax.files import situation_files
from tests.agreement.comparing import Rivals
from tests.agreement.engines import HELD_TO_IT
from tests.strategies.packs import random_parameters
from tests.strategies.situations import Situations

TOP = Path(__file__).parents[2]
PACKS = {
    "post-interview": TOP / "rules" / "post-interview",
    "returns-desk": TOP / "examples" / "packs" / "returns-desk",
    "careers-service": TOP / "examples" / "layers" / "careers-service",
}
EXAMPLES = sorted(situation_files([TOP / "examples"]))
SHARDS = 4
MOST_TESTS = 300  # of a pack, about
SITUATIONS_A_SHARD = 250
SOME_DAY = date(2026, 11, 22)


@cache
def the_pack(name: str = "post-interview") -> Program:
    return api.load_pack(PACKS[name])


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


@pytest.mark.parametrize("name", PACKS)
def test_the_pack_runs_on_every_engine(name: str) -> None:
    assert not Rivals.of(the_pack(name)).unsupported


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(TOP)))
def test_the_engines_agree_on_an_example(path: Path) -> None:
    loaded = api.load_cases(path, the_pack())
    assert not loaded.failed, loaded.diagnostics
    for case in loaded.cases:
        assert_same_decisions(the_pack(), case)


@pytest.mark.parametrize("name", ["post-interview", "returns-desk"])
def test_the_engines_agree_on_tests_of_the_pack(name: str) -> None:
    """To the last word; that each test passes on each engine, `advisor test` holds among the gates."""
    cases = the_pack(name).pack.tests
    assert cases
    for case in cases[:: max(1, len(cases) // MOST_TESTS)]:
        assert_same_decisions(the_pack(name).with_values(case.parameters), case)


@pytest.mark.parametrize("name", ["post-interview", "returns-desk"])
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engines_agree_on_random_situations_for_the_pack(shard: int, name: str) -> None:
    program = the_pack(name)
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
