"""Random situations for any pack, made by hand or at random, and their text as YAML or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from advisor.backends.oracle.arithmetic import add_months
from advisor.ir import (
    DATE,
    DURATION,
    PERIOD,
    SITUATION,
    FactDeclaration,
    Instance,
    Kind,
    Literal,
    Looks,
    Pack,
    Type,
    Value,
    walk,
)
from tests.strategies.expression_text import literal_text
from tests.strategies.pack_text import Quoted, block, value_text
from tests.strategies.shapes import BASE_DAY, pool


@dataclass(frozen=True)
class Posed:
    """A situation and the date on which it is looked at (an ordinal)."""

    root: Instance
    today: int


class Situations:
    """A source of random situations for one pack; values often equal those its rules name."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.named = _named_values(pack)

    def pose(self, seed: int, size: int = 3) -> Posed:
        """One situation: the same seed and size give the same.

        Shape: at most `size` items to a list. About one in seven draws on the edges of the ranges.
        """
        rng = Random(f"situation {seed}")
        wide = 0.15 if rng.random() < 0.15 else 0.0
        missing = rng.choice((0.05, 0.2, 0.2, 0.5))
        root = self._instance(rng, SITUATION, size, wide, missing)
        near = rng.choice(pool(DATE))
        today = int(rng.choice(pool(DATE, wide=True)) if rng.random() < wide else near)
        return Posed(root, today)

    def value(self, rng: Random, fact: FactDeclaration, wide: float = 0.0) -> Value:
        """A value that a fact may be stated to have."""
        is_wide = rng.random() < wide
        named = self.named.get(fact.type)
        if named and not is_wide and rng.random() < 0.5:
            value = rng.choice(named)
        else:
            value = rng.choice(pool(fact.type, wide=is_wide))
        if fact.is_required and isinstance(value, str) and not value.strip():
            value = "x"  # a blank text is no value there
        if isinstance(value, int) and not isinstance(value, bool):
            value = fact.nearest(value)
        return value

    def completion(
        self, rng: Random, root: Instance, only: set[tuple[str, str]] | None, today: int
    ) -> Instance:
        """The situation with random answers to missing facts: all, or those of `only` (place, fact).

        An answer may be that there is none. What stays missing stays so on purpose. A day after
        `today` is no answer to when something happened.
        """
        return self._complete(rng, root, "", only, today)

    def opened(self, rng: Random, root: Instance) -> Instance:
        """The situation while a questionnaire runs: to half of its lists the person may still add."""
        lists = {
            name: tuple(self.opened(rng, item) for item in items)
            for name, items in root.lists.items()
        }
        open_lists = frozenset(name for name in lists if rng.random() < 0.5)
        return replace(root, lists=lists, open_lists=open_lists)

    def grown(self, rng: Random, root: Instance) -> Instance:
        """The situation with random items at the end of its open lists, which are then closed."""
        inside = {entity.list: entity.name for entity in self.pack.lists[root.entity]}
        lists = {
            name: (
                *(self.grown(rng, item) for item in items),
                *(
                    self._instance(rng, inside[name], 1, 0.0, 0.2)
                    for _ in range(rng.randint(0, 2) if name in root.open_lists else 0)
                ),
            )
            for name, items in root.lists.items()
        }
        return replace(root, lists=lists, open_lists=frozenset())

    def _complete(
        self,
        rng: Random,
        instance: Instance,
        place: str,
        only: set[tuple[str, str]] | None,
        today: int,
    ) -> Instance:
        facts = dict(instance.facts)
        for fact in self._stated(instance.entity):
            if fact.name in facts or (only is not None and (place, fact.name) not in only):
                continue
            can_be_none = fact.default is None and not fact.is_required
            value = None if can_be_none and rng.random() < 0.2 else self.value(rng, fact)
            if fact.looks is Looks.BACK and value is not None:
                value = min(int(value), today)
            facts[fact.name] = value
        prefix = f"{place}." if place else ""
        lists = {
            name: tuple(
                self._complete(rng, item, f"{prefix}{name}[{n}]", only, today)
                for n, item in enumerate(items)
            )
            for name, items in instance.lists.items()
        }
        return replace(instance, facts=facts, lists=lists)

    def _stated(self, entity: str) -> Iterator[FactDeclaration]:
        return (f for f in self.pack.entities[entity].facts.values() if not f.is_concluded)

    def _instance(
        self, rng: Random, entity: str, size: int, wide: float, missing: float
    ) -> Instance:
        facts: dict[str, Value | None] = {}
        for fact in self._stated(entity):
            roll = rng.random()
            if roll < missing and not fact.is_required:
                continue
            if roll > 0.9 and fact.default is None and not fact.is_required:
                facts[fact.name] = None
            else:
                facts[fact.name] = self.value(rng, fact, wide)
        lists = {
            inner.list or "": tuple(
                self._instance(rng, inner.name, size, wide, missing)
                for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4)[: size + 3]) if size else 0)
            )
            for inner in self.pack.lists[entity]
        }
        return Instance(entity, facts, lists)


