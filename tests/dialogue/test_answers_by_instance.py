"""Answers to a question that is asked of several at once."""

from __future__ import annotations

import pytest

from advisor.dialogue.answers_by_instance import said_of_each, without_all

LABELS = ["St Mary's", "the Royal Free"]
OF_EACH = [
    ("st marys: offer; royal free: waiting", ["offer", "waiting"]),
    ("st marys: offer; the royal free: waiting", ["offer", "waiting"]),
    ("waiting on The Royal Free, offer from St Mary's", ["offer", "waiting"]),
    ("St Mary's 6 and the royal free 3", ["6", "3"]),
    ("st marys offer, rest waiting", ["offer", "waiting"]),
    ("st marys 1 rest 2", ["1", "2"]),
    ("St Mary's: offer, in writing, others 3", ["offer, in writing", "3"]),
    ("royal waiting, st marys offer", ["offer", "waiting"]),
    ("the royal said no, st marys 3", ["3", "they said no"]),
    ("St Mary's: offer", None),
    ("mary: offer, royal: waiting", None),
    ("offer, waiting", None),
    ("St Mary's and the Royal Free: offer", None),
]
OF_ALL = [
    ("both waiting", "waiting"),
    ("3 for both", "3"),
    ("all 3", "3"),
    ("all: offer", "offer"),
    ("both are waiting", "waiting"),
    ("the same 3", "3"),
    ("3 all", "3"),
    ("both", None),
    ("allied", None),
    ("offer", None),
]


@pytest.mark.parametrize(("typed", "answers"), OF_EACH)
def test_what_is_said_by_name_is_put_in_order(typed: str, answers: list[str] | None) -> None:
    assert said_of_each(typed, LABELS) == answers


@pytest.mark.parametrize(("typed", "answer"), OF_ALL)
def test_what_is_said_of_all_is_said_once(typed: str, answer: str | None) -> None:
    assert without_all(typed) == answer
