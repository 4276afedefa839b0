"""One pack's declarations, small enough to hold in mind, and short ways to write expected trees.

situation (holiday_until, mood, employed_now) > applications: application (company, stage, …) >
interviews: interview (held_on, thanked, …); situation > contacts: contact (name, met_on).
"""

from __future__ import annotations

from datetime import date

from advisor.diagnostics import Diagnostic, Span
from advisor.ir import (
    DATE,
    DURATION,
    MILLION,
    NUMBER,
    TEXT,
    WORKING_DAYS,
    YES_NO,
    EntityDeclaration,
    Expression,
    FactDeclaration,
    FactRef,
    InForce,
    Kind,
    ListRef,
    Literal,
    Parameter,
    ParameterRef,
    Type,
)
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.names import Scope
from advisor.loading.syntax.nodes import ScalarNode

HERE = Span("rules.yaml", 1, 1, 1, 2)
STAGE = Type(Kind.CHOICE, ("applied", "interviewed", "offered", "rejected"))
PREFERENCE = Type(Kind.CHOICE, ("first_choice", "good", "fallback"), is_ordered=True)
MOOD = Type(Kind.CHOICE, ("calm", "angry"))
NEXT_STEP = Type(Kind.CHOICE, ("rejected", "offered", "interviewed", "applied"))  # STAGE, turned

FACTS: dict[str, dict[str, Type]] = {
    "situation": {"holiday_until": DATE, "mood": MOOD, "employed_now": YES_NO, "rejected": STAGE},
    "application": {
        "company": TEXT,
        "role": TEXT,
        "stage": STAGE,
        "last_stage": STAGE,
        "next_step": NEXT_STEP,
        "preference": PREFERENCE,
        "answer_by": DATE,
        "promised_reply_on": DATE,
        "reply_expected_on": DATE,
        "chases_sent": NUMBER,
        "order": NUMBER,
        "sumx": NUMBER,
        "given_on": DATE,
        "told_reply_takes": DURATION,
        "pressing": YES_NO,
        "internal": YES_NO,
        "met_on": DATE,
    },
    "interview": {
        "held_on": DATE,
        "thanked": YES_NO,
        "interviewer_count": NUMBER,
        "took": DURATION,
        "role": TEXT,
    },
    "contact": {"name": TEXT, "met_on": DATE, "mood": MOOD},
}
CONCLUDED = frozenset({"reply_expected_on", "pressing"})
INSIDE = {  # entity -> (entity around it, its list)
    "situation": (None, None),
    "application": ("situation", "applications"),
    "interview": ("application", "interviews"),
    "contact": ("situation", "contacts"),
}
ENTITIES = {
    entity: EntityDeclaration(
        entity,
        *INSIDE[entity],
        None,
        {
            name: FactDeclaration(name, entity, type_, HERE, is_concluded=name in CONCLUDED)
            for name, type_ in facts.items()
        },
        HERE,
    )
    for entity, facts in FACTS.items()
}
PARAMETERS = {
    name: Parameter(name, type_, 0, HERE)
    for name, type_ in {
        "chase_interval": DURATION,
        "grace": WORKING_DAYS,
        "cap": NUMBER,
        "role": NUMBER,
    }.items()
}
RATES = ((739_252, 20 * MILLION), (739_617, 22 * MILLION))  # from 1 Jan 2025 and 2026
PARAMETERS["rate"] = Parameter("rate", NUMBER, RATES[-1][1], HERE, steps=RATES)


def scope(entity: str = "application", *, stated_only: bool = False) -> Scope:
    """What a rule for `entity` sees."""
    return Scope(
        ENTITIES,
        PARAMETERS,
        entity,
        stated_only,
        frozenset({"chase-when-overdue", "thank-them-on-time", "hurry"}),
        frozenset({"thank-interviewers", "chase"}),
    )


def node(text: str) -> ScalarNode:
    """The text as a scalar that stands at the very beginning of a file, character by character."""
    places = []
    line = column = 1
    for character in text:
        places.append((line, column))
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    places.append((line, column))
    return ScalarNode(text, Span("rules.yaml", 1, 1, line, column), True, tuple(places))


def read(
    text: str,
    wanted: Type | None = None,
    entity: str = "application",
    *,
    stated_only: bool = False,
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """Read a text in a rule for `entity`."""
    return read_expression(node(text), scope(entity, stated_only=stated_only), wanted)


def text_at(text: str, span: Span) -> str:
    """The characters that a span covers: what the reader will see underlined."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def fact(path: str, frame: int = 0) -> FactRef:
    """`fact("application.stage")`."""
    entity, name = path.split(".")
    type_ = DATE if name == "today" else FACTS[entity][name]
    return FactRef(frame, entity, name, type_, HERE)


def parameter(name: str) -> ParameterRef:
    """A parameter by its name."""
    return ParameterRef(name, PARAMETERS[name].type, HERE)


def rate(on: Expression) -> InForce:
    """The dated parameter `rate` on a day."""
    return InForce("rate", on, RATES, NUMBER, HERE)


def items(path: str, frame: int = 0, *, is_other: bool = False) -> ListRef:
    """`items("application.interviews")`."""
    holder, name = path.split(".")
    item = next(e for e, (around, list_) in INSIDE.items() if (around, list_) == (holder, name))
    return ListRef(frame, holder, name, item, is_other, HERE)


def number(value: float) -> Literal:
    """A number."""
    return Literal(round(value * MILLION), NUMBER, HERE)


def days(count: int) -> Literal:
    """A duration."""
    return Literal(count, DURATION, HERE)


def working_days(count: int) -> Literal:
    """A count of working days."""
    return Literal(count, WORKING_DAYS, HERE)


def day(iso: str) -> Literal:
    """A date."""
    return Literal(date.fromisoformat(iso).toordinal(), DATE, HERE)


def words(text: str) -> Literal:
    """Text."""
    return Literal(text, TEXT, HERE)


def choice(name: str, type_: Type = STAGE) -> Literal:
    """A choice."""
    return Literal(name, type_, HERE)


YES = Literal(True, YES_NO, HERE)
NO = Literal(False, YES_NO, HERE)
TODAY = fact("situation.today")
