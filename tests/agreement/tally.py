"""What the generator really makes, counted: shares that a test holds up and the soak prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from advisor.backends.oracle import evaluate
from advisor.backends.oracle.semantics import condition_of
from advisor.backends.protocol import Engine
from advisor.ir import (
    TODAY,
    ActionKind,
    Any_,
    Arithmetic,
    Builtin,
    Call,
    Count,
    Derivations,
    Every,
    Expression,
    ExtremeOf,
    FactRef,
    HowMany,
    InForce,
    Instance,
    Kind,
    ListRef,
    Operator,
    Or,
    Pack,
    PickBy,
    Program,
    Slot,
    Sum,
    place_instances,
    walk,
)
from tests.agreement.engines import ORACLE
from tests.agreement.normal import without_calendars
from tests.agreement.written_agenda import Told, agenda_as_written, presses
from tests.strategies.shorthand import dates_of, groups_of
from tests.strategies.situations import Posed

_ROUNDINGS = (Builtin.ROUND, Builtin.ROUND_UP, Builtin.ROUND_DOWN)
_ENDS = (Builtin.START_OF_MONTH, Builtin.END_OF_MONTH)
Aggregates = (Any_, Every, Count, Sum, ExtremeOf, PickBy)


def _all(pack: Pack) -> Iterator[Expression]:
    for rule in pack.rules.values():
        for whole in rule.expressions:
            yield from walk(whole)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None:
                yield from walk(fact.computed_default)


def count_pack(program: Program) -> Counter[str]:
    """1 for each kind of thing that the pack holds."""
    pack = program.pack
    found: Counter[str] = Counter({"packs": 1})
    parts = list(_all(pack))
    has: dict[str, bool] = {
        "three or more strata": len(program.strata) >= 3,
        "three levels of entities": any(len(chain) >= 3 for chain in pack.around.values()),
        "a disjunction": any(isinstance(p, Or) for p in parts),
        "an override": any(r.overrides for r in pack.rules.values()),
        "a chain of overrides": any(
            pack.rules[name].overrides for r in pack.rules.values() for name in r.overrides
        ),
        "an override from an outer entity": any(
            pack.rules[n].entity != r.entity for r in pack.rules.values() for n in r.overrides
        ),
        "a computed default": any(
            f.computed_default is not None for e in pack.entities.values() for f in e.facts.values()
        ),
        "a stated default": any(
            f.default is not None for e in pack.entities.values() for f in e.facts.values()
        ),
        "another list (`other`)": any(isinstance(p, Aggregates) and p.over.is_other for p in parts),
        "a nested aggregate": any(
            isinstance(p, Aggregates) and any(isinstance(q, Aggregates) for q in list(walk(p))[1:])
            for p in parts
        ),
        "a filter": any(isinstance(p, Aggregates) and p.filter is not None for p in parts),
        "`own`": any(_reads_own(pack, p) for p in parts),
        "working days": any(
            isinstance(p, Arithmetic) and Kind.WORKING_DAYS in (p.left.type.kind, p.right.type.kind)
            for p in parts
        ),
        "working days by a calendar": any(
            isinstance(p, Arithmetic) and p.counted_by is not None for p in parts
        ),
        "working days by a calendar that a fact chooses": any(
            isinstance(p, Arithmetic)
            and p.counted_by is not None
            and isinstance(p.counted_by.chosen, FactRef)
            for p in parts
        ),
        "a date moved by months": any(
            isinstance(p, Arithmetic)
            and p.type.kind is Kind.DATE
            and Kind.PERIOD in (p.left.type.kind, p.right.type.kind)
            for p in parts
        ),
        "a division": any(isinstance(p, Arithmetic) and p.op is Operator.OVER for p in parts),
        "a rounding": any(isinstance(p, Call) and p.function in _ROUNDINGS for p in parts),
        "years or months between dates": any(
            isinstance(p, Call) and p.function in (Builtin.YEARS, Builtin.MONTHS) for p in parts
        ),
        **{
            f"`{builtin.value}`": any(isinstance(p, Call) and p.function is builtin for p in parts)
            for builtin in (Builtin.ABS, Builtin.DAYS, Builtin.WEEKDAY, *_ENDS)
        },
        "several rules for one action": any(
            n > 1
            for n in Counter(r.advises.action for r in pack.rules.values() if r.advises).values()
        ),
        "a result": bool(pack.results),
        "results of several entities": len(pack.results) > 1,
        "an action that is only to be known": any(
            a.kind is ActionKind.KNOW for a in pack.actions.values()
        ),
        "choices of which several are so": any(e.several for e in pack.entities.values()),
        "how many choices are so": any(isinstance(p, HowMany) for p in parts),
        "a dated parameter": any(isinstance(p, InForce) for p in parts),
        "a dated parameter on another day than today": any(
            isinstance(p, InForce) and not (isinstance(p.day, FactRef) and p.day.fact == TODAY)
            for p in parts
        ),
        "a group of rules": any(True for _ in groups_of(list(pack.rules.values()))),
        "several pieces of advice from one rule": any(r.part_of for r in pack.rules.values()),
        "a rule with dates": any(dates_of(r.when)[0] for r in pack.rules.values()),
        "a fact in a reason": any(
            isinstance(part, Slot)
            for r in pack.rules.values()
            if r.because is not None
            for part in r.because.parts
        ),
        "a fact that is emptied": any(
            change.value is None for action in pack.actions.values() for change in action.done
        ),
        "an ordered choice compared": any("BETTER" in repr(p) or "WORSE" in repr(p) for p in parts),
    }
    months = has["a date moved by months"] or has["years or months between dates"]
    has["months or working days by a calendar"] = months or has["working days by a calendar"]
    back = list(pack.looking_back.values())
    has["a date that looks back"] = bool(back)
    has["a whole number"] = any(
        f.is_whole for e in pack.entities.values() for f in e.facts.values()
    )
    has["a day of a yes-no fact"] = any(dated for facts in back for _, dated in facts)
    for kind in ("Any_", "Every", "Count", "Sum", "ExtremeOf", "PickBy", "First", "Extreme"):
        has[f"`{kind.strip('_').lower()}`"] = any(type(p).__name__ == kind for p in parts)
    found.update({f"packs with {name}": int(so) for name, so in has.items()})
    found["rules"] = len(pack.rules)
    return found


def _reads_own(pack: Pack, part: Expression) -> bool:
    """Whether it is a list function that reads the rule's own instance, not the item's entity's."""
    return isinstance(part, Aggregates) and any(
        isinstance(q, FactRef) and q.frame == 0 and q.entity in pack.around[part.over.item][:-1]
        for q in walk(part)
    )


