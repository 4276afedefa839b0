"""Sentences with facts in them: titles, labels, questions and notes."""

from __future__ import annotations

from dataclasses import field

from advisor.diagnostics import Span
from advisor.diagnostics.values import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """`{fact}` or `{fact|words}`: the fact's value, or the words where it is not given."""

    entity: str
    fact: str
    otherwise: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """Words and slots in their order."""

    parts: tuple[str | Slot, ...]
    span: Span = field(compare=False, repr=False)
