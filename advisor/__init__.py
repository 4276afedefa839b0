"""Advice after a job interview, from rules that a careers adviser can read and edit.

    from advisor import Advisor, load_pack, load_situation

    program = load_pack()                                  # the pack that ships with the package
    situation = load_situation("my-situation.yaml", program)
    for piece in Advisor(program).advise(situation).advice:
        print(piece.title, piece.due_date)

Names are looked up when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from advisor.api import Advisor, load_pack, load_situation

__all__ = ["Advisor", "__version__", "load_pack", "load_situation"]


def __getattr__(name: str) -> object:
    if name in ("Advisor", "load_pack", "load_situation"):
        from advisor import api

        return getattr(api, name)
    raise AttributeError(f"module 'advisor' has no attribute {name!r}")
