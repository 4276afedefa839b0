"""Results that are dates: the first, the mean and the last of them, and that a sweep shows where they move."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from advisor.ir import Kind
from advisor.sweep.results import ResultTally, day_words

PACK = """\
pack: days
version: 1.0.0
language: 1.1
title: Days
"""
RULES = """\
entities:
  situation:
    facts:
      begun_on: {type: date}
      over_on: {type: date, concluded: yes, result: It is over on, default: begun_on + wait}
parameters:
  wait: {value: 5 days}
actions:
  rest: {title: Rest, kind: do}
rules:
  - {rule: always, advise: rest, because: It is good.}
"""
LINES = """\
{"begun_on": "2026-11-01"}
{"begun_on": "2026-11-04"}
{}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("days").mkdir()
    Path("days/pack.yaml").write_text(PACK, encoding="utf-8")
    Path("days/rules.yaml").write_text(RULES, encoding="utf-8")
    Path("all.jsonl").write_text(LINES, encoding="utf-8")


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_sweep_shows_dates_that_move_although_no_advice_does(engine: str) -> None:
    words = ("sweep", "all.jsonl", "--pack", "days", "--set", "wait=1 day, 4 days")
    done = CliRunner().invoke(cli, [*words, "--engine", engine])
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "What wait does to the advice for 3 situations\n"
        "\n"
        "wait                          1 day             4 days\n"
        "over_on  earliest        2026-11-02         2026-11-05\n"
        "         mean      2026-11-03 12:00   2026-11-06 12:00\n"
        "         latest          2026-11-05         2026-11-08\n"
        "\n"
        "These values make no difference to the advice, only to what is worked out. On\n"
        "which days it is due is not compared.\n"
    )


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_files_hold_the_dates_as_text(engine: str) -> None:
    words = (
        "sweep",
        "all.jsonl",
        "--pack",
        "days",
        "--set",
        "wait=1 day, 4 days",
        "--engine",
        engine,
    )
    found = json.loads(CliRunner().invoke(cli, [*words, "-f", "json"]).stdout)["points"][0]
    assert found["results"]["over_on"] == {
        "instances": 3,
        "given": 2,
        "earliest": "2026-11-02",
        "mean": "2026-11-03 12:00",
        "latest": "2026-11-05",
    }
    listed = CliRunner().invoke(cli, [*words, "-f", "csv"]).stdout.splitlines()
    assert "1 day,,,,,,over_on,mean,2026-11-03 12:00" in listed


@pytest.mark.parametrize(
    ("ordinal", "said"),
    [
        (Fraction(739_942), "2026-11-22"),
        (Fraction(739_942) + Fraction(1, 2), "2026-11-22 12:00"),
        (Fraction(739_942) + Fraction(1, 3), "2026-11-22 08:00"),
        (Fraction(739_942) + Fraction(1, 86_400), "2026-11-22 00:00:01"),
        (Fraction(739_943) - Fraction(1, 1_000_000), "2026-11-23"),
    ],
)
def test_a_mean_of_days_is_told_to_the_second(ordinal: Fraction, said: str) -> None:
    assert day_words(ordinal) == said


def test_tallies_of_dates_add_up_in_any_order() -> None:
    days = (739_942, 739_950, 739_930, None)
    whole, parts = ResultTally(), [ResultTally() for _ in days]
    for day, part in zip(days, parts, strict=True):
        whole.add(Kind.DATE, day)
        part.add(Kind.DATE, day)
    merged = ResultTally()
    for part in reversed(parts):
        merged.merge(part)
    assert merged == whole
    assert (whole.first, whole.last, whole.given, whole.instances) == (739_930, 739_950, 3, 4)
