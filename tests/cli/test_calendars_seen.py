"""Calendars as a person sees them: what check says, what counts, and what comes of another library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from advisor.loading.declarations import public_holidays

FILES = {
    "p/pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\ncalendar: by office\n",
    "p/rules.yaml": """\
calendars:
  england: {from: {country: GB, subdivision: ENG}, years: 2020 to 2030}
  emirates: {from: {country: AE}, years: 2022 to 2030}
  elsewhere:
parameters:
  office: {value: england, title: Where the office is}
entities:
  situation: {facts: {sent_on: {type: date, ask: When did you send it?}}}
actions:
  wait: {title: Wait for the money, kind: wait}
rules:
  - rule: wait
    when: sent_on is given
    advise: {action: wait, due: sent_on + 2 working days}
    because: It takes two working days.
""",
    "me.yaml": "today: 2026-12-23\nsent_on: 2026-12-23\n",
    "late.yaml": "today: 2030-12-31\nsent_on: 2030-12-31\n",
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_check_says_which_calendars_were_filled() -> None:
    said = " ".join(run("check", "p").stdout.split())
    library = f"holidays {public_holidays.version()}"
    assert f"calendar england: 2020 to 2030, filled by {library} (GB, ENG), " in said
    assert f"calendar emirates: 2022 to 2030, filled by {library} (AE), " in said
    assert "of them only estimated: correct them under `closed` and `open`" in said
    assert "elsewhere" not in said
    assert said.endswith("1 rule pack: nothing wrong")


def test_check_lists_countries_and_those_in_which_a_word_stands() -> None:
    few = run("check", "--countries", "kingdom")
    assert few.stdout == "GB United Kingdom: ENG, NIR, SCT, WLS\n"
    assert few.exit_code == 0
    assert len(run("check", "--countries").stdout.splitlines()) > 200


DUE = {
    "by the pack's own value": ((), "until Tue 29 Dec"),
    "by another office": (("--set", "office=emirates"), "until Fri 25 Dec"),
    "from Monday to Friday": (("--set", "office=elsewhere"), "until Fri 25 Dec"),
}


@pytest.mark.parametrize(("options", "until"), DUE.values(), ids=DUE)
def test_working_days_are_counted_by_what_the_parameter_names(
    options: tuple[str, ...], until: str
) -> None:
    assert until in run("advise", "me.yaml", "--pack", "p", *options).stdout


def test_a_calendar_that_is_not_there_cannot_be_set() -> None:
    refused = run("advise", "me.yaml", "--pack", "p", "--set", "office=englnd")
    assert refused.exit_code == 2
    assert "did you mean `england`?" in refused.stderr


@pytest.mark.parametrize("engine", ["rete", "oracle"])
def test_a_day_outside_the_years_is_told_of(engine: str) -> None:
    said = " ".join(run("advise", "late.yaml", "--pack", "p", "--engine", engine).stdout.split())
    assert said.endswith(
        "No advice: a date or a number is out of range. rule `wait` comes to a value out of range"
        " Who works when is known for 2020 to 2030 (calendar england): days outside are out of"
        " range."
    )


def test_every_form_of_an_explanation_tells_the_closed_days() -> None:
    def said(format: str) -> str:
        return run("explain", "wait", "me.yaml", "--pack", "p", "-f", format).stdout

    words = "No working days: Fri 25 Dec (Christmas Day) and Mon 28 Dec (Boxing Day (observed))."
    assert words in " ".join(said("text").split())
    assert words in said("svg")
    [why] = json.loads(said("json"))["why"]
    assert why["closed_days"] == [
        {"day": "2026-12-25", "name": "Christmas Day"},
        {"day": "2026-12-28", "name": "Boxing Day (observed)"},
    ]


@pytest.mark.checks_packs
def test_another_version_of_the_library_has_the_pack_checked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = public_holidays.holidays_of
    asked: list[str] = []

    def counted(country: str, *others: object) -> object:
        asked.append(country)
        return really(country, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("advisor.loading.declarations.calendars.holidays_of", counted)
    for _ in range(2):
        run("check", "p")
    assert asked == ["GB", "AE"]
    monkeypatch.setattr(public_holidays, "version", lambda: "0.1")
    run("check", "p")
    assert asked == ["GB", "AE", "GB", "AE"]


def test_a_receipt_says_that_a_calendar_has_other_days_now() -> None:
    run("advise", "me.yaml", "--pack", "p", "-f", "json", "--receipt", "-o", "r.json")
    assert run("verify", "r.json", "--pack", "p").exit_code == 0
    receipt = json.loads(Path("r.json").read_text(encoding="utf-8"))
    calendars = receipt["receipt"]["pack"]["calendars"]
    assert list(calendars) == ["england", "emirates", "elsewhere"]
    calendars["england"] = {"digest": "sha256:0", "filled_by": "holidays 0.1"}
    Path("r.json").write_text(json.dumps(receipt), encoding="utf-8")
    differs = run("verify", "r.json", "--pack", "p")
    assert differs.exit_code == 1
    library = f"holidays {public_holidays.version()}"
    said = " ".join(differs.stdout.split())
    assert f"the calendar england has other days (by holidays 0.1, now by {library})" in said
