"""Several choices of which none is said are one thing that is missing, not one for each choice.

`symptoms`, of fever and cough, is required: "`symptoms` is required and missing" says it once, where
`symptoms_fever` and `symptoms_cough` are both missing at one place.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor import ir
from advisor.batch.problems import Fault, fact_fault

_MISSING = "ADV402"


def are_required(pack: ir.Pack) -> bool:
    """Whether the pack has such choices at all."""
    return any(_required(entity) for entity in pack.entities.values())


def missing_together(faults: Sequence[Fault], pack: ir.Pack) -> list[Fault]:
    """What is wrong with one situation, with one fault in place of those of all choices of a fact at a place."""
    missing = {_place_of(fault): at for at, fault in enumerate(faults) if fault.code == _MISSING}
    found: list[Fault | None] = [*faults]
    for where in dict.fromkeys(where for where, _ in missing):
        for several in _required(_entity_at(where, pack)):
            places = [missing.get((where, part)) for part in several.parts.values()]
            given = [at for at in places if at is not None]
            if len(given) < len(places):
                continue
            for at in given:
                found[at] = None
            found[min(given)] = fact_fault(_MISSING, several.name, where, "is required and missing")
    return [fault for fault in found if fault is not None]


def _required(entity: ir.EntityDeclaration | None) -> list[ir.Several]:
    if entity is None:
        return []
    return [
        several
        for several in entity.several.values()
        if all(entity.facts[part].is_required for part in several.parts.values())
    ]


def _place_of(fault: Fault) -> tuple[str, str]:
    """Where it is, and the fact: `applications[0].stage` is that of `applications[0]`."""
    where, _, name = fault.message[1:].partition("`")[0].rpartition(".")
    return where, name


def _entity_at(where: str, pack: ir.Pack) -> ir.EntityDeclaration | None:
    entity = ir.SITUATION
    for step in filter(None, where.split(".")):
        name = step.partition("[")[0]
        inside = (item.name for item in pack.lists[entity] if item.list_name == name)
        found = next(inside, None)
        if found is None:
            return None
        entity = found
    return pack.entities[entity]
