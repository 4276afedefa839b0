"""What a JSON Schema lets stand at the end of a path of keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from advisor.editor.cursor import ITEM
from advisor.schemas.values import Schema


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
