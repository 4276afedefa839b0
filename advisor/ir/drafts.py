"""What the template of a draft is made of."""

from __future__ import annotations

from advisor.diagnostics.fast_dataclass import dataclass

# Those that are ours; Jinja2 has its own.
DRAFT_FILTERS = ("on", "in_full", "days_ago", "wished", "address", "phrase", "name")
_HEADING = "## "


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
        if line.startswith(_HEADING):
            points = "\n" * (number + 1) + "".join(lines[number + 1 :])
            return DraftParts("".join(lines[:number]), line[len(_HEADING) :].strip(), points)
    return DraftParts(template, "", "")