def count_situation(program: Program, posed: Posed, derivations: Derivations) -> Counter[str]:
    """1 for each kind of thing that happens in the situation."""
    pack = program.pack
    found: Counter[str] = Counter({"situations": 1})
    if derivations.error is not None:
        found[f"situations with an error: {derivations.error.kind}"] = 1
        return found
    agenda = agenda_as_written(pack, posed.root, posed.today, derivations.firings)
    statuses = {piece.status for piece in agenda.advice}
    happens = {
        "a firing": bool(derivations.firings),
        "advice": bool(agenda.advice),
        "a result": any(
            pack.entities[c.entity].facts[c.fact].result is not None
            for c in derivations.conclusions
        ),
        "advice that is only to be known": any(
            pack.actions[p.action].kind is ActionKind.KNOW for p in agenda.advice
        ),
        "advice to be known instead of something with a due": any(
            pack.actions[p.action].kind is ActionKind.KNOW and p.replaces for p in agenda.advice
        ),
        "several pieces of advice": len(agenda.advice) > 1,
        "silenced advice": bool(agenda.silenced),
        "replaced advice": bool(agenda.replaced),
        "an `instead_of` without anything to replace": bool(agenda.idle_substitutes),
        "notes": any(p.note_rules for p in agenda.advice),
        "a contradiction": any(p.contradicts for p in agenda.advice),
        "advice of several rules": any(len(p.rules) > 1 for p in agenda.advice),
        "overdue advice": "overdue" in statuses,
        "later advice": "later" in statuses,
        "a past wait": any(
            p.due is not None and p.due < posed.today and p.status != "overdue"
            for p in agenda.advice
        ),
        "`after` at work": _after_works(pack, posed, agenda.advice),
        "a pressing piece moved before one due earlier": any(
            a.due is not None and b.due is not None and b.due < a.due
            for a, b in _pressing_pairs(pack, posed, agenda.advice)
        ),
        "an urgent piece without a due before an overdue one": any(
            a.due is None and b.status == "overdue"
            for a, b in _pressing_pairs(pack, posed, agenda.advice)
        ),
        "pressing advice beside other advice for now": len(
            {presses(pack, p, posed.today) for p in agenda.advice if p.status != "later"}
        )
        > 1,
        "later advice that begins before other advice due earlier": any(
            a.start != b.start and b.due is not None and (a.due is None or b.due < a.due)
            for a, b in _later_pairs(agenda.advice)
        ),
        "advice due tomorrow or the day after, beside other advice for now": any(
            a is not b and a.due in (posed.today + 1, posed.today + 2)
            for a in agenda.advice
            for b in agenda.advice
            if "later" not in (a.status, b.status)
        ),
        "a value by a rule": any(c.rules for c in derivations.conclusions),
        "a value by two rules": any(len(c.rules) > 1 for c in derivations.conclusions),
        "a value by default": any(not c.rules for c in derivations.conclusions),
        "an overridden rule": any(True for _ in overridden(program, posed, derivations)),
        "an empty list that a rule looks at": _looks_at_nothing(pack, posed),
        "something that a calendar changes": pack.counted_by is not None
        and _monday_to_friday(program).derive(posed.root, posed.today) != derivations,
        **_days_to_come(program, posed, derivations),
        "something that the date of a value changes": _dates_matter(program, posed, derivations),
    }
    found.update({f"situations with {name}": int(so) for name, so in happens.items()})
    found["firings"] = len(derivations.firings)
    return found


