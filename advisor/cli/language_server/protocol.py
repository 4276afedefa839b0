"""Our values in the form of the Language Server Protocol, and back."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris

from advisor.diagnostics import Diagnostic, Severity
from advisor.editor.positions import Position, Range
from advisor.editor.suggestions import Suggestion, SuggestionKind

SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTICE: lsp.DiagnosticSeverity.Information,
}
_KINDS = {
    SuggestionKind.KEY: lsp.CompletionItemKind.Property,
    SuggestionKind.CHOICE: lsp.CompletionItemKind.EnumMember,
    SuggestionKind.FACT: lsp.CompletionItemKind.Variable,
    SuggestionKind.PARAMETER: lsp.CompletionItemKind.Constant,
    SuggestionKind.LIST: lsp.CompletionItemKind.Field,
    SuggestionKind.WORD: lsp.CompletionItemKind.Keyword,
    SuggestionKind.FUNCTION: lsp.CompletionItemKind.Function,
}


def path_of(uri: str) -> Path | None:
    """The file of a document; None where it is in none, such as a new one without a name."""
    if not uri.startswith("file:"):
        return None
    found = uris.to_fs_path(uri)
    return None if found is None else Path(found)


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.absolute().as_uri()


def ranged(range: Range) -> lsp.Range:
    """A range in the protocol's own form."""
    return lsp.Range(positioned(range.start), positioned(range.end))


def positioned(position: Position) -> lsp.Position:
    """A position in the protocol's own form."""
    return lsp.Position(position.line, position.character)


def position_in(position: lsp.Position) -> Position:
    """A position of the protocol as ours."""
    return Position(position.line, position.character)


def completion_item(item: Suggestion, number: int, typed: lsp.Range) -> lsp.CompletionItem:
    """One thing to choose, which takes the place of what is `typed`, in the order in which we put them."""
    return lsp.CompletionItem(
        label=item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        documentation=item.about or None,
        sort_text=f"{number:05}",
        text_edit=lsp.TextEdit(typed, item.insert or item.label),
    )


def markdown(text: str) -> lsp.MarkupContent:
    """Text that an editor lays out."""
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)


def told(problem: Diagnostic) -> str:
    """The message of a problem with what helps, which editors show as one text."""
    return f"{problem.message}\n{problem.help}" if problem.help else problem.message
