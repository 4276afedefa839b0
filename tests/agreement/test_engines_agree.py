"""Every engine against the oracle: equal derivations and equal advice, whatever pack and situation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from advisor.ir import Pack
from tests.agreement.comparing import Rivals
from tests.agreement.engines import HELD_TO_IT
from tests.agreement.programs import make_program, programs
from tests.strategies import LARGEST, seeds
from tests.strategies.situations import Situations

SHARDS = 8
PACKS_A_SHARD = 86  # with 30 situations each: more than 20,000 in all


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_engine_derives_what_the_oracle_derives(shard: int) -> None:
    start = shard * PACKS_A_SHARD
    compared = 0
    for made, program in programs(range(start, start + PACKS_A_SHARD)):
        rivals = Rivals.of(program)
        assert not rivals.unsupported, made.seed
        for number, posed in enumerate(made.situations()):
            differing = list(rivals.differences(posed))
            assert not differing, (made.seed, number, differing)
            compared += 1
    assert compared >= 2_500


@given(seed=seeds())
@settings(max_examples=25, deadline=None)
def test_no_seed_makes_the_engines_differ(seed: int) -> None:
    made = make_program(seed, 1 + seed % LARGEST)
    if made.program is None:
        return
    rivals = Rivals.of(made.program)
    for posed in made.situations(5):
        assert not list(rivals.differences(posed))


def test_an_engine_gives_the_same_when_it_is_used_again() -> None:
    for made, program in programs(range(30_000, 30_020)):
        rivals = Rivals.of(program)
        posed = list(made.situations(6))
        first = {n: [e.derive(p.root, p.today) for p in posed] for n, e in rivals.engines.items()}
        again = {
            n: [e.derive(p.root, p.today) for p in reversed(posed)][::-1]
            for n, e in rivals.engines.items()
        }
        assert first == again, made.seed


def test_there_is_more_than_one_engine() -> None:
    assert HELD_TO_IT


def assert_agreement_on(pack: Pack, program_seed: int, count: int) -> None:
    """Compare on random situations of a pack that was written by hand."""
    from advisor.analysis import build_program

    rivals = Rivals.of(build_program(pack))
    assert not rivals.unsupported
    source = Situations(pack)
    for number in range(count):
        differing = list(rivals.differences(source.pose(program_seed + number)))
        assert not differing, (number, differing)
