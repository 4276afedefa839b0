"""Lists that are too long to be compared with each other: told before memory is asked for, and by every engine."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from advisor.backends.advising import Advisor
from advisor.backends.columnar import compile_columnar
from advisor.backends.columnar.kernels.arrow import Dictionary
from advisor.backends.columnar.kernels.values import ColumnarValue
from advisor.backends.columnar.plan import row_counts
from advisor.backends.columnar.plan.block import Block, tables_of
from advisor.ir import SITUATION, AsOf, Instance, Situation
from tests.agreement.columns import table_of, told_by_columns, told_by_oracle
from tests.agreement.world import program_of
from tests.backends.columnar.test_columnar_lists import FACTS, RULES, TODAY, box
from tests.strategies.situations import Posed

NO_PAIRS = """
rules:
  - {rule: large, for: box, when: size > 3, advise: a, because: So.}
"""


def posed(lengths: list[tuple[int, ...]]) -> list[Posed]:
    rng = Random(7)
    return [
        Posed(Instance(SITUATION, {}, {"boxes": tuple(box(rng, n) for n in some)}), TODAY)
        for some in lengths
    ]


# The most of: each item with those of its box; with the boxes; each box with the boxes; with all items.
@pytest.mark.parametrize(
    ("lengths", "rows"),
    [
        ([()], [0]),
        ([(0,)], [1]),
        ([(3, 1), (), (0, 0, 0)], [10, 0, 9]),
        ([(5,), (2, 2, 2)], [25, 18]),
    ],
)
def test_the_rows_of_a_space_are_known_before_it_is_made(
    lengths: list[tuple[int, ...]], rows: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_counts, "MOST_ROWS", -1)
    program = program_of(FACTS + RULES)
    compiled = compile_columnar(program)
    tables, _ = tables_of(
        program.pack, table_of(program, posed(lengths)).combine_chunks().to_batches()[0]
    )
    within = {"box": SITUATION, "item": "box"}
    block = Block(tables, within, 0, ColumnarValue(np.int32(0)), Dictionary(()))
    found = row_counts.rows_by_situation(compiled._spaces, block)
    assert found is not None
    assert found.tolist() == rows
    made = max(block.size(space) for space in compiled._spaces)
    assert made <= sum(rows)


@pytest.mark.parametrize("most", [9, 10, 18, 24, 32, 100])
def test_blocks_are_cut_where_their_items_are_compared_and_say_the_same(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_counts, "MOST_ROWS", most)
    program = program_of(FACTS + RULES)
    situations = posed([(3, 1), (), (2, 2, 2), (0, 0, 0), (5,), (1,), (4, 4), (), (0,)])
    wanted = told_by_oracle(program, situations)
    compiled = compile_columnar(program)
    decided = compiled.decide(table_of(program, situations), AsOf(), with_results=True)
    rows = [10, 0, 18, 9, 25, 1, 32, 0, 1]
    for one, there, count in zip(told_by_columns(decided), wanted, rows, strict=True):
        if count > most:
            assert one.error == "size"
            assert not one.advice
        else:
            assert (one.error, one.advice) == (there.error, there.advice)


@pytest.mark.parametrize("engine", ["rete", "oracle"])
def test_every_engine_refuses_the_same_situation_in_the_same_words(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_counts, "MOST_ROWS", 40_000)
    program = program_of(FACTS + RULES)
    long, short = posed([(0,) * 201, (200,)])
    words = "201 `boxes` in one situation are more than rules can compare with each other"
    advisor = Advisor(program, engine)
    decision = advisor.advise(Situation(None, long.today, long.root))
    assert decision.error is not None
    assert not decision.advice
    decided = compile_columnar(program).decide(table_of(program, [short, long]), AsOf())
    assert [(e["row"], e["code"], e["message"]) for e in decided.errors.to_pylist()] == [
        (1, "size", words)
    ]
    assert advisor.derive(short.root, TODAY).error is None
    unchecked = compile_columnar(program).decide_unchecked(
        table_of(program, [short, long]), TODAY, {}
    )
    assert [(e["row"], e["message"]) for e in unchecked.errors.to_pylist()] == [(1, words)]
    assert set(unchecked.advice["row"].to_pylist()) == {0}


def test_where_nothing_is_compared_lists_are_as_long_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_counts, "MOST_ROWS", 10)
    program = program_of(FACTS + NO_PAIRS)
    (long,) = posed([(0,) * 300])
    decided = compile_columnar(program).decide(table_of(program, [long]), AsOf())
    assert decided.errors.num_rows == 0
    assert Advisor(program, "oracle").derive(long.root, TODAY).error is None
