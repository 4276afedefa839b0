"""What is read again after a key, and what is as it was."""

from __future__ import annotations

import pytest

from advisor.api.reading import check_layers
from advisor.casetest.drafts import draft_findings
from advisor.diagnostics import Diagnostic, Span
from advisor.loading.declarations.memo import Itself, Memo
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.syntax.files import PackTexts
from advisor.loading.syntax.nodes import ListNode, MapNode
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.example_pack import PACK

WRONG = Diagnostic("ADV101", "wrong", Span("a.yaml", 1, 1, 1, 2))


def test_what_is_taken_back_is_there_still() -> None:
    memo, made = Memo(), []

    def value(of: str) -> str:
        mark = memo.mark("fact", [of])
        return memo.value("part", (mark,), lambda: made.append(of) or of)

    assert [value(of) for of in ("a", "b", "a", "c", "b", "a")] == ["a", "b", "a", "c", "b", "a"]
    assert made == ["a", "b", "c"]
    assert value("d") == "d"
    assert value("c") == "c"  # too long ago
    assert made == ["a", "b", "c", "d", "c"]


def test_a_text_that_is_there_again_is_not_read_again() -> None:
    memo, read = Memo(), []

    def documents(text: str) -> object:
        return memo.documents(text, "a.yaml", lambda *of: read.append(text) or read_yaml(*of))

    first = documents("a: 1\n")
    assert documents("a: 2\n") is not first
    assert documents("a: 1\n") is first
    assert read == ["a: 1\n", "a: 2\n"]


def test_what_stands_where_it_stood_is_the_very_same() -> None:
    before = read_yaml("rules:\n  - {a: 1}\n  - {b: [x, y]}\nz: 1\n", "a.yaml")
    after = read_yaml("rules:\n  - {a: 2}\n  - {b: [x, y]}\nz: 1\n", "a.yaml")
    [old], [new] = before.documents, after.with_parts_of(before).documents
    assert new == after.documents[0]
    assert isinstance(old, MapNode) and isinstance(new, MapNode)
    rules, others = old.get("rules"), new.get("rules")
    assert isinstance(rules, ListNode) and isinstance(others, ListNode)
    assert [one is other for one, other in zip(rules.items, others.items, strict=True)] == [
        False,
        True,
    ]
    assert new.get("z") is old.get("z")
    moved = read_yaml("\nrules:\n  - {a: 1}\n  - {b: [x, y]}\nz: 1\n", "a.yaml")
    assert moved.with_parts_of(before) == moved
    longer = read_yaml("rules:\n  - {a: 1}\n  - {b: [x, y]}\nz: 1\ny: 2\n---\nmore\n", "a.yaml")
    assert longer.with_parts_of(before) == longer
    assert before.with_parts_of(longer) == before


def test_itself_is_no_other_though_they_be_equal() -> None:
    one: list[int] = []
    assert Itself(one) == Itself(one)
    assert Itself(one) != Itself([])


@pytest.mark.parametrize(
    ("own", "other", "is_put_off"),
    [
        ([WRONG], "b.yaml", True),  # something in the file that is read first is wrong already
        ([], "b.yaml", False),
        ([WRONG], "a.yaml", False),  # it stands in that file itself
        ([WRONG], None, False),  # nobody knows where it stands
    ],
)
def test_what_stands_elsewhere_waits_once_something_is_wrong_here(
    own: list[Diagnostic], other: str | None, is_put_off: bool
) -> None:
    memo = Memo()
    memo.part("other", (1,), NodeReader(), lambda _: "old", path=other)
    with memo.reading_first("a.yaml"):
        memo.part("own", (2,), NodeReader(), lambda reader: reader.found.extend(own), path="a.yaml")
        made = memo.part("other", (2,), NodeReader(), lambda _: "new", path=other)
    assert memo.puts_off is is_put_off
    assert made == ("old" if is_put_off else "new")


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("ask: Which company?", "ask: What company?", 0),
        ("title: Ask {company} how", "title: Ask at {company} how", 0),
        ("good: Good", "good: Well", 0),
        ("applied: Applied", "applied: Sent", 1),  # which the letter says
        ("How do things stand?", "How do things stand? {{ company }}", 1),
    ],
)
def test_a_letter_is_filled_again_where_what_it_says_is_another_thing(
    old: str, new: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {**PACK, "drafts/question.md": f"{PACK['drafts/question.md']}{{{{ stage }}}}"}
    after = {name: text.replace(old, new) for name, text in before.items()}
    assert before != after
    memo = Memo()
    one, other = (check_layers((PackTexts("p", texts),), (), memo) for texts in (before, after))
    assert one.program is not None and other.program is not None
    filled: list[object] = []
    monkeypatch.setattr("advisor.casetest.drafts.fill_draft", lambda *of: filled.append(of))
    memo = Memo()
    draft_findings(one.program, before, memo)
    first = len(filled)
    draft_findings(other.program, after, memo)
    assert len(filled) - first == count * first
    assert first > 0
