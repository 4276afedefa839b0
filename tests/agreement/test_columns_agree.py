"""The columnar engine against the oracle: the same advice, the same errors, whatever the batch."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from advisor import api
from advisor.backends.columnar import compile_columnar
from advisor.ir import SITUATION, AsOf, Instance, Program
from tests.agreement.columns import differences, table_of, told_by_columns
from tests.agreement.programs import make_program, programs
from tests.examples.collection import example_files
from tests.strategies.packs import random_parameters
from tests.strategies.situations import Posed, Situations

TOP = Path(__file__).parents[2]
EXAMPLES = example_files()
SOME_DAY = 739_942  # 2026-11-22
SHARDS = 4
PACKS_A_SHARD = 45


@pytest.mark.parametrize("shard", range(SHARDS))
def test_columns_say_what_the_oracle_says(shard: int) -> None:
    start = 50_000 + shard * PACKS_A_SHARD
    compared = 0
    for made, program in programs(range(start, start + PACKS_A_SHARD)):
        posed = list(made.situations())
        assert not list(differences(program, posed)), made.seed
        compared += len(posed)
    assert compared > 1000


def test_columns_say_it_of_the_pack() -> None:
    program = api.load_pack()
    source = Situations(program.pack)
    posed = [source.pose(number) for number in range(400)]
    assert not list(differences(program, posed))
    values = random_parameters(Random(1), program.pack)
    other = program.with_values(values)
    assert not list(differences(other, posed[:100]))


def test_columns_say_it_of_every_example() -> None:
    program = api.load_pack()
    posed: list[Posed] = []
    for path in EXAMPLES:
        for case in api.load_cases(path, program).cases:
            situation = case.situation
            posed.append(Posed(situation.root, situation.today or SOME_DAY))
    assert len(posed) > 50
    assert not list(differences(program, posed))


def test_columns_say_it_of_every_test_of_the_pack() -> None:
    program = api.load_pack()
    by_parameters: dict[str, tuple[Program, list[Posed]]] = {}
    for case in program.pack.tests:
        values = {**program.parameters, **case.parameters}
        _, posed = by_parameters.setdefault(
            repr(case.parameters), (program.with_values(values), [])
        )
        posed.append(Posed(case.situation.root, case.situation.today or SOME_DAY))
    for changed, posed in by_parameters.values():
        assert not list(differences(changed, posed))


@pytest.mark.parametrize("seed", [3, 7, 11, 18])
def test_a_slice_boundary_may_lie_anywhere(seed: int) -> None:
    made = make_program(seed, 4)
    assert made.program is not None
    posed = list(made.situations(12))
    compiled = compile_columnar(made.program)
    table = table_of(made.program, posed)
    whole = told_by_columns(compiled.decide(table, AsOf()))
    for size in range(1, 13):
        assert told_by_columns(compiled.decide(table, AsOf(), block_size=size)) == whole
    for cut in range(13):
        parts = (table.slice(0, cut), table.slice(cut))
        told = [one for part in parts for one in told_by_columns(compiled.decide(part, AsOf()))]
        assert told == whole


def test_nothing_stated_and_empty_lists_are_situations_too() -> None:
    for made, program in programs(range(60_000, 60_030)):
        nothing = Posed(Instance(SITUATION, {}, {}), SOME_DAY)
        source = Situations(made.meant)
        roots = [source.pose(n, 0) for n in range(4)]
        required = any(f.is_required for f in program.pack.entities[SITUATION].facts.values())
        batch = roots if required else [nothing, *roots, nothing]
        assert not list(differences(program, batch)), made.seed
        assert not list(differences(program, batch[:1])), made.seed


def test_a_program_travels_as_bytes() -> None:
    made = make_program(5, 4)
    assert made.program is not None
    compiled = pickle.loads(pickle.dumps(compile_columnar(made.program)))
    assert not list(differences(made.program, list(made.situations(20)), compiled))


def test_long_lists_are_worked_out_in_another_way_with_the_same_result() -> None:
    compared = 0
    for made, program in programs(range(61_000, 61_040)):
        posed = [longer(one, 14) for one in list(made.situations(40))[::10]]
        assert not list(differences(program, posed)), made.seed
        compared += sum(len(items) > 32 for one in posed for items in one.root.lists.values())
    assert compared > 10


def longer(posed: Posed, times: int) -> Posed:
    """The same with each item of the outermost lists many times."""
    lists = {name: items * times for name, items in posed.root.lists.items()}
    return Posed(replace(posed.root, lists=lists), posed.today)
