"""`whole: yes`: people state a fact as a whole number, wherever they do so."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.backends.columnar import compile_columnar
from advisor.cli.main import cli
from advisor.ir import AsOf
from advisor.schemas.situations import schema_of_situations
from tests.example_pack import write

PACK = {
    "pack.yaml": "pack: boxes\nversion: 1.0.0\nlanguage: 1.1\ntitle: Boxes\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      boxes: {type: number, whole: yes, min: 0, max: 40, ask: How many boxes are there?}
      vans: {type: number, concluded: yes, result: Vans}
tables:
  - table: vans
    when: [boxes]
    then: {conclude: vans}
    rows:
      - [0 .. 9, 1]
      - [10 .. 40, 2]
rules:
  - rule: many
    when: boxes > 12.5
    advise: call
    because: They do not fit into one.
actions:
  call: {title: Call for help, kind: do, done: {boxes: none}}
""",
}
FRACTION = "`7.5` is a fraction, where a whole number belongs"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / "boxes", PACK)


def ran(*words: object, input: str = "") -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=input)


def test_a_table_over_whole_numbers_has_no_gap_between_nine_and_ten(pack: Path) -> None:
    assert api.check_pack(pack).diagnostics == ()
    text = PACK["rules.yaml"].replace(" whole: yes,", "").replace("0 .. 9", "0 .. 8.5")
    (pack / "rules.yaml").write_text(text, encoding="utf-8")
    assert [d.code for d in api.check_pack(pack).diagnostics] == ["ADV541"]


WRONG = {  # what stands for the fact → what is told of it
    "of a text": ("boxes: {type: text, whole: yes, ask: Which?}", "ADV111", "write `type: number`"),
    "of what is concluded": ("boxes: {type: number, whole: yes, concluded: yes}", "ADV111", "leave out `whole`"),
    "with a default that is a fraction": ("boxes: {type: number, whole: yes, default: 7.5, ask: What?}", "ADV110", "write `7` or `8`"),
    "usually a fraction": ("boxes: {type: number, whole: yes, usual: 7.5, ask: What?}", "ADV110", "write `7` or `8`"),
    "whole of another word": ("boxes: {type: number, whole: integer, ask: What?}", "ADV109", "write `yes` or `no`"),
}  # fmt: skip


@pytest.mark.parametrize(("fact", "code", "help"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_beside_it_is_explained(fact: str, code: str, help: str, tmp_path: Path) -> None:
    text = f"entities: {{situation: {{facts: {{{fact}}}}}}}\n"
    found = api.check_pack(write(tmp_path, {**PACK, "rules.yaml": text})).diagnostics
    assert [d.code for d in found if d.severity.value == "error"] == [code]
    assert help in str(found[0].help)


def test_a_fraction_is_refused_in_a_situation(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("today: 2026-11-22\nboxes: 7.5\n", encoding="utf-8")
    result = ran("advise", file, "--pack", pack)
    assert result.exit_code == 2
    assert f"me.yaml:2:8: error[ADV404]: {FRACTION}" in result.stderr
    file.write_text("today: 2026-11-22\nboxes: 13.0\n", encoding="utf-8")
    assert "1. Call for help" in ran("advise", file, "--pack", pack).stdout


COLUMNS = {  # a column → the rows that are refused
    "decimals": (pa.array([Decimal("7.5"), Decimal(8), None], pa.decimal128(18, 6)), [0]),
    "small decimals": (pa.array([Decimal("0.000001"), Decimal(3)], pa.decimal128(18, 6)), [0]),
    "integers": (pa.array([8, 0, 40], pa.int8()), []),
    "out of bounds": (
        pa.array([Decimal(41), Decimal(8), Decimal("-0.5")], pa.decimal128(18, 6)),
        [0, 2],
    ),
}


@pytest.mark.parametrize(("column", "refused"), COLUMNS.values(), ids=COLUMNS.keys())
def test_fractions_are_refused_row_by_row_in_columns(
    column: pa.Array, refused: list[int], pack: Path
) -> None:
    program = api.check_pack(pack).program
    assert program is not None
    compiled = compile_columnar(program)
    rows = pa.Table.from_pylist([{}] * len(column), schema=compiled.schema)
    rows = rows.set_column(rows.schema.names.index("boxes"), "boxes", column)
    decided = compiled.decide(rows, AsOf(739_000))
    assert decided.errors["row"].to_pylist() == refused
    assert set(decided.errors["code"].to_pylist()) <= {"ADV404"}


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.parquet"])
def test_a_batch_says_so_in_one_line_of_each_such_row(
    name: str, pack: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    numbers = ["7.5", "13", "14.0"]
    lines = [json.dumps({"today": "2026-11-22", "boxes": float(n)}) for n in numbers]
    if name.endswith("csv"):
        lines = ["today,boxes", *(f"2026-11-22,{n}" for n in numbers)]
    if name.endswith("parquet"):
        days = pa.array([date(2026, 11, 22)] * 3)
        pq.write_table(pa.table({"today": days, "boxes": [float(n) for n in numbers]}), file)
    else:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = ran("batch", file, "--pack", pack)
    told = [line for line in result.output.splitlines() if "fraction" in line]
    assert any(FRACTION in line for line in told)
    assert "2 pieces of advice, 1 could not be" in result.output


def test_the_questionnaire_asks_again(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("today: 2026-11-22\n", encoding="utf-8")
    result = ran("ask", "--plain", "--pack", pack, "--answers", file, input="?\n7.5\n8\n")
    assert "a whole number, from 0 to 40" in result.output
    assert "It has to be a whole number" in result.output
    assert "boxes: 8" in file.read_text(encoding="utf-8")


def test_what_would_change_the_advice_are_whole_numbers(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("today: 2026-11-22\nboxes: 7\n", encoding="utf-8")
    result = ran("change-to", "call", file, "--pack", pack)
    assert "How many boxes are there? → 13 or more (you said: 7)" in result.output


def test_a_schema_takes_no_fraction(pack: Path) -> None:
    program = api.check_pack(pack).program
    assert program is not None
    said = json.dumps(schema_of_situations(program.pack))
    assert '{"type": "integer"}' in said
