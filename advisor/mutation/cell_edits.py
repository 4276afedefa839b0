"""Mutants of tables in the words of the author: the same change made in a cell, in YAML or in a file of tables."""

from __future__ import annotations

import csv
import io
import re

from advisor import ir
from advisor.diagnostics import Span
from advisor.loading.syntax.files import YAML_ENDINGS
from advisor.mutation.mutants import Mutant, MutationKind
from advisor.recording.situation_texts import ScalarStyle, scalar_text
from advisor.recording.text_edits import DocumentText
from advisor.rendering.words import written

Cut = tuple[int, int, str]  # from, to, what stands there instead
_OTHER_SIGN = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "before": "on or before",
    "on or before": "before",
    "after": "on or after",
    "on or after": "after",
}
_SIGN = re.compile(r"<=|>=|<|>|\bon or before\b|\bon or after\b|\bbefore\b|\bafter\b")
# What stands around the part of a cell that is looked at: `one of (a, b)`, `is a`.
_AHEAD = re.compile(r"(?:\bis +)?(?:\bone +of *\( *)?\Z")
_RANGE = re.compile(r"(?P<low>[\[(\]]?)(?P<inside>.*\.\..*?)(?P<high>[\])\[]?)\Z", re.DOTALL)


def cell_cuts(mutant: Mutant, document: DocumentText) -> list[Cut] | None:
    """What has to be cut out or replaced; None where that is not found."""
    assert mutant.cell is not None  # INVARIANT: only those of cells are asked about
    cell = _Cell(mutant.cell, document)
    match mutant.kind, mutant.old, mutant.new:
        case MutationKind.ROW, _, _:
            return cell.row()
        case MutationKind.OUTCOME, _, str() as action:
            return cell.instead(action)
        case MutationKind.CONDITION, _, None:
            return cell.instead("-")
        case MutationKind.LIMIT, ir.Compare() as old, ir.Compare() as new if old.op is not new.op:
            return cell.opened(old)
        case MutationKind.LIMIT, ir.Compare() as old, ir.Compare() as new:
            return cell.valued(old.right, new.right)
        case MutationKind.NEGATION, ir.Not() as old, _:
            return cell.instead(re.sub(r"\bnot\b ?", "", cell.text, count=1))
        case MutationKind.OPTION, _, _:
            return cell.without(mutant)
        case MutationKind.CELL | MutationKind.OUTCOME, _, _:
            assert not isinstance(mutant.old, str)
            assert mutant.new is not None and not isinstance(mutant.new, str)
            return cell.valued(mutant.old, mutant.new)
        case _:
            return None


class _Cell:
    """A cell where it stands. Whatever comes into it is written as its file has cells."""

    def __init__(self, span: Span, document: DocumentText) -> None:
        self._document, self._whole = document, document.text
        self.begin, self.end = document.start(span), document.end(span)
        ahead = _AHEAD.search(self._whole, 0, self.begin)
        if ahead is not None and ahead.group():
            self.begin = ahead.start()
            if ahead.group().rstrip().endswith("("):
                self.end = self._whole.index(")", self.end) + 1
        self.text = self._whole[self.begin : self.end]
        self._is_yaml = span.path.endswith(YAML_ENDINGS)

    def row(self) -> list[Cut]:
        """The lines of the row that begins here."""
        first = self._whole.rfind("\n", 0, self.begin) + 1
        indent = len(self._whole[first:]) - len(self._whole[first:].lstrip(" "))
        last = self._whole.find("\n", self.end)
        deeper = re.compile(rf"\n {{{indent + 1},}}\S[^\n]*" if self._is_yaml else r"(?!)")
        while last >= 0 and (more := deeper.match(self._whole, last)):
            last = more.end()
        return [(first, len(self._whole) if last < 0 else last + 1, "")]

    def instead(self, text: str) -> list[Cut]:
        """Something else in the whole cell."""
        begin, end = self.begin, self.end
        before, after = self._whole[begin - 1 : begin], self._whole[end : end + 1]
        if before == after and before in ("'", '"') and before:
            begin, end = begin - 1, end + 1
        if self._is_yaml:
            return [(begin, end, scalar_text(text, ScalarStyle.FLOW))]
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([text])
        return [(begin, end, line.getvalue())]

    def valued(self, old: ir.Expression, new: ir.Expression) -> list[Cut] | None:
        """Another value in the place of one; of what is worked out, with a step behind it."""
        begin, end = (self._at(place) for place in self._ends(old))
        if isinstance(new, ir.Literal):
            return self._with(begin, end, written(new.value, new.type))
        if isinstance(new, ir.Arithmetic) and new.left is old and isinstance(new.right, ir.Literal):
            step = written(new.right.value, new.right.type)
            return self._with(end, end, f" {new.op.value} {step}")
        first, last = (self._document.start(new.span), self._document.end(new.span))
        return self._with(begin, end, self._whole[first:last])

    def opened(self, old: ir.Compare) -> list[Cut] | None:
        """A limit that counts, or no longer does."""
        at = self._at(self._ends(old.right)[0])
        signs = list(_SIGN.finditer(self.text, 0, at))
        if signs:
            sign = signs[-1]
            return self._with(sign.start(), sign.end(), _OTHER_SIGN[sign.group()])
        found = _RANGE.match(self.text)
        if found is None:
            return None
        is_low = old.op in (ir.Comparison.AFTER, ir.Comparison.NOT_BEFORE)
        low, high = found["low"] or "[", found["high"] or "]"
        if is_low:
            low = "(" if low == "[" else "["
        else:
            high = ")" if high == "]" else "]"
        return self.instead(f"{low}{found['inside']}{high}")

    def without(self, mutant: Mutant) -> list[Cut] | None:
        """One of several values less, with a comma beside it."""
        if not isinstance(mutant.group, ir.OneOf) or isinstance(mutant.old, str):
            return None
        options, number = mutant.group.options, mutant.number
        ends = [tuple(self._at(place) for place in self._ends(part)) for part in options]
        if number:
            return self._with(ends[number - 1][1], ends[number][1], "")
        return self._with(ends[0][0], ends[1][0], "")

    def _ends(self, part: ir.Expression) -> tuple[int, int]:
        inside = list(ir.walk(part))
        return (
            min(self._document.start(p.span) for p in inside),
            max(self._document.end(p.span) for p in inside),
        )

    def _at(self, place: int) -> int:
        return place - self.begin

    def _with(self, begin: int, end: int, text: str) -> list[Cut]:
        return self.instead(self.text[:begin] + text + self.text[end:])
