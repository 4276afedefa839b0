"""Whether each question can ever make sense: `ask_if` must not wait for an answer to itself."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.analysis.stratification import around, shortest_cycles
from advisor.diagnostics import Diagnostic, Span

_Asked = tuple[str, str]  # entity and name of a fact; of a list, the entity of its items and ""


def check_asking(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV503 for each circle of questions, at the first `ask_if` in it, naming every step.

    From `ask_if: b` of a and `ask_if: a` of b, neither would ever be asked; nor would a list of items be
    asked for after `ask_if: count(items) < 1`.
    """
    conditions = {
        **{
            (fact.entity, fact.name): fact.ask_if
            for entity in pack.entities.values()
            for fact in entity.facts.values()
        },
        **{(entity.name, ""): entity.ask_if for entity in pack.entities.values()},
    }
    waits = {asked: _asked(pack, e) for asked, e in conditions.items() if e is not None}
    for path in shortest_cycles(waits):
        steps = "; ".join(
            f"`{_name(pack, one)}` is asked after `{_name(pack, other)}`"
            for one, other in around(path)
        )
        own = conditions[path[0]]
        assert own is not None  # INVARIANT: it is in `waits`
        yield Diagnostic(
            "ADV503",
            f"`{_name(pack, path[0])}` would be asked only after its own answer: {steps}",
            own.span,
            help="let one `ask_if` read other facts, or take it out",
            related=tuple(_place(pack, asked) for asked in path[1:]),
        )


def _name(pack: ir.Pack, asked: _Asked) -> str:
    entity, fact = asked
    return fact or pack.entities[entity].list_name or entity


def _place(pack: ir.Pack, asked: _Asked) -> tuple[Span, str]:
    entity, fact = asked
    span = pack.fact(entity, fact).span if fact else pack.entities[entity].span
    return span, f"`{_name(pack, asked)}`"


def _asked(pack: ir.Pack, expression: ir.Expression) -> tuple[_Asked, ...]:
    """The lists and the stated facts that it reads, be it through concluded ones."""
    found: dict[_Asked, None] = {}
    concluded: set[_Asked] = set()
    stack = [expression]
    while stack:
        for part in ir.walk(stack.pop()):
            match part:
                case ir.FactRef(entity=entity, fact=fact):
                    key = entity, fact
                    if not pack.fact(entity, fact).is_concluded:
                        found[key] = None
                    elif key not in concluded:
                        concluded.add(key)
                        stack.extend(_definition(pack, entity, fact))
                case (
                    ir.Any_(over=over)
                    | ir.Every(over=over)
                    | ir.Count(over=over)
                    | ir.Sum(over=over)
                    | ir.ExtremeOf(over=over)
                    | ir.PickBy(over=over)
                ):
                    found[over.item, ""] = None
                case _:
                    pass
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
