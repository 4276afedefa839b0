"""What an author writes in one place and the loader makes several rules of, or a condition.

Groups `first_of`, lists of `advise`, `from` and `until`, facts in reasons: put into rules that are made, and
written as such where rules have that shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from advisor.ir import (
    DATE,
    DURATION,
    SITUATION,
    TODAY,
    YES_NO,
    Advise,
    And,
    Arithmetic,
    Compare,
    Comparison,
    Expression,
    FactRef,
    Literal,
    Operator,
    Rule,
    Slot,
    Template,
)
from tests.strategies.expression_text import literal_text
from tests.strategies.shapes import NOWHERE, Shape, pool

_BOUNDS = {"from": Comparison.NOT_BEFORE, "until": Comparison.NOT_AFTER}
_TODAY = FactRef(0, SITUATION, TODAY, DATE, NOWHERE)


# Into rules.


def shortened(
    rules: Sequence[Rule],
    levels: Mapping[str, int],
    homes: Mapping[str, str],
    shape: Shape,
    rng: Random,
) -> list[Rule]:
    """The rules with some of all this; `levels` and names rank them, so that no circle comes about."""
    dated = [_dated(rule, rng) if rng.random() < 0.08 else rule for rule in rules]
    spoken = [_told(rule, shape, rng) if rng.random() < 0.12 else rule for rule in dated]
    grouped = _grouped(spoken, levels, rng)
    parts = {r.name: _parts(r, homes, rng) if rng.random() < 0.2 else [] for r in grouped}
    return [one for rule in grouped for one in (_overriding_parts(rule, parts), *parts[rule.name])]


def _dated(rule: Rule, rng: Random) -> Rule:
    days = sorted(int(day) for day in rng.sample(pool(DATE), 2))
    keys = rng.choice((("from",), ("until",), ("from", "until")))
    bounds = tuple(
        Compare(_BOUNDS[key], _TODAY, Literal(day, DATE, NOWHERE), NOWHERE)
        for key, day in zip(keys, days, strict=False)
    )
    parts = (*bounds, *(() if _is_always(rule.when) else (rule.when,)))
    return replace(rule, when=parts[0] if len(parts) == 1 else And(parts, NOWHERE))


def _told(rule: Rule, shape: Shape, rng: Random) -> Rule:
    facts = [(e, f) for e in shape.chain(rule.entity) for f in shape.entities[e].facts]
    unique = [(e, f) for e, f in facts if sum(1 for _, g in facts if g == f) == 1]
    if rule.because is None or not unique:
        return rule
    slot = Slot(*rng.choice(unique), rng.choice((None, "it")), NOWHERE)
    return replace(rule, because=Template(("Since ", slot, " is so"), NOWHERE))


def _grouped(rules: Sequence[Rule], levels: Mapping[str, int], rng: Random) -> list[Rule]:
    found = list(rules)
    for _ in range(rng.randint(0, 2)):
        entity = rng.choice([rule.entity for rule in found])
        of_entity = sorted(
            (r for r in found if r.entity == entity), key=lambda r: (levels[r.name], r.name)
        )
        chosen = sorted(rng.sample(range(len(of_entity)), min(len(of_entity), rng.randint(2, 4))))
        members = [of_entity[n] for n in chosen]
        if any(_is_always(rule.when) and rule.unless is None for rule in members[:-1]):
            continue
        names = [rule.name for rule in members]
        together = [
            replace(rule, overrides=tuple(dict.fromkeys((*names[n + 1 :], *rule.overrides))))
            for n, rule in enumerate(members)
        ]
        at = next(n for n, rule in enumerate(found) if rule.name in names)
        left = [rule for rule in found if rule.name not in names]
        found = [*left[:at], *together, *left[at:]]
    return found


def _parts(rule: Rule, homes: Mapping[str, str], rng: Random) -> list[Rule]:
    if rule.advises is None:
        return []
    at_home = [name for name, home in homes.items() if home == rule.entity] or [rule.advises.action]
    found: list[Rule] = []
    for number in range(2, rng.choice((3, 3, 4))):
        day, far = (Literal(rng.choice(days), DURATION, NOWHERE) for days in ((0, 1, 3), (2, 9)))
        due = rng.choice((None, rule.advises.due, rule.advises.start, _later(day), _later(far)))
        start = rng.choice((None, rule.advises.start, _later(day), _later(far)))
        action = rng.choice(at_home)
        others = [name for name in homes if name != action]
        instead_of = (rng.choice(others),) if others and rng.random() < 0.3 else ()
        advises = Advise(action, start, due, instead_of, NOWHERE)
        found.append(
            Rule(
                f"{rule.name}/{number}",
                rule.entity,
                rule.when,
                rule.unless,
                NOWHERE,
                advises=advises,
                because=rule.because,
                sources=rule.sources,
                disputed=rule.disputed,
                part_of=rule.name,
            )
        )
    return found


def _later(by: Literal) -> Expression:
    return Arithmetic(Operator.PLUS, _TODAY, by, DATE, NOWHERE)


def _overriding_parts(rule: Rule, parts: Mapping[str, list[Rule]]) -> Rule:
    names = [n for name in rule.overrides for n in (name, *(p.name for p in parts[name]))]
    return replace(rule, overrides=tuple(names))


# Out of rules.


def written_rules(
    rules: Sequence[Rule], rng: Random, write: Callable[[Rule], dict[str, object]]
) -> list[object]:
    """Every rule as `write` does it, those of a group mostly in one, and those of one list together."""
    whole = [rule for rule in rules if rule.part_of is None]
    parts = {rule.name: [part for part in rules if part.part_of == rule.name] for rule in whole}

    def one(rule: Rule, later: Sequence[str] = ()) -> dict[str, object]:
        found = write(
            replace(rule, overrides=tuple(n for n in rule.overrides if _is_said(n, later)))
        )
        if parts[rule.name]:
            more = [write(part)["advise"] for part in parts[rule.name]]
            found["advise"] = [found["advise"], *more]
        return found

    found: list[object] = []
    at = 0
    while at < len(whole):
        size = group_at(whole, at)
        group, at = whole[at : at + size], at + size
        if size == 1 or rng.random() < 0.2:
            found += [one(rule) for rule in group]
            continue
        names = [rule.name for rule in group]
        entries = [one(rule, names[n + 1 :]) for n, rule in enumerate(group)]
        last = entries[-1]
        if not {"when", "unless"} & last.keys() and rng.random() < 0.6:
            last = {"otherwise": last.pop("rule"), **last}
            last.pop("for", None)
            entries[-1] = last
        for entry in entries:
            if rng.random() < 0.8:
                entry.pop("for", None)
        found.append({"first_of": entries, "for": group[0].entity})
    return found


def _is_said(name: str, later: Sequence[str]) -> bool:
    return "/" not in name and name not in later


def group_at(rules: Sequence[Rule], at: int) -> int:
    """How many rules from one on can be written as a group; 1 for that one alone. Without parts."""
    size = 1
    for end in range(at + 2, len(rules) + 1):
        group = rules[at:end]
        names = [rule.name for rule in group]
        own = [[n for n in rule.overrides if "/" not in n] for rule in group]
        is_group = all(
            own[n][: len(names) - 1 - n] == names[n + 1 :]
            and rule.entity == group[0].entity
            and (n == len(group) - 1 or not _is_always(rule.when) or rule.unless is not None)
            for n, rule in enumerate(group)
        )
        if is_group:
            size = len(group)
    return size


def dates_of(when: Expression) -> tuple[dict[str, str], Expression]:
    """`from` and `until`, where the condition begins so, and the rest of it."""
    operands = list(when.operands) if isinstance(when, And) else [when]
    found: dict[str, str] = {}
    for key, op in _BOUNDS.items():
        match operands[:1]:
            case [Compare(op=by, left=left, right=Literal(value=day))] if (
                by is op and left == _TODAY
            ):
                found[key] = literal_text(day, DATE)
                del operands[0]
    if len(found) == 2 and found["until"] < found["from"]:
        return {}, when
    if not operands:
        return found, Literal(True, YES_NO, NOWHERE)
    return found, operands[0] if len(operands) == 1 else And(tuple(operands), NOWHERE)


def _is_always(when: Expression) -> bool:
    return when == Literal(True, YES_NO, NOWHERE)


def groups_of(rules: Sequence[Rule]) -> Iterator[int]:
    """The sizes of all groups that stand among rules."""
    whole = [rule for rule in rules if rule.part_of is None]
    at = 0
    while at < len(whole):
        size = group_at(whole, at)
        at += size
        if size > 1:
            yield size
