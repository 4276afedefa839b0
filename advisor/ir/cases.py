"""Cases: a situation together with the advice that is expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from advisor.diagnostics import Span
from advisor.diagnostics.values import dataclass
from advisor.ir.situations import Situation
from advisor.ir.types import Value


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected piece of advice; what is None is not compared.

    `has_due` tells `due: none` (there must be no due date) from no `due` at all; likewise `has_start`.
    """

    action: str
    span: Span = field(compare=False, repr=False)
    target: str | None = None  # `for`: a label, or a place such as applications[0]
    start: int | None = None
    has_start: bool = False
    due: int | None = None
    has_due: bool = False
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """`whole` is all the advice in order; `some` and `none` are parts. None: nothing was said."""

    whole: tuple[Expected, ...] | None = None
    some: tuple[Expected, ...] = ()
    none: tuple[Expected, ...] = ()
    because: tuple[str, ...] = ()  # rules that must have decided


@dataclass(frozen=True, slots=True)
class Case:
    """A test of a pack, or an example: a situation, values for parameters, and what must come out."""

    name: str
    situation: Situation
    expectation: Expectation
    span: Span = field(compare=False, repr=False)
    parameters: Mapping[str, Value] = field(default_factory=dict)
