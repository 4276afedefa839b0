"""Expressions that are refused, with all that is said about each: the tables in `bad/`.

A case is a text, perhaps after `[wants date]` and `[in situation]` (else it stands in a rule for an
application and anything is wanted), then each problem: its code and the underlined text, its
message, and behind `>` its help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.diagnostics.codes import NAMES_AND_TYPES, SYNTAX
from advisor.ir import DATE, DURATION, NUMBER, TEXT, YES_NO, Type
from tests.loading.expressions.made import STAGE, read, text_at

TABLES = sorted((Path(__file__).parent / "bad").glob("*.txt"))
WANTED: dict[str, Type] = {
    "yes-no": YES_NO,
    "number": NUMBER,
    "date": DATE,
    "duration": DURATION,
    "text": TEXT,
    "stage": STAGE,
}
SETTING = re.compile(r"\[(wants|in) ([a-z-]+)\] ")


@dataclass(frozen=True)
class Bad:
    """A text with the lines that describe its problems."""

    text: str
    wanted: Type | None
    entity: str
    said: str


def cases() -> list[Bad]:
    """All cases of all tables."""
    found = []
    for table in TABLES:
        for block in table.read_text(encoding="utf-8").split("\n\n"):
            if block.startswith("# "):
                continue
            text, _, said = block.strip("\n").partition("\n")
            settings = {}
            while setting := SETTING.match(text):
                settings[setting.group(1)] = setting.group(2)
                text = text[setting.end() :]
            wanted = WANTED[settings["wants"]] if "wants" in settings else None
            found.append(Bad(text, wanted, settings.get("in", "application"), said))
    return found


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} in {case.entity}")
def test_a_bad_expression_is_explained_where_it_goes_wrong(case: Bad) -> None:
    found, problems = read(case.text, case.wanted, case.entity)
    said = []
    for problem in problems:
        said.append(f"    {problem.code} at {text_at(case.text, problem.span)}")
        said.append(f"        {problem.message}")
        said.extend([] if problem.help is None else [f"        > {problem.help}"])
    assert found is None
    assert "\n".join(said) == case.said


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} in {case.entity}")
def test_what_is_said_keeps_the_house_style(case: Bad) -> None:
    _, problems = read(case.text, case.wanted, case.entity)
    for problem in problems:
        assert "\n" not in problem.message + (problem.help or "")
        assert problem.message[0] == "`" or problem.message[0].islower()
        assert not problem.message.endswith(".")


def test_every_code_about_expressions_has_a_case() -> None:
    said = {code for case in CASES for code in re.findall(r"ADV\d+(?= at )", case.said)}
    elsewhere = {"ADV211", "ADV212", "ADV321"}  # too long to show, nothing to show, another scope
    expected = {code for code in (*SYNTAX, *NAMES_AND_TYPES) if code < "ADV330"}
    assert expected - elsewhere == said
