"""Carries an action out on paper: the situation as it is once the person has followed the advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from advisor.backends.oracle import evaluate
from advisor.ir.advice import Advice
from advisor.ir.packs import Program
from advisor.ir.situations import Instance
from advisor.ir.types import Value

_STEP = re.compile(r"(\w+)\[(\d+)\]")


def carry_out(program: Program, root: Instance, advice: Advice, today: int) -> Instance:
    """The situation after the advised action was carried out today.

    Every line of the action's `done` is evaluated in the situation as it was before. A fact that has
    a default cannot be none, so where its new value is not given it is missing again.
    """
    pack = program.pack
    around = pack.around[advice.entity]
    places = dict(zip(around, _places_outwards(advice.place), strict=True))
    before = root
    for change in pack.actions[advice.action].done:
        value = evaluate(program, before, today, advice.place, change.value)
        declared = pack.fact(change.entity, change.fact)
        is_missing = value is None and declared.default is not None
        changed = {} if is_missing else {change.fact: value}
        root = _with_facts(root, _steps(places[change.entity]), change.fact, changed)
    return root


def _places_outwards(place: str) -> list[str]:
    """The place and those around it; the situation's, which is empty, comes last."""
    parts = place.split(".") if place else []
    return [".".join(parts[:n]) for n in range(len(parts), -1, -1)]


def _steps(place: str) -> list[tuple[str, int]]:
    return [(name, int(number)) for name, number in _STEP.findall(place)]


def _with_facts(
    at: Instance, steps: list[tuple[str, int]], fact: str, changed: Mapping[str, Value | None]
) -> Instance:
    if not steps:
        kept = {name: value for name, value in at.facts.items() if name != fact}
        return replace(at, facts={**kept, **changed})
    (name, number), *rest = steps
    items = list(at.lists[name])
    items[number] = _with_facts(items[number], rest, fact, changed)
    return replace(at, lists={**at.lists, name: tuple(items)})
