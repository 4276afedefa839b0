"""From the texts of a folder to a typed pack, with everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from advisor.diagnostics import Diagnostic, Severity, Span, has_errors
from advisor.ir.packs import Pack, Source
from advisor.loading.actions import outline_actions, read_actions
from advisor.loading.declarations import Declarations
from advisor.loading.documents import in_order, shown
from advisor.loading.drafts import check_drafts
from advisor.loading.echoes import without_echoes
from advisor.loading.entities import complete_entities, outline_entities
from advisor.loading.expectations import Vocabulary
from advisor.loading.forgotten_for import with_forgotten_for
from advisor.loading.names import check_kebab
from advisor.loading.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.pack_tests import read_tests
from advisor.loading.parameters import read_parameters
from advisor.loading.rules import advised_actions, outline_rules, read_rules
from advisor.loading.schema import (
    as_list,
    as_map,
    as_scalar,
    check_keys,
    given,
    head_of,
    optional_text,
)
from advisor.loading.sections import ALL_SECTIONS, is_nothing, misplaced, sections_of
from advisor.loading.sources import read_sources
from advisor.loading.yaml_reader import read_yaml

LANGUAGE = "1"
_PACK_FILE = "pack.yaml"
_HEADER_KEYS = ("pack", "version", "language", "title", "sources")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, or None where an error makes it unusable, and everything that was found."""

    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a pack by what they are for; drafts are name → (path, text)."""

    header: str | None
    rules: tuple[str, ...]
    tests: tuple[str, ...]
    drafts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    version: str
    title: str
    sources: Mapping[str, Source]
    span: Span


def load_pack_texts(texts: Mapping[str, str], folder: str) -> LoadedPack:
    """Read the files of one pack.

    Shape: `texts` maps paths, as they shall appear in spans, to texts; `folder` is for what has no file.
    Cost:  grows with the texts. Never raises for what they say.
    """
    files = _sorted_files(texts)
    found: list[Diagnostic] = []
    documents: dict[str, tuple[Node | None, ...]] = {}
    for path in (files.header, *files.rules, *files.tests):
        if path is not None:
            read = read_yaml(texts[path], path)
            found.extend(read.diagnostics)
            documents[path] = read.documents
    is_whole = all(None not in nodes for nodes in documents.values())
    if files.header is None:
        found.append(_no_header(folder))
    if not is_whole:  # whatever else there is to say would rest on what could not be read
        return LoadedPack(None, in_order(found))
    header = _read_header(files.header, documents, folder, found)
    sections = sections_of(documents, files.rules, files.tests, _HEADER_KEYS, found)
    pack = _read_pack(header, sections, files, found)
    if files.header is None:  # without it no source is declared: nothing is wrong with their names
        found = [problem for problem in found if problem.code != "ADV117"]
    found = without_echoes(found, texts)
    return LoadedPack(None if has_errors(found) else pack, in_order(found))


def _sorted_files(texts: Mapping[str, str]) -> _Files:
    header: str | None = None
    rules: list[str] = []
    tests: list[str] = []
    drafts: dict[str, tuple[str, str]] = {}
    for path in sorted(texts, key=lambda path: (PurePath(path).name, path)):
        pure = PurePath(path)
        if pure.suffix == ".md":
            drafts[pure.stem] = (path, texts[path])
        elif pure.name == _PACK_FILE:
            header = path
        elif pure.name.endswith("_test.yaml"):
            tests.append(path)
        else:
            rules.append(path)
    return _Files(header, tuple(rules), tuple(tests), drafts)


def _no_header(folder: str) -> Diagnostic:
    return Diagnostic(
        "ADV112",
        "this folder has no `pack.yaml`",
        Span(folder, 1, 1, 1, 2),
        help="add `pack.yaml` with `pack:`, `version:`, `language: 1` and `title:`",
    )


def _read_header(
    path: str | None,
    documents: Mapping[str, tuple[Node | None, ...]],
    folder: str,
    found: list[Diagnostic],
) -> _Header:
    where = Span(folder if path is None else path, 1, 1, 1, 2)
    nodes = [n for n in documents.get(path or "", ()) if not is_nothing(n)]
    if path is not None and not nodes:
        found.append(
            Diagnostic(
                "ADV113",
                "this file is empty",
                where,
                help="write `pack:`, `version:`, `language: 1` and `title:`",
            )
        )
    if not nodes or nodes[0] is None:
        return _Header("", "", "", {}, where)
    found.extend(
        Diagnostic(
            "ADV103",
            "`pack.yaml` holds one document only",
            head_of(node),
            help="move the rest to other files of the folder",
        )
        for node in nodes[1:]
        if node is not None
    )
    body = as_map(nodes[0], "`pack.yaml`", found, help="begin with `pack: its-name`")
    if body is None:
        return _Header("", "", "", {}, where)
    for key, _ in body.entries:
        if key.text in ALL_SECTIONS:
            why = "`pack.yaml` names the pack and nothing more"
            misplaced(key, why, "move it to another file of the folder", found)
    known = (*_HEADER_KEYS, *ALL_SECTIONS)
    check_keys(body, known, ("pack", "version", "language", "title"), "`pack.yaml`", found)
    name_node, version_node = given(body, "pack"), given(body, "version")
    language_node = given(body, "language")
    name = as_scalar(name_node, "`pack`", found) if name_node is not None else None
    if name is not None:
        check_kebab(name, "a pack", found)
    version = as_scalar(version_node, "`version`", found) if version_node is not None else None
    if version is not None and not _VERSION.match(version.text):
        found.append(
            Diagnostic(
                "ADV108",
                f"`{shown(version.text)}` is not a version",
                version.span,
                help="write three numbers, such as `1.0.0`",
            )
        )
    language = as_scalar(language_node, "`language`", found) if language_node is not None else None
    if language is not None and language.text != LANGUAGE:
        found.append(
            Diagnostic(
                "ADV108",
                f"version `{shown(language.text)}` of the rule language is not known",
                language.span,
                help=f"write `language: {LANGUAGE}`",
            )
        )
    return _Header(
        name.text if name is not None else "",
        version.text if version is not None else "",
        optional_text(body, "title", found) or "",
        read_sources(given(body, "sources"), found),
        name.span if name is not None else where,
    )


def _maps(nodes: list[Node], name: str, found: list[Diagnostic]) -> list[MapNode]:
    maps = (as_map(node, f"`{name}`", found) for node in nodes)
    return [node for node in maps if node is not None]


def _lists(nodes: list[Node], name: str, first: str, found: list[Diagnostic]) -> list[ListNode]:
    lists = (
        as_list(node, f"`{name}`", found, help=f"begin each with `- {first}: …`") for node in nodes
    )
    return [node for node in lists if node is not None]


def _read_pack(
    header: _Header, sections: Mapping[str, list[Node]], files: _Files, found: list[Diagnostic]
) -> Pack:
    # Names first, so that everything can be checked against everything; expressions need typed facts.
    outline = outline_entities(_maps(sections["entities"], "entities", found), header.span, found)
    parameters, broken = read_parameters(
        _maps(sections["parameters"], "parameters", found), header.sources, found
    )
    rules = outline_rules(
        _lists(sections["rules"], "rules", "rule", found), outline.entities, found
    )
    actions = outline_actions(_maps(sections["actions"], "actions", found), found)
    declared = Declarations(
        entities=outline.entities,
        parameters=parameters,
        sources=header.sources,
        actions=actions,
        rules=rules,
        drafts=frozenset(files.drafts),
        broken=outline.broken | broken,
        advised=advised_actions(rules),
    )
    declared = with_forgotten_for(declared, found)
    entities = complete_entities(outline, declared, found)
    read = read_actions(declared, found)
    pack = Pack(
        name=header.name,
        version=header.version,
        title=header.title,
        sources=header.sources,
        entities=entities,
        parameters=parameters,
        actions=read,
        rules=read_rules(declared, found),
        drafts={name: text for name, (_, text) in files.drafts.items()},
    )
    for name, (path, _) in files.drafts.items():
        check_kebab(ScalarNode(name, Span(path, 1, 1, 1, 2)), "a draft", found)
    check_drafts(files.drafts, read, declared, found)
    known = Vocabulary(pack, actions, rules)
    tests = read_tests(_lists(sections["tests"], "tests", "test", found), known, found)
    if not rules and not has_errors(found):
        found.append(
            Diagnostic(
                "ADV113",
                "this pack has no rules",
                header.span,
                Severity.WARNING,
                help="add a file with `rules:`",
            )
        )
    return replace(pack, tests=tests)
