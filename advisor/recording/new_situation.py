"""A situation to fill in: every fact of a pack with its question, those that nobody has to know as remarks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from advisor import ir
from advisor.recording.new_layer import EXAMPLE, some_value
from advisor.recording.situation_texts import ScalarStyle, scalar_text, value_text

_WIDTH = 96


def situation_to_fill_in(pack: ir.Pack, extends: str | None, today: date) -> str:
    """The text of the file; `extends` is how it names its rules, where it has to."""
    lines = [
        f"# A situation for the rules {pack.name}. Write what is so, and take the `# ` away from what you know;",
        "# what you do not know stays as it is, or goes. A date is 2026-11-22; `none` says that there is none.",
        "situation: My situation",
        *([f"pack: {scalar_text(extends, ScalarStyle.BLOCK)}"] if extends else []),
        *_facts(pack, pack.entities[ir.SITUATION], today, ""),
    ]
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def _facts(pack: ir.Pack, entity: ir.EntityDeclaration, today: date, indent: str) -> Iterator[str]:
    parts = {part for several in entity.several.values() for part in several.parts.values()}
    stated = [f for f in entity.facts.values() if not f.is_concluded and f.name not in parts]
    for fact in sorted(stated, key=lambda fact: not fact.is_required):
        yield ""
        yield from _question(fact, indent)
        value = _example(fact, today)
        mark = "" if fact.is_required else "# "
        yield f"{indent}{mark}{fact.name}: {value}"
    for several in entity.several.values():
        asked = several.question.ask if several.question is not None else None
        choices = "; ".join(f"{choice}: {several.words[choice]}" for choice in several.parts)
        words = "" if asked is None else "".join(_part(part) for part in asked.parts)
        yield ""
        yield from _remark(f"{words} Any of: {choices}", indent)
        is_required = any(entity.facts[part].is_required for part in several.parts.values())
        mark = "" if is_required else "# "
        yield f"{indent}{mark}{several.name}: [{next(iter(several.parts), '')}]"
    for inside in pack.lists[entity.name]:
        facts = list(_facts(pack, inside, today, f"{indent}    "))
        yield ""
        yield from _remark(f"For each {inside.noun} a part that begins with a dash.", indent)
        first = next(
            (n for n, one in enumerate(facts) if one and not one.lstrip().startswith("#")), None
        )
        if first is None:
            yield f"{indent}# {inside.list_name}:"
            continue
        yield f"{indent}{inside.list_name}:"
        yield from facts[:first]
        yield f"{indent}  - {facts[first].lstrip()}"
        yield from facts[first + 1 :]


def _question(fact: ir.FactDeclaration, indent: str) -> Iterator[str]:
    asked = "" if fact.ask is None else "".join(_part(part) for part in fact.ask.parts)
    if fact.type.kind is ir.Kind.CHOICE:
        asked += " " + "; ".join(f"{choice}: {fact.words[choice]}" for choice in fact.type.choices)
    elif fact.type.kind is ir.Kind.YES_NO:
        asked += " yes or no"
    yield from _remark(asked, indent)


def _part(part: str | ir.Slot) -> str:
    """A sentence for a person nobody knows yet: what is named is called as in the example."""
    return part if isinstance(part, str) else EXAMPLE


def _remark(words: str, indent: str) -> Iterator[str]:
    for line in textwrap.wrap(words.strip(), _WIDTH - len(indent)):
        yield f"{indent}# {line}"


def _example(fact: ir.FactDeclaration, today: date) -> str:
    if fact.type.kind is ir.Kind.TEXT and not fact.is_required:
        return "…"
    value = some_value(fact, today) if fact.default is None else fact.default
    return value_text(value, fact.type, ScalarStyle.BLOCK)
