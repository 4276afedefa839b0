"""Two programs side by side: where their advice, results or errors differ, if they ever do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.proof.agenda import Agenda
from advisor.proof.all_situations import NEAR, StatedValue
from advisor.proof.reading import SymbolicProgram, Touched
from advisor.proof.solving import Answer, Prover
from advisor.proof.terms import Formula, alike, disj, iff, neg

Fact = tuple[str, str]


def touched_by(programs: Iterable[ir.Program], rules: Set[str], facts: Set[Fact]) -> Touched:
    """What may come out otherwise where some rules or facts are otherwise: they, and all that rests on them."""
    reading: dict[Fact, set[str]] = {}
    defaults: dict[Fact, set[Fact]] = {}
    concluding: dict[str, set[Fact]] = {}
    overridden: dict[str, set[str]] = {}
    for program in programs:
        pack = program.pack
        dated = {(e, d): (e, y) for e, pairs in pack.looking_back.items() for d, y in pairs if y}
        for date, yes_no in dated.items():
            defaults.setdefault(date, set()).add(yes_no)
        for rule in pack.rules.values():
            for fact in _read(rule.expressions):
                reading.setdefault(fact, set()).add(rule.name)
            for conclusion in rule.concludes:
                concluding.setdefault(rule.name, set()).add((rule.entity, conclusion.fact))
            overridden.setdefault(rule.name, set()).update(rule.overrides)
        for entity in pack.entities.values():
            for declared in entity.facts.values():
                if declared.computed_default is not None:
                    for fact in _read([declared.computed_default]):
                        defaults.setdefault(fact, set()).add((entity.name, declared.name))
    found_rules, found_facts = set(rules), set(facts)
    waiting: list[str | Fact] = [*rules, *facts]
    while waiting:
        at = waiting.pop()
        more_facts = concluding.get(at, set()) if isinstance(at, str) else defaults.get(at, set())
        more_rules = overridden.get(at, set()) if isinstance(at, str) else reading.get(at, set())
        waiting += [*(more_facts - found_facts), *(more_rules - found_rules)]
        found_facts |= more_facts
        found_rules |= more_rules
    return Touched(frozenset(found_rules), frozenset(found_facts))


def _read(expressions: Iterable[ir.Expression]) -> Iterator[Fact]:
    for expression in expressions:
        for ref in ir.facts_read(expression):
            yield ref.entity, ref.fact


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two readings of the same situations, and what may differ between them."""

    one: Agenda
    other: Agenda
    touched: Touched

    def formula(self) -> Formula:
        """Where anything differs that people are shown."""
        return disj(*self._advice(), *self._results(), *self._errors())

    def _actions(self) -> set[str]:
        """The actions whose advice what was touched may change."""
        found: set[str] = set()
        rules = self._rules()
        substitutes = [r for r in rules.values() if r.advises is not None and r.advises.instead_of]
        for name in self.touched.rules & rules.keys():
            rule = rules[name]
            if rule.silences_all:
                found |= self.one.reading.program.pack.actions.keys()
            found |= set(rule.silences or ())
            if rule.advises is not None:
                found |= {rule.advises.action, *rule.advises.instead_of}
        for rule in substitutes:
            assert rule.advises is not None
            if rule.advises.action in found or found & set(rule.advises.instead_of):
                found |= {rule.advises.action, *rule.advises.instead_of}
        return found

    def _rules(self) -> Mapping[str, ir.Rule]:
        packs = (self.other.reading.program.pack, self.one.reading.program.pack)
        return {**packs[0].rules, **packs[1].rules}

    def _advice(self) -> Iterator[Formula]:
        noting = [
            rule
            for rule in self._rules().values()
            if rule.note is not None and rule.name in self.touched.rules
        ]
        pack = self.one.reading.program.pack
        touched = self._actions()
        for action in pack.actions:
            places = {*self.one.places_of(action), *self.other.places_of(action)}
            for index in sorted(places):
                if action in touched:
                    one, other = (a.piece(action, index) for a in (self.one, self.other))
                    yield one.differs(other)
                for rule in noting:
                    yield neg(
                        iff(
                            *(
                                self._noted(a, rule.name, action, index)
                                for a in (self.one, self.other)
                            )
                        )
                    )

    def _noted(self, agenda: Agenda, rule: str, action: str, index: int) -> Formula:
        own = agenda.reading.program.pack.rules.get(rule)
        return False if own is None else agenda.is_noted(own, action, index)

    def _facts(self) -> Iterator[tuple[int, Fact]]:
        world = self.one.world
        for entity, name in sorted(self.touched.facts):
            if self.one.reading.program.pack.fact(entity, name).is_concluded:
                yield from ((index, (entity, name)) for index in world.of_entity[entity])

    def _results(self) -> Iterator[Formula]:
        pack = self.one.reading.program.pack
        for index, (entity, name) in self._facts():
            if pack.fact(entity, name).result is not None:
                yield neg(alike(*(a.reading.fact(index, name) for a in (self.one, self.other))))

    def _errors(self) -> Iterator[Formula]:
        clashes = [
            disj(*(c.holds for i, (_, name) in self._facts() for c in a.reading.clashes(i, name)))
            for a in (self.one, self.other)
        ]
        yield neg(iff(*clashes))
        wrong = [disj(*a.reading.out_of_range_of(self.touched)) for a in (self.one, self.other)]
        yield neg(iff(*wrong))


