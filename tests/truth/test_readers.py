"""Readers' judgements beside those of the measure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.truth.figures import Figure
from tests.truth.made import ASK, CHASE, WAIT, expert, form, score
from tests.truth.model import ExpertAction
from tests.truth.readers import Reading, agreement, compare, load_readings, read_line

# Measured: advised, missed; no contradiction; begins wrongly; no time; nothing beside the point.
CASE = score(
    expert(
        actions=(ExpertAction("ask them", (CHASE,)), ExpertAction("phone", (form(says="phone"),))),
        fits=(form("wait-for-reply"),),
    ),
    WAIT,
    ASK,
)
SCORES = {"a_case": CASE}
LIKE = {
    "id": "a_case",
    "verdicts": ["advised", "missed"],
    "contradictions": 0,
    "first_right": False,
    "timing_ok": None,
    "irrelevant": 0,
}


def reading(**other: object) -> Reading:
    read = read_line(json.dumps({**LIKE, **other}), "ann.jsonl:1", SCORES)
    assert isinstance(read, Reading)
    return read


def test_a_reader_who_sees_the_same_agrees_in_everything() -> None:
    assert agreement(compare([reading()], SCORES)) == {
        "verdicts": Figure(2, 2),
        "contradictions": Figure(1, 1),
        "first_right": Figure(1, 1),
        "timing_ok": Figure(1, 1),
        "irrelevant": Figure(1, 1),
        "all": Figure(6, 6),
    }


def test_each_difference_is_found() -> None:
    other = reading(
        verdicts=["advised", "partly"],
        contradictions=2,
        first_right=True,
        timing_ok=False,
        irrelevant=1,
    )
    compared = [*compare([other], SCORES)]
    assert [(c.about, c.reader, c.measure) for c in compared if not c.is_equal] == [
        ("phone", "partly", "missed"),
        ("contradictions", 2, 0),
        ("first_right", True, False),
        ("timing_ok", False, None),
        ("irrelevant", 1, 0),
    ]
    assert agreement(compared)["all"] == Figure(1, 6)


WRONG: dict[str, tuple[str | dict[str, object], str]] = {
    "no JSON": ("{id: a_case", "this is not JSON: "),
    "a list": ("[]", "a line has the keys id, verdicts, contradictions, "),
    "a key too many": ({"remark": "fine"}, "a line has the keys id, verdicts, contradictions, "),
    "an unknown case": ({"id": "b_case"}, "there is no case `b_case`"),
    "a verdict too few": (
        {"verdicts": ["advised"]},
        "`verdicts` must be a list of 2, one for each of the expert's actions",
    ),
    "another verdict": (
        {"verdicts": ["advised", "half"]},
        "a verdict is advised, partly or missed",
    ),
    "a count that is none": ({"irrelevant": True}, "`irrelevant` is a number, 0 or more"),
    "a count below 0": ({"contradictions": -1}, "`contradictions` is a number, 0 or more"),
    "an answer that is none": ({"first_right": 1}, "`first_right` is true, false or null"),
}


@pytest.mark.parametrize(("entry", "told"), WRONG.values(), ids=WRONG)
def test_a_line_that_cannot_be_used_is_explained(entry: str | dict[str, object], told: str) -> None:
    line = entry if isinstance(entry, str) else json.dumps({**LIKE, **entry})
    found = read_line(line, "ann.jsonl:1", SCORES)
    assert isinstance(found, str)
    assert found.startswith(told)


def test_all_files_of_the_folder_are_read_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "ann.jsonl").write_text(f"{json.dumps(LIKE)}\n\n[]\n", encoding="utf-8")
    (tmp_path / "bob.jsonl").write_text(json.dumps({**LIKE, "irrelevant": 3}), encoding="utf-8")
    readings, problems = load_readings(SCORES, tmp_path)
    assert [one.where for one in readings] == ["ann.jsonl:1", "bob.jsonl:1"]
    assert [line.split(":")[:2] for line in problems] == [["ann.jsonl", "3"]]
