"""What was expected against what came."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from advisor.casetest import check_case, mismatch_lines
from advisor.ir import (
    TEXT,
    Advice,
    And,
    Case,
    Conclude,
    DecisionError,
    Derivations,
    EntityDeclaration,
    Expectation,
    Expected,
    Firing,
    Instance,
    Program,
    Rule,
    Situation,
    Slot,
    Template,
)
from tests.rendering.made import HERE, day, decision, pack, piece

ENTITIES = {
    "situation": EntityDeclaration("situation", None, None, None, {}, HERE),
    "application": EntityDeclaration(
        "application",
        "situation",
        "applications",
        Template((Slot("application", "company", None, HERE),), HERE),
        {},
        HERE,
    ),
    "interview": EntityDeclaration("interview", "application", "interviews", None, {}, HERE),
}
RULES = {
    "chase-when-overdue": Rule("chase-when-overdue", "application", And((), HERE), None, HERE),
    "a-silent-thinker": Rule(
        "a-silent-thinker",
        "application",
        And((), HERE),
        None,
        HERE,
        concludes=(Conclude("x", And((), HERE), HERE),),
    ),
}


def program() -> Program:
    from advisor.ir import FactDeclaration

    company = FactDeclaration("company", "application", TEXT, HERE)
    application = ENTITIES["application"]
    entities = {
        **ENTITIES,
        "application": EntityDeclaration(
            "application",
            "situation",
            "applications",
            application.label,
            {"company": company},
            HERE,
        ),
    }
    return Program(pack(entities=entities, rules=RULES), (), {})


ROOT = Instance(
    "situation",
    {},
    {
        "applications": (
            Instance(
                "application", {"company": "Acme"}, {"interviews": (Instance("interview", {}),)}
            ),
            Instance("application", {"company": "Globex"}),
        )
    },
)
CHASE = piece(due=day("2026-11-27"))
THANK = piece("thank", place="applications[0].interviews[0]", target="interview 1")
WAIT = piece("wait", place="applications[1]", target="Globex")
SEARCH = piece("search", place="", target="", entity="situation")


def want(action: str, target: str | None = None, **others: Any) -> Expected:
    return Expected(action, HERE, target, **others)


def due(iso: str | None) -> dict[str, Any]:
    return {"due": None if iso is None else day(iso), "has_due": True}


@dataclass(frozen=True)
class Try:
    expected: Expectation
    came: tuple[Advice, ...]
    lines: list[str] = field(default_factory=list)


TRIES = {
    "nothing stated": Try(Expectation(), (CHASE,)),
    "the whole advice in order": Try(
        Expectation(whole=(want("chase", "Acme"), want("search"))), (CHASE, SEARCH)
    ),
    "none at all": Try(Expectation(whole=()), ()),
    "none at all, but something came": Try(
        Expectation(whole=()), (SEARCH,), ["+ search (not expected)"]
    ),
    "by the label of an instance around it": Try(
        Expectation(whole=(want("thank", "Acme"),)), (THANK,)
    ),
    "by its own label": Try(Expectation(whole=(want("thank", "interview 1"),)), (THANK,)),
    "by its place": Try(
        Expectation(whole=(want("thank", "applications[0].interviews[0]"),)), (THANK,)
    ),
    "by the place around it": Try(Expectation(whole=(want("thank", "applications[0]"),)), (THANK,)),
    "for another": Try(
        Expectation(whole=(want("thank", "Globex"),)),
        (THANK,),
        ["- thank for Globex (not advised)", "+ thank for interview 1 (not expected)"],
    ),
    "another date": Try(
        Expectation(whole=(want("chase", "Acme", **due("2026-11-26")),)),
        (CHASE,),
        [
            "- chase for Acme, due 2026-11-26",
            "+ chase for Acme, due 2026-11-27 (due 2026-11-26 expected, 2026-11-27 came)",
        ],
    ),
    "no date expected": Try(
        Expectation(some=(want("chase", **due(None)),)),
        (CHASE,),
        [
            "- chase, due none",
            "+ chase for Acme, due 2026-11-27 (due none expected, 2026-11-27 came)",
        ],
    ),
    "another status": Try(
        Expectation(some=(want("wait", status="later"),)),
        (WAIT,),
        ["- wait, later", "+ wait for Globex (status later expected, now came)"],
    ),
    "the wrong order": Try(
        Expectation(whole=(want("search"), want("chase"))),
        (CHASE, SEARCH),
        ["- search", "+ search (expected as no. 1, came as no. 2)"],
    ),
    "one missing in the middle": Try(
        Expectation(whole=(want("chase"), want("wait"), want("search"))),
        (CHASE, SEARCH),
        ["- wait (not advised)"],
    ),
    "of two alike, each is held to the nearer one": Try(
        Expectation(whole=(want("chase", **due("2026-11-28")), want("chase"))),
        (CHASE, piece(place="applications[1]", target="Globex", due=day("2026-11-28"))),
        [
            "- chase, due 2026-11-28",
            "+ chase for Acme, due 2026-11-27 (due 2026-11-28 expected, 2026-11-27 came)",
        ],
    ),
    "some of it": Try(Expectation(some=(want("search"),)), (CHASE, SEARCH)),
    "some that is not there": Try(
        Expectation(some=(want("wait", "Acme"),)), (WAIT,), ["- wait for Acme (not advised)"]
    ),
    "none of it": Try(Expectation(none=(want("wait", "Acme"),)), (WAIT, CHASE)),
    "none of it, but it came": Try(
        Expectation(none=(want("wait", "Globex"),)),
        (WAIT,),
        ["+ wait for Globex (must not be advised)"],
    ),
    "none of it for somebody who is not there": Try(
        Expectation(none=(want("wait", "Glbex"),)),
        (CHASE,),
        ["- wait for Glbex (nothing here is called `Glbex`; did you mean `Globex`?)"],
    ),
    "none of it with that date": Try(
        Expectation(none=(want("chase", **due("2026-11-01")),)), (CHASE,)
    ),
    "because of the rule that advised": Try(Expectation(because=("chase-when-overdue",)), (CHASE,)),
    "because of a rule that concluded": Try(Expectation(because=("a-silent-thinker",)), ()),
    "because of a rule that took no part": Try(
        Expectation(because=("chase-when-overdue",)),
        (),
        ["- rule chase-when-overdue (did not decide)"],
    ),
}


@pytest.mark.parametrize("case", TRIES.values(), ids=TRIES)
def test_every_difference_is_shown_and_nothing_else(case: Try) -> None:
    fired = tuple(Firing(name, "applications[0]") for name in RULES)
    came = decision(*case.came, derivations=Derivations(fired))
    found = check_case(_case(case.expected), came, program())
    assert mismatch_lines(found) == case.lines


def _case(expected: Expectation) -> Case:
    return Case("a case", Situation(None, None, ROOT), expected, HERE)


def test_a_situation_with_an_error_meets_no_expectation() -> None:
    error = DecisionError("range", "", "situation", ("r",), None)
    found = check_case(_case(Expectation(whole=())), decision(error=error), program())
    assert mismatch_lines(found) == ["! no advice: rule `r` comes to a value out of range"]
    assert check_case(_case(Expectation()), decision(error=error), program()) == ()
