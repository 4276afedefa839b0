"""Whole situations as files: what is written is read back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.ir import TEXT, Instance, Pack, Situation, Type
from advisor.loading.declarations.situations import load_situations
from advisor.recording.situation_texts import (
    ScalarStyle,
    scalar_text,
    situation_json,
    situation_text,
    value_text,
)
from tests.small_pack import small_pack
from tests.strategies.packs import random_pack
from tests.strategies.situations import Situations


def read(pack: Pack, text: str, format: str) -> Situation:
    """The one situation of a text that must be without mistakes."""
    loaded = load_situations(text, "s", pack, format)
    assert not loaded.failed, loaded.diagnostics
    [case] = loaded.cases
    return case.situation


def application(**facts: str | int | None) -> Instance:
    facts = {"company": "Acme", "stage": "applied", **facts}
    return Instance("application", facts, {"interviews": ()}, frozenset({"interviews"}))


def test_a_situation_is_written_as_a_person_would_write_it() -> None:
    interview = Instance("interview", {"held_on": 739_940, "thanked": False})
    acme = Instance(
        "application",
        {
            "company": "Acme",
            "stage": "interviewed",
            "reply_by": None,
            "takes": 14,
            "chases": 1_500_000,
        },
        {"interviews": (interview,)},
    )
    root = Instance(
        "situation", {"mood": "calm"}, {"applications": (acme, application(company="No"))}
    )
    assert situation_text(small_pack(), root, "Waiting: Acme", 739_942) == (
        'situation: "Waiting: Acme"\n'
        "today: 2026-11-22\n"
        "mood: calm\n"
        "applications:\n"
        "  - company: Acme\n"
        "    stage: interviewed\n"
        "    reply_by: none\n"
        "    takes: 2 weeks\n"
        "    chases: 1.5\n"
        "    interviews:\n"
        "      - held_on: 2026-11-20\n"
        "        thanked: no\n"
        "  - company: No\n"
        "    stage: applied\n"
    )


def test_a_list_that_is_known_to_be_empty_is_none_and_an_open_one_is_left_out() -> None:
    closed = Instance("situation", {}, {"applications": ()})
    assert situation_text(small_pack(), closed) == "applications: none\n"
    still_open = replace(closed, open_lists=frozenset({"applications"}))
    assert situation_text(small_pack(), still_open) == "{}\n"
    assert read(small_pack(), "{}\n", "yaml").root == closed


@pytest.mark.parametrize(
    ("text", "written"),
    {
        "Acme": "Acme",
        "No": "No",
        "1e3": "1e3",
        "007": "007",
        "2026-11-22": "2026-11-22",
        "Müller & Söhne": "Müller & Söhne",
        "don't": "don't",
        "none": '"none"',
        "null": '"null"',
        "~": '"~"',
        "": '""',
        " Acme": '" Acme"',
        "Thanks: late": '"Thanks: late"',
        "Acme #2": '"Acme #2"',
        "{company}": '"{company}"',
        "- Acme": '"- Acme"',
        "end:": '"end:"',
        'the "best"': 'the "best"',
        "two\nlines": '"two\\nlines"',
        "a\tb": '"a\\tb"',
        "no\u00a0break": '"no\\u00a0break"',
        "\u2028": '"\\u2028"',
    }.items(),
)
def test_text_is_quoted_only_where_it_would_say_something_else(text: str, written: str) -> None:
    assert scalar_text(text, ScalarStyle.BLOCK) == written


def test_between_brackets_commas_need_quotes_too() -> None:
    assert scalar_text("Smith, Jones", ScalarStyle.BLOCK) == "Smith, Jones"
    assert scalar_text("Smith, Jones", ScalarStyle.FLOW) == '"Smith, Jones"'
    assert value_text("Smith", TEXT, ScalarStyle.JSON) == '"Smith"'
    assert value_text(None, TEXT, ScalarStyle.JSON) == "null"


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"))
    | st.sampled_from("\n\t:#-{}[],'\"?&*!|>%@`")
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, TEXTS)
def test_any_text_survives_in_yaml_and_in_json(title: str, company: str, role: str) -> None:
    pack = small_pack()
    company = (
        company if company.strip() else "x"
    )  # it is required, and blanks are as good as nothing
    root = Instance(
        "situation", {"mood": "calm"}, {"applications": (application(company=company, role=role),)}
    )
    title = title.strip() or "x"  # of a title, the blanks around it do not count
    for write, format in (
        (situation_text, "yaml"),
        (situation_json, "json"),
        (situation_json, "jsonl"),
    ):
        found = read(pack, write(pack, root, title, 739_942), format)
        assert found.root.lists["applications"][0].facts == {
            "company": company,
            "stage": "applied",
            "role": role,
        }
        assert (found.title, found.today) == (title, 739_942)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(0, 10**6))
def test_reading_what_was_written_gives_the_same_situation(
    pack_seed: int, size: int, situation_seed: int
) -> None:
    pack = random_pack(pack_seed, size)
    posed = Situations(pack).pose(situation_seed, 2)
    for write, format in (
        (situation_text, "yaml"),
        (situation_json, "json"),
        (situation_json, "jsonl"),
    ):
        found = read(pack, write(pack, posed.root, "A title", posed.today), format)
        assert found.root == posed.root
        assert found.today == posed.today


def test_a_type_without_choices_is_written_like_text() -> None:
    assert value_text("x", Type(TEXT.kind), ScalarStyle.BLOCK) == "x"
