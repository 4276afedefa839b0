"""Pieces, pages and cases made by hand, for the tests of the measure."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.ir import ActionKind
from tests.truth.model import Contradiction, ExpertAction, ExpertCase, Form, pattern
from tests.truth.pages import Page, Piece
from tests.truth.scoring import CaseScore, score_case


def day(number: int) -> int:
    """A day of March 2026 as an ordinal; today is the 10th, a Tuesday."""
    return date(2026, 3, number).toordinal()


TODAY = day(10)


def form(action: str | None = None, says: str | None = None, **more: Any) -> Form:
    """A form with its pattern as a text."""
    return Form(action, says=None if says is None else pattern(says), **more)


def piece(action: str, title: str = "", text: str = "", kind: str = "do", **more: Any) -> Piece:
    """A piece whose text is its title and more; `kind` is do, wait or avoid."""
    title = title or action
    return Piece(action, ActionKind(kind), title, f"{title} {text}".strip(), **more)


def page(*pieces: Piece, words: int = 100) -> Page:
    """A page of today."""
    return Page(TODAY, pieces, words)


CHASE = form("chase")
ASK = piece("chase", "Ask Acme how things stand", due=day(12), labels=frozenset({"Acme"}))
WAIT = piece("wait-for-reply", "Wait for word", kind="wait", due=day(12))


def expert(name: str = "a_case", kind: str = "clock", **more: Any) -> ExpertCase:
    """A case whose expert advised to ask, and would do that first."""
    more.setdefault("first", (CHASE,))
    more.setdefault("actions", (ExpertAction("ask them", (CHASE,)),))
    return ExpertCase(name, kind, **more)


def score(case: ExpertCase, *pieces: Piece, words: int = 100) -> CaseScore:
    """The case measured on a page of these pieces."""
    return score_case(case, page(*pieces, words=words))


def against(action: str, **more: Any) -> Contradiction:
    """What must not be advised."""
    return Contradiction(form(action), "the expert says so", **more)
