"""What the written name of a fact names, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.ir.packs import EntityDeclaration
from advisor.ir.uses import NameKind, Symbol, Use, named_in_fact
from advisor.loading.syntax.nodes import ScalarNode


def fact_uses(node: ScalarNode, entity: EntityDeclaration) -> Iterator[Use]:
    """`stage` names a fact, `application.stage` an entity, too, `symptoms_fever` a fact and its choice."""
    holder, dot, fact = node.text.rpartition(".")
    if dot:
        yield Use(Symbol(NameKind.ENTITY, holder), node.span_of(0, len(holder)))
    start = len(holder) + len(dot)
    for of, begin, end in named_in_fact(entity, fact):
        yield Use(of, node.span_of(start + begin, start + end))
