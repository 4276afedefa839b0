"""The words of the language stand in one table, and the reference says the same."""

from __future__ import annotations

import re
from pathlib import Path

from advisor.loading.language.functions import (
    ALL_FUNCTIONS,
    FOREIGN_FUNCTIONS,
    FUNCTIONS,
    VALUE_FUNCTIONS,
)
from advisor.loading.language.tokens import KEYWORDS, RESERVED

REFERENCE = Path(__file__).resolve().parents[3] / "rules" / "LANGUAGE.md"


def test_the_reference_lists_the_reserved_words_and_no_others() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    sentence = re.search(r"Reserved words, which .*?\.\n\n", text, re.DOTALL)
    assert sentence is not None
    quoted = " ".join(re.findall(r"`([^`]*)`", sentence[0]))
    assert sorted(quoted.split()) == sorted(RESERVED)


def test_the_reference_has_a_row_for_each_function() -> None:
    rows = [line for line in REFERENCE.read_text(encoding="utf-8").splitlines() if "|" in line]
    first_cells = " ".join(row.split("|")[1] for row in rows)
    missing = [name for name in ALL_FUNCTIONS if not re.search(rf"`{name}[(`]", first_cells)]
    assert missing == []


def test_no_function_bears_the_name_of_a_keyword_or_of_another_language() -> None:
    functions = (*FUNCTIONS.values(), *VALUE_FUNCTIONS.values())
    others = [other for function in functions for other in function.other_names]
    assert len(others) == len(set(others)) == len(FOREIGN_FUNCTIONS)
    assert not set(others) & {*RESERVED, *VALUE_FUNCTIONS}
    assert not set(FUNCTIONS) & {*KEYWORDS, *VALUE_FUNCTIONS}


def test_the_names_of_functions_of_values_are_free() -> None:
    """But for `days`, which is a unit."""
    assert RESERVED & set(VALUE_FUNCTIONS) == {"days"}


def test_the_twin_of_a_twin_is_the_function_itself() -> None:
    for name, function in FUNCTIONS.items():
        if function.twin is not None:
            twin = FUNCTIONS[function.twin]
            assert (twin.twin, twin.end) == (name, function.end)
            assert not set(function.takes or ()) & set(twin.takes or ())
