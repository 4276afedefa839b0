"""What of ours says the same as an action: other actions, and rules whose note says it in passing; and what it presupposes.

One table for all cases, so that a case names the action alone. A note counts as the advice because the
page shows it in place: "Keep interviewing" under a wait is the advice to keep searching.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


@cache
def equivalents() -> Mapping[str, frozenset[str]]:
    """By action: the names of actions, and of rules with a note, that say the same."""
    return _read("equivalents.yaml")


@cache
def presupposed() -> Mapping[str, frozenset[str]]:
    """By action: the actions that it takes for granted, for another instance than its own."""
    return _read("presupposed.yaml")


def _read(name: str) -> Mapping[str, frozenset[str]]:
    table = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return {action: frozenset(names) for action, names in table.items()}
