"""The schemas of situation files and of tests, with the facts, choices and names of one pack."""

from __future__ import annotations

from advisor import ir
from advisor.rendering.words import sentence_of
from advisor.schemas.values import (
    DRAFT,
    NONE,
    TEXT,
    Schema,
    fact_schema,
    list_of,
    mapping,
    one_or_more,
    several_schema,
    value_schema,
)

_DAY = value_schema(ir.DATE, {})
_DAY_OR_NONE: Schema = {"anyOf": [_DAY, NONE]}


def schema_of_situations(pack: ir.Pack) -> Schema:
    """A document of a situation file."""
    root = _instance(pack, ir.SITUATION)
    properties = root["properties"]
    assert isinstance(properties, dict)
    head = {
        "situation": {**TEXT, "description": "A title."},
        "today": {**_DAY, "description": "The day on which it is judged, such as 2026-11-22."},
        "pack": {"type": "string", "description": "The rules that it is told by."},
        "parameters": _parameters(pack),
        **_expectations(pack),
    }
    return {
        "$schema": DRAFT,
        "title": f"A situation for {pack.name}",
        **root,
        "properties": {**head, **properties},
    }


def schema_of_tests(pack: ir.Pack) -> Schema:
    """A file of tests."""
    situation = _instance(pack, ir.SITUATION)
    properties = situation["properties"]
    assert isinstance(properties, dict)
    head = {"situation": TEXT, "today": _DAY}
    changed = mapping({"with": _changed_facts(pack), **_expectations(pack)}, ("with",))
    test = mapping(
        {
            "test": {**TEXT, "description": "What is expected, as a sentence."},
            "situation": {**situation, "properties": {**head, **properties}},
            "parameters": _parameters(pack),
            **_expectations(pack),
            "but": {
                **list_of(changed),
                "description": "The same situation with some facts changed, and what is expected then.",
            },
        },
        ("test", "situation"),
    )
    return {
        "$schema": DRAFT,
        "title": f"Tests of {pack.name}",
        **mapping({"tests": list_of(test)}, ("tests",)),
    }


def _instance(pack: ir.Pack, entity: str) -> Schema:
    declared = pack.entities[entity]
    properties: dict[str, Schema] = {
        fact.name: fact_schema(fact) for fact in declared.facts.values() if not fact.is_concluded
    }
    properties |= {name: several_schema(one) for name, one in declared.several.items()}
    for inner in pack.lists[entity]:
        # Not `anyOf`, of which an editor would only say that nothing in the whole list fits.
        items: Schema = {
            "if": {"type": "array"},
            "then": list_of(_instance(pack, inner.name)),
            "else": NONE,
        }
        asked = inner.ask_first or inner.ask_more
        properties[inner.list_name] = (
            {"description": sentence_of(asked), **items} if asked else items
        )
    required = [fact.name for fact in declared.facts.values() if fact.is_required]
    return mapping(properties, required)


def _changed_facts(pack: ir.Pack) -> Schema:
    """Facts as `stage`, and as `stage of Acme` or `applications[1].stage` where several have one."""
    named: dict[str, list[Schema]] = {}
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if not fact.is_concluded:
                named.setdefault(fact.name, []).append(fact_schema(fact))
    schemas: dict[str, Schema] = {
        n: them[0] if len(them) == 1 else {"anyOf": them} for n, them in named.items()
    }
    return {
        **mapping({ir.TODAY: _DAY, **schemas}),
        "patternProperties": {
            rf"\]\.{name}$|^{name} of ": schema for name, schema in schemas.items()
        },
    }


def _parameters(pack: ir.Pack) -> Schema:
    found: dict[str, Schema] = {}
    for parameter in pack.parameters.values():
        value = value_schema(parameter.type, {})
        found[parameter.name] = (
            {"description": parameter.title, **value} if parameter.title else value
        )
    return mapping(found)


def _expectations(pack: ir.Pack) -> dict[str, Schema]:
    action: Schema = {"enum": list(pack.actions)}
    entry = mapping(
        {
            "action": action,
            "for": TEXT,
            "start": _DAY_OR_NONE,
            "due": _DAY_OR_NONE,
            "status": {"enum": list(ir.STATUSES)},
        },
        ("action",),
    )
    advice: Schema = {"anyOf": [action, entry, list_of({"anyOf": [action, entry]}), NONE]}
    facts = sorted(
        {f.name for e in pack.entities.values() for f in e.facts.values() if f.is_concluded}
    )
    named = [
        *facts,
        *(
            f"{e.name}.{f.name}"
            for e in pack.entities.values()
            for f in e.facts.values()
            if f.is_concluded
        ),
    ]
    fact = mapping({"fact": {"enum": named}, "for": TEXT, "value": {}}, ("fact",))
    rules = one_or_more(
        {
            "enum": sorted(
                {r.written_as for r in pack.rules.values()} | pack.rules.keys() | pack.tables.keys()
            )
        }
    )
    return {
        "expect": {**advice, "description": "The whole advice, in order."},
        "expect_some": {**advice, "description": "Pieces that must be among the advice."},
        "expect_none": {**advice, "description": "Pieces that must not be advised."},
        "expect_facts": {
            "anyOf": [fact, list_of(fact), {"type": "object"}],
            "description": "Values of concluded facts.",
        },
        "because": {**rules, "description": "Rules that must have decided."},
        "not_because": {**rules, "description": "Rules that must not have decided."},
    }
