"""No text whatever makes the loader fall over: it loads, or is explained with a place in it."""

from __future__ import annotations

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.diagnostics import Diagnostic, has_errors
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations
from tests.loading.mutations import misplaced, situation_files
from tests.loading.reporting import FILES, small_pack

WORDS = st.sampled_from(
    [
        *("rules:", "- rule: a", "for: application", "when:", "all:", "any:", "none:", "unless:"),
        *(
            "advise: chase",
            "conclude:",
            "note:",
            "on: all",
            "say: x",
            "overrides:",
            "silences: all",
        ),
        *("because: x", "source: guide#thank", "entities:", "situation:", "facts:", "a:", "type:"),
        *("choice", "date", "choices:", "default: 1", "concluded: yes", "list: as", "within: a"),
        *("actions:", "chase:", "title: {company}", "kind: do", "done:", "parameters:", "value: 1"),
        *("tests:", "- test: x", "today: 2026-11-22", "expect:", "applications:", "- company: A"),
        *("{", "}", "[", "]", "'", '"', "|", ">", "&a", "*a", "!a", "#", "---", "...", "? ", "- "),
        *("stage is offered", "any(applications, stage is", "not", "(", "< 7", ", b)", "x: y: z"),
    ]
)
GAPS = st.sampled_from([" ", "\n", "\n  ", "\n    ", "\n      ", ", ", ""])
KEY_WORDS = st.lists(st.tuples(WORDS, GAPS), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
VALID = (*FILES.values(), *situation_files().values())
CUT_OFF = st.sampled_from(VALID).flatmap(
    lambda text: st.integers(0, len(text)).map(lambda end: text[:end])
)
NOISE = st.text(max_size=60) | st.text(
    st.sampled_from("abc:-{}[]'\"|>#&*! \n\t,()?%@"), max_size=60
)
PACK = small_pack()


def check(diagnostics: tuple[Diagnostic, ...], texts: dict[str, str]) -> None:
    """Every diagnostic stands in its text, and says what it says on one line."""
    for diagnostic in diagnostics:
        assert list(misplaced(diagnostic, texts)) == []
        assert "\n" not in diagnostic.message
        assert "\n" not in (diagnostic.help or "")


@settings(max_examples=200)
@given(NOISE | KEY_WORDS | CUT_OFF, st.sampled_from(["more.yaml", "rules.yaml", "pack.yaml"]))
def test_any_text_in_a_pack_loads_or_is_explained(text: str, name: str) -> None:
    texts = {**FILES, name: text}
    loaded = load_pack_texts(texts, "small")
    event("loads" if loaded.pack is not None else "is explained")
    assert (loaded.pack is None) is has_errors(loaded.diagnostics)
    if name != "pack.yaml":
        check(loaded.diagnostics, texts)


@settings(max_examples=200)
@given(NOISE | KEY_WORDS | CUT_OFF, st.sampled_from(["yaml", "json", "jsonl"]))
def test_any_text_as_a_situation_loads_or_is_explained(text: str, format: str) -> None:
    loaded = load_situations(text, f"x.{format}", PACK, format)
    event("loads" if loaded.cases else "is explained")
    assert loaded.cases or has_errors(loaded.diagnostics)
    check(loaded.diagnostics, {f"x.{format}": text})


@pytest.mark.parametrize("name", FILES)
def test_every_file_cut_off_at_every_line_is_explained(name: str) -> None:
    lines = FILES[name].splitlines(keepends=True)
    for end in range(len(lines)):
        texts = {**FILES, name: "".join(lines[:end])}
        loaded = load_pack_texts(texts, "small")
        assert (loaded.pack is None) is has_errors(loaded.diagnostics)
