"""Names that mean nothing where they stand: what was probably meant."""

from __future__ import annotations

from advisor.loading.expressions.raw import RawKebab, RawName
from advisor.loading.expressions.scopes import Context, Hint
from advisor.loading.expressions.words import quoted


def report_unknown(raw: RawName, context: Context, hint: Hint | None) -> None:
    """Say why a name is not known here."""
    context.report("ADV301", raw, f"{quoted(context.text(raw))} is not known here")


def report_own(raw: RawName, context: Context) -> None:
    """Say that `own` stands before facts only."""
    context.report("ADV309", raw, "`own` stands before a fact of the rule's own entity")


def report_kebab(raw: RawKebab, context: Context) -> None:
    """Say what a name with hyphens is."""
    context.report("ADV303", raw, f"{quoted(context.text(raw))} is not a fact")
