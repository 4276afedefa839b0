"""One page compared with what the experts of its case advised."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from advisor.ir import ActionKind
from tests.truth.equivalents import equivalents, presupposed
from tests.truth.model import Bounds, Contradiction, ExpertAction, ExpertCase, Form
from tests.truth.pages import Page, Piece


class Verdict(Enum):
    """Whether the page says what the expert advised."""

    ADVISED = "advised"
    PARTLY = "partly"
    MISSED = "missed"


@dataclass(frozen=True)
class ActionScore:
    """One thing that the expert advised: the pieces that say it, wholly or partly, and its time.

    `in_time` is None where the expert named no time, or nothing says it.
    """

    action: ExpertAction
    verdict: Verdict
    pieces: tuple[Piece, ...]
    in_time: bool | None


@dataclass(frozen=True)
class Contradicted:
    """A contradiction that the page holds. It is marked where each such piece shows the other view."""

    contradiction: Contradiction
    pieces: tuple[Piece, ...]
    is_marked: bool


@dataclass(frozen=True)
class CaseScore:
    """One case measured. `first_right` and `in_time` are None where there is nothing to compare."""

    case: ExpertCase
    page: Page
    actions: tuple[ActionScore, ...]
    contradicted: tuple[Contradicted, ...]
    first_right: bool | None
    in_time: bool | None
    irrelevant: tuple[Piece, ...]


def score_case(case: ExpertCase, page: Page) -> CaseScore:
    """All that is measured of one case."""
    actions = tuple(score_action(action, page) for action in case.actions)
    timed = [score.in_time for score in actions if score.in_time is not None]
    return CaseScore(
        case=case,
        page=page,
        actions=actions,
        contradicted=tuple(find_contradicted(case.contradicts, page)),
        first_right=is_first_right(case.first, page) if case.first else None,
        in_time=all(timed) if timed else None,
        irrelevant=tuple(piece for piece in page.pieces if not is_relevant(piece, case)),
    )


def says(form: Form, piece: Piece) -> bool:
    """Whether a piece says a thing in this form, or what counts as the same (`equivalents`).

    An expert's `keep-searching` is said by a note that tells to keep interviewing elsewhere, too.
    """
    if matches(form, piece):
        return True
    if form.action is None or form.says is not None or form.note is not None:
        return False
    if form.target is not None and piece.labels and form.target not in piece.labels:
        return False
    same = equivalents().get(form.action, frozenset())
    return piece.action in same or not piece.notes.isdisjoint(same)


def matches(form: Form, piece: Piece) -> bool:
    """Whether a piece says a thing in this very form."""
    return (
        is_about(form, piece)
        and (form.note is None or form.note in piece.notes)
        and (form.says is None or form.says.search(piece.text) is not None)
    )


def is_about(form: Form, piece: Piece) -> bool:
    """Whether a piece has the action, and is for whom the form says; its words aside."""
    return form.action in (None, piece.action) and (
        form.target is None or form.target in piece.labels
    )


def score_action(action: ExpertAction, page: Page) -> ActionScore:
    """Advised where a piece says the same; else partly; in time where one of these pieces is."""
    same = _saying(action.same, page)
    pieces = same or _saying(action.partly, page)
    verdict = Verdict.ADVISED if same else Verdict.PARTLY if pieces else Verdict.MISSED
    in_time = None
    if action.time is not None and pieces:
        in_time = any(fits(action.time, piece, page.today) for piece in pieces)
    return ActionScore(action, verdict, pieces, in_time)


def _saying(forms: Iterable[Form], page: Page) -> tuple[Piece, ...]:
    forms = tuple(forms)
    return tuple(p for p in page.pieces if any(says(form, p) for form in forms))


def begins(piece: Piece, today: int) -> int:
    """The day on which it is to be started: today where none is named or it has passed."""
    return max(piece.start or today, today)


def fits(time: Bounds, piece: Piece, today: int) -> bool:
    """Whether a piece keeps to the days that the expert allows.

    A thing to do must not begin before them and must be done within them: by its due day; today where
    it is overdue; without a due day on the day it begins. What is to be waited for, or avoided until a
    day, must end within them. A wait without a day has no end; what is to be avoided for good must be
    so from the last of them on, and outlasts the first.
    """
    first, last = begins(piece, today), piece.due
    if piece.kind is ActionKind.DO:
        return _is_between(time, first, first if last is None else max(last, today))
    if last is not None:
        return _is_between(time, last, last)
    if piece.kind is ActionKind.WAIT:
        return time.end is None
    return time.end is None or first <= time.end


def _is_between(time: Bounds, first: int, last: int) -> bool:
    return (time.start is None or first >= time.start) and (time.end is None or last <= time.end)


def is_first_right(first: Iterable[Form], page: Page) -> bool:
    """Whether the page begins with what the expert would do first, or with what that presupposes and then with it."""
    first = tuple(first)
    if any(matches(form, piece) for form in first for piece in page.pieces[:1]):
        return True
    return any(
        matches(form, then) and before.action in presupposed().get(then.action, frozenset())
        for before, then in itertools.pairwise(page.pieces[:2])
        if before.labels.isdisjoint(then.labels)
        for form in first
    )


def find_contradicted(
    contradictions: Iterable[Contradiction], page: Page
) -> Iterable[Contradicted]:
    """The contradictions that the page holds, each with its pieces."""
    for one in contradictions:
        pieces = tuple(
            piece
            for piece in page.pieces
            if matches(one.form, piece)
            and (one.before is None or begins(piece, page.today) < one.before)
        )
        if pieces:
            yield Contradicted(one, pieces, all(_shows_other_view(p, one) for p in pieces))


def _shows_other_view(piece: Piece, contradiction: Contradiction) -> bool:
    if contradiction.view is None:
        return bool(piece.views)
    return any(contradiction.view.search(view) for view in piece.views)


def is_relevant(piece: Piece, case: ExpertCase) -> bool:
    """Whether the expert has to do with it: its action, or its title where a form names no action.

    What else a piece says does not help: a note in place under a piece that nobody needs is no reason
    for the piece.
    """
    forms = [form for a in case.actions for form in (*a.same, *a.partly)]
    named = {form.action for form in forms if form.action is not None and form.says is None}
    if any(piece.action in equivalents().get(name, ()) for name in named):
        return True
    return any(_names(form, piece) for form in (*forms, *case.first, *case.fits))


def _names(form: Form, piece: Piece) -> bool:
    if not is_about(form, piece):
        return False
    if form.action is not None:
        return True
    return form.says is not None and form.says.search(piece.title) is not None
