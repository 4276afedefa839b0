"""Packs as the files of a folder: the sections spread over several files and documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from random import Random

from advisor.ir import (
    DATE,
    WEEKDAYS,
    WEEKEND,
    Action,
    And,
    Calendar,
    CountedBy,
    EntityDeclaration,
    Expression,
    FactDeclaration,
    FactRef,
    Kind,
    Literal,
    Not,
    Or,
    Pack,
    Parameter,
    ParameterRef,
    Rule,
    Several,
    Slot,
    Template,
    Value,
    iso_date,
)
from tests.strategies.expression_text import Spelling, literal_text
from tests.strategies.shorthand import dates_of, written_rules

PLAIN = re.compile(r"[A-Za-z0-9(][^#:\n\\]*[^#:\s\\]|[A-Za-z0-9]")
YAML_NONE = ("", "none", "null", "~")


class Quoted(str):
    """A text that stands in the file as it is here, quotes and all."""

    __slots__ = ()


def write_pack(pack: Pack, rng: Random) -> dict[str, str]:
    """The files of the pack: path in the folder -> text.

    Rules come in listing order over files by name; so do actions, entities and parameters.
    """
    spelling = Spelling(pack, rng)
    head: dict[str, object] = {"pack": pack.name, "version": pack.version, "language": "1"}
    head["title"] = pack.title
    head["sources"] = {
        s.name: {"title": s.title, "sections": dict(s.sections)} for s in pack.sources.values()
    }
    if pack.counted_by is not None:
        head["calendar"] = _chosen(pack.counted_by)
    calendars = {c.name: _calendar(c) for c in pack.calendars.values()}
    entities = {e.name: _entity(e, spelling) for e in pack.entities.values()}
    parameters = {p.name: _parameter(p, rng) for p in pack.parameters.values()}
    actions = {a.name: _action(a, pack, spelling) for a in pack.actions.values()}
    rules = written_rules(list(pack.rules.values()), rng, lambda rule: _rule(rule, spelling))
    cut = rng.randint(0, len(rules))
    documents: list[tuple[str, dict[str, object]]] = [
        ("a-facts.yaml", {"entities": entities, "calendars": calendars}),
        ("b-settings.yaml", {"parameters": parameters, "actions": actions}),
        (rng.choice(("c-rules.yaml", "b-settings.yaml")), {"rules": rules[:cut]}),
        (rng.choice(("d-rules.yaml", "e-rules.yaml")), {"rules": rules[cut:]}),
    ]
    texts = {"pack.yaml": block(head)}
    for path, document in documents:
        filled = {key: value for key, value in document.items() if value}
        if filled:
            text = block(filled)
            texts[path] = f"{texts[path]}---\n{text}" if path in texts else text
    return texts


def _chosen(by: CountedBy) -> str:
    match by.chosen:
        case Literal(value=name):
            return str(name)
        case FactRef(fact=name) | ParameterRef(name=name):
            return f"by {name}"
        case _:
            raise AssertionError(by)


def _calendar(calendar: Calendar) -> dict[str, object] | None:
    found: dict[str, object] = {}
    if calendar.weekend != WEEKEND:
        found["weekend"] = [WEEKDAYS[day].lower() for day in calendar.weekend]
    if calendar.has_years:
        found["years"] = calendar.years
    for key, days in (("closed", calendar.closed), ("open", calendar.open)):
        if days:
            found[key] = {iso_date(day): f"Day {day}" for day in days}
    return found or None


def _template(template: Template) -> str:
    parts: list[str] = []
    for part in template.parts:
        if isinstance(part, Slot):
            words = "" if part.otherwise is None else f"|{part.otherwise}"
            parts.append("{" + part.fact + words + "}")
        else:
            parts.append(part)
    return "".join(parts)


def _entity(entity: EntityDeclaration, spelling: Spelling) -> dict[str, object]:
    found: dict[str, object] = {}
    if entity.within is not None:
        found["within"] = entity.within
        found["list"] = entity.list
        if entity.within == "situation" and spelling.rng.random() < 0.5:
            del found["within"]  # it is the default
    if entity.label is not None:
        found["label"] = _template(entity.label)
    if entity.apart is not None:
        found["apart"] = _template(entity.apart)
    of_part = {part: one for one in entity.several.values() for part in one.parts.values()}
    found["facts"] = {
        of_part[f.name].name if f.name in of_part else f.name: _several(of_part[f.name], f, entity)
        if f.name in of_part
        else _fact(f, spelling)
        for f in entity.facts.values()
    }
    return found


def _several(
    several: Several, part: FactDeclaration, entity: EntityDeclaration
) -> dict[str, object]:
    found: dict[str, object] = {"type": "several", "choices": dict(several.words)}
    assert several.question is not None
    found["ask"] = _template(several.question.ask)
    if part.default is not None:
        so = [choice for choice, name in several.parts.items() if entity.facts[name].default]
        found["default"] = so
    return found


def _fact(fact: FactDeclaration, spelling: Spelling) -> dict[str, object]:
    found: dict[str, object] = {"type": fact.type.kind.value}
    if fact.type.choices:
        found["choices"] = {choice: fact.words[choice] for choice in fact.type.choices}
    if fact.type.is_ordered:
        found["ordered"] = "best first"
    if fact.ask is not None:
        found["ask"] = _template(fact.ask)
    if fact.is_required:
        found["required"] = "yes"
    if fact.is_concluded:
        found["concluded"] = "yes"
    if fact.result is not None:
        found["result"] = _template(fact.result)
    if fact.default is not None:
        found["default"] = value_text(literal_text(fact.default, fact.type), spelling.rng)
    if fact.computed_default is not None:
        found["default"] = _scalar(spelling.text(fact.computed_default, fact.entity), spelling.rng)
    if fact.looks is not None:
        found["looks"] = fact.looks.value
    if fact.dates is not None:
        found["dates"] = fact.dates
    if fact.is_immutable or fact.never_again:
        found["immutable"] = list(fact.never_again) or "yes"
    if fact.says is not None:
        found["says"] = _template(fact.says)
    if fact.is_whole:
        found["whole"] = "yes"
    for key, bound in (("min", fact.minimum), ("max", fact.maximum)):
        if bound is not None:
            found[key] = literal_text(bound, fact.type)
    return found


def _parameter(parameter: Parameter, rng: Random) -> dict[str, object]:
    def written(value: Value) -> str:
        # Quotes would make a text of it: the type of a parameter follows from how its value is written.
        text = literal_text(value, parameter.type)
        return value_text(text, rng) if parameter.type.kind is Kind.TEXT else Quoted(text)

    if not parameter.steps:
        return {"value": written(parameter.value), "title": parameter.title}
    steps = {literal_text(day, DATE): written(value) for day, value in parameter.steps}
    return {"values": steps, "title": parameter.title}


def _action(action: Action, pack: Pack, spelling: Spelling) -> dict[str, object]:
    found: dict[str, object] = {"title": _template(action.title), "kind": action.kind.value}
    if action.importance.value != "normal" or spelling.rng.random() < 0.5:
        found["importance"] = action.importance.value
    for key in ("after", "after_any", "incompatible"):
        if names := getattr(action, key):
            found[key] = list(names)
    if action.done:
        # Names in `done` are looked up from the entity that the action is advised for.
        homes = [
            r.entity for r in pack.rules.values() if r.advises and r.advises.action == action.name
        ]
        home = homes[0] if homes else "situation"
        found["done"] = {
            change.fact: None
            if change.value is None
            else _scalar(spelling.text(change.value, home), spelling.rng)
            for change in action.done
        }
    return found


def _rule(rule: Rule, spelling: Spelling) -> dict[str, object]:
    rng = spelling.rng
    found: dict[str, object] = {"rule": rule.name}
    if rule.entity != "situation" or rng.random() < 0.5:
        found["for"] = rule.entity
    dates, when = dates_of(rule.when) if rng.random() < 0.8 else ({}, rule.when)
    found |= {key: Quoted(day) for key, day in dates.items()}
    if when != Literal(True, when.type, when.span):
        found["when"] = _conditions(when, rule.entity, spelling, And)
    if rule.unless is not None:
        found["unless"] = _conditions(rule.unless, rule.entity, spelling, Or)
    if rule.concludes:
        found["conclude"] = {
            c.fact: _scalar(spelling.text(c.value, rule.entity), rng) for c in rule.concludes
        }
    if rule.advises is not None:
        advise = rule.advises
        entries: dict[str, object] = {"action": advise.action}
        for key, value in (("start", advise.start), ("due", advise.due)):
            if value is not None:
                entries[key] = _scalar(spelling.text(value, rule.entity), rng)
        if advise.instead_of:
            entries["instead_of"] = list(advise.instead_of)
        found["advise"] = advise.action if len(entries) == 1 and rng.random() < 0.5 else entries
    if rule.note is not None:
        on: object = "all" if rule.note.on is None else list(rule.note.on)
        found["note"] = {"on": on, "say": _template(rule.note.say)}
    if rule.overrides:
        found["overrides"] = list(rule.overrides)
    if rule.silences_all:
        found["silences"] = "all"
    elif rule.silences is not None:
        found["silences"] = list(rule.silences)
    if rule.because is not None:
        found["because"] = _template(rule.because)
    if rule.sources:
        found["source"] = list(rule.sources)
    if rule.disputed is not None:
        found["disputed"] = rule.disputed
    return found


def _conditions(
    condition: Expression, entity: str, spelling: Spelling, joined: type[And] | type[Or]
) -> object:
    """One expression, a list (joined by `joined`) or a group under its word."""
    rng = spelling.rng
    if rng.random() < 0.3:
        return _scalar(spelling.text(condition, entity), rng)
    match condition:
        case And(operands=operands) | Or(operands=operands):
            is_all = isinstance(condition, And)
            items = [_conditions(o, entity, spelling, joined=And) for o in operands]
            items = [_in_group(i, o) for i, o in zip(items, operands, strict=True)]
            if joined is type(condition) and rng.random() < 0.6:
                return items
            return {"all" if is_all else "any": items}
        case Not(operand=Or(operands=operands)):
            items = [_conditions(o, entity, spelling, joined=And) for o in operands]
            return {"none": [_in_group(i, o) for i, o in zip(items, operands, strict=True)]}
        case _:
            return _scalar(spelling.text(condition, entity), rng)


def _in_group(item: object, condition: Expression) -> object:
    """Inside a group, say what a list means instead of leaving it to the group around it."""
    if isinstance(item, list):
        return {"all" if isinstance(condition, And) else "any": item}
    return item


# YAML.


def value_text(text: str, rng: Random) -> Quoted:
    """A value of a file: plain where that cannot be mistaken, else (and sometimes) in quotes."""
    if text not in YAML_NONE and PLAIN.fullmatch(text) and rng.random() < 0.7:
        return Quoted(text)
    if "\\" not in text and rng.random() < 0.5:
        return Quoted("'" + text.replace("'", "''") + "'")
    return Quoted(json.dumps(text, ensure_ascii=rng.random() < 0.5))


def _scalar(text: str, rng: Random) -> object:
    """An expression: plain, in quotes, or as a folded block."""
    roll = rng.random()
    if PLAIN.fullmatch(text) and roll < 0.5:
        return Quoted(text)
    if roll < 0.75:
        return Quoted("'" + text.replace("'", "''") + "'")
    return Folded(text)


class Folded(str):
    """A text to be written as a folded block, broken at some spaces."""

    __slots__ = ()


def block(value: object, indent: int = 0) -> str:
    """Mappings, lists and texts in YAML's block style."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            lines.append(f"{pad}{key}:{_under(inner, indent)}")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            if isinstance(inner, dict | list) and inner:
                lines.append(f"{pad}- {block(inner, indent + 2).lstrip()}")
            else:
                lines.append(f"{pad}-{_under(inner, indent)}")
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def _under(value: object, indent: int) -> str:
    match value:
        case None:
            return " none"
        case Folded():
            pad = " " * (indent + 4)
            words = value.split(" ")
            middle = len(words) // 2
            broken = (
                [" ".join(words[:middle]), " ".join(words[middle:])]
                if middle and '"' not in value
                else [value]
            )
            return " >-\n" + "".join(f"{pad}{line}\n" for line in broken)
        case Quoted():
            return f" {value}"
        case str():
            return " " + (
                value if PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
            )
        case dict() if value:
            return "\n" + block(value, indent + 2)
        case list() if value:
            if all(type(v) is str and re.fullmatch(r"[a-z0-9#-]+", v) for v in value):
                return f" [{', '.join(value)}]"
            return "\n" + block(value, indent + 2)
        case _:
            return " {}" if isinstance(value, dict) else " []"
