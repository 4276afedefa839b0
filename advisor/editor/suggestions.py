"""One thing that can stand at the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SuggestionKind(Enum):
    """What it is, for the sign that an editor puts before it."""

    KEY = "key"
    CHOICE = "choice"
    FACT = "fact"
    PARAMETER = "parameter"
    LIST = "list"
    WORD = "word"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is shown in the list, beside it and, once it is chosen, about it; and what is written then."""

    label: str
    kind: SuggestionKind
    detail: str = ""
    about: str = ""
    insert: str | None = None
