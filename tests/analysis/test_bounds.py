"""Numbers and days that exclude each other or decide nothing, and advice that is due before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from tests.example_pack import PACK, write

RULE = """\
rules:
  - rule: mine
    for: application
    when: {when}
    {more}
    advise: {advise}
    because: Silence is rarely a decision.
"""


def found(
    folder: Path, when: str, more: str = "source: guide#chase", advise: str = "chase"
) -> list[str]:
    """The codes that the rule brings about."""
    facts = PACK["facts.yaml"].replace(
        "      is_waiting:",
        "      rounds: {type: number, min: 1, max: 5, ask: How many?}\n      is_waiting:",
    )
    text = RULE.format(when=when, more=more, advise=advise)
    files = {
        **PACK,
        "facts.yaml": facts,
        "mine.yaml": f"{text}  - {{rule: keep, for: application, when: rounds is given, advise: chase, because: so}}\n",
    }
    report = api.check_pack(write(folder, files))
    assert report.program is not None, report.diagnostics
    return [d.code for d in report.diagnostics]


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        ("rounds > 2 and rounds < 2", ["ADV521"]),
        ("rounds > 2 and rounds <= 3", []),
        ("rounds is one of (2, 3) and rounds > 3", ["ADV521"]),
        ("rounds is 2 and rounds is 3", ["ADV521"]),
        ("answer_by is after 2026-11-22 and answer_by is before 2026-11-20", ["ADV521"]),
        ("answer_by is after 2026-11-22 and answer_by is before 2026-11-24", []),
        ("asked_on is not given and asked_on < today", []),  # that hangs on the day
        ("asked_on is not given and asked_on < 2026-11-22", ["ADV521"]),
        ("rounds > 4 and rounds > 2 + 3", []),  # which is calculated
        ("rounds > 2 or rounds < 2", []),
        ("stage is offered and any(interviews, held_on > 2026-11-22) and answer_by < 2026-11-01", []),
        ("rounds > 5", ["ADV523"]),
        ("rounds >= 1", ["ADV523"]),
        ("rounds >= 1 or stage is offered", ["ADV523"]),
        ("rounds >= 2", []),
        ("rounds is given", []),
        ("chases_sent >= 0", ["ADV523"]),
        ("chases_sent < 1000000", []),  # there is no upper bound
        ("chases_sent < 0", ["ADV523"]),
    ],
)  # fmt: skip
def test_what_numbers_and_days_decide(tmp_path: Path, when: str, codes: list[str]) -> None:
    assert found(tmp_path, when) == codes


def test_what_excludes_the_condition_may_stand_under_unless(tmp_path: Path) -> None:
    assert found(tmp_path, "rounds > 3", "unless: rounds > 2") == ["ADV521"]
    assert found(tmp_path, "rounds > 3", "unless: rounds > 4") == []


@pytest.mark.parametrize(
    ("start", "due", "codes"),
    [
        ("answer_by", "answer_by - 1 day", ["ADV524"]),
        ("answer_by - 1 day", "answer_by", []),
        ("answer_by - 1 day", "answer_by - patience", ["ADV524"]),
        ("answer_by - 2 weeks", "answer_by - patience", []),
        ("answer_by + 3 working days", "answer_by + 2 working days", ["ADV524"]),
        ("answer_by + 3 working days", "answer_by + 4 days", []),
        (
            "answer_by + 3 working days",
            "answer_by + 2 days",
            [],
        ),  # two kinds of days, one way or the other
        ("answer_by + 1 month", "answer_by", []),
        ("answer_by", "asked_on - 1 day", []),
        ("answer_by", "answer_by", []),
    ],
)
def test_due_before_start(tmp_path: Path, start: str, due: str, codes: list[str]) -> None:
    advise = f"{{action: chase, start: {start}, due: {due}}}"
    assert found(tmp_path, "stage is offered", advise=advise) == codes
