"""What is read from a text is what was written: random packs and situations, through their files."""

from __future__ import annotations

from random import Random

import pytest

from advisor.ir import Pack
from advisor.loading.declarations.situations import load_situations
from tests.agreement.normal import normal_pack
from tests.agreement.programs import Made, make_program
from tests.strategies.situations import situation_json, situation_yaml

SHARDS = 4
PACKS_A_SHARD = 25
SITUATIONS_A_PACK = 6


def seeds_of(shard: int) -> range:
    start = 50_000 + shard * PACKS_A_SHARD
    return range(start, start + PACKS_A_SHARD)


def parts_that_differ(meant: Pack, loaded: Pack) -> list[str]:
    """The names of what was read otherwise than meant."""
    found = [
        field
        for field in ("name", "version", "title", "sources", "counted_by")
        if getattr(meant, field) != getattr(loaded, field)
    ]
    for section in ("entities", "parameters", "actions", "rules", "calendars"):
        wanted, got = getattr(meant, section), getattr(loaded, section)
        if list(wanted) != list(got):
            found.append(f"{section} in another order")
        found += [f"{section}: {name}" for name in wanted if wanted[name] != got.get(name)]
    return found


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_pack_is_read_as_it_was_meant(shard: int) -> None:
    for seed in seeds_of(shard):
        made = make_program(seed)
        assert made.loaded is not None, (seed, made.refusals)
        differing = parts_that_differ(normal_pack(made.meant), normal_pack(made.loaded))
        assert not differing, (seed, differing)


def texts_of(made: Made) -> list[tuple[str, str]]:
    """(form, text) of files with all situations of a pack."""
    rng = Random(f"situations {made.seed}")
    posed = list(made.situations(SITUATIONS_A_PACK))
    yaml = [situation_yaml(made.meant, p, rng, f"number {n}") for n, p in enumerate(posed)]
    json = [situation_json(made.meant, p, rng, f"number {n}") for n, p in enumerate(posed)]
    return [
        ("yaml", "---\n".join(yaml)),
        ("jsonl", "".join(f"{line}\n" for line in json)),
        ("json", json[0]),
    ]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_situation_is_read_as_it_was_meant(shard: int) -> None:
    for seed in seeds_of(shard):
        made = make_program(seed)
        assert made.loaded is not None
        posed = list(made.situations(SITUATIONS_A_PACK))
        for format, text in texts_of(made):
            result = load_situations(text, "situations", made.loaded, format)
            assert not result.diagnostics, (seed, format, result.diagnostics)
            assert [
                (case.name, case.situation.today, case.situation.root) for case in result.cases
            ] == [(f"number {n}", p.today, p.root) for n, p in enumerate(posed)][
                : len(result.cases)
            ], (seed, format)
            assert len(result.cases) == (1 if format == "json" else len(posed))
