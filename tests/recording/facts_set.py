"""Facts of one instance set in the text of its situation, as commands do it one by one."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.ir import Pack, Value, with_fact
from advisor.loading.declarations.situations import load_situations
from advisor.recording.rewriting import BYTE_ORDER_MARK, rewrite


def with_facts_set(
    pack: Pack, text: str, format: str, document: int, place: str, facts: Mapping[str, Value | None]
) -> str:
    """The text with these facts; None says that there is none. Documents are counted from 0.

    Raises: RecordingError.
    """
    cases = load_situations(text.removeprefix(BYTE_ORDER_MARK), "s", pack, format).cases
    [root] = [c.situation.root for c in cases if c.situation.document == document]
    for fact, value in facts.items():
        root = with_fact(root, place, fact, value)
    return rewrite(pack, text, format, document, root)
