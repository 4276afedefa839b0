"""The schema of the files of a pack: every section and key, with the names that the pack has so far.

A name that the pack does not have yet is no mistake here, since it may be declared a moment later; `advisor check` knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from advisor import ir
from advisor.diagnostics.codes import CODES, MAY_BE_WARNINGS
from advisor.schemas.values import DRAFT, NONE, TEXT, Schema, by_name, list_of, mapping, one_or_more

_KEBAB, _SNAKE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", r"^[a-z][a-z0-9_]*$"
EXPRESSION = "expression"  # a comment of schemas, by which a reader of ours knows one
_YES_NO: Schema = {"enum": ["yes", "no", True, False]}
_EXPRESSION: Schema = {
    **TEXT,
    "$comment": EXPRESSION,
    "description": "An expression: facts, values and what the reference of the language joins them by.",
}
_TYPES = ("yes-no", "number", "date", "duration", "period", "choice", "several", "text")


def schema_of_packs(pack: ir.Pack) -> Schema:
    """Any file of a pack but its tests: `pack.yaml`, and those with sections."""
    names = _Names(pack)
    return {
        "$schema": DRAFT,
        "title": f"Rules of {pack.name}",
        "definitions": {"condition": _condition()},
        **mapping({**_header(), **_sections(names)}),
    }


class _Names:
    """References to what the pack has: offered by an editor, and no mistake where it has not."""

    def __init__(self, pack: ir.Pack) -> None:
        self.actions = _known(pack.actions, _KEBAB)
        self.rules = _known(dict.fromkeys(rule.written_as for rule in pack.rules.values()), _KEBAB)
        self.entities = _known(pack.entities, _SNAKE)
        self.drafts = _known(pack.drafts, _KEBAB)
        self.facts = sorted({fact for e in pack.entities.values() for fact in e.facts})
        sources = (
            one
            for source in pack.sources.values()
            for one in (source.name, *(f"{source.name}#{part}" for part in source.sections))
        )
        self.sources = one_or_more({"anyOf": [{"enum": list(sources)}, {"type": "string"}]})
        self.fact = _known(self.facts, r"^[a-z][a-z0-9_.]*$")

    def values(self) -> Schema:
        """Facts, each with an expression for its value."""
        return {
            "type": "object",
            "properties": dict.fromkeys(self.facts, _EXPRESSION),
            "additionalProperties": {"anyOf": [_EXPRESSION, NONE]},
        }


def _known(names: Iterable[str], pattern: str) -> Schema:
    return {"anyOf": [{"enum": list(names)}, {"type": "string", "pattern": pattern}]}


def _condition() -> Schema:
    again: Schema = {"$ref": "#/definitions/condition"}
    return {
        "anyOf": [
            _EXPRESSION,
            list_of(again),
            mapping({"all": again, "any": again, "none": again}),
        ]
    }


CONDITION: Schema = {"$ref": "#/definitions/condition"}


_IMPORTANCE: Schema = {"enum": [one.value for one in ir.Importance]}
_LEVEL: Schema = {"enum": ["off", "note", "warning", "error", False]}  # `off`, as YAML 1.1 reads it


def _header() -> dict[str, Schema]:
    source = mapping({"title": TEXT, "address": TEXT, "sections": {"type": "object"}}, ("title",))
    return {
        "pack": {"type": "string", "pattern": _KEBAB},
        "version": TEXT,
        "language": {"enum": [1, 1.1, "1", "1.1"]},
        "title": TEXT,
        "extends": TEXT,
        "without": one_or_more(TEXT),
        "expect_changed": one_or_more(TEXT),
        "sources": by_name(source, _KEBAB),
        "calendars": {"type": "object"},
        "calendar": {},
        "checks": {
            "type": "object",
            "properties": {
                code: {**_LEVEL, "description": CODES[code]} for code in sorted(MAY_BE_WARNINGS)
            },
            "additionalProperties": _LEVEL,
        },
    }


def _sections(names: _Names) -> dict[str, Schema]:
    return {
        "entities": {"type": "object", "additionalProperties": mapping(entity_keys())},
        "parameters": {"type": "object", "additionalProperties": _parameter(names)},
        "actions": {"type": "object", "additionalProperties": _action(names)},
        "events": {"type": "object", "additionalProperties": _event(names)},
        "rules": list_of(_rule_or_group(names)),
        "tables": list_of(_table(names)),
        "calendars": {"type": "object"},
    }


def fact_keys() -> dict[str, Schema]:
    """What may be said of a fact."""
    return {
        "type": {"enum": list(_TYPES)},
        "ask": {**TEXT, "description": "The question."},
        "help": {**TEXT, "description": "A sentence that helps to answer it."},
        "choices": {"type": "object"},
        "ordered": {"enum": ["best first"]},
        "required": _YES_NO,
        "concluded": {
            **_YES_NO,
            "description": "Whether rules give it its value, and nobody states it.",
        },
        "default": {},
        "min": {},
        "max": {},
        "whole": {**_YES_NO, "description": "Whether people state it as a whole number only."},
        "looks": {"enum": ["back", "ahead"], "description": "On which side of today its days lie."},
        "dates": {"type": "string", "description": "The yes-no fact or choice whose day this is."},
        "stale_after": TEXT,
        "ask_if": {**_EXPRESSION, "description": "When the question makes sense."},
        "usual": {},
        "immutable": {},
        "says": {**TEXT, "description": "How an explanation tells it, before its value."},
        "result": {**TEXT, "description": "The title under which it is shown with the advice."},
    }


def entity_keys() -> dict[str, Schema]:
    """What may be said of an entity."""
    fact = {"anyOf": [mapping(fact_keys(), ("type",)), mapping(fact_keys())]}
    return {
        "within": {"type": "string"},
        "list": {"type": "string"},
        "one": TEXT,
        "label": TEXT,
        "apart": TEXT,
        "ask_first": TEXT,
        "ask_more": TEXT,
        "asked_by": {"type": "string"},
        "asked_along": {"type": "string"},
        "ask_if": _EXPRESSION,
        "always_advised": {},
        "one_question": {"type": "object"},
        "facts": {"type": "object", "additionalProperties": fact},
    }


def parameter_keys(names: _Names | None = None) -> dict[str, Schema]:
    """What may be said of a parameter."""
    return {
        "value": {},
        "values": {"type": "object"},
        "min": {},
        "max": {},
        "title": TEXT,
        "source": names.sources if names else {},
    }


def _parameter(names: _Names) -> Schema:
    return mapping(parameter_keys(names))


def _action(names: _Names) -> Schema:
    return mapping(
        {
            "title": TEXT,
            "also": one_or_more(TEXT),
            "kind": {"enum": [kind.value for kind in ir.ActionKind]},
            "importance": _IMPORTANCE,
            "draft": names.drafts,
            "after": one_or_more(names.actions),
            "after_any": one_or_more(names.actions),
            "incompatible": one_or_more(names.actions),
            "done": names.values(),
            "asks": one_or_more(names.fact),
        },
        ("title", "kind"),
    )


def _event(names: _Names) -> Schema:
    return mapping(
        {
            "title": TEXT,
            "also": one_or_more(TEXT),
            "for": names.entities,
            "when": CONDITION,
            "adds": {"type": "string"},
            "sets": names.values(),
            "asks": one_or_more(names.fact),
        },
        ("title",),
    )


def _effects(names: _Names) -> dict[str, Schema]:
    advice = mapping(
        {
            "action": names.actions,
            "start": _EXPRESSION,
            "due": _EXPRESSION,
            "instead_of": one_or_more(names.actions),
        },
        ("action",),
    )
    note = mapping(
        {"on": one_or_more(names.actions), "say": TEXT, "importance": _IMPORTANCE}, ("on", "say")
    )
    return {
        "conclude": names.values(),
        "advise": {"anyOf": [names.actions, advice, list_of({"anyOf": [names.actions, advice]})]},
        "note": note,
        "overrides": one_or_more(names.rules),
        "silences": one_or_more(names.actions),
    }


def _rule_or_group(names: _Names) -> Schema:
    words: dict[str, Schema] = {"because": TEXT, "source": names.sources, "disputed": TEXT}
    days: dict[str, Schema] = {"from": TEXT, "until": TEXT}
    name: Schema = {"type": "string", "pattern": _KEBAB}
    conditions = {"when": CONDITION, "unless": CONDITION}
    effects = {**days, **_effects(names), **words}
    rule = mapping({"rule": name, "for": names.entities, **conditions, **effects}, ("rule",))
    otherwise = mapping({"otherwise": name, **effects}, ("otherwise",))
    group = mapping(
        {"first_of": list_of({"anyOf": [rule, otherwise]}), "for": names.entities}, ("first_of",)
    )
    # By its first key, so that an editor says what is wrong with a rule and not that it is no group.
    return {"if": {"required": ["first_of"]}, "then": group, "else": rule}


def _table(names: _Names) -> Schema:
    return mapping(
        {
            "table": {"type": "string", "pattern": _KEBAB},
            "for": names.entities,
            "hit": {"enum": [hit.value for hit in ir.HitPolicy]},
            "when": one_or_more(_EXPRESSION),
            "then": {"type": "object"},
            "rows": {},
            "otherwise": {},
            "collect": {},
            "order": {},
            "because": TEXT,
            "source": names.sources,
            "disputed": TEXT,
        },
        ("table", "when", "then", "rows"),
    )
