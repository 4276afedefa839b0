"""JSON lines under foreign names: read whole, they are told as line by line, with the same problems and notices."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import numpy as np
import pytest

from advisor.batch.deciding import decide_slice, in_columns
from advisor.batch.sources.json_lines import JsonLinesSource
from advisor.batch.sources.reading import Notices, Reading, Renaming
from advisor.ir import AsOf
from tests.batch.tables import program

PACK = program().pack
DECIDE = in_columns(program(), AsOf(739_942, 739_942))
WORDS = (("running", "interviewed"), ("over", "rejected"), ("?", None))
READINGS = {
    "names": Reading((Renaming("id", "situation"), Renaming("jobs", "applications"))),
    "names in lists": Reading(
        (
            Renaming("id", "situation"),
            Renaming("jobs", "applications"),
            Renaming("jobs.firm", "company"),
            Renaming("jobs.state", "stage", values=WORDS),
        )
    ),
    "some are passed over": Reading(ignored=("id", "note", "applications.note")),
    "unknown ones are passed over": Reading((Renaming("firm", "company"),), ignores_unknown=True),
}
WHOLE = (
    '{"id": "a", "jobs": [{"firm": "Acme", "state": "running", "note": 5}], "note": [1, {"x": null}]}',
    '{"id": "b", "jobs": [{"firm": "Stark", "state": "?"}, {"firm": "Hooli", "state": "over"}]}',
    '{"situation": "c", "applications": [{"company": "Acme", "stage": "offered", "note": "x"}]}',
    '{"id": 7, "applications": []}',
    '{"id": "d", "jobs": null, "note": "NaN and Info"}',
    '{"id": "p", "note": 5, "jobs": [{"firm": "Acme", "note": [], "other": 1}], "extra": {"note": 1}}',
    "{}",
)
ODD = (
    '{"id": "e", "situation": "e", "jobs": []}',
    '{"id": "e", "jobs": [], "applications": []}',
    '{"id": "f", "note": NaN}',
    '{"id": "f", "note": [-Infinity]}',
    '{"id": "g", "id": "g"}',
    '{"id": "h", "jobs": [{"firm": "x", "firm": "y"}]}',
    '{"id": "i", "jobs": [{"firm": 5, "state": 7}, null]}',
    '{"id": "i", "jobs": {"firm": "Acme"}}',
    '{"Id": "j", "Jobs": []}',
    '{"\\u0069d": "k"}',
    '{"id": "l", "unheard": 1, "mood": "2026-11-20"}',
    '{"id": "m", "note": "\\ud800"}',
    '{"id": "n", "note": "2026-11-20T00:00:00Z", "jobs": [{"firm": "2026-11-20", "note": true}]}',
    '{"id": "o", "jobs": [{"firm": "Acme", "interviews": [{"held_on": "2026-11-02", "thanked": "WAHR"}]}]}',
    "[1]",
    "null",
    "",
    "{",
)


def told(lines: list[str], reading: Reading, path: Path) -> Any:
    """Good rows, their advice, problems and notices."""
    path.write_text("".join(f"{line}\n" for line in lines))
    notices = Notices()
    source = JsonLinesSource(path, PACK, reading=reading.of(PACK), notices=notices)
    found = [decide_slice(piece.load(), PACK, DECIDE) for piece in source.slices()]
    advice = [row for one in found for row in one.advice.to_pylist()]
    problems = [(p.row, p.situation, p.code, p.said) for one in found for p in one.problems]
    rows = [number for one in found for number in one.rows.tolist()]
    # What is passed over is named in the order in which it was met.
    said = [sorted(sentence.removeprefix("not read: ").split(", ")) for sentence in notices.take()]
    return rows, advice, problems, said


def one_by_one(lines: list[str], reading: Reading, path: Path) -> Any:
    with mock.patch.object(JsonLinesSource, "_parse_as_said", lambda *_, **__: None):
        return told(lines, reading, path)


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("line", [*WHOLE, *ODD])
def test_a_line_alone_is_told_the_same(line: str, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    assert told([line], reading, path) == one_by_one([line], reading, path)


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("seed", range(12))
def test_many_lines_are_told_the_same(seed: int, reading: Reading, tmp_path: Path) -> None:
    rng = Random(seed)
    likely = rng.sample(WHOLE, 2)
    lines = [rng.choice(likely) for _ in range(400)]
    for _ in range(rng.randrange(4)):
        lines[rng.randrange(400)] = rng.choice(ODD)
    path = tmp_path / "x.jsonl"
    assert told(lines, reading, path) == one_by_one(lines, reading, path)


def test_what_is_passed_over_may_be_of_any_kind(tmp_path: Path) -> None:
    lines: list[Any] = [
        {"id": "a", "pay": 50_000, "applications": [{"company": "Acme", "stage": "offered", "tags": 1}]},
        {"id": "b", "pay": "50k", "applications": [{"company": "Hooli", "stage": "offered", "tags": ["x"]}]},
        {"id": 2**70, "applications": [], "more": {"a": []}},
    ]  # fmt: skip
    path = tmp_path / "x.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines * 70))
    notices = Notices()
    source = JsonLinesSource(
        path, PACK, reading=Reading(ignores_unknown=True).of(PACK), notices=notices
    )
    with mock.patch.object(JsonLinesSource, "_parse_lines") as slow:
        [chunk] = [piece.load() for piece in source.slices()]
    assert not slow.called
    jobs = chunk.table.column("applications").to_pylist()
    assert [[job["company"] for job in one or ()] for one in jobs] == [["Acme"], ["Hooli"], []] * 70
    assert notices.take() == ["not read: `id`, `pay`, `more`, `applications.tags`"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("names", {"id": "a", "jobs": [{"company": "Acme", "stage": "applied"}]}),
        ("names in lists", {"id": 1, "jobs": [{"firm": "Acme", "state": "running"}]}),
        ("some are passed over", {"id": "a", "note": {"x": 1}, "applications": []}),
        ("unknown ones are passed over", {"id": "a", "x": [1.5], "applications": [{"firm": "A"}]}),
    ],
)
def test_lines_without_anything_odd_are_never_read_one_by_one(
    name: str, line: Any, tmp_path: Path
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"{json.dumps(line)}\n" * 200)
    source = JsonLinesSource(path, PACK, reading=READINGS[name].of(PACK))
    with mock.patch.object(JsonLinesSource, "_parse_lines") as slow:
        [chunk] = [piece.load() for piece in source.slices()]
    assert not slow.called
    assert np.array_equal(chunk.rows, np.arange(1, 201))
