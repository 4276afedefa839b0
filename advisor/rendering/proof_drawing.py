"""The proof of a piece of advice as a drawing: one SVG file that needs nothing else.

A box a rule or fact, one below the other, each under what rests on it and further to the right:

    advice
     ├─ rule
     │   ├─ fact
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering import proof_tree
from advisor.rendering.drawing import LETTER, LINE, PAD, box, box_height, drawing
from advisor.rendering.layout import wrap
from advisor.rendering.proofs import closed_of, proof_sentence
from advisor.rendering.words import with_value

_WIDTH, _STEP, _GAP, _EDGE = 840, 26, 7, 16  # pixels
_NARROWEST = 320


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
        return box_height(len(self.lines) + len(self.small))


def draw_proof(proof: proof_tree.Proof, today: int) -> str:
    """The drawing. Shape: an SVG document."""
    sentences = (proof_sentence(proof, today), closed_of(proof, today))
    return _drawing(proof.advice.title, sentences, (*proof.rules, *proof.replaced))


def draw_fact(proof: proof_tree.FactProof) -> str:
    """The drawing of why a concluded fact is what it is."""
    numbers = [_number_words(number) for number in proof.fact.numbers]
    return _drawing(f"{proof.title}: {proof.fact.words}", numbers, proof_tree.inside_of(proof.fact))


def _drawing(head: str, sentences: Sequence[str], branches: Sequence[proof_tree.Branch]) -> str:
    boxes = list(_boxes(head, sentences, branches))
    tops, at = [], _EDGE
    for one in boxes:
        tops.append(at)
        at += one.height + _GAP
    height = at - _GAP + _EDGE
    width = max(_WIDTH, max(one.left for one in boxes) + _NARROWEST + _EDGE)
    parts: list[str] = []
    for one, top in zip(boxes, tops, strict=True):
        if one.above is not None:
            over = boxes[one.above]
            x, y = over.left + _STEP // 2, tops[one.above] + over.height
            parts.append(f'<path class="edge" d="M{x} {y}V{top + PAD + LINE // 2}H{one.left}"/>')
    for one, top in zip(boxes, tops, strict=True):
        room = width - _EDGE - one.left
        is_bold = one.kind == "advice"
        parts += box(one.kind, one.left, top, room, one.lines, one.small, is_bold=is_bold)
    return drawing(f"Why: {head}", width, height, parts)


def _boxes(
    head: str, sentences: Sequence[str], branches: Sequence[proof_tree.Branch]
) -> Iterator[_Box]:
    small = _all_fitted(sentences, 0)
    yield _Box(0, "advice", _fitted(head, 0), small, None)
    shown: set[tuple[type[proof_tree.Branch], str, str]] = set()
    number = 0

    def below(branches: Sequence[proof_tree.Branch], depth: int, above: int) -> Iterator[_Box]:
        nonlocal number
        for branch in branches:
            number += 1
            mine = number
            inside = proof_tree.inside_of(branch)
            is_known = bool(inside) and proof_tree.name_of(branch) in shown
            shown.add(proof_tree.name_of(branch))
            yield _box(branch, depth, above, is_known)
            if not is_known:
                yield from below(inside, depth + 1, mine)

    yield from below(branches, 1, 0)


def _box(branch: proof_tree.Branch, depth: int, above: int, is_known: bool) -> _Box:
    more = " (see above)" if is_known else ""
    match branch:
        case proof_tree.ProofRule():
            where = f"{branch.rule}, {branch.span.place}"
            lines = _fitted(f"{branch.because or branch.rule}{more}", depth)
            small = (f"rule {where}", *map(_number_words, branch.numbers))
            return _Box(depth, "rule", lines, _all_fitted(small, depth), above)
        case proof_tree.ProofFact():
            kind = {
                proof_tree.Origin.STATED: "said",
                proof_tree.Origin.NONE: "said",
                proof_tree.Origin.MISSING: "missing",
                proof_tree.Origin.FUTURE: "missing",
            }.get(branch.origin, "worked-out")
            words = "not said" if branch.origin is proof_tree.Origin.MISSING else branch.words
            lines = _fitted(with_value(branch.says, words) + more, depth)
            where = branch.span.place if branch.span else ""
            origin = ", ".join(part for part in (branch.origin.value, where) if part)
            numbers = () if is_known else map(_number_words, branch.numbers)
            small = (origin if branch.span else "", *numbers)
            return _Box(depth, kind, lines, _all_fitted(small, depth), above)


def _number_words(number: proof_tree.ProofNumber) -> str:
    """`by chase_interval: 1 week, parameters.yaml:3`."""
    return f"by {number.parameter}: {number.words}, {number.span.place}"


def _all_fitted(texts: Sequence[str], depth: int) -> tuple[str, ...]:
    return tuple(line for text in texts if text for line in _fitted(text, depth))


def _fitted(text: str, depth: int) -> tuple[str, ...]:
    """The text in lines that fit a box of this depth."""
    width = max(_WIDTH - 2 * _EDGE - depth * _STEP, _NARROWEST) - 20
    return tuple(wrap(text, int(width / LETTER)))
