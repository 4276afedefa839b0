"""Columns with words of their own are told with the mapping file that reads them, and it does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.counts.causes import Causes
from advisor.batch.problems import RowProblem, WrongValue, in_their_words
from advisor.batch.sources.headings import folded
from advisor.cli.batch.column_value_hints import words_to_map
from tests.batch.tables import batch, program

ROWS = ["--rows", "application", "--by", "person", "--summary"]
# Cells of `Dank` by rows, and the values that are proposed.
YES_AND_NO = {
    "German": (["ja", "nein", "ja"], "{ja: yes, nein: no}"),
    "only yes": (["ja", "ja", ""], "{ja: yes, nein: no}"),
    "Dutch": (["Ja", "Nee", ""], "{Ja: yes, Nee: no}"),
    "French": (["OUI", "non", ""], "{OUI: yes, non: no}"),
    "Turkish": (["evet", "", ""], "{evet: yes, hayır: no}"),
    "a mark or nothing": (["x", "", "x"], "{x: yes}"),
    "unknown": (["vielleicht", "vielleicht", "ja"], "{vielleicht: …, ja: yes, nein: no}"),
    "with a sign behind": (["ja!", "ja!", ""], "{ja!: yes}"),
    "with more behind a sign": (
        ["yes - email", "No; forgot", "no idea"],
        "{yes - email: yes, No; forgot: no, no idea: …}",
    ),
    "one that nobody knows": (["perhaps", "", ""], "{perhaps: …}"),
}


@pytest.mark.parametrize(("cells", "values"), YES_AND_NO.values(), ids=YES_AND_NO)
def test_words_for_yes_and_no_are_mapped(cells: list[str], values: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [f"p{n},Acme,interviewed,2026-11-20,{cell}\n" for n, cell in enumerate(cells)]
    path.write_text("person,company,stage,held_on,Dank\n" + "".join(rows))
    done = batch(path, *ROWS, "--map", "Dank=thanked")
    assert done.exit_code == 1
    line = f"columns: {{Dank: {{to: thanked, values: {values}}}}}"
    assert f"`Dank` has words of its own: write `{line}` into a file words.yaml, and add" in done.stderr  # fmt: skip
    words = tmp_path / "words.yaml"
    words.write_text(line.replace("…", "no"), encoding="utf-8")
    again = batch(path, *ROWS, "--map", words)
    assert again.exit_code == 0, again.stderr


def test_all_columns_are_in_one_file_and_choices_that_are_near_are_filled_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "person,company,stage,held_on,thanked\na,Acme,Ghosted,2026-11-20,ja\nb,Acme,Offerd,2026-11-20,ja\n"
    )
    assert (
        "`thanked` and `stage` have words of their own: write `columns: {thanked: {to: thanked, values: {ja: yes, nein: no}},"
        " stage: {to: stage, values: {Ghosted: …, Offerd: offered}}}` into"
    ) in batch(path, *ROWS).stderr


def test_columns_in_lists_are_named_with_these(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"applications": [{"company": "A", "stage": "offered", "interviews": [{"held_on": "2026-11-20", "thanked": "ja"}]}]}\n')  # fmt: skip
    line = "columns: {applications.interviews.thanked: {to: thanked, values: {ja: yes, nein: no}}}"
    assert line in batch(path, "--summary").stderr
    words = tmp_path / "words.yaml"
    words.write_text(line)
    assert batch(path, "--summary", "--map", words).exit_code == 0


ODD = (
    "Sent?",
    "a: b",
    "#1",
    "? what",
    "- x",
    "{a}",
    "[b], c",
    "'s gone",
    '"Acme"',
    "100 %",
    "&a *b",
    "!!x",
    "@y",
    "a #b",
    "…",
    "ä, ö",
    "a|b>c",
    "null and void",
    "a\\b",
)
NAMES = st.sampled_from(ODD) | st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn")),
    min_size=1,
    max_size=12,
)


@given(st.lists(NAMES, min_size=1, max_size=5, unique_by=folded), NAMES)
def test_what_is_proposed_is_read_as_it_was_meant(words: list[str], column: str) -> None:
    causes = Causes()
    for row, word in enumerate([*words, *words], 1):
        wrong = WrongValue("ADV403", "", "is not one of the choices", word)
        problem = RowProblem.of(row, None, wrong.at("stage", "applications[0]"))
        causes.note([in_their_words({"applications[].stage": column})(problem)])
    said = words_to_map(causes, program().pack, is_flat=True)
    assert said is not None
    line = said.partition("write `")[2].rpartition("` into a file")[0]
    assert "\n" not in line
    found = yaml.load(line, yaml.BaseLoader)["columns"]
    assert list(found) == [column]
    assert found[column]["to"] == "stage"
    assert list(found[column]["values"]) == words


def test_all_words_of_a_column_are_named_the_most_frequent_first(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    words = [f"Level {n}" for n in range(7) for _ in range(n + 1)]
    rows = [f"p{n},Acme,{word},2026-11-20\n" for n, word in enumerate(words)]
    path.write_text("person,company,stage,held_on\n" + "".join(rows))
    values = ", ".join(f"Level {n}: …" for n in reversed(range(7)))
    assert f"columns: {{stage: {{to: stage, values: {{{values}}}}}}}" in batch(path, *ROWS).stderr


SLIPS = {"a choice": ["yes"], "none": ["no"]}


@pytest.mark.parametrize("cells", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_no_word_of_its_own(cells: list[str], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [f"p{n},Acme,offerd,2026-11-20,{cell}\n" for n, cell in enumerate(cells) if not n]
    path.write_text("person,company,stage,held_on,thanked\n" + "".join(rows))
    done = batch(path, *ROWS)
    assert "`offerd` is not one of the choices" in done.stderr
    assert "words of" not in done.stderr
