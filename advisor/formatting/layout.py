"""The layout itself: two spaces a step, a list one step inside its key, one empty line at most.

    rules:                                  rules:
     - rule: a                                # why there is a
       when:                                  - rule: a
       - x   # first                            when:
       - {y:   1,  z: 2}             →            - x  # first
    #    unless: z                                - {y: 1, z: 2}
     # why there is b                           # unless: z
     - rule: b
                                              # why there is b
                                              - rule: b

Words stay as they are spelt: quotes, `|` and `>`, where the author breaks a long sentence. What stands in brackets on one
line stays there; over several lines, it is put on one where that has room, else below each other. Rows of a table whose
columns somebody has put below each other stay so.

Why not ruamel.yaml, whose round trip keeps comments, too: it breaks lines at a width or joins those that the author broke,
leaves comments in the column where they were while what they speak of moves, and writes `[{a: 1}]` as `[a: 1]`.
"""

from __future__ import annotations

import re

from advisor.formatting.tree import GAP, Collection, LayoutError, Part, Place, Scalar, Tree, parse

WIDTH = 120  # of brackets that were written over several lines
STEP = 2
_COLUMNS = re.compile(",  ")
_LONGEST_KEY = 1_000  # YAML looks for a colon no further


def lay_out(text: str, is_pack: bool) -> str:
    """The text in its layout; of the files of a pack (`is_pack`), sections and rules stand apart by an empty line.

    Raises: LayoutError, where it is written in a way that has no place here.
    """
    tree = parse(text)
    laid = _Writer(tree, is_pack).write()
    if [c.text for c in parse(laid).comments] != [c.text for c in tree.comments]:
        raise LayoutError("a comment stands where it has no place")
    return laid


