"""The proof of a piece of advice as a drawing: one SVG file that needs nothing else.

A box a rule or fact, one below the other, each under what rests on it and further to the right:

    advice
     ├─ rule
     │   ├─ fact
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from advisor.diagnostics.values import dataclass
from advisor.rendering.layout import wrap
from advisor.rendering.proofs import (
    Branch,
    FactProof,
    Origin,
    Proof,
    ProofFact,
    ProofRule,
    inside_of,
    name_of,
    proof_sentence,
)
from advisor.rendering.words import with_value

_WIDTH, _STEP, _LINE, _PAD, _GAP, _EDGE = 840, 26, 18, 7, 7, 16  # pixels
_LETTER = 7.4  # pixels, of the font in use on average
_NARROWEST = 320
_STYLE = """
:root { color-scheme: light dark; }
text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1c2430; }
.bold { font-weight: 600; } .small { fill: #566; font-size: 11.5px; }
.page { fill: #fff; } .edge { fill: none; stroke: #99a3ad; stroke-width: 1.3; }
rect.rule { fill: #e9f0fb; stroke: #6c8fc7; } rect.said { fill: #e8f6ea; stroke: #5d9d68; }
rect.worked-out { fill: #f5f3ee; stroke: #a49a80; } rect.missing { fill: #fff; stroke: #99a3ad; stroke-dasharray: 4 3; }
rect.advice { fill: #fff3d6; stroke: #c79a2b; }
@media (prefers-color-scheme: dark) {
  text { fill: #e8ecf1; } .small { fill: #a9b4c0; } .page { fill: #14181d; } .edge { stroke: #66707c; }
  rect.rule { fill: #1d2a40; } rect.said { fill: #1b3020; } rect.worked-out { fill: #2a271f; }
  rect.missing { fill: #14181d; } rect.advice { fill: #3a2f12; }
}
"""


@dataclass(frozen=True, slots=True)
class _Box:
    depth: int
    kind: str
    lines: tuple[str, ...]
    small: tuple[str, ...]
    above: int | None  # the number of the box that it stands under

    @property
    def left(self) -> int:
        return _EDGE + self.depth * _STEP

    @property
    def height(self) -> int:
        return _LINE * (len(self.lines) + len(self.small)) + 2 * _PAD


def draw_proof(proof: Proof, told: Sequence[str], today: int) -> str:
    """The drawing. Shape: an SVG document; `told` is what a person said that the advice rests on."""
    sentence = proof_sentence(proof, told, today)
    return _drawing(proof.advice.title, sentence, (*proof.rules, *proof.replaced))


def draw_fact(proof: FactProof) -> str:
    """The drawing of why a concluded fact is what it is."""
    return _drawing(f"{proof.title}: {proof.fact.words}", "", inside_of(proof.fact))


def _drawing(head: str, sentence: str, branches: Sequence[Branch]) -> str:
    boxes = list(_boxes(head, sentence, branches))
    tops, at = [], _EDGE
    for box in boxes:
        tops.append(at)
        at += box.height + _GAP
    height = at - _GAP + _EDGE
    width = max(_WIDTH, max(box.left for box in boxes) + _NARROWEST + _EDGE)
    title = escape(f"Why: {head}")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-label="{title}">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
    ]
    for box, top in zip(boxes, tops, strict=True):
        if box.above is not None:
            over = boxes[box.above]
            x, y = over.left + _STEP // 2, tops[box.above] + over.height
            lines.append(f'<path class="edge" d="M{x} {y}V{top + _PAD + _LINE // 2}H{box.left}"/>')
    for box, top in zip(boxes, tops, strict=True):
        lines += _drawn(box, top, width - _EDGE - box.left)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _drawn(box: _Box, top: int, width: int) -> Iterator[str]:
    yield (
        f'<rect class="{box.kind}" x="{box.left}" y="{top}" width="{width}" height="{box.height}" rx="5"/>'
    )
    y = top + _PAD + _LINE - 5
    for number, line in enumerate((*box.lines, *box.small)):
        classes = "small" if number >= len(box.lines) else "bold" if box.kind == "advice" else ""
        mark = f' class="{classes}"' if classes else ""
        yield f'<text x="{box.left + 9}" y="{y}"{mark}>{escape(line)}</text>'
        y += _LINE


def _boxes(head: str, sentence: str, branches: Sequence[Branch]) -> Iterator[_Box]:
    small = _fitted(sentence, 0) if sentence else ()
    yield _Box(0, "advice", _fitted(head, 0), small, None)
    shown: set[tuple[type[Branch], str, str]] = set()
    number = 0

    def below(branches: Sequence[Branch], depth: int, above: int) -> Iterator[_Box]:
        nonlocal number
        for branch in branches:
            number += 1
            mine = number
            inside = inside_of(branch)
            is_known = bool(inside) and name_of(branch) in shown
            shown.add(name_of(branch))
            yield _box(branch, depth, above, is_known)
            if not is_known:
                yield from below(inside, depth + 1, mine)

    yield from below(branches, 1, 0)


def _box(branch: Branch, depth: int, above: int, is_known: bool) -> _Box:
    more = " (see above)" if is_known else ""
    match branch:
        case ProofRule():
            where = f"{branch.rule}, {branch.span.path}:{branch.span.line}"
            lines = _fitted(f"{branch.because or branch.rule}{more}", depth)
            return _Box(depth, "rule", lines, _fitted(f"rule {where}", depth), above)
        case ProofFact():
            kind = {
                Origin.STATED: "said",
                Origin.NONE: "said",
                Origin.MISSING: "missing",
                Origin.FUTURE: "missing",
            }.get(branch.origin, "worked-out")
            words = "not said" if branch.origin is Origin.MISSING else branch.words
            lines = _fitted(with_value(branch.says, words) + more, depth)
            where = f"{branch.span.path}:{branch.span.line}" if branch.span else ""
            origin = ", ".join(part for part in (branch.origin.value, where) if part)
            return _Box(depth, kind, lines, _fitted(origin, depth) if branch.span else (), above)


def _fitted(text: str, depth: int) -> tuple[str, ...]:
    """The text in lines that fit a box of this depth."""
    width = max(_WIDTH - 2 * _EDGE - depth * _STEP, _NARROWEST) - 20
    return tuple(wrap(text, int(width / _LETTER)))
