"""What may stand where a value of a type is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor import ir
from advisor.rendering.words import sentence_of

Schema = dict[str, object]
DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {
    "type": ["string", "number", "boolean"]
}  # whatever it looks like, it is read as text
NONE: Schema = {"enum": ["none", "null", "~", None]}
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_YES_NO = ["yes", "no", True, False]
_PATTERNS = {
    ir.Kind.DATE: DAY,
    ir.Kind.DURATION: r"^-?[0-9]+ +(day|week)s?$",
    ir.Kind.WORKING_DAYS: r"^-?[0-9]+ +working +days?$",
    ir.Kind.PERIOD: r"^-?[0-9]+ +(month|year)s?$",
}
_HELP = {
    ir.Kind.DATE: "a day, such as 2026-11-22",
    ir.Kind.DURATION: "days or weeks, such as 5 days",
    ir.Kind.WORKING_DAYS: "working days, such as 2 working days",
    ir.Kind.PERIOD: "months or years, such as 6 months",
    ir.Kind.NUMBER: "a number",
    ir.Kind.YES_NO: "yes or no",
}


_WHOLE: Schema = {
    "anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?[0-9]+(\.0+)?$"}]
}


def value_schema(type_: ir.Type, words: Mapping[str, str]) -> Schema:
    """A value of a type; of choices with their words."""
    match type_.kind:
        case ir.Kind.YES_NO:
            return {"enum": list(_YES_NO)}
        case ir.Kind.NUMBER:
            return {
                "anyOf": [
                    {"type": "number"},
                    {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
                ]
            }
        case ir.Kind.CHOICE:
            return choice_schema(type_.choices, words, (other for other, _ in type_.also))
        case ir.Kind.TEXT:
            return dict(TEXT)
        case kind:
            # The last one is what editors say of another text, in place of the pattern.
            help = f"write {_HELP[kind]}"
            return {"type": "string", "pattern": _PATTERNS[kind], "patternErrorMessage": help}


def choice_schema(
    choices: Iterable[str], words: Mapping[str, str], also: Iterable[str] = ()
) -> Schema:
    """One of some names, each with what it means; other spellings come last and are not offered with words."""
    names = list(choices)
    found: Schema = {"enum": names, "enumDescriptions": [words.get(name, "") for name in names]}
    others = [other for other in also if other not in names]
    return {"anyOf": [found, {"enum": others}]} if others else found


def fact_schema(fact: ir.FactDeclaration) -> Schema:
    """The value of a stated fact, with its question."""
    value = dict(_WHOLE) if fact.is_whole else value_schema(fact.type, fact.words)
    return (
        {**described(fact), "anyOf": [value, NONE]}
        if fact.can_be_none
        else {**described(fact), **value}
    )


def several_schema(several: ir.Several) -> Schema:
    """Which of some choices are so: a list of them, or one."""
    one = choice_schema(several.parts, several.words, (other for other, _ in several.also))
    asked = several.question.ask if several.question is not None else None
    found: Schema = {"anyOf": [one, {"type": "array", "items": one}, NONE]}
    return {"description": sentence_of(asked), **found} if asked is not None else found


def described(fact: ir.FactDeclaration) -> Schema:
    """What an editor shows of a fact: its question, its help, and how it is written."""
    parts = [sentence_of(fact.ask) if fact.ask is not None else "", fact.help or ""]
    if fact.type.kind in _HELP:
        parts.append(f"({_HELP[fact.type.kind]})")
    text = " ".join(part for part in parts if part)
    return {"description": text} if text else {}


def list_of(item: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": item}


def one_or_more(item: Schema) -> Schema:
    """Such a thing, or a list of them."""
    return {"anyOf": [item, list_of(item)]}


def mapping(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    found: Schema = {
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
    }
    needed = list(required)
    return {**found, "required": needed} if needed else found


def by_name(item: Schema, pattern: str) -> Schema:
    """A mapping from names to such things."""
    return {"type": "object", "patternProperties": {pattern: item}, "additionalProperties": False}
