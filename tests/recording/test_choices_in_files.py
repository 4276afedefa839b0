"""Lists of choices in the text of a situation: only what changes is written, and remarks stay."""

from __future__ import annotations

import pytest

from advisor.ir import Instance, Pack, Value
from advisor.loading.declarations.packs import load_pack_texts
from advisor.recording.rewriting import RecordingError, rewrite
from advisor.recording.situation_texts import situation_json, situation_text
from tests.recording.facts_set import with_facts_set

PACK = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n",
    "facts.yaml": """\
entities:
  situation:
    facts:
      seen: {type: number, ask: B?}
      symptoms:
        type: several
        ask: Which?
        choices: {fever: Fever, cough: {words: A cough, also: [coughing]}, rash: A rash}
      after_all: {type: number, ask: A?}
""",
}


def pack() -> Pack:
    loaded = load_pack_texts(PACK, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def facts(text: str) -> dict[str, Value | None]:
    """`fever no rash`: fever is so, rash is not; the others are not stated."""
    found: dict[str, Value | None] = {}
    words = text.split()
    for n, word in enumerate(words):
        if word != "no":
            found[f"symptoms_{word}"] = words[n - 1 : n] != ["no"]
    return found


ALL = "fever no cough no rash"
CHANGES = {
    "a list in brackets": (
        "symptoms: [fever] # now\n",
        "cough",
        "symptoms: [fever, cough] # now\n",
    ),
    "the last goes out of brackets": ("symptoms: [fever]\n", "no fever", "symptoms: []\n"),
    "one more line": (
        "symptoms: # so far\n  - fever # high\n",
        "rash",
        "symptoms: # so far\n  - fever # high\n  - rash\n",
    ),
    "a line less": (
        "symptoms:\n- coughing # dry\n- fever\nseen: 1\n",
        "no fever",
        "symptoms:\n- coughing # dry\nseen: 1\n",
    ),
    "no line left": ("symptoms:\n  - fever\nseen: 1\n", "no fever", "symptoms: []\nseen: 1\n"),
    "one line for another": ("symptoms:\n  - fever\n", "no fever rash", "symptoms:\n  - rash\n"),
    "a single word": ("symptoms: fever\n", "rash", "symptoms: [fever, rash]\n"),
    "nothing so far": ("seen: 1\n", ALL, "seen: 1\nsymptoms: [fever]\n"),
    "none of them": ("symptoms: none\n", "rash", "symptoms: [rash]\n"),
    "each by itself": (
        "symptoms_fever: yes\nseen: 1\n",
        "no fever no cough",
        "symptoms_fever: no\nseen: 1\nsymptoms_cough: no\n",
    ),
    "one of them": ("seen: 1\n", "rash", "seen: 1\nsymptoms_rash: yes\n"),
    "JSON": ('{"symptoms": ["fever"]}', "cough", '{"symptoms": ["fever", "cough"]}'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_choices_are_changed_in_place(name: str) -> None:
    before, change, after = CHANGES[name]
    form = "json" if name == "JSON" else "yaml"
    assert with_facts_set(pack(), before, form, 0, "", facts(change)) == after


def test_what_is_emptied_is_taken_out() -> None:
    text = "seen: 1\nsymptoms: [fever]\nafter_all: 2\n"
    root = Instance("situation", {"seen": 1_000_000, "after_all": 2_000_000})
    assert rewrite(pack(), text, "yaml", 0, root) == "seen: 1\nafter_all: 2\n"


REFUSED = {
    "none of one choice": ("symptoms: [fever]\n", {"symptoms_fever": None}),
    "a remark in brackets": ("symptoms: [\n  fever, # high\n  rash]\n", {"symptoms_fever": False}),
    "two in a line": ("symptoms:\n  - fever; rash\n", {"symptoms_fever": False}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_lose_something_is_refused(name: str) -> None:
    text, change = REFUSED[name]
    with pytest.raises(RecordingError):
        with_facts_set(pack(), text, "yaml", 0, "", change)


def test_a_whole_situation_has_lists_where_all_is_known() -> None:
    whole = Instance("situation", facts(ALL))
    part = Instance("situation", facts("fever no rash"))
    nothing = Instance("situation", facts("no fever no cough no rash"))
    assert situation_text(pack(), whole) == "symptoms: [fever]\n"
    assert situation_text(pack(), part) == "symptoms_fever: yes\nsymptoms_rash: no\n"
    assert situation_text(pack(), nothing) == "symptoms: []\n"
    assert situation_json(pack(), whole) == '{"symptoms": ["fever"]}\n'
