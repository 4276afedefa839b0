"""Lines that fit, and text that cannot steer a terminal."""

from unicodedata import category

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from advisor.rendering.layout import cells, clipped, padded, plain_text, wrap

PLAIN = {
    "an escape sequence": ("\x1b[31mred", "\\x1b[31mred"),
    "a bell": ("ding\a", "ding\\x07"),
    "line breaks and tabs": ("a\nb\r\tc\u2028d", "a b  c d"),
    "a turn of the direction of writing": ("abc\u202edef", "abcdef"),
    "joined emoji stay": ("👩\u200d💻", "👩\u200d💻"),
    "a lone surrogate": ("\ud800", "\\ud800"),
    "letters of any script": ("Zoë 日本 Ωμ", "Zoë 日本 Ωμ"),
}


@pytest.mark.parametrize("case", PLAIN.values(), ids=PLAIN)
def test_what_could_steer_a_terminal_is_made_visible(case: tuple[str, str]) -> None:
    text, plain = case
    assert plain_text(text) == plain


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    left = plain_text(text).replace("\u200d", "").replace("\u200c", "")
    assert not {category(char) for char in left} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_wide_letters_take_two_cells_and_marks_take_none() -> None:
    assert cells("日本") == 4
    assert cells("e\u0301") == 1
    assert cells("plain") == 5


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Zoë, naïve – “5 €”…", 19),
        ("Ωμέγα и ж", 9),
        ("👩\u200d👩\u200d👧", 2),  # one family
        ("👍🏽", 2),  # a thumb and its colour
        ("☂\ufe0f", 2),  # an umbrella drawn as an emoji
        ("ｗｉｄｅ", 8),
        ("", 0),
    ],
)
def test_signs_take_the_cells_that_a_terminal_gives_them(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(st.characters(max_codepoint=0x2100, exclude_categories=("Cc", "Cf", "Cs"))))
def test_what_needs_no_library_is_as_wide_as_the_library_says(text: str) -> None:
    assert cells(text) == wcwidth.width(text, control_codes="ignore")


def test_lines_break_at_spaces_and_carry_their_lead() -> None:
    text = "one two three four five six seven eight"
    assert wrap(text, 30, "1. ", "   ") == ["1. one two three four five six", "   seven eight"]


def test_a_word_longer_than_a_line_is_left_whole() -> None:
    address = "https://example.org/" + "x" * 40
    assert wrap(f"see {address} there", 30) == ["see", address, "there"]


def test_nothing_to_wrap_is_one_empty_line() -> None:
    assert wrap("", 40, "  ") == [""]


@given(st.text(), st.integers(30, 100))
def test_no_line_is_wider_than_asked_but_for_single_words(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width or " " not in line for line in lines)
    assert " ".join(lines).split() == plain_text(text).split()


def test_clipped_text_shows_that_something_is_missing() -> None:
    assert clipped("short", 10) == "short"
    assert clipped("a longer text", 9) == "a longer…"
    assert clipped("日本日本日本", 5) == "日本…"
    assert clipped("日本日本日本", 6) == "日本…"
    assert clipped("ab👩\u200d👩\u200d👧👍🏽cd", 6) == "ab👩\u200d👩\u200d👧…"


def test_padding_counts_cells() -> None:
    assert padded("日本", 6) == "日本  "
