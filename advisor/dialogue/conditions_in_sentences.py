"""What somebody makes it depend on, cut out of a sentence: `they offered me the job subject to references`."""

from __future__ import annotations

import re

from advisor.dialogue.phrases import is_denying, is_unreal, phrase_of
from advisor.dialogue.text_normalization import words_in

# `they offered it subject to references`, `it is theirs if the checks are ok`
CONDITION = re.compile(
    r"(?:^|[\s(]+)(?:(?:and|but|it is|it['’]s|it(?= (?:all |still )?depends)|this is|that is|which is|all|only|still|the whole thing) )*"
    r"(?:(?P<perhaps>if|assuming|when|once)|subject to|(?:conditional|dependent|contingent|depending|depends) (?:up)?on"
    r"|pending|provided(?: that)?|providing(?: that)?|(?:as|so) long as|on (?:the )?condition (?:that|of))\s+(?=\w)",
    re.IGNORECASE,
)
SUBJECT_TO = "subject to "  # how all of these are read


def with_its_conditions(part: str) -> list[str]:
    """A part, and what it depends on, each as `subject to …`; an `if` only where what is before it is so already.

    Of `they offered me the job if I pass`, the offer is so; of `they will ring if I pass`, nothing.
    """
    found = CONDITION.search(part)
    if found is None:
        return [part]
    before, condition = part[: found.start()].strip(), SUBJECT_TO + part[found.end() :].strip(" )")
    if not before:
        is_only = part.lower().startswith("only")  # `but only if I pass`
        return [condition] if is_only or found["perhaps"] is None else [part]
    if found["perhaps"] is not None and not _has_come_true(before):
        return [part]
    return [before, condition]


def _has_come_true(words: str) -> bool:
    """Whether it says what others did, or do: `they offered me the job`; not `I accept`, nor `they will ring`."""
    told = phrase_of(words_in(words))
    return not told.is_own and not any(is_unreal(one) or is_denying(one) for one in told.stems)
