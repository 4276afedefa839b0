"""Advice for other programs."""

import json

import pytest

from advisor.ir import (
    DATE,
    DURATION,
    MILLION,
    NUMBER,
    YES_NO,
    Assumption,
    DecisionError,
    OpenQuestion,
    Type,
    Value,
)
from advisor.rendering.advice_json import decision_object, json_value
from tests.rendering.made import day, decision, piece

VALUES: dict[str, tuple[Value | None, Type, object]] = {
    "nothing": (None, DATE, None),
    "yes": (True, YES_NO, True),
    "a whole number": (3 * MILLION, NUMBER, 3),
    "a decimal": (1_500_000, NUMBER, 1.5),
    "a number beyond a double": (123_456_789_012_345_678, NUMBER, "123456789012.345678"),
    "a date": (day("2026-11-20"), DATE, "2026-11-20"),
    "a duration": (5, DURATION, "5 days"),
}


@pytest.mark.parametrize("case", VALUES.values(), ids=VALUES)
def test_a_value_keeps_its_type_and_is_never_rounded(
    case: tuple[Value | None, Type, object],
) -> None:
    value, kind, expected = case
    found = json_value(value, kind)
    assert found == expected
    assert type(found) is type(expected)


def test_a_decision_has_all_its_keys_and_iso_dates() -> None:
    one = decision(
        piece(due=day("2026-11-27"), contradicts=(("wait-for-reply", "applications[0]"),)),
        assumptions=(Assumption("a[0]", "Acme", "a", "chases", NUMBER, 0, "0", "How often?"),),
        open_questions=(OpenQuestion("", "", "situation", "d", DATE, "When?", "Guess.", ("r",)),),
    )
    assert json.loads(json.dumps(decision_object(one))) == {
        "situation": "Waiting on Acme",
        "today": "2026-11-23",
        "advice": [
            {
                "action": "chase",
                "for": "Acme",
                "place": "applications[0]",
                "kind": "do",
                "start": None,
                "due": "2026-11-27",
                "status": "now",
                "importance": "normal",
                "title": "Ask Acme how things stand",
                "rules": ["chase-when-overdue"],
                "because": ["Silence is rarely a decision."],
                "notes": [],
                "sources": [],
                "disputed": [],
                "contradicts": [{"action": "wait-for-reply", "place": "applications[0]"}],
            }
        ],
        "assumptions": [
            {
                "for": "Acme",
                "place": "a[0]",
                "fact": "chases",
                "value": 0,
                "words": "0",
                "ask": "How often?",
            }
        ],
        "open_questions": [
            {
                "for": "",
                "place": "",
                "fact": "d",
                "ask": "When?",
                "help": "Guess.",
                "rules": ["r"],
            }
        ],
        "error": None,
    }


def test_an_error_says_what_kind_it_is_and_where() -> None:
    error = DecisionError("range", "a[0]", "a", ("r",), None)
    assert decision_object(decision(error=error))["error"] == {
        "kind": "range",
        "place": "a[0]",
        "rules": ["r"],
        "fact": None,
        "message": "rule `r` comes to a value out of range for a[0]",
    }
