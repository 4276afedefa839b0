"""What is advised and when: actions, events, rules and decision tables."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.entities import Template
from advisor.ir.expressions import Expression, Literal


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

    def value_of(self, fact: str) -> Expression:
        """What it concludes a fact to be, which has to be one of those that it concludes."""
        return next(conclusion.value for conclusion in self.concludes if conclusion.fact == fact)

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
