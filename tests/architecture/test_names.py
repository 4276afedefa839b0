"""One word for one thing: what the glossary in CONTRIBUTING promises, held."""

from __future__ import annotations

from tests.architecture.house import Figures, classes_with_two_meanings, figures_of


def test_no_public_class_name_stands_for_two_things() -> None:
    assert classes_with_two_meanings() == {}


def test_lines_are_counted_as_what_they_are() -> None:
    text = '"""# No comment.\n\nimport nothing\n"""\n\nfrom a import (\n    b,\n)\n\nx = 1  # beside\n# alone\n'
    assert figures_of(text) == Figures(modules=1, lines=11, import_lines=3, comment_lines=1)
