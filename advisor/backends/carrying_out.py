"""What an action changes in a situation, where it is carried out."""

from __future__ import annotations

from advisor.backends.oracle import evaluate
from advisor.ir.advice import Advice
from advisor.ir.packs import Program
from advisor.ir.situations import Instance, places_outwards, with_fact, without_fact


def carry_out(program: Program, root: Instance, advice: Advice, today: int) -> Instance:
    """The situation after the advised action was carried out today.

    Every line of the action's `done` is evaluated in the situation as it was before; what it empties is
    missing again. A fact that has a default cannot be none, so where its new value is not given it is
    missing again, too.
    """
    pack = program.pack
    around = pack.around[advice.entity]
    places = dict(zip(around, places_outwards(advice.place), strict=True))
    before = root
    for change in pack.actions[advice.action].done:
        declared = pack.fact(change.entity, change.fact)
        place = places[change.entity]
        is_emptied = change.value is None
        value = None
        if change.value is not None:
            value = evaluate(program, before, today, advice.place, change.value)
        if is_emptied or (value is None and declared.default is not None):
            root = without_fact(root, place, change.fact)
        else:
            root = with_fact(root, place, change.fact, value)
    return root
