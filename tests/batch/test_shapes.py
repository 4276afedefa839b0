"""Tables in the shapes that people have: a row an application, foreign names, days as their country writes them."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

TODAY = "2026-11-29"
PEOPLE = """\
person;company;stage;promised_reply_on;mood
p1;Acme;interviewed;28/11/2026;calm
p2;Initech;interviewed;01/12/2026;
p1;Borg;applied;;calm
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, words), "--today", TODAY])


def told(result: Result, out: Path) -> list[tuple[str, str, str]]:
    assert result.exit_code == 0, result.output
    with out.open(newline="") as file:
        return [(r["situation"], r["place"], r["due"]) for r in csv.DictReader(file)]


ADVICE = [
    ("p1", "applications[0]", "2026-12-01"),
    ("p1", "applications[1]", ""),
    ("p2", "applications[0]", "2026-12-03"),
]


def test_a_row_an_application_is_put_together_by_whose_it_is(tmp_path: Path) -> None:
    source, out = tmp_path / "people.csv", tmp_path / "out.csv"
    source.write_text(PEOPLE)
    done = run(source, "--rows", "application", "--by", "person", "-o", out)
    assert sorted(told(done, out)) == ADVICE
    assert "people.csv is read as separated by semicolons" in done.stderr
    assert "`promised_reply_on` is read with the day first, as in 28/11/2026" in done.stderr


def test_names_of_other_programs_are_read_as_ours(tmp_path: Path) -> None:
    source, out = tmp_path / "people.csv", tmp_path / "out.csv"
    source.write_text(
        PEOPLE.replace("company;stage", "Employer;Status").replace("interviewed", "Interviewing")
    )
    names = tmp_path / "names.yaml"
    names.write_text(
        "rows: application\nby: person\ncolumns:\n  Employer: company\n"
        "  Status:\n    to: stage\n    values: {Interviewing: interviewed}\n"
    )
    assert sorted(told(run(source, "--map", names, "-o", out), out)) == ADVICE


@pytest.mark.parametrize("words", [["--ignore-columns", "colour"], ["--ignore-unknown"]])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_foreign_columns_are_passed_over_where_that_is_wanted(
    words: list[str], form: str, tmp_path: Path
) -> None:
    import polars as pl

    frame = pl.DataFrame({"situation": ["a"], "mood": ["calm"], "colour": ["red"]})
    source = tmp_path / f"in.{form}"
    {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet}[form](
        source
    )
    refused = run(source, "-o", tmp_path / "out.csv")
    assert refused.exit_code != 0
    assert "no fact or list `colour`" in refused.stderr
    done = run(source, "-o", tmp_path / "out.csv", *words)
    assert done.exit_code == 0, done.output


DAYS = {
    "day first, as one value shows": ("28/11/2026", "01/12/2026", [], "2026-12-01"),
    "month first, as one value shows": ("11/28/2026", "12/01/2026", [], "2026-12-01"),
    "day first, as asked for": ("05/11/2026", "01/12/2026", ["--dates", "dmy"], ""),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "words", "due"), DAYS.values(), ids=DAYS)
def test_days_are_read_as_the_whole_column_has_them(
    one: str, other: str, words: list[str], due: str, tmp_path: Path
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        f"who,company,stage,promised_reply_on\na,Acme,interviewed,{one}\nb,Borg,interviewed,{other}\n"
    )
    found = told(run(source, "--rows", "application", "--by", "who", "-o", out, *words), out)
    assert ("b", "applications[0]", "2026-12-03") in found
    if due:
        assert ("a", "applications[0]", due) in found


REFUSED = {
    "nobody can tell day from month": ("who,company,stage,promised_reply_on\na,A,applied,05/11/2026\n", ["--by", "who"], "say --dates dmy"),
    "no such column": ("who,company,stage\na,A,applied\n", ["--by", "person"], "`person`"),
    "two values for one situation": ("who,company,stage,mood\na,A,applied,calm\na,B,applied,hurt\n", ["--by", "who"], "differ in `mood`"),
    "a name that is no fact": ("who,company,stage\na,A,applied\n", ["--by", "who", "--map", "stage=stages"], "did you mean `stage`?"),
    "no such zone": ("who,company,stage\na,A,applied\n", ["--by", "who", "--zone", "Nowhere"], "no time zone `Nowhere`"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_said_in_a_line(
    text: str, words: list[str], said: str, tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text)
    done = run(source, "--rows", "application", "-o", tmp_path / "out.csv", *words)
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    assert said in done.stderr


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_moment_is_the_day_that_it_is_in_the_zone(engine: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    # Half past ten in the evening in London is the next day in Berlin.
    source.write_text(json.dumps({"situation": "a", "today": "2026-11-28T23:30:00Z"}) + "\n")
    without = run(source, "-o", tmp_path / "out.csv", "--engine", engine)
    assert "--zone Europe/Berlin" in without.stderr
    done = run(source, "-o", tmp_path / "out.csv", "--engine", engine, "--zone", "Europe/Berlin")
    assert done.exit_code == 0, done.output


def test_several_files_may_be_named_by_a_pattern(tmp_path: Path) -> None:
    for name in ("jan", "feb"):
        (tmp_path / f"{name}.csv").write_text(f"situation,mood\n{name},calm\n")
    done = run(tmp_path / "*.csv", "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 0, done.output
    assert "2 situations" in done.stderr


@pytest.mark.parametrize("name", ["huntr", "simplify", "teal"])
def test_each_mapping_that_comes_along_names_facts_of_the_pack(name: str, tmp_path: Path) -> None:
    import yaml

    import advisor.batch

    folder = Path(advisor.batch.__file__).parent / "mappings"
    columns = yaml.safe_load((folder / f"{name}.yaml").read_text())["columns"]
    head = next(iter(columns))
    (tmp_path / "in.csv").write_text(f"{head}\nAcme\n")
    done = run(tmp_path / "in.csv", "--map", name, "-o", tmp_path / "out.csv")
    assert "--map" not in done.stderr, done.stderr
