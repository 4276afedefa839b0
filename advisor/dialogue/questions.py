"""What the questionnaire may ask, and what it says to `?`: why it asks, and what can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from advisor import ir
from advisor.dialogue.dates import examples
from advisor.rendering.words import fill, spoken, words_of

MOST_RULES = 3  # shown; a longer list explains nothing
_SEVERAL = (
    "Type the numbers of those that are so, such as `1 3`. Enter says that none of them is; `skip` says "
    "that you do not know."
)


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Asks for one fact. `rules` are those that need it now; empty for a required fact.

    `number` counts all questions from 1; `more` is how many others are open at the moment, None while that
    is not known. With `stands`, the fact has these words already,
    and Enter leaves it as it is. With `may_be_left_out`, it is asked for a message, and Enter leaves it
    out of that. `said_on` is the day on which others said what is asked, from which lengths of time count.
    Units: ordinals.
    """

    place: str
    about: str  # the labels that lead to the instance, "" for the situation
    declared: ir.FactDeclaration
    ask: str
    rules: tuple[str, ...] = ()
    number: int = 1
    more: int | None = None
    stands: str | None = None
    may_be_left_out: bool = False
    day: ir.FactDeclaration | None = None  # when it happened, which may be said in the same answer
    calendar: ir.Calendar | None = None  # of the working days that an answer may be said in
    events: ir.Program | None = field(
        default=None, compare=False, repr=False
    )  # which may say a choice
    said_on: int | None = None

    @property
    def fact(self) -> str:
        """The name of the fact."""
        return self.declared.name

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What an answer may say: the fact and its day, by place and name."""
        names = (self.fact,) if self.day is None else (self.fact, self.day.name)
        return tuple((self.place, name) for name in names)

    @property
    def asked(self) -> str:
        """The question as it is put: `How did they make you the offer, and when?`"""
        is_asked_when = self.day is not None and self.declared.type.kind is ir.Kind.CHOICE
        return f"{self.ask.rstrip('?')}, and when?" if is_asked_when else self.ask

    @property
    def words(self) -> str:
        """`Acme: Where do things stand?`"""
        return f"{self.about}: {self.ask}" if self.about else self.ask

    @property
    def may_be_none(self) -> bool:
        """Whether "there is none" is an answer."""
        return not self.declared.is_required and self.declared.default is None

    @property
    def is_rarely_none(self) -> bool:
        """Whether hardly anybody has none, as of the day of an offer that came: nothing typed is not known then."""
        usual = self.declared.usual
        if not self.may_be_none or not isinstance(usual, ir.Usual) or not usual.none:
            return False
        return 4 * usual.none <= usual.none + usual.other + sum(n for _, n in usual.values)


@dataclass(frozen=True, slots=True)
class EachQuestion:
    """Asks for the same fact of several instances: "How much do you want the job?" at Acme, and at Globex.

    Its parts are asked in the same words and offer the same answers. Whoever answers some of them, from the
    first on, is asked for the others next.
    """

    parts: tuple[FactQuestion, ...]
    number: int = 1
    more: int | None = None

    @property
    def place(self) -> str:
        """The place of the first instance."""
        return self.parts[0].place

    @property
    def about(self) -> str:
        """The labels of all instances."""
        return "; ".join(part.about for part in self.parts)

    @property
    def ask(self) -> str:
        """The words that all of them are asked in."""
        return self.parts[0].ask

    @property
    def asked(self) -> str:
        """The question as it is put; it asks for the day where one of them needs it."""
        return next((part.asked for part in self.parts if part.day is not None), self.ask)


@dataclass(frozen=True, slots=True)
class MoreQuestion:
    """Asks whether the list of the instance at `place` has one more item; `is_first`: has any.

    With `asked_by`, it asks for all items at once, by that fact of each: "Which companies?" With `along`,
    a list inside them, each may be named with the days of its items: `Acme on 20 Nov, Globex`.
    """

    place: str
    about: str
    list: str
    item: str  # the entity of the items
    ask: str
    rules: tuple[str, ...] = ()
    is_first: bool = False
    asked_by: ir.FactDeclaration | None = None
    along: ir.EntityDeclaration | None = None
    number: int = 1
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What a line to tick is about: facts that are open, of the instance at `place`, which `label` names.

    With a `value`, ticking it says that of the first of them; what it does not say is asked for by itself
    then. Not to tick it says of each what is `otherwise` so.
    """

    place: str
    label: str
    facts: tuple[ir.FactDeclaration, ...]
    value: ir.Value | None

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The facts by place and name."""
        return tuple((self.place, fact.name) for fact in self.facts)

    def answers(self, is_ticked: bool, first: ir.Value | None = None) -> dict[str, ir.Value | None]:
        """What ticking it, or not, says of its facts, by name; what is asked for then is left out.

        `first` is what the person said of the first of them in the same breath.
        """
        said: dict[str, ir.Value | None] = {}
        for number, fact in enumerate(self.facts):
            own = None if number else self.value if first is None else first
            if not is_ticked:
                said[fact.name] = otherwise(fact, own)
            elif own is not None:
                said[fact.name] = own
        return said


@dataclass(frozen=True, slots=True)
class Choosable:
    """Words to tick: a line of one instance, or the same line of several.

    Whoever ticks what may be so of several is asked of which: "They have called" with Acme, or Globex?
    """

    words: str
    lines: tuple[Line, ...]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The facts that it answers, by place and name."""
        return tuple(key for line in self.lines for key in line.keys)


