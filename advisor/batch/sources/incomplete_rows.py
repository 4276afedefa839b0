"""Rows of a flat table whose items lack what they must have, where others of the same situation do not.

person  company  stage
a       Acme                  is left out and told of: a is advised on Hooli
a       Hooli    offered
b       Stark                 is all that there is of b, who cannot be advised on
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.problems import Fault, fact_fault
from advisor.batch.sources.columns import Column
from advisor.diagnostics.fast_dataclass import replace

Array = Any  # of NumPy, or of Arrow
_ABOUT = "is required and missing: the row is left out"
_HELP = "fill it in, or say in a mapping what it means: `values: {'': …}`, or `leave_out: ['']`"


def what_is_lacking(
    columns: Iterable[tuple[Column, Array]], item: ir.EntityDeclaration
) -> dict[str, Array]:
    """Which rows lack what the items must have, by the names of the facts; of columns that are there."""
    found: dict[str, Array] = {}
    for column, array in columns:
        declared = item.facts.get(column.field.name)
        if column.entity == item.name and declared is not None and declared.is_required:
            found[declared.name] = _is_empty(array)
    return found


def lacks_what_others_have(lacking: dict[str, Array], owner: Array) -> Array:
    """Which rows lack something, where another one of the same owner does not."""
    is_out = np.logical_or.reduce([np.zeros(len(owner), np.bool_), *lacking.values()])
    return is_out & np.isin(owner, owner[~is_out])


def faults_of_row(
    lacking: dict[str, Array], item: ir.EntityDeclaration, at: int
) -> Iterator[Fault]:
    """What is told of one of these rows."""
    for name, is_lacking in lacking.items():
        if is_lacking[at]:
            yield replace(fact_fault("ADV402", name, f"{item.list_name}[]", _ABOUT), help=_HELP)


def _is_empty(array: Array) -> Array:
    """Which cells say nothing, blanks included."""
    found: Any = array.is_null()
    if kinds.is_string(array.type) or kinds.is_large_string(array.type):
        # What is no UTF-8 is told where it is read, and would end `utf8_trim_whitespace`.
        found = pc.fill_null(pc.match_substring_regex(array, r"^[\s\v\x{85}\p{Z}]*$"), True)
    return found.to_numpy(zero_copy_only=False)
