"""Fills sentences that have facts in them: titles, labels, questions and notes."""

from __future__ import annotations

from collections.abc import Callable

from advisor.ir.templates import Slot, Template


def fill(template: Template, lookup: Callable[[Slot], str | None]) -> str:
    """The sentence with every slot filled in.

    Shape: `lookup` gives the fact's value in the reader's words, or None where it is not given; then
    the slot's own words stand there, or else the name of the fact as an open place: `[held on?]`.
    """
    return "".join(
        part if isinstance(part, str) else _filled(part, lookup(part)) for part in template.parts
    )


def _filled(slot: Slot, words: str | None) -> str:
    if words is not None:
        return words
    if slot.otherwise is not None:
        return slot.otherwise
    return open_place(slot.fact)


def open_place(fact: str) -> str:
    """What stands where a fact is missing: `[held on?]`."""
    return f"[{fact.replace('_', ' ')}?]"
