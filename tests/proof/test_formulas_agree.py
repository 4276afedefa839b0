"""What the formulas say of a situation is what the oracle does: every firing, fact, piece of advice and error."""

from __future__ import annotations

from collections import Counter

import pytest

from advisor.backends.oracle import BACKEND
from advisor.ir import Program
from tests.agreement.programs import programs
from tests.proof.comparing import Formulas
from tests.strategies.situations import Posed

SHARDS = 4
PACKS_A_SHARD = 6
SITUATIONS_A_PACK = 3


def compared(shard: int) -> tuple[list[str], Counter[str]]:
    """The differences, and how many situations of which kind were compared."""
    found: list[str] = []
    counts: Counter[str] = Counter()
    for made, program in programs(range(shard * 40, shard * 40 + 40)):
        if counts["packs"] == PACKS_A_SHARD:
            break
        formulas = Formulas(program, 2)
        counts["packs"] += 1
        looked_at = 0
        for posed in made.situations(30):
            if looked_at == SITUATIONS_A_PACK:
                break
            try:
                differences = formulas.differences(posed)
            except ValueError:  # it has more instances than the world
                continue
            looked_at += 1
            counts["situations"] += 1
            counts[kind_of(program, posed)] += 1
            found += [f"pack {made.seed}: {difference}" for difference in differences]
    return found, counts


def kind_of(program: Program, posed: Posed) -> str:
    """`advised`, `silent` or the kind of its error."""
    found = BACKEND.compile_program(program).derive(posed.root, posed.today)
    if found.error is not None:
        return found.error.kind
    return "fired" if found.firings else "silent"


@pytest.mark.beside_coverage
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_formulas_say_what_the_oracle_does(shard: int) -> None:
    found, counts = compared(shard)
    assert found == []
    assert counts["situations"] >= 10 and counts["fired"] >= 5, counts
