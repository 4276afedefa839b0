"""Names → facts, parameters and choices: who is meant, or why that cannot be said."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.ir.expressions import Expression, FactRef, Literal, ParameterRef
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration
from advisor.ir.types import Kind, Type
from advisor.loading.expressions.raw import RawName
from advisor.loading.expressions.scopes import Context, Hint, are_compatible
from advisor.loading.expressions.unknown import report_unknown
from advisor.loading.expressions.words import quoted


@dataclass(frozen=True, slots=True)
class Found:
    """A fact seen from a frame."""

    frame: int
    declared: FactDeclaration


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Something that a name can mean; `said`: how to say that and nothing else, where one can."""

    meant: Literal | FactRef | ParameterRef
    described: str
    said: str | None


def facts_named(raw: RawName, context: Context) -> list[Found]:
    """The facts that a name can mean: several only where no order decides between them.

    In a rule itself the facts of its entity and of those around it have equal rights; inside a list
    function the innermost is meant.
    """
    words = [part.text for part in raw.parts]
    if words in ([TODAY], [SITUATION, TODAY]):
        today = context.scope.fact(SITUATION, TODAY)
        assert today is not None  # built in
        return [Found(0, today)]  # INVARIANT: `today` is read through frame 0
    is_in_rule = len(context.frames) == 1 or raw.is_own
    for frame, chain in context.visible(is_own=raw.is_own):
        match words:
            case [name]:
                facts = [context.scope.fact(entity, name) for entity in chain]
            case [entity, name] if entity in chain:
                facts = [context.scope.fact(entity, name)]
            case _:
                continue
        hits = [Found(frame, fact) for fact in facts if fact is not None]
        if hits:
            return hits if is_in_rule else hits[:1]
    return []


def type_of_name(raw: RawName, context: Context) -> Type | None:
    """The type of the fact or parameter, or of the dotted choice, that a name means, if any."""
    facts = facts_named(raw, context)
    if facts:
        return facts[0].declared.type
    if len(raw.parts) == 1:
        parameter = context.scope.parameters.get(raw.parts[0].text)
        return None if parameter is None or raw.is_own else parameter.type
    choices = _dotted_choices(raw, context)
    return choices[0].meant.type if choices else None


def read_name(raw: RawName, context: Context, hint: Hint | None) -> Expression | None:
    """The one meaning of a name that fits where it stands."""
    meanings = _facts(raw, context) + _parameters(raw, context)
    meanings += _bare_choices(raw, context, hint) + _dotted_choices(raw, context)
    if len(meanings) > 1 and hint is not None:
        fitting = [m for m in meanings if are_compatible(m.meant.type, hint.type)]
        meanings = fitting or meanings
    match meanings:
        case []:
            report_unknown(raw, context, hint)
            return None
        case [only]:
            return _allowed(only.meant, raw, context)
        case _:
            _report_ambiguous(raw, context, meanings)
            return None


def _facts(raw: RawName, context: Context) -> list[_Meaning]:
    span = context.span(raw)
    return [
        _Meaning(
            FactRef(found.frame, fact.entity, fact.name, fact.type, span),
            f"the fact `{fact.entity}.{fact.name}`",
            f"{'own ' if raw.is_own else ''}{fact.entity}.{fact.name}",
        )
        for found in facts_named(raw, context)
        for fact in [found.declared]
    ]


def _parameters(raw: RawName, context: Context) -> list[_Meaning]:
    if len(raw.parts) > 1 or raw.is_own:
        return []
    parameter = context.scope.parameters.get(raw.parts[0].text)
    if parameter is None:
        return []
    meant = ParameterRef(parameter.name, parameter.type, context.span(raw))
    return [_Meaning(meant, f"the parameter `{parameter.name}`", None)]


def _bare_choices(raw: RawName, context: Context, hint: Hint | None) -> list[_Meaning]:
    if hint is None or hint.type.kind is not Kind.CHOICE or len(raw.parts) > 1 or raw.is_own:
        return []
    name = raw.parts[0].text
    if name not in hint.type.choices:
        return []
    holder = _fact_with(hint.type, context)
    said = None if holder is None else f"{holder}.{name}"
    return [
        _Meaning(
            Literal(name, hint.type, context.span(raw)),
            f"the choice {quoted(said or name)}",
            said,
        )
    ]


def _dotted_choices(raw: RawName, context: Context) -> list[_Meaning]:
    """`stage.offered` and `application.stage.offered`."""
    if len(raw.parts) < 2 or raw.is_own:
        return []
    *path, last = raw.parts
    holder = RawName(tuple(path), False, path[0].start, path[-1].end)
    return [
        _Meaning(
            Literal(last.text, fact.type, context.span(raw)),
            f"the choice `{last.text}` of `{fact.entity}.{fact.name}`",
            f"{fact.entity}.{fact.name}.{last.text}",
        )
        for found in facts_named(holder, context)
        for fact in [found.declared]
        if last.text in fact.type.choices
    ]


def _fact_with(type_: Type, context: Context) -> str | None:
    """A fact in sight that has these choices, for `stage.offered`."""
    for _, chain in context.visible():
        for entity in chain:
            declared = context.scope.entities.get(entity)
            for fact in () if declared is None else declared.facts.values():
                if fact.type == type_:
                    return fact.name
    return None


def _allowed(
    meant: Literal | FactRef | ParameterRef, raw: RawName, context: Context
) -> Expression | None:
    if not isinstance(meant, FactRef):
        return meant
    fact = context.scope.fact(meant.entity, meant.fact)
    if context.scope.stated_only and fact is not None and fact.is_concluded:
        context.report(
            "ADV321",
            raw,
            f"{quoted(context.text(raw))} is concluded by rules, and only stated facts can be used here",
            "use facts that a person states, or `today`",
        )
        return None
    return meant


def _report_ambiguous(raw: RawName, context: Context, meanings: list[_Meaning]) -> None:
    described = " or ".join(meaning.described for meaning in meanings)
    ways = [f"`{meaning.said}`" for meaning in meanings if meaning.said is not None]
    remedy = f"write {' or '.join(ways)}"
    if len(ways) < len(meanings):
        remedy += "; to use the parameter, give it another name"
    context.report("ADV302", raw, f"{quoted(context.text(raw))} could mean {described}", remedy)
