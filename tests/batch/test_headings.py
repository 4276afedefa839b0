"""Headings that people have above their columns: the right name is told first, and the options that are told read them."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from advisor import api, ir
from advisor.batch.sources.headings import as_fact, usual_names
from advisor.cli.main import cli

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "advisor" / "batch" / "mappings" / "headings.yaml"
PACK = api.load_pack(ROOT / "rules" / "post-interview", with_tests=False).pack

# What stands above the columns, and what is meant.
HEADINGS = {
    "a college": (
        ["Employer", "Job Title", "Status", "Interview Date", "Date Applied", "Thank you sent?"],
        ["company", "role", "stage", "held_on", "applied_on", "thanked"],
    ),
    "an export of a database": (
        ["employer_name", "job_title", "application_status", "interview_date", "offer_deadline"],
        ["company", "role", "stage", "held_on", "answer_by"],
    ),
    "capitals": (
        ["ORGANISATION", "POSITION", "CURRENT STAGE", "DATE OF INTERVIEW"],
        ["company", "role", "stage", "held_on"],
    ),
    "American": (
        ["Organization", "Position Title", "Outcome", "Follow-ups sent", "Offer date"],
        ["company", "role", "stage", "chases_sent", "offer_received_on"],
    ),
    "a program": (
        ["companyName", "JobTitle", "currentStage", "heldOn", "AppliedOn"],
        ["company", "role", "stage", "held_on", "applied_on"],
    ),
    "signs at the end": (
        ["Company name:", "Status *", "Applied on:", "Thank-you note sent?"],
        ["company", "stage", "applied_on", "thanked"],
    ),
}
CELLS = {
    "company": "Ink",
    "role": "Clerk",
    "stage": "offered",
    "held_on": "2026-11-20",
    "applied_on": "2026-11-01",
    "thanked": "yes",
    "answer_by": "2026-12-04",
    "chases_sent": "1",
    "offer_received_on": "2026-11-25",
}


@pytest.mark.parametrize(("headings", "names"), HEADINGS.values(), ids=HEADINGS)
def test_the_options_that_are_told_read_them(
    headings: list[str], names: list[str], tmp_path: Path
) -> None:
    path, plain = tmp_path / "t.csv", tmp_path / "plain.csv"
    _write(path, ["Student ID", "Course", *headings], ["s1", "B2", *(CELLS[n] for n in names)])
    _write(plain, ["Student ID", *names], ["s1", *(CELLS[n] for n in names)])
    rows = ["--rows", "application", "--by", "Student ID"]
    refused = _batch(path, *rows)
    assert refused.exit_code == 2
    missing = [(h, n) for h, n in zip(headings, names, strict=True) if as_fact(h) != n]
    for heading, name in missing:
        assert f"no fact or list `{heading}`; did you mean `{name}`?" in refused.stderr
    first, second = re.findall(r"^  (--.*)$", refused.stderr, re.MULTILINE)[:2]
    assert second.startswith("--ignore-columns Course passes over the rest")
    options = shlex.split(first.removesuffix(" reads them"))
    assert options == [w for h, n in missing for w in ("--map", f"{h}={n}")]
    wanted = _batch(plain, *rows).stdout
    assert wanted.count("\n") > 0
    assert _batch(path, *rows, *options, "--ignore-columns", "Course").stdout == wanted
    assert _batch(path, *rows, "--map", "headings", "--ignore-columns", "Course").stdout == wanted
    bare = _batch(path).stderr
    assert '--rows application --by "Student ID"' in bare
    assert first.removesuffix(" reads them") in bare


def test_what_is_passed_over_is_told_with_what_would_read_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    _write(path, ["id", "Employer", "Course", "Status"], ["s1", "Ink", "B2", "offered"])
    done = _batch(path, "--rows", "application", "--by", "id", "--ignore-unknown")
    assert "--map Employer=company --map Status=stage reads some that are passed over\n" in done.stderr  # fmt: skip
    assert "Course=" not in done.stderr
    _write(path, ["id", "company", "Employer", "stage"], ["s1", "Ink", "Ink", "offered"])
    done = _batch(path, "--rows", "application", "--by", "id", "--ignore-unknown")
    assert "--map" not in done.stderr


NAMES = [
    ("Applied on", "applied_on"),
    ("appliedOn", "applied_on"),
    ("AppliedOn", "applied_on"),
    ("APPLIED_ON", "applied_on"),
    ("Thanked?", "thanked"),
    ("McKay", "mc_kay"),  # none that is known
    ("ID", "id"),
    ("jobID", "jobid"),
]


@pytest.mark.parametrize(("heading", "name"), NAMES)
def test_a_heading_is_written_as_a_fact_would_be(heading: str, name: str) -> None:
    assert as_fact(heading) == name


MEANT = [
    (["Employer", "Company"], {"company", "role"}, {"Employer": "company"}),
    (["Employer"], {"role"}, {}),
    (["Course", "Notes"], {"company", "role"}, {}),
    ([], {"company"}, {}),
]


@pytest.mark.parametrize(("headings", "known", "meant"), MEANT)
def test_a_name_is_meant_once_and_only_where_there_is_one(
    headings: list[str], known: set[str], meant: dict[str, str]
) -> None:
    assert usual_names(headings, known) == meant


def test_all_usual_headings_mean_something_that_can_be_stated_and_none_stands_twice() -> None:
    columns = yaml.safe_load(MAPPING.read_text("utf-8"))["columns"]
    stated = {
        fact.name
        for entity in PACK.entities.values()
        if entity.name != ir.SITUATION
        for fact in entity.facts.values()
        if not fact.is_concluded
    }
    assert {name for name in columns.values() if name not in stated} == set()
    spelled = [as_fact(heading) for heading in columns]
    assert sorted(spelled) == sorted(set(spelled))


def _write(path: Path, *rows: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _batch(*words: object) -> Result:
    words = ("batch", *words, "--today", "2026-11-30", "--to", "csv")
    return CliRunner().invoke(cli, [str(w) for w in words], prog_name="advisor")
