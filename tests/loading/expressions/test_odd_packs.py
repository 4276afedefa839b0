"""Packs in which names meet that seldom do, and packs whose declarations are wrong themselves."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from advisor.diagnostics import Diagnostic
from advisor.ir import (
    DATE,
    MILLION,
    NUMBER,
    YES_NO,
    Any_,
    Compare,
    Count,
    EntityDeclaration,
    Expression,
    FactDeclaration,
    FactRef,
    Is,
    Kind,
    Literal,
    Type,
)
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.names import Scope
from tests.loading.expressions.made import HERE, node, text_at

RANKS = Type(Kind.CHOICE, ("best", "worst"), is_ordered=True)
TURNED = Type(Kind.CHOICE, ("worst", "best"), is_ordered=True)
ONE = Literal(MILLION, NUMBER, HERE)
ONLY = Type(Kind.CHOICE, ("only",))


def entity(
    name: str, within: str | None, list_name: str | None, **facts: Type
) -> EntityDeclaration:
    declared = {fact: FactDeclaration(fact, name, type_, HERE) for fact, type_ in facts.items()}
    return EntityDeclaration(name, within, list_name, None, declared, HERE)


# notes lie in the situation and in each application; `weight` is a fact of both
BOTH = (
    entity("situation", None, None, weight=NUMBER, rank=RANKS, turned=TURNED, mark=ONLY),
    entity("application", "situation", "applications", weight=NUMBER, urgent=YES_NO, rank=RANKS),
    entity("note", "application", "notes", weight=NUMBER, size=NUMBER),
    entity("memo", "situation", "notes", size=NUMBER, notes=NUMBER),
    entity("empty", "situation", "empties"),
    entity("application_of_old", "note", "applications", urgent=YES_NO),
)


def read(
    text: str, at: str = "application", entities: Iterable[EntityDeclaration] = BOTH
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    return read_expression(node(text), Scope({e.name: e for e in entities}, {}, at), None)


AMBIGUOUS = {
    "weight > 1": (
        "weight",
        "`weight` could mean the fact `application.weight` or the fact `situation.weight`",
        "write `application.weight` or `situation.weight`",
    ),
    "any(application.notes, own weight is 1)": (
        "own weight",
        "`own weight` could mean the fact `application.weight` or the fact `situation.weight`",
        "write `own application.weight` or `own situation.weight`",
    ),
    "count(notes) > 1": (
        "notes",
        "`notes` could mean two lists",
        "write `application.notes` or `situation.notes`",
    ),
}


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_in_a_rule_the_entities_around_it_have_equal_rights(text: str) -> None:
    underlined, message, help = AMBIGUOUS[text]
    found, [problem] = read(text)
    assert found is None
    assert problem.code == "ADV302"
    assert (text_at(text, problem.span), problem.message, problem.help) == (
        underlined,
        message,
        help,
    )


def test_the_entity_settles_which_is_meant() -> None:
    found, problems = read("situation.weight > application.weight")
    assert not problems
    assert isinstance(found, Compare)
    assert found.left == FactRef(0, "situation", "weight", NUMBER, HERE)
    assert found.right == FactRef(0, "application", "weight", NUMBER, HERE)
    found, _ = read("count(situation.notes)")
    assert isinstance(found, Count)
    assert (found.over.holder, found.over.item) == ("situation", "memo")


def test_inside_a_function_the_innermost_is_meant() -> None:
    found, problems = read("any(application.notes, weight is 1)")
    assert not problems
    assert isinstance(found, Any_)
    assert found.condition == Is(FactRef(1, "note", "weight", NUMBER, HERE), ONE, HERE)
    found, problems = read("any(situation.notes, weight is 1)")  # memos have none themselves
    assert not problems
    assert isinstance(found, Any_)
    assert found.condition == Is(FactRef(1, "situation", "weight", NUMBER, HERE), ONE, HERE)


def test_the_others_are_ambiguous_where_the_rule_lies_in_two_lists_of_one_name() -> None:
    text = "count(other applications)"
    found, [problem] = read(text, "application_of_old")
    assert found is None
    assert problem.help == "write `other note.applications` or `other situation.applications`"
    found, problems = read("count(other situation.applications)", "application_of_old")
    assert not problems
    assert isinstance(found, Count)
    assert found.over.item == "application"


def test_a_list_that_is_a_fact_as_well_needs_its_entity() -> None:
    text = "any(situation.notes, max(notes, size) > 1)"
    odd = (*BOTH, entity("leaf", "memo", "notes", size=NUMBER))
    found, [problem] = read(text, "situation", odd)
    assert found is None
    assert (problem.code, text_at(text, problem.span)) == ("ADV302", "notes")
    assert problem.message == "`notes` is a list here, and a value as well"
    assert problem.help == "put the entity before it, such as `memo.notes`"


@pytest.mark.parametrize(
    ("text", "at", "code", "message", "help"),
    [
        (
            "situation.rank is better than turned",
            "application",
            "ADV314",
            "`situation.rank` and `turned` have different choices",
            "compare each with one of its own choices",
        ),
        (
            "mark is nothing",
            "situation",
            "ADV315",
            "`nothing` is not one of the choices of `mark`",
            "the only one is `only`",
        ),
        (
            "empty.size is 1",
            "situation",
            "ADV301",
            "`empty` has no fact `size`",
            "it has no facts",
        ),
        (
            "empty is given",
            "empty",
            "ADV306",
            "`empty` is an entity, not a fact",
            "it has no facts",
        ),
    ],
)
def test_what_is_odd_is_still_explained(
    text: str, at: str, code: str, message: str, help: str
) -> None:
    found, [problem] = read(text, at)
    assert found is None
    assert (problem.code, problem.message, problem.help) == (code, message, help)


def test_a_pack_without_lists_says_so() -> None:
    found, [problem] = read("count(stage) > 0", "situation", [entity("situation", None, None)])
    assert found is None
    assert problem.message == "`stage` is not a list"
    assert problem.help == "`situation` has no lists, nor has what is around it"


@pytest.mark.parametrize("text", ["day is given", "any(items, day is given)", "other items", "x.y"])
def test_entities_in_a_circle_or_around_nothing_do_no_harm(text: str) -> None:
    broken = (
        entity("box", "item", "boxes", day=DATE),
        entity("item", "box", "items"),
        entity("lost", "nowhere", "losses", day=DATE),
        entity("loose", "situation", None, today_or_so=DATE),
    )
    for at in ("box", "item", "lost", "loose", "unheard_of", "situation"):
        found, problems = read(text, at, broken)
        assert (found is None) == bool(problems)
