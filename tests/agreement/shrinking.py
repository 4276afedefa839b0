"""Smaller packs and situations that still show the same trouble: for reports that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from advisor.ir import YES_NO, Instance, Literal, Pack, Rule
from tests.strategies.shapes import NOWHERE
from tests.strategies.situations import Posed

Shows = Callable[[Pack, Posed], bool]


def shrink(pack: Pack, posed: Posed, shows: Shows) -> tuple[Pack, Posed]:
    """Take away rules, parts of rules, instances and facts for as long as it still shows."""
    is_smaller = True
    while is_smaller:
        is_smaller = False
        for candidate in _smaller(pack, posed):
            try:
                still = shows(*candidate)
            except Exception:  # a candidate that cannot even run is no smaller case of the trouble
                still = False
            if still:
                pack, posed = candidate
                is_smaller = True
                break
    return pack, posed


def _smaller(pack: Pack, posed: Posed) -> Iterator[tuple[Pack, Posed]]:
    for name in pack.rules:
        yield _without_rule(pack, name), posed
    for rule in pack.rules.values():
        for smaller in _smaller_rules(rule):
            yield replace(pack, rules={**pack.rules, rule.name: smaller}), posed
    for root in _smaller_instances(posed.root):
        yield pack, replace(posed, root=root)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None:
                facts = {**entity.facts, fact.name: replace(fact, computed_default=None)}
                changed = replace(entity, facts=facts)
                yield replace(pack, entities={**pack.entities, entity.name: changed}), posed


def _without_rule(pack: Pack, name: str) -> Pack:
    return replace(
        pack,
        rules={
            other.name: replace(
                other, overrides=tuple(over for over in other.overrides if over != name)
            )
            for other in pack.rules.values()
            if other.name != name
        },
    )


def _smaller_rules(rule: Rule) -> Iterator[Rule]:
    if not isinstance(rule.when, Literal):
        yield replace(rule, when=Literal(True, YES_NO, NOWHERE))
    if rule.unless is not None:
        yield replace(rule, unless=None)
    if rule.overrides:
        yield replace(rule, overrides=())
    if rule.note is not None:
        yield replace(rule, note=None)
    if rule.silences is not None or rule.silences_all:
        yield replace(rule, silences=None, silences_all=False)
    if rule.advises is not None:
        yield replace(rule, advises=None)
        if rule.advises.start is not None:
            yield replace(rule, advises=replace(rule.advises, start=None))
        if rule.advises.due is not None:
            yield replace(rule, advises=replace(rule.advises, due=None))
    if rule.concludes:
        yield replace(rule, concludes=())


def _smaller_instances(instance: Instance) -> Iterator[Instance]:
    for name, items in instance.lists.items():
        for number, item in enumerate(items):
            without = (*items[:number], *items[number + 1 :])
            yield replace(instance, lists={**instance.lists, name: without})
            for smaller in _smaller_instances(item):
                changed = (*items[:number], smaller, *items[number + 1 :])
                yield replace(instance, lists={**instance.lists, name: changed})
    for fact in instance.facts:
        left = {name: value for name, value in instance.facts.items() if name != fact}
        yield replace(instance, facts=left)