def otherwise(fact: ir.FactDeclaration, ticked: ir.Value | None) -> ir.Value | None:
    """What it says of a fact not to tick its line: the default, the other answer of two, what is usual, or none."""
    if fact.default is not None:
        return fact.default
    if fact.type.kind is ir.Kind.YES_NO:
        return ticked is False
    match fact.usual:
        case ir.Usual(values=((value, _),)) if value != ticked:
            return value
        case _:
            return None


@dataclass(frozen=True, slots=True)
class SeveralQuestion:
    """Asks which of several rare facts are so, of the instance at `place` and of what lies inside it."""

    place: str
    about: str
    ask: str
    options: tuple[Choosable, ...]
    rules: tuple[str, ...] = ()
    number: int = 1
    more: int | None = None
    calendar: ir.Calendar | None = None  # of the working days that an answer may be said in
    events: ir.Program | None = field(
        default=None, compare=False, repr=False
    )  # which may say what is so

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The facts that it answers, by place and name."""
        return tuple(key for option in self.options for key in option.keys)


@dataclass(frozen=True, slots=True)
class GoOnQuestion:
    """Asks whether to go on, once more answers will hardly change what comes first.

    `more` is how many questions are left, `most_informative` the one that changes the advice most often.
    """

    more: int
    most_informative: FactQuestion | MoreQuestion | SeveralQuestion
    place: str = ""
    about: str = ""


Question: TypeAlias = "FactQuestion | EachQuestion | MoreQuestion | SeveralQuestion | GoOnQuestion"


def explain(pack: ir.Pack, question: Question) -> tuple[str, ...]:
    """Paragraphs for the person: help first, then what can be answered, then why it is asked."""
    match question:
        case FactQuestion():
            return (*_about_fact(question), *_why(pack, question))
        case EachQuestion(parts=parts):
            order = "; ".join(f"{number} {part.about}" for number, part in enumerate(parts, 1))
            return (
                f"Answer for each of them in this order: {order}. One answer alone is for the first of them.",
                *explain(pack, parts[0]),
            )
        case SeveralQuestion():
            return (_SEVERAL, *_why(pack, question))
        case GoOnQuestion(more=more, most_informative=most_informative):
            left = "1 question is" if more == 1 else f"{more} questions are"
            return (
                f"{left} left that could still change the advice. The likeliest to change it: {most_informative.ask}",
            )
        case MoreQuestion(along=ir.EntityDeclaration() as inner):
            return (
                "You can answer with one or several names, with commas between them, each with its days if you"
                " know them: `Hill on 20 Nov and 24 Nov, Wood`. `not sure when` behind a name says that there"
                f" is {inner.with_article}, but you do not remember the day. A name that ends like a day"
                ' stands in double quotes: `"Ruby Tuesday"`. `no` if there is none, or `skip` if you do not know.',
            )
        case MoreQuestion(asked_by=ir.FactDeclaration() as declared):
            kind = "days" if declared.type.kind is ir.Kind.DATE else "names"
            lost = f" `I forgot` if there is one, but you do not remember its {kind[:-1]},"
            forgot = "" if declared.is_required else lost
            return (
                f"You can answer with one or several {kind}, with commas between them, `no` if there is"
                f" none,{forgot} or `skip` if you do not know.",
            )
        case MoreQuestion(item=item, is_first=is_first):
            noun = pack.entities[item].noun
            no = "no if there is none" if is_first else "no (or Enter) if that was the last"
            return (f"Answer yes to tell about one {noun}, {no}; `skip` if you do not know.",)


def _about_fact(question: FactQuestion) -> Iterator[str]:
    declared = question.declared
    if declared.help is not None:
        yield declared.help
    yield f"You can answer with {_allowed(question)}."
    if question.stands is not None:
        yield f"Enter leaves it as it is: {question.stands}."
    elif question.may_be_left_out:
        yield "Enter leaves it out this time; `none` says that there is none, and you are not asked again."
    elif declared.is_required:
        yield "This one is needed: without it there is no advice about it."
    elif declared.default is not None:
        words = words_of(declared.default, declared.type, declared.words)
        yield f"Enter takes what is usual: {words}. `skip` leaves it open."
    elif declared.type.kind is ir.Kind.YES_NO:
        yield "`skip` says that you do not know, `none` that neither is true."
    elif question.is_rarely_none:
        yield "Enter or `skip` says that you do not know; `none` says that there is none."
    else:
        yield "Enter or `none` says that there is none; `skip` says that you do not know."


def _allowed(question: FactQuestion) -> str:
    declared = question.declared
    match declared.type.kind:
        case ir.Kind.YES_NO:
            return "yes or no, or the day on which it was" if question.day else "yes or no"
        case ir.Kind.NUMBER:
            return f"a {'whole ' if declared.is_whole else ''}number{_bounds(question)}"
        case ir.Kind.DATE:
            return f"a day, for example {examples(declared.looks)}{_bounds(question)}"
        case ir.Kind.DURATION | ir.Kind.WORKING_DAYS:
            return f"a length of time, for example `5 days` or `2 weeks`{_bounds(question)}"
        case ir.Kind.PERIOD:
            return f"months or years, for example `6 months` or `2 years`{_bounds(question)}"
        case ir.Kind.CHOICE:
            with_day = ", with the day: `1 yesterday`" if question.day else ""
            return f"the number or the first letters of an answer{with_day}"
        case ir.Kind.TEXT:
            return "any words; in double quotes they are taken letter for letter"


def _bounds(question: FactQuestion) -> str:
    declared = question.declared
    low, high = (
        None if bound is None else words_of(bound, declared.type, {})
        for bound in (declared.minimum, declared.maximum)
    )
    match low, high:
        case None, None:
            return ""
        case _, None:
            return f", {low} or more"
        case None, _:
            return f", {high} at most"
        case _:
            return f", from {low} to {high}"


def _why(pack: ir.Pack, question: FactQuestion | SeveralQuestion) -> Iterator[str]:
    if not question.rules:
        return
    rules = [pack.rules[name] for name in question.rules]
    reasons: dict[str, list[ir.Rule]] = {}
    for rule in rules:
        if rule.advises is not None and rule.because is not None:
            # Of whom it will be said is not known yet: "{company} is slow" is "the company is slow".
            reason = fill(rule.because, lambda slot: slot.otherwise or f"the {spoken(slot.fact)}")
            reasons.setdefault(reason, []).append(rule)
    shown = list(reasons)[:MOST_RULES]
    if shown:
        yield "It is asked because advice may depend on it:"
        yield from (f"- {reason}" for reason in shown)
    named = [reasons[reason][0] for reason in shown] or rules[:MOST_RULES]
    names = ", ".join(rule.name for rule in named)
    few = len(rules) - len(named)
    yield f"Needed by {names}{f' and {_more(few)}' if few else ''}."


def _more(count: int) -> str:
    return "1 more rule" if count == 1 else f"{count} more rules"
