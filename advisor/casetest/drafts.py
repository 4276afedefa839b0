"""Whether the drafts of a pack can be filled: with made-up values, and in the tests that advise them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from advisor.casetest.checking import CaseRun
from advisor.diagnostics import Diagnostic, Span
from advisor.ir.advice import Advice, Decision, Status
from advisor.ir.derivations import Conclusion, Derivations
from advisor.ir.packs import SITUATION, Action, FactDeclaration, Pack, Program
from advisor.ir.situations import Instance, place_instances
from advisor.ir.types import MILLION, Kind, Value
from advisor.rendering.drafts import DraftError, fill_draft

_ITEMS = 2  # of each list that is made up
_TRIES = 4  # with other values each time, since other lines of a draft are reached by them
_DAY = 740_000  # 20 Jan 2027


def draft_findings(program: Program, texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """A diagnostic for each draft that cannot be filled with values that are made up.

    Shape: `texts` are those of the pack, by path.
    """
    found: dict[str, Diagnostic] = {}
    for piece, root, derivations in _made_up(program.pack):
        decision = Decision(None, _DAY, (piece,), derivations=derivations)
        name = program.pack.actions[piece.action].draft or ""
        if name not in found:
            found.update(_unfillable(program, root, decision, piece, texts))
    return tuple(found.values())


def rests_on(program: Program) -> tuple[object, ...]:
    """What `draft_findings` depends on: hardly anything of the rules."""
    pack = program.pack
    return (
        *(pack.entities, pack.actions, pack.drafts, pack.calendars, pack.counted_by),
        *(program.parameters, list(_advised(pack))),
    )


def drafts_of_tests(runs: Iterable[CaseRun], texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Likewise for the drafts of all that is advised in tests, each draft once."""
    found: dict[str, Diagnostic] = {}
    for run in runs:
        for piece in run.decision.advice:
            name = run.program.pack.actions[piece.action].draft
            if name is None or name in found:
                continue
            root = run.case.situation.root
            for draft, problem in _unfillable(
                run.program, root, run.decision, piece, texts
            ).items():
                where = f"in test `{run.case.name}`, {problem.message}"
                found[draft] = replace(problem, message=where, related=((run.case.span, "here"),))
    return tuple(found.values())


def _unfillable(
    program: Program, root: Instance, decision: Decision, piece: Advice, texts: Mapping[str, str]
) -> dict[str, Diagnostic]:
    name = program.pack.actions[piece.action].draft or ""
    try:
        fill_draft(program, root, decision, piece, program.pack.drafts[name])
    except DraftError as error:
        message = f"this draft cannot be filled: {error.reason}"
        span = _place(program.pack, name, error.line, texts)
        return {name: Diagnostic("ADV142", message, span, help=error.help)}
    return {}


def _place(pack: Pack, draft: str, line: int | None, texts: Mapping[str, str]) -> Span:
    """The line of the draft's file, or its first."""
    text = pack.drafts[draft]
    name = f"{draft}.md"
    path = next(
        (p for p in texts if PurePath(p).name == name and texts[p] == text), f"drafts/{name}"
    )
    lines = text.split("\n")
    number = min(line or 1, len(lines))
    text = lines[number - 1]
    indent = len(text) - len(text.lstrip())
    return Span(path, number, indent + 1, number, max(len(text.rstrip()), indent + 1) + 1)


# Situations that are made up.


def _made_up(pack: Pack) -> Iterator[tuple[Advice, Instance, Derivations]]:
    """For each action with a draft, and each entity that it is advised for: advice in some situations."""
    advised = _advised(pack)
    if not advised:
        return
    for number in range(_TRIES):
        root = _instance(pack, SITUATION, number)
        placed = place_instances(root, pack.list_names)
        derivations = Derivations(
            conclusions=tuple(
                Conclusion(here.place, fact.entity, fact.name, _value(fact, number), ())
                for here in placed
                for fact in pack.entities[here.instance.entity].facts.values()
                if fact.is_concluded
            )
        )
        for action, entity in advised:
            place = next(here.place for here in placed if here.instance.entity == entity)
            yield _piece(pack.actions[action], entity, place), root, derivations


def _advised(pack: Pack) -> dict[tuple[str, str], None]:
    """The actions with drafts that are advised, each with the entity for which."""
    return {
        (rule.advises.action, rule.entity): None
        for rule in pack.rules.values()
        if rule.advises is not None and pack.actions[rule.advises.action].draft in pack.drafts
    }


def _instance(pack: Pack, entity: str, number: int) -> Instance:
    facts = {
        fact.name: _value(fact, number)
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    }
    lists = {
        inner.list_name: tuple(_instance(pack, inner.name, number + n) for n in range(_ITEMS))
        for inner in pack.lists[entity]
    }
    return Instance(entity, facts, lists)


def _value(fact: FactDeclaration, number: int) -> Value:
    """A value of the fact's type within its bounds."""
    match fact.type.kind:
        case Kind.YES_NO:
            return number % 2 == 0
        case Kind.CHOICE:
            return fact.type.choices[number % len(fact.type.choices)]
        case Kind.TEXT:
            return "words"
        case Kind.NUMBER:
            value = (number + 2) * MILLION
        case Kind.DATE:
            value = _DAY - 3 + number
        case _:
            value = number + 3
    return fact.nearest(value)


def _piece(action: Action, entity: str, place: str) -> Advice:
    return Advice(
        action=action.name,
        target="",
        place=place,
        entity=entity,
        kind=action.kind,
        importance=action.importance,
        start=None,
        due=_DAY + 7,
        status=Status.NOW,
        title="",
        rules=(),
        because=(),
    )
