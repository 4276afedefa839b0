"""What a random pack speaks of: entities to a depth of three and more, their facts, parameters.

Names tell the type (`flag_1`, `day_2`, `pick_3`), except for one that several entities share on
purpose, so that looking up names matters. Values come from small pools, so that they often meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from advisor.diagnostics import Span
from advisor.ir import (
    DATE,
    DURATION,
    LAST_DATE,
    LONGEST,
    LONGEST_PERIOD,
    MILLION,
    NUMBER,
    NUMBER_LIMIT,
    PERIOD,
    SITUATION,
    TEXT,
    WEEKEND,
    WORKING_DAYS,
    YES_NO,
    Calendar,
    CountedBy,
    EntityDeclaration,
    FactDeclaration,
    FactRef,
    Kind,
    Literal,
    Looks,
    OneQuestion,
    Option,
    Parameter,
    ParameterRef,
    Several,
    Slot,
    Template,
    Type,
    Value,
)

NOWHERE = Span("", 1, 1, 1, 1)
BASE_DAY = 739_942  # 2026-11-22, a Sunday

STAGES = Type(Kind.CHOICE, ("applied", "waiting", "offered", "closed"))
RANKS = Type(Kind.CHOICE, ("first_rank", "second_rank", "third_rank"), is_ordered=True)
COLOURS = Type(Kind.CHOICE, ("red", "offered", "second_rank"))  # shares words with the others
CHOICES = (STAGES, RANKS, COLOURS)

STEMS = {
    Kind.YES_NO: "flag",
    Kind.NUMBER: "amount",
    Kind.DATE: "date_of",
    Kind.DURATION: "span",
    Kind.PERIOD: "term",
    Kind.CHOICE: "pick",
    Kind.TEXT: "label",
}

HALVES = (0, 1, 2, 3, -1, -2, 0.5, 1.5, 2.5, -0.5, -1.5, 0.25, 10)
NUMBERS = (*(int(n * MILLION) for n in HALVES), 100_000, 1, 3, -1, 500_001, 1_000_003, 1_414_214)
WIDE_NUMBERS = (NUMBER_LIMIT - 1, 1 - NUMBER_LIMIT, 10**15, -(10**12), 999_999_999_999 * MILLION)
DURATIONS = (0, 1, 2, 3, 5, 7, 14, -1, -3, 30)
WIDE_DURATIONS = (LONGEST, -LONGEST, 1_000_000, LONGEST - 1)
DATES = tuple(range(BASE_DAY - 8, BASE_DAY + 9))
WIDE_DATES = (1, 2, 7, LAST_DATE, LAST_DATE - 1, LAST_DATE - 6, 738_000, 739_675)
MONTH_ENDS = tuple(  # where a month more is not the same day
    date(*day).toordinal() for day in ((2026, 10, 31), (2027, 1, 31), (2028, 2, 29), (2027, 2, 28))
)
PERIODS = (0, 1, 2, 3, 6, 12, 24, 13, -1, -12)
WIDE_PERIODS = (LONGEST_PERIOD, -LONGEST_PERIOD, 96_000, -24_315)
WORKING = (0, 1, 2, 3, 5, 6, -1, -2, -5, 11)
WIDE_WORKING = (LONGEST, -LONGEST, 100_000)
# Words that a reader of YAML without types would take for something else.
TEXTS = (
    "Acme",
    "No",
    "1e3",
    "007",
    "yes",
    "2026-11-22",
    "none",
    "~",
    "",
    "1.0",
    "a: b",
    "ü # 1",
    "0x1f",
    "null",
)


def pool(type_: Type, wide: bool = False) -> tuple[Value, ...]:
    """Values of a type that are likely to meet; with `wide`, those at the edges of the range."""
    match type_.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.NUMBER:
            return WIDE_NUMBERS if wide else NUMBERS
        case Kind.DATE:
            return WIDE_DATES if wide else DATES
        case Kind.DURATION:
            return WIDE_DURATIONS if wide else DURATIONS
        case Kind.PERIOD:
            return WIDE_PERIODS if wide else PERIODS
        case Kind.WORKING_DAYS:
            return WIDE_WORKING if wide else WORKING
        case Kind.CHOICE:
            return type_.choices
        case Kind.TEXT:
            return TEXTS


@dataclass
class Shape:
    """Entities and parameters of a pack that is being made. `level` of a fact: 0 where stated."""

    entities: dict[str, EntityDeclaration]
    parameters: dict[str, Parameter]
    level: dict[tuple[str, str], int] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    counted_by: CountedBy | None = None

    def chain(self, entity: str) -> tuple[str, ...]:
        """The entity and those around it, from the inside out."""
        found, at = [entity], self.entities[entity].within
        while at is not None:
            found.append(at)
            at = self.entities[at].within
        return tuple(found)

    def lists_of(self, entity: str) -> list[EntityDeclaration]:
        """The entities of the lists directly inside."""
        return [e for e in self.entities.values() if e.within == entity]


TREES: tuple[tuple[tuple[str, str, str], ...], ...] = (  # (entity, within, list)
    (("box", "situation", "boxes"), ("item", "box", "items")),
    (("box", "situation", "boxes"), ("item", "box", "items"), ("part", "item", "parts")),
    (("box", "situation", "boxes"), ("item", "box", "items"), ("tag", "box", "tags")),
    (("tag", "situation", "tags"), ("box", "situation", "boxes"), ("item", "box", "items")),
    (("box", "situation", "boxes"), ("tag", "item", "tags"), ("item", "box", "items")),
    (
        ("box", "situation", "boxes"),
        ("item", "box", "items"),
        ("part", "item", "parts"),
        ("tag", "situation", "tags"),
        ("note", "box", "notes"),
    ),
)
SMALL_TREE = (("box", "situation", "boxes"),)


def random_shape(rng: Random, size: int) -> Shape:
    """Entities with their facts, and parameters; `size` from 1 (a few) to 4."""
    tree = SMALL_TREE if size == 1 else rng.choice(TREES)
    names = ["situation", *(name for name, _, _ in tree)]
    parents = {name: (within, list_) for name, within, list_ in tree}
    shape = Shape({}, {})
    number = 0
    for name in names:
        facts: dict[str, FactDeclaration] = {}
        for _ in range(rng.randint(2, 2 + size)):
            number += 1
            fact = _random_fact(rng, name, number)
            facts[fact.name] = fact
            shape.level[name, fact.name] = 0
        if rng.random() < 0.5:  # one name in several entities
            facts["amount"] = FactDeclaration("amount", name, NUMBER, NOWHERE)
            shape.level[name, "amount"] = 0
        facts = {fact.name: _looking(rng, fact, facts) for fact in facts.values()}
        several = _random_several(Random(f"several {name} {number} {sorted(facts)}"), name, number)
        for part in several.parts.values() if several is not None else ():
            facts[part] = _part(several, part)
            shape.level[name, part] = 0
        within, list_ = parents.get(name, (None, None))
        label = apart = None
        texts = [f for f in facts.values() if f.type in (TEXT, NUMBER, DATE) and f.name != "amount"]
        if within is not None and texts and rng.random() < 0.6:
            slot = Slot(name, rng.choice(texts).name, rng.choice((None, "no name")), NOWHERE)
            # From a draw of its own: what is drawn after it stays as it was.
            own = Random(f"{name} {slot.fact} {number}")
            label = Template((slot,) if own.random() < 0.5 else (f"{name} ", slot), NOWHERE)
            if own.random() < 0.5:
                apart = Template((Slot(name, own.choice(texts).name, None, NOWHERE),), NOWHERE)
        declared = EntityDeclaration(name, within, list_, label, facts, NOWHERE, apart)
        if several is not None:
            declared = replace(declared, several={several.name: several})
        shape.entities[name] = declared
    for n in range(rng.randint(1, 1 + size)):
        parameter = _random_parameter(rng, f"setting_{n + 1}")
        shape.parameters[parameter.name] = parameter
    own = Random(f"calendars {number} {' '.join(name for _, name in shape.level)}")
    if own.random() < 0.75:
        _count_by_calendars(own, shape)
    return shape


TREES_OF_SEVERAL = ("ash", "birch", "cedar", "elm")


def _random_several(rng: Random, entity: str, number: int) -> Several | None:
    """Which of two to four choices are so, in some entities."""
    if rng.random() > 0.35:
        return None
    name = f"set_{number}"
    words = {choice: choice.title() for choice in TREES_OF_SEVERAL[: rng.randint(2, 4)]}
    parts = {choice: f"{name}_{choice}" for choice in words}
    asked = Template((f"What is {name}?",), NOWHERE)
    options = {
        parts[choice]: Option(Template((said,), NOWHERE), True) for choice, said in words.items()
    }
    question = OneQuestion(asked, options, NOWHERE)
    return Several(name, entity, parts, words, NOWHERE, question=question)


def _part(several: Several, part: str) -> FactDeclaration:
    own = Random(f"default {several.name}")
    [choice] = [choice for choice, fact in several.parts.items() if fact == part]
    default = choice in TREES_OF_SEVERAL[: own.randint(0, 2)] if own.random() < 0.2 else None
    ask = Template((f"What is {several.name}?", f" {several.words[choice]}"), NOWHERE)
    return FactDeclaration(part, several.entity, YES_NO, NOWHERE, ask=ask, default=default)


YEARS = {  # first and last day
    (2026, 2026): (739_617, 739_981),
    (2026, 2027): (739_617, 740_346),
    (2025, 2028): (739_252, 740_712),
}


def random_calendar(rng: Random, name: str) -> Calendar:
    """A calendar: without closed days, or with many of them around the day of the situations."""
    weekend = rng.choice((WEEKEND, WEEKEND, (4, 5), (6,), (), (0, 2, 4, 6)))
    if rng.random() < 0.15:
        return Calendar(name, weekend)
    first, last = rng.choice((*YEARS.values(), YEARS[2025, 2028]))
    share = rng.choice((0.05, 0.2, 0.4))
    near = range(BASE_DAY - 30, BASE_DAY + 31)
    days = [day for day in near if rng.random() < share and first <= day <= last]
    closed = tuple(day for day in days if (day - 1) % 7 not in weekend)
    is_open = rng.random() < 0.4
    opened = tuple(day for day in days if (day - 1) % 7 in weekend) if is_open else ()
    return Calendar(name, weekend, closed, opened, first, last)


def _count_by_calendars(rng: Random, shape: Shape) -> None:
    """Calendars, and what chooses one: the pack, a fact of the situation or a parameter."""
    names = ("home", "abroad", "yard")[: rng.choice((1, 2, 3))]
    shape.calendars = {name: random_calendar(rng, name) for name in names}
    choices = Type(Kind.CHOICE, names)
    match rng.choice(("pack", "fact", "fact", "parameter")):
        case "pack":
            chosen: Literal | FactRef | ParameterRef = Literal(rng.choice(names), choices, NOWHERE)
        case "parameter":
            parameter = Parameter("office", choices, rng.choice(names), NOWHERE, title="The office")
            shape.parameters["office"] = parameter
            chosen = ParameterRef("office", choices, NOWHERE)
        case _:
            is_required = rng.random() < 0.2
            has_default = not is_required and rng.random() < 0.3
            fact = FactDeclaration(
                "office",
                SITUATION,
                choices,
                NOWHERE,
                ask=Template(("Where is the office?",), NOWHERE),
                words={name: name.title() for name in names},
                is_required=is_required,
                default=rng.choice(names) if has_default else None,
            )
            root = shape.entities[SITUATION]
            shape.entities[SITUATION] = replace(root, facts={**root.facts, "office": fact})
            shape.level[SITUATION, "office"] = 0
            chosen = FactRef(0, SITUATION, "office", choices, NOWHERE)
    shape.counted_by = CountedBy(chosen, shape.calendars)


def random_type(rng: Random) -> Type:
    """A type that a fact can have."""
    kinds = (YES_NO, YES_NO, YES_NO, NUMBER, NUMBER, DATE, DATE, DATE, DURATION, PERIOD, TEXT)
    return rng.choice((*kinds, *CHOICES))


def _random_fact(rng: Random, entity: str, number: int) -> FactDeclaration:
    type_ = random_type(rng)
    name = f"{STEMS[type_.kind]}_{number}"
    default: Value | None = None
    minimum = maximum = None
    chance = rng.random()
    if chance < 0.2:
        default = rng.choice(pool(type_))
        if default == "" or default in ("none", "null", "~"):
            default = "Acme"
    elif chance < 0.3 and type_.kind is Kind.NUMBER:
        minimum, maximum = -3 * MILLION, rng.choice((None, 12 * MILLION))
    words = {choice: choice.replace("_", " ").title() for choice in type_.choices}
    own = Random(f"{entity} {name}")  # what is drawn after it stays as it was
    return FactDeclaration(
        name,
        entity,
        type_,
        NOWHERE,
        ask=Template((f"What is {name}?",), NOWHERE),
        words=words,
        is_required=default is None and rng.random() < 0.1,
        default=default,
        minimum=minimum,
        maximum=maximum,
        is_immutable=not type_.choices and own.random() < 0.1,
        never_again=type_.choices[:1] if own.random() < 0.3 else (),
        says=Template((f"so the {name} is",), NOWHERE) if own.random() < 0.3 else None,
        is_whole=(
            type_.kind is Kind.NUMBER
            and isinstance(default or 0, int)
            and (default or 0) % MILLION == 0
            and own.random() < 0.3
        ),
    )


def _looking(
    rng: Random, fact: FactDeclaration, facts: dict[str, FactDeclaration]
) -> FactDeclaration:
    """A date may look back or ahead; one that looks back may be the day of a yes-no fact or a choice."""
    if fact.type != DATE or rng.random() < 0.4:
        return fact
    if rng.random() < 0.2:
        return replace(fact, looks=Looks.AHEAD)
    dated = [f.name for f in facts.values() if f.type.kind in (Kind.YES_NO, Kind.CHOICE)]
    dates = rng.choice(dated) if dated and rng.random() < 0.7 else None
    return replace(fact, looks=Looks.BACK, dates=dates)


def _random_parameter(rng: Random, name: str) -> Parameter:
    type_ = rng.choice((NUMBER, DURATION, WORKING_DAYS, WORKING_DAYS, PERIOD, DATE, YES_NO, TEXT))
    values = [v for v in pool(type_, wide=rng.random() < 0.03) if not _reads_as_other(v)]
    value = rng.choice(values)
    own = Random(f"{name} {type_.kind} {value}")  # what is drawn after it stays as it was
    steps: tuple[tuple[int, Value], ...] = ()
    if own.random() < 0.5:
        days = sorted(int(day) for day in own.sample(pool(DATE), own.randint(1, 3)))
        steps = tuple((day, own.choice(values)) for day in days)
        value = steps[-1][1]
    return Parameter(name, type_, value, NOWHERE, title=f"The {name}", steps=steps)


def _reads_as_other(value: Value) -> bool:
    # So that a text parameter needs no quotes to be one.
    return isinstance(value, str) and value not in ("Acme", "a: b", "ü # 1")
