"""JSON and JSON Lines to the same nodes as YAML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.loading.syntax import limits
from advisor.loading.syntax.json_reader import read_json, read_json_lines
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from tests.loading.reporting import Bad, reported, text_at

COMMA = "put a comma between two entries"
BAD = {
    "a comma too many in braces": Bad(
        '{"a": 1,}',
        "ADV017",
        "}",
        "a key in double quotes belongs here",
        "leave out the comma before it",
    ),
    "a comma too many in brackets": Bad(
        "[1,]", "ADV017", "]", "a value belongs here", "leave out the comma before it"
    ),
    "a key without quotes": Bad(
        "{a: 1}", "ADV017", "a", "a key in double quotes belongs here", 'write `"a"`'
    ),
    "no colon": Bad('{"a" 1}', "ADV017", "1", "a colon belongs here", 'write `"key": value`'),
    "a word of Python": Bad(
        '{"a": None}', "ADV017", "None", "`None` is not a JSON value", "did you mean `null`?"
    ),
    "a misspelt word": Bad(
        '{"a": True}', "ADV017", "True", "`True` is not a JSON value", "did you mean `true`?"
    ),
    "an apostrophe": Bad(
        "{\"a\": 'b'}", "ADV017", "'", "`'` is not a JSON value", "write `\"` for `'`"
    ),
    "nothing": Bad("", "ADV017", "", "there is nothing here", "write a value"),
    "an open string": Bad(
        '{"a": "x', "ADV017", '"', "this string is never closed", 'write `"` where it ends'
    ),
    "a line end in a string": Bad(
        '{"a": "x\ny"}',
        "ADV017",
        "\n",
        "a line end or control character inside a string",
        'close the string with `"` on its line, or write `\\n`',
    ),
    "an open bracket": Bad(
        '{"a": [1, 2', "ADV017", "[", "this bracket is never closed", "write `]` where it ends"
    ),
    "something behind": Bad(
        '{"a": 1} x y',
        "ADV017",
        "x y",
        "something follows the end of the value",
        "write one value; for several situations, use JSON Lines",
    ),
    "no comma": Bad("[1 2]", "ADV017", "2", "`,` or `]` belongs here", COMMA),
    "an unknown code": Bad(
        '{"a": "\\q"}',
        "ADV017",
        "\\",
        "a backslash begins a code, and this one is unknown",
        "write `\\\\` for a backslash",
    ),
    "a number with a zero before it": Bad(
        '{"a": 01}',
        "ADV017",
        "01",
        "`01` is not a JSON value",
        "write digits, such as `3` or `1.5`",
    ),
    "a key twice": Bad(
        '{"a": 1,\n "a": 2}', "ADV015", '"a"', "`a` stands here twice", "keep one of the two"
    ),
    "half a character": Bad(
        '["\\ud800"]',
        "ADV004",
        '"\\ud800"',
        "the character U+D800 does not belong in a text",
        "delete it",
    ),
    "too deep": Bad(
        "[" * 100_000,
        "ADV009",
        "[",
        "lists and `key: value` lines stand more than 60 deep inside each other",
        "nothing in this language is nested that deep",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_is_explained_where_it_stands(bad: Bad) -> None:
    read = read_json(bad.text, "x")
    [found] = reported(read.diagnostics, {"x": bad.text})
    assert found == (bad.code, bad.underlined, bad.message, bad.help)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_what_json_writes_is_read_and_placed(value: object, indent: int | None, a: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=a)
    read = read_json(text, "x")
    assert read.diagnostics == ()
    [node] = read.documents
    assert node is not None
    check(node, value, text)


def check(node: Node, value: object, text: str) -> None:
    """Compare with what `json` made of it, all the way down, and the places with the text."""
    match node:
        case ListNode(items=items):
            assert isinstance(value, list)
            assert len(items) == len(value)
            for item, inner in zip(items, value, strict=True):
                check(item, inner, text)
        case MapNode(entries=entries):
            assert isinstance(value, dict)
            assert [key.text for key, _ in entries] == list(value)
            for key, inner in entries:
                check(inner, value[key.text], text)
        case ScalarNode():
            where = text.split("\n")[node.span.line - 1]
            written = where[node.span.column - 1 : node.span.end_column - 1]
            assert json.loads(written) == value
            if isinstance(value, str):
                assert not node.is_plain
                assert node.text == value
            else:
                assert node.is_plain
                assert node.text == written
                assert node.is_none is (value is None)


def test_a_bad_line_of_json_lines_spoils_only_itself() -> None:
    text = '{"a": 1}\n\n{"a": }\r\n{"a": "x\u2028y"}\n'
    read = read_json_lines(text, "x")
    assert [node is None for node in read.documents] == [False, True, False]
    [problem] = read.diagnostics
    assert (problem.span.line, problem.span.column) == (3, 7)


def test_what_would_grow_too_large_is_refused() -> None:
    huge = f'["{"x" * limits.MAX_YAML_CHARACTERS}"]'
    wide = f"[{'1,' * limits.MAX_NODES}1]"
    assert [d.code for d in read_json(huge, "x").diagnostics] == ["ADV002"]
    assert [d.code for d in read_json(wide, "x").diagnostics] == ["ADV010"]
    lines = read_json_lines(f"{huge}\n1\n", "x")
    assert [node is None for node in lines.documents] == [True, False]
    assert [d.code for d in lines.diagnostics] == ["ADV002"]


CUT_OFF = ['{"a": {"b": [1, {"c": "d"}]}}'[:end] for end in range(29)]


@pytest.mark.parametrize("text", CUT_OFF)
def test_json_cut_off_anywhere_is_explained(text: str) -> None:
    read = read_json(text, "x")
    assert read.documents == (None,)
    [problem] = read.diagnostics
    assert problem.message in (
        "this bracket is never closed",
        "this string is never closed",
        "there is nothing here",
    )


def test_reading_stops_where_hardly_a_line_is_json() -> None:
    read = read_json_lines("x\n" * 5_000, "x")
    assert len(read.documents) < 1_100


def test_a_string_without_codes_is_found_letter_by_letter() -> None:
    text = '{"a": "stage is offered"}'
    [node] = read_json(text, "x").documents
    assert isinstance(node, MapNode)
    value = node.get("a")
    assert isinstance(value, ScalarNode)
    assert text_at(text, value.span_of(9, 16)) == "offered"
