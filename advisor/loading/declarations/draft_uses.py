"""Which facts, choices and lists a draft names, and where.

    {% for i in interviews %}{% if name_of.stage == "offered" %}{{ i.held_on | on }}{% endif %}{% endfor %}

names the list `interviews`, the fact `stage` and its choice `offered`, and `held_on` of an interview. Jinja2's
tree knows lines only, so the tokens are read, which stand in the text one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from advisor import ir
from advisor.diagnostics import Span
from advisor.loading.declarations.symbol_table import Declarations
from advisor.loading.syntax.nodes import SourceText

_VIEWS = ("name_of", "value_of")
_ATTRIBUTE = "attribute"  # `map(attribute="held_on")`, `sort(attribute=…)`


class _Token(NamedTuple):
    kind: str  # as Jinja2 calls it: name, string, operator, block_begin …
    text: str
    at: int  # the character at which it begins


def draft_uses(source: SourceText, entity: str, declared: Declarations) -> Iterator[ir.Use]:
    """The names in a draft for an instance of the entity; nothing where it cannot be read."""
    tag: list[_Token] = []
    reader = _Reader(source, entity, declared)
    for token in _tokens(source.text):
        if token.kind in ("variable_begin", "block_begin"):
            tag = []
        elif token.kind in ("variable_end", "block_end"):
            yield from reader.tag(tag)
        elif token.kind not in ("whitespace", "data", "comment"):
            tag.append(token)


def _tokens(text: str) -> list[_Token]:
    import jinja2  # only packs with drafts pay for it

    found: list[_Token] = []
    at = 0
    try:
        for _, kind, value in jinja2.Environment(autoescape=False).lex(text):
            if kind == "data" or value.isspace():
                continue  # Jinja2 has taken away line ends and spaces here
            at = text.index(value, at)
            found.append(_Token(kind, value, at))
            at += len(value)
    except (jinja2.TemplateSyntaxError, ValueError):
        return []
    return found


@dataclass
class _Reader:
    """Reads the tags of one draft in their order. `items` are loop variables with what they run over."""

    source: SourceText
    entity: str
    declared: Declarations
    items: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def tag(self, tokens: Sequence[_Token]) -> Iterator[ir.Use]:
        """What stands between two braces."""
        self._see_loop(tokens)
        choosing: list[tuple[ir.EntityDeclaration, str]] = []
        strings: list[tuple[_Token, int]] = []
        for number, token in enumerate(tokens):
            before = tokens[number - 1].text if number else ""
            if token.kind == "string":
                if before == "=" and number > 1 and tokens[number - 2].text == _ATTRIBUTE:
                    yield from self._attribute(token, self._holders())
                else:
                    strings.append((token, len(choosing)))
            elif token.kind == "name" and before == ".":
                holders, is_name = self._before(tokens, number - 1)
                found = self._fact_of(token.text, holders)
                if found is not None:
                    yield from self._named(token, found)
                    choosing += [(found, token.text)] if is_name else []
                else:
                    yield from self._list(token, holders)
            elif token.kind == "name" and before != "|" and token.text not in self.made:
                found = self._fact_of(token.text, self.declared.around(self.entity))
                if found is not None:
                    yield from self._named(token, found)
                elif token.text in self.declared.parameters:
                    of = ir.Symbol(ir.NameKind.PARAMETER, token.text)
                    yield ir.Use(of, self._span(token.at, token.at + len(token.text)))
                else:
                    yield from self._list(token, (self.entity,))
        for token, seen in strings:
            if choosing:
                yield from self._choice(token, *choosing[max(seen - 1, 0)])

    def _see_loop(self, tokens: Sequence[_Token]) -> None:
        words = [token.text for token in tokens]
        if words[:1] == ["set"] and len(words) > 1:
            self.made.add(words[1])
        if words[:1] != ["for"] or "in" not in words:
            return
        at = words.index("in")
        targets = [t.text for t in tokens[1:at] if t.kind == "name"]
        self.made.update(targets)
        lists = self._lists((self.entity, *self.items.values()))
        over = next((lists[word] for word in words[at + 1 :] if word in lists), None)
        if over is not None and len(targets) == 1:
            self.items[targets[0]] = over

    def _lists(self, holders: Sequence[str]) -> dict[str, str]:
        """The lists in these entities, each with what its items are."""
        every = self.declared.entities.values()
        return {e.list_name: e.name for e in every if e.within in holders}

    def _holders(self) -> tuple[str, ...]:
        """Whatever lies in lists that the draft sees: of which one something is an item is not known."""
        found = [self.entity]
        for one in found:
            found += [e.name for e in self.declared.entities.values() if e.within == one]
        return tuple(found[1:])

    def _before(self, tokens: Sequence[_Token], dot: int) -> tuple[tuple[str, ...], bool]:
        """The entities of which what stands before a point may be one, and whether names are asked for."""
        at = dot - 1
        is_name = at >= 0 and tokens[at].text == "name_of"
        if at >= 0 and tokens[at].text in _VIEWS:
            if at < 2 or tokens[at - 1].text != ".":
                return self.declared.around(self.entity), is_name
            at -= 2
        root = tokens[at] if at >= 0 else None
        if root is not None and root.text in self.items and (at == 0 or tokens[at - 1].text != "."):
            return (self.items[root.text],), is_name
        return self._holders(), is_name

    def _fact_of(self, name: str, entities: Sequence[str]) -> ir.EntityDeclaration | None:
        """The first of the entities that has a fact of this name; `today` is no fact of a pack."""
        if name == ir.TODAY:
            return None
        every = (self.declared.entities[one] for one in entities)
        return next((e for e in every if name in e.facts or name in e.several), None)

    def _named(self, token: _Token, entity: ir.EntityDeclaration) -> Iterator[ir.Use]:
        for of, start, end in ir.named_in_fact(entity, token.text):
            yield ir.Use(of, self._span(token.at + start, token.at + end))

    def _attribute(self, token: _Token, holders: Sequence[str]) -> Iterator[ir.Use]:
        name = _Token("name", token.text[1:-1], token.at + 1)
        found = self._fact_of(name.text, holders)
        if found is not None:
            yield from self._named(name, found)

    def _list(self, token: _Token, holders: Sequence[str]) -> Iterator[ir.Use]:
        for holder in holders:
            if token.text in self._lists((holder,)):
                of = ir.Symbol(ir.NameKind.LIST, token.text, (holder,))
                yield ir.Use(of, self._span(token.at, token.at + len(token.text)))
                return

    def _choice(self, token: _Token, entity: ir.EntityDeclaration, fact: str) -> Iterator[ir.Use]:
        choice = token.text[1:-1]
        declared, several = entity.facts.get(fact), entity.several.get(fact)
        choices = several.parts if several else declared.type.choices if declared else ()
        if choice in choices:
            of = ir.Symbol(ir.NameKind.CHOICE, choice, (entity.name, fact))
            yield ir.Use(of, self._span(token.at + 1, token.at + 1 + len(choice)))

    def _span(self, start: int, end: int) -> Span:
        before = (self.source.text[:start] + "x").splitlines()
        line, column = len(before) - 1, len(before[-1]) - 1
        return self.source.span(line, column, line, column + end - start)
