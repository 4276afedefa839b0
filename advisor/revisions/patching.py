"""What is different in the meaning of two programs, and programs in which one thing of that is as in the other one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from advisor import ir
from advisor.analysis import analyse
from advisor.revisions.declared import Key

LISTING: Key = ("order", "")  # that of rules and actions in the files, which breaks ties
COUNTING: Key = ("calendar", "")  # which calendar counts for whom
_COUNTED = {ir.Kind.DATE, ir.Kind.WORKING_DAYS}  # a day, and working days on or back from it
Listed = TypeVar("Listed")


def changed_keys(old: ir.Program, new: ir.Program) -> Iterator[Key]:
    """What decides otherwise: rules, tables, actions, parameters, facts, calendars and the order in the files."""
    one, other = old.pack, new.pack
    is_counted_otherwise = one.counted_by != other.counted_by
    if is_counted_otherwise:
        # That changes no rule, though each sum of working days names its calendar.
        one, other = (_counted(pack, None) for pack in (one, other))
    renamed = {name for pair in renamed_rules(one, other) for name in pair}
    rules = _each(one.rules, _rule), _each(other.rules, _rule)
    names = [name for name in changed_names(*rules) if name not in renamed]
    yield from dict.fromkeys(_key_of(name, one, other) for name in names)
    for name in changed_names(
        _each(one.actions, action_meaning), _each(other.actions, action_meaning)
    ):
        yield "action", name
    for name in changed_names(old.parameters, new.parameters):
        yield "parameter", name
    helping = {name for pack in (one, other) for name in _helping(pack)}
    for name in changed_names(_facts(one), _facts(other)):
        if name not in helping:
            yield "fact", name
    for name in changed_names(one.calendars, other.calendars):
        yield "calendar", name
    if is_counted_otherwise:
        yield COUNTING
    for was, now in ((one.rules, other.rules), (one.actions, other.actions)):
        if [name for name in was if name in now] != [name for name in now if name in was]:
            yield LISTING
            return


def patched(base: ir.Program, other: ir.Program, key: Key) -> ir.Program | None:
    """The program in which one thing is as in the other one; None where that makes no program."""
    kind, name = key
    if kind == "parameter":
        value = other.parameters.get(name)
        if name not in base.parameters or type(value) is not type(base.parameters[name]):
            return None
        return base.with_values({name: value}) if value is not None else None
    pack = _patched_pack(base.pack, other.pack, kind, name)
    if pack is None or not _is_closed(pack):
        return None
    program, _ = analyse(replace(pack, tests=()))
    return program and program.with_values(dict(base.parameters))


def changed_names(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """The names under which not the same stands on both sides."""
    missing = object()
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, missing) != new.get(name, missing):
            yield name


def renamed_rules(one: ir.Pack, other: ir.Pack) -> Iterator[tuple[str, str]]:
    """The old and the new names of rules that only bear another name."""
    old, new = _each(one.rules, _rule), _each(other.rules, _rule)
    gone = {name: meant for name, meant in old.items() if name not in new}
    for name, meant in new.items():
        if name not in old:
            was = next((other for other, value in gone.items() if value == meant), None)
            if was is not None:
                del gone[was]
                yield was, name


def _counted(value: Any, by: ir.CountedBy | None) -> Any:
    """A pack, or anything in it, whose working days are all counted by this calendar; None: Monday to Friday."""
    if isinstance(value, tuple):
        return tuple(_counted(one, by) for one in value)
    if isinstance(value, Mapping):
        return {name: _counted(one, by) for name, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, ir.Arithmetic):
        kinds = {value.left.type.kind, value.right.type.kind}
        value = replace(value, counted_by=by if kinds == _COUNTED else None)
    parts = {
        one.name: getattr(value, one.name) for one in fields(value) if one.init and one.compare
    }
    changed = {name: new for name, old in parts.items() if (new := _counted(old, by)) != old}
    return replace(value, **changed) if changed else value


def _each(what: Mapping[str, Listed], meant: Callable[[Listed], object]) -> Mapping[str, object]:
    return {name: meant(one) for name, one in what.items()}


def what_people_see_by(rule: ir.Rule) -> object:
    """What of a rule decides, with its note."""
    note = None if rule.note is None else (rule.note.on, rule.note.say, rule.note.importance)
    return _rule(rule), note


def _rule(rule: ir.Rule) -> object:
    """What of a rule decides: not its words."""
    return (
        *(rule.entity, rule.when, rule.unless, rule.concludes, rule.advises),
        *(rule.overrides, rule.silences, rule.silences_all),
    )


def action_meaning(action: ir.Action) -> object:
    """What of an action decides: not its words."""
    return action.kind, action.importance, action.after, action.after_any, action.incompatible


def _fact(fact: ir.FactDeclaration) -> object:
    return (
        *(fact.type, fact.is_required, fact.is_concluded, fact.default, fact.computed_default),
        *(fact.minimum, fact.maximum, fact.is_whole, fact.looks, fact.dates, fact.ask_if),
    )


def _facts(pack: ir.Pack) -> Mapping[str, object]:
    return {
        f"{entity.name}.{fact.name}": _fact(fact)
        for entity in pack.entities.values()
        for fact in entity.facts.values()
    }


def _written(name: str) -> str:
    """The name that an author wrote: `fee` of the row `fee/2`, `chase` of the second of several pieces `chase/2`."""
    return name.partition("/")[0]


def _key_of(rule: str, *packs: ir.Pack) -> Key:
    written = _written(rule)
    is_table = any(written in pack.tables for pack in packs)
    return ("table" if is_table else "rule"), written


def _helping(pack: ir.Pack) -> Iterator[str]:
    """The facts that tables made for themselves, each behind its entity."""
    for table in pack.tables.values():
        yield from (f"{table.entity}.{fact}" for fact in table.helping)


def _patched_pack(base: ir.Pack, other: ir.Pack, kind: str, name: str) -> ir.Pack | None:
    match kind:
        case "rule" | "table":
            return _with_rules(base, other, name)
        case "action" if name in base.actions and name in other.actions:
            theirs = other.actions[name]
            action = replace(
                base.actions[name],
                kind=theirs.kind,
                importance=theirs.importance,
                after=_known(theirs.after, base),
                after_any=_known(theirs.after_any, base),
                incompatible=_known(theirs.incompatible, base),
            )
            return replace(base, actions={**base.actions, name: action})
        case "fact":
            return _with_fact(base, other, *name.split(".", 1))
        case "calendar":
            if (kind, name) == COUNTING:
                calendars = {**base.calendars, **other.calendars}
                counted: ir.Pack = _counted(replace(base, tests=()), other.counted_by)
                return replace(counted, calendars=calendars, counted_by=other.counted_by)
            calendar = other.calendars.get(name)
            if calendar is None:
                return None
            return replace(base, calendars={**base.calendars, name: calendar})
        case "order":
            return replace(
                base,
                rules=_listed(base.rules, other.rules, base.rules),
                actions=_listed(base.actions, other.actions, base.actions),
            )
        case _:
            return None


def _known(actions: tuple[str, ...], pack: ir.Pack) -> tuple[str, ...]:
    return tuple(name for name in actions if name in pack.actions)


def _with_rules(base: ir.Pack, other: ir.Pack, name: str) -> ir.Pack:
    """The pack with a rule, or all rows of a table, as in the other one."""
    rules = {n: r for n, r in base.rules.items() if _written(n) != name}
    rules |= {n: r for n, r in other.rules.items() if _written(n) == name}
    tables = {n: t for n, t in base.tables.items() if n != name}
    tables |= {n: t for n, t in other.tables.items() if n == name}
    entities = dict(base.entities)
    for entity in {t.entity for p in (base, other) for t in p.tables.values() if t.name == name}:
        if entity in entities and entity in other.entities:
            entities[entity] = _with_helping(base, other, name, entity)
    # What a rule that is gone overrides, or is overridden by, needs no mention any more.
    kept = {
        n: replace(r, overrides=tuple(o for o in r.overrides if o in rules))
        for n, r in rules.items()
    }
    return replace(
        base,
        rules=_listed(kept, base.rules, other.rules),
        tables=_listed(tables, base.tables, other.tables),
        entities=entities,
    )


def _with_helping(base: ir.Pack, other: ir.Pack, table: str, entity: str) -> ir.EntityDeclaration:
    ours = base.tables[table].helping if table in base.tables else ()
    theirs = other.tables[table].helping if table in other.tables else ()
    facts = {n: f for n, f in base.entities[entity].facts.items() if n not in ours}
    facts |= {n: other.entities[entity].facts[n] for n in theirs}
    return replace(base.entities[entity], facts=facts)


def _with_fact(base: ir.Pack, other: ir.Pack, entity: str, fact: str) -> ir.Pack | None:
    """None where it is new, gone, or of another kind: then the situations themselves are other ones."""
    if entity not in base.entities or entity not in other.entities:
        return None
    own, theirs = base.entities[entity].facts, other.entities[entity].facts
    if fact not in own or fact not in theirs or own[fact].type.kind is not theirs[fact].type.kind:
        return None
    changed = replace(base.entities[entity], facts={**own, fact: theirs[fact]})
    return replace(base, entities={**base.entities, entity: changed})


def _listed(
    what: Mapping[str, Listed], first: Mapping[str, object], then: Mapping[str, object]
) -> dict[str, Listed]:
    """In the order of `first`, and what is not there in that of `then`."""
    return {name: what[name] for name in dict.fromkeys((*first, *then)) if name in what}


def _is_closed(pack: ir.Pack) -> bool:
    """Whether the rules and facts speak of nothing that only the other pack declares."""
    expressions: list[ir.Expression] = []
    for rule in pack.rules.values():
        if rule.entity not in pack.entities or not _actions_of(rule) <= pack.actions.keys():
            return False
        declared = pack.entities[rule.entity].facts
        if any(c.fact not in declared or not declared[c.fact].is_concluded for c in rule.concludes):
            return False
        slots = () if rule.note is None else rule.note.say.parts
        if any(isinstance(s, ir.Slot) and not _has(pack, s.entity, s.fact) for s in slots):
            return False
        expressions += rule.expressions
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            expressions += filter(None, (fact.computed_default, fact.ask_if))
    return all(_knows(pack, expression) for expression in expressions)


def _actions_of(rule: ir.Rule) -> set[str]:
    found = set(rule.silences or ())
    if rule.advises is not None:
        found |= {rule.advises.action, *rule.advises.instead_of}
    if rule.note is not None:
        found |= set(rule.note.on or ())
    return found


def _has(pack: ir.Pack, entity: str, fact: str) -> bool:
    return fact == ir.TODAY or (entity in pack.entities and fact in pack.entities[entity].facts)


def _knows(pack: ir.Pack, expression: ir.Expression) -> bool:
    for fact in ir.facts_read(expression):
        if not _has(pack, fact.entity, fact.fact):
            return False
        if pack.fact(fact.entity, fact.fact).type.kind is not fact.type.kind:
            return False
    return all(
        part.name in pack.parameters and pack.parameters[part.name].type.kind is part.type.kind
        for part in ir.walk(expression)
        if isinstance(part, ir.ParameterRef)
    )
