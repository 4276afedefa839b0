"""Whether the drafts of a pack can be filled: with made-up values, and in the tests that advise them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import PurePath

from advisor import ir
from advisor.casetest.checking import CaseRun
from advisor.diagnostics import Diagnostic, Span
from advisor.loading.declarations.memo import Memo
from advisor.rendering.drafts import DraftError, fill_draft

_ITEMS = 2  # of each list that is made up
_TRIES = 4  # with other values each time, since other lines of a draft are reached by them
_DAY = 740_000  # 19 Jan 2027
_WORD = re.compile(r"\w+")
_BY_NAME = re.compile(r"\b(?:name_of|value_of)\b(?:\.(\w+))?")  # `value_of.fact`, or all of them


def draft_findings(
    program: ir.Program, texts: Mapping[str, str], memo: Memo | None = None
) -> tuple[Diagnostic, ...]:
    """A diagnostic for each draft that cannot be filled with values that are made up.

    Shape: `texts` are those of the pack, by path.
    Cost: with a `memo`, only drafts are filled again for which something that stands in them is another thing.
    """
    memo = Memo() if memo is None else memo
    found: dict[str, Diagnostic] = {}
    seen = _SeenByDrafts(program)
    made_up = _MadeUp(program.pack)
    for action, entity in _advised(program.pack):
        name = program.pack.actions[action].draft or ""
        fill = partial(_first_unfillable, program, action, entity, made_up, texts)
        problem = memo.value(("filled", action, entity), seen.by(name), fill)
        if problem is not None:
            found.setdefault(name, problem)
    return tuple(found.values())


def _first_unfillable(
    program: ir.Program, action: str, entity: str, made_up: _MadeUp, texts: Mapping[str, str]
) -> Diagnostic | None:
    for root, derivations, places in made_up.situations:
        piece = _piece(program.pack.actions[action], entity, places[entity])
        decision = ir.Decision(None, _DAY, (piece,), derivations=derivations)
        problem = _unfillable(program, root, decision, piece, texts)
        if problem is not None:
            return problem
    return None


class _SeenByDrafts:
    """What filling a draft with values that are made up depends on: of facts, neither questions nor sentences."""

    def __init__(self, program: ir.Program) -> None:
        pack = program.pack
        self._drafts = pack.drafts
        self._facts: dict[str, tuple[object, ...]] = {}  # by name, those of all entities
        for fact in (fact for entity in pack.entities.values() for fact in entity.facts.values()):
            matters = (fact.entity, fact.type, fact.words, fact.minimum, fact.maximum)
            more = fact.is_whole, fact.is_concluded
            self._facts[fact.name] = (*self._facts.get(fact.name, ()), *matters, *more)
        self._several = {
            several.name: several.parts.values()
            for entity in pack.entities.values()
            for several in entity.several.values()
        }
        self._lists = {name for names in pack.list_names.values() for name in names}
        entities = [(e.name, e.within, e.list, e.several) for e in pack.entities.values()]
        self._frame = entities, pack.calendars, pack.counted_by, program.parameters

    def by(self, draft: str) -> tuple[object, ...]:
        """What of it a draft can see; all facts, where it may look at them without naming them."""
        text = self._drafts[draft]
        words = set(_WORD.findall(text))
        words |= {part for word in words & self._several.keys() for part in self._several[word]}
        named = set(_BY_NAME.findall(text))
        if not words.isdisjoint(self._lists) or not named <= self._facts.keys():
            return text, self._frame, self._facts
        return text, self._frame, [self._facts.get(word) for word in sorted(words)]


def drafts_of_tests(runs: Iterable[CaseRun], texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Likewise for the drafts of all that is advised in tests, each draft once."""
    found: dict[str, Diagnostic] = {}
    for run in runs:
        for piece in run.decision.advice:
            name = run.program.pack.actions[piece.action].draft
            if name is None or name in found:
                continue
            root = run.case.situation.root
            problem = _unfillable(run.program, root, run.decision, piece, texts)
            if problem is not None:
                where = f"in test `{run.case.name}`, {problem.message}"
                found[name] = replace(problem, message=where, related=((run.case.span, "here"),))
    return tuple(found.values())


def _unfillable(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    piece: ir.Advice,
    texts: Mapping[str, str],
) -> Diagnostic | None:
    """What is wrong with the draft of a piece of advice, where it cannot be filled."""
    name = program.pack.actions[piece.action].draft or ""
    try:
        fill_draft(program, root, decision, piece, program.pack.drafts[name])
    except DraftError as error:
        message = f"this draft cannot be filled: {error.reason}"
        span = _place(program.pack, name, error.line, texts)
        return Diagnostic("ADV142", message, span, help=error.help)
    return None


def _place(pack: ir.Pack, draft: str, line: int | None, texts: Mapping[str, str]) -> Span:
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


class _MadeUp:
    """Some situations, made once something is to be filled from them."""

    def __init__(self, pack: ir.Pack) -> None:
        self._pack = pack

    @cached_property
    def situations(self) -> tuple[tuple[ir.Instance, ir.Derivations, Mapping[str, str]], ...]:
        """Each with what is concluded in it, and for each entity the place of its first instance."""
        return tuple(map(self._situation, range(_TRIES)))

    def _situation(self, number: int) -> tuple[ir.Instance, ir.Derivations, Mapping[str, str]]:
        pack = self._pack
        root = _instance(pack, ir.SITUATION, number)
        placed = ir.place_instances(root, pack.list_names)
        derivations = ir.Derivations(
            conclusions=tuple(
                ir.Conclusion(here.place, fact.entity, fact.name, _value(fact, number), ())
                for here in placed
                for fact in pack.entities[here.instance.entity].facts.values()
                if fact.is_concluded
            )
        )
        return root, derivations, {here.instance.entity: here.place for here in reversed(placed)}


def _advised(pack: ir.Pack) -> dict[tuple[str, str], None]:
    """The actions with drafts that are advised, each with the entity for which."""
    return {
        (rule.advises.action, rule.entity): None
        for rule in pack.rules.values()
        if rule.advises is not None and pack.actions[rule.advises.action].draft in pack.drafts
    }


def _instance(pack: ir.Pack, entity: str, number: int) -> ir.Instance:
    facts = {
        fact.name: _value(fact, number)
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    }
    lists = {
        inner.list_name: tuple(_instance(pack, inner.name, number + n) for n in range(_ITEMS))
        for inner in pack.lists[entity]
    }
    return ir.Instance(entity, facts, lists)


def _value(fact: ir.FactDeclaration, number: int) -> ir.Value:
    """A value of the fact's type within its bounds."""
    match fact.type.kind:
        case ir.Kind.YES_NO:
            return number % 2 == 0
        case ir.Kind.CHOICE:
            return fact.type.choices[number % len(fact.type.choices)]
        case ir.Kind.TEXT:
            return "words"
        case ir.Kind.NUMBER:
            value = (number + 2) * ir.MILLION
        case ir.Kind.DATE:
            value = _DAY - 3 + number
        case _:
            value = number + 3
    return fact.nearest(value)


def _piece(action: ir.Action, entity: str, place: str) -> ir.Advice:
    return ir.Advice(
        action=action.name,
        target="",
        place=place,
        entity=entity,
        kind=action.kind,
        importance=action.importance,
        start=None,
        due=_DAY + 7,
        status=ir.Status.NOW,
        title="",
        rules=(),
        because=(),
    )
