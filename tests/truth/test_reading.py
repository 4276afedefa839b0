"""Reading the expert's side of a case, and explaining what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.truth.model import Bounds, ExpertCase, Form
from tests.truth.reading import Names, read_expert

NAMES = Names(
    actions=("chase", "wait-for-reply", "accept-offer"),
    note_rules=("by-phone",),
    labels=("Acme", "Globex"),
)

WHOLE = """\
case: a_case
kind: clock
first: [wait-for-reply, {action: chase, for: Acme}]
actions:
  - expert: ask them once, by phone
    same:
      - chase
      - {action: chase, for: Acme, says: "ask (them|Acme)", note: by-phone}
      - {says: "phone|call"}
    partly: [{note: by-phone}]
    time: {from: 2026-03-09, by: 2026-03-11}
  - expert: congratulations
    same: []
    time: {by: 2026-03-11}
contradicts:
  - {action: accept-offer, before: 2026-03-12, because: not yet, view: "right away"}
  - {says: "within a week", because: too soon}
fits: [wait-for-reply]
"""


def read(text: str) -> tuple[ExpertCase | None, list[str]]:
    case, found = read_expert(text, "a_case.yaml", "a_case", NAMES)
    return case, [f"{d.span.line}: {d.message}; {d.help}" for d in found]


def told(one: Form) -> tuple[str | None, ...]:
    return one.action, one.target, one.says.pattern if one.says else None, one.note


def test_everything_in_a_file_is_read() -> None:
    case, problems = read(WHOLE)
    assert problems == []
    assert case is not None
    assert (case.name, case.kind) == ("a_case", "clock")
    assert [*map(told, case.first)] == [
        ("wait-for-reply", None, None, None),
        ("chase", "Acme", None, None),
    ]
    ask, comment = case.actions
    assert ask.words == "ask them once, by phone"
    assert [*map(told, ask.same)] == [
        ("chase", None, None, None),
        ("chase", "Acme", "ask (them|Acme)", "by-phone"),
        (None, None, "phone|call", None),
    ]
    assert [*map(told, ask.partly)] == [(None, None, None, "by-phone")]
    assert ask.time == Bounds(date(2026, 3, 9).toordinal(), date(2026, 3, 11).toordinal())
    assert (comment.same, comment.partly) == ((), ())
    assert comment.time == Bounds(None, date(2026, 3, 11).toordinal())
    early, soon = case.contradicts
    assert (told(early.form), early.because) == (("accept-offer", None, None, None), "not yet")
    assert early.before == date(2026, 3, 12).toordinal()
    assert early.view is not None
    assert early.view.pattern == "right away"
    assert (told(soon.form), soon.before) == ((None, None, "within a week", None), None)
    assert [*map(told, case.fits)] == [("wait-for-reply", None, None, None)]


# What is put in place of what, and the line and words of the one problem.
WRONG = {
    "another case": (
        "case: a_case",
        "case: b_case",
        "1: the file of the case `a_case` says `b_case`; write `a_case`",
    ),
    "an unknown kind": (
        "kind: clock",
        "kind: clok",
        "2: `kind` cannot be `clok`; did you mean `clock`?",
    ),
    "no kind": (
        "kind: clock\n",
        "",
        "1: the expert's side of a case lacks `kind`; add `kind: …`",
    ),
    "no first": (
        "first: [wait-for-reply, {action: chase, for: Acme}]\n",
        "",
        "1: the expert's side of a case lacks `first`; add `first: …`",
    ),
    "an unknown key": (
        "fits:",
        "fit:",
        "18: the expert's side of a case has no key `fit`; did you mean `fits`?",
    ),
    "an unknown action as a word": (
        "      - chase\n",
        "      - chas\n",
        "7: there is no action `chas`; did you mean `chase`?",
    ),
    "an unknown action in a mapping": (
        "{action: accept-offer, ",
        "{action: buy-offer, ",
        "16: there is no action `buy-offer`; there are `chase`, `wait-for-reply`, `accept-offer`",
    ),
    "an unknown label": (
        "for: Acme}]",
        "for: Acne}]",
        "3: there is no label of the situation `Acne`; did you mean `Acme`?",
    ),
    "an unknown note": (
        "[{note: by-phone}]",
        "[{note: by-phon}]",
        "10: there is no rule with a note `by-phon`; did you mean `by-phone`?",
    ),
    "a form that says nothing": (
        '{says: "phone|call"}',
        "{for: Acme}",
        "9: an entry of `same` says nothing to look for; write one of `action`, `says`, `note`",
    ),
    "an unknown key of a form": (
        '{says: "phone|call"}',
        '{says: "phone|call", form: Acme}',
        "9: an entry of `same` has no key `form`; did you mean `for`?",
    ),
    "a pattern that is none": (
        '"phone|call"',
        '"phone(call"',
        "9: `says` is not a pattern: missing ), unterminated subpattern at position 5; "
        "put a backslash before a sign that is meant as itself",
    ),
    "a pattern that fits everything": (
        '"phone|call"',
        '"phone|"',
        "9: `says` is found in every text; take out the part that can be empty",
    ),
    "no sense of the expert": (
        "expert: congratulations\n    same: []",
        "same: []",
        "12: what an expert advised lacks `expert`; add `expert: …`",
    ),
    "nothing that says it": (
        "    same: []\n",
        "",
        "12: what an expert advised lacks `same`; add `same: […]`",
    ),
    "a day that there is not": (
        "by: 2026-03-11}\ncontradicts",
        "by: 2026-02-30}\ncontradicts",
        "14: there is no day `2026-02-30`; the last day of that month is `2026-02-28`",
    ),
    "a time that ends before it begins": (
        "{from: 2026-03-09, by: 2026-03-11}",
        "{from: 2026-03-12, by: 2026-03-11}",
        "11: `time` ends before it begins; put the earlier day under `from`",
    ),
    "a time without a day": (
        "{from: 2026-03-09, by: 2026-03-11}",
        "{from: none}",
        "11: `time` bounds nothing; write `{from: DATE, by: DATE}`, or one",
    ),
    "a contradiction without a reason": (
        ", because: too soon}",
        "}",
        "17: an entry of `contradicts` lacks `because`; add `because: …`",
    ),
    "a contradiction in a word": (
        '{says: "within a week", because: too soon}',
        "chase",
        "17: an entry of `contradicts` is `chase` here, where `key: value` lines belong; "
        "write `{action: …, because: …}`",
    ),
    "a list that is none": (
        "fits: [wait-for-reply]",
        "fits: wait-for-reply",
        "18: `fits` is `wait-for-reply` here, where a list belongs; write `- ` lines under it",
    ),
}


@pytest.mark.parametrize(("old", "new", "problem"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    old: str, new: str, problem: str
) -> None:
    assert WHOLE.count(old) == 1
    case, problems = read(WHOLE.replace(old, new))
    assert problems == [problem]
    assert case is None


def test_all_mistakes_are_told_at_once() -> None:
    _, problems = read(WHOLE.replace("clock", "clocks").replace("- chase\n", "- chases\n"))
    assert [line.split(":")[0] for line in problems] == ["2", "7"]


def test_without_anything_advised_there_is_nothing_to_measure() -> None:
    _, problems = read("case: a_case\nkind: clock\nfirst: []\nactions: []\n")
    assert problems == ["1: nothing stands under `actions`; write what the expert advised"]
