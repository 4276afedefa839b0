"""Mutants in the words of the author: the same change made in the text of the rules.

What cannot be made by a small edit, such as a change in a group of groups, is only described.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import unified_diff

from advisor import ir
from advisor.diagnostics import Span
from advisor.mutation.cell_edits import Cut, cell_cuts
from advisor.mutation.mutants import Mutant, MutationKind
from advisor.recording.text_edits import DocumentText
from advisor.rendering.words import written

_WORDED = ((r"\bon or before\b", "before"), (r"\bon or after\b", "after"))
_BARE = ((r"\bbefore\b", "on or before"), (r"\bafter\b", "on or after"))
_SIGNS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_KEYED = re.compile(r"(?P<dash>-\s+)?\b(?P<key>when|unless|all|any|none):\s*(?:-\s+)?[\"'\[(]*\Z")


def edited_text(mutant: Mutant, texts: Mapping[str, str]) -> str | None:
    """The whole text of the mutant's file with its change; None where it is no small edit."""
    text = texts.get(mutant.span.path)
    if text is None or not mutant.span.line:
        return None
    document = DocumentText(text)
    if mutant.cell is not None:
        cuts = cell_cuts(mutant, document)
    else:
        cuts = _Editor(document).cuts(mutant)
    if cuts is None:
        return None
    for begin, end, instead in sorted(cuts, reverse=True):
        text = text[:begin] + instead + text[end:]
    return text


def diff_lines(mutant: Mutant, texts: Mapping[str, str]) -> list[str]:
    """The lines that change, `-` as they are and `+` as they would be, with those around them where lines only
    come in; empty where that is not known.
    """
    changed = edited_text(mutant, texts)
    if changed is None:
        return []
    before, after = texts[mutant.span.path].splitlines(), changed.splitlines()
    found = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    if not any(line.startswith("-") for line in found):  # `+ any:` alone says nothing
        found = list(unified_diff(before, after, n=2, lineterm=""))[2:]
    return [line for line in found if not line.startswith("@@")]


