"""What an engine derives is the one result that fits every rule, in whatever order it was found.

A pack without circles has exactly one set of firings and conclusions that agrees with all of its
rules at once. So, with everything known at the end: each rule has fired exactly where its condition
holds and nothing that overrides it has fired, and each fact has exactly the value that the rules that
fired, or else its default, give it. This looks at no strata: a wrong order of strata shows here.
"""

from __future__ import annotations

import pytest

from advisor.backends.oracle import evaluate
from advisor.ir import (
    And,
    Derivations,
    Expression,
    FactRef,
    Not,
    Program,
    Rule,
    Value,
    place_instances,
    walk,
)
from tests.agreement.engines import ALL
from tests.agreement.programs import programs
from tests.agreement.written_agenda import lies_in
from tests.strategies.situations import Posed

SHARDS = 4
PACKS_A_SHARD = 30
SITUATIONS_A_PACK = 4


def condition(rule: Rule) -> Expression:
    """When it holds."""
    if rule.unless is None:
        return rule.when
    return And((rule.when, Not(rule.unless, rule.span)), rule.span)


def misfits(program: Program, posed: Posed, found: Derivations) -> list[str]:
    """Where the result does not agree with a rule or a default."""
    pack = program.pack
    lists = {name: tuple(e.list or "" for e in inner) for name, inner in pack.lists.items()}
    placed = [(p.place, p.instance.entity) for p in place_instances(posed.root, lists)]
    fired = {(f.rule, f.place) for f in found.firings}
    concluded = {(c.place, c.fact): c.value for c in found.conclusions}

    def value(expression: Expression, place: str) -> Value | None:
        return evaluate(program, posed.root, posed.today, place, expression, found)

    wrong: list[str] = []
    for rule in pack.rules.values():
        overriding = [other.name for other in pack.rules.values() if rule.name in other.overrides]
        for place, entity in placed:
            if entity != rule.entity:
                continue
            is_free = not any(name in overriding and lies_in(place, at) for name, at in fired)
            should_fire = value(condition(rule), place) is True and is_free
            if should_fire is not ((rule.name, place) in fired):
                wrong.append(f"{rule.name} at {place or 'the situation'}")
    for place, name in placed:
        for fact in pack.entities[name].facts.values():
            if not fact.is_concluded:
                continue
            given = {
                v
                for rule in pack.rules.values()
                for c in rule.concludes
                if rule.entity == name and c.fact == fact.name and (rule.name, place) in fired
                if (v := value(c.value, place)) is not None
            }
            if not given and fact.computed_default is not None:
                default = value(fact.computed_default, place)
                given = set() if default is None else {default}
            if given != {v for at, v in concluded.items() if at == (place, fact.name)}:
                wrong.append(f"{fact.name} of {place or 'the situation'}")
    return wrong


@pytest.mark.parametrize("shard", range(SHARDS))
def test_firings_and_conclusions_fit_every_rule_at_once(shard: int) -> None:
    start = 40_000 + shard * PACKS_A_SHARD
    settled = 0
    for made, program in programs(range(start, start + PACKS_A_SHARD)):
        engines = {name: backend.compile_program(program) for name, backend in ALL.items()}
        for number, posed in enumerate(made.situations(SITUATIONS_A_PACK)):
            for name, engine in engines.items():
                found = engine.derive(posed.root, posed.today)
                if found.error is None:
                    wrong = misfits(program, posed, found)
                    assert not wrong, (made.seed, number, name, wrong)
                    settled += 1
    assert settled > 100


def reads(expression: Expression) -> set[tuple[str, str]]:
    """The facts that stand in it."""
    return {(p.entity, p.fact) for p in walk(expression) if isinstance(p, FactRef)}


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_stratum_reads_only_what_is_settled_below(shard: int) -> None:
    for made, program in programs(range(41_000 + shard * 40, 41_040 + shard * 40)):
        pack = program.pack
        below: set[tuple[str, str]] = set()
        fired: set[str] = set()
        stated = {
            (e.name, f.name)
            for e in pack.entities.values()
            for f in e.facts.values()
            if not f.is_concluded
        } | {("situation", "today")}

        for stratum in program.strata:
            for name in stratum.firings:
                assert reads(condition(pack.rules[name])) <= stated | below, (made.seed, name)
                overriding = {r.name for r in pack.rules.values() if name in r.overrides}
                assert overriding <= fired, (made.seed, name)
            for entity, fact in stratum.facts:
                default = pack.entities[entity].facts[fact].computed_default
                needed = reads(default) if default is not None else set()
                for rule in pack.rules.values():
                    for conclusion in rule.concludes:
                        if (rule.entity, conclusion.fact) == (entity, fact):
                            assert rule.name in fired, (made.seed, fact, rule.name)
                            needed |= reads(conclusion.value)
                assert needed <= stated | below, (made.seed, fact)
            fired.update(stratum.firings)
            below.update(stratum.facts)
        assert fired == set(pack.rules), made.seed
