"""Why a page is another one: which of the changes of a pack it comes from.

First, what may be a cause: what made a difference in this situation and the advice hangs on, such as a changed rule that
fires in one pack only, or a parameter that such a rule reads. Where that is more than one change, each is taken back by
itself: what the page is the same without is no cause.

    chase goes ← chase-when-overdue fires no more ← reply_expected_on is another day ← `usual_reply_time` has changed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from advisor.analysis import analyse
from advisor.backends.advising import Advisor
from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Decision
from advisor.ir.derivations import Derivations
from advisor.ir.expressions import Expression, ParameterRef, facts_read, walk
from advisor.ir.packs import TODAY, Action, FactDeclaration, Pack, Program, Rule
from advisor.ir.situations import AsOf, Situation
from advisor.ir.types import Value
from advisor.revisions.declared import Key
from advisor.revisions.pages import Change, Kind

LISTING: Key = ("order", "")  # that of rules and actions in the files, which breaks ties
Graph = Mapping[Key, frozenset[Key]]
Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class Judged:
    """One situation with what both packs say of it; each pack sees what it knows of it.

    Shape: `place` is where it stands, `name` what it is called, `values` are its own ones of parameters.
    """

    place: str
    name: str
    old: Situation
    new: Situation
    values: Mapping[str, Value]
    before: Decision
    after: Decision


class Causes:
    """What is different in the meaning of two programs, and what of it a changed page comes from."""

    def __init__(self, old: Program, new: Program, as_of: AsOf) -> None:
        self.changed = frozenset(_changed(old, new))
        self._programs, self._as_of = (old, new), as_of
        self._graphs = tuple(_hangs_on(program) for program in self._programs)
        self._effects = frozenset(_other_effects(old.pack, new.pack))
        self._mixed: dict[tuple[Key, bool], Advisor | None] = {}

    def of(self, change: Change, judged: Judged) -> frozenset[Key]:
        """What one way in which a page differs comes from, by a situation in which it does.

        Shape: some of `changed`; empty where that cannot be told.
        """
        before, after = judged.before, judged.after
        relevant = self.changed
        if change.kind is not Kind.ERROR:
            actions = {change.action}
            if change.kind is Kind.ORDER:
                actions |= {p.action for p in (*before.advice, *after.advice)}
            relevant &= self._behind(("action", action) for action in actions) | {LISTING}
        possible = (relevant & self._touched(change, before, after)) or relevant
        if len(possible) < 2:
            return possible
        for is_old in (False, True):
            page, of = (before, judged.old) if is_old else (after, judged.new)
            found = frozenset(
                key
                for key in possible
                if (mixed := self._with_one(key, is_old)) is not None
                and _part(change, _page(mixed, of, judged.values)) != _part(change, page)
            )
            if found:
                return found
        return possible

    def _with_one(self, key: Key, is_old: bool) -> Advisor | None:
        """The new pack with one change taken back; or (`is_old`) the old one with this change alone."""
        if (key, is_old) not in self._mixed:
            old, new = self._programs
            base, other = (old, new) if is_old else (new, old)
            program = _with(base, other, key)
            made = None if program is None else Advisor(program, "oracle", self._as_of)
            self._mixed[key, is_old] = made
        return self._mixed[key, is_old]

    def _behind(self, starts: Iterable[Key]) -> frozenset[Key]:
        """Everything that these hang on, in either pack."""
        seen: set[Key] = set()
        to_do = list(starts)
        while to_do:
            key = to_do.pop()
            if key not in seen:
                seen.add(key)
                to_do += (more for graph in self._graphs for more in graph.get(key, ()))
        return frozenset(seen)

    def _touched(self, change: Change, before: Decision, after: Decision) -> set[Key]:
        """What made a difference in this situation."""
        old, new = before.derivations, after.derivations
        rules, facts = _differing(old, new)
        fired = {firing.rule for d in (old, new) for firing in d.firings}
        touched: set[Key] = {("rule", name) for name in rules}
        touched |= {("rule", name) for name in fired & self._effects}
        touched |= facts
        if change.kind in (Kind.ORDER, Kind.DATES):  # its status, too, hangs on what an action is
            touched |= {("action", p.action) for p in (*before.advice, *after.advice)}
            touched.add(LISTING)
        for error in filter(None, (before.error, after.error)):
            touched |= {("rule", name) for name in error.rules}
            touched |= {("fact", f"{error.entity}.{error.fact}")}
        for graph in self._graphs:  # of what differs, the parameters and facts that it reads itself
            touched |= {
                read for key in tuple(touched) for read in graph.get(key, ()) if read[0] != "rule"
            }
        return touched


def _part(change: Change, decision: Decision) -> object:
    """What of a page such a change is about."""
    if change.kind is Kind.ERROR:
        return decision.error
    if change.kind is Kind.ORDER:
        return [(piece.action, piece.place) for piece in decision.advice]
    return {
        (piece.place, piece.start, piece.due, piece.status)
        for piece in decision.advice
        if piece.action == change.action
    }


def _page(advisor: Advisor, situation: Situation, values: Mapping[str, Value]) -> Decision:
    own = advisor.with_values(fitting_values(advisor.program, values))
    return own.advise(situation, questions=False)


def fitting_values(program: Program, values: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the values that are for parameters of the program."""
    declared = program.pack.parameters
    return {
        name: value
        for name, value in values.items()
        if name in declared and type(declared[name].value) is type(value)
    }


