"""Questions of the person's own, which the advice answers and nothing else here: `can I negotiate?`, `what if they say no`.

Where a sentence goes with one, it is taken: of `they offered me the job, can I negotiate?`, the offer.
"""

from __future__ import annotations

import re

_LEADS = r"(?:(?:and|but|so|ok|okay|well|sorry|please|hi|hello|hm+|then|also)[, ]+)*"
_WHO = r"(?:i|it|they|we|he|she|there|this|that|my|the|their|anyone|somebody|someone)"
_TURNED = (  # `should I …`, `is it …`
    r"(?:can|can['’]?t|could|should(?:n['’]?t)?|shall|may|must|do|don['’]?t|does|did|am|is|isn['’]?t|are|was|were|will|would|have|has|need)"
    rf" {_WHO}\b"
)
_WH = r"(?:what|when|how(?: (?:long|much|many|often|soon|late|quickly))?|why|who|whom|where|which(?: \w+)?)"
_HELPING = (
    r"(?:can|could|would) you (?:please )?(?:help|tell|say|advise|explain|write)\b"
    r"|(?:any|got any) (?:tips|advice|ideas?) (?:for|on|about|how|what)\b|(?:i )?(?:do not know|don['’]?t know|wonder|am wondering|['’]?m wondering)"
    r" (?:whether|if|what to|how to|when to)\b"
)
_PLAINLY = re.compile(
    rf"{_LEADS}(?:{_TURNED}|{_WH} (?:{_TURNED}|if\b|to (?:do|say|write|ask|wear|answer)\b|happens\b|now\b)|{_HELPING})"
)
_WITH_MARK = re.compile(rf"{_LEADS}(?:{_WH}\b|{_TURNED})")  # `what now?`
_OF_SOMETHING = re.compile(  # `is a second email too pushy?`
    rf"{_LEADS}(?:is|isn['’]?t|are|aren['’]?t|do|does|did|should|can|could|would) (?:\S+ ){{2}}\S"
)
_OF_OTHERS = re.compile(
    r"\byou(?:rs?|['’]\w+)?\b"
)  # what they ask in a letter: `when can you start?`
_SHORTEST = 3  # words, where no mark says that it is a question
_PARTS = re.compile(
    rf"(?<=[.!?;,])\s+|\s+(?:and|but|so)\s+(?=(?:{_TURNED}|{_WH} {_TURNED}|what if))", re.IGNORECASE
)


def is_own_question(typed: str) -> bool:
    """Whether somebody asks instead of answering: `is it too late to thank them?`, but not `friday?`."""
    said = " ".join(typed.lower().split())
    if _OF_OTHERS.search(said) and not re.match(_LEADS + _HELPING, said):
        return False
    if said.endswith("?") and (_WITH_MARK.match(said) or _OF_SOMETHING.match(said)):
        return True
    may_be_a_name = typed.strip().istitle() or len(said.split()) < _SHORTEST  # `Do It Ltd`
    return not may_be_a_name and _PLAINLY.match(said) is not None


def without_own_questions(typed: str) -> tuple[str, tuple[str, ...]]:
    """What is told, and what is asked: `they offered me the job` and `can I negotiate?` of both in one line."""
    parts = [part for part in _PARTS.split(typed.strip()) if part]
    asked = tuple(part for part in parts if is_own_question(part))
    if not asked:
        return typed, ()
    told = " ".join(part for part in parts if part not in asked)
    return told.rstrip(" ,;"), asked
