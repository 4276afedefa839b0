"""What can stand next in a draft that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor import ir
from advisor.editor.expression_words import suggestion_of
from advisor.editor.suggestions import Suggestion, SuggestionKind

# From the last `{{` or `{%` to the end, where neither is closed.
_OPEN = re.compile(r"\{[{%](?:(?!\{[{%]|[%}]\}).)*\Z", re.DOTALL)
_FILTER = re.compile(r"\|\s*\w*\Z")
_WORD = re.compile(r"\w*\Z")
_BEHIND_A_DOT = re.compile(r"(\w+)\.\w*\Z")
_BY_NAME = ("name_of", "value_of")


def draft_words(before: str, name: str, pack: ir.Pack) -> tuple[tuple[Suggestion, ...], int]:
    """What can stand behind the text `before` of the draft of that name, in place of how many characters.

    Shape: nothing outside `{{ … }}` and `{% … %}`, where every word is a word of the letter.
    """
    inside = _OPEN.search(before)
    word = _WORD.search(before)
    typed = 0 if word is None else len(word[0])
    return (() if inside is None else tuple(_words(inside[0], name, pack))), typed


def _words(inside: str, name: str, pack: ir.Pack) -> Iterator[Suggestion]:
    if _FILTER.search(inside):
        for one in ir.DRAFT_FILTERS:
            yield Suggestion(one, SuggestionKind.FUNCTION, "how it is written")
        return
    dotted = _BEHIND_A_DOT.search(inside)
    if dotted is not None and dotted[1] not in _BY_NAME:
        return
    seen: set[str] = set()
    for entity in _entities(name, pack):
        for fact in pack.entities[entity].facts.values():
            if fact.name not in seen:
                seen.add(fact.name)
                yield suggestion_of(fact)
        for inner in pack.lists[entity]:
            yield Suggestion(inner.list_name, SuggestionKind.LIST, f"a list of {inner.name}")
    if dotted is None:
        yield Suggestion(ir.TODAY, SuggestionKind.FACT, "date")
        yield Suggestion("due", SuggestionKind.FACT, "date")
        for one in _BY_NAME:
            yield Suggestion(one, SuggestionKind.WORD, "", "", f"{one}.")


def _entities(name: str, pack: ir.Pack) -> tuple[str, ...]:
    """The entities whose facts the letter sees, the innermost first; all, where nothing advises it yet."""
    actions = {action.name for action in pack.actions.values() if action.draft == name}
    advising = (
        rule.entity
        for rule in pack.rules.values()
        if rule.advises is not None and rule.advises.action in actions
    )
    found = tuple(dict.fromkeys(one for entity in advising for one in pack.around[entity]))
    return found or tuple(pack.entities)
