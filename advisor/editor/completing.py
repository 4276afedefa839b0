"""What can stand where the cursor is: keys, choices and names by the schemas of the files, and expressions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import PurePath
from typing import cast

from advisor import ir
from advisor.editor.cursor import ITEM, Whereabouts, whereabouts
from advisor.editor.expression_words import expression_words, facts_of, suggestion_of
from advisor.editor.suggestions import Suggestion, SuggestionKind
from advisor.loading.declarations.pack_files import SECTIONS
from advisor.loading.syntax.files import PACK_FILE
from advisor.schemas.packs import EXPRESSION, schema_of_packs
from advisor.schemas.situations import schema_of_situations, schema_of_tests
from advisor.schemas.values import Schema

_WORD = re.compile(r"[\w.#-]*\Z")
_PLAIN_WORD = re.compile(r"\w*\Z")
_GIVEN = ("conclude", "done", "sets", "with")  # under them, facts get values
_SLOT = re.compile(r"\{([\w.]*)\Z")


class FileKind(Enum):
    """What a file holds, by which it is completed."""

    HEADER = "header"
    PACK = "pack"
    TESTS = "tests"
    SITUATION = "situation"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Completions:
    """What can stand there, in place of the `typed` characters before the cursor."""

    items: tuple[Suggestion, ...]
    typed: int


def complete(
    text: str, line: int, column: int, kind: FileKind, program: ir.Program, name: str = ""
) -> Completions:
    """What can stand at a place, lines and columns counted from 0; `name` is that of a draft.

    Nothing is left out for what has been typed of it already: an editor does that as it likes.
    """
    if kind is FileKind.DRAFT:
        lines = text.split("\n")[: line + 1]
        lines[-1] = lines[-1][:column]
        return Completions(*draft_words("\n".join(lines), name, program.pack))
    where = whereabouts(text, line, column)
    pack = program.pack
    slot = _SLOT.search(where.before)
    if slot is not None and kind is FileKind.PACK and where.is_value:
        items = facts_of(entity_at(where, pack), slot[1], pack)
        return Completions(tuple(items), len(slot[1].rpartition(".")[2]))
    found = schemas_at(_schema(program, kind), where.path, where.around)
    is_key = not where.is_value and re.search(r"\S\s", where.before) is None
    items = list(_keys(found, where.beside)) if is_key else []
    is_expression = any(one.get("$comment") == EXPRESSION for one in found)
    if is_expression:
        items += _values_of_the_fact(where, pack)
        items += expression_words(where.before, entity_at(where, pack), pack)
    items += _values(found)
    word = (_PLAIN_WORD if is_expression else _WORD).search(where.before)
    typed = 0 if word is None else len(word.group())
    unique = {item.label: item for item in reversed(items)}
    return Completions(tuple(reversed(unique.values())), typed)


@lru_cache(maxsize=8)
def _schema(program: ir.Program, kind: FileKind) -> Schema:
    match kind:
        case FileKind.PACK | FileKind.HEADER | FileKind.DRAFT:
            whole = schema_of_packs(program.pack)
            keys = cast(Mapping[str, Schema], whole["properties"])
            sections = [key for key in SECTIONS if key in keys]
            header = [key for key in keys if key not in SECTIONS]
            names = header if kind is FileKind.HEADER else sections
            return {**whole, "properties": {name: keys[name] for name in names}}
        case FileKind.TESTS:
            return schema_of_tests(program.pack)
        case FileKind.SITUATION:
            return schema_of_situations(program.pack)


def kind_of(path: str, is_in_pack: bool) -> FileKind:
    """What a file holds, by its name and whether it belongs to a pack."""
    if not is_in_pack:
        return FileKind.SITUATION
    if PurePath(path).suffix == ".md":
        return FileKind.DRAFT
    if PurePath(path).name == PACK_FILE:
        return FileKind.HEADER
    return FileKind.TESTS if PurePath(path).name.endswith("_test.yaml") else FileKind.PACK


def entity_at(where: Whereabouts, pack: ir.Pack) -> str:
    """The entity whose facts an expression or a sentence there is about."""
    section = where.path[0] if where.path else ""
    if section == "entities" and len(where.path) > 1:
        return where.path[1] if where.path[1] in pack.entities else ir.SITUATION
    if section == "actions" and len(where.path) > 1:
        advising = (
            rule.entity
            for rule in pack.rules.values()
            if rule.advises is not None and rule.advises.action == where.path[1]
        )
        return next(advising, ir.SITUATION)
    said = where.said("for") or ir.SITUATION
    return said if said in pack.entities else ir.SITUATION


def _values_of_the_fact(where: Whereabouts, pack: ir.Pack) -> Iterator[Suggestion]:
    """What the fact can be that gets a value there: `conclude: {stage: `."""
    if len(where.path) < 2 or where.path[-2] not in _GIVEN or where.before.strip():
        return
    entities = pack.around[entity_at(where, pack)]
    name = where.path[-1].rpartition(".")[2]
    fact = next(
        (pack.entities[e].facts[name] for e in entities if name in pack.entities[e].facts), None
    )
    if fact is not None:
        words = ("yes", "no") if fact.type.kind is ir.Kind.YES_NO else fact.type.choices
        for word in words:
            yield Suggestion(word, SuggestionKind.CHOICE, fact.words.get(word, ""))


def _keys(schemas: Iterable[Schema], beside: Mapping[str, str]) -> Iterator[Suggestion]:
    for schema in schemas:
        properties = cast(Mapping[str, Schema], schema.get("properties", {}))
        required = cast(list[str], schema.get("required", []))
        for name in sorted(properties, key=lambda name: name not in required):
            if name not in beside:
                about = str(properties[name].get("description", ""))
                yield Suggestion(name, SuggestionKind.KEY, "", about, f"{name}: ")


def _values(schemas: Iterable[Schema]) -> Iterator[Suggestion]:
    for schema in schemas:
        values = cast(list[object], schema.get("enum", []))
        words = cast(list[str], schema.get("enumDescriptions", []))
        for number, value in enumerate(values):
            if isinstance(value, str):
                about = words[number] if number < len(words) else ""
                yield Suggestion(value, SuggestionKind.CHOICE, about)


def schemas_at(
    root: Schema, path: Sequence[str], around: Sequence[Mapping[str, str]]
) -> list[Schema]:
    """The schemas of what may stand there, alternatives one by one.

    Shape: `around` is what stands in each mapping on the way, by which a schema may decide.
    """
    mappings = [*around, *({} for _ in path)]
    found = list(_alternatives(root, root, mappings[0]))
    keys = 0
    for step in path:
        keys += step != ITEM
        inner = [one for schema in found for one in _inside(schema, step)]
        found = [one for schema in inner for one in _alternatives(schema, root, mappings[keys])]
    return found


def _inside(schema: Schema, step: str) -> Iterator[Schema]:
    if step == ITEM:
        yield from _schemas(schema.get("items"))
        return
    properties = cast(Mapping[str, Schema], schema.get("properties", {}))
    if step in properties:
        yield properties[step]
        return
    patterns = cast(Mapping[str, Schema], schema.get("patternProperties", {}))
    yield from (inner for pattern, inner in patterns.items() if re.search(pattern, step))
    yield from _schemas(schema.get("additionalProperties"))


def _alternatives(schema: Schema, root: Schema, beside: Collection[str]) -> Iterator[Schema]:
    """The schema without `anyOf`, `if` and references."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        schema = cast(dict[str, Schema], root["definitions"])[name]
    yield schema
    for one in cast(list[Schema], schema.get("anyOf", [])):
        yield from _alternatives(one, root, beside)
    condition = cast(Schema, schema.get("if", {}))
    if "if" not in schema:
        return
    if "required" in condition:
        is_so = set(cast(list[str], condition["required"])) <= set(beside)
        branches = ["then" if is_so else "else"]
    else:
        branches = ["then", "else"]
    for branch in branches:
        for inner in _schemas(schema.get(branch)):
            yield from _alternatives(inner, root, beside)


