"""Choices that can only be renamed together: those of facts that are compared or given to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from advisor.analysis.usage import expressions_of
from advisor.ir.expressions import Compare, Expression, FactRef, First, Is, OneOf, children, walk
from advisor.ir.packs import SITUATION, Change, Pack
from advisor.ir.uses import NameKind, Symbol

_Fact = tuple[str, str]  # entity and fact


def renamed_together(of: Symbol, pack: Pack) -> tuple[Symbol, ...]:
    """It, and what has to have the same name: `offered` of `stage`, and that of `stage_before`.

    A calendar goes with the choice of the situation that names it.
    """
    found = {of: None}
    chosen = None if pack.counted_by is None else pack.counted_by.chosen
    by = (SITUATION, chosen.fact) if isinstance(chosen, FactRef) else None
    choices = chosen.type.choices if chosen is not None else ()
    if of.kind is NameKind.CALENDAR and by is not None and of.name in choices:
        found[Symbol(NameKind.CHOICE, of.name, by)] = None
    for one in list(found):
        if one.kind is NameKind.CHOICE:
            for fact in _tied((one.within[0], one.within[1]), pack):
                found[Symbol(NameKind.CHOICE, of.name, fact)] = None
    if any(one.within == by for one in found if one.kind is NameKind.CHOICE):
        found[Symbol(NameKind.CALENDAR, of.name)] = None
    return tuple(found)


def _tied(fact: _Fact, pack: Pack) -> Iterator[_Fact]:
    """The other facts whose values meet with those of this one, and those that meet with these."""
    pairs = [pair for pair in _pairs(pack) if pair[0] != pair[1]]
    found = [fact]
    for one in found:
        for pair in pairs:
            if one in pair:
                found += [other for other in pair if other not in found]
    yield from found[1:]


def _pairs(pack: Pack) -> Iterator[tuple[_Fact, _Fact]]:
    for expression in expressions_of(pack):
        for part in walk(expression):
            if isinstance(part, Is | OneOf | Compare | First):
                yield from _each(one.type.of for one in children(part))
    for rule in pack.rules.values():
        for conclusion in rule.concludes:
            yield from _given(pack, rule.entity, conclusion.fact, conclusion.value)
    for change in _changes(pack):
        if change.value is not None:
            yield from _given(pack, change.entity, change.fact, change.value)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None:
                yield from _given(pack, entity.name, fact.name, fact.computed_default)


def _given(pack: Pack, entity: str, fact: str, value: Expression) -> Iterator[tuple[_Fact, _Fact]]:
    yield from _each((pack.entities[entity].facts[fact].type.of, value.type.of))


def _changes(pack: Pack) -> Iterator[Change]:
    for action in pack.actions.values():
        yield from action.done
    for event in pack.events.values():
        yield from event.sets


def _each(facts: Iterable[_Fact | None]) -> Iterator[tuple[_Fact, _Fact]]:
    known = [fact for fact in facts if fact is not None]
    yield from pairwise(known)
