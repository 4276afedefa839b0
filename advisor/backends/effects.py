"""What an action or an event changes in a situation, where it is carried out or has happened."""

from __future__ import annotations

from collections.abc import Iterable

from advisor import ir
from advisor.backends.oracle import evaluate
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class FactEffect:
    """What one line of `done` or `sets` makes of a fact: nothing stated any more, a value, or that there is none."""

    entity: str
    fact: str
    is_stated: bool
    value: ir.Value | None


def fact_effects(
    program: ir.Program,
    root: ir.Instance,
    place: str,
    changes: Iterable[ir.Change],
    day: int,
    evaluation_day: int | None = None,
) -> list[FactEffect]:
    """What the changes of an action or an event make of the facts of the instance at a place and around it.

    Every line is evaluated in the situation as it was before. A fact that has a default cannot be none, so where
    its new value is not given it is missing again, as it is where a line empties it.
    Units: `day` is that on which it was done; what had come by `evaluation_day` counts.
    """
    found = []
    for change in changes:
        value = None
        if change.value is not None:
            value = evaluate(program, root, day, place, change.value, evaluation_day=evaluation_day)
        has_default = program.pack.fact(change.entity, change.fact).default is not None
        is_stated = value is not None or (change.value is not None and not has_default)
        found.append(FactEffect(change.entity, change.fact, is_stated, value))
    return found


def carry_out(program: ir.Program, root: ir.Instance, advice: ir.Advice, today: int) -> ir.Instance:
    """The situation after the advised action was carried out today."""
    pack = program.pack
    around = pack.around[advice.entity]
    places = dict(zip(around, ir.places_outwards(advice.place), strict=True))
    done = pack.actions[advice.action].done
    for one in fact_effects(program, root, advice.place, done, today):
        place = places[one.entity]
        if one.is_stated:
            root = ir.with_fact(root, place, one.fact, one.value)
        else:
            root = ir.without_fact(root, place, one.fact)
    return root
