"""Random programs the way an author's files become programs: written, loaded, analysed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from advisor.analysis import build_program
from advisor.diagnostics import Diagnostic, RulePackError, has_errors
from advisor.ir import Pack, Program, Value
from advisor.loading.declarations.packs import load_pack_texts
from tests.strategies import LARGEST
from tests.strategies.pack_text import write_pack
from tests.strategies.packs import random_pack, random_parameters
from tests.strategies.situations import Posed, Situations

SITUATIONS_A_PACK = 30


@dataclass(frozen=True)
class Made:
    """A pack as it was meant and written; `program` is None where the checks refuse it."""

    seed: int
    size: int
    meant: Pack
    texts: Mapping[str, str]
    loaded: Pack | None
    parameters: Mapping[str, Value]
    program: Program | None
    refusals: tuple[Diagnostic, ...]

    def situations(self, count: int = SITUATIONS_A_PACK) -> Iterator[Posed]:
        """Random situations for it, always the same ones."""
        source = Situations(self.meant)
        for number in range(count):
            yield source.pose(self.seed * 1000 + number, min(self.size, 3))


def make_program(seed: int, size: int | None = None) -> Made:
    """A random pack, through its text; without a size, the seed tells it too."""
    size = 1 + seed % LARGEST if size is None else size
    meant = random_pack(seed, size)
    texts = write_pack(meant, Random(f"text {seed}"))
    parameters = random_parameters(Random(f"parameters {seed}"), meant)
    result = load_pack_texts(texts, "pack")
    refusals = tuple(d for d in result.diagnostics if has_errors([d]))
    program = None
    if result.pack is not None and not refusals:
        try:
            program = build_program(result.pack, parameters)
        except RulePackError as refused:
            refusals = tuple(d for d in refused.diagnostics if has_errors([d]))
    return Made(seed, size, meant, texts, result.pack, parameters, program, refusals)


def programs(seeds: range) -> Iterator[tuple[Made, Program]]:
    """Those of the seeds that are not refused."""
    for seed in seeds:
        made = make_program(seed)
        if made.program is not None:
            yield made, made.program
