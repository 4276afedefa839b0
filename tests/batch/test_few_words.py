"""Choices in lines that are written alike: the same words whatever they are, few or many, short or long."""

from __future__ import annotations

import io
import json
from random import Random

import pytest

from advisor.batch.sources.line_blocks import line_blocks
from advisor.batch.sources.uniform_lines import read_uniform_lines
from advisor.ir import Kind, Type

STAGE = Type(Kind.CHOICE, choices=("applied", "offered"))
WORDS = {
    "few": ["applied", "offered", "told_no", "interviewed"],
    "as long as two words of the machine": ["0123456789abcdef", "0123456789abcdeg", "0123456"],
    "longer": ["0123456789abcdef+", "0123456789abcdef-", "applied"],
    "alike but for their length": ["a", "aa", "aaa", "a" * 7, "a" * 8, "a" * 9, "a" * 15, "a" * 16],
    "beyond ASCII": ["beworben", "zurückgezogen", "müde", "ж" * 8, "ж" * 4],
    "empty": ["", "applied"],
    "more than there is room for": [f"word{number}" for number in range(6_000)],
}


@pytest.mark.parametrize("gaps", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_those_of_the_lines(words: list[str], gaps: float) -> None:
    rng = Random(len(words))
    wanted = [None if rng.random() < gaps else rng.choice(words) for _ in range(20_000)]
    wanted[0] = words[0]  # how the value stands in a line is seen from some lines
    lines = (json.dumps({"id": n, "stage": w}, ensure_ascii=False) for n, w in enumerate(wanted))
    file = io.BytesIO("\n".join(lines).encode() + b"\n")
    [block] = line_blocks(file, 4_000_000, is_from_start=True)
    found = read_uniform_lines(block, {"id": Type(Kind.NUMBER), "stage": STAGE})
    assert found is not None and found.is_read.all()
    column = found.table.column("stage").combine_chunks()
    assert column.to_pylist() == wanted
    assert set(column.dictionary.to_pylist()) == {word for word in wanted if word is not None}
