"""Random packs: rules in levels, so that no definition is circular, and the actions they advise."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from advisor.ir import (
    DATE,
    DURATION,
    SITUATION,
    TODAY,
    YES_NO,
    Action,
    ActionKind,
    Advise,
    And,
    Arithmetic,
    Change,
    Citation,
    Conclude,
    Expression,
    FactDeclaration,
    FactRef,
    Importance,
    Literal,
    Not,
    Note,
    Operator,
    Or,
    Pack,
    Rule,
    Slot,
    Template,
    Value,
)
from tests.strategies.expressions import Scope, Writer
from tests.strategies.shapes import NOWHERE, STEMS, Shape, pool, random_shape, random_type
from tests.strategies.shorthand import shortened

SECTIONS = ("guide#one", "guide#two", "memo", "study#one")
SOURCES = {
    "guide": Citation("guide", "A guide", {"one": "1. First", "two": "2. Second"}, NOWHERE),
    "study": Citation("study", "A study", {"one": "One"}, NOWHERE),
    "memo": Citation("memo", "A memo", {}, NOWHERE),
}

STARTS = (-3, -1, 1, 2, 3, 5, 7)  # days from today
DUES = (-4, -3, -1, 0, 1, 2, 7)


def random_pack(seed: int, size: int = 4) -> Pack:
    """A pack that the loader must read from its text exactly as it stands here.

    Shape: `size` from 1 (one list, few rules) to 4; the same seed and size give the same pack.
    """
    return _Maker(Random(f"pack {seed}"), size).make(seed)


def random_parameters(rng: Random, pack: Pack) -> dict[str, Value]:
    """Values for some parameters, as a person may set them; mostly none."""
    if rng.random() < 0.6:
        return {}
    return {
        p.name: rng.choice([v for v in pool(p.type) if v not in ("", "~", "none", "null")])
        for p in pack.parameters.values()
        if rng.random() < 0.6
    }


def _with_results(pack: Pack, seed: int) -> Pack:
    """The pack with some of its concluded facts as results."""
    rng = Random(f"results {seed}")
    entities = dict(pack.entities)
    for entity in pack.entities.values():
        facts = dict(entity.facts)
        for fact in entity.facts.values():
            if not fact.is_concluded or rng.random() > 0.4:
                continue
            seen = [(e, f) for e in pack.around[entity.name] for f in pack.entities[e].facts]
            told = [(e, f) for e, f in seen if sum(f == g for _, g in seen) == 1]
            parts: list[str | Slot] = [f"Result {rng.randint(1, 3)}"]
            if told and rng.random() < 0.4:
                slot = Slot(*rng.choice(told), rng.choice((None, "some")), NOWHERE)
                parts = [f"{parts[0]} of ", slot]
            facts[fact.name] = replace(fact, result=Template(tuple(parts), NOWHERE))
        entities[entity.name] = replace(entity, facts=facts)
    return replace(pack, entities=entities)


def _with_knowledge(pack: Pack, seed: int) -> Pack:
    """The pack with some of its actions only to be known: these are never due and change nothing."""
    rng = Random(f"knowledge {seed}")
    known = {name for name in pack.actions if rng.random() < 0.08}
    actions = {
        name: replace(action, kind=ActionKind.KNOW, done=()) if name in known else action
        for name, action in pack.actions.items()
    }

    def of_known(advises: Advise) -> Advise:
        others = [name for name in pack.actions if name != advises.action]
        more = tuple(others) if rng.random() < 0.5 else ()
        return replace(advises, due=None, instead_of=advises.instead_of or more)

    rules = {
        rule.name: replace(rule, advises=of_known(rule.advises))
        if rule.advises is not None and rule.advises.action in known
        else rule
        for rule in pack.rules.values()
    }
    return replace(pack, actions=actions, rules=rules)


class _Maker:
    def __init__(self, rng: Random, size: int) -> None:
        self.rng = rng
        self.size = size
        self.shape: Shape = random_shape(rng, size)
        self.writer = Writer(rng, wide=0.01)
        self.rules: list[Rule] = []
        self.rule_level: dict[str, int] = {}
        self.action_names = [f"act-{n}" for n in range(1, rng.randint(2, 2 + size) + 1)]
        homes = [self.an_entity() for _ in range(rng.choice((1, 2, 2, 3)))]
        self.homes = {name: rng.choice(homes) for name in self.action_names}

    def make(self, seed: int) -> Pack:
        self._conclude_in_levels()
        for _ in range(self.rng.randint(1 + self.size, 2 + 3 * self.size)):
            self._add_rule(self._advising())
        for _ in range(self.rng.randint(0, self.size)):
            self._add_rule(self._noting())
        for _ in range(self.rng.randint(0, self.size)):
            self._add_rule(self._silencing())
        self._override()
        self.rng.shuffle(self.rules)
        own = Random(f"shorthand {seed}")  # what is drawn after it stays as it was
        self.rules = shortened(self.rules, self.rule_level, self.homes, self.shape, own)
        actions = {name: self._action(n, name) for n, name in enumerate(self.action_names)}
        order = list(actions)
        self.rng.shuffle(order)
        pack = Pack(
            name="random-pack",
            version="1.0.0",
            title=f"Random pack {seed}",
            sources=SOURCES,
            entities=self.shape.entities,
            parameters=self.shape.parameters,
            actions={name: actions[name] for name in order},
            rules={rule.name: rule for rule in self.rules},
            calendars=self.shape.calendars,
            counted_by=self.shape.counted_by,
        )
        return _with_knowledge(_with_results(pack, seed), seed)

    def _scope(self, entity: str, below: int) -> Scope:
        return Scope(self.shape, (entity,), below)

    def _add_rule(self, rule: Rule) -> None:
        self.rules.append(rule)

    def _new_name(self, stem: str) -> str:
        return f"{stem}-{len(self.rules) + 1}"

    def an_entity(self) -> str:
        """One of the entities; the inner ones more often than the situation."""
        names = list(self.shape.entities)
        return self.rng.choice((names[0], *names[1:], *names[1:]))

    def _reasons(self) -> tuple[Template, tuple[str, ...], str | None]:
        rng = self.rng
        because = Template((f"Reason {rng.randint(1, 4)}.",), NOWHERE)
        sources = tuple(rng.sample(SECTIONS, rng.randint(0, 2)))
        return because, sources, rng.choice((None, None, "Some say no."))

    def _condition(self, entity: str, below: int) -> tuple[Expression, Expression | None]:
        """`when` and `unless`: trees of groups over expressions."""
        rng = self.rng
        scope = self._scope(entity, below)
        if rng.random() < 0.12:
            when: Expression = Literal(True, YES_NO, NOWHERE)
        elif rng.random() < 0.4:
            when = self._group(scope, rng.randint(1, 2))
        else:
            when = self.writer.condition(scope, rng.randint(0, 2))
        unless = self._group(scope, 1, is_any=True) if rng.random() < 0.25 else None
        return when, unless

    def _group(self, scope: Scope, depth: int, is_any: bool = False) -> Expression:
        rng = self.rng
        count = rng.choice((1, 2, 2, 3))
        parts: list[Expression] = []
        for _ in range(count):
            if depth > 0 and rng.random() < 0.3:
                parts.append(self._group(scope, depth - 1))
            else:
                parts.append(self.writer.condition(scope, rng.randint(0, 2)))
        roll = 0.5 if is_any else rng.random()
        if roll < 0.4:
            return And(tuple(parts), NOWHERE)
        if roll < 0.8:
            return Or(tuple(parts), NOWHERE)
        return Not(Or(tuple(parts), NOWHERE), NOWHERE)

    # Conclusions: facts of level n from rules that read facts below n.

    def _conclude_in_levels(self) -> None:
        rng = self.rng
        number = 100
        for level in range(1, 1 + rng.choice((1, 2, 2, 3, 3, 4)) * (1 if self.size > 1 else 0) + 1):
            for _ in range(rng.randint(1, max(1, self.size - 1))):
                number += 1
                self._concluded_fact(number, level)

    def _concluded_fact(self, number: int, level: int) -> None:
        rng = self.rng
        entity, type_ = self.an_entity(), random_type(rng)
        name = f"{STEMS[type_.kind]}_{number}"
        scope = self._scope(entity, level)
        default = self.writer.value(type_, scope, 2) if rng.random() < 0.5 else None
        words = {choice: choice.replace("_", " ").title() for choice in type_.choices}
        declared = FactDeclaration(
            name, entity, type_, NOWHERE, words=words, is_concluded=True, computed_default=default
        )
        shape = self.shape
        facts = {**shape.entities[entity].facts, name: declared}
        shape.entities[entity] = replace(shape.entities[entity], facts=facts)
        shape.level[entity, name] = level
        agreed = self.writer.value(type_, scope, rng.randint(0, 2))
        agree = rng.random() < 0.75  # where rules do not say the same, conflicts abound
        for _ in range(rng.choice((0, 1, 1, 2, 2, 3))):
            when, unless = self._condition(entity, level)
            value = agreed if agree else self.writer.value(type_, scope, rng.randint(0, 2))
            _, sources, disputed = self._reasons()
            rule = Rule(
                self._new_name("conclude"),
                entity,
                when,
                unless,
                NOWHERE,
                concludes=(Conclude(name, value, NOWHERE),),
                sources=sources,
                disputed=disputed,
            )
            if rng.random() < 0.15:
                rule = self._with_advice(rule, self._top())
            self.rule_level[rule.name] = level
            self._add_rule(rule)

    def _top(self) -> int:
        return 1 + max(self.shape.level.values())

    # Advice, notes, silences.

    def _advising(self) -> Rule:
        rng = self.rng
        below = self._top()
        entity = rng.choice(list(self.homes.values()))
        when, unless = self._condition(entity, below)
        rule = Rule(self._new_name("advise"), entity, when, unless, NOWHERE)
        self.rule_level[rule.name] = below
        rule = self._with_advice(rule, below)
        if rng.random() < 0.15:
            rule = replace(rule, silences=self._some_actions())
        if rng.random() < 0.15:
            rule = replace(rule, note=self._note(entity))
        return rule

    def _with_advice(self, rule: Rule, below: int) -> Rule:
        rng = self.rng
        scope = self._scope(rule.entity, below)
        at_home = [name for name, home in self.homes.items() if home == rule.entity]
        action = rng.choice(at_home or self.action_names)
        start = self._day(scope, 0.5, STARTS) if rng.random() < 0.45 else None
        due = self._day(scope, 0.75, DUES) if rng.random() < 0.75 else None
        instead_of: tuple[str, ...] = ()
        if rng.random() < 0.3:
            others = [name for name in self.action_names if name != action]
            instead_of = tuple(rng.sample(others, rng.randint(1, min(2, len(others)))))
        because, sources, disputed = self._reasons()
        return replace(
            rule,
            advises=Advise(action, start, due, instead_of, NOWHERE),
            because=because,
            sources=sources,
            disputed=disputed,
        )

    def _day(self, scope: Scope, near: float, days: tuple[int, ...]) -> Expression:
        """A start or due; `near` is how often it is one of `days` from today."""
        if self.rng.random() > near:
            return self.writer.value(DATE, scope, self.rng.randint(0, 2))
        today = FactRef(0, SITUATION, TODAY, DATE, NOWHERE)
        by = Literal(self.rng.choice(days), DURATION, NOWHERE)
        return Arithmetic(Operator.PLUS, today, by, DATE, NOWHERE)

    def _some_actions(self) -> tuple[str, ...]:
        return tuple(self.rng.sample(self.action_names, self.rng.randint(1, 2)))

    def _note(self, entity: str) -> Note:
        rng = self.rng
        parts: list[str | Slot] = [f"Mind {rng.randint(1, 3)}"]
        facts = [(e, f) for e in self.shape.chain(entity) for f in self.shape.entities[e].facts]
        unique = [(e, f) for e, f in facts if sum(1 for _, g in facts if g == f) == 1]
        if unique and rng.random() < 0.6:
            in_entity, fact = rng.choice(unique)
            parts = [
                f"{parts[0]} of ",
                Slot(in_entity, fact, rng.choice((None, "it")), NOWHERE),
                " well",
            ]
        on = None if rng.random() < 0.3 else self._some_actions()
        return Note(on, Template(tuple(parts), NOWHERE), NOWHERE)

    def _noting(self) -> Rule:
        entity, below = self.an_entity(), self._top()
        when, unless = self._condition(entity, below)
        _, sources, disputed = self._reasons()
        rule = Rule(
            self._new_name("note"),
            entity,
            when,
            unless,
            NOWHERE,
            note=self._note(entity),
            sources=sources,
            disputed=disputed,
        )
        self.rule_level[rule.name] = below
        return rule

    def _silencing(self) -> Rule:
        entity, below = self.an_entity(), self._top()
        when, unless = self._condition(entity, below)
        rule = Rule(self._new_name("silence"), entity, when, unless, NOWHERE)
        self.rule_level[rule.name] = below
        if self.rng.random() < 0.25:
            return replace(rule, silences_all=True)
        return replace(rule, silences=self._some_actions())

    def _override(self) -> None:
        """Overrides only of rules that come later by level, then by number: so never in a circle."""
        rng = self.rng
        ranked = sorted(self.rules, key=lambda r: (self.rule_level[r.name], r.name))
        for n, rule in enumerate(ranked):
            if rng.random() > 0.3:
                continue
            later = [r.name for r in ranked[n + 1 :] if rule.entity in self.shape.chain(r.entity)]
            if later:
                chosen = tuple(rng.sample(later, min(len(later), rng.choice((1, 1, 2)))))
                self.rules[self.rules.index(rule)] = replace(rule, overrides=chosen)

    # Actions.

    def _action(self, number: int, name: str) -> Action:
        rng = self.rng
        entities = {r.entity for r in self.rules if r.advises and r.advises.action == name}
        chains = [self.shape.chain(entity) for entity in entities] or [(SITUATION,)]
        common = [e for e in chains[0] if all(e in chain for chain in chains)]
        parts: list[str | Slot] = [f"Do {name}"]
        facts = [(e, f) for e in common for f in self.shape.entities[e].facts.values()]
        titled = [(e, f) for e, f in facts if f.name != "amount"]
        if titled and rng.random() < 0.5:
            entity, fact = rng.choice(titled)
            parts = [
                f"Do {name} for ",
                Slot(entity, fact.name, rng.choice((None, "them")), NOWHERE),
            ]
        stated = [(e, f) for e, f in titled if not f.is_concluded]
        done: tuple[Change, ...] = ()
        if stated and rng.random() < 0.5:
            entity, fact = rng.choice(stated)
            scope = Scope(self.shape, (common[0],), 1, stated_only=True)
            value: Expression | None = self.writer.atom(fact.type, scope)
            if not fact.is_required and Random(f"empty {name} {fact.name}").random() < 0.2:
                value = None
            done = (Change(entity, fact.name, value, NOWHERE),)
        earlier = self.action_names[:number]
        others = [other for other in self.action_names if other != name]
        return Action(
            name,
            Template(tuple(parts), NOWHERE),
            rng.choice((ActionKind.DO, ActionKind.DO, ActionKind.WAIT, ActionKind.AVOID)),
            NOWHERE,
            importance=rng.choice((*Importance, Importance.URGENT)),
            after=tuple(a for a in earlier if rng.random() < 0.4),
            after_any=tuple(a for a in earlier if rng.random() < 0.2),
            incompatible=tuple(a for a in others if rng.random() < 0.25),
            done=done,
        )
