"""Random conditions in random situations: does the network agree with plain evaluation?

A script, run by its test in a process of its own, because a mistake here may be a crash.
"""

from __future__ import annotations

import random
import sys

from rete_programs import (
    LISTS,
    NO,
    SITUATION,
    STATED,
    YES,
    and_,
    compare,
    date,
    fact,
    given,
    instance,
    is_,
    not_,
    number,
    or_,
    program,
    rule,
    stage,
    text,
    today,
)

from advisor.backends.rete import BACKEND
from advisor.backends.rete.evaluation import evaluator
from advisor.backends.rete.planning import situation_shape
from advisor.backends.rete.working_memory import fill
from advisor.ir import MILLION, Expression, Instance, Kind, Value

TODAY = 730_000
AROUND = {
    SITUATION: (SITUATION,),
    "application": ("application", SITUATION),
    "interview": ("interview", "application", SITUATION),
    "note": ("note", "interview", "application", SITUATION),
}
SIGNS = ("<", "<=", ">", ">=")


def fact_of(chance: random.Random, entity: str, kind: Kind) -> Expression | None:
    names = [
        f"{around}.{name}"
        for around in AROUND[entity]
        for name, type_ in STATED[around].items()
        if type_.kind is kind
    ]
    return fact(chance.choice(names)) if names else None


def simple(chance: random.Random, entity: str) -> Expression:
    kind = chance.choice([Kind.DATE, Kind.DATE, Kind.NUMBER, Kind.TEXT, Kind.CHOICE, Kind.YES_NO])
    left, right = fact_of(chance, entity, kind), fact_of(chance, entity, kind)
    if left is None or right is None:
        return chance.choice([YES, NO])
    match kind:
        case Kind.DATE:
            right = chance.choice([right, right, today(), date(TODAY + chance.randint(-2, 2))])
            return compare(left, chance.choice(SIGNS), right)
        case Kind.NUMBER:
            right = chance.choice([right, number(chance.randint(0, 2))])
            return chance.choice([compare(left, chance.choice(SIGNS), right), is_(left, right)])
        case Kind.TEXT:
            return is_(left, chance.choice([right, text("Acme")]))
        case Kind.CHOICE:
            if left.type.is_ordered:
                return given(left)
            return is_(left, stage(chance.choice(left.type.choices)))
        case _:
            return left


def condition(chance: random.Random, entity: str, depth: int) -> Expression:
    if depth == 0 or chance.random() < 0.2:
        found = simple(chance, entity)
        return not_(found) if chance.random() < 0.3 else found
    several = [condition(chance, entity, depth - 1) for _ in range(chance.randint(2, 4))]
    found = and_(*several) if chance.random() < 0.6 else or_(*several)
    return not_(found) if chance.random() < 0.2 else found


def value(chance: random.Random, kind: Kind, choices: tuple[str, ...]) -> Value | None:
    match kind:
        case _ if chance.random() < 0.2:
            return None
        case Kind.YES_NO:
            return chance.random() < 0.5
        case Kind.DATE:
            return TODAY + chance.randint(-2, 2)
        case Kind.NUMBER:
            return chance.randint(0, 2) * MILLION
        case Kind.CHOICE:
            return chance.choice(choices)
        case Kind.TEXT:
            return chance.choice(["Acme", "Globex", 'a "quoted" name\n'])
        case _:
            return chance.randint(-2, 2)


def grown(chance: random.Random, entity: str) -> Instance:
    facts = {name: value(chance, t.kind, t.choices) for name, t in STATED[entity].items()}
    lists = {
        listed: [grown(chance, item) for _ in range(chance.randint(0, 3))]
        for item, (holder, listed) in LISTS.items()
        if holder == entity
    }
    return instance(entity, facts, **lists)


def differences(seed: int) -> int:
    """How many of the firings of one random program are wrong or missing."""
    chance = random.Random(seed)
    named = [
        (f"r{n}", entity, condition(chance, entity, chance.randint(0, 3)))
        for n in range(chance.randint(1, 60))
        for entity in [chance.choice(list(AROUND))]
    ]
    rules = program(*(rule(name, entity, when) for name, entity, when in named))
    engine = BACKEND.compile_program(rules)
    wrong = 0
    for _ in range(4):
        root = grown(chance, SITUATION)
        memory = fill(situation_shape(rules), root, TODAY)
        expected = {
            (name, placed.place)
            for name, entity, when in named
            for placed in memory.of_entity[entity]
            if evaluator(when, {})(memory, (placed,)) is True
        }
        found = {(f.rule, f.place) for f in engine.derive(root, TODAY).firings}
        wrong += len(found ^ expected)
    return wrong


if __name__ == "__main__":
    first, last = int(sys.argv[1]), int(sys.argv[2])
    wrong = [seed for seed in range(first, last) if differences(seed)]
    sys.exit(f"wrong for seeds {wrong}" if wrong else 0)
