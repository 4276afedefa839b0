"""The figures as a table, in Markdown for examples/README.md and in plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.truth.collection import load_collection, score_all
from tests.truth.figures import MEASURES, by_kind, by_part
from tests.truth.model import PARTS
from tests.truth.scoring import CaseScore

_BY_KIND = "By kind of case, of those that are worked on:"


def markdown_lines() -> Iterator[str]:
    """What stands in examples/README.md, made anew from the files."""
    scores = score_all(load_collection().cases)
    yield from markdown(total_rows(scores))
    yield ""
    yield _BY_KIND
    yield ""
    yield from markdown(kind_rows(by_part(scores)["work"]))


def plain_lines(scores: Sequence[CaseScore]) -> Iterator[str]:
    """The same for a terminal."""
    yield from aligned(total_rows(scores))
    yield ""
    yield _BY_KIND
    yield ""
    yield from aligned(kind_rows(by_part(scores)["work"]))


def total_rows(scores: Sequence[CaseScore]) -> list[tuple[str, ...]]:
    """A head and a row for each measure: what is wanted, and the figure of each part."""
    parts = by_part(scores)
    rows: list[tuple[str, ...]] = [
        (
            "",
            "wanted",
            "worked on",
            "kept aside",
            "came later",
            "came last",
            "the 30 after",
            "the 20 after",
            "20 more",
            "25 more",
            "the last 20",
        )
    ]
    for measure in MEASURES:
        figures = (measure.words(measure.of(parts[part])) for part in PARTS)
        rows.append((measure.title, measure.wanted, *figures))
    return rows


_SHORT = {
    "cases": "cases",
    "advised": "given",
    "advised-or-partly": "or in part",
    "contradictions": "contradictions",
    "marked-contradictions": "with both views",
    "first": "first right",
    "timing": "timing right",
    "pieces": "pieces",
    "irrelevant": "beside the point",
    "words": "words",
}


def kind_rows(scores: Sequence[CaseScore]) -> list[tuple[str, ...]]:
    """A head and a row for each kind of case."""
    rows = [("kind", *(_SHORT[measure.name] for measure in MEASURES))]
    for kind, group in by_kind(scores).items():
        figures = (measure.words(measure.of(group)) for measure in MEASURES)
        rows.append((kind, *(words.replace(" of ", "/") for words in figures)))
    return rows


def markdown(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows as a table of Markdown, the first as its head."""
    head, *rest = rows
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rest)


def aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows with their cells under each other, two blanks between columns."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
