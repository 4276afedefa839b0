"""The messages of the rules for job interviews, with each yes-no fact that they can see."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from advisor import api
from advisor.ir import (
    MILLION,
    SITUATION,
    ActionKind,
    Advice,
    Conclusion,
    Decision,
    Derivations,
    FactDeclaration,
    Importance,
    Instance,
    Kind,
    Pack,
    Program,
    Value,
    place_inside,
)
from advisor.rendering.drafts import fill_draft

PROGRAM: Program = api.load_pack(with_tests=False)
PACK: Pack = PROGRAM.pack
TODAY = date(2026, 11, 23).toordinal()
EXAMPLES: Mapping[Kind, Value] = {
    Kind.TEXT: "Acme",
    Kind.NUMBER: MILLION,
    Kind.DATE: TODAY,
    Kind.DURATION: 5,
}
USES = sorted(
    {
        (action.draft, rule.advises.action, rule.entity)
        for rule in PACK.rules.values()
        if rule.advises is not None
        for action in (PACK.actions[rule.advises.action],)
        if action.draft is not None
    }
)


def example(declared: FactDeclaration) -> Value:
    return EXAMPLES.get(declared.type.kind) or declared.type.choices[0]


def instance(entity: str, is_told: bool, said: Mapping[tuple[str, str], bool]) -> Instance:
    """An instance with one item in each list, and its facts but for the yes-no ones that are not said."""
    facts: dict[str, Value | None] = {}
    for name, declared in PACK.entities[entity].facts.items():
        if declared.is_concluded:
            continue
        if (entity, name) in said:
            facts[name] = said[entity, name]
        elif declared.type.kind is not Kind.YES_NO and (is_told or declared.is_required):
            facts[name] = example(declared)
    lists = {e.list or "": (instance(e.name, is_told, said),) for e in PACK.lists[entity]}
    return Instance(entity, facts, lists)


def place_of(entity: str) -> str:
    place = ""
    for around in reversed(PACK.around[entity]):
        if around != SITUATION:
            place = place_inside(place, PACK.entities[around].list or "", 0)
    return place


def text(
    draft: str, action: str, entity: str, is_told: bool, fact: tuple[str, str], value: bool | None
) -> str:
    holder, name = fact
    said = {} if value is None or PACK.fact(holder, name).is_concluded else {fact: value}
    concluded = (
        (Conclusion(place_of(holder), holder, name, value, ()),)
        if value is not None and PACK.fact(holder, name).is_concluded
        else ()
    )
    piece = Advice(
        *(action, "", place_of(entity), entity, ActionKind.DO, Importance.NORMAL),
        *(None, TODAY, "now", "", ()),
    )
    root = instance(SITUATION, is_told, said)
    decision = Decision(None, TODAY, (piece,), derivations=Derivations(conclusions=concluded))
    return fill_draft(PROGRAM, root, decision, piece, PACK.drafts[draft]).text


def yes_no_facts() -> Iterator[tuple[str, str]]:
    for entity in PACK.entities.values():
        for declared in entity.facts.values():
            if declared.type.kind is Kind.YES_NO and not declared.default:
                yield entity.name, declared.name


@pytest.mark.parametrize("use", USES, ids=[f"{draft} ({entity})" for draft, _, entity in USES])
@pytest.mark.parametrize("is_told", [True, False], ids=["all told", "little told"])
def test_what_is_not_so_is_written_like_what_nobody_has_said(
    use: tuple[str, str, str], is_told: bool
) -> None:
    draft, action, entity = use
    for fact in yes_no_facts():
        unsaid = text(draft, action, entity, is_told, fact, None)
        assert text(draft, action, entity, is_told, fact, False) == unsaid, fact


def test_what_is_so_is_written() -> None:
    fact = ("application", "reposted")
    use = ("ask-an-insider", "ask-an-insider", "application", True, fact)
    assert "advertised again" in text(*use, True)
    assert "advertised again" not in text(*use, False)


# Letters that do not go to the employer that an agency stands before.
TO_OTHERS = {
    *("answer-the-counter-offer", "ask-for-the-old-job", "give-notice"),  # to one's own employer
    *("ask-an-insider", "brief-the-referees", "tell-the-referrer"),  # to people one knows
    *("tell-pending-employers", "withdraw-the-rest"),  # to several employers at once
}
REPLACED = {"thank-interviewers", "thank-if-not-yet"}  # by what the agency is to pass on
TO_THE_EMPLOYER = sorted(use for use in USES if use[0] not in TO_OTHERS and use[1] not in REPLACED)


@pytest.mark.parametrize(
    "use", TO_THE_EMPLOYER, ids=[f"{action} ({entity})" for _, action, entity in TO_THE_EMPLOYER]
)
def test_where_all_goes_through_the_agency_title_and_letter_say_so(
    use: tuple[str, str, str],
) -> None:
    draft, action, _ = use
    parts = PACK.actions[action].title.parts
    title = "".join(part if isinstance(part, str) else f"[{part.fact}]" for part in parts)
    replacing = {"chase", "ask-for-timeline", "ask-about-the-reposting"}
    assert "[through_whom]" in title or "the agency" in title or action in replacing
    free, through = (letter_under(use, rule) for rule in ("free", "agency_only"))
    greeting = through.partition("\n\n")[2].splitlines()[0]
    assert greeting in ("Hello Acme,", "Hello,"), through
    if draft not in ("thank-through-the-agency", "write-through-the-agency"):
        assert "Could you please pass this on to" in through
        assert "pass this on" not in free
        assert "## " not in through  # no points for a call


def letter_under(use: tuple[str, str, str], contact_rule: str) -> str:
    draft, action, entity = use
    root = instance(SITUATION, True, {})
    (mine,) = root.lists["applications"]
    mine = Instance(mine.entity, {**mine.facts, "contact_rule": contact_rule}, mine.lists)
    root = Instance(SITUATION, root.facts, {**root.lists, "applications": (mine,)})
    piece = Advice(
        *(action, "", place_of(entity), entity, ActionKind.DO, Importance.NORMAL),
        *(None, TODAY, "now", "", ()),
    )
    decision = Decision(None, TODAY, (piece,), derivations=Derivations())
    filled = fill_draft(PROGRAM, root, decision, piece, PACK.drafts[draft])
    return filled.text + (f"\n## {filled.heading}\n" if filled.points else "")
