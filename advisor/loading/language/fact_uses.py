"""What the written name of a fact names, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.loading.syntax.nodes import ScalarNode


def fact_uses(node: ScalarNode, entity: ir.EntityDeclaration) -> Iterator[ir.Use]:
    """`stage` names a fact, `application.stage` an entity, too, `symptoms_fever` a fact and its choice."""
    holder, dot, fact = node.text.rpartition(".")
    if dot:
        yield ir.Use(ir.Symbol(ir.NameKind.ENTITY, holder), node.span_of(0, len(holder)))
    start = len(holder) + len(dot)
    for of, begin, end in ir.named_in_fact(entity, fact):
        yield ir.Use(of, node.span_of(start + begin, start + end))
