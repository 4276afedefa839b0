"""YAML text to marked nodes, through libyaml's events where it is installed."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from advisor.diagnostics import Diagnostic
from advisor.loading import limits
from advisor.loading.documents import Documents, Source, find_not_text, in_order
from advisor.loading.yaml_builder import Builder, TooMuchError
from advisor.loading.yaml_errors import explain

_LOADER = getattr(yaml, "CLoader", yaml.SafeLoader)  # the C one is missing where libyaml is
_MOST = limits.MAX_YAML_CHARACTERS if hasattr(yaml, "CLoader") else limits.MAX_SLOW_CHARACTERS
_MOST_TABS = 100  # reported of one file


def read_yaml(text: str, path: str) -> Documents:
    """Read one YAML text. Never raises for what it says: problems are diagnostics.

    Shape: a node for each document; None in the place of one that breaks off, which is the last then.
    Cost:  grows with the text; a text that is too large, too deep or too manifold is refused.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > _MOST:
        return Documents((None,), (_too_large(Source(text[:1000], path), len(text)),))
    source = Source(text, path)
    odd = find_not_text(text)
    if odd is not None:
        return Documents((None,), (_control_character(source, odd.start()),))
    found: list[Diagnostic] = []
    if "\t" in text:
        if not _report_tabs(source, found):
            return Documents((None,), tuple(found))
        text = text.replace("\t", " ")
    return _read(text, source, found)


def _read(text: str, source: Source, found: list[Diagnostic]) -> Documents:
    """Parse; where punctuation broke a text off, read on as if that text stood in quotes."""
    repairs: dict[int, str] = {}
    budget = max(limits.MAX_REPAIRED_CHARACTERS, len(text))
    while True:
        builder = Builder(source, repairs)
        budget -= len(text)
        try:
            for event in _events(text):
                builder.take(event)
        except yaml.MarkedYAMLError as error:
            mistake = explain(error, builder.broken(), source)
            found.append(mistake.diagnostic)
            quote = mistake.quote
            if quote is not None and quote[0] not in repairs and budget > 0:
                repairs[quote[0]] = text[quote[0] : quote[1]]
                text = text[: quote[0]] + "x" * (quote[1] - quote[0]) + text[quote[1] :]
                continue
        except TooMuchError as refusal:
            found.append(refusal.diagnostic)
        else:
            return Documents(tuple(builder.documents), in_order((*found, *builder.found)))
        return Documents((*builder.documents, None), in_order((*found, *builder.found)))


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=_LOADER)


def _too_large(source: Source, characters: int) -> Diagnostic:
    return Diagnostic(
        "ADV002",
        f"the file has {characters:,} characters; the most is {_MOST:,}",
        source.word_at(0, 0),
        help="divide it into several files",
    )


def _control_character(source: Source, index: int) -> Diagnostic:
    lines = (source.text[:index] + "x").splitlines()
    line, column = len(lines) - 1, len(lines[-1]) - 1
    return Diagnostic(
        "ADV004",
        f"the character U+{ord(source.text[index]):04X} does not belong in a text",
        source.span(line, column, line, column + 1),
        help="delete it; perhaps this is not a text file",
    )


def _report_tabs(source: Source, found: list[Diagnostic]) -> bool:
    """Report the tabs outside comments; False where one indents a line, so that no layout is left."""
    is_readable = True
    for number, line in enumerate(source.lines):
        at = line.find("\t")
        before = line[: max(at, 0)]
        if at < 0 or not line.strip() or before.lstrip().startswith("#") or " #" in before:
            continue
        if not before.strip():
            is_readable = False
        if len(found) == _MOST_TABS:
            continue
        found.append(
            Diagnostic(
                "ADV005",
                "a tab: YAML is laid out with spaces only",
                source.span(number, at, number, at + 1),
                help="write spaces instead",
            )
        )
    return is_readable
