"""Letters as somebody passes them on: `We are pleased to offer you the job` is `they offer me the job`.

Whoever copies a letter speaks with the words of those who wrote it: their `we` are others, their `you` is the person.
"""

from __future__ import annotations

import re

_QUOTE = re.compile(r'["“”„]([^"“”„]*)["“”„]?')
_TO_READER = re.compile(
    r"(?<!thank )(?<!thank-)(?<!thanked )\b(?:you|your|yours|yourself|you['’]\w+)\b", re.I
)
_OF_READER = re.compile(r"\b(?:i|i['’]\w+|im|ive|me|my|mine|myself|they|he|she|them)\b", re.I)
_OF_WRITER = re.compile(r"\b(?:we|our|us|we['’]\w+)\b", re.I)
# What is said for politeness, up to the next mark: it tells nothing.
_COURTESY = re.compile(
    r"\b(?:thank you (?:very much )?for|thanks for|dear|following|further to|with reference to|kind regards|best (?:wishes|regards)|yours (?:sincerely|faithfully)|we (?:were|are) impressed"
    r"|we (?:enjoyed|appreciate)|we wish you|please (?:do )?not (?:hesitate|reply)|it was (?:a pleasure|great|lovely|nice))\b"
    r"[^,.;:!]*(?:[,.;:!]+\s*(?:however\W+)?|$)"
    r"|\bafter (?:careful|much|long|due|full|thorough) (?:consideration|thought|deliberation|discussion),? ?"
    r"|\b(?:on this occasion|at this (?:time|stage|point)|in (?:this|the) (?:instance|meantime))\b,? ?",
    re.I,
)
_LEADING_UP = re.compile(
    r"\b(?:(?:have|has|had) to|regrets? to|(?:am|is|are|['’](?:re|m|s)) (?:(?:very|really|so|now) )?(?:pleased|delighted|happy|glad"
    r"|excited|thrilled|sorry|afraid|writing|able) to|(?:would like|['’]d like|would love|wish) to)"
    r" (?=offer|inform|tell|advise|confirm|let|say|invite|extend|see|meet)",
    re.I,
)
_WITHOUT_WRITER = re.compile(
    r"^\W*(?:(?:very|so) )?(?=(?:pleased|delighted|happy|sorry|glad|excited) to\b|regret to\b)",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:that|if|whether|when|until|before|and|but|unfortunately|as) you\b|(?:^|[,.;:!] *)you\b"
    r"|\byou (?=(?:have|are|were|will|can|could|would|may|must|need|did|do|should|had|start|begin)\b)",
    re.I,
)
_WORDS = (
    (re.compile(r"\byou(['’](?:re|ve|ll|d))", re.I), r"I\1"),
    (re.compile(r"\bI['’]re\b"), "I am"),
    (re.compile(r"\b(?:please )?let us know\b", re.I), "they want to know"),
    (re.compile(r"\bwe\b", re.I), "they"),
    (re.compile(r"\bus\b(?!\.)|\bUS\b", re.I), "them"),
    (re.compile(r"\bours?\b", re.I), "their"),
    (re.compile(r"\byours?\b", re.I), "my"),
    (re.compile(r"\byourself\b", re.I), "myself"),
    (re.compile(r"\byou\b", re.I), "me"),
    (re.compile(r"\bI are\b"), "I am"),
    (re.compile(r"\bI were\b"), "I was"),
)

# Who brings news of others, and how: `Jo at Reed says that …`, `Jo rang, …`
_MESSENGER = re.compile(
    r"^(?:(?:(?:my|the|an?|some) )?[\w'’.&-]+ (?:from|at) )?(?P<name>[\w'’.&-]+(?: [\w'’.&-]+){0,2}?) (?:(?:have|has|just|also|today|now) )*"
    r"(?:(?:says?|said|reckons?|confirm(?:s|ed)|report(?:s|ed))(?: to me)?|t(?:old|ells?) (?:me|us)|inform(?:s|ed) (?:me|us)|let (?:me|us) know"
    r"|(?:rang|called|phoned|emailed|e-mailed|mailed|messaged|texted|wrote)(?: (?:me|us|up))?"
    r"(?: (?:today|yesterday|just now|this (?:morning|afternoon)))?(?: to (?:say|tell me|let me know)|,? and (?:said|told me)|,? saying|[,.:;!])"
    r")(?: that)?[,:]? +(?P<rest>.+)$",
    re.I | re.S,
)
_LONGEST_LEAD = 8  # words before a colon that say who wrote


def passed_on(text: str) -> str:
    """The sentence with what others wrote in it told by the person; as it is, where nothing looks copied."""
    quotes = [found[1] for found in _QUOTE.finditer(text) if _is_written(found[1])]
    if quotes:
        return _QUOTE.sub(lambda found: _told(found[1]) if found[1] in quotes else found[0], text)
    lead, mark, rest = text.partition(": ")  # `Acme: we are pleased to offer you the job`
    if (
        mark
        and len(lead.split()) <= _LONGEST_LEAD
        and _is_letter(rest)
        and not _TO_READER.search(lead)
    ):
        return f"{lead}, {_told(rest)}"
    return _told(text) if _is_letter(text) else text


def told_by_messenger(text: str) -> tuple[str, str] | None:
    """Who says something, and what: of `Reed says Acme went with someone else`, Reed and what Acme did; None else."""
    found = _MESSENGER.match(text.strip())
    is_other = found is not None and found["name"].lower() not in ("i", "we")
    return (found["name"], found["rest"]) if found and is_other else None


def _is_letter(text: str) -> bool:
    """Whether it is written to the person: `you` stands in it, and nothing that the person says of themselves."""
    return _TO_READER.search(text) is not None and _OF_READER.search(text) is None


def _is_written(quoted: str) -> bool:
    """Whether what stands in quotes is more than a word or a name."""
    is_by_others = _OF_WRITER.search(quoted) or _TO_READER.search(quoted)
    return len(quoted.split()) > 2 and is_by_others is not None


def _told(letter: str) -> str:
    said = _WITHOUT_WRITER.sub("we are ", _COURTESY.sub("", letter))
    said = _SUBJECT.sub(lambda found: re.sub(r"(?i)\byou\b", "I", found[0]), said)
    for pattern, instead in _WORDS:
        said = pattern.sub(instead, said)
    return _LEADING_UP.sub("", said.replace("are regret", "regret")).strip()
