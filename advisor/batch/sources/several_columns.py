"""Columns in which several choices are so (`fever; cough`, or a list), as one of yes or no for each choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.problems import Fault, WrongValue, fact_fault
from advisor.batch.sources.casts import Array, fits
from advisor.batch.sources.plain_rows import SAID_TWICE
from advisor.loading.declarations.scalars import Misfit
from advisor.loading.declarations.stated_choices import choices_said


def holds_choices(type: Any) -> bool:
    """Whether a column can say which choices are so: text, or lists of it."""
    if kinds.is_list(type) or kinds.is_large_list(type) or kinds.is_fixed_size_list(type):
        type = type.value_type
    return kinds.is_null(type) or fits(type, ir.Kind.CHOICE)


WrongParts = Callable[[str], Fault]  # what is wrong with a list of choices, by where it stands


def with_parts(
    columns: Mapping[str, Array], several: Mapping[str, ir.Several]
) -> tuple[dict[str, Array], dict[str, dict[int, WrongParts]]]:
    """The columns with those of the choices in place of the columns of `several`, and what is wrong in these.

    Shape: what is wrong by the first of the parts, and then by the place in the column.
    Cost: each different value is read once.
    """
    found = dict(columns)
    refused: dict[str, dict[int, WrongParts]] = {}
    for name, declared in several.items():
        column = found.pop(name, None)
        if column is None or not holds_choices(column.type) or kinds.is_null(column.type):
            continue
        wrong = refused.setdefault(next(iter(declared.parts.values())), {})
        said: list[tuple[str, ...] | None] = []
        known: dict[object, tuple[str, ...] | Misfit | None] = {None: None, "": None}
        for at, value in enumerate(column.to_pylist()):
            key = tuple(value) if isinstance(value, list) else value
            if key not in known:
                known[key] = choices_said(value, declared)
            choices = known[key]
            if isinstance(choices, Misfit):
                wrong[at] = partial(WrongValue.of(choices).at, name)
            said.append(() if isinstance(choices, Misfit) else choices)
        is_given = pa.array([choices is not None for choices in said], pa.bool_())
        for at in _also_said(is_given, [found.get(part) for part in declared.parts.values()]):
            wrong[at] = partial(_said_twice, name)
        for choice, part in declared.parts.items():
            own = [None if choices is None else choice in choices for choices in said]
            found[part] = _either(pa.array(own, pa.bool_()), found.get(part))
    return found, refused


def _said_twice(name: str, where: str) -> Fault:
    return fact_fault("ADV407", name, where, SAID_TWICE)


def _also_said(is_given: Array, others: list[Array | None]) -> list[int]:
    """The rows that have a list of choices, and a value of a choice by itself."""
    either = np.zeros(len(is_given), np.bool_)
    for other in others:
        if other is not None:
            either |= other.is_valid().to_numpy(zero_copy_only=False)
    return np.flatnonzero(either & is_given.to_numpy(zero_copy_only=False)).tolist()


def _either(own: Array, other: Array | None) -> Array:
    """The values by the list, else those of the choice's own column."""
    if other is None or other.null_count == len(other):
        return own
    if own.null_count == len(own):
        return other
    if kinds.is_boolean(other.type):
        return pc.coalesce(own, other)
    return pc.coalesce(pc.if_else(own, "yes", "no"), other.cast(pa.string()))
