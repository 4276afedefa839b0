"""One word for one thing: what the glossary in CONTRIBUTING promises, held."""

from __future__ import annotations

import io
import re
import tokenize
from functools import cache

import pytest

from tests.architecture.house import HOUSE, Figures, classes_with_two_meanings, figures_of


def test_no_public_class_name_stands_for_two_things() -> None:
    assert classes_with_two_meanings() == {}


# What was called so has the field's name now; a new thing finds a better name than these.
SUPERSEDED = {
    "card": "fact template",
    "circle": "cycle",
    "deck": "rule group",
    "doubt": "unmatched id",
    "happening": "placed event",
    "heard": "interpreted or unsilenced",
    "hearing": "asking what has happened",
    "hopeless": "permanent",
    "judge": "advisor",
    "judging": "options",
    "keeper": "autosave",
    "mend": "repair",
    "mixing": "patching",
    "newcomer": "new name",
    "picking": "selecting",
    "pointwise": "elementwise",
    "remedy": "help",
    "saying": "statement",
    "slip": "mistake",
    "stray": "orphan",
    "stretch": "batch",
    "talk": "prompter",
}


@cache
def words_in_names() -> set[str]:
    """Every word in a name of the program: `rowsOf` and `rows_of` have `rows` and `of`."""
    found: set[str] = set()
    for path in HOUSE.rglob("*.py"):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
            if token.type == tokenize.NAME:
                found.update(re.findall("[A-Z]?[a-z]+", token.string))
    return {word.lower() for word in found}


@pytest.mark.parametrize(("word", "instead"), SUPERSEDED.items())
def test_a_superseded_word_is_in_no_name(word: str, instead: str) -> None:
    assert not words_in_names() & {word, f"{word}s", f"{word}es"}, f"the word is {instead}"


def test_where_a_change_begins_there_is_a_file() -> None:
    text = (HOUSE.parent / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Where a change begins")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py|\.lark)?)`", section)
    assert len(named) > 20
    assert [path for path in named if not (HOUSE / path).exists()] == []


def test_lines_are_counted_as_what_they_are() -> None:
    text = '"""# No comment.\n\nimport nothing\n"""\n\nfrom a import (\n    b,\n)\n\nx = 1  # beside\n# alone\n'
    assert figures_of(text) == Figures(modules=1, lines=11, import_lines=3, comment_lines=1)