class _Writer:
    """Writes line by line. `_spine` are the blocks around the last line: their columns before and now."""

    def __init__(self, tree: Tree, is_pack: bool) -> None:
        self._tree, self._is_pack = tree, is_pack
        self._comments = list(reversed(tree.comments))
        self._lines: list[str] = []
        self._open: list[tuple[int, int]] = []
        self._spine: list[tuple[int, int]] = []
        self._line_before = -1  # of the source: where the last thing ended
        self._is_tight = True  # no empty line may follow
        self._as_written: set[int] = set()

    def write(self) -> str:
        """The whole text."""
        for number, document in enumerate(self._tree.documents):
            if document.marker is not None or number:
                if number:
                    self._comments_before(document.marker or Place(0, 0, 0), 0)
                    self._is_tight = True
                    self._begin_line("---", document.marker, 0)
                self._is_tight = True
            self._spine = []
            body = document.body
            if isinstance(body, Collection) and not self._is_flat(body, 0):
                self._block(body, 0, is_top=True)
            elif body is not None:
                self._comments_before(body.start, 0)
                self._begin_line("", body.start, 0)
                self._inline(body, 0)
        self._comments_before(None, 0)
        text = self._tree.newline.join(self._lines)
        return text + self._tree.newline if text else ""

    # -- lines -----------------------------------------------------------------------------------

    def _begin_line(
        self, words: str, at: Place | None, column: int, is_apart: bool = False
    ) -> None:
        """Begin a line; with an empty one before it where one was, or where it has to stand apart."""
        had_one = at is not None and at.line - self._line_before > 1
        if self._lines and not self._is_tight and (had_one or is_apart):
            self._lines.append("")
        self._lines.append(" " * column + words)
        self._is_tight = False
        self._spine = list(self._open)
        if at is not None:
            self._line_before = max(self._line_before, at.line)

    def _comments_before(
        self, at: Place | None, column: int, source: int = 0, is_apart: bool = False
    ) -> bool:
        """Write the comments that stand before a place, which will be in this column.

        One that is indented further than what follows stays with the block before it. True where those that lead what
        follows have put it apart already.
        """
        has_led = False
        while self._comments and (at is None or self._comments[-1].at.index < at.index):
            comment = self._comments.pop()
            inside = [new for old, new in self._spine if source < old <= comment.at.column]
            spine = self._spine
            if inside:
                self._begin_line(comment.text, comment.at, inside[-1])
            else:
                self._begin_line(comment.text, comment.at, column, is_apart and not has_led)
                has_led = True
            self._spine = spine
        return has_led

    def _comment_behind(self, line: int, before: Place | None = None) -> None:
        """Write the comment that stands behind something on a line, and `before` something else."""
        if self._comments:
            comment = self._comments[-1]
            is_before = before is None or comment.at.index < before.index
            if comment.at.line == line and not comment.is_alone and is_before:
                self._comments.pop()
                self._lines[-1] += " " * max(comment.gap, GAP) + comment.text

    def _has_comment(self, start: Place, end: Place) -> bool:
        return any(start.index <= c.at.index < end.index for c in self._comments)

    # -- parts -----------------------------------------------------------------------------------

    def _block(
        self,
        body: Collection,
        column: int,
        is_top: bool = False,
        has_lead: bool = False,
        is_apart: bool = False,
    ) -> None:
        """A list or mapping, a line for each entry; of a list (`is_apart`), with an empty line between them.

        `has_lead`: its first entry goes on in a line that is begun.
        """
        starts = body.dashes or [part.start for part in body.parts]
        source = starts[0].column
        self._open.append((source, column))
        if body.is_map:
            for number, (key, value) in enumerate(body.entries):
                own_section = is_top and self._is_pack and number > 0
                self._lead(key.start, column, source, has_lead and number == 0, own_section)
                self._entry(key, value, column, is_top)
        else:
            if _is_aligned(body):
                self._as_written |= {id(item) for item in body.parts}
            for number, (item, at) in enumerate(zip(body.parts, starts, strict=True)):
                self._lead(at, column, source, has_lead and number == 0, is_apart and number > 0)
                self._lines[-1] += "-"
                self._line_before = max(self._line_before, at.line)
                self._value(item, at, column, can_share=True)
        self._open.pop()

    def _lead(self, at: Place, column: int, source: int, has_lead: bool, is_apart: bool) -> None:
        if has_lead:
            self._spine = list(self._open)
            return
        has_led = self._comments_before(at, column, source, is_apart)
        self._begin_line("", at, column, is_apart and not has_led)

    def _entry(self, key: Part, value: Part, column: int, is_top: bool) -> None:
        if not isinstance(key, Scalar) or len(key.lines) > 1 or len(key.lines[0]) > _LONGEST_KEY:
            raise LayoutError("a key goes over several lines")
        words = _spelt(key)[0]
        self._lines[-1] += f"{words} :" if key.style == "*" else f"{words}:"
        self._line_before = max(self._line_before, key.end.line)
        is_section = is_top and self._is_pack and isinstance(value, Collection) and not value.is_map
        self._value(value, key.end, column, can_share=False, is_apart=is_section)

    def _value(
        self, value: Part, behind: Place, column: int, can_share: bool, is_apart: bool = False
    ) -> None:
        """What follows a key or a dash: on its line, or below it."""
        if isinstance(value, Scalar) and value.is_empty:
            if value.anchor:
                self._lines[-1] += f" {value.anchor}"
            self._comment_behind(behind.line)
            return
        is_below = self._has_comment(behind, value.start)
        if is_below:
            self._comment_behind(behind.line, value.start)
        if isinstance(value, Collection) and not self._is_flat(value, self._room(is_below, column)):
            if value.anchor:
                if is_below:
                    raise LayoutError("what `&` marks stands behind a comment")
                self._lines[-1] += f" {value.anchor}"
                self._comment_behind(value.start.line, value.parts[0].start)
            inner = column + STEP
            shares = can_share and not is_below and not value.anchor
            if shares:
                self._lines[-1] += " "
            else:
                self._is_tight = True
            is_apart = is_apart and any(
                isinstance(item, Collection) and not self._is_flat(item, inner + STEP)
                for item in value.parts
            )
            self._block(value, inner, has_lead=shares, is_apart=is_apart)
            return
        if is_below:
            self._is_tight = True
            self._spine = []
            self._comments_before(value.start, column + STEP)
            self._begin_line("", value.start, column + STEP)
        else:
            self._lines[-1] += " "
        self._inline(value, column + STEP)

    def _room(self, is_below: bool, column: int) -> int:
        return column + STEP if is_below else len(self._lines[-1]) + 1

    def _inline(self, value: Part, column: int) -> None:
        """A scalar, or what stands in brackets on one line, behind what the line has; more lines in this column."""
        if isinstance(value, Collection):
            self._lines[-1] += self._flat(value)
            self._line_before = max(self._line_before, value.end.line)
            self._comment_behind(value.end.line)
            return
        first, *rest = _spelt(value)
        self._lines[-1] += first
        self._lines += [" " * column + line if line else "" for line in rest]
        is_block = value.style in ("|", ">")
        self._line_before = max(self._line_before, value.end.line)
        if value.is_kept:
            self._is_tight = True
        elif not is_block:
            self._comment_behind(value.end.line)

    def _is_flat(self, value: Collection, taken: int) -> bool:
        """Whether what stands in brackets stays on one line."""
        if not value.is_flow:
            return False
        if not value.parts:
            return True
        if not _is_one_line(value) or self._has_comment(value.start, value.end):
            return False
        return value.start.line == value.end.line or taken + len(self._flat(value)) <= WIDTH

    def _flat(self, value: Part) -> str:
        if isinstance(value, Scalar):
            return " ".join(_spelt(value))
        if id(value) in self._as_written:
            return value.written
        lead = f"{value.anchor} " if value.anchor else ""
        if value.is_map:
            inside = ", ".join(
                f"{self._flat_key(key)}: {self._flat(inner)}" for key, inner in value.entries
            )
            return f"{lead}{{{inside}}}"
        return f"{lead}[{', '.join(self._flat(item) for item in value.parts)}]"

    def _flat_key(self, key: Part) -> str:
        if not isinstance(key, Scalar):
            raise LayoutError("a key is a list or a mapping")
        return self._flat(key) + (" " if key.style == "*" else "")


def _spelt(value: Scalar) -> tuple[str, ...]:
    """The lines of a scalar, with its anchor before the first."""
    if not value.anchor:
        return value.lines
    first, *rest = value.lines
    return (f"{value.anchor} {first}".rstrip(), *rest)


def _is_aligned(body: Collection) -> bool:
    """Whether the items of a list are rows in which somebody has put things below each other."""
    rows = [item.written if isinstance(item, Collection) else "" for item in body.parts]
    return len(rows) > 1 and all(rows) and any(_COLUMNS.search(row) for row in rows)


def _is_one_line(value: Part) -> bool:
    """Whether nothing in it has to stand on several lines."""
    if isinstance(value, Collection):
        return all(_is_one_line(part) for part in value.parts)
    if value.style == '"' and any(line.endswith("\\") for line in value.lines):
        return False
    return all(value.lines) or len(value.lines) == 1