def overridden(
    program: Program, posed: Posed, derivations: Derivations
) -> Iterator[tuple[str, str]]:
    """(rule, place) where the conditions hold and the rule does not fire."""
    fired = {(f.rule, f.place) for f in derivations.firings}
    fired_rules = {rule for rule, _ in fired}
    for name, by in program.overridden_by.items():
        if not fired_rules & set(by):
            continue
        rule = program.pack.rules[name]
        for place, entity in _placed(program.pack, posed):
            if entity == rule.entity and (name, place) not in fired:
                holds = evaluate(
                    program, posed.root, posed.today, place, condition_of(rule), derivations
                )
                if holds is True:
                    yield name, place


def _placed(pack: Pack, posed: Posed) -> Iterator[tuple[str, str]]:
    lists = {name: tuple(e.list or "" for e in inner) for name, inner in pack.lists.items()}
    return ((p.place, p.instance.entity) for p in place_instances(posed.root, lists))


def _after_works(pack: Pack, posed: Posed, advice: list[Told]) -> bool:
    """Whether two pieces stand otherwise than without `after`: pressing behind calm advice, or two
    of the same kind otherwise than their starts (for later) and dues would have them."""

    def without(piece: Told) -> tuple[bool, int, bool, int]:
        begins = piece.start if piece.status == "later" else None
        calm = not presses(pack, piece, posed.today)
        return (calm, begins or 0, piece.due is None, piece.due or 0)

    return any(
        (a.status == "later") == (b.status == "later")
        and not (presses(pack, a, posed.today) and presses(pack, b, posed.today))
        and without(b) < without(a)
        for a, b in pairwise(advice)
    )


