"""The layout, as tables of what is written and what becomes of it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from advisor.formatting.layout import lay_out
from advisor.formatting.proving import documents_of
from advisor.formatting.tree import LayoutError


def laid(text: str, is_pack: bool = False) -> str:
    return lay_out(dedent(text).lstrip("\n"), is_pack)


def wanted(text: str) -> str:
    return dedent(text).lstrip("\n")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a:   1\n", "a: 1\n"),
        ("a:\n    b: 1\n    c:\n     - x\n", "a:\n  b: 1\n  c:\n    - x\n"),
        ("a:\n- x\n-   y\n", "a:\n  - x\n  - y\n"),
        ("-   a: 1\n    b: 2\n", "- a: 1\n  b: 2\n"),
        ("-\n  a: 1\n", "- a: 1\n"),
        ("- - a\n  - b\n- c\n", "- - a\n  - b\n- c\n"),
        ("a:\n\n\n  b: 1\n\n\n\n  c: 2\n\n\n", "a:\n  b: 1\n\n  c: 2\n"),
        ("\n\na: 1\n", "a: 1\n"),
        (
            "a: {b:  1,c: [ x,y ]}\n",
            None,
        ),  # no space behind the comma: another YAML would not read it
        ("a: {b:  1, c: [ x, y ]}\n", "a: {b: 1, c: [x, y]}\n"),
        ("a: [x,\n    y]\n", "a: [x, y]\n"),
        ("a: { }\nb: [  ]\n", "a: {}\nb: []\n"),
        ("a: 'x'\nb: \"y\"\n", "a: 'x'\nb: \"y\"\n"),
        ("a:\n  long words\n     go on\n", "a: long words\n  go on\n"),
        (
            "a: >-\n      long\n        deeper\n\n      words\n\n\nb: 1\n",
            "a: >-\n  long\n    deeper\n\n  words\n\nb: 1\n",
        ),
        ("a: |+\n   x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
        ("a: |4\n      x\n    y\n", "a: |2\n    x\n  y\n"),
        ("a: |\n  no end", "a: |-\n  no end\n"),
        ("a: 1\r\nb:\r\n   c: 2\r\n", "a: 1\r\nb:\r\n  c: 2\r\n"),
        ("---\na: 1\n", "a: 1\n"),
        ("a: 1\n...\n---\nb: 2\n", "a: 1\n---\nb: 2\n"),
        ("a: &x  b\nc: *x\n", "a: &x b\nc: *x\n"),
        ("a: &x\n   b: 1\nc: *x\n", "a: &x\n  b: 1\nc: *x\n"),
        ("? a\n: 1\n", "a: 1\n"),
        ("{a:   1}\n", "{a: 1}\n"),
        ("# one\nwords   \n", "# one\nwords\n"),
        ("a: &x\nb: *x\n", "a: &x\nb: *x\n"),
        ('a: ["x\\\n  y",\n  z]\n', 'a:\n  - "x\\\n    y"\n  - z\n'),
        ("a: {&x b: 1}\nc: {*x : 2}\n", "a: {&x b: 1}\nc: {*x : 2}\n"),
        ("- [a,   b]\n- [ccc, d]\n", "- [a,   b]\n- [ccc, d]\n"),
        ("a:\n- [a,   b]\n- {c: 1, d: 2}\n", "a:\n  - [a,   b]\n  - {c: 1, d: 2}\n"),
        ("- [a,   b]\n", "- [a, b]\n"),
        ("- [a,  b]\n- c\n", "- [a, b]\n- c\n"),
        ("", ""),
        ("# only this\n", "# only this\n"),
    ],
)
def test_space_is_put_in_order(written: str, expected: str | None) -> None:
    found = lay_out(written, is_pack=False)
    if expected is not None:
        assert found == expected
    assert documents_of(found) == documents_of(written)
    assert lay_out(found, is_pack=False) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # Alone on a line, it stands where what follows stands.
        ("a:\n# one\n   - x\n   # two\n   - y\n", "a:\n  # one\n  - x\n  # two\n  - y\n"),
        # Indented further than what follows, it belongs to what stands before it.
        ("a:\n    - x\n    # - y\nb: 1\n", "a:\n  - x\n  # - y\nb: 1\n"),
        ("a:\n    - b: 1\n      # c: 2\n    - d\n", "a:\n  - b: 1\n    # c: 2\n  - d\n"),
        # Behind something, it stays behind it, two spaces away at least.
        ("a: 1 # one\nb: 2      # two\n", "a: 1  # one\nb: 2      # two\n"),
        ("a: # one\n    b: 2\n", "a:  # one\n  b: 2\n"),
        ("-   # one\n    a: 1\n", "-   # one\n  a: 1\n"),
        ("a:\n   # one\n   b\n", "a:\n  # one\n  b\n"),
        ("a: |  # one\n     x\n", "a: |  # one\n  x\n"),
        # In brackets there is no place for it.
        ("a: [x,  # one\n  y]  # two\n", "a:\n  - x  # one\n  - y  # two\n"),
        ("a: {x: 1,\n  # one\n  y: 2}\n", "a:\n  x: 1\n  # one\n  y: 2\n"),
        # What looks like one and is none.
        ("a: 'x # y'\nb: a#b\nc: >-\n    # x\n", "a: 'x # y'\nb: a#b\nc: >-\n  # x\n"),
        ("# top\n\na: 1\n\n# end\n", "# top\n\na: 1\n\n# end\n"),
        ("a: 1\n# between\n---\n# more\nb: 2\n", "a: 1\n# between\n---\n# more\nb: 2\n"),
    ],
)
def test_comments_keep_their_place(written: str, expected: str) -> None:
    assert lay_out(written, is_pack=False) == expected
    assert lay_out(expected, is_pack=False) == expected


def test_rules_and_sections_stand_apart() -> None:
    written = """
        actions:
          a: {title: A}
          b: {title: B}
        rules:
          - rule: r
            when: x
          # why there is s
          - rule: s
            when: y
            # unless: z
          - rule: t
            advise:
              action: a
    """
    assert laid(written, is_pack=True) == wanted(
        """
        actions:
          a: {title: A}
          b: {title: B}

        rules:
          - rule: r
            when: x

          # why there is s
          - rule: s
            when: y
            # unless: z

          - rule: t
            advise:
              action: a
        """
    )


def test_facts_of_a_situation_do_not_stand_apart() -> None:
    text = wanted(
        """
        situation: Waiting
        today: 2026-11-22
        applications:
          - company: Acme
            stage: offered
          - company: Globex
        """
    )
    assert lay_out(text, is_pack=False) == text


def test_brackets_over_several_lines_get_a_line_each_where_one_has_no_room() -> None:
    names = [f"a-rule-with-a-long-name-{n}" for n in range(6)]
    text = "a:\n  because: [{}]\n".format(",\n    ".join(names))
    assert lay_out(text, is_pack=False) == "a:\n  because:\n" + "".join(
        f"    - {n}\n" for n in names
    )
    one_line = f"a:\n  because: [{', '.join(names)}]\n"
    assert lay_out(one_line, is_pack=False) == one_line


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("%YAML 1.1\n---\na: 1\n", "`%`"),
        ("a: 1\u2028b: 2\n", "line end"),
        ("? long\n  key\n: 1\n", "key"),
        ("? [a]\n: 1\n", "key"),
        ("a: {? [b] : 1}\n", "key"),
        ("a: &x\n  words\nb: *x\n", "`&`"),
        ("a:  # one\n  &x\n  b: 1\nc: *x\n", "`&`"),
        ("a: [\n", "not YAML"),
    ],
)
def test_what_has_no_place_in_the_layout_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(LayoutError, match=why):
        lay_out(text, is_pack=False)


def test_no_empty_line_comes_behind_a_block_that_keeps_them() -> None:
    assert lay_out("a: |+\n   x\nb: 1\n", is_pack=True) == "a: |+\n  x\nb: 1\n"
