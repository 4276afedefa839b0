"""Names that differ by a letter are pointed out, names that are alike on purpose are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from tests.example_pack import PACK, write


def alike(folder: Path, one: str, other: str) -> int:
    facts = f"entities:\n  situation:\n    facts:\n      {one}: {{type: yes-no, ask: One?}}\n      {other}: {{type: yes-no, ask: Other?}}\n"
    rule = f"rules:\n  - {{rule: mine, for: application, when: {one} and {other}, advise: chase, because: so}}\n"
    report = api.check_pack(write(folder, {**PACK, "mine.yaml": facts + rule}))
    assert report.program is not None, report.diagnostics
    return sum(d.code == "ADV517" for d in report.diagnostics)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("has_moved", "had_moved", 1),  # another letter
        ("letter", "letters", 1),  # one more
        ("sletter", "letter", 1),
        ("from_them", "form_them", 1),  # exchanged
        ("round_1", "round_2", 0),  # numbered
        ("round_12", "round_1", 0),
        ("moved", "mover_a", 0),
        ("seen", "been", 0),  # too short to mean anything
        ("has_moved", "has_stayed", 0),
        ("paid_back", "back_paid", 0),
        ("a_bcdef", "ab_cdef", 0),  # no letters are exchanged
    ],
)
def test_facts_that_differ_by_a_letter(tmp_path: Path, one: str, other: str, expected: int) -> None:
    assert alike(tmp_path, one, other) == expected


def test_a_fact_is_held_to_those_around_it_but_not_to_those_elsewhere(tmp_path: Path) -> None:
    facts = (
        PACK["facts.yaml"]
        + "  visit:\n    list: visits\n    label: a visit\n    facts:\n      thanket: {type: yes-no, ask: Well?}\n      askedd_on: {type: date, ask: When?}\n"
    )
    report = api.check_pack(write(tmp_path, {**PACK, "facts.yaml": facts}))
    assert not [d for d in report.diagnostics if d.code == "ADV517"]
    inner = PACK["facts.yaml"] + "      asked_in: {type: date, ask: When?}\n"
    report = api.check_pack(write(tmp_path, {**PACK, "facts.yaml": inner}))
    [found] = [d for d in report.diagnostics if d.code == "ADV517"]
    assert "`asked_on` and `asked_in`" in found.message
