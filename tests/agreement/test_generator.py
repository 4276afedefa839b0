"""What the generator makes is measured: the interesting kinds must not become rare unseen."""

from __future__ import annotations

from collections import Counter

from tests.agreement.engines import ORACLE
from tests.agreement.programs import make_program
from tests.agreement.tally import count_pack, count_situation, shares, table

PACKS = 160
SITUATIONS_EACH = 12

AT_LEAST: dict[str, float] = {
    "packs with `any`": 0.6,
    "packs with `every`": 0.5,
    "packs with `count`": 0.12,
    "packs with `sum`": 0.12,
    "packs with `extremeof`": 0.4,
    "packs with `pickby`": 0.35,
    "packs with `first`": 0.4,
    "packs with `extreme`": 0.4,
    "packs with `own`": 0.5,
    "packs with another list (`other`)": 0.5,
    "packs with a filter": 0.6,
    "packs with a nested aggregate": 0.25,
    "packs with a disjunction": 0.8,
    "packs with an override": 0.7,
    "packs with a chain of overrides": 0.25,
    "packs with an override from an outer entity": 0.35,
    "packs with a computed default": 0.5,
    "packs with a stated default": 0.6,
    "packs with working days": 0.4,
    "packs with working days by a calendar": 0.2,
    "packs with working days by a calendar that a fact chooses": 0.08,
    "packs with a date moved by months": 0.35,
    "packs with a division": 0.1,
    "packs with a rounding": 0.12,
    "packs with years or months between dates": 0.15,
    "packs with months or working days by a calendar": 0.45,
    "packs with `abs`": 0.08,
    "packs with `days`": 0.04,
    "packs with `weekday`": 0.2,
    "packs with `start_of_month`": 0.1,
    "packs with `end_of_month`": 0.1,
    "packs with an ordered choice compared": 0.2,
    "packs with several rules for one action": 0.8,
    "packs with choices of which several are so": 0.5,
    "packs with how many choices are so": 0.08,
    "packs with a dated parameter": 0.3,
    "packs with a dated parameter on another day than today": 0.15,
    "packs with a group of rules": 0.45,
    "packs with several pieces of advice from one rule": 0.45,
    "packs with a rule with dates": 0.4,
    "packs with a fact in a reason": 0.4,
    "packs with a fact that is emptied": 0.1,
    "packs with three levels of entities": 0.5,
    "packs with a date that looks back": 0.5,
    "packs with a whole number": 0.3,
    "packs with a day of a yes-no fact": 0.2,
    "packs with three or more strata": 0.7,
    "packs with a result": 0.7,
    "packs with results of several entities": 0.25,
    "packs with an action that is only to be known": 0.2,
    "situations with a firing": 0.6,
    "situations with advice": 0.4,
    "situations with several pieces of advice": 0.2,
    "situations with a result": 0.3,
    "situations with advice that is only to be known": 0.03,
    "situations with advice to be known instead of something with a due": 0.003,
    "situations with advice of several rules": 0.07,
    "situations with `after` at work": 0.015,
    "situations with a pressing piece moved before one due earlier": 0.01,
    "situations with an urgent piece without a due before an overdue one": 0.005,
    "situations with pressing advice beside other advice for now": 0.05,
    "situations with later advice that begins before other advice due earlier": 0.002,
    "situations with advice due tomorrow or the day after, beside other advice for now": 0.03,
    "situations with a day to come of what has happened": 0.2,
    "situations with a yes that does not count, since its day is to come": 0.03,
    "situations with something that a day to come changes": 0.08,
    "situations with something that a calendar changes": 0.03,
    "situations with something that the date of a value changes": 0.015,
    "situations with a contradiction": 0.04,
    "situations with notes": 0.15,
    "situations with silenced advice": 0.12,
    "situations with replaced advice": 0.04,
    "situations with an `instead_of` without anything to replace": 0.1,
    "situations with an overridden rule": 0.2,
    "situations with a value by a rule": 0.35,
    "situations with a value by two rules": 0.08,
    "situations with a value by default": 0.25,
    "situations with later advice": 0.05,
    "situations with overdue advice": 0.04,
    "situations with a past wait": 0.015,
    "situations with an empty list that a rule looks at": 0.2,
    "situations with an error: conflict": 0.02,
    "situations with an error: range": 0.02,
}
AT_MOST: dict[str, float] = {
    "situations with an error: conflict": 0.15,
    "situations with an error: range": 0.15,
}


def counts() -> Counter[str]:
    """How often each kind comes in packs and situations."""
    found: Counter[str] = Counter()
    for seed in range(20_000, 20_000 + PACKS):
        made = make_program(seed)
        if made.program is None:
            found["refused"] += 1
            continue
        found += count_pack(made.program)
        engine = ORACLE.compile_program(made.program)
        for posed in made.situations(SITUATIONS_EACH):
            derivations = engine.derive(posed.root, posed.today)
            found += count_situation(made.program, posed, derivations)
    return found


def test_the_generator_makes_every_kind_often_and_few_errors() -> None:
    """One test, so that one process does the counting."""
    found = counts()
    share = shares(found)
    rare = {kind for kind, least in AT_LEAST.items() if share.get(kind, 0.0) < least}
    frequent = {kind for kind, most in AT_MOST.items() if share[kind] > most}
    assert (rare, frequent) == (set(), set()), table(found)
    # The checks refuse almost no generated pack.
    assert found["refused"] <= PACKS // 20


def test_a_seed_always_makes_the_same() -> None:
    one, other = make_program(7), make_program(7)
    assert (one.meant, one.texts, list(one.situations(5))) == (
        other.meant,
        other.texts,
        list(other.situations(5)),
    )


def test_a_smaller_size_makes_a_smaller_pack() -> None:
    rules = [sum(len(make_program(s, size).meant.rules) for s in range(20)) for size in (1, 2, 4)]
    assert rules == sorted(rules) and rules[0] * 2 < rules[-1]
