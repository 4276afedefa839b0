"""The measure of how few questions would do."""

from __future__ import annotations

from dataclasses import replace

from advisor.analysis import build_program
from advisor.dialogue.conversation import begin
from advisor.ir import Instance
from advisor.loading.declarations.packs import load_pack_texts
from tests.dialogue.fewest import fewest_that_settle

TODAY = 739_947
FILES = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n",
    "facts.yaml": """\
entities:
  situation:
    facts:
      a: {type: yes-no, ask: A?}
      b: {type: yes-no, ask: B?}
      c: {type: yes-no, ask: C?}
      d: {type: yes-no, ask: D?}
""",
    "rules.yaml": """\
actions:
  act: {title: Act, kind: do}
  rest: {title: Rest, kind: do}
rules:
  - {rule: act-on-any, when: {any: [a, b]}, advise: {action: act}, because: B.}
  - {rule: rest-on-c, when: c, advise: {action: rest}, because: B.}
""",
}


def test_of_two_answers_that_settle_the_same_one_is_enough() -> None:
    pack = load_pack_texts(FILES, "p").pack
    assert pack is not None
    program = build_program(pack)
    facts = {"a": True, "b": True, "c": False, "d": True}
    last = replace(begin(program), root=Instance("situation", facts, {}))
    alone = [frozenset({("", name)}) for name in facts]
    assert fewest_that_settle(program, last, alone, TODAY) == 2  # a or b, and c
    together = [frozenset({("", "a"), ("", "c")}), frozenset({("", "b")}), frozenset({("", "d")})]
    assert fewest_that_settle(program, last, together, TODAY) == 1
