"""Whether each question can ever make sense: `ask_if` must not wait for an answer to itself."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.analysis.stratification import around, shortest_cycles
from advisor.diagnostics import Diagnostic

_Fact = tuple[str, str]  # entity, name


def check_asking(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV503 for each circle of questions, at the first `ask_if` in it, naming every step.

    From `ask_if: b` of a and `ask_if: a` of b, neither would ever be asked.
    """
    waits = {
        (fact.entity, fact.name): _stated_facts(pack, fact.ask_if)
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if fact.ask_if is not None
    }
    for path in shortest_cycles(waits):
        steps = "; ".join(
            f"`{one}` is asked after `{other}`" for (_, one), (_, other) in around(path)
        )
        own = pack.fact(*path[0])
        assert own.ask_if is not None  # INVARIANT: it is in `waits`
        yield Diagnostic(
            "ADV503",
            f"`{own.name}` would be asked only after its own answer: {steps}",
            own.ask_if.span,
            help="let one `ask_if` read other facts, or take it out",
            related=tuple((pack.fact(*fact).span, f"`{fact[1]}`") for fact in path[1:]),
        )


def _stated_facts(pack: ir.Pack, expression: ir.Expression) -> tuple[_Fact, ...]:
    """The stated facts that it reads, be it through concluded ones."""
    found: dict[_Fact, None] = {}
    concluded: set[_Fact] = set()
    stack = [expression]
    while stack:
        for ref in ir.facts_read(stack.pop()):
            key = ref.entity, ref.fact
            if not pack.fact(*key).is_concluded:
                found[key] = None
            elif key not in concluded:
                concluded.add(key)
                stack.extend(_definition(pack, *key))
    return tuple(found)


def _definition(pack: ir.Pack, entity: str, fact: str) -> Iterator[ir.Expression]:
    """All that decides what a concluded fact is."""
    default = pack.fact(entity, fact).computed_default
    if default is not None:
        yield default
    for rule in pack.rules.values():
        values = [c.value for c in rule.concludes if (rule.entity, c.fact) == (entity, fact)]
        if not values:
            continue
        yield from values
        yield from rule.conditions
        for other in pack.rules.values():
            if rule.name in other.overrides:
                yield from other.conditions
