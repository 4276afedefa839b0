"""Of two programs that differ in one thing, taking it back gives the first one again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from advisor.analysis import build_program
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts
from advisor.revisions.declared import Key
from advisor.revisions.patching import COUNTING, LISTING, changed_keys, patched
from tests.revisions.two_packs import program

DESK = Path(__file__).resolve().parents[2] / "examples/packs/returns-desk"


@cache
def desk(*edits: tuple[str, str]) -> Program:
    """The returns desk with each first text in the place of the second."""
    texts = {
        str(path.relative_to(DESK)): path.read_text("utf-8")
        for path in sorted(DESK.rglob("*"))
        if path.suffix in (".yaml", ".md") and not path.name.endswith("_test.yaml")
    }
    for old, new in edits:
        assert any(old in text for text in texts.values()), old
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    loaded = load_pack_texts({f"desk/{path}": text for path, text in texts.items()}, "desk")
    assert loaded.pack is not None, [d.message for d in loaded.diagnostics]
    return build_program(loaded.pack)


ASK = '  ask: {title: "Ask {company}", kind: do}\n'
SCALE = "  scale: {title: Scale, kind: do}\n"


@pytest.mark.parametrize(
    ("make", "edits", "key"),
    [
        (program, (("wait: {value: 5 days}", "wait: {value: 6 days}"),), ("parameter", "wait")),
        (program, (("when: stage is offered", "when: stage is open"),), ("rule", "answer-them")),
        (program, ((SCALE, SCALE.replace("kind: do", "kind: wait")),), ("action", "scale")),
        (program, ((ASK, ASK.replace("kind: do", "kind: do, after: [rest]")),), ("action", "ask")),
        (program, (("default: open", "default: offered"),), ("fact", "application.stage")),
        (program, ((SCALE, ""), ("actions:\n", f"actions:\n{SCALE}")), LISTING),
        (
            desk,
            (("[used,                   0.6]", "[used,                   0.5]"),),
            ("table", "worth-left"),
        ),
        (
            desk,
            (
                (
                    "- [ruined,                 0]",
                    "- [ruined,                 0]\n      - [tried, 0.1]",
                ),
                ("one of (as_new, tried), 1", "as_new, 1"),
            ),
            ("table", "worth-left"),
        ),
    ],
)
def test_what_is_taken_back_is_as_before(
    make: type[Program], edits: tuple[tuple[str, str], ...], key: Key
) -> None:
    old, new = make(), make(*edits)
    assert list(changed_keys(old, new)) == [key]
    again, alone = patched(new, old, key), patched(old, new, key)
    assert again is not None
    assert list(changed_keys(old, again)) == []
    assert alone is not None
    assert list(changed_keys(alone, new)) == []


def test_words_and_names_are_no_changes_of_the_meaning() -> None:
    new = program(
        ("because: They wait.", "because: Say yes."), ("rule: rest-after-that", "rule: rest")
    )
    assert list(changed_keys(program(), new)) == []


NEW_FACT = ("asked_on: {type: date}", "asked_on: {type: date}\n      phoned: {type: yes-no}")
NEW_ACTION = (SCALE, f"{SCALE}  phone: {{title: Phone, kind: do}}\n")
NEW_PARAMETER = ("  wait: {value: 5 days}", "  wait: {value: 5 days}\n  more: {value: 2}")


@pytest.mark.parametrize(
    ("edits", "key"),
    [
        # A rule that speaks of what the other pack does not have.
        ((NEW_FACT, ("when: stage is offered", "when: phoned")), ("rule", "answer-them")),
        ((NEW_ACTION, ("advise: answer", "advise: phone")), ("rule", "answer-them")),
        (
            (NEW_PARAMETER, ("when: asked >= patience", "when: asked >= more")),
            ("rule", "rest-after-that"),
        ),
        (
            (NEW_ACTION, ("    silences: [ask, rest]", "    silences: [phone]")),
            ("rule", "say-nothing-to-the-closed"),
        ),
        (
            (NEW_ACTION, ("    silences: [ask, rest]", "    note: {on: [phone], say: So}")),
            ("rule", "say-nothing-to-the-closed"),
        ),
        (
            (NEW_FACT, ("    silences: [ask, rest]", "    note: {on: [ask], say: 'So {phoned}'}")),
            ("rule", "say-nothing-to-the-closed"),
        ),
        (
            (
                ("asked_on: {type: date}", "asked_on: {type: date}\n      told_on: {type: date}"),
                ("default: asked_on + wait", "default: told_on"),
            ),
            ("fact", "application.expected_on"),
        ),
        ((NEW_PARAMETER,), ("parameter", "more")),
        ((NEW_ACTION,), ("action", "phone")),
        # A fact of another kind.
        (
            (
                ("factor: {type: number, default: 1}", "factor: {type: duration, default: 1 day}"),
                ("factor * 1000 > 5000", "factor > 5 days"),
            ),
            ("fact", "situation.factor"),
        ),
        (
            (
                ("factor: {type: number, default: 1}", "factor: {type: duration, default: 1 day}"),
                ("factor * 1000 > 5000", "factor > 5 days"),
            ),
            ("rule", "scale-by-the-factor"),
        ),
        (
            (
                ("patience: {value: 2}", "patience: {value: 2 days}"),
                ("asked < patience", "today - asked_on < patience"),
                ("when: asked >= patience", "when: asked >= 2"),
            ),
            ("rule", "ask-again"),
        ),
    ],
)
def test_what_makes_no_program_is_left_out(edits: tuple[tuple[str, str], ...], key: Key) -> None:
    old, new = program(), program(*edits)
    assert key in changed_keys(old, new)
    assert patched(old, new, key) is None


def test_a_rule_that_is_gone_is_overridden_by_nobody() -> None:
    over = (
        "    because: Enough is enough.\n",
        "    because: Enough is enough.\n    overrides: [answer-them]\n",
    )
    old, new = program(), program(over)
    gone = patched(
        new,
        program(("rule: answer-them", "rule: other"), ("stage is offered", "stage is open")),
        ("rule", "answer-them"),
    )
    assert gone is not None
    assert "answer-them" not in gone.pack.rules
    assert gone.pack.rules["rest-after-that"].overrides == ()
    assert patched(old, new, ("rule", "rest-after-that")) is not None


def test_a_calendar_is_a_change_of_its_own() -> None:
    old = desk()
    name, calendar = next(iter(old.pack.calendars.items()))
    from dataclasses import replace

    other = replace(calendar, weekend=(4, 5))
    pack = replace(old.pack, calendars={**old.pack.calendars, name: other})
    new = replace(old, pack=pack)
    assert list(changed_keys(old, new)) == [("calendar", name)]
    again = patched(new, old, ("calendar", name))
    assert again is not None
    assert again.pack.calendars[name] == calendar
    assert patched(new, old, ("calendar", "nowhere")) is None
    uncounted = replace(old, pack=replace(old.pack, counted_by=None))
    assert COUNTING in changed_keys(old, uncounted)
    counted = patched(uncounted, old, COUNTING)
    assert counted is not None
    assert counted.pack.counted_by == old.pack.counted_by


def test_what_nobody_knows_is_nothing_to_mix() -> None:
    assert patched(program(), program(), ("planet", "mars")) is None


COUNTED = (("wait: {value: 5 days}", "wait: {value: 5 working days}"),)
CLOSED = """calendars:
  office:
    weekend: [saturday, sunday]
    years: 2026 to 2027
    closed: {2026-11-24: An outing}
rules:
"""


def test_days_counted_by_another_calendar_are_no_changes_of_rules_and_facts() -> None:
    plain = program(*COUNTED)
    closed = program(
        *COUNTED,
        ("title: Two revisions\n", "title: Two revisions\ncalendar: office\n"),
        ("rules:\n", CLOSED),
    )
    assert list(changed_keys(plain, closed)) == [("calendar", "office"), COUNTING]
    there = patched(plain, closed, COUNTING)
    assert there is not None
    assert list(changed_keys(there, closed)) == []
    back = patched(closed, plain, COUNTING)
    assert back is not None
    assert list(changed_keys(plain, back)) == [("calendar", "office")]
