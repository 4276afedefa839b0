"""Makes a situation as small as what it shows: fewer items, fewer facts, nearer days and smaller numbers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from advisor import ir
from advisor.backends.oracle import evaluate

Shows: TypeAlias = Callable[[ir.Instance, int, ir.Derivations], bool]
_NEAR_DAYS = (0, -1, 1, -2, 2, -3, 3, -7, 7, -14, 14, -30, 30)
_SMALL = (0, 1, 2, 3, 5, 10)


class Shrinker:
    """Shrinks situations of one program, `seconds` long each at most."""

    def __init__(
        self,
        program: ir.Program,
        derive: Callable[[ir.Instance, int], ir.Derivations],
        seconds: float = 2.0,
    ) -> None:
        self._program, self._derive, self._seconds = program, derive, seconds

    def shrink(self, root: ir.Instance, today: int, shows: Shows) -> ir.Instance:
        """The smallest situation that was found; it shows the same, and states nothing more that is not asked for."""
        end = time.monotonic() + self._seconds
        allowed = self._not_asked(root, today, self._derive(root, today))
        failed: set[object] = set()  # what was tried and does not show it; tried again at the end
        is_last = False
        while time.monotonic() < end:
            for step, smaller in self._smaller(root, today):
                if step in failed:
                    continue
                derivations = self._derive(smaller, today)
                if shows(smaller, today, derivations) and (
                    self._not_asked(smaller, today, derivations) <= allowed
                ):
                    root, is_last = smaller, False
                    break
                failed.add(step)
                if time.monotonic() > end:
                    return root
            else:
                if is_last:
                    return root
                is_last = True
                failed.clear()
        return root

    def _smaller(self, root: ir.Instance, today: int) -> Iterator[tuple[object, ir.Instance]]:
        """What is one step smaller, each with what the step is."""
        pack = self._program.pack
        placed = ir.place_instances(root, pack.list_names)
        for here in reversed(placed):
            for name, items in here.instance.lists.items():
                for n in range(len(items)):
                    left = (*items[:n], *items[n + 1 :])
                    lists = {**here.instance.lists, name: left}
                    change = partial(_with_lists, lists)
                    yield (here.place, name, n), ir.with_instance(root, here.place, change)
        for here in placed:
            for name in here.instance.facts:
                if not pack.fact(here.instance.entity, name).is_required:
                    yield (here.place, name), ir.without_fact(root, here.place, name)
        for here in placed:
            for name, value in here.instance.facts.items():
                fact = pack.fact(here.instance.entity, name)
                for simpler in _simpler(fact, value, today):
                    step = (here.place, name, "is", simpler)
                    yield step, ir.with_fact(root, here.place, name, simpler)

    def _not_asked(
        self, root: ir.Instance, today: int, derivations: ir.Derivations
    ) -> frozenset[tuple[str, str]]:
        """What is stated though the questionnaire would not ask for it, by place and name."""
        pack = self._program.pack
        found = set()
        for here in ir.place_instances(root, pack.list_names):
            ask_if = pack.entities[here.instance.entity].ask_if
            asked = [] if ask_if is None else [(here.place.rpartition(".")[0], "", ask_if)]
            for name in here.instance.facts:
                condition = pack.fact(here.instance.entity, name).ask_if
                if condition is not None:
                    asked.append((here.place, name, condition))
            for place, name, condition in asked:
                if not evaluate(self._program, root, today, place, condition, derivations):
                    found.add((here.place, name))
        return frozenset(found)


def _with_lists(lists: Mapping[str, tuple[ir.Instance, ...]], at: ir.Instance) -> ir.Instance:
    return replace(at, lists=lists)


def _simpler(fact: ir.FactDeclaration, value: ir.Value | None, today: int) -> Iterator[ir.Value]:
    """Values that are easier to take in, the easiest first; none behind the value itself."""
    if isinstance(value, bool) or not isinstance(value, int):
        return
    kind = fact.type.kind
    if kind is ir.Kind.DATE:
        candidates = [today + away for away in _NEAR_DAYS]
    else:
        unit = ir.MILLION if kind is ir.Kind.NUMBER else 1
        candidates = [sign * size * unit for size in _SMALL for sign in (1, -1)]
    for candidate in dict.fromkeys(candidates):
        if candidate == value:
            return
        if (fact.minimum is None or candidate >= fact.minimum) and (
            fact.maximum is None or candidate <= fact.maximum
        ):
            yield candidate
