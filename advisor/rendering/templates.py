"""Fills sentences that have facts in them: titles, labels, questions and notes."""

from __future__ import annotations

from collections.abc import Callable

from advisor.ir.templates import Slot, Template


def fill(template: Template, lookup: Callable[[Slot], str | None]) -> str:
    """The sentence with every slot filled in.

    Shape: `lookup` gives the fact's value in the reader's words, or None where it is not given; then
    the slot's own words stand there, or else the name of the fact in brackets: `(held on)`.
    """
    return "".join(
        part if isinstance(part, str) else _filled(part, lookup(part)) for part in template.parts
    )


def _filled(slot: Slot, words: str | None) -> str:
    if words is not None:
        return words
    return slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"


def spoken(name: str) -> str:
    """A name as one says it: `reply_expected_on` is "reply expected on"."""
    return name.replace("_", " ")
