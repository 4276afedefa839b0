"""What differs between the declarations of two packs, in the author's words."""

from __future__ import annotations

import pytest

from advisor.revisions.declared import DeclaredDifference, declared_in, differences
from tests.revisions.two_packs import texts

RULES = (
    "ask-again",
    "rest-after-that",
    "answer-them",
    "say-nothing-to-the-closed",
    "scale-by-the-factor",
)
MORE = (*RULES, "ask-once-more", "first", "second")


def between(*edits: tuple[str, str]) -> list[DeclaredDifference]:
    return differences(declared_in(texts(), RULES), declared_in(texts(*edits), MORE))


def told(one: DeclaredDifference) -> tuple[str, str, str]:
    return one.fate.value, *one.key


NEW_RULE = """\
  - rule: ask-once-more
    for: application
    when: stage is open
    advise: ask
    because: Why not.
"""


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((), []),
        ((("wait: {value: 5 days}", "wait: {value:   5 days}  # longer?"),), []),
        ((("when: stage is offered", "when: >-\n      stage is offered"),), []),
        ((("wait: {value: 5 days}", "wait: {value: 6 days}"),), [("changed", "parameter", "wait")]),
        ((("rules:\n", f"rules:\n{NEW_RULE}"),), [("added", "rule", "ask-once-more")]),
        (
            (
                ('  rest: {title: "Let {company} rest", kind: do}\n', ""),
                ("advise: rest\n", "advise: ask\n"),
            ),
            [("changed", "rule", "rest-after-that"), ("removed", "action", "rest")],
        ),
        ((("rule: answer-them", "rule: ask-once-more"),), [("renamed", "rule", "ask-once-more")]),
        (
            (("asked: {type: number, default: 0}", "asked: {type: number, default: 1}"),),
            [("changed", "fact", "application.asked")],
        ),
        (
            (('label: "{company}"', 'label: "at {company}"'),),
            [("changed", "entity", "application")],
        ),
        ((("version: 1.0.0", "version: 1.1.0"),), [("changed", "pack", "")]),
    ],
)
def test_what_differs_is_found_by_name(
    edit: tuple[tuple[str, str], ...], expected: list[tuple[str, str, str]]
) -> None:
    assert [told(one) for one in between(*edit)] == expected


def test_a_changed_condition_is_shown_as_a_small_diff_of_its_lines() -> None:
    (one,) = between(("      - asked < patience", "      - asked <= patience"))
    assert dict(one.parts) == {
        "when": (" - expected_on is given", "-- asked < patience", "+- asked <= patience")
    }
    assert (one.span.path, one.span.line) == ("rules.yaml", 26)


def test_a_key_that_comes_or_goes_is_all_new_or_all_gone() -> None:
    (one,) = between(("    when: stage is offered\n", "    unless: stage is offered\n"))
    assert dict(one.parts) == {"when": ("-stage is offered",), "unless": ("+stage is offered",)}


def test_lines_far_apart_are_told_without_those_between_them() -> None:
    old = {"a.yaml": "rules:\n  - rule: r\n    when: [a, b, c, d, e, f]\n"}
    new = {"a.yaml": "rules:\n  - rule: r\n    when: [A, b, c, d, e, F]\n"}
    (one,) = differences(declared_in(old, ["r"]), declared_in(new, ["r"]))
    assert one.parts["when"] == ("-- a", "+- A", " - b", " …", " - e", "-- f", "+- F")


def test_the_entries_of_a_group_are_told_one_by_one() -> None:
    old = {
        "a.yaml": "rules:\n  - first_of:\n      - rule: first\n        when: a\n      - rule: second\n        when: b\n"
    }
    new = {"a.yaml": old["a.yaml"].replace("when: b", "when: c")}
    rules = ["first", "second"]
    assert [told(o) for o in differences(declared_in(old, rules), declared_in(new, rules))] == [
        ("changed", "rule", "second")
    ]


def test_what_is_said_of_a_group_holds_for_each_in_it() -> None:
    old = {
        "a.yaml": "rules:\n  - for: item\n    first_of:\n      - rule: first\n        when: a\n"
        "      - otherwise: second\n        advise: x\n"
    }
    new = {"a.yaml": old["a.yaml"].replace("for: item", "for: thing")}
    rules = ["first", "second"]
    found = differences(declared_in(old, rules), declared_in(new, rules))
    assert [told(one) for one in found] == [
        ("changed", "rule", "first"),
        ("changed", "rule", "second"),
    ]
    assert dict(found[0].parts) == {"for": ("-item", "+thing")}


def test_what_a_layer_changes_lies_over_what_is_below_it() -> None:
    below = {
        "low/a.yaml": "parameters:\n  wait: {value: 5 days, title: Wait}\nrules:\n  - rule: gone\n    when: x\n"
    }
    above = {**below, "high/a.yaml": "parameters:\n  wait: {value: 6 days}\n"}
    found = differences(declared_in(below, ["gone"]), declared_in(above, []))
    assert [told(one) for one in found] == [
        ("removed", "rule", "gone"),
        ("changed", "parameter", "wait"),
    ]
    assert dict(found[1].parts) == {"value": ("-5 days", "+6 days")}
    assert found[1].span.path == "high/a.yaml"


def test_drafts_are_compared_line_by_line() -> None:
    old = {"drafts/thanks.md": "Subject: Thanks\n\nThank you.\n"}
    new = {"drafts/thanks.md": "Subject: Thanks\n\nThank you very much.\n"}
    (one,) = differences(declared_in(old, []), declared_in(new, []))
    assert told(one) == ("changed", "draft", "thanks")
    assert one.parts[""] == (" ", "-Thank you.", "+Thank you very much.")
