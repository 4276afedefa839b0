"""The agenda against section 6 written down once more (`written_agenda`), on random advice."""

from __future__ import annotations

import pytest

from advisor.backends.agenda import advise_from
from tests.agreement.engines import ORACLE
from tests.agreement.programs import programs
from tests.agreement.written_agenda import agenda_as_written, told

SHARDS = 4
PACKS_A_SHARD = 60


@pytest.mark.parametrize("shard", range(SHARDS))
def test_advice_and_its_order_are_as_section_6_says(shard: int) -> None:
    start = 10_000 + shard * PACKS_A_SHARD
    for made, program in programs(range(start, start + PACKS_A_SHARD)):
        engine = ORACLE.compile_program(program)
        for number, posed in enumerate(made.situations(20)):
            derivations = engine.derive(posed.root, posed.today)
            advice = advise_from(program, posed.root, posed.today, derivations)
            written = agenda_as_written(
                program.pack, posed.root, posed.today, derivations.firings
            ).advice
            assert [told(a) for a in advice] == written, (made.seed, number)


def test_one_piece_of_advice_is_one_action_for_one_instance() -> None:
    for made, program in programs(range(11_000, 11_040)):
        engine = ORACLE.compile_program(program)
        for posed in made.situations(10):
            derivations = engine.derive(posed.root, posed.today)
            advice = advise_from(program, posed.root, posed.today, derivations)
            keys = [(a.action, a.place) for a in advice]
            assert len(keys) == len(set(keys)), made.seed
