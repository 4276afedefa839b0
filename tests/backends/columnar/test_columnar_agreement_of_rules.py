"""Several rules that give one piece of advice: whose it is, up to more of them than a word has bits."""

from __future__ import annotations

from random import Random

import pytest

from advisor.backends.columnar.advice.advice_table import _MOST_BITS
from advisor.backends.columnar.advice.conflict_resolution import WORD_BITS
from advisor.ir import SITUATION, Instance, Program
from tests.agreement.columns import differences, told_by_oracle
from tests.agreement.world import program_of
from tests.strategies.situations import Posed

TODAY = 739_942  # 2026-11-22


def agreeing(count: int) -> Program:
    """A program in which each of so many facts is reason enough for the same piece of advice."""
    facts = "\n".join(f"      f{n}: {{type: yes-no}}" for n in range(count))
    rules = "\n".join(
        f"""\
  - rule: rule-{n}
    when: f{n}
    advise:
      action: look-on
      due: today + {count - n} days
    because: So.
"""
        for n in range(count)
    )
    return program_of(
        f"""\
entities:
  situation:
    facts:
{facts}
actions:
  look-on: {{title: Look on, kind: wait}}
rules:
{rules}"""
    )


@pytest.mark.parametrize("count", [2, _MOST_BITS, _MOST_BITS + 1, WORD_BITS, WORD_BITS + 1, 150])
def test_all_rules_that_agree_are_named_however_many_there_are(count: int) -> None:
    program = agreeing(count)
    random = Random(count)
    posed = []
    for share in (0.0, 1.5 / count, 0.5, 1.0):
        for _ in range(20):
            stated = {f"f{n}": random.random() < share for n in range(count)}
            posed.append(Posed(Instance(SITUATION, stated), TODAY))
    assert not list(differences(program, posed))
    assert (
        max(len(told.advice[0][-1].split()) for told in told_by_oracle(program, posed[-20:]))
        == count
    )
