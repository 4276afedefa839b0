"""What somebody probably meant."""

from __future__ import annotations

import pytest

from advisor.diagnostics.suggestions import (
    closest,
    did_you_mean,
    is_in_quotes,
    listed,
    meant_of,
    quoted,
    without_odd_signs,
)

NAMES = ("stage", "company", "chases_sent", "reply_by", "thank-interviewers", "is_open", "interest")
MEANT = {
    "stagee": "stage",
    "tsage": "stage",
    "Stage": "stage",
    "compny": "company",
    "chase_sent": "chases_sent",
    "chases-sent": "chases_sent",
    "thank_interviewers": "thank-interviewers",
    "thank-interviewer": "thank-interviewers",
    "isopen": "is_open",
    "comp": "company",
    "inter": "interest",
}


@pytest.mark.parametrize(("word", "meant"), MEANT.items())
def test_a_slip_of_the_keyboard_is_recognised(word: str, meant: str) -> None:
    assert closest(word, NAMES) == meant
    assert did_you_mean(word, NAMES) == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    "word", ["", "x", "com", "chases", "slags", "zebra", "stages_of_it", "pany", "é"]
)
def test_another_word_is_not_taken_for_one(word: str) -> None:
    assert closest(word, NAMES) is None
    assert did_you_mean(word, NAMES) is None


def test_of_equally_near_words_the_first_is_taken() -> None:
    assert closest("tone", ("tine", "tane")) == "tine"
    assert closest("tone", ("tane", "tine")) == "tane"


def test_long_lists_are_cut() -> None:
    assert listed("abc", most=3) == "`a`, `b`, `c`"
    assert listed("abcd", most=3) == "`a`, `b`, `c`, …"


def test_a_list_can_end_in_a_word_before_its_last() -> None:
    assert listed("a", last="or") == "`a`"
    assert listed("abc", last="or") == "`a`, `b` or `c`"
    assert listed("abcd", most=3, last="or") == "`a`, `b`, `c`, …"


def test_words_are_repeated_on_one_line_and_not_too_long() -> None:
    assert quoted("a \n\tb\x00c") == "`a b c`"
    assert quoted("x" * 100) == f"`{'x' * 79}…`"


@pytest.mark.parametrize(
    ("text", "plain", "names"),
    [
        ("yes\u200b", "yes", "a space of no width (U+200B)"),
        ("2026\u201103\u201112", "2026-03-12", "a no-break hyphen (U+2011)"),
        ("\xa0stage", "stage", "a no-break space (U+00A0)"),
        ("\u201cyes\u201d", "yes", "typographic quotes (U+201C and U+201D)"),
        ("inter\xadviewed\xa0", "interviewed", "a soft hyphen (U+00AD) and a no-break space (U+00A0)"),
    ],
)  # fmt: skip
def test_signs_that_look_like_others_are_named(text: str, plain: str, names: str) -> None:
    assert without_odd_signs(text) == (plain, names)


def test_plain_text_holds_no_odd_signs() -> None:
    assert without_odd_signs('O\'Reilly & Söhne - "x"') is None


@pytest.mark.parametrize(
    ("text", "is_quoted"),
    [("“Initech”", True), ("„Initech“", True), ("«Initech»", True), ("The “Initech” Group", False), ("“”", False)],
)  # fmt: skip
def test_a_text_stands_in_quotes_where_it_begins_and_ends_with_them(
    text: str, is_quoted: bool
) -> None:
    assert is_in_quotes(text) == is_quoted


MANY = ("offered_on", *(f"fact_{n}" for n in range(13)))
INSTEAD = {
    ("stagee", NAMES, ""): "did you mean `stage`?",
    ("colour", NAMES[:2], ""): "there are `stage`, `company`",
    ("colour", ("stage", "stage"), ""): "there are `stage`",
    ("offer_day", MANY, ""): "like it is `offered_on`, of 14",
    ("offer_day", MANY, "facts"): "like it is `offered_on`; `advisor facts` lists all 14",
    ("colour", MANY, "facts"): "`advisor facts` lists all 14",
}


@pytest.mark.parametrize(("asked", "said"), INSTEAD.items())
def test_instead_of_a_name_that_is_none_there_is(
    asked: tuple[str, tuple[str, ...], str], said: str
) -> None:
    word, known, lists = asked
    assert meant_of(word, known, lists=lists) == said
