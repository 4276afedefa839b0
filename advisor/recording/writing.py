"""A whole situation as a file: block style, facts in the order of their declaration, then the lists."""

from __future__ import annotations

import json
from collections.abc import Iterator

from advisor.ir.packs import SITUATION, Pack
from advisor.ir.situations import Instance
from advisor.recording.values import Style, scalar_text, value_text
from advisor.rendering.words import iso_date

STEP = "  "


def situation_text(
    pack: Pack, root: Instance, title: str | None = None, today: int | None = None
) -> str:
    """The YAML text of one situation.

    Shape: a list to which the person may still add, and which is empty so far, is left out; one that
    is known to be empty is `none`. Reading the text gives the same title, date, facts and lists.
    """
    lines: list[str] = []
    if title is not None:
        lines.append(f"situation: {scalar_text(title, Style.BLOCK)}")
    if today is not None:
        lines.append(f"today: {iso_date(today)}")
    lines.extend(instance_lines(pack, root))
    return "".join(f"{line}\n" for line in lines) or "{}\n"


def instance_lines(pack: Pack, instance: Instance) -> Iterator[str]:
    """The lines of one instance, without indentation of their own; none where nothing is known."""
    declared = pack.entities[instance.entity].facts
    for name, fact in declared.items():
        if name in instance.facts:
            yield f"{name}: {value_text(instance.facts[name], fact.type, Style.BLOCK)}"
    for inner in pack.lists[instance.entity]:
        name = inner.list or ""
        items = instance.lists.get(name, ())
        if items:
            yield f"{name}:"
            for item in items:
                yield from (f"{STEP}{line}" for line in item_lines(pack, item))
        elif name not in instance.open_lists:
            yield f"{name}: none"


def item_lines(pack: Pack, item: Instance) -> Iterator[str]:
    """The lines of one item of a list, the first with its dash."""
    lead = "- "
    for line in instance_lines(pack, item):
        yield f"{lead}{line}"
        lead = STEP
    if lead == "- ":
        yield "- {}"


def flow_text(pack: Pack, instance: Instance, style: Style) -> str:
    """One instance between braces, on one line, for flow style and JSON."""
    parts: list[str] = []
    declared = pack.entities[instance.entity].facts
    for name, fact in declared.items():
        if name in instance.facts:
            value = value_text(instance.facts[name], fact.type, style)
            parts.append(f"{key_text(name, style)}: {value}")
    for inner in pack.lists[instance.entity]:
        name = inner.list or ""
        items = instance.lists.get(name, ())
        if items:
            inside = ", ".join(flow_text(pack, item, style) for item in items)
            parts.append(f"{key_text(name, style)}: [{inside}]")
        elif name not in instance.open_lists:
            parts.append(f"{key_text(name, style)}: []")
    return "{" + ", ".join(parts) + "}"


def key_text(name: str, style: Style) -> str:
    """A key; in quotes in JSON."""
    return f'"{name}"' if style is Style.JSON else name


def situation_json(
    pack: Pack, root: Instance, title: str | None = None, today: int | None = None
) -> str:
    """The same as `situation_text`, as JSON on one line."""
    head = {}
    if title is not None:
        head["situation"] = title
    if today is not None:
        head["today"] = iso_date(today)
    assert root.entity == SITUATION
    body = flow_text(pack, root, Style.JSON)[1:-1]
    start = json.dumps(head, ensure_ascii=False)[1:-1]
    return "{" + ", ".join(part for part in (start, body) if part) + "}\n"
