"""Where the cursor stands in a text that is just being typed, and so is hardly ever whole: by indentation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

ITEM = "-"  # in a path: some entry of a list
_DASH = re.compile(r" *-(?: +|$)")
_KEY = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^\s#&*!|>'"%@`{}\[\],-][^#{}\[\]]*?)):(?=\s|$)""")
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class _Token:
    """A dash, or a key with what stands behind it on its line; `start` is where that begins."""

    line: int
    column: int
    key: str | None
    value: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The keys that lead to the cursor, the outermost first, and what stands before it.

    Shape: `around` has for each mapping on the way, the outermost first, what stands in it on the line of
    its key; `before` is the text of the value up to the cursor; `is_value`: a key can only stand in front
    of it, not there.
    """

    path: tuple[str, ...]
    around: tuple[Mapping[str, str], ...]
    before: str
    is_value: bool

    @property
    def beside(self) -> Mapping[str, str]:
        """What stands in the innermost mapping."""
        return self.around[-1] if self.around else {}

    def said(self, key: str) -> str | None:
        """What the nearest mapping around says under a key."""
        return next((m[key] for m in reversed(self.around) if m.get(key)), None)


def whereabouts(text: str, line: int, column: int) -> Whereabouts:
    """Where a place is; line and column count from 0."""
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    first = max((n for n in range(line + 1) if lines[n].startswith("---")), default=-1) + 1
    last = next((n for n in range(line + 1, len(lines)) if lines[n].startswith("---")), len(lines))
    head = lines[line][:column]
    above = [token for n in range(first, line) for token in _tokens(lines[n], n)]
    here = list(_tokens(head, line))
    below = [token for n in range(line + 1, last) for token in _tokens(lines[n], n)]
    behind = list(_tokens(lines[line], line))
    every = [*above, *(behind if len(behind) >= len(here) else here), *below]
    tokens = [*above, *here]
    if here and here[-1].key is not None:
        at, is_value, before = here[-1], True, here[-1].value
        chain = [at, *_ancestors(tokens[:-1], at)]
    else:
        start = here[-1].start if here else len(head) - len(head.lstrip())
        at = _Token(line, start, "")
        chain = _ancestors(tokens, at)
        is_value, before = False, head[start:]
        holder = chain[0] if chain else None
        if holder is not None and holder.value and holder.key is not None:
            is_value, before = True, f"{holder.value} {before}"  # it goes on from the lines before
        elif (
            holder is not None and not here and all(t.line != holder.line for t in tokens if t.key)
        ):
            before = " ".join((*_said_before(lines, holder, line), before))
    path = tuple(ITEM if one.key is None else one.key for one in reversed(chain))
    mappings = [one for one in reversed(chain) if one.key is not None]
    around: list[Mapping[str, str]] = [_beside(every, one) for one in mappings]
    if not is_value:
        around.append(_beside(every, at, is_new=True))
    inside = _flow(before)
    if inside is not None:
        more, maps, before, is_value = inside
        path, around = (*path, *more), [*around, *maps]
    return Whereabouts(path, tuple(around), before, is_value)


def _tokens(line: str, number: int) -> Iterator[_Token]:
    at = 0
    while (dash := _DASH.match(line, at)) is not None:
        column = line.index("-", at)
        at = dash.end()
        yield _Token(number, column, None, line[at:], at)
    at += len(line[at:]) - len(line[at:].lstrip(" "))
    key = _KEY.match(line, at)
    if key is not None:
        value = line[key.end() :]
        start = key.end() + len(value) - len(value.lstrip())
        name = next(one for one in key.groups() if one is not None)
        yield _Token(number, at, name, line[start:], start)


def _ancestors(tokens: Sequence[_Token], at: _Token) -> list[_Token]:
    """The tokens around, the nearest first."""
    found: list[_Token] = []
    for token in reversed(tokens):
        # The dashes of a list may stand under their key without more indentation.
        is_around = token.column < at.column or (
            at.key is None and token.key is not None and token.column == at.column
        )
        if is_around:
            found.append(token)
            at = token
    return found


def _said_before(lines: Sequence[str], holder: _Token, line: int) -> Iterator[str]:
    """What an entry of a list says on the lines before this one."""
    yield holder.value.strip()
    yield from (lines[n].strip() for n in range(holder.line + 1, line))


def _beside(tokens: Sequence[_Token], at: _Token, is_new: bool = False) -> dict[str, str]:
    """What stands in the mapping in which a key stands, or would."""
    found: dict[str, str] = {}
    above = [t for t in tokens if (t.line, t.column) < (at.line, at.column)]
    below = [t for t in tokens if (t.line, t.column) >= (at.line, at.column)]
    for part in (reversed(above), below):
        for token in part:
            if token.column < at.column:
                break
            is_here = is_new and token.line == at.line
            if token.key is not None and token.column == at.column and not is_here:
                found.setdefault(token.key, token.value.strip())
    return found


@dataclass(slots=True)
class _Bracket:
    is_map: bool
    key: str | None = None
    said: dict[str, str] = field(default_factory=dict)
    start: int = 0


def _flow(before: str) -> tuple[tuple[str, ...], list[Mapping[str, str]], str, bool] | None:
    """Where one is inside `{type: choice, …`; None where nothing is open."""
    if not before.lstrip().startswith(("{", "[")):
        return None
    open_: list[_Bracket] = []
    quote = ""
    for n, sign in enumerate(before):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in _QUOTES and not before[open_[-1].start : n].strip() if open_ else False:
            quote = sign
        elif sign in "{[":
            open_.append(_Bracket(sign == "{", start=n + 1))
        elif sign in "}]" and open_:
            open_.pop()
        elif open_ and sign == ",":
            _say(open_[-1], before[open_[-1].start : n])
            open_[-1].key, open_[-1].start = None, n + 1
        elif open_ and open_[-1].is_map and sign == ":" and before[n + 1 : n + 2] in (" ", ""):
            open_[-1].key = before[open_[-1].start : n].strip()
            open_[-1].start = n + 1
    if not open_:
        return None
    path: list[str] = []
    for one in open_:
        path += [ITEM] if not one.is_map else [one.key] if one.key is not None else []
    last = open_[-1]
    maps: list[Mapping[str, str]] = [one.said for one in open_ if one.is_map]
    return tuple(path), maps, before[last.start :].lstrip(), not last.is_map or last.key is not None


def _say(bracket: _Bracket, text: str) -> None:
    if bracket.is_map and bracket.key is not None:
        bracket.said[bracket.key] = text.strip()