def _schemas(value: object) -> Iterator[Schema]:
    if isinstance(value, dict):
        yield value


# From the last `{{` or `{%` to the end, where neither is closed.
_OPEN = re.compile(r"\{[{%](?:(?!\{[{%]|[%}]\}).)*\Z", re.DOTALL)
_FILTER = re.compile(r"\|\s*\w*\Z")
_BEHIND_A_DOT = re.compile(r"(\w+)\.\w*\Z")
_BY_NAME = ("name_of", "value_of")


def draft_words(before: str, name: str, pack: ir.Pack) -> tuple[tuple[Suggestion, ...], int]:
    """What can stand behind the text `before` of the draft of that name, in place of how many characters.

    Shape: nothing outside `{{ … }}` and `{% … %}`, where every word is a word of the letter.
    """
    inside = _OPEN.search(before)
    word = _PLAIN_WORD.search(before)
    typed = 0 if word is None else len(word[0])
    return (() if inside is None else tuple(_words(inside[0], name, pack))), typed


def _words(inside: str, name: str, pack: ir.Pack) -> Iterator[Suggestion]:
    if _FILTER.search(inside):
        for one in ir.DRAFT_FILTERS:
            yield Suggestion(one, SuggestionKind.FUNCTION, "how it is written")
        return
    dotted = _BEHIND_A_DOT.search(inside)
    if dotted is not None and dotted[1] not in _BY_NAME:
        return
    seen: set[str] = set()
    for entity in _entities(name, pack):
        for fact in pack.entities[entity].facts.values():
            if fact.name not in seen:
                seen.add(fact.name)
                yield suggestion_of(fact)
        for inner in pack.lists[entity]:
            yield Suggestion(inner.list_name, SuggestionKind.LIST, f"a list of {inner.name}")
    if dotted is None:
        yield Suggestion(ir.TODAY, SuggestionKind.FACT, "date")
        yield Suggestion("due", SuggestionKind.FACT, "date")
        for one in _BY_NAME:
            yield Suggestion(one, SuggestionKind.WORD, "", "", f"{one}.")


def _entities(name: str, pack: ir.Pack) -> tuple[str, ...]:
    """The entities whose facts the letter sees, the innermost first; all, where nothing advises it yet."""
    actions = {action.name for action in pack.actions.values() if action.draft == name}
    advising = (
        rule.entity
        for rule in pack.rules.values()
        if rule.advises is not None and rule.advises.action in actions
    )
    found = tuple(dict.fromkeys(one for entity in advising for one in pack.around[entity]))
    return found or tuple(pack.entities)
