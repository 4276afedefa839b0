"""Patterns that say little: words that stand on the pages of many other cases, too.

A form without an action is found wherever its words stand. If they stand on half of all pages, finding
them says nothing about this case, and a reader should look at the pattern, or at the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.truth.model import Form
from tests.truth.pages import Page
from tests.truth.scoring import CaseScore, matches

MOST = Fraction(1, 4)  # of the other cases' pages


@dataclass(frozen=True)
class Wide:
    """A pattern of a case, for which of the expert's words, and on what share of the other pages it is."""

    name: str
    words: str
    pattern: str
    share: Fraction


def find_wide(scores: Sequence[CaseScore], most: Fraction = MOST) -> list[Wide]:
    """The patterns that stand on more than `most` of the other cases' pages, the widest first."""
    return sorted(_wide(scores, most), key=lambda one: (-one.share, one.name, one.pattern))


def _wide(scores: Sequence[CaseScore], most: Fraction) -> Iterator[Wide]:
    for score in scores:
        others = [other.page for other in scores if other is not score]
        for action in score.case.actions:
            for form in action.same:
                if form.action is not None or form.says is None or not others:
                    continue
                share = Fraction(sum(_is_on(form, page) for page in others), len(others))
                if share > most:
                    yield Wide(score.case.name, action.words, form.says.pattern, share)


def _is_on(form: Form, page: Page) -> bool:
    words = Form(says=form.says)  # whom it is for has a meaning in its own case only
    return any(matches(words, piece) for piece in page.pieces)
