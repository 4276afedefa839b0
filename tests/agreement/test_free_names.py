"""Words that came with version 1.1 of the language are free: facts, lists, choices and parameters may bear them."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.ir import MILLION
from tests.agreement.engines import ALL
from tests.agreement.world import outcome

PACK = """\
entities:
  situation:
    facts:
      months: {type: number}
      round: {type: number}
      years: {type: period}
      abs: {type: yes-no}
      weekday:
        type: choice
        choices: {sunday: Sunday, monday: Monday, tuesday: Tuesday, wednesday: Wednesday,
          thursday: Thursday, friday: Friday, saturday: Saturday}
      end_of_month: {type: date}
      whole: {type: number, concluded: yes}
      last: {type: date, concluded: yes}
      both: {type: number, concluded: yes}
      same: {type: yes-no, concluded: yes}
  month:
    list: years_ago
    facts:
      year: {type: number}
parameters:
  month: {value: 2}
rules:
  - rule: all-of-them
    when: abs and weekday is sunday
    conclude:
      whole: round(round / months) * month
      last: end_of_month(end_of_month + years) + 1 month
      both: sum(years_ago, year) - months - months(today, today + years)
      same: weekday(today) is weekday
"""
FACTS = """\
months: 2
round: 5
years: 1 year
abs: yes
weekday: sunday
end_of_month: 2026-02-03
years_ago: [{year: 4}, {year: 1}]
"""


@pytest.mark.parametrize("engine", ALL)
def test_facts_may_be_called_like_functions_and_units(engine: str) -> None:
    derivations = outcome(PACK, FACTS, ALL[engine]).derivations
    assert derivations.error is None
    found = {conclusion.fact: conclusion.value for conclusion in derivations.conclusions}
    assert found == {
        "whole": 6 * MILLION,  # 2.5 becomes 3, twice
        "last": date(2027, 3, 28).toordinal(),
        "both": -9 * MILLION,  # 5 - 2 - 12
        "same": True,  # the 22nd of November 2026 is a Sunday
    }
