"""Where the guidance says it: `sources:` with their sections, and what cites them, such as `source: follow-ups#chase`."""

from __future__ import annotations

from collections.abc import Mapping

from advisor import ir
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.syntax.nodes import Node, ScalarNode, shown

_SOURCE_KEYS = ("title", "address", "sections")


def read_sources(head: Fields) -> dict[str, ir.Citation]:
    """`sources:` of a pack."""
    return {name.text: _read_source(name, node, head) for name, node in head.entries("sources")}


def _read_source(name: ScalarNode, node: Node, reader: NodeReader) -> ir.Citation:
    reader.check_kebab(name, "a source")
    reader.define(ir.NameKind.SOURCE, name)
    source = reader.fields(node, f"the source `{shown(name.text)}`", "write `title: …` under it")
    if source is None:
        return ir.Citation(name.text, name.text, {}, name.span)
    source.check_keys(_SOURCE_KEYS, ("title",))
    title = source.text("title") or name.text
    sections: dict[str, str] = {}
    for key, value in source.entries("sections", "write `name: Title` for each"):
        reader.check_kebab(key, "a section")
        reader.define(ir.NameKind.SECTION, key, name.text)
        sections[key.text] = reader.text_of(value, f"the section `{shown(key.text)}`") or key.text
    return ir.Citation(name.text, title, sections, name.span, source.text("address"))


def read_references(fields: Fields, sources: Mapping[str, ir.Citation] | None) -> tuple[str, ...]:
    """`source:` of a rule or parameter: one or more of `source#section`; any, where `sources` is None."""
    kept: list[str] = []
    for name in fields.names("source"):
        problem = None if sources is None else _problem(name.text, sources)
        if problem is None:
            kept.append(name.text)
            _use_source(name, fields)
        else:
            fields.report("ADV117", name.span, *problem)
    return tuple(kept)


def _use_source(name: ScalarNode, reader: NodeReader) -> None:
    """Keep what `follow-ups#chase` names."""
    source, mark, section = name.text.partition("#")
    reader.use(ir.Symbol(ir.NameKind.SOURCE, source), name.part(0, len(source)))
    if mark:
        at = len(source) + 1
        reader.use(
            ir.Symbol(ir.NameKind.SECTION, section, (source,)), name.part(at, len(name.text))
        )


def _problem(text: str, sources: Mapping[str, ir.Citation]) -> tuple[str, str] | None:
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
