"""Advice after a job interview, from rules that a careers adviser can read and edit.

For one person, from a mapping or a file:

    import advisor

    decision = advisor.advise({"applications": [{"company": "Acme", "stage": "interviewed"}]})
    for piece in decision:
        print(piece.title, piece.due_date)

For many, from a table (pandas, Polars, DuckDB, pyarrow) or a list of mappings:

    found = advisor.decide(table)
    found.advice, found.errors

With rules of your own, or other numbers in them:

    program = advisor.load_pack("FOLDER", parameters={"chase_interval": "5 days"})
    advisor.advise("my-situation.yaml", program, today="2026-12-01")

Names are looked up when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from advisor.api import (
        Advisor,
        DecidedTable,
        advise,
        decide,
        load_pack,
        load_situation,
        with_parameters,
    )
    from advisor.diagnostics import AdvisorError

__all__ = [
    "Advisor",
    "AdvisorError",
    "DecidedTable",
    "__version__",
    "advise",
    "decide",
    "load_pack",
    "load_situation",
    "with_parameters",
]


def __getattr__(name: str) -> object:
    if name == "AdvisorError":
        from advisor.diagnostics import AdvisorError

        return AdvisorError
    if name in __all__:
        from advisor import api

        return getattr(api, name)
    raise AttributeError(f"module 'advisor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__doc__", "__file__", "__name__", "__path__"])