def _with(base: Program, other: Program, key: Key) -> Program | None:
    """The program in which one declaration is as in the other one; None where that makes no program."""
    kind, name = key
    if kind == "parameter":
        value = other.parameters.get(name)
        if name not in base.parameters or value is None:
            return None
        return base.with_values({name: value})
    pack = _mixed_pack(base.pack, other.pack, kind, name)
    if pack is None:
        return None
    try:
        program, _ = analyse(replace(pack, tests=()))
    except (KeyError, AttributeError):  # it speaks of what the other pack alone declares
        return None
    return program and program.with_values(dict(base.parameters))


def _mixed_pack(base: Pack, other: Pack, kind: str, name: str) -> Pack | None:
    match kind:
        case "rule":
            rules = {n: r for n, r in base.rules.items() if n != name}
            if name in other.rules:
                rules[name] = other.rules[name]
            return replace(base, rules=_listed(rules, base.rules, other.rules))
        case "action" if name in base.actions and name in other.actions:
            return replace(base, actions={**base.actions, name: other.actions[name]})
        case "fact":
            entity, _, fact = name.partition(".")
            if entity in base.entities and entity in other.entities:
                own, others = base.entities[entity], other.entities[entity]
                if fact in own.facts and fact in others.facts:
                    changed = replace(own, facts={**own.facts, fact: others.facts[fact]})
                    return replace(base, entities={**base.entities, entity: changed})
            return None
        case "order":
            return replace(
                base,
                rules=_listed(base.rules, other.rules, base.rules),
                actions=_listed(base.actions, other.actions, base.actions),
            )
        case _:
            return None


def _listed(
    what: Mapping[str, Listed], first: Mapping[str, object], then: Mapping[str, object]
) -> dict[str, Listed]:
    """In the order of `first`, and what is not there in that of `then`."""
    return {name: what[name] for name in dict.fromkeys((*first, *then)) if name in what}


def _differing(old: Derivations, new: Derivations) -> tuple[set[str], set[Key]]:
    """The rules that do not fire alike, and the concluded facts whose defaults are not the same."""
    firings = set(old.firings) ^ set(new.firings)
    conclusions = set(old.conclusions) ^ set(new.conclusions)
    rules = {firing.rule for firing in firings} | {r for c in conclusions for r in c.rules}
    by_default: set[Key] = {("fact", f"{c.entity}.{c.fact}") for c in conclusions}
    return rules, by_default


