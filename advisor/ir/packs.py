"""What a pack declares, its sentences with facts in them, and the program that it becomes once checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from enum import Enum
from functools import cached_property
from typing import ClassVar

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.calendars import Calendar
from advisor.ir.expressions import CountedBy, Expression, FactRef, Literal, ParameterRef
from advisor.ir.situations import Case, LookingBack
from advisor.ir.types import DATE, MILLION, Kind, Type, Value, counted

SITUATION = "situation"  # the root entity: exists once
TODAY = "today"  # the built-in stated fact of the situation
RESULT_HEAD = ("row", "situation", "place", "for")  # of a table of results, before the results


@dataclass(frozen=True, slots=True)
class Slot:
    """`{fact}` or `{fact|words}`: the fact's value, or the words where it is not given."""

    entity: str
    fact: str
    otherwise: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """Words and slots in their order."""

    parts: tuple[str | Slot, ...]
    span: Span = field(compare=False, repr=False)


class ActionKind(Enum):
    """What an action asks of the person."""

    DO = "do"
    WAIT = "wait"
    AVOID = "avoid"
    KNOW = "know"  # nothing is asked of the person: never due, never done


class Importance(Enum):
    """How much hangs on it; compared by `rank`, the higher first."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for low to 3 for urgent."""
        return list(Importance).index(self)


class Looks(Enum):
    """On which side of today the days of a stated fact lie."""

    BACK = "back"  # something that has happened: a day after today cannot be right
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Usual:
    """How often which answer is given to a question, as weights; only the order of questions uses it.

    Shape: `values` are (value, weight); `none` weighs that there is none, `other` any other value.
    """

    values: tuple[tuple[Value, int], ...] = ()
    none: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """A fact among several that are asked for together, in words; `value` is what it says to pick it.

    None: the fact is asked for by itself then, and so is what goes `along` with it. Where `ask_if` does
    not hold, it is no option, and the fact is asked for by itself.
    """

    words: Template
    value: Value | None
    along: tuple[str, ...] = ()
    ask_if: Expression | None = None


@dataclass(frozen=True, slots=True)
class OneQuestion:
    """Rare facts that are asked for together: "Is any of this so?"."""

    ask: Template
    facts: Mapping[str, Option]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """A fact of an entity. `default` is a stated fact's literal, `computed_default` a concluded one's.

    `dates` names the yes-no fact of the same entity whose day this is: `thanked` of `thanked_on`.
    `is_immutable`: nobody can change it, so that no way to other advice goes by it; nor by its becoming one of the
    choices `never_again`. `says` is how explanations tell it, before its value. `result` is the title under
    which a concluded fact is shown as a result.
    Where `ask_if` does not hold, it is not asked for, and counts as not given.
    `is_whole`: people state it as a whole number, never as a fraction.
    """

    name: str
    entity: str
    type: Type
    span: Span = field(compare=False, repr=False)
    ask: Template | None = None
    help: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)  # of the choices
    is_required: bool = False
    is_concluded: bool = False
    default: Value | None = None
    computed_default: Expression | None = None
    minimum: int | None = None
    maximum: int | None = None
    looks: Looks | None = None
    dates: str | None = None
    is_immutable: bool = False
    never_again: tuple[str, ...] = ()
    says: Template | None = None
    ask_if: Expression | None = None
    usual: Usual | None = None
    result: Template | None = None
    stale_after: int | None = None  # in days: a `none` said longer ago is asked for again
    is_whole: bool = False

    def nearest(self, value: int) -> int:
        """The value itself, or one near it that lies within the bounds and is whole where that is asked."""
        if self.minimum is not None:
            value = max(value, self.minimum)
        if self.maximum is not None:
            value = min(value, self.maximum)
        if not self.is_whole:
            return value
        whole = (
            abs(value) // MILLION * (MILLION if value >= 0 else -MILLION)
        )  # toward 0: never too large
        if self.minimum is not None and whole < self.minimum:
            return whole + MILLION
        return whole - MILLION if self.maximum is not None and whole > self.maximum else whole


