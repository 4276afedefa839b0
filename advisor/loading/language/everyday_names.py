"""Facts and choices as people say them, where the grammar gives up: `stage is They made me an offer`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor import ir
from advisor.diagnostics.suggestions import closest_choice, listed, one_line, quoted
from advisor.loading.language.functions import FUNCTIONS
from advisor.loading.language.names import Context
from advisor.loading.language.tokens import SyntaxMistake
from advisor.loading.language.unknown_names import fact_in_sight, facts_in_sight, names_in_sight

# `stage is not …`, up to where another condition begins; `… is one of (` and its like are no choices.
_IS = (
    r"(?P<fact>[a-z_]\w*)\s+is\s+(?:not\s+)?(?!(?:one|better|worse|given|before|after|on)\b)"
    r"(?P<said>[^\s(\"\[][^(\"\[]*?)(?=\s+(?:and|or)\s|\s*[,)]|\s*$)"
)
_RUN = r"[A-Za-z]\w*(?:\s+[A-Za-z]\w*)+"
_SIDE_BY_SIDE = ("ADV210", "ADV214")


def meant(text: str, mistake: SyntaxMistake, context: Context) -> SyntaxMistake | None:
    """What was meant by the words at a mistake of grammar; None where they are no name in other words."""
    is_function = mistake.code == "ADV201" and text[mistake.start : mistake.end] in FUNCTIONS
    found = _words_of_a_choice(text, mistake, context)
    if found is None and (mistake.code in _SIDE_BY_SIDE or is_function):
        found = _choice(text, mistake, context)
    return found or _name(text, mistake, context)


def _choice(text: str, mistake: SyntaxMistake, context: Context) -> SyntaxMistake | None:
    """`preference is first choice`, for `first_choice: My first choice`."""
    for found in re.finditer(_IS, text):
        start, end = found.span("said")
        fact = fact_in_sight(found["fact"], context)
        if fact is None or fact.type.kind is not ir.Kind.CHOICE:
            continue
        if not start <= mistake.start <= end or " " not in text[start:end]:
            continue
        said = one_line(text[start:end])
        near = closest_choice(said, fact.type.choices, fact.words)
        help = f"did you mean `{near}`?" if near else f"write one of {listed(fact.type.choices)}"
        message = f"{quoted(said)} is not one of the choices of `{fact.name}`"
        return SyntaxMistake("ADV315", message, start, end, help)
    return None


def _name(text: str, mistake: SyntaxMistake, context: Context) -> SyntaxMistake | None:
    """`placement told`, for `placement_told`: the longest run of words that is a name."""
    known = {name.lower(): name for name in names_in_sight(context)}
    longest = max((name.count("_") + 1 for name in known), default=0)
    for start, end in _runs(text, mistake.start, longest):
        name = known.get("_".join(text[start:end].lower().split()))
        if name is not None:
            message = f"{quoted(text[start:end])} is several words, and names are one word"
            return SyntaxMistake("ADV210", message, start, end, f"did you mean `{name}`?")
    return None


def _runs(text: str, at: int, longest: int) -> Iterator[tuple[int, int]]:
    """Each run of two to `longest` words that holds the place `at`, the longest first."""
    for found in re.finditer(_RUN, text):
        if not found.start() <= at <= found.end():
            continue
        words = [
            (found.start() + word.start(), found.start() + word.end())
            for word in re.finditer(r"\w+", found[0])
        ]
        for length in range(min(len(words), longest), 1, -1):
            for first in range(len(words) - length + 1):
                start, end = words[first][0], words[first + length - 1][1]
                if start <= at <= end:
                    yield start, end


def _words_of_a_choice(text: str, mistake: SyntaxMistake, context: Context) -> SyntaxMistake | None:
    """`they made me an offer` alone, for `stage is offered`; `stage is They made me an offer`."""
    for fact in facts_in_sight(context):
        for choice, said in fact.words.items():
            start = text.lower().find(said.lower()) if " " in said else -1
            if start >= 0 and start <= mistake.start <= start + len(said):
                written, end = text[start : start + len(said)], start + len(said)
                if re.search(rf"\b{fact.name}\s+is\s+(?:not\s+)?\Z", text[:start]):
                    message = f"{quoted(written)} is not one of the choices of `{fact.name}`"
                    return SyntaxMistake("ADV315", message, start, end, f"did you mean `{choice}`?")
                message = f"{quoted(written)} is what people answer; rules name the fact"
                help = f"did you mean `{fact.name} is {choice}`?"
                return SyntaxMistake("ADV214", message, start, end, help)
    return None