def told(decision: ir.Decision) -> object:
    """All that a decision shows people but reasons and their order: advice with its dates, notes, results."""
    if decision.error is not None:
        return None
    advice = [(p.action, p.place, p.start, p.due, p.note_rules) for p in decision.advice]
    return advice, [(r.fact, r.place, r.value) for r in decision.results]


def differing(
    prover: Prover,
    other: ir.Program,
    rules: Set[str],
    *,
    facts: Set[Fact] = frozenset(),
    is_plausible: bool = False,
) -> Answer:
    """Whether a program whose `rules`, and defaults of `facts`, are otherwise ever shows something else, and a situation in which it does.

    Both packs declare the same entities and facts. NEVER is a proof, as far as the prover's world goes.
    """
    programs = (prover.program, other)
    touched = touched_by(programs, rules, facts)
    reading = SymbolicProgram(
        other,
        prover.world,
        prover.learning,
        f"{prover.next_name()} ",
        base=prover.reading,
        touched=touched,
    )
    formula = Contrast(prover.agenda, Agenda(reading), touched).formula()
    theirs = Advisor(other, "oracle", ir.AsOf(default=NEAR))

    def confirm(root: ir.Instance, today: int, _derived: ir.Derivations) -> bool:
        return shown(prover.engine, root, today) != shown(theirs, root, today)

    def is_meant(error: ir.DecisionError) -> bool:
        return (error.entity, error.fact) in touched.facts or bool(touched.rules & {*error.rules})

    return prover.ask(formula, confirm, is_plausible=is_plausible, is_meant=is_meant)


def shown(advisor: Advisor, root: ir.Instance, today: int) -> object:
    """What a program shows for one situation."""
    return told(advisor.advise(ir.Situation(None, today, root), questions=False))


def without_rule(program: ir.Program, name: str) -> ir.Program:
    """The program without one rule."""
    pack = program.pack
    rules = {
        rule.name: replace(rule, overrides=tuple(o for o in rule.overrides if o != name))
        for rule in pack.rules.values()
        if rule.name != name
    }
    strata = tuple(
        replace(s, firings=tuple(f for f in s.firings if f != name)) for s in program.strata
    )
    tables = {n: t for n, t in pack.tables.items() if name not in t.rows and name != t.otherwise}
    return replace(program, pack=replace(pack, rules=rules, tables=tables), strata=strata)


def elsewhere(
    prover: Prover, stated: Mapping[tuple[int, str], StatedValue], facts: Set[Fact]
) -> tuple[SymbolicProgram, Touched]:
    """The same program with some facts stated otherwise, and what that may change."""
    touched = touched_by((prover.program,), frozenset(), facts)
    reading = SymbolicProgram(
        prover.program,
        prover.world,
        prover.learning,
        f"{prover.next_name()} ",
        stated,
        prover.reading,
        touched,
    )
    return reading, touched
