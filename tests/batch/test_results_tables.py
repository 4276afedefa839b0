"""`advisor batch --results`: the same rows on every engine and in every form."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.backends.columnar import compile_columnar, table_of
from advisor.batch.run.cluster_work import ClusterWork
from advisor.cli.main import cli
from advisor.ir import AsOf
from tests.results_pack import FILES, results_case, results_program

ENGINES = ("columnar", "oracle", "rete")
ROWS: list[dict[str, object]] = [
    {
        "situation": "a",
        "today": "2026-11-22",
        "claims": [
            {"who": '=Ann, "x"', "age": "20 days", "items": [{"price": 9.5}, {}]},
            {"who": "Zoë", "age": "2 days"},
        ],
    },
    {"situation": "b", "today": "2026-11-22"},
    {"situation": "c", "today": "soon"},
    {"situation": "d", "today": "2026-11-22", "claims": [{"who": "X", "items": [{"price": -1}]}]},
    {
        "situation": "e",
        "today": "2026-11-22",
        "claims": [{"who": "X", "items": [{"price": 999999999999}]}],
    },
    {
        "situation": "f",
        "today": "2026-11-22",
        "claims": [{"who": "X", "items": [{"price": 499999999999.9}]}],
    },
]
HEAD = (
    "row,situation,place,for,situation.total,is_settled,fee,paid_back_on,grade,note,wait,refund,"
    "item.total"
)
CSV = f"""\
{HEAD}
1,a,,,12.5,,,,,,,,
1,a,claims[0],"'=Ann, ""x""\",,,12.5,,bad,late,,,
1,a,claims[1],Zoë,,,0,2026-12-06,good,,12,,
1,a,claims[0].items[0],"'=Ann, ""x"": item 1",,,,,,,,4.75,19
1,a,claims[0].items[1],"'=Ann, ""x"": item 2",,,,,,,,,
2,b,,,0,true,,,,,,,
4,d,,,0,true,,,,,,,
4,d,claims[0],X,,,,,,,,,
4,d,claims[0].items[0],X: item 1,,,,,,,,-0.5,-2
6,f,,,0,true,,,,,,,
6,f,claims[0],X,,,,,,,,,
6,f,claims[0].items[0],X: item 1,,,,,,,,249999999999.95,999999999999.8
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    for name, text in FILES.items():
        (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (tmp_path / "all.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*words: str) -> Result:
    return CliRunner().invoke(cli, ["batch", *words, "--pack", "rules", "--results"])


@pytest.mark.parametrize("engine", ENGINES)
def test_csv_is_the_same_on_every_engine(engine: str, folder: Path) -> None:
    done = batch("all.jsonl", "-o", "out.csv", "--engine", engine)
    assert done.exit_code == 1  # two cannot be used
    assert (folder / "out.csv").read_text(encoding="utf-8") == CSV


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_say_what_csv_says(engine: str, folder: Path) -> None:
    batch("all.jsonl", "-o", "out.jsonl", "--engine", engine)
    text = (folder / "out.jsonl").read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    told = list(csv.DictReader(io.StringIO(CSV)))
    assert [list(one) for one in found] == [HEAD.split(",")] * len(told)

    def cell(value: object) -> str:
        text = (
            "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        )
        return f"'{text}" if text.startswith("=") else text

    assert [{name: cell(v) for name, v in one.items()} for one in found] == told
    assert found[0]["situation.total"] == 12.5
    # More digits than a double holds: a text, never rounded.
    assert found[-1]["refund"] == "249999999999.95"
    assert '"fee":0,' in text


@pytest.mark.parametrize("engine", ENGINES)
def test_parquet_has_the_types_of_the_facts(engine: str, folder: Path) -> None:
    batch("all.jsonl", "-o", "out.parquet", "--engine", engine)
    table = pq.read_table(folder / "out.parquet")
    assert table.schema.field("row").type == pa.int64()
    assert {name: str(table.schema.field(name).type) for name in HEAD.split(",")[4:]} == {
        "situation.total": "decimal128(18, 6)",
        "is_settled": "bool",
        "fee": "decimal128(18, 6)",
        "paid_back_on": "date32[day]",
        "grade": "string",
        "note": "string",
        "wait": "int32",
        "refund": "decimal128(18, 6)",
        "item.total": "decimal128(18, 6)",
    }
    rows = table.to_pylist()
    assert [row["row"] for row in rows] == [1, 1, 1, 1, 1, 2, 4, 4, 4, 6, 6, 6]
    assert rows[1]["fee"] == Decimal("12.5")
    assert rows[2]["paid_back_on"] == date(2026, 12, 6)
    assert rows[8]["refund"] == Decimal("-0.5")


def test_slices_give_the_same_as_one_piece(folder: Path) -> None:
    """Blocks of two situations, and those in error between them."""
    program = results_program()
    cases = [
        results_case(f"today: 2026-11-22\nclaims: [{{who: A{n}, age: {n} days}}]") for n in range(9)
    ]
    cases[4] = results_case("today: 2026-11-22\nclaims: [{who: E, items: [{price: 999999999999}]}]")
    table = table_of([case.situation for case in cases], program.pack)
    compiled = compile_columnar(program)
    whole = compiled.decide(table, AsOf(), with_results=True).results
    parts = compiled.decide(table, AsOf(), block_size=2, with_results=True).results
    assert whole is not None and parts is not None
    assert parts.to_pylist() == whole.to_pylist()
    assert 4 not in whole.column("row").to_pylist()
    assert len(whole) == 16
    assert compiled.decide(table, AsOf()).results is None


def test_a_run_without_situations_writes_a_head_alone(folder: Path) -> None:
    (folder / "none.jsonl").write_text("", encoding="utf-8")
    batch("none.jsonl", "-o", "out.csv", "--engine", "columnar")
    assert (folder / "out.csv").read_text() == f"{HEAD}\n"
    batch("none.jsonl", "-o", "out.parquet", "--engine", "columnar")
    assert pq.read_table(folder / "out.parquet").column_names == HEAD.split(",")


def test_a_cluster_has_the_same_rows(folder: Path) -> None:
    program = results_program()
    work = ClusterWork(program.pack, compile_columnar(program), AsOf(), is_results=True)
    cases = [results_case(), results_case("today: 2026-11-22")]
    table = table_of([case.situation for case in cases], program.pack)
    found, problems, _ = work(table, pa.array([1, 2]).to_numpy())
    assert problems == []
    assert found.select(work.schema.names).cast(work.schema).num_rows == 6
    assert work.schema.names == HEAD.split(",")


WRONG = {
    "with --nested": (["--nested"], "Choose one of --results and --nested."),
    "into a form that is not known": (["-o", "out.txt"], "does not say how to write it"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_written_is_refused(name: str) -> None:
    words, message = WRONG[name]
    done = batch("all.jsonl", *words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_rules_without_results_say_so() -> None:
    done = CliRunner().invoke(cli, ["batch", "all.jsonl", "--results", "-o", "out.csv"])
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: --results: the rules post-interview have no results; give a concluded fact"
        " `result: …`\n"
    )


@pytest.mark.parametrize("engine", ["columnar", "rete", "oracle"])
def test_the_library_gives_results_as_a_table_of_the_kind_that_came_in(engine: str) -> None:
    found = api.decide(ROWS, results_program(), engine=engine)
    assert [row["row"] for row in found.results] == [0, 0, 0, 0, 0, 1, 3, 3, 3, 5, 5, 5]
    assert found.results[0]["situation.total"] == Decimal("12.5")
    assert "results" in found._repr_html_()
    table = pa.table({"situation": ["x"], "today": [date(2026, 11, 22)]})
    told = api.decide(table, results_program(), engine=engine).results
    assert isinstance(told, pa.Table)
    assert told.column_names == HEAD.split(",")
    assert told.column("is_settled").to_pylist() == [True]
    assert api.decide(table, engine=engine).results is None
    nothing = api.decide([], results_program(), engine=engine).results
    assert nothing == []


@pytest.mark.parametrize("engine", ["columnar", "oracle"])
def test_what_a_situation_expects_is_not_for_many(engine: str, folder: Path) -> None:
    row = {"today": "2026-11-22", "expect_facts": [{"fact": "fee", "value": 1}]}
    (folder / "one.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = batch("one.jsonl", "-o", "out.csv", "--engine", engine)
    assert done.exit_code == 1
    assert "`expect_facts` belongs to situations that are checked one by one" in done.stderr


def test_files_that_expect_facts_are_checked_one_by_one(folder: Path) -> None:
    (folder / "me.yaml").write_text(
        "situation: Me\ntoday: 2026-11-22\nclaims: [{who: Ann, age: 20 days}]\n"
        "expect_facts:\n  - {fact: fee, for: Ann, value: 10}\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(cli, ["batch", "me.yaml", "--pack", "rules"])
    assert done.exit_code == 1
    assert "- fee for Ann: 10" in done.stdout
    assert "+ fee for Ann: 12.5 (concluded by `late`)" in done.stdout
    assert "0 of 1 expectation met" in done.stdout
    lines = CliRunner().invoke(cli, ["batch", "me.yaml", "--pack", "rules", "-f", "jsonl"])
    found = json.loads(lines.stdout)
    assert found["expectation"] == "failed"
    assert found["results"][0]["value"] == 12.5
