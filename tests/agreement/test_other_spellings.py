"""Other spellings of choices (`also`): read wherever a value is, and the same advice on every engine."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from advisor import api
from advisor.analysis import build_program
from advisor.ir import Program
from tests.loading.reporting import ENTITIES, load

STAGE = "choices: {applied: Applied, interviewed: Interviewed, offered: Offer in hand}"
WITH_SPELLINGS = (
    "choices: {applied: Applied, interviewed: {words: Interviewed, also: [waiting, Talked to them]}, "
    "offered: Offer in hand}"
)


@cache
def program() -> Program:
    assert STAGE in ENTITIES
    pack = load(entities=ENTITIES.replace(STAGE, WITH_SPELLINGS)).pack
    assert pack is not None
    return build_program(pack)


def rows(stages: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "today": "2026-11-22",
            "applications": [
                {"company": "Acme", "stage": stage, "reply_by": "2026-11-20", "interviews": []}
            ],
        }
        for stage in stages
    ]


SAID = ["applied", "interviewed", "waiting", "Talked to them", "offered"]
ADVISED = [1, 2, 3]  # the rows of those who wait


@pytest.mark.parametrize("engine", ["oracle", "rete", "columnar"])
def test_rows_are_advised_by_the_choice_that_is_meant(engine: str) -> None:
    decided = api.decide(rows(SAID), program(), engine=engine)
    assert [row["row"] for row in decided.advice] == ADVISED
    assert len(decided.errors) == 0


@pytest.mark.parametrize("engine", ["oracle", "rete", "columnar"])
@pytest.mark.parametrize("is_dictionary", [False, True])
def test_columns_are_advised_by_the_choice_that_is_meant(engine: str, is_dictionary: bool) -> None:
    table = pa.Table.from_pylist(rows(SAID))
    if is_dictionary:
        stage = pa.dictionary(pa.int32(), pa.string())
        text = pa.field("stage", stage)
        item = pa.struct(
            [pa.field("company", pa.string()), text, pa.field("reply_by", pa.string())]
        )
        plain = pa.array(
            [
                [{k: v for k, v in one.items() if k != "interviews"} for one in row["applications"]]
                for row in rows(SAID)
            ],
            pa.list_(item),
        )
        table = pa.table({"today": table["today"], "applications": plain})
    decided = api.decide(table, program(), engine=engine)
    assert decided.advice.column("row").to_pylist() == ADVISED
    assert len(decided.errors) == 0


def test_a_word_that_is_none_of_them_is_still_refused() -> None:
    decided = api.decide(rows(["waitin"]), program(), engine="columnar")
    assert len(decided.errors) == 1
