"""Two revisions put to a solver: a situation that they advise differently about, or the proof that there is none.

It imports z3 (the extra `prove`): import it only where it is used.

Both are asked in one world: the facts of both, and the actions of both. So what only one of them declares is no
difference by itself; a fact that is declared otherwise in both is one that cannot be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from advisor import ir
from advisor.analysis import analyse
from advisor.backends.advising import Advisor
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import listed
from advisor.proof.all_situations import NEAR, scope_words
from advisor.proof.comparing import Fact, differing, shown
from advisor.proof.shrinking import Shrinker
from advisor.proof.solving import Outcome, Prover
from advisor.revisions import patching
from advisor.revisions.report import ProofResult, RevisionProof

FOUND_BY = "one that the solver found"  # where a situation comes from that it found
T = TypeVar("T")
_MOST = 2  # items of each list that situations may have


def prove_alike(old: ir.Program, new: ir.Program, seconds: float) -> RevisionProof:
    """Whether two revisions ever show other advice, days, notes or results.

    Units: `seconds` are what the question may take.
    """
    obstacles = list(_obstacles(old.pack, new.pack))
    if obstacles:
        return RevisionProof(
            ProofResult.NOT_ASKED, why=f"they declare {listed(obstacles, last='and')} differently"
        )
    new = _with_old_names(old, new)
    entities = _joined(old.pack.entities, new.pack.entities)
    actions = {**old.pack.actions, **new.pack.actions}
    one, other = (_in_one_world(p, entities, actions) for p in (new, old))
    if one is None or other is None:
        return RevisionProof(ProofResult.NOT_ASKED, why="the facts of both do not go together")
    prover = Prover(one, _MOST, seconds)
    rules, facts = _otherwise(one, other)
    scope = scope_words(one.pack, prover.world.counts)
    answer = differing(prover, other, rules, facts=facts)
    if answer.outcome is not Outcome.FOUND:
        is_proved = answer.outcome is Outcome.NEVER
        return RevisionProof(ProofResult.SAME if is_proved else ProofResult.OPEN, scope, answer.why)
    theirs = Advisor(other, "oracle", ir.AsOf(default=NEAR))

    def shows(root: ir.Instance, today: int, _: ir.Derivations) -> bool:
        return shown(prover.engine, root, today) != shown(theirs, root, today)

    root, today = answer.situation
    small = Shrinker(one, prover.engine.derive).shrink(root, today, shows)
    at = Span(FOUND_BY, 1, 1, 1, 2)
    case = ir.Case("", ir.Situation(None, today, small), ir.Expectation(), at)
    return RevisionProof(ProofResult.DIFFERS, scope, "", case)


def _obstacles(old: ir.Pack, new: ir.Pack) -> Iterator[str]:
    """What both declare, and otherwise, so that there is no one world for both."""
    for name in old.entities.keys() & new.entities.keys():
        one, other = old.entities[name], new.entities[name]
        if (one.within, one.list, one.ask_if) != (other.within, other.list, other.ask_if):
            yield name
        for fact in one.facts.keys() & other.facts.keys():
            if _stated(one.facts[fact]) != _stated(other.facts[fact]):
                yield f"{name}.{fact}"


def _stated(fact: ir.FactDeclaration) -> object:
    """What of a fact is the world's: all but what the rules conclude where they conclude nothing."""
    return (
        *(fact.type, fact.is_concluded, fact.default, fact.minimum, fact.maximum),
        *(fact.looks, fact.dates, fact.ask_if),
    )


def _with_old_names(old: ir.Program, new: ir.Program) -> ir.Program:
    """The new revision, in which rules that only bear another name have their old one: notes tell them apart by it."""
    names = {new: old for old, new in patching.renamed_rules(old.pack, new.pack)}
    if not names:
        return new

    def renamed(rule: ir.Rule) -> ir.Rule:
        overrides = tuple(names.get(one, one) for one in rule.overrides)
        return replace(rule, name=names.get(rule.name, rule.name), overrides=overrides)

    rules = {rule.name: rule for rule in map(renamed, new.pack.rules.values())}
    return replace(new, pack=replace(new.pack, rules=rules))


def _joined(
    old: Mapping[str, ir.EntityDeclaration], new: Mapping[str, ir.EntityDeclaration]
) -> dict[str, ir.EntityDeclaration]:
    found = dict(new)
    for name, entity in old.items():
        if name in found:
            entity = replace(found[name], facts={**entity.facts, **found[name].facts})
        found[name] = entity
    return found


def _in_one_world(
    program: ir.Program,
    entities: Mapping[str, ir.EntityDeclaration],
    actions: Mapping[str, ir.Action],
) -> ir.Program | None:
    """The program with the facts and actions of both, each as it declares them itself."""
    own = program.pack
    joined = {
        name: entity
        if name not in own.entities
        else replace(entity, facts={**entity.facts, **own.entities[name].facts})
        for name, entity in entities.items()
    }
    pack = replace(own, entities=joined, actions={**actions, **own.actions}, tests=())
    found, _ = analyse(pack)
    return None if found is None else found.with_values(dict(program.parameters))


def _otherwise(one: ir.Program, other: ir.Program) -> tuple[frozenset[str], frozenset[Fact]]:
    """The rules, and the facts with a default of their own, that decide otherwise in one of the programs."""
    packs = one.pack, other.pack
    rules = set(
        patching.changed_names(*(_each(pack.rules, patching.what_people_see_by) for pack in packs))
    )
    actions = set(
        patching.changed_names(*(_each(pack.actions, patching.action_meaning) for pack in packs))
    )
    values = set(patching.changed_names(one.parameters, other.parameters))
    if packs[0].calendars != packs[1].calendars or packs[0].counted_by != packs[1].counted_by:
        rules |= packs[0].rules.keys() | packs[1].rules.keys()
    facts: set[Fact] = set()
    for pack in packs:
        rules |= {
            rule.name
            for rule in pack.rules.values()
            if _names_one(rule.expressions, values)
            or (rule.advises is not None and rule.advises.action in actions)
        }
    for entity in packs[0].entities.values():
        for name, fact in entity.facts.items():
            there = packs[1].entities[entity.name].facts[name].computed_default
            defaults = [d for d in (fact.computed_default, there) if d is not None]
            if fact.computed_default != there or _names_one(defaults, values):
                facts.add((entity.name, name))
    return frozenset(rules), frozenset(facts)


def _each(what: Mapping[str, T], meant: Callable[[T], object]) -> dict[str, object]:
    return {name: meant(one) for name, one in what.items()}


def _names_one(expressions: Iterable[ir.Expression], parameters: set[str]) -> bool:
    """Whether one of these parameters is read. Those with a value from a day on have it written in the expression."""
    parts = (part for expression in expressions for part in ir.walk(expression))
    return any(isinstance(part, ir.ParameterRef) and part.name in parameters for part in parts)
