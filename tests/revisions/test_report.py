"""What is shown of a difference, line by line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from advisor.ir import Program
from advisor.rendering.layout import Style
from advisor.revisions.declared import declared_in, differences
from advisor.revisions.pages import ChangeKind, Refusal
from advisor.revisions.patching import COUNTING, LISTING
from advisor.revisions.report import PackDiff, cause_words, name_words, render_diff
from advisor.revisions.running import Revisions
from advisor.revisions.tally import Group, RevisionTally
from tests.revisions.two_packs import AS_OF, SITUATIONS, cases, program, texts

NEW_RULE = """\
  - rule: write-it-down
    for: application
    when: stage is offered
    note: {on: [answer], say: Write it down.}
"""
EDITS = (
    (
        "when: stage is offered",
        "when: >-\n      stage is offered and (asked_on is given or asked < patience or stage is one of (offered, open, closed))",
    ),
    (
        "because: They wait.\n",
        f"because: They wait, and whoever waits for long may well think that nobody wants the job any more.\n{NEW_RULE}",
    ),
    ("rule: rest-after-that", "rule: rest-then"),
    ("    silences: [ask, rest]\n", "    silences:\n      - ask\n"),
    ("  scale: {title: Scale, kind: do}\n", ""),
    (
        "    advise: scale\n    because: It is large.\n",
        "    advise: rest\n    because: It is large.\n",
    ),
    (
        "advise: rest\n    because: It is large",
        "note: {on: [ask], say: Large}\n    because: It is large",
    ),
)


def diff(old: Program, new: Program, *edits: tuple[str, str], text: str = SITUATIONS) -> PackDiff:
    revisions = Revisions(old, new, AS_OF)
    revisions.compare_cases(cases(old, text), is_old=True)
    sides = [declared_in(t, p.pack.rules) for t, p in ((texts(), old), (texts(*edits), new))]
    return PackDiff(
        "old", "new", old.pack, new.pack, differences(*sides), revisions.tally, "all of them"
    )


def test_a_whole_screen() -> None:
    screen = render_diff(diff(program(), program(*EDITS), *EDITS), style=Style(width=72))
    assert (
        screen
        == """\
two: old (1.0.0) → new (1.0.0)

~ rule rest-then  (rules.yaml:33, was rest-after-that)
~ rule answer-them  (rules.yaml:38)
    when:
      - stage is offered
      + stage is offered and (asked_on is given or asked < patience or
      +   stage is one of (offered, open, closed))
    because:
      - They wait.
      + They wait, and whoever waits for long may well think that nobody
      +   wants the job any more.
+ rule write-it-down  (rules.yaml:44)
~ rule say-nothing-to-the-closed  (rules.yaml:48)
    silences:
        - ask
      - - rest
~ rule scale-by-the-factor  (rules.yaml:53)
    advise (gone): scale
    note:
      + on:
      +   - ask
      + say: Large
- action scale  (rules.yaml:24)

2 of 7 situations (all of them) get other advice.

1 because of rule say-nothing-to-the-closed
  1 × rest: newly advised
  for example s.yaml:17, closed
    + comes: Let Acme rest

1 because of rule scale-by-the-factor
  1 × scale: no longer advised
  for example s.yaml:31, large
    - goes: Scale
"""
    ), screen


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("rule", "a"), "rule a"),
        (("fact", "application.stage"), "fact stage of application"),
        (("pack", ""), "pack.yaml"),
        (LISTING, "the order of rules or actions in the files"),
        (COUNTING, "which calendar counts"),
        (("calendar", "bank"), "calendar bank"),
    ],
)
def test_what_was_changed_has_a_name(key: tuple[str, str], words: str) -> None:
    assert name_words(key) == words


@pytest.mark.parametrize(
    ("causes", "words"),
    [
        ([], "several changes together"),
        ([("rule", "a")], "rule a"),
        ([("rule", "b"), ("rule", "a")], "rule a and rule b"),
        ([("rule", "b"), ("rule", "a"), ("parameter", "c")], "parameter c, rule a and rule b"),
    ],
)
def test_causes_are_told_as_a_sentence_does(causes: list[tuple[str, str]], words: str) -> None:
    assert cause_words(causes) == words


def test_no_situations_are_said() -> None:
    found = replace(diff(program(), program()), tally=RevisionTally())
    assert "There are no situations to compare the advice for; name some with --on." in render_diff(
        found
    )
    assert not found.changes_advice


def test_long_lists_are_cut_short() -> None:
    tally = RevisionTally(
        situations=1000,
        unusable=Counter({Refusal.BOTH: 2}),
        left_out=Counter({f"fact{n}": 1 for n in range(9)}),
    )
    for number in range(14):
        group = Group(
            20 - number, Counter({(ChangeKind.GONE, f"action-{n}"): 1 for n in range(10)})
        )
        tally.groups[frozenset({("rule", f"r{number:02}")})] = group
    screen = render_diff(replace(diff(program(), program()), tally=tally))
    assert "189 of 1,000 situations (all of them) get other advice." in screen
    assert screen.count("because of rule") == 10
    assert screen.count("  and 2 more kinds of change") == 10
    assert (
        "34 situations because of 4 other causes, or several at once; -f json has them all."
        in screen
    )
    assert "2 situations could not be used and did not count." in screen
    assert "`fact5`" in screen
    assert "`fact6`" not in screen


def test_tests_are_counted_and_named() -> None:
    test = "tests:\n" + "".join(
        f"  - test: case {n}\n    situation: {{today: 2026-11-22}}\n" for n in range(15)
    )
    sides = [declared_in({"t_test.yaml": t}, ()) for t in ("tests: []\n", test)]
    screen = render_diff(replace(diff(program(), program()), differences=differences(*sides)))
    assert "The rules are the same.\nTests: 15 added\n  + case 0\n" in screen
    assert "  + case 11\n  and 3 more\n" in screen


def test_an_error_where_there_was_advice_is_told_in_words() -> None:
    edit = "factor * 1000 > 5000", "factor * 200000000000 > 999999999999"
    screen = render_diff(diff(program(), program(edit), edit))
    assert "1 × another error, or one where there was none" in screen
    assert "    - advice\n    + rule `scale-by-the-factor`" in screen


def test_colours_are_only_colours() -> None:
    for edits in ((), EDITS):
        found = diff(program(), program(*edits), *edits)
        coloured = render_diff(found, style=Style(True))
        assert "\x1b[" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render_diff(found)
        assert "\\x1b" not in coloured
