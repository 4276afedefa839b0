"""Results as a table: a row for each instance that may have some, a column for each result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.labels import LabelPlan, place_keys, place_name
from advisor.backends.columnar.advice.titles import Naming
from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    array_of,
    column_type,
    from_millionths,
    pa,
    strings,
)
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.planner import Planner
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ResultPlan:
    """A result of one entity, and the node that works it out."""

    fact: ir.FactDeclaration
    node: Node


ResultPlans = Mapping[str, tuple[ResultPlan, ...]]  # by entity


def plan_results(pack: ir.Pack, planner: Planner) -> ResultPlans:
    """The results of each entity, in order of declaration."""
    return {
        entity: tuple(ResultPlan(fact, planner.fact(entity, fact.name)) for fact in facts)
        for entity, facts in pack.results.items()
    }


def results_schema(pack: ir.Pack) -> Any:
    """The columns of results: `row`, `place`, `for`, then one for each result, by entity."""
    names = pack.result_columns
    fields = [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("for", pa.string(), nullable=False),
    ]
    fields += [
        pa.field(names[entity, fact.name], column_type(fact.type))
        for entity, facts in pack.results.items()
        for fact in facts
    ]
    return pa.schema(fields)


class ResultTable:
    """Collects the results of block after block."""

    def __init__(
        self,
        pack: ir.Pack,
        plans: ResultPlans,
        labels: dict[str, LabelPlan],
        paths: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._plans, self._labels, self._paths = plans, labels, paths
        self._schema, self._names = results_schema(pack), pack.result_columns
        self._parts: list[Any] = []

    def add(self, block: Block, bad: Mapping[str, kernels.Array], first_row: int) -> None:
        """Add a block whose first situation has this row number, without the instances in error.

        Shape: rows come by situation, those of one situation by entity, those of one entity by place.
        """
        naming = Naming(self._labels, block)
        parts: list[Any] = []
        roots: list[kernels.Array] = []
        for entity, plans in self._plans.items():
            rows = np.arange(block.tables[entity].size)
            if entity in bad:
                rows = np.flatnonzero(~bad[entity])
            up = block.up(entity, ir.SITUATION)
            root = rows if up is None else up.take(rows)
            columns = {
                "row": array_of((root + first_row).astype(np.int64), pa.int64()),
                **self._named(block, naming, entity, rows),
            }
            for plan in plans:
                columns[self._names[entity, plan.fact.name]] = _values(plan, block, rows)
            arrays = [
                columns[field.name] if field.name in columns else pa.nulls(len(rows), field.type)
                for field in self._schema
            ]
            parts.append(pa.Table.from_arrays(arrays, schema=self._schema))
            roots.append(root)
        # Two situations, of which the first has two claims: rows of situations 0 1, then of claims 0 0.
        # In a stable order of their situations these are 0 0 0 1, each situation before its claims.
        table = pa.concat_tables(parts)
        order = np.argsort(np.concatenate(roots), kind="stable")
        self._parts.append(table if len(parts) == 1 else table.take(array_of(order, pa.int64())))

    def _named(
        self, block: Block, naming: Naming, entity: str, rows: kernels.Array
    ) -> dict[str, Any]:
        if entity == ir.SITUATION:
            nothing = strings([""]).take(array_of(np.zeros(len(rows), np.int64), pa.int64()))
            return {"place": nothing, "for": nothing}
        keys, lengths = place_keys(block, entity, rows)
        most = int(np.prod(lengths, dtype=np.int64))
        kinds, which = kernels.distinct(keys, most)
        path = self._paths[entity]
        places = strings(place_name(path, lengths, key) for key in kinds.tolist())
        return {
            "place": places.take(array_of(which.astype(np.int64), pa.int64())),
            "for": naming.full_labels(entity, rows),
        }

    def table(self) -> Any:
        """All that was added."""
        if not self._parts:
            return self._schema.empty_table()
        return pa.concat_tables(self._parts)


def _values(plan: ResultPlan, block: Block, rows: kernels.Array) -> Any:
    """The values of a result as an Arrow array, null where it is not given."""
    kind, arrow = plan.fact.type.kind, column_type(plan.fact.type)
    size = block.tables[plan.fact.entity].size
    column = block.column(plan.node)
    values = kernels.rows_of(column.values, size).take(rows)
    mask = column.mask()
    given = None if mask is None else kernels.rows_of(mask, size).take(rows)
    match kind:
        case ir.Kind.TEXT:
            return block.dictionary.words(values.astype(np.int32, copy=False))
        case ir.Kind.CHOICE:
            chosen = array_of(values.astype(np.int64), pa.int64(), given)
            return strings(plan.fact.type.choices).take(chosen)
        case ir.Kind.YES_NO:
            return array_of(values.astype(np.bool_), arrow, given)
        case ir.Kind.NUMBER:
            return from_millionths(values.astype(np.int64, copy=False), given)
        case ir.Kind.DATE:
            return array_of((values - EPOCH).astype(np.int32), arrow, given)
        case _:
            return array_of(values.astype(np.int32, copy=False), arrow, given)
