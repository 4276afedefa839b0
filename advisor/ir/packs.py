"""What a pack declares as a whole, and the program that it becomes once checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.ir.calendars import Calendar
from advisor.ir.entities import (
    SITUATION,
    TODAY,
    Citation,
    EntityDeclaration,
    FactDeclaration,
    Looks,
    Parameter,
    Template,
)
from advisor.ir.expressions import CountedBy, FactRef, Literal, ParameterRef
from advisor.ir.rules import Action, DecisionTable, Event, Rule
from advisor.ir.situations import Case, LookingBack
from advisor.ir.types import DATE, Value, counted

RESULT_HEAD = ("row", "situation", "place", "for")  # of a table of results, before the results


@dataclass(frozen=True)
class Pack:
    """All that the files of one folder declare, typed. Rules and actions in listing order.

    A layer has everything of the packs below it, too: `below` gives for each of their files the name of
    its pack. `expect_changed` are the tests from below that are not met any more, with the place that
    says so.
    """

    name: str
    version: str
    title: str
    sources: Mapping[str, Citation]
    entities: Mapping[str, EntityDeclaration]  # in listing order, a parent may come after its child
    parameters: Mapping[str, Parameter]
    actions: Mapping[str, Action]
    rules: Mapping[str, Rule]
    tests: tuple[Case, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)  # name -> template text
    events: Mapping[str, Event] = field(default_factory=dict)  # in listing order
    tables: Mapping[str, DecisionTable] = field(
        default_factory=dict
    )  # what they say is in the rules
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    counted_by: CountedBy | None = None  # how its working days are counted
    below: Mapping[str, str] = field(default_factory=dict)
    expect_changed: Mapping[str, Span] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Short: whole, it fills hundreds of screens."""
        return f"<Pack {self.summary}>"

    @property
    def summary(self) -> str:
        """`post-interview 2.0.0: 312 rules, 87 actions, 23 parameters`."""
        rules, actions = counted(len(self.rules), "rule"), counted(len(self.actions), "action")
        parameters = counted(len(self.parameters), "parameter")
        return f"{self.name} {self.version}: {rules}, {actions}, {parameters}"

    @cached_property
    def around(self) -> Mapping[str, tuple[str, ...]]:
        """For each entity, itself and those around it, from the inside out; `situation` comes last."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.entities:
            chain, at = [name], self.entities[name].within
            while at is not None:
                chain.append(at)
                at = self.entities[at].within
            found[name] = tuple(chain)
        return found

    @cached_property
    def row_names(self) -> frozenset[str]:
        """The tables, and the rules that their rows are: `fee`, `fee/1`, `fee/otherwise`."""
        rules = (name for name in self.rules if name.partition("/")[0] in self.tables)
        return frozenset((*self.tables, *rules))

    def rules_named(self, name: str) -> tuple[str, ...]:
        """The rules that a test means by a name: of a table all its rows; none where a layer has left it out."""
        table = self.tables.get(name)
        if table is None:
            return (name,) if name in self.rules else ()
        return (*table.rows, *(() if table.otherwise is None else (table.otherwise,)))

    @cached_property
    def lists(self) -> Mapping[str, tuple[EntityDeclaration, ...]]:
        """For each entity, the entities of the lists directly inside it, in listing order."""
        return {
            name: tuple(e for e in self.entities.values() if e.within == name)
            for name in self.entities
        }

    @cached_property
    def list_names(self) -> Mapping[str, tuple[str, ...]]:
        """For each entity, the names of the lists directly inside it, in listing order."""
        return {name: tuple(e.list_name for e in inside) for name, inside in self.lists.items()}

    @cached_property
    def results(self) -> Mapping[str, tuple[FactDeclaration, ...]]:
        """The concluded facts that are results, by entity, in order of declaration."""
        found = {
            entity.name: tuple(f for f in entity.facts.values() if f.result is not None)
            for entity in self.entities.values()
        }
        return {name: facts for name, facts in found.items() if facts}

    @cached_property
    def result_columns(self) -> Mapping[tuple[str, str], str]:
        """For each result (entity, fact) its column in a table of results.

        That is its name, or `claim.total` where another column is called so.
        """
        every = [(entity, fact.name) for entity, facts in self.results.items() for fact in facts]
        names = [*RESULT_HEAD, *(name for _, name in every)]
        return {(e, name): name if names.count(name) == 1 else f"{e}.{name}" for e, name in every}

    @cached_property
    def looking_back(self) -> LookingBack:
        """The facts with `looks: back`, by entity, in order of declaration; see `without_future`."""
        found = {
            entity.name: tuple(
                (fact.name, fact.dates)
                for fact in entity.facts.values()
                if fact.looks is Looks.BACK
            )
            for entity in self.entities.values()
        }
        return {name: facts for name, facts in found.items() if facts}

    @cached_property
    def silenced_by(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each action, the rules that silence it, in listing order."""
        found: dict[str, list[Rule]] = {name: [] for name in self.actions}
        for rule in self.rules.values():
            for action in self.actions if rule.silences_all else rule.silences or ():
                found[action].append(rule)
        return {action: tuple(rules) for action, rules in found.items()}

    def silencers(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules that may withhold the advice of one that advises: others, about itself or what is around it."""
        if rule.advises is None:
            return ()
        own, around = rule.written_as, self.around[rule.entity]
        silencing = self.silenced_by[rule.advises.action]
        return tuple(r for r in silencing if r.entity in around and r.written_as != own)

    def fact(self, entity: str, name: str) -> FactDeclaration:
        """The declaration of a fact; `today` is not declared but built in."""
        if name == TODAY and name not in self.entities[entity].facts:
            return FactDeclaration(TODAY, SITUATION, DATE, self.entities[SITUATION].span)
        return self.entities[entity].facts[name]


@dataclass(frozen=True, slots=True)
class Stratum:
    """What can be settled together, once all strata below are: rule firings, then concluded facts."""

    firings: tuple[str, ...]  # names of rules, in listing order
    facts: tuple[tuple[str, str], ...]  # (entity, fact), in order of declaration


@dataclass(frozen=True, eq=False)
class Program:
    """A checked pack, ready to run: its strata, and the parameters' values in force.

    A dated parameter has a value there only where it was set, for all days.

    Compared by identity, so that engines can be kept for as long as the program lives. `plan` is what
    the forward-chaining engine made of it earlier, where that was kept.
    """

    pack: Pack
    strata: tuple[Stratum, ...]
    parameters: Mapping[str, Value]
    plan: ClassVar[object] = None  # no field, so that no changed copy has it

    def __repr__(self) -> str:
        """Short, with the names of the parameters that have other values than the pack's own."""
        declared = self.pack.parameters
        changed = [
            name
            for name, value in self.parameters.items()
            if declared[name].steps or declared[name].value != value
        ]
        besides = f"; set otherwise: {', '.join(changed)}" if changed else ""
        return f"<Program {self.pack.summary}{besides}>"

    def with_values(self, values: Mapping[str, Value]) -> Program:
        """The program with other values for some parameters."""
        return replace(self, parameters={**self.parameters, **values}) if values else self

    def value_of(self, parameter: Parameter) -> Value:
        """The value of a parameter; of a dated one that was not set, the last that it has."""
        return self.parameters.get(parameter.name, parameter.value)

    def calendar_of(self, stated: Mapping[str, Value | None]) -> Calendar | None:
        """The calendar that counts in a situation with these facts of its own; None: Monday to Friday."""
        by = self.pack.counted_by
        match None if by is None else by.chosen:
            case Literal(value=name):
                pass
            case ParameterRef(name=parameter):
                name = self.parameters[parameter]
            case FactRef(fact=fact):
                name = stated.get(fact) or self.pack.fact(SITUATION, fact).default or ""
            case _:
                return None
        return self.pack.calendars.get(str(name))

    def with_plan(self, plan: object) -> Program:
        """The same program with a plan that was kept."""
        program = replace(self)
        object.__setattr__(program, "plan", plan)
        return program

    @cached_property
    def concluded_by(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """For each concluded fact, the rules that conclude it, in listing order."""
        found: dict[tuple[str, str], list[str]] = {
            (e.name, f.name): []
            for e in self.pack.entities.values()
            for f in e.facts.values()
            if f.is_concluded
        }
        for rule in self.pack.rules.values():
            for conclusion in rule.concludes:
                found[rule.entity, conclusion.fact].append(rule.name)
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def overridden_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each rule, the rules that override it, in listing order."""
        found: dict[str, list[str]] = {name: [] for name in self.pack.rules}
        for rule in self.pack.rules.values():
            for name in rule.overrides:
                found[name].append(rule.name)
        return {key: tuple(names) for key, names in found.items()}


def sentences_of(pack: Pack) -> Iterator[Template]:
    """Titles, reasons, notes, labels, questions and what explanations say."""
    found: list[Template | None] = [action.title for action in pack.actions.values()]
    found += [event.title for event in pack.events.values()]
    for rule in pack.rules.values():
        found += [rule.because, None if rule.note is None else rule.note.say]
    for entity in pack.entities.values():
        found += [entity.label, entity.apart, entity.ask_first, entity.ask_more]
        for fact in entity.facts.values():
            found += [fact.ask, fact.says, fact.result]
        questions = [entity.one_question, *(one.question for one in entity.several.values())]
        for question in questions:
            if question is not None:
                found += [question.ask, *(option.words for option in question.facts.values())]
    return (template for template in found if template is not None)
