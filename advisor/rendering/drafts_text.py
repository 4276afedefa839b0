"""A message as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.rendering.drafts import Draft
from advisor.rendering.layout import wrap
from advisor.rendering.style import Style

IN_WRITING = "In writing"
_POINT = "- "


def render_draft(draft: Draft, width: int, style: Style) -> str:
    """The points for word of mouth, then the letter, each under its heading where there are both.

    Shape: lines of at most `width` cells, broken between words.
    """
    lines: list[str] = []
    if draft.points:
        lines += [style.bold(draft.heading), *_wrapped(draft.points, width)]
    if draft.points and draft.text:
        lines += ["", style.bold(IN_WRITING)]
    lines += _wrapped(draft.text, width)
    return "".join(f"{line}\n" for line in lines)


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in text.splitlines():
        is_point = line.startswith(_POINT)
        if line.strip():
            rest = " " * len(_POINT) if is_point else ""
            yield from wrap(line.removeprefix(_POINT), width, _POINT if is_point else "", rest)
        else:
            yield ""