def _changed(old: Program, new: Program) -> Iterator[Key]:
    for name in _other(_meant_rules(old.pack), _meant_rules(new.pack)):
        yield "rule", name
    for name in _other(_meant_actions(old.pack), _meant_actions(new.pack)):
        yield "action", name
    for name in _other(old.parameters, new.parameters):
        yield "parameter", name
    for name in _other(_meant_facts(old.pack), _meant_facts(new.pack)):
        yield "fact", name
    for one, other in ((old.pack.rules, new.pack.rules), (old.pack.actions, new.pack.actions)):
        if [name for name in one if name in other] != [name for name in other if name in one]:
            yield LISTING
            return


def _other(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """The names under which not the same stands on both sides."""
    missing = object()
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, missing) != new.get(name, missing):
            yield name


def _meant_rules(pack: Pack) -> Mapping[str, object]:
    return {name: _meant(rule) for name, rule in pack.rules.items()}


def _meant(rule: Rule) -> object:
    """What of a rule decides: not its words."""
    return (
        *(rule.entity, rule.when, rule.unless, rule.concludes, rule.advises),
        *(rule.overrides, rule.silences, rule.silences_all),
    )


def _meant_actions(pack: Pack) -> Mapping[str, object]:
    def meant(action: Action) -> object:
        return action.kind, action.importance, action.after, action.after_any, action.incompatible

    return {name: meant(action) for name, action in pack.actions.items()}


def _meant_facts(pack: Pack) -> Mapping[str, object]:
    def meant(fact: FactDeclaration) -> object:
        return (
            *(fact.type, fact.is_required, fact.is_concluded, fact.default, fact.computed_default),
            *(fact.minimum, fact.maximum, fact.looks, fact.dates, fact.ask_if),
        )

    return {
        f"{entity.name}.{fact.name}": meant(fact)
        for entity in pack.entities.values()
        for fact in entity.facts.values()
    }


def _other_effects(old: Pack, new: Pack) -> Iterator[str]:
    """The rules that do something else where they fire just as before."""
    for name, rule in old.rules.items():
        other = new.rules.get(name)
        if other is not None and _effects(rule) != _effects(other):
            yield name


def _effects(rule: Rule) -> object:
    return rule.advises, rule.overrides, rule.silences, rule.silences_all


def _hangs_on(program: Program) -> Graph:
    """What each action, rule and fact hangs on directly."""
    pack = program.pack
    found: dict[Key, set[Key]] = {("action", name): set() for name in pack.actions}
    for rule in pack.rules.values():
        own: Key = ("rule", rule.name)
        found[own] = {read for e in rule.expressions for read in _read(e)}
        found[own] |= {("rule", name) for name in program.overridden_by[rule.name]}
        advises = rule.advises
        shown: tuple[str, ...] = ()
        if advises is not None:
            shown = (advises.action, *advises.instead_of)
            # It takes their dates over.
            found["action", advises.action] |= {("action", name) for name in advises.instead_of}
        silenced = tuple(pack.actions) if rule.silences_all else rule.silences or ()
        for action in (*shown, *silenced):
            found["action", action].add(own)
        for conclusion in rule.concludes:
            found.setdefault(("fact", f"{rule.entity}.{conclusion.fact}"), set()).add(own)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            at = found.setdefault(("fact", f"{entity.name}.{fact.name}"), set())
            for expression in (fact.computed_default, fact.ask_if):
                at |= set() if expression is None else set(_read(expression))
    return {key: frozenset(on) for key, on in found.items()}


def _read(expression: Expression) -> Iterator[Key]:
    for fact in facts_read(expression):
        if fact.fact != TODAY:
            yield "fact", f"{fact.entity}.{fact.fact}"
    for part in walk(expression):
        if isinstance(part, ParameterRef):
            yield "parameter", part.name
