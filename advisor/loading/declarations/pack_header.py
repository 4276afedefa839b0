"""`pack.yaml`: the name, the version and the sources of a pack, and what a layer says of those below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations import severities
from advisor.loading.declarations.citations import read_sources
from advisor.loading.declarations.node_reader import NodeReader, head_of
from advisor.loading.declarations.pack_files import (
    ALL_SECTIONS,
    HEADER_KEYS,
    LAYER_KEYS,
    report_misplaced,
)
from advisor.loading.syntax.nodes import Node, ScalarNode, shown

LANGUAGES = ("1", "1.1")  # a pack of the first means the same in the second
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PackHeader:
    name: str
    version: str
    title: str
    sources: Mapping[str, ir.Citation] | None  # None where `pack.yaml` does not say
    span: Span
    calendar: ScalarNode | None = None
    without: tuple[ScalarNode, ...] = ()
    expect_changed: tuple[ScalarNode, ...] = ()


def read_header(
    path: str | None, documents: Mapping[str, list[Node]], folder: str, reader: NodeReader
) -> PackHeader:
    """What `pack.yaml` says, its mistakes reported; `path` is None where there is no such file."""
    where = Span(folder if path is None else path, 1, 1, 1, 2)
    nodes = documents.get(path or "", [])
    if path is not None and not nodes:
        message = "this file is empty"
        help = "write `pack:`, `version:`, `language: 1` and `title:`"
        reader.report("ADV113", where, message, help)
    if not nodes:
        return PackHeader("", "", "", None, where)
    for node in nodes[1:]:
        help = "move the rest to other files of the folder"
        reader.report("ADV103", head_of(node), "`pack.yaml` holds one document only", help)
    head = reader.fields(nodes[0], "`pack.yaml`", help="begin with `pack: its-name`")
    if head is None:
        return PackHeader("", "", "", None, where)
    for key, _ in head.body.entries:
        if key.text in ALL_SECTIONS:
            why = "`pack.yaml` names the pack and nothing more"
            report_misplaced(key, why, "move it to another file of the folder", reader)
    known = (*HEADER_KEYS, *LAYER_KEYS, *ALL_SECTIONS)
    head.check_keys(known, ("pack", "version", "language", "title"))
    head.scalar("extends", help="name one pack")
    is_layer = any(closest(key.text, ("extends",)) for key, _ in head.body.entries)  # or nearly so
    for misplaced in (head.key(one) for one in LAYER_KEYS if not is_layer):
        if misplaced is not None:
            message = f"`{misplaced.text}` belongs to a layer over another pack, and this is none"
            head.report("ADV111", misplaced.span, message, "add `extends: …`, or leave it out")
    severities.read_checks(head)
    name, version, language = head.scalar("pack"), head.scalar("version"), head.scalar("language")
    if name is not None:
        reader.check_kebab(name, "a pack")
    if version is not None and not _VERSION.match(version.text):
        message = f"`{shown(version.text)}` is not a version"
        head.report("ADV108", version.span, message, "write three numbers, such as `1.0.0`")
    if language is not None and language.text not in LANGUAGES:
        message = f"version `{shown(language.text)}` of the rule language is not known"
        head.report("ADV108", language.span, message, f"write `language: {LANGUAGES[-1]}`")
    return PackHeader(
        name.text if name is not None else "",
        version.text if version is not None else "",
        head.text("title") or "",
        read_sources(head),
        name.span if name is not None else where,
        head.scalar("calendar", help="write the name of a calendar, or `by country`"),
        head.names("without"),
        head.names("expect_changed"),
    )


def all_sources(
    headers: Sequence[PackHeader], reader: NodeReader
) -> Mapping[str, ir.Citation] | None:
    """The sources of all layers; None where one of them does not say."""
    found: dict[str, ir.Citation] = {}
    for header in headers:
        if header.sources is None:
            return None
        for name, source in header.sources.items():
            if name in found:
                named = ScalarNode(name, source.span)
                help = "give yours another name"
                reader.declared_twice("the source", named, found[name].span, help)
            found.setdefault(name, source)
    return found
