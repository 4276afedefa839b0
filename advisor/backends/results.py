"""Results: the concluded facts that a pack wants shown, with their titles and values in words."""

from __future__ import annotations

from advisor.ir.advice import Result
from advisor.ir.derivations import Derivations
from advisor.ir.packs import Pack
from advisor.ir.situations import Instance
from advisor.rendering.words import Wording


def results_of(
    pack: Pack, root: Instance, today: int, derivations: Derivations
) -> tuple[Result, ...]:
    """The results that are given, by place, then in order of declaration.

    Units: `today` is an ordinal. With an error in the derivations there are none.
    """
    if not pack.results:
        return ()
    wording = Wording(pack, root, derivations, today)
    found: list[Result] = []
    for conclusion in derivations.conclusions:  # they come in that order
        fact = pack.entities[conclusion.entity].facts[conclusion.fact]
        if fact.result is None:
            continue
        here = wording.at[conclusion.place]
        found.append(
            Result(
                here.place,
                wording.label(here),
                fact.entity,
                fact.name,
                fact.type,
                conclusion.value,
                wording.fill(fact.result, here),
                wording.shown(fact, conclusion.value),
                conclusion.rules,
            )
        )
    return tuple(found)
