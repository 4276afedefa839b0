"""Which of several choices are so, in every form of input: lists, and cells with `;` or `,`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from advisor.cli.main import cli

PACK = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      age: {type: number, ask: How old?}
      symptoms:
        type: several
        ask: Which?
        choices: {fever: Fever, cough: {words: A cough, also: [coughing]}, rash: A rash}
actions:
  nothing: {title: Nothing, kind: wait}
  one: {title: One, kind: wait}
  more: {title: More, kind: wait}
  not-fever: {title: No fever, kind: wait}
rules:
  - {rule: a, when: symptoms is given and count(symptoms) is 0, advise: nothing, because: B.}
  - {rule: b, when: count(symptoms) is 1, advise: one, because: B.}
  - {rule: c, when: count(symptoms) > 1, advise: more, because: B.}
  - {rule: d, when: symptoms_fever is no, advise: not-fever, because: B.}
""",
}
ROWS: list[list[str] | None] = [["fever", "rash"], ["coughing"], [], None, ["fever"], ["fevr"]]
EXPECTED = ["1 more", "2 one", "2 not-fever", "3 nothing", "3 not-fever", "5 one"]
PROBLEM = (
    "`symptoms`: `fevr` is not one of the choices of `symptoms`; did you mean `fever`? [ADV403]"
)


def jsonl(path: Path) -> None:
    rows = [{"age": 1} if row is None else {"age": 1, "symptoms": row} for row in ROWS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def jsonl_with_texts(path: Path) -> None:
    rows = [{"age": 1, "symptoms": None if r is None else "; ".join(r) or "none"} for r in ROWS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def parquet(path: Path) -> None:
    pq.write_table(pa.table({"age": [1] * len(ROWS), "symptoms": ROWS}), path)


def parquet_with_dictionary(path: Path) -> None:
    texts = pa.array([None if r is None else ", ".join(r) or "[]" for r in ROWS])
    pq.write_table(pa.table({"symptoms": texts.dictionary_encode()}), path)


def table(path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["age", "symptoms"])
        for row in ROWS:
            writer.writerow([1, "" if row is None else ";".join(row) or "none"])


FORMS = {
    "rows.jsonl": jsonl,
    "texts.jsonl": jsonl_with_texts,
    "rows.parquet": parquet,
    "texts.parquet": parquet_with_dictionary,
    "rows.csv": table,
}


def batch(folder: Path, file: str, *options: str) -> tuple[list[str], str]:
    """`row action` of each piece of advice, and what is said besides."""
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    for name, text in PACK.items():
        (rules / name).write_text(text)
    output = folder / "out.jsonl"
    command = [
        "batch",
        str(folder / file),
        "--pack",
        str(rules),
        "--to",
        "jsonl",
        "-o",
        str(output),
    ]
    result = CliRunner().invoke(cli, [*command, "--today", "2026-11-22", *options])
    assert result.exit_code in (0, 1), result.output
    lines = [json.loads(line) for line in output.read_text().splitlines()]
    return [f"{line['row']} {line['action']}" for line in lines], result.output


@pytest.mark.parametrize("engine", ["columnar", "oracle"])
@pytest.mark.parametrize("file", FORMS)
def test_every_form_of_input_says_the_same(tmp_path: Path, file: str, engine: str) -> None:
    FORMS[file](tmp_path / file)
    found, said = batch(tmp_path, file, "--engine", engine)
    first = int(found[0].split()[0]) - 1  # a CSV file has a line for its names
    assert [f"{int(line.split()[0]) - first} {line.split()[1]}" for line in found] == EXPECTED
    assert PROBLEM in said


def test_a_choice_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [
        {"symptoms_fever": True},
        {"symptoms": ["rash"]},
        {"symptoms_fever": False, "symptoms": ["rash"]},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found, said = batch(tmp_path, "a.jsonl")
    assert found == ["1 one", "2 one", "2 not-fever"]
    assert "row 3: `symptoms` is said twice, also by one of its choices" in said


def test_a_column_that_cannot_hold_choices_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"symptoms": [1, 2]}), tmp_path / "a.parquet")
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, text in PACK.items():
        (rules / name).write_text(text)
    command = [
        "batch",
        str(tmp_path / "a.parquet"),
        "--pack",
        str(rules),
        "-o",
        str(tmp_path / "o.jsonl"),
    ]
    result = CliRunner().invoke(cli, [*command, "--to", "jsonl", "--today", "2026-11-22"])
    assert result.exit_code == 1
    assert "`symptoms` holds what is no text" in result.output


@pytest.mark.parametrize(
    ("key", "hint"),
    [("symtoms", "did you mean `symptoms`?"), ("colour", "there are `age`, `symptoms` [")],
)
def test_of_several_choices_the_one_name_is_told(tmp_path: Path, key: str, hint: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({key: ["fever"]}) + "\n")
    _, said = batch(tmp_path, "a.jsonl")
    assert hint in said


IN_A_LIST = """\
entities:
  situation:
    facts:
      age: {type: number}
      symptoms: {type: several, required: true, choices: {fever: Fever, cough: A cough}}
  visit:
    list: visits
    facts:
      tests: {type: several, required: true, choices: {blood: Blood, xray: X-ray}}
actions:
  nothing: {title: Nothing, kind: wait}
rules:
  - {rule: a, when: age > 1, advise: nothing, because: B.}
"""
REQUIRED = [
    {"age": 1, "visits": [{"tests": ["blood"]}, {}]},
    {"age": 1, "symptoms": [], "visits": []},
    {"age": 1, "symptoms_fever": True, "visits": [{"tests": ["bloud"]}]},
]
TOLD = [
    (1, "`symptoms` is required and missing", "symptoms"),
    (1, "`visits[1].tests` is required and missing", "visits[].tests"),
    (3, "`symptoms_cough` is required and missing", "symptoms_cough"),
    (3, "`visits[0].tests`: `bloud` is not one of the choices of `tests`; did you mean `blood`?", "visits[].tests"),
]  # fmt: skip


@pytest.mark.parametrize("engine", ["columnar", "oracle", "rete"])
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_choices_of_which_none_is_said_are_one_thing_that_is_missing(
    form: str, engine: str, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK["pack.yaml"])
    (folder / "rules.yaml").write_text(IN_A_LIST)
    path = tmp_path / f"in.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(REQUIRED, REQUIRED_AS), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in REQUIRED))
    words = ["batch", str(path), "--pack", str(folder), "--engine", engine]
    words += ["-o", str(tmp_path / "o.csv"), "--errors", str(tmp_path / "e.csv")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1, done.output
    with (tmp_path / "e.csv").open() as file:
        told = [(int(e["row"]), e["message"], e["column"]) for e in csv.DictReader(file)]
    assert sorted(told) == sorted(TOLD)


REQUIRED_AS = pa.schema(
    [
        ("age", pa.int64()),
        ("symptoms", pa.list_(pa.string())),
        ("symptoms_fever", pa.bool_()),
        ("visits", pa.list_(pa.struct([("tests", pa.list_(pa.string()))]))),
    ]
)
