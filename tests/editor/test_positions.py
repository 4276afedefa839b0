"""Places in a text: in UTF-16 code units as editors count, in code points as our spans do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.diagnostics import Span
from advisor.editor.positions import Lines, Position, Range


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (0, 0)),
        ("abc", 3, (0, 3)),  # behind the last character, without a break
        ("abc\n", 4, (1, 0)),
        ("a\r\nb", 3, (1, 0)),
        ("a\rb", 2, (1, 0)),
        ("é: x", 3, (0, 3)),  # one unit
        ("😀: x", 1, (0, 2)),  # two
        ("a\n😀😀b", 5, (1, 5)),
        ("a\u2028b", 2, (0, 2)),  # no new line for an editor
        ("a", 99, (0, 1)),
    ],
)
def test_an_offset_is_the_position_that_an_editor_means(
    text: str, offset: int, position: tuple[int, int]
) -> None:
    assert Lines(text).position(offset) == Position(*position)
    assert Lines(text).offset_of(Position(*position)) == min(offset, len(text))


@pytest.mark.parametrize(
    ("text", "position", "offset"),
    [
        ("ab\ncd", (0, 9), 2),  # behind the end of a line: its end
        ("ab\r\ncd", (0, 9), 2),
        ("ab\ncd", (7, 0), 5),  # behind the last line: the end
        ("😀b", (0, 1), 1),  # in the middle of a character: behind it
    ],
)
def test_what_lies_outside_is_moved_to_the_nearest_place(
    text: str, position: tuple[int, int], offset: int
) -> None:
    assert Lines(text).offset_of(Position(*position)) == offset


@pytest.mark.parametrize(
    ("text", "span", "start", "end"),
    [
        ("a: b\nc: d\n", (2, 4, 2, 5), (1, 3), (1, 4)),
        ("\ufeffa: b", (1, 4, 1, 5), (0, 4), (0, 5)),  # the mark is no part of our first line
        ("a: 😀 b\n", (1, 6, 1, 7), (0, 6), (0, 7)),
        ("a\u2028b: c\n", (2, 1, 2, 2), (0, 2), (0, 3)),  # a new line for YAML only
        ("a\n", (1, 1, 9, 1), (0, 0), (1, 0)),
        ("", (1, 1, 1, 2), (0, 0), (0, 0)),
    ],
)
def test_a_span_is_the_range_that_an_editor_means(
    text: str, span: tuple[int, int, int, int], start: tuple[int, int], end: tuple[int, int]
) -> None:
    assert Lines(text).range(Span("a.yaml", *span)) == Range(Position(*start), Position(*end))


@given(st.text(st.sampled_from("ab \n\r😀é\u2028\x85"), max_size=12), st.data())
def test_every_offset_comes_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    is_inside_a_break = text[offset - 1 : offset + 1] == "\r\n"
    lines = Lines(text)
    assert lines.offset_of(lines.position(offset)) == offset - is_inside_a_break
    assert lines.position(offset).character >= 0
