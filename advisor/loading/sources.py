"""Where guidance comes from: the sources of a pack, and references to them."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import Source
from advisor.loading.documents import shown
from advisor.loading.names import check_kebab
from advisor.loading.nodes import MapNode, Node, ScalarNode
from advisor.loading.schema import as_map, check_keys, given, names_in, optional_text, text_of

_KEYS = ("title", "address", "sections")


def read_sources(node: Node | None, found: list[Diagnostic]) -> dict[str, Source]:
    """`sources:` of a pack."""
    mapping = as_map(node, "`sources`", found) if node is not None else None
    return {
        name.text: _read_source(name, value, found)
        for name, value in (mapping.entries if mapping is not None else ())
    }


def _read_source(name: ScalarNode, node: Node, found: list[Diagnostic]) -> Source:
    check_kebab(name, "a source", found)
    what = f"the source `{shown(name.text)}`"
    body = as_map(node, what, found, help="write `title: …` under it")
    if body is None:
        return Source(name.text, name.text, {}, name.span)
    check_keys(body, _KEYS, ("title",), what, found)
    title = optional_text(body, "title", found) or name.text
    sections: dict[str, str] = {}
    listed_node = given(body, "sections")
    mapping: MapNode | None = None
    if listed_node is not None:
        mapping = as_map(listed_node, "`sections`", found, help="write `name: Title` for each")
    for key, value in mapping.entries if mapping is not None else ():
        check_kebab(key, "a section", found)
        sections[key.text] = text_of(value, f"the section `{shown(key.text)}`", found) or key.text
    return Source(name.text, title, sections, name.span, optional_text(body, "address", found))


def read_references(
    node: Node | None, sources: Mapping[str, Source], found: list[Diagnostic]
) -> tuple[str, ...]:
    """`source:` of a rule or parameter: one or more of `source#section`."""
    kept: list[str] = []
    for name in names_in(node, "`source`", found):
        problem = _problem(name.text, sources)
        if problem is None:
            kept.append(name.text)
        else:
            found.append(Diagnostic("ADV117", problem[0], name.span, help=problem[1]))
    return tuple(kept)


def _problem(text: str, sources: Mapping[str, Source]) -> tuple[str, str] | None:
    name, mark, section = text.partition("#")
    source = sources.get(name)
    if source is None:
        owner = next((s.name for s in sources.values() if name in s.sections), None)
        help = f"did you mean `{owner}#{name}`?" if owner is not None and not mark else None
        known = (
            f"the sources are {listed(sources)}"
            if sources
            else ("declare it under `sources` in `pack.yaml`")
        )
        return (
            f"there is no source `{shown(name)}`",
            help or did_you_mean(name, sources) or known,
        )
    known = f"its sections are {listed(source.sections)}"
    if section in source.sections or (not mark and not source.sections):
        return None
    if not mark:
        return f"`{shown(name)}` names no section of the source", f"write `{name}#…`; {known}"
    if not source.sections:
        return f"the source `{shown(name)}` has no sections", f"write `{name}`"
    return (
        f"`{shown(name)}` has no section `{shown(section)}`",
        did_you_mean(section, source.sections) or known,
    )
