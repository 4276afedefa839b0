"""Periods come as months and as text in every form of input, and all engines see the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli

PACK = {
    "pack.yaml": "pack: terms\nversion: 1.0.0\nlanguage: 1.1\ntitle: Terms\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      signed_on: {type: date, ask: When?}
      notice: {type: period, min: 1 month, max: 2 years, ask: How long?}
      ends_on: {type: date, concluded: yes, default: end_of_month(signed_on + notice)}
actions:
  leave: {title: "Leave by {ends_on}, after {notice|no time}", kind: wait}
  ask: {title: Ask for the notice, kind: wait}
rules:
  - {rule: leaves, when: notice is given, advise: {action: leave, due: ends_on}, because: So it says.}
  - {rule: asks, when: notice is not given, advise: ask, because: Nobody said.}
""",
}
# As months, and as text; the last three are refused, with why.
GIVEN = (
    (3, "3 months", "2027-02-28"),
    (12, "1 year", "2027-11-30"),
    (24, "2 years", "2028-11-30"),
    (None, None, None),
)
REFUSED = (
    (25, "25 months", "`25 months` is more than the most that is allowed; the most is `2 years`"),
    (0, "0 months", "`0 months` is less than the least that is allowed; the least is `1 month`"),
)
SIGNED = "2026-11-30"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    for name, text in PACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(place: int) -> list[dict[str, object]]:
    """With periods as months (0) or as text (1)."""
    return [
        {"situation": f"s{n}", "today": "2026-11-30", "signed_on": SIGNED, "notice": row[place]}
        for n, row in enumerate((*GIVEN, *REFUSED))
    ]


def write_lines(path: Path, place: int) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(place)), encoding="utf-8")


def write_table(folder: Path, place: int) -> None:
    folder.mkdir()
    with (folder / "situation.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows(place)[0]))
        writer.writeheader()
        writer.writerows(rows(place))


def write_parquet(path: Path, place: int) -> None:
    pq.write_table(pa.Table.from_pylist(rows(place)), path)


FORMS = {"lines.jsonl": write_lines, "tables": write_table, "columns.parquet": write_parquet}


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, arguments)])


@pytest.mark.parametrize("engine", ["columnar", "rete", "oracle"])
@pytest.mark.parametrize("place", [0, 1], ids=["as months", "as text"])
@pytest.mark.parametrize("form", FORMS)
def test_a_period_is_read_in_every_form(
    form: str, place: int, engine: str, pack: Path, tmp_path: Path
) -> None:
    FORMS[form](tmp_path / form, place)
    out, bad = tmp_path / "out.csv", tmp_path / "bad.csv"
    done = batch(tmp_path / form, "--pack", pack, "--engine", engine, "-o", out, "--errors", bad)
    assert done.exit_code == 1, done.output  # some rows are refused
    with out.open(newline="", encoding="utf-8") as file:
        found = [
            (row["situation"], row["action"], row["due"] or None) for row in csv.DictReader(file)
        ]
    assert found == [
        (f"s{n}", "ask" if months is None else "leave", due)
        for n, (months, _, due) in enumerate(GIVEN)
    ]
    with bad.open(newline="", encoding="utf-8") as file:
        problems = [row["message"] for row in csv.DictReader(file)]
    assert problems == [f"`notice`: {why}" for _, _, why in REFUSED]


@pytest.mark.parametrize("notice", [3, "3 months"])
def test_a_program_takes_months_and_text(notice: object, pack: Path) -> None:
    program = api.load_pack(pack)
    decision = api.advise({"today": "2026-11-30", "signed_on": SIGNED, "notice": notice}, program)
    assert [piece.title for piece in decision.advice] == [
        "Leave by Sun 28 Feb 2027, after 3 months"
    ]


@pytest.mark.parametrize(
    ("notice", "why"),
    [
        ("90 days", "`90 days` is not a period; months and years differ in length"),
        (1.5, "`1.5 months` is not a period; write a whole number of months"),
    ],
)
def test_what_is_no_period_is_refused_in_words(
    notice: object, why: str, pack: Path, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"today": "2026-11-30", "notice": notice}) + "\n", encoding="utf-8")
    done = batch(path, "--pack", pack, "--errors", tmp_path / "bad.csv", "-o", tmp_path / "out.csv")
    assert done.exit_code == 1
    assert why in (tmp_path / "bad.csv").read_text(encoding="utf-8")
