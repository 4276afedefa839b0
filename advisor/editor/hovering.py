"""What is told of a name: what it is, what it says, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from advisor import ir
from advisor.rendering.pack_lists import ListedEntry, entries_of
from advisor.rendering.rule_text import rule_yaml
from advisor.rendering.words import sentence_of

_MOST = 8  # names in a list
_LISTED = {
    ir.NameKind.FACT: "facts",
    ir.NameKind.ACTION: "actions",
    ir.NameKind.PARAMETER: "parameters",
}


def about(named: ir.Symbol, program: ir.Program) -> str | None:
    """A few lines of Markdown; None where the pack, as it was when it could be used last, does not have it."""
    lines = list(_lines(named, program))
    return "\n\n".join(lines) if lines else None


def _lines(named: ir.Symbol, program: ir.Program) -> Iterator[str]:
    pack = program.pack
    match named:
        case ir.Symbol(ir.NameKind.RULE, name) if name in pack.rules:
            yield from _rule(pack.rules[name], pack)
        case ir.Symbol(ir.NameKind.FACT, name, (entity,)) if name in _several(entity, pack):
            several = pack.entities[entity].several[name]
            yield f"**{entity}.{name}** — several choices"
            yield "\n".join(f"- `{one}`: {several.words.get(one, one)}" for one in several.parts)
        case ir.Symbol(ir.NameKind.CHOICE, name, (entity, fact)) if entity in pack.entities:
            yield f"**{name}** — a choice of `{entity}.{fact}`"
            declared = pack.entities[entity].facts.get(fact) or _several(entity, pack).get(fact)
            yield from [declared.words[name]] if declared and name in declared.words else []
        case ir.Symbol(ir.NameKind.ENTITY, name) if name in pack.entities:
            one = pack.entities[name]
            place = f" — in the list `{one.list}` of `{one.within}`" if one.list else ""
            yield f"**{name}**{place}"
            yield _names("its facts are", list(one.facts))
        case ir.Symbol(ir.NameKind.LIST, name, (holder,)) if holder in pack.entities:
            inside = next((e.name for e in pack.lists[holder] if e.list == name), None)
            yield f"**{name}** — a list of `{inside}` in `{holder}`"
        case ir.Symbol(ir.NameKind.EVENT, name) if name in pack.events:
            event = pack.events[name]
            yield f"**{name}** — what may happen to `{event.entity}`"
            yield sentence_of(event.title)
        case ir.Symbol(ir.NameKind.SOURCE, name) if name in pack.sources:
            source = pack.sources[name]
            yield f"**{name}** — {source.title}"
            yield from [f"<{source.address}>"] if source.address else []
        case ir.Symbol(ir.NameKind.SECTION, name, (of,)) if of in pack.sources:
            yield f"**{of}#{name}** — {pack.sources[of].sections.get(name, '')}"
            yield pack.sources[of].title
        case ir.Symbol(ir.NameKind.DRAFT, name) if name in pack.drafts:
            yield f"**{name}** — a message"
            yield f"```\n{pack.drafts[name].strip()}\n```"
        case ir.Symbol(ir.NameKind.TABLE, name) if name in pack.tables:
            table = pack.tables[name]
            yield f"**{name}** — a table of {ir.counted(len(table.rows), 'row')}, hit `{table.hit.value}`"
            yield _names("it looks at", table.heads)
        case _ if named.kind in _LISTED:
            yield from _entry(named, program)
        case _:
            pass


def _several(entity: str, pack: ir.Pack) -> Mapping[str, ir.Several]:
    return pack.entities[entity].several if entity in pack.entities else {}


def _entry(named: ir.Symbol, program: ir.Program) -> Iterator[str]:
    name = ".".join((*named.within, named.name))
    entry = _entries(program, _LISTED[named.kind]).get(name)
    if entry is None:
        return
    yield f"**{entry.name}** — {entry.short}"
    yield from entry.words[:1]
    yield from ["\n".join(f"- {line}" for line in entry.words[1:])] if entry.words[1:] else []
    verb = "advised by" if named.kind is ir.NameKind.ACTION else "read by"
    yield _names(verb, entry.rules) if entry.rules else f"{verb} no rule"
    if named.kind is ir.NameKind.FACT:
        concluding = [
            rule.written_as
            for rule in program.pack.rules.values()
            if (rule.entity,) == named.within and named.name in {c.fact for c in rule.concludes}
        ]
        yield from [_names("concluded by", list(dict.fromkeys(concluding)))] if concluding else []


def _rule(rule: ir.Rule, pack: ir.Pack) -> Iterator[str]:
    yield f"**{rule.name}** — a rule for `{rule.entity}`"
    if rule.because is not None:
        yield sentence_of(rule.because)
    yield f"```yaml\n{rule_yaml(rule, pack).strip()}\n```"
    by = [other.name for other in pack.rules.values() if rule.name in other.overrides]
    yield from [_names("overridden by", by)] if by else []


def _names(verb: str, names: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in names[:_MOST]]
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{verb} {', '.join(shown)}{more}"


@lru_cache(maxsize=8)
def _entries(program: ir.Program, kind: str) -> dict[str, ListedEntry]:
    return {entry.name: entry for entry in entries_of(program, kind)}
