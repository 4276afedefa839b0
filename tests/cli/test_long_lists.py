"""Without arrow keys, a long list of answers is shown once, and again when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from advisor.cli.prompts.menus import listed
from advisor.cli.prompts.prompting import LONG_LIST, Prompter
from advisor.rendering.layout import PLAIN


def prompter_with(*lines: str) -> Prompter:
    typed: Iterator[str] = iter(lines)
    return Prompter(PLAIN, 80, lambda: next(typed, None))


def test_a_long_list_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    prompter = prompter_with()
    many = listed({f"choice_{n}": f"choice {n}" for n in range(1, LONG_LIST + 1)})
    prompter.offer(many, "a number")
    assert capsys.readouterr().err.count("choice ") == LONG_LIST
    prompter.offer(many, "a number")
    again = "(the same 8 answers as before: ? lists them; a number)\n"
    assert capsys.readouterr().err == again
    others = listed({f"other_{n}": f"other {n}" for n in range(1, LONG_LIST + 1)})
    prompter.offer(others, "a number")
    assert capsys.readouterr().err.count("other ") == LONG_LIST


def test_a_short_list_is(capsys: pytest.CaptureFixture[str]) -> None:
    prompter = prompter_with()
    few = listed({"one": "This one", "two": "That one"})
    for _ in range(2):
        prompter.offer(few, "a number")
        assert capsys.readouterr().err == "  1  This one\n  2  That one\n(a number)\n"