class _Editor:
    """Finds in the text what a mutant changes."""

    def __init__(self, document: DocumentText) -> None:
        self._document, self._text = document, document.text

    def cuts(self, mutant: Mutant) -> list[Cut] | None:
        """What has to be cut out or replaced; None where that is not found."""
        match mutant.kind, mutant.old, mutant.new:
            case MutationKind.LIMIT, ir.Compare() as old, ir.Compare() as new:
                return self._limit(old, new)
            case MutationKind.JOIN, (ir.And() | ir.Or()) as old, _:
                return self._join(old)
            case MutationKind.NEGATION, ir.Not() as old, _:
                return self._negation(old)
            case MutationKind.CONDITION | MutationKind.UNLESS | MutationKind.OPTION, _, None:
                return self._left_out(mutant)
            case (
                (MutationKind.OVERRIDES | MutationKind.SILENCES | MutationKind.INSTEAD_OF),
                str() as name,
                _,
            ):
                return self._name(mutant.span, mutant.where, name)
            case MutationKind.PARAMETER, _, ir.Literal() as new:
                return self._parameter(mutant, new)
            case _:
                return self._other(mutant)

    # Where parts stand.

    def _start(self, part: ir.Expression) -> int:
        return min(self._document.start(p.span) for p in ir.walk(part))

    def _end(self, part: ir.Expression) -> int:
        return max(self._document.end(p.span) for p in ir.walk(part))

    def _around(self, begin: int, end: int) -> tuple[int, int]:
        """With the brackets around it alone: `(a or b)` of `a or b`."""
        while True:
            before = len(self._text[:begin].rstrip(" "))
            after = end + len(self._text[end:]) - len(self._text[end:].lstrip(" "))
            is_closed = (
                self._text[before - 1 : before] == "(" and self._text[after : after + 1] == ")"
            )
            if not is_closed or re.search(r"\w\Z", self._text[: before - 1]):
                return begin, end
            begin, end = before - 1, after + 1

    def _lines(self, begin: int, end: int) -> tuple[int, int]:
        """The whole lines of a stretch, with the break behind them."""
        first = self._text.rfind("\n", 0, begin) + 1
        last = self._text.find("\n", end)
        return first, len(self._text) if last < 0 else last + 1

    def _is_rest_empty(self, end: int) -> bool:
        """Whether nothing but a comment or a quotation mark follows on the line."""
        line_end = self._text.find("\n", end)
        rest = self._text[end : None if line_end < 0 else line_end]
        return re.fullmatch(r"[\"'\])}]*\s*(#.*)?", rest) is not None

    # What is changed.

    def _limit(self, old: ir.Compare, new: ir.Compare) -> list[Cut] | None:
        if new.op is old.op:
            return self._moved(old.right, new.right)
        begin, end = self._end(old.left), self._start(old.right)
        gap = self._text[begin:end]
        for pattern, instead in (*_WORDED, *_BARE):
            if re.search(pattern, gap):
                return [(begin, end, re.sub(pattern, instead, gap, count=1))]
        sign = re.search(r"<=|>=|<|>", gap)
        if sign is None:
            return None
        return [(begin + sign.start(), begin + sign.end(), _SIGNS[sign.group()])]

    def _moved(self, old: ir.Expression, new: ir.Expression) -> list[Cut] | None:
        """A day, length or number that is moved: another literal, or a step behind it."""
        if isinstance(new, ir.Literal):
            return [(self._start(old), self._end(old), written(new.value, new.type))]
        if not isinstance(new, ir.Arithmetic) or new.left is not old:
            return None
        assert isinstance(new.right, ir.Literal)  # INVARIANT: the step
        end = self._end(old)
        while self._text[end : end + 1] == ")" and self._opens(old, end):
            end += 1
        return [(end, end, f" {new.op.value} {written(new.right.value, new.right.type)}")]

    def _opens(self, part: ir.Expression, end: int) -> bool:
        """Whether a closing bracket belongs to the part, whose span ends before it."""
        inside = self._text[self._start(part) : end]
        return inside.count("(") > inside.count(")")

    def _join(self, old: ir.And | ir.Or) -> list[Cut] | None:
        is_and = isinstance(old, ir.And)
        word, other = ("and", "or") if is_and else ("or", "and")
        cuts: list[Cut] = []
        for one, following in zip(old.operands, old.operands[1:], strict=False):
            begin, end = self._end(one), self._start(following)
            found = re.search(rf"\b{word}\b", self._text[begin:end])
            if found is None:
                return self._group(old, "any" if is_and else "all")
            cuts.append((begin + found.start(), begin + found.end(), other))
        return cuts

    def _group(self, old: ir.And | ir.Or, word: str) -> list[Cut] | None:
        """A list of conditions of which any is enough, where all were meant, or the other way round."""
        begin = self._start(old.operands[0])
        head = _KEYED.search(self._text[:begin])
        if head is None or head["key"] == "none":
            return None
        if head["key"] in ("all", "any"):
            return [(head.start("key"), head.end("key"), word)]
        first, _ = self._lines(begin, begin)
        item = re.match(r"(\s*)-\s", self._text[first:])
        if item is None or head.start("key") > first:
            return None
        return [(first, first, f"{item[1]}{word}:\n")]

    def _negation(self, old: ir.Not) -> list[Cut] | None:
        begin = self._document.start(old.span)
        said = re.match(r"not\b\s*", self._text[begin:])
        if said is not None:
            return [(begin, begin + said.end(), "")]
        head = _KEYED.search(self._text[: self._start(old.operand)])
        if head is not None and head["key"] == "none":
            return [(head.start("key"), head.end("key"), "any")]
        inside = ir.children(old.operand)
        if not inside:
            return None
        after = self._end(inside[0])
        found = re.match(r"[\s)]*is not\b", self._text[after:])
        if found is None:
            return None
        end = after + found.end()
        return [(end - len(" not"), end, "")]

    def _left_out(self, mutant: Mutant) -> list[Cut] | None:
        assert not isinstance(mutant.old, str)  # INVARIANT: it is a condition or a choice
        begin, end = self._around(self._start(mutant.old), self._end(mutant.old))
        if mutant.group is None:
            head = _KEYED.search(self._text[:begin])
            while head is not None and head["key"] not in ("when", "unless"):
                head = _KEYED.search(self._text[: head.start()])
            if head is None or not self._is_rest_empty(end):
                return None
            return [(*self._lines(head.start("key"), end), "")]
        if isinstance(mutant.group, ir.And | ir.Or):
            item = self._item(begin, end)
            if item is not None:
                return [item]
            siblings = mutant.group.operands
        elif isinstance(mutant.group, ir.OneOf):
            siblings = mutant.group.options
        else:
            return None
        return self._from_row(siblings, mutant.number, begin, end)

    def _item(self, begin: int, end: int) -> Cut | None:
        """The lines of a condition that stands alone in a list."""
        head = re.search(
            r"(?:^|\n)[ ]*-\s+(?:(?:all|any|none):\s*)?(?:-\s+)?[\"'\[(]*\Z", self._text[:begin]
        )
        if head is None or not self._is_rest_empty(end):
            return None
        first = head.start() + head.group().startswith("\n")
        return (*self._lines(first, end), "")

    def _from_row(
        self, siblings: tuple[ir.Expression, ...], number: int, begin: int, end: int
    ) -> list[Cut] | None:
        """One of several in a row, with the word or comma that joins it to its neighbour."""
        ends = [self._around(self._start(part), self._end(part)) for part in siblings]
        cut = (ends[number - 1][1], end) if number else (begin, ends[1][0])
        joining = self._text[cut[0] : begin] if number else self._text[end : cut[1]]
        if not re.fullmatch(r"\s*(?:and|or|,)\s*", joining):
            return None
        return [(*cut, "")]

    def _name(self, span: Span, key: str, name: str) -> list[Cut] | None:
        """A name under a key of a rule, which begins at the span."""
        begin = self._document.end(span)
        following = re.compile(r"^\s*- rule:", re.MULTILINE).search(self._text, begin)
        end = len(self._text) if following is None else following.start()
        head = re.compile(rf"(?:^|[\s{{,]){key}:[ ]*", re.MULTILINE).search(self._text, begin, end)
        if head is None:
            return None
        found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(
            self._text, head.end(), end
        )
        if found is None:
            return None
        before, after = self._text[head.end() : found.start()], self._text[found.end() : end]
        if re.fullmatch(r"\[?\s*", before) and re.match(r"\s*\]?\s*(#.*)?(\n|\Z)", after):
            return [(*self._lines(head.end() - 1, found.end()), "")]  # the only one
        if before.startswith("["):
            comma = re.match(r"\s*,\s*", after)
            if comma is not None:
                return [(found.start(), found.end() + comma.end(), "")]
            earlier = re.search(r"\s*,\s*\Z", before)
            return None if earlier is None else [(head.end() + earlier.start(), found.end(), "")]
        return [(*self._lines(found.start(), found.end()), "")] if before.endswith("- ") else None

    def _parameter(self, mutant: Mutant, new: ir.Literal) -> list[Cut] | None:
        assert mutant.parameter is not None  # INVARIANT: it is what changes
        day = mutant.parameter[2]
        key = "value" if day is None else ir.iso_date(day)
        value = re.compile(rf"\b{key}:[ ]*([^\n,}}#]*[^\n,}}#\s])")
        found = value.search(self._text, self._document.end(mutant.span))
        if found is None:
            return None
        return [(found.start(1), found.end(1), written(new.value, new.type))]

    def _other(self, mutant: Mutant) -> list[Cut] | None:
        if isinstance(mutant.old, str):
            return None
        if mutant.new is not None and not isinstance(mutant.new, str):
            return self._moved(mutant.old, mutant.new)
        begin, end = self._start(mutant.old), self._end(mutant.old)
        while self._text[end : end + 1] == ")" and self._opens(mutant.old, end):
            end += 1
        line = re.search(rf"(?:^|\n)[ ]*{mutant.where}:\s*[\"']?\Z", self._text[:begin])
        if line is not None and self._is_rest_empty(end):
            return [(*self._lines(begin, end), "")]
        inside = re.search(rf",\s*{mutant.where}:\s*[\"']?\Z", self._text[:begin])
        return None if inside is None else [(inside.start(), end, "")]
