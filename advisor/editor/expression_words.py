"""What can stand next in an expression that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor import ir
from advisor.editor.suggestions import Suggestion, SuggestionKind
from advisor.loading.language.functions import FUNCTIONS, VALUE_FUNCTIONS
from advisor.rendering.words import sentence_of, words_of

# Behind `stage is`, `stage is not`, `stage is one of (applied,`, `symptoms has any of (`.
_COMPARED = re.compile(
    r"([a-z][\w.]*)\s+(?:is(?:\s+not)?\s+\w*|is\s+(?:not\s+)?one\s+of\s*\([^()]*"
    r"|has\s+\w*|has\s+any\s+of\s*\([^()]*)\Z"
)
_BEHIND_NAME = re.compile(r"(?:^|[\s(,])(own\s+)?([a-z][\w.]*)\s+\w*\Z")
_JOINING = ("and", "or", "not", "is", "own", "other", "than", "before", "after", "of", "on", "has")
_CALLED = re.compile(r"([a-z_]+)\s*\(\s*(other\s+)?([a-z][\w.]*)?\s*(,?)")


def expression_words(before: str, entity: str, pack: ir.Pack) -> list[Suggestion]:
    """What can stand behind the text `before`, in a rule for `entity`."""
    in_sight = _in_sight(before, entity, pack)
    compared = _COMPARED.search(before)
    if compared is not None:
        choices = list(_choices(compared[1], in_sight, pack))
        if choices:
            return choices
    behind = _BEHIND_NAME.search(before)
    if behind is not None and behind[2] not in _JOINING:
        type_ = _type_of(behind[2], in_sight, pack)
        if type_ is not None:
            return list(_operators(type_))
    dotted = re.search(r"([a-z]\w*)\.\w*\Z", before)
    if dotted is not None and dotted[1] in pack.entities:
        return [suggestion_of(fact) for fact in pack.entities[dotted[1]].facts.values()]
    return [*_names(in_sight, pack), *_functions()]


def facts_of(entity: str, typed: str, pack: ir.Pack) -> list[Suggestion]:
    """The facts that a sentence of an entity can show, `typed` is what stands there of the name."""
    holder, dot, _ = typed.rpartition(".")
    entities = (holder,) if dot and holder in pack.entities else pack.around[entity]
    return [suggestion_of(fact) for one in entities for fact in pack.entities[one].facts.values()]


def _in_sight(before: str, entity: str, pack: ir.Pack) -> tuple[str, ...]:
    """The entities whose facts can be named there, the innermost first."""
    # `any(interviews, thanked and any(others, ` is inside two functions: those whose parentheses are open.
    inside: list[str] = []
    for found in _CALLED.finditer(before):
        rest = before[found.start() :]
        if rest.count("(") > rest.count(")") and found[4] and found[3]:
            name = found[3].rpartition(".")[2]
            inside += [one.name for one in pack.entities.values() if one.list == name][:1]
    chain = [*reversed(inside), entity]
    return tuple(dict.fromkeys(one for start in chain for one in pack.around[start]))


def _declared(name: str, in_sight: tuple[str, ...], pack: ir.Pack) -> ir.FactDeclaration | None:
    holder, _, bare = name.rpartition(".")
    entities = (holder,) if holder in pack.entities else in_sight
    return next(
        (pack.entities[e].facts[bare] for e in entities if bare in pack.entities[e].facts), None
    )


def _choices(name: str, in_sight: tuple[str, ...], pack: ir.Pack) -> Iterator[Suggestion]:
    fact = _declared(name, in_sight, pack)
    if fact is not None:
        for choice in fact.type.choices:
            yield Suggestion(choice, SuggestionKind.CHOICE, fact.words.get(choice, ""))
        if fact.type.choices:
            yield from _words("given", "not", "one of")
        return
    for entity in in_sight:
        several = pack.entities[entity].several.get(name)
        if several is not None:
            for choice in several.parts:
                yield Suggestion(choice, SuggestionKind.CHOICE, several.words.get(choice, ""))
            return


def _type_of(name: str, in_sight: tuple[str, ...], pack: ir.Pack) -> ir.Type | None:
    fact = _declared(name, in_sight, pack)
    if fact is not None:
        return fact.type
    parameter = pack.parameters.get(name)
    return None if parameter is None else parameter.type


def _operators(type_: ir.Type) -> Iterator[Suggestion]:
    yield from _words("is given", "is not given")
    if type_.kind is ir.Kind.CHOICE:
        yield from _words("is", "is not", "is one of")
        if type_.is_ordered:
            yield from _words("is better than", "is worse than")
    elif type_.kind is ir.Kind.DATE:
        yield from _words("is before", "is after", "is on or before", "is on or after", "is")
    elif type_.kind in (ir.Kind.NUMBER, ir.Kind.TEXT):
        yield from _words("is", "is not")
    if type_.kind in ir.ORDERED:
        yield from _words("<", "<=", ">", ">=", "+", "-")
    if type_.kind is ir.Kind.YES_NO:
        yield from _words("and", "or")


def _names(in_sight: tuple[str, ...], pack: ir.Pack) -> Iterator[Suggestion]:
    for entity in in_sight:
        declared = pack.entities[entity]
        yield from (suggestion_of(fact) for fact in declared.facts.values())
        yield from (
            Suggestion(name, SuggestionKind.FACT, "several choices") for name in declared.several
        )
        for inner in pack.lists[entity]:
            yield Suggestion(inner.list_name, SuggestionKind.LIST, f"a list of {inner.name}")
    yield Suggestion("today", SuggestionKind.FACT, "date")
    for parameter in pack.parameters.values():
        value = words_of(parameter.value, parameter.type, {})
        yield Suggestion(parameter.name, SuggestionKind.PARAMETER, value, parameter.title or "")
    yield from _words("not", "own", "other")


def suggestion_of(fact: ir.FactDeclaration) -> Suggestion:
    """A fact to choose, with its question."""
    said = sentence_of(fact.ask) if fact.ask is not None else ""
    concluded = ", concluded" if fact.is_concluded else ""
    about = " ".join(part for part in (said, fact.help or "") if part)
    detail = f"{fact.type.kind.value}{concluded} of {fact.entity}"
    return Suggestion(fact.name, SuggestionKind.FACT, detail, about)


def _functions() -> Iterator[Suggestion]:
    for name in FUNCTIONS:
        about = (
            "goes over a list" if FUNCTIONS[name].behind_list is not None else "of several values"
        )
        yield Suggestion(name, SuggestionKind.FUNCTION, about, "", f"{name}(")
    for name in VALUE_FUNCTIONS:
        yield Suggestion(name, SuggestionKind.FUNCTION, "of a value", "", f"{name}(")


def _words(*words: str) -> Iterator[Suggestion]:
    yield from (Suggestion(word, SuggestionKind.WORD) for word in words)
