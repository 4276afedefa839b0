"""Any text that can be read says the same in its layout, and has no second layout."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.diagnostics import has_errors
from advisor.formatting.layout import lay_out
from advisor.formatting.proving import documents_of, lay_out_pack
from advisor.formatting.tree import parse
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.syntax.files import PackTexts
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.formatting.scruffy import mangled, scruffy
from tests.strategies import packs, seeds
from tests.strategies.pack_text import write_pack


@settings(max_examples=300, deadline=None)
@given(seeds(), st.integers(min_value=2, max_value=5), st.booleans())
def test_any_text_says_the_same_in_its_only_layout(seed: int, size: int, is_pack: bool) -> None:
    text = scruffy(seed, size).removeprefix("\ufeff")
    if has_errors(read_yaml(text, "").diagnostics):
        return
    laid = lay_out(text, is_pack)
    assert documents_of(laid) == documents_of(text)
    assert lay_out(laid, is_pack) == laid
    assert [c.text for c in parse(laid).comments] == [c.text for c in parse(text).comments]


def test_most_of_these_texts_can_be_read() -> None:
    texts = [scruffy(seed) for seed in range(200)]
    readable = [t for t in texts if not has_errors(read_yaml(t, "").diagnostics)]
    assert len(readable) > 120
    assert sum("#" in text for text in readable) > 60
    assert sum(lay_out(t.removeprefix("\ufeff"), False) != t for t in readable) > 110


@settings(max_examples=40, deadline=None)
@given(packs(), seeds())
def test_a_pack_is_the_same_after_its_files_are_laid_out(pack, seed: int) -> None:  # type: ignore[no-untyped-def]
    random = Random(seed)
    texts = {f"p/{name}": mangled(text, random) for name, text in write_pack(pack, random).items()}
    before = load_pack_texts(texts, "p")
    assert before.pack is not None
    laid = lay_out_pack(PackTexts("p", texts), (), [p for p in texts if p.endswith(".yaml")])
    assert [one.refused for one in laid] == [None] * len(laid)
    assert any(one.is_changed for one in laid)
    after = load_pack_texts(texts | {one.path: one.after for one in laid}, "p")
    assert after.pack == before.pack
    assert list(after.pack.rules) == list(before.pack.rules)
