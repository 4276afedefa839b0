"""Sentences with facts in them: titles, labels, questions and notes; and the two parts of a message."""

from __future__ import annotations

from dataclasses import field

from advisor.diagnostics import Span
from advisor.diagnostics.values import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """`{fact}` or `{fact|words}`: the fact's value, or the words where it is not given."""

    entity: str
    fact: str
    otherwise: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """Words and slots in their order."""

    parts: tuple[str | Slot, ...]
    span: Span = field(compare=False, repr=False)


HEADING = "## "
DRAFT_FILTERS = ("on", "in_full", "days_ago", "wished")  # those that are ours; Jinja2 has its own


@dataclass(frozen=True, slots=True)
class DraftParts:
    """Templates of the letter and of the points, and the heading of these; "" where a part is missing.

    The points have as many empty lines before them as stand above them in the file, so that whoever
    reads them counts the lines of the file.
    """

    letter: str
    heading: str
    points: str


def draft_parts(template: str) -> DraftParts:
    """Divide a template at its first line that begins with `## `, such as `## On the phone`."""
    lines = template.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith(HEADING):
            points = "\n" * (number + 1) + "".join(lines[number + 1 :])
            return DraftParts("".join(lines[:number]), line[len(HEADING) :].strip(), points)
    return DraftParts(template, "", "")
