"""From the texts of a folder to a typed pack, with everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from advisor.diagnostics import Diagnostic, Severity, Span, has_errors
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import Citation, Pack
from advisor.loading.declarations.actions import outline_actions, read_actions
from advisor.loading.declarations.cases import Vocabulary, read_tests
from advisor.loading.declarations.drafts import check_drafts
from advisor.loading.declarations.entities import complete_entities, outline_entities
from advisor.loading.declarations.fields import fields_of
from advisor.loading.declarations.guidance import read_parameters, read_sources
from advisor.loading.declarations.index import Declarations
from advisor.loading.declarations.rules import (
    advised_actions,
    outline_rules,
    read_rules,
    with_forgotten_for,
)
from advisor.loading.declarations.schema import (
    as_list,
    as_map,
    check_kebab,
    head_of,
)
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, in_order, shown
from advisor.loading.syntax.yaml_reader import read_yaml

LANGUAGE = "1"
_PACK_FILE = "pack.yaml"
_HEADER_KEYS = ("pack", "version", "language", "title", "sources")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z", re.ASCII)
TESTS = "tests"
SECTIONS = ("entities", "parameters", "actions", "rules")  # of every file but those with tests
ALL_SECTIONS = (*SECTIONS, TESTS)
_ONE_OF = {"rule": "rules", "test": TESTS}  # the first key of one of a list -> its section
_SIGNS = ":{}"  # what YAML and an expression both stumble over
_REFUSED = ("ADV105", "ADV202")  # the name, the sign in an expression
_SPLIT = "ADV006"


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
    sources: Mapping[str, Citation] | None  # None where `pack.yaml` does not say
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
        return _Header("", "", "", None, where)
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
    head = fields_of(nodes[0], "`pack.yaml`", found, help="begin with `pack: its-name`")
    if head is None:
        return _Header("", "", "", None, where)
    for key, _ in head.body.entries:
        if key.text in ALL_SECTIONS:
            why = "`pack.yaml` names the pack and nothing more"
            misplaced(key, why, "move it to another file of the folder", found)
    head.check_keys((*_HEADER_KEYS, *ALL_SECTIONS), ("pack", "version", "language", "title"))
    name, version, language = head.scalar("pack"), head.scalar("version"), head.scalar("language")
    if name is not None:
        check_kebab(name, "a pack", found)
    if version is not None and not _VERSION.match(version.text):
        message = f"`{shown(version.text)}` is not a version"
        head.report("ADV108", version.span, message, "write three numbers, such as `1.0.0`")
    if language is not None and language.text != LANGUAGE:
        message = f"version `{shown(language.text)}` of the rule language is not known"
        head.report("ADV108", language.span, message, f"write `language: {LANGUAGE}`")
    return _Header(
        name.text if name is not None else "",
        version.text if version is not None else "",
        head.text("title") or "",
        read_sources(head),
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
    parameters = read_parameters(
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
        advised=advised_actions(rules),
    )
    declared = with_forgotten_for(declared, found)
    entities = complete_entities(outline, declared, found)
    read = read_actions(declared, found)
    pack = Pack(
        name=header.name,
        version=header.version,
        title=header.title,
        sources=header.sources or {},
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


def is_nothing(node: Node | None) -> bool:
    """Whether nothing stands there."""
    return isinstance(node, ScalarNode) and node.is_none


def sections_of(
    documents: Mapping[str, tuple[Node | None, ...]],
    rules: Sequence[str],
    tests: Sequence[str],
    of_the_head: Sequence[str],
    found: list[Diagnostic],
) -> dict[str, list[Node]]:
    """What stands under each section's name in all files, in listing order.

    Shape: `rules` and `tests` are paths of `documents`; `of_the_head` are the keys of `pack.yaml`.
    """
    sections: dict[str, list[Node]] = {name: [] for name in ALL_SECTIONS}
    for path in (*rules, *tests):
        allowed = (TESTS,) if path in tests else SECTIONS
        for node in documents[path]:
            if node is None or is_nothing(node):
                continue
            for key, value in _entries(node, allowed, found):
                if key.text in sections:
                    if key.text not in allowed:
                        misplaced(key, *_where(key.text, path), found)
                    if not is_nothing(value):
                        sections[key.text].append(value)
                else:
                    found.append(_unknown_section(key, allowed, of_the_head))
    return sections


def _entries(
    node: Node, allowed: Sequence[str], found: list[Diagnostic]
) -> tuple[tuple[ScalarNode, Node], ...]:
    help = f"begin with {listed(allowed)}"
    if isinstance(node, ListNode) and node.items and (one := _one_of_a_list(node.items[0])):
        help = f"write `{_ONE_OF[one.text]}:` on a line above the list"
    if isinstance(node, MapNode) and (one := _one_of_a_list(node)):
        section = _ONE_OF[one.text]
        found.append(
            Diagnostic(
                "ADV101",
                f"a {one.text} stands in the list `{section}`",
                one.span,
                help=f"write `{section}:` above it, begin this line with `- {one.text}:`, "
                "and give the lines below four spaces",
            )
        )
        return ()
    body = as_map(node, "this file", found, help=help)
    return body.entries if body is not None else ()


def _one_of_a_list(node: Node) -> ScalarNode | None:
    """The key that begins a rule or a test, where the mapping begins so and holds no section."""
    if not isinstance(node, MapNode) or any(key.text in ALL_SECTIONS for key, _ in node.entries):
        return None
    return next((key for key, _ in node.entries[:1] if key.text in _ONE_OF), None)


def _where(section: str, path: str) -> tuple[str, str]:
    """Why a section does not belong in a file, and where to move it."""
    if section != TESTS:
        return "a test file holds tests only", "move it to another file of the folder"
    return (
        "tests stand in files whose name ends in `_test.yaml`",
        f"move it to a file such as `{PurePath(path).stem}_test.yaml`",
    )


def misplaced(key: ScalarNode, why: str, help: str, found: list[Diagnostic]) -> None:
    """Report a section in a file that it does not belong in."""
    found.append(
        Diagnostic(
            "ADV114",
            f"`{key.text}` does not belong in this file: {why}",
            key.span,
            help=help,
        )
    )


def _unknown_section(
    key: ScalarNode, allowed: Sequence[str], of_the_head: Sequence[str]
) -> Diagnostic:
    help = did_you_mean(key.text, allowed) or f"the sections are {listed(allowed)}"
    if key.text in of_the_head:
        help = "this belongs in `pack.yaml`"
    return Diagnostic("ADV101", f"there is no section `{shown(key.text)}`", key.span, help=help)


def without_echoes(found: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what YAML makes of a text where the sign that misleads it is itself wrong there.

    Otherwise the one would say to put quotes around what the other says to take out.
    """
    # `when: stage is: offered`: YAML takes the colon for that behind a key (ADV006: put quotes around it),
    # and an expression has no colons (ADV202: leave it out). Only the second helps.
    found = list(found)
    split = [problem for problem in found if problem.code == _SPLIT]
    refused = [
        problem.span
        for problem in (found if split else ())
        if problem.code in _REFUSED and _holds_a_sign(problem.span, texts)
    ]
    echoes = {
        id(problem) for problem in split if any(_lies_in(span, problem.span) for span in refused)
    }
    return [problem for problem in found if id(problem) not in echoes]


def _holds_a_sign(span: Span, texts: Mapping[str, str]) -> bool:
    lines = texts.get(span.path, "").split("\n")[span.line - 1 : span.end_line]
    if len(lines) != 1:
        return False
    return any(sign in lines[0][span.column - 1 : span.end_column - 1] for sign in _SIGNS)


def _lies_in(inner: Span, outer: Span) -> bool:
    return (
        inner.path == outer.path
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )
