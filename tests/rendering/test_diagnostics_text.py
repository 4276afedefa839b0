"""Diagnostics with their source lines, and for programs."""

from dataclasses import dataclass, field

import pytest

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.rendering.diagnostics import count_words, render_diagnostics
from advisor.rendering.layout import Style

TEXT = "rules:\n  - rule: r\n    when: stge is offered\n"
BAD = Diagnostic(
    "ADV301",
    "unknown fact `stge`",
    Span("p/rules.yaml", 3, 11, 3, 15),
    help="did you mean `stage`?",
)


def test_a_diagnostic_underlines_the_place_and_says_what_to_write() -> None:
    assert render_diagnostics([BAD], {"p/rules.yaml": TEXT}) == (
        "p/rules.yaml:3:11: error[ADV301]: unknown fact `stge`\n"
        "  |\n"
        "3 |     when: stge is offered\n"
        "  |           ^^^^\n"
        "  = help: did you mean `stage`?\n"
        "\n"
    )


def test_what_is_related_is_shown_with_its_own_line() -> None:
    twice = Diagnostic(
        "ADV100",
        "rule `r` is declared twice",
        Span("a.yaml", 12, 3, 12, 7),
        Severity.WARNING,
        related=((Span("a.yaml", 1, 1, 1, 5), "first declared here"),),
    )
    text = "rule: r\n" + "\n" * 10 + "- rule: r\n"
    assert render_diagnostics([twice], {"a.yaml": text}) == (
        "a.yaml:12:3: warning[ADV100]: rule `r` is declared twice\n"
        "   |\n"
        "12 | - rule: r\n"
        "   |   ^^^^\n"
        "   = a.yaml:1:1: first declared here\n"
        "  |\n"
        "1 | rule: r\n"
        "  | ----\n"
        "\n"
    )


@dataclass(frozen=True)
class Excerpt:
    line: str
    columns: tuple[int, int]
    shown: str
    marks: str
    end_line: int = field(default=1)


EXCERPTS = {
    "wide letters are underlined in full": Excerpt("日本: x", (1, 3), "日本: x", "^^^^"),
    "a mark behind wide letters stands under its place": Excerpt(
        "日本: x", (5, 6), "日本: x", "      ^"
    ),
    "a tab is one space": Excerpt("\tx: y", (2, 3), " x: y", " ^"),
    "an empty place gets one mark": Excerpt("x:", (3, 3), "x:", "  ^"),
    "a place behind the line's end": Excerpt("x", (9, 12), "x", " ^"),
    "a place over several lines is marked to the end of its first": Excerpt(
        "say: ab cd", (6, 2), "say: ab cd", "     ^^^^^", 3
    ),
    "an escape code is shown, not obeyed": Excerpt(
        "a\x1b[0m: b", (8, 9), "a\\x1b[0m: b", "          ^"
    ),
}


@pytest.mark.parametrize("case", EXCERPTS.values(), ids=EXCERPTS)
def test_an_excerpt_marks_what_the_span_covers(case: Excerpt) -> None:
    start, end = case.columns
    found = Diagnostic("ADV001", "m", Span("f", 1, start, case.end_line, end))
    lines = render_diagnostics([found], {"f": case.line}).splitlines()
    assert lines[2] == f"1 | {case.shown}".rstrip()
    assert lines[3] == f"  | {case.marks}"


def test_a_long_line_is_shown_around_its_mark() -> None:
    line = "a" * 500 + "XYZ" + "b" * 500
    found = Diagnostic("ADV001", "m", Span("f", 1, 501, 1, 504))
    lines = render_diagnostics([found], {"f": line}).splitlines()
    assert len(lines[2]) <= 130
    column = lines[3].index("^")
    assert lines[2][column : column + 3] == "XYZ"
    assert lines[3].count("^") == 3


@pytest.mark.parametrize("texts", [{}, {"f": ""}, {"f": "only one line"}])
def test_a_line_that_is_not_there_is_not_shown(texts: dict[str, str]) -> None:
    found = Diagnostic("ADV001", "m", Span("f", 7, 1, 7, 2))
    assert render_diagnostics([found], texts) == "f:7:1: error[ADV001]: m\n\n"


def test_diagnostics_come_in_the_order_of_their_places_and_once() -> None:
    first, second = (
        Diagnostic("ADV001", m, Span("f", n, 1, n, 2)) for m, n in (("a", 2), ("b", 10))
    )
    shown = render_diagnostics([second, first, second], {})
    assert shown == "f:2:1: error[ADV001]: a\n\nf:10:1: error[ADV001]: b\n\n"


def test_json_lines_are_counted_by_line_feeds_only() -> None:
    text = '{"a": "x\u2028y"}\n{"b": 1}\n'
    found = Diagnostic("ADV001", "m", Span("f.jsonl", 2, 2, 2, 5))
    assert '2 | {"b": 1}' in render_diagnostics([found], {"f.jsonl": text})


def test_colour_marks_severity_and_place() -> None:
    shown = render_diagnostics([BAD], {"p/rules.yaml": TEXT}, Style(True))
    assert "\x1b[1;31merror[ADV301]\x1b[0m" in shown
    assert "\x1b[1;31m^^^^\x1b[0m" in shown


def test_counts_are_said_in_words() -> None:
    span = Span("f", 1, 1, 1, 2)
    several = [
        Diagnostic("ADV001", "m", span),
        *[Diagnostic("ADV2", "m", span, Severity.WARNING)] * 2,
    ]
    assert count_words(several) == "1 error, 2 warnings"
    assert count_words([]) == ""


def test_what_says_the_same_in_many_places_is_shown_three_times_and_counted() -> None:
    places = [Span(path, line, 1, line, 2) for path in ("a.yaml", "b.yaml") for line in (1, 2, 3)]
    alike = [Diagnostic("ADV402", "the application lacks `role`", span) for span in places]
    other = Diagnostic("ADV401", "there is no `x`", Span("a.yaml", 9, 1, 9, 2))
    lines = render_diagnostics(iter((other, *alike)), {}).splitlines()
    assert lines == [
        "a.yaml:1:1: error[ADV402]: the application lacks `role`",
        "",
        "a.yaml:2:1: error[ADV402]: the application lacks `role`",
        "",
        "a.yaml:3:1: error[ADV402]: the application lacks `role`",
        "",
        "a.yaml:9:1: error[ADV401]: there is no `x`",
        "",
        "and 3 times more: error[ADV402]: the application lacks `role` (3 in b.yaml)",
        "",
    ]
    assert (
        render_diagnostics(alike[:4], {}).count("ADV402") == 4
    )  # one more is not worth a line of its own
