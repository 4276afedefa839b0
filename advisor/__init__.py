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

TYPE_CHECKING = False  # that of `typing` takes longer to import than all else here
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

    __version__: str

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
    if name in ("AdvisorError", "__version__"):
        from advisor import diagnostics

        return diagnostics.VERSION if name == "__version__" else diagnostics.AdvisorError
    if name in __all__:
        from advisor import api

        return getattr(api, name)
    raise AttributeError(f"module 'advisor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__doc__", "__file__", "__name__", "__path__"])