def _pressing_pairs(pack: Pack, posed: Posed, advice: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Neighbours of different importance, of which both are pressing."""
    for a, b in pairwise(advice):
        weighs_more = (
            pack.actions[a.action].importance.rank > pack.actions[b.action].importance.rank
        )
        if weighs_more and presses(pack, a, posed.today) and presses(pack, b, posed.today):
            yield a, b


def _later_pairs(advice: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Neighbours of which both are for later."""
    return ((a, b) for a, b in pairwise(advice) if {a.status, b.status} == {"later"})


def _days_to_come(program: Program, posed: Posed, derivations: Derivations) -> dict[str, bool]:
    """Whether there are days to come of what has happened, and what they change."""
    pack, found = program.pack, set[str]()

    def look(instance: Instance) -> None:
        for fact, dated in pack.looking_back.get(instance.entity, ()):
            day = instance.facts.get(fact)
            if day is not None and int(day) > posed.today:
                found.add("day")
                if dated is not None and instance.facts.get(dated):
                    found.add("yes")
        for items in instance.lists.values():
            for item in items:
                look(item)

    look(posed.root)
    return {
        "a day to come of what has happened": bool(found),
        "a yes that does not count, since its day is to come": "yes" in found,
        "something that a day to come changes": bool(found)
        and _without_looking(program).derive(posed.root, posed.today) != derivations,
    }


def _dates_matter(program: Program, posed: Posed, derivations: Derivations) -> bool:
    """Whether it would be otherwise, had every dated parameter its last value on all days."""
    last = {p.name: p.value for p in program.pack.parameters.values() if p.steps}
    last = {name: value for name, value in last.items() if name not in program.parameters}
    if not last:
        return False
    other = ORACLE.compile_program(program.with_values(last))
    return other.derive(posed.root, posed.today) != derivations


def _without_looking(program: Program) -> Engine:
    """The oracle for the same program in which no date looks back."""
    pack = program.pack
    entities = {
        name: replace(
            entity, facts={n: replace(f, looks=None, dates=None) for n, f in entity.facts.items()}
        )
        for name, entity in pack.entities.items()
    }
    return ORACLE.compile_program(replace(program, pack=replace(pack, entities=entities)))


@cache
def _monday_to_friday(program: Program) -> Engine:
    """The oracle for the same program, with working days from Monday to Friday."""
    return ORACLE.compile_program(replace(program, pack=without_calendars(program.pack)))


def _looks_at_nothing(pack: Pack, posed: Posed) -> bool:
    looked_at: set[tuple[str, str]] = set()
    for part in _all(pack):
        over: ListRef | None = part.over if isinstance(part, Aggregates) else None
        if over is not None:
            looked_at.add((over.holder, over.list))

    def any_empty(instance: Instance) -> bool:
        return any(
            (not items and (instance.entity, name) in looked_at) or any(map(any_empty, items))
            for name, items in instance.lists.items()
        )

    return any_empty(posed.root)


def shares(counts: Counter[str]) -> dict[str, float]:
    """What is counted by pack or by situation, as shares of all packs or situations."""
    return {
        name: count / max(1, counts[name.split(" ", 1)[0]])
        for name, count in sorted(counts.items())
        if " with " in name
    }


def table(counts: Counter[str]) -> str:
    """The shares as lines of text."""
    head = (
        f"{counts['packs']} packs, {counts['rules'] / max(1, counts['packs']):.1f} rules each;"
        f" {counts['situations']} situations,"
        f" {counts['firings'] / max(1, counts['situations']):.1f} firings each"
    )
    return "\n".join((head, *(f"{share:7.1%}  {name}" for name, share in shares(counts).items())))
