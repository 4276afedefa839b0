"""Words as they are typed on a phone, written out: `2moro b4 5`, `nxt wk`, `teh`, `havent`."""

from __future__ import annotations

import re

_SHORT = {
    short: word
    for word, shorts in {
        "about": "abt",
        "any more": "anymore",
        "afternoon": "arvo",
        "because": "cos cuz",
        "before": "b4 befor",
        "going to": "gonna",
        "have": "hv",
        "have to": "gotta",
        "just": "jus jst",
        "last": "lst",
        "message": "msg",
        "messages": "msgs",
        "morning": "morn",
        "next": "nxt",
        "please": "pls plz",
        "said": "sed",
        "thanks": "thx thnx tnx",
        "the": "teh",
        "today": "2day",
        "tomorrow": "2moro 2morrow 2mrw tmrw tmr tmw tomo tomoz",
        "tonight": "2nite 2night tonite",
        "until": "til",
        "want to": "wanna",
        "week": "wk",
        "weeks": "wks",
        "with": "wiv",
        "yesterday": "yday yest",
        "you": "u",
    }.items()
    for short in shorts.split()
}
_WORD = re.compile(rf"(?<![\w'’.-])(?:{'|'.join(_SHORT)})(?![\w'’])")
_WITHOUT_APOSTROPHE = re.compile(r"\b(did|do|does|have|has|had|is|are|was|were|could|would)nt\b")


def spelt_out(said: str) -> str:
    """The words in small letters with those written out that people shorten; all others as they are."""
    said = _WORD.sub(lambda found: _SHORT[found[0]], said)
    return _WITHOUT_APOSTROPHE.sub(r"\1n't", said)
