"""Hand-made packs and decisions, so that what is shown can be tested without any rules."""

from datetime import date
from typing import Any

from advisor.diagnostics import Span
from advisor.ir import (
    Action,
    ActionKind,
    Advice,
    Citation,
    Decision,
    EntityDeclaration,
    Importance,
    Pack,
    Status,
    Template,
)

HERE = Span("p/rules.yaml", 1, 1, 1, 2)
TODAY = date(2026, 11, 23).toordinal()  # a Monday


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def pack(**others: Any) -> Pack:
    """A pack with one source and nothing else, unless something else is given."""
    known: dict[str, Any] = {
        "name": "p",
        "version": "1.0.0",
        "title": "P",
        "sources": {"book": Citation("book", "The Book", {"thank": "1. Say thank you"}, HERE)},
        "entities": {"situation": EntityDeclaration("situation", None, None, None, {}, HERE)},
        "parameters": {},
        "actions": {},
        "rules": {},
    }
    return Pack(**{**known, **others})


def action(name: str, **others: Any) -> Action:
    """Something to do."""
    known: dict[str, Any] = {
        "title": Template((name,), HERE),
        "kind": ActionKind.DO,
        "span": HERE,
    }
    return Action(name, **{**known, **others})


def piece(action: str = "chase", **others: Any) -> Advice:
    """A piece of advice for Acme."""
    known: dict[str, Any] = {
        "target": "Acme",
        "place": "applications[0]",
        "entity": "application",
        "kind": ActionKind.DO,
        "importance": Importance.NORMAL,
        "start": None,
        "due": None,
        "status": Status.NOW,
        "title": "Ask Acme how things stand",
        "rules": ("chase-when-overdue",),
        "because": ("Silence is rarely a decision.",),
    }
    return Advice(action, **{**known, **others})


def decision(*advice: Advice, **others: Any) -> Decision:
    """A decision as of TODAY."""
    return Decision(others.pop("title", "Waiting on Acme"), TODAY, advice, **others)
