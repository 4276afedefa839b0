"""A whole situation as a file: block style, facts in the order of their declaration, then the lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import Enum

from advisor import ir
from advisor.loading.syntax.nodes import NONE_WORDS
from advisor.rendering.words import written


class ScalarStyle(Enum):
    """Where a value stands: on a line of its own, between YAML's brackets, or in JSON."""

    BLOCK = "block"
    FLOW = "flow"
    JSON = "json"


_UNSAFE_IN_FLOW = frozenset(",[]{}:?")
_ESCAPED = frozenset("\x7f\x85\xa0\u2028\u2029\ufeff")


def value_text(value: ir.Value | None, type: ir.Type, style: ScalarStyle) -> str:
    """A value, or `none` where the person said that there is none."""
    if style is ScalarStyle.JSON:
        return _json_text(value, type)
    if value is None:
        return "none"
    text = written(value, type)
    return scalar_text(text, style) if type.kind in (ir.Kind.TEXT, ir.Kind.CHOICE) else text


def _json_text(value: ir.Value | None, type: ir.Type) -> str:
    if value is None:
        return "null"
    match type.kind:
        case ir.Kind.YES_NO:
            return "true" if value else "false"
        case ir.Kind.NUMBER:
            return written(value, type)  # all its digits: a JSON number is a text of digits
        case _:
            return json.dumps(written(value, type), ensure_ascii=False)


def scalar_text(text: str, style: ScalarStyle) -> str:
    """A text as a YAML scalar that is read back as exactly this text."""
    return text if _is_plain(text, style) else _quoted(text)


def _is_plain(text: str, style: ScalarStyle) -> bool:
    if text in NONE_WORDS or not text.isprintable() or text != text.strip():
        return False
    if not (text[0].isalnum() or text[0] in "_(" or text.startswith(("./", "../"))):
        return False  # many other signs begin something else in YAML
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return style is ScalarStyle.BLOCK or not _UNSAFE_IN_FLOW.intersection(text)


def _quoted(text: str) -> str:
    """In double quotes, where YAML knows all the escapes of JSON."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() and char not in _ESCAPED else _escape(char) for char in plain
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


STEP = "  "


def situation_text(
    pack: ir.Pack,
    root: ir.Instance,
    title: str | None = None,
    today: int | None = None,
    rules: str | None = None,
) -> str:
    """The YAML text of one situation.

    Shape: `rules` names the pack, where that has to be said. A list to which the person may still add, and which is empty so far, is left out; one that
    is known to be empty is `none`. Reading the text gives the same title, date, facts and lists.
    """
    lines: list[str] = []
    if title is not None:
        lines.append(f"situation: {scalar_text(title, ScalarStyle.BLOCK)}")
    if rules is not None:
        lines.append(f"pack: {scalar_text(rules, ScalarStyle.BLOCK)}")
    if today is not None:
        lines.append(f"today: {ir.iso_date(today)}")
    lines.extend(instance_lines(pack, root))
    return "".join(f"{line}\n" for line in lines) or "{}\n"


def instance_lines(pack: ir.Pack, instance: ir.Instance) -> Iterator[str]:
    """The lines of one instance, without indentation of their own; none where nothing is known."""
    for name, text in stated_texts(pack, instance, ScalarStyle.BLOCK):
        yield f"{name}: {text}"
    for inner in pack.lists[instance.entity]:
        name = inner.list_name
        items = instance.lists.get(name, ())
        if items:
            yield f"{name}:"
            for item in items:
                yield from (f"{STEP}{line}" for line in item_lines(pack, item))
        elif name not in instance.open_lists:
            yield f"{name}: none"


def stated_texts(
    pack: ir.Pack, instance: ir.Instance, style: ScalarStyle
) -> Iterator[tuple[str, str]]:
    """Each stated fact by its name, with its value as text: `("symptoms", "[fever]")`, in order of declaration."""
    declared = pack.entities[instance.entity]
    of_part = {part: one for one in declared.several.values() for part in one.parts.values()}
    written: set[str] = set()
    for name, fact in declared.facts.items():
        several = of_part.get(name)
        chosen = None if several is None else several.folded(instance.facts)
        if several is not None and chosen is not None:
            if several.name not in written:
                written.add(several.name)
                yield several.name, choices_text(chosen, style)
        elif name in instance.facts:
            yield name, value_text(instance.facts[name], fact.type, style)


def choices_text(choices: Iterable[str], style: ScalarStyle) -> str:
    """`[fever, cough]`; `[]` for none of them."""
    quote = json.dumps if style is ScalarStyle.JSON else str
    return f"[{', '.join(quote(choice) for choice in choices)}]"


def item_lines(pack: ir.Pack, item: ir.Instance) -> Iterator[str]:
    """The lines of one item of a list, the first with its dash."""
    lead = "- "
    for line in instance_lines(pack, item):
        yield f"{lead}{line}"
        lead = STEP
    if lead == "- ":
        yield "- {}"


def flow_text(pack: ir.Pack, instance: ir.Instance, style: ScalarStyle) -> str:
    """One instance between braces, on one line, for flow style and JSON."""
    stated = stated_texts(pack, instance, style)
    parts = [f"{key_text(name, style)}: {text}" for name, text in stated]
    for inner in pack.lists[instance.entity]:
        name = inner.list_name
        items = instance.lists.get(name, ())
        if items:
            inside = ", ".join(flow_text(pack, item, style) for item in items)
            parts.append(f"{key_text(name, style)}: [{inside}]")
        elif name not in instance.open_lists:
            parts.append(f"{key_text(name, style)}: []")
    return "{" + ", ".join(parts) + "}"


def key_text(name: str, style: ScalarStyle) -> str:
    """A key; in quotes in JSON."""
    return f'"{name}"' if style is ScalarStyle.JSON else name


def situation_json(
    pack: ir.Pack,
    root: ir.Instance,
    title: str | None = None,
    today: int | None = None,
    rules: str | None = None,
) -> str:
    """The same as `situation_text`, as JSON on one line."""
    head = {}
    if title is not None:
        head["situation"] = title
    if rules is not None:
        head["pack"] = rules
    if today is not None:
        head["today"] = ir.iso_date(today)
    assert root.entity == ir.SITUATION
    body = flow_text(pack, root, ScalarStyle.JSON)[1:-1]
    start = json.dumps(head, ensure_ascii=False)[1:-1]
    return "{" + ", ".join(part for part in (start, body) if part) + "}\n"
