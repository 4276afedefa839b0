"""Results: the concluded facts that a pack wants shown, with their titles and values in words."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.rendering.words import Wording


def results_of(
    pack: ir.Pack, root: ir.Instance, today: int, derivations: ir.Derivations
) -> tuple[ir.Result, ...]:
    """The results that are given, by place, then in order of declaration.

    Units: `today` is an ordinal. With an error in the derivations there are none.
    """
    if not pack.results:
        return ()
    wording = Wording(pack, root, derivations, today)
    found: list[ir.Result] = []
    for conclusion in derivations.conclusions:  # they come in that order
        fact = pack.entities[conclusion.entity].facts[conclusion.fact]
        if fact.result is None:
            continue
        here = wording.at[conclusion.place]
        found.append(
            ir.Result(
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


def result_rows(
    pack: ir.Pack, root: ir.Instance, today: int, derivations: ir.Derivations
) -> Iterator[tuple[ir.Placed, str, dict[str, ir.Value]]]:
    """The rows of a table of results: an instance, what it is called in full, and its results by column.

    Shape: by entity, as they stand in the pack, then by place; also instances of which none is given.
    """
    wording = Wording(pack, root, derivations, today)
    given: dict[str, dict[str, ir.Value]] = {}
    for conclusion in derivations.conclusions:
        column = pack.result_columns.get((conclusion.entity, conclusion.fact))
        if column is not None:
            given.setdefault(conclusion.place, {})[column] = conclusion.value
    for entity in pack.results:
        for here in wording.placed:
            if here.instance.entity == entity:
                yield here, wording.full_label(here), given.get(here.place, {})