@dataclass(frozen=True, slots=True)
class Several:
    """`type: several`: which of some choices are so. Each choice is a yes-no fact of the entity.

    Shape: `parts` gives the fact of each choice: `fever` of `symptoms` is `symptoms_fever`. `also` are other
    spellings, each with its choice. `question` asks for all of them together.
    """

    name: str
    entity: str
    parts: Mapping[str, str]
    words: Mapping[str, str]
    span: Span = field(compare=False, repr=False)
    also: tuple[tuple[str, str], ...] = ()
    question: OneQuestion | None = None

    def choice(self, text: str) -> str | None:
        """The choice that a text stands for."""
        return text if text in self.parts else dict(self.also).get(text)

    def facts(self, choices: Collection[str]) -> dict[str, bool]:
        """What it says of each part that these are so, and no others."""
        return {part: choice in choices for choice, part in self.parts.items()}

    def folded(self, facts: Mapping[str, Value | None]) -> tuple[str, ...] | None:
        """The choices that are so, where each of the parts is stated as yes or no; else None."""
        if any(not isinstance(facts.get(part), bool) for part in self.parts.values()):
            return None
        return tuple(choice for choice, part in self.parts.items() if facts[part])


@dataclass(frozen=True, slots=True)
class EntityDeclaration:
    """The root (`within` and `list` are None) or the items of a list of another entity.

    The questionnaire asks for the first items by `ask_first`, of which the answer is the fact `asked_by`
    of each, for more by `ask_more`, and for none where `ask_if`, which is said of the instance around,
    does not hold. `one_question` holds the facts that are asked for together.
    """

    name: str
    within: str | None
    list: str | None
    label: Template | None
    facts: Mapping[str, FactDeclaration]
    span: Span = field(compare=False, repr=False)
    apart: Template | None = (
        None  # told behind the label, where several in a list are called the same
    )
    ask_first: Template | None = None
    ask_more: Template | None = None
    asked_by: str | None = None
    ask_if: Expression | None = None
    one_question: OneQuestion | None = None
    is_always_advised: bool = False  # a test that advises nothing for one of them is warned of
    one: str | None = None  # what one of them is called, where its name is no good word for it
    several: Mapping[str, Several] = field(default_factory=dict)

    @property
    def noun(self) -> str:
        """What one of them is called in a sentence: `application`."""
        words = self.one if self.one is not None else self.name.replace("_", " ")
        return words.removeprefix("an ").removeprefix("a ")

    @property
    def with_article(self) -> str:
        """The same with its article: `an application`; the pack may have said which."""
        if self.one is not None and self.one != self.noun:
            return self.one
        return f"{'an' if self.noun[:1].lower() in tuple('aeiou') else 'a'} {self.noun}"

    @property
    def list_name(self) -> str:
        """The list of which it is an item; "" for the root."""
        return self.list or ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number of the guidance, with its bounds (in the value's own unit).

    `steps` of a dated one are (first day, value), in the order of the days; `value` is the last of these.
    """

    name: str
    type: Type
    value: Value
    span: Span = field(compare=False, repr=False)
    title: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    sources: tuple[str, ...] = ()
    steps: tuple[tuple[int, Value], ...] = ()

    @property
    def can_be_told(self) -> bool:
        """Whether a sentence may name it: whether a fact could have its value."""
        return self.type.kind is not Kind.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Citation:
    """Where guidance comes from; `sections` maps a section's name to its title."""

    name: str
    title: str
    sections: Mapping[str, str]
    span: Span = field(compare=False, repr=False)
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of `done`: the stated fact of this entity becomes the value (not given: becomes none).

    `value` None, `fact: none`: the fact is emptied, as if nobody had said anything about it yet.
    """

    entity: str
    fact: str
    value: Expression | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, to wait for or to avoid. Its place in `Pack.actions` breaks ties.

    `also` are words in which people say that they have done it.
    """

    name: str
    title: Template
    kind: ActionKind
    span: Span = field(compare=False, repr=False)
    importance: Importance = Importance.NORMAL
    draft: str | None = None
    after: tuple[str, ...] = ()
    after_any: tuple[str, ...] = ()
    incompatible: tuple[str, ...] = ()
    done: tuple[Change, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()  # (entity, fact)
    also: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may happen to the person, for one instance of `entity`; no rule reads it.

    With `adds`, an item of that entity comes into the list of it; `sets` and `asks` are said of the new
    item, else of the instance itself. `when` says where it can happen at all; None: anywhere. `also` are other
    words in which people say the title.
    """

    name: str
    title: Template
    entity: str
    span: Span = field(compare=False, repr=False)
    when: Expression | None = None
    adds: str | None = None
    sets: tuple[Change, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()  # (entity, fact)
    also: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclude:
    """`conclude: {fact: value}`, of the rule's own entity."""

    fact: str
    value: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Advise:
    """`advise:`. `instead_of` empty: advised as it stands; else only in place of these actions."""

    action: str
    start: Expression | None
    due: Expression | None
    instead_of: tuple[str, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """`note:`. `on` None means the advice of every action."""

    on: tuple[str, ...] | None
    say: Template
    span: Span = field(compare=False, repr=False)
    importance: Importance = Importance.NORMAL


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `when` holds and `unless` does not, for one instance of `entity`, the rest follows.

    `silences` None: nothing; an empty tuple never occurs. `silences_all`: every action.
    `part_of`: the rule in whose list of `advise` this stands, which has become a rule for each.
    `goes_before`: of the rules that it overrides, those that only stand after it in a group.
    """

    name: str
    entity: str
    when: Expression
    unless: Expression | None
    span: Span = field(compare=False, repr=False)
    concludes: tuple[Conclude, ...] = ()
    advises: Advise | None = None
    note: Note | None = None
    overrides: tuple[str, ...] = ()
    silences: tuple[str, ...] | None = None
    silences_all: bool = False
    because: Template | None = None
    sources: tuple[str, ...] = ()  # "source#section" or "source"
    disputed: str | None = None
    part_of: str | None = None
    goes_before: tuple[str, ...] = field(default=(), compare=False)

    @property
    def written_as(self) -> str:
        """The name of the rule as its author wrote it: `chase` of `chase/2`."""
        return self.part_of or self.name

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """What decides whether it fires."""
        return (self.when,) if self.unless is None else (self.when, self.unless)

    @property
    def is_unconditional(self) -> bool:
        """Whether it fires wherever no other rule overrides it."""
        return self.unless is None and isinstance(self.when, Literal) and self.when.value is True

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All of its expressions: conditions, conclusions, start and due."""
        dates = () if self.advises is None else (self.advises.start, self.advises.due)
        values = (conclusion.value for conclusion in self.concludes)
        return (*self.conditions, *values, *(date for date in dates if date is not None))


class HitPolicy(Enum):
    """What counts where several rows of a decision table hold, as DMN has it."""

    UNIQUE = "unique"  # no two rows ever do
    ANY = "any"  # all that do have the same outcome
    FIRST = "first"  # the topmost
    PRIORITY = "priority"  # that of the outcome listed first
    COLLECT = "collect"  # all
    RULE_ORDER = "rule order"  # all, in the order of the rows
    OUTPUT_ORDER = "output order"  # all, in the order in which outcomes are listed

    @property
    def is_single(self) -> bool:
        """Whether one row fires at most, even where several hold."""
        return self in (HitPolicy.FIRST, HitPolicy.PRIORITY)

    @property
    def is_in_order(self) -> bool:
        """Whether all that hold are told in an order of the table."""
        return self in (HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER)


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table of the pack, which has become rules: what is asked, and which rule each row is.

    Shape: `heads` are the inputs as they are written. `cells` has a row for each rule of `rows`, and
    in it, for each of `inputs`, a condition on that input, or None where it is not looked at. `ranked` are the same rules, the one that counts
    first where several hold; `otherwise` is the rule for where no row holds. `helping` are facts of the
    entity that rows conclude so that one more rule can make the table's fact of them.
    """

    name: str
    entity: str
    hit: HitPolicy
    heads: tuple[str, ...]
    inputs: tuple[Expression, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Expression | None, ...], ...]
    ranked: tuple[str, ...]
    otherwise: str | None
    span: Span = field(compare=False, repr=False)
    helping: tuple[str, ...] = ()


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
