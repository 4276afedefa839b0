"""What can be said of a situation: entities with their facts, how these are asked for, sentences with facts in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import Enum

from advisor.diagnostics import Span
from advisor.diagnostics.articles import with_article
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.expressions import Expression
from advisor.ir.types import MILLION, Kind, Type, Value

SITUATION = "situation"  # the root entity: exists once
TODAY = "today"  # the built-in stated fact of the situation


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

    `dates` names the yes-no fact or choice of the same entity whose day this is: `thanked` of `thanked_on`.
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

    @property
    def can_be_none(self) -> bool:
        """Whether people may leave it open: it is not required, and nothing counts by default."""
        return not self.is_required and self.default is None

    def nearest(self, value: int) -> int:
        """The value itself, or one near it that lies within the bounds and is whole where that is asked."""
        if self.minimum is not None:
            value = max(value, self.minimum)
        if self.maximum is not None:
            value = min(value, self.maximum)
        if not self.is_whole:
            return value
        # Toward 0, and so never too large.
        whole = abs(value) // MILLION * (MILLION if value >= 0 else -MILLION)
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
    of each, with those of the list `asked_along` inside them: `Acme on 20 Nov`; for more by `ask_more`, and for none where `ask_if`, which is said of the instance around,
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
    asked_along: str | None = None
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
        return with_article(self.noun)

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