def _named_values(pack: Pack) -> Mapping[Type, tuple[Value, ...]]:
    """The values that stand in the rules, by type, each once; dates also moved by named durations and
    periods."""
    found: dict[Type, dict[Value, None]] = {}
    for rule in pack.rules.values():
        for expression in rule.expressions:
            for part in walk(expression):
                if isinstance(part, Literal):
                    found.setdefault(part.type, {})[part.value] = None
    for parameter in pack.parameters.values():
        found.setdefault(parameter.type, {})[parameter.value] = None
    dates = found.setdefault(DATE, {})
    for days in found.get(DURATION, {}):
        if abs(int(days)) < 100:
            dates[BASE_DAY - int(days)] = None
    for months in found.get(PERIOD, {}):
        if abs(int(months)) < 100:
            dates[add_months(BASE_DAY, -int(months))] = None
    return {type_: tuple(values) for type_, values in found.items() if values}


# Text.


def situation_yaml(pack: Pack, posed: Posed, rng: Random, title: str | None = None) -> str:
    """The situation as a YAML file."""
    document: dict[str, object] = {} if title is None else {"situation": title}
    document["today"] = Quoted(literal_text(posed.today, DATE))
    document |= _fields(pack, posed.root, rng, is_json=False)
    return block(document)


def situation_json(pack: Pack, posed: Posed, rng: Random, title: str | None = None) -> str:
    """The situation as one line of JSON."""
    document: dict[str, object] = {} if title is None else {"situation": title}
    document["today"] = literal_text(posed.today, DATE)
    document |= _fields(pack, posed.root, rng, is_json=True)
    return json.dumps(document, ensure_ascii=rng.random() < 0.5)


def _fields(pack: Pack, instance: Instance, rng: Random, is_json: bool) -> dict[str, object]:
    found: dict[str, object] = {}
    told: set[str] = set()
    for several in pack.entities[instance.entity].several.values():
        chosen = several.folded(instance.facts)
        if chosen is not None and rng.random() < 0.7:
            found[several.name] = list(chosen)
            told |= set(several.parts.values())
    for name, value in instance.facts.items():
        if name in told:
            continue
        type_ = pack.entities[instance.entity].facts[name].type
        if value is None:
            found[name] = None
        elif is_json:
            found[name] = _json_value(value, type_, rng)
        else:
            found[name] = value_text(literal_text(value, type_), rng)
    for name, items in instance.lists.items():
        if items:
            found[name] = [_fields(pack, item, rng, is_json) for item in items]
        elif rng.random() < 0.5:
            found[name] = []
    return found


def _json_value(value: Value, type_: Type, rng: Random) -> object:
    if type_.kind is Kind.YES_NO and rng.random() < 0.5:
        return bool(value)
    return literal_text(value, type_)
