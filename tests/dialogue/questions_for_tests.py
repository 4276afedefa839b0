"""Questions for facts of each kind, made without a pack."""

from __future__ import annotations

from advisor.diagnostics import Span
from advisor.dialogue.questions import FactQuestion
from advisor.ir import (
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    TEXT,
    YES_NO,
    FactDeclaration,
    Kind,
    Looks,
    Type,
)

_HERE = Span("facts.yaml", 1, 1, 1, 2)
_TYPES = {
    "date": DATE,
    "duration": DURATION,
    "period": PERIOD,
    "choice": Type(Kind.CHOICE, ("accepted", "declined")),
    "text": TEXT,
    "yes-no": YES_NO,
    "number": NUMBER,
}


def date_question(looks: Looks | None) -> FactQuestion:
    """Asks for a day that looks to one side."""
    declared = FactDeclaration("day", "situation", DATE, _HERE, looks=looks)
    return FactQuestion("", "", declared, "When?")


def question_of(kind: str) -> FactQuestion:
    """Asks for a fact of a kind, which may be none."""
    declared = FactDeclaration("fact", "situation", _TYPES[kind], _HERE)
    return FactQuestion("", "", declared, "What?")
