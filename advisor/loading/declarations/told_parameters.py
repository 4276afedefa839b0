"""Parameters in sentences: `Wait {patience} before you ask.` Each becomes a fact that has its value.

A sentence holds facts. Where it names a parameter, the situation gets a concluded fact of that name:

    parameters:                            entities:
      patience: {value: 1 week}              situation:
                                               facts:
                                                 patience: {type: duration, concluded: yes, default: patience}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from advisor.ir.expressions import Expression, FactRef, InForce, ParameterRef
from advisor.ir.packs import (
    SITUATION,
    TODAY,
    EntityDeclaration,
    FactDeclaration,
    Pack,
    Parameter,
    Slot,
)
from advisor.ir.sentences import sentences_of
from advisor.ir.types import DATE
from advisor.loading.declarations.memo import Itself, Memo

_IN_DRAFT = re.compile(r"\{[{%].*?(?:[%}]\}|\Z)", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def with_told_parameters(pack: Pack, memo: Memo) -> Pack:
    """The pack with a fact of the situation for each parameter that a sentence or a draft names."""
    root = pack.entities[SITUATION]
    taken = {name for entity in pack.entities.values() for name in (*entity.facts, *entity.several)}
    slots = (part for t in sentences_of(pack) for part in t.parts if isinstance(part, Slot))
    named = {slot.fact for slot in slots if slot.entity == SITUATION} - root.facts.keys()
    for text in pack.drafts.values():
        inside = (name for tag in _IN_DRAFT.findall(text) for name in _NAME.findall(tag))
        named |= set(inside) - taken
    told = [p for p in pack.parameters.values() if p.name in named and p.can_be_told]
    if not told:
        return pack
    rests_on = Itself(root), *map(Itself, told)
    widened = memo.value("told parameters", rests_on, partial(_with_facts, root, told))
    return replace(pack, entities={**pack.entities, SITUATION: widened})


def _with_facts(root: EntityDeclaration, told: Iterable[Parameter]) -> EntityDeclaration:
    return replace(root, facts={**root.facts, **{one.name: _fact(one) for one in told}})


def _fact(parameter: Parameter) -> FactDeclaration:
    value: Expression = ParameterRef(parameter.name, parameter.type, parameter.span)
    if parameter.steps:
        today = FactRef(0, SITUATION, TODAY, DATE, parameter.span)
        value = InForce(parameter.name, today, parameter.steps, parameter.type, parameter.span)
    return FactDeclaration(
        parameter.name,
        SITUATION,
        parameter.type,
        parameter.span,
        is_concluded=True,
        computed_default=value,
    )
