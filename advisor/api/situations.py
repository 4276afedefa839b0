"""From a file or a text to situations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics import SituationFileError
from advisor.ir.packs import Program
from advisor.ir.situations import Situation

if (
    TYPE_CHECKING
):  # a batch of tables reads no situation files, and spares itself the reader of YAML
    from advisor.loading.declarations.situations import LoadedSituations

_FORMS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def situation_form(path: Path | str) -> str:
    """What a file is written in, by its ending: "json", "jsonl" or "yaml"."""
    return _FORMS.get(Path(path).suffix.lower(), "yaml")


def load_cases(source: Path | str, program: Program) -> LoadedSituations:
    """All situations of a file, with what they expect. Problems are values; nothing is raised."""
    from advisor.loading.declarations.situations import LoadedSituations
    from advisor.loading.syntax.files import read_text_file

    path = Path(source)
    text, problems = read_text_file(path)
    if text is None:
        return LoadedSituations((), (), problems)
    return load_cases_text(text, str(path), program, situation_form(path))


def load_cases_text(text: str, path: str, program: Program, form: str = "yaml") -> LoadedSituations:
    """All situations of a text; `path` is what the spans say."""
    from advisor.loading.declarations.situations import load_situations

    return load_situations(text, path, program.pack, form)


def load_situation(source: Path | str, program: Program) -> Situation:
    """The first situation of a file.

    Raises: SituationFileError, where anything in the file is wrong.
    """
    loaded = load_cases(source, program)
    if loaded.failed or not loaded.cases:
        raise SituationFileError(loaded.diagnostics)
    return loaded.cases[0].situation
