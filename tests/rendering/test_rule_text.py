"""Rules written out load again, and mean the same: those of the pack, of random packs, and of tables."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from advisor import api
from advisor.ir import Pack
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.syntax.files import read_pack_files
from advisor.rendering.rule_text import rules_yaml
from tests.strategies.pack_text import write_pack
from tests.strategies.packs import random_pack
from tests.strategies.table_packs import random_table_pack

# A section with all that is indented or listed under it.
SHORTER = re.compile(r"^(?:rules|tables):.*\n(?:(?:[ \t#]|- ).*\n|\n)*", re.MULTILINE)


def _written_out(texts: dict[str, str], pack: Pack) -> dict[str, str]:
    """The files of a pack with its rules written out in the place of its rules and tables."""
    found = {
        path: text if path.endswith(".md") else SHORTER.sub("", text)
        for path, text in texts.items()
        if not path.endswith(".csv")
    }
    return found | {"zz-rules.yaml": rules_yaml(pack)}


def _plain(pack: Pack) -> Pack:
    """What must be the same: everything but what tells of tables that they were tables."""
    rules = {name: replace(rule, part_of=None) for name, rule in pack.rules.items()}
    entities = {
        name: replace(e, facts=dict(sorted(e.facts.items()))) for name, e in pack.entities.items()
    }
    return replace(pack, tables={}, rules=rules, entities=dict(sorted(entities.items())), tests=())


def _loaded(texts: dict[str, str]) -> Pack:
    loaded = load_pack_texts(texts, "pack")
    assert loaded.pack is not None, [(d.message, d.span) for d in loaded.diagnostics]
    return loaded.pack


def test_the_rules_of_the_pack_written_out_are_the_same_rules() -> None:
    texts, _ = read_pack_files(api.default_pack())
    pack = _loaded(texts)
    assert len(pack.rules) > 200
    again = _loaded(_written_out(texts, pack))
    assert _plain(again).rules == _plain(pack).rules


@pytest.mark.parametrize("seed", [seed for seed in range(60) if seed != 6])  # which is refused
def test_random_rules_written_out_are_the_same_rules(seed: int) -> None:
    texts = write_pack(random_pack(seed, 1 + seed % 4), Random(seed))
    pack = _loaded(texts)
    assert _plain(_loaded(_written_out(texts, pack))).rules == _plain(pack).rules


@pytest.mark.parametrize("seed", range(60))
def test_tables_written_out_as_rules_mean_the_same(seed: int) -> None:
    texts = dict(random_table_pack(seed).texts)
    pack = _loaded(texts)
    again = _loaded(_written_out(texts, pack))
    assert list(again.rules) == list(pack.rules)
    assert _plain(again) == _plain(pack)
    assert not again.tables


def test_what_is_written_out_reads_well() -> None:
    pack = _loaded(
        {
            "pack.yaml": "pack: fees\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fees\n",
            "all.yaml": """
entities:
  situation:
    facts:
      kind: {type: choice, ask: Which?, choices: {repair: Repair, swap: Swap}}
      age: {type: duration, ask: How old?}
      fee: {type: number, concluded: yes}
tables:
  - table: fee
    hit: first
    when: [kind, age]
    then: {conclude: fee}
    rows:
      - [repair, 14 days .. 30 days, 10]
      - [not swap, -, 20]
    otherwise: [5]
""",
        }
    )
    assert (
        rules_yaml(pack)
        == """\
rules:
- rule: fee/1
  when:
  - kind is repair
  - age >= 2 weeks
  - age <= 30 days
  conclude:
    fee: '10'
  overrides:
  - fee/2
  - fee/otherwise
- rule: fee/2
  when: kind is not swap
  conclude:
    fee: '20'
  overrides:
  - fee/otherwise
- rule: fee/otherwise
  conclude:
    fee: '5'
"""
    )
