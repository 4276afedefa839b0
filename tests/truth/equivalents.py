"""What of ours says the same as an action: other actions, and rules whose note says it in passing.

One table for all cases, so that a case names the action alone. A note counts as the advice because the
page shows it in place: "Keep interviewing" under a wait is the advice to keep searching.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

PATH = Path(__file__).parent / "equivalents.yaml"


@cache
def equivalents() -> Mapping[str, frozenset[str]]:
    """By action: the names of actions, and of rules with a note, that say the same."""
    table = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return {action: frozenset(names) for action, names in table.items()}
