"""Figures that may not get worse: `floors.yaml` says how good they must be, and is only ever raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import yaml

from tests.truth.figures import MEASURES, Measure
from tests.truth.model import PARTS
from tests.truth.scoring import CaseScore

FLOORS = Path(__file__).resolve().parent / "floors.yaml"
_HEAD = """\
# How good the advice must be, for the cases that are worked on, those kept aside, and the rounds that came last.
# `make truth ARGS=--raise-floors` moves each to today's figure where that is better, and never back.
"""
_SIDES = {True: "at least", False: "at most"}  # by whether higher is better

Floors = Mapping[str, Mapping[str, Decimal]]  # by part and by name of the measure


class FloorsError(Exception):
    """The file of floors says something that cannot be held."""


def read_floors(text: str) -> Floors:
    """The floors in a text. Raises: FloorsError for a part or a measure that there is not."""
    read = yaml.safe_load(text) or {}
    floors: dict[str, dict[str, Decimal]] = {part: {} for part in PARTS}
    for part, sides in read.items():
        if part not in floors:
            raise FloorsError(f"there is no part `{part}`; there are {', '.join(PARTS)}")
        for side, figures in (sides or {}).items():
            known = {m.name for m in held_measures() if _SIDES[m.is_better_higher] == side}
            for name, figure in (figures or {}).items():
                if name not in known:
                    raise FloorsError(f"no measure `{name}` is held to {side} a figure ({part})")
                floors[part][name] = Decimal(str(figure))
    return floors


def write_floors(floors: Floors) -> str:
    """The text of the file, measures in their order."""
    lines = [_HEAD]
    for part in PARTS:
        lines.append(f"{part}:\n")
        for is_better_higher, side in _SIDES.items():
            lines.append(f"  {side}:\n")
            lines += [
                f"    {m.name}: {floors[part][m.name]}\n"
                for m in held_measures()
                if m.is_better_higher is is_better_higher and m.name in floors.get(part, {})
            ]
    return "".join(lines)


def held_measures() -> tuple[Measure, ...]:
    """The measures that have floors."""
    return tuple(measure for measure in MEASURES if measure.is_held)


def breaches(floors: Floors, parts: Mapping[str, Sequence[CaseScore]]) -> list[str]:
    """A line for each figure that is worse than its floor, or has none."""
    found = []
    for part in PARTS:
        for measure in held_measures():
            floor = floors.get(part, {}).get(measure.name)
            figure = measure.held(measure.of(parts[part]))
            where = f"{part}: {measure.title}"
            if floor is None:
                found.append(f"{where}: no floor is set")
            elif figure is None:
                found.append(f"{where}: there is nothing to count")
            elif is_worse(measure, figure, floor):
                side = _SIDES[measure.is_better_higher]
                found.append(f"{where}: {figure}, but it must be {side} {floor}")
    return found


def is_worse(measure: Measure, one: Decimal, other: Decimal) -> bool:
    """Whether the first figure is worse than the second."""
    return one < other if measure.is_better_higher else one > other


def raised(floors: Floors, parts: Mapping[str, Sequence[CaseScore]]) -> Floors:
    """The floors, each moved to the present figure where that is better."""
    result: dict[str, dict[str, Decimal]] = {}
    for part in PARTS:
        result[part] = dict(floors.get(part, {}))
        for measure in held_measures():
            floor = result[part].get(measure.name)
            figure = measure.held(measure.of(parts[part]))
            if figure is not None and (floor is None or is_worse(measure, floor, figure)):
                result[part][measure.name] = figure
    return result
